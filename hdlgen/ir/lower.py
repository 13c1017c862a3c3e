"""`lower`: a network file as a graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Int, MaxPool, Requant, SumPool, Table
from hdlgen.ir.graph import ArrayNode, AvgPoolNode, Graph, InputNode, MaxPoolNode, Node
from hdlgen.ir.rules import check
from hdlgen.spec import AvgPoolLayer, Clip, ConvLayer, LinearLayer, Lookup, MaxPoolLayer, NetworkFile, Threshold
from hdlgen.spec.shapes import window_of

AVERAGE_SHIFT = 16
"""n of an average pool's requantizer."""


def lower(file: NetworkFile) -> Graph:
    """The graph of a network file: a chain of its layers, in order, behind a node named `input`."""
    nodes: list[Node] = [InputNode("input", file.network.input.shape, file.network.input.type)]
    for layer in file.network.layers:
        if isinstance(layer, ConvLayer | LinearLayer):
            nodes.append(_array(layer, nodes[-1], file))
        elif isinstance(layer, MaxPoolLayer):
            nodes.append(_maximum(layer, nodes[-1]))
        elif isinstance(layer, AvgPoolLayer):
            nodes.append(_average(layer, nodes[-1]))
        else:
            assert_never(layer)
    graph = Graph(file.name, tuple(nodes))
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


def _activation(layer: ConvLayer | LinearLayer) -> _Behind:
    act, out = layer.activation, layer.out
    if isinstance(act, Clip):
        return _Behind(0, act.clip)
    if isinstance(act, Threshold):
        return _Behind(0, out.hi, Table(0, tuple(v if v >= act.threshold else 0 for v in range(out.hi + 1))))
    if isinstance(act, Lookup):
        index: Int = layer.table_in or out
        return _Behind(index.lo, index.hi, Table(index.lo, act.table))
    return _Behind(0 if act == "relu" else out.lo, out.hi)


def _maximum(layer: MaxPoolLayer, before: Node) -> MaxPoolNode:
    return MaxPoolNode(layer.name, (before.name,), MaxPool(*before.shape, layer.kernel), before.out, layer.unit)


def _average(layer: AvgPoolLayer, before: Node) -> AvgPoolNode:
    out = layer.out or before.out
    channels = before.shape[2]
    multiplier = round((1 << AVERAGE_SHIFT) / layer.kernel**2)
    requant = Requant((multiplier,) * channels, (0,) * channels, AVERAGE_SHIFT, out.lo, out.hi)
    return AvgPoolNode(layer.name, (before.name,), SumPool(*before.shape, layer.kernel), before.out, requant, out)
