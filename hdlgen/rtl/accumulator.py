"""`Accumulator`: partial sums of blocks and phases, a window in one bank while those before drain."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Cat, Module, Mux, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.arith import Int
from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.interfaces import sums
from hdlgen.rtl.macro import index_bits
from hdlgen.rtl.ram import Ram, RamParams


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

    A word that no sum reached is zero. Takes a sum every cycle; streams a beat a cycle from the second cycle after
    `i.last` on. Whoever sends sums keeps at most `windows` windows between their first sum and `drained`.

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
        p, i, o = self.params, self.i, self.o
        bits = p.acc.bits
        filling, draining = index(p.windows, "filling"), index(p.windows, "draining")
        full = Signal(range(p.windows + 1))

        # In the first cycle a word is read, in the second its sum is there, is added, and the word written.
        adding, last = Signal(), Signal()
        bank = Signal.like(filling)
        word = Signal.like(i.word)
        old, new = Signal.like(i.sums), Signal.like(i.sums)
        newest = Signal.like(i.sums, reset_less=True)  # what was written in the cycle before
        m.d.sync += adding.eq(i.valid)
        with m.If(i.valid):
            m.d.sync += [bank.eq(filling), word.eq(i.word), last.eq(i.last)]
            with m.If(i.last):
                m.d.sync += filling.eq(following(filling, p.windows - 1))
        with m.If(adding):
            m.d.sync += newest.eq(new)
        lanes = [slice(lane * bits, (lane + 1) * bits) for lane in range(p.word)]
        m.d.comb += new.eq(Cat(*((old[lane].as_signed() + i.sums[lane].as_signed())[:bits] for lane in lanes)))

        # A memory a window. The one that fills is read at the word of a sum, all others at the next word to leave.
        at, onward = Signal(index_bits(p.words)), Signal(index_bits(p.words))
        leaves = Signal()  # comes late: what follows from it is chosen last
        contents = []
        for n in range(p.windows):
            ram = parts.add(m, platform, f"bank_{n}", Ram, RamParams(p.word * bits, max(2, p.words)))
            # A bit a word says whether it has this window's sum; clearing it needs no pass over the memory.
            touched = Signal(p.words, name=f"touched_{n}")
            reads, writes, known, passes = (
                Signal(name=f"{name}_{n}") for name in ("reads", "writes", "known", "passes")
            )
            content = Signal.like(i.sums, name=f"content_{n}")
            moves, stays = Signal.like(at, name=f"moves_{n}"), Signal.like(at, name=f"stays_{n}")
            m.d.comb += [
                reads.eq(i.valid & (filling == n)),
                writes.eq(adding & (bank == n)),
                ram.write.eq(writes),
                ram.write_address.eq(word),
                ram.write_data.eq(new),
                ram.read.eq(1),
                stays.eq(Mux(reads, i.word, at)),
                moves.eq(Mux(reads, i.word, onward)),
                ram.read_address.eq(Mux(leaves, moves, stays)),
                content.eq(Mux(passes, newest, Mux(known, ram.read_data, 0))),
            ]
            m.d.sync += [
                known.eq(Mux(leaves, touched.bit_select(moves, 1), touched.bit_select(stays, 1))),
                passes.eq(writes & Mux(leaves, word == moves, word == stays)),
            ]
            with m.If(reads):
                m.d.sync += touched.bit_select(i.word, 1).eq(1)
            with m.If(self.drained & (draining == n)):
                m.d.sync += touched.eq(0)
            contents.append(content)
        leaving = Signal.like(i.sums)
        for chosen, value in ((bank, old), (draining, leaving)):
            with m.Switch(chosen):
                for n, content in enumerate(contents):
                    with m.Case(n):
                        m.d.comb += value.eq(content)

        filled = Signal()
        m.d.comb += [filled.eq(adding & last), o.valid.eq(full != 0)]
        with m.If(filled & ~self.drained):
            m.d.sync += full.eq(full + 1)
        with m.Elif(self.drained & ~filled):
            m.d.sync += full.eq(full - 1)

        beat = index(p.beats, "beat")
        share = p.word // p.out_lanes
        part = index(share, "part")
        m.d.comb += [
            o.payload.eq(leaving.word_select(part, p.out_lanes * bits)),
            leaves.eq(o.valid & o.ready),
            onward.eq(Mux(beat == p.beats - 1, 0, at + (part == share - 1))),
            self.drained.eq(leaves & (beat == p.beats - 1)),
        ]
        with m.If(leaves):
            m.d.sync += [at.eq(onward), beat.eq(following(beat, p.beats - 1)), part.eq(following(part, share - 1))]
        with m.If(self.drained):
            m.d.sync += [part.eq(0), draining.eq(following(draining, p.windows - 1))]
        return m
