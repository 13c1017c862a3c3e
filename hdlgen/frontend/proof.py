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
    noise    power of the differences over that of the result, decibels; −∞ if there are none
    """

    label: str
    values: int
    equal: int
    largest: float
    noise: float


def compare(results: Sequence[Result], found: Sequence[Ints], right: Sequence[Real]) -> list[Compared]:
    """`found`, of each result [image, …], against `right`, what it should be, in the author's numbers."""
    out = []
    for result, k, real in zip(results, found, right, strict=True):
        steps = real.astype(np.float64) / result.scale
        off = np.abs(k - steps)
        power = float((steps**2).mean())
        noise = (
            10 * np.log10(max(float(((k - steps) ** 2).mean()), 1e-30) / max(power, 1e-30)) if off.any() else -np.inf
        )
        equal = int((k == np.floor(steps + 0.5)).sum())
        out.append(Compared(result.label, k.size, equal, float(off.max()), noise))
    return out
