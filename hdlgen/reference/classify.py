"""What a network's outputs say an image is, a class or a mask, and how right that is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import ArgMax
from hdlgen.arith.integer import Ints
from hdlgen.ir.graph import ArrayNode, Graph, Node, OperatorNode
from hdlgen.nets import overlap, scores

Values = NDArray[Any]
"""Integers, or the real numbers of another executor."""
Labels = NDArray[np.integer[Any]]
"""Classes [image], or masks [image, row, column] of classes, of which 0 is the background."""
Scores = NDArray[np.float64]
"""[image], 0..1."""
Score = Literal["accuracy", "dice"]
"""What scores are: 1 or 0 of classes, Dice coefficients of masks."""


def classes(graph: Graph, outputs: Mapping[str, Values]) -> Ints:
    """int64[image]: the class by the first result of `graph`, the largest of its elements, or what an argmax says.

    outputs  [image, row, column, channel] by node
    """
    end = _end(graph)
    y = outputs[end.name].reshape(len(outputs[end.name]), -1)
    return np.asarray(y[:, 0], np.int64) if _argmax(end) else scores.found_in(y, segments=False)


def class_count(graph: Graph) -> int:
    """How many classes `classes` tells apart: elements of the first result, or channels in front of an argmax."""
    end = _end(graph)
    last = _argmax(end)
    return last.channels if last else math.prod(end.shape)


def masks(graph: Graph, outputs: Mapping[str, Values]) -> Ints:
    """int64[image, row, column]: the class of each position of the first result of `graph`.

    What an argmax says, or else `scores.found_in`.

    outputs  [image, row, column, channel] by node
    """
    end = _end(graph)
    y = outputs[end.name].reshape(-1, *end.shape)
    return np.asarray(y[..., 0], np.int64) if _argmax(end) else scores.found_in(y, segments=True)


def mask_shape(graph: Graph) -> tuple[int, int]:
    """Rows and columns of `masks`."""
    return _end(graph).shape[:2]


def mask_count(graph: Graph) -> int:
    """How many classes `masks` tells apart."""
    end = _end(graph)
    last = _argmax(end)
    return last.channels if last else max(2, end.shape[2])


def is_probability(graph: Graph) -> bool:
    """Whether the first result is one channel of a function that is never negative, of which `masks` makes nothing."""
    end = _end(graph)
    return isinstance(end, ArrayNode) and end.shape[2] == 1 and end.table is not None and end.out.lo >= 0


def score(graph: Graph, outputs: Mapping[str, Values], labels: Labels) -> Scores:
    """float64[image], 0..1: 1 where the class is the label's and 0 where not; or the Dice coefficient of the mask.

    outputs  [image, row, column, channel] by node
    """
    if labels.ndim == 1:
        return np.asarray(classes(graph, outputs) == labels, np.float64)
    return overlap.dice(masks(graph, outputs), labels)


def mean(scores: Scores) -> float:
    """Of all images: the same in whatever order they come, since the sum is exact until it is rounded once."""
    return math.fsum(scores) / len(scores)


def _end(graph: Graph) -> Node:
    return graph[graph.ends[0]]


def _argmax(end: Node) -> ArgMax | None:
    """The operator of `end` if what it gives are classes."""
    return end.op if isinstance(end, OperatorNode) and isinstance(end.op, ArgMax) else None
