"""`Device`: what a memristor cell is, and what goes wrong when it is programmed."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_WINDOW = 1e-3
"""Least (g_max − g_min)/g_max. Conductances are counted in parts of a level step: of the smallest steps allowed, g_max
has about 2^30 parts (cells of 8 bits), and sums over 2^12 rows, errors included, are still exact in 53 bits."""


@dataclass(frozen=True)
class Device:
    """A cell with 2^cell_bits equally spaced conductances.

    Conductances live on an integer grid, `grid_bits` binary places finer than a level step, so that sums of them do not
    depend on the order of the additions.

    cell_bits            1..8
    g_min_siemens        conductance of level 0, ≥ 0
    g_max_siemens        conductance of the top level; above g_min by LEAST_WINDOW of it or more
    programming_error    sigma of a programmed conductance over g_max, Gaussian, 0..1
    stuck_low            share of the cells that stay at g_min, 0..1
    stuck_high           share of the cells that stay at g_max, 0..1

    Raises ValueError for any other value.
    """

    cell_bits: int
    g_min_siemens: float
    g_max_siemens: float
    programming_error: float = 0.0
    stuck_low: float = 0.0
    stuck_high: float = 0.0

    def __post_init__(self) -> None:
        if not 1 <= self.cell_bits <= 8:
            raise ValueError(f"cell_bits must lie in 1..8, not {self.cell_bits}")
        if not 0 <= self.g_min_siemens < self.g_max_siemens < math.inf:
            raise ValueError(f"g_min {self.g_min_siemens} S must lie between 0 and g_max {self.g_max_siemens} S")
        if self.g_max_siemens - self.g_min_siemens < LEAST_WINDOW * self.g_max_siemens:
            raise ValueError(
                f"g_min {self.g_min_siemens} S is closer to g_max {self.g_max_siemens} S than {LEAST_WINDOW} of it"
            )
        if not 0 <= self.programming_error <= 1:  # nor is it NaN
            raise ValueError(f"programming_error must lie in 0..1, not {self.programming_error}")
        if not (min(self.stuck_low, self.stuck_high) >= 0 and self.stuck_low + self.stuck_high <= 1):
            raise ValueError(f"stuck shares {self.stuck_low} and {self.stuck_high} must lie in 0..1, as must their sum")

    @property
    def ideal(self) -> bool:
        """Whether every cell holds exactly its level."""
        return self.programming_error == 0 and self.stuck_low == 0 and self.stuck_high == 0

    @property
    def grid_bits(self) -> int:
        """Binary places below a level step; g_max is at least 2^15 grid units. Ideal cells need none."""
        return 0 if self.ideal else max(12, 16 - self.cell_bits)

    @property
    def grid_siemens(self) -> float:
        """Conductance of a grid unit."""
        return (self.g_max_siemens - self.g_min_siemens) / ((1 << self.cell_bits) - 1) / (1 << self.grid_bits)

    def program(self, levels: NDArray[np.integer], *, seed: int, name: str) -> NDArray[np.int64]:
        """Conductances, in grid units, of cells that were told to hold `levels` (any shape, 0..2^cell_bits − 1).

        The cells' errors are a function of (seed, name) and of a cell's place in `levels`, nothing else; the cells
        that are stuck do not change with `programming_error`. A conductance is never below 0. Same shape.
        """
        top = (1 << self.cell_bits) - 1
        if levels.size and (levels.min() < 0 or levels.max() > top):
            raise ValueError(f"levels must lie in 0..{top}, not {levels.min()}..{levels.max()}")
        g_min = round(self.g_min_siemens / self.grid_siemens)
        g = g_min + (levels.astype(np.int64) << self.grid_bits)
        if self.programming_error:
            sigma = self.programming_error * self.g_max_siemens / self.grid_siemens
            error = _generator(seed, name, "programming").standard_normal(levels.shape) * sigma
            g = np.maximum(g + np.rint(error).astype(np.int64), 0)
        if self.stuck_low or self.stuck_high:
            u = _generator(seed, name, "stuck").random(levels.shape)
            g[u < self.stuck_low] = g_min
            g[u >= 1 - self.stuck_high] = g_min + (top << self.grid_bits)
        return g


def _generator(seed: int, name: str, purpose: str) -> np.random.Generator:
    """Counter-based random numbers of their own for each (seed, name, purpose)."""
    digest = hashlib.blake2b(f"{seed}/{name}/{purpose}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest, "little")))
