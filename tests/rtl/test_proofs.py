"""What is proved of units, for small sizes: for ever where no cycles are said."""

import pytest
from amaranth import Array, Cat, Const, Module, Mux, Signal, Value
from amaranth.hdl import Fragment
from amaranth.lib import wiring
from amaranth.lib.data import StructLayout, View
from amaranth.lib.wiring import In, Out

from cocotb_tests.csr_map import MAP
from cocotb_tests.window_map import WINDOW_MAP
from hdlgen.arith import Int
from hdlgen.arith.rows import Conversion, Dispatch
from hdlgen.rtl.axis_input import AxisInput, AxisInputParams
from hdlgen.rtl.axis_output import AxisOutput, AxisOutputParams, Frame
from hdlgen.rtl.csr import Csr
from hdlgen.rtl.elements import between, shape
from hdlgen.rtl.fifo import Fifo, FifoParams
from hdlgen.rtl.macro import MacroParams, index_bits
from hdlgen.rtl.ram import Ram
from hdlgen.rtl.scheduler import SchedulerParams, TileScheduler
from hdlgen.rtl.skid_buffer import SkidBuffer, SkidBufferParams
from hdlgen.rtl.table import ConstantTable, LoadableTable, RoomParams
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


class Memories:
    """The platform of a unit whose memories are registers that a proof can speak of, in their order."""

    def __init__(self):
        self.rams = []

    def placed(self, kind, params, name):
        assert kind is Ram
        self.rams.append(Words(params))
        return self.rams[-1]


class Words(Ram):
    """With words that are signals; what is read of one that is written is another. `flips`: of what is kept."""

    def __init__(self, params):
        super().__init__(params)
        self.words = Array(Signal(params.width, name=f"word_{n}") for n in range(params.depth))
        self.flips = Signal(params.width)

    def elaborate(self, platform):
        m = Module()
        old, clash = Signal(len(self.read_data)), Signal()
        with m.If(self.read):
            m.d.sync += [
                old.eq(self.words[self.read_address]),
                clash.eq(self.write & (self.write_address == self.read_address)),
            ]
        with m.If(self.write):
            m.d.sync += self.words[self.write_address].eq(self.write_data ^ self.flips)
        m.d.comb += self.read_data.eq(Mux(clash, ~old, old))
        return m


def inside(fragment, name):
    """The register `name` of a unit."""
    [found] = [s for s in fragment.statements["sync"]._lhs_signals() if s.name == name]
    return found


def fifo(depth, width, *, lost=False):
    """A proof that a queue is one: any beat leaves when as many have left as were before it; `lost`: or one more.

    So that it holds for ever, it is also proved where in the memory the beat is meanwhile.
    """
    proof, unit, memories = Proof(), Fifo(FifoParams(width, depth)), Memories()
    m, fragment = proof.m, Fragment.get(unit, memories)
    m.submodules.unit = fragment
    driven(proof, unit)
    level, oldest, newest = (inside(fragment, name) for name in ("level", "oldest", "newest"))
    [ram] = memories.rams
    push, pop = unit.i.valid & unit.i.ready, unit.o.valid & unit.o.ready
    count = Signal(range(depth + 1))
    m.d.sync += count.eq(count + push - pop)
    proof.claim((unit.o.valid == (count != 0)) & (unit.i.ready == (count != depth)) & (count == level))
    proof.claim((level <= depth) & (oldest < depth) & (newest == (oldest + level) % depth))
    proof.claim((level == 0) | (unit.o.payload == ram.words[oldest]))

    followed, beat, before = Signal(), Signal(width), Signal(range(depth + 1))
    proof.claim(~followed | ((before < level) & (ram.words[(oldest + before) % depth] == beat)))
    with m.If(followed & pop):
        m.d.sync += [before.eq(before - 1), followed.eq(before != 0)]
        proof.claim((before != lost) | (unit.o.payload == beat))
    with m.Elif(push & proof.free(1, "follow") & ~followed):
        m.d.sync += [followed.eq(1), beat.eq(unit.i.payload), before.eq(level - pop)]
    return proof


@pytest.mark.parametrize(("depth", "width"), [(2, 3), (3, 3), (4, 3), (5, 2), (8, 2)])
def test_a_fifo_is_a_queue(depth, width, tmp_path, monkeypatch):
    assert fifo(depth, width).holds(tmp_path, monkeypatch, most=2)


def test_a_fifo_that_gives_beats_in_another_order_is_told(tmp_path, monkeypatch):
    assert not fifo(3, 2, lost=True).holds(tmp_path, monkeypatch, cycles=8)


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
def test_a_beat_of_the_result_stays_until_it_is_taken(frames, tmp_path, monkeypatch):
    proof, unit = Proof(), AxisOutput(AxisOutputParams(frames))
    proof.m.submodules.unit = unit
    driven(proof, unit)
    axis = unit.m_axis
    kept(
        proof, axis.tvalid, axis.tready, axis.tdata, axis.tlast, axis.tuser, axis.tdest if len(frames) > 1 else Const(0)
    )
    assert proof.holds(tmp_path, monkeypatch)


def test_a_beat_of_the_image_stays_until_it_is_taken(tmp_path, monkeypatch):
    proof, unit = Proof(), AxisInput(AxisInputParams(1, 2, 5))
    proof.m.submodules.unit = unit
    driven(proof, unit)
    kept(proof, unit.o.valid, unit.o.ready, unit.o.payload)
    assert proof.holds(tmp_path, monkeypatch)


@pytest.mark.parametrize("registers", [MAP, WINDOW_MAP], ids=["registers", "windows"])
def test_an_answer_of_the_registers_stays_until_it_is_taken(registers, tmp_path, monkeypatch):
    proof, unit = Proof(), Csr(registers)
    fragment = Fragment.get(unit, None)
    proof.m.submodules.unit = fragment
    driven(proof, unit)
    bus = unit.s_axil
    kept(proof, bus.bvalid, bus.bready, bus.bresp)
    kept(proof, bus.rvalid, bus.rready, bus.rresp, bus.rdata)
    if registers.windows:  # while a word is fetched no other request is taken
        proof.claim((inside(fragment, "fetching") == 0) | ~inside(fragment, "read_taken"))
    assert proof.holds(tmp_path, monkeypatch, most=4)


def test_nothing_of_a_program_is_written_or_read_while_images_pass(tmp_path, monkeypatch):
    proof, unit = Proof(), Csr(WINDOW_MAP)
    proof.m.submodules.unit = unit
    driven(proof, unit)
    mark, before = WINDOW_MAP.control("MARK.word"), Signal(32)
    was_active, later = Signal(), Signal()
    proof.m.d.sync += [was_active.eq(unit.active), before.eq(unit.control[mark]), later.eq(1)]
    touched = unit.load.write | unit.load.read | unit.written.valid | (unit.control[mark] != before)
    proof.claim(~later | ~was_active | ~touched)
    assert proof.holds(tmp_path, monkeypatch, most=4)


def _at_most_one(bits):
    return (bits & (bits - 1)[: len(bits)]) == 0


def loaded(rows, bits, *, single=True):
    """A proof of a table that is loaded: a word is what was last written to it, here and over the bus.

    Bits of what is written may be kept wrongly, which makes a fault of a row that is used; if they are `single`.
    """
    proof, unit, memories = Proof(), LoadableTable(RoomParams(rows, bits)), Memories()
    m, p, load = proof.m, unit.params, unit.load
    m.submodules.unit = Fragment.get(unit, memories)
    driven(proof, unit)
    proof.assume(~(load.read & load.write) & (load.address[p.word_bits :] < rows) & (unit.address < rows))
    # Any row, of which all words are followed; whatever is written to others changes none of them.
    row = proof.fixed(p.address_bits, "row")
    proof.assume(row < rows)
    asks, enters = load.select & load.read, unit.enable & (unit.address == row)
    shows, whole = Signal(), Signal()
    wrong = []
    with m.If(asks | unit.enable):
        m.d.sync += [shows.eq(~asks & enters), whole.eq(1)]
    at = 0
    for n, ram in enumerate(memories.rams):
        count = p.words[n]
        word, flipped, known = Signal(count + 1), Signal(count + 1), Signal()
        shown, shown_flipped = Signal(count + 1), Signal(count + 1)
        here = (load.address[p.word_bits :] == row) & (load.address[: p.word_bits] == n if p.word_bits else 1)
        writes = load.select & load.write & here
        m.d.comb += ram.flips.eq(proof.free(count + 1, f"flips_{n}"))
        if single:
            proof.assume(_at_most_one(ram.flips))
        proof.claim(_at_most_one(flipped) & _at_most_one(shown_flipped))
        with m.If(writes):
            m.d.sync += [word.eq(Cat(load.data[:count], ~load.data[:count].xor())), flipped.eq(ram.flips), known.eq(1)]
        proof.claim(~known | (ram.words[row] == word ^ flipped))
        with m.If(asks | unit.enable):
            m.d.sync += [shown.eq(word), shown_flipped.eq(flipped)]
            with m.If(~known | writes):
                m.d.sync += whole.eq(0)
        proof.claim(~shows | ~whole | (ram.read_data == shown ^ shown_flipped))
        proof.claim(~shows | ~whole | shown_flipped.any() | (unit.row[at : at + count] == shown[:count]))
        proof.claim(~known | (word.xor() == 1))
        proof.claim(~whole | (shown.xor() == 1))
        wrong.append(shown_flipped.any())
        # Read back: two cycles later, and else nothing.
        read = asks & here & known
        asked, answered = Signal(2), Signal(2 * count)
        m.d.sync += [asked.eq(Cat(read, asked[0])), answered.eq(Cat((word ^ flipped)[:count], answered[:count]))]
        proof.claim(~asked[0] | (ram.read_data[:count] == answered[:count]))
        proof.claim(~asked[1] | (load.read_data == answered[count:]))
        at += count
    silent, used, judged = Signal(2), Signal(), Signal()
    m.d.sync += [
        silent.eq(Cat(~asks, silent[0])),
        used.eq(unit.used & shows & whole),
        judged.eq(Cat(wrong).any()),
    ]
    proof.claim(~silent[1] | (load.read_data == 0))
    proof.claim(~used | (unit.fault == judged))
    return proof


@pytest.mark.parametrize(("rows", "bits"), [(3, 7), (2, 40)])
def test_a_word_of_a_table_is_what_was_loaded(rows, bits, tmp_path, monkeypatch):
    """Whatever else is loaded, read and used before, meanwhile and behind; and a flipped bit of it is a fault."""
    assert loaded(rows, bits).holds(tmp_path, monkeypatch, most=4)


def test_two_flipped_bits_of_a_word_are_told(tmp_path, monkeypatch):
    assert not loaded(3, 7, single=False).holds(tmp_path, monkeypatch, cycles=4)


@pytest.mark.parametrize(("bits", "kind"), [(35, Int(4)), (35, Int(8, True)), (12, Int(16, True))])
def test_what_is_clipped_by_a_row_is_what_was_shifted(bits, kind, tmp_path, monkeypatch):
    """For every total of so many bits, every shift and every clip."""
    proof = Proof()
    row = View(StructLayout({"lo": shape(kind), "hi": shape(kind), "shift": 6}), proof.free(2 * kind.bits + 6, "row"))
    total = proof.free(bits, "total").as_signed()
    y = total >> row.shift
    proof.assume(row.lo <= row.hi)
    proof.claim(between(total, row, kind) == Mux(y < row.lo, row.lo, Mux(y > row.hi, row.hi, y)))
    assert proof.holds(tmp_path, monkeypatch, cycles=1)


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
    m.d.sync += [waits.eq(valid & ~(turn.advance & turn.ends)), held.eq(held + unit.window - drained)]
    proof.assume((~waits | valid) & (~drained | (held != 0)))
    m.d.comb += [turn.valid.eq(valid), unit.drained.eq(drained)]

    step, phase, at, left = Signal(range(rows)), Signal(), Signal(bits), Signal(range(conversions + 1))
    block, tile = Array(dispatch)[step], Signal()
    with m.If(unit.held):
        m.d.sync += [phase.eq(~phase), at.eq(block.first), left.eq(block.more + 1), tile.eq(block.tile)]
        with m.If(phase):
            m.d.sync += step.eq(Mux(step == rows - 1, 0, step + 1))
        proof.claim((turn.segment == block.segment) & (unit.phase == phase) & (left <= 1))
        proof.claim((unit.hold == Mux(block.tile, 2, 1)) & turn.advance & (turn.ends == (phase & (step == rows - 1))))
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
