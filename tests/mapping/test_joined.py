"""Tiles whose columns are joined, so that partial sums add up as currents."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.emit.write_registers import params_of
from hdlgen.errors import DesignError, HdlgenError
from hdlgen.ir.graph import ArrayNode
from hdlgen.mapping import avoid, check, from_json, map_graph, to_json
from hdlgen.mapping.limits import Limits
from hdlgen.mapping.onto import map_onto
from hdlgen.reference import Chip, exact, tiled
from tests.mapping.networks import changed, hardware, one_layer, random_images, random_network
from tests.mapping.test_parallel import GRAPH, H


def analog(graph):
    """`graph` with analog partial sums."""
    nodes = (replace(n, partial_sums="analog") if isinstance(n, ArrayNode) else n for n in graph.nodes)
    return replace(graph, nodes=tuple(nodes))


def joined(graph, **changes):
    """The plan of `graph` with analog partial sums, checked."""
    plan = map_graph(analog(graph), hardware(**changes))
    check(plan, analog(graph))
    return plan


TALL = one_layer(np.random.default_rng(0).integers(1, 8, (20, 4)))
"""20 rows on tiles of 8."""


@pytest.mark.parametrize(
    ("most", "tiles", "arrays", "conversions"),
    [(1, 2, 2, 6), (2, 1, 2, 4), (3, 1, 3, 2), (8, 1, 3, 2)],  # 4 groups a tile: segments of a tile side by side
)
def test_as_many_tiles_are_joined_as_save_conversions(most, tiles, arrays, conversions):
    plan = joined(TALL, joined=most)
    (stage,) = plan.array_stages
    assert (plan.tiles, plan.arrays, plan.tiles * stage.geometry.joined) == (tiles, arrays, arrays)
    assert sum(map(stage.geometry.groups, stage.program.blocks)) == conversions
    assert stage.bound_cycles == 4 * 2 * conversions
    assert len(stage.program.segments) == -(-20 // (8 * stage.geometry.joined))
    assert from_json(to_json(plan)).array_stages[0].geometry == stage.geometry


def test_what_fits_a_tile_or_does_not_ask_stays_digital():
    assert joined(one_layer(np.ones((8, 4))), joined=4).array_stages[0].geometry.joined == 1
    plan = map_graph(TALL, hardware(joined=4))
    assert plan == replace(map_graph(TALL, hardware()), hardware=plan.hardware)


@pytest.mark.parametrize("most", [2, 3])
def test_lossless_converters_compute_the_network(most):
    graph = random_network(1)
    plan, images = joined(graph, joined=most, adc_bits=12), random_images(graph, 5)
    assert any(stage.geometry.joined > 1 for stage in plan.array_stages)
    assert plan.arrays > plan.tiles
    want, got = exact.run(graph, images), tiled.run(Chip.of(plan), images)
    for name, y in got.items():
        np.testing.assert_array_equal(y, want[name])


def test_a_converter_rounds_the_sum_once_and_clips_it_once():
    # 5 rows of 1 on each of two tiles; digits of all rows: sums of 5 and 5, or of 10, in steps of 4
    graph = one_layer(np.ones((10, 1)))
    image = np.ones((1, 1, 1, 10), np.int64)
    for bits, digital, current in (
        (8, (1 + 1) * 4, 3 * 4),
        (2, (1 + 1) * 4, 1 * 4),
    ):  # ⌊5/4 + 1/2⌋ = 1, ⌊10/4 + 1/2⌋ = 3
        for most, want in ((1, digital), (2, current)):
            plan = map_graph(analog(graph), hardware(rows=5, joined=most, adc_bits=bits), {"fc": 2})
            assert tiled.run(Chip.of(plan), image)["fc"].item() == min(want, 15)


def test_ranges_are_those_of_the_sum():
    apart, together = (map_graph(analog(TALL), hardware(joined=n, adc_bits=6)) for n in (1, 3))
    assert [p.array_stages[0].adc.shift for p in (apart, together)] == [1, 2]  # sums of up to 8 · 7 and 20 · 7


def test_a_budget_counts_every_tile():
    usual = joined(GRAPH, **vars(replace(H, joined=2)))
    for more in (0, 2, 5):
        plan = joined(GRAPH, **vars(replace(H, joined=2, tile_budget=usual.arrays + more)))
        assert plan.arrays <= usual.arrays + more
        assert plan.bound_cycles >= Limits.of(plan, analog(GRAPH)).least
    assert plan.bound_cycles < usual.bound_cycles
    with pytest.raises(HdlgenError, match=r"budget: 3 tiles are needed \(fc 3\) and there are 2"):
        joined(TALL, joined=3, tile_budget=2)


def test_memristive_units_see_complete_sums():
    graph = one_layer(np.ones((20, 4)), lo=0)
    graph = replace(graph, nodes=(graph.nodes[0], replace(graph.nodes[1], unit="memristor")))
    with pytest.raises(HdlgenError, match=r"20 taps with weights are on 2 times 16 rows\n.*join more tiles"):
        joined(graph, joined=2, dac_bits=4)
    assert joined(graph, joined=3, dac_bits=4).array_stages[0].geometry.joined == 3


def test_the_checker_knows_what_may_be_joined():
    plan = joined(TALL, joined=3)
    with pytest.raises(DesignError, match="joins 3 tiles, and its partial sums are digital, and macros join 3"):
        check(plan, TALL)
    with pytest.raises(DesignError, match="joins 3 tiles, and its partial sums are analog, and macros join 2"):
        check(replace(plan, hardware=replace(plan.hardware, joined=2)), analog(TALL))
    with pytest.raises(DesignError, match="tiles: 3 are occupied and there are 2"):
        check(replace(plan, hardware=replace(plan.hardware, tile_budget=2)), analog(TALL))
    short = replace(plan, stages=(changed(plan.stages[0], joined=2),))
    with pytest.raises(DesignError, match="segment 0 has 20 rows and a tile has 16"):
        check(short, analog(TALL))


def test_what_is_made_for_analog_sums_computes_no_others():
    plan = joined(TALL, joined=3)
    assert map_onto(analog(TALL), plan)[0].array_stages[0].geometry == plan.array_stages[0].geometry
    with pytest.raises(
        HdlgenError, match="fc: has digital partial sums, and the hardware joins the columns of 3 tiles"
    ):
        map_onto(TALL, plan)
    with pytest.raises(HdlgenError, match="fc/0: has no row 24, column 0: it has 24 rows and 8 columns"):
        avoid(plan, {"fc/0": [(23, 7), (24, 0)]})
    with pytest.raises(HdlgenError, match="fc: has tiles with the rows of several, and one controller writes"):
        params_of(plan)
