"""`place`: where a float `Source` needs quantizers, so that `integers` can take it. Of ranges it knows nothing.

A layer's result stays open through what its requantizer does in the same step: a batch norm, a clip, and pools, which
only choose. A quantizer stands where that ends: where something reads integers, where several read, where it leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

import numpy as np

from hdlgen.frontend.operators import (
    Add,
    Affine,
    AnyOperator,
    ArgMax,
    Average,
    Clip,
    Concat,
    Conv,
    ConvTransposed,
    Function,
    Linear,
    MaxPool,
    Quant,
    Scale,
    Upsample,
    Weighted,
)
from hdlgen.frontend.quantize.bits import Bits, Pair
from hdlgen.frontend.source import Node, Source
from hdlgen.spec.names import INPUT

FULL = 8
"""Bits of a normalized image, of a table's index and of a result: what hardware has at most."""

RISING = frozenset({"sigmoid", "hard_sigmoid", "tanh"})
"""Functions that never fall."""


@dataclass(frozen=True)
class Point:
    """A quantizer.

    at      node behind which it stands
    layer   node whose integers these are
    whole   whether all integers of its type must occur: there is no table behind a pool, an add, a concat
    lo, hi  between which what enters was clipped
    tie     of all points that share one grid, the first
    """

    at: str
    layer: str
    bits: int
    signed: bool
    whole: bool
    lo: float
    hi: float
    tie: str

    @property
    def integers(self) -> tuple[int, int]:
        """The least and the largest of the grid; of one bit with a sign there are two, as −1 and 0 say too little."""
        bits = max(self.bits, 2) if self.signed else self.bits
        return (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if self.signed else (0, (1 << bits) - 1)


@dataclass(frozen=True)
class Joined:
    """A sum or a concat that requantizes: behind which points its operands are, and it is itself, by their nodes."""

    operands: tuple[str, ...]
    result: str


@dataclass(frozen=True)
class Placed:
    """The quantizers of a network, in the order of its nodes, and what is joined on them."""

    points: tuple[Point, ...]
    joined: tuple[Joined, ...]


@dataclass(frozen=True)
class _Open:
    """A result before its quantizer: of which layer, and what was done to it.

    kind    sums may have a gain for each channel, joins one for all, a curve is a table
    chosen  whether it went through pools, by maxima or by upsampling alone
    scaled  whether something multiplied it
    """

    layer: str
    kind: Literal["sum", "join", "curve"]
    table: bool
    lo: float = -np.inf
    hi: float = np.inf
    chosen: Literal["", "largest", "all"] = ""
    scaled: bool = False

    @property
    def clipped(self) -> bool:
        return bool(np.isfinite([self.lo, self.hi]).any())

    def behind(self, op: AnyOperator) -> _Open | None:
        """This with `op` behind it; None where `op` must read integers."""
        match op:
            case MaxPool():
                return replace(self, chosen="largest")
            case Upsample():
                return replace(self, chosen=self.chosen or "all")
            case Clip():
                lo, hi = (float(np.clip(end, op.lo, op.hi)) for end in (self.lo, self.hi))
                return replace(self, lo=lo, hi=hi)
            case Affine():
                one = op.gain[0] > 0 and bool((op.gain == op.gain[0]).all())
                alike = one and bool((op.offset == op.offset[0]).all())
                if self.kind == "curve":
                    allowed = alike
                elif self.kind == "join" or self.clipped:
                    allowed = one and not op.offset.any()
                else:
                    allowed = not self.chosen or bool((op.gain > 0).all())
                if not allowed:
                    return None
                ends = (self.lo * op.gain[0], self.hi * op.gain[0]) if self.clipped else (self.lo, self.hi)
                offset = op.offset[0] if self.kind == "curve" else 0.0
                return replace(self, lo=float(ends[0] + offset), hi=float(ends[1] + offset), scaled=True)
        return None


def layers(source: Source) -> tuple[list[str], list[str]]:
    """Names of the layers with weights, and of those without that requantize, as `Bits.check` takes them."""
    named = {point.layer for point in place(source, Bits(Pair(FULL, FULL))).points}
    named |= {node.name for node in source.nodes if isinstance(node.op, Concat)}
    weighted = [n.name for n in source.nodes if isinstance(n.op, Weighted)]
    return weighted, [n.name for n in source.nodes if n.name in named and n.name not in weighted]


def place(source: Source, bits: Bits, *, positive: bool = False) -> Placed:
    """The quantizers of `source`.

    positive  whether images have no numbers below 0
    """
    return _Placing(source, bits, nonnegative(source, positive)).run()


def with_tables(source: Source) -> Source:
    """`source` with a layer in front of each function that has none to stand behind: of each channel once itself.

    Tables stand behind the requantizers of layers with weights, and no one else may read these. A pool may stand
    between: the function of a maximum is the maximum of a function that rises.
    """
    placing = _Placing(source, Bits(Pair(FULL, FULL)), set())
    placing.run()
    nodes: list[Node] = []
    names = {node.name for node in source.nodes}
    for node in source.nodes:
        if isinstance(node.op, Function) and not placing.has_table(node.inputs[0], node.op.name in RISING):
            channels = source.shapes[node.inputs[0]][2]
            name = fresh(f"{node.name}_table", names)
            same = Conv(np.ones((channels, 1, 1, 1)), np.zeros(channels), groups=channels)
            nodes.append(Node(name, same, node.inputs, node.where))
            node = replace(node, inputs=(name,))
        nodes.append(node)
    return replace(source, nodes=tuple(nodes))


def nonnegative(source: Source, positive: bool) -> set[str]:
    """Nodes whose results cannot be below 0."""
    found = {INPUT} if positive else set()
    for node in source.nodes:
        all_of = all(name in found for name in node.inputs)
        match node.op:
            case Clip(lo=lo, hi=hi):
                holds = lo >= 0 or (all_of and hi >= 0)
            case Function(name=name):
                holds = name in ("sigmoid", "hard_sigmoid") or all_of
            case Affine(gain=gain, offset=offset):
                holds = all_of and bool((gain >= 0).all() and (offset >= 0).all())
            case Conv() | ConvTransposed() | Linear():
                holds = False
            case _:
                holds = all_of
        if holds:
            found.add(node.name)
    return found


@dataclass
class _Placing:
    source: Source
    bits: Bits
    positive: set[str]
    states: dict[str, _Open | None] = field(default_factory=lambda: {INPUT: None})
    """Of a value; None where it is on a grid."""
    grids: dict[str, str | None] = field(default_factory=lambda: {INPUT: None})
    """Of a value on a grid, behind which point; None where that is no point's."""
    points: dict[str, Point] = field(default_factory=dict)
    opened: dict[str, _Open] = field(default_factory=dict)
    """What quantizers stand behind, by the node in front of them."""

    def run(self) -> Placed:
        for node in self.source.nodes:
            state = self._state(node)
            self.states[node.name] = state
            if state and self._ends(node.name, state):
                self.opened[node.name], self.points[node.name] = state, self._point(node, state)
                self.states[node.name], self.grids[node.name] = None, node.name
        return Placed(tuple(self.points.values()), tuple(self._joined()))

    def _joined(self) -> Iterator[Joined]:
        for at, state in self.opened.items():
            node = self.source[state.layer]
            operands = [self.grids[name] for name in node.inputs]
            if isinstance(node.op, Add | Concat) and not state.scaled:
                yield Joined(tuple(name for name in operands if name is not None), at)

    def has_table(self, name: str, rises: bool) -> bool:
        """Whether a function of node `name`, which reads it, can be a table of the layer there."""
        state = self.opened.get(name)
        alone = len(self.source.readers[name]) == 1 and name not in self.source.outputs
        carries = state and state.kind == "sum" and state.table and (rises or state.chosen != "largest")
        return bool(carries and alone)

    def _ends(self, name: str, state: _Open) -> bool:
        """Whether a quantizer must stand behind `name`."""
        readers = self.source.readers[name]
        return name in self.source.outputs or len(readers) != 1 or state.behind(readers[0].op) is None

    def _state(self, node: Node) -> _Open | None:
        op, first = node.op, node.inputs[0]
        before = self.states[first]
        match op:
            case Conv() | ConvTransposed() | Linear():
                return _Open(node.name, "sum", True)
            case Average():
                return _Open(node.name, "sum", False)
            case Add() | Scale():
                return _Open(node.name, "join", False)
            case Function():
                return _Open(self.points[first].layer if first in self.points else node.name, "curve", True)
            case Affine() | Clip():
                return before.behind(op) if before else _Open(node.name, "sum", False).behind(op)
            case MaxPool() | Upsample():
                if before is None:
                    self.grids[node.name] = self.grids[first]
                return before and before.behind(op)
            case Concat():
                return self._concat(node)
            case ArgMax() | Quant():
                self.grids[node.name] = None
                return None
        assert_never(op)

    def _concat(self, node: Node) -> _Open | None:
        """On the grid of its parts, if they can have one and nothing stands behind it that takes a requantizer."""
        state = _Open(node.name, "join", False)
        parts = [self.grids[name] for name in node.inputs]
        points = [self.points[part] for part in parts if part is not None]
        alike = len({(p.bits, p.signed) for p in points}) == 1 and len(points) == len(parts)
        if not alike or node.name in self.bits.layers or not self._ends(node.name, state):
            return state
        tied, first = {p.tie for p in points}, points[0].tie
        self.points = {at: replace(p, tie=first) if p.tie in tied else p for at, p in self.points.items()}
        self.grids[node.name] = points[0].at
        return None

    def _point(self, node: Node, state: _Open) -> Point:
        name = node.name
        bits = self.bits.activations(state.layer, FULL if self._full(name, state) else None)
        readers = self.source.readers[name]
        signed = name not in self.positive
        if any(isinstance(reader.op, Function) for reader in readers):
            bits, signed = FULL, True
        return Point(name, state.layer, bits, signed, not state.table, state.lo, state.hi, name)

    def _full(self, name: str, state: _Open) -> bool:
        """Whether it is a result, or the normalized image."""
        layer = self.source[state.layer]
        image = isinstance(layer.op, Affine | Clip) and layer.inputs[0] == INPUT
        ends = [*self.source.readers[name]]
        told = name in self.source.outputs or any(isinstance(reader.op, ArgMax) for reader in ends)
        return image or told


def inserted(source: Source, quantizers: Mapping[str, Quant], weights: Mapping[str, Weighted]) -> Source:
    """`source` with quantizers behind nodes, by name, and other operators in place of some."""
    nodes: list[Node] = []
    behind: dict[str, str] = {}
    names = {node.name for node in source.nodes}
    for node in source.nodes:
        inputs = tuple(behind.get(name, name) for name in node.inputs)
        nodes.append(replace(node, inputs=inputs, op=weights.get(node.name, node.op)))
        if quantizer := quantizers.get(node.name):
            behind[node.name] = fresh(f"{node.name}_quantized", names)
            nodes.append(Node(behind[node.name], quantizer, (node.name,), node.where))
    return replace(source, nodes=tuple(nodes), outputs=tuple(behind.get(name, name) for name in source.outputs))


def fresh(name: str, names: set[str]) -> str:
    """`name`, or more of it, that is none of `names`; it is added to them."""
    while name in names:
        name += "_"
    names.add(name)
    return name
