"""Which windows come by segment, and by how wide a loader."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Int, SegmentFetch, Window
from hdlgen.errors import DesignError
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import check, map_graph
from hdlgen.mapping.loader import by_segment
from hdlgen.mapping.pace import pace_of
from tests.mapping.networks import changed, hardware, layer

WINDOW = Window(4, 4, 16, (3, 3), padding=(1,) * 4)
TILES = {"rows": 16, "columns": 16, "adcs": 4}


def graph(window=WINDOW, channels=8, keep=1.0, behind=()):
    weights = np.random.default_rng(0).integers(1, 8, (window.taps, channels))
    weights[np.random.default_rng(1).random(window.taps) >= keep] = 0
    image = InputNode("x", (window.height, window.width, window.channels), Int(4))
    return Graph("net", (image, layer("conv", "x", weights, window=window), *behind))


def stage(segmented=True, changes=None, **made):
    return map_graph(graph(**made), hardware(**{**TILES, **(changes or {})}), {}, segmented=segmented)["conv"]


def test_large_windows_come_by_segment():
    """By hand: wired, 144 taps of 4 bits twice are 1,152 bits; by segment twice 16 rows are 128, and a loader's own."""
    assert stage(segmented=False).geometry.fetch is not None
    small = Window(4, 4, 2, (3, 3), padding=(1,) * 4)  # 144 bits against 128 + 128
    assert stage(segmented=False, window=small).geometry.fetch is None
    assert stage(window=small).geometry.fetch is not None


def test_a_loader_is_as_wide_as_the_arrays_are_fast():
    """Segments of 16 rows are driven for 4 phases of 4 conversions: in 16 cycles 15 rows could be loaded one by one."""
    a_stage = stage()
    assert a_stage.run_cycles == (16,) * 9
    assert (a_stage.geometry.fetch.lanes, a_stage.loads) == (2, (8,) * 9)
    assert a_stage.loaded_cycles == a_stage.position_cycles
    slow = stage(changes={"conversion_cycles": 3})
    assert slow.run_cycles == (24,) * 9
    assert (slow.geometry.fetch.lanes, slow.loads) == (1, (16,) * 9)
    fast = stage(changes={"settle_cycles": 1, "conversion_cycles": 1, "adcs": 16})
    assert fast.run_cycles == (4,) * 9
    assert (fast.geometry.fetch.lanes, set(fast.loads)) == (8, {2})


def test_a_loader_that_is_all_crossbar_is_not_chosen():
    """Segments of 128 rows, driven for 4 cycles, take 64 lanes that choose among 64 banks; for 8, 32 among 32."""
    window = Window(8, 8, 64, (5, 5), padding=(2,) * 4)
    quick = {"rows": 128, "adcs": 16, "settle_cycles": 1, "conversion_cycles": 1}
    fetch = stage(window=window, changes=quick).geometry.fetch
    assert (fetch.lanes, fetch.banks) == (64, 64)
    assert stage(segmented=False, window=window, changes=quick).geometry.fetch is None
    slower = {**quick, "conversion_cycles": 2}
    assert stage(segmented=False, window=window, changes=slower).geometry.fetch.lanes == 32


def test_a_layer_with_time_has_a_narrow_loader():
    """An image of as many cycles as 2 · 9 · (16 + 1) at each of 16 positions: so is one lane enough."""
    a_stage = stage()
    assert by_segment(a_stage, 2 * 16 * 9 * 17 - 1).geometry.fetch.lanes == 2
    assert by_segment(a_stage, 2 * 16 * 9 * 17).geometry.fetch.lanes == 1


def test_where_no_loader_is_fast_enough_it_is_the_fastest():
    """A phase, a cycle: a segment is driven in one, and loaded in two at the least."""
    node = layer("conv", "x", np.ones((144, 8)), window=WINDOW, in_type=Int(1))
    plan = map_graph(
        Graph("net", (InputNode("x", (4, 4, 16), Int(1)), node)),
        hardware(rows=16, columns=16, adcs=16, settle_cycles=1, conversion_cycles=1),
        {},
        segmented=True,
    )
    assert plan["conv"].position_cycles == 9
    assert plan["conv"].loaded_cycles == 18
    assert set(plan["conv"].loads) == {1}
    assert not list(pace_of(plan).slower)  # it is as fast as its slowest part


@pytest.mark.parametrize("keep", [1.0, 0.4])
def test_a_plan_whose_taps_are_in_another_order_computes_its_graph(keep):
    g = graph(keep=keep)
    plan = map_graph(g, hardware(**TILES), {}, segmented=True)
    check(plan, g)
    taps = [sorted(s.taps) for s in plan["conv"].program.segments]
    live = np.flatnonzero(g["conv"].weights.any(axis=1)).tolist()
    assert [t for segment in taps for t in segment] == live  # segments have the taps that they have if they are wired
    assert keep == 1.0 or any(s.taps != tuple(sorted(s.taps)) for s in plan["conv"].program.segments)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        (lambda g: {"capacity": replace(g.capacity, load_cycles=71)}, "72 load cycles, and there is room for 71"),
        (lambda g: {"fetch": replace(g.fetch, in_lanes=2)}, "taps are fetched of another window, or of other beats"),
        (lambda g: {"fetch": SegmentFetch.of(Window(4, 4, 16, (3, 3)), 1, 2, 2)}, "taps are fetched of another window"),
    ],
)
def test_the_judge_sees_what_a_loader_cannot_do(changes, what):
    g = graph()
    plan = map_graph(g, hardware(**TILES), {}, segmented=True)
    wrong = replace(plan, stages=(changed(plan["conv"], **changes(plan["conv"].geometry)),))
    with pytest.raises(DesignError, match=what):
        check(wrong, g)


def test_what_a_window_needs_more_load_cycles_for_does_not_fit():
    a_stage = stage()
    program = replace(a_stage.program, segments=tuple(replace(s, taps=s.taps[::-1]) for s in a_stage.program.segments))
    narrow = replace(a_stage.geometry, capacity=replace(a_stage.geometry.capacity, load_cycles=70))
    assert list(a_stage.geometry.holds(program)) == []
    assert list(narrow.holds(program)) == ["needs 72 load cycles of a window, and there is room for 70"]
