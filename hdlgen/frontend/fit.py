"""The multipliers, biases and shifts with which hardware rounds as a quantizer of real numbers does.

What hardware requantizes are whole numbers of a known range. A quantizer gives k or more from some whole number on, its
threshold; hardware gives the same if a line with whole m and b passes between all thresholds. The smallest shift is
taken for which one does: its multiplier has the fewest bits. Halves that are rounded to the even number cannot always
be had so, as a line knows no parity; then they are rounded up, and how many whole numbers that touches is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.arith.requant import PRODUCT_BITS, SHIFT_MAX
from hdlgen.arith.rescale import MULTIPLIER_BITS
from hdlgen.frontend.operators import Rounding, rounded

Reals = NDArray[np.float64]
LARGEST = (1 << 31) - 1
"""Multiplier of a layer's channel, of an average's."""
LARGEST_PRODUCT = 2.0 ** (PRODUCT_BITS - 1)
"""Half of what is allowed, as a layer's sums are bounded there by those of absolute values."""
LARGEST_OF_JOINS = (1 << MULTIPLIER_BITS) - 1
"""Multiplier of an add, a scale, a concat."""


@dataclass(frozen=True, eq=False)
class Target:
    """y = clip(round(acc·gain + offset), lo, hi) of whole numbers acc of first..last, by channel.

    gain, offset  float64[channel], in steps of the result
    first, last   int64[channel]
    """

    gain: Reals
    offset: Reals
    first: Ints
    last: Ints
    lo: int
    hi: int
    rounding: Rounding

    @property
    def levels(self) -> Ints:
        """Those that something is a threshold of."""
        return np.arange(self.lo + 1, self.hi + 1)

    def real(self, acc: Ints) -> Reals:
        """What is rounded, of `acc` [channel, any]."""
        return np.asarray(acc * self.gain[:, None] + self.offset[:, None], np.float64)

    def apply(self, acc: Ints) -> Ints:
        """y of `acc` [channel, any]."""
        return np.clip(rounded(self.real(acc), self.rounding), self.lo, self.hi).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Fitted:
    """The m and b of operands or channels, and their n.

    m, b   int64[channel]; of joins b is 0
    wrong  inputs, of all channels together, for which the result is another than wanted
    of     inputs that there are
    """

    m: Ints
    b: Ints
    n: int
    wrong: int
    of: int


def requantizer(target: Target) -> Fitted | None:
    """m, b, n with (acc·m + b + 2^(n−1)) >> n, clipped, as `target`; None where no multiplier is small enough."""
    sign = np.where(target.gain < 0, -1, 1)
    falls = sign < 0
    rising = replace(
        target,
        gain=np.abs(target.gain),
        first=np.where(falls, -target.last, target.first),
        last=np.where(falls, -target.first, target.last),
    )
    wanted = _thresholds(rising)
    fitted = _through(rising, wanted, wanted)
    if target.rounding == "half_even" and (fitted is None or fitted.wrong):
        fitted = _through(rising, _thresholds(replace(rising, rounding="half_up")), wanted)
    return fitted and replace(fitted, m=fitted.m * sign)


def _through(target: Target, thresholds: Ints, wanted: Ints) -> Fitted | None:
    """The line of least n that passes between all `thresholds`; if there is none, that of the largest n."""
    of, best = int((target.last - target.first + 1).sum()), None
    widest = np.maximum(np.abs(target.first), np.abs(target.last)).astype(np.float64)
    k = target.levels
    for n in range(SHIFT_MAX + 1):
        m, offset, half = np.rint(np.ldexp(target.gain, n)), np.rint(np.ldexp(target.offset, n)), (1 << n) >> 1
        if (
            m.max() > LARGEST
            or (widest * m + np.abs(offset) + (abs(k).max() + 2.0) * 2.0**n).max() >= 2.0**PRODUCT_BITS
        ):
            break
        m = m.astype(np.int64)
        least = (k << n) - half - thresholds * m[:, None]
        most = (k << n) - half - 1 - (thresholds - 1) * m[:, None]
        b_lo = np.where(thresholds <= target.last[:, None], least, -(1 << PRODUCT_BITS)).max(axis=1)
        b_hi = np.where(thresholds > target.first[:, None], most, 1 << PRODUCT_BITS).min(axis=1)
        b = np.clip(offset.astype(np.int64), b_lo, np.maximum(b_hi, b_lo))
        wrong = int(np.abs(_reached(target, m, b, n) - wanted).sum())
        best = Fitted(m, b, n, wrong, of)
        if (b_lo <= b_hi).all():
            break
    return best


def _thresholds(target: Target) -> Ints:
    """int64[channel, level]: the first acc with y ≥ level, `last` + 1 if there is none. The gains are ≥ 0."""
    k = target.levels
    first, last = target.first[:, None], target.last[:, None]
    below = {"half_even": 0.5, "half_up": 0.5, "floor": 0.0, "ceil": 1.0, "sign": 1.0}[target.rounding]
    at = k - below
    inclusive = {"half_even": k % 2 == 0, "ceil": np.zeros(len(k), bool)}.get(target.rounding, np.ones(len(k), bool))
    with np.errstate(divide="ignore", invalid="ignore"):
        near = np.nan_to_num((at - target.offset[:, None]) / target.gain[:, None])
    start = np.floor(np.clip(near, first - 1, last + 1)).astype(np.int64) - 1
    found = start
    for ahead in range(4):  # the division may be off by one
        real = target.real(start + ahead)
        found = found + ~((real > at) | ((real == at) & inclusive))
    constant = target.gain[:, None] == 0
    over = (target.offset[:, None] > at) | ((target.offset[:, None] == at) & inclusive)
    found = np.where(constant, np.where(over, first, last + 1), found)
    return np.asarray(np.clip(found, first, last + 1), np.int64)


def _reached(target: Target, m: Ints, b: Ints, n: int) -> Ints:
    """`_thresholds` of the requantizer with m ≥ 0, b and n."""
    first, last = target.first[:, None], target.last[:, None]
    missing = (target.levels << n) - ((1 << n) >> 1) - b[:, None]
    crossed = -(-missing // np.maximum(m, 1)[:, None])
    found = np.where(m[:, None] > 0, crossed, np.where(missing <= 0, first, last + 1))
    return np.asarray(np.clip(found, first, last + 1), np.int64)


def together(parts: Sequence[Ints], gains: Sequence[float], lo: int, hi: int, rounding: Rounding) -> Fitted | None:
    """m by part and n with (Σ part·m + 2^(n−1)) >> n, clipped, as round(Σ part·gain), for all combinations of parts.

    parts  the whole numbers that each may be; at most two of them
    """
    return _least([np.meshgrid(*parts, indexing="ij")], [list(range(len(parts)))], gains, lo, hi, rounding)


def apart(parts: Sequence[Ints], gains: Sequence[float], lo: int, hi: int, rounding: Rounding) -> Fitted | None:
    """m by part and n with (part·m + 2^(n−1)) >> n, clipped, as round(part·gain), for each part."""
    return _least([[part] for part in parts], [[n] for n in range(len(parts))], gains, lo, hi, rounding)


def _least(
    sums: Sequence[Sequence[Ints]],
    of: Sequence[Sequence[int]],
    gains: Sequence[float],
    lo: int,
    hi: int,
    rounding: Rounding,
) -> Fitted | None:
    """The m and the least n for which the fewest of several sums come out wrong.

    sums  of each its terms, arrays of one shape; of  which gains these have
    """
    wanted = []
    for terms, which in zip(sums, of, strict=True):
        real = np.zeros(terms[0].shape)
        for term, n in zip(terms, which, strict=True):
            real += term * gains[n]
        wanted.append(np.clip(rounded(real, rounding), lo, hi))
    best: Fitted | None = None
    for n in range(SHIFT_MAX + 1):
        m = np.rint(np.ldexp(np.array(gains), n)).astype(np.int64)
        if np.abs(m).max() > LARGEST_OF_JOINS:
            break
        wrong = 0
        for terms, which, right in zip(sums, of, wanted, strict=True):
            total = np.full(right.shape, (1 << n) >> 1, np.int64)
            for term, number in zip(terms, which, strict=True):
                total += term * m[number]
            wrong += int((np.clip(total >> n, lo, hi) != right).sum())
        if best is None or wrong < best.wrong:
            best = Fitted(m, np.zeros(len(m), np.int64), n, wrong, sum(w.size for w in wanted))
        if not wrong:
            break
    return best
