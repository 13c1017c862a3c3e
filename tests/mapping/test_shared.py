"""Tiles of an engine that share converters: macros of several arrays."""

from dataclasses import replace
from itertools import groupby

import numpy as np
import pytest
from hdlgen_sim import Device, load_periphery

from hdlgen.emit.write_registers import params_of
from hdlgen.errors import DesignError, HdlgenError
from hdlgen.estimate.usage import Usage
from hdlgen.mapping import avoid, check, checker, from_json, map_graph, to_json
from hdlgen.mapping.emittable import too_large
from hdlgen.mapping.onto import map_onto
from hdlgen.mapping.tables import contents, schedule, tables_of
from hdlgen.reference import Chip, tiled
from tests.mapping.networks import changed
from tests.mapping.test_parallel import GRAPH, H

SMALL = replace(H, rows=8, columns=8, adc_bits=6)
USUAL = map_graph(GRAPH, SMALL)
"""conv1 on one tile, conv2 on nine, fc on five."""


def shared(most, **changes):
    """The plan of GRAPH in which so many tiles may be a macro, checked."""
    plan = map_graph(GRAPH, replace(SMALL, shared=most, **changes))
    check(plan, GRAPH)
    return plan


@pytest.mark.parametrize(
    ("most", "macros", "slots"),
    [(1, [1, 9, 5], [1, 1, 1]), (2, [1, 5, 3], [1, 2, 2]), (5, [1, 2, 1], [1, 5, 5]), (99, [1, 1, 1], [1, 9, 5])],
)
def test_tiles_of_an_engine_are_as_few_macros_as_can_be(most, macros, slots):
    plan = shared(most)
    assert [s.geometry.macros for s in plan.array_stages] == macros
    assert [s.geometry.slots for s in plan.array_stages] == slots
    assert [s.geometry.switched for s in plan.array_stages] == [n > 1 for n in slots]
    assert (plan.tiles, plan.converters) == (15, 4 * sum(macros))
    assert from_json(to_json(plan)).array_stages[1].geometry == plan["conv2"].geometry
    assert ("shared" in to_json(plan)) == (most > 1)


@pytest.mark.parametrize("budget", [0, 30])
def test_nothing_else_is_another(budget):
    """The same engines, blocks, cells and noise: codes, and cycles, are those of tiles with converters of their own."""
    usual, plan = (shared(n, tile_budget=budget) for n in (1, 4))
    assert plan.bound_cycles == usual.bound_cycles
    assert plan.converters < usual.converters
    for one, other in zip(plan.array_stages, usual.array_stages, strict=True):
        assert (one.program, one.geometry.all_engines) == (other.program, other.geometry.all_engines)
    x = np.random.default_rng(0).integers(0, 16, (2, *GRAPH.input.shape))
    card, periphery = Device.simple(3, 1e-6, 4e-5, 0.05), load_periphery("typical")
    got, want = (tiled.run(Chip.of(each, card, 3, periphery=periphery), x) for each in (plan, usual))
    assert all(np.array_equal(got[name], want[name]) for name in want)


def test_a_row_of_the_table_is_an_array_of_a_macro():
    plan = map_graph(GRAPH, replace(SMALL, shared=4), segmented=True)
    stage = plan["conv2"]
    rows, _ = schedule(stage)
    assert [(d.tile, d.array) for d in rows] == [divmod(b.tile, 4) for b in stage.program.blocks]
    assert {d.tile for d in rows} == {0, 1, 2}
    (size,) = (t for t in tables_of(stage) if t.name == "dispatch")
    assert max(contents(stage)["dispatch"]) < 1 << size.bits
    onto, _ = map_onto(GRAPH, plan)
    assert contents(onto["conv2"]) == contents(stage)


def test_macros_are_of_one_copy():
    plan = shared(3, tile_budget=60)
    assert any(len(s.geometry.engines) > 1 for s in plan.array_stages)
    for stage in plan.array_stages:
        macros = groupby(stage.geometry.seats, key=lambda seat: (seat.engine, seat.copy, seat.macro))
        sizes = [[seat.slot for seat in seats] for _, seats in macros]
        assert sizes == [list(range(len(each))) for each in sizes]
        assert len(sizes) == stage.geometry.macros
        assert max(map(len, sizes)) <= 3


def test_the_checker_knows_what_can_be_switched(monkeypatch):
    plan = shared(3)
    with pytest.raises(DesignError, match="conv2: has macros of 3 tiles, and converters can be switched to 2"):
        check(replace(plan, hardware=replace(plan.hardware, shared=2)), GRAPH)
    with pytest.raises(DesignError, match=f"converters: {plan.converters} are on the tiles and there are 23"):
        check(replace(plan, hardware=replace(plan.hardware, adc_budget=23)), GRAPH)

    def another(stage):
        rows, conversions = schedule(stage)
        return (*rows[:-1], replace(rows[-1], array=0)), conversions

    monkeypatch.setattr(checker, "schedule", another)
    with pytest.raises(DesignError, match="conv2: a block on tile 7 is run on array 0 of macro 2"):
        check(plan, GRAPH)
    monkeypatch.undo()
    vars(plan["fc"].geometry)["seats"] = USUAL["fc"].geometry.seats
    with pytest.raises(DesignError, match="fc: has tiles in macros of other engines or copies, which work at the same"):
        check(plan, GRAPH)


def test_too_few_converters_for_macros_are_refused():
    assert shared(99, adc_budget=3).converters == 3
    with pytest.raises(HdlgenError, match=r"2 are too few: .* takes 3\n.*let tiles share converters"):
        shared(99, adc_budget=2)


def test_what_a_macro_has_once_is_counted_once():
    usual, few = Usage.of(USUAL).total, Usage.of(shared(5)).total
    assert (few.tiles, few.converters, few.holders) == (15, 4 * 4, 4 * 8)
    changes = {"converters": usual.converters, "holders": usual.holders}
    assert replace(few, **changes) == usual


def test_words_of_a_tile_avoid_its_bad_cells():
    plan = map_graph(GRAPH, replace(SMALL, shared=4), spare_groups=1)
    moved = avoid(plan, {"conv2/5": {(0, 0)}})
    check(moved, GRAPH)
    (before, after) = (schedule(p["conv2"])[0] for p in (plan, moved))
    assert [(d.tile, d.array) for d in after] == [(d.tile, d.array) for d in before]
    assert [b.first_group for b in moved["conv2"].program.blocks if b.tile == 5] == [1]


def test_what_writes_cells_is_refused():
    plan = shared(2)
    with pytest.raises(HdlgenError, match=r"conv2: has tiles that share converters, and one controller .*\n.*shared"):
        params_of(plan)


def test_widths_are_those_of_macros():
    """Codes of 9,000 tiles would be too wide."""
    stage = changed(USUAL["fc"], tiles=9000)
    plan = replace(USUAL, stages=(*USUAL.stages[:2], stage))
    assert any("9000 × 4 converters" in m.what for m in too_large(plan))
    few = replace(plan, stages=(*USUAL.stages[:2], changed(stage, shared=4)))
    assert not any("converters give codes" in m.what for m in too_large(few))
