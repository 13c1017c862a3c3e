"""`remove_unused_channels`: what nobody reads need not be computed."""

from __future__ import annotations

import numpy as np

from hdlgen.ir.graph import ArrayNode, Graph
from hdlgen.ir.passes.narrow import groups, narrow, tap_weights


def remove_unused_channels(graph: Graph) -> Graph:
    """`graph` without the channels of array nodes that every reader multiplies by zero.

    Of nodes whose outputs are added a channel goes in all of them or in none. Channels of the network's output stay,
    and at least one channel of each node. Returns `graph` itself when there is nothing to remove.
    """
    for group in reversed(list(groups(graph))):  # readers first: what goes there may be the last that reads one here
        if group.fixed or not group.readers:
            continue
        used = np.zeros(graph[group.writers[0]].shape[2], np.bool_)
        for name in group.readers:
            reader = graph[name]
            assert isinstance(reader, ArrayNode)
            used |= tap_weights(reader).any(axis=(0, 2))
        if not used.any():
            used[0] = True
        if not used.all():
            graph = narrow(graph, group, np.flatnonzero(used))
    return graph
