"""`check`: the rules of a legal graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import ArgMax, Int, Requant, Signal, Slices, Table, by
from hdlgen.arith.operator import within
from hdlgen.arith.requant import PRODUCT_BITS
from hdlgen.arith.rescale import ACTIVATION_BITS
from hdlgen.errors import HdlgenError, Mistake, SpecError
from hdlgen.ir.graph import ArrayNode, ComputeNode, Graph, InputNode, Node, OperatorNode
from hdlgen.spec.weights import peak

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
    for name in graph.outputs:
        if name not in seen:
            yield Mistake(f"graph {graph.name}", f"gives out {name}, which is no node")


def _inputs(node: Node) -> int:
    """How many nodes a node reads."""
    return len(node.operands) if isinstance(node, OperatorNode) else 0 if isinstance(node, InputNode) else 1


def _connection(node: ComputeNode, sources: Sequence[Node]) -> Iterator[str]:
    """Whether a node takes what the nodes that it reads give."""
    if isinstance(node, OperatorNode):
        wanted = list(node.operands)
    else:
        w = node.window
        wanted = [Signal((w.height, w.width, w.channels), node.in_type)]
    for before, signal in zip(sources, wanted, strict=True):
        if signal.shape != before.shape:
            yield f"takes {by(signal.shape)}, but {before.name} gives {by(before.shape)}"
        if signal.type != before.out:
            yield f"takes {signal.type}, but {before.name} gives {before.out}"


def _inside(node: Node) -> Iterator[str]:
    """Whether the parts of a node agree with each other."""
    if node.out.bits > ACTIVATION_BITS and not (isinstance(node, OperatorNode) and isinstance(node.op, ArgMax)):
        yield f"gives {node.out}; activations have at most {ACTIVATION_BITS} bits"
    if isinstance(node, InputNode):
        if min(node.shape) < 1:
            yield f"has the empty shape {by(node.shape)}"
    elif isinstance(node, OperatorNode):
        yield from _operator(node)
    else:
        yield from _weights(node)
        yield from _requant(node.requant, node.table, node.channels, node.out)


def _operator(node: OperatorNode) -> Iterator[str]:
    try:
        node.op.shape(*(signal.shape for signal in node.operands))
    except HdlgenError as error:
        yield from (f"{m.where}: {m.what}" for m in error.mistakes)
        return
    yield from node.op.faults(node.operands, node.out)


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
    yield from within(lo, hi, out)
