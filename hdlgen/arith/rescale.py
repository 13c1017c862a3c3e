"""`Rescaled`: what operators share that bring a sum or a product of two images back to few bits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from hdlgen.arith.integer import Int, Ints
from hdlgen.arith.operator import Operator, Signal, typed, within
from hdlgen.arith.requant import SHIFT_MAX
from hdlgen.errors import HdlgenError

ACTIVATION_BITS = 8
"""Widest activation, and so the widest operand."""
MULTIPLIER_BITS = 24
"""|m| < 2^24: with a sign, the 25 bits that multipliers of FPGAs take. What is built has the bits that its m has."""


class Rescaled(Operator):
    """y = clip((v + 2^(n−1)) >> n, lo, hi), alike for all channels; arithmetic shift; no half when n = 0.

    operands    types of the two images, at most 8 bits each
    shift       n, 0..46
    lo, hi      the activation: 0 for ReLU, a ceiling for clipped ReLU, the ends of the type for none
    """

    operands: tuple[Int, Int]
    shift: int
    lo: int
    hi: int

    def _require(self, *multipliers: int) -> None:
        """Raises HdlgenError, named after the class, for parameters and `multipliers` that are out of range."""
        name, top = type(self).__name__.lower(), (1 << MULTIPLIER_BITS) - 1
        for kind in self.operands:
            if kind.bits > ACTIVATION_BITS:
                raise HdlgenError(f"{name}.operands", f"{kind} has more than {ACTIVATION_BITS} bits")
        for m in multipliers:
            if not -top <= m <= top:
                raise HdlgenError(f"{name}.multiplier", f"must lie in −{top}..{top}, not {m}")
        if not 0 <= self.shift <= SHIFT_MAX:
            raise HdlgenError(f"{name}.shift", f"must lie in 0..{SHIFT_MAX}, not {self.shift}")
        if self.lo > self.hi:
            raise HdlgenError(f"{name}.lo", f"{self.lo} is above hi {self.hi}")

    @property
    def half(self) -> int:
        """What rounds: 2^(n−1), or 0 when n = 0."""
        return (1 << self.shift) >> 1

    @property
    def out(self) -> Int:
        """Narrowest type of a result."""
        return Int.spanning(self.lo, self.hi)

    def faults(self, operands: Sequence[Signal], out: Int) -> Iterator[str]:
        yield from typed(operands, self.operands)
        yield from within(self.lo, self.hi, out)

    def _rescaled(self, v: Ints) -> Ints:
        return np.asarray(((v + self.half) >> self.shift).clip(self.lo, self.hi), np.int64)
