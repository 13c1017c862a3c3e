import pytest

from hdlgen.errors import HdlgenError
from hdlgen.rtl.collect import Collect, CollectParams
from tests.rtl.streams import FREE, SLOW, SLOWER, streams_through


def collected(streams, beats, rounds=4, **patterns):
    unit = Collect(CollectParams(8, streams, beats))
    words = list(range(streams * beats * rounds))
    turns = [words[n : n + beats] for n in range(0, len(words), beats)]
    inputs = [(i, [w for turn in turns[n::streams] for w in turn]) for n, i in enumerate(unit.i)]
    sent, (run,) = streams_through(unit, inputs, [(unit.o, len(words))], **patterns)
    assert run.words == words
    return sent, run


@pytest.mark.parametrize(("streams", "beats"), [(1, 3), (2, 1), (2, 4), (5, 3)])
@pytest.mark.parametrize(
    ("sources", "sink"), [((FREE,), FREE), ((SLOW, SLOWER), FREE), ((FREE,), SLOWER), ((SLOWER, FREE, SLOW), SLOW)]
)
def test_turns_come_in_order(streams, beats, sources, sink):
    collected(streams, beats, sources=sources, sinks=(sink,))


def test_no_latency_and_a_beat_a_cycle():
    sent, run = collected(3, 2)
    assert run.got_at == list(range(24)) == sorted(t for each in sent for t in each)


def test_reset_in_the_middle_of_a_turn():
    collected(3, 2, reset_after=9, sinks=(SLOW,))


@pytest.mark.parametrize("name", ["width", "streams", "beats"])
def test_nothing_to_collect_is_refused(name):
    with pytest.raises(HdlgenError, match=rf"collect\.{name}: must be at least 1, not 0"):
        CollectParams(**{"width": 2, "streams": 2, "beats": 2, name: 0})
