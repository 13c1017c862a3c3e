"""`Interleave`: groups of channels become pixels in raster order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from amaranth import Module, Mux, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out, connect, flipped

from hdlgen import arith
from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.concat import Concat, ConcatParams
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.ram import Ram, RamParams, passing


@dataclass(frozen=True)
class InterleaveParams:
    """interleave: the order; in_lanes, out_lanes: channels a beat; bits: of an element.

    The smaller number of lanes must divide the channels of the result: a beat inside is of one of its pixels.
    """

    interleave: arith.Interleave
    in_lanes: int
    out_lanes: int
    bits: int

    def __post_init__(self) -> None:
        for name in ("in_lanes", "out_lanes", "bits"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"interleave.{name}", f"must be at least 1, not {getattr(self, name)}")
        if self.interleave.channels % self.lanes:
            raise HdlgenError(
                "interleave.in_lanes",
                f"and out_lanes are {self.in_lanes} and {self.out_lanes}; "
                f"the smaller must divide the {self.interleave.channels} channels of the result",
                fix="take one lane, or as many as divide the channels",
            )

    @property
    def lanes(self) -> int:
        """Channels of a beat inside."""
        return min(self.in_lanes, self.out_lanes)

    @property
    def run(self) -> int:
        """Beats of an input pixel that lie in one row of the result."""
        return self.interleave.block[1] * self.interleave.channels // self.lanes

    @property
    def block_row(self) -> int:
        """Beats of a row of the input."""
        return self.interleave.in_shape[1] * self.interleave.block[0] * self.run

    @property
    def depth(self) -> int:
        """Beats that are stored: two rows of the input; none where blocks have one row."""
        return 2 * self.block_row if self.interleave.block[0] > 1 else 0


class Interleave(wiring.Component):
    """Hardware form of `arith.Interleave.apply`: two rows of the input, one written while the other is read.

    Inside, a beat has `lanes` elements; one a cycle comes in and one goes out, so that an image takes as many cycles as
    the input has beats of `lanes` elements. An input of more lanes is cut up before, an output of more is put together
    behind, each with a cycle of latency. Between them, a beat of the first row of a block leaves one cycle after it
    came, any other when those before it have left, the last one when the whole row of the input has come. Blocks of one
    row store nothing, and nothing waits.

    `i.ready` is a function of registers alone, but with blocks of one row and equal lanes it follows `o.ready`.

    Members
    -------
    i : In(stream)    `in_lanes` elements of a pixel's block[0]·block[1]·channels. Surplus lanes are ignored.
    o : Out(stream)   `out_lanes` elements of a pixel's channels. Surplus lanes are 0.
    """

    def __init__(self, params: InterleaveParams) -> None:
        self.params = params
        super().__init__(
            {
                "i": In(stream.Signature(params.in_lanes * params.bits)),
                "o": Out(stream.Signature(params.out_lanes * params.bits)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, order = self.params, self.params.interleave
        i, o = self.i, self.o
        if p.in_lanes != p.lanes:
            cut = ConcatParams(arith.Concat((order.in_shape[2],)), (p.in_lanes,), p.lanes, p.bits)
            before = parts.add(m, platform, "before", Concat, cut)
            connect(m, flipped(self.i), before.i_0)
            i = before.o
        if p.out_lanes != p.lanes:
            put_together = ConcatParams(arith.Concat((order.channels,)), (p.lanes,), p.out_lanes, p.bits)
            behind = parts.add(m, platform, "behind", Concat, put_together)
            connect(m, behind.o, flipped(self.o))
            o = behind.i_0
        if p.depth:
            self._stored(m, platform, i, o)
        else:
            self._straight(m, i, o)
        return m

    @property
    def _kept(self) -> int:
        """Of an input row's last pixel, the beats of a run that the result has."""
        p, order = self.params, self.params.interleave
        return (order.width - (order.in_shape[1] - 1) * order.block[1]) * order.channels // p.lanes

    def _straight(self, m: Module, i: Any, o: Any) -> None:
        """Drops the columns beyond the result."""
        p, columns = self.params, self.params.interleave.in_shape[1]
        beat, column = index(p.run, "beat"), index(columns, "column")
        kept = Signal()
        m.d.comb += [
            kept.eq((column != columns - 1) | (beat < self._kept)),
            o.valid.eq(i.valid & kept),
            o.payload.eq(i.payload),
            i.ready.eq(o.ready | ~kept),
        ]
        with m.If(i.valid & i.ready):
            m.d.sync += beat.eq(following(beat, p.run - 1))
            with m.If(beat == p.run - 1):
                m.d.sync += column.eq(following(column, columns - 1))

    def _stored(self, m: Module, platform: object, i: Any, o: Any) -> None:
        """Writes beats as they come and reads them in the order of the result."""
        p, order = self.params, self.params.interleave
        (rows, columns, _), sy, kept = order.in_shape, order.block[0], self._kept
        bottom = order.height - (rows - 1) * sy  # rows of the last block that the result has
        # As in `Fifo`: the memory always shows the beat `at`.
        store = parts.add(m, platform, "rows", Ram, RamParams(p.lanes * p.bits, p.depth))
        shown = passing(m, store)
        newest = index(p.depth, "newest")
        at = index(p.depth, "at")
        full = index(3, "full")  # rows of the input that are stored whole
        bank = Signal()
        beat, column = index(p.run, "beat"), index(columns, "column")
        row_in_block, row = index(sy, "row_in_block"), index(rows, "row")

        push, pop, run_ends, row_ends, block_ends, filled, emptied = (
            Signal(name=name) for name in ("push", "pop", "run_ends", "row_ends", "block_ends", "filled", "emptied")
        )
        m.d.comb += [
            run_ends.eq(beat == Mux(column == columns - 1, kept - 1, p.run - 1)),
            row_ends.eq(run_ends & (column == columns - 1)),
            block_ends.eq(row_ends & (row_in_block == Mux(row == rows - 1, bottom - 1, sy - 1))),
            i.ready.eq(full != 2),
            # While no row is whole, the one that is read is the one that is written, and is not left before it is.
            o.valid.eq((full != 0) | ((at < newest) & ~block_ends)),
            o.payload.eq(shown),
            push.eq(i.valid & i.ready),
            pop.eq(o.valid & o.ready),
            filled.eq(push & ((newest == p.block_row - 1) | (newest == p.depth - 1))),
            emptied.eq(pop & block_ends),
            store.write_address.eq(newest),
            store.write_data.eq(i.payload),
            store.write.eq(push),
            store.read_address.eq(at),
            store.read.eq(1),
        ]
        with m.If(push):
            m.d.sync += newest.eq(following(newest, p.depth - 1))
        with m.If(filled & ~emptied):
            m.d.sync += full.eq((full + 1)[: len(full)])
        with m.Elif(emptied & ~filled):
            m.d.sync += full.eq((full - 1)[: len(full)])

        m.d.sync += at.eq(store.read_address)
        with m.If(pop):
            m.d.sync += beat.eq(beat + 1)
            m.d.comb += store.read_address.eq((at + 1)[: len(at)])
            with m.If(run_ends):
                m.d.sync += [beat.eq(0), column.eq(following(column, columns - 1))]
                m.d.comb += store.read_address.eq((at + (sy - 1) * p.run + 1)[: len(at)])
            with m.If(row_ends):
                m.d.sync += row_in_block.eq((row_in_block + 1)[: len(row_in_block)])
                m.d.comb += store.read_address.eq((at + p.run - (columns - 1) * sy * p.run - (kept - 1))[: len(at)])
            with m.If(block_ends):
                m.d.sync += [row_in_block.eq(0), row.eq(following(row, rows - 1)), bank.eq(~bank)]
                m.d.comb += store.read_address.eq(Mux(bank, 0, p.block_row))
