"""Activations that exporters write as several nodes: x·sigmoid(x), x·clip(x + 3, 0, 6)/6, 0.5·x·(1 + erf(x/√2))."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hdlgen.frontend.onnx.reading.call import Call
from hdlgen.frontend.onnx.reading.pending import Erf
from hdlgen.frontend.onnx.reading.values import Stream
from hdlgen.frontend.operators import Affine, Clip, Function

_CLOSE = 1e-6
"""Of constants in float32."""
_OF_ITSELF = {"sigmoid": "silu", "hard_sigmoid": "hard_swish"}
"""What x·f(x) is called."""


def gated(call: Call, x: Stream, gates: Stream) -> Stream | None:
    """x·gates where that is an activation of x; None where it is not."""
    builder = call.builder
    op, of = builder.op(gates.node), builder.inputs(gates.node)
    if isinstance(op, Function) and op.name in _OF_ITSELF and of == (x.node,) and x.axes == gates.axes:
        return call.emit(Function(_OF_ITSELF[op.name]), x)
    if _is_hard_sigmoid_times_6(call, gates) == x.node and x.axes == gates.axes:
        return _times(call, call.emit(Function("hard_swish"), x), 6.0)
    if isinstance(op, Erf) and op.plus == op.times:
        (base,) = of
        gain = 1.0 if x.node == base else _gain(builder.op(x.node)) if builder.inputs(x.node) == (base,) else None
        # x·(1 + erf(x/√2)) is GELU twice.
        if gain and abs(op.gain * math.sqrt(2) - 1) < _CLOSE and x.axes == gates.axes:
            gelu = call.emit(Function("gelu"), replace(x, node=base))
            return _times(call, gelu, 2 * gain * op.times)
    return None


def scaled(call: Call, x: Stream, gain: NDArray[np.float64]) -> Stream:
    """`x` times a constant for each channel."""
    same = bool((gain == gain[0]).all())
    op = call.builder.op(x.node)
    six = _is_hard_sigmoid_times_6(call, x)
    if six and same and abs(6 * gain[0] - 1) < _CLOSE:
        return call.emit(Function("hard_sigmoid"), replace(x, node=six))
    factor = _gain(op)
    inner = call.builder.op(call.builder.inputs(x.node)[0]) if factor else None
    if same and factor and isinstance(inner, Function):  # of a pattern above, which ends here
        return _times(call, replace(x, node=call.builder.inputs(x.node)[0]), factor * float(gain[0]))
    if isinstance(op, Erf) and same:
        times = replace(op, plus=op.plus * gain[0], times=op.times * gain[0])
        return call.emit(times, replace(x, node=call.builder.inputs(x.node)[0]))
    return call.emit(Affine(gain, np.zeros(len(gain))), x)


def _times(call: Call, x: Stream, factor: float) -> Stream:
    """`x` times a number; `x` itself where float32 does not tell that from 1."""
    if abs(factor - 1) < _CLOSE:
        return x
    return call.emit(Affine(np.full(x.shape[2], factor), np.zeros(x.shape[2])), x)


def _gain(op: object) -> float | None:
    """Of an Affine that multiplies all channels by one number, and adds none."""
    if isinstance(op, Affine) and not op.offset.any() and (op.gain == op.gain[0]).all():
        return float(op.gain[0])
    return None


def _is_hard_sigmoid_times_6(call: Call, x: Stream) -> str:
    """The node y where `x` is clip(y + 3, 0, 6); nothing if it is not."""
    op, builder = call.builder.op(x.node), call.builder
    if op == Clip(0.0, 6.0):
        (inner,) = builder.inputs(x.node)
        shift = builder.op(inner)
        if isinstance(shift, Affine) and (shift.gain == 1).all() and (shift.offset == 3).all():
            return builder.inputs(inner)[0]
    return ""
