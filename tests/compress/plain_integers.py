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
    return np.concatenate([_batch(network["layers"], tensors, images[i : i + 500]) for i in range(0, len(images), 500)])


def _batch(layers, tensors, images):
    x = images.astype(np.int64).transpose(0, 3, 1, 2)  # [image, channel, row, column]
    for layer in layers:
        name = layer["name"]
        if layer["type"] == "maxpool":
            k = layer["kernel"]
            n, c, h, w = x.shape
            x = x[:, :, : h // k * k, : w // k * k].reshape(n, c, h // k, k, w // k, k).max(axis=(3, 5))
            continue
        weight = tensors[f"{name}.weight"].astype(np.float64)  # exact: every sum stays far below 2^53
        if layer["type"] == "conv":
            k, p, s = layer["kernel"], layer["padding"], layer["stride"]
            x = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
            view = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(2, 3))[:, :, ::s, ::s]
            acc = np.einsum("nchwyx,ocyx->nohw", view.astype(np.float64), weight, optimize=True)
            shape = (-1, 1, 1)
        else:
            acc = x.reshape(len(x), -1).astype(np.float64) @ weight.T
            shape = (-1,)
        m = tensors[f"{name}.multiplier"].astype(np.int64).reshape(shape)
        b = tensors[f"{name}.bias"].reshape(shape)
        n = int(tensors[f"{name}.shift"][0])
        v = (acc.astype(np.int64) * m + b + (1 << n >> 1)) >> n
        bits = int(layer["out"].lstrip("uint"))
        lo, hi = (0, 2**bits - 1) if layer["out"][0] == "u" else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        if layer["activation"] == "relu":
            lo = 0
        x = v.clip(lo, hi)
    return x
