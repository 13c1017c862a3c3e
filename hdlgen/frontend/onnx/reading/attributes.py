"""`Attributes` of a node, by type; whoever takes the node asks for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import AttributeProto, NodeProto

from hdlgen.errors import HdlgenError
from hdlgen.frontend.onnx.reading.tensors import Tensors
from hdlgen.frontend.onnx.reading.values import refused

_NAMES = {
    AttributeProto.FLOAT: "a number",
    AttributeProto.INT: "an integer",
    AttributeProto.STRING: "a text",
    AttributeProto.TENSOR: "a tensor",
    AttributeProto.GRAPH: "a graph",
    AttributeProto.FLOATS: "numbers",
    AttributeProto.INTS: "integers",
    AttributeProto.STRINGS: "texts",
}


class Attributes:
    """Those of one node. `unread` are those that nobody asked for."""

    def __init__(self, node: NodeProto, tensors: Tensors) -> None:
        self._by_name = {attribute.name: attribute for attribute in node.attribute}
        self._read: set[str] = set()
        self._tensors = tensors

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def _get(self, name: str, kind: AttributeProto.AttributeType) -> AttributeProto | None:
        self._read.add(name)
        found: AttributeProto | None = self._by_name.get(name)
        if found is None:
            return None
        if found.type != kind:
            raise refused(f"attribute {name} is {_NAMES.get(found.type, 'something else')}, not {_NAMES[kind]}")
        return found

    def integer(self, name: str, default: int) -> int:
        """The integer of this name."""
        found = self._get(name, AttributeProto.INT)
        return default if found is None else int(found.i)

    def flag(self, name: str, default: int) -> int:
        """The integer of this name, 0 or 1."""
        found = self.integer(name, default)
        if found not in (0, 1):
            raise refused(f"{name}={found}, and 0 or 1 is expected")
        return found

    def number(self, name: str, default: float) -> float:
        """The number of this name, a float32."""
        found = self._get(name, AttributeProto.FLOAT)
        if found is None:
            return default
        if not np.isfinite(found.f):
            raise refused(f"attribute {name} is {found.f}")
        return float(found.f)

    def text(self, name: str, default: str) -> str:
        """The text of this name."""
        found = self._get(name, AttributeProto.STRING)
        return default if found is None else found.s.decode(errors="replace")

    def integers(self, name: str, default: Sequence[int] | None = None) -> tuple[int, ...] | None:
        """The integers of this name; `default` where there are none."""
        found = self._get(name, AttributeProto.INTS)
        return (None if default is None else tuple(default)) if found is None else tuple(map(int, found.ints))

    def numbers(self, name: str) -> tuple[float, ...] | None:
        """The numbers of this name."""
        found = self._get(name, AttributeProto.FLOATS)
        return None if found is None else tuple(map(float, found.floats))

    def tensor(self, name: str) -> NDArray[Any] | None:
        """The tensor of this name."""
        found = self._get(name, AttributeProto.TENSOR)
        return None if found is None else self._tensors.array(found.t)

    def must(self, name: str, value: int, why: str, fix: str = "") -> None:
        """Raises HdlgenError if the integer of this name is another."""
        found = self.integer(name, value)
        if found != value:
            raise refused(f"{name}={found}: {why}", fix)

    def without_meaning(self, *names: str) -> None:
        """These say nothing here: they are of training, or of a mode that is not this one."""
        self._read.update(names)

    def unread(self) -> Iterator[HdlgenError]:
        """A refusal of every attribute that nobody asked for."""
        for name in self._by_name:
            if name not in self._read:
                yield refused(f"attribute {name} is not known", "export without it")
