"""`read`: an ONNX file as the network that it is."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Shape
from hdlgen.errors import ToolError
from hdlgen.frontend.operators import Real
from hdlgen.frontend.source import Source


@dataclass(frozen=True)
class Arranged:
    """How the images of a `Source` stand in a tensor of the ONNX graph.

    name    of the tensor
    axes    of each axis, which of N, H, W, C it runs through, the slowest first
    shape   of an image: rows, columns, channels
    batch   how many images the graph takes at a time; None for any number
    kind    NumPy's name of the tensor's elements
    scale, zero  what its elements stand for: (element − zero)·scale
    behind  the operator at the very end, "Softmax" or "LogSoftmax", that the `Source` leaves out; `axes` are then those
            of the tensor that it reads
    """

    name: str
    axes: tuple[str, ...]
    shape: Shape
    batch: int | None
    kind: str
    scale: float = 1.0
    zero: int = 0
    behind: str = ""

    def tensor(self, images: Real) -> NDArray[Any]:
        """The tensor of `images` [image, row, column, channel]; real numbers that no integer stands for are rounded."""
        sizes = {"N": len(images), **dict(zip("HWC", self.shape, strict=True))}
        letters = "".join(self.axes)
        missing = [axis for axis, letter in enumerate("NHWC") if letter not in letters]
        ordered = images.squeeze(tuple(missing)) if missing else images
        kept = [letter for letter in "NHWC" if letter in letters]
        ordered = ordered.transpose([kept.index(letter) for letter in letters])
        found = ordered.reshape(
            [int(np.prod([sizes[letter] for letter in axis], dtype=np.int64)) for axis in self.axes]
        )
        kind = np.dtype(self.kind)
        if kind.kind in "iu":
            return np.asarray(np.rint(found / self.scale) + self.zero, kind)
        return np.asarray(found, kind)

    def images(self, tensor: NDArray[Any], count: int) -> Real:
        """float64[image, row, column, channel] of the tensor of `count` images."""
        sizes = {"N": count, **dict(zip("HWC", self.shape, strict=True))}
        letters = "".join(self.axes)
        found = tensor.reshape([sizes[letter] for letter in letters])
        found = found.transpose([letters.index(letter) for letter in "NHWC" if letter in letters])
        return np.asarray((found.astype(np.float64) - self.zero) * self.scale).reshape(count, *self.shape)


@dataclass(frozen=True, eq=False)
class Reading:
    """A network, and how its images stand in the graph that it was read from.

    input    of the graph
    outputs  of the graph, in the order of the source's
    """

    source: Source
    input: Arranged
    outputs: tuple[Arranged, ...]

    def batches(self, images: Real) -> Sequence[Real]:
        """`images` in parts of as many as the graph takes at a time; the last one is filled up with its last image."""
        count = self.input.batch
        if count is None:
            return [images]
        filled = np.concatenate([images, images[-1:].repeat(-len(images) % count, axis=0)])
        return [filled[first : first + count] for first in range(0, len(filled), count)]


def reading(path: Path) -> Reading:
    """The network in the file, with its place there. Raises what `read` does."""
    if importlib.util.find_spec("onnx") is None:
        raise ToolError(str(path), "reading ONNX needs onnx, which is not installed", fix="pip install 'hdlgen[onnx]'")
    from hdlgen.frontend.onnx.reading.walk import walked

    return walked(path)


def read(path: Path) -> Source:
    """The network in the file.

    Raises SpecError with everything in it that cannot be taken, and ToolError where onnx is not installed.
    """
    return reading(path).source
