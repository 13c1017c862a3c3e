"""`Scale`: the channels of an image, each times a gate of its own."""

from __future__ import annotations

from dataclasses import dataclass

from hdlgen.arith.integer import Int, Ints
from hdlgen.arith.operator import Shape, by
from hdlgen.arith.rescale import Rescaled
from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class Scale(Rescaled):
    """y[c] = clip((x[c]·g[c]·m + 2^(n−1)) >> n, lo, hi), squeeze-and-excitation: see `Rescaled`.

    operands    types of x, the image, and of g, one gate a channel
    multiplier  m, −2^24 < m < 2^24
    """

    operands: tuple[Int, Int]
    multiplier: int
    shift: int
    lo: int
    hi: int

    def __post_init__(self) -> None:
        self._require(self.multiplier)

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

    def shape(self, *operands: Shape) -> Shape:
        x, gates = operands
        if gates != (1, 1, x[2]):
            raise HdlgenError("inputs", f"a gate for each channel of {by(x)} is {by((1, 1, x[2]))}, not {by(gates)}")
        return x

    def apply(self, *operands: Ints) -> Ints:
        x, gates = operands
        assert gates.shape == (len(x), 1, 1, x.shape[3]), f"gates of {gates.shape} for {x.shape}"
        return self._rescaled(x * gates * self.multiplier)
