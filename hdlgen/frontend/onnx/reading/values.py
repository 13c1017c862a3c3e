"""What the tensors of an ONNX graph are while it is read: images on their way, or constants."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Shape
from hdlgen.errors import HdlgenError
from hdlgen.frontend.operators import Grid, Rounding

MANY = 1_000_003
"""Stands for the number of images where it is open: a prime, so that no product of sizes is a multiple of it."""
MORE = 1_000_033
"""Another such number: what differs between the two depends on how many images there are."""


def refused(what: str, fix: str = "") -> HdlgenError:
    """Why a node cannot be taken; who reads the node says where."""
    return HdlgenError("", what, fix=fix)


@dataclass(frozen=True)
class Codes:
    """How the integers of a tensor mean real numbers: (code − zero)·scale; codes lie in lo..hi."""

    scale: float
    zero: int
    lo: int
    hi: int


@dataclass(frozen=True)
class Stream:
    """A tensor that depends on the image.

    node   of the `Source` whose images it holds
    shape  of these images
    axes   of each axis of the tensor, which of N, H, W, C it runs through, the slowest first: ("N", "CHW") is an image
           that was flattened. What has size 1 is in none.
    batch  how many images there are; MANY if that is open
    codes  where the tensor's elements are integers, what they mean
    """

    node: str
    shape: Shape
    axes: tuple[str, ...]
    batch: int
    codes: Codes | None = None

    @property
    def sizes(self) -> dict[str, int]:
        """By letter."""
        return dict(zip("NHWC", (self.batch, *self.shape), strict=True))

    @property
    def dims(self) -> tuple[int, ...]:
        """The tensor's shape."""
        sizes = self.sizes
        return tuple(math.prod(sizes[letter] for letter in axis) for axis in self.axes)

    def size(self, axis: str) -> int:
        """Of an axis that runs through these letters."""
        return math.prod(self.sizes[letter] for letter in axis)

    def bare(self, axis: str) -> str:
        """These letters without those of size 1."""
        return "".join(letter for letter in axis if self.sizes[letter] > 1)

    def over(self, node: str, shape: Shape, axes: Sequence[str]) -> Stream:
        """Another node's images, of `shape`, in a tensor of `axes`; letters of size 1 are left out here."""
        found = Stream(node, shape, (), self.batch)
        return replace(found, axes=tuple(found.bare(axis) for axis in axes))

    def is_image(self, order: str = "NCHW") -> bool:
        """Whether the axes are these four."""
        return self.axes == tuple(self.bare(letter) for letter in order)

    def reshaped(self, dims: Sequence[int]) -> Stream:
        """The same elements in the shape `dims`, of as many. Raises HdlgenError where an axis would be divided."""
        letters, sizes, axes = list("".join(self.axes)), self.sizes, []
        for dim in dims:
            axis, size = "", 1
            while size < dim and letters:
                axis += letters.pop(0)
                size *= sizes[axis[-1]]
            if size != dim:
                raise refused(
                    f"makes {shown(dims)} of {shown(self.dims)}: divides an axis of the image, or puts images together",
                    "reshape only to flatten an image, or to give a vector an axis of 1",
                )
            axes.append(axis)
        assert not letters, f"{dims} of {self.dims}"
        return replace(self, axes=tuple(axes))

    def transposed(self, order: Sequence[int]) -> Stream:
        """With the axes in this order."""
        return replace(self, axes=tuple(self.axes[axis] for axis in order))


@dataclass(frozen=True, eq=False)
class Steps:
    """The grid of quantized weights: of each element its scale, which has the shape of the weights."""

    scale: NDArray[np.float64]
    lo: int
    hi: int
    rounding: Rounding = "half_even"

    def grid(self, axis: int, what: str = "the weights have") -> Grid:
        """The same for weights whose output channels are this axis."""
        by_channel = np.moveaxis(self.scale, axis, 0)
        by_channel = by_channel.reshape(len(by_channel), -1)
        if not (by_channel == by_channel[:, :1]).all():
            raise refused(
                f"{what} scales that differ within an output channel", "quantize by output channel, or with one scale"
            )
        scale = by_channel[:, 0].copy()
        return Grid(scale[:1] if (scale == scale[0]).all() else scale, self.lo, self.hi, self.rounding)


@dataclass(frozen=True, eq=False)
class Fixed:
    """A tensor that does not depend on the image.

    other   the same for MORE images, where it depends on how many there are
    steps   where it is quantized
    limits  where it is integers that were clipped: to what
    """

    array: NDArray[Any]
    other: NDArray[Any] | None = None
    steps: Steps | None = None
    limits: tuple[int, int] | None = None


Value = Stream | Fixed


def shown(dims: Sequence[int]) -> str:
    """A tensor's shape for a message: [N, 3, 32, 32]."""
    return f"[{', '.join(map(_size, dims))}]"


def _size(dim: int) -> str:
    times, rest = divmod(dim, MANY)
    return str(dim) if rest or not times else "N" if times == 1 else f"{times}·N"


def per_channel(x: Stream, constant: NDArray[np.float64], what: str) -> NDArray[np.float64]:
    """float64[channel]: what `constant`, spread over the tensor `x` as ONNX does, holds for each channel.

    Raises HdlgenError where it differs from pixel to pixel, or would repeat the image.
    """
    axes = ("",) * (constant.ndim - len(x.axes)) + x.axes
    constant = constant.reshape((1,) * (len(axes) - constant.ndim) + constant.shape)
    sizes, letters = x.sizes, ""
    for axis, dim in zip(axes, constant.shape, strict=True):
        if dim not in (1, x.size(axis)) or (dim > 1 and "N" in axis):
            raise refused(f"{what} has shape {shown(constant.shape)}, and the image {shown(x.dims)}")
        letters += axis if dim > 1 else ""
    spread = constant.reshape([sizes[letter] for letter in letters])
    for i in reversed(range(len(letters))):
        if letters[i] != "C":
            first = spread.take([0], i)
            if not (spread == first).all():
                raise refused(f"{what} differs from pixel to pixel", "use one number for each channel")
            spread = first.squeeze(i)
    return np.broadcast_to(spread, (x.shape[2],)).astype(np.float64)
