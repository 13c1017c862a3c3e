"""`lower`: a network file as a graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Add, Int, MaxPool, Requant, SumPool, Table, mean
from hdlgen.ir.graph import AddNode, ArrayNode, AvgPoolNode, Graph, InputNode, MaxPoolNode, Node
from hdlgen.ir.rules import check
from hdlgen.spec import (
    AddLayer,
    AvgPoolLayer,
    Clip,
    ConvLayer,
    LinearLayer,
    Lookup,
    MaxPoolLayer,
    NetworkFile,
    Threshold,
)
from hdlgen.spec.names import INPUT
from hdlgen.spec.shapes import pool_of, window_of


def lower(file: NetworkFile) -> Graph:
    """The graph of a network file: its layers, in order, behind a node named `input`."""
    nodes: dict[str, Node] = {INPUT: InputNode(INPUT, file.network.input.shape, file.network.input.type)}
    before = INPUT
    for layer in file.network.layers:
        sources = [nodes[name] for name in layer.sources(before)]
        node: Node
        if isinstance(layer, ConvLayer | LinearLayer):
            node = _array(layer, sources[0], file)
        elif isinstance(layer, MaxPoolLayer):
            node = _maximum(layer, sources[0])
        elif isinstance(layer, AvgPoolLayer):
            node = _average(layer, sources[0])
        elif isinstance(layer, AddLayer):
            node = _add(layer, sources, file)
        else:
            assert_never(layer)
        nodes[layer.name] = node
        before = layer.name
    graph = Graph(file.name, tuple(nodes.values()))
    check(graph)
    return graph


def taps_first(weight: NDArray[np.int8], shape: tuple[int, int, int]) -> NDArray[np.int8]:
    """int8[tap, channel], read-only, of a tensor in PyTorch's layout ([out, in, ky, kx], or [out, in] over `shape`)."""
    if weight.ndim == 2:  # PyTorch flattens channel, row, column
        height, width, channels = shape
        weight = weight.reshape(len(weight), channels, height, width)
    out = np.ascontiguousarray(weight.transpose(2, 3, 1, 0).reshape(-1, len(weight)))
    out.setflags(write=False)
    return out


def _array(layer: ConvLayer | LinearLayer, before: Node, file: NetworkFile) -> ArrayNode:
    tensor = file.weights
    act = _activation(layer)
    requant = Requant(
        tuple(tensor[f"{layer.name}.multiplier"].tolist()),
        tuple(tensor[f"{layer.name}.bias"].tolist()),
        int(tensor[f"{layer.name}.shift"][0]),
        act.lo,
        act.hi,
    )
    weights = taps_first(tensor[f"{layer.name}.weight"].astype(np.int8), before.shape)
    return ArrayNode(
        layer.name,
        (before.name,),
        window_of(layer, before.shape),
        before.out,
        weights,
        layer.weight_bits,
        requant,
        act.table,
        layer.out,
        layer.unit,
    )


@dataclass(frozen=True)
class _Behind:
    """What follows the accumulator: the ends of the requantizer and a table."""

    lo: int
    hi: int
    table: Table | None = None


def _activation(layer: ConvLayer | LinearLayer | AddLayer) -> _Behind:
    act, out = layer.activation, layer.out
    if isinstance(act, Clip):
        return _Behind(0, act.clip)
    if isinstance(act, Threshold):
        return _Behind(0, out.hi, Table(0, tuple(v if v >= act.threshold else 0 for v in range(out.hi + 1))))
    if isinstance(act, Lookup):
        assert not isinstance(layer, AddLayer), "refused when it was read"
        index: Int = layer.table_in or out
        return _Behind(index.lo, index.hi, Table(index.lo, act.table))
    return _Behind(0 if act == "relu" else out.lo, out.hi)


def _maximum(layer: MaxPoolLayer, before: Node) -> MaxPoolNode:
    pool = pool_of(layer, before.shape)
    assert isinstance(pool, MaxPool)
    return MaxPoolNode(layer.name, (before.name,), pool, before.out, layer.unit)


def _average(layer: AvgPoolLayer, before: Node) -> AvgPoolNode:
    out = layer.out or before.out
    pool = pool_of(layer, before.shape)
    assert isinstance(pool, SumPool)
    requant = mean(pool.elements, before.out, before.shape[2], out)
    return AvgPoolNode(layer.name, (before.name,), pool, before.out, requant, out)


def _add(layer: AddLayer, sources: Sequence[Node], file: NetworkFile) -> AddNode:
    a, b = sources
    m_a, m_b = file.weights[f"{layer.name}.multiplier"].tolist()
    shift, act = int(file.weights[f"{layer.name}.shift"][0]), _activation(layer)
    add = Add((a.out, b.out), (m_a, m_b), shift, act.lo, act.hi)
    return AddNode(layer.name, (a.name, b.name), a.shape, add, layer.out)
