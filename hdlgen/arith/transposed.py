"""`Transposed`: a transposed convolution as ordinary ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.rearrange import Interleave
from hdlgen.arith.sliding import Axes, Sides
from hdlgen.arith.window import Window
from hdlgen.errors import HdlgenError

T = TypeVar("T", bound=np.number)


@dataclass(frozen=True)
class Transposed:
    """y[oy, ox] = Σ x[iy, ix]·w[ky, kx] over all with oy + top = sy·iy + ky, ox + left = sx·ix + kx (PyTorch, ONNX).

    No inserted zero is multiplied: the outputs whose oy mod sy and ox mod sx are equal are one ordinary convolution
    with some of the kernel's rows and columns. These sy·sx *phases* read one `window` of the image, side by side as
    groups of channels, and `interleave` puts their results in raster order.

    padding         removed from the result on each side; fewer than the kernel has
    output_padding  rows and columns added at the bottom and on the right; fewer than the stride
    """

    height: int
    width: int
    channels: int
    kernel: Axes
    stride: Axes
    padding: Sides
    output_padding: Axes
    out_channels: int

    def __post_init__(self) -> None:
        top, left, bottom, right = self.padding
        for name in ("kernel", "stride"):
            if min(getattr(self, name)) < 1:
                raise HdlgenError(name, f"must be at least 1 both ways, not {getattr(self, name)}")
        for k, sides in zip(self.kernel, ((top, bottom), (left, right)), strict=True):
            if not all(0 <= side < k for side in sides):
                raise HdlgenError("padding", f"must lie in 0..{k - 1} (kernel − 1), not {', '.join(map(str, sides))}")
        for more, s in zip(self.output_padding, self.stride, strict=True):
            if not 0 <= more < s:
                raise HdlgenError("output_padding", f"must lie in 0..{s - 1} (stride − 1), not {more}")
        if min(self.out_height, self.out_width) < 1:
            raise HdlgenError("padding", "leaves nothing of the result", fix="lower it")

    @property
    def out_height(self) -> int:
        """Rows of the result."""
        return self._size(0)

    @property
    def out_width(self) -> int:
        """Columns of the result."""
        return self._size(1)

    def _size(self, axis: int) -> int:
        size, before, behind = (self.height, self.width)[axis], self.padding[axis], self.padding[axis + 2]
        return (size - 1) * self.stride[axis] - before - behind + self.kernel[axis] + self.output_padding[axis]

    def _taps(self, axis: int) -> list[tuple[int, int, int]]:
        """(phase, pixels from a position to the one that is read, row or column of the kernel) of every product."""
        k, s, before = self.kernel[axis], self.stride[axis], self.padding[axis]
        return [
            (phase, (phase + before - tap) // s, tap) for phase in range(s) for tap in range((phase + before) % s, k, s)
        ]

    def _blocks(self, axis: int) -> int:
        """Blocks of the result, each of `stride` rows or columns."""
        return -(-self._size(axis) // self.stride[axis])

    def _span(self, axis: int) -> tuple[int, int]:
        """The least and the largest offset of `_taps`, and 0; and far enough for the last block to see a pixel."""
        offsets = [offset for _, offset, _ in self._taps(axis)]
        return min(*offsets, 0, (self.height, self.width)[axis] - self._blocks(axis)), max(*offsets, 0)

    @property
    def window(self) -> Window:
        """What every position sees, for all phases; a position stands for a block of the result."""
        kernel, padding = [], []
        for axis, size in enumerate((self.height, self.width)):
            least, most = self._span(axis)
            kernel.append(most - least + 1)
            padding.append((-least, max(0, self._blocks(axis) + most - size)))
        (top, bottom), (left, right) = padding
        return Window(
            self.height, self.width, self.channels, (kernel[0], kernel[1]), padding=(top, left, bottom, right)
        )

    @property
    def interleave(self) -> Interleave:
        """What puts the phases in order."""
        return Interleave(self.stride, self.out_height, self.out_width, self.out_channels)

    def phases(self, weights: NDArray[T]) -> NDArray[T]:
        """The kernels of all phases as one, [window row, window column, channel, phase and out channel].

        weights  [kernel row, kernel column, channel, out channel]; zero where a phase has no such tap
        """
        window, (sy, sx) = self.window, self.stride
        out = np.zeros((*window.kernel, self.channels, sy, sx, self.out_channels), weights.dtype)
        top, left = self._span(0)[0], self._span(1)[0]
        for py, dy, ky in self._taps(0):
            for px, dx, kx in self._taps(1):
                out[dy - top, dx - left, :, py, px] = weights[ky, kx]
        return out.reshape(*window.kernel, self.channels, sy * sx * self.out_channels)
