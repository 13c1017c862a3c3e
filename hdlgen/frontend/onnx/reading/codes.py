"""ONNX's own quantization: QuantizeLinear and DequantizeLinear, and operators that compute with integers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper

from hdlgen.frontend.onnx.reading import elementwise
from hdlgen.frontend.onnx.reading.call import Call
from hdlgen.frontend.onnx.reading.grids import one_scale, quantized
from hdlgen.frontend.onnx.reading.layers import as_matrix, convolution, product, turn
from hdlgen.frontend.onnx.reading.tensors import finite, kind_of
from hdlgen.frontend.onnx.reading.values import Codes, Fixed, Steps, Stream, Value, refused, shown
from hdlgen.frontend.operators import Affine, Quant

RANGES: dict[int, tuple[int, int]] = {
    TensorProto.INT4: (-8, 7),
    TensorProto.UINT4: (0, 15),
    TensorProto.INT8: (-128, 127),
    TensorProto.UINT8: (0, 255),
    TensorProto.INT16: (-(1 << 15), (1 << 15) - 1),
    TensorProto.UINT16: (0, (1 << 16) - 1),
    TensorProto.INT32: (-(1 << 31), (1 << 31) - 1),
}
"""Of the integers of each type that is read, by ONNX's number of the type."""
_NAMES = {helper.tensor_dtype_to_np_dtype(kind).name: ends for kind, ends in RANGES.items()}


def range_of(kind: np.dtype[Any]) -> tuple[int, int]:
    """Of integers of this type, one of RANGES."""
    return _NAMES[kind.name]


@dataclass(frozen=True, eq=False)
class _Scale:
    """Scales and zero points of one tensor: of shape () or [n] along an axis."""

    scale: NDArray[np.float64]
    zero: NDArray[np.int64]
    kind: np.dtype[Any] | None


def _scale(call: Call, i: int) -> _Scale:
    """Inputs `i` and `i` + 1."""
    scale = finite(call.fixed(i, "the scale").array, "the scale")
    if not call.has(i + 1):
        return _Scale(scale, np.zeros(scale.shape, np.int64), None)
    zero = call.fixed(i + 1, "the zero point").array
    if zero.dtype.name not in _NAMES:
        raise refused(f"integers of type {zero.dtype.name} are not read", "use 4, 8 or 16 bits")
    if zero.shape != scale.shape and zero.size != 1:
        raise refused(f"has scales of shape {shown(scale.shape)} and zero points of {shown(zero.shape)}")
    return _Scale(scale, zero.astype(np.int64), zero.dtype)


def _codes(said: _Scale, kind: np.dtype[Any]) -> Codes:
    """Of an image."""
    scale, zeros = one_scale(said.scale), np.unique(said.zero)
    if len(zeros) != 1:
        raise refused(
            f"quantizes an image with {len(zeros)} different zero points",
            "use one zero point for all channels of an image",
        )
    return Codes(scale, int(zeros[0]), *range_of(kind))


def _spread(values: NDArray[Any], shape: tuple[int, ...], axis: int) -> NDArray[Any]:
    """`values` of shape () or [n], along `axis` of a tensor of `shape`."""
    if values.size == 1:
        return np.broadcast_to(values.reshape(()), shape)
    if values.ndim != 1 or not -len(shape) <= axis < len(shape) or len(values) != shape[axis]:
        raise refused(
            f"has scales of shape {shown(values.shape)} along axis {axis} of {shown(shape)}", "use one scale a channel"
        )
    return np.broadcast_to(values.reshape([-1 if i == axis % len(shape) else 1 for i in range(len(shape))]), shape)


def quantize(call: Call) -> Value:
    """QuantizeLinear."""
    call.attributes.without_meaning("saturate", "precision")  # of floats of 8 bits; of how a runtime divides
    call.attributes.must("block_size", 0, "scales of blocks are not read", "use one scale, or one a channel")
    axis = call.attributes.integer("axis", 1)
    kind = call.attributes.integer("output_dtype", 0)
    said, value = _scale(call, 1), call.value(0)
    if kind and kind not in RANGES:
        raise refused(f"integers of type {kind_of(kind)} are not read", "use 4, 8 or 16 bits")
    integers = said.kind or helper.tensor_dtype_to_np_dtype(kind or TensorProto.UINT8)
    if isinstance(value, Fixed):
        array = value.array.astype(np.float32)
        scale, zero = (_spread(part, array.shape, axis) for part in (said.scale.astype(np.float32), said.zero))
        if (scale <= 0).any():
            raise refused("a scale is not above 0", "quantize again: what is 0 everywhere needs a scale, too")
        lo, hi = range_of(integers)
        finite(array, "what is quantized")
        return Fixed(np.clip(np.rint(array / scale) + zero, lo, hi).astype(integers))
    codes = _codes(said, integers)
    return _coded(call, call.real(), codes)


def _coded(call: Call, x: Stream, codes: Codes) -> Stream:
    scale = np.full(1, codes.scale)
    y = quantized(call, x, scale, codes.lo - codes.zero, codes.hi - codes.zero, "half_even")
    return replace(y, codes=codes)


def dequantize(call: Call) -> Value:
    """DequantizeLinear."""
    call.attributes.must("block_size", 0, "scales of blocks are not read", "use one scale, or one a channel")
    call.attributes.without_meaning("output_dtype")
    axis = call.attributes.integer("axis", 1)
    said, value = _scale(call, 1), call.value(0)
    if isinstance(value, Fixed):
        return _meant(value.array, said, axis, value.limits)
    if not value.codes:
        raise refused("reads numbers that are no integers", "put QuantizeLinear in front of it")
    return _real(call, value, _codes(said, said.kind or np.dtype(np.uint8)))


def clip(call: Call) -> Value:
    """Clip, of integers as well: they then have fewer bits than their type."""
    x = call.stream()
    if not x.codes:
        return elementwise.clip(call)
    codes, (lo, hi) = x.codes, elementwise.bounds(call)
    narrow = replace(codes, lo=int(max(lo, codes.lo)), hi=int(min(hi, codes.hi)))
    if narrow.lo >= narrow.hi:
        raise refused(f"clips integers to {lo:g}..{hi:g}")
    op = call.builder.op(x.node)
    if isinstance(op, Quant):
        (source,) = call.builder.inputs(x.node)
        return _coded(call, replace(x, node=source, codes=None), narrow)
    ends = ((end - codes.zero) * codes.scale for end in (narrow.lo, narrow.hi))
    return replace(elementwise.clipped(call, x, *ends), codes=narrow)


def _meant(array: NDArray[Any], said: _Scale, axis: int, limits: tuple[int, int] | None = None) -> Fixed:
    """What integers of weights mean; `limits`, where they have fewer bits than their type."""
    if array.dtype.name not in _NAMES:
        raise refused(f"integers of type {array.dtype.name} are not read", "use 4, 8 or 16 bits")
    scale, zero = (_spread(part, array.shape, axis) for part in (said.scale, said.zero))
    k = array.astype(np.int64) - zero
    if not (scale > 0).all():
        raise refused(
            f"{int(np.count_nonzero(said.scale <= 0))} of {said.scale.size} scales are not above 0",
            "quantize again: what is 0 everywhere needs a scale, too",
        )
    lo, hi = limits or range_of(array.dtype)
    return Fixed(k * scale, None, Steps(scale, lo - int(said.zero.max()), hi - int(said.zero.min())))


def _real(call: Call, x: Stream, codes: Codes) -> Stream:
    """What the integers `x` mean where `codes` says so: what they were made of, if it says the same."""
    own = x.codes
    assert own
    bare = replace(x, codes=None)
    if (own.scale, own.zero) == (codes.scale, codes.zero):
        return bare
    size = x.shape[2]
    gain, offset = codes.scale / own.scale, (own.zero - codes.zero) * codes.scale
    return call.emit(Affine(np.full(size, gain), np.full(size, offset)), bare)


def _operand(call: Call, i: int) -> Stream:
    """The image that integers `i` mean; their scale and zero point are the inputs behind."""
    x = call.stream(i)
    if not x.codes:
        raise refused("reads numbers that are no integers", "put QuantizeLinear in front of it")
    return _real(call, x, _codes(_scale(call, i + 1), np.dtype(np.uint8)))


def _weights(call: Call, i: int, axis: int) -> tuple[Fixed, _Scale]:
    said = _scale(call, i + 1)
    return _meant(call.fixed(i, "the weights").array, said, axis), said


def _result(call: Call, y: Stream, i: int) -> Stream:
    """`y` in integers of scale and zero point `i`, `i` + 1."""
    said = _scale(call, i)
    if said.kind is None:
        raise refused("has no zero point of its result")
    return _coded(call, y, _codes(said, said.kind))


def qlinear_conv(call: Call) -> Value:
    """QLinearConv: integers in, integers out."""
    x = _operand(call, 0)
    weights, said = _weights(call, 3, 0)
    bias = None
    if call.has(8):
        bias = call.numbers(8, "the bias").ravel() * (one_scale(_scale(call, 1).scale) * said.scale.ravel())
    return _result(call, convolution(call, x, weights, bias), 6)


def qlinear_matmul(call: Call) -> Value:
    """QLinearMatMul of an image and a matrix."""
    if isinstance(call.value(3), Stream):
        raise refused("multiplies two images, as attention does", "use convolutions and fully connected layers")
    said = _scale(call, 4)
    array = call.fixed(3, "the weights").array
    weights = _meant(array, said, array.ndim - 1)
    return _result(call, product(call, _operand(call, 0), turn(as_matrix(weights))), 6)


def _integer(call: Call) -> tuple[Stream, Fixed, Codes]:
    """Of ConvInteger and MatMulInteger: the image, the weights in whole numbers, what the result's integers mean."""
    x = call.stream()
    if not x.codes:
        raise refused("reads numbers that are no integers", "put QuantizeLinear in front of it")
    zero = np.unique(call.numbers(2, "the zero point")) if call.has(2) else np.zeros(1)
    if len(zero) != 1:
        raise refused(f"quantizes an image with {len(zero)} different zero points", "use one zero point")
    codes = replace(x.codes, zero=int(zero[0]))
    array = call.fixed(1, "the weights").array
    minus = call.fixed(3, "the weights' zero point").array if call.has(3) else np.zeros((), np.int64)
    axis = 0 if call.node.op_type == "ConvInteger" else array.ndim - 1
    weights = _meant(array, _Scale(np.ones(()), np.asarray(minus, np.int64), None), axis)
    return _real(call, x, codes), weights, Codes(codes.scale, 0, *_NAMES["int32"])


def conv_integer(call: Call) -> Value:
    """ConvInteger, whose integers mean numbers with the scale of those that it reads."""
    x, weights, codes = _integer(call)
    return replace(convolution(call, x, weights, None), codes=codes)


def matmul_integer(call: Call) -> Value:
    """MatMulInteger, likewise."""
    x, weights, codes = _integer(call)
    return replace(product(call, x, turn(as_matrix(weights))), codes=codes)
