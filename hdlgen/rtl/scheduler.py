"""`TileScheduler`: which block is integrated and which columns are converted, cycle by cycle."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Const, Module, Mux, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from hdlgen.arith.rows import Conversion, Dispatch, Row, conversion_row, converted, dispatch_row, dispatched
from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following
from hdlgen.rtl.interfaces import load_port, origin, turning
from hdlgen.rtl.macro import index_bits
from hdlgen.rtl.table import RoomParams, add_table, faults, layout, spread_load


@dataclass(frozen=True)
class SchedulerParams:
    """The tables, and the sizes that bound them.

    segments, tiles, groups, words, parts  how many there are, for the widths
    phases                                 digits of a product
    settle_cycles, conversion_cycles       as the macro has them
    windows                                that the accumulators have room for, at least 2
    precharge_cycles                       in which nothing integrates before every phase
    by_segment                             whether the rows come segment by segment, in the order of the blocks
    inputs                                 positions of which a conversion sees the largest sum: windows that come one
                                           after the other for each block, and of which each is held
    room                                   of tables that are loaded, rows for dispatches and for conversions; what is
                                           said of them here is nothing then
    arrays                                 of each tile, which share its converters: one of them is driven at a time
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
    precharge_cycles: int = 0
    by_segment: bool = False
    inputs: int = 1
    room: tuple[int, int] | None = None
    arrays: int = 1

    def __post_init__(self) -> None:
        if self.windows < 2:
            raise HdlgenError("scheduler.windows", f"must be at least 2, not {self.windows}")
        for name in ("phases", "settle_cycles", "conversion_cycles", "inputs", "arrays"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"scheduler.{name}", f"must be at least 1, not {getattr(self, name)}")
        if self.precharge_cycles < 0:
            raise HdlgenError("scheduler.precharge_cycles", f"must be at least 0, not {self.precharge_cycles}")
        if self.inputs > 1 and (self.phases > 1 or self.by_segment):
            what = f"{self.inputs} need windows that are driven whole, in 1 phase and not {self.phases}"
            raise HdlgenError("scheduler.inputs", what)
        if self.room:
            for rows in self.room:
                if rows < 1:
                    raise HdlgenError("scheduler.room", f"must be at least 1, not {rows}")
            return
        if not self.dispatch:
            raise HdlgenError("scheduler.dispatch", "is empty", fix="keep one block, even if it is zero")
        for d in self.dispatch:
            if not (
                0 <= d.segment < self.segments
                and 0 <= d.tile < self.tiles
                and 0 <= d.array < self.arrays
                and d.count >= 1
                and 0 <= d.first <= len(self.conversions) - d.count
            ):
                raise HdlgenError("scheduler.dispatch", f"{d} points outside the stage")
        for c in self.conversions:
            if not (0 <= c.group < self.groups and 0 <= c.word < self.words and 0 <= c.part < self.parts):
                raise HdlgenError("scheduler.conversions", f"{c} points outside the tile")

    @property
    def dispatch_row(self) -> Row:
        """A row of the dispatch table."""
        segments = None if self.by_segment else self.segments
        return dispatch_row(segments, self.tiles, self.room[1] if self.room else len(self.conversions), self.arrays)

    @property
    def conversion_row(self) -> Row:
        """A row of the conversion table."""
        return conversion_row(self.groups, self.words, self.parts)

    @property
    def load_bits(self) -> int:
        """Bits of an address in the tables that are loaded."""
        sizes = zip(self.room or (), (self.dispatch_row, self.conversion_row), strict=True)
        return max(RoomParams(rows, row.bits).load_bits for rows, row in sizes)


class TileScheduler(wiring.Component):
    """Walks the dispatch table for every window; a block that is not in it costs no cycle and no conversion.

    Two engines overlap through the macro's sample-and-hold: while a phase is converted, the next one integrates. A
    phase takes max(precharge_cycles + settle_cycles, conversions·conversion_cycles) cycles, of which the first
    precharge_cycles do not integrate, and phases follow one another without a gap, across blocks and windows, while
    windows come and accumulators drain. At most `windows` windows are between their first hold and `drained`: the first
    hold of one more comes in the cycle after `drained` at the earliest.

    With several `inputs` a block has a hold for each, one after the other whatever the converters do, and the rows get
    the next window with every hold. The last one, `pool`, is what converters and accumulators must be free for: a block
    takes max(inputs·(precharge_cycles + settle_cycles), conversions·conversion_cycles) cycles.

    Both tables are read a cycle before their rows are needed; the first row is fetched in the first cycle after reset.
    Where they are loaded, reset ends when they are.

    Members
    -------
    turn : Out(turning)     To the row driver. With `by_segment`, `ends` is in the last phase of a block behind which
                            is one of another segment.
    drained : In(1)         A window's sums leave the accumulators in this cycle.
    phase : Out             Digit that the rows show.
    integrate, hold : Out   Per tile, one bit each.
    array : Out             With several `arrays`: which of the tile's is integrated.
    hold_input : Out        With several `inputs`: which of them is integrated.
    pool : Out              Likewise, per tile: with the hold of the last one.
    select : Out            Column group to convert.
    convert : Out           Per tile: start of a conversion.
    origin : Out(origin)    What the codes of the latest `convert` are; stable until the next one's codes.
    window, dispatch, held, conversion : Out(1)
                            Pulses to count: window begun, block begun, phase held, columns converted. With several
                            `inputs` a window and a block begin with `pool`.
    starved, blocked : Out(1)  The rows have no window; a phase could be held if accumulators were free.
    fault : Out(1)          Loadable: parity of a row that was used was wrong.
    load : In(load_port)    Loadable: dispatch table, conversion table.
    """

    def __init__(self, params: SchedulerParams) -> None:
        self.params = p = params
        loading = {"fault": Out(1), "load": In(load_port(2, p.load_bits))} if p.room else {}
        super().__init__(
            {
                **loading,
                "turn": Out(turning(0 if p.by_segment else p.segments)),
                "drained": In(1),
                "phase": Out(index_bits(p.phases)),
                "integrate": Out(p.tiles),
                "hold": Out(p.tiles),
                **({"array": Out(index_bits(p.arrays))} if p.arrays > 1 else {}),
                **({"hold_input": Out(index_bits(p.inputs)), "pool": Out(p.tiles)} if p.inputs > 1 else {}),
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
        entry, target = layout(p.dispatch_row), layout(p.conversion_row)
        pointer = entry["first"].width
        blocks, conversions = p.room or (
            dispatched(p.dispatch_row, p.dispatch),
            converted(p.conversion_row, p.conversions),
        )
        table = add_table(m, platform, "dispatch_table", blocks, entry.size)
        targets = add_table(m, platform, "conversion_table", conversions, target.size)

        # Integration: settle, then hold as soon as the converters are free.
        step = Signal(len(table.address))
        fetched = Signal()
        there = Signal()  # a window, and the first row
        last_phase = Signal()
        ends = Signal()
        now = entry(table.row)
        m.d.sync += fetched.eq(1)
        m.d.comb += [
            table.address.eq(Mux(fetched & ~now.last, step + 1, 0)),
            table.enable.eq(~fetched | ends),
            there.eq(turn.valid & fetched),
        ]
        in_flight, all_full = Signal(range(p.windows + 1)), Signal()
        # Much follows from a hold: what it depends on comes from registers.
        first = Signal(init=1)
        integrates = Signal()
        settled = Signal()
        converter_free = Signal()
        could_hold = Signal()
        pooled: Value = self.held  # what is held then is converted
        free: Value = converter_free
        starts: Value = self.phase == 0
        if p.inputs > 1:
            pooled, starts = Signal(name="pooled"), self.hold_input == p.inputs - 1
            free = converter_free | (fetched & ~starts)
            m.d.comb += [pooled.eq(self.held & starts), first.eq((step == 0) & starts)]
            with m.If(self.held):
                m.d.sync += self.hold_input.eq(following(self.hold_input, p.inputs - 1))
            for t in range(p.tiles):
                m.d.comb += self.pool[t].eq(pooled & (now.tile == t))
        else:
            with m.If(self.held):
                m.d.sync += first.eq(last_phase & (table.address == 0))
        m.d.comb += [
            could_hold.eq(turn.valid & settled & free),
            self.blocked.eq(could_hold & first & all_full),
            self.held.eq(could_hold & ~(first & all_full)),
            turn.advance.eq(self.held),
            last_phase.eq(self.phase == p.phases - 1),
            ends.eq(pooled & last_phase),
            turn.ends.eq(1 if p.inputs > 1 else last_phase & (now.leaves if p.by_segment else now.last)),
            turn.integrate.eq(integrates),
        ]
        if not p.by_segment:
            m.d.comb += turn.segment.eq(now.segment)
        if p.arrays > 1:
            m.d.comb += self.array.eq(now.array)
        for t in range(p.tiles):
            m.d.comb += [
                self.integrate[t].eq(integrates & (now.tile == t)),
                self.hold[t].eq(self.held & (now.tile == t)),
            ]
        cycles = p.precharge_cycles + p.settle_cycles
        if cycles == 1:
            m.d.comb += [settled.eq(1), integrates.eq(there)]
        else:
            settling = Signal(range(cycles))
            m.d.comb += integrates.eq(there & (settling >= p.precharge_cycles if p.precharge_cycles else 1))
            with m.If(self.held):
                m.d.sync += [settling.eq(0), settled.eq(0)]
            with m.Elif(there & ~settled):
                m.d.sync += [settling.eq(settling + 1), settled.eq(settling == cycles - 2)]
        with m.If(pooled):
            with m.If(last_phase):
                m.d.sync += self.phase.eq(0)
                m.d.sync += step.eq(table.address)
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
            pooled_free, frees = now.more == 0, more <= 1
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
            pooled_free, frees = Const(0, 1), (group_end | (converting == p.conversion_cycles - 2)) & (more == 0)
        # Free is what rests, or ends in this cycle; and not before the first row is there.
        m.d.sync += converter_free.eq(Mux(pooled, pooled_free, ~busy | frees))
        with m.If(pooled):
            m.d.sync += [
                busy.eq(1),
                at.eq(now.first),
                more.eq(now.more),
                held_phase.eq(self.phase),
                held_tile.eq(now.tile),
                held_last.eq(ends & now.last),
            ]
        with m.Elif(group_end):
            with m.If(more == 0):
                m.d.sync += busy.eq(0)
            with m.Else():
                m.d.sync += [at.eq(at + 1), more.eq(more - 1)]
        now_target = target(targets.row)
        m.d.comb += [
            targets.address.eq(Mux(pooled, now.first, at + 1)),
            targets.enable.eq(pooled | (group_end & (more != 0))),
            self.select.eq(now_target.group),
        ]
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
            m.d.sync += [in_flight.eq(in_flight + 1), all_full.eq(in_flight == p.windows - 1)]
        with m.Elif(self.drained & ~self.window):
            m.d.sync += [in_flight.eq(in_flight - 1), all_full.eq(0)]
        m.d.comb += [
            self.dispatch.eq(self.held & starts),
            self.conversion.eq(group_start),
            self.starved.eq(~turn.valid),
        ]
        if p.room:
            spread_load(m, self.load, [table, targets])
            m.d.comb += self.fault.eq(faults(m, [table, targets], [pooled, group_start]))
        return m
