"""The integer meaning of a Graph."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.ir.graph import ArrayNode, ComputeNode, Graph, InputNode, OperatorNode
from hdlgen.reference import dataflow
from hdlgen.reference.chunks import Progress, in_chunks, parts
from hdlgen.reference.dataflow import Activations

Narrow = NDArray[np.int16]
"""Activations between two layers: int16 holds all that there are (at most 8 bits) in a quarter of int64's memory."""


def run(graph: Graph, images: Ints, *, keep: bool = True, progress: Progress | None = None) -> dict[str, Ints]:
    """Outputs of the layers, int64[image, row, column, channel] by name, the input not among them.

    images    int64[image, row, column, channel] of the graph's input type
    keep      all layers; else the network's outputs alone
    progress  called with the images done so far, chunk by chunk
    """
    assert graph.input.out.holds(images), f"images outside {graph.input.out}"
    return in_chunks(
        len(images),
        max([math.prod(graph.input.shape), *map(elements, _computed(graph))]),
        lambda part: ((node.name, y) for node, _, y in walk(graph, images[part], apply)),
        keep=None if keep else graph.ends,
        progress=progress,
    )


def _computed(graph: Graph) -> list[ComputeNode]:
    return [n for n in graph.nodes if not isinstance(n, InputNode)]


def walk(
    graph: Graph, images: Activations, step: Callable[[ComputeNode, Sequence[Activations]], Activations]
) -> Iterator[tuple[ComputeNode, Sequence[Activations], Activations]]:
    """Each node but the input, in order, with what enters it and what leaves it, as `dataflow.walk` has them.

    step  what a node makes of its inputs
    """
    nodes = {n.name: n for n in _computed(graph)}
    sources = {name: node.inputs for name, node in nodes.items()}
    for name, x, y in dataflow.walk(sources, {graph.input.name: images}, lambda name, x: step(nodes[name], x)):
        yield nodes[name], x, y


def apply(node: ComputeNode, inputs: Sequence[Ints]) -> Ints:
    """What `node` makes of images, one of each node that it reads; all int64[image, row, column, channel]."""
    if isinstance(node, OperatorNode):
        return node.op.apply(*inputs)
    (x,) = inputs
    y = node.requant.apply(accumulate(node, x))
    y = node.table.apply(y) if node.table else y
    return y.reshape(-1, *node.shape)


def apply_narrow(node: ComputeNode, inputs: Sequence[Narrow]) -> Narrow:
    """`apply`, chunk by chunk and kept in 16 bits: many images in little memory."""
    y = np.empty((len(inputs[0]), *node.shape), np.int16)
    for part in parts(len(y), elements(node)):
        y[part] = apply(node, [x[part].astype(np.int64) for x in inputs])
    return y


def elements(node: ComputeNode) -> int:
    """Elements of about the largest array that `apply` makes of an image."""
    if isinstance(node, ArrayNode):
        return node.window.positions * max(node.window.taps, node.channels)
    return max(math.prod(shape) for shape in (node.shape, *(signal.shape for signal in node.operands)))


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
