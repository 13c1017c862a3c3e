"""`RowDriver`: the digital side of the DACs."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Cat, Const, Module, Mux, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.arith import Phases
from hdlgen.errors import HdlgenError
from hdlgen.rtl.interfaces import turning


@dataclass(frozen=True)
class RowDriverParams:
    """rows: of a tile; segments: rows in use of each segment; phases: how activations are cut into digits."""

    rows: int
    segments: tuple[int, ...]
    phases: Phases

    def __post_init__(self) -> None:
        if not self.segments or not all(1 <= n <= self.rows for n in self.segments):
            raise HdlgenError("row_driver.segments", f"must lie in 1..{self.rows} rows each, not {self.segments}")


class RowDriver(wiring.Component):
    """Holds the activations of a window and shows the rows one digit after the other.

    A window is taken when none is held or as that ends; it can be driven from the next cycle on. The row registers of
    the selected segment turn by one digit with `advance`, and are whole again after `phases.count` turns.

    Members
    -------
    i : In(stream)          Windows: the activations of all segments, segment 0's row 0 lowest.
    turn : In(turning)      From the scheduler.
    drive : Out             Digit of every row, row 0 lowest.
    row_word : Out          Register of every row; the whole activation (offset, if signed and D > 1) in phase 0.
    """

    def __init__(self, params: RowDriverParams) -> None:
        self.params = params
        act = params.phases.act.bits
        super().__init__(
            {
                "i": In(stream.Signature(sum(params.segments) * act)),
                "turn": In(turning(len(params.segments))),
                "drive": Out(params.rows * params.phases.dac_bits),
                "row_word": Out(params.rows * params.phases.word_bits),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, phases = self.params, self.params.phases
        act, word, digit = phases.act.bits, phases.word_bits, phases.dac_bits
        turn = self.turn
        take = turn.advance & turn.ends
        m.d.comb += self.i.ready.eq(~turn.valid | take)
        load = self.i.valid & self.i.ready
        # Whether rows turn or are new is chosen by what is known early; behind the last digit, and while none is held,
        # nobody looks at them.
        fresh = ~turn.valid | turn.ends
        with m.If(load):
            m.d.sync += turn.valid.eq(1)
        with m.Elif(take):
            m.d.sync += turn.valid.eq(0)

        shown = []
        first = 0
        for index, rows in enumerate(p.segments):
            held = Signal(rows * word, name=f"segment_{index}")
            offset = Const(phases.offset, act)
            words = []
            for r in range(rows):
                value = self.i.payload[(first + r) * act : (first + r + 1) * act] ^ offset
                words.append(Cat(value, Const(0, word - act)) if word > act else value)
            turned = [
                Cat(held[r * word + digit : (r + 1) * word], held[r * word : r * word + digit]) for r in range(rows)
            ]
            with m.If(~turn.valid | (turn.advance & (turn.ends | (turn.segment == index)))):
                m.d.sync += held.eq(Mux(fresh, Cat(*words), Cat(*turned)))
            first += rows
            shown.append(Cat(held, Const(0, (p.rows - rows) * word)) if rows < p.rows else held)

        m.d.comb += self.row_word.eq(shown[0])
        if len(shown) > 1:
            with m.Switch(turn.segment):
                for index, value in enumerate(shown):
                    with m.Case(index):
                        m.d.comb += self.row_word.eq(value)
        digits = Cat(*(self.row_word[r * word : r * word + digit] for r in range(p.rows)))
        m.d.comb += self.drive.eq(Mux(turn.integrate, digits, 0))
        return m
