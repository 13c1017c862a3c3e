"""`ArrayDatapath`: windows in, accumulated sums out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_

from amaranth import Cat, Const, Module, Mux, Signal, Value
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out, connect

from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.accumulator import Accumulator, AccumulatorParams
from hdlgen.rtl.column_reader import ColumnReader, ColumnReaderParams
from hdlgen.rtl.interfaces import load_port, loads
from hdlgen.rtl.macro import ADC_SHIFT_BITS, Macro, MacroParams, MacroPlace
from hdlgen.rtl.row_driver import RowDriver, RowDriverParams
from hdlgen.rtl.scheduler import SchedulerParams, TileScheduler
from hdlgen.rtl.segment_rows import SegmentRows, SegmentRowsParams
from hdlgen.rtl.shift_add import ShiftAdd, ShiftAddParams

EVENTS = ("window", "dispatch", "held", "conversion", "starved", "blocked")
"""What the scheduler counts."""


@dataclass(frozen=True)
class ArrayDatapathParams:
    """What its units are made of; `macro` is each of the tiles, whose names are `tiles`.

    Where tiles share converters, a tile is here what has them in common: `macro.arrays`, named after array 0.

    rows  of all segments of a window, or of one segment at a time if the schedule is `by_segment`
    """

    macro: MacroParams
    tiles: tuple[str, ...]
    rows: RowDriverParams | SegmentRowsParams
    schedule: SchedulerParams
    shift_add: ShiftAddParams
    sums: AccumulatorParams

    def __post_init__(self) -> None:
        if len(self.tiles) != self.schedule.tiles:
            raise HdlgenError("array_datapath.tiles", f"are {len(self.tiles)}, not {self.schedule.tiles}")
        if max(self.macro.inputs, 1) != self.schedule.inputs:
            what = f"holds {self.macro.inputs} positions of a column, and the schedule {self.schedule.inputs}"
            raise HdlgenError("array_datapath.macro", what)
        if self.macro.arrays != self.schedule.arrays:
            what = f"has {self.macro.arrays} arrays, and the schedule {self.schedule.arrays}"
            raise HdlgenError("array_datapath.macro", what)
        if self.schedule.by_segment != isinstance(self.rows, SegmentRowsParams):
            raise HdlgenError(
                "array_datapath.rows", "hold a segment at a time if the schedule is by segment, or neither"
            )

    @property
    def codes(self) -> ColumnReaderParams:
        """What the column reader is made of."""
        s = self.schedule
        bits = self.macro.adcs * self.macro.adc_bits
        return ColumnReaderParams(s.tiles, bits, s.phases, s.words, s.parts, s.conversion_cycles)


class ArrayDatapath(wiring.Component):
    """Drives the rows of its macros, converts their columns and adds the codes up.

    What its macros see comes from registers, a cycle behind the scheduler: nothing moves twice in a cycle while a table
    is read. (Of several tiles each has its `drive` behind one gate more, with the register of its `integrate`.)

    With several `schedule.inputs` a window enters for each of them and each block, and sums leave once for all of them.

    The timing is the scheduler's: a window takes the sum over its blocks of phases · max(settle, conversions ·
    conversion time) cycles, and windows follow without a gap while they come and sums drain. From the end of the last
    conversion, as the scheduler has it, to the first sum: 5 cycles.

    Members
    -------
    i : In(stream)               Windows: the activations of all segments, segment 0's row 0 lowest.
        In(loads)                Load cycles, if windows come by segment.
    o : Out(stream)              Sums, `sums.out_lanes` a beat.
    window, dispatch, held, conversion, starved, blocked : Out(1)    As the scheduler's.
    fault : Out(1)               As the column reader's.

    and where the scheduler's tables are loaded:

    adc_shift : In               Range of the converters.
    parity : Out(1), load        The scheduler's `fault` and `load`.

    and where the macros have verifying reads:

    writer : In                  As `MacroParams.writing`. While a bit of `tile` is 1 the pins of that macro are the
                                 writer's, a cycle later (address, amplitude, width and gain of all macros, and at
                                 once), and no code is taken for one of a window's. Nothing is inside then.
    """

    def __init__(self, params: ArrayDatapathParams) -> None:
        self.params = p = params
        self.tiles: list[Macro] = []  # known when it is elaborated
        written = {"writer": In(p.macro.writing(len(p.tiles)))} if p.macro.verify else {}
        loaded = {}
        if p.schedule.room:
            loaded = {
                "adc_shift": In(ADC_SHIFT_BITS),
                "parity": Out(1),
                "load": In(load_port(2, p.schedule.load_bits)),
            }
        act = p.rows.phases.act.bits
        i = (
            loads(p.rows.lanes, act)
            if isinstance(p.rows, SegmentRowsParams)
            else stream.Signature(sum(p.rows.segments) * act)
        )
        super().__init__(
            {
                "i": In(i),
                "o": Out(stream.Signature(p.sums.out_lanes * p.sums.acc.bits)),
                **{event: Out(1) for event in EVENTS},
                "fault": Out(1),
                **loaded,
                **written,
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        rows: RowDriver | SegmentRows = (
            parts.add(m, platform, "rows", SegmentRows, p.rows)
            if isinstance(p.rows, SegmentRowsParams)
            else parts.add(m, platform, "rows", RowDriver, p.rows)
        )
        schedule = parts.add(m, platform, "schedule", TileScheduler, p.schedule)
        codes = parts.add(m, platform, "codes", ColumnReader, p.codes)
        shift_add = parts.add(m, platform, "shift_add", ShiftAdd, p.shift_add)
        sums = parts.add(m, platform, "sums", Accumulator, p.sums)
        self.tiles = [
            parts.add(m, platform, f"tile_{t}", Macro, MacroPlace(p.macro, name, p.schedule.phases))
            for t, name in enumerate(p.tiles)
        ]
        word, most = p.rows.phases.word_bits, p.macro.word_bits
        connect(m, wiring.flipped(self.i), rows.i)
        connect(m, schedule.turn, rows.turn)
        connect(m, codes.o, shift_add.i)
        connect(m, shift_add.o, sums.i)
        connect(m, sums.o, wiring.flipped(self.o))
        m.d.comb += [
            schedule.drained.eq(sums.drained),
            codes.codes.eq(Cat(tile.read.codes for tile in self.tiles)),
            codes.code_valid.eq(self._of_windows(Cat(tile.read.code_valid for tile in self.tiles))),
            self.fault.eq(codes.fault),
            *(getattr(self, event).eq(getattr(schedule, event)) for event in EVENTS),
        ]
        if p.schedule.room:
            connect(m, wiring.flipped(self.load), schedule.load)
            m.d.comb += self.parity.eq(schedule.fault)
        drive = Signal.like(rows.drive, name="drive")
        row_word = Signal.like(rows.row_word, name="row_word", reset_less=True)  # read while something integrates
        phase = Signal.like(schedule.phase, name="phase")
        # A schedule of its own reaches only groups that have words; a writer reaches all.
        select = Signal.like(self.writer.read.select if p.macro.verify else schedule.select, name="select")
        integrate, hold, convert = (Signal(len(self.tiles), name=name) for name in ("integrate", "hold", "convert"))
        self._units(m, schedule)
        if p.macro.arrays > 1:
            array = Signal.like(schedule.array, name="array")
            m.d.sync += array.eq(schedule.array)
            m.d.comb += [tile.read.array.eq(array) for tile in self.tiles]
        pins = self._driven(rows, schedule)
        m.d.sync += [
            drive.eq(pins["drive"]),
            row_word.eq(pins["row_word"]),
            phase.eq(pins["phase"]),
            select.eq(pins["select"]),
            integrate.eq(pins["integrate"]),
            hold.eq(pins["hold"]),
            convert.eq(pins["convert"]),
            codes.convert.eq(schedule.conversion),
            *(
                getattr(codes.origin, name).eq(getattr(schedule.origin, name))
                for name in schedule.origin.signature.members
            ),
        ]
        row_words = [row_word.word_select(r, word) for r in range(p.rows.rows)]
        for t, tile in enumerate(self.tiles):
            m.d.comb += [
                # Rows of a tile that is not integrating rest, whatever its neighbours do.
                tile.read.drive.eq(Mux(integrate[t], drive, 0) if len(self.tiles) > 1 else drive),
                tile.read.row_word.eq(Cat(Cat(value, Const(0, most - word)) for value in row_words)),
                tile.read.phase.eq(phase),
                tile.read.integrate.eq(integrate[t]),
                tile.read.hold.eq(hold[t]),
                tile.read.select.eq(select),
                tile.read.convert.eq(convert[t]),
                tile.read.adc_shift.eq(self.adc_shift if p.schedule.room else p.shift_add.adc.shift),
            ]
        if p.macro.verify:
            self._program(m)
        return m

    def _units(self, m: Module, schedule: TileScheduler) -> None:
        """What macros with memristive units see besides, a cycle behind the scheduler likewise."""
        p = self.params
        if p.macro.inputs and not p.macro.verify:
            m.d.comb += [tile.read.activate.eq(1) for tile in self.tiles]
        if p.macro.inputs > 1:
            hold_input = Signal.like(schedule.hold_input, name="hold_input")
            pool = Signal(len(self.tiles), name="pool")
            m.d.sync += [hold_input.eq(schedule.hold_input), pool.eq(schedule.pool)]
            for t, tile in enumerate(self.tiles):
                m.d.comb += [tile.read.hold_input.eq(hold_input), tile.read.pool.eq(pool[t])]

    def _of_windows(self, code_valid: Value) -> Value:
        """Without the codes of verifying reads."""
        return code_valid & ~self.writer.tile if self.params.macro.verify else code_valid

    def _driven(self, rows: RowDriver | SegmentRows, schedule: TileScheduler) -> dict[str, Value]:
        """What the pins of the macros are in the next cycle. Strobes and `drive` of who has no turn are 0."""
        pins = {"drive": rows.drive, "row_word": rows.row_word, "phase": schedule.phase, "select": schedule.select}
        pins |= {name: getattr(schedule, name) for name in ("integrate", "hold", "convert")}
        if not self.params.macro.verify:
            return pins
        word, digit = self.params.rows.phases.word_bits, self.params.macro.dac_bits
        read, tile, turn = self.writer.read, self.writer.tile, self.writer.tile.any()
        words = Cat(Cat(read.drive.word_select(r, digit), Const(0, word - digit)) for r in range(self.params.rows.rows))
        for name, value in (("row_word", words), ("phase", Const(0)), ("select", read.select)):
            pins[name] = Mux(turn, value, pins[name])
        pins["drive"] |= Mux(turn, read.drive, 0)
        for name in ("integrate", "hold", "convert"):
            pins[name] |= Mux(getattr(read, name), tile, 0)
        return pins

    def _program(self, m: Module) -> None:
        """The programming pins of the macros, and what they answer."""
        writer, tiles = self.writer, self.tiles
        strobes = {name: Signal(len(tiles), name=name) for name in ("prog_set", "prog_reset", "prog_verify")}
        for name, strobe in strobes.items():
            m.d.sync += strobe.eq(Mux(getattr(writer.program, name), writer.tile, 0))
        for name in ("prog_row", "prog_column", "prog_polarity", "prog_amplitude", "prog_width", "prog_gain"):
            pin = Mux(writer.tile.any(), getattr(writer.program, name), 0)
            m.d.comb += [getattr(tile.program, name).eq(pin) for tile in tiles]
        for t, tile in enumerate(tiles):
            m.d.comb += [getattr(tile.program, name).eq(strobe[t]) for name, strobe in strobes.items()]
            if self.params.macro.inputs:
                m.d.comb += tile.read.activate.eq(~strobes["prog_verify"][t])
        m.d.comb += [
            writer.read.codes.eq(
                reduce(or_, (Mux(writer.tile[t], tile.read.codes, 0) for t, tile in enumerate(tiles)))
            ),
            writer.read.code_valid.eq((Cat(tile.read.code_valid for tile in tiles) & writer.tile).any()),
            writer.program.prog_done.eq((Cat(tile.program.prog_done for tile in tiles) & writer.tile).any()),
        ]
