"""`Classes`: channels that are there for one another: they stay together or go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.arith.operator import Mask
from hdlgen.ir.graph import ArrayNode, Graph, Node, OperatorNode


@dataclass(frozen=True)
class Classes:
    """Every channel of every node, by class.

    An operator makes a channel of its result from certain channels of its operands (`Operator.feeds`): these are of one
    class. So channel c of one end of a residual connection goes only with channel c of the other, and a channel behind
    a concat with the one in front of it. An array node makes new channels of all that it reads.

    of     class of each channel, int64[channel] by node
    fixed  bool[class]: those of the image, of results, and of what an operator needs all of
    """

    of: Mapping[str, Ints]
    fixed: Mask

    @classmethod
    def find(cls, graph: Graph) -> Classes:
        """The classes of `graph`."""
        first = dict(
            zip((n.name for n in graph.nodes), np.cumsum([0, *(n.shape[2] for n in graph.nodes)]), strict=False)
        )
        parent = np.arange(sum(n.shape[2] for n in graph.nodes))

        def root(channel: int) -> int:
            while parent[channel] != channel:
                parent[channel] = parent[parent[channel]]
                channel = int(parent[channel])
            return channel

        held = [graph.input.name, *graph.ends]
        for node in graph.nodes:
            if not isinstance(node, OperatorNode):
                continue
            for operand, name in enumerate(node.inputs):
                feeds = node.op.feeds(operand, graph[name].shape[2])
                if feeds is None:
                    held.append(name)
                    continue
                for channel, into in enumerate(feeds):
                    parent[root(first[name] + channel)] = root(first[node.name] + int(into))
        roots, numbers = np.unique([root(c) for c in range(len(parent))], return_inverse=True)
        of = {n.name: numbers[first[n.name] : first[n.name] + n.shape[2]] for n in graph.nodes}
        fixed = np.zeros(len(roots), np.bool_)
        for name in held:
            fixed[of[name]] = True
        return cls(of, fixed)

    def everywhere(self, held: Mapping[str, Mask]) -> Mask:
        """bool[class]: those all of whose channels in the nodes `held` are True there."""
        every: Mask = np.ones(len(self.fixed), np.bool_)
        for name, mask in held.items():
            every[self.of[name][~mask]] = False
        return every

    def leaving(self, gone: Mask) -> Mask:
        """Of the classes `gone` bool[class] those that may: fixed ones stay, and a channel of each node at least."""
        leaving = gone & ~self.fixed
        for of in self.of.values():
            if leaving[of].all():
                leaving[of[0]] = False
        return leaving

    def narrow(self, graph: Graph, gone: Mask) -> Graph:
        """`graph` without the classes `gone`, which `leaving` allows; `graph` itself if there is none."""
        if not gone.any():
            return graph
        keep = {name: ~gone[of] for name, of in self.of.items()}
        return replace(graph, nodes=tuple(_narrowed(node, keep) for node in graph.nodes))


def tap_weights(node: ArrayNode) -> NDArray[np.int8]:
    """The weights as int8[position in the kernel, input channel, output channel]."""
    return node.weights.reshape(-1, node.window.channels, node.channels)


def frozen(weights: NDArray[np.int8]) -> NDArray[np.int8]:
    """A read-only copy, contiguous."""
    out = np.array(weights, np.int8, order="C")
    out.setflags(write=False)
    return out


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
