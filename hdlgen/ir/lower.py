"""`lower`: a network file as a graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Add, Average, Concat, Requant, Scale, Signal, Table, function_table, mean
from hdlgen.ir.graph import ArrayNode, Graph, InputNode, Node, OperatorNode, frozen
from hdlgen.ir.rules import check
from hdlgen.spec import Clip, Function, Lookup, NetworkFile, Threshold
from hdlgen.spec.models import (
    AddLayer,
    ArrayLayer,
    AvgPoolLayer,
    ConcatLayer,
    ConvLayer,
    LinearLayer,
    MaxPoolLayer,
    ScaleLayer,
    TransposedLayer,
)
from hdlgen.spec.names import INPUT, pixels
from hdlgen.spec.shapes import operator_of, pool_of, transposed_of, window_of
from hdlgen.spec.weights import Tensors

Weights = NDArray[np.int8]


def lower(file: NetworkFile) -> Graph:
    """The graph of a network file: its layers, in order, behind a node named `input`.

    A transposed convolution of stride above 1 becomes two nodes: its products, of its own name, and behind them what
    puts them in order, named as `pixels` says.
    """
    image = InputNode(INPUT, file.network.input.shape, file.network.input.type)
    nodes: list[Node] = [image]
    ends: dict[str, Node] = {INPUT: image}  # what each layer gives, by its name
    before = INPUT
    for layer in file.network.layers:
        sources = [ends[name] for name in layer.sources(before)]
        (first, *_), name = sources, layer.name
        made: Sequence[Node]
        match layer:
            case TransposedLayer():
                made = _transposed(layer, first, file.weights)
            case ConvLayer() | LinearLayer():
                made = [_array(layer, first, file.weights)]
            case AvgPoolLayer():
                made = [_average(layer, first, file.weights)]
            case AddLayer():
                made = [OperatorNode.of(name, _add(layer, sources, file.weights), sources, layer.out)]
            case ScaleLayer():
                made = [OperatorNode.of(name, _scale(layer, sources, file.weights), sources, layer.out)]
            case ConcatLayer():
                made = [OperatorNode.of(name, _concat(layer, sources, file.weights), sources, layer.out)]
            case _:
                op, out = operator_of(layer, Signal(first.shape, first.out))
                unit = layer.unit if isinstance(layer, MaxPoolLayer) else "digital"
                made = [OperatorNode.of(name, op, sources, out, unit)]
        nodes += made
        ends[name] = made[-1]
        before = name
    graph = Graph(file.name, tuple(nodes), tuple(ends[name].name for name in file.network.outputs or (before,)))
    check(graph)
    return graph


def taps_first(weight: Weights, shape: tuple[int, int, int], groups: int = 1) -> Weights:
    """int8[tap, channel], read-only, of a tensor in PyTorch's layout ([out, in, ky, kx], or [out, in] over `shape`).

    groups  of channels, those of a layer that reads images of `shape`: between them weights are 0
    """
    if weight.ndim == 2:  # PyTorch flattens channel, row, column
        height, width, channels = shape
        weight = weight.reshape(len(weight), channels, height, width)
    return frozen(_dense(weight, groups).transpose(2, 3, 1, 0).reshape(-1, len(weight)))


def _dense(weight: Weights, groups: int) -> Weights:
    """[out, in, …] of a tensor [out, in of a group, …]: zero between groups."""
    if groups == 1:
        return weight
    each = weight.reshape(groups, -1, *weight.shape[1:])
    out = np.zeros((groups, each.shape[1], groups, *weight.shape[1:]), weight.dtype)
    for group in range(groups):
        out[group, :, group] = each[group]
    return out.reshape(len(weight), -1, *weight.shape[2:])


def _array(layer: ConvLayer | LinearLayer, before: Node, tensors: Tensors) -> ArrayNode:
    groups = layer.groups if isinstance(layer, ConvLayer) else 1
    act, weight = _activation(layer), tensors[f"{layer.name}.weight"].astype(np.int8)
    return ArrayNode(
        layer.name,
        (before.name,),
        window_of(layer, before.shape),
        before.out,
        taps_first(weight, before.shape, groups),
        layer.weight_bits,
        _requant(layer, act, tensors),
        act.table,
        layer.out,
        layer.unit,
        grouped=groups > 1,
        partial_sums=layer.partial_sums,
    )


def _transposed(layer: TransposedLayer, before: Node, tensors: Tensors) -> list[Node]:
    act, size = _activation(layer), transposed_of(layer, before.shape)
    weight = tensors[f"{layer.name}.weight"].astype(np.int8)  # [in, out of a group, ky, kx]
    channels_in, per_group = len(weight), layer.channels // layer.groups
    grouped = weight.reshape(layer.groups, -1, per_group, *layer.kernel).swapaxes(1, 2)
    dense = _dense(grouped.reshape(layer.channels, channels_in // layer.groups, *layer.kernel), layer.groups)
    phases = size.phases(dense.transpose(2, 3, 1, 0))
    count = layer.stride[0] * layer.stride[1]
    requant = _requant(layer, act, tensors)
    array = ArrayNode(
        layer.name,
        (before.name,),
        size.window,
        before.out,
        frozen(phases.reshape(size.window.taps, -1)),
        layer.weight_bits,
        replace(requant, multiplier=requant.multiplier * count, bias=requant.bias * count),
        act.table,
        layer.out,
        layer.unit,
        grouped=layer.groups > 1,
        partial_sums=layer.partial_sums,
    )
    order = [OperatorNode.of(pixels(layer.name), size.interleave, [array], layer.out)] if count > 1 else []
    return [array, *order]


def _requant(layer: ArrayLayer | AvgPoolLayer, act: _Behind, tensors: Tensors) -> Requant:
    m, b, n = (tensors[f"{layer.name}.{kind}"].tolist() for kind in ("multiplier", "bias", "shift"))
    return Requant(tuple(m), tuple(b), n[0], act.lo, act.hi)


@dataclass(frozen=True)
class _Behind:
    """What follows the accumulator: the ends of the requantizer and a table."""

    lo: int
    hi: int
    table: Table | None = None


def _activation(layer: ArrayLayer | AddLayer | ScaleLayer) -> _Behind:
    act, out = layer.activation, layer.out
    if isinstance(act, Clip):
        return _Behind(0, act.clip)
    if isinstance(act, Threshold):
        return _Behind(0, out.hi, Table(0, tuple(v if v >= act.threshold else 0 for v in range(out.hi + 1))))
    if isinstance(act, Lookup | Function):
        assert isinstance(layer, ArrayLayer), "refused when it was read"
        index = layer.table_in or out
        if isinstance(act, Lookup):
            table = Table(index.lo, act.table)
        else:
            slope = 0.01 if act.slope is None else act.slope
            table = function_table(act.function, index, act.in_scale, act.out_scale, out, slope=slope)
        return _Behind(index.lo, index.hi, table)
    return _Behind(0 if act == "relu" else out.lo, out.hi)


def _average(layer: AvgPoolLayer, before: Node, tensors: Tensors) -> OperatorNode:
    out, pool = layer.out or before.out, pool_of(layer, before.shape)
    if layer.requantize:
        requant = _requant(layer, _Behind(out.lo, out.hi), tensors)
    else:
        requant = mean(pool.elements, before.out, before.shape[2], out)
    return OperatorNode.of(layer.name, Average(pool, requant), [before], out)


def _scales(layer: AddLayer | ScaleLayer | ConcatLayer, tensors: Tensors) -> tuple[list[int], int]:
    """The multipliers of a join's operands, and its shift."""
    return tensors[f"{layer.name}.multiplier"].tolist(), int(tensors[f"{layer.name}.shift"][0])


def _add(layer: AddLayer, sources: Sequence[Node], tensors: Tensors) -> Add:
    (a, b), act, ((m_a, m_b), shift) = sources, _activation(layer), _scales(layer, tensors)
    return Add((a.out, b.out), (m_a, m_b), shift, act.lo, act.hi)


def _scale(layer: ScaleLayer, sources: Sequence[Node], tensors: Tensors) -> Scale:
    (x, gates), act, ((m,), shift) = sources, _activation(layer), _scales(layer, tensors)
    return Scale((x.out, gates.out), m, shift, act.lo, act.hi)


def _concat(layer: ConcatLayer, sources: Sequence[Node], tensors: Tensors) -> Concat:
    channels = tuple(s.shape[2] for s in sources)
    if not layer.requantize:
        return Concat(channels)
    multipliers, shift = _scales(layer, tensors)
    out = layer.out
    return Concat(
        channels,
        tuple(Requant((m,) * c, (0,) * c, shift, out.lo, out.hi) for m, c in zip(multipliers, channels, strict=True)),
    )
