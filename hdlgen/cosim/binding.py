"""Binds hdlgen_sim to the pins of a macro: a product is answered when it is asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count
from typing import Any

from cocotb.triggers import ValueChange
from hdlgen_sim import Array

from hdlgen.cosim.job import TileJob
from hdlgen.cosim.tiles import by_group, readers_of, said_name


def tile_of(macro: Any) -> str:
    """Name of the tile that `macro` is, as its parameter TILE says."""
    return said_name(int(macro.tile.value))


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
    readers = readers_of(array, tile, int(macro.adc_shift.value))
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
            products.append(tile.number(turn, product))
            if len(words) == tile.inputs:
                together = 1 - together
                codes = readers[first].together(words, products)
                for group, value in zip(answers[together], by_group(codes, tile), strict=True):
                    group.value = value
                words, products = [], []
            answered(time.perf_counter_ns() - start)
