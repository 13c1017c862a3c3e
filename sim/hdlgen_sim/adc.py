"""`Adc`: converters as the thresholds between their codes."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim import randomness
from hdlgen_sim.parameters import LARGEST_RELATIVE_SIGMA, check, choice, key, number

OF_KIND = {
    "ideal": {"noise"},
    "sar": {"noise", "gain_sigma", "offset_sigma", "capacitor_sigma"},
    "ramp": {"noise", "gain_sigma", "offset_sigma", "bow", "bend"},
    "flash": {"noise", "gain_sigma", "offset_sigma", "comparator_sigma"},
}
"""The parameters that each kind has."""


@dataclass(frozen=True)
class Adc:
    """Converters to two's complement codes lo..hi = −2^(B−1)..2^(B−1) − 1, B bits.

    A code is lo + the number of thresholds that do not exceed the input. The ideal threshold of code c is c − 1/2 code
    steps. A converter with gain g and offset o gives the code that the one without would give of g·s + o.

    kind              ideal | sar | ramp | flash
    gain_sigma        sigma of the relative gain errors, 0..0.15: one a converter; of a ramp one a tile
    offset_sigma      sigma of the converters' offsets, code steps, ≥ 0; of a ramp that of the comparators
    noise             sigma at every conversion, referred to the input, code steps, ≥ 0
    capacitor_sigma   sar: relative sigma of a unit capacitor, 0..0.15. Bit b is 2^b units of it, so that its relative
                      sigma is 2^(−b/2) of that; one more unit ends the array. Codes are offset binary: the largest
                      capacitor decides the sign. The DNL there has the sigma sqrt(2^B − 1)·capacitor_sigma code
                      steps: 2^(B−1) units are exchanged for 2^(B−1) − 1 others. Codes can be missing
    bow, bend         ramp: what the ramp, common to a tile's converters, deviates from the line through its ends:
                      bow·(1 − x²) + bend·(3√3/2)·(x − x³), code steps, x = −1..1 from the first threshold to the
                      last. Peaks of the INL, of either sign
    comparator_sigma  flash: sigma of each comparator's offset, code steps, ≥ 0. Their outputs are counted: there are
                      no bubbles, comparators out of order only swap

    Raises ValueError for any other value, and for a parameter that the kind does not have.
    """

    kind: str = choice("ideal", "sar", "ramp", "flash")
    gain_sigma: float = number(0.0, 0, LARGEST_RELATIVE_SIGMA)
    offset_sigma: float = number(0.0, 0, unit="codes")
    noise: float = number(0.0, 0, unit="codes")
    capacitor_sigma: float = number(0.0, 0, LARGEST_RELATIVE_SIGMA)
    bow: float = number(0.0, -(2.0**15), 2.0**15, unit="codes")
    bend: float = number(0.0, -(2.0**15), 2.0**15, unit="codes")
    comparator_sigma: float = number(0.0, 0, unit="codes")

    def __post_init__(self) -> None:
        check(self)
        for parameter in fields(self)[1:]:
            if getattr(self, parameter.name) and parameter.name not in OF_KIND[self.kind]:
                kinds = [kind for kind, names in OF_KIND.items() if parameter.name in names]
                raise ValueError(
                    f"{key(parameter)} {getattr(self, parameter.name)} is not for kind {self.kind}: leave it out, or "
                    f"make kind {' or '.join(kinds)}"
                )

    @property
    def uniform(self) -> bool:
        """Whether all thresholds are the ideal ones, so that nobody needs to build them."""
        return not any(getattr(self, name) for name in OF_KIND[self.kind] - {"noise"})

    @property
    def ideal(self) -> bool:
        """Whether all thresholds are the ideal ones and there is no noise."""
        return self.uniform and self.noise == 0

    def thresholds(self, converters: int, bits: int, *, seed: int, name: str) -> NDArray[np.float64]:
        """Least inputs of the codes above lo: float64[converter, 2^bits − 1], code steps, ascending.

        A missing code has the threshold of the code above it. All 2^bits − 1 are made, of ideal converters, too.

        converters  ≥ 1: as many as columns, or fewer that columns share; they differ, the first ones do not depend
                    on how many there are
        bits        1..16

        Raises ValueError, too, if a ramp with `bow` and `bend` turns back at so few bits.
        """
        if converters < 1 or not 1 <= bits <= 16:
            raise ValueError(f"converters {converters} must be 1 or more and bits {bits} lie in 1..16")
        levels = np.broadcast_to(np.arange(1 - (1 << (bits - 1)), 1 << (bits - 1)) - 0.5, (converters, (1 << bits) - 1))
        if self.capacitor_sigma:
            levels = self._successive(converters, bits, seed, name)
        if self.bow or self.bend:
            levels = levels + self._deviation(bits)
        if self.comparator_sigma:
            offsets = randomness.normals(seed, name, "adc.comparator", levels.shape)
            levels = np.sort(levels + self.comparator_sigma * offsets, axis=1)
        references = 1 if self.kind == "ramp" else converters
        gain = 1 + self.gain_sigma * randomness.normals(seed, name, "adc.gain", references)
        offset = self.offset_sigma * randomness.normals(seed, name, "adc.offset", converters)
        thresholds: NDArray[np.float64] = (levels - offset[:, None]) / gain[:, None]
        return thresholds

    def _successive(self, converters: int, bits: int, seed: int, name: str) -> NDArray[np.float64]:
        """What successive approximation with this capacitor array decides by, as ascending thresholds."""
        z = randomness.normals(seed, name, "adc.capacitor", (converters, bits + 1))
        sizes = np.array([2.0**b for b in range(bits)] + [1.0])  # the unit that ends the array comes last
        capacitors = sizes + self.capacitor_sigma * np.sqrt(sizes) * z
        tried = np.zeros((converters, 1))  # capacitance that stands against the input while a code is tried
        for b in range(bits):
            tried = np.concatenate([tried, tried + capacitors[:, b : b + 1]], axis=1)
        total = tried[:, -1:] + capacitors[:, bits:]
        levels = tried / total * (1 << bits)
        # An input that reaches the level of a higher code, tried before, never comes to try this one. Codes above that
        # are tried after it keep it and add capacitors, so that their levels are higher: they may stand in the minimum.
        levels = np.minimum.accumulate(levels[:, ::-1], axis=1)[:, ::-1]
        thresholds: NDArray[np.float64] = levels[:, 1:] - ((1 << (bits - 1)) + 0.5)
        return thresholds

    def _deviation(self, bits: int) -> NDArray[np.float64]:
        x = np.linspace(-1, 1, (1 << bits) - 1)
        deviation: NDArray[np.float64] = self.bow * (1 - x * x) + self.bend * (1.5 * math.sqrt(3)) * (x - x * x * x)
        if (1 + np.diff(deviation) < 0).any():
            raise ValueError(
                f"bow_codes {self.bow} and bend_codes {self.bend} make the ramp of {bits} bits turn back; "
                f"choose smaller ones or more bits"
            )
        return deviation


def inl_dnl(thresholds: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Integral and differential nonlinearity of converters, in LSB, after gain and offset are taken out.

    thresholds  float64[converter, n], ascending, n ≥ 2, not all equal

    Terminal-based: the first and the last threshold lie on the line, an LSB is their distance over n − 1. (A
    best-fit line would give a smaller INL, down to half of it.) The first and the last code have no width.

    Returns float64[converter, n], by how much each threshold lies above the line, and float64[converter, n − 1], by
    how much each inner code is wider than an LSB: −1 for a missing code.
    """
    count = thresholds.shape[1]
    if count < 2:
        raise ValueError(f"{count} thresholds have no line through their ends: a converter needs 2 bits or more")
    first = thresholds[:, :1]
    lsb = (thresholds[:, -1:] - first) / (count - 1)
    if not (lsb > 0).all():
        raise ValueError(
            f"the last threshold must lie above the first in every converter; here by {lsb.min() * (count - 1)}"
        )
    return (thresholds - first) / lsb - np.arange(count), np.diff(thresholds, axis=1) / lsb - 1
