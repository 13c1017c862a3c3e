"""`Builder`: the nodes of a `Source` while it grows."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from hdlgen.arith import Shape
from hdlgen.errors import Mistake
from hdlgen.frontend.onnx.reading.pending import AnyPending, Pending
from hdlgen.frontend.onnx.reading.signs import least
from hdlgen.frontend.operators import AnyOperator
from hdlgen.frontend.source import Node
from hdlgen.spec.names import BESIDE, INPUT, OUTPUT, SYSTEMVERILOG, VERILOG

_WORDS = frozenset(word.lower() for word in (*VERILOG, *SYSTEMVERILOG, *BESIDE, INPUT, OUTPUT))


def identifier(wish: str) -> str:
    """The identifier, of letters, digits and single underscores, that is most like `wish`; no word of Verilog."""
    stem = re.sub(r"[^A-Za-z0-9]+", "_", wish).strip("_")
    stem = stem if stem[:1].isalpha() else f"n{stem}"
    return f"{stem}_0" if stem.lower() in _WORDS else stem


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
        taken: set[str] = set()
        for node, op in self._ops.items():
            if node not in needed:
                continue
            names[node] = _unique(identifier(self._wishes[node]), taken)
            if not isinstance(op, Pending):
                nodes.append(Node(names[node], op, tuple(names[i] for i in self._inputs[node]), self._where[node]))
            elif op.alone:
                mistakes.append(Mistake(self._where[node], op.alone, op.fix))
        return tuple(nodes), tuple(names[node] for node in outputs), mistakes


def _unique(stem: str, taken: set[str]) -> str:
    """`stem`, with a number behind it if it is one of `taken`, to which the result is added; capitals do not count."""
    name, count = stem, 1
    while name.lower() in taken:
        count += 1
        name = f"{stem}_{count}"
    taken.add(name.lower())
    return name
