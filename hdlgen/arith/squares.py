"""`Squares`: the positions of a window that a pool joins, one square after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.arith.pool import MaxPool
from hdlgen.arith.sliding import T
from hdlgen.arith.window import Window


@dataclass(frozen=True)
class Squares:
    """Positions of `window` in the order of the squares of `pool`, whose windows do not overlap and are not padded."""

    window: Window
    pool: MaxPool

    @property
    def inputs(self) -> int:
        """Positions of a square."""
        return self.pool.elements

    @cached_property
    def whole(self) -> Window:
        """The window that sees all that a square's positions see; its positions are the squares."""
        w, (rows, columns) = self.window, self.pool.kernel
        (sy, sx), (ry, rx) = w.stride, w.reach
        kernel = (ry + (rows - 1) * sy, rx + (columns - 1) * sx)
        return replace(w, kernel=kernel, stride=(rows * sy, columns * sx), dilation=(1, 1))

    @cached_property
    def taps(self) -> Ints:
        """int64[input, tap]: which tap of `whole` each tap of a square's positions is."""
        w, (rows, columns) = self.window, self.pool.kernel
        width, (ky, kx) = self.whole.kernel[1], w.kernel
        (sy, sx), (dy, dx) = w.stride, w.dilation
        down = np.arange(rows)[:, None] * sy + np.arange(ky) * dy
        across = np.arange(columns)[:, None] * sx + np.arange(kx) * dx
        pixel = down[:, None, :, None] * width + across[None, :, None, :]
        taps = pixel.reshape(self.inputs, ky * kx, 1) * w.channels + np.arange(w.channels)
        return np.asarray(taps.reshape(self.inputs, w.taps), np.int64)

    def picked(self, taps: Sequence[int]) -> tuple[Ints, Ints]:
        """What of `whole` some position sees through its `taps`: int64[kept], and int64[input, tap] among these."""
        seen = self.taps[:, list(taps)]
        kept, places = np.unique(seen, return_inverse=True)
        return kept, np.asarray(places.reshape(seen.shape), np.int64)

    def apply(self, x: NDArray[T]) -> NDArray[T]:
        """Windows [image, square, input, tap] of images `x` [image, row, column, channel]; same dtype, any number."""
        return self.whole.apply(x)[:, :, self.taps]
