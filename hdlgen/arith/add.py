"""`Add`: two images become one."""

from __future__ import annotations

from dataclasses import dataclass

from hdlgen.arith.integer import Int, Ints
from hdlgen.arith.operator import Shape, same_shape
from hdlgen.arith.rescale import Rescaled


@dataclass(frozen=True)
class Add(Rescaled):
    """y = clip((a·m_a + b·m_b + 2^(n−1)) >> n, lo, hi): see `Rescaled`.

    operands    types of a and b
    multiplier  (m_a, m_b), −2^24 < m < 2^24
    """

    operands: tuple[Int, Int]
    multiplier: tuple[int, int]
    shift: int
    lo: int
    hi: int

    def __post_init__(self) -> None:
        self._require(*self.multiplier)

    @property
    def acc(self) -> Int:
        """Narrowest type of a·m_a + b·m_b + half for all operands; at most 48 bits."""
        ends = [sorted((m * kind.lo, m * kind.hi)) for m, kind in zip(self.multiplier, self.operands, strict=True)]
        return Int.spanning(sum(lo for lo, _ in ends) + self.half, sum(hi for _, hi in ends) + self.half)

    def shape(self, *operands: Shape) -> Shape:
        return same_shape(operands)

    def apply(self, *operands: Ints) -> Ints:
        a, b = operands
        assert a.shape == b.shape, f"operands of {a.shape} and {b.shape}"
        return self._rescaled(a * self.multiplier[0] + b * self.multiplier[1])
