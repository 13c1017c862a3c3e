"""`Int`: the type of an integer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen.errors import HdlgenError

Ints = NDArray[np.int64]


def bits_for(lo: int, hi: int) -> int:
    """Width of the two's complement type (unsigned when `lo` ≥ 0) that holds lo..hi; at least 1."""
    if lo >= 0:
        return max(1, hi.bit_length())
    return 1 + max(hi.bit_length() if hi > 0 else 0, (-lo - 1).bit_length())


@dataclass(frozen=True)
class Int:
    """Integers of `bits` bits, two's complement if `signed`."""

    bits: int
    signed: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.bits <= 62:
            raise HdlgenError("Int.bits", f"must lie in 1..62, not {self.bits}")

    @property
    def lo(self) -> int:
        """Smallest value."""
        return -(1 << (self.bits - 1)) if self.signed else 0

    @property
    def hi(self) -> int:
        """Largest value."""
        return (1 << (self.bits - self.signed)) - 1

    def holds(self, x: NDArray[np.integer]) -> bool:
        """Whether every element of `x` is a value of this type."""
        return x.size == 0 or (int(x.min()) >= self.lo and int(x.max()) <= self.hi)

    @classmethod
    def spanning(cls, lo: int, hi: int) -> Int:
        """The narrowest type that holds lo..hi."""
        return cls(bits_for(lo, hi), lo < 0)

    def __str__(self) -> str:
        return f"{'int' if self.signed else 'uint'}{self.bits}"
