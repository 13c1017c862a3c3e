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
    if k == "all":
        assert layer["requantize"]
        return _requantized(layer, tensors, x.sum(axis=(2, 3), keepdims=True), (-1, 1, 1))
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


def _convtranspose(layer, tensors, x):
    """Every pixel adds its kernel to the result."""
    weight = tensors[f"{layer['name']}.weight"].astype(np.int64)  # [in, out, ky, kx]
    k, p, s = layer["kernel"], layer["padding"], layer["stride"]
    n, _, h, w = x.shape
    acc = np.zeros((n, weight.shape[1], (h - 1) * s + k, (w - 1) * s + k), np.int64)
    for y in range(h):
        for z in range(w):
            acc[:, :, y * s : y * s + k, z * s : z * s + k] += np.einsum("nc,coyx->noyx", x[:, :, y, z], weight)
    return _requantized(layer, tensors, acc[:, :, p : acc.shape[2] - p, p : acc.shape[3] - p], (-1, 1, 1))


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


def _scale(layer, tensors, x, gates):
    (m,) = map(int, tensors[f"{layer['name']}.multiplier"])
    assert gates.shape[2:] == (1, 1)
    return _shifted(layer, tensors, x * gates * m)


def _shifted(layer, tensors, v):
    n = int(tensors[f"{layer['name']}.shift"][0])
    v = (v + (1 << n >> 1)) >> n
    kind = layer.get("table_in", layer["out"])
    bits = int(kind.lstrip("uint"))
    lo, hi = (0, 2**bits - 1) if kind[0] == "u" else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
    if layer.get("activation") == "relu":
        lo = 0
    if "table_in" in layer:
        return np.array(layer["activation"]["table"])[v.clip(lo, hi) - lo]
    return v.clip(lo, hi)


LAYERS = {
    "maxpool": _maxpool, "avgpool": _avgpool, "conv": _conv, "convtranspose": _convtranspose, "linear": _linear,
    "add": _add, "scale": _scale,
}  # fmt: skip
