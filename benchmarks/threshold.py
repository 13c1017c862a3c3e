"""What it saves to activate and to pool in front of the converters: `lenet_threshold` beside the same with logic.

    python -m benchmarks.threshold

prints conversions, cycles, energy and area as `hdlgen.estimate` has them, without any simulation. The network with
logic has the same weights and hardware; and once more drivers of one bit, as it would rather be built.
"""

from __future__ import annotations

from dataclasses import replace

from hdlgen.estimate.cost import Cost, cost
from hdlgen.estimate.parts import load_parts
from hdlgen.estimate.usage import Usage
from hdlgen.ir.graph import ArrayNode, Graph, OperatorNode
from hdlgen.mapping import Hardware, map_graph
from hdlgen.mapping.design import load_design

CLOCK_HZ = 1e9


def digital(graph: Graph) -> Graph:
    """`graph` without memristive units."""
    nodes = tuple(replace(n, unit="digital") if isinstance(n, ArrayNode | OperatorNode) else n for n in graph.nodes)
    return replace(graph, nodes=nodes)


def counted(graph: Graph, hardware: Hardware, ranges: dict[str, int]) -> tuple[Usage, Cost]:
    """What `graph` costs on `hardware`."""
    usage = Usage.of(map_graph(graph, hardware, ranges))
    return usage, cost(usage, hardware, load_parts(), CLOCK_HZ)


def main() -> None:
    """Prints the table."""
    design = load_design("lenet_threshold")
    plan = design.plan
    ranges = {stage.name: stage.adc.shift for stage in plan.array_stages}
    logic = digital(design.graph)
    for title, graph, hardware in (
        ("units", design.graph, plan.hardware),
        ("logic", logic, plan.hardware),
        ("logic, one-bit drivers", logic, replace(plan.hardware, dac_bits=1)),
    ):
        usage, price = counted(graph, hardware, ranges)
        print(f"{title}: an image every {usage.cycles:,} cycles, {price.area_mm2:.4f} mm²")
        for stage in usage.stages:
            print(f"  {stage.name:<6} {stage.conversions:>7,} conversions {stage.cycles:>7,} cycles")
        print(f"  {'all':<6} {usage.total.conversions:>7,} conversions, {price.energy_j * 1e9:.1f} nJ an image:")
        for name, share in price.shares.items():
            print(f"    {name:<17} {share.energy_j * 1e9:>8.2f} nJ {share.area_mm2 * 1e6:>9.0f} µm²")


if __name__ == "__main__":
    main()
