"""Stages whose programs are loaded, with macros that are played in Python, in Amaranth's simulator."""

from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from types import SimpleNamespace

import numpy as np
import pytest

from hdlgen.arith import Add, Average, Concat, Scale, Table, Window
from hdlgen.emit import array_stage
from hdlgen.emit.array_stage import macro_of
from hdlgen.emit.library import Library
from hdlgen.emit.stage import unit_of
from hdlgen.ir.graph import frozen
from hdlgen.ir.passes import simplify
from hdlgen.mapping import ArrayStage, map_graph
from hdlgen.mapping.digests import program_digest
from hdlgen.mapping.onto import map_onto
from hdlgen.mapping.tables import contents, tables_of
from hdlgen.reference import Chip
from hdlgen.reference.chip import block_readers
from hdlgen.reference.tiled import walk
from hdlgen.rtl.array_datapath import ArrayDatapath
from hdlgen.rtl.interfaces import ports
from hdlgen.rtl.ram import Ram
from tests.mapping.networks import hardware, one_layer, random_images, random_network, random_residual
from tests.mapping.test_digests import retrained
from tests.mapping.test_onto import filled
from tests.rtl.datapath import macros, shown, simulate
from tests.rtl.loading import Loaded, flip, put, words
from tests.rtl.streams import FREE, SLOW, SLOWER, beats, from_beats, streams_through

H = hardware(rows=32, columns=64, adcs=4, adc_bits=6)


@dataclass(frozen=True)
class Case:
    """What `IdealMacro` wants to know of a stage."""

    stage: ArrayStage

    def levels(self, tile):
        return self.stage.levels(tile, H.rows, H.columns)

    @cached_property
    def params(self):
        return SimpleNamespace(macro=macro_of(self.stage, H))

    @property
    def phases(self):
        return self.stage.geometry.phases

    adc = property(lambda self: self.stage.adc)
    tiles = property(lambda self: self.stage.geometry.tiles)
    shared = property(lambda self: self.stage.geometry.slots)
    rows, adcs, settle, conversion = H.rows, H.adcs, H.settle_cycles, H.conversion_cycles


class Bench:
    """Plays the macros of a stage; counts windows, and faults of tables."""

    def __init__(self, stage, unit, datapaths):
        self.case, self.unit, self.datapaths = Case(stage), unit, datapaths
        self.macros = macros(self.case)
        self.faults = 0

    def __call__(self, ctx, cycle):
        self.faults += ctx.get(self.unit.done) and ctx.get(self.unit.unit.parity)
        self.play(ctx, cycle)

    def play(self, ctx, cycle=0):
        """Answers the pins of a cycle."""
        (array,) = self.datapaths
        for tile, macro in zip(array.tiles, self.macros, strict=True):
            ctx.set(tile.read.code_valid, macro.code_valid)
            ctx.set(tile.read.codes, macro.codes)
        assert not ctx.get(array.fault)
        for tile, macro in zip(array.tiles, self.macros, strict=True):
            pins = shown(ctx, tile)
            macro.cycle(cycle, **pins)
            if pins["convert"]:
                assert ctx.get(tile.read.adc_shift) == self.case.stage.program.adc_shift


@contextmanager
def seen_datapaths():
    """Datapaths that are made meanwhile."""
    found = []

    class Seen(ArrayDatapath):
        def __init__(self, params):
            super().__init__(params)
            found.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(array_stage, "ArrayDatapath", Seen)
        yield found


def run(built, stage, inputs, sources=(FREE,), sink=FREE):
    """What leaves the hardware of stage `built` with the program of `stage` when `inputs` enter; and parity faults."""
    with seen_datapaths() as datapaths:
        names = ports(len(stage.entering))
        rows = contents(stage)
        tables = [(t.bits, rows[t.name]) for t in tables_of(built)]
        unit = Loaded(unit_of(built, H, loaded=True), tables, names)
        bench = Bench(stage, unit, datapaths) if isinstance(stage, ArrayStage) else None
        entering = [
            (getattr(unit, name), beats(x, s.lanes, s.type.bits, surplus=-1))
            for name, s, x in zip(names, stage.entering, inputs, strict=True)
        ]
        out = stage.leaving
        count = len(inputs[0]) * out.beats
        _, (got,) = streams_through(
            unit, entering, [(unit.o, count)], sources=sources, sinks=(sink,), each_cycle=bench, slack=3000
        )
    y = from_beats(got.words, out.shape[2], out.lanes, out.type.bits, out.type.signed)
    return y.reshape(-1, *out.shape), bench.faults if bench else 0


def stages(plan, images):
    """Each stage of a plan with what enters it and what leaves it."""
    chip = Chip.of(plan)
    readers = {s.name: block_readers(s, chip.arrays[s.name]) for s in plan.array_stages}
    return walk(plan, readers, images, np.arange(len(images)))


def programs(graph, seed):
    """A dense accelerator, and three programs for it: dense, trained again, and pruned."""
    dense = filled(graph)
    plan = map_graph(retrained(dense, seed), H, segmented=True)
    finer = {s.name: max(0, s.adc.shift - 1) for s in plan.array_stages}
    again, _ = map_onto(retrained(dense, seed + 100), plan, finer)
    pruned, _ = map_onto(simplify(graph), plan)
    return plan, (plan, again, pruned)


@pytest.mark.parametrize("seed", range(2))
def test_a_stage_computes_what_is_loaded(seed):
    graph = random_network(seed, signed=bool(seed % 2))
    plan, loaded = programs(graph, seed)
    shifts = set()
    for program in loaded:
        for stage, inputs, y in stages(program, random_images(graph, 2)):
            if tables_of(stage):
                built = plan[stage.name]
                got, faults = run(built, stage, inputs, (SLOW if seed else FREE,), SLOWER if seed else FREE)
                np.testing.assert_array_equal(got, y, err_msg=stage.name)
                assert not faults
            if isinstance(stage, ArrayStage):
                shifts.add(stage.adc.shift)
    assert len(shifts) > 1, "converters of one range alone"


def test_operators_compute_what_is_loaded():
    kinds = set()
    for seed in range(6):
        graph = random_residual(seed)
        plan = map_graph(graph, H, segmented=True)
        for stage, inputs, y in stages(plan, random_images(graph, 2)):
            if not isinstance(stage, ArrayStage) and tables_of(stage) and type(stage.op) not in kinds:
                got, faults = run(stage, stage, inputs, (FREE, SLOW), SLOWER)
                np.testing.assert_array_equal(got, y, err_msg=f"{seed} {stage.name}")
                assert not faults
                kinds.add(type(stage.op))
    assert kinds == {Add, Average, Concat, Scale}


def modules(plan):
    """RTLIL of all modules of the stages of a plan."""
    library = Library("net")
    for stage in plan.stages:
        library.add(unit_of(stage, H, loaded=True), f"net_{stage.name}_stage", stage.name)
    return library.modules


@pytest.mark.parametrize("seed", range(2))
def test_hardware_is_the_same_whatever_is_loaded(seed):
    _, (one, *others) = programs((random_residual if seed % 2 else random_network)(seed), seed)
    there = modules(one)
    for other in others:
        assert program_digest(other) != program_digest(one)
        assert modules(other) == there


@pytest.mark.parametrize("seed", range(2))
def test_trainings_of_one_structure_make_the_same_hardware(seed):
    graph = random_network(seed)
    one, other = (map_graph(retrained(graph, n), H, segmented=True) for n in (1, 2))
    assert program_digest(other) != program_digest(one)
    assert modules(other) == modules(one)


@contextmanager
def table_memories():
    """Memories of tables that are made meanwhile."""
    found = []

    class Kept(Ram):
        def elaborate(self, platform):
            m = super().elaborate(platform)
            found.append(m.submodules.words)
            return m

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hdlgen.rtl.table.Ram", Kept)
        yield found


async def load(ctx, unit, stage):
    """Loads the program of `stage`."""
    for n, size in enumerate(tables_of(stage)):
        for address, data in words(size.bits, contents(stage)[size.name]):
            await put(ctx, unit.load, n, address, data)


async def image_through(ctx, reset, unit, player, given, cycles, behind_it=lambda: None):
    """What leaves after a reset when an image enters, and faults; `behind_it` is called behind its last beat."""
    got, sent, faults = [], 0, 0
    ctx.set(unit.o.ready, 1)
    for cycle in range(cycles):
        ctx.set(reset, cycle < 2)
        ctx.set(unit.i.valid, cycle > 4 and sent < len(given))
        ctx.set(unit.i.payload, given[min(sent, len(given) - 1)])
        if cycle < 2:
            for macro in player.macros:
                macro.reset()
        # Macros may be told what no macro understands.
        with suppress(AssertionError, IndexError, ValueError):
            player.play(ctx)
        faults += cycle > 1 and ctx.get(unit.parity)
        *_, taken, valid, payload = await ctx.tick().sample(unit.i.ready, unit.o.valid, unit.o.payload)
        if cycle > 4 and taken and sent < len(given):
            sent += 1
            if sent == len(given):
                behind_it()
        got += [payload] if valid and cycle > 4 else []
    return got, faults


def test_every_flipped_bit_of_every_table_is_a_fault_or_harmless():
    """Image after image on one stage; whatever is wrong with a result, or keeps it from coming, is told in time."""
    weights = np.array([[3, -2, 0], [0, 0, 5], [-7, 1, 0]])
    square = Table(-8, tuple(x * x // 8 for x in range(-8, 8)))
    graph = one_layer(weights, multiplier=(3, 4, 5), bias=(1, -9, 3), shift=4, lo=-8, hi=7, table=square)
    plan = map_graph(graph, replace(H, rows=2, columns=8), segmented=True)
    stage, image = plan.array_stages[0], np.array([[[[13, 1, 6]]]])
    ((_, inputs, y),) = stages(plan, image)
    out, entering = stage.leaving, stage.geometry.entering
    given = beats(inputs[0], entering.lanes, entering.type.bits)
    expected = beats(y, out.lanes, out.type.bits)
    results = []

    async def bench(ctx, reset):
        player = Bench(stage, None, datapaths)
        await load(ctx, unit, stage)

        async def run_image():
            return await image_through(ctx, reset, unit, player, given, 70)

        assert await run_image() == (expected, 0)
        for store in stores:
            for row in range(min(16, store.depth)):
                for bit in range(len(store.data[row])):
                    flip(ctx, store, row, bit)
                    results.append(await run_image())
                    flip(ctx, store, row, bit)
        assert await run_image() == (expected, 0)

    with table_memories() as stores, seen_datapaths() as datapaths:
        unit = unit_of(stage, H, loaded=True)
        simulate(unit, bench)
    assert all(faults for got, faults in results if got != expected)
    assert sum(got != expected for got, _ in results) > 50
    assert sum(faults > 0 for _, faults in results) > len(results) // 3


def test_a_row_that_flips_behind_the_last_beat_is_a_fault():
    """Windows are still loaded then. Rows of a program before are behind those of this one, with their parity."""
    window = Window(4, 4, 4, (1, 1))
    dense = one_layer(np.arange(1, 9).reshape(4, 2), window=window, weight_bits=5, shift=2)
    image, layer = dense.nodes
    pruned = replace(dense, nodes=(image, replace(layer, weights=frozen(layer.weights * [[1], [1], [1], [0]]))))
    plan = map_graph(dense, replace(H, rows=1, columns=8), segmented=True)
    placed, _ = map_onto(pruned, plan)
    ((stage, (x,), y),) = stages(placed, random_images(dense, 1))
    out, entering = stage.leaving, stage.geometry.entering
    given = beats(x, entering.lanes, entering.type.bits)
    expected = beats(y, out.lanes, out.type.bits)
    assert [contents(s)["segments"] for s in (plan["fc"], stage)] == [(3,), (2,)]
    results = []

    async def bench(ctx, reset):
        player = Bench(stage, None, datapaths)
        await load(ctx, unit, plan["fc"])
        await load(ctx, unit, stage)
        (segments,) = (s for s in stores if len(s.data[0]) == 3)  # two bits and parity
        for bit in range(len(segments.data[0])):
            assert await image_through(ctx, reset, unit, player, given, 500) == (expected, 0)
            flipped = partial(flip, ctx, segments, 0, bit)
            results.append(await image_through(ctx, reset, unit, player, given, 500, flipped))
            flipped()

    with table_memories() as stores, seen_datapaths() as datapaths:
        unit = unit_of(stage, H, loaded=True)
        simulate(unit, bench)
    assert any(got != expected for got, _ in results)
    assert all(faults for _, faults in results)
