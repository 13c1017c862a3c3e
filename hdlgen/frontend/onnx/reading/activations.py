"""Activations that are one node, and what ends a network: Softmax, ArgMax."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from hdlgen.frontend.onnx.reading.call import Call
from hdlgen.frontend.onnx.reading.elementwise import affine, clipped
from hdlgen.frontend.onnx.reading.pending import Erf, LogSoftmax, Softmax
from hdlgen.frontend.onnx.reading.values import Stream, Value, refused, shown
from hdlgen.frontend.operators import Affine, ArgMax, Function


def relu(call: Call) -> Value:
    """Relu."""
    return clipped(call, call.real(), 0.0, math.inf)


def function(call: Call) -> Value:
    """Sigmoid, Tanh, HardSwish."""
    names = {"Sigmoid": "sigmoid", "Tanh": "tanh", "HardSwish": "hard_swish"}
    return call.emit(Function(names[call.node.op_type]), call.real())


def hard_sigmoid(call: Call) -> Value:
    """HardSigmoid: PyTorch's by name, others as what they are, a line that is clipped."""
    alpha, beta = call.attributes.number("alpha", 0.2), call.attributes.number("beta", 0.5)
    x = call.real()
    if abs(alpha * 6 - 1) < 1e-6 and beta == 0.5:
        return call.emit(Function("hard_sigmoid"), x)
    return clipped(call, affine(call, x, np.full(1, alpha), np.full(1, beta)), 0.0, 1.0)


def leaky_relu(call: Call) -> Value:
    """LeakyRelu."""
    return _leaky(call, call.attributes.number("alpha", 0.01))


def prelu(call: Call) -> Value:
    """PRelu of one slope."""
    slopes = np.unique(call.numbers(1, "the slope"))
    if len(slopes) != 1:
        raise refused(f"has {len(slopes)} different slopes", "use one slope (num_parameters=1)")
    return _leaky(call, float(slopes[0]))


def _leaky(call: Call, slope: float) -> Stream:
    if slope == 0:
        return clipped(call, call.real(), 0.0, math.inf)
    return call.emit(Function("leaky_relu", slope), call.real())


def gelu(call: Call) -> Value:
    """Gelu, the exact one."""
    kind = call.attributes.text("approximate", "none")
    if kind != "none":
        raise refused(f"approximate={kind}: an approximation of GELU", "use the exact GELU (approximate='none')")
    return call.emit(Function("gelu"), call.real())


def erf(call: Call) -> Value:
    """Erf, a part of GELU."""
    x = call.real()
    op = call.builder.op(x.node)
    if isinstance(op, Affine) and not op.offset.any() and (op.gain == op.gain[0]).all():
        return call.emit(Erf(float(op.gain[0])), replace(x, node=call.builder.inputs(x.node)[0]))
    return call.emit(Erf(1.0), x)


def softmax(call: Call) -> Value:
    """Softmax and LogSoftmax, of the channels."""
    x = call.real()
    axis = call.axis(call.attributes.integer("axis", -1 if call.version >= 13 else 1), len(x.axes))
    # Up to opset 12 all axes from this one on are one.
    over = "".join(x.axes[axis:]) if call.version < 13 else x.axes[axis]
    if over != x.bare("C"):
        raise refused(
            f"is taken along axis {axis} of {shown(x.dims)}, which is not the channels", "take it of the channels"
        )
    return call.emit(Softmax(x.axes) if call.node.op_type == "Softmax" else LogSoftmax(x.axes), x)


def arg_max(call: Call) -> Value:
    """ArgMax of the channels; the first of equals."""
    call.attributes.must("select_last_index", 0, "the last of equals is taken", "take the first")
    x = call.stream()
    axis = call.axis(call.attributes.integer("axis", 0), len(x.axes))
    keep = call.attributes.flag("keepdims", 1)
    if x.axes[axis] != "C":
        raise refused(
            f"is taken along axis {axis} of {shown(x.dims)}, which is not the channels", "take it of the channels"
        )
    before = call.builder.op(x.node)
    if isinstance(before, Softmax):  # which is largest stays the same
        x = replace(x, node=call.builder.inputs(x.node)[0])
    axes = [letters for i, letters in enumerate(x.axes) if keep or i != axis]
    return call.emit(ArgMax(), x, axes=axes)
