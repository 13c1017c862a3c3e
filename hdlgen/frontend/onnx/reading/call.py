"""`Call`: one node of the graph, as whoever takes its operator sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto

from hdlgen.frontend.onnx.reading.attributes import Attributes
from hdlgen.frontend.onnx.reading.builder import Builder
from hdlgen.frontend.onnx.reading.names import wish
from hdlgen.frontend.onnx.reading.pending import AnyPending
from hdlgen.frontend.onnx.reading.tensors import finite
from hdlgen.frontend.onnx.reading.values import Fixed, Stream, Value, refused
from hdlgen.frontend.operators import AnyOperator, Grid


@dataclass(frozen=True, eq=False)
class Call:
    """A node with its inputs' values.

    where     the node, for messages
    version   of its operator's set
    inputs    None where the node leaves one out
    readers   of each of its inputs, how many read it
    wanted    of each of its outputs, whether something reads it
    """

    node: NodeProto
    where: str
    version: int
    inputs: tuple[Value | None, ...]
    readers: tuple[int, ...]
    wanted: tuple[bool, ...]
    attributes: Attributes
    builder: Builder

    def has(self, i: int) -> bool:
        """Whether input `i` is given."""
        return i < len(self.inputs) and self.inputs[i] is not None

    def value(self, i: int) -> Value:
        """Input `i`."""
        found = self.inputs[i] if i < len(self.inputs) else None
        if found is None:
            raise refused(f"has no input {i + 1}")
        return found

    def stream(self, i: int = 0) -> Stream:
        """Input `i`, which depends on the image; integers or real numbers."""
        found = self.value(i)
        if isinstance(found, Fixed):
            raise refused(f"input {i + 1} is a constant, and an image is expected")
        return found

    def real(self, i: int = 0) -> Stream:
        """Input `i`, which depends on the image and is no integers that stand for something."""
        found = self.stream(i)
        if found.codes:
            raise refused(
                "computes with integers, not with what they mean",
                "put DequantizeLinear in front of it",
            )
        return found

    def fixed(self, i: int, what: str) -> Fixed:
        """Input `i`, a constant; `what` it is, for messages."""
        found = self.value(i)
        if isinstance(found, Stream):
            raise refused(f"takes {what} from the image, and a constant is expected", "make it a constant")
        return found

    def numbers(self, i: int, what: str) -> NDArray[np.float64]:
        """Input `i`, constant numbers."""
        found = self.fixed(i, what)
        if found.other is not None:
            raise refused(f"{what} depends on how many images there are")
        return finite(found.array, what)

    def number(self, i: int, what: str) -> float:
        """Input `i`, one constant number."""
        found = self.numbers(i, what)
        if found.size != 1:
            raise refused(f"{what} is {found.size} numbers, and one is expected")
        return float(found.ravel()[0])

    def dims(self, i: int, what: str) -> tuple[int, ...]:
        """Input `i`, constant whole numbers; a size that is that of the batch is MANY."""
        found = self.fixed(i, what).array
        if found.dtype.kind not in "iu" or found.ndim != 1:
            raise refused(f"{what} is no list of whole numbers")
        return tuple(map(int, found))

    def axes(self, i: int, attribute_until: int, rank: int) -> tuple[int, ...] | None:
        """The axes that a node names, counted from the front; None if it names none.

        They are an attribute in operators up to version `attribute_until`, and input `i` from then on.
        """
        if self.version <= attribute_until:
            found = self.attributes.integers("axes")
        else:
            found = self.dims(i, "axes") if self.has(i) else None
        return None if found is None else tuple(self.axis(axis, rank) for axis in found)

    def axis(self, axis: int, rank: int) -> int:
        """`axis` counted from the front."""
        if not -rank <= axis < rank:
            raise refused(f"axis {axis} of a tensor of {rank} axes")
        return axis % rank

    def emit(self, op: AnyOperator | AnyPending, *streams: Stream, axes: Sequence[str] | None = None) -> Stream:
        """The result of a new node that reads `streams`; in the arrangement of the first, or as images in `axes`."""
        first = streams[0]
        name = self.builder.add(op, [stream.node for stream in streams], self.where, self.wish)
        arranged = first.over(name, self.builder.shapes[name], axes) if axes else None
        return arranged or replace(first, node=name, shape=self.builder.shapes[name], codes=None)

    @property
    def wish(self) -> str:
        """The name that its author would know."""
        return wish(self.node)

    def grid_of(self, weights: Fixed, axis: int) -> Grid | None:
        """Of quantized weights whose output channels are this axis."""
        return weights.steps.grid(axis) if weights.steps else None
