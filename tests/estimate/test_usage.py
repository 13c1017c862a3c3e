import math
from dataclasses import asdict, fields, replace

import numpy as np
import pytest

from hdlgen.arith import MaxPool, Window
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.estimate.usage import StageUsage, Usage
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import map_graph
from hdlgen.reference import Chip
from tests.mapping.networks import UINT4, hardware, layer, maximum, one_layer, random_images, random_network

COUNTS = [f.name for f in fields(StageUsage) if f.name not in ("name", "cycles")]


def walked(stage, node, h):
    """Counts of a stage by doing what it does: every position, phase, block, row, column and converter in turn."""
    n = dict.fromkeys(COUNTS, 0)
    for read in range(1, 1 + len(stage.geometry.reads)):
        taps_read = {t for segment in stage.program.segments for t in segment.taps}
        n["moved_bits"] += len(taps_read) * node.in_type.bits
        last = stage.geometry.pool is None or read % stage.geometry.pool.elements == 0
        for block in stage.program.blocks:
            for _ in range(-(-node.in_type.bits // h.dac_bits)):
                n["integrations"] += 1
                n["holds"] += h.columns
                if stage.geometry.pool and last:
                    n["holds"] += h.columns
                if node.unit == "memristor":
                    n["passed"] += len(stage.geometry.placed(block)[0])
                for _ in stage.program.segments[block.segment].taps:
                    n["drives"] += 1
                    n["cell_reads"] += h.columns  # of positive cells
                    n["cell_reads"] += h.columns  # of negative cells
                word = math.lcm(stage.geometry.lanes.slices, h.adcs)  # columns
                groups = {
                    block.first_group + (i * word + column) // h.adcs
                    for i, v in enumerate(block.words)
                    for column in range(min(word, node.channels * stage.geometry.lanes.slices - v * word))
                }
                for _ in groups if last else ():
                    n["conversions"] += 1
                    for _ in range(h.adcs):
                        n["codes"] += 1
    w, pool = node.window, stage.geometry.pool
    n["moved_bits"] += w.height * w.width * w.channels * node.in_type.bits
    n["buffer_bits"] = sum(
        w.width * w.channels * node.in_type.bits
        for _ in range((w.kernel[0] - 1) * w.dilation[0] + 1 + (w.stride[0] * (pool.kernel[0] - 1) if pool else 0))
    )
    n["tiles"] = len({b.tile for b in stage.program.blocks})
    n["converters"] = sum(h.adcs for _ in range(n["tiles"]))
    n["blocks"] = len({(b.segment, v) for b in stage.program.blocks for v in b.words})
    n["weights"] = int(node.weights.any(axis=1).sum()) * node.channels
    n["nonzero"] = int((node.weights != 0).sum())
    n["raised_cells"] = sum(int((stage.levels(t, h.rows, h.columns) != 0).sum()) for t in range(stage.geometry.tiles))
    n["holders"] = stage.geometry.tiles * h.columns * (1 + (pool.kernel[0] * pool.kernel[1] if pool else 0))
    n["converters"] = stage.geometry.tiles * h.adcs
    n["memristive"] = stage.geometry.tiles * h.columns if node.unit == "memristor" else 0
    return n


def agree(graph, h):
    """Whether each stage's counts are those of walking; returns the usage."""
    plan = map_graph(graph, h)
    usage = Usage.of(plan)
    for stage, counted, node in zip(plan.array_stages, usage.stages, graph.arrays, strict=True):
        got = asdict(counted)
        assert (got.pop("name"), got.pop("cycles")) == (node.name, stage.bound_cycles)
        assert got == walked(stage, node, h)
    assert usage.cycles == plan.bound_cycles
    assert [getattr(usage.total, c) for c in COUNTS] == [sum(getattr(s, c) for s in usage.stages) for c in COUNTS]
    assert usage.total.cycles == plan.bound_cycles
    return usage


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"dac_bits": 3},
        {"adcs": 4, "cell_bits": 2},
        {"rows": 32, "columns": 16},
        {"columns": 64, "adcs": 16, "cell_bits": 1},
    ],
)
def test_counts_are_those_of_walking_through_the_plan(seed, changes):
    usage = agree(random_network(seed, signed=seed == 2), hardware(**changes))
    assert len(usage.stages) == 3


def test_a_small_layer_by_hand():
    # 3 taps of which the middle one has no weight; 5 bits in cells of 3: two slices, the second zero below 8
    graph = one_layer([[1, 0, 9], [0, 0, 0], [-8, 0, 0]], weight_bits=5)
    usage = agree(graph, hardware(rows=8, columns=8, adcs=2, settle_cycles=1, conversion_cycles=3))
    assert usage.stages[0] == StageUsage(
        name="fc",
        tiles=1,
        converters=2,
        blocks=2,  # one channel a word: 0 and 2
        weights=2 * 3,
        nonzero=3,
        raised_cells=1 + 2 + 1,  # 1 = 1 + 0·8; 9 = 1 + 1·8; −8 = 0 + 1·8
        drives=4 * 2,  # 4 phases
        integrations=4,
        cell_reads=4 * 2 * 16,
        holds=4 * 8,
        conversions=4 * 2,
        codes=4 * 2 * 2,
        buffer_bits=3 * 4,
        moved_bits=(3 + 2) * 4,
        cycles=4 * 2 * 3,
        holders=8,
        memristive=0,
        passed=0,
    )


def test_joined_tiles_hold_and_convert_once():
    graph = one_layer(np.ones((20, 4)))
    graph = replace(graph, nodes=(graph.nodes[0], replace(graph.nodes[1], partial_sums="analog")))
    apart, together = (Usage.of(map_graph(graph, hardware(joined=n))).total for n in (1, 3))
    # 20 rows on tiles of 8, 4 channels on 2 converters, 4 phases
    assert (apart.tiles, apart.converters, apart.holders) == (2, 4, 16)
    assert (together.tiles, together.converters, together.holders) == (3, 2, 8)
    assert (apart.conversions, apart.codes, apart.integrations, apart.holds) == (4 * 6, 4 * 12, 4 * 3, 4 * 3 * 8)
    assert (together.conversions, together.codes, together.integrations, together.holds) == (4 * 2, 4 * 4, 4 * 3, 4 * 8)
    assert apart.cell_reads == together.cell_reads == 4 * 20 * 16


def test_a_dilated_window_spans_the_rows_between_its_own():
    usage = agree(one_layer(np.ones((6, 2)), window=Window(9, 5, 1, (3, 2), dilation=(4, 3))), hardware())
    assert usage.stages[0].buffer_bits == 9 * 5 * 4


def test_pooled_positions_are_all_integrated_and_their_largest_converted():
    conv = layer("conv", "x", np.eye(4, 3), window=Window(6, 5, 1, (2, 2)), lo=0, hi=15)
    graph = Graph(
        "net",
        (
            InputNode("x", (6, 5, 1), UINT4),
            replace(conv, unit="memristor"),
            maximum("pool", "conv", MaxPool(5, 4, 3, (2, 2), (2, 2)), UINT4, "memristor"),
        ),
    )
    usage = agree(graph, hardware(dac_bits=4))
    (stage,) = usage.stages
    # 5 × 4 positions: 2 × 2 squares of 4; the last row of positions is in none. 3 channels: 2 conversions
    assert (stage.integrations, stage.conversions, stage.memristive, stage.passed) == (16, 4 * 2, 8, 16 * 3)
    assert (stage.holds, stage.holders) == ((16 + 4) * 8, 5 * 8)


@pytest.mark.parametrize(
    ("changes", "conversions"),
    [
        ({}, 2 * 3),
        ({"columns": 48, "adcs": 8, "cell_bits": 1}, 2 * 3),  # 18 columns of 6 channels: 3 conversions, not 4
    ],
)
def test_the_emitted_hardware_counts_the_same(tmp_path, changes, conversions):
    w = np.random.default_rng(0).integers(-7, 8, (9, 6))
    w[[1, 4]] = 0
    graph = one_layer(w, window=Window(5, 4, 1, (3, 3)))
    plan = map_graph(graph, hardware(rows=4, **changes))
    (stage,) = Usage.of(plan).stages
    assert stage.conversions == 6 * 4 * conversions
    emit(plan, tmp_path / "rtl")
    images = 2
    registers = cosimulate(Chip.of(plan), tmp_path / "rtl", random_images(graph, images)).registers
    assert registers["fc.CONVERSIONS"] == images * stage.conversions
    assert registers["fc.PHASES"] == images * stage.integrations
    assert stage.integrations == 6 * 4 * 2  # 6 positions, 4 phases, 7 rows in two segments
