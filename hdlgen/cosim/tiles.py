"""A macro's pins and its products, for every engine: its array, what reads it, how its codes lie."""

from __future__ import annotations

import numpy as np
from hdlgen_sim import Array, Device, Periphery, Reader, Trim
from numpy.typing import NDArray
from safetensors.numpy import load_file

from hdlgen.cosim.job import Job, TileJob


def program(job: Job, tile: TileJob) -> Array:
    """The array of `tile`, programmed with the levels that were emitted."""
    levels = load_file(job.cells)[tile.tile]
    device, periphery = Device.from_dict(job.device), Periphery.from_dict(job.periphery)
    trim = Trim(*tile.trim)
    return Array.program(levels, device, periphery, seed=job.seed, name=tile.array, trim=trim, joined=tile.joined)


def readers_of(array: Array, tile: TileJob, adc_shift: int) -> dict[int, Reader]:
    """What reads `array` as its macro does in the range `adc_shift`, by the first group of the block that is asked."""
    return {
        first: array.reader(
            rows=tile.rows,
            columns=slice(0, tile.groups * tile.adcs),
            phases=tile.phases,
            dac_bits=tile.dac_bits,
            adc_bits=tile.adc_bits,
            adc_shift=adc_shift,
            adcs=tile.adcs,
            first_group=first,
            references=None if tile.references is None else np.array(tile.references),
            inputs=tile.inputs,
        )
        for first in tile.first_groups
    }


def said_name(text: int, slot: int | None) -> str:
    """The name of the tile in `slot` of a macro, whose register `tile` has that of its first one."""
    first = text.to_bytes(-(-text.bit_length() // 8), "big").decode("ascii", "replace")
    stage, _, number = first.rpartition("/")
    return f"{stage}/{int(number) + slot}" if slot and number.isdecimal() else first


def by_group(codes: NDArray[np.int16], tile: TileJob) -> list[int]:
    """Codes [phase, column] as one integer a column group: phase 0 lowest, the group's first column lowest in it."""
    bits = tile.adc_bits
    if tile.groups == 1 and bits == 8:  # the usual case of a first layer, which asks most often
        return [int.from_bytes(codes.astype(np.uint8).tobytes(), "little")]
    split = codes.reshape(tile.phases, tile.groups, tile.adcs).transpose(1, 0, 2)
    if bits == 8:
        rows = split.astype(np.uint8)
    else:
        planes = (split[..., None] >> np.arange(bits, dtype=np.int16)) & 1
        rows = np.packbits(planes.reshape(tile.groups, -1).astype(np.uint8), axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in rows]
