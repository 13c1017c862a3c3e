"""`Original`: a network as its author's tools compute it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from hdlgen.arith import Shape
from hdlgen.frontend.operators import Real
from hdlgen.frontend.source import Source


@dataclass(frozen=True, eq=False)
class Original:
    """What was read, and who computes it without us.

    tool     and its version
    compute  of float32[image, channel, row, column] the results, as the tool gives them; None where it is not installed
    """

    source: Source
    tool: str
    compute: Callable[[Real], Sequence[Real]] | None

    def run(self, images: Real) -> list[Real]:
        """The results of float32[image, row, column, channel], [image, row, column, channel]."""
        assert self.compute, "its tool is there"
        found = self.compute(np.ascontiguousarray(images.transpose(0, 3, 1, 2), np.float32))
        return [channels_last(y, self.source.shapes[name]) for name, y in zip(self.source.outputs, found, strict=True)]


def channels_last(values: Real, shape: Shape) -> Real:
    """`values` [image, row, column, channel], if they are [image, channel, row, column], flattened, or so already."""
    if values.shape[1:] == shape:
        return values
    rows, columns, channels = shape
    return values.reshape(len(values), channels, rows, columns).transpose(0, 2, 3, 1)
