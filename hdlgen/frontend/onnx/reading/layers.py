"""Convolutions and fully connected layers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Axes, Sides, by
from hdlgen.frontend.onnx.reading.call import Call
from hdlgen.frontend.onnx.reading.pending import Padding
from hdlgen.frontend.onnx.reading.tensors import finite
from hdlgen.frontend.onnx.reading.values import Fixed, Stream, Value, refused, shown
from hdlgen.frontend.onnx.reading.windows import image, padding, pair, together
from hdlgen.frontend.operators import Conv, ConvTransposed, Grid, Linear


def conv(call: Call) -> Value:
    """Conv."""
    return convolution(call, call.real(), call.fixed(1, "the weights"), _bias(call, 2))


def convolution(call: Call, x: Stream, weights: Fixed, bias: NDArray[np.float64] | None) -> Stream:
    """A node with Conv's attributes, of these."""
    x = image(x)
    kernel = _kernel(call, weights, x)
    stride, dilation = pair(call, "strides"), pair(call, "dilations")
    groups = call.attributes.integer("group", 1)
    reach: Axes = ((kernel[0] - 1) * dilation[0] + 1, (kernel[1] - 1) * dilation[1] + 1)
    sides = padding(call, x.shape, reach, stride)
    out, weight, grid = len(weights.array), finite(weights.array, "the weights"), call.grid_of(weights, 0)
    before = call.builder.op(x.node)
    if isinstance(before, Padding):
        x, sides = before_padding(call, x), together(sides, before.sides)
    elif isinstance(before, Conv) and before.grid is SELECTED and groups == 1 and weight.shape[1] == len(before.weight):
        # Channels that were picked out of an image: weights of 0 for the others.
        weight = np.einsum("oikl,ic->ockl", weight, before.weight[:, :, 0, 0])
        (source,) = call.builder.inputs(x.node)
        x = x.over(source, call.builder.shapes[source], ("N", "C", "H", "W"))
    if groups < 1 or out % groups:
        raise refused(f"has {out} output channels in {groups} groups")
    return call.emit(
        Conv(weight, _bias_of(bias, out), stride, sides, dilation, groups, grid), x, axes=("N", "C", "H", "W")
    )


def before_padding(call: Call, x: Stream) -> Stream:
    """The image that a `Padding` reads whose result `x` is."""
    (source,) = call.builder.inputs(x.node)
    return replace(x, node=source, shape=call.builder.shapes[source])


SELECTED = Grid(np.ones(1), -1, 1)
"""The grid of convolutions that pick channels out of an image, and of no others."""


def selected(call: Call, x: Stream, channels: NDArray[np.int64]) -> Stream:
    """Some of the channels of `x`, in the same arrangement."""
    picks = np.zeros((len(channels), x.shape[2], 1, 1))
    picks[np.arange(len(channels)), channels] = 1
    return call.emit(Conv(picks, np.zeros(len(channels)), grid=SELECTED), x, axes=x.axes)


def conv_transposed(call: Call) -> Value:
    """ConvTranspose."""
    x, weights, bias = image(call.real()), call.fixed(1, "the weights"), _bias(call, 2)
    kernel = _kernel(call, weights, x)
    stride, more = pair(call, "strides"), pair(call, "output_padding", (0, 0))
    if pair(call, "dilations") != (1, 1):
        raise refused("a dilated transposed convolution is not there", "use dilations of 1")
    groups = call.attributes.integer("group", 1)
    if groups < 1 or len(weights.array) % groups:
        raise refused(f"has {len(weights.array)} input channels in {groups} groups")
    auto, wanted = call.attributes.text("auto_pad", "NOTSET"), call.attributes.integers("output_shape")
    pads = call.attributes.integers("pads")
    if wanted is not None or auto in ("SAME_UPPER", "SAME_LOWER"):
        if wanted is None and (kernel[0] < stride[0] or kernel[1] < stride[1]):
            raise refused(
                f"auto_pad={auto} of a kernel of {by(kernel)} with a stride of {by(stride)}: tools differ in its size",
                "give pads and output_padding",
            )
        sizes = wanted[-2:] if wanted else tuple(n * s for n, s in zip(x.shape, stride, strict=False))
        sides, more = _removed(x.shape[:2], kernel, stride, more, (sizes[0], sizes[1]), upper=auto == "SAME_UPPER")
    elif auto in ("NOTSET", "VALID"):
        if auto == "NOTSET" and pads and len(pads) != 4:
            raise refused(f"pads={list(pads)}, and four numbers are expected")
        sides = (pads[0], pads[1], pads[2], pads[3]) if auto == "NOTSET" and pads else (0, 0, 0, 0)
    else:
        raise refused(f"auto_pad={auto} is not known", "give pads")
    out = weights.array.shape[1] * groups
    grid = call.grid_of(weights, 1)
    if grid and len(grid.scale) > 1:
        grid = replace(grid, scale=np.tile(grid.scale, groups))
    op = ConvTransposed(finite(weights.array, "the weights"), _bias_of(bias, out), stride, sides, more, groups, grid)
    return call.emit(op, x, axes=("N", "C", "H", "W"))


def _removed(size: Axes, kernel: Axes, stride: Axes, more: Axes, wanted: Axes, *, upper: bool) -> tuple[Sides, Axes]:
    """What a result of `wanted` rows and columns loses at its sides, and what it is given more: ONNX's own formula."""
    begins, ends, added = [], [], []
    for n, k, s, extra, want in zip(size, kernel, stride, more, wanted, strict=True):
        total = s * (n - 1) + extra + k - want
        if total < 0:  # longer than the sum of the kernels: rows of zeros
            if extra - total >= s:
                raise refused(
                    f"makes {want} rows or columns of {n} with a stride of {s}", "give pads and output_padding"
                )
            extra, total = extra - total, 0
        half = total // 2
        begins.append(half if upper else total - half)
        ends.append(total - half if upper else half)
        added.append(extra)
    return (begins[0], begins[1], ends[0], ends[1]), (added[0], added[1])


def gemm(call: Call) -> Value:
    """Gemm."""
    alpha, beta = call.attributes.number("alpha", 1.0), call.attributes.number("beta", 1.0)
    call.attributes.must("transA", 0, "the image is transposed", "write x·W")
    turned = call.attributes.flag("transB", 0)
    x, weights = call.real(), call.fixed(1, "the weights")
    if weights.array.ndim != 2:
        raise refused(f"the weights have shape {shown(weights.array.shape)}")
    weight = weights if turned else turn(weights)
    if alpha != 1.0:
        steps = weight.steps and replace(weight.steps, scale=weight.steps.scale * alpha)
        weight = Fixed(weight.array * alpha, steps=steps if alpha > 0 else None)
    y = product(call, x, weight)
    if not call.has(2):
        return y
    bias, outputs = beta * call.numbers(2, "the bias"), len(weight.array)
    if bias.size != 1 and (bias.size != outputs or bias.shape[-1] != outputs):
        raise refused(f"the bias has shape {shown(bias.shape)}, and the layer {outputs} outputs")
    return with_bias(call, y, np.broadcast_to(bias.ravel(), outputs))


def matmul(call: Call) -> Value:
    """MatMul."""
    if isinstance(call.value(0), Fixed):
        raise refused("multiplies a constant by an image", "write image · constant")
    if isinstance(call.value(1), Stream):
        raise refused("multiplies two images, as attention does", "use convolutions and fully connected layers")
    weights = call.fixed(1, "the weights")
    return product(call, call.real(), turn(as_matrix(weights)))


def as_matrix(weights: Fixed) -> Fixed:
    """The same without axes of 1 in front."""
    shape = weights.array.shape
    if weights.array.ndim < 2 or weights.array.size != shape[-1] * shape[-2]:
        raise refused(f"the weights have shape {shown(shape)}", "multiply by one matrix")
    steps = weights.steps and replace(weights.steps, scale=weights.steps.scale.reshape(shape[-2:]))
    return Fixed(weights.array.reshape(shape[-2:]), weights.other, steps)


def turn(weights: Fixed) -> Fixed:
    """Transposed."""
    return Fixed(weights.array.T, weights.other, weights.steps and replace(weights.steps, scale=weights.steps.scale.T))


def product(call: Call, x: Stream, weights: Fixed) -> Stream:
    """The last axis of `x` times `weights` [out, in]: a fully connected layer, or a convolution with 1×1."""
    weight, grid = finite(weights.array, "the weights"), call.grid_of(weights, 0)
    *rest, last = x.axes or ("",)
    if not weight.size:
        raise refused(f"the weights have shape {shown(weight.shape)}")
    if "N" in last:
        raise refused(
            f"multiplies {shown(x.dims)} along an axis in which one image follows the other",
            "leave the first axis to the images, or export for one image at a time",
        )
    if x.size(last) != weight.shape[1]:
        raise refused(f"the weights read {weight.shape[1]} numbers, and the image is {shown(x.dims)}")
    whole = set(x.bare("CHW"))
    out = len(weight)
    if whole <= set(last):
        order = x.bare("CHW")
        sizes = x.sizes
        by_axis = weight.reshape(out, *(sizes[letter] for letter in last))
        columns = by_axis.transpose(0, *(1 + last.index(letter) for letter in order)).reshape(out, -1)
        return call.emit(Linear(columns, np.zeros(out), grid), x, axes=(*rest, "C"))
    if last in ("C", "") and x.size("C") == weight.shape[1] and "C" not in "".join(rest):
        return call.emit(Conv(weight[:, :, None, None], np.zeros(out), grid=grid), x, axes=(*rest, "C"))
    raise refused(
        f"multiplies {by(x.dims[1:])} along an axis that is neither the channels nor the whole image",
        "flatten the image, or transpose its channels to the end",
    )


def with_bias(call: Call, y: Stream, bias: NDArray[np.float64]) -> Stream:
    """`y`, whose layer has more bias now: nothing has read it without."""
    op = call.builder.op(y.node)
    assert isinstance(op, Conv | ConvTransposed | Linear)
    assert len(bias) == len(op.bias), f"{len(bias)} numbers for {len(op.bias)} channels"
    call.builder.revise(y.node, replace(op, bias=op.bias + bias))
    return y


def _kernel(call: Call, weights: Fixed, x: Stream) -> Axes:
    """Of the weights, which `kernel_shape` only repeats."""
    if weights.array.ndim != 4 or not weights.array.size:
        raise refused(
            f"the weights have shape {shown(weights.array.shape)}; "
            "weights of output channels, input channels, rows and columns are expected",
            "write it as a convolution over rows and columns",
        )
    kernel = weights.array.shape[2:]
    said = call.attributes.integers("kernel_shape", kernel)
    if said != kernel:
        raise refused(f"kernel_shape={list(said or ())}, and the weights have {by(kernel)}")
    return kernel[0], kernel[1]


def _bias(call: Call, i: int) -> NDArray[np.float64] | None:
    bias = call.numbers(i, "the bias") if call.has(i) else None
    if bias is not None and bias.ndim != 1:
        raise refused(f"the bias has shape {shown(bias.shape)}, and one number a channel is expected")
    return bias


def _bias_of(bias: NDArray[np.float64] | None, channels: int) -> NDArray[np.float64]:
    if bias is None:
        return np.zeros(channels)
    if len(bias) != channels:
        raise refused(f"the bias has {len(bias)} numbers, and the layer {channels} outputs")
    return bias
