import numpy as np
import pytest

from hdlgen.errors import HdlgenError
from hdlgen.rtl.skid_buffer import SkidBuffer, SkidBufferParams
from tests.rtl.streams import STALLS, stream_through

WORDS = [int(v) for v in np.random.default_rng(0).integers(0, 1 << 11, 40)]


@pytest.mark.parametrize(("source", "sink"), STALLS)
def test_every_beat_in_order(source, sink):
    assert stream_through(SkidBuffer(SkidBufferParams(11)), WORDS, 40, source=source, sink=sink).words == WORDS


def test_latency_and_rate():
    run = stream_through(SkidBuffer(SkidBufferParams(11)), WORDS, 40)
    assert run.sent_at == list(range(40))
    assert run.valid_at == list(range(1, 41))


def test_ready_is_cut_and_two_beats_fit():
    unit = SkidBuffer(SkidBufferParams(11))
    ready = []

    def watch(ctx, cycle):
        before = ctx.get(unit.i.ready)
        ctx.set(unit.o.ready, 1 - ctx.get(unit.o.ready))
        assert ctx.get(unit.i.ready) == before, "i.ready follows o.ready"
        ctx.set(unit.o.ready, 1 - ctx.get(unit.o.ready))
        ready.append(before)

    stream_through(unit, WORDS, 40, sink=(0,) * 8 + (1,) * 8, each_cycle=watch)
    assert ready[:10] == [1, 1, 0, 0, 0, 0, 0, 0, 0, 1]


def test_reset_empties_it():
    run = stream_through(SkidBuffer(SkidBufferParams(11)), WORDS, 40, reset_after=6, sink=(0, 0, 0, 1))
    assert run.words == WORDS


def test_no_bits_are_refused():
    with pytest.raises(HdlgenError, match=r"skid_buffer\.width: must be at least 1, not 0"):
        SkidBufferParams(0)
