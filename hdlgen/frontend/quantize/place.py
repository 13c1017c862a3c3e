"""`place`: where a float `Source` needs quantizers, so that `integers` can take it. Of ranges it knows nothing.

A layer's result stays open through what its requantizer does in the same step: a batch norm, a clip, and pools, which
only choose. A quantizer stands where that ends: where something reads integers, where several read, where it leaves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

from hdlgen.frontend.operators import (
    Add,
    Affine,
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
from hdlgen.frontend.quantize.pending import Pending
from hdlgen.frontend.source import Node, Source
from hdlgen.spec.names import INPUT

FULL = 8
"""Bits of a normalized image, of a table's index and of a result: what hardware has at most."""
RISING = frozenset({"sigmoid", "hard_sigmoid", "tanh"})
"""Functions that never fall: that of a maximum is the maximum of theirs."""


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


def without_table(source: Source) -> set[str]:
    """Functions that cannot be tables of the layers in front of them.

    Tables stand behind the requantizers of layers with weights, and no one else may read these.
    """
    placing = _Placing(source, Bits(Pair(FULL, FULL)), set())
    placing.run()
    return {n.name for n in source.nodes if isinstance(n.op, Function) and not placing.has_table(n)}


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
    states: dict[str, Pending | None] = field(default_factory=lambda: {INPUT: None})
    """Of a value; None where it is on a grid."""
    grids: dict[str, str | None] = field(default_factory=lambda: {INPUT: None})
    """Of a value on a grid, behind which point; None where that is no point's."""
    points: dict[str, Point] = field(default_factory=dict)
    opened: dict[str, Pending] = field(default_factory=dict)
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

    def has_table(self, node: Node) -> bool:
        """Whether a function can be a table of the layer in front of it."""
        (name,) = node.inputs
        state = self.opened.get(name)
        alone = len(self.source.readers[name]) == 1 and name not in self.source.outputs
        rises = isinstance(node.op, Function) and node.op.name in RISING
        return bool(alone and state and state.kind == "sum" and state.table and (rises or state.chosen != "largest"))

    def _ends(self, name: str, state: Pending) -> bool:
        """Whether a quantizer must stand behind `name`."""
        readers = self.source.readers[name]
        return name in self.source.outputs or len(readers) != 1 or state.behind(readers[0].op) is None

    def _state(self, node: Node) -> Pending | None:
        op, first = node.op, node.inputs[0]
        before = self.states[first]
        match op:
            case Conv() | ConvTransposed() | Linear():
                return Pending(node.name, "sum", True)
            case Average():
                return Pending(node.name, "sum", False)
            case Add() | Scale():
                return Pending(node.name, "join", False)
            case Function():
                return Pending(self.points[first].layer if first in self.points else node.name, "curve", True)
            case Affine() | Clip():
                return before.behind(op) if before else Pending(node.name, "sum", False).behind(op)
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

    def _concat(self, node: Node) -> Pending | None:
        """On the grid of its parts, if they can have one and nothing stands behind it that takes a requantizer."""
        state = Pending(node.name, "join", False)
        parts = [self.grids[name] for name in node.inputs]
        points = [self.points[part] for part in parts if part is not None]
        alike = len({(p.bits, p.signed) for p in points}) == 1 and len(points) == len(parts)
        if not alike or node.name in self.bits.layers or not self._ends(node.name, state):
            return state
        tied, first = {p.tie for p in points}, points[0].tie
        self.points = {at: replace(p, tie=first) if p.tie in tied else p for at, p in self.points.items()}
        self.grids[node.name] = points[0].at
        return None

    def _point(self, node: Node, state: Pending) -> Point:
        name = node.name
        bits = self.bits.activations(state.layer, FULL if self._full(name, state) else None)
        readers = self.source.readers[name]
        signed = name not in self.positive
        if any(isinstance(reader.op, Function) for reader in readers):
            bits, signed = FULL, True
        return Point(name, state.layer, bits, signed, not state.table, state.lo, state.hi, name)

    def _full(self, name: str, state: Pending) -> bool:
        """Whether it is a result, or the normalized image."""
        layer = self.source[state.layer]
        image = isinstance(layer.op, Affine | Clip) and layer.inputs[0] == INPUT
        ends = [*self.source.readers[name]]
        told = name in self.source.outputs or any(isinstance(reader.op, ArgMax) for reader in ends)
        return image or told
