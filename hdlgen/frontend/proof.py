"""`compare`: whether integers are those of the network that was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.frontend.integers import Result
from hdlgen.frontend.operators import Real


@dataclass(frozen=True)
class Compared:
    """A result of the network: what its author's tool gives, in steps of its grid, against integers.

    label    what its author calls it
    values   that were compared
    equal    how many are the same after rounding to whole steps
    largest  difference, in steps
    noise    power of the differences over that of the result, decibels; None if either is 0
    """

    label: str
    values: int
    equal: int
    largest: float
    noise: float | None


def compare(results: Sequence[Result], found: Sequence[Ints], right: Sequence[Real]) -> list[Compared]:
    """`found`, of each result [image, …], against `right`, what it should be, in the author's numbers."""
    out = []
    for result, k, real in zip(results, found, right, strict=True):
        steps = real.astype(np.float64) / result.scale
        off = np.abs(k - steps)
        error, power = float((off**2).mean()), float((steps**2).mean())
        noise = float(10 * np.log10(error / power)) if error and power else None
        equal = int((k == np.floor(steps + 0.5)).sum())
        out.append(Compared(result.label, k.size, equal, float(off.max()), noise))
    return out
