import pytest
from amaranth import Module
from amaranth.lib import stream
from amaranth.lib.wiring import Component, In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl.deal import Deal, DealParams
from tests.rtl.streams import FREE, SLOW, SLOWER, streams_through

COUNT = 30


class Beside(Component):
    """A deal with the payload beside it, as it is in `Engines`."""

    def __init__(self, copies):
        self.copies, kind = copies, stream.Signature(6)
        super().__init__({"i": In(kind), "o": Out(kind).array(sum(copies))})

    def elaborate(self, platform):
        m = Module()
        m.submodules.deal = deal = Deal(DealParams(self.copies))
        m.d.comb += [deal.i.valid.eq(self.i.valid), self.i.ready.eq(deal.i.ready)]
        for o, offer in zip(self.o, deal.o, strict=True):
            m.d.comb += [o.valid.eq(offer.valid), offer.ready.eq(o.ready), o.payload.eq(self.i.payload)]
        return m


def through(copies, count=COUNT, **patterns):
    unit = Beside(copies)
    words = list(range(count))
    ends, wanted = iter(unit.o), []
    outputs = []
    for each in copies:
        for copy in range(each):
            own = words[copy::each]
            wanted.append(own)
            outputs.append((next(ends), len(own)))
    (sent,), runs = streams_through(unit, [(unit.i, words)], outputs, **patterns)
    assert [run.words for run in runs] == wanted
    return sent, runs


@pytest.mark.parametrize("copies", [(1,), (3,), (1, 1), (2, 3), (1, 4, 2)])
@pytest.mark.parametrize("source", [FREE, SLOW, SLOWER])
@pytest.mark.parametrize("sinks", [(FREE,), (SLOW, SLOWER), (SLOWER, FREE, SLOW)])
def test_each_engine_takes_every_window_and_its_copies_take_turns(copies, source, sinks):
    through(copies, sources=(source,), sinks=sinks)


@pytest.mark.parametrize("copies", [(2,), (2, 3)])
def test_no_latency_and_a_window_a_cycle(copies):
    sent, runs = through(copies)
    assert sent == list(range(COUNT))
    assert [t for run in runs[: copies[0]] for t in run.got_at] == [*sent[0::2], *sent[1::2]]


def test_a_copy_takes_its_window_while_another_engine_waits():
    # Engine 0 is always ready; engine 1 takes a window every fourth cycle.
    sent, (first, second, slow) = through((2, 1), count=8, sinks=(FREE, FREE, (0, 0, 0, 1)))
    assert slow.got_at == sent == list(range(3, 32, 4))
    assert sorted(first.got_at + second.got_at) == [0, *(t + 1 for t in sent[:-1])]


def test_reset_begins_with_the_first_copies():
    through((2, 3), reset_after=7, sinks=(FREE, SLOW, SLOWER))


@pytest.mark.parametrize("copies", [(), (1, 0)])
def test_nothing_to_deal_to_is_refused(copies):
    with pytest.raises(HdlgenError, match=r"deal\.copies: must be at least 1 each"):
        DealParams(copies)
