"""Words with segments of their own: every weight in one block, fewest conversions first, never worse than without."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Window
from hdlgen.ir.graph import Graph, InputNode, frozen
from hdlgen.mapping import check, map_graph
from hdlgen.mapping.blocks import Layout, cut_as
from hdlgen.mapping.checker import check_queues
from hdlgen.mapping.clusters import clusterings, fewest_conversions
from hdlgen.mapping.lanes import Lanes
from hdlgen.mapping.onto import map_onto
from hdlgen.mapping.ranges import sum_range
from hdlgen.reference import Chip, exact, tiled
from tests.mapping.networks import UINT4, hardware, layer, random_images


def kernels(rng, inputs, channels, share, *, together=1, elements=9):
    """int8[tap, channel] of kernels, of which those of `together` channels go together; `share` of them are left."""
    keep = rng.random((inputs, -(-channels // together))).repeat(together, axis=1)[:, :channels] < share
    weights = rng.integers(1, 8, (elements, inputs, channels)) * keep
    return weights.reshape(-1, channels).astype(np.int8)


@pytest.mark.parametrize("seed", range(12))
def test_each_weight_is_in_one_block_and_words_are_whole(seed):
    rng = np.random.default_rng(seed)
    lanes, rows = Lanes.of(int(rng.integers(1, 4)), int(rng.integers(1, 5))), int(rng.integers(2, 12))
    channels = int(rng.integers(1, 20))
    weights = kernels(rng, 6, channels, rng.random(), elements=4)
    weights[0, 0] = 1
    of_word = [weights[:, v : v + lanes.word].any(axis=1) for v in range(0, channels, lanes.word)]
    numbers = []
    for parts in clusterings(weights, lanes, rows):
        found = np.zeros((len(of_word), len(weights)), np.int64)
        for segment, words in parts:
            assert 1 <= len(segment.taps) <= rows
            assert list(words) == sorted(set(words))
            for v in words:
                assert of_word[v][list(segment.taps)].any()
                found[v, list(segment.taps)] += 1
        assert found.max() == 1
        assert all((found[v] >= live).all() for v, live in enumerate(of_word))
        numbers.append(sum(lanes.groups(v, channels) for _, words in parts for v in words))
    alone = sum(-(-int(live.sum()) // rows) * lanes.groups(v, channels) for v, live in enumerate(of_word))
    assert numbers[0] == alone == fewest_conversions(weights, lanes, rows) == min(numbers)


@pytest.mark.parametrize("seed", range(8))
def test_layouts_are_never_worse_and_mostly_better_where_kernels_are_gone(seed):
    rng = np.random.default_rng(seed)
    usual = hardware(rows=32, columns=32, adcs=4)
    better = 0
    for share in (1.0, 0.6, 0.3, 0.1):
        weights = kernels(rng, 24, 32, share, together=4)
        before = Layout.of("a", weights, 1, usual)
        after = Layout.of("a", weights, 1, replace(usual, clustered=True))
        assert all(a <= b for a, b in zip(after._costs(32, usual), before._costs(32, usual), strict=True))
        if after != before:
            assert after.energy(32) <= before.energy(32)
            better += after.conversions(32) < 0.8 * before.conversions(32)
        else:
            assert share > 0.3
    assert better >= 2


def test_the_least_loaded_of_equal_layouts_is_todays():
    dense = kernels(np.random.default_rng(0), 8, 16, 1.0)
    usual = hardware(rows=16, columns=32, adcs=4)
    assert Layout.of("a", dense, 1, replace(usual, clustered=True)) == Layout.of("a", dense, 1, usual)


def conversions(stage):
    """Of a phase, of all blocks."""
    return sum(stage.geometry.groups(b) for b in stage.program.blocks)


def pruned_pair(seed, share=0.2):
    """Two graphs of two convolutions: dense, and with kernels of words gone."""
    rng = np.random.default_rng(seed)
    image = InputNode("x", (4, 4, 16), UINT4)
    windows = Window(4, 4, 16, (3, 3), (1, 1), (1, 1, 1, 1)), Window(4, 4, 24, (2, 2))
    found = []
    for left in (1.0, share):
        a = layer("a", "x", kernels(rng, 16, 24, left, together=4), window=windows[0], shift=8)
        b = layer("b", "a", kernels(rng, 24, 12, left, together=4, elements=4), window=windows[1], shift=8)
        found.append(Graph("net", (image, a, b)))
    return found


@pytest.mark.parametrize("segmented", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_plans_of_pruned_kernels_compute_and_take_fewer_conversions(seed, segmented):
    graph = pruned_pair(seed)[1]
    usual = hardware(rows=16, columns=16, adcs=4, adc_bits=12)
    plan = map_graph(graph, replace(usual, clustered=True), segmented=segmented)
    check(plan, graph)
    check_queues(plan)
    before = map_graph(graph, usual, segmented=segmented)
    assert plan.tiles <= before.tiles
    for new, old in zip(plan.array_stages, before.array_stages, strict=True):
        assert conversions(new) < conversions(old)
        assert new.program.driven_taps == old.program.driven_taps
        p, channels = new.program, [new.geometry.placed(b)[0] for b in new.program.blocks]
        sums = [
            p.weights[np.ix_(p.segments[b.segment].taps, own)].sum(axis=0).max()
            for b, own in zip(p.blocks, channels, strict=True)
        ]
        assert sum_range(new) == (0, max(sums))  # digits of one bit, weights ≥ 0 in one slice
    assert any(len(s.program.driven_taps) < s.geometry.capacity.taps for s in plan.array_stages)  # a tap is in several
    images = random_images(graph, 3)
    np.testing.assert_array_equal(tiled.run(Chip.of(plan), images)["b"], exact.run(graph, images)["b"])


@pytest.mark.parametrize("seed", range(4))
def test_pruned_kernels_on_dense_hardware_take_fewer_conversions_if_words_may_have_their_segments(seed):
    dense, graph = pruned_pair(seed)
    usual = hardware(rows=16, columns=16, adcs=4, adc_bits=12)
    images = random_images(graph, 3)
    taken = []
    for h in (usual, replace(usual, clustered=True)):
        there = map_graph(dense, h, segmented=True)
        plan, wide = map_onto(graph, there)
        assert [s.geometry for s in plan.array_stages] == [s.geometry for s in there.array_stages]
        check(plan, wide)
        check_queues(plan)
        np.testing.assert_array_equal(tiled.run(Chip.of(plan), images)["b"], exact.run(graph, images)["b"])
        taken.append(sum(conversions(s) for s in plan.array_stages))
    assert taken[1] < taken[0] < sum(conversions(s) for s in there.array_stages)


def test_what_is_converted_in_a_segment_has_its_range_and_stays_there():
    """Rows of four words' segment hold large weights of the other four, which their own segments have apart."""
    h = hardware(rows=4, columns=8, adcs=1, adc_bits=12, settle_cycles=1, conversion_cycles=2)
    weights = np.zeros((16, 8), np.int8)
    weights[::4, :4] = 1  # four taps, which are four segments in order
    weights[:, 4:] = 1
    weights[::4, 4:] = 7
    graph = Graph("net", (InputNode("x", (1, 1, 16), UINT4), layer("fc", "x", weights)))
    ((stage,), (before,)) = (map_graph(graph, replace(h, clustered=c)).array_stages for c in (True, False))
    assert conversions(before) == 32
    assert conversions(stage) == 20
    assert [s.taps for s in stage.program.segments][:2] == [(0, 4, 8, 12), (0, 1, 2, 3)]
    assert sum_range(stage) == (0, 7 + 1 + 1 + 1)

    weights[1, 4:] = 0
    parts = cut_as(weights, stage.geometry.lanes, stage.program)
    assert [words for _, words in parts] == [(0, 1, 2, 3), *[(4, 5, 6, 7)] * 4]
    weights[1, 0] = 1
    assert cut_as(weights, stage.geometry.lanes, stage.program) == []  # in no segment of word 0


@pytest.mark.parametrize("seed", range(4))
def test_what_has_segments_of_its_own_on_the_hardware_keeps_them_if_there_is_no_room_for_others(seed):
    dense = pruned_pair(seed, 0.3)[1]
    rng = np.random.default_rng(seed)
    h = hardware(rows=16, columns=16, adcs=4, adc_bits=12, clustered=True)
    there = map_graph(dense, h, segmented=True)
    assert any(len(s.program.driven_taps) < s.geometry.capacity.taps for s in there.array_stages)
    fewer = [replace(n, weights=frozen(n.weights * (rng.random(n.weights.shape) < 0.8))) for n in dense.arrays]
    graph = replace(dense, nodes=(dense.input, *fewer))
    plan, wide = map_onto(graph, there)
    check(plan, wide)
    assert all(conversions(s) <= conversions(t) for s, t in zip(plan.array_stages, there.array_stages, strict=True))
    images = random_images(graph, 3)
    np.testing.assert_array_equal(tiled.run(Chip.of(plan), images)["b"], exact.run(graph, images)["b"])
