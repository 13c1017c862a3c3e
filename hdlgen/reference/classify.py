"""Which class a network's outputs say that an image is of."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from hdlgen.arith import ArgMax
from hdlgen.arith.integer import Ints
from hdlgen.ir.graph import Graph, OperatorNode


def classes(graph: Graph, outputs: Mapping[str, Ints]) -> Ints:
    """int64[image]: the class by the first result of `graph`, the largest of its elements, or what an argmax says.

    outputs  int64[image, row, column, channel] by node
    """
    end = graph[graph.ends[0]]
    y = outputs[end.name].reshape(len(outputs[end.name]), -1)
    found = y[:, 0] if isinstance(end, OperatorNode) and isinstance(end.op, ArgMax) else y.argmax(axis=1)
    return np.asarray(found, np.int64)


def class_count(graph: Graph) -> int:
    """How many classes `classes` tells apart: elements of the first result, or channels in front of an argmax."""
    end = graph[graph.ends[0]]
    if isinstance(end, OperatorNode) and isinstance(end.op, ArgMax):
        return end.op.channels
    return math.prod(end.shape)
