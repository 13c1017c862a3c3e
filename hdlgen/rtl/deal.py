"""`Deal`: windows to engines, and to the copies of each in turn."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Module, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out, Signature

from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index

OFFER = Signature({"valid": Out(1), "ready": In(1)})
"""A stream's handshake alone."""


@dataclass(frozen=True)
class DealParams:
    """copies: of each engine."""

    copies: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.copies or min(self.copies) < 1:
            raise HdlgenError("deal.copies", f"must be at least 1 each, not {self.copies}")


class Deal(wiring.Component):
    """Lets each engine take every window, its copies in turn. Latency 0, a window a cycle.

    An engine takes a window when it can; the window is gone when all have. Nothing but the handshake passes here:
    `o` follows `i` in the same cycle, `i.ready` that of the copies whose turn it is.

    Members
    -------
    i : In(OFFER)      Of the windows.
    o : Out(OFFER), an array: those of engine 0's copies, then engine 1's, …
    """

    def __init__(self, params: DealParams) -> None:
        self.params = params
        super().__init__({"i": In(OFFER), "o": Out(OFFER).array(sum(params.copies))})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        copies = self.params.copies
        taken, takes = Signal(len(copies)), Signal(len(copies))
        m.d.comb += self.i.ready.eq((taken | takes).all())
        first = 0
        for n, count in enumerate(copies):
            turn = index(count, f"turn_{n}")
            offered = self.i.valid & ~taken[n]
            for copy in range(count):
                o = self.o[first + copy]
                its: Value = turn == copy
                m.d.comb += o.valid.eq(offered & its if count > 1 else offered)
                with m.If(its):
                    m.d.comb += takes[n].eq(o.ready)
            with m.If(offered & takes[n]):
                m.d.sync += turn.eq(following(turn, count - 1))
            first += count
        with m.If(self.i.valid):
            m.d.sync += taken.eq(0)
            with m.If(~self.i.ready):
                m.d.sync += taken.eq(taken | takes)
        return m
