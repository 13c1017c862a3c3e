"""`remove_constant_channels`: what does not depend on the image is no work for an array."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hdlgen.ir.graph import AddNode, ArrayNode, AvgPoolNode, Graph
from hdlgen.ir.passes.narrow import Group, frozen, groups, narrow, tap_weights

Constants = NDArray[np.int64]
"""int64[channel]: outputs where all weights are zero."""


def remove_constant_channels(graph: Graph) -> Graph:
    """`graph` without the channels whose weights are all zero, where what they carry can be folded exactly.

    Such a channel is the constant c = table(requant(0)), or what the pools and adds behind it make of c. It goes, with
    the pools' channels and the readers' taps, when each reader pads nothing or c is 0 there, like the padding; c ≠ 0
    becomes bias: m·c·Σ_taps w. Of nodes whose outputs are added a channel goes in all of them or in none. Channels of
    the network's output stay, and at least one channel of each node.

    Returns `graph` itself when there is nothing to remove.
    """
    for group in list(groups(graph)):
        if not group.fixed and group.readers:
            graph = _one(graph, group)
    return graph


def _one(graph: Graph, group: Group) -> Graph:
    constants = _constants(graph, group)
    gone: NDArray[np.bool_] = np.ones(graph[group.writers[0]].shape[2], np.bool_)
    for node in graph.arrays:
        if node.name in group.writers:
            gone &= np.logical_not(node.weights.any(axis=0))
        if node.name in group.readers and node.window.padded:
            gone &= constants[node.inputs[0]] == 0
    if gone.all():
        gone[0] = False
    if not gone.any():
        return graph
    nodes = tuple(
        _folded(n, constants[n.inputs[0]], gone) if isinstance(n, ArrayNode) and n.name in group.readers else n
        for n in graph.nodes
    )
    return narrow(Graph(graph.name, nodes), group, np.flatnonzero(~gone))


def _constants(graph: Graph, group: Group) -> dict[str, Constants]:
    """What channels without weights carry, at each node of `group`."""
    found: dict[str, Constants] = {}
    for node in graph.nodes:
        if isinstance(node, ArrayNode) and node.name in group.writers:
            y = node.requant.apply(np.zeros(node.channels, np.int64))
            found[node.name] = y if node.table is None else node.table.apply(y)
        elif node.name in group.between:
            c = [found[name] for name in node.inputs]
            if isinstance(node, AddNode):
                found[node.name] = node.add.apply(*c)
            elif isinstance(node, AvgPoolNode):
                found[node.name] = node.requant.apply(c[0] * node.pool.elements)
            else:
                found[node.name] = c[0]
    return found


def _folded(reader: ArrayNode, c: Constants, gone: NDArray[np.bool_]) -> ArrayNode:
    """`reader` with the constants of the channels `gone` in its bias and zeros in their taps."""
    sums = np.where(gone[:, None], tap_weights(reader).sum(axis=0, dtype=np.int64), 0)
    acc = (c @ sums).tolist()
    requant = reader.requant
    bias = tuple(b + m * a for b, m, a in zip(requant.bias, requant.multiplier, acc, strict=True))
    weights = np.where(gone[None, :, None], 0, tap_weights(reader)).reshape(reader.weights.shape)
    return replace(reader, requant=replace(requant, bias=bias), weights=frozen(weights))
