"""`WindowBuffer`: the pixels of an image in, the windows of an array layer out."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Cat, Module, Mux, Signal
from amaranth.lib import memory, stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.arith import Window
from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index


@dataclass(frozen=True)
class WindowBufferParams:
    """window: which taps a position sees; lanes: channels a beat of the input; bits: of an activation."""

    window: Window
    lanes: int
    bits: int

    def __post_init__(self) -> None:
        for name in ("lanes", "bits"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"window_buffer.{name}", f"must be at least 1, not {getattr(self, name)}")

    @property
    def beats(self) -> int:
        """Beats of a pixel."""
        return -(-self.window.channels // self.lanes)

    @property
    def in_beats(self) -> int:
        """Beats of an image."""
        return self.window.height * self.window.width * self.beats

    @property
    def stored_rows(self) -> int:
        """Rows of an image that some window sees or passes over; those below them are dropped."""
        w = self.window
        return min(w.height, (w.out_height - 1) * w.stride[0] + w.kernel[0] - w.padding[0])

    @property
    def row_banks(self) -> int:
        """Row memories; 0 if the taps alone hold all that is needed.

        As many as keep the input running: while the windows of a row are formed, the rows that the next ones need are
        stored, in the same image or in the next.
        """
        w = self.window
        every_row = w.kernel[0] == w.stride[0] == 1
        if w.padding[0] == 0 and (every_row or (w.out_height == 1 and w.kernel[1] == w.width)):
            return 0
        last_rows = self.stored_rows + w.padding[0] - (w.out_height - 1) * w.stride[0]
        next_row = w.kernel[0] + w.stride[0] if w.out_height > 1 else 0
        return max(next_row, last_rows + w.kernel[0] - w.padding[0])

    @property
    def turn(self) -> int:
        """Cycles from the last window of a row to the first one of the next."""
        w = self.window
        beyond = (w.width + 2 * w.padding[0] - w.kernel[1]) % w.stride[0] if w.padding[0] else 0
        return (beyond + w.kernel[1] - w.padding[0]) * self.beats

    @property
    def row_steps(self) -> int:
        """Cycles that the windows of one row take when nothing waits; row memories only.

        The zeros at the right end of a row are those at the left end of the next one.
        """
        w = self.window
        columns = w.width + w.padding[0] if w.padding[0] else (w.out_width - 1) * w.stride[0] + w.kernel[1]
        return columns * self.beats


class WindowBuffer(wiring.Component):
    """Hardware form of `Window.apply`.

    The taps are shift registers, one a kernel row, that take a beat a cycle. A finished window stays in them until it
    is accepted; in that cycle they take the next beat. With stride 1 and n beats a pixel, windows of a row follow each
    other every n cycles, and the first one of a row comes `turn` cycles after the last one before it. The input runs
    ahead in row memories, into the next image too: an image takes max(`in_beats`, out_height·`row_steps`) cycles, and
    images follow without a gap. Windows that are accepted at an even pace of at least stride·n, `turn` and
    `in_beats`/positions cycles are never late.

    Where the kernel is as large as the image, or looks at every row alone, there are no row memories: the taps take
    the input themselves, one beat a cycle while no finished window waits.

    Latency from the beat that completes a window to the window: 3 cycles, 1 without row memories; where the window
    reaches into the padding on the right, a cycle more for each beat of it.

    Members
    -------
    i : In(stream)   Beats of `lanes` activations. Surplus lanes are ignored.
    o : Out(stream)  Windows: tap t at bits [t·bits, (t+1)·bits), taps in the order (ky, kx, channel).
    """

    def __init__(self, params: WindowBufferParams) -> None:
        self.params = params
        super().__init__(
            {
                "i": In(stream.Signature(params.lanes * params.bits)),
                "o": Out(stream.Signature(params.window.taps * params.bits)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, w = self.params, self.params.window
        beat_bits = p.lanes * p.bits
        pixel_bits = p.beats * beat_bits
        chains = [Signal(w.kernel[1] * pixel_bits, name=f"taps_{ky}") for ky in range(w.kernel[0])]
        heads = [Signal(beat_bits, name=f"head_{ky}") for ky in range(w.kernel[0])]
        step = Signal()  # the chains take their heads
        completes = Signal()  # and that completes a window
        free = Signal()  # no finished window is in the way
        m.d.comb += [
            free.eq(~self.o.valid | self.o.ready),
            self.o.payload.eq(
                Cat(
                    *(
                        chain[kx * pixel_bits : kx * pixel_bits + w.channels * p.bits]
                        for chain in chains
                        for kx in range(w.kernel[1])
                    )
                )
            ),
        ]
        with m.If(free):
            m.d.sync += self.o.valid.eq(step & completes)
        with m.If(step):
            m.d.sync += [chain.eq(Cat(chain[beat_bits:], head)) for chain, head in zip(chains, heads, strict=True)]
        if p.row_banks:
            self._feed_from_rows(m, heads, step, completes, free)
        else:
            self._feed_from_input(m, chains, heads, step, completes, free)
        return m

    def _feed_from_input(
        self, m: Module, chains: list[Signal], heads: list[Signal], step: Signal, completes: Signal, free: Signal
    ) -> None:
        """The image walks through all chains, one behind the other."""
        p, w = self.params, self.params.window
        m.d.comb += [
            self.i.ready.eq(free),
            step.eq(free & self.i.valid),
            Cat(*heads).eq(Cat(*(chain[: p.lanes * p.bits] for chain in chains[1:]), self.i.payload)),
        ]
        _, column_end, column_done = self._columns(m, step, w.width * p.beats)
        row = index(w.height, "row")
        with m.If(step & column_end):
            m.d.sync += row.eq(following(row, w.height - 1))
        m.d.comb += completes.eq(column_done & (row == w.kernel[0] - 1 if w.out_height == 1 else 1))

    def _feed_from_rows(self, m: Module, heads: list[Signal], step: Signal, completes: Signal, free: Signal) -> None:
        """Row memories, written in turn as pixels come and read side by side, kernel rows at a time.

        `top` is the row of the padded image that the windows at hand begin with. Rows above and below the image are
        in no memory; they are counted in `top` and `lead` as if they were.
        """
        p, w = self.params, self.params.window
        kernel_rows, banks, row_beats = w.kernel[0], p.row_banks, w.width * p.beats
        last_top = (w.out_height - 1) * w.stride[0]
        to_next_image = p.stored_rows - last_top  # rows from the last `top` to the next image's first one

        reads, writes = [], []
        for bank in range(banks):
            m.submodules[f"row_{bank}"] = row = memory.Memory(shape=p.lanes * p.bits, depth=max(2, row_beats), init=[])
            reads.append(row.read_port())
            writes.append(row.write_port())

        # Rows stored, counted from `top`: below zero if rows must still pass that no window sees.
        lead = Signal(range(-(w.stride[0] + kernel_rows), banks + kernel_rows + 1), init=w.padding[0])
        row_stored, row_left = Signal(), Signal()

        # Input.
        write_beat = index(row_beats, "write_beat")
        write_row = index(w.height, "write_row")
        write_bank = index(banks, "write_bank")
        stored, accept = Signal(), Signal()
        m.d.comb += [
            stored.eq(write_row < p.stored_rows if p.stored_rows < w.height else 1),
            self.i.ready.eq((lead < banks) | ~stored),
            accept.eq(self.i.valid & self.i.ready),
            row_stored.eq(accept & stored & (write_beat == row_beats - 1)),
        ]
        for bank, write in enumerate(writes):
            m.d.comb += [
                write.addr.eq(write_beat),
                write.data.eq(self.i.payload),
                write.en.eq(accept & stored & (write_bank == bank)),
            ]
        with m.If(accept):
            m.d.sync += write_beat.eq(following(write_beat, row_beats - 1))
            with m.If(write_beat == row_beats - 1):
                m.d.sync += write_row.eq(following(write_row, w.height - 1))
        with m.If(row_stored):
            m.d.sync += write_bank.eq(following(write_bank, banks - 1))

        # Reading: one cycle ahead of the chains.
        fetch, fetched = Signal(), Signal()
        read_beat, row_end, column_done = self._columns(m, fetch, p.row_steps)
        # Rows from `top` to the end of the stored image: says which kernel rows lie in the padding.
        most = p.stored_rows + w.padding[0]
        least = most - last_top
        to_end = index(most + 1, "to_end", init=most)
        base = index(banks, "base", init=-w.padding[0] % banks)  # bank of row `top`
        need = Signal(range(kernel_rows + 1))
        m.d.comb += [
            need.eq(Mux(to_end < kernel_rows, to_end, kernel_rows) if least < kernel_rows else kernel_rows),
            fetch.eq((free | ~fetched) & ((lead >= need) | ((lead == need - 1) & stored & (write_beat > read_beat)))),
            step.eq(free & fetched),
            row_left.eq(fetch & row_end),
        ]
        last = Signal(name="last_row")
        m.d.comb += last.eq(to_end == least)
        with m.If(row_left):
            moved = Signal(range(2 * banks))
            m.d.comb += moved.eq(base + Mux(last, to_next_image % banks, w.stride[0] % banks))
            m.d.sync += base.eq(Mux(moved >= banks, moved - banks, moved)[: len(base)])
            m.d.sync += to_end.eq(Mux(last, most, to_end - w.stride[0])[: len(to_end)])
        m.d.sync += lead.eq(lead + row_stored - Mux(row_left, Mux(last, to_next_image, w.stride[0]), 0))

        in_padding = Signal()  # to the right of the image
        m.d.comb += in_padding.eq(read_beat >= row_beats if w.padding[0] else 0)
        for read in reads:
            m.d.comb += [read.addr.eq(read_beat[: len(read.addr)]), read.en.eq(fetch & ~in_padding)]
        fetched_base = index(banks, "fetched_base")
        zero = Signal(kernel_rows)
        with m.If(free | ~fetched):
            m.d.sync += fetched.eq(fetch)
        with m.If(fetch):
            m.d.sync += [completes.eq(column_done), fetched_base.eq(base)]
            for ky in range(kernel_rows):
                below = to_end <= ky if ky >= least else 0
                above = to_end > p.stored_rows + ky if ky < w.padding[0] else 0
                m.d.sync += zero[ky].eq(in_padding | below | above)
        with m.Switch(fetched_base):
            for first in range(banks):
                with m.Case(first):
                    m.d.comb += [
                        head.eq(Mux(zero[ky], 0, reads[(first + ky) % banks].data)) for ky, head in enumerate(heads)
                    ]

    def _columns(self, m: Module, step: Signal, steps: int) -> tuple[Signal, Signal, Signal]:
        """Walks a row of `steps` beats. Returns the beat, whether it is the last, and whether it completes windows."""
        p, w = self.params, self.params.window
        first_due = (w.kernel[1] - w.padding[0]) * p.beats - 1
        next_due = w.stride[0] * p.beats - 1
        at = index(steps, "row_beat")
        due = index(max(first_due, next_due) + 1, "column_due", init=first_due)  # beats until a window is complete
        end = Signal(name="row_end")
        done = Signal(name="column_done")
        m.d.comb += [end.eq(at == steps - 1), done.eq(due == 0)]
        with m.If(step):
            m.d.sync += at.eq(following(at, steps - 1))
            with m.If(end):
                m.d.sync += due.eq(first_due)
            with m.Elif(done):
                m.d.sync += due.eq(next_due)
            with m.Else():
                m.d.sync += due.eq((due - 1)[: len(due)])
        return at, end, done
