"""`AxisInput`."""

from itertools import chain, product

import numpy as np
import pytest

from hdlgen.errors import HdlgenError
from hdlgen.rtl.axis_input import AxisInput, AxisInputParams
from tests.rtl.streams import STALLS, Port, packed, stream_through

WIDTHS = [(1, 1), (3, 4), (2, 8), (2, 11)]  # lanes, bits


def values(lanes, bits, count):
    return np.random.default_rng(0).integers(0, 1 << bits, (count, lanes))


def bus(unit):
    return Port(unit.s_axis.tvalid, unit.s_axis.tready, unit.s_axis.tdata)


PULSES = ("beat", "image", "short_frame", "long_frame", "stalled", "starved")


def received(unit, words, count, *, last=None, run=lambda cycle: 1, judge=(1,), **how):
    """Runs an `AxisInput`; returns the run, the pulses [cycle, PULSES] and the verdicts.

    last   tlast of each word; by default of frames of the right length
    judge  pattern of cycles in which a verdict is taken
    """
    pulses, verdicts, sent = [], [], 0
    per_image = unit.params.beats_per_image
    last = last or [(n + 1) % per_image == 0 for n in range(len(words))]

    def watch(ctx, cycle):
        nonlocal sent
        if ctx.get(bus(unit).valid) and sent < len(words) and ctx.get(bus(unit).payload) != words[sent]:
            sent = 0  # after a reset
        ctx.set(unit.run, run(cycle))
        ctx.set(unit.s_axis.tlast, last[sent] if sent < len(words) else 0)
        ctx.set(unit.verdict.ready, 0)
        offered = ctx.get(unit.verdict.valid), ctx.get(unit.verdict.payload)
        ctx.set(unit.verdict.ready, judge[cycle % len(judge)])
        assert ctx.get(unit.verdict.valid) == offered[0], "valid follows ready"
        if offered[0] and judge[cycle % len(judge)]:
            verdicts.append(offered[1])
        pulses.append([ctx.get(getattr(unit, name)) for name in PULSES])
        sent += pulses[-1][0]

    done = stream_through(unit, words, count, i=bus(unit), each_cycle=watch, **how)
    return done, np.array(pulses), verdicts


def images_of(frames, beats):
    """What `AxisInput` makes of frames: (words, verdicts)."""
    images = [[*frame, *[0] * beats][:beats] for frame in frames]
    return list(chain(*images)), [int(len(frame) != beats) for frame in frames]


@pytest.mark.parametrize(("lanes", "bits"), WIDTHS)
@pytest.mark.parametrize(("source", "sink"), STALLS)
def test_input_cuts_bytes_to_lanes(lanes, bits, source, sink):
    params = AxisInputParams(lanes, bits, 5)
    x = values(lanes, bits, 20)
    spill = np.random.default_rng(1).integers(0, 1 << 16, x.shape) << bits  # above the lanes: to be ignored
    run, pulses, verdicts = received(
        AxisInput(params), [packed(row, params.lane_bits) for row in x | spill], 20, source=source, sink=sink
    )
    assert run.words == [packed(row, bits) for row in x]
    assert pulses[:, :4].sum(axis=0).tolist() == [20, 4, 0, 0]
    assert verdicts == [0] * 4


def test_input_latency_and_rate():
    run, pulses, _ = received(AxisInput(AxisInputParams(1, 8, 5)), list(range(20)), 20)
    assert run.sent_at == list(range(20))
    assert run.valid_at == list(range(1, 21))
    assert np.flatnonzero(pulses[:, 1]).tolist() == [4, 9, 14, 19]
    assert not pulses[:20, 4:].any()


def test_input_counts_waits():
    run, pulses, _ = received(AxisInput(AxisInputParams(1, 8, 5)), list(range(20)), 20, sink=(0, 0, 1))
    offered = np.arange(len(pulses)) <= run.sent_at[-1]
    np.testing.assert_array_equal(pulses[:, 4], offered & ~np.isin(np.arange(len(pulses)), run.sent_at))
    run, pulses, _ = received(AxisInput(AxisInputParams(1, 8, 5)), list(range(20)), 20, source=(0, 1, 0))
    np.testing.assert_array_equal(pulses[:, 5], ~np.isin(np.arange(len(pulses)), run.sent_at))


def test_input_begins_frames_only_while_run():
    run, _, _ = received(
        AxisInput(AxisInputParams(1, 8, 5)), list(range(15)), 15, run=lambda cycle: 3 <= cycle < 9 or cycle >= 30
    )
    assert run.sent_at == [*range(3, 13), *range(30, 35)]
    assert run.words == list(range(15))


@pytest.mark.parametrize("beats", [1, 2, 3, 5])
@pytest.mark.parametrize(
    ("source", "sink", "judge"), [(*STALLS[0], (1,)), (*STALLS[1], (0, 1)), (*STALLS[3], (0, 0, 1))]
)
def test_input_makes_one_image_of_a_frame_of_any_length(beats, source, sink, judge):
    """Every three lengths up to two too many one after the other, and then a very long one."""
    lengths = [n for three in product(range(1, beats + 3), repeat=3 if beats < 5 else 2) for n in three]
    lengths += [7 * beats, beats]
    words = iter(np.random.default_rng(2).integers(1, 256, sum(lengths)).tolist())
    frames = [[next(words) for _ in range(n)] for n in lengths]
    want, verdicts = images_of(frames, beats)
    run, pulses, judged = received(
        AxisInput(AxisInputParams(1, 8, beats)),
        list(chain(*frames)),
        len(want),
        last=[n == len(frame) - 1 for frame in frames for n in range(len(frame))],
        source=source,
        sink=sink,
        judge=judge,
    )
    assert run.words == want
    assert judged == verdicts
    short, long = (sum(n < beats for n in lengths), sum(n > beats for n in lengths))
    assert pulses[:, :4].sum(axis=0).tolist() == [sum(lengths), len(lengths), short, long]


def test_input_takes_no_longer_for_a_right_frame_behind_a_wrong_one():
    """A short frame holds up the bus for as many cycles as it has too few beats, a long one for none."""
    lengths = [5, 2, 5, 8, 5, 5]
    last = [n == length - 1 for length in lengths for n in range(length)]
    run, pulses, _ = received(AxisInput(AxisInputParams(1, 8, 5)), list(range(1, 31)), 30, last=last)
    assert run.sent_at == [*range(7), *range(10, 33)]
    assert run.valid_at == [*range(1, 21), *range(24, 34)]
    assert [np.flatnonzero(pulses[:, n]).tolist() for n in (1, 2, 3)] == [[4, 9, 14, 22, 27, 32], [6], [19]]


def test_input_ends_a_frame_of_wrong_length_when_it_is_stopped():
    lengths = [2, 8, 5]
    last = [n == length - 1 for length in lengths for n in range(length)]
    run, _, _ = received(
        AxisInput(AxisInputParams(1, 8, 5)), list(range(15)), 15, last=last,
        run=lambda cycle: cycle in (1, 10) or cycle >= 40,
    )  # fmt: skip
    assert run.sent_at == [1, 2, *range(10, 18), *range(40, 45)]


def test_an_image_enters_when_its_verdict_is_taken():
    run, pulses, _ = received(
        AxisInput(AxisInputParams(1, 8, 5)), list(range(10)), 10, judge=(0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1)
    )
    assert run.sent_at == [0, 1, 2, 3, 7, 8, 9, 10, 11, 12]
    assert np.flatnonzero(pulses[:, 1]).tolist() == [7, 12]


@pytest.mark.parametrize("lengths", [(5, 5, 5), (2, 5, 5), (7, 3, 5)])
def test_input_reset_in_the_middle_of_a_frame(lengths):
    frames = [list(range(10 * n + 1, 10 * n + 1 + length)) for n, length in enumerate(lengths)]
    last = [n == len(frame) - 1 for frame in frames for n in range(len(frame))]
    for after in range(1, sum(lengths)):
        run, _, _ = received(
            AxisInput(AxisInputParams(1, 8, 5)), list(chain(*frames)), 15, last=last, reset_after=after, sink=(0, 1)
        )
        assert run.words == images_of(frames, 5)[0]


def test_input_ready_follows_neither_the_bus_nor_the_inside():
    unit, sent = AxisInput(AxisInputParams(1, 8, 5)), 0

    def watch(ctx, cycle):
        nonlocal sent
        ctx.set(unit.run, 1)
        ctx.set(unit.verdict.ready, 1)
        ctx.set(unit.s_axis.tlast, sent % 5 == 4)
        before = ctx.get(unit.s_axis.tready)
        for signal in (unit.s_axis.tvalid, unit.s_axis.tlast, unit.o.ready):
            old = ctx.get(signal)
            ctx.set(signal, 1 - old)
            assert ctx.get(unit.s_axis.tready) == before
            ctx.set(signal, old)
        sent += ctx.get(unit.beat)

    stream_through(unit, list(range(20)), 20, i=bus(unit), each_cycle=watch, source=(1, 1, 0), sink=(0, 1))


@pytest.mark.parametrize("name", ["lanes", "bits", "beats_per_image"])
def test_nothing_to_take_is_refused(name):
    sizes = {"lanes": 1, "bits": 1, "beats_per_image": 1, name: 0}
    with pytest.raises(HdlgenError, match=rf"axis_input\.{name}: must be at least 1, not 0"):
        AxisInputParams(**sizes)
