"""Images a second, per mm² and per watt, under budgets of tiles: `python -m benchmarks.throughput [NAME …]`.

As `hdlgen.estimate` has area and energy, and `hdlgen.mapping.pace` the interval; nothing is simulated. Each plan twice:

    as in the file    at 100 MHz: with 2 cycles, sums settle in 20 ns and a converter makes 50 million codes a second
    ISAAC's arrays    at 1.2 GHz: one converter a tile, a code a cycle, and 120 cycles, 100 ns, to settle

Operations are two for each weight that is mapped and each position; they are of 4-bit weights and activations of 4 or 8
bits. ISAAC's figures are its peak, of 16-bit weights and activations.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from hdlgen.estimate.cost import cost
from hdlgen.estimate.parts import load_parts
from hdlgen.estimate.usage import Usage
from hdlgen.ir.graph import Graph
from hdlgen.mapping import Hardware, Plan, map_graph
from hdlgen.mapping.design import load_design
from hdlgen.mapping.pace import pace_of

EXAMPLES = Path(__file__).parents[1] / "examples"
BUDGETS: dict[str, tuple[int, ...]] = {"lenet_q4": (4, 6, 8, 12, 16, 24), "vgg16": (), "resnet18": ()}
"""Of tiles; none: 1, 1.5 and 2 times as many as it takes."""
HEAD = (
    "| network | tiles | cycles | images/s | mm² | mW | images/s/mm² | images/s/W | GOPS/mm² | GOPS/W |",
    "|---|---|---|---|---|---|---|---|---|---|",
)
ISAAC = "| ISAAC, peak, 16 bits | – | – | – | 85.4 | 65,800 | – | – | 479 | 628 |"
"""A. Shafiee et al., ISCA 2016: area, power and density as notes on the paper give them; 628 is 41.3 TOPS ÷ 65.8 W,
computed from its rows (168 tiles · 12 · 8 arrays · 2048 products · 2 in 1.6 µs)."""


def timings(hardware: Hardware) -> Iterator[tuple[str, Hardware, float]]:
    """What is assumed of arrays and converters, and the clock in Hz."""
    yield "as in the file", hardware, 100e6
    yield "ISAAC's arrays", replace(hardware, adcs=1, conversion_cycles=1, settle_cycles=120), 1.2e9


def plans(graph: Graph, hardware: Hardware, ranges: dict[str, int], budgets: Sequence[int]) -> Iterator[Plan]:
    """Without a budget where none are given, and with each."""
    if not budgets:
        usual = map_graph(graph, replace(hardware, tile_budget=0), ranges)
        yield usual
        budgets = [usual.tiles * n // 2 for n in (2, 3, 4)]
    for budget in budgets:
        yield map_graph(graph, replace(hardware, tile_budget=budget), ranges)


def row(plan: Plan, clock_hz: float) -> str:
    """What `plan` takes, and how many images come."""
    interval = pace_of(plan).interval
    price = cost(replace(Usage.of(plan), cycles=interval), plan.hardware, load_parts(), clock_hz)
    products = sum(stage.mapped_weights * stage.geometry.window.positions for stage in plan.array_stages)
    gops = 2e-9 * products
    found = (
        plan.name,
        f"{plan.arrays}",
        f"{interval:,}",
        f"{1 / price.image_s:,.0f}",
        f"{price.area_mm2:.3f}",
        f"{1e3 * price.power_w:,.2f}",
        f"{price.images_s_mm2:,.0f}",
        f"{price.images_s_w:,.0f}",
        f"{gops * price.images_s_mm2:,.1f}",
        f"{gops * price.images_s_w:,.0f}",
    )
    return f"| {' | '.join(found)} |"


def main(names: Sequence[str]) -> None:
    """Prints a table for each timing."""
    designs = [load_design(name if name == "lenet_q4" else EXAMPLES / f"{name}.yaml") for name in names]
    for n in range(2):
        for design in designs:
            title, hardware, clock_hz = list(timings(design.plan.hardware))[n]
            ranges = {stage.name: stage.adc.shift for stage in design.plan.array_stages}
            if design is designs[0]:
                print("", title, "", *HEAD, sep="\n", flush=True)
            for plan in plans(design.graph, hardware, ranges, BUDGETS[design.plan.name]):
                print(row(plan, clock_hz), flush=True)
        print(ISAAC, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or list(BUDGETS))
