"""`inferred`: types and shapes of a graph's tensors, where a mistake keeps us from knowing them ourselves."""

from __future__ import annotations

import math
from contextlib import suppress

from onnx import GraphProto, ModelProto, ValueInfoProto, helper, shape_inference

from hdlgen.frontend.onnx.reading.model import Model

_SMALL = 1024
"""Elements of a constant whose values may be needed: a shape, not weights."""
_LEFT_OUT = frozenset({"Slice"})
"""Operators whose inference aborts the process: Slice of an axis that a mistake makes negative (onnx 1.23)."""


def inferred(model: Model) -> dict[str, ValueInfoProto]:
    """Type and shape by name, as far as the file says them, or ONNX's own inference finds them."""
    graph = model.graph
    bare = GraphProto(name="bare", input=graph.input, output=graph.output, value_info=graph.value_info)
    bare.node.extend(node for node in graph.node if node.op_type not in _LEFT_OUT)
    given = {value.name for value in graph.input}
    for tensor in graph.initializer:
        if math.prod(tensor.dims) <= _SMALL:
            bare.initializer.append(tensor)
        elif tensor.name not in given:
            bare.input.append(helper.make_tensor_value_info(tensor.name, tensor.data_type, list(tensor.dims)))
    found = bare
    with suppress(shape_inference.InferenceError, RuntimeError, ValueError):
        whole = ModelProto(ir_version=model.proto.ir_version, opset_import=model.proto.opset_import, graph=bare)
        found = shape_inference.infer_shapes(whole).graph
    return {value.name: value for value in (*found.value_info, *found.output)}
