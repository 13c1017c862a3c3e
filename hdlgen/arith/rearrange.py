"""Operators that compute nothing: `Concat`, `Upsample`, `Interleave`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class Concat:
    """The channels of several images of one plane, one image's after the other's.

    channels  of each operand
    """

    channels: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.channels or min(self.channels) < 1:
            raise HdlgenError("concat.channels", f"must be at least 1 each, not {self.channels}")

    @cached_property
    def first(self) -> tuple[int, ...]:
        """Channel of the result at which each operand begins."""
        return tuple(sum(self.channels[:n]) for n in range(len(self.channels)))

    def apply(self, *operands: Ints) -> Ints:
        """int64[image, row, column, all channels] of `operands` int64[image, row, column, channel]."""
        assert tuple(x.shape[3] for x in operands) == self.channels, f"{[x.shape for x in operands]} for {self}"
        return np.concatenate(operands, axis=3)


@dataclass(frozen=True)
class Upsample:
    """Nearest neighbours: every pixel becomes a square of `factor` × `factor` of them."""

    factor: int

    def __post_init__(self) -> None:
        if self.factor < 1:
            raise HdlgenError("factor", f"must be at least 1, not {self.factor}")

    def apply(self, x: Ints) -> Ints:
        """int64[image, factor·row, factor·column, channel] of `x` int64[image, row, column, channel]."""
        return x.repeat(self.factor, axis=1).repeat(self.factor, axis=2)


@dataclass(frozen=True)
class Interleave:
    """Groups of channels become pixels: what puts the phases of a transposed convolution in raster order.

    y[row, column, c] = x[row // sy, column // sx, ((row % sy)·sx + column % sx)·channels + c]

    block          (sy, sx): rows and columns that a pixel becomes
    height, width  of the result; within the last block, rows and columns beyond it are dropped
    channels       of the result; x has sy·sx times as many
    """

    block: tuple[int, int]
    height: int
    width: int
    channels: int

    def __post_init__(self) -> None:
        if min(*self.block, self.height, self.width, self.channels) < 1:
            raise HdlgenError("interleave", f"has a size below 1: {self}")

    @property
    def in_shape(self) -> tuple[int, int, int]:
        """Rows, columns, channels of what is rearranged."""
        sy, sx = self.block
        return -(-self.height // sy), -(-self.width // sx), sy * sx * self.channels

    def apply(self, x: Ints) -> Ints:
        """int64[image, height, width, channels] of `x` int64[image, row, column, sy·sx·channels]."""
        assert x.shape[1:] == self.in_shape, f"{x.shape} for {self}"
        (rows, columns, _), (sy, sx) = self.in_shape, self.block
        y = x.reshape(len(x), rows, columns, sy, sx, self.channels).transpose(0, 1, 3, 2, 4, 5)
        return y.reshape(len(x), rows * sy, columns * sx, self.channels)[:, : self.height, : self.width]
