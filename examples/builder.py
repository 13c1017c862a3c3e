"""`Builder`: network files with random weights, layer by layer.

Weights have zeros in the structures that pruning leaves (rows, columns and blocks of a layer's matrix), and
requantizers spread the sums over the output type about once, as in a trained network.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from safetensors.numpy import save_file

from hdlgen.arith import Int, Signal
from hdlgen.spec.models import LAYERS
from hdlgen.spec.parts import LAYER
from hdlgen.spec.shapes import after
from hdlgen.spec.types import parse_int

HARDWARE: dict[str, Any] = {
    "tile": {"rows": 128, "columns": 128},
    "dac": {"bits": 1},
    "adc": {"bits": 8, "count": 16, "settle_cycles": 2, "conversion_cycles": 2},
}
DEVICE: dict[str, Any] = {"cell_bits": 3, "g_min_siemens": 1.0e-6, "g_max_siemens": 4.0e-5}
SHIFT = 16


class Builder:
    """A network file that grows.

    name    of the network
    shape   of the image: rows, columns, channels
    kind    type of its elements
    seed    of all weights
    """

    def __init__(self, name: str, shape: tuple[int, int, int], kind: str = "uint8", *, seed: int = 0) -> None:
        self.name = name
        self.rng = np.random.default_rng(seed)
        self.layers: list[dict[str, Any]] = []
        self.tensors: dict[str, NDArray[np.integer]] = {}
        self.image = Signal(shape, parse_int(kind))
        self.signals = {"input": self.image}
        self.last = "input"

    def add(self, kind: str, name: str, *inputs: str, **keys: Any) -> str:
        """Adds a layer of type `kind` with these `keys` of the network file; returns its name.

        inputs  names of what it reads; the layer before if none is given
        """
        read = inputs or (self.last,)
        entry: dict[str, Any] = {"name": name, "type": kind}
        if "inputs" in LAYERS[kind].model_fields:
            entry["inputs"] = list(read)
        elif read != (self.last,):
            entry["input"] = read[0]
        entry |= keys
        layer = LAYER.validate_python(_tuples(entry))
        self.signals[name] = after(layer, [self.signals[r] for r in read])
        self.layers.append(entry)
        self.last = name
        return name

    def _read(self, inputs: Sequence[str]) -> Signal:
        return self.signals[inputs[0] if inputs else self.last]

    def array(self, kind: str, name: str, *inputs: str, keep: float = 1.0, spread: float = 0.5, **keys: Any) -> str:
        """Adds a conv, convtranspose or linear layer with random weights, of 4 bits unless `keys` say otherwise.

        keep    share of the weights that are not 0: rows and blocks of the matrix are taken out
        spread  standard deviation of the sums over the largest output
        """
        keys = {"weight_bits": 4, "activation": "relu", "out": "uint4", **keys}
        before = self._read(inputs)
        self.add(kind, name, *inputs, **keys)
        entry, (_, _, channels) = self.layers[-1], before.shape
        outputs, groups = int(entry.get("channels") or entry["features"]), int(entry.get("groups", 1))
        top = (1 << (keys["weight_bits"] - 1)) - 1
        if kind == "linear":
            taps = int(np.prod(before.shape))
            matrix = self._weights(taps, outputs, top, keep)
            form = matrix.reshape(*before.shape, outputs).transpose(3, 2, 0, 1).reshape(outputs, -1)
        else:
            ky, kx = (entry["kernel"],) * 2 if isinstance(entry["kernel"], int) else entry["kernel"]
            taps = ky * kx * channels // groups
            matrix = self._weights(taps, outputs, top, keep)
            form = matrix.reshape(ky, kx, channels // groups, outputs).transpose(3, 2, 0, 1)
            if kind == "convtranspose":
                form = form.reshape(groups, -1, channels // groups, ky, kx).swapaxes(1, 2)
                form = form.reshape(channels, -1, ky, kx)
        out = parse_int(keys.get("table_in", keys["out"]))
        typical = np.sqrt((matrix.astype(float) ** 2).sum(0).clip(1)) * _spread(before.type)
        m = np.rint(2.0**SHIFT * spread * out.hi / typical * self.rng.uniform(0.5, 1.5, outputs)).astype(np.int32)
        b = np.rint(2.0**SHIFT * out.hi * self.rng.normal(0, 0.2, outputs)).astype(np.int64)
        self.tensors |= {
            f"{name}.weight": np.ascontiguousarray(form.astype(np.int8)),
            f"{name}.multiplier": m.clip(1),
            f"{name}.bias": b,
            f"{name}.shift": np.array([SHIFT], np.int32),
        }
        return name

    def conv(self, name: str, channels: int, kernel: Any = 3, *inputs: str, **keys: Any) -> str:
        """Adds a convolution that keeps the plane's size if its kernel is odd and `keys` say nothing of padding."""
        if "padding" not in keys and isinstance(kernel, int) and kernel % 2:
            keys["padding"] = kernel // 2 * keys.get("dilation", 1)
        return self.array("conv", name, *inputs, channels=channels, kernel=kernel, **keys)

    def linear(self, name: str, features: int, *inputs: str, **keys: Any) -> str:
        """Adds a fully connected layer."""
        return self.array("linear", name, *inputs, features=features, **keys)

    def join(self, kind: str, name: str, *inputs: str, out: str = "uint4", **keys: Any) -> str:
        """Adds an add, a scale, or a concat, which requantizes where types differ."""
        read, to = [self.signals[i].type for i in inputs], parse_int(out)
        if kind == "concat":
            if all(t == to for t in read):
                return self.add(kind, name, *inputs, out=out, **keys)
            keys["requantize"] = True
        self.add(kind, name, *inputs, out=out, **keys)
        scales = kind == "scale"
        steps, shift = ([to.hi / (read[0].hi * read[1].hi)], 14) if scales else ([to.hi / t.hi for t in read], 8)
        m = np.rint(2.0**shift * np.array(steps) * self.rng.uniform(0.6, 1.1, len(steps))).astype(np.int32)
        self.tensors |= {f"{name}.multiplier": m, f"{name}.shift": np.array([shift], np.int32)}
        return name

    def squeeze(self, name: str, channels: int, *inputs: str) -> str:
        """Adds squeeze-and-excitation behind a layer: average, two fully connected layers, gates, scale."""
        source = inputs[0] if inputs else self.last
        kind, (_, _, width) = self.signals[source].type, self.signals[source].shape
        self.add("avgpool", f"{name}_mean", source, kernel="all")
        self.linear(f"{name}_fc1", channels)
        gate = {"function": "hard_sigmoid", "in_scale": 0.05, "out_scale": 1 / 255}
        self.linear(f"{name}_fc2", width, activation=gate, out="uint8", table_in="int8")
        return self.join("scale", name, source, f"{name}_fc2", out=str(kind))

    def _weights(self, taps: int, outputs: int, top: int, keep: float) -> NDArray[np.int64]:
        """int64[tap, output]: random weights of which about a share `keep` is not 0."""
        w = self.rng.integers(-top, top + 1, (taps, outputs))
        w[w == 0] = 1
        if keep < 1:
            rows = self.rng.random(taps) < max(keep**0.5, 1 / taps)
            rows[self.rng.integers(taps)] = True
            w[~rows] = 0
            for first in range(0, outputs, 16):  # a word of 16 converters
                block = w[:, first : first + 16]
                block[self.rng.random(taps) >= keep**0.5] = 0
        return w

    def document(self, hardware: dict[str, Any], device: dict[str, Any], **network: Any) -> dict[str, Any]:
        """The network file."""
        image = {"shape": list(self.image.shape), "type": str(self.image.type)}
        layers = {"weights": f"{self.name}.safetensors", "input": image, "layers": self.layers, **network}
        return {"hdlgen": 1, "name": self.name, "network": layers, "hardware": hardware, "device": device}

    def write(
        self, folder: Path, hardware: dict[str, Any] = HARDWARE, device: dict[str, Any] = DEVICE, **network: Any
    ) -> Path:
        """Writes NAME.yaml and NAME.safetensors to `folder`; returns the path of the first.

        network  more keys of its section `network`
        """
        path = folder / f"{self.name}.yaml"
        document = self.document(hardware, device, **network)
        path.write_text(yaml.dump(document, Dumper=_Plain, sort_keys=False, default_flow_style=None, width=120))
        save_file(self.tensors, path.with_suffix(".safetensors"))
        return path


class _Plain(yaml.SafeDumper):
    """Writes what stands in several places several times: network files have no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _spread(kind: Int) -> float:
    """Root mean square of activations that fill a type about once."""
    return max(1.0, kind.hi / 2)


def _tuples(value: Any) -> Any:
    """Lists as tuples: what the reader of YAML hands to the models."""
    if isinstance(value, dict):
        return {k: _tuples(v) for k, v in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
