"""`narrow`: a graph with fewer channels between array nodes. The step that both channel passes share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Requant
from hdlgen.ir.graph import AddNode, ArrayNode, AvgPoolNode, Graph, InputNode, MaxPoolNode, Node

Channels = NDArray[np.int64]
"""int64[kept]: the channels that stay, ascending."""


@dataclass(frozen=True)
class Group:
    """Array nodes whose channels are the same ones, because their outputs are added, and who sees them.

    Channel c of one of them can go only with channel c of all. In a chain each array node is a group of its own.

    writers  the array nodes, in the graph's order
    between  pools and adds behind them, which have the same channels
    readers  array nodes that read one of these or of the writers; a writer may be one, too
    fixed    whether the channels are also those of the image or of the network's output, which must not change
    """

    writers: tuple[str, ...]
    between: tuple[str, ...]
    readers: tuple[str, ...]
    fixed: bool


def groups(graph: Graph) -> Iterator[Group]:
    """The groups of `graph`, by their first writers in its order."""
    seen: set[str] = set()
    for node in graph.arrays:
        if node.name not in seen:
            group = _group(graph, node)
            seen.update(group.writers)
            yield group


def _group(graph: Graph, start: ArrayNode) -> Group:
    members, to_see = {start.name}, [graph[start.name]]
    while to_see:
        node = to_see.pop()
        sources = () if isinstance(node, ArrayNode) else node.inputs
        onwards = [n.name for n in graph.consumers(node.name) if not isinstance(n, ArrayNode)]
        new = {*sources, *onwards} - members
        members |= new
        to_see += [graph[name] for name in new]
    inside = [n for n in graph.nodes if n.name in members]
    return Group(
        tuple(n.name for n in inside if isinstance(n, ArrayNode)),
        tuple(n.name for n in inside if not isinstance(n, ArrayNode | InputNode)),
        tuple(n.name for n in graph.arrays if n.inputs[0] in members),
        graph.input.name in members or graph.nodes[-1].name in members,
    )


def tap_weights(node: ArrayNode) -> NDArray[np.int8]:
    """The weights as int8[position in the kernel, input channel, output channel]."""
    return node.weights.reshape(-1, node.window.channels, node.channels)


def frozen(weights: NDArray[np.int8]) -> NDArray[np.int8]:
    """A read-only copy, contiguous."""
    out = np.array(weights, np.int8, order="C")
    out.setflags(write=False)
    return out


def narrow(graph: Graph, group: Group, keep: Channels) -> Graph:
    """`graph` with only channels `keep` of the nodes of `group`, and of its readers' taps."""

    def changed(node: Node) -> Node:
        if isinstance(node, ArrayNode):
            if node.name in group.readers:
                weights = tap_weights(node)[:, keep].reshape(-1, node.channels)
                node = replace(node, window=replace(node.window, channels=len(keep)), weights=frozen(weights))
            if node.name in group.writers:
                node = replace(node, weights=frozen(node.weights[:, keep]), requant=_kept(node.requant, keep))
        elif node.name not in group.between:
            pass
        elif isinstance(node, MaxPoolNode):
            node = replace(node, pool=replace(node.pool, channels=len(keep)))
        elif isinstance(node, AvgPoolNode):
            node = replace(node, pool=replace(node.pool, channels=len(keep)), requant=_kept(node.requant, keep))
        elif isinstance(node, AddNode):
            node = replace(node, shape=(*node.shape[:2], len(keep)))
        return node

    return Graph(graph.name, tuple(map(changed, graph.nodes)))


def _kept(requant: Requant, keep: Channels) -> Requant:
    return replace(
        requant, multiplier=tuple(requant.multiplier[c] for c in keep), bias=tuple(requant.bias[c] for c in keep)
    )
