"""How far grids reach: scales that keep the mean square error small, or that leave out a percentile."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from hdlgen.frontend.fit import Reals
from hdlgen.frontend.operators import Conv, ConvTransposed, Grid, Linear, Real, Weighted
from hdlgen.frontend.quantize.place import Placed, Point
from hdlgen.frontend.quantize.scales import settled
from hdlgen.frontend.source import BATCH, Source

Method = Literal["mse", "percentile", "max"]
"""Least mean square error; all but some of the largest numbers; all of them."""
SAMPLES = 1 << 17
"""Numbers that are kept of each value."""
SHARES = np.linspace(0.1, 1.0, 91)
"""Of the largest number: how far the grids reach among which that of the least error is chosen."""
WEIGHT_SHARES = np.linspace(0.2, 1.0, 41)
"""The same of weights, which are more than samples."""


@dataclass(frozen=True, eq=False)
class Samples:
    """Some of the numbers that a value has, and their least and largest, of all."""

    numbers: Real
    least: float
    largest: float

    @staticmethod
    def of(parts: Sequence[Samples]) -> Samples:
        """All of `parts`, which weigh alike."""
        numbers = np.concatenate([part.numbers for part in parts])
        return Samples(numbers, min(p.least for p in parts), max(p.largest for p in parts))


def samples(source: Source, images: Real, names: Iterable[str]) -> dict[str, Samples]:
    """Of the nodes `names`, at most SAMPLES numbers of each, evenly over `images`."""
    found: dict[str, list[Samples]] = {name: [] for name in names}
    batches = -(-len(images) // BATCH)
    each = max(1, SAMPLES // batches)
    for batch in range(batches):
        part = images[batch * BATCH : (batch + 1) * BATCH]
        for name, value in source.values(part):
            if name in found:
                flat = value.ravel()
                step = -(-flat.size // each)
                while math.gcd(step, value.shape[3]) > 1:  # else some channels would not be seen
                    step += 1
                found[name].append(Samples(flat[batch % step :: step], float(flat.min()), float(flat.max())))
    return {name: Samples.of(parts) for name, parts in found.items()}


def grids(placed: Placed, found: Mapping[str, Samples], method: Method, percentile: float) -> dict[str, Grid]:
    """The grid of each point, by the node in front of it; tied points share one."""
    by_tie: dict[str, list[Point]] = {}
    for point in placed.points:
        by_tie.setdefault(point.tie, []).append(point)
    scales = {
        tie: _scale(tied, Samples.of([found[point.at] for point in tied]), method, percentile)
        for tie, tied in by_tie.items()
    }
    scales = settled(scales, placed)
    return {p.at: Grid(np.array([scales[p.tie]]), *p.integers, rounding="half_up") for p in placed.points}


def _scale(tied: Sequence[Point], seen: Samples, method: Method, percentile: float) -> float:
    """Of the grid of points of one type."""
    lo, hi = tied[0].integers
    ends = (seen.least, seen.largest)
    if method == "percentile":
        beside = (100 - percentile) / 2 if lo else 100 - percentile
        ends = (float(np.percentile(seen.numbers, beside)), float(np.percentile(seen.numbers, 100 - beside)))
    largest = max(ends[0] / lo if lo else 0.0, ends[1] / hi, 0.0)
    scale = largest or 1.0  # where there is nothing but zeros
    if method == "mse" and largest:
        candidates = largest * SHARES
        errors = [_error(seen.numbers, candidate, lo, hi) for candidate in candidates]
        scale = float(candidates[int(np.argmin(errors))])
    for point in tied:
        if point.whole:  # where there is no table, every integer of the type must come out of the clip
            for end, k in ((point.lo, lo), (point.hi, hi)):
                if k and np.isfinite(end) and end:
                    scale = min(scale, abs(end) / (abs(k) - 0.49))
    return scale


def _error(x: Real, scale: float, lo: int, hi: int) -> float:
    k = np.clip(np.floor(x * x.dtype.type(1 / scale) + x.dtype.type(0.5)), lo, hi)
    k *= x.dtype.type(scale)
    k -= x
    return float(np.vdot(k, k))


def weight_grid(op: Weighted, bits: int, method: Literal["mse", "max"]) -> Grid:
    """Of the weights: one scale for each output channel."""
    rows = by_channel(op)
    n = (1 << (bits - 1)) - 1
    largest = np.abs(rows).max(axis=1) / n
    largest[largest == 0] = 1.0
    scale = largest
    if method == "mse":
        errors = []
        for share in WEIGHT_SHARES:
            each = (largest * share)[:, None]
            errors.append(np.square(np.clip(np.rint(rows / each), -n, n) * each - rows).sum(axis=1))
        scale = largest * WEIGHT_SHARES[np.argmin(errors, axis=0)]
    return Grid(scale, -n, n)


def by_channel(op: Weighted) -> Reals:
    """The weights [output channel, any]."""
    if isinstance(op, ConvTransposed):
        groups = op.weight.reshape(op.groups, -1, *op.weight.shape[1:])
        return np.asarray(groups.swapaxes(1, 2).reshape(len(op.bias), -1))
    return op.weight.reshape(len(op.bias), -1)


def as_weight(op: Weighted, rows: Reals) -> Reals:
    """What `by_channel` makes, in the layout of `op`'s weights."""
    match op:
        case ConvTransposed():
            inputs, per_out, *kernel = op.weight.shape
            groups = rows.reshape(op.groups, per_out, inputs // op.groups, *kernel)
            return np.ascontiguousarray(groups.swapaxes(1, 2).reshape(op.weight.shape))
        case Conv() | Linear():
            return rows.reshape(op.weight.shape)
