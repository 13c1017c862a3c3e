from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Int, Requant, SumPool, Table, mean
from hdlgen.arith.rows import CLIP
from hdlgen.errors import HdlgenError
from hdlgen.rtl.requantizer import Requantizer, RequantizerParams, RequantRoom
from hdlgen.rtl.sum_pool import SumPoolParams
from tests.rtl.loading import Loaded, flip, kept_memories
from tests.rtl.streams import STALLS, beats, from_beats, stream_through

SIGMOID = Table(-8, tuple(round(15 / (1 + np.exp(-v / 2))) for v in range(-8, 8)))
CASES = [
    # channels, acc, lanes, shift, lo, hi, multipliers from..to, biases to ±, table, out
    (5, Int(12, signed=True), 2, 9, 0, 15, (-300, 300), 2000, None, Int(4)),
    (4, Int(10, signed=True), 2, 6, -128, 127, (1, 90), 500, None, Int(8, signed=True)),
    (1, Int(9), 1, 0, 0, 255, (1, 1), 0, None, Int(8)),  # no shift, no half
    (3, Int(16, signed=True), 4, 12, 0, 7, (-900, -1), 90000, None, Int(3)),  # fewer channels than lanes
    (7, Int(20, signed=True), 3, 31, -8, 7, (-(2**31) + 1, 2**31 - 1), 2**40, SIGMOID, Int(4)),
    (2, Int(8, signed=True), 1, 4, -8, 7, (-40, 40), 100, SIGMOID, Int(6, signed=True)),  # wider than it needs
    (6, Int(6), 6, 3, 0, 0, (1, 9), 5, Table(0, (-3,)), Int(3, signed=True)),  # a table of one entry
    (3, Int(6, signed=True), 2, 2, 0, 1, (1, 9), 5, Table(-4, (0,) * 4 + (1, 0, 1, 1)), Int(1)),
    (4, Int(8, signed=True), 3, 3, 5, 9, (-7, 7), 90, None, Int(5)),  # 0 is no result, but surplus lanes are 0
]


def made(channels, acc, lanes, shift, lo, hi, multipliers, bias, table, out):
    rng = np.random.default_rng(channels)
    m = rng.integers(multipliers[0], multipliers[1] + 1, channels)
    b = rng.integers(-bias, bias + 1, channels)
    return RequantizerParams(Requant(tuple(map(int, m)), tuple(map(int, b)), shift, lo, hi), acc, lanes, table, out)


def accumulators(params: RequantizerParams, positions: int) -> np.ndarray:
    """Random ones, of all magnitudes, and both ends of the type."""
    rng = np.random.default_rng(1)
    acc, shape = params.acc, (positions, params.requant.channels)
    x = rng.integers(acc.lo, acc.hi + 1, shape) >> rng.integers(0, acc.bits, shape)
    x[0], x[1] = acc.lo, acc.hi
    return x


def expected(params: RequantizerParams, x: np.ndarray) -> np.ndarray:
    y = params.requant.apply(x)
    return params.table.apply(y) if params.table else y


def results(params: RequantizerParams, words: list[int]) -> np.ndarray:
    return from_beats(words, params.requant.channels, params.lanes, params.out.bits, params.out.signed)


@pytest.mark.parametrize("case", CASES)
def test_random_accumulators(case):
    params = made(*case)
    x = accumulators(params, 40)
    # Surplus lanes hold ones, which no result may show.
    words = beats(x, params.lanes, params.acc.bits, surplus=-1)
    for source, sink in STALLS:
        run = stream_through(Requantizer(params), words, len(words), source=source, sink=sink)
        np.testing.assert_array_equal(results(params, run.words), expected(params, x))


@pytest.mark.parametrize("shift", [0, 1, 5])
def test_every_accumulator(shift):
    params = RequantizerParams(
        Requant((3, -5), (7, -100), shift, -16, 15), Int(9, signed=True), 2, None, Int(5, signed=True)
    )
    x = np.stack([np.arange(-256, 256), np.arange(255, -257, -1)], axis=1)
    run = stream_through(Requantizer(params), beats(x, 2, 9), 512)
    by_hand = [
        [
            min(15, max(-16, int(np.floor((a * m + b) / 2**shift + (0.5 if shift else 0)))))
            for a, m, b in zip(row, (3, -5), (7, -100), strict=True)
        ]
        for row in x
    ]
    np.testing.assert_array_equal(results(params, run.words), by_hand)


@pytest.mark.parametrize(
    ("kernel", "act", "out"),
    [
        (3, Int(4), Int(4)),
        (7, Int(4), Int(4)),
        (6, Int(3, signed=True), Int(3, signed=True)),
        (28, Int(8), Int(8)),
        (363, Int(8, signed=True), Int(6, signed=True)),
        (861, Int(8), Int(8)),  # 46 bits are shifted away
    ],
)
def test_means_are_exact(kernel, act, out):
    area = kernel**2
    acc = SumPoolParams(SumPool(kernel, kernel, 1, (kernel, kernel), (kernel, kernel)), 1, act).out
    sums = range(area * act.lo, area * act.hi + 1)
    halves = [y * area + area // 2 + d for y in range(act.lo, act.hi) for d in (-1, 0, 1)]
    x = [*sums] if len(sums) < 1000 else [*halves, sums[0], sums[1], sums[-2], sums[-1]]
    params = RequantizerParams(mean(area, act, 1, out), acc, 1, None, out)
    run = stream_through(Requantizer(params), beats(np.array(x)[:, None], 1, acc.bits), len(x))
    want = [min(max((2 * s + area) // (2 * area), out.lo), out.hi) for s in x]
    assert results(params, run.words)[:, 0].tolist() == want


@pytest.mark.parametrize("case", CASES)
def test_reset_in_the_middle_of_a_position(case):
    params = made(*case)
    x = accumulators(params, 6)
    words = beats(x, params.lanes, params.acc.bits)
    run = stream_through(Requantizer(params), words, len(words), reset_after=params.beats + 1, sink=(0, 1, 1))
    np.testing.assert_array_equal(results(params, run.words), expected(params, x))


@pytest.mark.parametrize(("table", "latency"), [(None, 3), (SIGMOID, 4)])
def test_latency_and_rate(table, latency):
    params = RequantizerParams(
        Requant((3, 4, 5), (0, 0, 0), 4, -8, 7), Int(8, signed=True), 2, table, Int(5, signed=True)
    )
    assert params.latency == latency
    words = beats(accumulators(params, 10), 2, 8)
    run = stream_through(Requantizer(params), words, 20)
    assert run.sent_at == list(range(20))
    assert run.valid_at == list(range(latency, 20 + latency))


RELU = Requant((1, 1), (0, 0), 0, 0, 15)


@pytest.mark.parametrize(
    ("lanes", "table", "out", "message"),
    [
        (0, None, Int(4), r"requantizer\.lanes: must be at least 1, not 0"),
        (1, None, Int(3), r"requantizer\.out: uint3 does not hold 0\.\.15"),
        (1, None, Int(4, signed=True), r"requantizer\.out: int4 does not hold 0\.\.15"),
        (1, Table(0, (0,) * 15), Int(4), r"requantizer\.table: has entries for 0\.\.14, but the clip leaves 0\.\.15"),
        (1, Table(1, (0,) * 16), Int(4), r"requantizer\.table: has entries for 1\.\.16, but the clip leaves 0\.\.15"),
        (1, Table(0, (-1,) * 16), Int(4), r"requantizer\.out: uint4 does not hold -1\.\.-1"),
    ],
)
def test_what_does_not_fit_is_refused(lanes, table, out, message):
    with pytest.raises(HdlgenError, match=message):
        RequantizerParams(RELU, Int(6, signed=True), lanes, table, out)


def loaded(params: RequantizerParams, *others: RequantizerParams) -> list[Loaded]:
    """One hardware with the constants of each of `params` and `others` loaded."""
    every = (params, *others)
    table, q = params.table, params.requant
    room = RequantRoom(q.channels, 32, 64, CLIP if table else params.out, table is not None)
    hardware = RequantizerParams(room, params.acc, params.lanes, None, params.out)
    return [Loaded(Requantizer(hardware), tables(each)) for each in every]


def tables(params: RequantizerParams) -> list[tuple[int, list[int]]]:
    """Bits and rows, by hand: multipliers, biases with the half, n with clip and k, entries by their last 8 bits."""
    q, lanes, table = params.requant, params.lanes, params.table
    clip = 16 if table else params.out.bits
    shared = q.shift | (q.lo % 2**clip) << 6 | (q.hi % 2**clip) << (6 + clip) | 9 << (6 + 2 * clip)
    found = [
        (lanes * 32, beats(np.array([q.multiplier]), lanes, 32)),
        (lanes * 64, beats(np.array([q.bias]) + (1 << q.shift >> 1), lanes, 64)),
        (6 + 2 * clip + 5, [shared]),
    ]
    if table:
        entries = [0] * 256
        for n, y in enumerate(table.entries):
            entries[(table.lo + n) & 255] = y % 2**params.out.bits
        found.append((params.out.bits, entries))
    return found


class Watch:
    """Counts the faults of a unit that is loaded, for `stream_through`; may flip a bit when it is."""

    def __init__(self, unit, flips=None):
        self.unit, self.flips, self.faults = unit, flips, 0

    def __call__(self, ctx, cycle):
        if not ctx.get(self.unit.done):
            return
        assert ctx.get(self.unit.unit.adc_shift) in (0, 9)
        self.faults += ctx.get(self.unit.unit.fault)
        if self.flips:
            flip(ctx, *self.flips())
            self.flips = None


@pytest.mark.parametrize("case", CASES)
def test_constants_that_are_loaded(case):
    params = made(*case)
    q = params.requant
    other = replace(q, multiplier=q.multiplier[::-1], bias=q.bias[::-1], shift=max(0, q.shift - 1))
    twin = replace(params, requant=other)
    for unit, each in zip(loaded(params, twin), (params, twin), strict=True):
        x = accumulators(each, 20)
        words = beats(x, each.lanes, each.acc.bits, surplus=-1)
        for source, sink in STALLS[::3]:
            watch = Watch(unit)
            run = stream_through(unit, words, len(words), source=source, sink=sink, each_cycle=watch, slack=600)
            np.testing.assert_array_equal(results(each, run.words), expected(each, x))
            assert watch.faults == 0


@pytest.mark.parametrize(("table", "latency"), [(None, 3), (SIGMOID, 4)])
def test_loaded_constants_take_no_longer(table, latency):
    params = RequantizerParams(
        Requant((3, 4, 5), (0, 0, 0), 4, -8, 7), Int(8, signed=True), 2, table, Int(5, signed=True)
    )
    (unit,) = loaded(params)
    begins = len(unit.writes) + 2
    run = stream_through(unit, beats(accumulators(params, 10), 2, 8), 20, slack=600)
    assert run.sent_at == list(range(begins, begins + 20))
    assert run.valid_at == [t + latency for t in run.sent_at]


def test_every_flipped_bit_of_a_constant_is_a_fault():
    params = RequantizerParams(Requant((3, -4, 5), (7, 0, 2), 4, -8, 7), Int(8, signed=True), 2, SIGMOID, Int(4))
    words = beats(np.arange(-128, 128).repeat(3).reshape(-1, 3), 2, 8)
    # Of the memories: multipliers and biases are two words and four; the last two are a table for each lane.
    for memory, row in ((0, 0), (1, 0), (0, 1), (2, 1), (4, 0), (6, 0), (7, 0), (8, 0), (8, 255), (9, 7)):
        for bit in (0, 3, -1):
            (unit,) = loaded(params)
            with kept_memories() as stores:
                watch = Watch(
                    unit, lambda at=(memory, row, bit): (stores[at[0]], at[1], at[2] % len(stores[at[0]].data[0]))
                )
                stream_through(unit, words, len(words), each_cycle=watch, slack=600)
            assert watch.faults, f"bit {bit} of row {row} of memory {memory} of {len(stores)}"
