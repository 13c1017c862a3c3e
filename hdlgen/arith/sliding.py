"""`Sliding`: where a window that slides over an image stands, and which pixels each of its positions waits for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.errors import HdlgenError

T = TypeVar("T", bound=np.number)

Axes = tuple[int, int]
"""Of rows, of columns."""
Sides = tuple[int, int, int, int]
"""Top, left, bottom, right: the order of ONNX's `pads`."""


@dataclass(frozen=True)
class Sliding:
    """A window over an image of `height` × `width` × `channels`, row by row.

    kernel    rows, columns
    stride    from one position to the next
    padding   pixels around the image, on each side fewer than the kernel reaches over: every window sees a pixel
    dilation  from one row or column of the kernel to the next
    """

    height: int
    width: int
    channels: int
    kernel: Axes
    stride: Axes = (1, 1)
    padding: Sides = (0, 0, 0, 0)
    dilation: Axes = (1, 1)

    def __post_init__(self) -> None:
        for name in ("height", "width", "channels"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"window.{name}", f"must be at least 1, not {getattr(self, name)}")
        for name in ("kernel", "stride", "dilation"):
            if min(getattr(self, name)) < 1:
                raise HdlgenError(name, f"must be at least 1 both ways, not {getattr(self, name)}")
        top, left, bottom, right = self.padding
        for reach, sides in zip(self.reach, ((top, bottom), (left, right)), strict=True):
            if not all(0 <= side < reach for side in sides):
                least = f"0..{reach - 1}, less than the kernel reaches over"
                raise HdlgenError("padding", f"must lie in {least}, not {', '.join(map(str, sides))}")
        rows, columns = self.height + top + bottom, self.width + left + right
        if self.reach[0] > rows or self.reach[1] > columns:
            raise HdlgenError(
                "kernel",
                f"reaches over {self.reach[0]}×{self.reach[1]}, more than the padded image of {rows}×{columns}",
                fix="use a smaller kernel or more padding",
            )

    @property
    def reach(self) -> Axes:
        """Rows and columns from a window's first to its last."""
        (ky, kx), (dy, dx) = self.kernel, self.dilation
        return (ky - 1) * dy + 1, (kx - 1) * dx + 1

    @property
    def elements(self) -> int:
        """Pixels of a window."""
        return self.kernel[0] * self.kernel[1]

    @property
    def padded(self) -> bool:
        """Whether some side is padded."""
        return any(self.padding)

    @property
    def out_height(self) -> int:
        """Rows of output positions."""
        top, _, bottom, _ = self.padding
        return (self.height + top + bottom - self.reach[0]) // self.stride[0] + 1

    @property
    def out_width(self) -> int:
        """Columns of output positions."""
        _, left, _, right = self.padding
        return (self.width + left + right - self.reach[1]) // self.stride[1] + 1

    @property
    def positions(self) -> int:
        """Output positions of an image."""
        return self.out_height * self.out_width

    @property
    def last_pixels(self) -> Ints:
        """int64[position]: the last pixel of the image, row by row, that each position sees."""
        top, left, _, _ = self.padding
        (sy, sx), (ry, rx) = self.stride, self.reach
        rows = np.minimum(np.arange(self.out_height) * sy - top + ry, self.height) - 1
        columns = np.minimum(np.arange(self.out_width) * sx - left + rx, self.width) - 1
        return np.asarray((rows[:, None] * self.width + columns).ravel(), np.int64)

    def windows(self, x: NDArray[T], fill: int = 0) -> NDArray[T]:
        """[image, out row, out column, kernel row, kernel column, channel] of `x` [image, row, column, channel].

        A view of the padded image; `fill` is what the padding holds.
        """
        assert x.shape[1:] == (self.height, self.width, self.channels), f"{x.shape} for {self}"
        top, left, bottom, right = self.padding
        if self.padded:
            x = np.pad(x, ((0, 0), (top, bottom), (left, right), (0, 0)), constant_values=fill)
        view = np.lib.stride_tricks.sliding_window_view(x, self.reach, axis=(1, 2))
        (sy, sx), (dy, dx) = self.stride, self.dilation
        return view[:, ::sy, ::sx, :, ::dy, ::dx].transpose(0, 1, 2, 4, 5, 3)
