from dataclasses import replace

import numpy as np
import pytest
from amaranth import Elaboratable, Module, ResetSignal, Signal

from hdlgen.arith import Adc, Int, Phases, Slices
from hdlgen.arith.latency import SUMS, merge
from hdlgen.errors import HdlgenError
from hdlgen.rtl.engines import Engines, EnginesParams
from tests.rtl.datapath import Case, macros, shown
from tests.rtl.streams import STALLS, stream_through, unpacked

ONE = Case(Phases(Int(4), 1), Slices(4, 3), Adc(8), 2, 1, 5, (5,), ((0, 0, 0, (0, 1, 2)),), 6, 1)
"""One tile: 4 phases of 3 cycles, and 6 beats."""
TWO = replace(ONE, segments=(4, 3), blocks=((0, 0, 0, (0, 2)), (1, 1, 0, (1,))))
"""Two tiles one after the other: as many cycles."""
SHORT = replace(ONE, segments=(2,), blocks=((0, 0, 0, (1,)),))
"""A third of them."""
SLOW = replace(ONE, out_lanes=2, conversion=4)
"""Four times as many, and 3 beats."""

SETS = {
    "copies": ((replace(ONE, banks=3), 2),),
    "engines": ((ONE, 1), (TWO, 1)),
    "uneven": ((SHORT, 1), (ONE, 1), (SHORT, 1)),
    "both": ((replace(SHORT, out_lanes=2, banks=8), 1), (SLOW, 4)),
    "five": ((replace(SHORT, banks=3), 1),) * 5,
    "one engine that needs no copies": ((ONE, 1),),
}
ALL = pytest.mark.parametrize("which", SETS.values(), ids=SETS.keys())


class Many(Elaboratable):
    """Engines with macros that are played in Python, as `tests.rtl.datapath.Datapath`."""

    def __init__(self, which):
        self.cases = [case for case, _ in which]
        self.acc = Int.spanning(sum(c.acc.lo for c in self.cases), sum(c.acc.hi for c in self.cases))
        self.unit = Engines(EnginesParams(tuple((case.params,) * copies for case, copies in which), self.acc))
        self.i, self.o, self.reset = self.unit.i, self.unit.o, Signal()
        self.macros = [[macros(case) for _ in range(n)] for case, n in which]
        self.counts = {"window": 0, "conversion": 0}

    def elaborate(self, platform):
        m = Module()
        m.submodules.unit = self.unit
        m.d.comb += self.reset.eq(ResetSignal())
        return m

    def each_cycle(self, ctx, cycle):
        pairs = [
            (tile, macro)
            for bodies, played in zip(self.unit.bodies, self.macros, strict=True)
            for body, macros in zip(bodies, played, strict=True)
            for tile, macro in zip(body.tiles, macros, strict=True)
        ]
        for tile, macro in pairs:
            ctx.set(tile.read.code_valid, macro.code_valid)
            ctx.set(tile.read.codes, macro.codes)
        if ctx.get(self.reset):
            for _, macro in pairs:
                macro.reset()
            self.counts = dict.fromkeys(self.counts, 0)
            return
        assert not ctx.get(self.unit.fault)
        for name in self.counts:
            self.counts[name] += ctx.get(getattr(self.unit, name))
        for tile, macro in pairs:
            macro.cycle(cycle, **shown(ctx, tile))

    def run(self, count, **how):
        """Windows through the unit, whose sums are those of all engines."""
        x = [case.activations(count) for case in self.cases]
        shift, words = 0, [0] * count
        for case, own in zip(self.cases, x, strict=True):
            words = [word | payload << shift for word, payload in zip(words, case.windows(own), strict=True)]
            shift += sum(case.segments) * case.phases.act.bits
        first = self.cases[0]
        run = stream_through(self, words, count * first.beats, each_cycle=self.each_cycle, **how)
        lanes = np.array([unpacked(w, first.out_lanes, self.acc.bits, True) for w in run.words])
        got = lanes.reshape(count, -1)[:, : first.channels]
        np.testing.assert_array_equal(got, sum(c.expected(own) for c, own in zip(self.cases, x, strict=True)))
        return run


@ALL
def test_sums_of_all_engines(which):
    for source, sink in STALLS:
        Many(which).run(10, source=source, sink=sink)


@ALL
def test_a_reset_begins_with_the_first_copies(which):
    for after in (1, 4):
        Many(which).run(9, reset_after=after, sink=(0, 1, 1))


def cycles(case):
    return case.phases.count * sum(case.phase_cycles)


@ALL
def test_latency_and_rate(which):
    many = Many(which)
    run = many.run(24)
    beats = which[0][0].beats
    ends = np.array(run.got_at[beats - 1 :: beats])
    pace = max(beats, *(-(-cycles(c) // copies) for c, copies in which))
    assert (ends[-1] - ends[11]) / 12 <= pace
    # As of one datapath: a window is taken, the first phase settles, and SUMS cycles behind the last conversion.
    assert run.valid_at[0] == max(c.settle + cycles(c) + SUMS for c, _ in which) + merge(len(which))


@ALL
def test_events_of_all_engines_are_counted(which):
    many = Many(which)
    many.run(14)
    blocks = sum(case.phases.count * sum(len(words) for *_, words in case.blocks) for case, _ in which)
    assert many.counts == {"window": 14, "conversion": 14 * blocks}


def test_copies_that_are_no_copies_are_refused():
    with pytest.raises(HdlgenError, match=r"engines\.copies: must be one or more of each"):
        EnginesParams(((ONE.params,), ()), ONE.acc)
