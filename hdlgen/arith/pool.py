"""`MaxPool`, `SumPool` and `Average`: windows reduced to one value a channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from hdlgen.arith.integer import Int, Ints
from hdlgen.arith.operator import Mask, Operator, Shape, Signal, by, within
from hdlgen.arith.requant import PRODUCT_BITS, Requant
from hdlgen.arith.sliding import Sliding
from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class MaxPool(Sliding, Operator):
    """The largest element of each window; padding is none of them."""

    def shape(self, *operands: Shape) -> Shape:
        return _pooled(self, operands)

    def apply(self, *operands: Ints) -> Ints:
        (x,) = operands
        return np.asarray(self.windows(x, np.iinfo(np.int64).min).max(axis=(3, 4)), np.int64)

    def faults(self, operands: Sequence[Signal], out: Int) -> Iterator[str]:
        if operands[0].type != out:
            yield f"gives {out}, and the largest of {operands[0].type} is of that type"

    def kept(self, masks: Sequence[Mask]) -> Self:
        return replace(self, channels=int(masks[0].sum()))

    def spread(self, places: Sequence[Ints], channels: Sequence[int]) -> Self:
        return replace(self, channels=channels[0])


@dataclass(frozen=True)
class SumPool(Sliding):
    """The sum of each window; padding counts as 0."""

    def apply(self, x: Ints) -> Ints:
        """int64[image, out row, out column, channel] of `x` int64[image, row, column, channel]."""
        return np.asarray(self.windows(x).sum(axis=(3, 4)), np.int64)

    def acc(self, act: Int) -> Int:
        """Narrowest type of the sums of elements of type `act`."""
        return Int.spanning(act.lo * self.elements, act.hi * self.elements)


@dataclass(frozen=True)
class Average(Operator):
    """The sum of each window, requantized: `mean` gives the requantizer that divides exactly."""

    pool: SumPool
    requant: Requant

    def shape(self, *operands: Shape) -> Shape:
        return _pooled(self.pool, operands)

    def apply(self, *operands: Ints) -> Ints:
        return self.requant.apply(self.pool.apply(*operands))

    def faults(self, operands: Sequence[Signal], out: Int) -> Iterator[str]:
        r, acc = self.requant, self.pool.acc(operands[0].type)
        if r.channels != self.pool.channels:
            yield f"requantizes {r.channels} channels, but has {self.pool.channels}"
        largest = max(-acc.lo, acc.hi) * max(map(abs, r.multiplier)) + max(map(abs, r.bias))
        if largest >= 1 << PRODUCT_BITS:
            yield f"its requantizer meets products of {PRODUCT_BITS} bits or more"
        yield from within(r.lo, r.hi, out)

    def kept(self, masks: Sequence[Mask]) -> Self:
        pool = replace(self.pool, channels=int(masks[0].sum()))
        return replace(self, pool=pool, requant=self.requant.kept(masks[0]))

    def spread(self, places: Sequence[Ints], channels: Sequence[int]) -> Self:
        pool, requant = replace(self.pool, channels=channels[0]), self.requant.spread(places[0], channels[0])
        return replace(self, pool=pool, requant=requant)


def _pooled(pool: Sliding, operands: Sequence[Shape]) -> Shape:
    (shape,) = operands
    if shape != (pool.height, pool.width, pool.channels):
        raise HdlgenError("input", f"is {by(shape)}, and {by((pool.height, pool.width, pool.channels))} is pooled")
    return pool.out_height, pool.out_width, pool.channels
