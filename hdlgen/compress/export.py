"""A trained, quantized network as the integers of `docs/format.md`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from safetensors.numpy import save
from torch import nn

from hdlgen.arith import Int
from hdlgen.compress.chain import Weighted, bias_of
from hdlgen.compress.quantize import PIXEL, Quantizer, Widths, weight_quantizer
from hdlgen.errors import HdlgenError

MULTIPLIER_BITS = 16
MAX_SHIFT = 46

Tensors = dict[str, NDArray[np.integer]]
Layers = list[dict[str, Any]]


def fold(network: nn.Sequential, widths: Widths) -> tuple[Layers, Tensors]:
    """The layers of the network file and the tensors of the weights file.

    network  as `quantize` makes it: the first quantizer behind a layer with weights is that of its output

    y = floor(acc·(s_x·s_w/s_y) + bias/s_y + 1/2), clipped, becomes (acc·m + b + 2^(n−1)) >> n with m of at most
    MULTIPLIER_BITS bits, sign included. Raises HdlgenError if a layer's scales do not fit.
    """
    modules = list(network.named_children())
    layers: Layers = []
    tensors: Tensors = {}
    s_x = PIXEL
    for i, (name, module) in enumerate(modules):
        if isinstance(module, nn.MaxPool2d):
            layers.append({"name": name, "type": "maxpool", "kernel": module.kernel_size})
        if not isinstance(module, Weighted):
            continue
        out = next(m for _, m in modules[i + 1 :] if isinstance(m, Quantizer))
        step = weight_quantizer(module).step.detach()
        s_y = out.step.item()
        m, b, n = scales(name, s_x * step.flatten().double().numpy() / s_y, bias_of(module).double().numpy() / s_y)
        tensors[f"{name}.weight"] = (module.weight.detach() / step).round().numpy().astype(np.int8)
        tensors[f"{name}.multiplier"], tensors[f"{name}.bias"] = m, b
        tensors[f"{name}.shift"] = np.array([n], np.int32)
        layers.append(_describe(name, module, widths.weight, out))
        s_x = s_y
    return layers, tensors


def scales(
    name: str, scale: NDArray[np.float64], bias: NDArray[np.float64]
) -> tuple[NDArray[np.int32], NDArray[np.int64], int]:
    """m, b, n with m/2^n ≈ `scale` and b/2^n ≈ `bias`, as exact as the largest m allows."""
    m_max = (1 << (MULTIPLIER_BITS - 1)) - 1
    n = min(MAX_SHIFT, int(np.floor(np.log2((m_max + 0.5) / scale.max()))))
    if n < 0:
        raise HdlgenError(
            name,
            f"multiplies by {scale.max():.3g}, too much for {MULTIPLIER_BITS} bits",
            fix="train with more activation bits or with smaller weights",
        )
    m = np.floor(np.ldexp(scale, n) + 0.5).astype(np.int32)
    return np.minimum(m, m_max), np.floor(np.ldexp(bias, n) + 0.5).astype(np.int64), n


def _describe(name: str, layer: Weighted, weight_bits: int, out: Quantizer) -> dict[str, Any]:
    """The layer's entry in the network file."""
    t = Int.spanning(out.lo, out.hi)
    tail = {"weight_bits": weight_bits, "activation": "none" if t.signed else "relu", "out": str(t)}
    if isinstance(layer, nn.Linear):
        return {"name": name, "type": "linear", "features": layer.out_features, **tail}
    rows, columns = layer.kernel_size
    return {
        "name": name,
        "type": "conv",
        "channels": layer.out_channels,
        "kernel": rows if rows == columns else [rows, columns],
        "stride": layer.stride[0],
        "padding": int(layer.padding[0]),
        **tail,
    }


def write_network(
    folder: Path,
    name: str,
    image: tuple[int, int, int],
    layers: Layers,
    tensors: Mapping[str, Any],
    hardware: Mapping[str, Any],
    device: Mapping[str, Any],
    *,
    dense_weights: int,
    ranges: Mapping[str, int] | None = None,
) -> Path:
    """Writes NAME.yaml and NAME.safetensors into `folder`; same arguments, same bytes. Returns the path of the YAML.

    image          rows, columns, channels of the input
    dense_weights  of the float network
    ranges         ADC shift of each layer, if they are known
    """
    document = {
        "hdlgen": 1,
        "name": name,
        "network": {
            "weights": f"{name}.safetensors",
            "dense_weights": dense_weights,
            "input": {"shape": list(image), "type": "uint8"},
            "layers": layers,
        },
        "hardware": dict(hardware),
        "device": dict(device),
        **({"ranges": dict(ranges)} if ranges else {}),
    }
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False, default_flow_style=None, width=120))
    # save() writes memory as it lies, and training leaves weights in another order of axes
    path.with_suffix(".safetensors").write_bytes(save({n: np.ascontiguousarray(tensors[n]) for n in sorted(tensors)}))
    return path
