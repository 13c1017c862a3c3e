"""`learned`: weights rounded up or down, so that a layer gives what it gave in real numbers (AdaRound).

Nagel et al. 2020, "Up or Down? Adaptive Rounding for Post-Training Quantization", §3. Of a product with a matrix the
derivatives are two more products, so that it takes no PyTorch: the same bytes on any machine with one thread.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen.frontend.fit import Reals
from hdlgen.frontend.operators import Clip, Conv, Grid, Linear, Real
from hdlgen.frontend.quantize.ranges import as_weight, by_channel

Floats = NDArray[np.float32]
ROWS = 1 << 14
"""Products that are learned from."""
HELD = 1 << 25
"""Numbers of what enters these products."""
BATCH = 256
"""Products of a step."""
RATE = 2e-2
"""Of Adam; with the steps of `Options` a weight has the way from one rounding to the other several times."""
LOW, HIGH = -0.1, 1.1
"""How far the sigmoid is stretched, so that 0 and 1 are reached (there ζ and γ)."""
ALONE = 0.2
"""Share of the steps in which nothing pulls to 0 and 1."""
STEEP, FLAT = 20.0, 2.0
"""Exponent of what pulls, in the beginning and in the end (there β)."""
PULL = 1.0
"""What pulls, all weights together, beside the error that rounding to the nearest makes (there λ, of other units)."""


@dataclass(frozen=True, eq=False)
class Products:
    """Some of what a layer computes: rows [group, row, tap] times weights [group, output, tap].

    wanted  [group, row, output], in front of a bias and of the clip
    """

    rows: Floats
    wanted: Floats

    def error(self, weight: Floats, bias: Floats, clip: Clip) -> float:
        """Mean square, behind the clip."""
        return float(np.square(self.difference(weight, bias, clip)).mean())

    def difference(self, weight: Floats, bias: Floats, clip: Clip) -> Floats:
        """What the outputs differ by behind the clip."""
        got = self.rows @ weight.swapaxes(1, 2) + bias
        return np.asarray(got.clip(clip.lo, clip.hi) - (self.wanted + bias).clip(clip.lo, clip.hi), np.float32)


def products(op: Conv | Linear, entering: Real, leaving: Real, rng: np.random.Generator) -> Products:
    """Some of the products of `op`.

    entering  what it reads when it is quantized, images
    leaving   what it gives in real numbers, of the same images
    """
    wanted = (leaving - op.bias.astype(leaving.dtype)).astype(np.float32)
    if isinstance(op, Linear):
        seen = entering.transpose(0, 3, 1, 2).reshape(len(entering), -1)
        kept = rng.permutation(len(seen))[: min(ROWS, HELD // seen.shape[1])]
        return Products(seen[None, kept].astype(np.float32), wanted.reshape(1, len(seen), -1)[:, kept])
    windows = op.window(entering.shape[1:]).windows(entering)
    total = int(np.prod(windows.shape[:3]))
    count = max(1, min(ROWS, HELD // int(np.prod(windows.shape[3:])), total))
    at = np.unravel_index(np.sort(rng.choice(total, count, replace=False)), windows.shape[:3])
    taps = windows[at].transpose(0, 3, 1, 2).reshape(count, op.groups, -1)  # channel, row, column, as weights have it
    outputs = wanted[at].reshape(count, op.groups, -1)
    rows, sums = (np.ascontiguousarray(a.swapaxes(0, 1), np.float32) for a in (taps, outputs))
    return Products(rows, sums)


def learned(op: Conv | Linear, grid: Grid, seen: Products, clip: Clip, steps: int, rng: np.random.Generator) -> Reals:
    """The weights of `op`, each rounded to the number of `grid` below or above it, in their layout.

    clip  what the results go through
    """
    groups = len(seen.rows)
    scale = np.broadcast_to(grid.scale, op.bias.shape)[:, None]
    exact = by_channel(op) / scale
    low = np.floor(exact)
    shape = (groups, -1, exact.shape[1])
    down, step = low.reshape(shape).astype(np.float32), scale.reshape(groups, -1, 1).astype(np.float32)
    bias = op.bias.reshape(groups, 1, -1).astype(np.float32)
    nearest = np.clip(np.rint(exact), grid.lo, grid.hi)
    share = (exact - low).reshape(shape).astype(np.float32)
    rounded = _Learning(seen, down, share, step, bias, clip, grid).run(steps, rng)
    best = min((rounded, nearest.reshape(shape)), key=lambda k: seen.error((k * step).astype(np.float32), bias, clip))
    return as_weight(op, best.reshape(exact.shape).astype(np.float64) * scale)


@dataclass(eq=False)
class _Learning:
    """Weights are step · clip(down + up, grid), of which `up` is learned: 0..1, in the end one of these."""

    seen: Products
    down: Floats
    share: Floats
    step: Floats
    bias: Floats
    clip: Clip
    grid: Grid

    def run(self, steps: int, rng: np.random.Generator) -> Floats:
        """The integers."""
        v = np.log((self.share - LOW) / (HIGH - self.share))
        unit = self._unit()
        first, second = np.zeros_like(v), np.zeros_like(v)
        for n in range(steps):
            slope = self._slope(v, n / steps, unit, rng)
            first += 0.1 * (slope - first)
            second += 0.001 * (slope * slope - second)
            ahead = first / (1 - 0.9 ** (n + 1))
            v -= np.float32(RATE) * ahead / (np.sqrt(second / (1 - 0.999 ** (n + 1))) + np.float32(1e-12))
        return self._whole(np.where(_up(v)[0] >= 0.5, np.float32(1), np.float32(0)))

    def _whole(self, up: Floats) -> Floats:
        return (self.down + up).clip(self.grid.lo, self.grid.hi)

    def _unit(self) -> float:
        """The error of rounding to the nearest."""
        nearest = self._whole(np.where(self.share >= 0.5, np.float32(1), np.float32(0)))
        return self.seen.error(nearest * self.step, self.bias, self.clip) or 1.0

    def _slope(self, v: Floats, time: float, unit: float, rng: np.random.Generator) -> Floats:
        """Derivative by `v` of the error of some products, in units of that of the nearest, and of what pulls."""
        up, by_v = _up(v)
        weight = self._whole(up)
        inside = (self.down + up >= self.grid.lo) & (self.down + up <= self.grid.hi)
        some = rng.integers(0, self.seen.rows.shape[1], min(BATCH, self.seen.rows.shape[1]))
        part = Products(self.seen.rows[:, some], self.seen.wanted[:, some])
        got = part.rows @ (weight * self.step).swapaxes(1, 2) + self.bias
        off = got.clip(self.clip.lo, self.clip.hi) - (part.wanted + self.bias).clip(self.clip.lo, self.clip.hi)
        off *= (got > self.clip.lo) & (got < self.clip.hi)
        by_up = (off.swapaxes(1, 2) @ part.rows) * (self.step * np.float32(2 / (off.size * unit))) * inside
        if time > ALONE:
            left = (1 + np.cos(np.pi * (time - ALONE) / (1 - ALONE))) / 2
            exponent = FLAT + (STEEP - FLAT) * left
            far = 2 * up - 1
            by_up -= np.float32(2 * PULL * exponent / v.size) * np.sign(far) * np.abs(far) ** np.float32(exponent - 1)
        return np.asarray(by_up * by_v, np.float32)


def _up(v: Floats) -> tuple[Floats, Floats]:
    """The stretched sigmoid, clipped to 0..1, and its derivative."""
    s = 1 / (1 + np.exp(-v))
    wide = s * np.float32(HIGH - LOW) + np.float32(LOW)
    slope = np.float32(HIGH - LOW) * s * (1 - s) * ((wide > 0) & (wide < 1))
    return np.asarray(wide.clip(0, 1), np.float32), np.asarray(slope, np.float32)
