from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Int
from hdlgen.errors import HdlgenError
from hdlgen.rtl.accumulator import Accumulator, AccumulatorParams
from tests.rtl.datapath import simulate
from tests.rtl.streams import STALLS, packed, unpacked

ACC = Int(9, signed=True)
CASES = [
    AccumulatorParams(1, 1, 1, ACC),
    AccumulatorParams(5, 1, 1, ACC),
    AccumulatorParams(8, 4, 2, ACC),
    AccumulatorParams(7, 4, 4, ACC),  # surplus lanes in the last beat
    AccumulatorParams(9, 4, 2, ACC),  # and a word that is left after its first beat
    AccumulatorParams(10, 4, 1, ACC),
    AccumulatorParams(3, 4, 1, ACC),  # one word, not filled
    AccumulatorParams(12, 3, 3, ACC),  # words not a power of two
    AccumulatorParams(9, 4, 2, ACC, 3),  # more banks
    AccumulatorParams(3, 1, 1, ACC, 5),
]
ALL = pytest.mark.parametrize("params", CASES, ids=lambda p: f"{p.channels}-{p.word}-{p.out_lanes}-{p.windows}")


def additions(params, windows, seed=0):
    """[window] of lists (word, sums int64[lane]) in no order; some words get none, the first sum is an extreme."""
    rng = np.random.default_rng(seed)
    out = []
    for n in range(windows):
        adds = [(int(rng.integers(params.words)), rng.integers(-20, 21, params.word)) for _ in range(3 * params.words)]
        adds[0][1][:] = ACC.hi - 120 if n % 2 else ACC.lo + 120
        out.append(adds[: 1 + int(rng.integers(len(adds)))])
    return out


def totals(params, windows):
    """int64[window, channel], wrapped as the type does."""
    out = np.zeros((len(windows), params.words, params.word), np.int64)
    for total, adds in zip(out, windows, strict=True):
        for word, sums in adds:
            total[word] += sums
    half = 1 << (ACC.bits - 1)
    return ((out.reshape(len(windows), -1) + half) % (2 * half) - half)[:, : params.channels]


def accumulate(params, windows, *, source=(1,), sink=(1,), reset_after=None):
    """Adds up the windows. Returns sums [window, channel], and the cycles of: each `last`, each beat, each drained.

    reset_after  sums before a reset, after which all windows come again; what was before is not returned
    """
    unit = Accumulator(params)
    words, lasts, beats, drains = [], [], [], []

    async def bench(ctx, reset):
        todo = [
            (n, word, sums, i == len(adds) - 1) for n, adds in enumerate(windows) for i, (word, sums) in enumerate(adds)
        ]
        sent = cycle = 0
        sums_of_last_cycle = np.zeros(params.word, np.int64)
        held, to_reset = None, reset_after
        while len(drains) < len(windows) or cycle < drains[-1] + 20:
            # At most so many windows between their first sum and drained.
            offer = sent < len(todo) and todo[sent][0] - len(drains) < params.windows and source[cycle % len(source)]
            garbage = (0, cycle % params.words, np.full(params.word, cycle), cycle % 2)
            _, word, sums, last = todo[sent] if offer else garbage
            ctx.set(unit.i.valid, offer)
            ctx.set(unit.i.word, word)
            ctx.set(unit.i.sums, packed(sums_of_last_cycle, ACC.bits))
            sums_of_last_cycle = sums
            ctx.set(unit.i.last, int(last))
            ctx.set(unit.o.ready, sink[cycle % len(sink)])
            in_reset = to_reset == sent
            ctx.set(reset, in_reset)
            valid, ready, payload = ctx.get(unit.o.valid), ctx.get(unit.o.ready), ctx.get(unit.o.payload)
            drained = ctx.get(unit.drained)
            await ctx.tick()
            if in_reset:
                to_reset, sent, held = None, 0, None
                for record in (words, lasts, beats, drains):
                    record.clear()
                continue
            assert held is None or (valid, payload) == (1, held), "an offered beat changed before it was taken"
            held = payload if valid and not ready else None
            if offer:
                sent += 1
                if last:
                    lasts.append(cycle)
            if valid and ready:
                words.append(payload)
                beats.append(cycle)
            assert drained == (valid and ready and len(words) % params.beats == 0)
            if drained:
                drains.append(cycle)
            cycle += 1
            assert cycle < 5000, "stuck"

    simulate(unit, bench)
    lanes = np.array([unpacked(w, params.out_lanes, ACC.bits, True) for w in words])
    return lanes.reshape(len(windows), -1)[:, : params.channels], lasts, beats, drains


@ALL
def test_sums_of_windows(params):
    windows = additions(params, 12)
    for source, sink in STALLS:
        sums, *_ = accumulate(params, windows, source=source, sink=sink)
        np.testing.assert_array_equal(sums, totals(params, windows))


@ALL
def test_a_beat_a_cycle_from_the_second_cycle_after_the_last_sum(params):
    windows = [[(0, np.ones(params.word, np.int64))]] * 5
    _, lasts, beats, drains = accumulate(params, windows, source=(1,) + (0,) * params.beats)
    assert lasts == [n * (params.beats + 1) for n in range(5)]
    assert beats == [last + 2 + b for last in lasts for b in range(params.beats)]
    assert drains == beats[params.beats - 1 :: params.beats]


@ALL
def test_windows_drain_without_a_gap(params):
    windows = [[(0, np.ones(params.word, np.int64))]] * 6
    _, _, beats, _ = accumulate(replace(params, windows=max(params.windows, 3)), windows)
    assert beats == list(range(2, 2 + 6 * params.beats))


@ALL
def test_a_reset_forgets_every_sum(params):
    windows = additions(params, 4, seed=1)
    for after in range(1, sum(map(len, windows)), 2):
        sums, *_ = accumulate(params, windows, sink=(0, 1, 1), reset_after=after)
        np.testing.assert_array_equal(sums, totals(params, windows))


def test_words_without_a_sum_are_zero_after_a_window_that_filled_them():
    params = AccumulatorParams(6, 2, 2, ACC)
    full = [(v, np.array([v + 1, -v - 1])) for v in range(3)]
    sums, *_ = accumulate(params, [full, full, [(1, np.array([7, 8]))], full])
    assert sums.tolist() == [[1, -1, 2, -2, 3, -3]] * 2 + [[0, 0, 7, 8, 0, 0], [1, -1, 2, -2, 3, -3]]


@pytest.mark.parametrize(
    ("channels", "word", "out_lanes", "message"),
    [
        (4, 4, 3, r"accumulator\.out_lanes: 3 does not divide a word of 4 channels"),
        (0, 4, 2, r"accumulator\.channels: must be at least 1, not 0"),
        (4, 0, 2, r"accumulator\.word: must be at least 1, not 0"),
        (4, 4, 0, r"accumulator\.out_lanes: must be at least 1, not 0"),
    ],
)
def test_what_does_not_divide_is_refused(channels, word, out_lanes, message):
    with pytest.raises(HdlgenError, match=message):
        AccumulatorParams(channels, word, out_lanes, ACC)


def test_a_single_bank_is_refused():
    with pytest.raises(HdlgenError, match=r"accumulator\.windows: must be at least 2, not 1"):
        AccumulatorParams(4, 4, 4, ACC, 1)
