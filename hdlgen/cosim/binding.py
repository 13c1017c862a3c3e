"""Binds hdlgen_sim to the pins of a macro: a product is answered when it is asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any

from cocotb.triggers import ValueChange
from hdlgen_sim import Array

from hdlgen.cosim.job import TileJob
from hdlgen.cosim.tiles import by_group, readers_of, said_name


def tile_of(macro: Any, slot: int | None) -> str:
    """Name of the tile in `slot` of `macro`, as its parameter TILE says."""
    return said_name(int(macro.tile.value), slot)


class _Asked:
    """A tile that is asked. unused: called when rows are driven that no block of it uses"""

    def __init__(self, tile: TileJob, array: Array, adc_shift: int, unused: Callable[[TileJob], None]) -> None:
        self.tile, self._unused = tile, unused
        self._readers = readers_of(array, tile, adc_shift)
        self._bits = tile.rows * tile.phases * tile.dac_bits
        self._next = self._products()
        self._words: list[int] = []
        self._numbers: list[int] = []

    def _products(self) -> Iterator[tuple[int, int]]:
        """Number and first group of each product, in order."""
        for turn in count():
            yield from ((self.tile.number(turn, product), first) for product, first in self.tile.requests)

    def codes(self, words: str) -> list[int] | None:
        """The codes by group of a product of so many bits of row words, with those before it; None: more come."""
        if words[: -self._bits].strip("0"):
            self._unused(self.tile)
        number, first = next(self._next)
        self._words.append(int(words[-self._bits :], 2))
        self._numbers.append(number)
        if len(self._words) < self.tile.inputs:
            return None
        codes = self._readers[first].together(self._words, self._numbers)
        self._words, self._numbers = [], []
        return by_group(codes, self.tile)


async def answer(
    macro: Any,
    tiles: Sequence[tuple[TileJob, Array]],
    answered: Callable[[TileJob, int], None] = lambda _, __: None,
    unused: Callable[[TileJob], None] = lambda _: None,
) -> None:
    """Gives the codes of every product that `macro`'s simulation view asks for; never returns.

    The range is what the pin adc_shift shows when this begins, no earlier than the first clock edge.

    macro     out of reset, or held in it: each change of its `request` is a product
    tiles     that it is, with their programmed arrays
    answered  called after each product with the nanoseconds that it took
    unused    called when rows are driven that no block of the tile uses
    """
    shift = int(macro.adc_shift.value)
    asked_tiles = {tile.slot: _Asked(tile, array, shift, unused) for tile, array in tiles}
    first, _ = tiles[0]
    # Handles are looked up once: a look-up costs more than a product.
    asked = [macro.asked[0], macro.asked[1]]
    slots = None if first.slot is None else [macro.asked_array[0], macro.asked_array[1]]
    groups = max(tile.groups for tile, _ in tiles)
    answers = [[macro.answer[p * first.all_groups + g] for g in range(groups)] for p in range(2)]
    asking = ValueChange(macro.request)
    side = int(macro.request.value)
    together = side  # of the answer: as many products as it has together have one
    while True:
        await asking
        start = time.perf_counter_ns()
        side = 1 - side
        one = asked_tiles.get(int(slots[side].value) if slots else None)
        if one is None:
            unused(first)
            continue
        codes = one.codes(str(asked[side].value))
        if codes is not None:
            together = 1 - together
            for group, value in zip(answers[together], codes, strict=False):
                group.value = value
        answered(one.tile, time.perf_counter_ns() - start)
