"""`ArgMax`: the class of a pixel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from hdlgen.arith.integer import Int, Ints, bits_for
from hdlgen.arith.operator import Operator, Shape, Signal, by
from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class ArgMax(Operator):
    """The number of the largest channel; of equals the first."""

    channels: int

    def __post_init__(self) -> None:
        if self.channels < 1:
            raise HdlgenError("argmax.channels", f"must be at least 1, not {self.channels}")

    @property
    def out(self) -> Int:
        """Narrowest type of a class."""
        return Int(bits_for(0, self.channels - 1))

    def shape(self, *operands: Shape) -> Shape:
        ((rows, columns, channels),) = operands
        if channels != self.channels:
            raise HdlgenError("input", f"is {by(operands[0])}, and {self.channels} channels are compared")
        return rows, columns, 1

    def faults(self, operands: Sequence[Signal], out: Int) -> Iterator[str]:
        if out != self.out:
            yield f"gives {out}, and a class of {self.channels} is {self.out}"

    def feeds(self, operand: int, channels: int) -> Ints | None:
        return None

    def spread(self, places: Sequence[Ints], channels: Sequence[int]) -> Self:
        if channels[0] != self.channels:
            raise HdlgenError("argmax", f"compares {self.channels} channels, and is given {channels[0]}")
        return self

    def apply(self, *operands: Ints) -> Ints:
        (x,) = operands
        return np.asarray(x.argmax(axis=3)[..., None], np.int64)
