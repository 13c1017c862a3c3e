"""`Window`: which inputs an output position sees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.sliding import Sliding, T


@dataclass(frozen=True)
class Window(Sliding):
    """The inputs of a product with weights; padded with zeros.

    A *tap* is one element of the window; taps are numbered (ky, kx, channel), channel fastest. A fully connected
    layer is a window as large as the image.
    """

    @property
    def taps(self) -> int:
        """Elements of a window."""
        return self.elements * self.channels

    def apply(self, x: NDArray[T]) -> NDArray[T]:
        """Windows [image, position, tap] of images `x` [image, row, column, channel]; same dtype, any number."""
        return np.ascontiguousarray(self.windows(x)).reshape(len(x), self.positions, self.taps)
