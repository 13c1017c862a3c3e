"""`Original`: a network as its author's tool computes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hdlgen.arith import Shape
from hdlgen.frontend.operators import Real
from hdlgen.frontend.source import Source


@dataclass(frozen=True, eq=False)
class Original:
    """What was read, and who computes it without us.

    tool  and its version; or why there is none
    run   the results in the source's order, of float32 images, both [image, row, column, channel]; None where the tool
          is not installed
    """

    source: Source
    tool: str
    run: Callable[[Real], list[Real]] | None


def channels_last(values: Real, shape: Shape) -> Real:
    """[image, row, column, channel] of `values` [image, channel, row, column], or flattened so."""
    rows, columns, channels = shape
    return values.reshape(len(values), channels, rows, columns).transpose(0, 2, 3, 1)
