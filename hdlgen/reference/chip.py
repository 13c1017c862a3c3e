"""`Chip`: a Plan's tiles, programmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from hdlgen_sim import Array, Device, Reader

from hdlgen.arith.integer import Ints
from hdlgen.mapping.plan import ArrayStage, Block, Plan

if TYPE_CHECKING:
    from hdlgen.spec.models import DeviceSpec


def device_of(spec: DeviceSpec) -> Device:
    """The device model of a network file's `device`."""
    return Device(
        spec.cell_bits, spec.g_min_siemens, spec.g_max_siemens, spec.programming_error, spec.stuck.low, spec.stuck.high
    )


@dataclass(frozen=True, eq=False)
class Chip:
    """Programmed arrays.

    plan    what is on them
    arrays  of each stage with weights, by tile
    """

    plan: Plan
    arrays: Mapping[str, tuple[Array, ...]]

    @classmethod
    def of(cls, plan: Plan, device: Device | None = None, seed: int = 0) -> Chip:
        """Programs every tile of `plan`: on `device`, or on ideal cells.

        A tile's errors depend on `seed` and on its name (layer.number) alone.
        """
        h = plan.hardware
        device = device or Device(h.cell_bits, 0.0, 1.0)
        assert device.cell_bits == h.cell_bits, f"{device.cell_bits}-bit cells for a plan of {h.cell_bits}-bit cells"
        arrays = {
            s.name: tuple(
                Array.program(s.levels(t, h.rows, h.columns), device, seed=seed, name=f"{s.name}.{t}")
                for t in range(s.tiles)
            )
            for s in plan.array_stages
        }
        return cls(plan, arrays)


@dataclass(frozen=True, eq=False)
class BlockReader:
    """What a block reads, and where its codes belong.

    taps      of the window, from the tile's row 0 on
    channels  int64[channel of the block]; columns of the reader are these, `slices.count` each
    """

    block: Block
    taps: Ints
    channels: Ints
    reader: Reader


def block_readers(stage: ArrayStage, arrays: tuple[Array, ...], shift: int | None = None) -> list[BlockReader]:
    """The readers of `stage`'s blocks, in their order, with ADC shift `shift` or the stage's own.

    Columns that only pad a channel, and channels that only fill a word, are not read.
    """
    lanes, readers = stage.lanes, []
    for block in stage.blocks:
        channels = (np.array(block.words)[:, None] * lanes.word + np.arange(lanes.word)).ravel()
        first = block.first_group * lanes.adcs
        word_columns = lanes.groups_per_word * lanes.adcs
        starts = (
            first + np.arange(len(block.words))[:, None] * word_columns + np.arange(lanes.word) * lanes.slices
        ).ravel()
        real = channels < stage.channels
        columns = (starts[real][:, None] + np.arange(stage.slices.count)).ravel()
        taps = np.array(stage.segments[block.segment].taps)
        reader = arrays[block.tile].reader(
            rows=len(taps),
            columns=columns,
            phases=stage.phases.count,
            dac_bits=stage.phases.dac_bits,
            adc_bits=stage.adc.bits,
            adc_shift=stage.adc.shift if shift is None else shift,
        )
        readers.append(BlockReader(block, taps, channels[real], reader))
    return readers
