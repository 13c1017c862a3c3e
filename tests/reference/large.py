"""Network files of the size of ResNet-18 and VGG-16 for 32×32 images, with random weights: dense, or compressed.

Compressed as structured pruning leaves a network: of every layer that can lose some, the same share of the channels is
left (those of layers that are added to each other, the same channels), and of each layer's taps a share. What is gone
is zero in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from safetensors.numpy import save_file

SHIFT = 14
"""n of every requantizer."""
SPREAD = {"uint4": 6, "int4": 3, "int8": 40}
"""Wanted standard deviation of a layer's outputs before clipping, in steps."""
TYPICAL = {"uint8": 130, "uint4": 6}
"""About the root of the mean square of what enters a layer."""


@dataclass
class Builder:
    """A network file that grows by layers.

    channels  share of the channels that is left
    taps      share of the taps of channels that are left, of layers with more than one tap a channel
    """

    rng: np.random.Generator
    channels: float = 1.0
    taps: float = 1.0
    layers: list[dict[str, Any]] = field(default_factory=list)
    tensors: dict[str, np.ndarray] = field(default_factory=dict)
    dense: int = 0

    def live(self, count: int) -> np.ndarray:
        """Which of `count` channels are left: bool[channel]."""
        kept = np.zeros(count, bool)
        kept[self.rng.choice(count, max(1, round(self.channels * count)), replace=False)] = True
        return kept

    def conv(self, name: str, source: str, before: np.ndarray, after: np.ndarray, **more: Any) -> None:
        """A convolution between channels of which `before` and `after` are left."""
        keys = {"name": name, "type": "conv", "channels": len(after), "kernel": 3, "padding": 1, "weight_bits": 4}
        layer = {**keys, "activation": "relu", "out": "uint4", **more, "input": source}
        self._weights(layer, before, after, layer["kernel"], "uint8" if source == "input" else "uint4")

    def linear(self, name: str, before: np.ndarray, features: int) -> None:
        """The last layer, behind one position."""
        layer = {"name": name, "type": "linear", "features": features, "weight_bits": 4, "out": "int8"}
        self._weights(layer, before, np.ones(features, bool), 0, "uint4")

    def pool(self, name: str, kind: str, kernel: int) -> None:
        """A pool behind the layer before it."""
        self.layers.append({"name": name, "type": kind, "kernel": kernel})

    def add(self, name: str, one: str, other: str) -> None:
        """The sum over √2, through a ReLU."""
        self.layers.append({"name": name, "type": "add", "inputs": [one, other], "activation": "relu", "out": "uint4"})
        self.tensors[f"{name}.multiplier"] = np.array([23170, 23170], np.int32)
        self.tensors[f"{name}.shift"] = np.array([15], np.int32)

    def _weights(
        self, layer: dict[str, Any], before: np.ndarray, after: np.ndarray, kernel: int, entering: str
    ) -> None:
        shape = (len(after), len(before), *([kernel] * 2 if kernel else []))
        w = np.clip(np.rint(self.rng.normal(0, 2.5, shape)), -7, 7)
        self.dense += w.size
        w[~after] = 0
        w[:, ~before] = 0
        if kernel > 1:
            w *= self.rng.random(shape[1:]) < self.taps
        spread = np.sqrt((w.reshape(len(w), -1) ** 2).sum(axis=1)).clip(1) * TYPICAL[entering]
        name = layer["name"]
        self.tensors[f"{name}.weight"] = w.astype(np.int8)
        self.tensors[f"{name}.multiplier"] = (SPREAD[layer["out"]] / spread * 2**SHIFT).round().astype(np.int32)
        self.tensors[f"{name}.bias"] = np.where(after, self.rng.integers(-1 << SHIFT, 1 << SHIFT, len(after)), 0)
        self.tensors[f"{name}.shift"] = np.array([SHIFT], np.int32)
        self.layers.append(layer)

    def write(self, folder: Path, name: str, size: int, rows: int, adc_bits: int) -> Path:
        """Writes network file and weights; returns the network file."""
        save_file(self.tensors, folder / f"{name}.safetensors")
        description = {
            "hdlgen": 1,
            "name": name,
            "network": {
                "weights": f"{name}.safetensors",
                "dense_weights": self.dense,
                "input": {"shape": [size, size, 3], "type": "uint8"},
                "layers": self.layers,
            },
            "hardware": {
                "tile": {"rows": rows, "columns": rows},
                "adc": {"bits": adc_bits, "count": min(16, rows), "settle_cycles": 2, "conversion_cycles": 1},
            },
            "device": {"cell_bits": 3, "g_min_siemens": 1e-6, "g_max_siemens": 4e-5},
        }
        path = folder / f"{name}.yaml"
        path.write_text(yaml.safe_dump(description, sort_keys=False, default_flow_style=None, width=120))
        return path


def resnet(
    folder: Path, *, channels: float = 1.0, taps: float = 1.0, widths: tuple[int, ...] = (64, 128, 256, 512),
    blocks: int = 2, size: int = 32, rows: int = 128, adc_bits: int = 8, seed: int = 0,
) -> Path:  # fmt: skip
    """ResNet-18 of He et al. 2016 in its form for 32×32 images, or a smaller one; returns the network file.

    channels, taps  shares that are left, as `Builder` has them
    widths          channels of each group of blocks; each but the first halves the image
    rows            and columns of a tile
    """
    b = Builder(np.random.default_rng(seed), channels, taps)
    stream, last = b.live(widths[0]), "stem"
    b.conv(last, "input", np.ones(3, bool), stream)
    for g, width in enumerate(widths):
        for n in range(blocks):
            name, stride = f"g{g}b{n}", 2 if g and not n else 1
            inside, before, shortcut = b.live(width), stream, last
            if stride > 1:
                stream = b.live(width)
            b.conv(f"{name}_conv1", last, before, inside, stride=stride)
            b.conv(f"{name}_conv2", f"{name}_conv1", inside, stream, activation="none", out="int4")
            if stride > 1:
                shortcut = f"{name}_down"
                b.conv(shortcut, last, before, stream, kernel=1, padding=0, stride=2, activation="none", out="int4")
            last = f"{name}_add"
            b.add(last, f"{name}_conv2", shortcut)
    b.pool("pool", "avgpool", size >> (len(widths) - 1))
    b.linear("fc", stream, 10)
    return b.write(folder, "resnet", size, rows, adc_bits)


def vgg(folder: Path, *, channels: float = 1.0, taps: float = 1.0, seed: int = 0) -> Path:
    """VGG-16 of Simonyan and Zisserman 2015 with one fully connected layer, as it is used for 32×32 images."""
    b = Builder(np.random.default_rng(seed), channels, taps)
    before, last = np.ones(3, bool), "input"
    for g, (width, count) in enumerate(((64, 2), (128, 2), (256, 3), (512, 3), (512, 3))):
        for n in range(count):
            after, name = b.live(width), f"g{g}_conv{n}"
            b.conv(name, last, before, after)
            before, last = after, name
        last = f"g{g}_pool"
        b.pool(last, "maxpool", 2)
    b.linear("fc", before, 10)
    return b.write(folder, "vgg", 32, 128, 8)
