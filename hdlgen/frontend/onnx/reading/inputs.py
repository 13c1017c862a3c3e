"""`candidates`: what the axes of a graph's input may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

import numpy as np
from onnx import TensorProto, ValueInfoProto

from hdlgen.errors import HdlgenError
from hdlgen.frontend.onnx.reading.model import Model
from hdlgen.frontend.onnx.reading.tensors import Tensors, kind_of, within
from hdlgen.frontend.onnx.reading.values import MANY, Stream
from hdlgen.spec.names import INPUT

KINDS = (
    *(TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.FLOAT16),
    *(TensorProto.UINT8, TensorProto.INT8, TensorProto.UINT16, TensorProto.INT16),
)
"""Types of the elements of images."""
_COLOURS = (1, 3, 4)


def sizes(value: ValueInfoProto) -> tuple[int | None, ...] | None:
    """Of each axis of a tensor, None where it is open; None where not even their number is known."""
    if not value.type.HasField("tensor_type") or not value.type.tensor_type.HasField("shape"):
        return None
    dims = value.type.tensor_type.shape.dim
    return tuple(dim.dim_value if dim.HasField("dim_value") else None for dim in dims)


def candidates(model: Model) -> list[Stream]:
    """The input's images, arranged in all the ways that its shape allows; the likeliest first.

    Raises HdlgenError where its shape is open but for the number of images, or no image's.
    """
    (value,) = model.images
    where = f"input {value.name!r}"
    kind = value.type.tensor_type.elem_type
    if kind not in KINDS:
        raise HdlgenError(where, f"has elements of type {kind_of(kind)}", fix="take images of floats or of bytes")
    found = sizes(value)
    if not found:
        raise HdlgenError(where, "has no shape", fix="export with an example input")
    for axis, size in enumerate(found):
        if (size is None and axis) or (size is not None and size < 1):
            raise HdlgenError(
                where,
                f"has no fixed size along axis {axis}",
                fix="only the number of images may be open: export with fixed rows, columns and channels, or write "
                "them into the file with onnx.tools.update_model_dims",
            )
    dims = tuple(MANY if size is None else size for size in found)
    try:
        within(tuple(dim for dim in dims if dim != MANY))
    except HdlgenError as error:
        (mistake,) = error.mistakes
        raise HdlgenError(where, mistake.what) from None
    arranged = [_stream(dims, axes) for axes in _orders(dims)] + list(_reshaped(model, value.name, dims))
    if not arranged:
        raise HdlgenError(where, f"has {len(dims)} axes", fix="take images, channels, rows and columns")
    return arranged


def _orders(dims: Sequence[int]) -> list[str]:
    """Letters of the axes."""
    match len(dims):
        case 4:
            last = dims[3] in _COLOURS and dims[1] not in _COLOURS
            return ["NHWC", "NCHW"] if last else ["NCHW", "NHWC"]
        case 3:
            return ["NHW"] if dims[0] == MANY else ["NHW", "CHW", "HWC"]
        case 2:
            return ["NC"]
        case 1:
            return ["C"]
        case _:
            return []


def _stream(dims: Sequence[int], letters: Sequence[str]) -> Stream:
    by_letter = dict(zip(letters, dims, strict=True))
    shape = by_letter.get("H", 1), by_letter.get("W", 1), by_letter.get("C", 1)
    batch = by_letter.get("N", 1)
    return Stream(INPUT, shape, (), batch).over(INPUT, shape, letters)


def _reshaped(model: Model, name: str, dims: Sequence[int]) -> Iterator[Stream]:
    """A vector that the graph makes an image of is an image that somebody flattened."""
    constants = {tensor.name: tensor for tensor in model.graph.initializer}
    for node in model.graph.node:
        for attribute in node.attribute if node.op_type == "Constant" else ():
            if attribute.name == "value" and node.output:
                constants[node.output[0]] = attribute.t
    for node in model.graph.node:
        if node.op_type != "Reshape" or len(dims) != 2 or node.input[0] != name or node.input[1] not in constants:
            continue
        with suppress(HdlgenError):  # a mistake of the node that reads it
            to = Tensors(model.folder).array(constants[node.input[1]])
            if to.shape == (4,) and to.dtype == np.int64:
                for axes in ("CHW", "HWC"):
                    by_letter = dict(zip(axes, map(int, to[1:]), strict=True))
                    shape = by_letter["H"], by_letter["W"], by_letter["C"]
                    if min(shape) > 0 and shape[0] * shape[1] * shape[2] == dims[1]:
                        yield Stream(INPUT, shape, (), dims[0]).over(INPUT, shape, ("N", axes))
