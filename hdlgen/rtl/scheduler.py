"""`TileScheduler`: which block is integrated and which columns are converted, cycle by cycle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amaranth import Module, Signal
from amaranth.lib import wiring
from amaranth.lib.data import StructLayout
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.interfaces import origin, turning
from hdlgen.rtl.macro import index_bits
from hdlgen.rtl.table import ConstantTable, TableParams


@dataclass(frozen=True)
class Dispatch:
    """A row of the dispatch table: a non-zero block.

    segment, tile  which rows are driven into which tile
    first, count   the block's conversions: rows first .. first + count − 1 of the conversion table
    """

    segment: int
    tile: int
    first: int
    count: int


@dataclass(frozen=True)
class Conversion:
    """A row of the conversion table: `group` of the tile's columns is the `part`-th part of accumulator `word`."""

    group: int
    word: int
    part: int


@dataclass(frozen=True)
class SchedulerParams:
    """The tables, and the sizes that bound them.

    segments, tiles, groups, words, parts  how many there are, for the widths
    phases                                 digits of a product
    settle_cycles, conversion_cycles       as the macro has them
    windows                                that the accumulators have room for, at least 2
    """

    dispatch: tuple[Dispatch, ...]
    conversions: tuple[Conversion, ...]
    segments: int
    tiles: int
    groups: int
    words: int
    parts: int
    phases: int
    settle_cycles: int
    conversion_cycles: int
    windows: int = 2

    def __post_init__(self) -> None:
        if self.windows < 2:
            raise HdlgenError("scheduler.windows", f"must be at least 2, not {self.windows}")
        for name in ("phases", "settle_cycles", "conversion_cycles"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"scheduler.{name}", f"must be at least 1, not {getattr(self, name)}")
        if not self.dispatch:
            raise HdlgenError("scheduler.dispatch", "is empty", fix="keep one block, even if it is zero")
        for d in self.dispatch:
            if not (
                0 <= d.segment < self.segments
                and 0 <= d.tile < self.tiles
                and d.count >= 1
                and 0 <= d.first <= len(self.conversions) - d.count
            ):
                raise HdlgenError("scheduler.dispatch", f"{d} points outside the stage")
        for c in self.conversions:
            if not (0 <= c.group < self.groups and 0 <= c.word < self.words and 0 <= c.part < self.parts):
                raise HdlgenError("scheduler.conversions", f"{c} points outside the tile")


class TileScheduler(wiring.Component):
    """Walks the dispatch table for every window; a block that is not in it costs no cycle and no conversion.

    Two engines overlap through the macro's sample-and-hold: while a phase is converted, the next one integrates. A
    phase takes max(settle_cycles, conversions·conversion_cycles) cycles, and phases follow one another without a gap,
    across blocks and windows, while windows come and accumulators drain. At most `windows` windows are between their
    first hold and `drained`: the first hold of one more comes in the cycle after `drained` at the earliest.

    Members
    -------
    turn : Out(turning)     To the row driver.
    drained : In(1)         A window's sums leave the accumulators in this cycle.
    phase : Out             Digit that the rows show.
    integrate, hold : Out   Per tile, one bit each.
    select : Out            Column group to convert.
    convert : Out           Per tile: start of a conversion.
    origin : Out(origin)    What the codes of the latest `convert` are; stable until the next one's codes.
    window, dispatch, held, conversion : Out(1)
                            Pulses to count: window begun, block begun, phase held, columns converted.
    starved, blocked : Out(1)  The rows have no window; a phase could be held if accumulators were free.
    """

    def __init__(self, params: SchedulerParams) -> None:
        self.params = p = params
        super().__init__(
            {
                "turn": Out(turning(p.segments)),
                "drained": In(1),
                "phase": Out(index_bits(p.phases)),
                "integrate": Out(p.tiles),
                "hold": Out(p.tiles),
                "select": Out(index_bits(p.groups)),
                "convert": Out(p.tiles),
                "origin": Out(origin(p.tiles, p.phases, p.words, p.parts)),
                "window": Out(1),
                "dispatch": Out(1),
                "held": Out(1),
                "conversion": Out(1),
                "starved": Out(1),
                "blocked": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, turn = self.params, self.turn
        pointer = index_bits(len(p.conversions))
        entry = StructLayout(
            {
                "segment": index_bits(p.segments),
                "tile": index_bits(p.tiles),
                "first": pointer,
                "more": pointer,
                "last": 1,
            }
        )
        dispatch = [
            {
                "segment": d.segment,
                "tile": d.tile,
                "first": d.first,
                "more": d.count - 1,
                "last": i == len(p.dispatch) - 1,
            }
            for i, d in enumerate(p.dispatch)
        ]
        target = StructLayout({"group": index_bits(p.groups), "word": index_bits(p.words), "part": index_bits(p.parts)})
        conversions = [{"group": c.group, "word": c.word, "part": c.part} for c in p.conversions]
        table = _table(m, platform, "dispatch_table", entry, dispatch)
        targets = _table(m, platform, "conversion_table", target, conversions)

        # Integration: settle, then hold as soon as the converters are free.
        step = Signal(index_bits(len(p.dispatch)))
        m.d.comb += table.address.eq(step)
        now = entry(table.row)
        in_flight = Signal(range(p.windows + 1))
        first = Signal()
        settled = Signal()
        converter_free = Signal()
        could_hold = Signal()
        m.d.comb += [
            first.eq((step == 0) & (self.phase == 0)),
            could_hold.eq(turn.valid & settled & converter_free),
            self.blocked.eq(could_hold & first & (in_flight == p.windows)),
            self.held.eq(could_hold & ~self.blocked),
            turn.segment.eq(now.segment),
            turn.advance.eq(self.held),
            turn.take.eq(self.held & (self.phase == p.phases - 1) & now.last),
            turn.integrate.eq(turn.valid),
        ]
        for t in range(p.tiles):
            m.d.comb += [
                self.integrate[t].eq(turn.valid & (now.tile == t)),
                self.hold[t].eq(self.held & (now.tile == t)),
            ]
        if p.settle_cycles == 1:
            m.d.comb += settled.eq(1)
        else:
            settling = Signal(range(p.settle_cycles))
            m.d.comb += settled.eq(settling == p.settle_cycles - 1)
            with m.If(self.held):
                m.d.sync += settling.eq(0)
            with m.Elif(turn.valid & ~settled):
                m.d.sync += settling.eq(settling + 1)
        with m.If(self.held):
            with m.If(self.phase == p.phases - 1):
                m.d.sync += self.phase.eq(0)
                with m.If(now.last):
                    m.d.sync += step.eq(0)
                with m.Else():
                    m.d.sync += step.eq(step + 1)
            with m.Else():
                m.d.sync += self.phase.eq(self.phase + 1)

        # Conversion: the held phase's column groups, one after the other.
        busy = Signal()
        at = Signal(pointer)
        more = Signal(pointer)
        held_phase = Signal(index_bits(p.phases))
        held_tile = Signal(index_bits(p.tiles))
        held_last = Signal()
        group_start = Signal()
        group_end = Signal()
        if p.conversion_cycles == 1:
            m.d.comb += [group_start.eq(busy), group_end.eq(busy)]
        else:
            converting = Signal(range(p.conversion_cycles))
            m.d.comb += [
                group_start.eq(busy & (converting == 0)),
                group_end.eq(busy & (converting == p.conversion_cycles - 1)),
            ]
            with m.If(group_end):
                m.d.sync += converting.eq(0)
            with m.Elif(busy):
                m.d.sync += converting.eq(converting + 1)
        m.d.comb += converter_free.eq(~busy | (group_end & (more == 0)))
        with m.If(self.held):
            m.d.sync += [
                busy.eq(1),
                at.eq(now.first),
                more.eq(now.more),
                held_phase.eq(self.phase),
                held_tile.eq(now.tile),
                held_last.eq(turn.take),
            ]
        with m.Elif(group_end):
            with m.If(more == 0):
                m.d.sync += busy.eq(0)
            with m.Else():
                m.d.sync += [at.eq(at + 1), more.eq(more - 1)]
        now_target = target(targets.row)
        m.d.comb += [targets.address.eq(at), self.select.eq(now_target.group)]
        for t in range(p.tiles):
            m.d.comb += self.convert[t].eq(group_start & (held_tile == t))
        with m.If(group_start):
            m.d.sync += [
                self.origin.tile.eq(held_tile),
                self.origin.phase.eq(held_phase),
                self.origin.word.eq(now_target.word),
                self.origin.part.eq(now_target.part),
                self.origin.last.eq(held_last & (more == 0)),
            ]

        # Windows between the first hold and the last sum drained: one accumulator bank each.
        m.d.comb += self.window.eq(self.held & first)
        with m.If(self.window & ~self.drained):
            m.d.sync += in_flight.eq(in_flight + 1)
        with m.Elif(self.drained & ~self.window):
            m.d.sync += in_flight.eq(in_flight - 1)
        m.d.comb += [
            self.dispatch.eq(self.held & (self.phase == 0)),
            self.conversion.eq(group_start),
            self.starved.eq(~turn.valid),
        ]
        return m


def _table(
    m: Module, platform: object, name: str, layout: StructLayout, rows: Sequence[Mapping[str, int]]
) -> ConstantTable:
    """A table of `rows`, each a value for every field of `layout`; read in the cycle of the address."""
    bits = tuple(layout.const(row).as_value().value for row in rows)
    return parts.add(m, platform, name, ConstantTable, TableParams(bits, layout.size, registered=False))
