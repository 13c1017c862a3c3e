"""`Builder`: the nodes and constants of an ONNX graph while it grows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike
from onnx import NodeProto, TensorProto, helper, numpy_helper

from hdlgen.arith import Int

ZERO = 128
"""What 0 is where signed values are written as unsigned bytes."""


class Builder:
    """Nodes in the order in which they were added, and constants; a tensor's name is that of the node that makes it.

    A layer's result is a tensor of its name, int64[N, C, H, W], whatever the layer's type. Whatever else a layer needs
    has its name, a slash and a word.

    image  name of the graph's input, uint8[N, C, H, W] or int8[N, C, H, W]
    """

    def __init__(self, image: str) -> None:
        self.image = image
        self.nodes: list[NodeProto] = []
        self.constants: dict[str, TensorProto] = {}
        self._made: set[str] = set()

    def node(self, name: str, op: str, *inputs: str, **attributes: Any) -> str:
        """Adds the operator `op`, whose one result is the tensor `name`; returns `name`."""
        self.nodes.append(helper.make_node(op, inputs, [name], name, **attributes))
        self._made.add(name)
        return name

    def constant(self, name: str, value: ArrayLike, kind: DTypeLike = np.int64) -> str:
        """Adds the tensor `name`, whose elements are of type `kind`; returns `name`."""
        self.constants[name] = numpy_helper.from_array(np.asarray(value, kind), name)
        return name

    def cast(self, name: str, x: str, kind: DTypeLike = np.int64) -> str:
        """`x` as a tensor `name` whose elements are of type `kind`, which holds them."""
        return self.node(name, "Cast", x, to=helper.np_dtype_to_tensor_dtype(np.dtype(kind)))

    def wide(self, source: str) -> str:
        """int64[N, C, H, W]: the result of layer `source`, or the image."""
        if source != self.image:
            return source
        name = f"{source}/int64"
        return name if name in self._made else self.cast(name, source)

    def narrow(self, source: str, kind: Int) -> str:
        """uint8[N, C, H, W]: the values of `source`, of type `kind`, each plus 128 if that is signed."""
        name = f"{source}/uint8"
        if name in self._made:
            return name
        if not kind.signed:
            return source if source == self.image else self.cast(name, source, np.uint8)
        lifted = self.node(f"{source}/plus_128", "Add", self.wide(source), self.constant(f"{source}/128", ZERO))
        return self.cast(name, lifted, np.uint8)

    def zero(self, source: str, kind: Int) -> str:
        """uint8: what 0 is in `narrow(source, kind)`."""
        return self.constant(f"{source}/zero", ZERO if kind.signed else 0, np.uint8)

    def widen(self, name: str, x: str, kind: Int) -> str:
        """Adds the tensor `name`, int64[N, C, H, W]: values of type `kind` that are written as in `narrow` in `x`."""
        if not kind.signed:
            return self.cast(name, x)
        return self.node(name, "Sub", self.cast(f"{name}/int64", x), self.constant(f"{name}/zero_point", ZERO))
