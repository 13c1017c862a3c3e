"""The integer meaning of a Graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.ir.graph import AddNode, ArrayNode, AvgPoolNode, ComputeNode, Graph, InputNode, MaxPoolNode
from hdlgen.reference import dataflow
from hdlgen.reference.chunks import Progress, in_chunks
from hdlgen.reference.dataflow import Activations


def run(graph: Graph, images: Ints, *, keep: bool = True, progress: Progress | None = None) -> dict[str, Ints]:
    """Outputs of the layers, int64[image, row, column, channel] by name, the input not among them.

    images    int64[image, row, column, channel] of the graph's input type
    keep      all layers; else the network's output alone
    progress  called with the images done so far, chunk by chunk
    """
    assert graph.input.out.holds(images), f"images outside {graph.input.out}"
    elements = [n.window.positions * max(n.window.taps, n.channels) for n in graph.arrays]
    return in_chunks(
        len(images),
        max([int(np.prod(graph.input.shape)), *elements]),
        lambda part: ((node.name, y) for node, _, y in walk(graph, images[part], apply)),
        keep=keep,
        progress=progress,
    )


def walk(
    graph: Graph, images: Activations, step: Callable[[ComputeNode, Sequence[Activations]], Activations]
) -> Iterator[tuple[ComputeNode, Sequence[Activations], Activations]]:
    """Each node but the input, in order, with what enters it and what leaves it, as `dataflow.walk` has them.

    step  what a node makes of its inputs
    """
    nodes = {n.name: n for n in graph.nodes if not isinstance(n, InputNode)}
    sources = {name: node.inputs for name, node in nodes.items()}
    for name, x, y in dataflow.walk(sources, {graph.input.name: images}, lambda name, x: step(nodes[name], x)):
        yield nodes[name], x, y


def apply(node: ComputeNode, inputs: Sequence[Ints]) -> Ints:
    """What `node` makes of images, one of each node that it reads; all int64[image, row, column, channel]."""
    if isinstance(node, AddNode):
        return node.add.apply(*inputs)
    (x,) = inputs
    if isinstance(node, MaxPoolNode):
        return node.pool.apply(x)
    if isinstance(node, AvgPoolNode):
        return node.requant.apply(node.pool.apply(x))
    y = node.requant.apply(accumulate(node, x))
    y = node.table.apply(y) if node.table else y
    return y.reshape(-1, *node.shape)


def accumulate(node: ArrayNode, x: Ints) -> Ints:
    """Products int64[image, position, channel] of `x` int64[image, row, column, channel] with the layer's weights.

    In floats, whose matrix product is fast and here exact: no sum leaves the integers that the type holds.
    """
    largest = max(-node.in_type.lo, node.in_type.hi) * int(np.abs(node.weights.astype(np.int64)).sum(axis=0).max())
    assert largest < 1 << 53, f"{node.name}: sums up to {largest} are not exact in any float"
    dtype = np.dtype(np.float32 if largest < 1 << 24 else np.float64)
    windows: NDArray[np.floating] = node.window.apply(x.astype(dtype))
    flat = windows.reshape(-1, node.window.taps) @ node.weights.astype(dtype)
    acc: Ints = flat.astype(np.int64)
    return acc.reshape(len(x), node.window.positions, node.channels)
