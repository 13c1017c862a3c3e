"""What only arranges an image: nothing is computed, or channels are put together and taken apart."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from onnx import TensorProto

from hdlgen.frontend.onnx.reading.call import Call
from hdlgen.frontend.onnx.reading.layers import selected
from hdlgen.frontend.onnx.reading.pending import Padding
from hdlgen.frontend.onnx.reading.tensors import kind_of
from hdlgen.frontend.onnx.reading.values import MANY, Stream, Value, refused, shown
from hdlgen.frontend.operators import Affine, ArgMax, Concat, MaxPool


def identity(call: Call) -> Value:
    """Identity."""
    return call.value(0)


def dropout(call: Call) -> Value:
    """Dropout, which lets everything through but in training."""
    call.attributes.without_meaning("ratio", "seed")
    if call.has(2) and call.fixed(2, "training_mode").array.any():
        raise refused("drops numbers: it is in training mode", "export in eval mode")
    if any(call.wanted[1:]):
        raise refused("its mask is read", "export in eval mode")
    return call.value(0)


_FLOATS = (TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.FLOAT16, TensorProto.BFLOAT16)


def cast(call: Call) -> Value:
    """Cast: between floats, or from integers to what they are as numbers."""
    call.attributes.without_meaning("saturate", "round_mode")
    to = call.attributes.integer("to", 0)
    x = call.stream()
    if x.codes and to in _FLOATS:
        codes = x.codes
        size = x.shape[2]
        if (codes.scale, codes.zero) == (1.0, 0):
            return replace(x, codes=None)
        return call.emit(Affine(np.full(size, 1 / codes.scale), np.full(size, float(codes.zero))), x)
    whole = isinstance(call.builder.op(x.node), ArgMax) or x.codes is not None
    wide = to in (TensorProto.INT32, TensorProto.INT64)
    if to in _FLOATS or (whole and wide):
        return x
    raise refused(f"makes {kind_of(to)} of an image", "quantize with QuantizeLinear")


def flatten(call: Call) -> Value:
    """Flatten."""
    x = call.stream()
    axis = call.attributes.integer("axis", 1)
    axis = axis + len(x.axes) if axis < 0 else axis
    if not 0 <= axis <= len(x.axes):
        raise refused(f"axis {axis} of a tensor of {len(x.axes)} axes")
    return replace(x, axes=("".join(x.axes[:axis]), "".join(x.axes[axis:])))


def reshape(call: Call) -> Value:
    """Reshape."""
    x, dims = call.stream(), list(call.dims(1, "the shape"))
    if not call.attributes.flag("allowzero", 0):
        if any(dim == 0 and i >= len(x.axes) for i, dim in enumerate(dims)):
            raise refused(f"makes {shown(dims)} of {shown(x.dims)}")
        dims = [x.dims[i] if dim == 0 else dim for i, dim in enumerate(dims)]
    if dims.count(-1) == 1:
        known = math.prod(dim for dim in dims if dim != -1)
        dims[dims.index(-1)] = math.prod(x.dims) // known if known else 0
    if min(dims, default=1) < 1 or math.prod(dims) != math.prod(x.dims):
        raise refused(f"makes {shown(dims)} of {shown(x.dims)}", "leave the first axis, of images, as it is")
    return x.reshaped(dims)


def transpose(call: Call) -> Value:
    """Transpose."""
    x = call.stream()
    order = call.attributes.integers("perm", tuple(reversed(range(len(x.axes))))) or ()
    if sorted(order) != list(range(len(x.axes))):
        raise refused(f"perm={list(order)} of a tensor of {len(x.axes)} axes")
    return x.transposed(order)


def squeeze(call: Call) -> Value:
    """Squeeze."""
    x = call.stream()
    axes = call.axes(1, 12, len(x.axes))
    if axes is None:
        axes = tuple(i for i, letters in enumerate(x.axes) if not letters)
    if any(x.axes[axis] for axis in axes):
        raise refused(f"takes away axes {list(axes)} of {shown(x.dims)}")
    return replace(x, axes=tuple(letters for i, letters in enumerate(x.axes) if i not in axes))


def unsqueeze(call: Call) -> Value:
    """Unsqueeze."""
    x = call.stream()
    named = call.attributes.integers("axes") if call.version < 13 else call.dims(1, "axes")
    rank = len(x.axes) + len(named or ())
    new = {call.axis(axis, rank) for axis in named or ()}
    old = iter(x.axes)
    if len(new) != len(named or ()):
        raise refused(f"axes={list(named or ())}")
    return replace(x, axes=tuple("" if i in new else next(old) for i in range(rank)))


def expand(call: Call) -> Value:
    """Expand to the shape that it has."""
    x, dims = call.stream(), call.dims(1, "the shape")
    rank = max(len(dims), len(x.axes))
    axes = ("",) * (rank - len(x.axes)) + x.axes
    wide = (1,) * (rank - len(dims)) + dims
    y = replace(x, axes=axes)
    if any(dim not in (1, size) for dim, size in zip(wide, y.dims, strict=True)):
        raise refused(f"repeats an image of {shown(x.dims)} to {shown(dims)}", "use nearest-neighbour upsampling")
    return y


def pad(call: Call) -> Value:
    """Pad: zeros around the image."""
    mode = call.attributes.text("mode", "constant")
    if mode != "constant":
        raise refused(f"mode={mode}: the image goes on outside", "pad with zeros")
    x = call.stream()
    if call.version < 11:
        pads, value = call.attributes.integers("pads") or (), call.attributes.number("value", 0.0)
    else:
        pads, value = call.dims(1, "pads"), call.number(2, "what is padded with") if call.has(2) else 0.0
    zero = x.codes.zero if x.codes else 0
    axes = call.axes(3, 17, len(x.axes)) if call.version >= 18 else None
    axes = tuple(range(len(x.axes))) if axes is None else axes
    if len(pads) != 2 * len(axes):
        raise refused(f"pads={list(pads)} of {len(axes)} axes")
    sides = {"H": (0, 0), "W": (0, 0)}
    order = next((order for order in ("NCHW", "NHWC") if x.is_image(order)), x.axes)  # axes of 1 have no letter
    for axis, before, behind in zip(axes, pads[: len(axes)], pads[len(axes) :], strict=True):
        if (before, behind) == (0, 0):
            continue
        if min(before, behind) < 0:
            raise refused(f"pads={list(pads)}: the image is cut", "use a convolution without padding")
        if order[axis] not in sides:
            raise refused(f"pads axis {axis} of {shown(x.dims)}, which is not rows or columns", "pad rows and columns")
        sides[order[axis]] = (before, behind)
    if not any(map(any, sides.values())):
        return x
    if value != zero:
        raise refused(f"pads with {value:g}", "pad with zeros")
    (top, bottom), (left, right) = sides["H"], sides["W"]
    return replace(call.emit(Padding((top, left, bottom, right)), x, axes=tuple(order)), codes=x.codes)


def concat(call: Call) -> Value:
    """Concat of channels."""
    streams = [call.stream(i) for i in range(len(call.inputs))]
    first = streams[0]
    axis = call.axis(call.attributes.integer("axis", 0), len(first.axes))
    if len(streams) == 1:
        return first
    if len({stream.codes for stream in streams}) > 1:
        raise refused("joins integers that mean different numbers", "quantize all of them alike")
    refusal = refused(
        f"joins {', '.join(shown(s.dims) for s in streams)} along axis {axis}, which is not the channels of one plane",
        "join the channels of images of one size",
    )
    if len({len(stream.axes) for stream in streams}) > 1:
        raise refusal
    # Of images of one channel the axis does not have the letter.
    own = max((stream.axes[axis] for stream in streams), key=len)
    own = own if "C" in own else f"C{own}"
    for stream in streams:
        rest, others = (list(s.axes[:axis] + s.axes[axis + 1 :]) for s in (stream, first))
        here = own if stream.shape[2] > 1 else own.replace("C", "")
        if own[0] != "C" or rest != others or stream.axes[axis] != here or stream.shape[:2] != first.shape[:2]:
            raise refusal
    axes = [own if i == axis else letters for i, letters in enumerate(first.axes)]
    return replace(call.emit(Concat(), *streams, axes=axes), codes=first.codes)


def split(call: Call) -> tuple[Value, ...]:
    """Split of channels."""
    x = call.stream()
    axis = call.axis(call.attributes.integer("axis", 0), len(x.axes))
    size, parts = x.dims[axis], len(call.node.output)
    if call.version < 13:
        sizes = call.attributes.integers("split")
    else:
        sizes = call.dims(1, "split") if call.has(1) else None
        parts = call.attributes.integer("num_outputs", parts)
    if sizes is None:
        even = -(-size // parts)
        if size % parts and call.version < 18:
            raise refused(f"takes {size} channels apart into {parts}", "say how many go into each")
        sizes = (even,) * (parts - 1) + (size - even * (parts - 1),)
    if sum(sizes) != size or len(sizes) != len(call.node.output) or min(sizes) < 1:
        raise refused(f"takes {size} channels apart as {list(sizes)}")
    if len(sizes) == 1:
        return (x,)
    starts = np.cumsum((0, *sizes))
    return tuple(
        _picked(call, x, axis, np.arange(start, start + count)) for start, count in zip(starts, sizes, strict=False)
    )


def _picked(call: Call, x: Stream, axis: int, which: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Stream:
    """Some of the channels, which are the `axis` of the tensor."""
    if x.axes[axis] != "C" or x.codes:
        raise refused(
            f"takes a part of axis {axis} of {shown(x.dims)}, which is not the channels of real numbers",
            "take channels",
        )
    return selected(call, x, which)


def slice_(call: Call) -> Value:
    """Slice of channels, or of every n-th row and column."""
    x = call.stream()
    rank = len(x.axes)
    if call.version < 10:
        starts, ends = call.attributes.integers("starts") or (), call.attributes.integers("ends") or ()
        axes, steps = call.attributes.integers("axes", range(len(starts))) or (), (1,) * len(starts)
    else:
        starts, ends = call.dims(1, "starts"), call.dims(2, "ends")
        axes = call.dims(3, "axes") if call.has(3) else tuple(range(len(starts)))
        steps = call.dims(4, "steps") if call.has(4) else (1,) * len(starts)
    if not len(starts) == len(ends) == len(axes) == len(steps) or 0 in steps:
        raise refused(f"starts={list(starts)}, ends={list(ends)}, axes={list(axes)}, steps={list(steps)}")
    stride = {"H": 1, "W": 1}
    for start, end, named, step in zip(starts, ends, axes, steps, strict=True):
        axis = call.axis(named, rank)
        taken = range(x.dims[axis])[start:end:step]
        if taken == range(x.dims[axis]):
            continue
        if x.axes[axis] in stride and taken == range(0, x.dims[axis], step):
            stride[x.axes[axis]] = step
        elif x.axes[axis] == "C" and len(taken) > 0:
            x = _picked(call, x, axis, np.arange(x.dims[axis])[start:end:step])
        else:
            raise refused(
                f"takes {len(taken)} of the {x.dims[axis]} along axis {axis} of {shown(x.dims)}",
                "take channels, or every n-th row and column from the first one on",
            )
    if stride == {"H": 1, "W": 1}:
        return x
    kept = call.emit(MaxPool((1, 1), (stride["H"], stride["W"])), x, axes=x.axes)
    return replace(kept, codes=x.codes)


def gather(call: Call) -> Value:
    """Gather of channels."""
    x, which = call.stream(), call.fixed(1, "which are taken").array
    axis = call.axis(call.attributes.integer("axis", 0), len(x.axes))
    size = x.dims[axis]
    if which.ndim > 1 or which.size == 0 or size == MANY or not ((-size <= which) & (which < size)).all():
        raise refused(f"takes {shown(which.shape)} of axis {axis} of {shown(x.dims)}", "take channels")
    if size == 1:
        y = x
        if which.size > 1:
            raise refused("repeats an image", "use each channel once")
    else:
        y = _picked(call, x, axis, np.atleast_1d(which % size))
    return y if which.ndim else replace(y, axes=(*y.axes[:axis], *y.axes[axis + 1 :]))
