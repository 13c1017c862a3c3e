"""`check`: the rules of a legal graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Int, Requant, Slices, Table
from hdlgen.errors import Mistake, SpecError
from hdlgen.ir.graph import AddNode, ArrayNode, AvgPoolNode, ComputeNode, Graph, InputNode, MaxPoolNode, Node
from hdlgen.spec.shapes import by
from hdlgen.spec.weights import PRODUCT_BITS, peak

ACTIVATION_BITS = 8
"""Widest activation."""
PRODUCTS = f"its requantizer meets products of {PRODUCT_BITS} bits or more"


def check(graph: Graph) -> None:
    """Raises SpecError with every rule that `graph` breaks.

    One input; unique names; inputs before use, and none twice; shapes and types agree; weights in range; the results of
    requantizer and table inside `out`; no product of 62 bits or more.
    """
    mistakes = list(_structure(graph))
    known: dict[str, Node] = {}
    for node in graph.nodes:
        before = [known[n] for n in node.inputs if n in known]
        if not isinstance(node, InputNode) and len(before) == len(node.inputs) == _inputs(node):
            mistakes += (Mistake(f"node {node.name}", what) for what in _connection(node, before))
        mistakes += (Mistake(f"node {node.name}", what) for what in _inside(node))
        known[node.name] = node
    if mistakes:
        raise SpecError.of(mistakes)


def _structure(graph: Graph) -> Iterator[Mistake]:
    if sum(isinstance(n, InputNode) for n in graph.nodes) != 1:
        yield Mistake(f"graph {graph.name}", "must have exactly one input node")
    seen: set[str] = set()
    for node in graph.nodes:
        if node.name in seen:
            yield Mistake(f"node {node.name}", "has the name of an earlier node")
        for name in node.inputs:
            if name not in seen:
                yield Mistake(f"node {node.name}", f"reads {name}, which does not come before it")
        if len(node.inputs) != _inputs(node):
            yield Mistake(f"node {node.name}", f"has {len(node.inputs)} inputs, not {_inputs(node)}")
        elif len(set(node.inputs)) < len(node.inputs):
            yield Mistake(f"node {node.name}", f"reads {node.inputs[0]} twice")
        seen.add(node.name)


def _inputs(node: Node) -> int:
    """How many nodes a node reads."""
    return 0 if isinstance(node, InputNode) else 2 if isinstance(node, AddNode) else 1


def _connection(node: ComputeNode, sources: Sequence[Node]) -> Iterator[str]:
    """Whether a node takes what the nodes that it reads give."""
    if isinstance(node, AddNode):
        shape, types = node.shape, list(node.add.operands)
    else:
        size = node.window if isinstance(node, ArrayNode) else node.pool
        shape = (size.height, size.width, size.channels)
        types = [node.out if isinstance(node, MaxPoolNode) else node.in_type]
    for before, in_type in zip(sources, types, strict=True):
        if shape != before.shape:
            yield f"takes {by(shape)}, but {before.name} gives {by(before.shape)}"
        if in_type != before.out:
            yield f"takes {in_type}, but {before.name} gives {before.out}"


def _inside(node: Node) -> Iterator[str]:
    """Whether the parts of a node agree with each other."""
    if node.out.bits > ACTIVATION_BITS:
        yield f"gives {node.out}; activations have at most {ACTIVATION_BITS} bits"
    if isinstance(node, InputNode):
        if min(node.shape) < 1:
            yield f"has the empty shape {by(node.shape)}"
    elif isinstance(node, AvgPoolNode):
        yield from _requant(node.requant, None, node.pool.channels, node.out)
        yield from _mean(node)
    elif isinstance(node, AddNode):
        yield from _range(node.add.lo, node.add.hi, node.out)
    elif isinstance(node, ArrayNode):
        yield from _weights(node)
        yield from _requant(node.requant, node.table, node.channels, node.out)


def _weights(node: ArrayNode) -> Iterator[str]:
    w = node.weights
    if w.ndim != 2 or w.dtype != np.int8 or w.shape[0] != node.window.taps or w.shape[1] < 1:
        yield f"has weights {w.dtype}{list(w.shape)}, not int8[{node.window.taps}, channel]"
        return
    w_max = Slices(node.weight_bits, 1).w_max
    if int(w.max()) > w_max or int(w.min()) < -w_max:
        yield f"has weights outside −{w_max}..{w_max} ({node.weight_bits} bits)"
    if node.requant.channels == node.channels:
        yield from _product(w, node.requant, node.in_type)


def _mean(node: AvgPoolNode) -> Iterator[str]:
    elements, act, r = node.pool.elements, node.in_type, node.requant
    if elements * max(-act.lo, act.hi) * max(map(abs, r.multiplier)) + max(map(abs, r.bias)) >= 1 << PRODUCT_BITS:
        yield PRODUCTS


def _product(w: NDArray[np.int8], r: Requant, in_type: Int) -> Iterator[str]:
    if r.channels == w.shape[1] and max(peak(w, r.multiplier, r.bias, r.shift, in_type)) >= 1 << PRODUCT_BITS:
        yield PRODUCTS


def _requant(requant: Requant, table: Table | None, channels: int, out: Int) -> Iterator[str]:
    if requant.channels != channels:
        yield f"requantizes {requant.channels} channels, but has {channels}"
    lo, hi = requant.lo, requant.hi
    if table is not None:
        last = table.lo + len(table.entries) - 1
        if lo < table.lo or hi > last:
            yield f"looks up {lo}..{hi} in a table of {table.lo}..{last}"
        lo, hi = min(table.entries), max(table.entries)
    yield from _range(lo, hi, out)


def _range(lo: int, hi: int, out: Int) -> Iterator[str]:
    if lo < out.lo or hi > out.hi:
        yield f"produces {lo}..{hi}, outside {out}"
