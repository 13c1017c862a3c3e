from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Int, MaxPool, Requant, Window
from hdlgen.errors import HdlgenError
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import Block, check, map_graph
from hdlgen.mapping.stream import Stream
from tests.mapping.networks import hardware, layer, maximum, one_layer, random_network


def stage_of(weights, ranges=None, *, h=None, **kw):
    graph = one_layer(weights, **kw)
    plan = map_graph(graph, h or hardware(), ranges or {})
    check(plan, graph)
    return plan.stages[0]


def test_taps_without_weights_are_left_out_and_segments_fill_the_rows():
    w = np.ones((13, 2))
    w[[0, 4, 9]] = 0
    stage = stage_of(w, h=hardware(rows=6))
    assert [s.taps for s in stage.program.segments] == [(1, 2, 3, 5, 6, 7), (8, 10, 11, 12)]


def test_only_words_with_a_weight_are_in_a_block_and_blocks_lie_side_by_side():
    w = np.zeros((16, 8))  # words of two channels, four column groups a tile
    w[0:8, [1, 6]] = 1  # words 0 and 3
    w[8:16, 2:5] = 1  # words 1 and 2
    stage = stage_of(w)
    assert stage.program.blocks == (Block(0, 0, 0, (0, 3)), Block(1, 0, 2, (1, 2)))
    assert (stage.geometry.tiles, stage.program.kept_blocks, stage.geometry.all_blocks(8)) == (1, 4, 8)


def test_first_fit_returns_to_a_tile_with_room():
    w = np.zeros((24, 8))
    w[0:8, 0:6] = w[8:16, 0:4] = w[16:24, 0:2] = 1  # three, two, one words; four fit on a tile
    assert [(b.tile, b.first_group) for b in stage_of(w).program.blocks] == [(0, 0), (1, 0), (0, 3)]


def test_a_block_wider_than_a_tile_is_cut_and_one_that_fits_is_not():
    wide = stage_of(np.ones((8, 13)))
    assert wide.program.blocks == (Block(0, 0, 0, (0, 1, 2, 3)), Block(0, 1, 0, (4, 5, 6)))
    w = np.ones((16, 6))  # three words each: two do not fit on a tile
    assert [(b.tile, len(b.words)) for b in stage_of(w).program.blocks] == [(0, 3), (1, 3)]


def test_a_weight_of_several_conversions_takes_its_groups():
    stage = stage_of(np.ones((3, 2)), weight_bits=8, h=hardware(cell_bits=2, adcs=2))  # 4 slices on 2 ADCs
    assert (stage.geometry.lanes.word, stage.geometry.lanes.groups_per_word, stage.geometry.tiles) == (1, 2, 1)
    assert stage.program.blocks == (Block(0, 0, 0, (0, 1)),)
    assert stage.geometry.groups(stage.program.blocks[0]) == 4


SCATTERED = [
    [0, 1, 1, 0, 1], [0, 1, 0, 1, 1], [1, 1, 0, 1, 1], [1, 0, 0, 0, 1], [0, 0, 1, 0, 1], [0, 0, 1, 0, 0],
    [1, 1, 1, 1, 0], [0, 0, 0, 1, 1],
]  # fmt: skip


@pytest.mark.parametrize(
    ("weights", "slices", "changes", "columns"),
    [
        (np.ones((2, 16)), 3, {}, 3),  # 3 conversions; 4 of channels that take 4 columns
        (np.ones((2, 10)), 3, {}, 3),  # 30 columns: 2, not 3
        (np.ones((2, 4)), 3, {}, 4),  # one either way
        (np.ones((2, 16)), 4, {}, 4),
        (np.ones((2, 16)), 5, {"columns": 80}, 5),  # 5, not 8
        (np.ones((2, 16)), 5, {"columns": 64}, 8),  # a word has 80 columns
        (np.ones((2, 7)), 5, {"columns": 48}, 5),  # but these channels 35
        (np.eye(1, 32, 20), 3, {"columns": 128}, 4),  # one channel: one; 3 of a word of 16 channels
        (np.ones((2, 60)), 3, {"columns": 80}, 4),  # 15 on 3 tiles; 12 on 4, where a word takes three of five
        (np.ones((2, 3)), 3, {"columns": 4, "adcs": 2}, 4),  # a word of two channels has 6 columns
        (np.ones((2, 3)), 3, {"columns": 6, "adcs": 2}, 3),  # 3 + 2 on two tiles; 6 on three
        # 29 on 5 tiles in 35 cycles, as blocks that a tile is too narrow for settle twice; 30 on 6 in 34
        (SCATTERED, 3, {"rows": 2, "columns": 12, "adcs": 2, "settle_cycles": 4, "conversion_cycles": 1}, 4),
    ],
)
def test_slices_are_padded_unless_that_takes_conversions(weights, slices, changes, columns):
    usual = {"columns": 64, "adcs": 16, "cell_bits": 1, "settle_cycles": 1}
    assert stage_of(weights, weight_bits=slices + 1, h=hardware(**usual | changes)).geometry.lanes.slices == columns


def test_the_last_word_takes_the_conversions_that_have_a_channel():
    # 21 channels of 3 slices on 16 converters: 16 in three conversions; 15 columns of 5 in one, beside which the next
    # block begins
    stage = stage_of(np.ones((9, 21)), h=hardware(columns=128, adcs=16, cell_bits=1))
    assert stage.program.blocks == (Block(0, 0, 0, (0, 1)), Block(1, 0, 4, (0, 1)))
    assert [stage.geometry.groups(b) for b in stage.program.blocks] == [4, 4]
    assert stage.position_bound == stage.position_cycles == 4 * 2 * 4 * 2


def test_a_piece_of_a_block_takes_as_many_words_as_fit():
    # five conversions a tile: a word of three, then one of three and the last of two; 8, not 10
    stage = stage_of(np.ones((2, 40)), h=hardware(columns=80, adcs=16, cell_bits=1))
    assert stage.program.blocks == (Block(0, 0, 0, (0,)), Block(0, 1, 0, (1, 2)))


def test_a_layer_without_weights_keeps_a_block():
    stage = stage_of(np.zeros((20, 4)))
    assert stage.program.blocks == (Block(0, 0, 0, (0,)),)
    assert stage.program.segments[0].taps == (0,)


@pytest.mark.parametrize(
    ("column", "adc_bits", "k"),
    [
        ([1] * 8, 5, 0),  # 8 ≤ 15
        ([2] * 7 + [1], 5, 0),  # 15
        ([2] * 8, 5, 1),  # 16 > 15; 8
        ([-2] * 8, 5, 0),  # −16 is a code
        ([-2] * 8, 4, 1),
        ([7] * 8, 4, 3),  # 56/4 = 14 > 7; 56/8 = 7
        ([7] * 8 + [7], 4, 3),  # the ninth row is driven on its own
        ([7, -7] * 4, 5, 1),  # 28 and −28: signs do not cancel, inputs choose; (28 + 1) >> 1 = 14
    ],
)
def test_the_range_is_the_smallest_that_cannot_clip(column, adc_bits, k):
    w = np.array(column)[:, None]
    assert stage_of(w, h=hardware(adc_bits=adc_bits)).adc.shift == k


def test_rounding_up_counts_as_clipping():
    # 31 = 15.5 steps of 2, which rounds to 16: one too many for 5 bits
    w = np.array([7, 7, 7, 7, 3])[:, None]
    assert stage_of(w, h=hardware(adc_bits=5)).adc.shift == 2


def test_wide_drivers_raise_the_range():
    assert stage_of([[7]], h=hardware(adc_bits=5, dac_bits=2)).adc.shift == 1  # 3·7 = 21


def test_slices_have_sums_of_their_own():
    # 0b1000000 = 64 is level 0 in both low slices of three bits, level 1 in the third
    assert stage_of([[64]] * 8, weight_bits=8, h=hardware(adc_bits=4, adcs=8)).adc.shift == 1  # 8 > 7
    assert stage_of([[64]] * 7, weight_bits=8, h=hardware(adc_bits=4, adcs=8)).adc.shift == 0


def test_given_ranges_are_taken():
    assert stage_of([[7]] * 8, {"fc": 0}, h=hardware(adc_bits=4)).adc.shift == 0


def test_the_drivers_offset_goes_into_the_bias():
    stage = stage_of([[3, -5], [4, 0]], in_type=Int(4, True), multiplier=(10, 1), bias=(1, 2), h=hardware(dac_bits=2))
    assert stage.program.requant.bias == (1 - 10 * 8 * 7, 2 + 8 * 5)


def test_one_bit_drivers_need_no_offset():
    assert stage_of([[3]], in_type=Int(4, True), bias=(1,)).program.requant.bias == (1,)


@pytest.mark.parametrize(
    ("channels", "cycles", "lanes"),
    [
        (8, 4, 1),  # 4 phases · max(4, 4 conversions · 1): 16 cycles for 8 channels
        (40, 4, 2),  # 4 phases · 5 conversions = 20 < 40
    ],
)
def test_output_lanes_are_as_few_as_keep_up(channels, cycles, lanes):
    h = hardware(columns=64, adcs=8, settle_cycles=cycles, conversion_cycles=1)
    assert stage_of(np.ones((2, channels)), h=h).geometry.out_lanes == lanes


@pytest.mark.parametrize(
    ("channels", "act", "settle", "windows"),
    [
        (8, 4, 4, 2),  # 16 cycles; results of 8 beats begin 2 after the next position's first hold could be: 10 ≤ 16
        (16, 4, 1, 3),  # 8 cycles; 8 beats and 5 more: two positions
        (12, 4, 1, 3),  # 8 cycles; 6 beats and 5 more
        (4, 8, 1, 3),  # 8 cycles; 4 beats and 5 more are a cycle late
        (3, 8, 1, 2),  # 8 cycles; 3 beats and 5 more are just in time
        (8, 1, 1, 7),  # 1 cycle; one beat and 5 more
        (72, 1, 1, 3),  # 9 conversions, 9 beats of a whole word, 5 more
        (16, 1, 8, 2),  # 8 cycles, 8 beats; settling takes 6 longer than two conversions
    ],
)
def test_the_accumulators_have_room_until_results_have_left(channels, act, settle, windows):
    h = hardware(columns=128, adcs=8, settle_cycles=settle, conversion_cycles=1)
    assert stage_of(np.ones((2, channels)), in_type=Int(act), h=h).geometry.windows == windows


def test_output_lanes_never_exceed_a_word():
    # one bit of input and a converter a cycle: 40 channels in 20 words, but only one word has a weight
    w = np.zeros((2, 40))
    w[0, 0] = 1
    stage = stage_of(w, in_type=Int(1), h=hardware(settle_cycles=1, conversion_cycles=1))
    assert (stage.position_cycles, stage.geometry.out_lanes) == (1, 2)


def depths(plan):
    """Of every queue, operand by operand."""
    return {(edge.source, edge.target): edge.depth for edge in plan.edges}


def test_a_pool_passes_lanes_on_and_queues_hold_two_beats():
    plan = map_graph(random_network(1), hardware(rows=64, columns=64, adcs=8), {})
    conv1, pool1, conv2, pool2, fc = plan.stages
    assert conv1.geometry.in_lanes == 1
    assert pool1.entering == (conv1.leaving,)
    assert pool1.leaving.lanes == conv2.geometry.in_lanes == conv1.geometry.out_lanes
    assert pool2.leaving.lanes == fc.geometry.in_lanes == conv2.geometry.out_lanes
    assert depths(plan) == {
        ("input", "conv1"): 0,
        ("conv1", "pool1"): 2,
        ("pool1", "conv2"): 2,
        ("conv2", "pool2"): 2,
        ("pool2", "fc"): 2,
        ("fc", "output"): 0,
    }
    assert [(e.operand, e.lanes, e.type) for e in plan.edges] == [
        (0, 1, Int(8)),
        *((0, s.leaving.lanes, s.out) for s in plan.stages),
    ]
    assert plan.queue_bits == sum(e.depth * e.lanes for e in plan.edges) * 4


def test_a_pool_may_come_first():
    pool = maximum("pool", "x", MaxPool(4, 4, 1, (2, 2), (2, 2)), Int(4))
    node = layer("fc", "pool", np.ones((4, 1)), window=Window(2, 2, 1, (2, 2)))
    graph = Graph("net", (InputNode("x", (4, 4, 1), Int(4)), pool, node))
    plan = map_graph(graph, hardware(), {})
    check(plan, graph)
    assert plan.stages[0].leaving == Stream((2, 2, 1), Int(4), 1)
    assert depths(plan) == {("input", "pool"): 0, ("pool", "fc"): 2, ("fc", "output"): 0}


@pytest.mark.parametrize(
    ("first", "channels", "groups", "order"),
    [
        (2, 4, 2, [(0, 1, 4, 5, 8, 9), (2, 3, 6, 7, 10, 11)]),  # taps: 3 positions of 4 channels
        (1, 4, 4, [(0, 4, 8), (1, 5, 9), (2, 6, 10), (3, 7, 11)]),  # depthwise
    ],
)
def test_taps_of_a_group_share_segments(first, channels, groups, order):
    """Rows as many as a group has taps: then each segment has the words of one group alone."""
    weights = np.zeros((3, channels, channels), np.int8)
    for c in range(channels):
        weights[:, c // first * first : c // first * first + first, c] = 1
    window = Window(1, 3, channels, (1, 3))
    plain = one_layer(weights.reshape(12, channels), window=window)
    graph = replace(plain, nodes=(plain.nodes[0], replace(plain["fc"], grouped=True)))
    plan = map_graph(graph, hardware(rows=3 * first, adcs=1), {})
    check(plan, graph)
    assert [s.taps for s in plan.stages[0].program.segments] == order
    assert plan.stages[0].program.kept_blocks == groups * first
    # zeros of a layer without groups change no order: compression has counted on it
    unchanged = map_graph(plain, hardware(rows=3 * first, adcs=1), {}).stages[0]
    assert [t for s in unchanged.program.segments for t in s.taps] == list(range(12))


def test_too_few_tiles_are_refused_with_the_tiles_of_each_layer():
    graph = random_network(2)
    need = map_graph(graph, hardware(), {})
    by_layer = ", ".join(f"{s.name} {s.geometry.tiles}" for s in need.array_stages)
    assert map_graph(graph, hardware(tile_budget=need.tiles), {}).tiles == need.tiles
    with pytest.raises(HdlgenError, match=rf"{need.tiles} tiles are needed \({by_layer}\)") as e:
        map_graph(graph, hardware(tile_budget=need.tiles - 1), {})
    assert e.value.exit_code == 2


def test_a_weight_wider_than_a_tile_is_refused():
    with pytest.raises(HdlgenError, match="fc: a weight takes 8 columns and a tile has 4"):
        map_graph(one_layer([[1]], weight_bits=8), hardware(cell_bits=1, columns=4, adcs=4), {})


def test_a_range_of_no_layer_is_refused():
    with pytest.raises(HdlgenError, match=r"ranges.fx: is no layer with weights\n    fix: use some of \['fc'\]"):
        map_graph(one_layer([[1]]), hardware(), {"fx": 1})


def test_a_network_without_layers_is_refused():
    with pytest.raises(HdlgenError, match="net: has no layer behind its input"):
        map_graph(Graph("net", one_layer([[1]]).nodes[:1]), hardware(), {})


def test_the_requantizer_is_the_networks():
    assert stage_of([[1]], multiplier=(3,), bias=(4,), shift=2).program.requant == Requant((3,), (4,), 2, 0, 15)


@pytest.mark.parametrize(
    ("in_type", "lo", "hi"),
    [
        (Int(3), -8 * 7, 7 * 7),  # 1 + 2 + 4, codes −8..7
        (Int(3, True), -8 * 3 - 7 * 4, 7 * 3 + 8 * 4),  # 1 + 2 − 4
        (Int(1, True), -7, 8),  # −1
    ],
)
def test_accumulators_hold_what_codes_can_produce(in_type, lo, hi):
    graph = one_layer(np.ones((16, 1)), in_type=in_type)  # two segments
    plan = map_graph(graph, hardware(adc_bits=4), {"fc": 2})
    assert plan.stages[0].acc == Int.spanning(lo * 2 * 4, hi * 2 * 4)
