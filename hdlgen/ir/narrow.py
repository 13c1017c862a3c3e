"""Which channels of a graph belong together, and the graph without some of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.operator import Mask
from hdlgen.ir.channels import Classes, Passage
from hdlgen.ir.graph import ArrayNode, Graph, Node, OperatorNode, frozen


def classes_of(graph: Graph) -> Classes:
    """The channels that stay or go together.

    What an operator makes of a channel (`Operator.feeds`) is of its class; an array node makes new channels of all that
    it reads. Fixed are those of the image, of results, and of what an operator needs all of.
    """
    passages, held = [], [graph.input.name, *graph.ends]
    for node in graph.nodes:
        if isinstance(node, OperatorNode):
            for operand, (name, signal) in enumerate(zip(node.inputs, node.operands, strict=True)):
                feeds = node.op.feeds(operand, signal.shape[2])
                if feeds is None:
                    held.append(name)
                else:
                    passages.append(Passage(name, node.name, feeds))
    return Classes.find({n.name: n.shape[2] for n in graph.nodes}, passages, held)


def without(graph: Graph, classes: Classes, gone: Mask) -> Graph:
    """`graph` without the classes `gone`, which `leaving` allows; `graph` itself if there is none."""
    if not gone.any():
        return graph
    keep = {name: ~gone[of] for name, of in classes.of.items()}
    return replace(graph, nodes=tuple(_narrowed(node, keep) for node in graph.nodes))


def tap_weights(node: ArrayNode) -> NDArray[np.int8]:
    """The weights as int8[position in the kernel, input channel, output channel]."""
    return node.weights.reshape(-1, node.window.channels, node.channels)


def _narrowed(node: Node, keep: Mapping[str, Mask]) -> Node:
    if isinstance(node, ArrayNode):
        read, own = keep[node.inputs[0]], keep[node.name]
        weights = tap_weights(node)[:, read][:, :, own].reshape(-1, int(own.sum()))
        window = replace(node.window, channels=int(read.sum()))
        return replace(node, window=window, weights=frozen(weights), requant=node.requant.kept(own))
    if isinstance(node, OperatorNode):
        masks = [keep[name] for name in node.inputs]
        operands = tuple(
            replace(signal, shape=(*signal.shape[:2], int(mask.sum())))
            for signal, mask in zip(node.operands, masks, strict=True)
        )
        return replace(node, op=node.op.kept(masks), operands=operands)
    return node
