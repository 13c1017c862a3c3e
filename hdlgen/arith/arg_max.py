"""`ArgMax`: the class of a pixel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hdlgen.arith.integer import Int, Ints, bits_for
from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class ArgMax:
    """The number of the largest channel; of equals the first."""

    channels: int

    def __post_init__(self) -> None:
        if self.channels < 1:
            raise HdlgenError("argmax.channels", f"must be at least 1, not {self.channels}")

    @property
    def out(self) -> Int:
        """Narrowest type of a class."""
        return Int(bits_for(0, self.channels - 1))

    def apply(self, x: Ints) -> Ints:
        """int64[image, row, column, 1] of `x` int64[image, row, column, channel]."""
        return np.asarray(x.argmax(axis=3)[..., None], np.int64)
