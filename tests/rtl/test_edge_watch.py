"""`EdgeWatch`: what is named, and when."""

import numpy as np
import pytest
from amaranth import ClockDomain, Module
from amaranth.sim import Simulator

from hdlgen.errors import HdlgenError
from hdlgen.rtl.edge_watch import EdgeWatch, EdgeWatchParams


def named(waiting, limit, *, clear=(), reset=()):
    """`stuck` in each cycle and in the one behind the last.

    waiting  bool[cycle, edge]
    limit    in each cycle, or in all
    clear, reset  cycles
    """
    cycles, edges = waiting.shape
    limits = np.broadcast_to(limit, cycles)
    unit = EdgeWatch(EdgeWatchParams(edges))
    top = Module()
    top.domains.sync = clock = ClockDomain("sync")
    top.submodules.unit = unit
    seen = []

    async def bench(ctx):
        for cycle in range(cycles):
            ctx.set(unit.waiting, sum(1 << e for e in np.flatnonzero(waiting[cycle]).tolist()))
            ctx.set(unit.limit, int(limits[cycle]))
            ctx.set(unit.clear, cycle in clear)
            ctx.set(clock.rst, cycle in reset)
            seen.append(ctx.get(unit.stuck))
            await ctx.tick()
        seen.append(ctx.get(unit.stuck))

    simulator = Simulator(top)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    return np.array(seen)


def one(cycles, begin, length):
    """An edge that waits for `length` cycles from `begin` on."""
    at = np.arange(cycles)
    return ((at >= begin) & (at < begin + length))[:, None]


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_an_edge_is_named_after_at_least_limit_and_less_than_twice_as_many_cycles(limit):
    for begin in range(limit + 1, 3 * limit + 2):  # wherever it begins in a stretch
        for length in range(1, 2 * limit + 2):
            seen = named(one(8 * limit + 4, begin, length), limit)
            if length < limit:
                assert not seen.any(), (begin, length)
            if length >= 2 * limit - 1:
                assert begin + limit < np.argmax(seen) <= begin + 2 * limit, (begin, length)
                assert seen[np.argmax(seen) :].all()  # and stays named


def runs(waiting):
    """Cycles, up to and with each, for which each edge has waited without a pause: int[cycle, edge]."""
    count, out = np.zeros(waiting.shape[1], int), []
    for now in waiting:
        count = (count + 1) * now
        out.append(count)
    return np.array(out)


@pytest.mark.parametrize("edges", [1, 2, 3, 8, 9])
@pytest.mark.parametrize("limit", [1, 2, 5, 16])
def test_no_edge_that_paused_is_named_and_none_that_did_not_is_missed(edges, limit):
    rng = np.random.default_rng(edges * limit)
    waiting = rng.random((1500, edges)) < 1 - 0.7 / (1.2 * limit)  # which lasts about as long as the limit
    clear = set(np.flatnonzero(rng.random(1500) < 0.02).tolist())
    seen, waited = named(waiting, limit, clear=clear), runs(waiting)
    free, names = 0, 0
    for cycle in range(1, 1500):
        before, now = seen[cycle - 1 : cycle + 1]
        if cycle - 1 in clear:
            assert now == 0
            free = 0
            continue
        free = free + 1 if before == 0 else 0
        if before:
            assert now == before
        elif now:
            assert waited[cycle - 2, now - 1] >= limit
            names += 1
        elif free >= limit:  # a stretch has ended since, and none had waited for all of it
            assert waited[cycle - 1].max() < 2 * limit
    assert names > 5


def test_of_several_the_highest_is_named():
    waiting = np.ones((40, 5), bool)
    waiting[:, 4] = np.arange(40) % 4 > 0  # pauses
    assert named(waiting, 5)[-1] == 4
    waiting[:3, 3] = False  # misses the first stretch, in which the others are found
    seen = named(waiting, 5)
    assert (seen[10], seen[-1]) == (3, 3)


def test_nothing_is_named_while_the_limit_is_0():
    waiting = np.ones((60, 2), bool)
    limit = np.where(np.arange(60) < 30, 0, 6)
    seen = named(waiting, limit)
    assert np.flatnonzero(seen)[0] == 36  # it has waited before: a stretch is enough
    assert not named(waiting, 0).any()
    assert named(waiting, limit[::-1])[-1] == 2  # what has been named stays when it is switched off


def test_a_limit_that_is_written_holds_for_the_stretch_that_has_begun():
    waiting = np.ones((400, 1), bool)

    def first(*limits):
        """When the edge is named, with (limit, from which cycle on)."""
        limit = np.zeros(400, int)
        for value, begin in limits:
            limit[begin:] = value
        return np.argmax(named(waiting, limit))

    assert first((100, 10)) == 110
    assert first((100, 10), (20, 15)) == 30  # 20 behind the beginning
    assert first((100, 10), (20, 60)) == 61  # that long ago: at once
    assert first((20, 10), (100, 15)) == 110
    assert first((0xFFFFFFFF, 10)) == 0  # never, here
    assert first((0xFFFFFFFF, 10), (50, 300)) == 301


def test_what_has_been_cleared_is_named_again_a_stretch_later_at_the_latest():
    waiting = np.ones((60, 3), bool)
    for at in range(10, 30):
        seen = named(waiting, 7, clear=[at])
        assert seen[at] == 3
        assert seen[at + 1] == 0
        assert 1 <= np.argmax(seen[at + 1 :]) <= 7
        assert seen[-1] == 3
    waiting[20:] = False
    seen = named(waiting, 7, clear=[30])
    assert (seen[30], seen[31:].any()) == (3, False)


def test_a_reset_forgets_what_has_waited():
    waiting = np.ones((60, 3), bool)
    for at in range(1, 30):
        seen = named(waiting, 7, reset=[at])
        assert not seen[at + 1 : at + 8].any()
        fresh = named(waiting[at + 1 :], 7)
        np.testing.assert_array_equal(seen[at + 1 :], fresh)


def test_nothing_to_watch_is_refused():
    with pytest.raises(HdlgenError, match=r"edge_watch\.edges: must be at least 1, not 0"):
        EdgeWatchParams(0)
