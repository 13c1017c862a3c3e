"""What a conductance does from one read to the next."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from hdlgen_sim.physics import Span, saturating
from hdlgen_sim.state_law import Floats, StateLaw

MOST_OCTAVES = 16
"""Octaves of flicker noise that vary from read to read; 2^16 reads are longer than any picture is looked at."""


@dataclass(frozen=True)
class WhiteNoise:
    """Gaussian, independent at every read, the same sigma in every state."""

    sigma_siemens: float

    def sigma(self, g: Floats) -> Floats:
        """Standard deviation of one read, siemens, of conductances `g`."""
        return np.full_like(g, self.sigma_siemens)


@dataclass(frozen=True)
class SaturatingNoise:
    """Gaussian, independent at every read, sigma of the current I at `volts` = a·(1 − exp(−I/b)), ampere."""

    volts: float
    a: float
    b: float

    def sigma(self, g: Floats) -> Floats:
        """Standard deviation of one read, siemens, of conductances `g`."""
        return saturating(self.a, self.b, g * self.volts) / self.volts


@dataclass(frozen=True)
class FlickerNoise:
    """1/f noise: a cell read t after programming has moved by sigma² = A²·ln((t + t_read)/(2·t_read)) in all.

    Equal variance A²·ln 2 in every octave of time from 2·t_read to t + t_read. The fastest octaves, at most
    MOST_OCTAVES, vary from read to read; what is left is slower than a run and belongs to the cell.

    read_s  t_read, length of a read
    law     A: of x = g/g_max, relative to g; or a number: A = law·log10(g/unit_siemens) siemens, where that is > 0
    """

    read_s: float
    law: StateLaw | float
    unit_siemens: float = 0.0
    span: Span = (0.0, math.inf)

    def amplitude(self, g: Floats, programmed: Floats, g_max: float) -> Floats:
        """A, siemens, of cells that hold `g` and held `programmed` at first."""
        if isinstance(self.law, float):
            return self.law * np.log10(np.maximum(g / self.unit_siemens, 1.0))
        return g * self.law(programmed / g_max)

    def all_octaves(self, time_s: float) -> float:
        """Octaves that have had their time, ≥ 0; not a whole number."""
        return max(math.log2((time_s + self.read_s) / (2 * self.read_s)), 0.0)

    def octaves(self, time_s: float) -> int:
        """Octaves that vary from read to read."""
        return min(MOST_OCTAVES, math.floor(self.all_octaves(time_s)))


ReadNoise: TypeAlias = WhiteNoise | SaturatingNoise | FlickerNoise
