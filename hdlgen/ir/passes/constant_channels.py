"""`remove_constant_channels`: what does not depend on the image is no work for an array."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.arith.operator import Mask
from hdlgen.ir.graph import ArrayNode, Graph, OperatorNode, frozen
from hdlgen.ir.narrow import classes_of, tap_weights, without


def remove_constant_channels(graph: Graph) -> Graph:
    """`graph` without the channels whose weights are all zero, where what they carry can be folded exactly.

    Such a channel is the constant c = table(requant(0)), or what the operators behind it make of c, if that is one
    value at all pixels. It goes, with the readers' taps, when each reader pads nothing or c is 0 there, like the
    padding; c ≠ 0 becomes bias: m·c·Σ_taps w. Channels of one class (`classes_of`) go together; those of the image and
    of results stay, and at least one channel of each node.

    Returns `graph` itself when there is nothing to remove.
    """
    classes = classes_of(graph)
    empty: dict[str, Mask] = {node.name: np.logical_not(node.weights.any(axis=0)) for node in graph.arrays}
    if not any(mask.any() for mask in empty.values()):
        return graph
    values, uniform = _constants(graph)
    gone = classes.everywhere(empty) & classes.everywhere(uniform)
    for node in graph.arrays:
        if node.window.padded:
            (name,) = node.inputs
            gone &= classes.everywhere({name: values[name] == 0})
    gone = classes.leaving(gone)
    nodes = (
        _folded(n, values[n.inputs[0]], gone[classes.of[n.inputs[0]]]) if isinstance(n, ArrayNode) else n
        for n in graph.nodes
    )
    return without(replace(graph, nodes=tuple(nodes)), classes, gone) if gone.any() else graph


def _constants(graph: Graph) -> tuple[dict[str, Ints], dict[str, Mask]]:
    """What channels without weights carry at each node, int64[channel]; and whether it is the same at every pixel.

    Meant of channels in whose class all array nodes' weights are zero; of others it says nothing.
    """
    values: dict[str, Ints] = {}
    uniform: dict[str, Mask] = {}
    for node in graph.nodes:
        y = np.zeros((1, 1, 1, node.shape[2]), np.int64)
        if isinstance(node, ArrayNode):
            y = node.requant.apply(y)
            y = node.table.apply(y) if node.table else y
        elif isinstance(node, OperatorNode):
            images = (np.broadcast_to(values[name], (1, *graph[name].shape)) for name in node.inputs)
            y = node.op.apply(*images)
        values[node.name] = y[0, 0, 0]
        uniform[node.name] = (y == y[0, 0, 0]).all(axis=(0, 1, 2))
    return values, uniform


def _folded(reader: ArrayNode, c: Ints, gone: Mask) -> ArrayNode:
    """`reader` with the constants of the channels `gone` in its bias and zeros in their taps."""
    sums = np.where(gone[:, None], tap_weights(reader).sum(axis=0, dtype=np.int64), 0)
    acc = (c @ sums).tolist()
    requant = reader.requant
    bias = tuple(b + m * a for b, m, a in zip(requant.bias, requant.multiplier, acc, strict=True))
    weights = np.where(gone[None, :, None], 0, tap_weights(reader)).reshape(reader.weights.shape)
    return replace(reader, requant=replace(requant, bias=bias), weights=frozen(weights))
