"""`SegmentRows`: the digital side of the DACs where windows come segment by segment."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Cat, Const, Module, Mux, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from hdlgen.arith import Phases
from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import index
from hdlgen.rtl.interfaces import loads, turning


@dataclass(frozen=True)
class SegmentRowsParams:
    """rows: of a tile; used: rows that some segment has; lanes: rows loaded a cycle; phases: cut into digits so."""

    rows: int
    used: int
    lanes: int
    phases: Phases

    def __post_init__(self) -> None:
        if not 1 <= self.used <= self.rows:
            raise HdlgenError("segment_rows.used", f"must lie in 1..{self.rows}, not {self.used}")
        if self.lanes < 1:
            raise HdlgenError("segment_rows.lanes", f"must be at least 1, not {self.lanes}")


class SegmentRows(wiring.Component):
    """Holds the activations of a segment and shows the rows one digit after the other, while the next ones come.

    Load cycles fill shadow registers, `lanes` rows after `lanes` rows; rows that none has filled are 0. A segment whose
    last one has been taken in cycle t can be driven from t + 2 on, and the next one's first is taken from the cycle on
    in which it is. It becomes the one that is driven when none is, or as that ends.

    Members
    -------
    i : In(loads)           From the loader.
    turn : In(turning)      From the scheduler; `ends` where another segment is next.
    drive : Out             Digit of every row, row 0 lowest.
    row_word : Out          Register of every row; the whole activation (offset, if signed and D > 1) in phase 0.
    """

    def __init__(self, params: SegmentRowsParams) -> None:
        self.params = params
        super().__init__(
            {
                "i": In(loads(params.lanes, params.phases.act.bits)),
                "turn": In(turning(0)),
                "drive": Out(params.rows * params.phases.dac_bits),
                "row_word": Out(params.rows * params.phases.word_bits),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, phases, turn = self.params, self.params.phases, self.turn
        act, word, digit = phases.act.bits, phases.word_bits, phases.dac_bits
        full, frees, swap, load = Signal(), Signal(), Signal(), Signal()
        take = turn.advance & turn.ends
        m.d.comb += [
            self.i.ready.eq(~full),
            load.eq(self.i.valid & ~full),
            swap.eq(full & (~turn.valid | take)),
            self.i.freed.eq(swap & frees),
        ]
        with m.If(load & self.i.last):
            m.d.sync += [full.eq(1), frees.eq(self.i.frees)]
        with m.Elif(swap):
            m.d.sync += full.eq(0)
        with m.If(swap):
            m.d.sync += turn.valid.eq(1)
        with m.Elif(take):
            m.d.sync += turn.valid.eq(0)

        swapped = Signal()  # a cycle ago: in the first one in which something is loaded again
        m.d.sync += swapped.eq(swap)
        parts = -(-p.used // p.lanes)
        part = index(parts, "part")
        with m.If(load & (self.i.next | self.i.last)):
            m.d.sync += part.eq(Mux(self.i.last, 0, (part + 1)[: len(part)]))
        shadows = []
        for r in range(p.used):
            number, lane = divmod(r, p.lanes)
            if lane == 0:
                here = Signal(name=f"here_{number}")
                m.d.comb += here.eq(load & (part == number))
            shadow = Signal(act, name=f"shadow_{r}")
            with m.If(here & self.i.lanes[lane]):
                m.d.sync += shadow.eq(self.i.values.word_select(lane, act) ^ phases.offset)
            with m.Elif(swapped):
                m.d.sync += shadow.eq(0)
            shadows.append(shadow)
        held = Signal(p.used * word)
        words = [held.word_select(r, word) for r in range(p.used)]
        # Whether rows turn or are new is chosen by what is known early; behind the last digit, and while none is held,
        # nobody looks at them.
        fresh = ~turn.valid | turn.ends
        with m.If(~turn.valid | turn.advance):
            new = Cat(Cat(shadow, Const(0, word - act)) for shadow in shadows)
            m.d.sync += held.eq(Mux(fresh, new, Cat(Cat(value[digit:], value[:digit]) for value in words)))
        m.d.comb += self.row_word.eq(Cat(held, Const(0, (p.rows - p.used) * word)))
        digits = Cat(*(self.row_word[r * word : r * word + digit] for r in range(p.rows)))
        m.d.comb += self.drive.eq(Mux(turn.integrate, digits, 0))
        return m
