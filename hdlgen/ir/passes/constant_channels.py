"""`remove_constant_channels`: what does not depend on the image is no work for an array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hdlgen.ir.graph import ArrayNode, AvgPoolNode, Graph, MaxPoolNode
from hdlgen.ir.passes.narrow import frozen, narrow, reach, tap_weights

Pools = Sequence[MaxPoolNode | AvgPoolNode]


def remove_constant_channels(graph: Graph) -> Graph:
    """`graph` without the channels whose weights are all zero, where what they carry can be folded exactly.

    Such a channel is the constant c = table(requant(0)), or what the pools behind it make of c. It goes, with the
    pools' channels and the readers' taps, when each reader pads nothing or c is 0 there, like the padding; c ≠ 0
    becomes bias: m·c·Σ_taps w. Channels of the network's output stay, and at least one channel of each node.

    Returns `graph` itself when there is nothing to remove.
    """
    for name in [n.name for n in graph.arrays]:
        graph = _one(graph, name)
    return graph


def _one(graph: Graph, name: str) -> Graph:
    node = graph[name]
    assert isinstance(node, ArrayNode)
    found = reach(graph, node)
    gone: NDArray[np.bool_] = np.logical_not(node.weights.any(axis=0))
    if found.leaves or not found.readers:
        return graph
    arriving = {reader.name: _behind(pools, _constants(node)) for reader, pools in found.readers}
    for reader, _ in found.readers:
        if reader.window.padding:
            gone &= arriving[reader.name] == 0
    if gone.all():
        gone[0] = False
    if not gone.any():
        return graph
    nodes = tuple(
        _folded(n, arriving[n.name], gone) if isinstance(n, ArrayNode) and n.name in arriving else n
        for n in graph.nodes
    )
    return narrow(Graph(graph.name, nodes), name, np.flatnonzero(~gone))


def _constants(node: ArrayNode) -> NDArray[np.int64]:
    """int64[channel]: outputs of `node` where all weights are zero."""
    y = node.requant.apply(np.zeros(node.channels, np.int64))
    return y if node.table is None else node.table.apply(y)


def _behind(pools: Pools, c: NDArray[np.int64]) -> NDArray[np.int64]:
    """int64[channel]: constants `c` after pooling."""
    for node in pools:
        if isinstance(node, AvgPoolNode):
            c = node.requant.apply(c * node.pool.kernel**2)
    return c


def _folded(reader: ArrayNode, c: NDArray[np.int64], gone: NDArray[np.bool_]) -> ArrayNode:
    """`reader` with the constants of the channels `gone` in its bias and zeros in their taps."""
    sums = np.where(gone[:, None], tap_weights(reader).sum(axis=0, dtype=np.int64), 0)
    acc = (c @ sums).tolist()
    requant = reader.requant
    bias = tuple(b + m * a for b, m, a in zip(requant.bias, requant.multiplier, acc, strict=True))
    weights = np.where(gone[None, :, None], 0, tap_weights(reader)).reshape(reader.weights.shape)
    return replace(reader, requant=replace(requant, bias=bias), weights=frozen(weights))
