"""Functions of a cell's state x = g/g_max, in the forms in which measurements are fitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST_STATE = 1e-7
"""x is never taken for less: logarithms and negative powers end here, as in IBM/aihwkit@4545f11,
src/aihwkit/inference/noise/pcm.py."""


@dataclass(frozen=True)
class LogLaw:
    """clip(slope·ln x + offset, low, high)."""

    slope: float
    offset: float
    low: float
    high: float

    def __call__(self, x: Floats) -> Floats:
        """Values float64[...] at states `x` float64[...]."""
        return np.clip(self.slope * np.log(np.maximum(x, LEAST_STATE)) + self.offset, self.low, self.high)


@dataclass(frozen=True)
class PowerLaw:
    """clip(factor·x^exponent, low, high)."""

    factor: float
    exponent: float
    low: float
    high: float

    def __call__(self, x: Floats) -> Floats:
        """Values float64[...] at states `x` float64[...]."""
        return np.clip(self.factor * np.maximum(x, LEAST_STATE) ** self.exponent, self.low, self.high)


@dataclass(frozen=True)
class PolynomialLaw:
    """max(Σ c_i·x^i, 0), constant term first."""

    coefficients: tuple[float, ...]

    def __call__(self, x: Floats) -> Floats:
        """Values float64[...] at states `x` float64[...]."""
        return np.maximum(polynomial(self.coefficients, x), 0.0)


@dataclass(frozen=True)
class SplitLaw:
    """One law for x < at, another from there on."""

    at: float
    below: StateLaw
    above: StateLaw

    def __call__(self, x: Floats) -> Floats:
        """Values float64[...] at states `x` float64[...]."""
        return np.where(x < self.at, self.below(x), self.above(x))


StateLaw: TypeAlias = LogLaw | PowerLaw | PolynomialLaw | SplitLaw


def polynomial(coefficients: tuple[float, ...], x: Floats) -> Floats:
    """Σ c_i·x^i float64[...] at `x` float64[...], constant term first."""
    total = np.zeros_like(x)
    for c in reversed(coefficients):
        total = total * x + c
    return total
