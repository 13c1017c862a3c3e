"""`Adc`: what a converter makes of a column sum."""

from __future__ import annotations

from dataclasses import dataclass

from hdlgen.arith.integer import Int, Ints
from hdlgen.errors import HdlgenError

SHIFT_MAX = 31
"""Largest shift."""


@dataclass(frozen=True)
class Adc:
    """code = clip(floor(s / 2^shift + 1/2), −2^(bits−1), 2^(bits−1) − 1).

    bits   1..16, two's complement
    shift  ≥ 0; the range: one code step is 2^shift conductance steps
    """

    bits: int
    shift: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.bits <= 16:
            raise HdlgenError("adc.bits", f"must lie in 1..16, not {self.bits}")
        if not 0 <= self.shift <= SHIFT_MAX:
            raise HdlgenError("adc.shift", f"must lie in 0..{SHIFT_MAX}, not {self.shift}")

    @property
    def code(self) -> Int:
        """Type of a code."""
        return Int(self.bits, signed=True)

    def apply(self, s: Ints) -> Ints:
        """Codes of the integer column sums `s` (any shape, int64); same shape."""
        half = (1 << self.shift) >> 1
        return ((s + half) >> self.shift).clip(self.code.lo, self.code.hi)

    def lossless(self, lo: int, hi: int) -> bool:
        """Whether every sum in lo..hi is converted without rounding and without clipping."""
        return self.shift == 0 and self.code.lo <= lo and hi <= self.code.hi
