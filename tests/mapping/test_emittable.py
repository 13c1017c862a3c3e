"""What is refused, by name, before anything is emitted."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Int, Interleave, MaxPool, Requant, SumPool, Upsample, Window
from hdlgen.errors import HdlgenError
from hdlgen.ir.graph import Graph, InputNode, OperatorNode
from hdlgen.mapping import map_graph
from hdlgen.mapping.emittable import WIDEST, require_emittable, too_large
from tests.mapping.networks import average, changed, hardware, layer, maximum, one_layer, random_network


def fc(height, width, channels, act=4, features=2):
    window = Window(height, width, channels, (height, width))
    return one_layer(np.ones((window.taps, features), np.int8), window=window, in_type=Int(act))


def said(graph, ranges=None, **changes):
    return [(m.where, m.what, m.fix) for m in too_large(map_graph(graph, hardware(**changes), ranges or {}))]


def test_a_window_may_have_any_size_if_it_comes_by_segment():
    """Wired taps take no more registers only where a tile is as large as the window."""
    assert said(fc(64, 64, 3, act=8), rows=1024) == []
    (tile, *_) = wired = said(fc(64, 64, 3, act=8), rows=16384)
    assert [where for where, _, _ in wired] == ["fc", "fc"]
    assert tile[1] == "a window has 64×64×3 taps of 8 bits, 98,304 in all; what is emitted has room for 65,000 bits"
    assert "activations of fewer bits" in tile[2]


@pytest.mark.parametrize("kernel", [2, 3])
def test_a_square_of_windows_is_wired_whole(kernel):
    window = Window(6, 6, 1800, (2, 2))
    weights = np.zeros((window.taps, 2), np.int8)
    weights[:3] = 1
    conv = replace(layer("conv", "x", weights, window=window), unit="memristor")
    pool = maximum("pool", "conv", MaxPool(5, 5, 2, (kernel,) * 2, (kernel,) * 2), Int(4), "memristor")
    found = said(Graph("net", (InputNode("x", (6, 6, 1800), Int(4)), conv, pool)), dac_bits=4)
    taps = "a square has 4×4×1800 taps of 4 bits, 115,200 in all; what is emitted has room for 65,000 bits"
    assert [what for _, what, _ in found] == ([] if kernel == 2 else [taps])


@pytest.mark.parametrize(
    ("graph", "changes", "what"),
    [
        (
            fc(1, 1, 9),
            {"rows": 16384},
            "a tile has 16,384 rows of 8 bits, of which 1 are driven at a time, 147,456 in all",
        ),
        (
            fc(1, 1, 9),
            {"rows": 16, "columns": 8192, "adcs": 8192},
            "1 × 8,192 converters give codes of 8 bits, 65,536 in all",
        ),
        (
            fc(1, 1, 9),
            {"rows": 16, "columns": 6000, "adcs": 6000},
            "a conversion gives sums of 12 bits for 6,000 channels",
        ),
        (
            fc(1, 1, 1, features=70_000),
            {"rows": 1, "adcs": 1, "columns": 1 << 17},
            "70,000 words of 2 windows have a mark of 1 bit",
        ),
    ],
)
def test_what_is_too_wide_is_named(graph, changes, what):
    found = said(graph, **changes)
    assert {where for where, _, _ in found} == {"fc"}
    assert any(what in text for _, text, _ in found), found
    assert all(fix for _, _, fix in found)


def test_each_copy_has_marks_of_its_own_windows():
    graph = one_layer(np.ones((9, 2), np.int8), window=Window(8, 8, 1, (3, 3)))
    plan = map_graph(graph, hardware(tile_budget=3))
    (stage,) = plan.stages
    copies = stage.geometry.engines[0].copies
    assert copies > 1
    many = WIDEST // stage.geometry.words
    for windows, wide in ((many * copies, False), (many * copies + copies, True)):
        found = too_large(replace(plan, stages=(changed(stage, windows=windows),)))
        assert [f"of {many + 1} windows have a mark" in m.what for m in found] == [True] * wide


def test_a_range_that_no_accumulator_holds_is_named():
    graph = one_layer(np.full((36, 3), 100, np.int8), in_type=Int(8), weight_bits=8)
    small = {"rows": 8, "columns": 32, "adcs": 8, "adc_bits": 16, "cell_bits": 1}
    assert said(graph, {"fc": 24}, **small) == []
    [(where, what, fix)] = said(graph, {"fc": 31}, **small)
    assert where == "fc"
    assert what == "accumulators of codes of 16 bits in range k = 31 are wider than the 62 bits there can be"
    assert fix == "lower ranges.fc, or leave it out"


@pytest.mark.parametrize("name", ["settle_cycles", "conversion_cycles"])
def test_times_that_no_register_states_are_named(name):
    assert said(fc(1, 1, 9), **{name: 65535}) == []
    [(where, what, _)] = said(fc(1, 1, 9), **{name: 65536})
    assert where == f"hardware.adc.{name}"
    assert what == "65,536 cycles; the accelerator states it in a register of 16 bits, at most 65,535"


def test_a_bound_that_no_register_states_is_named():
    """4 phases of 20,000 conversions."""
    [(where, what, _)] = said(fc(1, 1, 1, features=20_000), rows=1, columns=1 << 15, adcs=1, conversion_cycles=65535)
    assert where == "fc"
    assert what == f"a position takes {4 * 20_000 * 65535:,} cycles; a register states it, at most 4,294,967,295"


@pytest.mark.parametrize(
    ("op", "out", "what"),
    [
        # of 65,536 pixels in 12,000 cycles, those in which the image enters, each has one beat; of 4 each has 3,000
        (Upsample(2), Int(6), None),
        (Upsample(256), Int(6), "a beat has 12,000 channels of 6 bits, 72,000 in all"),
        (Interleave((1, 1), 1, 1, 12_000), Int(6), None),
        (MaxPool(1, 1, 12_000, (1, 1)), Int(6), None),
    ],
)
def test_operators_with_too_wide_beats_are_named(op, out, what):
    image = InputNode("x", (1, 1, 12_000), out)
    node = OperatorNode.of("op", op, [image], out)
    graph = Graph("net", (image, node))
    assert [(m.where, m.what.split(";")[0]) for m in too_large(map_graph(graph, hardware()))] == (
        [("op", what)] if what else []
    )


@pytest.mark.parametrize(
    ("pool", "adcs", "bits"),
    [
        # windows that overlap downwards keep several sums: of 9 elements of 8 bits 12 bits and a sign, 3 times
        (SumPool(4, 4, 2000, (3, 3), (1, 1)), 2000, 3 * 13),
        (SumPool(4, 4, 2000, (3, 3), (2, 1)), 2000, 2 * 13),
        (SumPool(4, 4, 5000, (3, 3), (3, 3)), 5000, 13),
    ],
)
def test_running_values_of_pools_count(pool, adcs, bits):
    """As many lanes as converters: a position's channels leave in one beat."""
    requant = Requant((7282,) * pool.channels, (0,) * pool.channels, 16, 0, 255)
    h = hardware(rows=1, columns=adcs, adcs=adcs, settle_cycles=1, conversion_cycles=1)
    act = Int(8)
    window = Window(4, 4, 1, (1, 1))
    conv = layer("conv", "x", np.ones((1, pool.channels)), window=window, in_type=Int(1), out=act)
    graph = Graph("net", (InputNode("x", (4, 4, 1), Int(1)), conv, average("mean", "conv", pool, act, requant, act)))
    plan = map_graph(graph, h)
    assert plan["mean"].entering[0].lanes == pool.channels
    found = [m.what for m in too_large(plan) if m.where == "mean"]
    all_bits = pool.channels * bits
    assert [text.split(";")[0] for text in found] == (
        [f"a beat has {pool.channels:,} channels of {bits} bits, {all_bits:,} in all"] if all_bits > 65_000 else []
    )


def test_everything_that_is_too_large_is_said_at_once():
    plan = map_graph(fc(64, 64, 3, act=8), hardware(rows=16384, settle_cycles=70_000), {})
    with pytest.raises(HdlgenError) as error:
        require_emittable(plan)
    assert [m.where for m in error.value.mistakes] == ["fc", "fc", "hardware.adc.settle_cycles"]


def test_an_ordinary_network_is_emitted():
    plan = map_graph(random_network(0), hardware(), {})
    assert too_large(plan) == []
