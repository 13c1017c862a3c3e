"""A network file executed with nothing but the formulas of docs/format.md: no code of hdlgen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from safetensors.numpy import load_file


def execute(path: Path, images: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Outputs int64[image, class] of the network file `path` on images uint8[image, row, column, channel]."""
    network = yaml.safe_load(path.read_text())["network"]
    tensors = load_file(path.parent / network["weights"])
    parts = [evaluate(network["layers"], tensors, images[i : i + 500]) for i in range(0, len(images), 500)]
    return np.concatenate([part[network["layers"][-1]["name"]] for part in parts])


def evaluate(layers, tensors, images):
    """What each layer gives, by name: int64[image, channel, row, column]; of linear layers int64[image, channel]."""
    last = "input"
    values = {last: images.astype(np.int64).transpose(0, 3, 1, 2)}
    for layer in layers:
        reads = layer.get("inputs") or [layer.get("input", last)]
        last = layer["name"]
        values[last] = LAYERS[layer["type"]](layer, tensors, *(values[r] for r in reads))
    return values


def _squares(x, k):
    """[image, channel, row, k, column, k]."""
    n, c, h, w = x.shape
    return x[:, :, : h // k * k, : w // k * k].reshape(n, c, h // k, k, w // k, k)


def _maxpool(layer, tensors, x):
    return _squares(x, layer["kernel"]).max(axis=(3, 5))


def _avgpool(layer, tensors, x):
    k = layer["kernel"]
    v = (2 * _squares(x, k).sum(axis=(3, 5)) + k**2) // (2 * k**2)
    assert "out" not in layer  # the type of x, which a mean cannot leave
    return v


def _conv(layer, tensors, x):
    weight = tensors[f"{layer['name']}.weight"].astype(np.float64)  # exact: every sum stays far below 2^53
    k, p, s = layer["kernel"], layer["padding"], layer["stride"]
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    view = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(2, 3))[:, :, ::s, ::s]
    acc = np.einsum("nchwyx,ocyx->nohw", view.astype(np.float64), weight, optimize=True)
    return _requantized(layer, tensors, acc.astype(np.int64), (-1, 1, 1))


def _linear(layer, tensors, x):
    weight = tensors[f"{layer['name']}.weight"].astype(np.float64)
    acc = x.reshape(len(x), -1).astype(np.float64) @ weight.T
    return _requantized(layer, tensors, acc.astype(np.int64), (-1,))


def _requantized(layer, tensors, acc, shape):
    m = tensors[f"{layer['name']}.multiplier"].astype(np.int64).reshape(shape)
    b = tensors[f"{layer['name']}.bias"].reshape(shape)
    return _shifted(layer, tensors, acc * m + b)


def _add(layer, tensors, a, b):
    m_a, m_b = map(int, tensors[f"{layer['name']}.multiplier"])
    return _shifted(layer, tensors, a * m_a + b * m_b)


def _shifted(layer, tensors, v):
    n = int(tensors[f"{layer['name']}.shift"][0])
    v = (v + (1 << n >> 1)) >> n
    bits = int(layer["out"].lstrip("uint"))
    lo, hi = (0, 2**bits - 1) if layer["out"][0] == "u" else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    if layer["activation"] == "relu":
        lo = 0
    return v.clip(lo, hi)


LAYERS = {"maxpool": _maxpool, "avgpool": _avgpool, "conv": _conv, "linear": _linear, "add": _add}
