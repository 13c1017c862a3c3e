"""`widened`: a graph with more channels than it uses, as it must be on hardware that was made for more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from hdlgen.arith import Interleave, Signal
from hdlgen.arith.integer import Ints
from hdlgen.errors import HdlgenError, Mistake
from hdlgen.ir.graph import ArrayNode, Graph, Node, OperatorNode, frozen


def widened(graph: Graph, channels: Mapping[str, int]) -> Graph:
    """`graph` where array nodes give so many channels, those that they have and others that nothing is made of.

    The results are the same, and have the same channels.

    channels  of array nodes, by name; others have what they have

    Raises HdlgenError, naming the nodes, where there are fewer channels than needed, or other results.
    """
    places: dict[str, Ints] = {}
    wide: dict[str, Node] = {}
    mistakes: list[Mistake] = []
    for node in graph.nodes:
        try:
            if isinstance(node, ArrayNode):
                count = channels.get(node.name, node.channels)
                places[node.name] = _places(graph, node, count)
                wide[node.name] = _array(node, wide[node.inputs[0]], places[node.inputs[0]], places[node.name], count)
            elif isinstance(node, OperatorNode):
                given = [places[name] for name in node.inputs]
                other = _operator(node, [wide[name] for name in node.inputs], given)
                places[node.name] = _passed(node, other, given)
                wide[node.name] = other
            else:
                places[node.name] = np.arange(node.shape[2])
                wide[node.name] = node
        except HdlgenError as e:
            mistakes += [Mistake(node.name, m.what) for m in e.mistakes]
            places[node.name], wide[node.name] = np.arange(node.shape[2]), node
    for name in graph.ends:
        has, more = graph[name].shape[2], wide[name].shape[2]
        if has != more:
            mistakes.append(Mistake(name, f"gives {has} channels, which leave the network, and there are {more}"))
    if mistakes:
        raise HdlgenError.of(mistakes)
    return replace(graph, nodes=tuple(wide.values()))


def _places(graph: Graph, node: ArrayNode, channels: int) -> Ints:
    """Where the channels of `node` are: the first, or the first of each group that becomes a pixel."""
    if channels < node.channels:
        raise HdlgenError(node.name, f"gives {node.channels} channels, and there are {channels}")
    orders = [n.op for n in graph.consumers(node.name) if isinstance(n, OperatorNode) and isinstance(n.op, Interleave)]
    groups = orders[0].block[0] * orders[0].block[1] if orders else 1
    first = np.arange(groups)[:, None] * (channels // groups)
    return (first + np.arange(node.channels // groups)).ravel()


def _array(node: ArrayNode, before: Node, given: Ints, own: Ints, channels: int) -> ArrayNode:
    window = replace(node.window, channels=before.shape[2])
    taps = (np.arange(node.window.elements)[:, None] * window.channels + given).ravel()
    weights = np.zeros((window.taps, channels), np.int8)
    weights[np.ix_(taps, own)] = node.weights
    return replace(node, window=window, weights=frozen(weights), requant=node.requant.spread(own, channels))


def _operator(node: OperatorNode, before: Sequence[Node], given: Sequence[Ints]) -> OperatorNode:
    operands = tuple(
        Signal((*signal.shape[:2], source.shape[2]), signal.type)
        for signal, source in zip(node.operands, before, strict=True)
    )
    op = node.op.spread(given, [signal.shape[2] for signal in operands])
    op.shape(*(signal.shape for signal in operands))
    return replace(node, op=op, operands=operands)


def _passed(node: OperatorNode, other: OperatorNode, given: Sequence[Ints]) -> Ints:
    """Where the channels of `node` are in what `other` gives, if its operands' are where `given` says."""
    out = np.full(node.shape[2], -1)
    for n, place in enumerate(given):
        into, wide = node.op.feeds(n, len(place)), other.op.feeds(n, other.operands[n].shape[2])
        if into is None or wide is None:
            return np.arange(node.shape[2])
        if ((out[into] >= 0) & (out[into] != wide[place])).any():
            raise HdlgenError(node.name, "joins channels that lie at different places")
        out[into] = wide[place]
    return out
