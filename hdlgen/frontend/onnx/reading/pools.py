"""Pools: of windows, and of the whole plane."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hdlgen.arith import Axes, Sides
from hdlgen.frontend.onnx.reading.call import Call
from hdlgen.frontend.onnx.reading.elementwise import affine
from hdlgen.frontend.onnx.reading.layers import before_padding
from hdlgen.frontend.onnx.reading.pending import Padding
from hdlgen.frontend.onnx.reading.values import Stream, Value, refused, shown
from hdlgen.frontend.onnx.reading.windows import image, padding, pair, together
from hdlgen.frontend.operators import Average, MaxPool

_IMAGE = ("N", "C", "H", "W")


def _window(call: Call, x: Stream) -> tuple[Axes, Axes, Sides, Axes]:
    """Kernel, stride, padding, and how many more rows and columns ceil_mode looks at below and on the right."""
    kernel, stride = pair(call, "kernel_shape"), pair(call, "strides")
    if pair(call, "dilations") != (1, 1):
        raise refused("a dilated pool is not there", "use dilations of 1")
    sides = padding(call, x.shape, kernel, stride)
    more = [0, 0]
    if call.attributes.flag("ceil_mode", 0):
        for axis in (0, 1):
            size = x.shape[axis] + sides[axis] + sides[axis + 2] - kernel[axis]
            positions = -(-size // stride[axis]) + 1
            if (positions - 1) * stride[axis] >= x.shape[axis] + sides[axis]:
                positions -= 1  # the last window would see padding alone
            more[axis] = max((positions - 1) * stride[axis] - size, 0)
    return kernel, stride, sides, (more[0], more[1])


def max_pool(call: Call) -> Value:
    """MaxPool."""
    call.attributes.must("storage_order", 0, "columns come before rows", "export with storage_order=0")
    if any(call.wanted[1:]):
        raise refused("where the largest pixels are is read", "use max pooling without indices")
    x = image(call.stream())
    kernel, stride, sides, more = _window(call, x)
    if isinstance(op := call.builder.op(x.node), Padding):
        x = before_padding(call, x)
        if call.builder.least[x.node] < 0:
            raise refused("pads with 0 and takes the largest of numbers that can be below 0", "pad in the pool")
        sides = together(sides, op.sides)
    sides = together(sides, (0, 0, *more))
    y = call.emit(MaxPool(kernel, stride, sides), x, axes=_IMAGE)
    return replace(y, codes=x.codes)


def average_pool(call: Call) -> Value:
    """AveragePool."""
    counted = call.attributes.flag("count_include_pad", 0)
    x = image(call.real())
    kernel, stride, sides, more = _window(call, x)
    if any(sides) and not counted:
        raise refused("averages fewer pixels where the image is padded", "use count_include_pad=1, or no padding")
    if any(more):
        raise refused("ceil_mode adds windows that see fewer pixels", "pad the image, or use ceil_mode=0")
    if isinstance(op := call.builder.op(x.node), Padding):
        x, sides = before_padding(call, x), together(sides, op.sides)
    return call.emit(Average(kernel, stride, sides), x, axes=_IMAGE)


def whole_plane(call: Call) -> Value:
    """GlobalAveragePool and GlobalMaxPool."""
    if call.node.op_type == "GlobalMaxPool":
        x = image(call.stream())
        return replace(call.emit(MaxPool(None), x, axes=_IMAGE), codes=x.codes)
    return call.emit(Average(None), image(call.real()), axes=_IMAGE)


def reduce(call: Call) -> Value:
    """ReduceMean, ReduceSum and ReduceMax, over rows, columns or both."""
    kind = call.node.op_type
    x = call.real()
    until = 12 if kind == "ReduceSum" else 17
    axes = call.axes(1, until, len(x.axes))
    nothing = call.attributes.flag("noop_with_empty_axes", 0) if call.version > until else 0
    keep = call.attributes.flag("keepdims", 1)
    if not axes:
        if nothing:
            return x
        axes = tuple(range(len(x.axes)))
    over = set("".join(x.axes[axis] for axis in axes))
    if not over <= {"H", "W"}:
        raise refused(
            f"goes over axes {list(axes)} of {shown(x.dims)}, which are not rows and columns alone",
            "reduce over rows and columns",
        )
    left = [("" if axis in axes else letters) for axis, letters in enumerate(x.axes) if keep or axis not in axes]
    if not over:
        return replace(x, axes=tuple(left))
    kernel = tuple(size if letter in over else 1 for letter, size in zip("HW", x.shape, strict=False))
    window = None if kernel == x.shape[:2] else (kernel[0], kernel[1])
    op = MaxPool(window) if kind == "ReduceMax" else Average(window)
    y = call.emit(op, x, axes=left)
    if kind == "ReduceSum":
        return affine(call, y, np.full(1, float(kernel[0] * kernel[1])), np.zeros(1))
    return y
