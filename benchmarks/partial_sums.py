"""What it costs to add up partial sums as currents: bundled networks whose layers have more rows than a tile.

    python -m benchmarks.partial_sums DIR [--chips N] [--images N]

DIR is a directory of MNIST. For each number of joined tiles: what it takes, from `hdlgen.estimate`, and with converters
of 8 to 3 bits the accuracy on ideal cells, ranges calibrated on 1,000 training images. With --chips also that of so
many chips of a card with the periphery `typical`: mean and sigma.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
from hdlgen_sim import load_periphery
from numpy.typing import NDArray

from hdlgen.cli.images import Takes, labelled
from hdlgen.estimate.cost import cost
from hdlgen.estimate.parts import load_parts
from hdlgen.estimate.usage import Usage
from hdlgen.ir.graph import ArrayNode, Graph
from hdlgen.mapping import Hardware, check, map_graph
from hdlgen.mapping.design import Design, load_design
from hdlgen.mapping.plan import Plan
from hdlgen.reference import Chip, calibrate, tiled
from hdlgen.reference.chip import device_of
from hdlgen.reference.classify import classes

NETWORKS = {"lenet_q4": (1, 2), "lenet_dense": (1, 2, 4, 8)}
"""And how many tiles are joined."""
BITS = (8, 6, 5, 4, 3)
CHIP_BITS = (6,)
CARD = "neurram_hfox_1t1r"
CLOCK_HZ = 1e9


def analog(graph: Graph) -> Graph:
    """`graph` with analog partial sums in all layers."""
    nodes = (replace(n, partial_sums="analog") if isinstance(n, ArrayNode) else n for n in graph.nodes)
    return replace(graph, nodes=tuple(nodes))


def mapped(design: Design, joined: int, bits: int, images: NDArray[np.int64]) -> tuple[Graph, Plan]:
    """`design` with so many joined tiles and converters of `bits`, calibrated on `images`."""
    graph = analog(design.graph)
    hardware: Hardware = replace(design.plan.hardware, joined=joined, adc_bits=bits)
    ranges = calibrate(graph, map_graph(graph, hardware), images).ranges
    plan = map_graph(graph, hardware, ranges)
    check(plan, graph)
    return graph, plan


def accuracy(graph: Graph, chip: Chip, images: NDArray[np.int64], labels: NDArray[np.int64]) -> float:
    """Share of `images` that `chip` classifies as `labels` say, in percent."""
    return 100 * float((classes(graph, tiled.run(chip, images, keep=False)) == labels).mean())


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--chips", type=int, default=0)
    parser.add_argument("--images", type=int)
    args = parser.parse_args()
    print(f"| network | joined | tiles | converters | conversions | nJ | mm² |{' %s bits |' * len(BITS) % BITS}")
    for name, numbers in NETWORKS.items():
        design = load_design(name)
        takes = Takes.of(design.graph)
        train, _ = labelled(takes, args.data, "train", 1000)
        images, labels = labelled(takes, args.data, "test", args.images)
        assert labels is not None, "MNIST has labels"
        device, around = device_of(design.file.device, card=CARD), load_periphery("typical")
        for joined in numbers:
            plans = {bits: mapped(design, joined, bits, train) for bits in BITS}
            plan = plans[8][1]
            usage = Usage.of(plan)
            price = cost(usage, plan.hardware, load_parts(), CLOCK_HZ)
            found = [accuracy(graph, Chip.of(plan), images, labels) for graph, plan in plans.values()]
            total = usage.total
            row = [name, joined, total.tiles, total.converters, f"{total.conversions:,}"]
            row += [f"{price.energy_j * 1e9:.1f}", f"{price.area_mm2:.3f}", *(f"{a:.2f}" for a in found)]
            print(f"| {' | '.join(map(str, row))} |", flush=True)
            for bits in CHIP_BITS * bool(args.chips):
                graph, plan = plans[bits]
                chips = (Chip.of(plan, device, seed, periphery=around) for seed in range(args.chips))
                each = np.array([accuracy(graph, chip, images, labels) for chip in chips])
                print(f"    {bits} bits, {len(each)} chips: {each.mean():.2f} ± {each.std(ddof=1):.2f}", flush=True)


if __name__ == "__main__":
    main()
