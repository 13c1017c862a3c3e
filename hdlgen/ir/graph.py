"""`Graph`: nodes in an order in which each can be computed, and what each one means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import AnyOperator, Int, Phases, Requant, Shape, Signal, Table, Window

Unit = Literal["digital", "memristor"]
Sums = Literal["digital", "analog"]


@dataclass(frozen=True)
class InputNode:
    """The image that enters."""

    name: str
    shape: Shape
    out: Int
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class ArrayNode:
    """A product with stationary weights: convolution (a small window) or fully connected (a window of the whole image).

    acc[position, channel] = Σ_tap x[position, tap]·weights[tap, channel]; then requant, then table if there is one.

    weights  int8[tap, channel], read-only; |w| ≤ 2^(weight_bits−1) − 1
    bias     of `requant` is that of the exact integers; what signed inputs with D > 1 need on top is the Plan's
    unit     what makes the activation: logic, or memristive units in front of the converters; the meaning is the same
    grouped  whether the layer has groups of channels, between which its weights are 0; the meaning is the same
    partial_sums  what adds up parts of a sum that are on several tiles: logic, or the joined columns of these tiles;
                  the meaning is the same
    """

    name: str
    inputs: tuple[str, ...]
    window: Window
    in_type: Int
    weights: NDArray[np.int8]
    weight_bits: int
    requant: Requant
    table: Table | None
    out: Int
    unit: Unit = "digital"
    grouped: bool = False
    partial_sums: Sums = "digital"

    @property
    def channels(self) -> int:
        """Output channels."""
        return int(self.weights.shape[1])

    @property
    def shape(self) -> Shape:
        """Shape of the output image."""
        return (self.window.out_height, self.window.out_width, self.channels)


@dataclass(frozen=True)
class OperatorNode:
    """What an operator without weights makes of other nodes' images.

    operands  what these nodes give
    unit      what computes it: logic, or, of a `MaxPool` alone, memristive units in front of the converters of the
              array node before; the meaning is the same
    """

    name: str
    inputs: tuple[str, ...]
    op: AnyOperator
    operands: tuple[Signal, ...]
    out: Int
    unit: Unit = "digital"

    @classmethod
    def of(
        cls,
        name: str,
        op: AnyOperator,
        sources: Sequence[Node],
        out: Int,
        unit: Unit = "digital",
    ) -> OperatorNode:
        """The node that reads `sources`."""
        return cls(name, tuple(n.name for n in sources), op, tuple(Signal(n.shape, n.out) for n in sources), out, unit)

    @property
    def shape(self) -> Shape:
        """Shape of the output image."""
        return self.op.shape(*(signal.shape for signal in self.operands))


ComputeNode = ArrayNode | OperatorNode
Node = InputNode | ComputeNode


@dataclass(frozen=True)
class Graph:
    """A quantized network.

    name     of the network
    nodes    every node after all of its inputs; names are unique
    outputs  the nodes whose results leave, in this order; the last node alone if none is named
    """

    name: str
    nodes: tuple[Node, ...]
    outputs: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Node:
        return next(n for n in self.nodes if n.name == name)

    @property
    def input(self) -> InputNode:
        """The node where images enter."""
        return next(n for n in self.nodes if isinstance(n, InputNode))

    @property
    def ends(self) -> tuple[str, ...]:
        """The nodes whose results leave."""
        return self.outputs or (self.nodes[-1].name,)

    @property
    def arrays(self) -> tuple[ArrayNode, ...]:
        """The nodes with weights."""
        return tuple(n for n in self.nodes if isinstance(n, ArrayNode))

    def consumers(self, name: str) -> tuple[Node, ...]:
        """The nodes that read node `name`."""
        return tuple(n for n in self.nodes if name in n.inputs)


def phases_of(node: ArrayNode, dac_bits: int) -> Phases:
    """How the activations that enter `node` are driven."""
    return Phases(node.in_type, dac_bits)


def frozen(weights: NDArray[np.generic]) -> NDArray[np.int8]:
    """A read-only int8 copy, contiguous: weights of an `ArrayNode`."""
    out = np.array(weights, np.int8, order="C")
    out.setflags(write=False)
    return out
