"""What a graph computes without the image: shapes, permuted weights, sums of constants."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TypeProto, defs, helper
from onnx.reference import ReferenceEvaluator

from hdlgen.frontend.onnx.reading.call import Call
from hdlgen.frontend.onnx.reading.elementwise import bounds
from hdlgen.frontend.onnx.reading.tensors import Tensors, within
from hdlgen.frontend.onnx.reading.values import MANY, MORE, Fixed, Steps, Stream, Value, refused, shown

_ARRANGED = frozenset({"Flatten", "Identity", "Reshape", "Squeeze", "Transpose", "Unsqueeze"})
"""These leave every number as it is."""
_SPREAD = frozenset(
    {
        "Abs",
        "Add",
        "And",
        "Ceil",
        "Clip",
        "Cos",
        "Div",
        "Equal",
        "Erf",
        "Exp",
        "Floor",
        "Greater",
        "GreaterOrEqual",
        "IsInf",
    }
    | {
        "IsNaN",
        "Less",
        "LessOrEqual",
        "Log",
        "Max",
        "Mean",
        "Min",
        "Mod",
        "Mul",
        "Neg",
        "Not",
        "Or",
        "Pow",
        "Reciprocal",
    }
    | {"Relu", "Round", "Sigmoid", "Sign", "Sin", "Sqrt", "Sub", "Sum", "Tanh", "Where", "Xor"}
)
"""Element by element; operands are repeated along each other."""
_OTHERS = frozenset(
    {
        "Cast",
        "Concat",
        "ConstantOfShape",
        "CumSum",
        "Dropout",
        "Expand",
        "Gather",
        "MatMul",
        "Range",
        "ReduceMax",
        "ReduceMean",
    }
    | {"ReduceMin", "ReduceProd", "ReduceSum", "Slice", "Split", "Tile", "Trilu"}
)
FOLDED = _ARRANGED | _SPREAD | _OTHERS
"""Operators that are computed where they read constants alone."""


def constant(call: Call) -> Value:
    """Constant."""
    tensor = call.attributes.tensor("value")
    if tensor is not None:
        return Fixed(tensor)
    if "value_float" in call.attributes:
        return Fixed(np.array(call.attributes.number("value_float", 0.0), np.float32))
    if "value_int" in call.attributes:
        return Fixed(np.array(call.attributes.integer("value_int", 0), np.int64))
    if (numbers := call.attributes.numbers("value_floats")) is not None:
        return Fixed(np.array(numbers, np.float32))
    if (integers := call.attributes.integers("value_ints")) is not None:
        return Fixed(np.array(integers, np.int64))
    raise refused("is neither a tensor nor numbers")


def shape_of(call: Call) -> Value:
    """Shape, of constants and of images."""
    value = call.value(0)
    if isinstance(value, Fixed):
        one, other = value.array.shape, (value.array if value.other is None else value.other).shape
    else:
        one, other = value.dims, _dims_for_more(value)
    first, last = call.attributes.integer("start", 0), call.attributes.integer("end", len(one))
    return _both(np.array(one[first:last], np.int64), np.array(other[first:last], np.int64))


def size_of(call: Call) -> Value:
    """Size: how many elements."""
    value = call.value(0)
    if isinstance(value, Fixed):
        return Fixed(np.array(value.array.size))
    return _both(np.array(math.prod(value.dims)), np.array(math.prod(_dims_for_more(value))))


def _dims_for_more(x: Stream) -> tuple[int, ...]:
    return tuple(dim // MANY * MORE if dim % MANY == 0 else dim for dim in x.dims)


def _both(array: NDArray[Any], other: NDArray[Any] | None) -> Fixed:
    """A constant, which depends on how many images there are only if the two differ."""
    if other is None or (array.shape == other.shape and np.array_equal(array, other)):
        return Fixed(array)
    return Fixed(array, other)


def fold(call: Call, tensors: Tensors) -> tuple[Value, ...]:
    """The results of a node that is one of FOLDED and reads constants alone."""
    known = defs.get_schema(call.node.op_type, max_inclusive_version=call.version).attributes
    for attribute in call.node.attribute:
        if attribute.name not in known:
            raise refused(f"attribute {attribute.name} is not known", "export without it")
    call.attributes.without_meaning(*known)  # the evaluator reads them
    inputs = [value for value in call.inputs if isinstance(value, Fixed)]
    assert len(inputs) == sum(value is not None for value in call.inputs)
    found = _computed(call, [value.array for value in inputs])
    others: Sequence[NDArray[Any] | None] = [None] * len(found)
    if any(value.other is not None for value in inputs):
        others = _computed(call, [value.array if value.other is None else value.other for value in inputs])
    results = [_both(array, other) for array, other in zip(found, others, strict=True)]
    for result in results:
        tensors.count(result.array)
    if call.node.op_type == "Clip" and found[0].dtype.kind in "iu":
        (lo, hi), kind = bounds(call), np.iinfo(found[0].dtype)
        limits = int(max(lo, kind.min)), int(min(hi, kind.max))
        return (Fixed(found[0], None, None, limits),)
    steps = inputs[0].steps if inputs else None
    if steps and (call.node.op_type in _ARRANGED or (call.node.op_type == "Cast" and found[0].dtype.kind == "f")):
        (scale,) = _computed(call, [steps.scale, *(value.array for value in inputs[1:])])
        return (
            Fixed(results[0].array, None, Steps(np.asarray(scale, np.float64), steps.lo, steps.hi, steps.rounding)),
        )
    return tuple(results)


def _computed(call: Call, arrays: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
    """What onnx's own evaluator makes of these."""
    node = NodeProto()
    node.CopyFrom(call.node)
    names = [name for name in call.node.input if name]
    outputs = [name for name in call.node.output if name]
    graph = helper.make_graph(
        [node],
        "one",
        [helper.make_value_info(name, TypeProto()) for name in dict.fromkeys(names)],
        [helper.make_value_info(name, TypeProto()) for name in outputs],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", call.version)])
    try:
        within(_size(call, arrays))
        with np.errstate(all="ignore"):
            found = ReferenceEvaluator(model).run(None, dict(zip(names, arrays, strict=True)))
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as error:
        said = str(error).splitlines()
        raise refused(
            f"cannot be computed of {', '.join(shown(array.shape) for array in arrays) or 'nothing'}"
            + (f": {said[0][:200]}" if said else "")
        ) from None
    return [np.asarray(array) for array in found]


def _size(call: Call, arrays: Sequence[NDArray[Any]]) -> tuple[int, ...]:
    """At most so large is the result, as a shape."""
    first = arrays[0]
    match call.node.op_type:
        case "Expand":
            return np.broadcast_shapes(first.shape, tuple(map(int, arrays[1])))
        case "ConstantOfShape":
            return tuple(map(int, first))
        case "Tile":
            return tuple(size * int(times) for size, times in zip(first.shape, arrays[1], strict=True))
        case "Range":
            start, limit, step = (float(array) for array in arrays)
            return (max(math.ceil((limit - start) / step), 0),)
        case "Gather":
            return arrays[1].size, first.size
        case "Concat":
            return (sum(array.size for array in arrays),)
        case "MatMul":
            return first.size, arrays[1].shape[-1] if arrays[1].ndim > 1 else 1
        case name if name in _SPREAD:
            return np.broadcast_shapes(*(array.shape for array in arrays))
        case _:
            return first.shape
