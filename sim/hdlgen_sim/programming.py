"""What cells hold that were told to hold a level: `Device.program` and `Device.write`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim.randomness import normals, uniforms
from hdlgen_sim.read_noise import FlickerNoise
from hdlgen_sim.state_law import Floats

if TYPE_CHECKING:
    from hdlgen_sim.device import Device

Grid = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Written:
    """Cells after write-verify; all arrays have the shape of the levels.

    g          int64 conductances, grid units
    pulses     int64 pulses that each cell received
    converged  bool: whether its last read was within the tolerance
    """

    g: Grid
    pulses: Grid
    converged: NDArray[np.bool_]


def program(device: Device, levels: NDArray[np.integer], seed: int, name: str, cycle: int) -> Grid:
    """As `Device.program`."""
    _check_levels(device, levels)
    if device.ideal:
        exact: Grid = device.targets_grid[levels]
        return exact
    card, time, unit = device.card, device.time_s, device.grid_siemens

    def z(purpose: str) -> Floats:
        return normals(seed, name, f"{purpose} {cycle}", levels.shape)

    g = _programmed(device, levels, seed, name, cycle)
    if card.relaxation:
        g = g + (card.relaxation.mean(time) + card.relaxation.sigma(time) * z("relaxation")) / unit
    first = g = np.maximum(g, 0.0)
    if drift := card.drift:
        state = device.targets_siemens / device.g_max_siemens
        nu = np.abs(drift.nu_mean(state)[levels] + drift.nu_sigma(state)[levels] * z("drift"))
        g = g * np.exp(-nu * drift.log_time(time))
    if isinstance(card.noise, FlickerNoise):
        slow = card.noise.all_octaves(device.clock_s) - device.octaves
        amplitude = card.noise.amplitude(g * unit, first * unit, device.g_max_siemens) / unit
        g = g + math.sqrt(slow * math.log(2)) * amplitude * z("flicker")
    return _stick(device, np.rint(np.maximum(g, 0.0)).astype(np.int64), seed, name)[0]


def _programmed(device: Device, levels: NDArray[np.integer], seed: int, name: str, cycle: int) -> Floats:
    """Grid units before anything but the error of programming has happened; may be below 0."""
    card = device.card
    if card.pulsed:
        return write(device, levels, seed, name, cycle).g.astype(np.float64)
    if (law := card.programming) is None:
        exact: Floats = device.targets_grid.astype(np.float64)[levels]
        return exact
    z = normals(seed, name, f"programming {cycle}", levels.shape)
    if share := card.fixed_share:
        z = math.sqrt(share) * normals(seed, name, "programming", levels.shape) + math.sqrt(1 - share) * z
    # Mean and sigma depend on the level alone: two small tables.
    targets, unit = device.targets_siemens, device.grid_siemens
    mean = device.targets_grid + (law.mean(targets, device.time_s) - targets) / unit
    sigma = law.sigma(targets, device.time_s) / unit
    g: Floats = mean[levels] + sigma[levels] * law.standard(z)
    return g


def write(device: Device, levels: NDArray[np.integer], seed: int, name: str, cycle: int) -> Written:
    """As `Device.write`."""
    _check_levels(device, levels)
    if (law := device.card.write) is None:
        raise ValueError(f"card {device.card.name}: does not say what a pulse does (no write block)")
    low, high = device.window_grid
    goal = (device.targets_grid[levels] - low) / (high - low)
    done = law.program(goal, seed=seed, name=name, cycle=cycle)
    g, stuck = _stick(device, np.rint(low + done.x * (high - low)).astype(np.int64), seed, name)
    right = np.abs((g - low) / (high - low) - goal) <= law.tolerance
    pulses = np.where(stuck, np.where(right, 0, law.pulses), done.pulses)
    return Written(g, pulses, np.where(stuck, right, done.converged))


def _check_levels(device: Device, levels: NDArray[np.integer]) -> None:
    top = (1 << device.cell_bits) - 1
    if levels.size and (levels.min() < 0 or levels.max() > top):
        raise ValueError(f"levels must lie in 0..{top}, not {levels.min()}..{levels.max()}")


def stuck(device: Device, shape: tuple[int, ...], seed: int, name: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which cells of an array of `shape` stay at g_min, and which at g_max: a function of (seed, name) and place."""
    if not (device.stuck_low or device.stuck_high):
        return np.zeros(shape, bool), np.zeros(shape, bool)
    u = uniforms(seed, name, "stuck", shape)
    return u < device.stuck_low, u >= 1 - device.stuck_high


def _stick(device: Device, g: Grid, seed: int, name: str) -> tuple[Grid, NDArray[np.bool_]]:
    """`g` (modified) with the stuck cells where they are, and which they are."""
    low, high = stuck(device, g.shape, seed, name)
    g[low], g[high] = device.window_grid
    return g, low | high
