"""`MaxPool` and `SumPool`: windows reduced to one value a channel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.arith.sliding import Sliding


@dataclass(frozen=True)
class MaxPool(Sliding):
    """The largest element of each window; padding is none of them."""

    def apply(self, x: Ints) -> Ints:
        """int64[image, out row, out column, channel] of `x` int64[image, row, column, channel]."""
        return np.asarray(self.windows(x, np.iinfo(np.int64).min).max(axis=(3, 4)), np.int64)


@dataclass(frozen=True)
class SumPool(Sliding):
    """The sum of each window, padding counted as 0; an average pool is this and a requantizer behind it."""

    def apply(self, x: Ints) -> Ints:
        """int64[image, out row, out column, channel] of `x` int64[image, row, column, channel]."""
        return np.asarray(self.windows(x).sum(axis=(3, 4)), np.int64)
