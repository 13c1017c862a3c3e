"""Default ranges never clip and are the smallest that cannot, by every input that there is, or by the worst of them."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from hdlgen.arith import Int, MaxPool, Phases, Window
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import check, map_graph
from hdlgen.mapping.ranges import needed_bits, smallest_shift, sum_range
from tests.mapping.networks import hardware, layer, maximum, one_layer, random_network


def sums_seen(stage, images):
    """All sums of columns of phases, of images [image, row, column, channel]: digit by digit, in plain NumPy."""
    act, d = stage.geometry.phases.act, stage.geometry.phases.dac_bits
    windows = stage.geometry.window.apply(images)[:, stage.geometry.reads].reshape(-1, stage.geometry.window.taps)
    offset = 2 ** (act.bits - 1) if act.signed and d > 1 else 0
    words = (windows + offset) % 2**act.bits
    live = np.flatnonzero(stage.program.weights.any(axis=1))
    rows = len(stage.program.segments[0].taps)
    segments = [live[i : i + rows] for i in range(0, len(live), rows)]
    weights, base = stage.program.weights.astype(int), 2**stage.geometry.slices.cell_bits
    for taps, t, p in product(segments, range(stage.geometry.slices.count), range(-(-act.bits // d))):
        levels = np.sign(weights[taps]) * (np.abs(weights[taps]) // base**t % base)
        yield (words[:, taps] >> (d * p) & (2**d - 1)) @ levels


def clips(sums, bits, k):
    codes = np.floor(sums / 2**k + 0.5)
    return bool((codes < -(2 ** (bits - 1))).any() or (codes >= 2 ** (bits - 1)).any())


def every_image(window, act):
    """All images of a small window's size."""
    elements = window.height * window.width * window.channels
    values = np.indices((2**act.bits,) * elements).reshape(elements, -1).T + act.lo
    return values.reshape(-1, window.height, window.width, window.channels)


def small_layer(rng):
    """A random layer whose images can all be tried; half of its windows reach beyond the image at every position."""
    act = Int(int(rng.integers(1, 5)), bool(rng.integers(2)))
    room = 12 // act.bits
    if rng.random() < 0.5:
        window = Window(1, 1, int(rng.integers(1, min(room, 6) + 1)), (1, 1))
    else:
        height, width = (1, int(rng.integers(1, min(room, 4) + 1))) if rng.random() < 0.5 else (2, room // 2 or 1)
        height, width = (height, width) if height * width <= room else (1, 1)
        window = Window(height, width, 1, (2, 3), (int(rng.integers(1, 3)), int(rng.integers(1, 3))), (1,) * 4)
    bits = int(rng.integers(2, 7))
    top = 2 ** (bits - 1) - 1
    weights = rng.integers(-top, top + 1, (window.taps, 3)) * (rng.random((window.taps, 3)) < 0.8)
    return one_layer(weights, window=window, in_type=act, weight_bits=bits, out=Int(8, True))


def small_hardware(rng, dac_bits):
    return hardware(
        rows=int(rng.choice([2, 3, 8])), dac_bits=dac_bits, cell_bits=int(rng.integers(1, 6)),
        adc_bits=int(rng.integers(1, 8)),
    )  # fmt: skip


def require_the_smallest(seed):
    """By all images: the default range clips none of their sums, and the next smaller one clips some."""
    rng = np.random.default_rng(seed)
    graph = small_layer(rng)
    for dac_bits in range(1, 9):
        h = small_hardware(rng, dac_bits)
        plan = map_graph(graph, h)
        check(plan, graph)
        (stage,) = plan.stages
        images = every_image(stage.geometry.window, stage.geometry.phases.act)
        sums = np.concatenate([[0], *(s.ravel() for s in sums_seen(stage, images))])
        assert sum_range(stage) == (min(0, sums.min()), max(0, sums.max())), (seed, dac_bits)
        k = stage.adc.shift
        assert not clips(sums, h.adc_bits, k), (seed, dac_bits)
        assert k == 0 or clips(sums, h.adc_bits, k - 1), (seed, dac_bits)


@pytest.mark.parametrize("seed", range(30))
def test_of_all_images_none_clips_and_a_smaller_range_would(seed):
    require_the_smallest(seed)


@pytest.mark.campaign
def test_of_all_images_none_clips_in_a_thousand_layers():
    for seed in range(1000):
        require_the_smallest(seed)


def require_the_worst_fits(seed):
    """By the digits of every activation: of random networks' layers the rows that raise, or lower, a column most."""
    rng = np.random.default_rng(seed)
    graph = random_network(seed, signed=bool(seed % 2))
    for dac_bits in range(1, 9):
        h = hardware(
            dac_bits=dac_bits, adc_bits=int(rng.integers(3, 10)), cell_bits=int(rng.integers(1, 8)),
            rows=int(rng.choice([4, 8, 64])), columns=64,
        )  # fmt: skip
        for stage in map_graph(graph, h).array_stages:
            act = stage.geometry.phases.act
            top = Phases(act, dac_bits).apply(np.arange(act.lo, act.hi + 1)).max()
            sums = [0]
            for segment, t in product(stage.program.segments, range(stage.geometry.slices.count)):
                w = stage.program.weights[list(segment.taps)].astype(int)
                levels = np.sign(w) * (np.abs(w) // 2 ** (t * h.cell_bits) % 2**h.cell_bits)
                sums += [top * np.maximum(levels, 0).sum(axis=0).max(), top * np.minimum(levels, 0).sum(axis=0).min()]
            k, sums = stage.adc.shift, np.array(sums)
            assert not clips(sums, h.adc_bits, k), (seed, dac_bits, stage.name)
            assert k == 0 or clips(sums, h.adc_bits, k - 1), (seed, dac_bits, stage.name)


@pytest.mark.parametrize("seed", range(6))
def test_the_largest_sums_of_networks_fit_and_would_not_in_a_smaller_range(seed):
    require_the_worst_fits(seed)


@pytest.mark.campaign
def test_the_largest_sums_of_a_thousand_networks_fit():
    for seed in range(1000):
        require_the_worst_fits(seed)


@pytest.mark.parametrize(
    ("act", "dac_bits", "k"),
    [
        (Int(1), 8, 0),  # 8 · 7 · 1 = 56 of 127
        (Int(1, True), 8, 0),
        (Int(2), 8, 1),  # 168
        (Int(4), 8, 3),  # 840 / 8 = 105
        (Int(4), 4, 3),
        (Int(8), 8, 7),  # 14280 / 128 = 111.6
        (Int(5), 4, 3),  # digits of 4 bits and of 1: the larger counts
        (Int(5, True), 4, 3),
        (Int(8), 1, 0),
    ],
)
def test_an_activation_of_fewer_bits_has_smaller_digits(act, dac_bits, k):
    plan = map_graph(one_layer([[7]] * 8, in_type=act), hardware(dac_bits=dac_bits))
    assert plan.stages[0].adc.shift == k


def test_positions_that_always_reach_beyond_the_image_count_what_is_inside():
    # stride 2 and padding 1 on 3 × 3: each of the four windows sees 4 of its 9 taps inside
    window = Window(3, 3, 1, (3, 3), (2, 2), (1,) * 4)
    stage = map_graph(one_layer([[1]] * 9, window=window, in_type=Int(1)), hardware(rows=16)).stages[0]
    assert sum_range(stage) == (0, 4)
    # signed activations are offset: the padding drives its rows with the word of 0, 8 = 2·4 + 0
    stage = map_graph(one_layer([[1]] * 9, window=window, in_type=Int(4, True)), hardware(rows=16, dac_bits=2)).stages[
        0
    ]
    assert sum_range(stage) == (0, 4 * 3 + 5 * 2)


@pytest.mark.parametrize("pooled", [False, True])
def test_units_see_what_exceeds_the_references(pooled):
    graph = one_layer(
        [[3, -3], [3, 2]], window=Window(2, 2, 2, (1, 1)), in_type=Int(2), multiplier=(1, 1), bias=(-7, 0), lo=0, hi=15
    )
    x, fc = graph.nodes
    fc = replace(fc, unit="memristor")
    pool = [maximum("pool", "fc", MaxPool(2, 2, 2, (2, 2), (2, 2)), fc.out, "memristor")] if pooled else []
    stage = map_graph(Graph("net", (x, fc, *pool)), hardware(dac_bits=3, adc_bits=4)).stages[0]
    assert stage.program.references == (7, 0)
    assert sum_range(stage) == (0, 11)  # 18 − 7, and 6 − 0
    assert stage.adc.shift == 1


def test_a_range_by_hand():
    assert [smallest_shift(4, lo, 0) for lo in (-8, -9, -17, -18)] == [0, 1, 1, 2]
    assert [smallest_shift(4, 0, hi) for hi in (7, 8, 14, 15)] == [0, 1, 1, 2]
    assert [needed_bits(lo, hi) for lo, hi in ((0, 0), (-1, 0), (0, 1), (-2, 1), (-3, 0), (0, 4))] == [1, 1, 2, 2, 3, 4]


def test_an_input_node_of_any_type_is_driven():
    # the image itself: uint1 through eight-bit drivers, as a binary network has it
    graph = Graph("net", (InputNode("x", (1, 1, 8), Int(1)), layer("fc", "x", [[1]] * 8, in_type=Int(1))))
    assert map_graph(graph, hardware(dac_bits=8, adc_bits=5)).stages[0].adc.shift == 0
