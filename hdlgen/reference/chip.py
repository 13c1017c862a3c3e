"""`Chip`: a Plan's tiles, programmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from hdlgen_sim import Array, Device, Periphery, Reader, Trim, load_card

from hdlgen.arith.integer import Ints
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.program import Block
from hdlgen.mapping.stages import ArrayStage, TileName

if TYPE_CHECKING:
    from hdlgen.spec.models import DeviceSpec


def device_of(spec: DeviceSpec, *, card: str | None = None, time_s: float | None = None) -> Device:
    """The device model of a network file's `device`.

    card    name or path of another card, in place of what `spec` says of its cells
    time_s  since programming; by default the card's first

    Raises ValueError if the card does not allow it, or if there is a time and no card.
    """
    card = spec.card if card is None else card
    if card is not None:
        return Device(load_card(card), spec.cell_bits, time_s)
    if time_s is not None:
        raise ValueError("a device that is no card does not change with time; leave the time out, or name a card")
    assert spec.g_min_siemens is not None, "refused when it was read"
    assert spec.g_max_siemens is not None, "refused when it was read"
    return Device.simple(
        spec.cell_bits, spec.g_min_siemens, spec.g_max_siemens, spec.programming_error, spec.stuck.low, spec.stuck.high
    )


@dataclass(frozen=True, eq=False)
class Chip:
    """Programmed arrays.

    plan       what is on them
    device, periphery, seed  what they are made of
    arrays     of each stage with weights, by tile
    """

    plan: Plan
    device: Device
    periphery: Periphery
    seed: int
    arrays: Mapping[str, tuple[Array, ...]]

    @classmethod
    def of(
        cls,
        plan: Plan,
        device: Device | None = None,
        seed: int = 0,
        *,
        periphery: Periphery | None = None,
        trims: Mapping[str, Trim] | None = None,
    ) -> Chip:
        """Programs every tile of `plan`: on `device`, or on ideal cells.

        A tile's errors depend on `seed` and on its name alone.

        periphery  wires, drivers and converters of every tile; ideal ones by default
        trims      of the converters, by tile; none by default
        """
        h = plan.hardware
        device = device or Device.simple(h.cell_bits, 0.0, 1.0)
        periphery = periphery or Periphery()
        assert device.cell_bits == h.cell_bits, f"{device.cell_bits}-bit cells for a plan of {h.cell_bits}-bit cells"

        def array(stage: ArrayStage, name: TileName) -> Array:
            rows, joined = h.rows_of(stage.geometry), stage.geometry.joined
            levels, trim = stage.levels(name.number, rows, h.columns), (trims or {}).get(str(name))
            return Array.program(levels, device, periphery, seed=seed, name=name.array, trim=trim, joined=joined)

        arrays = {s.name: tuple(array(s, name) for name in s.tile_names) for s in plan.array_stages}
        return cls(plan, device, periphery, seed, arrays)


@dataclass(frozen=True, eq=False)
class BlockReader:
    """What a block reads on one of its tiles, and where its codes belong.

    number    of the tile among those of the stage
    copy      of the block's engine that the tile is of
    copies    of that engine
    taps      of the window, from the tile's row 0 on: int64[tap], or a slice where they follow one another
    channels  of the block, likewise; columns of the reader are these, `slices.count` each
    shift     of the converters
    """

    block: Block
    number: int
    copy: int
    copies: int
    taps: Ints | slice
    channels: Ints | slice
    reader: Reader
    shift: int

    def own(self, count: int, products: Ints | None = None) -> Ints | slice:
        """Which of `count` reads, whose products are `products`, this copy makes; 0, 1, … by default."""
        if self.copies == 1:
            return slice(None)
        numbers = np.arange(count) if products is None else products
        return np.flatnonzero(numbers % self.copies == self.copy)


def block_readers(stage: ArrayStage, arrays: tuple[Array, ...], shift: int | None = None) -> list[BlockReader]:
    """The readers of `stage`'s blocks, in their order and copy by copy, with ADC shift `shift` or the stage's own.

    Columns that only pad a channel, and channels that only fill a word, are not read.
    """
    geometry, program = stage.geometry, stage.program
    readers = []
    shift = stage.adc.shift if shift is None else shift
    for block in program.blocks:
        channels, first = geometry.placed(block)
        columns = (first[:, None] + np.arange(geometry.slices.count)).ravel()
        taps = np.array(program.segments[block.segment].taps)
        for number, seat in enumerate(geometry.seats):
            if seat.tile != block.tile:
                continue
            array = arrays[number]
            references = stage.column_references(number, array.columns)
            reader = array.reader(
                rows=len(taps),
                columns=columns,
                phases=geometry.phases.count,
                dac_bits=geometry.phases.dac_bits,
                adc_bits=stage.adc.bits,
                adc_shift=shift,
                adcs=geometry.lanes.adcs,
                first_group=block.first_group,
                references=None if references is None else references[columns],
                inputs=geometry.inputs,
                largest_digit=int(geometry.phases.largest.max()),
            )
            places = _indices(taps), _indices(channels)
            readers.append(BlockReader(block, number, seat.copy, seat.copies, *places, reader, shift))
    return readers


def _indices(numbers: Ints) -> Ints | slice:
    """`numbers` as an index: a slice, which copies nothing, if they follow one another."""
    first = int(numbers[0])
    return slice(first, first + len(numbers)) if (np.diff(numbers) == 1).all() else numbers
