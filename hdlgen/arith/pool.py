"""`MaxPool` and `SumPool`: non-overlapping squares reduced to one value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class Pool:
    """Squares of `kernel` × `kernel` that do not overlap; rows and columns left over at the end are dropped."""

    height: int
    width: int
    channels: int
    kernel: int

    def __post_init__(self) -> None:
        if not 1 <= self.kernel <= min(self.height, self.width):
            raise HdlgenError(
                "pool.kernel",
                f"must lie in 1..{min(self.height, self.width)} (the image is "
                f"{self.height}×{self.width}), not {self.kernel}",
            )

    @property
    def out_height(self) -> int:
        """Rows of output positions."""
        return self.height // self.kernel

    @property
    def out_width(self) -> int:
        """Columns of output positions."""
        return self.width // self.kernel

    @property
    def positions(self) -> int:
        """Output positions of an image."""
        return self.out_height * self.out_width

    def squares(self, x: Ints) -> Ints:
        """[image, row, column, element, channel] of images [image, row, column, channel]."""
        k = self.kernel
        cut = x[:, : self.out_height * k, : self.out_width * k]
        cut = cut.reshape(len(x), self.out_height, k, self.out_width, k, self.channels)
        return cut.transpose(0, 1, 3, 2, 4, 5).reshape(len(x), self.out_height, self.out_width, k * k, self.channels)


@dataclass(frozen=True)
class MaxPool(Pool):
    """The largest element of each square."""

    def apply(self, x: Ints) -> Ints:
        """int64[image, out row, out column, channel] of `x` int64[image, row, column, channel]."""
        return np.asarray(self.squares(x).max(axis=3), np.int64)


@dataclass(frozen=True)
class SumPool(Pool):
    """The sum of each square; an average pool is this and a requantizer behind it."""

    def apply(self, x: Ints) -> Ints:
        """int64[image, out row, out column, channel] of `x` int64[image, row, column, channel]."""
        return np.asarray(self.squares(x).sum(axis=3), np.int64)
