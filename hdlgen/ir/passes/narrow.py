"""`narrow`: a graph with fewer channels behind one array node. The step that both channel passes share."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Requant
from hdlgen.ir.graph import ArrayNode, AvgPoolNode, Graph, MaxPoolNode, Node

Channels = NDArray[np.int64]
"""int64[kept]: the channels that stay, ascending."""


@dataclass(frozen=True)
class Reach:
    """Who sees the channels of an array node.

    pools    pooling nodes on the way, which have the same channels
    readers  array nodes that read them, each with the pools between
    leaves   whether they are channels of the network's output, which must not change
    """

    pools: tuple[str, ...]
    readers: tuple[tuple[ArrayNode, tuple[MaxPoolNode | AvgPoolNode, ...]], ...]
    leaves: bool


def reach(graph: Graph, node: Node, path: tuple[MaxPoolNode | AvgPoolNode, ...] = ()) -> Reach:
    """Where the channels of `node` go."""
    pools: tuple[str, ...] = ()
    readers: tuple[tuple[ArrayNode, tuple[MaxPoolNode | AvgPoolNode, ...]], ...] = ()
    leaves = node.name == graph.nodes[-1].name
    for consumer in graph.consumers(node.name):
        if isinstance(consumer, ArrayNode):
            readers += ((consumer, path),)
        elif isinstance(consumer, MaxPoolNode | AvgPoolNode):
            further = reach(graph, consumer, (*path, consumer))
            pools += (consumer.name, *further.pools)
            readers += further.readers
            leaves |= further.leaves
    return Reach(pools, readers, leaves)


def tap_weights(node: ArrayNode) -> NDArray[np.int8]:
    """The weights as int8[position in the kernel, input channel, output channel]."""
    return node.weights.reshape(-1, node.window.channels, node.channels)


def frozen(weights: NDArray[np.int8]) -> NDArray[np.int8]:
    """A read-only copy, contiguous."""
    out = np.array(weights, np.int8, order="C")
    out.setflags(write=False)
    return out


def narrow(graph: Graph, name: str, keep: Channels) -> Graph:
    """`graph` with only channels `keep` of array node `name`, of the pools behind it, and of their readers' taps."""
    found = reach(graph, graph[name])
    readers = {r.name for r, _ in found.readers}

    def changed(node: Node) -> Node:
        if isinstance(node, ArrayNode) and node.name == name:
            return replace(node, weights=frozen(node.weights[:, keep]), requant=_kept(node.requant, keep))
        if isinstance(node, ArrayNode) and node.name in readers:
            weights = tap_weights(node)[:, keep].reshape(-1, node.channels)
            return replace(node, window=replace(node.window, channels=len(keep)), weights=frozen(weights))
        if isinstance(node, MaxPoolNode) and node.name in found.pools:
            return replace(node, pool=replace(node.pool, channels=len(keep)))
        if isinstance(node, AvgPoolNode) and node.name in found.pools:
            return replace(node, pool=replace(node.pool, channels=len(keep)), requant=_kept(node.requant, keep))
        return node

    return Graph(graph.name, tuple(map(changed, graph.nodes)))


def _kept(requant: Requant, keep: Channels) -> Requant:
    return replace(
        requant, multiplier=tuple(requant.multiplier[c] for c in keep), bias=tuple(requant.bias[c] for c in keep)
    )
