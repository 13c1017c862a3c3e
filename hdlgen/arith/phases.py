"""`Phases`: an activation as the digits that the row drivers apply one after the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hdlgen.arith.integer import Int, Ints
from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class Phases:
    """Cuts activations into digits of `dac_bits`, least significant first.

    Signed activations: with dac_bits = 1 the top phase counts negative; with more the activation is offset to
    unsigned by 2^(bits−1), which the requantizer's bias takes back (`offset`).

    act       type of an activation, 1..8 bits
    dac_bits  1..8
    """

    act: Int
    dac_bits: int

    def __post_init__(self) -> None:
        if not 1 <= self.act.bits <= 8:
            raise HdlgenError("activation bits", f"must lie in 1..8, not {self.act.bits}")
        if not 1 <= self.dac_bits <= 8:
            raise HdlgenError("dac.bits", f"must lie in 1..8, not {self.dac_bits}")

    @property
    def count(self) -> int:
        """Phases a product takes."""
        return -(-self.act.bits // self.dac_bits)

    @property
    def word_bits(self) -> int:
        """Bits that a row's register holds: whole phases."""
        return self.count * self.dac_bits

    @property
    def offset(self) -> int:
        """What `encode` adds to an activation before it is cut."""
        return 1 << (self.act.bits - 1) if self.act.signed and self.dac_bits > 1 else 0

    @property
    def negative_top(self) -> bool:
        """Whether the last phase counts negative."""
        return self.act.signed and self.dac_bits == 1

    def weight(self, phase: int) -> int:
        """Significance of a phase, negative for the sign phase."""
        magnitude = 1 << (self.dac_bits * phase)
        return -magnitude if self.negative_top and phase == self.count - 1 else magnitude

    @property
    def weights(self) -> Ints:
        """int64[phase]: `weight` of each."""
        return np.array([self.weight(p) for p in range(self.count)], np.int64)

    @property
    def largest(self) -> Ints:
        """int64[phase]: the largest digit that each phase can have; an activation's bits may end within a digit."""
        bits = self.act.bits - self.dac_bits * np.arange(self.count)
        return (1 << bits.clip(max=self.dac_bits)) - 1

    def word(self, x: Ints) -> Ints:
        """What a row's register holds for activation `x`: offset, then as unsigned bits. Same shape."""
        return (x + self.offset) & ((1 << self.word_bits) - 1)

    def apply(self, x: Ints) -> Ints:
        """Digits [..., phase] in 0..2^dac_bits − 1 of activations `x` [...].

        Σ_p digits[..., p]·weight(p) = x + offset.
        """
        assert self.act.holds(x), f"activation outside {self.act}"
        shifts = self.dac_bits * np.arange(self.count)
        return (self.word(x)[..., None] >> shifts) & ((1 << self.dac_bits) - 1)
