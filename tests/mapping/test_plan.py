"""What a plan says of its tiles: which cells are used, and what each tile is asked."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Add, ArgMax, Concat, Int, MaxPool, Scale, Upsample, Window
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import map_graph
from hdlgen.mapping.limits import busy
from hdlgen.mapping.program import Block
from hdlgen.mapping.stages import OperatorStage
from hdlgen.mapping.stream import Stream
from tests.mapping.networks import UINT4, changed, hardware, layer, one_layer


def test_rows_of_segments_times_columns_of_their_channels_are_used():
    # ten taps with weights, on eight rows and two; five channels, so that the last word of two has one. Three groups of
    # two columns a block: two tiles of 8 × 8
    weights = np.ones((13, 5))
    weights[[0, 4, 9]] = 0
    plan = map_graph(one_layer(weights), hardware())
    assert plan.stages[0].used_cells == 8 * 5 + 2 * 5
    assert (plan.tiles, plan.filled, plan.mapped_weights) == (2, 50 / 128, 50)


def test_every_slice_is_a_cell_and_padding_is_none():
    # five magnitude bits in two-bit cells: three slices, padded to four columns; a word without weights is no block
    weights = np.zeros((6, 3))
    weights[:4, 0] = weights[:4, 2] = 1
    plan = map_graph(one_layer(weights, weight_bits=6), hardware(cell_bits=2, columns=16, adcs=4))
    assert plan.stages[0].geometry.lanes.slices == 4
    assert plan.stages[0].used_cells == 4 * 2 * 3
    assert (plan.tiles, plan.filled, plan.mapped_weights) == (1, 24 / (8 * 16), 8)


@pytest.mark.parametrize(
    ("changes", "weight_bits", "words", "channels", "columns"),
    [
        ({"adcs": 2}, 4, (0, 2), [0, 1, 4], [2, 3, 4]),  # words of two channels; five: the last word has one
        # three slices, not padded: a word has four channels in three conversions of four columns
        ({"cell_bits": 2, "adcs": 4}, 6, (0, 1), [0, 1, 2, 3, 4], [4, 7, 10, 13, 16]),
        ({"cell_bits": 1, "adcs": 2}, 5, (3,), [3], [2]),  # four slices, two conversions a word
        ({"cell_bits": 1, "adcs": 2}, 5, (0, 1), [0, 1], [2, 6]),
    ],
)
def test_channels_of_a_block_lie_side_by_side(changes, weight_bits, words, channels, columns):
    """From column group 1 on."""
    stage = map_graph(one_layer(np.ones((1, 5)), weight_bits=weight_bits), hardware(**changes, columns=32)).stages[0]
    placed = stage.geometry.placed(Block(0, 0, 1, words))
    assert [part.tolist() for part in placed] == [channels, columns]


@pytest.mark.parametrize(
    ("rows", "used", "filled"),
    [
        (18, 2 * 18 * 2, 72 / (18 * 8)),  # two channels a segment, and a word has two
        (12, 12 * 2 + 12 * 4 + 12 * 2, 1.0),  # three channels' taps touch the second segment's four columns
        (36, 36 * 4, 36 * 4 / (36 * 8)),  # all taps together: the whole matrix
    ],
)
def test_of_a_depthwise_layer_blocks_count_with_their_zeros(rows, used, filled):
    weights = np.zeros((9, 4, 4))
    weights[:, np.arange(4), np.arange(4)] = 1
    window = Window(3, 3, 4, (3, 3))
    node = replace(layer("fc", "x", weights.reshape(36, 4), window=window), grouped=True)
    plan = map_graph(Graph("net", (InputNode("x", (3, 3, 4), UINT4), node)), hardware(rows=rows))
    assert (plan.stages[0].used_cells, plan.tiles) == (used, 1)
    assert (plan.filled, plan.mapped_weights) == (filled, used)


def test_all_layers_count():
    first, second = layer("a", "x", np.ones((4, 2))), layer("b", "a", np.ones((2, 3)))
    plan = map_graph(Graph("net", (InputNode("x", (1, 1, 4), UINT4), first, second)), hardware())
    assert (plan.mapped_weights, plan.filled) == (8 + 6, 14 / 128)


WEIGHTS = np.zeros((24, 8))
WEIGHTS[0:8, 0:6] = WEIGHTS[8:16, 0:4] = WEIGHTS[16:24, 0:2] = 1  # three, two, one words; four fit on a tile


def test_without_tiles_nothing_is_filled_or_busy():
    plan = map_graph(one_layer(np.ones((3, 2))), hardware())
    without = replace(plan, stages=())
    assert plan.filled > 0 == without.filled == without.tiles == without.converters
    assert busy(plan.array_stages, 100) > 0 == busy((), 100)


def test_a_tile_is_asked_for_its_blocks_of_every_product():
    stage = map_graph(one_layer(WEIGHTS, window=Window(1, 2, 24, (1, 1))), hardware()).stages[0]
    a, b, c = stage.program.blocks
    assert stage.requests(0) == ((0, a), (0, c), (1, a), (1, c))
    assert stage.requests(1) == ((0, b), (1, b))
    assert stage.geometry.products(np.array([0, 3])).tolist() == [0, 1, 6, 7]


def test_a_pooled_tile_is_asked_for_square_after_square():
    stage = map_graph(one_layer(np.ones((2, 2)), window=Window(2, 4, 2, (1, 1))), hardware()).stages[0]
    pooled = changed(stage, pool=MaxPool(2, 4, 2, (2, 2), (2, 2)))
    assert [product for product, _ in pooled.requests(0)] == [0, 1, 4, 5, 2, 3, 6, 7]
    assert pooled.geometry.products(np.array([1])).tolist() == [8, 9, 12, 13, 10, 11, 14, 15]


WIDE, FLAT, SMALL = Stream((2, 3, 4), UINT4, 2), Stream((2, 3, 4), UINT4, 4), Stream((1, 1, 4), UINT4, 2)
"""Streams of 12, 6 and 2 beats an image."""


@pytest.mark.parametrize(
    ("op", "entering", "leaving", "counted", "cycles"),
    [
        (Add((UINT4, UINT4), (1, 1), 0, 0, 15), (WIDE, WIDE), WIDE, (0,), 12),
        (Scale((UINT4, UINT4), 1, 0, 0, 15), (WIDE, SMALL), WIDE, (0,), 12),
        (MaxPool(2, 3, 4, (2, 3)), (WIDE,), SMALL, (0,), 12),
        (ArgMax(4), (FLAT,), Stream((2, 3, 1), Int(2), 1), (0,), 6),
        (Concat((4, 4)), (WIDE, FLAT), Stream((2, 3, 8), UINT4, 4), (0, 1), 18),
        (Upsample(2), (FLAT,), Stream((4, 6, 4), UINT4, 4), (), 24),
    ],
)
def test_what_an_operator_takes_or_gives_most_of_bounds_it(op, entering, leaving, counted, cycles):
    stage = OperatorStage("op", op, entering, leaving)
    assert (stage.counted, stage.bound_cycles) == (counted, cycles)
