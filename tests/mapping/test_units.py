from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Int, MaxPool, Requant, Table, Window
from hdlgen.errors import DesignError, HdlgenError
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import check, from_json, map_graph, to_json
from hdlgen.mapping.units import require_no_pools
from tests.mapping.networks import UINT4, changed, hardware, layer, maximum

W = np.array([[1, 2, -3, 0], [-4, 5, 0, 0], [0, 0, -6, 0]])
H = hardware(dac_bits=4)


def network(weights=W, unit="memristor", in_type=UINT4, names=("fc",), **kw):
    weights = np.array(weights)
    nodes = [InputNode("x", (1, 1, len(weights)), in_type)]
    for name in names:
        kw = {"lo": 0, "hi": 15, **kw}
        nodes.append(replace(layer(name, nodes[-1].name, weights, in_type=nodes[-1].out, **kw), unit=unit))
    return Graph("net", tuple(nodes))


def refusal(graph, h=H):
    with pytest.raises(HdlgenError) as e:
        map_graph(graph, h)
    assert e.value.exit_code == 2
    return str(e.value)


def test_references_take_the_bias_off_in_whole_steps_and_within_the_sums():
    graph = network(multiplier=(3, 3, 2, 0), bias=(-7, 7, -1000, 9))
    (stage,) = map_graph(graph, H).stages
    # sums: −60..15, 0..105, −135..0, 0. −b/m: 2.33, −2.33, 500, none. Rests: −7 + 6; 7 + 0 at −2.33 → 0; −1000 + 0; 9.
    assert stage.program.references == (2, 0, 0, 0)
    assert stage.program.requant == Requant((3, 3, 2, 0), (-1, 7, -1000, 9), 0, 0, 15)
    check(map_graph(graph, H), graph)


def test_a_bias_upwards_is_a_reference_below_zero():
    graph = network(multiplier=(2,) * 4, bias=(7, 7, 7, 7))
    (stage,) = map_graph(graph, H).stages
    assert stage.program.references == (-4, 0, -4, 0)  # −3.5 down to −4; the sums of channels 1 and 3 begin at 0
    assert stage.program.requant.bias == (-1, 7, -1, 7)


def test_the_offset_of_signed_inputs_is_in_the_references():
    graph = network(in_type=Int(4, True))
    (stage,) = map_graph(graph, H).stages
    # the drivers add 8 to every tap: 8 times the sums of the channels' weights, −3, 7, −9, 0; sums −60..15, …
    assert stage.program.references == (-24, 56, -72, 0)
    assert stage.program.requant.bias == (0, 0, 0, 0)
    check(map_graph(graph, H), graph)


def test_the_converters_range_is_that_of_what_passes():
    w = np.array([[7], [-7], [-7], [-7]])
    bias = (-40,)
    digital, analog = (
        map_graph(network(w, unit, bias=bias), hardware(dac_bits=4, adc_bits=6)).stages[0]
        for unit in ("digital", "memristor")
    )
    assert digital.adc.shift == 4  # −315..105: 2^3 would need −39
    assert analog.adc.shift == 2  # 0..65: 2^1 would need 33


def test_references_are_those_of_the_columns_whose_words_are_there():
    w = np.zeros((3, 6), int)
    w[:, [0, 1, 4, 5]] = 1
    w[2] = 0
    graph = network(w, bias=(-1, -2, -3, -4, -5, -6))
    (stage,) = map_graph(graph, hardware(dac_bits=4, adcs=2)).stages
    assert stage.column_references(0, 8).tolist() == [1, 2, 5, 6, 0, 0, 0, 0]
    plain = map_graph(network(w, "digital"), hardware(dac_bits=4))
    assert plain.stages[0].column_references(0, 8) is None


def test_plans_with_units_survive_json():
    plan = map_graph(network(bias=(1, 2, 3, 4)), H)
    assert from_json(to_json(plan)).stages[0].program.references == plan.stages[0].program.references
    assert from_json(to_json(map_graph(network(unit="digital"), H))).stages[0].program.references is None


@pytest.mark.parametrize(
    ("graph", "h", "text"),
    [
        (
            network(),
            hardware(dac_bits=3),
            "fc: memristive units need an activation in one phase, and 3-bit drivers give uint4 in 2 phases\n"
            "    fix: make hardware.dac.bits at least 4, or use unit: digital",
        ),
        (
            network(in_type=Int(1, True)),
            hardware(dac_bits=1),
            "fc: memristive units need an activation in one phase, and 1-bit drivers give int1 in a phase that counts "
            "negative\n    fix: make hardware.dac.bits at least 2, or use unit: digital",
        ),
        (
            network(),
            hardware(dac_bits=4, cell_bits=2),
            "fc: memristive units need a weight in one cell, and 4 bits take 2 cells of 2 bits\n"
            "    fix: make device.cell_bits at least 3, or use unit: digital",
        ),
        (
            network(),
            hardware(dac_bits=4, rows=2),
            "fc: memristive units need all taps of a channel in one block, and 3 taps with weights are on 2 times 2 "
            "rows\n    fix: make hardware.tile.rows at least 3, prune more taps, join more tiles "
            "(partial_sums: analog), or use unit: digital",
        ),
        (
            network(multiplier=(1, -1, 0, -2)),
            H,
            "fc: memristive units pass large sums, and the multipliers of 2 channels are negative (1, 3)\n"
            "    fix: turn the signs of their weights and multipliers, or use unit: digital",
        ),
        (
            network(lo=-8),
            H,
            "fc: memristive units pass no negative sum, and the layer's results begin at -8\n"
            "    fix: make its activation relu, {clip: hi} or {threshold: t}, or use unit: digital",
        ),
    ],
)
def test_what_a_unit_cannot_do_is_refused(graph, h, text):
    assert refusal(graph, h) == text


def test_all_misfits_of_a_network_come_at_once():
    graph = network(np.eye(4) * -1, names=("a", "b"), lo=-8, hi=7, out=Int(4, True), multiplier=(-1,) * 4)
    text = refusal(graph, hardware(dac_bits=2, cell_bits=1, rows=2))
    assert [line.split(":")[0] for line in text.splitlines() if not line.startswith(" ")] == ["a"] * 4 + ["b"] * 4


def test_channels_whose_taps_are_apart_may_be_on_several_tiles_of_rows():
    graph = network([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]])
    plan = map_graph(graph, hardware(dac_bits=4, rows=2))
    assert len(plan.stages[0].program.segments) == 2
    check(plan, graph)


def pooled(weights=W, kernel=2, unit="memristor", pool="memristor", **kw):
    """A product at each of 5 × 4 positions, and a pool."""
    weights = np.array(weights)
    window = Window(5, 4, len(weights), (1, 1))
    conv = replace(layer("conv", "x", weights, window=window, **{"lo": 0, "hi": 15, **kw}), unit=unit)
    behind = maximum("pool", "conv", MaxPool(5, 4, weights.shape[1], (kernel, kernel), (kernel, kernel)), UINT4, pool)
    return Graph("net", (InputNode("x", (5, 4, len(weights)), UINT4), conv, behind))


def test_a_stage_reads_the_squares_that_are_pooled_in_front_of_its_converters():
    graph = pooled()
    plan = map_graph(graph, H)
    conv, pool = plan.stages
    assert conv.geometry.pool == MaxPool(5, 4, 4, (2, 2), (2, 2))
    assert conv.geometry.inputs == 4
    # positions 4·row + column; the last row is in no square
    assert conv.geometry.reads.tolist() == [0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15]
    assert conv.out_shape == pool.out_shape == (2, 2, 4)
    assert pool.pooled
    check(plan, graph)
    # a square settles 4 times 2 cycles; its 4 columns take 2 conversions of 2 cycles, fewer than that
    assert conv.bound_cycles == 4 * 8
    assert map_graph(graph, replace(H, conversion_cycles=9)).stages[0].bound_cycles == 4 * 18
    assert pool.entering == (pool.leaving,) == (conv.leaving,)
    assert pool.bound_cycles == 4 * -(-4 // conv.geometry.out_lanes)
    digital = map_graph(pooled(pool="digital"), H).stages
    assert digital[0].bound_cycles == 20 * 4
    assert digital[0].geometry.reads.tolist() == list(range(20))
    assert (digital[0].geometry.inputs, digital[1].bound_cycles) == (1, 20 * -(-4 // digital[0].geometry.out_lanes))
    assert digital[1].entering == (digital[0].leaving,)


def test_plans_that_pool_in_front_of_converters_survive_json():
    plan = map_graph(pooled(), H)
    again = from_json(to_json(plan))
    assert (again.stages[0].geometry.pool, again.stages[1].pooled) == (plan.stages[0].geometry.pool, True)
    other = from_json(to_json(map_graph(pooled(pool="digital"), H)))
    assert (other.stages[0].geometry.pool, other.stages[1].pooled) == (None, False)


def test_what_a_pool_cannot_do_is_refused_with_all_else():
    descends = Table(0, (0, 2, 1, *range(3, 16)))
    assert refusal(pooled(table=descends)) == (
        "pool: memristive pooling takes the largest sum, and the table of conv makes less of a larger one\n"
        "    fix: let the table ascend, or use unit: digital"
    )
    assert refusal(pooled(unit="digital", hi=15)) == (
        "pool: memristive pooling needs activation units in front of it, and conv has none\n"
        "    fix: give conv unit: memristor, or use unit: digital"
    )
    first = maximum("pool", "x", MaxPool(2, 2, 1, (2, 2), (2, 2)), UINT4, "memristor")
    late = Graph(
        "net", (InputNode("x", (2, 2, 1), UINT4), first, replace(layer("fc", "pool", [[1]]), unit="memristor"))
    )
    text = refusal(
        replace(late, nodes=(*late.nodes[:2], replace(late.nodes[2], requant=Requant((-1,), (0,), 0, 0, 9))))
    )
    assert "fc: memristive units pass large sums" in text
    assert "pool: memristive pooling needs activation units in front of it, and x has none\n    fix: use unit" in text


@pytest.mark.parametrize("window", [((2, 2), (1, 1)), ((2, 2), (2, 2), (1, 0, 0, 0)), ((3, 2), (2, 2))])
def test_windows_that_overlap_or_are_padded_are_not_pooled_by_units(window):
    graph = pooled()
    pool = MaxPool(5, 4, 4, *window)
    text = refusal(replace(graph, nodes=(*graph.nodes[:2], replace(graph["pool"], op=pool))))
    assert text == (
        "pool: memristive pooling takes windows that do not overlap, without padding\n    fix: use unit: digital"
    )


def test_what_units_pool_cannot_also_leave():
    assert refusal(replace(pooled(), outputs=("pool", "conv"))) == (
        "pool: memristive pooling leaves nothing else of conv, and it is also a result of the network\n"
        "    fix: use unit: digital"
    )
    with pytest.raises(DesignError, match="conv: pools in front of its converters, and its result leaves the network"):
        check(map_graph(pooled(), H), replace(pooled(), outputs=("conv", "pool")))


@pytest.mark.parametrize(
    ("stage", "changes", "graph", "text"),
    [
        (0, {"pool": None}, pooled(), "pools None in front of its converters, and the layer behind it says [MaxPool"),
        (
            0,
            {"pool": MaxPool(5, 4, 4, (3, 3), (3, 3))},
            pooled(),
            "in front of its converters, and the layer behind it says [MaxPool",
        ),
        (0, {}, pooled(pool="digital"), "in front of its converters, and the layer behind it says nothing"),
        (0, {"references": None}, pooled(), "pools in front of its converters and has no activation units there"),
        (0, {"table": Table(0, (1, 0) * 8)}, pooled(), "pools in front of a table that descends"),
        (1, {"pooled": False}, pooled(), "its unit is memristor and it computes"),
        (1, {}, pooled(pool="digital"), "its unit is digital and it passes on what enters"),
    ],
)
def test_the_checker_finds_what_is_wrong_with_pooling(stage, changes, graph, text):
    plan = map_graph(pooled(), H)
    stages = list(plan.stages)
    stages[stage] = changed(stages[stage], **changes) if stage == 0 else replace(stages[stage], **changes)
    with pytest.raises(DesignError) as e:
        check(replace(plan, stages=tuple(stages)), graph)
    assert text in str(e.value)


def test_what_cannot_have_pooling_in_front_of_converters_refuses_it():
    require_no_pools(map_graph(pooled(pool="digital"), H), "cannot be", "do without")
    with pytest.raises(HdlgenError) as e:
        require_no_pools(map_graph(pooled(), H), "cannot be", "do without")
    assert str(e.value) == "pool: cannot be\n    fix: do without, or use unit: digital"


PLAN = map_graph(network(bias=(-7, 7, 0, 0)), H)
STAGE = PLAN.stages[0]


@pytest.mark.parametrize(
    ("changes", "graph", "text"),
    [
        ({"references": None}, network(bias=(-7, 7, 0, 0)), "its activation is memristor and it has no references"),
        ({}, network(unit="digital", bias=(-7, 7, 0, 0)), "its activation is digital and it has references"),
        ({"references": (0, 0)}, network(), "2 references for 4 channels"),
        ({"references": (6, 0, 0, 0)}, network(bias=(-7, 7, 0, 0)), "the requantizer does not give the network's"),
        (
            {"references": (8, 0, 0, 0), "requant": replace(STAGE.program.requant, bias=(1, 7, 0, 0))},
            network(bias=(-7, 7, 0, 0)),
            "channel 0 loses sums below its reference 8 that its requantizer (m 1, b 1) would keep",
        ),
        (
            {"references": (7, 0, 0, 1), "blocks": (replace(STAGE.program.blocks[0], words=(0,)),)},
            network(bias=(-7, 7, 0, 0)),
            "channel 3 has the reference 1 and is in no block",
        ),
        ({"requant": replace(STAGE.program.requant, lo=-1)}, network(), "no negative sum and results begin at -1"),
        (
            {"blocks": STAGE.program.blocks * 2},
            network(),
            "see parts of the sums of word 0, which is in 2 blocks",
        ),
    ],
)
def test_the_checker_finds_what_is_wrong_with_units(changes, graph, text):
    with pytest.raises(DesignError) as e:
        check(replace(PLAN, stages=(changed(STAGE, **changes),)), graph)
    assert text in str(e.value)


def test_the_checker_finds_units_behind_phases_or_slices():
    graph = network()
    plan = map_graph(network(unit="digital"), hardware(dac_bits=2, cell_bits=2, columns=16))
    stage = changed(plan.stages[0], references=(0, 0, 0, 0))
    with pytest.raises(DesignError, match=r"units see parts of sums: phases of weight \[1, 4\], 2 slices"):
        check(replace(plan, stages=(stage,)), graph)
