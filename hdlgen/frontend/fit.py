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
from hdlgen.frontend.operators import Rounding, rounded, settled

Reals = NDArray[np.float64]
UPWARD: Rounding = "half_up"
"""What hardware does."""
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
        return np.asarray(settled(acc * self.gain[:, None] + self.offset[:, None]), np.float64)

    def apply(self, acc: Ints) -> Ints:
        """y of `acc` [channel, any]."""
        return np.clip(rounded(self.real(acc), self.rounding), self.lo, self.hi).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Fitted:
    """The m and b of operands or channels, and their n.

    m, b   int64[channel]; of joins b is 0
    wrong  inputs, of all channels together, for which the result is another than wanted
    of     inputs that there are
    halves whether those are all halves that should be rounded to the even number, and are rounded up
    """

    m: Ints
    b: Ints
    n: int
    wrong: int
    of: int
    halves: bool = False


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
    # An offset that takes all results to one end may as well be just large enough for that.
    ends = rising.lo - 2.0 - rising.gain * rising.last, rising.hi + 2.0 - rising.gain * rising.first
    rising = replace(rising, offset=np.clip(rising.offset, *ends))
    wanted = _thresholds(rising)
    fitted = _through(rising, wanted)
    if target.rounding == "half_even" and (fitted is None or fitted.wrong):
        upward = _thresholds(replace(rising, rounding="half_up"))
        fitted = _through(rising, upward)
        if fitted:
            wrong = int(np.abs(_reached(rising, fitted.m, fitted.b, fitted.n) - wanted).sum())
            fitted = replace(fitted, wrong=wrong, halves=not fitted.wrong)
    return fitted and replace(fitted, m=fitted.m * sign)


def _through(target: Target, thresholds: Ints) -> Fitted | None:
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
        wrong = int(np.abs(_reached(target, m, b, n) - thresholds).sum())
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
    always = settled(target.offset[:, None])
    over = (always > at) | ((always == at) & inclusive)
    found = np.where(constant, np.where(over, first, last + 1), found)
    return np.asarray(np.clip(found, first, last + 1), np.int64)


def _reached(target: Target, m: Ints, b: Ints, n: int) -> Ints:
    """`_thresholds` of the requantizer with m ≥ 0, b and n."""
    first, last = target.first[:, None], target.last[:, None]
    missing = (target.levels << n) - ((1 << n) >> 1) - b[:, None]
    crossed = -(-missing // np.maximum(m, 1)[:, None])
    found = np.where(m[:, None] > 0, crossed, np.where(missing <= 0, first, last + 1))
    return np.asarray(np.clip(found, first, last + 1), np.int64)


def apart(parts: Sequence[Ints], gains: Sequence[float], lo: int, hi: int, rounding: Rounding) -> Fitted | None:
    """m by part and n with (part·m + 2^(n−1)) >> n, clipped, as round(part·gain), for each of the parts.

    parts  the whole numbers that each may be
    """
    real = [np.asarray(p * g, np.float64) for p, g in zip(parts, gains, strict=True)]
    right, upward = ([_results(v, r, lo, hi) for v in real] for r in (rounding, UPWARD))
    best = _apart(parts, gains, lo, hi, right)
    if rounding == "half_even" and best and best.wrong:
        other = _apart(parts, gains, lo, hi, upward)
        if other and not other.wrong:
            wrong = sum(int((a != b).sum()) for a, b in zip(upward, right, strict=True))
            return replace(other, wrong=wrong, halves=True)
    return best


def _apart(parts: Sequence[Ints], gains: Sequence[float], lo: int, hi: int, right: Sequence[Ints]) -> Fitted | None:
    """The same for results `right` of each part."""
    of = sum(p.size for p in parts)
    best: Fitted | None = None
    for n in range(SHIFT_MAX + 1):
        near = [round(g * 2.0**n) for g in gains]
        if max(map(abs, near)) > LARGEST_OF_JOINS:
            break
        each = zip(parts, right, near, strict=True)
        m = [_multiplier(p, y, np.zeros_like(p), n, lo, hi, about) for p, y, about in each]
        wrong = sum(_wrong(p * v, y, n, lo, hi) for p, y, v in zip(parts, right, m, strict=True))
        if best is None or wrong < best.wrong:
            best = Fitted(np.array(m, np.int64), np.zeros(len(m), np.int64), n, wrong, of)
        if not wrong:
            break
    return best


def together(a: Ints, b: Ints, gains: tuple[float, float], lo: int, hi: int, rounding: Rounding) -> Fitted | None:
    """m of a and b and n with (a·m_a + b·m_b + 2^(n−1)) >> n, clipped, as round(a·gain_a + b·gain_b).

    a, b  the whole numbers that each may be, in all combinations
    """
    x, y = (v.ravel() for v in np.meshgrid(a, b, indexing="ij"))
    real = x * gains[0] + y * gains[1]
    right, upward = (_results(real, r, lo, hi) for r in (rounding, UPWARD))
    best = _together(x, y, gains, lo, hi, right)
    if rounding == "half_even" and best and best.wrong:
        other = _together(x, y, gains, lo, hi, upward)
        if other and not other.wrong:
            return replace(other, wrong=int((upward != right).sum()), halves=True)
    return best


def _together(x: Ints, y: Ints, gains: tuple[float, float], lo: int, hi: int, right: Ints) -> Fitted | None:
    """The same for results `right` of the pairs x, y."""
    best: Fitted | None = None
    for n in range(SHIFT_MAX + 1):
        near = [round(g * 2.0**n) for g in gains]
        if max(map(abs, near)) >= LARGEST_OF_JOINS:
            break
        for m in (near[0] + step for step in (0, 1, -1)):
            other = _multiplier(y, right, x * m, n, lo, hi, near[1])
            wrong = _wrong(x * m + y * other, right, n, lo, hi)
            if best is None or wrong < best.wrong:
                best = Fitted(np.array([m, other]), np.zeros(2, np.int64), n, wrong, x.size)
            if not wrong:
                return best
    return best


def _multiplier(v: Ints, y: Ints, rest: Ints, n: int, lo: int, hi: int, near: int) -> int:
    """The m nearest to `near` with (rest + v·m + 2^(n−1)) >> n, clipped, as `y`; `near` if there is none."""
    half = (1 << n) >> 1
    least = np.where(y > lo, (y << n) - half, -(1 << 61)) - rest
    most = np.where(y < hi, ((y + 1) << n) - half - 1, 1 << 61) - rest
    up, down = v > 0, v < 0
    ends = [-(-least[up] // v[up]), -(-most[down] // v[down])], [most[up] // v[up], least[down] // v[down]]
    m_lo = max((int(e.max()) for e in ends[0] if e.size), default=near)
    m_hi = min((int(e.min()) for e in ends[1] if e.size), default=near)
    m = min(max(near, m_lo), m_hi)
    return m if m_lo <= m_hi and abs(m) <= LARGEST_OF_JOINS else near


def _results(real: Reals, rounding: Rounding, lo: int, hi: int) -> Ints:
    """`real`, rounded and clipped."""
    return np.clip(rounded(real, rounding), lo, hi).astype(np.int64)


def _wrong(total: Ints, y: Ints, n: int, lo: int, hi: int) -> int:
    """Of how many sums something else than `y` comes."""
    return int((np.clip((total + ((1 << n) >> 1)) >> n, lo, hi) != y).sum())
