"""`AxisOutput`: with one frame an image, and with several."""

from itertools import chain

import numpy as np
import pytest
from amaranth import Cat, ClockDomain, Module
from amaranth.sim import Simulator

from hdlgen.errors import HdlgenError
from hdlgen.rtl.axis_output import AxisOutput, AxisOutputParams, Frame
from tests.rtl.streams import FREE, SLOW, SLOWER, STALLS, Port, packed, streams_through

ONE = [(Frame(1, 8, False, 3),), (Frame(3, 4, True, 5),), (Frame(2, 11, False, 1),), (Frame(1, 1, True, 4),)]
SEVERAL = [
    (Frame(2, 4, True, 3), Frame(1, 11, False, 2)),
    (Frame(1, 16, True, 1), Frame(1, 4, True, 1)),
    (Frame(1, 4, False, 1), Frame(3, 3, True, 2), Frame(1, 8, False, 4)),
    (Frame(1, 9, True, 2), Frame(4, 8, False, 1), Frame(1, 2, True, 3), Frame(1, 1, False, 2), Frame(2, 8, True, 1)),
]


def names(frames):
    return ["i"] if len(frames) == 1 else [f"i_{n}" for n in range(len(frames))]


def beats(unit):
    """The bus with all that belongs to a beat: (data, tlast, tuser, tdest), data lowest."""
    axis = unit.m_axis
    parts = [axis.tdata, axis.tlast, axis.tuser] + ([axis.tdest] if unit.params.dest_bits else [])
    return Port(axis.tvalid, axis.tready, Cat(*parts))


def wanted(params, data, last, user, number):
    """A beat as `beats` shows it."""
    return data | last << params.data_bits | user << params.data_bits + 1 | number << params.data_bits + 2


def images(frames, count, verdicts):
    """Words of each input, and the beats that leave, of `count` images of random values."""
    params, rng = AxisOutputParams(frames), np.random.default_rng(0)
    words, out = [[] for _ in frames], []
    for image in range(count):
        for n, f in enumerate(frames):
            half = 1 << (f.bits - 1) if f.signed else 0
            x = rng.integers(-half, (1 << f.bits) - half, (f.beats, f.lanes))
            words[n] += [packed(row, f.bits) for row in x]
            for beat, row in enumerate(x):
                last = int(beat == f.beats - 1)
                out.append(wanted(params, packed(row, f.lane_bits), last, last & verdicts[image], n))
    return words, out


def passed(frames, count, verdicts, **how):
    """Runs `count` images through; returns when each beat of each input and each verdict came in, and the run."""
    unit = AxisOutput(AxisOutputParams(frames))
    words, out = images(frames, count, verdicts)
    inputs = [(getattr(unit, name), w) for name, w in zip(names(frames), words, strict=True)]
    (*sent, judged), [run] = streams_through(
        unit, [*inputs, (unit.verdict, verdicts)], [(beats(unit), len(out))], **{"each_cycle": None, **how}
    )
    assert run.words == out
    return sent, judged, run


@pytest.mark.parametrize("frames", ONE + SEVERAL)
@pytest.mark.parametrize(("source", "sink"), STALLS)
@pytest.mark.parametrize("judge", [FREE, (0, 0, 0, 0, 0, 0, 0, 1)])
def test_frames_leave_in_turn_with_their_images_verdict(frames, source, sink, judge):
    verdicts = [0, 1, 1, 0, 1, 0]
    other = SLOW if source == FREE else SLOWER  # of the other inputs
    sources = (source, *[other] * (len(frames) - 1), judge)
    sent, judged, run = passed(frames, len(verdicts), verdicts, sources=sources, sinks=(sink,))
    order = sorted(chain(*sent))
    assert len(set(order)) == len(order), "two frames at a time"
    assert judged == sent[-1][frames[-1].beats - 1 :: frames[-1].beats]  # with the last beat of the last frame
    per_image = sum(f.beats for f in frames)
    assert run.got_at[per_image - 1] > judged[0]


@pytest.mark.parametrize("frames", ONE + SEVERAL)
def test_latency_and_rate(frames):
    sent, _, run = passed(frames, 5, [0] * 5)
    total = 5 * sum(f.beats for f in frames)
    assert sorted(chain(*sent)) == list(range(total))
    assert run.valid_at == list(range(1, total + 1))


@pytest.mark.parametrize("frames", SEVERAL)
def test_every_last_beat_waits_for_the_verdict(frames):
    before = frames[0].beats - 1  # beats that leave without it
    sent, judged, run = passed(frames, 1, [1], sources=(*[FREE] * len(frames), (*[0] * 20, *[1] * 80)))
    assert [cycle for cycle in sorted(chain(*sent)) if cycle < 20] == list(range(before))
    assert run.valid_at[before:] == list(range(21, 21 + sum(f.beats for f in frames) - before))
    assert judged == [run.valid_at[-1] - 1]


@pytest.mark.parametrize("frames", [ONE[0], *SEVERAL])
@pytest.mark.parametrize(("source", "sink"), STALLS)
def test_pulses(frames, source, sink):
    unit = AxisOutput(AxisOutputParams(frames))
    words, out = images(frames, 4, [0, 1, 0, 0])
    pulses = []

    def watch(ctx, cycle):
        pulses.append([ctx.get(s) for s in (unit.beat, unit.image, unit.stalled, unit.flushing)])

    inputs = [(getattr(unit, name), w) for name, w in zip(names(frames), words, strict=True)]
    _, [run] = streams_through(
        unit,
        [*inputs, (unit.verdict, [0, 1, 0, 0])],
        [(beats(unit), len(out))],
        sources=(source,),
        sinks=(sink,),
        each_cycle=watch,
    )
    beat, image, stalled, flushing = np.array(pulses).T
    per_image = sum(f.beats for f in frames)
    assert np.flatnonzero(beat).tolist() == run.got_at
    assert np.flatnonzero(image).tolist() == run.got_at[per_image - 1 :: per_image]
    assert stalled.sum() == sum(got - offered for got, offered in zip(run.got_at, run.valid_at, strict=True))
    assert not flushing.any()


@pytest.mark.parametrize("frames", [ONE[0], ONE[2], *SEVERAL])
@pytest.mark.parametrize("sink", [FREE, (0, 1), (0, 0, 1)])
def test_reset_at_any_moment(frames, sink):
    for after in range(1, 2 * sum(f.beats for f in frames) + 2, 1 if sink == FREE else 2):
        passed(frames, 2, [1, 0], sinks=(sink,), reset_after=after)


class Flushed:
    """What an `AxisOutput` did that was flushed in the cycles `at`, with verdicts of 0.

    out       (data, tlast, tuser, tdest, cycle) of each beat that was taken
    sent      for what lies between two flushes, the (frame, word) that were accepted, in their order
    images, flushing   cycles of these outputs
    """

    def __init__(self, frames, at, source, sink, cycles=64):
        self.unit = AxisOutput(AxisOutputParams(frames))
        self.frames, self.at, self.source, self.sink, self.cycles = frames, at, source, sink, cycles
        self.out, self.sent, self.images, self.flushing = [], [[]], [], []
        top = Module()
        top.domains.sync = ClockDomain("sync")
        top.submodules.unit = self.unit
        simulator = Simulator(top)
        simulator.add_clock(1e-6)
        simulator.add_testbench(self.bench)
        simulator.run()

    async def bench(self, ctx):
        unit, axis, held = self.unit, self.unit.m_axis, None
        inputs = [getattr(unit, name) for name in names(self.frames)]
        words = [1 + 32 * n for n in range(len(inputs))]
        ctx.set(unit.verdict.valid, 1)
        for cycle in range(self.cycles):
            ctx.set(unit.flush, cycle in self.at)
            for i, word in zip(inputs, words, strict=True):
                ctx.set(i.valid, self.source[cycle % len(self.source)])
                ctx.set(i.payload, word)
            ctx.set(axis.tready, self.sink[cycle % len(self.sink)])
            signals = [axis.tdata, axis.tlast, axis.tuser] + ([axis.tdest] if len(inputs) > 1 else [])
            beat = (*(ctx.get(s) for s in signals), 0)[:4]
            valid, ready = ctx.get(axis.tvalid), ctx.get(axis.tready)
            if held:
                assert (valid, beat) == (1, held), "an offered beat changed before it was taken"
            held = beat if valid and not ready else None
            if valid and ready:
                self.out.append((*beat, cycle))
            if ctx.get(unit.image):
                self.images.append(cycle)
            if ctx.get(unit.flushing):
                self.flushing.append(cycle)
            if cycle in self.at:
                self.sent.append([])
                words = [word + 7 for word in words]
            else:
                for n, i in enumerate(inputs):
                    if ctx.get(i.valid) and ctx.get(i.ready):
                        self.sent[-1].append((n, words[n]))
                        words[n] += 1
            await ctx.tick()

    def check(self):
        """Returns where in an image each flush came: beats of it that had been accepted."""
        last_taken = -1
        turns = [(n, beat == f.beats - 1) for n, f in enumerate(self.frames) for beat in range(f.beats)]
        out, ended, moments, flushing = list(self.out), [], [], set()
        for words, flush in zip(self.sent, (*self.at, self.cycles), strict=True):
            for position, (frame, word) in enumerate(words):
                if not out:
                    return moments  # the simulation's end
                n, last = turns[position % len(turns)]
                assert frame == n
                assert out[0][:4] == (word, last, 0, n)
                last_taken = out.pop(0)[4]
                if (position + 1) % len(turns) == 0:
                    ended.append(last_taken)
            moments.append(len(words) % len(turns))
            if words is not self.sent[-1] and moments[-1] and not turns[moments[-1] - 1][1]:
                *end, last_taken = out.pop(0)
                assert end == [0, 1, 1, turns[moments[-1]][0]]  # a begun frame is ended
            flushing |= set(range(flush + 1, last_taken + 1))
        assert not out
        assert self.flushing == sorted(flushing)  # until all of before is taken
        # What left while flushing is not counted; the rest is.
        assert self.images == [cycle for cycle in ended if cycle not in self.flushing]
        return moments[:-1]


@pytest.mark.parametrize("sizes", [(1,), (2,), (3,), (1, 1), (3, 2), (1, 3), (2, 1, 2)])
@pytest.mark.parametrize(("source", "sink"), [STALLS[0], STALLS[3], (FREE, (0, 0, 0, 0, 0, 0, 0, 1))])
@pytest.mark.parametrize("pause", [None, 1, 5])
def test_flushed_in_any_cycle_it_leaves_whole_frames(sizes, source, sink, pause):
    frames = tuple(Frame(1, 16 if n == 0 else 9, False, size) for n, size in enumerate(sizes))
    moments = set()
    for at in range(8, 18):
        run = Flushed(frames, (at, at + pause) if pause else (at,), source, sink)
        moments |= set(run.check())
        assert len(run.flushing) <= 3 * len(sink) * (2 if pause else 1)
    if sink == FREE:  # in every place of an image, between its frames too
        assert moments == set(range(sum(sizes)))


def test_an_image_that_is_flushed_between_its_frames_ends_there():
    """Its first frame is right and stays so; the next beat is the first of the next image's first frame."""
    run = Flushed((Frame(1, 8, False, 2), Frame(1, 8, False, 3)), (2,), FREE, FREE, cycles=10)
    assert [beat[:4] for beat in run.out[:4]] == [(1, 0, 0, 0), (2, 1, 0, 0), (10, 0, 0, 0), (11, 1, 0, 0)]
    assert run.flushing == []
    run = Flushed((Frame(1, 8, False, 2), Frame(1, 8, False, 3)), (3,), FREE, FREE, cycles=10)
    assert [beat[:4] for beat in run.out[2:5]] == [(33, 0, 0, 1), (0, 1, 1, 1), (10, 0, 0, 0)]


@pytest.mark.parametrize("name", ["lanes", "bits", "beats"])
def test_nothing_to_carry_is_refused(name):
    sizes = {"lanes": 1, "bits": 1, "beats": 1, name: 0}
    with pytest.raises(HdlgenError, match=rf"axis_output\.{name}: must be at least 1, not 0"):
        Frame(**sizes, signed=False)
    with pytest.raises(HdlgenError, match=r"axis_output\.frames: is empty"):
        AxisOutputParams(())
