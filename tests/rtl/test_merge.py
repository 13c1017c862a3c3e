import numpy as np
import pytest

from hdlgen.arith import Int
from hdlgen.errors import HdlgenError
from hdlgen.rtl.merge import Merge, MergeParams
from tests.rtl.streams import FREE, SLOW, SLOWER, beats, from_beats, streams_through

COUNT = 25


def merged(bits, lanes, **patterns):
    """Sums of streams of so many bits, extremes first; when beats went in, and the run."""
    types = tuple(Int(n, signed=True) for n in bits)
    total = Int.spanning(sum(t.lo for t in types), sum(t.hi for t in types))
    unit = Merge(MergeParams(types, lanes, total))
    rng = np.random.default_rng(lanes)
    x = [rng.integers(t.lo, t.hi + 1, (1, 1, COUNT, lanes)) for t in types]
    for each, t in zip(x, types, strict=True):
        each[0, 0, 0], each[0, 0, 1] = t.lo, t.hi
    inputs = [
        (getattr(unit, f"i_{n}"), beats(each, lanes, t.bits)) for n, (each, t) in enumerate(zip(x, types, strict=True))
    ]
    sent, (run,) = streams_through(unit, inputs, [(unit.o, COUNT)], **patterns)
    got = from_beats(run.words, lanes, lanes, total.bits, True)
    np.testing.assert_array_equal(got, sum(x).reshape(-1, lanes))
    return sent, run


@pytest.mark.parametrize("bits", [(4, 4), (3, 7, 5), (4,) * 5, (2,) * 17])
@pytest.mark.parametrize("lanes", [1, 3])
@pytest.mark.parametrize(
    ("sources", "sink"), [((FREE,), FREE), ((SLOW, SLOWER), FREE), ((FREE,), SLOWER), ((SLOWER, FREE, SLOW), SLOW)]
)
def test_lanes_are_added(bits, lanes, sources, sink):
    merged(bits, lanes, sources=sources, sinks=(sink,))


@pytest.mark.parametrize(("streams", "latency"), [(2, 1), (4, 1), (5, 2), (16, 2), (17, 3)])
def test_latency_and_a_beat_a_cycle(streams, latency):
    sent, run = merged((3,) * streams, 1)
    assert all(each == list(range(COUNT)) for each in sent)
    assert run.got_at == list(range(latency, latency + COUNT))


def test_reset_between_beats():
    merged((4,) * 5, 2, reset_after=7, sinks=(SLOW,))


def test_too_little_is_refused():
    with pytest.raises(HdlgenError, match=r"merge\.sums: must be at least 2 streams, not 1"):
        MergeParams((Int(3, signed=True),), 1, Int(3, signed=True))
    with pytest.raises(HdlgenError, match=r"merge\.lanes: must be at least 1, not 0"):
        MergeParams((Int(3, signed=True),) * 2, 0, Int(4, signed=True))
