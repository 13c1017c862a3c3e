"""`Compression`: what compression saved, counted in every way that is in use. Publications differ in what they count.

Most count the weights of convolutions alone, and neither bits nor what rounding to tiles leaves of the saving; area and
power are often compared with a baseline of more bits. Here each figure says what it counts, and those of hardware
compare with the same network, unpruned, of the same bits on the same tiles and converters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from math import gcd
from typing import Any

import numpy as np
from hdlgen_sim import Device

from hdlgen.errors import HdlgenError, Mistake
from hdlgen.estimate.branches import Branches
from hdlgen.estimate.cost import Cost, cost
from hdlgen.estimate.dense import BuiltLayer, dense_usage
from hdlgen.estimate.parts import Parts, load_parts
from hdlgen.estimate.usage import Usage
from hdlgen.ir.graph import ArrayNode, Graph, InputNode
from hdlgen.mapping import map_graph
from hdlgen.mapping.design import Design
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.plan import Plan
from hdlgen.reference.chip import device_of

TILES = ((32, 32), (128, 64), (128, 128))
"""Rows and columns of the tiles that publications use most."""
FLOAT_BITS = 32
CLOCK_HZ = 100e6
"""For power alone; a guess: what an FPGA runs at."""
SLACK = 1.3
"""Of `TileRule`."""


@dataclass(frozen=True)
class Figure:
    """One way to count.

    key     in JSON
    title   in a table or plot
    built   of the network as it was built
    left    of the compressed one
    unit    of both; may be empty
    counts  what is counted, in a sentence
    """

    key: str
    title: str
    built: float
    left: float
    unit: str
    counts: str

    @property
    def ratio(self) -> float | None:
        """How many times less is left; None if nothing is."""
        return self.built / self.left if self.left else None


@dataclass(frozen=True)
class TileRule:
    """Whether tiles are well used: at most SLACK times those that the cells of the weights fill, and one each layer.

    tiles  occupied
    most   that the rule allows
    """

    tiles: int
    most: float

    @property
    def holds(self) -> bool:
        """Whether there are no more than that."""
        return self.tiles <= self.most

    @classmethod
    def of(cls, plan: Plan, left: Usage) -> TileRule:
        """Of the weights in rows and columns that are left, each on as many columns as it has slices."""
        h = plan.hardware
        cells = sum(u.weights * s.geometry.slices.count for u, s in zip(left.stages, plan.array_stages, strict=True))
        return cls(plan.arrays, SLACK * cells / (h.rows * h.columns) + len(plan.array_stages))


@dataclass(frozen=True)
class Compression:
    """A compressed network against the same network as it was built, neither with copies under a budget.

    network   its name
    hardware  whose tiles and converters both are on
    clock_hz  for power
    figures   in the order of a table
    rule      how well the tiles are used
    costs     of the unpruned network and of the compressed one; None if there is no estimate
    missing   why there is no estimate of area, energy and power; none if there is
    """

    network: str
    hardware: Hardware
    clock_hz: float
    figures: tuple[Figure, ...]
    rule: TileRule
    costs: tuple[Cost, Cost] | None
    missing: tuple[Mistake, ...]

    @classmethod
    def of(
        cls,
        design: Design,
        built: Sequence[BuiltLayer],
        parts: Parts | None = None,
        clock_hz: float = CLOCK_HZ,
        *,
        device: Device | None = None,
        read_volts: float | None = None,
    ) -> Compression:
        """Of the compressed network `design`.

        built  its layers with weights before pruning; the first one reads the image that enters
        parts  what components cost; those at 32 nm if None
        device      whose conductances static power is of; that of `design` if None
        read_volts  on each row, for static power; the device's if None

        Raises HdlgenError if the layers of `design` are not among those built, or do not fit in them.
        """
        _require_same(design.plan, built)
        plan, hardware = _without_copies(design), design.plan.hardware
        left, dense = Usage.of(plan), dense_usage(built, hardware)
        parts = parts or load_parts()
        costs: tuple[Cost, Cost] | None = None
        missing: tuple[Mistake, ...] = ()
        try:
            after, before = (cost(usage, hardware, parts, clock_hz) for usage in (left, dense))
            costs = (before, after)
        except HdlgenError as error:
            missing = error.mistakes
        device = device or device_of(design.file.device)
        figures = (
            *_weights(left, built),
            _multiplications(plan, built),
            *_branches(Branches.sides(plan, built, device), device.read_volts if read_volts is None else read_volts),
            *_bits(plan, left, built),
            *_tiles(design.graph, built, hardware),
            *_events(left, dense),
            *(_costs(*costs, clock_hz) if costs else ()),
        )
        return cls(plan.name, hardware, clock_hz, figures, TileRule.of(plan, left), costs, missing)

    def to_dict(self) -> dict[str, Any]:
        """As JSON can have it."""
        return {
            "network": self.network,
            "hardware": asdict(self.hardware),
            "clock_hz": self.clock_hz,
            "figures": [{**asdict(f), "ratio": f.ratio} for f in self.figures],
            "tile_rule": {"slack": SLACK, **asdict(self.rule), "holds": self.rule.holds},
            "costs": dict(zip(("built", "left"), (_plain(c) for c in self.costs), strict=True)) if self.costs else None,
            "missing": [asdict(m) for m in self.missing],
        }


def _require_same(plan: Plan, built: Sequence[BuiltLayer]) -> None:
    layers = {layer.name: layer for layer in built}
    mistakes = []
    for stage in plan.array_stages:
        layer = layers.get(stage.name)
        if layer is None:
            mistakes.append(Mistake(stage.name, "is not among the layers built", f"these are {', '.join(layers)}"))
        elif stage.geometry.window.taps > layer.window.taps or stage.geometry.channels > layer.columns:
            has = f"has {stage.geometry.window.taps} taps × {stage.geometry.channels} channels"
            had = f"{layer.window.taps} × {layer.columns}"
            mistakes.append(Mistake(stage.name, f"{has}, more than built: {had}"))
    if mistakes:
        raise HdlgenError.of(mistakes)


def _weights(left: Usage, built: Sequence[BuiltLayer]) -> Iterator[Figure]:
    """Weights of some layers: those in rows and columns that are left, and those that are not zero."""
    groups: tuple[tuple[str, str, str, Callable[[BuiltLayer], bool]], ...] = (
        (
            "conv3_",
            "conv weights, ≥ 3×3",
            "convolutions of 3×3 and larger",
            lambda b: _is_conv(b) and min(b.kernel) >= 3,
        ),
        ("conv_", "conv weights", "all convolutions", _is_conv),
        ("", "weights", "all layers", lambda b: True),
    )
    for key, title, which, chosen in groups:
        layers = {b.name: b.weights for b in built if chosen(b)}
        stages = [s for s in left.stages if s.name in layers]
        if layers:
            total = sum(layers.values())
            rows = f"weights of {which}; left: rows with a weight × columns"
            yield Figure(f"{key}weights", title, total, sum(s.weights for s in stages), "", rows)
            zeros = f"weights of {which}; left: those that are not zero"
            yield Figure(f"{key}nonzero", f"{title}, non-zero", total, sum(s.nonzero for s in stages), "", zeros)


def _multiplications(plan: Plan, built: Sequence[BuiltLayer]) -> Figure:
    """Those of an image that have a weight."""
    before = sum(b.window.positions * b.weights for b in built)
    after = sum(s.geometry.window.positions * int(np.count_nonzero(s.program.weights)) for s in plan.array_stages)
    counts = "of an image: output positions × weights, padding included, biases left out; left: those that are not zero"
    return Figure("multiplications", "multiplications", before, after, "", counts)


def _branches(sides: tuple[Branches, Branches], volts: float) -> Iterator[Figure]:
    """A circuit in which every cell conducts all the time."""
    before, after = sides
    same = "built: weights as large as those left, on average"
    cells = "cells above g_min: one for each slice of a weight that is not zero, each cell once"
    yield Figure("branches", "branches on", before.on, after.on, "", f"{cells}; {same}")
    rest = f"all rows at {volts:g} V at once; no converters, drivers and logic; {same}"
    for key, title, off in (("static_power", "static power", False), ("static_power_all", "static power, all", True)):
        which = "Σ V²G of branches that are on" + (", and of the other cells in blocks, at g_min" if off else "")
        built, left = (side.power_w(volts, off=off) for side in sides)
        yield Figure(key, title, built, left, "W", f"{which}; {rest}")


def _is_conv(layer: BuiltLayer) -> bool:
    return layer.kind != "linear"


def _bits(plan: Plan, left: Usage, built: Sequence[BuiltLayer]) -> Iterator[Figure]:
    """Bits of weights, against float and against the same bits."""
    kept = sum(u.weights * s.geometry.slices.weight_bits for u, s in zip(left.stages, plan.array_stages, strict=True))
    same = sum(b.weights * b.weight_bits for b in built)
    rows = "left: rows with a weight × columns × bits of a weight"
    floats = FLOAT_BITS * sum(b.weights for b in built)
    yield Figure("bits", "bits, against float", floats, kept, "bit", f"built: {FLOAT_BITS} bits a weight; {rows}")
    yield Figure("bits_same", "bits, against the same", same, kept, "bit", f"built: bits a weight as quantized; {rows}")


def _without_copies(design: Design) -> Plan:
    """The plan of `design` on as few tiles as it takes, as the network before compression is mapped."""
    plan = design.plan
    if not (plan.hardware.adc_budget or any(stage.geometry.engines for stage in plan.array_stages)):
        return plan
    shifts = {stage.name: stage.program.adc_shift for stage in plan.array_stages}
    spares = design.file.hardware.tile.spare_groups
    return map_graph(design.graph, replace(plan.hardware, tile_budget=0, adc_budget=0), shifts, spare_groups=spares)


def _tiles(graph: Graph, built: Sequence[BuiltLayer], hardware: Hardware) -> Iterator[Figure]:
    """Occupied tiles: of the network's own size, then of the usual ones."""
    own = (hardware.rows, hardware.columns)
    for rows, columns in (own, *(size for size in TILES if size != own)):
        # as many of the converters as divide the columns: how columns are shared decides what a tile can hold
        adcs = gcd(hardware.adcs, columns)
        tile = replace(hardware, rows=rows, columns=columns, adcs=adcs, tile_budget=0, adc_budget=0)
        before = dense_usage(built, tile).total.tiles
        after = map_graph(_digital(graph), tile, queued=False).arrays
        counts = f"occupied tiles of {rows} rows × {columns} pairs of columns; built: unpruned, of the same bits"
        yield Figure(f"tiles_{rows}x{columns}", f"tiles of {rows}×{columns}", before, after, "", counts)


def _digital(graph: Graph) -> Graph:
    """`graph` without memristive units and joined tiles, which not every tile can have; they change no weight."""
    nodes = (n if isinstance(n, InputNode) else replace(n, unit="digital") for n in graph.nodes)
    plain = (replace(n, partial_sums="digital") if isinstance(n, ArrayNode) else n for n in nodes)
    return replace(graph, nodes=tuple(plain))


def _events(left: Usage, dense: Usage) -> Iterator[Figure]:
    """What an image takes."""
    before, after = dense.total, left.total
    same = "built: unpruned, of the same bits"
    yield Figure("codes", "conversions", before.codes, after.codes, "", f"ADC codes an image; {same}")
    yield Figure("integrations", "integrations", before.integrations, after.integrations, "",
                 f"times that a tile adds up its columns, an image; {same}")  # fmt: skip
    yield Figure("cycles", "cycles an image", before.cycles, after.cycles, "",
                 f"fewest between images, by the slowest layer, no layer copied; {same}")  # fmt: skip


def _plain(found: Cost) -> dict[str, dict[str, float]]:
    """Area and energy by kind of component."""
    return {n: {"area_mm2": share.area_mm2, "energy_j": share.energy_j} for n, share in found.shares.items()}


def _costs(before: Cost, after: Cost, clock_hz: float) -> Iterator[Figure]:
    """Area, energy, power."""
    same = "built: unpruned, of the same bits, tiles and converters"
    yield Figure("area", "area", before.area_mm2, after.area_mm2, "mm²", f"tiles and window buffers, estimated; {same}")
    yield Figure("energy", "energy an image", before.energy_j, after.energy_j, "J",
                 f"of tiles and window buffers, estimated; {same}")  # fmt: skip
    built, left = (100 * c.shares["converters"].energy_j / c.energy_j for c in (before, after))
    yield Figure("adc_share", "converters' share of energy", built, left, "%", f"of an image, estimated; {same}")
    slow, hertz = before.image_s, f"at {clock_hz / 1e6:g} MHz"
    yield Figure("power_same_pace", "power, same pace", before.power_w, after.energy_j / slow, "W",
                 f"energy × images a second of the unpruned network {hertz}; {same}")  # fmt: skip
    yield Figure("power", "power, own pace", before.power_w, after.power_w, "W",
                 f"energy × images a second {hertz}, each network as fast as it can; {same}")  # fmt: skip
