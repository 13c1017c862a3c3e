"""`mean`: the requantizer that divides a sum by the number of its elements, exactly."""

from __future__ import annotations

from hdlgen.arith.integer import Int
from hdlgen.arith.requant import SHIFT_MAX, Requant
from hdlgen.errors import HdlgenError

LEAST_SHIFT = 16
"""n unless a mean needs more: with it the multipliers of small squares, and of powers of two, have few bits."""


def mean(elements: int, act: Int, channels: int, out: Int) -> Requant:
    """y = clip(floor(s/A + 1/2)) for every sum s of A = `elements` values of type `act`; the clip is that of `out`.

    m = floor(2^n/A + 1/2). With e = A·m − 2^n and h = A mod 2, what `Requant` shifts is off by (s·e + A·b)/A:

        (s·m + b + 2^(n−1)) / 2^n = s/A + 1/2 + (s·e + A·b) / (A·2^n)

    s/A + 1/2 lies a multiple of 1/A above a whole number, or for odd A an odd multiple of 1/(2A). So the floor is
    right if, for every s,

        −h·2^(n−1) ≤ s·e + A·b < 2^n − h·2^(n−1)

    which is linear in s and so true if it is at both ends, A·act.lo and A·act.hi. n is the least from `LEAST_SHIFT` on
    for which there is a b; b that of least magnitude. As |e| ≤ A/2, there is one if 2^n ≥ A²·2^(act.bits−1) and A > 1,
    so that |s·m + b + 2^(n−1)| stays below 2^(n + act.bits + 1), and n within `SHIFT_MAX` for squares of at least 861
    rows of any activations, of 8 bits too.

    The bound is that of division by multiplication (Granlund and Montgomery, Division by invariant integers using
    multiplication, 1994), for halves that are rounded up and for both signs. Raises HdlgenError where n is too large.
    """
    for n in range(LEAST_SHIFT, SHIFT_MAX + 1):
        m = ((2 << n) + elements) // (2 * elements)
        e = elements * m - (1 << n)
        off_lo, off_hi = sorted((elements * act.lo * e, elements * act.hi * e))
        least = -(1 << (n - 1)) if elements % 2 else 0
        b_lo, b_hi = -((off_lo - least) // elements), (least + (1 << n) - 1 - off_hi) // elements
        if b_lo <= b_hi:
            b = min(max(0, b_lo), b_hi)
            return Requant((m,) * channels, (b,) * channels, n, out.lo, out.hi)
    raise HdlgenError(
        "pool.kernel",
        f"the mean of {elements} values of {act} is not exact with a multiplier and a shift of at most {SHIFT_MAX}",
        fix="use a smaller kernel, or fewer bits in front of it",
    )
