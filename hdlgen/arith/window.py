"""`Window`: which inputs an output position sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from hdlgen.errors import HdlgenError

T = TypeVar("T", bound=np.number)


@dataclass(frozen=True)
class Window:
    """A sliding window over an image of `height` × `width` × `channels`, row by row, padded with zeros.

    A *tap* is one element of the window; taps are numbered (ky, kx, channel), channel fastest. A fully connected
    layer is a window as large as the image.

    kernel   (rows, columns)
    stride   same both ways
    padding  zeros on all four sides; less than the kernel
    """

    height: int
    width: int
    channels: int
    kernel: tuple[int, int]
    stride: int = 1
    padding: int = 0

    def __post_init__(self) -> None:
        for name in ("height", "width", "channels", "stride"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"window.{name}", f"must be at least 1, not {getattr(self, name)}")
        if not 0 <= self.padding < min(self.kernel):
            raise HdlgenError("padding", f"must lie in 0..{min(self.kernel) - 1} (kernel − 1), not {self.padding}")
        if self.kernel[0] > self.height + 2 * self.padding or self.kernel[1] > self.width + 2 * self.padding:
            raise HdlgenError(
                "kernel",
                f"{self.kernel[0]}×{self.kernel[1]} is larger than the padded image of "
                f"{self.height + 2 * self.padding}×{self.width + 2 * self.padding}",
                fix="use a smaller kernel or more padding",
            )

    @property
    def out_height(self) -> int:
        """Rows of output positions."""
        return (self.height + 2 * self.padding - self.kernel[0]) // self.stride + 1

    @property
    def out_width(self) -> int:
        """Columns of output positions."""
        return (self.width + 2 * self.padding - self.kernel[1]) // self.stride + 1

    @property
    def positions(self) -> int:
        """Output positions of an image."""
        return self.out_height * self.out_width

    @property
    def taps(self) -> int:
        """Elements of a window."""
        return self.kernel[0] * self.kernel[1] * self.channels

    def apply(self, x: NDArray[T]) -> NDArray[T]:
        """Windows [image, position, tap] of images `x` [image, row, column, channel]; same dtype, any number."""
        assert x.shape[1:] == (self.height, self.width, self.channels), f"{x.shape} for {self}"
        p = self.padding
        padded = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
        view = np.lib.stride_tricks.sliding_window_view(padded, self.kernel, axis=(1, 2))
        view = view[:, :: self.stride, :: self.stride].transpose(0, 1, 2, 4, 5, 3)
        return np.ascontiguousarray(view).reshape(len(x), self.positions, self.taps)
