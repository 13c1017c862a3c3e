"""`Trim`: gain and offset by which a tile is corrected, found from codes once and fixed afterwards."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

GAIN_STEP, GAIN_LEAST, GAIN_MOST = 2.0**-10, 0.5, 2.0
"""A reference that a DAC of 11 bits sets. At 8 bits its rounding moves the outermost code by 1/16 step; a factor of two
is what a tile can lose to drift or wires before its range should be chosen anew. A guess of ours, no datasheet."""

OFFSET_STEP, OFFSET_MOST = 0.25, 8.0
"""A DAC of 7 bits. What is left, at most 1/8 step, is small beside the rounding of the codes (sigma 0.29). A guess."""

ROUNDING = Fraction(1, 6)
"""Variance of the difference of two codes that rounding alone explains: twice 1/12."""


@dataclass(frozen=True)
class Trim:
    """What the converters of a tile see of a sum s, in code steps, is gain·s + offset.

    gain    multiple of 2^-10 in 0.5..2
    offset  multiple of 1/4 code step in −8..8

    Raises ValueError for any other value.
    """

    gain: float = 1.0
    offset: float = 0.0

    def __post_init__(self) -> None:
        if not (GAIN_LEAST <= self.gain <= GAIN_MOST and (self.gain / GAIN_STEP).is_integer()):
            raise ValueError(f"gain must be a multiple of 2^-10 in 0.5..2, not {self.gain}")
        if not (abs(self.offset) <= OFFSET_MOST and (self.offset / OFFSET_STEP).is_integer()):
            raise ValueError(f"offset must be a multiple of 1/4 in -8..8, not {self.offset}")


def fit(measured: NDArray[np.integer], ideal: NDArray[np.integer], *, bits: int) -> Trim:
    """The trim that brings a tile's codes back to those of an ideal tile.

    measured  int[...], codes of the tile, not yet trimmed, of some training images
    ideal     int[...], codes that the ideal tile gives of the same; same shape
    bits      of a code, 1..16; the lowest and the highest code may be clipped and do not count

    The line measured = a·ideal + b is fitted by least squares (the errors are the tile's: fitted the other way round,
    they would make the gain too small), then turned around, and each value goes to the nearest one that `Trim` has.
    The gain stays 1 unless `a` differs from 1 by more than three standard errors, so that a tile which is silent or
    nearly so is not driven by its rounding; the offset then corrects the mean alone. No codes left: Trim(1, 0).
    All sums are integers: the result does not depend on their order.
    """
    return Moments.of(measured, ideal, bits=bits).fit()


@dataclass(frozen=True)
class Moments:
    """Sums over pairs of an ideal code x and a measured code y; they can be added, so that codes need not be kept.

    count  pairs of which neither may be clipped
    """

    count: int = 0
    x: int = 0
    y: int = 0
    xx: int = 0
    yy: int = 0
    xy: int = 0

    @classmethod
    def of(cls, measured: NDArray[np.integer], ideal: NDArray[np.integer], *, bits: int) -> Moments:
        """Those of codes, as `fit` takes them."""
        if measured.shape != ideal.shape or not 1 <= bits <= 16:
            raise ValueError(
                f"measured {list(measured.shape)} and ideal {list(ideal.shape)} must have one shape, and "
                f"bits {bits} lie in 1..16"
            )
        lo, hi = -(1 << (bits - 1)), (1 << (bits - 1)) - 1
        inside = (measured > lo) & (measured < hi) & (ideal > lo) & (ideal < hi)
        x, y = ideal[inside].astype(np.int64), measured[inside].astype(np.int64)
        return cls(x.size, int(x.sum()), int(y.sum()), int((x * x).sum()), int((y * y).sum()), int((x * y).sum()))

    def __add__(self, other: Moments) -> Moments:
        return Moments(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def fit(self) -> Trim:
        """What the function `fit` finds."""
        n = self.count
        if n == 0:
            return Trim()
        # n² times the variances and the covariance
        xx, yy, xy = n * self.xx - self.x**2, n * self.yy - self.y**2, n * self.xy - self.x * self.y
        gain = Fraction(1)
        if xx and xy > 0:
            slope = Fraction(xy, xx)
            variance = max((yy - slope * xy) / n**2, ROUNDING)
            if (slope - 1) ** 2 * Fraction(xx, n) > 9 * variance:
                gain = _nearest(1 / slope, GAIN_STEP, GAIN_LEAST, GAIN_MOST)
        offset = _nearest((self.x - gain * self.y) / n, OFFSET_STEP, -OFFSET_MOST, OFFSET_MOST)
        return Trim(float(gain), float(offset))


def _nearest(value: Fraction, step: float, least: float, most: float) -> Fraction:
    return min(max(round(value / Fraction(step)) * Fraction(step), Fraction(least)), Fraction(most))
