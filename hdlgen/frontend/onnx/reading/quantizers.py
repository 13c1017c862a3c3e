"""QONNX: Quant, BipolarQuant and Trunc, of images and of weights.

Quant rounds x/scale + zero. Where zero is odd, "half to even" therefore sends halves of x/scale to the odd side; here
they go to the even one.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from hdlgen.frontend.onnx.reading.call import Call
from hdlgen.frontend.onnx.reading.elementwise import affine
from hdlgen.frontend.onnx.reading.grids import quantized, snapped
from hdlgen.frontend.onnx.reading.tensors import finite
from hdlgen.frontend.onnx.reading.values import Fixed, Value, refused
from hdlgen.frontend.operators import Grid, Quant, Rounding

_FAR = 1 << 31
"""No integers of such a network lie beyond ±_FAR."""


def quant(call: Call) -> Value:
    """Quant, which is called IntQuant, too."""
    signed, narrow = call.attributes.flag("signed", 1), call.attributes.flag("narrow", 1)
    mode = call.attributes.text("rounding_mode", "ROUND")
    scale = finite(call.fixed(1, "the scale").array, "the scale")
    bits, zero = call.number(3, "the number of bits"), _zero(call)
    if bits != int(bits) or not 1 <= bits <= 32:
        raise refused(f"has {bits:g} bits", "use 1 to 32 bits")
    if bits == 1 and signed:  # the executor's own rule
        if zero:
            raise refused(f"has 1 bit and zero point {zero}", "use zero point 0")
        lo, hi, rounding = -1, 1, _sign()
    else:
        top = 1 << (int(bits) - signed)
        lo, hi = (narrow - top if signed else 0), top - 1 - (0 if signed else narrow)
        lo, hi = lo - zero, hi - zero
        rounding = _rounding(mode, lo)
    return _on_grid(call, scale, lo, hi, rounding)


def bipolar(call: Call) -> Value:
    """BipolarQuant: plus or minus a scale."""
    return _on_grid(call, finite(call.fixed(1, "the scale").array, "the scale"), -1, 1, _sign())


def _on_grid(call: Call, scale: NDArray[np.float64], lo: int, hi: int, rounding: Rounding) -> Value:
    if lo >= hi:
        raise refused(f"leaves one number, {lo}", "use more bits")
    value = call.value(0)
    if isinstance(value, Fixed):
        return snapped(value, scale, lo, hi, rounding)
    return quantized(call, call.real(), scale, lo, hi, rounding)


def _sign() -> Rounding:
    return "sign"


def _zero(call: Call) -> int:
    zero = np.unique(call.numbers(2, "the zero point"))
    if len(zero) != 1:
        raise refused(f"has {len(zero)} different zero points", "use one zero point; 0 is the best")
    if zero[0] != int(zero[0]):
        raise refused(f"has zero point {zero[0]:g}, which is no whole number", "use zero point 0")
    return int(zero[0])


def _rounding(mode: str, lo: int) -> Rounding:
    """Of QONNX's names; those that mirror at 0 are others' where nothing lies below 0."""
    match mode.upper():
        case "ROUND" | "HALF_EVEN":
            return "half_even"
        case "FLOOR":
            return "floor"
        case "CEIL":
            return "ceil"
        case "HALF_UP" if lo >= 0:
            return "half_up"
        case "DOWN" if lo >= 0:
            return "floor"
        case "UP" if lo >= 0:
            return "ceil"
        case other:
            raise refused(f"rounding_mode={other} of numbers that can be below 0 is not there", "use ROUND or FLOOR")


def trunc(call: Call) -> Value:
    """Trunc: the upper bits of integers, in both versions of the operator."""
    x = call.real()
    mode = call.attributes.text("rounding_mode", "FLOOR")
    newer = call.version >= 2
    scale, zero = call.number(1, "the scale"), _zero(call)
    in_bits, out_bits = (call.number(i, "the number of bits") for i in (3, 5 if newer else 4))
    if zero:
        raise refused(f"has zero point {zero}", "use zero point 0")
    if scale <= 0 or any(bits != int(bits) or not 1 <= bits <= 32 for bits in (in_bits, out_bits)):
        raise refused(f"has scale {scale:g}, and {in_bits:g} bits of which {out_bits:g} are left")
    below = call.builder.least[x.node] < 0
    if newer:
        signed, narrow = call.attributes.flag("signed", 1), call.attributes.flag("narrow", 0)
        out_scale = call.number(4, "the scale of the result")
        if out_scale <= 0:
            raise refused(f"has scale {out_scale:g}")
        shift = round(math.log2(out_scale / scale))
        top = 1 << (int(out_bits) - signed)
        lo, hi = (narrow - top if signed else 0), top - 1 - (0 if signed else narrow)
    else:  # nothing is clipped: what is there has in_bits
        shift, out_scale = int(in_bits - out_bits), scale
        top = 1 << int(out_bits)
        lo, hi = (-top if below else 0), top
    if shift < 0:
        raise refused("has more bits behind it than in front of it")
    whole = call.emit(Quant(Grid(np.full(1, scale), -_FAR if below else 0, _FAR)), x)
    kept = Grid(np.full(1, scale * 2.0**shift), lo, hi, _rounding(mode, lo))
    y = call.emit(Quant(kept), whole)
    factor = out_scale / (scale * 2.0**shift)
    return y if factor == 1 else affine(call, y, np.full(1, factor), np.zeros(1))
