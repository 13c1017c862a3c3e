"""Plans of several engines and copies."""

import itertools
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hdlgen_sim import Device

from hdlgen.arith import MaxPool, Window
from hdlgen.errors import DesignError, HdlgenError
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import ArrayStage, avoid, check, from_json, map_graph, to_json
from hdlgen.mapping.alone import alone
from hdlgen.mapping.checker import check_queues
from hdlgen.mapping.digests import geometry_digest, program_digest
from hdlgen.mapping.engines import Engine
from hdlgen.mapping.limits import Limits, busy
from hdlgen.mapping.pace import pace_of
from hdlgen.reference import Chip, exact, tiled
from tests.mapping.networks import UINT4, changed, hardware, layer, maximum, random_network

H = hardware(rows=16, columns=16, adcs=4, adc_bits=12)


def network(size=7, seed=0, channels=2, kernel=2, out=5):
    """Three layers: many positions and few weights, fewer and more, one."""
    rng = np.random.default_rng(seed)

    def weights(taps, channels):
        return rng.integers(-7, 8, (taps, channels))

    first = Window(size, size, channels, (kernel, kernel))
    second = Window(first.out_height, first.out_width, out, (3, 3), (2, 2))
    last = Window(second.out_height, second.out_width, 9, (second.out_height, second.out_width))
    nodes = (
        InputNode("x", (size, size, channels), UINT4),
        layer("conv1", "x", weights(first.taps, out), window=first, shift=4),
        layer("conv2", "conv1", weights(second.taps, 9), window=second, shift=5),
        layer("fc", "conv2", weights(last.taps, 6), window=last, shift=6),
    )
    return Graph("net", nodes)


GRAPH = network()
USUAL = map_graph(GRAPH, H)
QUEUED = network(13, channels=1, kernel=4, out=4)
"""With 15 tiles four copies of its first layer take its windows, ten in a row, in turn."""


def plan_of(tiles, **how):
    return map_graph(GRAPH, replace(H, tile_budget=tiles), **how)


@pytest.mark.parametrize("more", [0, 1, 3, 8, 20])
def test_a_budget_makes_images_as_fast_as_its_tiles_allow(more):
    plan = plan_of(USUAL.tiles + more)
    check(plan, GRAPH)
    check_queues(plan)
    pace, limits = pace_of(plan), Limits.of(plan, GRAPH)
    assert not pace.slower
    assert plan.tiles <= USUAL.tiles + more
    assert max(limits.converters, limits.streams, limits.least) <= plan.bound_cycles <= pace.interval
    assert pace.interval <= 1.1 * limits.least
    assert pace.interval < USUAL.bound_cycles or not more
    assert all(0 < busy([stage], pace.interval) <= 1 for stage in plan.array_stages)
    assert limits.series == USUAL.bound_cycles


def test_without_a_budget_nothing_changes():
    assert all(not stage.geometry.engines for stage in USUAL.array_stages)
    same = map_graph(GRAPH, replace(H, tile_budget=USUAL.tiles), target_interval=USUAL.bound_cycles)
    assert to_json(replace(same, hardware=H)) == to_json(USUAL)
    assert "engines" not in to_json(USUAL)


def test_a_plan_with_engines_comes_back_from_json():
    plan = plan_of(2 * USUAL.tiles)
    back = from_json(to_json(plan))
    assert [s.geometry for s in back.array_stages] == [s.geometry for s in plan.array_stages]
    assert [s.program.blocks for s in back.array_stages] == [s.program.blocks for s in plan.array_stages]
    assert geometry_digest(plan) != geometry_digest(replace(USUAL, hardware=plan.hardware))
    assert program_digest(plan) == program_digest(back)


def test_tiles_are_numbered_through_and_each_copy_holds_the_same():
    plan = plan_of(3 * USUAL.tiles)
    assert any(engine.copies > 1 for s in plan.array_stages for engine in s.geometry.all_engines)
    for stage in plan.array_stages:
        seats = stage.geometry.seats
        assert [name.number for name in stage.tile_names] == list(range(len(seats)))
        places = Counter((seat.engine, seat.tile, seat.macro) for seat in seats)
        assert list(places.values()) == list(stage.geometry.copies)
        for name, seat in zip(stage.tile_names, seats, strict=True):
            first = next(n for n, other in enumerate(seats) if other.tile == seat.tile)
            levels = [stage.levels(number, H.rows, H.columns) for number in (name.number, first)]
            np.testing.assert_array_equal(*levels)


def test_every_read_of_a_tile_has_a_number_of_its_own_and_all_blocks_see_every_position():
    plan = plan_of(3 * USUAL.tiles)
    for stage in plan.array_stages:
        positions, seen = stage.geometry.window.positions, Counter()
        for name, seat in zip(stage.tile_names, stage.geometry.seats, strict=True):
            requests, rounds = stage.requests(name.number), positions * seat.copies
            numbers = [turn * rounds + product for turn in range(6) for product, _ in requests]
            blocks = [block for _ in range(6) for _, block in requests]
            each = Counter(zip(numbers, blocks, strict=True))
            assert set(each.values()) == {1}
            seen.update(each)
        whole = {(n, b) for n, b in seen if n < 6 * positions}
        assert all(seen[key] == 1 for key in whole)
        assert len(whole) == 6 * positions * len(stage.program.blocks)


@pytest.mark.parametrize("tiles", [1.0, 1.6, 3.0])
def test_engines_compute_the_network(tiles):
    plan = plan_of(int(tiles * USUAL.tiles))
    x = np.random.default_rng(1).integers(0, 16, (5, *GRAPH.input.shape))
    expected, got = exact.run(GRAPH, x), tiled.run(Chip.of(plan), x)
    for name in expected:
        np.testing.assert_array_equal(got[name], expected[name], err_msg=name)


def test_copies_have_cells_of_their_own():
    """An image gets other results where another copy computes it, and the same wherever it stands in a batch."""
    plan = plan_of(3 * USUAL.tiles)
    assert [e.copies for e in plan["fc"].geometry.all_engines] == [1]
    chip = Chip.of(plan, Device.simple(3, 1e-6, 4e-5, 0.2), seed=3)
    copies = plan["conv1"].geometry.engines[0].copies
    assert copies > 1
    positions = plan["conv1"].geometry.window.positions
    image = np.random.default_rng(1).integers(0, 16, (1, *GRAPH.input.shape))
    numbers = np.arange(2 * copies)
    y = tiled.run(chip, image.repeat(len(numbers), axis=0), numbers=numbers)["conv1"]
    for n in numbers[1:]:  # position 0 of image n is copy n · positions' turn
        assert (y[n] == y[0]).all() == (n * positions % copies == 0)
    alone = tiled.run(chip, image, numbers=np.array([3]))["conv1"][0]
    np.testing.assert_array_equal(alone, y[3])


def test_a_target_takes_no_more_tiles_than_it_needs():
    plan = map_graph(GRAPH, H, target_interval=USUAL.bound_cycles // 3)
    check(plan, GRAPH)
    assert pace_of(plan).interval <= USUAL.bound_cycles // 3
    fewer = plan_of(plan.tiles - 1)
    assert fewer.bound_cycles > USUAL.bound_cycles // 3


def test_targets_that_cannot_be_reached_are_refused():
    with pytest.raises(HdlgenError, match=r"hardware.target_interval: no number of tiles lets an image take 60 cycles: "
                                          r"its streams take \d+"):  # fmt: skip
        map_graph(GRAPH, H, target_interval=60)
    few = replace(H, tile_budget=USUAL.tiles)
    with pytest.raises(HdlgenError, match=r"an image every 150 cycles takes \d+ tiles, and .*budget is \d+\n.*raise"):
        map_graph(GRAPH, few, target_interval=150)


def uneven():
    """A layer of few windows, which come together at the end of rows."""
    weights = np.random.default_rng(0).integers(-7, 8, (20, 1))
    window = Window(2, 5, 2, (2, 5), (1, 3), (1, 3, 1, 0))
    nodes = InputNode("x", (2, 5, 2), UINT4), layer("conv", "x", weights, window=window)
    return Graph("net", nodes), hardware(rows=16, columns=16, adcs=1, adc_bits=12, settle_cycles=9, conversion_cycles=3)


def test_a_target_that_is_missed_since_windows_come_unevenly_is_refused():
    graph, h = uneven()
    with pytest.raises(HdlgenError, match=r"interval: no number of tiles is found with .* 20 cycles, and not 30\n.*30"):
        map_graph(graph, h, target_interval=20)
    assert pace_of(map_graph(graph, h, target_interval=30)).interval == 30


def test_squares_that_see_no_last_rows_are_no_slower_for_them():
    """What an image takes at least is that of the windows of squares, not of positions that nobody converts."""
    window, pool = Window(10, 11, 1, (3, 1), (1, 2), (2, 0, 1, 0)), MaxPool(11, 6, 8, (4, 4), (4, 4))
    conv = layer("conv", "x", np.random.default_rng(0).integers(-7, 8, (3, 8)), window=window)
    nodes = InputNode("x", (10, 11, 1), UINT4), replace(conv, unit="memristor")
    graph = Graph("net", (*nodes, maximum("pool", "conv", pool, UINT4, "memristor")))
    h = hardware(dac_bits=4, settle_cycles=1)
    plan = map_graph(graph, h)
    assert pace_of(plan).interval == Limits.of(plan, graph).least == plan.image.beats == 110
    assert pace_of(map_graph(graph, h, target_interval=110)).interval == 110


def test_tiles_that_do_not_help_are_left_free():
    """However many there are: nothing is looked for beyond a window a cycle."""
    graph, h = uneven()
    needed = map_graph(graph, h, target_interval=30).tiles
    assert map_graph(graph, replace(h, tile_budget=100_000)).tiles <= 2 * needed


def test_windows_wait_in_a_queue_where_copies_would_wait_for_them():
    plan = map_graph(QUEUED, replace(H, tile_budget=15))
    stage = plan["conv1"]
    assert (stage.geometry.engines, stage.geometry.queue) == ((Engine(1, 4),), 2)
    check(plan, QUEUED)
    without = changed(stage, queue=0)
    assert alone(stage) == plan.bound_cycles == Limits.of(plan, QUEUED).least == 200 < alone(without)
    assert "queue" not in to_json(USUAL)
    for queue, engines in ((1, stage.geometry.engines), (2, ())):
        other = changed(stage, queue=queue, engines=engines)
        with pytest.raises(DesignError, match=rf"has a queue of {queue} windows in front of {len(engines)} engines"):
            check(replace(plan, stages=(other, *plan.stages[1:])), QUEUED)


@pytest.mark.parametrize(("tiles", "shared"), [(0, 1), (1.5, 1), (0, 2), (1.5, 2)])
def test_a_budget_of_converters_leaves_fast_layers_few(tiles, shared):
    """As fast as with the best of all choices, which are tried where there are no copies."""
    least = [-(-s.geometry.tiles // shared) for s in USUAL.array_stages]
    for converters in (USUAL.converters, 20, 12, sum(least)):
        h = replace(H, tile_budget=int(tiles * USUAL.tiles), adc_budget=converters, shared=shared)
        plan = map_graph(GRAPH, h)
        check(plan, GRAPH)
        pace, limits = pace_of(plan), Limits.of(plan, GRAPH)
        assert plan.converters <= converters
        assert max(limits.converters, limits.streams, limits.least) <= plan.bound_cycles <= pace.interval
        assert 0 < busy(plan.array_stages, pace.interval) <= 1
        if not tiles:
            plans = [map_graph(GRAPH, replace(H, adcs=n, shared=shared)) for n in (4, 2, 1)]
            each = [[of[s.name] for of in plans] for s in USUAL.array_stages]
            fitting = [way for way in itertools.product(*each) if sum(s.converters for s in way) <= converters]
            assert pace.interval == limits.least == min(max(s.image_cycles for s in way) for way in fitting)
    assert map_graph(GRAPH, replace(H, adc_budget=USUAL.converters)).bound_cycles == USUAL.bound_cycles
    x = np.random.default_rng(1).integers(0, 16, (3, *GRAPH.input.shape))
    np.testing.assert_array_equal(tiled.run(Chip.of(plan), x)["fc"], exact.run(GRAPH, x)["fc"])


def test_too_few_converters_are_refused():
    with pytest.raises(HdlgenError, match=r"hardware.adc.budget: 5 are too few: .*, takes 6\n.*raise"):
        map_graph(GRAPH, replace(H, adc_budget=5))


def test_a_budget_of_tiles_is_kept_by_tiles_of_fewer_converters():
    """Where words of few channels leave columns of a conversion in vain."""
    wide = hardware(rows=32, columns=32, adcs=16)
    assert map_graph(QUEUED, wide).tiles == 5
    plan = map_graph(QUEUED, replace(wide, tile_budget=3, adc_budget=48))
    check(plan, QUEUED)
    assert (plan.tiles, [s.geometry.lanes.adcs for s in plan.array_stages]) == (3, [4, 4, 1])
    assert plan.bound_cycles == Limits.of(plan, QUEUED).least
    with pytest.raises(HdlgenError, match=r"3 tiles are needed \(conv1 1, conv2 1, fc 1\) and there are 2"):
        map_graph(QUEUED, replace(wide, tile_budget=2, adc_budget=48))


def test_the_checker_counts_converters():
    plan = map_graph(GRAPH, replace(H, adc_budget=12))
    with pytest.raises(DesignError, match=rf"converters: {plan.converters} are on the tiles and there are 3"):
        check(replace(plan, hardware=replace(plan.hardware, adc_budget=3)), GRAPH)
    with pytest.raises(DesignError, match="1 ADCs of 12 bits, and the hardware has 4 of 12"):
        check(replace(plan, hardware=H), GRAPH)


def test_what_is_loaded_has_one_engine():
    with pytest.raises(
        HdlgenError, match=r"conv1: would have several engines, whose taps are wired .* cannot be loaded"
    ):
        plan_of(2 * USUAL.tiles, segmented=True)
    assert plan_of(map_graph(GRAPH, H).tiles, segmented=True).tiles == USUAL.tiles


def engines(plan, name, *engines):
    return replace(plan, stages=tuple(changed(s, engines=engines) if s.name == name else s for s in plan.stages))


@pytest.mark.parametrize(
    ("these", "said"),
    [
        ((Engine(1, 1), Engine(1, 1), Engine(9, 1)), r"its engines have 11 tiles and its program \d"),
        ((Engine(1, 0), Engine(3, 1)), "engine 0 has 1 tiles in 0 copies"),
        ((Engine(0, 1), Engine(4, 1)), "engine 0 has 0 tiles in 1 copies"),
        ((Engine(4, 1), Engine(2, 1)), "engine 1 has no block"),
    ],
)
def test_the_checker_sees_engines_that_do_not_fit(these, said):
    plan = plan_of(2 * USUAL.tiles)
    assert plan["conv2"].geometry.engines
    with pytest.raises(DesignError, match=f"conv2: {said}"):
        check(engines(plan, "conv2", *these), GRAPH)


def test_the_checker_reads_the_cells_of_each_copy(monkeypatch):
    plan = plan_of(2 * USUAL.tiles)
    usual, last = ArrayStage.levels, len(plan["conv1"].tile_names) - 1
    assert plan["conv1"].geometry.seats[last].copy > 0

    def levels(stage, number, rows, columns):
        found = usual(stage, number, rows, columns)
        found[0, 0] += stage.name == "conv1" and number == last
        return found

    monkeypatch.setattr(ArrayStage, "levels", levels)
    with pytest.raises(DesignError, match=rf"conv1: the cells of tile {last} are not what its copy computes with"):
        check(plan, GRAPH)


def test_the_checker_counts_copies():
    plan = plan_of(2 * USUAL.tiles)
    with pytest.raises(DesignError, match=rf"tiles: {plan.tiles} are occupied and there are {plan.tiles - 1}"):
        check(replace(plan, hardware=replace(plan.hardware, tile_budget=plan.tiles - 1)), GRAPH)


def test_a_cell_that_is_bad_in_one_copy_is_avoided_in_all():
    plan = plan_of(2 * USUAL.tiles, spare_groups=1)
    stage = plan["conv1"]
    last = stage.tile_names[-1]
    assert stage.geometry.seats[last.number].copies > 1
    moved = avoid(plan, {str(last): {(0, 0)}})
    check(moved, GRAPH)
    tile = stage.geometry.seats[last.number].tile
    assert all(b.first_group for b in moved["conv1"].program.blocks if b.tile == tile)


def test_two_layers_of_256_channels_are_36_times_as_fast_on_their_tiles():
    rng = np.random.default_rng(0)

    def conv(name, source, channels):
        window = Window(16, 16, channels, (3, 3), padding=(1, 1, 1, 1))
        return layer(name, source, rng.integers(-7, 8, (9 * channels, 256)), window=window)

    nodes = InputNode("x", (16, 16, 3), UINT4), conv("conv0", "x", 3), conv("a", "conv0", 256), conv("b", "a", 256)
    graph, h = Graph("net", nodes), hardware(rows=128, columns=128, adcs=16)
    ranges = {"conv0": 4, "a": 4, "b": 4}
    usual = map_graph(graph, h, ranges)
    assert (usual.tiles, usual.bound_cycles) == (74, 589_824)
    for times, faster in ((1, 36), (2, 72)):
        plan = map_graph(graph, replace(h, tile_budget=74 * times), ranges)
        check(plan, graph)
        assert pace_of(plan).interval * faster == usual.bound_cycles


@pytest.mark.parametrize("seed", [0, 1, 3, 4, 5])
def test_random_networks_under_budgets(seed):
    graph = random_network(seed)
    usual = map_graph(graph, hardware(adc_bits=12))
    plan = map_graph(graph, hardware(adc_bits=12, tile_budget=usual.tiles + 1 + seed))
    check(plan, graph)
    check_queues(plan)
    x = np.random.default_rng(seed).integers(0, 16, (3, *graph.input.shape))
    expected, got = exact.run(graph, x), tiled.run(Chip.of(plan), x)
    for name in expected:
        np.testing.assert_array_equal(got[name], expected[name], err_msg=name)
    assert pace_of(plan).interval <= max(usual.bound_cycles, pace_of(usual).interval)
