"""`Requant`: from an accumulator to an activation."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from hdlgen.arith.integer import Int, Ints
from hdlgen.arith.operator import Mask, kept_of
from hdlgen.errors import HdlgenError

SHIFT_MAX = 46
"""Largest n."""
PRODUCT_BITS = 62
"""Products with their bias are below 2^62: int64 holds them, and what rounds."""


@dataclass(frozen=True)
class Requant:
    """y = clip((acc·m + b + 2^(n−1)) >> n, lo, hi), m and b per channel; arithmetic shift; no half when n = 0.

    multiplier  m of each channel, −2^31 < m < 2^31
    bias        b of each channel, in units after the product
    shift       n, 0..46
    lo, hi      the activation: 0 for ReLU, a ceiling for clipped ReLU, the ends of the type for none
    """

    multiplier: tuple[int, ...]
    bias: tuple[int, ...]
    shift: int
    lo: int
    hi: int

    def __post_init__(self) -> None:
        if not self.multiplier or len(self.multiplier) != len(self.bias):
            raise HdlgenError(
                "requant",
                f"{len(self.multiplier)} multipliers and {len(self.bias)} biases",
                fix="give one multiplier and one bias for each channel",
            )
        if not 0 <= self.shift <= SHIFT_MAX:
            raise HdlgenError("requant.shift", f"must lie in 0..{SHIFT_MAX}, not {self.shift}")
        if self.lo > self.hi:
            raise HdlgenError("requant.lo", f"{self.lo} is above hi {self.hi}")

    @property
    def channels(self) -> int:
        """Number of channels."""
        return len(self.multiplier)

    def kept(self, mask: Mask) -> Requant:
        """Of the channels that stay alone."""
        return replace(self, multiplier=kept_of(self.multiplier, mask), bias=kept_of(self.bias, mask))

    def spread(self, places: Ints, channels: int) -> Requant:
        """Of more `channels`: channel c is now channel places[c], and the others requantize to what 0 does."""
        multiplier, bias = [0] * channels, [0] * channels
        for c, m, b in zip(places.tolist(), self.multiplier, self.bias, strict=True):
            multiplier[c], bias[c] = m, b
        return replace(self, multiplier=tuple(multiplier), bias=tuple(bias))

    def in_steps(self, k: int) -> Requant:
        """Of accumulators that are given in steps of 2^k: in_steps(k).apply(x) = apply(x·2^k).

        No product is wider, and no shift but n is needed: what 2^k is less than 2^n is taken off both.
        """
        half = (1 << self.shift) >> 1
        # A half that is left is 2^(n−k−1), which is what 2^(n−1) becomes; else it is in the bias.
        bias = tuple(b >> k if k < self.shift else (b + half) >> self.shift for b in self.bias)
        multiplier = tuple(m << max(0, k - self.shift) for m in self.multiplier)
        return replace(self, multiplier=multiplier, bias=bias, shift=max(0, self.shift - k))

    @property
    def out(self) -> Int:
        """Narrowest type of a result."""
        return Int.spanning(self.lo, self.hi)

    def apply(self, acc: Ints) -> Ints:
        """Activations of accumulators `acc` int64[..., channel]; same shape. |acc·m + b| must stay below 2^63."""
        half = (1 << self.shift) >> 1
        y = (acc * np.array(self.multiplier, np.int64) + np.array(self.bias, np.int64) + half) >> self.shift
        return np.asarray(np.clip(y, self.lo, self.hi), np.int64)
