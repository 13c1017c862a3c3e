"""Which range each layer's converters need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Requant
from hdlgen.arith.integer import Ints
from hdlgen.ir.graph import ArrayNode, ComputeNode, Graph
from hdlgen.mapping.plan import ArrayStage, Plan
from hdlgen.reference import exact, tiled
from hdlgen.reference.chip import Chip, block_readers
from hdlgen.reference.chunks import Progress
from hdlgen.reference.columns import ColumnWarning, column_warnings

CHUNK_IMAGES = 64
LARGEST_SHIFT = 31
"""The most that `ranges` of a network file may say."""
Kept = NDArray[np.int16]
"""Activations between two layers: int16 holds all that there are (at most 8 bits) in a quarter of int64's memory."""


@dataclass(frozen=True)
class Candidate:
    """What an ADC shift does to a layer.

    shift  k
    error  mean square of the difference from the exact layer, in steps of its output, before rounding
    share  of all conversions that clip
    """

    shift: int
    error: float
    share: float


@dataclass(frozen=True)
class Layer:
    """All ranges that were tried for a layer, and the one that was chosen."""

    name: str
    chosen: Candidate
    tried: tuple[Candidate, ...]


@dataclass(frozen=True)
class Calibration:
    """The result: the ranges, how they were found, and columns to look at under them."""

    layers: tuple[Layer, ...]
    warnings: tuple[ColumnWarning, ...]

    @property
    def ranges(self) -> dict[str, int]:
        """ADC shift k of each layer with weights: `ranges` of a network file."""
        return {layer.name: layer.chosen.shift for layer in self.layers}


def calibrate(
    graph: Graph, plan: Plan, images: Ints, *, chip: Chip | None = None, progress: Progress | None = None
) -> Calibration:
    """The ADC shifts with which `plan` follows `graph` best on `images`.

    For each layer, driven with the exact activations, every k is tried from 0 to the first that cannot clip but by
    noise, or to `LARGEST_SHIFT` where a converter's offset lies beyond all codes. The one with the least mean squared
    error wins (the smaller of equals): rounding speaks against a large k, clipping against a small one. The error is
    that of the recombined accumulators behind the layer's multiplier and its activation's limits, where a negative sum
    under a ReLU costs nothing; it is weighed as the next layer will see it.

    Layer after layer: no more is held than the outputs that a later layer still reads, in two bytes an activation.

    images    int64[image, row, column, channel]
    chip      programmed arrays of `plan`; ideal ones by default
    progress  called with the layers done
    """
    chip = chip or Chip.of(plan)
    assert graph.input.out.holds(images), f"images outside {graph.input.out}"
    layers, warnings = [], []
    for node, (x, *_), _ in exact.walk(graph, images.astype(np.int16), _narrow):
        if not isinstance(node, ArrayNode):
            continue
        stage = plan[node.name]
        assert isinstance(stage, ArrayStage)
        tried = _try_all(stage, node, chip, x)
        chosen = min(tried, key=lambda c: (c.error, c.shift))
        layers.append(Layer(stage.name, chosen, tuple(tried)))
        readers = block_readers(stage, chip.arrays[stage.name], chosen.shift)
        warnings += column_warnings(stage, readers, tiled.driven(stage, x[:CHUNK_IMAGES].astype(np.int64)))
        if progress:
            progress(1)
    return Calibration(tuple(layers), tuple(warnings))


def _narrow(node: ComputeNode, inputs: Sequence[Kept]) -> Kept:
    """`exact.apply`, chunk by chunk and kept in 16 bits: many images in little memory."""
    y = np.empty((len(inputs[0]), *node.shape), np.int16)
    for first in range(0, len(y), CHUNK_IMAGES):
        part = slice(first, first + CHUNK_IMAGES)
        y[part] = exact.apply(node, [x[part].astype(np.int64) for x in inputs])
    return y


def _try_all(stage: ArrayStage, node: ArrayNode, chip: Chip, x: Kept) -> list[Candidate]:
    tried: list[Candidate] = []
    for shift in range(LARGEST_SHIFT + 1):
        readers = block_readers(stage, chip.arrays[stage.name], shift)
        error, clipped, conversions = 0.0, 0, 0
        for first in range(0, len(x), CHUNK_IMAGES):
            chunk = x[first : first + CHUNK_IMAGES].astype(np.int64)
            words = tiled.driven(stage, chunk)
            exactly = exact.accumulate(node, chunk)[:, stage.reads].reshape(-1, stage.inputs, stage.channels)
            want = _before_rounding(node.requant, exactly).max(axis=1)
            got = _before_rounding(stage.requant, tiled.accumulate(stage, readers, words))
            error += float(np.square(got - want).sum())
            for b in readers:
                if b.reader.clips or b.reader.noisy:
                    clipped += int(b.reader.counts(words[:, b.taps])[0].sum())
                conversions += len(want) * stage.phases.count * b.reader.columns
        count = len(x) * len(stage.reads) // stage.inputs * stage.channels
        tried.append(Candidate(shift, error / max(1, count), clipped / max(1, conversions)))
        if not any(b.reader.clips for b in readers):
            break
    return tried


def _before_rounding(requant: Requant, acc: Ints) -> NDArray[np.float64]:
    exactly = (acc * np.array(requant.multiplier) + np.array(requant.bias)) / (1 << requant.shift)
    return np.asarray(exactly.clip(requant.lo, requant.hi), np.float64)
