"""`Scale`: the channels of an image, each times a gate of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from hdlgen.arith.add import ACTIVATION_BITS, MULTIPLIER_BITS
from hdlgen.arith.integer import Int, Ints
from hdlgen.arith.operator import Operator, Shape, Signal, by, typed, within
from hdlgen.arith.requant import SHIFT_MAX
from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class Scale(Operator):
    """y[c] = clip((x[c]·g[c]·m + 2^(n−1)) >> n, lo, hi): squeeze-and-excitation; arithmetic shift; no half when n = 0.

    operands    types of x, the image, and of g, one gate a channel; at most 8 bits each
    multiplier  m, −2^24 < m < 2^24
    shift       n, 0..46
    lo, hi      the activation: 0 for ReLU, a ceiling for clipped ReLU, the ends of the type for none
    """

    operands: tuple[Int, Int]
    multiplier: int
    shift: int
    lo: int
    hi: int

    def __post_init__(self) -> None:
        top = (1 << MULTIPLIER_BITS) - 1
        for kind in self.operands:
            if kind.bits > ACTIVATION_BITS:
                raise HdlgenError("scale.operands", f"{kind} has more than {ACTIVATION_BITS} bits")
        if not -top <= self.multiplier <= top:
            raise HdlgenError("scale.multiplier", f"must lie in −{top}..{top}, not {self.multiplier}")
        if not 0 <= self.shift <= SHIFT_MAX:
            raise HdlgenError("scale.shift", f"must lie in 0..{SHIFT_MAX}, not {self.shift}")
        if self.lo > self.hi:
            raise HdlgenError("scale.lo", f"{self.lo} is above hi {self.hi}")

    @property
    def half(self) -> int:
        """What rounds: 2^(n−1), or 0 when n = 0."""
        return (1 << self.shift) >> 1

    @property
    def product(self) -> Int:
        """Narrowest type of x·g for all operands; at most 16 bits."""
        x, g = self.operands
        ends = [a * b for a in (x.lo, x.hi) for b in (g.lo, g.hi)]
        return Int.spanning(min(ends), max(ends))

    @property
    def acc(self) -> Int:
        """Narrowest type of x·g·m + half for all operands; at most 48 bits."""
        lo, hi = sorted((self.product.lo * self.multiplier, self.product.hi * self.multiplier))
        return Int.spanning(lo + self.half, hi + self.half)

    @property
    def out(self) -> Int:
        """Narrowest type of a result."""
        return Int.spanning(self.lo, self.hi)

    def shape(self, *operands: Shape) -> Shape:
        x, gates = operands
        if gates != (1, 1, x[2]):
            raise HdlgenError("inputs", f"a gate for each channel of {by(x)} is {by((1, 1, x[2]))}, not {by(gates)}")
        return x

    def faults(self, operands: Sequence[Signal], out: Int) -> Iterator[str]:
        yield from typed(operands, self.operands)
        yield from within(self.lo, self.hi, out)

    def apply(self, *operands: Ints) -> Ints:
        x, gates = operands
        assert gates.shape == (len(x), 1, 1, x.shape[3]), f"gates of {gates.shape} for {x.shape}"
        y = (x * gates * self.multiplier + self.half) >> self.shift
        return np.asarray(y.clip(self.lo, self.hi), np.int64)
