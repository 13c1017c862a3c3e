"""What happens to a conductance: errors of programming, relaxation, drift; and the current through it.

Conductances are float64[...] in siemens; times are seconds since a cell was programmed. A law's `span` is the first
and the last time for which it is known; None where time plays no part.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from hdlgen_sim.state_law import Floats, StateLaw, polynomial

Span: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class ByTime:
    """Rows of numbers, each measured at a time.

    times  ascending; empty if the only row holds at any time
    log    whether to interpolate in the logarithm of the time instead of in the time
    """

    times: tuple[float, ...]
    rows: tuple[tuple[float, ...], ...]
    log: bool

    @property
    def span(self) -> Span | None:
        """The first and the last time of the table."""
        return (self.times[0], self.times[-1]) if self.times else None

    def at(self, time_s: float) -> tuple[float, ...]:
        """The row of a time within `span`, between two measurements by linear interpolation."""
        if not self.times:
            return self.rows[0]
        after = bisect_right(self.times, time_s)
        if after == len(self.times):
            return self.rows[-1]
        (t0, t1), t = self.times[after - 1 : after + 1], time_s
        f = math.log(t / t0) / math.log(t1 / t0) if self.log else (t - t0) / (t1 - t0)
        return tuple(a + f * (b - a) for a, b in zip(*self.rows[after - 1 : after + 1], strict=True))


@dataclass(frozen=True)
class LinearError:
    """Gaussian, sigma = offset + slope·g."""

    offset_siemens: float
    slope: float
    span: Span | None = None

    def mean(self, g: Floats, time_s: float) -> Floats:
        """What cells hold on average that were told to hold `g`."""
        return g

    def sigma(self, g: Floats, time_s: float) -> Floats:
        """Standard deviation of what cells hold that were told to hold `g`."""
        return self.offset_siemens + self.slope * g

    def standard(self, z: Floats) -> Floats:
        """Deviations in units of sigma, made of standard normal numbers."""
        return z


@dataclass(frozen=True)
class UniformError(LinearError):
    """Uniform within ±half of the target: what is left when write-verify stops inside a window."""

    def standard(self, z: Floats) -> Floats:
        """Deviations in units of sigma, made of standard normal numbers by their quantiles."""
        from scipy.special import ndtr  # loads slowly, and few cards need it

        uniform: Floats = math.sqrt(3) * (2 * ndtr(z) - 1)
        return uniform


@dataclass(frozen=True)
class PolynomialError:
    """Gaussian, sigma = Σ c_i·(g/reference)^i, coefficients in siemens by time.

    A cell keeps its place in the distribution while time passes.
    """

    reference_siemens: float
    coefficients: ByTime

    @property
    def span(self) -> Span | None:
        """Times that are tabulated."""
        return self.coefficients.span

    def mean(self, g: Floats, time_s: float) -> Floats:
        """As `LinearError.mean`."""
        return g

    def sigma(self, g: Floats, time_s: float) -> Floats:
        """As `LinearError.sigma`."""
        return polynomial(self.coefficients.at(time_s), g / self.reference_siemens)

    def standard(self, z: Floats) -> Floats:
        """As `LinearError.standard`."""
        return z


@dataclass(frozen=True)
class SaturatingError:
    """Gaussian in the current I at `volts`: the mean moves, sigma = A·(1 − exp(−I/B)) at the moved mean.

    curve  by time: A and B in ampere
    shift  by time: coefficients c_i of the move, Σ c_i·(I/unit)^i units of `unit_ampere`
    """

    volts: float
    curve: ByTime
    shift: ByTime
    unit_ampere: float

    @property
    def span(self) -> Span | None:
        """Times that are tabulated."""
        return self.curve.span

    def mean(self, g: Floats, time_s: float) -> Floats:
        """As `LinearError.mean`."""
        unit = self.unit_ampere / self.volts
        return g + unit * polynomial(self.shift.at(time_s), g / unit)

    def sigma(self, g: Floats, time_s: float) -> Floats:
        """As `LinearError.sigma`."""
        a, b = self.curve.at(time_s)
        return saturating(a, b, self.mean(g, time_s) * self.volts) / self.volts

    def standard(self, z: Floats) -> Floats:
        """As `LinearError.standard`."""
        return z


ErrorLaw: TypeAlias = LinearError | UniformError | PolynomialError | SaturatingError


def saturating(a: float, b: float, current: Floats) -> Floats:
    """max(a·(1 − exp(−current/b)), 0)."""
    return np.maximum(-a * np.expm1(-current / b), 0.0)


@dataclass(frozen=True)
class LogRelaxation:
    """Soon after programming the conductance moves by a Gaussian amount that does not depend on the state.

    mean = mean_slope·ln(t/1 s), sigma = sigma_offset + sigma_slope·ln(t/1 s), siemens. A cell keeps its place in the
    distribution while time passes.
    """

    mean_slope: float
    sigma_slope: float
    sigma_offset: float
    span: Span = (1.0, math.inf)

    def mean(self, time_s: float) -> float:
        """Average move, siemens."""
        return self.mean_slope * math.log(time_s)

    def sigma(self, time_s: float) -> float:
        """Standard deviation of the move, siemens."""
        return max(self.sigma_offset + self.sigma_slope * math.log(time_s), 0.0)


@dataclass(frozen=True)
class PowerDrift:
    """g·((t + t0)/t0)^−ν, each programming of a cell with a ν = |nu_mean + nu_sigma·z| of its own.

    first_read_s  t0: errors of programming are stated at this time, and t counts from it
    nu_mean       of the target's state g/g_max
    nu_sigma      likewise
    """

    first_read_s: float
    nu_mean: StateLaw
    nu_sigma: StateLaw
    span: Span = (0.0, math.inf)

    def log_time(self, time_s: float) -> float:
        """ln((t + t0)/t0): a cell with the exponent ν has lost ν times this of ln g."""
        return math.log1p(time_s / self.first_read_s)


@dataclass(frozen=True)
class CubicCurrent:
    """I = g·V + N2(g)·V² + N3(g)·V³, N2 and N3 polynomials in log10(g/1 S), constant term first.

    Outside low…high, where N2 and N3 were fitted, the share of the current that is not ohmic stays what it is at the
    nearer end: the current goes to 0 with g, and a polynomial of a logarithm is not extrapolated.
    """

    n2: tuple[float, ...]
    n3: tuple[float, ...]
    low_siemens: float
    high_siemens: float
    most_volts: float

    def secant(self, g: Floats, volts: Floats | float) -> Floats:
        """I/V, siemens, of cells whose conductance around 0 V is `g`; both are broadcast against one another.

        Raises ValueError where |volts| exceeds the range of the measurement.
        """
        worst = float(np.max(np.abs(volts), initial=0.0))
        if worst > self.most_volts:
            raise ValueError(f"{worst:g} V is outside ±{self.most_volts:g} V, where the current of the cell is known")
        known = np.clip(g, self.low_siemens, self.high_siemens)
        x = np.log10(known)
        v = np.asarray(volts, np.float64)
        return g * (1 + (polynomial(self.n2, x) * v + polynomial(self.n3, x) * v**2) / known)
