import numpy as np
import pytest

from hdlgen.errors import HdlgenError
from hdlgen.rtl.fork import Fork, ForkParams
from tests.rtl.streams import FREE, SLOW, SLOWER, streams_through

WORDS = [int(v) for v in np.random.default_rng(0).integers(0, 1 << 9, 40)]


def forked(branches, **patterns):
    unit = Fork(ForkParams(9, branches))
    (sent,), runs = streams_through(unit, [(unit.i, WORDS)], [(o, len(WORDS)) for o in unit.o], **patterns)
    assert all(run.words == WORDS for run in runs)
    return sent, runs


@pytest.mark.parametrize("branches", [1, 2, 3])
@pytest.mark.parametrize("source", [FREE, SLOW, SLOWER])
@pytest.mark.parametrize("sinks", [(FREE,), (SLOW, SLOWER), (SLOWER, FREE, SLOW), ((1, 0, 0), (0, 1, 0), (0, 0, 1))])
def test_every_branch_gets_every_beat_once(branches, source, sinks):
    forked(branches, sources=(source,), sinks=sinks)


@pytest.mark.parametrize("branches", [1, 2, 3])
def test_no_latency_and_a_beat_a_cycle(branches):
    sent, runs = forked(branches)
    assert sent == list(range(40))
    assert all(run.got_at == sent for run in runs)


def test_a_branch_does_not_wait_for_the_other():
    sent, (first, second) = forked(2, sinks=((1,), (0, 0, 0, 1)))
    assert second.got_at == sent == list(range(3, 160, 4))
    assert first.got_at == list(range(0, 160, 4))


def test_reset_forgets_who_has_taken():
    # In the cycle of the reset, the first branch takes the eighth beat and the second does not.
    forked(2, sinks=((1,), (0, 0, 0, 1)), reset_after=7)


@pytest.mark.parametrize(("width", "branches", "name"), [(0, 2, "width"), (3, 0, "branches")])
def test_nothing_to_fork_is_refused(width, branches, name):
    with pytest.raises(HdlgenError, match=rf"fork\.{name}: must be at least 1, not 0"):
        ForkParams(width, branches)
