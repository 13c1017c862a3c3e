"""Images and weights on a grid."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hdlgen.frontend.onnx.reading.call import Call
from hdlgen.frontend.onnx.reading.pending import Padding
from hdlgen.frontend.onnx.reading.tensors import finite
from hdlgen.frontend.onnx.reading.values import Fixed, Steps, Stream, refused, shown
from hdlgen.frontend.operators import Grid, Quant, Rounding


def _above_zero(scale: NDArray[np.float64]) -> None:
    wrong = int(np.count_nonzero(scale <= 0))
    if wrong:
        raise refused(
            f"{wrong} of {scale.size} scales are not above 0", "quantize again: what is 0 everywhere needs a scale, too"
        )


def one_scale(scale: NDArray[np.float64]) -> float:
    """Of an image. Raises HdlgenError where there are several."""
    _above_zero(scale)
    if not scale.size or (scale != scale.ravel()[0]).any():
        raise refused(f"quantizes an image with {scale.size} scales", "use one scale for all channels of an image")
    return float(scale.ravel()[0])


def quantized(call: Call, x: Stream, scale: NDArray[np.float64], lo: int, hi: int, rounding: Rounding) -> Stream:
    """An image on the grid."""
    grid = Grid(np.full(1, one_scale(scale)), lo, hi, rounding)
    op = call.builder.op(x.node)
    if isinstance(op, Padding) and lo <= 0 <= hi and rounding != "sign":
        # 0 stays 0: the padding can wait for the convolution.
        (source,) = call.builder.inputs(x.node)
        inner = call.emit(Quant(grid), replace(x, node=source, shape=call.builder.shapes[source]))
        return call.emit(op, inner, axes=x.axes)
    return call.emit(Quant(grid), x)


def snapped(x: Fixed, scale: NDArray[np.float64], lo: int, hi: int, rounding: Rounding) -> Fixed:
    """Constants on the grid, in float64; k is found in the floats that they have."""
    array = x.array if x.array.dtype in (np.float32, np.float64) else x.array.astype(np.float32)
    finite(array, "what is quantized")
    _above_zero(scale)
    try:
        whole = np.broadcast_to(scale, np.broadcast_shapes(scale.shape, array.shape))
    except ValueError:
        whole = np.zeros(())
    if whole.shape != array.shape:
        raise refused(f"the scale has shape {shown(scale.shape)}, and what is quantized {shown(array.shape)}")
    k = Grid(np.ones(1), lo, hi, rounding).integers(array / whole.astype(array.dtype))
    return Fixed(k.astype(np.float64) * whole, None, Steps(whole, lo, hi, rounding))
