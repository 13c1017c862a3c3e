"""`Rates` against simulations of the units that they are about."""

import itertools

import numpy as np
import pytest
from amaranth import Module
from amaranth.sim import Simulator

from hdlgen.arith import Add, ArgMax, Average, Concat, Int, Interleave, MaxPool, Requant, Scale, SumPool, Upsample
from hdlgen.emit.operator_stage import OperatorStageUnit, operands
from hdlgen.mapping import OperatorStage, Stream
from hdlgen.mapping.rates import rates_of

U4 = Int(4)


def stage(op, *entering, lanes=None):
    """A stage of `op`, whose operands enter as (shape, lanes)."""
    streams = tuple(Stream(shape, U4, n) for shape, n in entering)
    shape = op.shape(*(s.shape for s in streams))
    out = Int(3) if isinstance(op, ArgMax) else U4
    return OperatorStage("op", op, streams, Stream(shape, out, lanes or streams[0].lanes))


def requant(channels):
    return Requant((1,) * channels, (0,) * channels, 2, 0, 15)


STAGES = {
    "add": stage(Add((U4, U4), (1, 1), 1, 0, 15), ((3, 2, 3), 2), ((3, 2, 3), 2)),
    "scale": stage(Scale((U4, U4), 9, 6, 0, 15), ((3, 2, 3), 1), ((1, 1, 3), 1)),
    "concat": stage(Concat((2, 3)), ((3, 2, 2), 1), ((3, 2, 3), 1)),
    "concat of lanes": stage(Concat((4, 2)), ((3, 2, 4), 2), ((3, 2, 2), 2)),
    "upsample": stage(Upsample(2), ((2, 3, 2), 1)),
    "pixels": stage(Interleave((2, 2), 4, 6, 1), ((2, 3, 4), 1)),
    "cropped": stage(Interleave((2, 2), 3, 5, 2), ((2, 3, 8), 1)),
    "columns": stage(Interleave((1, 2), 2, 6, 1), ((2, 3, 2), 1)),
    "classes": stage(ArgMax(6), ((2, 2, 6), 2), lanes=1),
    "pool": stage(MaxPool(4, 4, 2, (2, 2), (2, 2)), ((4, 4, 2), 1)),
    "overlapping": stage(MaxPool(5, 5, 2, (3, 3), (2, 2)), ((5, 5, 2), 1)),
    "padded": stage(MaxPool(5, 5, 1, (3, 3), (1, 1), (1, 1, 1, 1)), ((5, 5, 1), 1)),
    "mean": stage(Average(SumPool(4, 4, 2, (4, 4)), requant(2)), ((4, 4, 2), 1)),
    "means": stage(Average(SumPool(4, 4, 2, (2, 2), (2, 2)), requant(2)), ((4, 4, 2), 1)),
}
IMAGES = 3


def simulate(a_stage, given, leaving, cycles):
    """Cycles in which beats of each operand were taken, and in which results were offered first and left.

    given    beats of each operand that are offered, as soon as the ones before them are taken
    leaving  results that are taken, at once
    """
    unit = OperatorStageUnit(a_stage)
    inputs = operands(unit, len(a_stage.entering))
    taken, offered, left = [[] for _ in inputs], [], []

    async def bench(ctx):
        waiting = False
        for cycle in range(cycles):
            for i, count, done in zip(inputs, given, taken, strict=True):
                ctx.set(i.valid, len(done) < count)
            ctx.set(unit.o.ready, len(left) < leaving)
            ports = [s for i in inputs for s in (i.valid, i.ready)]
            _, _, *values = await ctx.tick().sample(*ports, unit.o.valid, unit.o.ready)
            for n, done in enumerate(taken):
                if values[2 * n] and values[2 * n + 1]:
                    done.append(cycle)
            valid, ready = values[-2:]
            if valid and not waiting:
                offered.append(cycle)
            waiting = valid and not ready
            if valid and ready:
                left.append(cycle)

    top = Module()
    top.submodules.unit = unit
    simulator = Simulator(top)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    return taken, offered, left


def counted(array, count, index):
    """An entry of an array that counts the beats of an image, for a beat of any image."""
    image, rest = divmod(index, len(array))
    return int(array[rest]) + image * count


PICKED = 7


@pytest.mark.parametrize("name", STAGES)
def test_a_result_comes_with_the_beats_that_it_needs_and_not_before(name):
    s = STAGES[name]
    rates, rng = rates_of(s), np.random.default_rng(0)
    count = rates.count
    first = [0, count - 1, count, count + 1]
    for o in dict.fromkeys([*first, *rng.integers(0, 2 * count, PICKED - len(first)).tolist()]):
        needs = [counted(n, b, o) for n, b in zip(rates.needs, rates.beats, strict=True)]
        cycles = 60 + sum(needs) + 3 * (o + 1)
        _, offered, _ = simulate(s, needs, o + 1, cycles)
        assert len(offered) >= o + 1, f"beat {o} is not there with {needs}"
        before = [counted(n, b, o - 1) if o else 0 for n, b in zip(rates.needs, rates.beats, strict=True)]
        for k in range(len(needs)):
            if needs[k] > before[k]:
                fewer = [n - (j == k) for j, n in enumerate(needs)]
                _, offered, _ = simulate(s, fewer, o + 1, cycles)
                assert len(offered) <= o, f"beat {o} is there with {fewer}"


@pytest.mark.parametrize("name", STAGES)
def test_so_many_beats_are_taken_while_a_result_waits(name):
    s = STAGES[name]
    rates, rng = rates_of(s), np.random.default_rng(1)
    count = rates.count
    for o in dict.fromkeys([0, count - 1, count, *rng.integers(0, 2 * count, PICKED - 3).tolist()]):
        taken, _, left = simulate(s, [IMAGES * b for b in rates.beats], o, 80 + 4 * sum(rates.beats) + 4 * o)
        assert len(left) == o
        image, rest = divmod(o, count)
        for done, takes, beats in zip(taken, rates.takes, rates.beats, strict=True):
            at_least = min(int(takes[rest]) + image * beats, IMAGES * beats)
            assert len(done) >= at_least, f"after {o} results, {len(done)} beats are taken and not {at_least}"


@pytest.mark.parametrize("name", [name for name, s in STAGES.items() if len(s.entering) > 1])
def test_so_many_beats_are_taken_while_an_operand_is_missing(name):
    s = STAGES[name]
    rates = rates_of(s)
    for o, k in itertools.product((0, rates.count // 2, rates.count), range(len(rates.beats))):
        given = [IMAGES * b for b in rates.beats]
        given[k] = counted(rates.needs[k], rates.beats[k], o) - 1
        taken, _, left = simulate(s, given, 10**6, 80 + 4 * sum(rates.beats))
        image, rest = divmod(len(left), rates.count)
        for done, takes, beats, n in zip(taken, rates.takes, rates.beats, given, strict=True):
            assert len(done) >= min(int(takes[rest]) + image * beats, n)


@pytest.mark.parametrize("name", STAGES)
def test_latency_and_pace(name):
    s = STAGES[name]
    rates = rates_of(s)
    given = [IMAGES * b for b in rates.beats]
    taken, offered, left = simulate(s, given, 10**6, 80 + 2 * IMAGES * rates.cycles)
    assert len(left) == IMAGES * rates.count
    ends = np.array(left).reshape(IMAGES, -1)[:, -1]
    assert ends[2] - ends[1] <= rates.cycles
    for o in range(IMAGES * rates.count):
        needs = [counted(n, b, o) for n, b in zip(rates.needs, rates.beats, strict=True)]
        last = max(done[n - 1] for done, n in zip(taken, needs, strict=True) if n)
        assert offered[o] >= last + rates.latency[o % rates.count]
    needs = [int(n[0]) for n in rates.needs]
    taken, offered, _ = simulate(s, needs, 1, 80 + sum(needs))
    assert offered[0] - max(done[-1] for done in taken if done) == rates.latency[0]
