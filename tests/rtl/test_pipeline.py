"""A pipeline is a queue of as many beats as it has registers."""

import pytest
from amaranth import Module, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out
from amaranth.sim import Simulator

from hdlgen.rtl.pipeline import pipeline


class Registers(wiring.Component):
    """Payloads of eight bits go through so many registers."""

    def __init__(self, count):
        self.count = count
        super().__init__({"i": In(stream.Signature(8)), "o": Out(stream.Signature(8))})

    def elaborate(self, platform):
        m = Module()
        values = [self.i.payload, *(Signal(8, name=f"value_{k}") for k in range(1, self.count)), self.o.payload]
        for move, before, after in zip(pipeline(m, self.i, self.o, self.count), values, values[1:], strict=False):
            with m.If(move):
                m.d.sync += after.eq(before)
        return m


def passed(count, comes, leaves):
    """Cycles in which beats enter, and leave with their payloads; they can where `comes` and `leaves` are 1."""
    unit, entered, left = Registers(count), [], []

    async def bench(ctx):
        for cycle, (come, leave) in enumerate(zip(comes, leaves, strict=True)):
            ctx.set(unit.i.valid, come)
            ctx.set(unit.i.payload, len(entered))
            ctx.set(unit.o.ready, leave)
            _, _, taken, given, payload = await ctx.tick().sample(unit.i.ready, unit.o.valid, unit.o.payload)
            if come and taken:
                entered.append(cycle)
            if leave and given:
                left.append((cycle, payload))

    simulator = Simulator(unit)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    return entered, left


@pytest.mark.parametrize("count", [1, 2, 4])
def test_gaps_close_while_the_last_one_waits(count):
    comes = (1, 0, 0) * 10
    entered, left = passed(count, comes, (0,) * 30)
    assert entered == [3 * n for n in range(count)]
    assert left == []


@pytest.mark.parametrize("count", [1, 2, 4])
def test_it_takes_as_many_cycles_as_registers_and_a_beat_a_cycle(count):
    entered, left = passed(count, (1,) * 20, (1,) * 20)
    assert entered == list(range(20))
    assert left == [(n + count, n) for n in range(20 - count)]


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_full_one_takes_a_beat_in_the_cycle_in_which_one_leaves(count):
    leaves = (0,) * 10 + (1, 0) * 5
    entered, left = passed(count, (1,) * 20, leaves)
    assert entered == [*range(count), 10, 12, 14, 16, 18]
    assert left == [(10 + 2 * n, n) for n in range(5)]
