"""`quantized_weights`: the weights of a network on grids, layer by layer behind the quantized layers in front."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from hdlgen.frontend.operators import AnyOperator, Clip, ConvTransposed, Grid, Quant, Real, Weighted
from hdlgen.frontend.quantize.adaround import learned, products
from hdlgen.frontend.quantize.ranges import as_weight, by_channel
from hdlgen.frontend.source import BATCH, Node, Source
from hdlgen.progress import Bar
from hdlgen.spec.names import INPUT

HELD_BYTES = 1 << 30
"""Of the values that are kept while layers learn; of fewer images where they are large."""
ANY = Clip(-np.inf, np.inf)


def nearest(op: Weighted, grid: Grid) -> Weighted:
    """`op` with each weight rounded to the nearest of `grid`."""
    scale = np.broadcast_to(grid.scale, op.bias.shape)[:, None]
    k = np.clip(np.rint(by_channel(op) / scale), grid.lo, grid.hi)
    return replace(op, weight=as_weight(op, k * scale), grid=grid)


@dataclass(frozen=True, eq=False)
class Rounding:
    """How the weights of a network are rounded.

    steps    of learning; 0 rounds to the nearest
    correct  whether biases make up for what rounding does to the mean of each channel
    """

    source: Source
    grids: Mapping[str, Grid]
    quantizers: Mapping[str, Quant]
    steps: int
    correct: bool
    seed: int

    def run(self, images: Real, bar: Bar) -> dict[str, Weighted]:
        """The layers, their weights on `grids`; transposed convolutions are always rounded to the nearest.

        Learned on as many of `images` as HELD_BYTES hold. `bar` is moved by one a layer.
        """
        images = images[: max(1, HELD_BYTES // (8 * largest_held(self.source)))]
        made: dict[str, Weighted] = {}
        exact: dict[str, Real] = {INPUT: images}
        rough: dict[str, Real] = {INPUT: images}
        unread = {name: len(nodes) for name, nodes in self.source.readers.items()}
        for node in self.source.nodes:
            real = _applied(node.op, [exact[name] for name in node.inputs])
            op, entering = node.op, [rough[name] for name in node.inputs]
            if isinstance(op, Weighted):
                op = made[node.name] = self._layer(node, op, entering[0], real)
                bar.update()
            got = _applied(op, entering)
            quantizer = self.quantizers.get(node.name)
            exact[node.name], rough[node.name] = real, quantizer.apply(got) if quantizer else got
            for name in dict.fromkeys(node.inputs):
                unread[name] -= 1
                if not unread[name]:
                    del exact[name], rough[name]
        return made

    def _layer(self, node: Node, op: Weighted, entering: Real, real: Real) -> Weighted:
        """The layer, quantized.

        entering  what it reads of the quantized network; real: what it gives in the other
        """
        grid = self.grids[node.name]
        made = nearest(op, grid)
        if self.steps and not isinstance(op, ConvTransposed):
            rng = np.random.default_rng([self.seed, *node.name.encode()])
            seen = products(op, entering, real, rng)
            made = replace(op, weight=learned(op, grid, seen, self._clip(node), self.steps, rng), grid=grid)
        if self.correct:
            off = (real - _applied(made, [entering])).mean(axis=(0, 1, 2), dtype=np.float64)
            made = replace(made, bias=made.bias + off)
        return made

    def _clip(self, node: Node) -> Clip:
        """What alone reads `node`, if it is a clip."""
        readers = self.source.readers[node.name]
        alone = readers[0].op if len(readers) == 1 and node.name not in self.source.outputs else None
        return alone if isinstance(alone, Clip) else ANY


def _applied(op: AnyOperator, entering: list[Real]) -> Real:
    """What `op` makes of images, a few at a time."""
    count = len(entering[0])
    return np.concatenate([op.apply(*(x[i : i + BATCH] for x in entering)) for i in range(0, count, BATCH)])


def largest_held(source: Source) -> int:
    """Most numbers of an image that are held at once by who computes node after node."""
    sizes = {name: int(np.prod(shape)) for name, shape in source.shapes.items()}
    unread = {name: len(nodes) for name, nodes in source.readers.items()}
    held = most = sizes[INPUT]
    for node in source.nodes:
        held += sizes[node.name]
        most = max(most, held)
        for name in dict.fromkeys(node.inputs):
            unread[name] -= 1
            held -= sizes[name] * (not unread[name])
        held -= sizes[node.name] * (not unread[node.name])
    return most
