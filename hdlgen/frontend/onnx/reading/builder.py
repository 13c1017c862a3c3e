"""`Builder`: the nodes of a `Source` while it grows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hdlgen.arith import Shape
from hdlgen.errors import Mistake
from hdlgen.frontend.names import free_name
from hdlgen.frontend.onnx.reading.pending import AnyPending, Pending
from hdlgen.frontend.onnx.reading.signs import least
from hdlgen.frontend.operators import AnyOperator
from hdlgen.frontend.source import Node
from hdlgen.spec.names import INPUT


class Builder:
    """Nodes in the order in which they were added; what nobody needs is left out at the end."""

    def __init__(self, in_shape: Shape) -> None:
        self.shapes: dict[str, Shape] = {INPUT: in_shape}
        self.least: dict[str, float] = {INPUT: -math.inf}
        self._ops: dict[str, AnyOperator | AnyPending] = {}
        self._inputs: dict[str, tuple[str, ...]] = {}
        self._where: dict[str, str] = {}
        self._wishes: dict[str, str] = {}

    def add(self, op: AnyOperator | AnyPending, inputs: Sequence[str], where: str, wish: str) -> str:
        """What stands for a new node here. Raises HdlgenError where the operator cannot read these inputs.

        wish  what its author calls it; its name will be as like it as an identifier can be
        """
        shape = op.shape(*(self.shapes[name] for name in inputs))
        name = f"{len(self._ops)}"
        self._ops[name], self._inputs[name], self._where[name], self._wishes[name] = op, tuple(inputs), where, wish
        self.shapes[name] = shape
        self.least[name] = least(op, [self.least[source] for source in inputs])
        return name

    def revise(self, name: str, op: AnyOperator) -> None:
        """A node that nothing has read yet gets another operator, of the same shape."""
        self._ops[name] = op

    def op(self, name: str) -> AnyOperator | AnyPending | None:
        """What a node computes; None for INPUT."""
        return self._ops.get(name)

    def inputs(self, name: str) -> tuple[str, ...]:
        """What a node reads; nothing for INPUT."""
        return self._inputs.get(name, ())

    def nodes(self, outputs: Sequence[str]) -> tuple[tuple[Node, ...], tuple[str, ...], list[Mistake]]:
        """The nodes that the outputs need, with their names; the outputs' names; what is no operator by itself."""
        needed, to_see = set(), list(outputs)
        while to_see:
            node = to_see.pop()
            if node not in needed:
                needed.add(node)
                to_see += self.inputs(node)
        names, nodes, mistakes = {INPUT: INPUT}, [], []
        for node, op in self._ops.items():
            if node not in needed:
                continue
            names[node] = free_name(self._wishes[node], list(names.values()))
            if not isinstance(op, Pending):
                nodes.append(Node(names[node], op, tuple(names[i] for i in self._inputs[node]), self._where[node]))
            elif op.alone:
                mistakes.append(Mistake(self._where[node], op.alone, op.fix))
        return tuple(nodes), tuple(names[node] for node in outputs), mistakes
