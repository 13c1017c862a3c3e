"""How few converters keep each network's interval without copies: `python -m benchmarks.converters [NAME …]`.

As in the file; with the fewest that a budget of them allows; and with the fewest where so many tiles of an engine may
share them (`hardware.adc.shared`). Area is that of `hdlgen.estimate`, of all parts; nothing is simulated.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from hdlgen.estimate.cost import cost
from hdlgen.estimate.parts import load_parts
from hdlgen.estimate.usage import Usage
from hdlgen.ir.graph import Graph
from hdlgen.mapping import Hardware, Plan, balance, check, map_graph
from hdlgen.mapping.balance import Room
from hdlgen.mapping.design import load_design
from hdlgen.mapping.mapper import ways_of
from hdlgen.mapping.pace import pace_of
from hdlgen.mapping.parallel import floor_of, layer_of

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = ("lenet_q4", "lenet_dense", "vgg16", "vgg16_cifar", "resnet18")
SHARED = (1, 4, 16, 1024)
"""Tiles that a macro may have; the last is more than any engine has."""
CLOCK_HZ = 100e6
HEAD = (
    "| network | tiles | cycles | converters: file | fewest | 4 tiles | 16 | all | mm²: file | fewest | 4 | 16 | all |",
    "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
)


def fewest(usual: Plan, graph: Graph, hardware: Hardware, ranges: Mapping[str, int]) -> Plan:
    """The plan with the fewest converters that is as fast as `usual`, without copies."""
    ways = ways_of(graph, replace(hardware, adc_budget=1), ranges).values()
    layers = [[layer_of(way, hardware, copied=False) for way in each] for each in ways]
    floor, pace, low, high = floor_of(usual), usual.bound_cycles, 1, usual.converters
    while low < high:
        middle = (low + high) // 2
        if balance.reaching(layers, pace, Room(converters=middle), min(floor, pace)):
            high = middle
        else:
            low = middle + 1
    return map_graph(graph, replace(hardware, adc_budget=high), ranges)


def row(name: str) -> str:
    """Of a network."""
    design = load_design(name if name.startswith("lenet") or name.endswith("cifar") else EXAMPLES / f"{name}.yaml")
    usual, hardware = design.plan, replace(design.plan.hardware, tile_budget=0, adc_budget=0, shared=1)
    ranges = {stage.name: stage.adc.shift for stage in usual.array_stages}
    plans = [usual, *(fewest(usual, design.graph, replace(hardware, shared=n), ranges) for n in SHARED)]
    for plan in plans:
        check(plan, design.graph)
    (interval,) = {pace_of(plan).interval for plan in plans}
    areas = [cost(Usage.of(plan), plan.hardware, load_parts(), CLOCK_HZ).area_mm2 for plan in plans]
    found = (
        name,
        ", ".join(dict.fromkeys(f"{plan.tiles}" for plan in plans)),
        f"{interval:,}",
        *(f"{plan.converters:,}" for plan in plans),
        *(f"{area:.3f}" for area in areas),
    )
    return f"| {' | '.join(found)} |"


def main(names: Sequence[str]) -> None:
    """Prints the table."""
    print(*HEAD, sep="\n", flush=True)
    for name in names:
        print(row(name), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or NAMES)
