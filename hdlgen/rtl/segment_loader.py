"""`SegmentLoader`: the pixels of an image in, the taps of its windows out, segment by segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from amaranth import Cat, Const, Module, Mux, Signal, Value
from amaranth.lib import stream, wiring
from amaranth.lib.data import StructLayout, View
from amaranth.lib.wiring import In, Out

from hdlgen.arith import SegmentFetch
from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.interfaces import load_port, loads
from hdlgen.rtl.macro import index_bits
from hdlgen.rtl.ram import Ram, RamParams
from hdlgen.rtl.table import RoomParams, TableParams, add_table, faults, spread_load

_ENDS = StructLayout({"window": 1, "row": 1, "image": 1})
"""What ends with a load cycle: a window, a row of windows, an image."""


@dataclass(frozen=True)
class SegmentLoaderParams:
    """What is fetched.

    fetch  where pixels lie
    bits   of an activation
    table  `fetch.table`, the load cycles of a window; or room for them, where they are loaded
    """

    fetch: SegmentFetch
    bits: int
    table: TableParams | RoomParams

    def __post_init__(self) -> None:
        if self.bits < 1:
            raise HdlgenError("segment_loader.bits", f"must be at least 1, not {self.bits}")
        if self.table.bits != self.fetch.row_bits:
            raise HdlgenError("segment_loader.table", f"must have {self.fetch.row_bits} bits, not {self.table.bits}")

    @property
    def room(self) -> RoomParams | None:
        """For load cycles that are loaded; else None."""
        return self.table if isinstance(self.table, RoomParams) else None


class SegmentLoader(wiring.Component):
    """Keeps pixels in banks of memory, where each lies once, and fetches taps by a table.

    The table is walked once a window, from row 0 to row `last`, when all that the window sees is there; a row a cycle
    while what is fetched is taken. A beat that is accepted in cycle t lets the first load cycle of a window be offered
    in t + 6. Taps in the padding are 0. `i.ready` depends on registers only: there is room for more rows of the image
    when `o.freed` tells that a row of windows is loaded and gone.

    Members
    -------
    i : In(stream)      Beats of `fetch.in_lanes` activations. Surplus lanes are ignored.
    last : In           Last row of the table. Does not change while images pass.
    o : Out(loads)      Load cycles.

    and where the table is loaded:

    load : In(load_port)
    fault : Out(1)      Parity of a row that was used was wrong.
    """

    def __init__(self, params: SegmentLoaderParams) -> None:
        self.params = params
        loaded = {}
        if params.room:
            loaded = {"load": In(load_port(1, params.room.load_bits)), "fault": Out(1)}
        super().__init__(
            {
                "i": In(stream.Signature(params.fetch.in_lanes * params.bits)),
                "last": In(params.table.address_bits),
                "o": Out(loads(params.fetch.lanes, params.bits)),
                **loaded,
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, f = self.params, self.params.fetch
        # Numbered by channel and pixel bank; where the channels are no power of two, some numbers have no bank.
        channel_bits, pixel_bits = (f.channel_banks - 1).bit_length(), f.pixel_banks.bit_length() - 1
        numbers = [pixel << channel_bits | c for pixel in range(f.pixel_banks) for c in range(f.channel_banks)]
        words_of_bank = RamParams(p.bits, max(2, f.depth))
        banks = {n: parts.add(m, platform, f"bank_{n}", Ram, words_of_bank) for n in numbers}
        row_stored, columns = self._store(m, list(banks.values()))

        # What is fetched goes through registers, which close up: rows in the table's memory, rows, addresses, words in
        # the banks' memories, words.
        valid = [Signal(name=f"valid_{n}") for n in range(5)]
        moves = [Signal(name=f"moves_{n}") for n in range(5)]
        issue = Signal()
        there, ends, rows_out, columns_out = self._windows(m, issue, row_stored, columns)
        sources, taken = [there, *valid[:-1]], [*moves[1:], self.o.ready]
        for source, v, move, behind in zip(sources, valid, moves, taken, strict=True):
            m.d.comb += move.eq(~v | behind)
            with m.If(move):
                m.d.sync += v.eq(source)

        # A row of the table.
        table = add_table(m, platform, "taps_table", p.table.rows, p.table.bits)
        at = Signal(p.table.address_bits)
        m.d.comb += [issue.eq(there & moves[0]), table.address.eq(at), table.enable.eq(issue)]
        m.d.comb += ends.window.eq(at == self.last)
        with m.If(issue):
            m.d.sync += at.eq(Mux(ends.window, 0, (at + 1)[: len(at)]))
        take, advance = Signal(), Signal()
        m.d.comb += [take.eq(valid[0] & moves[1]), advance.eq(valid[1] & moves[2])]
        if p.room:
            spread_load(m, self.load, [table])
            m.d.comb += self.fault.eq(faults(m, [table], [take]))
        taken_row, addressed = Signal(p.table.bits, reset_less=True), self._taken(m, ends, "ends", issue, take)
        with m.If(take):
            m.d.sync += taken_row.eq(table.row)
        # Which kernel rows, and columns, are in the padding.
        axes = {"row": rows_out, "column": columns_out}
        outside = {axis: self._taken(m, Cat(out), f"{axis}_outside", issue, take) for axis, out in axes.items() if out}

        # Addresses.
        lane = StructLayout(f.fields)
        row = StructLayout({**{f"lane_{n}": lane for n in range(f.lanes)}, "next": 1, "last": 1})(taken_row)
        marks_layout = StructLayout({"next": 1, "last": 1, "frees": 1})
        bank_bits = channel_bits + pixel_bits
        bank_layout = StructLayout({"valid": 1, "padding": 1, **({"bank": bank_bits} if bank_bits else {})})
        place_layout = StructLayout({"tap": bank_layout, "word": index_bits(f.depth)})
        corner = self._corner(m, advance, addressed)
        lanes = [Signal(place_layout, name=f"place_{n}") for n in range(f.lanes)]
        marks = Signal(marks_layout)
        with m.If(advance):
            m.d.sync += marks.eq(Cat(row.next, row.last, addressed.row))
        for n, to in enumerate(lanes):
            said = row[f"lane_{n}"]
            place = self._wrapped(m, corner + said.place, f"wrapped_{n}")
            padding = _any([out.bit_select(said[axis], 1) for axis, out in outside.items()])
            bank = ([said.channel] if channel_bits else []) + ([place[:pixel_bits]] if pixel_bits else [])
            with m.If(advance):
                m.d.sync += [
                    to.tap.eq(Cat(said.valid, padding, *bank)),
                    to.word.eq(place[pixel_bits:]),
                ]

        # Words. Taps of a load cycle are in different banks: at most one lane gives a bank its address.
        read = Signal()
        m.d.comb += read.eq(valid[2] & moves[3])
        words: list[Value] = [Const(0, p.bits)] * (1 << bank_bits)
        for n, ram in banks.items():
            asked = [Mux(to.tap.valid & (to.tap.bank == n), to.word, 0) if bank_bits else to.word for to in lanes]
            m.d.comb += [ram.read_address.eq(_any(asked)), ram.read.eq(read)]
            words[n] = ram.read_data
        fetched = [Signal(bank_layout, name=f"fetched_{n}") for n in range(f.lanes)]
        fetched_marks = Signal(marks_layout)
        with m.If(read):
            m.d.sync += fetched_marks.eq(marks)
            m.d.sync += [to.eq(place.tap) for to, place in zip(fetched, lanes, strict=True)]
        values = [Cat(*words).word_select(to.bank, p.bits) if bank_bits else words[0] for to in fetched]
        gives = Signal()
        m.d.comb += [gives.eq(valid[3] & moves[4]), self.o.valid.eq(valid[4])]
        with m.If(gives):
            m.d.sync += [
                self.o.lanes.eq(Cat(to.valid for to in fetched)),
                self.o.values.eq(Cat(Mux(to.padding, 0, value) for to, value in zip(fetched, values, strict=True))),
                *(getattr(self.o, mark).eq(fetched_marks[mark]) for mark in marks_layout.members),
            ]
        return m

    def _taken(self, m: Module, value: Any, name: str, issue: Value, take: Value) -> Any:
        """`value`, with what is issued; two registers behind, as the row of the table is."""
        issued, taken = Signal(value.shape(), name=f"{name}_issued"), Signal(value.shape(), name=name)
        with m.If(issue):
            m.d.sync += issued.eq(value)
        with m.If(take):
            m.d.sync += taken.eq(issued)
        return taken

    def _store(self, m: Module, banks: Sequence[Ram]) -> tuple[Signal, Signal]:
        """Takes beats. Returns a pulse when a row of the image is stored, and the pixels stored of the next one."""
        f, w = self.params.fetch, self.params.fetch.window
        beat, column = index(f.beats, "beat"), index(w.width, "column")
        beat_bank, pixel_bank = index(f.beat_banks, "beat_bank"), index(f.pixel_banks, "pixel_bank")
        word = index(f.depth, "word")
        accept, pixel_stored, row_stored, word_full = Signal(), Signal(), Signal(), Signal()
        # Pixels for which there is room besides the next one, where padded rows take some, too: its sign says that
        # there is none, and is no comparison.
        left = Signal(range(-1, f.room + w.stride[0] * w.width), init=f.room - 1 - w.padding[0] * w.width)
        freed_row = index(w.out_height, "freed_row")
        frees = Mux(freed_row == w.out_height - 1, (w.height - f.last_top) * w.width, w.stride[0] * w.width)
        m.d.comb += [
            self.i.ready.eq(~left[-1]),
            accept.eq(self.i.valid & self.i.ready),
            pixel_stored.eq(accept & (beat == f.beats - 1)),
            row_stored.eq(pixel_stored & (column == w.width - 1)),
        ]
        m.d.sync += left.eq((left - pixel_stored + Mux(self.o.freed, frees, 0))[: len(left)].as_signed())
        with m.If(self.o.freed):
            m.d.sync += freed_row.eq(following(freed_row, w.out_height - 1))
        with m.If(accept):
            m.d.sync += beat.eq(following(beat, f.beats - 1))
            m.d.sync += beat_bank.eq(Mux(pixel_stored, 0, following(beat_bank, f.beat_banks - 1)))
        with m.If(pixel_stored):
            m.d.sync += column.eq(following(column, w.width - 1))
            m.d.sync += pixel_bank.eq(following(pixel_bank, f.pixel_banks - 1))
        if f.pixel_banks > 1:
            m.d.comb += word_full.eq(pixel_stored & (pixel_bank == f.pixel_banks - 1))
        else:
            m.d.comb += word_full.eq(accept & (pixel_stored | (beat_bank == f.beat_banks - 1)))
        with m.If(word_full):
            m.d.sync += word.eq(following(word, f.depth - 1))
        for n, bank in enumerate(banks):
            rest, lane = divmod(n, f.in_lanes)
            pixel, beats = divmod(rest, f.beat_banks)
            m.d.comb += [
                bank.write_address.eq(word),
                bank.write_data.eq(self.i.payload.word_select(lane, self.params.bits)),
                bank.write.eq(accept & (pixel_bank == pixel) & (beat_bank == beats)),
            ]
        return row_stored, column

    def _windows(
        self, m: Module, issue: Value, row_stored: Value, columns: Signal
    ) -> tuple[Signal, View, list[Value], list[Value]]:
        """Walks over the windows of an image; `issue` fetches a load cycle of the present one.

        Returns whether all that the window sees is there; what ends with the load cycle, whose `window` the caller
        says; and which kernel rows, and which kernel columns, are in the padding: none where there is no padding.
        """
        f, w = self.params.fetch, self.params.fetch.window
        reach, above, below_top = w.reach[0], w.padding[0], w.height - f.last_top
        ends = Signal(_ENDS)
        column, to_end = index(w.out_width, "out_column"), index(w.height + above + 1, "to_end", init=w.height + above)
        # Rows stored, from the first that the window sees on: below zero if rows must still pass that no window sees.
        lead = Signal(range(-max(w.stride[0], below_top) - 1, f.room // w.width + reach + 1), init=above)
        step = Mux(ends.image, below_top, w.stride[0])
        last = Signal(name="last_row")
        m.d.comb += [
            last.eq(to_end == below_top + above),
            ends.row.eq(ends.window & (column == w.out_width - 1)),
            ends.image.eq(ends.row & last),
        ]
        m.d.sync += lead.eq((lead + row_stored - Mux(issue & ends.row, step, 0))[: len(lead)].as_signed())
        # Pixels of the last row that must be there.
        first_due = min(w.width, w.reach[1] - w.padding[1])
        due: Value = Const(first_due)
        if w.out_width > 1:
            due = index(w.width + 1, "columns_due", init=first_due)
            moved = due + w.stride[1]
            with m.If(issue & ends.window):
                onward = Mux(moved > w.width, w.width, moved)
                m.d.sync += due.eq(Mux(ends.row, first_due, onward)[: len(due)])
        with m.If(issue & ends.window):
            m.d.sync += column.eq(following(column, w.out_width - 1))
        with m.If(issue & ends.row):
            m.d.sync += to_end.eq(Mux(last, w.height + above, (to_end - w.stride[0])[: len(to_end)]))
        need = Signal(range(reach + 1))
        there = Signal()
        m.d.comb += [
            need.eq(Mux(to_end < reach, to_end, reach)),
            there.eq((lead >= need) | ((lead == need - 1) & (columns >= due))),
        ]
        rows_out: list[Value] = []
        columns_out: list[Value] = []
        if w.padding[0] or w.padding[2]:
            for row in (ky * w.dilation[0] for ky in range(w.kernel[0])):
                below = to_end <= row if row >= below_top + above else 0
                rows_out.append(below | (to_end > w.height + row if row < above else Const(0, 1)))
        if w.padding[1] or w.padding[3]:
            for kx in range(w.kernel[1]):
                offset = w.padding[1] - kx * w.dilation[1]
                inside = max(0, -(-offset // w.stride[1]))  # the first output column for which it is in the image
                beyond = max(0, -(-(w.width + offset) // w.stride[1]))  # and the first for which it is right of it
                if inside >= min(beyond, w.out_width):
                    columns_out.append(Const(1, 1))
                else:
                    left = column < inside if inside else 0
                    columns_out.append(left | (column >= beyond if beyond < w.out_width else Const(0, 1)))
        return there, ends, rows_out, columns_out

    def _corner(self, m: Module, advance: Value, ends: View) -> Signal:
        """The place of the upper left corner of the window whose load cycle `advance` takes from the table."""
        f = self.params.fetch
        corner = index(f.places, "corner", init=f.first_place)
        in_row, to_row, to_image = f.steps
        step = Mux(ends.image, to_image, Mux(ends.row, to_row, in_row))
        moved = self._wrapped(m, corner + step, "moved")
        with m.If(advance & ends.window):
            m.d.sync += corner.eq(moved)
        return corner

    def _wrapped(self, m: Module, place: Value, name: str) -> Signal:
        """`place` when it is at most as far behind the last one as there are places."""
        places = self.params.fetch.places
        found = index(places, name)
        m.d.comb += found.eq(Mux(place >= places, place - places, place)[: len(found)])
        return found


def _any(values: Sequence[Value]) -> Value:
    """That of `values` which is not 0, if at most one is not."""
    found: Value = Const(0, 1)
    for value in values:
        found = found | value
    return found
