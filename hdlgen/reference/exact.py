"""The integer meaning of a Graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.ir.graph import ArrayNode, AvgPoolNode, Graph, InputNode, MaxPoolNode
from hdlgen.reference.chunks import Progress, in_chunks

ComputeNode = ArrayNode | MaxPoolNode | AvgPoolNode
Activations = TypeVar("Activations", bound=NDArray[Any])
"""Integers [image, row, column, channel] of any width."""


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
    graph: Graph, images: Activations, step: Callable[[ComputeNode, Activations], Activations]
) -> Iterator[tuple[ComputeNode, Activations, Activations]]:
    """Each node but the input, in order, with what enters it and what leaves it; nothing is kept that nobody reads.

    step  what a node makes of its input
    """
    outputs = {graph.input.name: images}
    unread = {n.name: len(graph.consumers(n.name)) for n in graph.nodes}
    for node in graph.nodes:
        if isinstance(node, InputNode):
            continue
        (source,) = node.inputs
        x = outputs[source]
        unread[source] -= 1
        if not unread[source]:
            del outputs[source]
        outputs[node.name] = y = step(node, x)
        yield node, x, y


def apply(node: ComputeNode, x: Ints) -> Ints:
    """What `node` makes of images `x`, both int64[image, row, column, channel]."""
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
