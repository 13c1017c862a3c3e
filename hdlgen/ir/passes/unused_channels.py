"""`remove_unused_channels`: what nobody reads need not be computed."""

from __future__ import annotations

import numpy as np

from hdlgen.ir.graph import Graph
from hdlgen.ir.passes.narrow import narrow, reach, tap_weights


def remove_unused_channels(graph: Graph) -> Graph:
    """`graph` without the channels of array nodes that every reader multiplies by zero.

    Channels of the network's output stay, and at least one channel of each node. Returns `graph` itself when there is
    nothing to remove.
    """
    for node in reversed(graph.arrays):  # readers first: a channel that goes there may be the last that reads one here
        found = reach(graph, graph[node.name])
        if found.leaves or not found.readers:
            continue
        used = np.zeros(node.channels, np.bool_)
        for reader, _ in found.readers:
            used |= tap_weights(reader).any(axis=(0, 2))
        if not used.any():
            used[0] = True
        if not used.all():
            graph = narrow(graph, node.name, np.flatnonzero(used))
    return graph
