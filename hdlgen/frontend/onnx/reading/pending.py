"""What is an operator only together with what follows: padding, parts of an activation, an unknown result.

These stand among the nodes while a graph is read. One that is needed at the end has found nothing to go with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hdlgen.arith import Shape, Sides


class Pending:
    """`alone` is why it cannot stay as it is, and `fix` what to write instead."""

    alone: ClassVar[str] = ""
    fix: ClassVar[str] = ""

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        return shapes[0]


@dataclass(frozen=True)
class Padding(Pending):
    """Zeros around the image."""

    sides: Sides
    alone: ClassVar[str] = "pads an image that no convolution or pool reads at once"
    fix: ClassVar[str] = "pad in the convolution"

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        top, left, bottom, right = self.sides
        ((rows, columns, channels),) = shapes
        return rows + top + bottom, columns + left + right, channels


@dataclass(frozen=True)
class Erf(Pending):
    """`times`·erf(`gain`·x) + `plus`."""

    gain: float
    times: float = 1.0
    plus: float = 0.0
    alone: ClassVar[str] = "Erf is taken only in GELU, 0.5·x·(1 + Erf(x/√2))"
    fix: ClassVar[str] = "use GELU or another activation"


@dataclass(frozen=True)
class Product(Pending):
    """An image times another of its shape, pixel by pixel."""

    alone: ClassVar[str] = "multiplies two images pixel by pixel"
    fix: ClassVar[str] = (
        "multiply by one number for each channel, as squeeze and excitation does; "
        "of x·sigmoid(x) quantize only the result"
    )


@dataclass(frozen=True)
class Softmax(Pending):
    """Softmax of the channels; `axes` are those of the tensor that it reads."""

    axes: tuple[str, ...]
    alone: ClassVar[str] = "Softmax is taken only at the very end, where it is left out"
    fix: ClassVar[str] = "end the network with the numbers in front of it"


@dataclass(frozen=True)
class LogSoftmax(Softmax):
    """Its logarithm."""


@dataclass(frozen=True)
class Lost(Pending):
    """The result, of `size`, of what cannot be taken: its mistake is known."""

    size: Shape

    def shape(self, *shapes: Shape) -> Shape:
        """Of the result."""
        return self.size


AnyPending = Padding | Erf | Product | Softmax | LogSoftmax | Lost
