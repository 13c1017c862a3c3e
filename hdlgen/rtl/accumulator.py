"""`Accumulator`: partial sums of blocks and phases, a window in one bank while those before drain."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Cat, Module, Mux, Signal
from amaranth.lib import memory, stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.arith import Int
from hdlgen.errors import HdlgenError
from hdlgen.rtl.interfaces import sums
from hdlgen.rtl.macro import index_bits


@dataclass(frozen=True)
class AccumulatorParams:
    """Sizes.

    channels   of the stage
    word       channels whose sums arrive together
    out_lanes  channels a beat; divides `word`
    acc        type of a sum
    windows    banks, at least 2
    """

    channels: int
    word: int
    out_lanes: int
    acc: Int
    windows: int = 2

    def __post_init__(self) -> None:
        if self.windows < 2:
            raise HdlgenError("accumulator.windows", f"must be at least 2, not {self.windows}")
        for name in ("channels", "word", "out_lanes"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"accumulator.{name}", f"must be at least 1, not {getattr(self, name)}")
        if self.word % self.out_lanes:
            raise HdlgenError(
                "accumulator.out_lanes", f"{self.out_lanes} does not divide a word of {self.word} channels"
            )

    @property
    def words(self) -> int:
        """Words of a window."""
        return -(-self.channels // self.word)

    @property
    def beats(self) -> int:
        """Beats of a window."""
        return -(-self.channels // self.out_lanes)


class Accumulator(wiring.Component):
    """Adds sums to words and streams a window's words out when its last sum is in.

    A word that no sum reached is zero. Takes a sum every cycle; streams a beat a cycle from the cycle after the last
    sum on. Whoever sends sums keeps at most `windows` windows between their first sum and `drained`.

    Members
    -------
    i : In(sums)        From the shift-add.
    o : Out(stream)     `out_lanes` sums a beat, channel by channel; surplus lanes of the last beat hold what came in
                        for them.
    drained : Out(1)    The last beat of a window is being accepted.
    """

    def __init__(self, params: AccumulatorParams) -> None:
        self.params = p = params
        super().__init__(
            {
                "i": In(sums(p.words, p.word * p.acc.bits)),
                "o": Out(stream.Signature(p.out_lanes * p.acc.bits)),
                "drained": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        bits = p.acc.bits
        m.submodules.sums = store = memory.Memory(shape=p.word * bits, depth=p.windows * p.words, init=[])
        old_port = store.read_port(domain="comb")
        out_port = store.read_port(domain="comb")
        new_port = store.write_port()
        # A bit a word says whether the memory holds this window's sum; clearing it needs no pass over the memory.
        touched = Signal(p.windows * p.words)
        # First words of the banks that fill and drain; they go round.
        last_bank = (p.windows - 1) * p.words
        filling = Signal(range(last_bank + 1))
        draining = Signal(range(last_bank + 1))
        full = Signal(range(p.windows + 1))
        filled = Signal()
        m.d.comb += filled.eq(self.i.valid & self.i.last)

        fill_at = Signal(range(p.windows * p.words))
        m.d.comb += [
            fill_at.eq(filling + self.i.word),
            old_port.addr.eq(fill_at),
            new_port.addr.eq(fill_at),
            new_port.en.eq(self.i.valid),
        ]
        new = []
        for lane in range(p.word):
            field = slice(lane * bits, (lane + 1) * bits)
            old = Mux(touched.bit_select(fill_at, 1), old_port.data[field], 0)
            new.append((old.as_signed() + self.i.sums[field].as_signed())[:bits])
        m.d.comb += new_port.data.eq(Cat(*new))
        with m.If(self.i.valid):
            m.d.sync += touched.bit_select(fill_at, 1).eq(1)
        with m.If(filled):
            m.d.sync += filling.eq(Mux(filling == last_bank, 0, filling + p.words))
        with m.If(filled & ~self.drained):
            m.d.sync += full.eq(full + 1)
        with m.Elif(self.drained & ~filled):
            m.d.sync += full.eq(full - 1)

        at = Signal(index_bits(p.words))
        out_at = Signal(range(p.windows * p.words))
        beat = Signal(index_bits(p.beats))
        m.d.comb += [
            out_at.eq(draining + at),
            out_port.addr.eq(out_at),
            self.o.valid.eq(full != 0),
        ]
        word = Mux(touched.bit_select(out_at, 1), out_port.data, 0)
        share = p.word // p.out_lanes
        part = Signal(index_bits(share))
        m.d.comb += self.o.payload.eq(word.word_select(part, p.out_lanes * bits))
        with m.If(self.o.valid & self.o.ready):
            m.d.sync += beat.eq(beat + 1)
            with m.If(part == share - 1):
                m.d.sync += [part.eq(0), at.eq(at + 1)]
            with m.Else():
                m.d.sync += part.eq(part + 1)
            with m.If(beat == p.beats - 1):
                m.d.comb += self.drained.eq(1)
                m.d.sync += [
                    beat.eq(0),
                    part.eq(0),
                    at.eq(0),
                    draining.eq(Mux(draining == last_bank, 0, draining + p.words)),
                    touched.bit_select(draining, p.words).eq(0),
                ]
        return m
