"""`WindowBuffer`: the pixels of an image in, the windows of an array layer out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from amaranth import Cat, Const, Module, Mux, Signal, Value
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.arith import Window, WindowFlow
from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.ram import Ram, RamParams


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
        return self.flow.in_beats

    @property
    def flow(self) -> WindowFlow:
        """Rows that are stored, and the timing."""
        return WindowFlow(self.window, self.beats)


class WindowBuffer(wiring.Component):
    """Hardware form of `Window.apply`; its timing in numbers is `WindowFlow`.

    The taps are shift registers, one a kernel row, that take a beat a cycle. A finished window stays in them until it
    is accepted; in that cycle they take the next beat. Padding takes no cycles: the rows of a window follow those of
    the window above without a gap, and taps of a window beyond its row are masked. A window that reaches beyond the
    right end waits for pixels of the next row only if they are there already; else dummy beats move it on, until all
    beats that it still waits for are there.

    The input runs ahead in row memories, into the next image too, and `i.ready` depends on registers only: an image
    takes max(`in_beats`, out_height·`row_steps`) cycles, and images follow without a gap. Windows that are accepted at
    an even pace of at least stride·beats, `turn` and `in_beats`/positions cycles are never late.

    Where the kernel is as large as the image, or looks at every row alone, there are no row memories: the taps take
    the input themselves, one beat a cycle while no finished window waits, and `i.ready` follows `o.ready`.

    Latency from the beat that completes a window to the window: 3 cycles, 1 without row memories; where the window
    reaches into the padding on the right, a pixel's beats more for each column of it.

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
        chains = [Signal(w.reach[1] * pixel_bits, name=f"taps_{ky}") for ky in range(w.kernel[0])]
        heads = [Signal(beat_bits, name=f"head_{ky}") for ky in range(w.kernel[0])]
        step = Signal()  # the chains take their heads
        completes = Signal()  # and that completes a window
        free = Signal()  # no finished window is in the way
        m.d.comb += free.eq(~self.o.valid | self.o.ready)
        with m.If(free):
            m.d.sync += self.o.valid.eq(step & completes)
        with m.If(step):
            m.d.sync += [chain.eq(Cat(chain[beat_bits:], head)) for chain, head in zip(chains, heads, strict=True)]
        masks = self._masks(m, step & completes)
        taps = []
        for chain in chains:
            for kx, mask in enumerate(masks):
                at = kx * w.dilation[1] * pixel_bits
                pixel = chain[at : at + w.channels * p.bits]
                taps.append(pixel if mask is None else pixel & ~mask.replicate(len(pixel)))
        m.d.comb += self.o.payload.eq(Cat(*taps))
        if p.flow.row_banks:
            self._feed_from_rows(m, platform, heads, step, completes, free)
        else:
            self._feed_from_input(m, chains, heads, step, completes, free)
        return m

    def _masks(self, m: Module, complete: Value) -> list[Value | None]:
        """Whether each kernel column of the window lies in the padding; None if it never does."""
        w = self.params.window
        if not (w.padding[1] or w.padding[3]):
            return [None] * w.kernel[1]
        column = index(w.out_width, "out_column")
        with m.If(complete):
            m.d.sync += column.eq(following(column, w.out_width - 1))
        masks: list[Value | None] = []
        for kx in range(w.kernel[1]):
            offset = w.padding[1] - kx * w.dilation[1]
            inside = max(0, -(-offset // w.stride[1]))  # the first output column for which it is not left of the image
            beyond = max(0, -(-(w.width + offset) // w.stride[1]))  # and the first for which it is right of it
            if inside >= min(beyond, w.out_width):
                masks.append(Const(1, 1))
            elif inside == 0 and beyond >= w.out_width:
                masks.append(None)
            else:
                mask = Signal(name=f"mask_{kx}")
                left = column < inside if inside else 0
                right = column >= beyond if beyond < w.out_width else 0
                with m.If(complete):
                    m.d.sync += mask.eq(left | right)
                masks.append(mask)
        return masks

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
        _, column_end, column_done = self._columns(m, step, w.width)
        row = index(w.height, "row")
        with m.If(step & column_end):
            m.d.sync += row.eq(following(row, w.height - 1))
        m.d.comb += completes.eq(column_done & (row == w.kernel[0] - 1 if w.out_height == 1 else 1))

    def _feed_from_rows(
        self, m: Module, platform: object, heads: list[Signal], step: Signal, completes: Signal, free: Signal
    ) -> None:
        """Row memories, written in turn as pixels come and read side by side, kernel rows at a time.

        `top` is the row of the padded image that the windows at hand begin with. Rows above and below the image are
        in no memory; they are counted in `top` and `lead` as if they were.
        """
        p, w, flow = self.params, self.params.window, self.params.flow
        reach, banks, row_beats, above = w.reach[0], flow.row_banks, w.width * p.beats, w.padding[0]
        rows = [ky * w.dilation[0] for ky in range(w.kernel[0])]  # counted from `top`
        last_top = (w.out_height - 1) * w.stride[0]
        to_next_image = flow.stored_rows - last_top  # rows from the last `top` to the next image's first one

        shape = RamParams(p.lanes * p.bits, max(2, row_beats))
        memories = [parts.add(m, platform, f"row_{bank}", Ram, shape) for bank in range(banks)]

        # Rows stored, counted from `top`: below zero if rows must still pass that no window sees.
        lead = Signal(range(-(w.stride[0] + reach), banks + reach + 1), init=above)
        row_stored, row_left = Signal(), Signal()

        # Input.
        write_beat = index(row_beats, "write_beat")
        write_row = index(w.height, "write_row")
        write_bank = index(banks, "write_bank")
        stored, accept = Signal(), Signal()
        m.d.comb += [
            stored.eq(write_row < flow.stored_rows if flow.stored_rows < w.height else 1),
            self.i.ready.eq((lead < banks) | ~stored),
            accept.eq(self.i.valid & self.i.ready),
            row_stored.eq(accept & stored & (write_beat == row_beats - 1)),
        ]
        for bank, memory in enumerate(memories):
            m.d.comb += [
                memory.write_address.eq(write_beat),
                memory.write_data.eq(self.i.payload),
                memory.write.eq(accept & stored & (write_bank == bank)),
            ]
        with m.If(accept):
            m.d.sync += write_beat.eq(following(write_beat, row_beats - 1))
            with m.If(write_beat == row_beats - 1):
                m.d.sync += write_row.eq(following(write_row, w.height - 1))
        with m.If(row_stored):
            m.d.sync += write_bank.eq(following(write_bank, banks - 1))

        # Reading: one cycle ahead of the chains.
        fetch, fetched, real = Signal(), Signal(), Signal()
        read_beat, row_end, column_done = self._columns(m, real, flow.read_columns)
        # Rows from `top` to the end of the stored image: says which kernel rows lie in the padding.
        most = flow.stored_rows + above
        least = most - last_top
        to_end = index(most + 1, "to_end", init=most)
        base = index(banks, "base", init=-above % banks)  # bank of row `top`
        need = Signal(range(reach + 1))
        rows_there, row_comes = Signal(), Signal()  # all that the windows see; all but the one that is being written
        m.d.comb += [
            need.eq(Mux(to_end < reach, to_end, reach) if least < reach else reach),
            rows_there.eq(lead >= need),
            row_comes.eq((lead == need - 1) & stored),
        ]

        def there(beats: int, gone: Value) -> Value:
            return rows_there | (row_comes & (write_beat + gone >= beats))

        dummy, late_done = self._late(m, fetch, real & row_end, read_beat, there)
        m.d.comb += [
            fetch.eq((free | ~fetched) & (dummy | rows_there | (row_comes & (write_beat > read_beat)))),
            real.eq(fetch & ~dummy),
            step.eq(free & fetched),
            row_left.eq(real & row_end),
        ]
        last = Signal(name="last_row")
        m.d.comb += last.eq(to_end == least)
        moved = Signal(range(2 * banks))
        m.d.comb += moved.eq(base + Mux(last, to_next_image % banks, w.stride[0] % banks))
        with m.If(row_left):
            m.d.sync += base.eq(Mux(moved >= banks, moved - banks, moved)[: len(base)])
            m.d.sync += to_end.eq(Mux(last, most, to_end - w.stride[0])[: len(to_end)])
        m.d.sync += lead.eq(lead + row_stored - Mux(row_left, Mux(last, to_next_image, w.stride[0]), 0))

        for memory in memories:
            m.d.comb += [memory.read_address.eq(read_beat[: len(memory.read_address)]), memory.read.eq(real)]
        fetched_base = index(banks, "fetched_base")
        zero = Signal(w.kernel[0])
        with m.If(free | ~fetched):
            m.d.sync += fetched.eq(fetch)
        with m.If(fetch):
            m.d.sync += [completes.eq((real & column_done) | late_done), fetched_base.eq(base)]
            for ky, row in enumerate(rows):
                is_below = to_end <= row if row >= least else 0
                is_above = to_end > flow.stored_rows + row if row < above else 0
                m.d.sync += zero[ky].eq(is_below | is_above)
        with m.Switch(fetched_base):
            for first in range(banks):
                with m.Case(first):
                    m.d.comb += [
                        head.eq(Mux(zero[ky], 0, memories[(first + row) % banks].read_data))
                        for ky, (head, row) in enumerate(zip(heads, rows, strict=True))
                    ]

    def _late(
        self, m: Module, fetch: Value, row_left: Value, read_beat: Value, there: Callable[[int, Value], Value]
    ) -> tuple[Value, Value]:
        """Windows that are complete only when pixels after their row have moved it on.

        there(beats, gone)  whether so many beats of the next row, less `gone`, or all that it has, are there

        Returns whether the beat to fetch is a dummy one, and whether it completes such a window.
        """
        p, flow = self.params, self.params.flow
        if not flow.late_columns:
            return Const(0, 1), Const(0, 1)
        first = int(flow.columns[0])
        due = {int(column) - self.params.window.width for column in flow.columns}
        late = Signal(flow.late_columns)  # bit n: n pixels more, and the next one completes a window
        beat = index(p.beats, "pixel_beat")  # of the first of these pixels
        pixel_end, wait, dummy, done = Signal(), Signal(), Signal(), Signal(name="late_done")
        # A row that has begun is not interrupted: it begins when it need not wait before the windows due are complete,
        # and these come before its own first one.
        pattern = sum(1 << n for n in due if n >= 0)
        whole = flow.whole_pixels
        waits = [bit & ~there((n + 1) * p.beats, beat) if n < first else bit for n, bit in enumerate(late)]
        m.d.comb += [
            wait.eq(Cat(waits).any()),
            pixel_end.eq(beat == p.beats - 1),
            dummy.eq((read_beat == 0) & (wait | (beat != 0) if whole else wait)),
            done.eq(pixel_end & late[0]),
        ]
        with m.If(fetch):
            if whole:
                m.d.sync += beat.eq(following(beat, p.beats - 1))
                with m.If(pixel_end):
                    m.d.sync += late.eq(late[1:] | Mux(row_left, pattern, 0))
            else:
                with m.If(row_left):
                    m.d.sync += [late.eq(pattern), beat.eq(0)]
                with m.Elif(late.any()):
                    m.d.sync += beat.eq(following(beat, p.beats - 1))
                    with m.If(pixel_end):
                        m.d.sync += late.eq(late[1:])
        return dummy, done

    def _columns(self, m: Module, step: Signal, columns: int) -> tuple[Signal, Signal, Value]:
        """Walks a row of `columns`. Returns the beat, whether it is the last, and whether it completes a window."""
        p, w = self.params, self.params.window
        steps = columns * p.beats
        at = index(steps, "row_beat")
        end = Signal(name="row_end")
        m.d.comb += end.eq(at == steps - 1)
        with m.If(step):
            m.d.sync += at.eq(following(at, steps - 1))
        first_due = (int(p.flow.columns[0]) + 1) * p.beats - 1
        next_due = w.stride[1] * p.beats - 1
        if first_due >= steps:
            return at, end, Const(0, 1)
        due = index(max(first_due, next_due) + 1, "column_due", init=first_due)  # beats until a window is complete
        done = Signal(name="column_done")
        m.d.comb += done.eq(due == 0)
        with m.If(step):
            with m.If(end):
                m.d.sync += due.eq(first_due)
            with m.Elif(done):
                m.d.sync += due.eq(next_due)
            with m.Else():
                m.d.sync += due.eq((due - 1)[: len(due)])
        return at, end, done
