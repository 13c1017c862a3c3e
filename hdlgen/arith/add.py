"""`Add`: two images become one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from hdlgen.arith.integer import Int, Ints
from hdlgen.arith.operator import Operator, Shape, Signal, same_shape, typed, within
from hdlgen.errors import HdlgenError

ACTIVATION_BITS = 8
"""Widest operand."""
MULTIPLIER_BITS = 24
"""|m| < 2^24: with a sign, the 25 bits that multipliers of FPGAs take. What is built has the bits that its m has."""


@dataclass(frozen=True)
class Add(Operator):
    """y = clip((a·m_a + b·m_b + 2^(n−1)) >> n, lo, hi), alike for all channels; arithmetic shift; no half when n = 0.

    operands    types of a and b, at most 8 bits each
    multiplier  (m_a, m_b), −2^24 < m < 2^24
    shift       n, 0..46
    lo, hi      the activation: 0 for ReLU, a ceiling for clipped ReLU, the ends of the type for none
    """

    operands: tuple[Int, Int]
    multiplier: tuple[int, int]
    shift: int
    lo: int
    hi: int

    def __post_init__(self) -> None:
        top = (1 << MULTIPLIER_BITS) - 1
        for kind in self.operands:
            if kind.bits > ACTIVATION_BITS:
                raise HdlgenError("add.operands", f"{kind} has more than {ACTIVATION_BITS} bits")
        for m in self.multiplier:
            if not -top <= m <= top:
                raise HdlgenError("add.multiplier", f"must lie in −{top}..{top}, not {m}")
        if not 0 <= self.shift <= 46:
            raise HdlgenError("add.shift", f"must lie in 0..46, not {self.shift}")
        if self.lo > self.hi:
            raise HdlgenError("add.lo", f"{self.lo} is above hi {self.hi}")

    @property
    def half(self) -> int:
        """What rounds: 2^(n−1), or 0 when n = 0."""
        return (1 << self.shift) >> 1

    @property
    def acc(self) -> Int:
        """Narrowest type of a·m_a + b·m_b + half for all operands; at most 48 bits."""
        ends = [sorted((m * kind.lo, m * kind.hi)) for m, kind in zip(self.multiplier, self.operands, strict=True)]
        return Int.spanning(sum(lo for lo, _ in ends) + self.half, sum(hi for _, hi in ends) + self.half)

    @property
    def out(self) -> Int:
        """Narrowest type of a result."""
        return Int.spanning(self.lo, self.hi)

    def shape(self, *operands: Shape) -> Shape:
        return same_shape(operands)

    def faults(self, operands: Sequence[Signal], out: Int) -> Iterator[str]:
        yield from typed(operands, self.operands)
        yield from within(self.lo, self.hi, out)

    def apply(self, *operands: Ints) -> Ints:
        a, b = operands
        assert a.shape == b.shape, f"operands of {a.shape} and {b.shape}"
        y = (a * self.multiplier[0] + b * self.multiplier[1] + self.half) >> self.shift
        return np.asarray(y.clip(self.lo, self.hi), np.int64)
