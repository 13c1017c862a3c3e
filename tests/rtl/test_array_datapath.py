from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Adc, Int, Phases, Slices
from hdlgen.errors import HdlgenError
from tests.rtl.datapath import Case, Datapath
from tests.rtl.streams import STALLS, stream_through

CASES = {
    # one tile, one cell a weight, nothing clips
    "plain": Case(Phases(Int(4), 1), Slices(4, 3), Adc(8), 2, 1, 5, (5,), ((0, 0, 0, (0, 1, 2)),), 6, 1),
    # one phase, one conversion: three windows come within one window's latency
    "binary": Case(Phases(Int(1), 1), Slices(2, 1), Adc(4), 1, 1, 3, (3,), ((0, 0, 0, (0,)),), 1, 1),
    # the sign phase; three slices padded to four are two conversions; three segments on two tiles
    "signed": Case(
        Phases(Int(4, signed=True), 1),
        Slices(4, 1),
        Adc(5),
        2,
        4,
        4,
        (4, 3, 1),
        ((0, 0, 0, (0, 1, 2)), (1, 1, 0, (0, 1, 2)), (2, 0, 6, (0, 1, 2))),
        3,
        1,
        2,
        2,
    ),
    # two-bit digits, four slices, two channels a conversion, coarse and clipping codes
    "coarse": Case(
        Phases(Int(8), 2), Slices(8, 2), Adc(6, 2), 8, 4, 9, (9, 7), ((0, 0, 0, (0, 1)), (1, 0, 2, (0, 1))), 4, 2, 4, 1
    ),
    # an offset; adcs that no two channels divide: one channel of two slices takes three columns
    "offset": Case(
        Phases(Int(8, signed=True), 4),
        Slices(5, 2),
        Adc(9, 1),
        3,
        3,
        6,
        (6, 2),
        ((1, 0, 3, (0, 1, 2)), (0, 0, 0, (0, 1, 2))),
        3,
        1,
        3,
        1,
    ),
    # the top digit is not whole; the last word is not filled
    "ragged": Case(
        Phases(Int(5, signed=True), 3), Slices(2, 1), Adc(8), 4, 1, 7, (7,), ((0, 0, 0, (0, 1)),), 7, 2, 1, 3
    ),
    # as many beats as cycles
    "narrow": Case(Phases(Int(4), 1), Slices(3, 2), Adc(7), 4, 1, 3, (3,), ((0, 0, 0, (0, 1)),), 8, 1, 2, 1),
    # zero blocks: word 1 of segment 0, all of segment 1, word 2 everywhere
    "sparse": Case(
        Phases(Int(3), 1),
        Slices(3, 2),
        Adc(7),
        2,
        1,
        4,
        (4, 3, 2),
        ((0, 1, 0, (0, 3)), (2, 0, 0, (1, 0, 3))),
        8,
        2,
        2,
        1,
    ),
    # three conversions a channel
    "serial": Case(
        Phases(Int(2), 1), Slices(4, 1), Adc(4), 1, 3, 5, (5, 5), ((0, 0, 0, (0, 1)), (1, 1, 1, (1, 0))), 2, 1, 1, 2
    ),
    # four slices on three converters: padded to six
    "padded": Case(
        Phases(Int(4, signed=True), 2), Slices(8, 2), Adc(8), 3, 6, 4, (4,), ((0, 0, 0, (1, 0)),), 2, 1, 2, 3
    ),
    # three slices on four converters: four channels in three conversions; the last word's one channel in one
    "across": Case(
        Phases(Int(3, signed=True), 1),
        Slices(4, 1),
        Adc(6),
        4,
        3,
        5,
        (5, 3),
        ((0, 0, 0, (0, 1, 2)), (1, 1, 0, (2, 0))),
        9,
        1,
        1,
        2,
    ),
    # three slices on two converters, of which the second conversion has those of two channels
    "between": Case(
        Phases(Int(4), 2), Slices(6, 2), Adc(9), 2, 3, 4, (4, 2), ((0, 0, 0, (0, 1)), (1, 0, 6, (1, 0))), 4, 2, 2, 1
    ),
    # five segments on three tiles of one macro and two of another
    "shared": Case(
        Phases(Int(3), 1),
        Slices(4, 3),
        Adc(8),
        2,
        1,
        4,
        (4, 4, 3, 4, 2),
        tuple((s, t, 0, (0, 1)) for s, t in enumerate((0, 4, 1, 2, 3))),
        4,
        2,
        2,
        1,
        shared=3,
    ),
    # four words of four channels, a beat each
    "wide": Case(
        Phases(Int(6), 3),
        Slices(4, 3),
        Adc(10),
        4,
        1,
        8,
        (8, 8),
        ((0, 0, 0, (0, 1, 2, 3)), (1, 1, 0, (3, 2, 1, 0))),
        16,
        4,
        2,
        1,
    ),
}
LOSSLESS = ["plain", "binary", "ragged", "sparse", "between", "wide"]
ALL = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())


@ALL
def test_sums_of_windows(case):
    x = case.activations(12)
    for source, sink in STALLS:
        datapath = Datapath(case)
        run = stream_through(
            datapath, case.windows(x), 12 * case.beats, source=source, sink=sink, each_cycle=datapath.each_cycle
        )
        np.testing.assert_array_equal(case.sums(run.words), case.expected(x))


@pytest.mark.parametrize("name", LOSSLESS)
def test_fine_codes_give_the_matrix_product(name):
    case = CASES[name]
    x = case.activations(8)
    datapath = Datapath(case)
    run = stream_through(datapath, case.windows(x), 8 * case.beats, each_cycle=datapath.each_cycle)
    np.testing.assert_array_equal(case.sums(run.words), (x + case.phases.offset) @ case.weights)


def test_a_macro_holds_what_its_schedule_pools():
    params = CASES["plain"].params
    with pytest.raises(HdlgenError, match=r"array_datapath\.macro: holds 4 positions of a column, and the schedule 1"):
        replace(params, macro=replace(params.macro, inputs=4))
    with pytest.raises(HdlgenError, match=r"array_datapath\.macro: has 3 arrays, and the schedule 1"):
        replace(params, macro=replace(params.macro, arrays=3))


@ALL
def test_a_reset_forgets_the_windows_on_their_way(case):
    x = case.activations(6)
    for after in (1, 2, 4):
        datapath = Datapath(case)
        run = stream_through(
            datapath, case.windows(x), 6 * case.beats, reset_after=after, sink=(0, 1, 1), each_cycle=datapath.each_cycle
        )
        np.testing.assert_array_equal(case.sums(run.words), case.expected(x))


@ALL
def test_latency_and_rate(case):
    x = case.activations(10)
    datapath = Datapath(case)
    run = stream_through(datapath, case.windows(x), 10 * case.beats, each_cycle=datapath.each_cycle)
    window, last = case.phases.count * sum(case.phase_cycles), case.phase_cycles[-1]
    conversions = sum(map(case.parts_of, case.blocks[-1][3])) * case.conversion
    # Settle, one hold after the other, the last conversions, then the seam, reader, adder and accumulator.
    assert run.valid_at[0] == run.sent_at[0] + case.settle + window - last + conversions + 5
    # A window takes its phases, unless it waits: its first hold follows the last beat of the window before the last.
    first = np.array(run.valid_at[:: case.beats])
    two_windows = max(2 * window, 2 * case.beats, window - last + conversions + 5 + case.beats)
    assert (first[4:] - first[2:-2] == two_windows).all()
    assert (two_windows > 2 * window) == (case in (CASES["binary"], CASES["narrow"]))
    assert (datapath.blocked > 0) == (two_windows > 2 * window)


def test_no_cycle_is_lost_while_a_window_drains_in_time():
    # 8 phases of 2 cycles. A window's first hold and its last beat are 14 + 2 + 4 + beats cycles apart: with 11 beats
    # the first hold of the window after the next still comes in time.
    for beats, two_windows in ((10, 32), (11, 32), (12, 33)):
        case = Case(Phases(Int(8), 1), Slices(4, 3), Adc(8), 8, 1, 2, (2,), ((0, 0, 0, (0, 1)),), beats, 1, 1, 1)
        datapath = Datapath(case)
        run = stream_through(datapath, case.windows(case.activations(8)), 8 * beats, each_cycle=datapath.each_cycle)
        first = np.array(run.valid_at[::beats])
        assert (first[4:] - first[2:-2] == two_windows).all()


def test_coarse_codes_round_and_clip():
    case = CASES["coarse"]
    x = case.activations(12)
    exact = (x + case.phases.offset) @ case.weights
    assert (case.expected(x) != exact).mean() > 0.5
