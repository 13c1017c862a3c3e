"""What is proved of units, for small sizes: for ever where no cycles are said."""

import pytest
from amaranth import Array, Cat, Const, Module, Mux, Signal, Value
from amaranth.hdl import Fragment
from amaranth.lib import wiring
from amaranth.lib.data import StructLayout, View
from amaranth.lib.wiring import In, Out

from cocotb_tests.csr_map import MAP
from hdlgen.arith.rows import Conversion, Dispatch
from hdlgen.rtl.axis_input import AxisInput, AxisInputParams
from hdlgen.rtl.axis_output import AxisOutput, AxisOutputParams, Frame
from hdlgen.rtl.csr import Csr
from hdlgen.rtl.fifo import Fifo, FifoParams
from hdlgen.rtl.macro import MacroParams, index_bits
from hdlgen.rtl.scheduler import SchedulerParams, TileScheduler
from hdlgen.rtl.skid_buffer import SkidBuffer, SkidBufferParams
from hdlgen.rtl.table import ConstantTable
from hdlgen.rtl.write_verify import WriteVerify, WriteVerifyParams
from tests.rtl.formal import Proof


@pytest.fixture(autouse=True)
def nobody_looks_at_a_word_that_is_read_as_it_is_written():
    """Memories here begin with anything, which is enough."""


def queue(unit, depth, width):
    """A proof that `unit` is a queue of `depth` beats, which shows the oldest and keeps it until it is taken."""
    proof = Proof()
    m = proof.m
    m.submodules.unit = unit
    m.d.comb += [
        unit.i.valid.eq(proof.free(1, "valid")),
        unit.i.payload.eq(proof.free(width, "payload")),
        unit.o.ready.eq(proof.free(1, "ready")),
    ]
    beats = [Signal(width, name=f"beat_{n}") for n in range(depth + 1)]
    level = Signal(range(depth + 1))
    push, pop = unit.i.valid & unit.i.ready, unit.o.valid & unit.o.ready
    after = Signal.like(level, name="after")
    m.d.comb += after.eq(level - pop)
    m.d.sync += level.eq(after + push)
    for n, beat in enumerate(beats[:-1]):
        m.d.sync += beat.eq(Mux(push & (after == n), unit.i.payload, Mux(pop, beats[n + 1], beat)))
    proof.claim(unit.o.valid == (level != 0))
    proof.claim((level == 0) | (unit.o.payload == beats[0]))
    proof.claim(unit.i.ready == (level != depth))
    return proof


@pytest.mark.parametrize(("depth", "cycles"), [(2, 16), (3, 16), (4, 12)])
def test_a_fifo_is_a_queue_for_so_many_cycles(depth, cycles, tmp_path, monkeypatch):
    assert queue(Fifo(FifoParams(1, depth)), depth, 1).holds(tmp_path, monkeypatch, cycles=cycles)


def test_a_queue_of_another_depth_is_told(tmp_path, monkeypatch):
    assert not queue(Fifo(FifoParams(1, 2)), 3, 1).holds(tmp_path, monkeypatch, cycles=6)
    assert not queue(SkidBuffer(SkidBufferParams(2)), 3, 2).holds(tmp_path, monkeypatch)


def test_a_skid_buffer_is_a_queue(tmp_path, monkeypatch):
    assert queue(SkidBuffer(SkidBufferParams(2)), 2, 2).holds(tmp_path, monkeypatch)


def kept(proof, valid, ready, *beat):
    """Claims that an offered beat stays, and stays the same, until it is taken."""
    waits = Signal()
    held = Signal(len(Cat(*beat)))
    proof.m.d.sync += [waits.eq(valid & ~ready), held.eq(Cat(*beat))]
    proof.claim(~waits | (valid & (Cat(*beat) == held)))


def driven(proof, unit, *but):
    """Every input of `unit` takes any value."""
    for path, member, value in unit.signature.flatten(unit):
        if member.flow == In and path[0] not in but:
            proof.m.d.comb += value.eq(proof.free(len(Value.cast(value)), "_".join(map(str, path))))


FRAMES = [(Frame(3, 4, True, 3),), (Frame(1, 4, False, 1), Frame(3, 3, True, 2))]


@pytest.mark.parametrize("frames", FRAMES)
def test_a_beat_of_the_result_stays_until_it_is_taken_for_14_cycles(frames, tmp_path, monkeypatch):
    proof, unit = Proof(), AxisOutput(AxisOutputParams(frames))
    proof.m.submodules.unit = unit
    driven(proof, unit)
    axis = unit.m_axis
    kept(
        proof, axis.tvalid, axis.tready, axis.tdata, axis.tlast, axis.tuser, axis.tdest if len(frames) > 1 else Const(0)
    )
    assert proof.holds(tmp_path, monkeypatch, cycles=14)


def test_a_beat_of_the_image_stays_until_it_is_taken_for_14_cycles(tmp_path, monkeypatch):
    proof, unit = Proof(), AxisInput(AxisInputParams(1, 2, 5))
    proof.m.submodules.unit = unit
    driven(proof, unit)
    kept(proof, unit.o.valid, unit.o.ready, unit.o.payload)
    assert proof.holds(tmp_path, monkeypatch, cycles=14)


def test_an_answer_of_the_registers_stays_until_it_is_taken_for_7_cycles(tmp_path, monkeypatch):
    proof, unit = Proof(), Csr(MAP)
    proof.m.submodules.unit = unit
    driven(proof, unit)
    bus = unit.s_axil
    kept(proof, bus.bvalid, bus.bready, bus.bresp)
    kept(proof, bus.rvalid, bus.rready, bus.rresp, bus.rdata)
    assert proof.holds(tmp_path, monkeypatch, cycles=7)


class Tables:
    """The platform of a scheduler whose tables have any rows, which stay; known by their name."""

    def __init__(self, proof):
        self.proof, self.rows = proof, {}

    def placed(self, kind, params, name):
        assert kind is ConstantTable
        rows = [self.proof.fixed(params.bits, f"{name}_{n}") for n in range(len(params.rows))]
        self.rows[name] = rows
        return Chosen(params, rows)


class Chosen(wiring.Component):
    """As a `ConstantTable`, with rows that are signals."""

    def __init__(self, params, rows):
        self.rows = rows
        super().__init__({"address": In(params.address_bits), "enable": In(1), "row": Out(params.bits)})

    def elaborate(self, platform):
        m = Module()
        with m.If(self.enable):
            m.d.sync += self.row.eq(Array(self.rows)[self.address])
        return m


def scheduled(rows, most=None):
    """A proof that a scheduler walks `rows` rows and twice as many conversions, and that `most` windows begin."""
    conversions = 2 * rows
    params = SchedulerParams(
        tuple(Dispatch(0, 0, 2 * n, 2) for n in range(rows)), (Conversion(0, 0, 0),) * conversions,
        segments=2, tiles=2, groups=2, words=2, parts=2, phases=2, settle_cycles=2, conversion_cycles=1,
    )  # fmt: skip
    proof, unit = Proof(), TileScheduler(params)
    m, tables = proof.m, Tables(proof)
    m.submodules.unit = Fragment.get(unit, tables)
    turn, drained, valid = unit.turn, proof.free(1, "drained"), proof.free(1, "valid")
    bits = index_bits(conversions)
    entry = StructLayout({"segment": 1, "tile": 1, "first": bits, "more": bits, "last": 1})
    target = StructLayout({"group": 1, "word": 1, "part": 1})
    dispatch = [View(entry, row) for row in tables.rows["dispatch_table"]]
    targets = [View(target, row) for row in tables.rows["conversion_table"]]
    # What a table has to keep: blocks share the conversions in order, and the last row is marked.
    first = 0
    for n, row in enumerate(dispatch):
        proof.assume((row.first == first) & (row.last == (n == rows - 1)))
        first = row.first + row.more + 1
    proof.assume(first == conversions)
    # A window stays until it is taken; windows drain that have been held.
    held, waits = Signal(range(3)), Signal()
    m.d.sync += [waits.eq(valid & ~turn.take), held.eq(held + unit.window - drained)]
    proof.assume((~waits | valid) & (~drained | (held != 0)))
    m.d.comb += [turn.valid.eq(valid), unit.drained.eq(drained)]

    step, phase, at, left = Signal(range(rows)), Signal(), Signal(bits), Signal(range(conversions + 1))
    block, tile = Array(dispatch)[step], Signal()
    with m.If(unit.held):
        m.d.sync += [phase.eq(~phase), at.eq(block.first), left.eq(block.more + 1), tile.eq(block.tile)]
        with m.If(phase):
            m.d.sync += step.eq(Mux(step == rows - 1, 0, step + 1))
        proof.claim((turn.segment == block.segment) & (unit.phase == phase) & (left <= 1))
        proof.claim((unit.hold == Mux(block.tile, 2, 1)) & (turn.take == (phase & (step == rows - 1))))
    with m.Else():
        proof.claim(unit.hold == 0)
    with m.If(unit.conversion):
        row = Array(targets)[at]
        proof.claim((left != 0) & (unit.select == row.group) & (unit.convert == Mux(tile, 2, 1)))
        with m.If(~unit.held):
            m.d.sync += [at.eq(at + 1), left.eq(left - 1)]
    with m.Else():
        proof.claim((unit.convert == 0) & (left == 0))
    if most is not None:
        begun = Signal(4)
        m.d.sync += begun.eq(begun + unit.window)
        proof.claim(begun <= most)
    return proof


@pytest.mark.parametrize("rows", [1, 2])
def test_every_row_of_any_tables_comes_once_a_window_and_in_order_for_20_cycles(rows, tmp_path, monkeypatch):
    """Two phases, settling in 2 cycles, conversions in 1; windows and room come whenever they like."""
    assert scheduled(rows).holds(tmp_path, monkeypatch, cycles=20)
    # And a second window begins in them.
    assert not scheduled(rows, most=1).holds(tmp_path, monkeypatch, cycles=20)


def written(pulses=None):
    """A proof of what macros see of a writer of cells, whatever host and macros do; and that `pulses` are given."""
    macro = MacroParams(2, 1, 1, 1, 2, 1, 1, verify=True)
    proof, unit = Proof(), WriteVerify(WriteVerifyParams(macro, 1, tiles=2, seam_cycles=1))
    m = proof.m
    m.submodules.unit = unit
    driven(proof, unit)
    read, program, tile = unit.macros.read, unit.macros.program, unit.macros.tile
    pulse, reading = program.prog_set | program.prog_reset, read.integrate | read.hold | read.convert
    pulsing, given = Signal(), Signal(4)
    m.d.sync += [
        pulsing.eq((pulsing | pulse) & ~program.prog_done & unit.status.busy),
        given.eq(given + pulse),
    ]
    proof.claim((tile & (tile - 1)) == 0)
    proof.claim(unit.status.busy | ~(tile.any() | pulse | reading | read.drive.any() | program.prog_verify))
    proof.claim(~(pulse & reading) & ~(program.prog_set & program.prog_reset))
    proof.claim(~(read.drive.any() & ~read.integrate) & ((read.drive & (read.drive - 1)) == 0))
    proof.claim(~(pulsing & (pulse | reading)))
    proof.claim(~(unit.status.busy & unit.status.confirmed))
    if pulses is not None:
        proof.claim(given <= pulses)
    return proof


def test_no_cell_is_pulsed_and_read_at_a_time_and_none_while_no_write_is_busy_for_17_cycles(tmp_path, monkeypatch):
    assert written().holds(tmp_path, monkeypatch, cycles=17)
    # And a cell gets a pulse in them.
    assert not written(pulses=0).holds(tmp_path, monkeypatch, cycles=14)
