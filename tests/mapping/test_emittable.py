"""What is refused, by name, before anything is emitted."""

import numpy as np
import pytest

from hdlgen.arith import Int, Window
from hdlgen.errors import HdlgenError
from hdlgen.mapping import map_graph
from hdlgen.mapping.emittable import not_yet, require_emittable, too_large
from tests.mapping.networks import hardware, one_layer, random_network


def fc(height, width, channels, act=4, features=2):
    window = Window(height, width, channels, (height, width))
    return one_layer(np.ones((window.taps, features), np.int8), window=window, in_type=Int(act))


def said(graph, ranges=None, **changes):
    return [(m.where, m.what, m.fix) for m in too_large(map_graph(graph, hardware(**changes), ranges or {}))]


def test_a_window_of_65000_bits_is_the_largest():
    assert said(fc(125, 130, 1), rows=1024) == []
    [(where, what, fix)] = said(fc(64, 64, 3, act=8), rows=1024)
    assert where == "fc"
    assert what == "a window has 64×64×3 taps of 8 bits, 98,304 in all; what is emitted has room for 65,000 bits"
    assert "activations of fewer bits" in fix


@pytest.mark.parametrize(
    ("graph", "changes", "what"),
    [
        (
            fc(1, 1, 9),
            {"rows": 16384},
            "a tile has 16,384 rows of 4 bits, of which 1 are driven at a time, 81,920 in all",
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


def test_everything_that_is_too_large_is_said_at_once():
    plan = map_graph(fc(64, 64, 3, act=8), hardware(rows=16384, settle_cycles=70_000), {})
    with pytest.raises(HdlgenError) as error:
        require_emittable(plan)
    assert [m.where for m in error.value.mistakes] == ["fc", "fc", "hardware.adc.settle_cycles"]


def test_an_ordinary_network_is_emitted():
    plan = map_graph(random_network(0), hardware(), {})
    assert not_yet(plan) == too_large(plan) == []
