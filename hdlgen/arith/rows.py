"""What the rows of tables look like that are part of the hardware, or loaded into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hdlgen.arith.adc import SHIFT_MAX as K_MAX
from hdlgen.arith.integer import Int, bits_for
from hdlgen.arith.requant import SHIFT_MAX as N_MAX
from hdlgen.arith.rescale import MULTIPLIER_BITS
from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class Row:
    """Fields side by side: (name, type) of each, the first in the lowest bits."""

    fields: tuple[tuple[str, Int], ...]

    @property
    def bits(self) -> int:
        """Of a row."""
        return sum(kind.bits for _, kind in self.fields)

    def packed(self, **values: int) -> int:
        """The row with a value for every field. Raises HdlgenError for one that its field does not hold."""
        assert values.keys() == dict(self.fields).keys(), f"{sorted(values)} for {self}"
        row, at = 0, 0
        for name, kind in self.fields:
            value = values[name]
            if not kind.lo <= value <= kind.hi:
                raise HdlgenError(f"row.{name}", f"{kind} does not hold {value}")
            row |= (value & ((1 << kind.bits) - 1)) << at
            at += kind.bits
        return row

    def unpacked(self, row: int) -> dict[str, int]:
        """The values of its fields."""
        values = {}
        for name, kind in self.fields:
            value = row & ((1 << kind.bits) - 1)
            values[name] = value - (1 << kind.bits) if value > kind.hi else value
            row >>= kind.bits
        return values


def index(count: int) -> Int:
    """Type of an index into `count` things."""
    return Int(bits_for(0, count - 1))


def lanes(values: Sequence[int], bits: int) -> int:
    """A row of `values` in two's complement, one a lane, the first lowest."""
    assert all(-(1 << (bits - 1)) <= v < 1 << bits for v in values), f"{bits} bits do not hold {values}"
    return sum((v & ((1 << bits) - 1)) << (n * bits) for n, v in enumerate(values))


@dataclass(frozen=True)
class Dispatch:
    """A row of the dispatch table: a non-zero block.

    segment, tile  which rows are driven into which tile, or, where tiles share converters, into which set of them
    first, count   the block's conversions: rows first .. first + count − 1 of the conversion table
    array          which of the set's tiles
    """

    segment: int
    tile: int
    first: int
    count: int
    array: int = 0


@dataclass(frozen=True)
class Conversion:
    """A row of the conversion table: `group` of the tile's columns is the `part`-th part of accumulator `word`."""

    group: int
    word: int
    part: int


def dispatch_row(segments: int | None, tiles: int, conversions: int, arrays: int = 1) -> Row:
    """A `Dispatch` with `more`, its count less one; `last` marks a window's last.

    segments     that there are; None where rows come segment by segment in the order of the blocks: then `leaves` marks
                 the last block of those that follow one another in a segment
    tiles        that there are, or sets of them
    conversions  rows of the conversion table
    arrays       of each set; with one there is no `array`
    """
    pointer = index(conversions)
    return Row(
        (
            ("leaves", Int(1)) if segments is None else ("segment", index(segments)),
            ("tile", index(tiles)),
            *([("array", index(arrays))] if arrays > 1 else []),
            ("first", pointer),
            ("more", pointer),
            ("last", Int(1)),
        )
    )


def conversion_row(groups: int, words: int, parts: int) -> Row:
    """A `Conversion`."""
    return Row((("group", index(groups)), ("word", index(words)), ("part", index(parts))))


def dispatched(row: Row, blocks: Sequence[Dispatch]) -> tuple[int, ...]:
    """The dispatch table of a window's `blocks`."""
    rows = []
    for d, following in zip(blocks, (*blocks[1:], None), strict=True):
        leaves = following is None or following.segment != d.segment
        values = {"leaves": int(leaves), "segment": d.segment, "array": d.array}
        rows.append(
            row.packed(
                **{name: value for name, value in values.items() if name in dict(row.fields)},
                tile=d.tile,
                first=d.first,
                more=d.count - 1,
                last=int(following is None),
            )
        )
    return tuple(rows)


def converted(row: Row, conversions: Sequence[Conversion]) -> tuple[int, ...]:
    """The conversion table."""
    return tuple(row.packed(group=c.group, word=c.word, part=c.part) for c in conversions)


CLIP = Int(16, signed=True)
"""Of a requantized value that a table is looked up by."""


def requant_row(clip: Int) -> Row:
    """What all channels of a requantizer share: n, the clip, and the ADC shift k that m, b and n are made for.

    clip  type of a requantized value
    """
    return Row(
        (
            ("shift", Int(bits_for(0, N_MAX))),
            ("lo", clip),
            ("hi", clip),
            ("adc_shift", Int(bits_for(0, K_MAX))),
        )
    )


def rescale_row(multipliers: int, out: Int) -> Row:
    """What an operator of two images has: n, the half that rounds, the clip, and its multipliers.

    out  type of a result
    """
    fields = [("shift", Int(bits_for(0, N_MAX))), ("half", Int(N_MAX)), ("lo", out), ("hi", out)]
    factor = Int(MULTIPLIER_BITS + 1, signed=True)
    return Row((*fields, *((f"multiplier_{n}", factor) for n in range(multipliers))))
