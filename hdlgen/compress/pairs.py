"""What programmed pairs of cells hold, by level: samples of a device to train with, and their means."""

from __future__ import annotations

import math

import numpy as np
from hdlgen_sim import Device, randomness
from numpy.typing import NDArray

from hdlgen.arith import Slices

Floats = NDArray[np.float64]

SAMPLES = 8192
"""Cells of each level: their mean is then within 1.1 % of a cell's sigma (one sigma of it), sigma within 0.8 %. A power
of two: the mean of equal cells is exact."""
GAIN_LEAST, GAIN_MOST = 0.5, 2.0
"""What a converter's trim can correct: `hdlgen_sim.trim`."""


def cells(device: Device, *, seed: int, slice_index: int = 0) -> Floats:
    """What cells hold at `device.time_s`: float64[side, level, sample], level steps, level 0 of the card at any height.

    Side 0 was told to hold its level, side 1 level 0: `cells[0] - cells[1]` are pairs. Everything that the card says of
    programming, time and stuck cells is in it, and the current of a read at the read voltage. No two calls of other
    `seed` or `slice_index` share a cell, nor does any of them with a tile of a chip.
    """
    grid = device.program(_told(device), seed=seed, name=_name(slice_index))
    return device.current(grid, device.read_volts) / (1 << device.grid_bits)


def pairs(device: Device, *, seed: int, slice_index: int = 0, trimmed: bool = False) -> Floats:
    """What a read of a pair gives, as of `cells`: float64[level, sample], level steps; 0 on average for level 0.

    The noise of one read is in it: white noise, or flicker noise of all octaves that vary from read to read.

    trimmed  whether the converters' gain corrects what all levels have lost or won on average (`mean_gain`)
    """
    grid = device.program(_told(device), seed=seed, name=_name(slice_index))
    held = device.current(grid, device.read_volts)
    if device.noise != "none":
        octaves = device.octaves if device.noise == "flicker" else 1
        z = randomness.normals(seed, _name(slice_index), "a read", grid.shape)
        held = held + math.sqrt(octaves) * device.noise_sigma(grid) * z
    steps = (held[0] - held[1]) / (1 << device.grid_bits)
    return steps / mean_gain(device, seed=seed) if trimmed else steps


def level_means(device: Device, *, seed: int, trimmed: bool = False) -> Floats:
    """What a pair holds on average, by level: float64[2^cell_bits], level steps; 0 first. The means of `cells`.

    trimmed  as for `pairs`
    """
    means = cells(device, seed=seed)[0].mean(axis=1)
    steps = means - means[0]
    return np.asarray(steps / mean_gain(device, seed=seed) if trimmed else steps, np.float64)


def mean_gain(device: Device, *, seed: int) -> float:
    """The factor by which pairs differ from their levels on average, by least squares over the levels.

    As far as a converter's trim can turn it back.
    """
    means = level_means(device, seed=seed)
    levels = np.arange(len(means))
    return float(np.clip((levels @ means) / (levels @ levels), 1 / GAIN_MOST, 1 / GAIN_LEAST))


def weight_values(levels: Floats, slices: Slices) -> Floats:
    """What weights of magnitude 0..w_max are, of pairs that hold `levels` [2^cell_bits, ...]: float64[w_max + 1, ...].

    In steps of a weight: every slice counts by its significance, and all hold the same `levels`.
    """
    return sliced_values([levels] * slices.count, slices)


def sliced_values(levels: list[Floats], slices: Slices) -> Floats:
    """`weight_values` where each slice, least significant first, has `levels` of its own."""
    digits = slices.apply(np.arange(slices.w_max + 1))
    return np.asarray(sum(levels[t][digits[:, t]] * slices.weight(t) for t in range(slices.count)), np.float64)


def _told(device: Device) -> NDArray[np.int64]:
    """Levels int64[side, level, sample]."""
    levels = np.repeat(np.arange(1 << device.cell_bits)[:, None], SAMPLES, axis=1)
    return np.stack([levels, np.zeros_like(levels)])


def _name(slice_index: int) -> str:
    return f"pairs of slice {slice_index}"  # no tile is called so: tiles are LAYER.NUMBER
