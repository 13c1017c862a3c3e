"""`Operator`: what makes an image of images without weights, and what every kind of it can say of itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.integer import Int, Ints
from hdlgen.errors import HdlgenError

Shape = tuple[int, int, int]
"""Rows, columns, channels: images are stored and streamed row by row, channel fastest."""
Mask = NDArray[np.bool_]
"""bool[channel]: those that stay."""


def by(shape: Iterable[int]) -> str:
    """A shape for a message: 4×4×16."""
    return "×".join(map(str, shape))


@dataclass(frozen=True)
class Signal:
    """Images of `shape` (rows, columns, channels) whose elements have type `type`."""

    shape: Shape
    type: Int


class Operator(ABC):
    """Frozen parameters of an integer function of one image or several."""

    @abstractmethod
    def shape(self, *operands: Shape) -> Shape:
        """Of the result. Raises HdlgenError where these cannot be its operands."""

    @abstractmethod
    def apply(self, *operands: Ints) -> Ints:
        """int64[image, row, column, channel] of `operands` of the same form."""

    @abstractmethod
    def faults(self, operands: Sequence[Signal], out: Int) -> Iterator[str]:
        """Why it does not make elements of type `out` of `operands`, whose shapes are right."""

    def feeds(self, operand: int, channels: int) -> Ints | None:
        """int64[channel]: the channel of the result that each of an operand's becomes part of.

        None where the result depends on which channels there are. By default each stays what it is.
        """
        return np.arange(channels)

    def kept(self, masks: Sequence[Mask]) -> Self:
        """The same for operands without some of their channels, and so without those of the result that they feed."""
        return self

    def spread(self, places: Sequence[Ints], channels: Sequence[int]) -> Self:
        """The same for operands of more `channels`, whose channel c was what is now channel places[operand][c].

        What becomes of other channels means nothing. Raises HdlgenError where it would change the result.
        """
        return self


def same_shape(operands: Sequence[Shape]) -> Shape:
    """The shape that all of `operands` have. Raises HdlgenError if they differ."""
    if len(set(operands)) > 1:
        raise HdlgenError("inputs", f"have the shapes {', '.join(map(by, operands))}, which must be one")
    return operands[0]


def typed(operands: Sequence[Signal], wanted: Sequence[Int]) -> Iterator[str]:
    """Where the types of `operands` are not those that are `wanted`."""
    for n, (signal, kind) in enumerate(zip(operands, wanted, strict=True)):
        if signal.type != kind:
            yield f"takes {kind} as operand {n}, not {signal.type}"


def within(lo: int, hi: int, out: Int) -> Iterator[str]:
    """Whether results in lo..hi are of type `out`."""
    if lo < out.lo or hi > out.hi:
        yield f"produces {lo}..{hi}, outside {out}"


def kept_of(values: Sequence[int], mask: Mask) -> tuple[int, ...]:
    """Those of `values`, one a channel, that stay."""
    return tuple(v for v, stays in zip(values, mask, strict=True) if stays)
