"""Small random networks with everything a network file can say, on small random hardware.

A network is made from a `random.Random`: a seed names it for good, and hypothesis' own generator shrinks it.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import yaml
from safetensors.numpy import save_file

from hdlgen import ir, spec
from hdlgen.arith import Int
from hdlgen.arith.integer import Ints
from hdlgen.cosim.cosimulate import Outcome, cosimulate
from hdlgen.emit.package import emit
from hdlgen.errors import HdlgenError
from hdlgen.ir.graph import Graph
from hdlgen.mapping import Hardware, Plan, check, map_graph
from hdlgen.reference import Chip, device_of

MAX_CYCLES = 1500
"""Of an image: with them a simulation of three images takes a few seconds in the slower simulator."""
MAX_TILES = 8


@dataclass(frozen=True, eq=False)
class Network:
    """A network file and how it is to be run.

    document  of the network file
    tensors   of the weights file
    stalls    32-cycle patterns of pauses at the input and the output
    seed      of the images and of the cells' errors
    """

    document: dict[str, Any]
    tensors: dict[str, np.ndarray]
    stalls: tuple[int, int]
    seed: int

    def write(self, directory: Path) -> Path:
        """Writes network file and weights; returns the network file."""
        path = directory / "net.yaml"
        path.write_text(yaml.safe_dump(self.document, sort_keys=False, default_flow_style=None, width=120))
        save_file(self.tensors, directory / "net.safetensors")
        return path


@dataclass(frozen=True, eq=False)
class Loaded:
    """A network file after spec, ir and mapping, without the passes: they would take away what nothing reads."""

    file: spec.NetworkFile
    graph: Graph
    plan: Plan

    @property
    def device(self):
        """The file's cells."""
        return device_of(self.file.device)


def load(path: Path, *, segmented: bool = False) -> Loaded:
    """Reads, lowers and maps the network file; `segmented` as of `map_graph`."""
    file = spec.load(path)
    graph = ir.lower(file)
    plan = map_graph(graph, Hardware.of(file.hardware, file.device), file.ranges, segmented=segmented)
    return Loaded(file, graph, plan)


def with_budget(network: Network, loaded: Loaded, directory: Path, rng: random.Random) -> tuple[Network, Loaded]:
    """`network`, which is mapped as `loaded`, with random budgets of tiles, for engines and copies, and of converters.

    Of the latter in half of the cases, and where they are enough; and with converters that tiles share.
    """
    usual, own = loaded.plan, network.document["hardware"]
    tiles = usual.tiles + rng.choice([0, 1, 2, rng.randint(1, 3 * usual.tiles)])
    converters = rng.choice([0, rng.randint(usual.tiles, tiles * own["adc"]["count"])])
    shared = rng.choice([1, 2, 3])

    def richer(converters: int) -> Network:
        adc = {**own["adc"], "budget": converters, "shared": shared}
        hardware = {**own, "tile": {**own["tile"], "budget": tiles}, "adc": adc}
        return replace(network, document={**network.document, "hardware": hardware})

    try:
        return richer(converters), load(richer(converters).write(directory))
    except HdlgenError as error:
        if "hardware.adc.budget" not in str(error):
            raise
        return richer(0), load(richer(0).write(directory))


def images(graph: Graph, count: int, seed: int) -> Ints:
    """Images over the whole range of the input; the ends of the range are frequent."""
    t = graph.input.out
    rng = np.random.default_rng(seed)
    x = rng.integers(t.lo, t.hi + 1, (count, *graph.input.shape))
    return np.where(rng.random(x.shape) < 0.2, rng.choice([t.lo, t.hi], x.shape), x)


def simulated(
    network: Network,
    loaded: Loaded,
    directory: Path,
    count: int,
    simulator: Literal["verilator", "icarus"],
    stalls: tuple[int, int],
    label: str,
) -> Outcome:
    """What `count` images through the network's accelerator show; what failed comes with what shows it again.

    directory  where the network was written
    """
    check(loaded.plan, loaded.graph)
    emit(loaded.plan, directory / "rtl")
    x = images(loaded.graph, count, network.seed)
    chip = Chip.of(loaded.plan, loaded.device, network.seed)
    try:
        return cosimulate(chip, directory / "rtl", x, simulator=simulator, source_stall=stalls[0], sink_stall=stalls[1])
    except BaseException as error:
        error.add_note(f"{label}, {simulator}, stalls {stalls[0]:#x},{stalls[1]:#x}\n"
                       f"{(directory / 'net.yaml').read_text()}")  # fmt: skip
        raise


def fitting(
    rng: random.Random,
    directory: Path,
    make: Callable[[random.Random], Network] | None = None,
    cycles: int = MAX_CYCLES,
    tiles: int = MAX_TILES,
    *,
    segmented: bool = False,
) -> tuple[Network, Loaded]:
    """The first of `rng`'s networks that fits its tiles and is small enough to simulate, written to `directory`.

    make           a network; `generate` if left out
    cycles, tiles  that it takes at the most, the cycles those of an image
    segmented      as of `map_graph`
    """
    while True:
        network = (make or generate)(rng)
        try:
            loaded = load(network.write(directory), segmented=segmented)
        except HdlgenError as error:
            if "columns" not in str(error):  # a weight may be wider than a tile; all else must be legal
                raise
            continue
        if loaded.plan.bound_cycles <= cycles and loaded.plan.tiles <= tiles:
            return network, loaded


def generate(rng: random.Random) -> Network:
    """A legal network file, but for weights that may be wider than a tile."""
    shape = (rng.randint(3, 10), rng.randint(3, 10), rng.randint(1, 5))
    image = act = any_type(rng)
    layers: list[dict[str, Any]] = []
    tensors: dict[str, np.ndarray] = {}
    current = shape
    for number in range(rng.randint(1, 3)):
        current, act = pools(rng, layers, current, act)
        name = f"layer{number}"
        entry, current_out, taps = array(rng, name, current)
        entry["weight_bits"] = rng.randint(2, 8)
        out = activation(rng, entry)
        tensors_of(rng, name, entry, current, taps, act, out, tensors)
        layers.append(entry)
        current, act = current_out, out
    current, act = pools(rng, layers, current, act)
    section = {"weights": "net.safetensors", "input": {"shape": list(shape), "type": str(image)}, "layers": layers}
    return on_hardware(rng, section, tensors)


def thinned(rng: random.Random) -> Network:
    """As `generate`, with most kernels gone, several channels at a time, and words that may have their own segments."""
    network = generate(rng)
    numbers, together = np.random.default_rng(rng.getrandbits(32)), rng.choice([1, 2, 4])
    for name, weight in network.tensors.items():
        if name.endswith(".weight"):
            keep = numbers.random((-(-len(weight) // together), weight.shape[1])) < rng.choice([0.1, 0.3, 0.6])
            weight *= keep.repeat(together, axis=0)[: len(weight)].reshape(*weight.shape[:2], *[1] * (weight.ndim - 2))
    network.document["hardware"]["tile"]["segments"] = "clustered"
    return network


def on_hardware(rng: random.Random, section: dict[str, Any], tensors: dict[str, np.ndarray]) -> Network:
    """The network of these layers on any hardware, with any cells and ranges.

    section  `network` of a network file
    """
    layers = section["layers"]
    adcs = rng.choice([1, 2, 3, 4, 8, 16])
    columns = adcs * rng.randint(-(-4 // adcs), 32 // adcs)
    settle, conversion = rng.randint(1, 3), rng.randint(1, 3)
    noisy = rng.random() < 0.6
    document = {
        "hdlgen": 1,
        "name": "net",
        "network": section,
        "hardware": {
            "tile": {"rows": rng.choice([4, 5, 8, 16, 32]), "columns": columns},
            "dac": {"bits": rng.randint(1, 4)},
            "adc": {"bits": rng.randint(4, 12), "count": adcs, "settle_cycles": settle,
                    "conversion_cycles": conversion},
        },
        "device": {
            "cell_bits": rng.randint(1, 4), "g_min_siemens": rng.choice([0.0, 1e-6]), "g_max_siemens": 4e-5,
            "programming_error": rng.choice([0.0, 0.02, 0.2]) if noisy else 0.0,
            "stuck": {"low": rng.choice([0.0, 0.05]) if noisy else 0.0,
                      "high": rng.choice([0.0, 0.05]) if noisy else 0.0},
        },
        "ranges": {e["name"]: rng.randint(0, 4) for e in layers if "weight_bits" in e and rng.random() < 0.5},
    }  # fmt: skip
    return Network(document, tensors, (stall(rng), stall(rng)), rng.getrandbits(30))


def any_type(rng: random.Random) -> Int:
    return Int(rng.randint(1, 8), rng.random() < 0.4)


def stall(rng: random.Random) -> int:
    """No pause in half of the networks, else few, many, or all but one cycle."""
    share = rng.choice([0, 0, 0, 0.2, 0.6, 1])
    return sum(1 << n for n in range(31) if rng.random() < share)


def pools(
    rng: random.Random, layers: list[dict[str, Any]], shape: tuple[int, int, int], act: Int
) -> tuple[tuple[int, int, int], Int]:
    """Perhaps adds a pool or an upsample to `layers`; the shape and type behind it."""
    chance, name = rng.random(), f"pool{len(layers)}"
    if chance >= 0.45:
        return shape, act
    if chance >= 0.4:
        factor = rng.randint(1, 3)
        layers.append({"name": name, "type": "upsample", "factor": factor})
        return (shape[0] * factor, shape[1] * factor, shape[2]), act
    entry: dict[str, Any] = {"name": name, "type": rng.choice(["maxpool", "avgpool"])}
    out = (1, 1)
    if rng.random() < 0.1:
        entry["kernel"] = "all"
    else:
        window, out = window_of(rng, shape, 3, 1)
        if window["stride"] == window["kernel"]:
            del window["stride"]
        del window["dilation"]
        entry |= window
    if entry["type"] == "avgpool" and rng.random() < 0.5:
        act = any_type(rng)
        entry["out"] = str(act)
    layers.append(entry)
    return (*out, shape[2]), act


def window_of(
    rng: random.Random, shape: tuple[int, int, int], widest: int, most_dilated: int
) -> tuple[dict[str, Any], tuple[int, int]]:
    """Kernel, stride, dilation and padding of a window that fits, plain in half of the cases; positions behind it."""
    plain = rng.random() < 0.5
    kernel, stride, dilation, before, behind, out = [], [], [], [], [], []
    same = rng.randint(1, widest), rng.randint(1, 3)
    for size in shape[:2]:
        k, s = same if plain else (rng.randint(1, widest), rng.randint(1, 3))
        d = 1 if plain else rng.randint(1, most_dilated)
        k = min(k, size) if plain else k
        reach = (k - 1) * d + 1
        pads = [0, 0] if plain else [rng.randint(0, reach - 1) for _ in range(2)]
        if reach > size + sum(pads):
            k, reach, pads = 1, 1, [0, 0]
        kernel.append(k)
        stride.append(s)
        dilation.append(d)
        before.append(pads[0])
        behind.append(pads[1])
        out.append((size + sum(pads) - reach) // s + 1)
    sides = {"kernel": kernel, "stride": stride, "dilation": dilation, "padding": [*before, *behind]}
    return sides, (out[0], out[1])


def array(
    rng: random.Random, name: str, shape: tuple[int, int, int]
) -> tuple[dict[str, Any], tuple[int, int, int], int]:
    """A layer with weights, the shape behind it, and the taps of a channel."""
    height, width, channels = shape
    outputs = rng.randint(1, 9)
    if rng.random() < 0.25:
        return {"name": name, "type": "linear", "features": outputs}, (1, 1, outputs), height * width * channels
    if rng.random() < 0.2:
        return transposed(rng, name, shape)
    window, out = window_of(rng, shape, 4, 2)
    groups = rng.choice([g for g in range(1, channels + 1) if channels % g == 0])
    outputs = groups * max(1, outputs // groups)
    entry = {"name": name, "type": "conv", "channels": outputs, "groups": groups, **window}
    return entry, (*out, outputs), math.prod(window["kernel"]) * channels // groups


def transposed(
    rng: random.Random, name: str, shape: tuple[int, int, int]
) -> tuple[dict[str, Any], tuple[int, int, int], int]:
    """As `_array`, with a transposed convolution that leaves a row and a column at least."""
    outputs = rng.randint(1, 4)
    kernel, stride = ([rng.randint(1, 3) for _ in range(2)] for _ in range(2))
    more = [rng.randint(0, s - 1) for s in stride]
    padding = [rng.randint(0, k - 1) for k in (*kernel, *kernel)]
    out = []
    for n in range(2):
        whole = (shape[n] - 1) * stride[n] + kernel[n] + more[n]
        if whole <= padding[n] + padding[n + 2]:
            padding[n] = padding[n + 2] = 0
        out.append(whole - padding[n] - padding[n + 2])
    entry = {"name": name, "type": "convtranspose", "channels": outputs, "kernel": kernel, "stride": stride,
             "padding": padding, "output_padding": more}  # fmt: skip
    return entry, (out[0], out[1], outputs), math.prod(kernel) * shape[2]


def activation(rng: random.Random, entry: dict[str, Any]) -> Int:
    """Adds an activation and types to a layer; the output type."""
    out = any_type(rng)
    kinds: list[Any] = ["none", "table"]
    if out.hi:
        kinds += ["relu", {"clip": rng.randint(1, out.hi)}, {"threshold": rng.randint(0, out.hi)}]
    kind = rng.choice(kinds)
    if kind == "table":
        index = any_type(rng)
        kind = {"table": [rng.randint(out.lo, out.hi) for _ in range(1 << index.bits)]}
        entry["table_in"] = str(index)
    entry["activation"], entry["out"] = kind, str(out)
    return out


def tensors_of(
    rng: random.Random,
    name: str,
    entry: dict[str, Any],
    shape: tuple[int, int, int],
    taps: int,
    act: Int,
    out: Int,
    tensors: dict[str, np.ndarray],
) -> None:
    """Weights with structured zeros, and a requantizer that spreads the sums over the output type about once."""
    outputs, top = entry.get("channels") or entry["features"], (1 << (entry["weight_bits"] - 1)) - 1
    numbers = np.random.default_rng(rng.getrandbits(32))
    w = numbers.integers(-top, top + 1, (taps, outputs))
    w[numbers.random(taps) < rng.choice([0, 0, 0.3, 0.8])] = 0
    w[:, numbers.random(outputs) < rng.choice([0, 0, 0.3])] = 0
    if rng.random() < 0.3:
        w[: rng.randint(0, taps), : rng.randint(0, outputs)] = 0
    if rng.random() < 0.05:
        w[:] = 0
    shift = rng.randint(0, 20)
    typical = np.sqrt((w.astype(float) ** 2).sum(0).clip(1)) * max(1, act.hi, -act.lo) / 2
    m = np.rint(2.0 ** (shift + out.bits - 1) / typical * numbers.uniform(-0.5, 2, outputs)).astype(np.int32)
    b = np.rint(2.0 ** (shift + out.bits - 1) * numbers.normal(0, 0.5, outputs)).astype(np.int64)
    form = (*entry.get("kernel", shape[:2]), -1)
    weight = w.reshape(*form, outputs).transpose(3, 2, 0, 1).astype(np.int8)
    if entry["type"] == "linear":
        weight = weight.reshape(outputs, -1)
    elif entry["type"] == "convtranspose":
        each = weight.reshape(entry.get("groups", 1), -1, *weight.shape[1:]).swapaxes(1, 2)
        weight = each.reshape(-1, each.shape[2], *weight.shape[2:])
    tensors |= {
        f"{name}.weight": np.ascontiguousarray(weight),
        f"{name}.multiplier": m,
        f"{name}.bias": b,
        f"{name}.shift": np.array([shift], np.int32),
    }
