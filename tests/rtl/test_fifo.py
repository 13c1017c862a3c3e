import numpy as np
import pytest

from hdlgen.errors import HdlgenError
from hdlgen.rtl.fifo import Fifo, FifoParams
from tests.rtl.streams import STALLS, stream_through

DEPTHS = [1, 2, 3, 4, 7]
WORDS = [int(v) for v in np.random.default_rng(0).integers(0, 1 << 9, 60)]


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize(("source", "sink"), [*STALLS, ((1,), (0,) * 12 + (1,) * 12)])
def test_every_beat_in_order(depth, source, sink):
    assert stream_through(Fifo(FifoParams(9, depth)), WORDS, 60, source=source, sink=sink).words == WORDS


@pytest.mark.parametrize("depth", DEPTHS)
def test_latency_and_rate(depth):
    run = stream_through(Fifo(FifoParams(9, depth)), WORDS, 60)
    assert run.sent_at == list(range(60))
    assert run.valid_at == list(range(1, 61))


@pytest.mark.parametrize("depth", DEPTHS)
def test_exactly_depth_beats_fit(depth):
    run = stream_through(Fifo(FifoParams(9, depth)), WORDS, 60, sink=(0,) * 20 + (1,) * 100)
    assert sum(at < 20 for at in run.sent_at) == depth


@pytest.mark.parametrize("depth", DEPTHS)
def test_reset_empties_it(depth):
    run = stream_through(Fifo(FifoParams(9, depth)), WORDS, 60, reset_after=depth, sink=(0,) * 10 + (1,))
    assert run.words == WORDS


@pytest.mark.parametrize(("width", "depth", "name"), [(0, 2, "width"), (3, 0, "depth")])
def test_nothing_to_hold_is_refused(width, depth, name):
    with pytest.raises(HdlgenError, match=rf"fifo\.{name}: must be at least 1, not 0"):
        FifoParams(width, depth)
