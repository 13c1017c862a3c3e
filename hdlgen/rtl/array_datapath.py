"""`ArrayDatapath`: windows in, accumulated sums out."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Cat, Const, Module, Mux
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out, connect

from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.accumulator import Accumulator, AccumulatorParams
from hdlgen.rtl.column_reader import ColumnReader, ColumnReaderParams
from hdlgen.rtl.macro import Macro, MacroParams, MacroPlace
from hdlgen.rtl.row_driver import RowDriver, RowDriverParams
from hdlgen.rtl.scheduler import SchedulerParams, TileScheduler
from hdlgen.rtl.shift_add import ShiftAdd, ShiftAddParams

EVENTS = ("window", "dispatch", "held", "conversion", "starved", "blocked")
"""What the scheduler counts."""


@dataclass(frozen=True)
class ArrayDatapathParams:
    """What its units are made of; `macro` is each of the tiles, whose names are `tiles`."""

    macro: MacroParams
    tiles: tuple[str, ...]
    rows: RowDriverParams
    schedule: SchedulerParams
    shift_add: ShiftAddParams
    sums: AccumulatorParams

    def __post_init__(self) -> None:
        if len(self.tiles) != self.schedule.tiles:
            raise HdlgenError("array_datapath.tiles", f"are {len(self.tiles)}, not {self.schedule.tiles}")

    @property
    def codes(self) -> ColumnReaderParams:
        """What the column reader is made of."""
        s = self.schedule
        bits = self.macro.adcs * self.macro.adc_bits
        return ColumnReaderParams(s.tiles, bits, s.phases, s.words, s.parts, s.conversion_cycles)


class ArrayDatapath(wiring.Component):
    """Drives the rows of its macros, converts their columns and adds the codes up.

    The timing is the scheduler's: a window takes the sum over its blocks of phases · max(settle, conversions ·
    conversion time) cycles, and windows follow without a gap while they come and sums drain. From the end of the last
    conversion to the first sum: 4 cycles.

    Members
    -------
    i : In(stream)               Windows: the activations of all segments, segment 0's row 0 lowest.
    o : Out(stream)              Sums, `sums.out_lanes` a beat.
    window, dispatch, held, conversion, starved, blocked : Out(1)    As the scheduler's.
    fault : Out(1)               As the column reader's.
    """

    def __init__(self, params: ArrayDatapathParams) -> None:
        self.params = p = params
        self.tiles: list[Macro] = []  # known when it is elaborated
        super().__init__(
            {
                "i": In(stream.Signature(sum(p.rows.segments) * p.rows.phases.act.bits)),
                "o": Out(stream.Signature(p.sums.out_lanes * p.sums.acc.bits)),
                **{event: Out(1) for event in EVENTS},
                "fault": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        rows = parts.add(m, platform, "rows", RowDriver, p.rows)
        schedule = parts.add(m, platform, "schedule", TileScheduler, p.schedule)
        codes = parts.add(m, platform, "codes", ColumnReader, p.codes)
        shift_add = parts.add(m, platform, "shift_add", ShiftAdd, p.shift_add)
        sums = parts.add(m, platform, "sums", Accumulator, p.sums)
        self.tiles = [
            parts.add(m, platform, f"tile_{t}", Macro, MacroPlace(p.macro, name, p.schedule.phases))
            for t, name in enumerate(p.tiles)
        ]
        word, most = p.rows.phases.word_bits, p.macro.word_bits
        row_words = [rows.row_word.word_select(r, word) for r in range(p.rows.rows)]
        connect(m, wiring.flipped(self.i), rows.i)
        connect(m, schedule.turn, rows.turn)
        connect(m, schedule.origin, codes.origin)
        connect(m, codes.o, shift_add.i)
        connect(m, shift_add.o, sums.i)
        connect(m, sums.o, wiring.flipped(self.o))
        m.d.comb += [
            schedule.drained.eq(sums.drained),
            codes.codes.eq(Cat(tile.read.codes for tile in self.tiles)),
            codes.code_valid.eq(Cat(tile.read.code_valid for tile in self.tiles)),
            codes.convert.eq(schedule.conversion),
            self.fault.eq(codes.fault),
            *(getattr(self, event).eq(getattr(schedule, event)) for event in EVENTS),
        ]
        for t, tile in enumerate(self.tiles):
            m.d.comb += [
                # Rows of a tile that is not integrating rest, whatever its neighbours do.
                tile.read.drive.eq(Mux(schedule.integrate[t], rows.drive, 0) if len(self.tiles) > 1 else rows.drive),
                tile.read.row_word.eq(Cat(Cat(value, Const(0, most - word)) for value in row_words)),
                tile.read.phase.eq(schedule.phase),
                tile.read.integrate.eq(schedule.integrate[t]),
                tile.read.hold.eq(schedule.hold[t]),
                tile.read.select.eq(schedule.select),
                tile.read.convert.eq(schedule.convert[t]),
                tile.read.adc_shift.eq(p.shift_add.adc.shift),
            ]
        return m
