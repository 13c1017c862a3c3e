"""`ArrayDatapath`: windows in, accumulated sums out."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Cat, Const, Module, Mux, Signal
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
    conversion, as the scheduler has it, to the first sum: 6 cycles.

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
    """

    def __init__(self, params: ArrayDatapathParams) -> None:
        self.params = p = params
        self.tiles: list[Macro] = []  # known when it is elaborated
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
            codes.code_valid.eq(Cat(tile.read.code_valid for tile in self.tiles)),
            self.fault.eq(codes.fault),
            *(getattr(self, event).eq(getattr(schedule, event)) for event in EVENTS),
        ]
        if p.schedule.room:
            connect(m, wiring.flipped(self.load), schedule.load)
            m.d.comb += self.parity.eq(schedule.fault)
        drive = Signal.like(rows.drive, name="drive")
        row_word = Signal.like(rows.row_word, name="row_word", reset_less=True)  # read while something integrates
        phase = Signal.like(schedule.phase, name="phase")
        select = Signal.like(schedule.select, name="select")
        integrate, hold, convert = (Signal(len(self.tiles), name=name) for name in ("integrate", "hold", "convert"))
        self._units(m, schedule)
        m.d.sync += [
            drive.eq(rows.drive),
            row_word.eq(rows.row_word),
            phase.eq(schedule.phase),
            select.eq(schedule.select),
            integrate.eq(schedule.integrate),
            hold.eq(schedule.hold),
            convert.eq(schedule.convert),
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
        return m

    def _units(self, m: Module, schedule: TileScheduler) -> None:
        """What macros with memristive units see besides, a cycle behind the scheduler likewise."""
        p = self.params
        if p.macro.inputs:
            m.d.comb += [tile.read.activate.eq(1) for tile in self.tiles]
        if p.macro.inputs > 1:
            hold_input = Signal.like(schedule.hold_input, name="hold_input")
            pool = Signal(len(self.tiles), name="pool")
            m.d.sync += [hold_input.eq(schedule.hold_input), pool.eq(schedule.pool)]
            for t, tile in enumerate(self.tiles):
                m.d.comb += [tile.read.hold_input.eq(hold_input), tile.read.pool.eq(pool[t])]
