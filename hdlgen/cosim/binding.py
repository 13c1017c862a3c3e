"""Binds hdlgen_sim to the pins of a macro: a product is answered when it is asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count
from typing import Any

import numpy as np
from cocotb.triggers import ValueChange
from hdlgen_sim import Array, Device, Periphery, Trim
from numpy.typing import NDArray
from safetensors.numpy import load_file

from hdlgen.cosim.job import Job, TileJob


def program(job: Job, tile: TileJob) -> Array:
    """The array of `tile`, programmed with the levels that were emitted."""
    levels = load_file(job.cells)[tile.tile]
    device, periphery = Device.from_dict(job.device), Periphery.from_dict(job.periphery)
    trim = Trim(*tile.trim)
    return Array.program(levels, device, periphery, seed=job.seed, name=tile.array, trim=trim, joined=tile.joined)


def tile_of(macro: Any) -> str:
    """Name of the tile that `macro` is, as its parameter TILE says."""
    text = int(macro.tile.value)
    return text.to_bytes(-(-text.bit_length() // 8), "big").decode("ascii", "replace")


async def answer(
    macro: Any,
    tile: TileJob,
    array: Array,
    answered: Callable[[int], None] = lambda _: None,
    unused: Callable[[], None] = lambda: None,
) -> None:
    """Gives the codes of every product that `macro`'s simulation view asks for; never returns.

    The range is what the pin adc_shift shows when this begins, no earlier than the first clock edge.

    array     the tile, programmed
    macro     out of reset, or held in it: each change of its `request` is a product
    answered  called after each product with the nanoseconds that it took
    unused    called when rows are driven that no block of the tile uses
    """
    readers = {
        first: array.reader(
            rows=tile.rows,
            columns=slice(0, tile.groups * tile.adcs),
            phases=tile.phases,
            dac_bits=tile.dac_bits,
            adc_bits=tile.adc_bits,
            adc_shift=int(macro.adc_shift.value),
            adcs=tile.adcs,
            first_group=first,
            references=None if tile.references is None else np.array(tile.references),
            inputs=tile.inputs,
        )
        for first in {first for _, first in tile.requests}
    }
    word_bits = tile.rows * tile.phases * tile.dac_bits
    # Handles are looked up once: a look-up costs more than a product.
    asked = [macro.asked[0], macro.asked[1]]
    answers = [[macro.answer[p * tile.all_groups + g] for g in range(tile.groups)] for p in range(2)]
    asking = ValueChange(macro.request)
    side = int(macro.request.value)
    together = side  # of the answer: as many products as it has together have one
    words: list[int] = []
    products: list[int] = []
    for turn in count():
        for product, first in tile.requests:
            await asking
            start = time.perf_counter_ns()
            side = 1 - side
            text = str(asked[side].value)
            if text[:-word_bits].strip("0"):
                unused()
            words.append(int(text[-word_bits:], 2))
            products.append(turn * tile.products + product)
            if len(words) == tile.inputs:
                together = 1 - together
                codes = readers[first].together(words, products)
                for group, value in zip(answers[together], by_group(codes, tile), strict=True):
                    group.value = value
                words, products = [], []
            answered(time.perf_counter_ns() - start)


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
