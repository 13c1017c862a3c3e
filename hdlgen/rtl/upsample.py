"""`Upsample`: every pixel becomes a square of them."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Module, Mux, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen import arith
from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.ram import Ram, RamParams, passing


@dataclass(frozen=True)
class UpsampleParams:
    """upsample: the factor; width: pixels of a row; channels: of a pixel; lanes: a beat; bits: of an element.

    Images have any height: the unit does not see where one ends.
    """

    upsample: arith.Upsample
    width: int
    channels: int
    lanes: int
    bits: int

    def __post_init__(self) -> None:
        for name in ("width", "channels", "lanes", "bits"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"upsample.{name}", f"must be at least 1, not {getattr(self, name)}")

    @property
    def beats(self) -> int:
        """Beats of a pixel."""
        return -(-self.channels // self.lanes)

    @property
    def depth(self) -> int:
        """Beats that are held: two rows."""
        return 2 * self.width * self.beats


class Upsample(wiring.Component):
    """Hardware form of `arith.Upsample.apply`: a queue of `depth` beats that is read again and again.

    Latency one cycle from a beat to its first copy, one copy a cycle. A beat's place is free behind its last copy.
    `i.ready` is a function of registers alone.

    Members
    -------
    i : In(stream)    `lanes` elements. Surplus lanes are ignored.
    o : Out(stream)   `lanes` elements. Surplus lanes are 0.
    """

    def __init__(self, params: UpsampleParams) -> None:
        self.params = params
        bits = params.lanes * params.bits
        super().__init__({"i": In(stream.Signature(bits)), "o": Out(stream.Signature(bits))})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, factor = self.params, self.params.upsample.factor
        row_beats = p.width * p.beats
        # As in `Fifo`: the memory always shows the beat `at`.
        rows = parts.add(m, platform, "rows", Ram, RamParams(p.lanes * p.bits, p.depth))
        shown = passing(m, rows)
        newest = index(p.depth, "newest")
        at = index(p.depth, "at")
        level = index(p.depth + 1, "level")  # beats whose last copy has not left
        ahead = index(p.depth + 1, "ahead")  # of these, `at` and those behind it
        beat, column = index(p.beats, "beat"), index(p.width, "column")
        copy, row_copy = index(factor, "copy"), index(factor, "row_copy")

        push, pop, pixel_ends, column_ends, row_ends, leaves = (
            Signal(name=name) for name in ("push", "pop", "pixel_ends", "column_ends", "row_ends", "leaves")
        )
        # Lanes behind the channels of a pixel's last beat are 0.
        whole = (p.channels - (p.beats - 1) * p.lanes) * p.bits
        m.d.comb += self.o.payload.eq(Mux(pixel_ends, shown[:whole], shown))
        back = Signal(range(row_beats + 1))  # beats from the one behind `at` to the next
        m.d.comb += [
            self.i.ready.eq(level != p.depth),
            self.o.valid.eq(ahead != 0),
            push.eq(self.i.valid & self.i.ready),
            pop.eq(self.o.valid & self.o.ready),
            pixel_ends.eq(beat == p.beats - 1),
            column_ends.eq(pixel_ends & (copy == factor - 1)),
            row_ends.eq(column_ends & (column == p.width - 1)),
            leaves.eq(pop & (copy == factor - 1) & (row_copy == factor - 1)),
            rows.write_address.eq(newest),
            rows.write_data.eq(self.i.payload),
            rows.write.eq(push),
            rows.read_address.eq(at),
            rows.read.eq(1),
        ]
        with m.If(row_ends & (row_copy != factor - 1)):
            m.d.comb += back.eq(row_beats)
        with m.Elif(pixel_ends & ~column_ends):
            m.d.comb += back.eq(p.beats)
        with m.If(pop):
            # Rows begin at 0 and in the middle: going back never passes the ends of the memory.
            m.d.comb += rows.read_address.eq(Mux(back == 0, following(at, p.depth - 1), (at + 1 - back)[: len(at)]))
            m.d.sync += beat.eq(following(beat, p.beats - 1))
            with m.If(pixel_ends):
                m.d.sync += copy.eq(following(copy, factor - 1))
            with m.If(column_ends):
                m.d.sync += column.eq(following(column, p.width - 1))
            with m.If(row_ends):
                m.d.sync += row_copy.eq(following(row_copy, factor - 1))
        m.d.sync += at.eq(rows.read_address)
        with m.If(push):
            m.d.sync += newest.eq(following(newest, p.depth - 1))
        m.d.sync += [
            level.eq((level + push - leaves)[: len(level)]),
            ahead.eq((ahead + push + Mux(pop, back, 0) - pop)[: len(ahead)]),
        ]
        return m
