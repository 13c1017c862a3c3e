"""`AxisInput` and `AxisOutput`."""

import numpy as np
import pytest

from hdlgen.errors import HdlgenError
from hdlgen.rtl.axis_input import AxisInput, AxisInputParams
from hdlgen.rtl.axis_output import AxisOutput, AxisOutputParams
from tests.rtl.streams import STALLS, Port, packed, stream_through, unpacked

WIDTHS = [(1, 1), (3, 4), (2, 8), (2, 11)]  # lanes, bits


def values(lanes, bits, count, signed=False):
    half = 1 << (bits - 1) if signed else 0
    return np.random.default_rng(0).integers(-half, (1 << bits) - half, (count, lanes))


def bus(unit):
    prefix = "s_axis" if isinstance(unit, AxisInput) else "m_axis"
    return Port(*(getattr(unit, f"{prefix}_t{name}") for name in ("valid", "ready", "data")))


def received(unit, words, count, *, per_image, last=None, run=lambda cycle: 1, **how):
    """Runs an `AxisInput`; returns the run and the pulses [cycle, (beat, image, frame_error, stalled, starved)]."""
    pulses, sent = [], 0
    last = last or [(n + 1) % per_image == 0 for n in range(len(words))]

    def watch(ctx, cycle):
        nonlocal sent
        if ctx.get(bus(unit).valid) and sent < len(words) and ctx.get(bus(unit).payload) != words[sent]:
            sent = 0  # after a reset
        ctx.set(unit.run, run(cycle))
        ctx.set(unit.s_axis_tlast, last[sent] if sent < len(words) else 0)
        pulses.append([ctx.get(s) for s in (unit.beat, unit.image, unit.frame_error, unit.stalled, unit.starved)])
        sent += pulses[-1][0]

    return stream_through(unit, words, count, i=bus(unit), each_cycle=watch, **how), np.array(pulses)


@pytest.mark.parametrize(("lanes", "bits"), WIDTHS)
@pytest.mark.parametrize(("source", "sink"), STALLS)
def test_input_cuts_bytes_to_lanes(lanes, bits, source, sink):
    params = AxisInputParams(lanes, bits, 5)
    x = values(lanes, bits, 20)
    spill = np.random.default_rng(1).integers(0, 1 << 16, x.shape) << bits  # above the lanes: to be ignored
    run, pulses = received(
        AxisInput(params),
        [packed(row, params.lane_bits) for row in x | spill],
        20,
        per_image=5,
        source=source,
        sink=sink,
    )
    assert run.words == [packed(row, bits) for row in x]
    assert pulses[:, :3].sum(axis=0).tolist() == [20, 4, 0]


def test_input_latency_and_rate():
    run, pulses = received(AxisInput(AxisInputParams(1, 8, 5)), list(range(20)), 20, per_image=5)
    assert run.sent_at == list(range(20))
    assert run.valid_at == list(range(1, 21))
    assert np.flatnonzero(pulses[:, 1]).tolist() == [4, 9, 14, 19]
    assert not pulses[:20, 3:].any()


def test_input_counts_waits():
    run, pulses = received(AxisInput(AxisInputParams(1, 8, 5)), list(range(20)), 20, per_image=5, sink=(0, 0, 1))
    offered = np.arange(len(pulses)) <= run.sent_at[-1]
    np.testing.assert_array_equal(pulses[:, 3], offered & ~np.isin(np.arange(len(pulses)), run.sent_at))
    run, pulses = received(AxisInput(AxisInputParams(1, 8, 5)), list(range(20)), 20, per_image=5, source=(0, 1, 0))
    np.testing.assert_array_equal(pulses[:, 4], ~np.isin(np.arange(len(pulses)), run.sent_at))


def test_input_begins_images_only_while_run():
    run, _ = received(
        AxisInput(AxisInputParams(1, 8, 5)),
        list(range(15)),
        15,
        per_image=5,
        run=lambda cycle: 3 <= cycle < 9 or cycle >= 30,
    )
    assert run.sent_at == [*range(3, 13), *range(30, 35)]
    assert run.words == list(range(15))


def test_input_reports_wrong_frames_and_keeps_counting():
    last = [n in (2, 9) for n in range(15)]  # one too early, two missing: on beats 4 and 14
    run, pulses = received(AxisInput(AxisInputParams(1, 8, 5)), list(range(15)), 15, per_image=5, last=last)
    assert np.flatnonzero(pulses[:, 2]).tolist() == [2, 4, 14]
    assert np.flatnonzero(pulses[:, 1]).tolist() == [4, 9, 14]
    assert run.words == list(range(15))


def test_input_reset_in_the_middle_of_an_image():
    run, pulses = received(
        AxisInput(AxisInputParams(1, 8, 5)), list(range(1, 16)), 15, per_image=5, reset_after=8, sink=(0, 1)
    )
    assert run.words == list(range(1, 16))
    assert not pulses[:, 2].any()


def test_input_ready_follows_neither_valid_nor_the_inside():
    unit = AxisInput(AxisInputParams(1, 8, 5))

    def watch(ctx, cycle):
        ctx.set(unit.run, 1)
        before = ctx.get(unit.s_axis_tready)
        for signal in (unit.s_axis_tvalid, unit.o.ready):
            old = ctx.get(signal)
            ctx.set(signal, 1 - old)
            assert ctx.get(unit.s_axis_tready) == before
            ctx.set(signal, old)

    stream_through(unit, list(range(20)), 20, i=bus(unit), each_cycle=watch, source=(1, 1, 0), sink=(0, 1))


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize(("lanes", "bits"), WIDTHS)
@pytest.mark.parametrize(("source", "sink"), STALLS)
def test_output_extends_lanes_to_bytes(lanes, bits, signed, source, sink):
    params = AxisOutputParams(lanes, bits, signed, 5)
    unit = AxisOutput(params)
    x = values(lanes, bits, 20, signed)
    pulses = []

    def watch(ctx, cycle):
        taken = ctx.get(unit.m_axis_tvalid) & ctx.get(unit.m_axis_tready)
        pulses.append(
            [ctx.get(unit.beat), ctx.get(unit.image), ctx.get(unit.stalled), taken & ctx.get(unit.m_axis_tlast)]
        )

    run = stream_through(
        unit, [packed(row, bits) for row in x], 20, o=bus(unit), source=source, sink=sink, each_cycle=watch
    )
    got = np.array([unpacked(word, lanes, params.lane_bits, signed) for word in run.words])
    np.testing.assert_array_equal(got, x)
    beat, image, stalled, last = np.array(pulses).T
    assert np.flatnonzero(beat).tolist() == run.got_at
    assert np.flatnonzero(image).tolist() == np.flatnonzero(last).tolist() == run.got_at[4::5]
    assert stalled.sum() == sum(got - offered for got, offered in zip(run.got_at, run.valid_at, strict=True))


def test_output_latency_and_rate():
    unit = AxisOutput(AxisOutputParams(1, 8, True, 1))
    run = stream_through(unit, list(range(20)), 20, o=bus(unit))
    assert run.sent_at == list(range(20))
    assert run.valid_at == list(range(1, 21))


def test_output_reset_in_the_middle_of_an_image():
    unit, last = AxisOutput(AxisOutputParams(1, 8, False, 5)), []

    def watch(ctx, cycle):
        if ctx.get(unit.beat):
            last.append(ctx.get(unit.m_axis_tlast))

    run = stream_through(unit, list(range(10)), 10, o=bus(unit), reset_after=3, each_cycle=watch, sink=(0, 1))
    assert run.words == list(range(10))
    assert last[-10:] == [0, 0, 0, 0, 1] * 2


@pytest.mark.parametrize("name", ["lanes", "bits", "beats_per_image"])
def test_nothing_to_carry_is_refused(name):
    sizes = {"lanes": 1, "bits": 1, "beats_per_image": 1, name: 0}
    with pytest.raises(HdlgenError, match=rf"axis_input\.{name}: must be at least 1, not 0"):
        AxisInputParams(**sizes)
    with pytest.raises(HdlgenError, match=rf"axis_output\.{name}: must be at least 1, not 0"):
        AxisOutputParams(**sizes, signed=False)
