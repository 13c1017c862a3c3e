"""`remove_unused_channels`: what nobody reads need not be computed."""

from __future__ import annotations

import numpy as np

from hdlgen.ir.graph import Graph
from hdlgen.ir.narrow import classes_of, tap_weights, without


def remove_unused_channels(graph: Graph) -> Graph:
    """`graph` without the channels that every array node multiplies by zero which sees them.

    Channels of one class (`classes_of`) go together; those of the image and of results stay, and at least one channel
    of each node. Returns `graph` itself when there is nothing to remove.
    """
    classes = classes_of(graph)
    gone = np.ones(len(classes.fixed), np.bool_)
    for node in graph.arrays:
        gone[classes.of[node.inputs[0]][tap_weights(node).any(axis=(0, 2))]] = False
    return without(graph, classes, classes.leaving(gone))
