"""Operators that move elements: `Concat`, `Upsample`, `Interleave`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np

from hdlgen.arith.integer import Int, Ints
from hdlgen.arith.operator import Mask, Operator, Shape, Signal, by, within
from hdlgen.arith.requant import Requant
from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class Concat(Operator):
    """The channels of several images of one plane, one image's after the other's.

    channels  of each operand
    requants  of each operand, to the type of the result; None for one that has it; all None if left out
    """

    channels: tuple[int, ...]
    requants: tuple[Requant | None, ...] = ()

    def __post_init__(self) -> None:
        if not self.channels or min(self.channels) < 1:
            raise HdlgenError("concat.channels", f"must be at least 1 each, not {self.channels}")
        if self.requants and len(self.requants) != len(self.channels):
            raise HdlgenError("concat.requants", f"are {len(self.requants)} for {len(self.channels)} operands")

    @cached_property
    def first(self) -> tuple[int, ...]:
        """Channel of the result at which each operand begins."""
        return tuple(sum(self.channels[:n]) for n in range(len(self.channels)))

    def shape(self, *operands: Shape) -> Shape:
        if tuple(shape[2] for shape in operands) != self.channels:
            raise HdlgenError("inputs", f"are {', '.join(map(by, operands))}; channels of {self.channels} are joined")
        if len({shape[:2] for shape in operands}) > 1:
            raise HdlgenError("inputs", f"are of different planes: {', '.join(map(by, operands))}")
        return (*operands[0][:2], sum(self.channels))

    def apply(self, *operands: Ints) -> Ints:
        assert tuple(x.shape[3] for x in operands) == self.channels, f"{[x.shape for x in operands]} for {self}"
        requants = self.requants or (None,) * len(operands)
        return np.concatenate([r.apply(x) if r else x for x, r in zip(operands, requants, strict=True)], axis=3)

    def faults(self, operands: Sequence[Signal], out: Int) -> Iterator[str]:
        for n, (signal, r) in enumerate(zip(operands, self.requants or (None,) * len(operands), strict=True)):
            if r is None and signal.type != out:
                yield f"gives {out}, and operand {n} is {signal.type} and not requantized"
            elif r and r.channels != self.channels[n]:
                yield f"requantizes {r.channels} channels of operand {n}, which has {self.channels[n]}"
            elif r:
                yield from within(r.lo, r.hi, out)

    def feeds(self, operand: int, channels: int) -> Ints | None:
        return self.first[operand] + np.arange(channels)

    def kept(self, masks: Sequence[Mask]) -> Self:
        requants = tuple(r and r.kept(mask) for r, mask in zip(self.requants, masks, strict=False))
        return replace(self, channels=tuple(int(mask.sum()) for mask in masks), requants=requants)

    def spread(self, places: Sequence[Ints], channels: Sequence[int]) -> Self:
        given = zip(self.requants, places, channels, strict=False)
        requants = tuple(r and r.spread(place, count) for r, place, count in given)
        return replace(self, channels=tuple(channels), requants=requants)


@dataclass(frozen=True)
class Upsample(Operator):
    """Nearest neighbours: every pixel becomes a square of `factor` × `factor` of them."""

    factor: int

    def __post_init__(self) -> None:
        if self.factor < 1:
            raise HdlgenError("factor", f"must be at least 1, not {self.factor}")

    def shape(self, *operands: Shape) -> Shape:
        ((rows, columns, channels),) = operands
        return rows * self.factor, columns * self.factor, channels

    def apply(self, *operands: Ints) -> Ints:
        (x,) = operands
        return x.repeat(self.factor, axis=1).repeat(self.factor, axis=2)

    def faults(self, operands: Sequence[Signal], out: Int) -> Iterator[str]:
        if operands[0].type != out:
            yield f"gives {out} and repeats {operands[0].type}"


@dataclass(frozen=True)
class Interleave(Operator):
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
    def in_shape(self) -> Shape:
        """Rows, columns, channels of what is rearranged."""
        sy, sx = self.block
        return -(-self.height // sy), -(-self.width // sx), sy * sx * self.channels

    def shape(self, *operands: Shape) -> Shape:
        if operands != (self.in_shape,):
            raise HdlgenError("input", f"is {', '.join(map(by, operands))}, and {by(self.in_shape)} is rearranged")
        return self.height, self.width, self.channels

    def apply(self, *operands: Ints) -> Ints:
        (x,) = operands
        assert x.shape[1:] == self.in_shape, f"{x.shape} for {self}"
        (rows, columns, _), (sy, sx) = self.in_shape, self.block
        y = x.reshape(len(x), rows, columns, sy, sx, self.channels).transpose(0, 1, 3, 2, 4, 5)
        return y.reshape(len(x), rows * sy, columns * sx, self.channels)[:, : self.height, : self.width]

    def faults(self, operands: Sequence[Signal], out: Int) -> Iterator[str]:
        if operands[0].type != out:
            yield f"gives {out} and moves {operands[0].type}"

    def feeds(self, operand: int, channels: int) -> Ints | None:
        return np.arange(channels) % self.channels

    def kept(self, masks: Sequence[Mask]) -> Self:
        return replace(self, channels=int(masks[0][: self.channels].sum()))

    def spread(self, places: Sequence[Ints], channels: Sequence[int]) -> Self:
        sy, sx = self.block
        if channels[0] % (sy * sx):
            raise HdlgenError("interleave", f"takes {sy * sx} groups of channels, and is given {channels[0]} channels")
        return replace(self, channels=channels[0] // (sy * sx))
