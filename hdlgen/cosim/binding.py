"""Binds hdlgen_sim to the pins of a macro: a product is answered when it is asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from cocotb.triggers import ValueChange
from hdlgen_sim import Array
from numpy.typing import NDArray

from hdlgen.cosim.job import TileJob


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
    reader = array.reader(
        rows=tile.rows,
        columns=slice(0, tile.groups * tile.adcs),
        phases=tile.phases,
        dac_bits=tile.dac_bits,
        adc_bits=tile.adc_bits,
        adc_shift=int(macro.adc_shift.value),
    )
    word_bits = tile.rows * tile.phases * tile.dac_bits
    # Handles are looked up once: a look-up costs more than a product.
    asked = [macro.asked[0], macro.asked[1]]
    answers = [[macro.answer[p * tile.all_groups + g] for g in range(tile.groups)] for p in range(2)]
    asking = ValueChange(macro.request)
    product = int(macro.request.value)
    while True:
        await asking
        start = time.perf_counter_ns()
        product = 1 - product
        words = str(asked[product].value)
        if words[:-word_bits].strip("0"):
            unused()
        for group, codes in zip(answers[product], by_group(reader.one(int(words[-word_bits:], 2)), tile), strict=True):
            group.value = codes
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
