"""`Rates` against simulations of the units that they are about."""

import itertools

import numpy as np
import pytest
from amaranth import Cat, Elaboratable, Module
from amaranth.lib.wiring import connect
from amaranth.sim import Simulator

from hdlgen.arith import (
    Add,
    ArgMax,
    Average,
    Concat,
    Int,
    Interleave,
    MaxPool,
    Requant,
    Scale,
    SumPool,
    Table,
    Upsample,
    Window,
)
from hdlgen.emit.array_stage import datapath_of
from hdlgen.emit.operator_stage import OperatorStageUnit, operands
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import ArrayStage, OperatorStage, Stream, map_graph
from hdlgen.mapping.rates import rates_of
from hdlgen.rtl.array_datapath import ArrayDatapath
from hdlgen.rtl.requantizer import Requantizer, RequantizerParams
from hdlgen.rtl.window_buffer import WindowBuffer, WindowBufferParams
from tests.mapping.networks import hardware, layer

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
HARDWARE = {"slow": hardware(), "fast": hardware(rows=64, columns=64, adcs=8, settle_cycles=1, conversion_cycles=1)}


def array(window, channels, how, table=None):
    """The stage of a layer, on arrays that are slow or fast."""
    node = layer("op", "x", np.ones((window.taps, channels)), window=window, table=table)
    graph = Graph("net", (InputNode("x", (window.height, window.width, window.channels), U4), node))
    return map_graph(graph, HARDWARE[how], {})["op"]


PADDED, SINGLE = Window(4, 4, 1, (3, 3), padding=(1,) * 4), Window(3, 3, 2, (1, 1))
STAGES |= {
    f"{name}, {how}": array(window, channels, how, table)
    for how in HARDWARE
    for name, window, channels, table in [
        ("padded", PADDED, 3, None),
        ("single", SINGLE, 5, None),
        ("whole", Window(2, 2, 2, (2, 2)), 4, None),
        ("one channel", SINGLE, 1, Table(0, tuple(range(16)))),
    ]
    if how == "fast" or name in ("whole", "one channel")
}
IMAGES = 3


class ArrayUnit(Elaboratable):
    """A stage with weights, whose macros answer in time, and with nothing."""

    def __init__(self, a_stage):
        act, acc = a_stage.phases.act.bits, a_stage.acc
        self.stage, self.remaining = a_stage, []
        how = next(h for h in HARDWARE.values() if h.adcs == a_stage.lanes.adcs)
        self.window = WindowBuffer(WindowBufferParams(a_stage.window, a_stage.in_lanes, act))
        self.array = ArrayDatapath(datapath_of(a_stage, how))
        requant = RequantizerParams(a_stage.requant, acc, a_stage.out_lanes, a_stage.table, a_stage.out)
        self.requant = Requantizer(requant)
        self.i, self.o = self.window.i, self.requant.o

    def elaborate(self, platform):
        m = Module()
        m.submodules.window, m.submodules.array, m.submodules.requant = self.window, self.array, self.requant
        act = self.stage.phases.act.bits
        taps = [t for segment in self.stage.segments for t in segment.taps]
        m.d.comb += [
            self.array.i.payload.eq(Cat(self.window.o.payload.word_select(t, act) for t in taps)),
            self.array.i.valid.eq(self.window.o.valid),
            self.window.o.ready.eq(self.array.i.ready),
        ]
        connect(m, self.array.o, self.requant.i)
        return m

    def convert(self, ctx):
        """What the macros do in a cycle: a conversion's codes come in the cycle behind it."""
        self.remaining = self.remaining or [0] * len(self.array.tiles)
        for t, tile in enumerate(self.array.tiles):
            ctx.set(tile.read.code_valid, self.remaining[t] == 1)
            self.remaining[t] = max(0, self.remaining[t] - 1)
            if ctx.get(tile.read.convert):
                self.remaining[t] = self.stage.conversion_cycles


def simulate(a_stage, given, leaving, cycles):
    """Cycles in which beats of each operand were taken, and in which results were offered first and left.

    given    beats of each operand that are offered, as soon as the ones before them are taken
    leaving  results that are taken, at once
    """
    array = isinstance(a_stage, ArrayStage)
    unit = ArrayUnit(a_stage) if array else OperatorStageUnit(a_stage)
    inputs = [unit.i] if array else operands(unit, len(a_stage.entering))
    taken, offered, left = [[] for _ in inputs], [], []

    async def bench(ctx):
        waiting = False
        for cycle in range(cycles):
            for i, count, done in zip(inputs, given, taken, strict=True):
                ctx.set(i.valid, len(done) < count)
            ctx.set(unit.o.ready, len(left) < leaving)
            if array:
                unit.convert(ctx)
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


PICKED = 5


@pytest.mark.parametrize("name", STAGES)
def test_a_result_comes_with_the_beats_that_it_needs_and_not_before(name):
    s = STAGES[name]
    rates, rng = rates_of(s), np.random.default_rng(0)
    count = rates.count
    first = [0, count - 1, count]
    for o in dict.fromkeys([*first, *rng.integers(0, 2 * count, PICKED - len(first)).tolist()]):
        needs = [counted(n, b, o) for n, b in zip(rates.needs, rates.beats, strict=True)]
        cycles = 80 + sum(needs) + o + (o // count + 1) * rates.cycles
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
    for o in dict.fromkeys([0, count, *rng.integers(0, 2 * count, PICKED - 2).tolist()]):
        taken, _, left = simulate(
            s, [IMAGES * b for b in rates.beats], o, 80 + 3 * sum(rates.beats) + o + (o // count + 2) * rates.cycles
        )
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
