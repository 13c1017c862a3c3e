"""Small random networks whose ways part and meet, over all operators and activations, on small random hardware.

A network is made from a `random.Random`: a seed names it for good.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from examples.builder import Builder
from hdlgen.arith import Int
from hdlgen.spec.types import parse_int
from tests.cosim import random_networks as chains
from tests.cosim.random_networks import Loaded, Network

MAX_CYCLES = 3000
"""Of an image."""
MAX_TILES = 20
MAX_PIXELS = 144
MAX_CHANNELS = 16
MOST_READERS = 4
MOST_OUTPUTS = 3
FUNCTIONS = ("sigmoid", "hard_sigmoid", "tanh", "hard_swish", "silu", "gelu", "leaky_relu")


def fitting(seed: int, directory: Path) -> tuple[Network, Loaded]:
    """Network `seed`, written to `directory`."""
    return chains.fitting(random.Random(seed), directory, generate, MAX_CYCLES, MAX_TILES)


def generate(rng: random.Random) -> Network:
    """A legal network file, but for weights that may be wider than a tile."""
    grown = _Growing(rng)
    for _ in range(rng.randint(3, 8)):
        grown.step()
    outputs = grown.end()
    b = grown.net
    image = {"shape": list(b.image.shape), "type": str(b.image.type)}
    section = {"weights": "net.safetensors", "input": image, "layers": b.layers}
    if outputs != [b.last] or rng.random() < 0.2:
        section["outputs"] = outputs
    return chains.on_hardware(rng, section, b.tensors)


class _Growing:
    """A network that grows by layers that read anything before them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        shape = (rng.randint(1, 8), rng.randint(2, 8), rng.randint(1, 5))
        self.net = Builder("net", shape, str(chains.any_type(rng)))
        self.readers: Counter[str] = Counter()

    def shape(self, name: str) -> tuple[int, int, int]:
        return self.net.signals[name].shape

    def kind(self, name: str) -> Int:
        return self.net.signals[name].type

    def any_of(self, *but: str) -> str:
        """Something with room for a reader, of late more often than not."""
        names = [n for n in self.net.signals if self.readers[n] < MOST_READERS and n not in but]
        return self.rng.choice(names[-3:] if self.rng.random() < 0.6 else names)

    def step(self) -> None:
        """Adds a layer, or several."""
        chance = self.rng.random()
        if chance < 0.35:
            self.array(self.any_of())
        elif chance < 0.55:
            self.pool(self.any_of())
        elif len(self.net.signals) == 1 or chance < 0.6:
            self.fork(self.any_of())
        elif chance < 0.75:
            self.add()
        elif chance < 0.9:
            self.concat()
        else:
            self.scale()

    def end(self) -> list[str]:
        """Joins what nobody reads until there are few enough outputs, and gives some of them classes."""
        while len(ends := self.unread()) > MOST_OUTPUTS or (len(ends) > 1 and self.rng.random() < 0.5):
            self.join_all(ends[: self.rng.randint(2, min(3, len(ends)))])
        outputs = self.unread()
        for n, name in enumerate(outputs):
            if self.rng.random() < 0.25:
                outputs[n] = self.layer({"type": "argmax"}, name)
        if not any("weight_bits" in layer for layer in self.net.layers):
            name = outputs.pop()
            outputs.append(self.array(name) if self.net.layers[-1]["type"] != "argmax" else self.array("input"))
            outputs += [name] if self.net.layers[-1].get("input") == "input" else []
        inner = [n for n in self.net.signals if n not in ("input", *outputs) and self.readers[n] < MOST_READERS]
        if inner and len(outputs) < MOST_OUTPUTS and self.rng.random() < 0.2:
            outputs.append(self.rng.choice(inner))
        self.rng.shuffle(outputs)
        return outputs

    def unread(self) -> list[str]:
        """Layers that nobody reads."""
        return [n for n in self.net.signals if n != "input" and not self.readers[n]]

    def layer(self, entry: dict[str, Any], *sources: str) -> str:
        """Adds a layer; its name."""
        keys = {k: v for k, v in entry.items() if k not in ("type", "name", "inputs")}
        for source in sources:
            self.readers[source] += 1
        return self.net.add(entry["type"], f"n{len(self.net.layers)}", *sources, **keys)

    def fork(self, source: str) -> None:
        """Two layers that read one."""
        self.array(source)
        if self.readers[source] < MOST_READERS:
            self.array(source)

    def array(self, source: str, entry: dict[str, Any] | None = None, taps: int = 0) -> str:
        """Adds a layer with weights: any, or `entry` of so many taps a channel."""
        rng = self.rng
        if entry is None:
            entry, (rows, columns, _), taps = chains.array(rng, "", self.shape(source))
            if rows * columns > MAX_PIXELS:
                return self.to(source, (1, 1), rng.randint(1, 6))
            channels = self.shape(source)[2]
            if entry["type"] == "convtranspose" and entry["channels"] % channels == 0:
                entry["groups"] = channels
                taps //= channels
        entry["weight_bits"] = rng.randint(2, 6)
        index = out = chains.activation(rng, entry)
        if rng.random() < 0.2:
            entry |= self.function(index := chains.any_type(rng), out)
        elif "table_in" in entry:
            index = parse_int(entry["table_in"])
        name = self.layer(entry, source)
        chains.tensors_of(rng, name, entry, self.shape(source), taps, self.kind(source), index, self.net.tensors)
        return name

    def function(self, index: Int, out: Int) -> dict[str, Any]:
        """An activation by its name: the index spreads over −4 to 4, or 0 to 4."""
        name = self.rng.choice(FUNCTIONS)
        step = 4 / max(1, index.hi, -index.lo)
        top = 1 if name in ("sigmoid", "hard_sigmoid", "tanh") else 4
        kind: dict[str, Any] = {"function": name, "in_scale": step, "out_scale": top / max(1, out.hi, -out.lo)}
        if name == "leaky_relu":
            kind["slope"] = self.rng.choice([0.1, 0.25])
        return {"activation": kind, "table_in": str(index)}

    def pool(self, source: str) -> str:
        """Adds a pool or an upsample."""
        entries: list[dict[str, Any]] = []
        while not entries:
            (rows, columns, _), _ = chains.pools(self.rng, entries, self.shape(source), self.kind(source))
        if rows * columns > MAX_PIXELS:
            return self.to(source, (1, 1), self.shape(source)[2])
        return self.layer(entries[0], source)

    def to(self, source: str, plane: tuple[int, int], channels: int | None = None) -> str:
        """What has this plane, and so many channels if given, with layers behind `source` where it has others."""
        before = self.shape(source)
        down = tuple(min(a, b) for a, b in zip(before[:2], plane, strict=True))
        if down != before[:2]:
            stride = [a // b for a, b in zip(before[:2], down, strict=True)]
            kernel = [a - (b - 1) * s for a, b, s in zip(before[:2], down, stride, strict=True)]
            source = self.narrowed(source, kernel, stride, channels if down == plane else None)
        rows, columns, now = self.shape(source)
        factor = plane[0] // rows
        if down != plane and plane == (rows * factor, columns * factor) and self.rng.random() < 0.7:
            source = self.layer({"type": "upsample", "factor": factor}, source)
        elif down != plane:
            stride = [b // a for a, b in zip(down, plane, strict=True)]
            kernel = [b - (a - 1) * s for a, b, s in zip(down, plane, stride, strict=True)]
            outputs = channels or self.rng.randint(1, 4)
            entry = {"type": "convtranspose", "channels": outputs, "kernel": kernel, "stride": stride}
            source = self.array(source, entry, math.prod(kernel) * now)
        if channels not in (None, self.shape(source)[2]):
            now = self.shape(source)[2]
            source = self.array(source, {"type": "conv", "channels": channels, "kernel": [1, 1]}, now)
        return source

    def narrowed(self, source: str, kernel: list[int], stride: list[int], channels: int | None) -> str:
        """Windows on `source`, pooled or convolved."""
        now = self.shape(source)[2]
        window = {"kernel": kernel, "stride": stride}
        if self.rng.random() < 0.6:
            return self.layer({"type": self.rng.choice(["maxpool", "avgpool"]), **window}, source)
        outputs = channels or self.rng.randint(1, 4)
        return self.array(source, {"type": "conv", "channels": outputs, **window}, math.prod(kernel) * now)

    def ways(self, names: list[str], *, channels: bool) -> list[str]:
        """`names` behind layers that give all of them the plane of one, and its `channels`."""
        one = self.rng.choice(names)
        rows, columns, depth = self.shape(one)
        met = [self.to(n, (rows, columns), depth if channels else None) for n in names]
        return [n if n not in met[:i] else self.pool_of_one(n) for i, n in enumerate(met)]

    def pool_of_one(self, source: str) -> str:
        """`source` once more."""
        return self.layer({"type": "maxpool", "kernel": 1}, source)

    def join_all(self, names: list[str]) -> str:
        if len(names) == 2 and self.rng.random() < 0.5:
            return self.joined("add", self.ways(names, channels=True))
        return self.joined("concat", self.ways(names, channels=False))

    def several(self, count: int) -> list[str]:
        """So many different ones."""
        names: list[str] = []
        while len(names) < min(count, len(self.net.signals)):
            names.append(self.any_of(*names))
        return names

    def add(self) -> None:
        self.joined("add", self.ways(self.several(2), channels=True))

    def concat(self) -> None:
        names = self.several(self.rng.choice([2, 2, 2, 3, 4]))
        while len(names) > 2 and sum(self.shape(n)[2] for n in names) > MAX_CHANNELS:
            names.pop()
        self.joined("concat", self.ways(names, channels=False))

    def scale(self) -> None:
        """The gates from the image itself, or from anything else."""
        source = self.any_of()
        channels = self.shape(source)[2]
        behind = source if self.readers[source] < MOST_READERS - 1 and self.rng.random() < 0.7 else self.any_of(source)
        gates = self.to(behind, (1, 1))
        if self.shape(gates)[2] != channels or gates == source or self.rng.random() < 0.5:
            gates = self.array(gates, {"type": "linear", "features": channels}, math.prod(self.shape(gates)))
        self.joined("scale", [source, gates])

    def joined(self, kind: str, names: list[str]) -> str:
        """Adds a join, with multipliers that spread its results over the output type about once."""
        rng, read = self.rng, [self.kind(n) for n in names]
        out = read[0] if rng.random() < 0.5 else chains.any_type(rng)
        entry: dict[str, Any] = {"type": kind, "out": str(out)}
        if kind == "concat":
            if all(t == out for t in read) and rng.random() < 0.8:
                return self.layer(entry, *names)
            entry["requantize"] = True
        elif out.hi and rng.random() < 0.7:
            entry["activation"] = rng.choice(["none", "relu", {"clip": rng.randint(1, out.hi)}])
        spans = [max(1, t.hi, -t.lo) for t in read]
        spans = [math.prod(spans)] if kind == "scale" else spans
        shift = rng.randint(0, 14)
        m = [
            (1 << shift) * max(1, out.hi, -out.lo) / span * rng.uniform(0.3, 1.5) * rng.choice([1, 1, 1, -1])
            for span in spans
        ]
        name = self.layer(entry, *names)
        self.net.tensors |= {
            f"{name}.multiplier": np.rint(m).clip(-32767, 32767).astype(np.int32),
            f"{name}.shift": np.array([shift], np.int32),
        }
        return name
