"""Sums, products and comparisons: of an image with constants, and of two images."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hdlgen.frontend.onnx.reading.call import Call
from hdlgen.frontend.onnx.reading.gates import gated, scaled
from hdlgen.frontend.onnx.reading.layers import with_bias
from hdlgen.frontend.onnx.reading.pending import Erf, Product
from hdlgen.frontend.onnx.reading.values import Fixed, Stream, Value, per_channel, refused, shown
from hdlgen.frontend.operators import Add, Affine, Clip, Conv, ConvTransposed, Linear, Scale


def affine(call: Call, x: Stream, gain: NDArray[np.float64], offset: NDArray[np.float64]) -> Stream:
    """`x` times constants plus constants, each of shape [1] or [channel]."""
    size = (x.shape[2],)
    return call.emit(Affine(np.broadcast_to(gain, size).copy(), np.broadcast_to(offset, size).copy()), x)


def _with(call: Call, i: int, what: str) -> tuple[Stream, NDArray[np.float64]]:
    """The image among a node's two inputs, and input `i`, a constant, for each of its channels."""
    x, constant = call.real(1 - i), call.numbers(i, what)
    axes = ("",) * (constant.ndim - len(x.axes)) + x.axes
    x = replace(x, axes=axes)
    return x, per_channel(x, constant, what)


def _constant(call: Call) -> int | None:
    """Which of two inputs is a constant; None if both are images."""
    return next((i for i in (1, 0) if isinstance(call.value(i), Fixed)), None)


def _alike(call: Call, one: Stream, other: Stream, does: str) -> None:
    if one.dims != other.dims:
        raise refused(
            f"{does} {shown(one.dims)} and {shown(other.dims)}: one is repeated along the other",
            f"{does} images of one shape",
        )
    if one.axes != other.axes:
        raise refused(
            f"{does} {shown(one.dims)} and {shown(other.dims)}, whose axes are not the same ones",
            "transpose one of them",
        )


def _sum(call: Call, one: Stream, other: Stream) -> Stream:
    _alike(call, one, other, "adds")
    if one.node == other.node:
        return affine(call, one, np.full(1, 2.0), np.zeros(1))
    return call.emit(Add(), one, other)


def add(call: Call) -> Value:
    """Add."""
    i = _constant(call)
    if i is None:
        return _sum(call, call.real(0), call.real(1))
    x, offset = _with(call, i, "what is added")
    op = call.builder.op(x.node)
    if isinstance(op, Erf) and op.plus == 0 and (offset == 1).all():
        return call.emit(replace(op, plus=1.0), replace(x, node=call.builder.inputs(x.node)[0]))
    if isinstance(op, Conv | ConvTransposed | Linear) and call.readers[1 - i] == 1:
        return with_bias(call, x, offset)
    return affine(call, x, np.ones(1), offset)


def sub(call: Call) -> Value:
    """Sub."""
    match _constant(call):
        case 1:
            x, offset = _with(call, 1, "what is subtracted")
            return affine(call, x, np.ones(1), -offset)
        case 0:
            x, offset = _with(call, 0, "what it is subtracted from")
            return affine(call, x, np.full(1, -1.0), offset)
        case _:
            other = affine(call, call.real(1), np.full(1, -1.0), np.zeros(1))
            return _sum(call, call.real(0), other)


def total(call: Call) -> Value:
    """Sum: of any number of images."""
    streams = [call.real(i) for i in range(len(call.inputs))]
    found = streams[0]
    for stream in streams[1:]:
        found = _sum(call, found, stream)
    return found


def mul(call: Call) -> Value:
    """Mul: a gain, or a gate for each channel, or what an activation is made of."""
    i = _constant(call)
    if i is not None:
        x, gain = _with(call, i, "the factor")
        return scaled(call, x, gain)
    one, other = call.real(0), call.real(1)
    for image, gates in ((one, other), (other, one)):
        found = gated(call, image, gates)
        if found:
            return found
    for image, gates in ((one, other), (other, one)):
        # The gates' axes are the image's, without rows and columns.
        rank = max(len(image.axes), len(gates.axes))
        to = tuple(("",) * (rank - len(image.axes)) + image.axes)
        by_channel = tuple("C" if axis == "C" else axis if axis == "N" else "" for axis in to)
        have = ("",) * (rank - len(gates.axes)) + gates.axes
        if gates.shape == (1, 1, image.shape[2]) and have == by_channel:
            return call.emit(Scale(), replace(image, axes=to), gates)
    _alike(call, one, other, "multiplies")
    if one.node == other.node:
        raise refused("squares an image", "use another activation")
    return call.emit(Product(), one, other)


def div(call: Call) -> Value:
    """Div."""
    match _constant(call):
        case 1:
            x, divisor = _with(call, 1, "the divisor")
            if (divisor == 0).any():
                raise refused("divides by 0")
            return scaled(call, x, 1 / divisor)
        case 0:
            raise refused("divides a constant by an image", "use another activation")
        case _:
            raise refused("divides an image by another", "use batch norm, or one number for each channel")


def neg(call: Call) -> Value:
    """Neg."""
    return affine(call, call.real(), np.full(1, -1.0), np.zeros(1))


def batch_norm(call: Call) -> Value:
    """BatchNormalization, of inference."""
    call.attributes.must("training_mode", 0, "the mean and the variance are those of the batch", "export in eval mode")
    call.attributes.without_meaning("momentum")
    epsilon = call.attributes.number("epsilon", 1e-5)
    if any(call.wanted[1:]):
        raise refused("its mean and variance are read", "export in eval mode")
    x = call.real()
    gain, offset, mean, variance = (
        call.numbers(i, what) for i, what in enumerate(("the scale", "the bias", "the mean", "the variance"), 1)
    )
    if (variance + epsilon <= 0).any():
        raise refused("has a variance below 0", "train again")
    if len(x.axes) < 2 or gain.ndim != 1 or {gain.shape} != {offset.shape, mean.shape, variance.shape}:
        raise refused(f"reads {shown(x.dims)}, and has {gain.size} scales")
    gain = gain / np.sqrt(variance + epsilon)
    spread = (-1, *(1,) * (len(x.axes) - 2))
    offset = offset - mean * gain
    return affine(
        call, x, per_channel(x, gain.reshape(spread), "the scale"), per_channel(x, offset.reshape(spread), "the bias")
    )


def clip(call: Call) -> Value:
    """Clip of real numbers."""
    return clipped(call, call.real(), *bounds(call))


def bounds(call: Call) -> tuple[float, float]:
    """Of a Clip, which has them as attributes or as inputs."""
    if call.version < 11:
        return call.attributes.number("min", -math.inf), call.attributes.number("max", math.inf)
    return _bound(call, 1, "the lower bound", -math.inf), _bound(call, 2, "the upper bound", math.inf)


def _bound(call: Call, i: int, what: str, default: float) -> float:
    if not call.has(i):
        return default
    found = call.fixed(i, what).array
    if found.size != 1 or np.isnan(found).any():
        raise refused(f"{what} is {found.ravel()[:4].tolist()}, and one number is expected")
    return float(found.ravel()[0])


_FAR = float(np.finfo(np.float32).max)


def clipped(call: Call, x: Stream, lo: float, hi: float) -> Stream:
    """`x` between two bounds; those that no float32 passes are none."""
    lo, hi = lo if lo > -_FAR else -math.inf, hi if hi < _FAR else math.inf
    if lo > hi:
        raise refused(f"clips to {lo:g}..{hi:g}")
    return x if (lo, hi) == (-math.inf, math.inf) else call.emit(Clip(lo, hi), x)


def extreme(call: Call) -> Value:
    """Max and Min of an image and a number."""
    if len(call.inputs) != 2 or (i := _constant(call)) is None:
        raise refused("compares images", "compare an image with a number")
    bound = call.number(i, "the bound")
    x = call.real(1 - i)
    return clipped(call, x, bound, math.inf) if call.node.op_type == "Max" else clipped(call, x, -math.inf, bound)
