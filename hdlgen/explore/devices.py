"""`survey`: what the cells of a device do, found by programming many of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from hdlgen_sim.card import Card
from hdlgen_sim.device import Device
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

CELLS = 8192
"""Cells of each level: sigmas come out within 1 %, and a page takes a second."""
USUAL_BITS = 4
DAY_S = 86400.0
LATEST_S = 1e7
"""Where a plot over time ends that its card does not end: four months, beyond all measurements of the cards."""


@dataclass(frozen=True)
class Population:
    """Cells at one time, those of each level apart.

    cells  grid units, int64[level, cell]
    """

    device: Device
    cells: NDArray[np.int64]

    @property
    def g(self) -> Floats:
        """Siemens, float64[level, cell]."""
        return np.asarray(self.cells * self.device.grid_siemens)

    @cached_property
    def mean(self) -> Floats:
        """Siemens, float64[level]."""
        return np.asarray(self.cells.mean(axis=1) * self.device.grid_siemens)

    @cached_property
    def sigma(self) -> Floats:
        """Siemens, float64[level]: of cells, not of reads."""
        return np.asarray(self.cells.std(axis=1, ddof=1) * self.device.grid_siemens)

    @cached_property
    def noise(self) -> Floats:
        """Sigma of a read of the mean conductance, all octaves together, siemens, float64[level]."""
        unit = self.device.grid_siemens
        each = self.device.noise_sigma(np.rint(self.mean / unit).astype(np.int64)) * unit
        return each * math.sqrt(self.device.octaves if self.device.noise == "flicker" else 1)


@dataclass(frozen=True)
class Survey:
    """Cells of a card as they were programmed, and later.

    later  None if the card says nothing of time
    times          seconds, float64[time], ascending; empty if the card says nothing of time
    means, sigmas  siemens, float64[time, level]
    """

    card: Card
    first: Population
    later: Population | None
    times: Floats
    means: Floats
    sigmas: Floats


def usual_bits(card: Card) -> int:
    """Bits of a cell if nobody says how many: four, or as many as the card has levels for."""
    assert card.cell is not None, "a threshold device has no levels"
    levels = card.cell.levels
    return USUAL_BITS if levels is None else min(USUAL_BITS, levels.bit_length() - 1)


def survey(card: Card, cell_bits: int, later_s: float | None = None, cells: int = CELLS, moments: int = 25) -> Survey:
    """Programs `cells` cells of each level, with seed 0.

    later_s  the later time; by default a day, or the last time that the card knows
    moments  times in between at which an eighth of them is looked at

    Raises ValueError for bits and times that the card does not allow.
    """
    first = Device(card, cell_bits)
    now = _population(first, cells)
    if card.span is None:
        if later_s is not None:
            Device(card, cell_bits, later_s)  # says why not
        nothing = np.empty((0, 1 << cell_bits))
        return Survey(card, now, None, np.empty(0), nothing, nothing)
    earliest, last = card.span
    later = Device(card, cell_bits, max(earliest, min(DAY_S, last)) if later_s is None else later_s)
    begin, end = max(earliest, 1.0), min(last, max(LATEST_S, later.time_s))
    times = np.geomspace(begin, end, moments) if begin < end or not moments else np.array([begin])
    then = [_population(Device(card, cell_bits, float(t)), cells // 8) for t in times.clip(earliest, last)]
    means, sigmas = np.array([p.mean for p in then]), np.array([p.sigma for p in then])
    return Survey(card, now, _population(later, cells), times, means, sigmas)


def _population(device: Device, cells: int) -> Population:
    levels = np.repeat(np.arange(1 << device.cell_bits)[:, None], cells, axis=1)
    return Population(device, device.program(levels, seed=0, name="survey"))


def plain(found: Survey) -> dict[str, Any]:
    """What `hdlgen device show --json` prints of the cells: conductances in siemens, by level."""
    states = [p for p in (found.first, found.later) if p is not None]
    return {
        "cell_bits": found.first.device.cell_bits,
        "g_min_siemens": found.first.device.g_min_siemens,
        "g_max_siemens": found.first.device.g_max_siemens,
        "read_volts": found.first.device.read_volts,
        "targets_siemens": found.first.device.targets_siemens.tolist(),
        "states": [
            {
                "time_s": p.device.time_s,
                "mean_siemens": p.mean.tolist(),
                "sigma_siemens": p.sigma.tolist(),
                "read_noise_siemens": p.noise.tolist(),
            }
            for p in states
        ],
    }
