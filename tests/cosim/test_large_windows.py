"""Layers whose windows come by segment, whatever their size: emitted, built without a warning, one image compared."""

import re
from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Int, Requant, Window
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.library import Library
from hdlgen.emit.package import emit
from hdlgen.emit.stage import unit_of
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import check, map_graph
from hdlgen.mapping.loader import OWN_BITS
from hdlgen.reference import Chip
from tests.mapping.networks import hardware, layer

FAST = {"rows": 128, "settle_cycles": 2, "conversion_cycles": 2}
LAYERS = {
    # 98,304 bits, on tiles of 1,024 rows
    "64×64×3": (Window(64, 64, 3, (64, 64)), 2, 8, {"rows": 1024}),
    "7×7×512": (Window(7, 7, 512, (7, 7)), 16, 4, {**FAST, "columns": 128, "adcs": 16}),
    "3×3×512": (Window(4, 4, 512, (3, 3), padding=(1,) * 4), 512, 4, {**FAST, "columns": 512, "adcs": 32}),
}


def plan_of(name):
    """Random weights; results lie around the middle of their type."""
    window, channels, bits, tiles = LAYERS[name]
    weights = np.random.default_rng(5).integers(-7, 8, (window.taps, channels))
    spread = np.sqrt(window.taps) * 4.3 * (1 << bits) * 0.58  # of a sum; 4.3 is that of a weight
    shift = int(np.log2(spread / 3))
    bias = tuple(int((8 << shift) - s) for s in weights.sum(axis=0) * ((1 << bits) - 1) // 2)
    node = layer("layer", "x", weights, window=window, in_type=Int(bits))
    node = replace(node, requant=Requant((1,) * channels, bias, shift, 0, 15))
    graph = Graph("net", (InputNode("x", (window.height, window.width, window.channels), Int(bits)), node))
    plan = map_graph(graph, hardware(**tiles), {})
    check(plan, graph)
    return plan


def flip_flops(plan):
    """Bits of the registers of loader, table and rows, as they are before Yosys joins or removes any."""
    library = Library("net")
    library.add(unit_of(plan["layer"], plan.hardware), "net_stage", "layer")
    text = "".join(
        library.modules[f"net_{unit}"] for unit in ("layer_segment_loader", "layer_taps_table", "segment_rows")
    )
    return sum(
        int(bits)
        for bits in re.findall(r"cell \$\w*dff\w* .*\n(?: *parameter .*\n)*? *parameter \\WIDTH (\d+)\n", text)
    )


@pytest.mark.campaign
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", LAYERS)
def test_an_image_is_cosimulated_and_flip_flops_are_few(name, tmp_path):
    plan = plan_of(name)
    geometry = plan["layer"].geometry
    found = flip_flops(plan)
    rows = 2 * geometry.capacity.rows * geometry.phases.act.bits
    fetch = geometry.fetch
    given = fetch.lanes * (geometry.phases.act.bits + 1)
    bound = rows + OWN_BITS + 3 * fetch.row_bits + given  # a row of the table, twice, and what is made of it; words
    print(f"{name}: {found} flip-flops, of at most {bound}")
    assert rows < found <= bound
    emit(plan, tmp_path / "rtl")
    x = np.random.default_rng(0).integers(0, plan.in_type.hi + 1, (1, *plan.in_shape))
    outcome = cosimulate(Chip.of(plan), tmp_path / "rtl", x, timeout_s=3000)
    assert outcome.images == 1
    assert len(np.unique(outcome.outputs["layer"])) > 1
