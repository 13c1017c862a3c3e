"""`Builder`: a `Source` node by node, as a reader of somebody's file meets them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from hdlgen.arith import Shape
from hdlgen.errors import HdlgenError, Mistake, SpecError
from hdlgen.frontend.names import free_name
from hdlgen.frontend.operators import Add, Affine, AnyOperator, Clip, Function, Scale
from hdlgen.frontend.source import Node, Source
from hdlgen.spec.names import INPUT


class UnknownError(Exception):
    """Why something cannot be read, and what to write instead."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


@dataclass
class Builder:
    """Nodes so far; `shapes` of their results, and of INPUT."""

    name: str
    in_shape: Shape
    nodes: dict[str, Node] = field(default_factory=dict)
    shapes: dict[str, Shape] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shapes[INPUT] = self.in_shape

    def add(self, called: str, where: str, op: AnyOperator, *inputs: str) -> str:
        """A node that its author calls `called`; returns its name. Raises UnknownError if it cannot read its inputs."""
        try:
            shape = op.shape(*(self.shapes[name] for name in inputs))
        except HdlgenError as error:
            raise UnknownError(f"{error.mistakes[0].where}: {error.mistakes[0].what}", error.mistakes[0].fix) from error
        name = free_name(called, list(self.nodes))
        self.nodes[name], self.shapes[name] = Node(name, op, inputs, where), shape
        return name

    def affine(self, called: str, where: str, x: str, gain: float | np.ndarray, offset: float | np.ndarray) -> str:
        """`x` times a gain plus an offset, of each channel or of all."""
        channels = self.shapes[x][2]
        both = []
        for value in (gain, offset):
            value = np.asarray(value, np.float64)
            if value.size not in (1, channels):
                raise UnknownError(f"has {value.size} numbers for {channels} channels", "give one, or one a channel")
            both.append(np.array(np.broadcast_to(value.ravel(), channels)))
        return self.add(called, where, Affine(*both), x)

    def sum(self, called: str, where: str, a: str, b: str) -> str:
        """Two values, added."""
        return self.affine(called, where, a, 2.0, 0.0) if a == b else self.add(called, where, Add(), a, b)

    def product(self, called: str, where: str, a: str, b: str) -> str:
        """Two values, multiplied: an image and its gates, or a function written as a product with its own input."""
        for x, gate in ((a, b), (b, a)):
            if function := self._gated(x, gate):
                name, factor = function
                made = self.add(called, where, Function(name), x)
                return made if factor == 1 else self.affine(called, where, made, factor, 0.0)
        image, gates = (b, a) if self.shapes[a][:2] == (1, 1) != self.shapes[b][:2] else (a, b)
        return self.add(called, where, Scale(), image, gates)

    def _gated(self, x: str, gate: str) -> tuple[str, float] | None:
        """The function f, and a factor, with x·gate = factor·f(x)."""
        node = self.nodes.get(gate)
        if not node or not isinstance(node.op, Function | Clip):
            return None
        if isinstance(node.op, Function):
            name = {"sigmoid": "silu", "hard_sigmoid": "hard_swish"}.get(node.op.name)
            return (name, 1.0) if name and node.inputs == (x,) else None
        before = self.nodes.get(node.inputs[0])
        if not before or not isinstance(before.op, Affine) or before.inputs != (x,) or node.op.lo != 0:
            return None
        gain, offset, hi = before.op.gain, before.op.offset, node.op.hi
        # clip(x·g + h/2, 0, h) = h·hard_sigmoid(x) if g = h/6
        if np.allclose(gain, hi / 6, rtol=1e-6) and np.allclose(offset, hi / 2, rtol=1e-6):
            return "hard_swish", hi
        return None

    def source(self, outputs: tuple[str, ...], labels: tuple[str, ...]) -> Source:
        """All of it. Raises SpecError with every mistake."""
        if self.mistakes:
            raise SpecError.of(self.mistakes)
        return Source(self.name, self.in_shape, tuple(self.nodes.values()), outputs, labels)
