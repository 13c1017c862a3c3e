"""How each operator of PyTorch is read."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from torch import fx

from hdlgen.frontend.builder import UnknownError
from hdlgen.frontend.fit import Reals
from hdlgen.frontend.operators import (
    Affine,
    ArgMax,
    Average,
    Clip,
    Concat,
    Conv,
    ConvTransposed,
    Function,
    Grid,
    Linear,
    MaxPool,
    Quant,
    Upsample,
)
from hdlgen.frontend.torch.call import Call, Sides, Stream

Reader = Callable[[Call], object]
FUNCTIONS = {
    "sigmoid": "sigmoid",
    "hardsigmoid": "hard_sigmoid",
    "tanh": "tanh",
    "hardswish": "hard_swish",
    "silu": "silu",
    "gelu": "gelu",
    "leaky_relu": "leaky_relu",
}
INSTEAD = {
    **dict.fromkeys(("split", "chunk", "slice", "select", "getitem"), "give each part a convolution of its own"),
    "upsample_bilinear2d": "use nearest neighbours, or a transposed convolution",
    **dict.fromkeys(("instance_norm", "group_norm", "layer_norm"), "use BatchNorm2d: it is fixed in inference"),
    **dict.fromkeys(("bmm", "scaled_dot_product_attention"), "hardware multiplies by weights that stay"),
    "prelu": "use LeakyReLU: one slope for all channels",
}
"""What to write for operators that are often met."""


def _weight(call: Call) -> Reals:
    weight = call.constant("weight")
    assert weight is not None, "its schema demands one"
    return weight


def _bias(call: Call, channels: int) -> Reals:
    bias = call.constant("bias")
    return np.zeros(channels) if bias is None else bias


def _padded(call: Call, name: str) -> tuple[str, Sides]:
    value = call.raw(name)
    bare = call.shown(replace(value, padding=()), _without(call.shape(name), value.padding))
    return bare, value.padding or (0, 0, 0, 0)


def _without(shape: tuple[int, ...], padding: Sides | tuple[()]) -> tuple[int, ...]:
    if not padding:
        return shape
    top, left, bottom, right = padding
    return (*shape[:2], shape[2] - top - bottom, shape[3] - left - right)


def _conv(call: Call) -> Stream:
    x, (top, left, bottom, right) = _padded(call, "input")
    weight, dilation = _weight(call), call.pair("dilation")
    if weight.ndim != 4:
        raise UnknownError(f"is a convolution of {weight.ndim - 2} dimensions", "use two")
    padding = call["padding"]
    if padding == "same":
        over = [d * (k - 1) for d, k in zip(dilation, weight.shape[2:], strict=True)]
        sides = (over[0] // 2, over[1] // 2, over[0] - over[0] // 2, over[1] - over[1] // 2)
    elif padding == "valid":
        sides = (0, 0, 0, 0)
    else:
        sides = call.pair("padding") * 2
    sides = (sides[0] + top, sides[1] + left, sides[2] + bottom, sides[3] + right)
    bias, grid = _bias(call, len(weight)), call.grid("weight", 0)
    return call.add(Conv(weight, bias, call.pair("stride"), sides, dilation, call["groups"], grid), x)


def _transposed(call: Call) -> Stream:
    x, weight, groups = call.stream("input"), _weight(call), call["groups"]
    if call.pair("dilation") != (1, 1):
        raise UnknownError(f"has dilation {call['dilation']}", "use dilation 1 for transposed convolutions")
    bias, grid = _bias(call, weight.shape[1] * groups), call.grid("weight", 1)
    if grid and len(grid.scale) > 1:
        grid = replace(grid, scale=np.tile(grid.scale, groups))
    sides, more = call.pair("padding") * 2, call.pair("output_padding")
    return call.add(ConvTransposed(weight, bias, call.pair("stride"), sides, more, groups, grid), x)


def _linear(call: Call) -> Stream:
    x, weight = call.stream("input"), _weight(call)
    return call.add(Linear(weight, _bias(call, len(weight)), call.grid("weight", 0)), x)


def _matmul(call: Call) -> Stream:
    a, b = ("self", "mat2") if "mat2" in call else ("self", "other")
    weight = call.constant(b)
    assert weight is not None, "its schema demands one"
    if weight.ndim != 2:
        raise UnknownError(f"multiplies by a constant of {list(weight.shape)}", "multiply by one matrix: x @ w")
    return call.add(Linear(weight.T, np.zeros(weight.shape[1]), call.grid(b, 1)), call.stream(a))


def _batch_norm(call: Call) -> Stream:
    call.must("training", False)
    mean, var, eps = call.constant("running_mean"), call.constant("running_var"), call["eps"]
    if mean is None or var is None:
        raise UnknownError("keeps no mean and variance for hardware", "give it track_running_stats=True")
    gain, shift = call.constant("weight"), call.constant("bias")
    gain = (1.0 if gain is None else gain) / np.sqrt(var + eps)
    return call.add(Affine(gain, (0.0 if shift is None else shift) - mean * gain), call.stream("input"))


def _clip(lo: str, hi: str) -> Reader:
    def read(call: Call) -> Stream:
        ends = [call[name] for name in (lo, hi)]
        if any(isinstance(end, fx.Node) for end in ends):
            raise UnknownError("clips to what is computed", "clip to numbers")
        a, b = (
            default if end is None else float(end) for end, default in zip(ends, (-math.inf, math.inf), strict=True)
        )
        return call.add(Clip(a, b), call.stream("self"))

    return read


def _relu(call: Call) -> Stream:
    return call.add(Clip(0.0, math.inf), call.stream("self"))


def _relu6(call: Call) -> Stream:
    return call.add(Clip(0.0, 6.0), call.stream("self"))


def _clamp_min(call: Call) -> Stream:
    return call.add(Clip(float(call["min"]), math.inf), call.stream("self"))


def _function(call: Call) -> Stream:
    if call.kind == "gelu":
        call.must("approximate", "none")
    slope = float(call["negative_slope"]) if call.kind == "leaky_relu" else 0.01
    return call.add(Function(FUNCTIONS[call.kind], slope), call.stream("self"))


def _sizes(call: Call) -> tuple[tuple[int, int], tuple[int, int], Sides]:
    """Kernel, stride and padding of a pool."""
    kernel = call.pair("kernel_size")
    stride = call.pair("stride") if call["stride"] else kernel
    (down, right), shape, out = call.pair("padding"), call.shape("self"), call.out_shape
    if call["ceil_mode"]:
        floor = [(n + 2 * p - k) // s + 1 for n, p, k, s in zip(shape[2:], (down, right), kernel, stride, strict=True)]
        if list(out[2:]) != floor:
            raise UnknownError("pools beyond the edge (ceil_mode)", "let surplus rows and columns go, or pad")
    return kernel, stride, (down, right, down, right)


def _max_pool(call: Call) -> Stream:
    if call.pair("dilation") != (1, 1):
        raise UnknownError(f"has dilation {call['dilation']}", "use dilation 1 for pools")
    return call.add(MaxPool(*_sizes(call)), call.stream("self"))


def _avg_pool(call: Call) -> Stream:
    kernel, stride, padding = _sizes(call)
    if any(padding) and not call["count_include_pad"]:
        raise UnknownError("averages without its padding", "use count_include_pad=True, or no padding")
    call.shows("count_include_pad")
    if call["divisor_override"] not in (None, kernel[0] * kernel[1]):
        raise UnknownError(f"divides by {call['divisor_override']}", "divide by the pixels of the kernel")
    return call.add(Average(kernel, stride, padding), call.stream("self"))


def _adaptive(call: Call) -> Stream:
    x = call.stream("self")
    rows, columns, _ = call.image(x)
    down, right = call.pair("output_size")
    if rows % down or columns % right:
        raise UnknownError(f"averages {rows}×{columns} to {down}×{right}", "use AvgPool2d, or sizes that divide")
    kernel = rows // down, columns // right
    return call.add(Average(None) if (down, right) == (1, 1) else Average(kernel, kernel), x)


def _mean(call: Call) -> Stream:
    shape, given = call.shape("self"), call.get("dim", None)
    named = list(given) if isinstance(given, list | tuple) else [] if given is None else [given]
    axes = named or list(range(len(shape)))
    call.shows("keepdim")
    if sorted(axis % len(shape) for axis in axes) != [2, 3] or len(shape) != 4:
        raise UnknownError(f"is a mean over axes {axes}", "average rows and columns: x.mean((2, 3))")
    return call.add(Average(None), call.stream("self"))


def _by_channel(call: Call, name: str) -> Reals:
    """A constant that is added to or multiplied with a stream: one number, or one a channel."""
    value = call.constant(name)
    assert value is not None, "its schema demands one"
    shape = (1,) * (len(call.out_shape) - value.ndim) + value.shape
    if any(size != 1 for axis, size in enumerate(shape) if axis != 1):
        raise UnknownError(f"computes with a constant of {list(value.shape)}", "use one number, or one a channel")
    return value.ravel()


def _sum(sign: int, first: str = "self", second: str = "other") -> Reader:
    """sign  of the second"""

    def read(call: Call) -> Stream:
        call.must("alpha", 1)
        build, at = call.builder, (call.called, call.path)
        if call.is_constant(second):
            return Stream(build.affine(*at, call.stream(first), 1.0, sign * _by_channel(call, second)))
        if call.is_constant(first):
            return Stream(build.affine(*at, call.stream(second), float(sign), _by_channel(call, first)))
        x, y = call.stream(first), call.stream(second)
        call.of_one_rank(first, second)
        if sign < 0:
            y = build.affine(f"{call.called}_negative", call.path, y, -1.0, 0.0)
        return Stream(build.sum(*at, x, y))

    return read


def _product(call: Call) -> Stream:
    build, at = call.builder, (call.called, call.path)
    for x, other in (("self", "other"), ("other", "self")):
        if call.is_constant(other):
            return Stream(build.affine(*at, call.stream(x), _by_channel(call, other), 0.0))
    x, y = call.stream("self"), call.stream("other")
    call.of_one_rank("self", "other")
    return Stream(build.product(*at, x, y))


def _negative(call: Call) -> Stream:
    return Stream(call.builder.affine(call.called, call.path, call.stream("self"), -1.0, 0.0))


def _quotient(call: Call) -> Stream:
    if not call.is_constant("other"):
        raise UnknownError("divides by what depends on the images", "multiply by numbers that are fixed")
    divisor = _by_channel(call, "other")
    if not divisor.all():
        raise UnknownError("divides by 0", "divide by another number")
    return Stream(call.builder.affine(call.called, call.path, call.stream("self"), 1 / divisor, 0.0))


def _cat(call: Call) -> Stream:
    shape, parts = call.out_shape, call["tensors"]
    if call["dim"] % len(shape) != 1:
        raise UnknownError(f"joins along axis {call['dim']}", "join channels: torch.cat(x, 1)")
    names = [call.shown(call.of(part), tuple(part.meta["val"].shape)) for part in parts]
    if len(shape) == 2 and any(call.image(name)[:2] != (1, 1) for name in names):
        raise UnknownError("joins flattened images", "join them in front of the flattening")
    return call.add(Concat(), *names)


def _upsample(call: Call) -> Stream:
    x = call.stream("input" if "input" in call else "self")
    call.shows("output_size", "scale_factors", "scales_h", "scales_w")
    (rows, columns, _), (down, right) = call.image(x), call.out_shape[2:]
    if down % rows or right % columns or down // rows != right // columns:
        raise UnknownError(f"upsamples {rows}×{columns} to {down}×{right}", "use one whole factor for both")
    return call.add(Upsample(down // rows), x)


def _pad(call: Call) -> Stream:
    value = call.raw("self")
    sides: list[int] = [*call["pad"], 0, 0, 0, 0]
    left, right, top, bottom, *more = sides
    if call["value"] not in (None, 0, 0.0) or any(more) or min(left, right, top, bottom) < 0:
        raise UnknownError(f"pads {call['pad']} with {call['value'] or 0}", "pad rows and columns with zeros")
    a, b, c, d = value.padding or (0, 0, 0, 0)
    return replace(value, padding=(a + top, b + left, c + bottom, d + right))


def _same(call: Call) -> object:
    """What changes the form of a tensor, or nothing; whoever reads it looks at its shape."""
    value = call.raw("self" if "self" in call else "input")
    call.shows("size", "shape", "dim", "start_dim", "end_dim", "p", "train", "implicit")
    if call.kind in ("dropout", "feature_dropout"):
        call.must("train", False)
    if value.padding:
        raise UnknownError("reads what is padded", "pad in front of convolutions alone")
    kind = call.get("dtype", None)
    if kind is not None and not kind.is_floating_point and not isinstance(call.op(value.name), ArgMax):
        raise UnknownError(f"makes {kind} of images", "quantize with torch.fake_quantize_per_tensor_affine")
    return value


def _end(call: Call) -> Stream:
    value, axis = call.raw("self"), call["dim"] % len(call.out_shape)
    call.shows("half_to_float")
    if axis != 1:
        raise UnknownError(f"is a softmax over axis {axis}", "use dim=1")
    node = call["self"]
    return replace(value, label=value.label or node.name)


def _arg_max(call: Call) -> Stream:
    x = call.stream("self")
    call.shows("keepdim")
    if len(call.shape("self")) == 2 and call.image(x)[:2] != (1, 1):
        raise UnknownError("is an argmax of a flattened image", "take the largest channel in front of the flattening")
    if call["dim"] is None or call["dim"] % len(call.shape("self")) != 1:
        raise UnknownError(f"is an argmax over axis {call['dim']}", "use dim=1: the largest channel")
    return call.add(ArgMax(), x)


def _grid(call: Call) -> Grid:
    """Of a quantizer or its inverse, of the whole tensor or by channel."""
    scale = call.constant("scales" if "scales" in call else "scale")
    zero = call.constant("zero_points" if "zero_points" in call else "zero_point")
    lo, hi = call["quant_min"], call["quant_max"]
    call.shows("axis")
    assert scale is not None, "its schema demands it"
    assert zero is not None, "its schema demands it"
    if len({*zero.ravel().tolist()}) > 1:
        raise UnknownError("has a zero point for each channel", "quantize weights symmetrically")
    at = int(zero.ravel()[0])
    if not (scale > 0).all():
        raise UnknownError("has a scale that is not above 0", "quantize again: a channel of zeros needs a scale, too")
    return Grid(scale.ravel(), int(lo) - at, int(hi) - at)


def _quantize(call: Call) -> Stream:
    grid = _grid(call)
    return replace(call.add(Quant(grid), call.stream("input")), grid=grid)


def _fake_quantize(call: Call) -> object:
    grid = _grid(call)
    if call.is_constant("self"):
        return replace(call.computed(), grid=grid, axis=call.get("axis", 0))
    return call.add(Quant(grid), call.stream("self"))


def _dequantize(call: Call) -> object:
    grid = _grid(call)
    if call.is_constant("input"):
        return replace(call.computed(), grid=grid, axis=call.get("axis", 0))
    value = call.raw("input")
    if (
        value.grid is None
        or (value.grid.scale != grid.scale).any()
        or value.grid.lo != grid.lo
        or value.grid.hi != grid.hi
    ):
        raise UnknownError("is dequantized otherwise than it was quantized", "use the same scale and zero point")
    return replace(value, grid=None)


OPERATORS: dict[str, Reader] = {
    **dict.fromkeys(("conv2d", "conv1d", "conv3d"), _conv),
    "conv_transpose2d": _transposed,
    "linear": _linear,
    **dict.fromkeys(("matmul", "mm"), _matmul),
    "batch_norm": _batch_norm,
    "relu": _relu,
    "relu6": _relu6,
    "hardtanh": _clip("min_val", "max_val"),
    "clamp": _clip("min", "max"),
    "clamp_min": _clamp_min,
    **dict.fromkeys(FUNCTIONS, _function),
    "max_pool2d": _max_pool,
    "avg_pool2d": _avg_pool,
    "adaptive_avg_pool2d": _adaptive,
    "mean": _mean,
    "add": _sum(1),
    "sub": _sum(-1),
    "rsub": _sum(-1, "other", "self"),
    "neg": _negative,
    "mul": _product,
    "div": _quotient,
    **dict.fromkeys(("cat", "concat"), _cat),
    "upsample_nearest2d": _upsample,
    **dict.fromkeys(("constant_pad_nd", "pad"), _pad),
    **dict.fromkeys(
        (
            "flatten",
            "view",
            "reshape",
            "_unsafe_view",
            "squeeze",
            "unsqueeze",
            "contiguous",
            "clone",
            "detach",
            "alias",
            "dropout",
            "feature_dropout",
            "to",
        ),
        _same,
    ),
    **dict.fromkeys(("softmax", "log_softmax", "_softmax", "_log_softmax"), _end),
    "argmax": _arg_max,
    **dict.fromkeys(("quantize_per_tensor",), _quantize),
    **dict.fromkeys(("dequantize_per_tensor", "dequantize_per_channel"), _dequantize),
    **dict.fromkeys(("fake_quantize_per_tensor_affine", "fake_quantize_per_channel_affine"), _fake_quantize),
}
"""By the operator's name without namespace, overload and underscore."""
GRIDS = frozenset({"dequantize_per_tensor", "dequantize_per_channel", "fake_quantize_per_tensor_affine",
                   "fake_quantize_per_channel_affine"})  # fmt: skip
"""Those that are looked at even of constants, for the grid."""
