"""Which range each layer's converters need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Requant
from hdlgen.arith.integer import Ints
from hdlgen.ir.graph import ArrayNode, Graph
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.stages import ArrayStage
from hdlgen.reference import exact, tiled
from hdlgen.reference.chip import BlockReader, Chip, block_readers
from hdlgen.reference.chunks import CHUNK_IMAGES, Progress, parts
from hdlgen.reference.columns import LayerWarning, column_warnings

LARGEST_SHIFT = 31
"""The most that `ranges` of a network file may say."""


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
    """The result: the ranges, how they were found, and layers to look at under them."""

    layers: tuple[Layer, ...]
    warnings: tuple[LayerWarning, ...]

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
    for node, (x, *_), _ in exact.walk(graph, images.astype(np.int16), exact.apply_narrow):
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


def _try_all(stage: ArrayStage, node: ArrayNode, chip: Chip, x: exact.Narrow) -> list[Candidate]:
    geometry, program = stage.geometry, stage.program
    tried = list(_readers(stage, chip))
    errors, clipped, conversions = [0.0] * len(tried), [0] * len(tried), [0] * len(tried)
    for part in parts(len(x), exact.elements(node)):
        chunk = x[part].astype(np.int64)
        words = tiled.driven(stage, chunk)
        exactly = exact.accumulate(node, chunk)[:, geometry.reads].reshape(-1, geometry.inputs, geometry.channels)
        want = _before_rounding(node.requant, exactly).max(axis=1)
        for k, readers in enumerate(tried):
            got = _before_rounding(program.requant, tiled.accumulate(stage, readers, words))
            errors[k] += float(np.square(got - want).sum())
            for b in readers:
                own = words[b.own(len(words))]
                if b.reader.clips or b.reader.noisy:
                    clipped[k] += int(b.reader.counts(own[:, b.taps])[0].sum())
                conversions[k] += len(own) // geometry.inputs * geometry.phases.count * b.reader.columns
    count = max(1, len(x) * len(geometry.reads) // geometry.inputs * geometry.channels)
    return [Candidate(k, errors[k] / count, clipped[k] / max(1, conversions[k])) for k in range(len(tried))]


def _readers(stage: ArrayStage, chip: Chip) -> Iterator[list[BlockReader]]:
    """The readers of `stage` by shift, up to the first that cannot clip but by noise."""
    for shift in range(LARGEST_SHIFT + 1):
        readers = block_readers(stage, chip.arrays[stage.name], shift)
        yield readers
        if not any(b.reader.clips for b in readers):
            break


def _before_rounding(requant: Requant, acc: Ints) -> NDArray[np.float64]:
    exactly = (acc * np.array(requant.multiplier) + np.array(requant.bias)) / (1 << requant.shift)
    return np.asarray(exactly.clip(requant.lo, requant.hi), np.float64)
