"""What the nodes of a `Source` compute.

Real numbers; images [image, row, column, channel], weights as PyTorch has them. A vector is an image of one pixel.
Every operator has `shape`, of its result, and `apply`, in the floats of what enters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Shape, Transposed, Window
from hdlgen.arith.operator import by
from hdlgen.arith.sliding import Axes, Sides, Sliding
from hdlgen.errors import HdlgenError
from hdlgen.frontend.curves import curve

Real = NDArray[np.floating]
"""Images of real numbers; float32 is enough to calibrate and to compare."""
Rounding = Literal["half_even", "half_up", "floor", "ceil", "sign"]
"""To whole numbers: halves to the even one or up, or all one way; `sign` is +1 for all from 0 on, else −1."""


LOST = 1e-9
"""Steps of a quantizer that float64 may lose on the way to it; scales that are float32 differ by more."""


def settled(x: Real) -> Real:
    """`x` in steps; of float64, what lies within LOST of a whole number or a half is that number.

    So 0.3 + 0.3 − 0.6 and the mean of 111 and 112 in steps of 1/255 round as what they are.
    """
    if x.dtype != np.float64:
        return x
    near = np.rint(2 * x) / 2
    return np.asarray(np.where(np.abs(x - near) <= LOST, near, x))


def rounded(x: Real, rounding: Rounding) -> Real:
    """`x`, settled and rounded; same shape and type."""
    x = settled(x)
    match rounding:
        case "half_even":
            return np.rint(x)
        case "half_up":
            return np.floor(x + x.dtype.type(0.5))
        case "floor":
            return np.floor(x)
        case "ceil":
            return np.ceil(x)
        case "sign":
            return np.where(x >= 0, 1, -1).astype(x.dtype)


@dataclass(frozen=True, eq=False)
class Grid:
    """The numbers k·scale, k a whole number of lo..hi.

    scale  float64[channel] of the results, or float64[1] for all; > 0
    """

    scale: NDArray[np.float64]
    lo: int
    hi: int
    rounding: Rounding = "half_even"

    def __post_init__(self) -> None:
        if self.scale.ndim != 1 or not (np.isfinite(self.scale) & (self.scale > 0)).all():
            raise HdlgenError(
                "scale",
                "is not a number above 0 everywhere",
                fix="quantize again: a channel of zeros needs a scale, too",
            )
        if self.lo >= self.hi:
            raise HdlgenError("grid", f"goes from {self.lo} to {self.hi}")

    def integers(self, x: Real) -> Real:
        """k of the nearest such numbers to `x` [..., channel], as floats."""
        k = rounded(x / self.scale.astype(x.dtype), self.rounding)
        return np.asarray(np.clip(k, self.lo, self.hi), x.dtype)

    def apply(self, x: Real) -> Real:
        """The nearest such numbers to `x` [..., channel]."""
        return np.asarray(self.integers(x) * self.scale.astype(x.dtype), x.dtype)


def _channels(shape: Shape, channels: int, what: str) -> None:
    if shape[2] != channels:
        raise HdlgenError("channels", f"{shape[2]} enter, and {what} {channels}")


@dataclass(frozen=True, eq=False)
class Conv:
    """A convolution; what lies outside the image is 0.

    weight  float64[out, in of a group, ky, kx]
    bias    float64[out]
    grid    of the weights, by output channel; None where they are any real numbers
    """

    weight: NDArray[np.float64]
    bias: NDArray[np.float64]
    stride: Axes = (1, 1)
    padding: Sides = (0, 0, 0, 0)
    dilation: Axes = (1, 1)
    groups: int = 1
    grid: Grid | None = None

    def window(self, shape: Shape) -> Window:
        """What a position sees of images of `shape`."""
        out, inputs, ky, kx = self.weight.shape
        if shape[2] != inputs * self.groups or out % self.groups:
            raise HdlgenError("weight", f"reads {self.groups} groups of {inputs} channels, and {shape[2]} enter")
        return Window(*shape, (ky, kx), self.stride, self.padding, self.dilation)

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        window = self.window(*shapes)
        return window.out_height, window.out_width, len(self.weight)

    def apply(self, *operands: Real) -> Real:
        """The images."""
        (x,) = operands
        window = self.window(x.shape[1:])
        per_in, per_out = x.shape[3] // self.groups, len(self.weight) // self.groups
        taps = self.weight.astype(x.dtype).transpose(2, 3, 1, 0)
        seen = window.windows(x)
        out = np.empty((len(x), window.out_height, window.out_width, len(self.weight)), x.dtype)
        for g in range(self.groups):
            own = seen[..., g * per_in : (g + 1) * per_in].reshape(len(x), window.positions, -1)
            channels = slice(g * per_out, (g + 1) * per_out)
            out[..., channels] = (own @ taps[..., channels].reshape(-1, per_out)).reshape(*out.shape[:3], per_out)
        return np.asarray(out + self.bias.astype(x.dtype), x.dtype)


@dataclass(frozen=True, eq=False)
class ConvTransposed:
    """A transposed convolution.

    weight  float64[in, out of a group, ky, kx]
    bias    float64[out]
    grid    of the weights, by output channel
    """

    weight: NDArray[np.float64]
    bias: NDArray[np.float64]
    stride: Axes = (1, 1)
    padding: Sides = (0, 0, 0, 0)
    output_padding: Axes = (0, 0)
    groups: int = 1
    grid: Grid | None = None

    def _size(self, shape: Shape) -> Transposed:
        _channels(shape, len(self.weight), "the weights read")
        ky, kx = self.weight.shape[2:]
        return Transposed(*shape, (ky, kx), self.stride, self.padding, self.output_padding, len(self.bias))

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        size = self._size(*shapes)
        return size.out_height, size.out_width, len(self.bias)

    def apply(self, *operands: Real) -> Real:
        """The images: each pixel adds its kernel to the result."""
        (x,) = operands
        size = self._size(x.shape[1:])
        (sy, sx), (ky, kx), (rows, columns) = self.stride, size.kernel, x.shape[1:3]
        top, left = self.padding[:2]
        whole = np.zeros((len(x), rows * sy + ky + sy, columns * sx + kx + sx, len(self.bias)), x.dtype)
        per_in, per_out = len(self.weight) // self.groups, self.weight.shape[1]
        for g in range(self.groups):
            own, weight = slice(g * per_in, (g + 1) * per_in), self.weight.astype(x.dtype)
            channels = slice(g * per_out, (g + 1) * per_out)
            for dy in range(ky):
                for dx in range(kx):
                    at = (slice(None), slice(dy, dy + rows * sy, sy), slice(dx, dx + columns * sx, sx), channels)
                    whole[at] += x[..., own] @ weight[own, :, dy, dx]
        kept = whole[:, top : top + size.out_height, left : left + size.out_width]
        return np.asarray(kept + self.bias.astype(x.dtype), x.dtype)


@dataclass(frozen=True, eq=False)
class Linear:
    """A fully connected layer; it flattens channel, row, column.

    weight  float64[out, in]
    bias    float64[out]
    grid    of the weights, by output channel
    """

    weight: NDArray[np.float64]
    bias: NDArray[np.float64]
    grid: Grid | None = None

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        (shape,) = shapes
        if shape[0] * shape[1] * shape[2] != self.weight.shape[1]:
            raise HdlgenError("weight", f"reads {self.weight.shape[1]} numbers, and {by(shape)} enter")
        return 1, 1, len(self.weight)

    def apply(self, *operands: Real) -> Real:
        """The vectors, as images of one pixel."""
        (x,) = operands
        flat = x.transpose(0, 3, 1, 2).reshape(len(x), -1)
        y = flat @ self.weight.T.astype(x.dtype) + self.bias.astype(x.dtype)
        return np.asarray(y[:, None, None], x.dtype)


@dataclass(frozen=True, eq=False)
class Affine:
    """Each channel times a gain, plus an offset: a batch norm, a scale, a bias, a normalization.

    gain, offset  float64[channel]
    """

    gain: NDArray[np.float64]
    offset: NDArray[np.float64]

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        (shape,) = shapes
        _channels(shape, len(self.gain), "the gains are")
        return shape

    def apply(self, *operands: Real) -> Real:
        """The images."""
        (x,) = operands
        return np.asarray(x * self.gain.astype(x.dtype) + self.offset.astype(x.dtype), x.dtype)


@dataclass(frozen=True)
class Clip:
    """What lies below `lo` or above `hi` becomes these; ReLU is 0..∞."""

    lo: float
    hi: float

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        (shape,) = shapes
        return shape

    def apply(self, *operands: Real) -> Real:
        """The images."""
        (x,) = operands
        return np.asarray(np.clip(x, self.lo, self.hi), x.dtype)


@dataclass(frozen=True)
class Function:
    """A function of `arith.functions.FUNCTIONS`; `slope` is leaky_relu's alone."""

    name: str
    slope: float = 0.01

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        (shape,) = shapes
        return shape

    def apply(self, *operands: Real) -> Real:
        """The images."""
        (x,) = operands
        return curve(self.name, self.slope, x)


@dataclass(frozen=True, eq=False)
class Quant:
    """To the nearest numbers of a grid, one scale for all channels."""

    grid: Grid

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        (shape,) = shapes
        return shape

    def apply(self, *operands: Real) -> Real:
        """The images."""
        (x,) = operands
        return self.grid.apply(x)


class _Pool:
    """What pools share: kernel, stride, padding; `kernel` None is the whole plane."""

    kernel: Axes | None
    stride: Axes
    padding: Sides

    def window(self, shape: Shape) -> Sliding:
        """What a position sees of images of `shape`."""
        kernel = self.kernel or shape[:2]
        return Sliding(*shape, kernel, self.stride if self.kernel else kernel, self.padding)

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        (shape,) = shapes
        window = self.window(shape)
        return window.out_height, window.out_width, shape[2]


@dataclass(frozen=True)
class MaxPool(_Pool):
    """The largest of each window; padding is none of them."""

    kernel: Axes | None
    stride: Axes = (1, 1)
    padding: Sides = (0, 0, 0, 0)

    def apply(self, *operands: Real) -> Real:
        """The images."""
        (x,) = operands
        top, left, bottom, right = self.padding
        padded = np.pad(x, ((0, 0), (top, bottom), (left, right), (0, 0)), constant_values=-np.inf)
        bare = MaxPool(self.kernel or x.shape[1:3], self.stride)
        return np.asarray(bare.window(padded.shape[1:]).windows(padded).max(axis=(3, 4)), x.dtype)


@dataclass(frozen=True)
class Average(_Pool):
    """The mean of each window; padding counts as 0."""

    kernel: Axes | None
    stride: Axes = (1, 1)
    padding: Sides = (0, 0, 0, 0)

    def apply(self, *operands: Real) -> Real:
        """The images."""
        (x,) = operands
        return np.asarray(self.window(x.shape[1:]).windows(x).mean(axis=(3, 4)), x.dtype)


@dataclass(frozen=True)
class Add:
    """The sum of two images."""

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        a, b = shapes
        if a != b:
            raise HdlgenError(
                "inputs", f"are {'×'.join(map(str, a))} and {'×'.join(map(str, b))}", fix="add images of one shape"
            )
        return a

    def apply(self, *operands: Real) -> Real:
        """The images."""
        a, b = operands
        return np.asarray(a + b, a.dtype)


@dataclass(frozen=True)
class Scale:
    """An image times another: a gate for each channel (squeeze and excitation)."""

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        image, gates = shapes
        if gates != (1, 1, image[2]):
            raise HdlgenError(
                "inputs",
                f"are {'×'.join(map(str, image))} and {'×'.join(map(str, gates))}",
                fix="multiply by one gate for each channel",
            )
        return image

    def apply(self, *operands: Real) -> Real:
        """The images."""
        image, gates = operands
        return np.asarray(image * gates, image.dtype)


@dataclass(frozen=True)
class Concat:
    """The channels of several images of one plane."""

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        if len({shape[:2] for shape in shapes}) > 1:
            raise HdlgenError(
                "inputs",
                f"have planes of {', '.join(f'{h}×{w}' for h, w, _ in shapes)}",
                fix="join images of one plane",
            )
        return *shapes[0][:2], sum(shape[2] for shape in shapes)

    def apply(self, *operands: Real) -> Real:
        """The images."""
        return np.concatenate(operands, axis=3)


@dataclass(frozen=True)
class Upsample:
    """Every pixel becomes a square of `factor` × `factor`."""

    factor: int

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        ((rows, columns, channels),) = shapes
        return rows * self.factor, columns * self.factor, channels

    def apply(self, *operands: Real) -> Real:
        """The images."""
        (x,) = operands
        return x.repeat(self.factor, axis=1).repeat(self.factor, axis=2)


@dataclass(frozen=True)
class ArgMax:
    """The number of the largest channel of each pixel, the first of equals."""

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        ((rows, columns, _),) = shapes
        return rows, columns, 1

    def apply(self, *operands: Real) -> Real:
        """The images."""
        (x,) = operands
        return np.asarray(x.argmax(axis=3, keepdims=True), x.dtype)


Weighted = Conv | ConvTransposed | Linear
AnyOperator = Weighted | Affine | Clip | Function | Quant | MaxPool | Average | Add | Scale | Concat | Upsample | ArgMax
