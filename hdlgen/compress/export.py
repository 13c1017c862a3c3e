"""A trained, quantized network as the integers of `docs/format.md`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from hdlgen.arith import Int
from hdlgen.compress.quantize import PIXEL, Average, Mean, Widths
from hdlgen.compress.quantizer import Quantizer, weight_quantizer
from hdlgen.compress.wiring import classes_of
from hdlgen.errors import HdlgenError
from hdlgen.frontend.torch.network import Add, Gate, Network, Scale, Transposed, Weighted, bias_of, readers
from hdlgen.spec.names import INPUT
from hdlgen.spec.writer import Layers, Tensors

MULTIPLIER_BITS = 16
MAX_SHIFT = 46


class TooLargeError(HdlgenError):
    """What training made of weights has no multiplier or bias in hardware."""


def fold(network: Network, widths: Widths, units: Sequence[str] = ()) -> tuple[Layers, Tensors]:
    """The layers of the network file and the tensors of the weights file.

    network  as `quantize` makes it: the first quantizer behind a layer with weights or an add is that of its output
    units    layers with weights whose activation, and the max pool that reads them, memristive units make

    y = floor(acc·(s_x·s_w/s_y) + bias/s_y + 1/2), clipped, becomes (acc·m + b + 2^(n−1)) >> n with m of at most
    MULTIPLIER_BITS bits, sign included; an add's y = floor(a·(s_a/s_y) + b·(s_b/s_y) + 1/2) becomes
    (a·m_a + b·m_b + 2^(n−1)) >> n, a scale's y = floor(a·b·(s_a·s_b/s_y) + 1/2) and a mean's likewise. A gate becomes
    the table of its layer: what it gives of each integer. Raises TooLargeError if a layer's scales do not fit.
    """
    layers: Layers = []
    tensors: Tensors = {}
    outputs, gates = outputs_of(network), gates_of(network)
    _require_layers(units, outputs)
    channels = {name: len(of) for name, of in classes_of(network).of.items()}
    source = {INPUT: INPUT}  # the layer of the file that gives each node's value
    step = {INPUT: PIXEL}  # of each node's value
    for name, module, reads in network.nodes:
        source[name] = source[reads[0]]
        step[name] = module.step.item() if isinstance(module, Quantizer) else step[reads[0]]
        if not isinstance(module, Weighted | Add | Scale | nn.MaxPool2d | Average | Mean):
            continue
        entry: dict[str, Any] = {"name": name}
        if isinstance(module, Weighted):
            entry |= _describe(module, widths.weight)
            quantizer = weight_quantizer(module)
            s_y = outputs[name].step.item()
            scale = step[reads[0]] * quantizer.step.detach().flatten().double().numpy() / s_y
            m, b, n = scales(name, scale, bias_of(module).double().numpy() / s_y)
            weight = quantizer.integers(module.weight).numpy().astype(np.int8)
            tensors[f"{name}.weight"] = weight.swapaxes(0, 1) if isinstance(module, Transposed) else weight
            tensors[f"{name}.multiplier"], tensors[f"{name}.bias"] = m, b
            tensors[f"{name}.shift"] = np.array([n], np.int32)
        elif isinstance(module, Add):
            entry |= {"type": "add", "inputs": [source[r] for r in reads]}
            scale = np.array([step[r] for r in reads]) / outputs[name].step.item()
            m, _, n = scales(name, scale, np.zeros(2))
            tensors[f"{name}.multiplier"], tensors[f"{name}.shift"] = m, np.array([n], np.int32)
        elif isinstance(module, Scale):
            entry |= {"type": "scale", "inputs": [source[r] for r in reads]}
            scale = np.array([np.prod([step[r] for r in reads])]) / outputs[name].step.item()
            m, _, n = scales(name, scale, np.zeros(1))
            tensors[f"{name}.multiplier"], tensors[f"{name}.shift"] = m, np.array([n], np.int32)
        elif isinstance(module, Mean):
            entry |= {"type": "avgpool", "kernel": "all", "requantize": True}
            scale = np.full(channels[name], step[reads[0]] / (module.pixels * outputs[name].step.item()))
            m, b, n = scales(name, scale, np.zeros(channels[name]))
            tensors[f"{name}.multiplier"], tensors[f"{name}.bias"] = m, b
            tensors[f"{name}.shift"] = np.array([n], np.int32)
        elif isinstance(module, Average):
            entry |= {"type": "avgpool", "kernel": module.kernel}
        else:
            entry |= {"type": "maxpool", "kernel": module.kernel_size}
        if len(reads) == 1 and source[reads[0]] != (layers[-1]["name"] if layers else INPUT):
            entry["input"] = source[reads[0]]
        if name in outputs:
            t = Int.spanning(outputs[name].lo, outputs[name].hi)
            largest = outputs[name].largest
            if largest < 1:
                raise TooLargeError(
                    name, "has a step that its ceiling is less than half of", fix="train with a lower rate"
                )
            rectified = "relu" if largest == t.hi else {"clip": largest}
            bare = t.signed or (isinstance(module, Scale) and largest == t.hi)  # nothing is below 0
            entry |= {"activation": "none" if bare else rectified, "out": str(t)}
            if isinstance(module, Mean):
                del entry["activation"]
            elif name in gates:
                entry |= _table(*gates[name], outputs[name])
        if name in units or (isinstance(module, nn.MaxPool2d) and source[reads[0]] in units):
            entry["unit"] = "memristor"
        layers.append(entry)
        source[name] = name
    return layers, tensors


def _table(gate: Gate, behind: Quantizer, index: Quantizer) -> dict[str, Any]:
    """What the network file says of a gate that reads what `index` gives, and whose values `behind` quantizes."""
    with torch.no_grad():
        values = behind.integers(behind(gate(torch.arange(index.lo, index.hi + 1) * index.step)))
    table_in, out = (Int.spanning(q.lo, q.hi) for q in (index, behind))
    return {"activation": {"table": values.tolist()}, "table_in": str(table_in), "out": str(out)}


def _require_layers(units: Sequence[str], outputs: dict[str, Quantizer]) -> None:
    for name in units:
        if name not in outputs or outputs[name].lo < 0:
            usable = [n for n, q in outputs.items() if q.lo >= 0]
            raise HdlgenError("units", f"{name} is no layer with a ReLU behind it", fix=f"use some of {usable}")


def outputs_of(network: Network) -> dict[str, Quantizer]:
    """By layer with weights, add, scale and mean: the quantizer of its output, in front of a gate."""
    behind, modules = readers(network.nodes), {n.name: n.module for n in network.nodes}
    found = {}
    for name, module in modules.items():
        if isinstance(module, Weighted | Add | Scale | Mean):
            at = name
            while not isinstance(out := modules[at], Quantizer):
                (at,) = behind[at]
            found[name] = out
    return found


def gates_of(network: Network) -> dict[str, tuple[Gate, Quantizer]]:
    """By layer with weights whose output goes through one: the gate, and the quantizer behind it."""
    nodes, behind = {n.name: n for n in network.nodes}, readers(network.nodes)
    found = {}
    for name, module, reads in network.nodes:
        if isinstance(module, Gate):
            (layer,) = nodes[reads[0]].reads  # in front of the quantizer
            quantizer = nodes[behind[name][0]].module
            assert isinstance(quantizer, Quantizer), "quantize() puts one behind every gate"
            found[layer] = module, quantizer
    return found


def scales(
    name: str, scale: NDArray[np.float64], bias: NDArray[np.float64]
) -> tuple[NDArray[np.int32], NDArray[np.int64], int]:
    """m, b, n with m/2^n ≈ `scale` and b/2^n ≈ `bias`, as exact as the largest m allows."""
    if not (np.isfinite(scale).all() and np.isfinite(bias).all() and (scale > 0).all()):
        raise TooLargeError(name, "multiplies or adds what is no number", fix="train with a lower rate")
    m_max = (1 << (MULTIPLIER_BITS - 1)) - 1
    n = min(MAX_SHIFT, int(np.floor(np.log2((m_max + 0.5) / scale.max()))))
    if n < 0:
        raise TooLargeError(
            name,
            f"multiplies by {scale.max():.3g}, too much for {MULTIPLIER_BITS} bits",
            fix="train with more activation bits or with smaller weights",
        )
    if np.abs(bias).max() >= 2.0 ** (62 - n):
        raise TooLargeError(
            name,
            f"adds {np.abs(bias).max():.3g} steps of its output, too much for 63 bits",
            fix="train with more activation bits or with smaller weights",
        )
    m = np.floor(np.ldexp(scale, n) + 0.5).astype(np.int32)
    return np.minimum(m, m_max), np.floor(np.ldexp(bias, n) + 0.5).astype(np.int64), n


def _describe(layer: Weighted, weight_bits: int) -> dict[str, Any]:
    """What the network file says of the layer's weights."""
    if isinstance(layer, nn.Linear):
        return {"type": "linear", "features": layer.out_features, "weight_bits": weight_bits}
    rows, columns = layer.kernel_size
    return {
        "type": "conv" if isinstance(layer, nn.Conv2d) else "convtranspose",
        "channels": len(layer.weight),
        "kernel": rows if rows == columns else [rows, columns],
        "stride": layer.stride[0],
        "padding": int(layer.padding[0]),
        "weight_bits": weight_bits,
    }
