"""`SquareWindows`: all that a square of positions sees in, the windows of its positions out."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Cat, Module, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index


@dataclass(frozen=True)
class SquareWindowsParams:
    """What is picked.

    taps   of what a square sees, for each of its positions those of its window; two positions at least, which together
           see all of them
    bits   of an activation
    times  that a square's windows are needed
    """

    taps: tuple[tuple[int, ...], ...]
    bits: int
    times: int = 1

    def __post_init__(self) -> None:
        for name in ("bits", "times"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"square_windows.{name}", f"must be at least 1, not {getattr(self, name)}")
        if len(self.taps) < 2 or len({len(each) for each in self.taps}) > 1 or not self.taps[0]:
            sizes = [len(each) for each in self.taps]
            raise HdlgenError("square_windows.taps", f"must be of two positions or more, equally many, not {sizes}")
        seen = {tap for each in self.taps for tap in each}
        if seen != set(range(len(seen))):
            raise HdlgenError("square_windows.taps", f"must be 0..{len(seen) - 1}, every one seen, not {sorted(seen)}")

    @property
    def count(self) -> int:
        """Taps that a square sees."""
        return 1 + max(max(each) for each in self.taps)


class SquareWindows(wiring.Component):
    """Holds what a square sees while its windows leave, position after position, all of them `times` times.

    Latency one cycle, one window a cycle: the next square is taken in the cycle in which the last window leaves, so
    that windows follow without a gap.

    Members
    -------
    i : In(stream)   All that a square sees: tap t at bits [t·bits, (t+1)·bits).
    o : Out(stream)  A window: its taps, in the order of `taps`.
    """

    def __init__(self, params: SquareWindowsParams) -> None:
        self.params = params
        super().__init__(
            {
                "i": In(stream.Signature(params.count * params.bits)),
                "o": Out(stream.Signature(len(params.taps[0]) * params.bits)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        held = Signal(p.count * p.bits)
        position = index(len(p.taps), "position")
        leaves, ends, done = Signal(), Signal(), Signal()
        m.d.comb += [
            leaves.eq(self.o.valid & self.o.ready),
            ends.eq(leaves & (position == len(p.taps) - 1)),
            self.i.ready.eq(~self.o.valid | done),
        ]
        with m.If(self.i.valid & self.i.ready):
            m.d.sync += [self.o.valid.eq(1), held.eq(self.i.payload)]
        with m.Elif(done):
            m.d.sync += self.o.valid.eq(0)
        with m.If(leaves):
            m.d.sync += position.eq(following(position, len(p.taps) - 1))
        if p.times == 1:
            m.d.comb += done.eq(ends)
        else:
            turn = index(p.times, "turn")
            m.d.comb += done.eq(ends & (turn == p.times - 1))
            with m.If(ends):
                m.d.sync += turn.eq(following(turn, p.times - 1))
        with m.Switch(position):
            for n, taps in enumerate(p.taps):
                with m.Case(n):
                    m.d.comb += self.o.payload.eq(Cat(held.word_select(tap, p.bits) for tap in taps))
        return m
