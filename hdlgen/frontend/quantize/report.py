"""`losses`: what quantizing each layer costs, alone and with all in front of it: the layer that breaks it is seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hdlgen.frontend.operators import AnyOperator, ArgMax, Quant, Real, Weighted
from hdlgen.frontend.quantize.network import Quantized
from hdlgen.frontend.source import BATCH, Source
from hdlgen.nets import overlap
from hdlgen.progress import bar
from hdlgen.spec.names import INPUT

Classes = NDArray[np.integer]
"""[image], or of each pixel [image, row, column]."""
FULL_DB = 200.0
"""Of a result without any error."""


@dataclass(frozen=True)
class Quality:
    """Of the first result: its signal-to-noise ratio in dB and, if labels are known, how right it is.

    accuracy  share of images whose class is right, or their masks' mean Dice coefficient
    """

    db: float
    accuracy: float | None


@dataclass(frozen=True)
class Loss:
    """What a layer costs.

    weights, activations  its bits; None where it has none
    alone                 only this layer is quantized
    so_far                and all in front of it
    """

    layer: str
    where: str
    weights: int | None
    activations: int | None
    alone: Quality
    so_far: Quality


@dataclass(frozen=True)
class Losses:
    """Of all layers, in order.

    exact  accuracy of the network in real numbers
    score  what accuracies are
    """

    layers: tuple[Loss, ...]
    exact: float | None
    score: Literal["accuracy", "Dice"] = "accuracy"

    @property
    def worst(self) -> Loss:
        """The layer that costs most, alone."""
        return min(self.layers, key=lambda loss: (_accuracy(loss.alone), loss.alone.db))


def losses(quantized: Quantized, images: Real, labels: Classes | None = None) -> Losses:
    """Of each layer, on `images` as the network reads them.

    labels  int[image]: their classes, the largest number of the first result, or what an argmax gives; or masks
            int[image, row, column], the largest of the channels, or, of one channel, 1 where it is more than 0
    """
    turned = _turned(quantized)
    source = quantized.network
    end = _end(source)
    parts = [(images[i : i + BATCH], slice(i, i + BATCH)) for i in range(0, len(images), BATCH)]
    exact = _Score(labels)
    alone = {layer: _Score(labels) for layer in turned}
    so_far = {layer: _Score(labels) for layer in turned}
    off = _without(quantized)
    with bar("looks at each layer", "layer", len(parts) * len(turned)) as shown:
        for part, at in parts:
            real = _computed(source, off, {INPUT: part}, {n.name for n in source.nodes})
            front, ops = real, dict(off)
            exact.add(real[end], real[end], at)
            for layer, changed in turned.items():
                one = {**off, **{name: source[name].op for name in changed}}
                alone[layer].add(real[end], _computed(source, one, real, changed)[end], at)
                ops |= {name: source[name].op for name in changed}
                front = _computed(source, ops, front, changed)
                so_far[layer].add(real[end], front[end], at)
                shown.update()
    bits = {point.layer: point.bits for point in quantized.points}
    found = [
        Loss(
            layer,
            source[layer].where,
            _weight_bits(source[layer].op),
            bits.get(layer),
            alone[layer].quality,
            so_far[layer].quality,
        )
        for layer in turned
    ]
    score: Literal["accuracy", "Dice"] = "Dice" if labels is not None and labels.ndim == 3 else "accuracy"
    return Losses(tuple(found), exact.quality.accuracy, score)


def text(found: Losses) -> str:
    """A table of `found`, and which layer costs most."""
    known = found.exact is not None
    head = (f"{found.score}, %" if known else "signal/noise, dB", "alone", "so far")
    width = max(len(head[0]), *(len(loss.layer) for loss in found.layers))
    lines = [f"{head[0]:<{width}}  bits  {head[1]:>7} {head[2]:>7}"]
    if found.exact is not None:
        lines.append(f"{'float':<{width}}        {100 * found.exact:7.2f} {100 * found.exact:7.2f}")
    for loss in found.layers:
        bits = "".join(f"{kind}{n}" if n else "" for kind, n in (("W", loss.weights), ("A", loss.activations)))
        marked = "  costs most" if loss is found.worst else ""
        lines.append(f"{loss.layer:<{width}}  {bits:<4}  {_shown(loss.alone):>7} {_shown(loss.so_far):>7}{marked}")
    return "\n".join(lines)


def _shown(quality: Quality) -> str:
    if quality.accuracy is not None:
        return f"{100 * quality.accuracy:.2f}"
    return f"{quality.db:.1f}" if quality.db < FULL_DB else "exact"


def _accuracy(quality: Quality) -> float:
    return quality.accuracy if quality.accuracy is not None else 0.0


@dataclass
class _Score:
    labels: Classes | None
    signal: float = 0.0
    noise: float = 0.0
    right: float = 0
    count: int = field(default=0)

    def add(self, real: Real, got: Real, at: slice) -> None:
        """Of some images, at `at` among all: the result in real numbers, and quantized."""
        self.signal += float(np.square(real, dtype=np.float64).sum())
        self.noise += float(np.square(got - real, dtype=np.float64).sum())
        self.count += len(got)
        if self.labels is not None:
            self.right += _right(got, self.labels[at])

    @property
    def quality(self) -> Quality:
        exact = self.noise <= self.signal * 10 ** (-FULL_DB / 10)
        db = FULL_DB if exact else 10 * float(np.log10(max(self.signal, 1e-300) / self.noise))
        return Quality(db, None if self.labels is None else self.right / self.count)


def _right(got: Real, labels: Classes) -> float:
    """How many of some images are right, or the sum of their Dice coefficients."""
    if labels.ndim == 1:
        return int((got.reshape(len(got), -1).argmax(axis=1) == labels).sum())
    found = (got[..., 0] > 0).astype(np.int64) if got.shape[3] == 1 else got.argmax(axis=3)
    return float(overlap.dice(found, labels).sum())


def _end(source: Source) -> str:
    """The first result, in front of an argmax."""
    end = source.outputs[0]
    return source[end].inputs[0] if isinstance(source[end].op, ArgMax) else end


def _without(quantized: Quantized) -> dict[str, AnyOperator | None]:
    """The operators in real numbers, by node; None of quantizers."""
    return {
        node.name: None if isinstance(node.op, Quant) else quantized.exact[node.name].op
        for node in quantized.network.nodes
    }


def _turned(quantized: Quantized) -> dict[str, set[str]]:
    """Of each layer the nodes that quantizing it turns on: its own, and its quantizers."""
    owner = {point.at: point.layer for point in quantized.points}
    turned: dict[str, set[str]] = {}
    for node in quantized.network.nodes:
        if isinstance(node.op, Weighted):
            turned.setdefault(node.name, set()).add(node.name)
        elif isinstance(node.op, Quant):
            turned.setdefault(owner[node.inputs[0]], set()).add(node.name)
    return turned


def _computed(
    source: Source, ops: Mapping[str, AnyOperator | None], known: Mapping[str, Real], changed: set[str]
) -> dict[str, Real]:
    """All values, of which those in `known` are taken that do not depend on the nodes `changed`."""
    values: dict[str, Real] = {INPUT: known[INPUT]}
    new: set[str] = set()
    for node in source.nodes:
        if node.name in changed or not new.isdisjoint(node.inputs):
            op, entering = ops[node.name], [values[name] for name in node.inputs]
            values[node.name] = op.apply(*entering) if op else entering[0]
            new.add(node.name)
        else:
            values[node.name] = known[node.name]
    return values


def _weight_bits(op: AnyOperator) -> int | None:
    return op.grid.hi.bit_length() + 1 if isinstance(op, Weighted) and op.grid else None
