"""`with_results`: quantizers behind results that have none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hdlgen.frontend.names import free_name
from hdlgen.frontend.operators import ArgMax, Grid, MaxPool, Quant, Real, Upsample
from hdlgen.frontend.source import Node, Source
from hdlgen.spec.names import INPUT

BITS = 8
"""Of results that nobody quantized: the most that hardware gives."""


def quantized(source: Source, name: str) -> bool:
    """Whether node `name` gives numbers on a grid."""
    while name != INPUT:
        node = source[name]
        if isinstance(node.op, Quant | ArgMax):
            return True
        if not isinstance(node.op, MaxPool | Upsample):
            return False
        (name,) = node.inputs
    return True


def with_results(source: Source, images: Real) -> Source:
    """`source` with its results on grids of BITS bits that hold all they are for `images`; those on grids stay."""
    bare = [name for name in dict.fromkeys(source.outputs) if not quantized(source, name)]
    if not bare:
        return source
    found, nodes, at = source.run(images, bare), list(source.nodes), {}
    for name in bare:
        lo, hi = float(found[name].min()), float(found[name].max())
        signed = lo < 0
        ends = (-(1 << (BITS - 1)), (1 << (BITS - 1)) - 1) if signed else (0, (1 << BITS) - 1)
        scale = max(-lo / -ends[0] if signed else 0.0, hi / ends[1], 1e-12)
        at[name] = free_name(f"{name}_result", [node.name for node in nodes])
        nodes.append(Node(at[name], Quant(Grid(np.array([scale]), *ends, "half_up")), (name,), source[name].where))
    return replace(source, nodes=tuple(nodes), outputs=tuple(at.get(name, name) for name in source.outputs))
