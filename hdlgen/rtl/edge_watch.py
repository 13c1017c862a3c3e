"""`EdgeWatch`: which of the streams between stages stands still."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class EdgeWatchParams:
    """edges: streams that are watched, those further down with higher numbers."""

    edges: int

    def __post_init__(self) -> None:
        if self.edges < 1:
            raise HdlgenError("edge_watch.edges", f"must be at least 1, not {self.edges}")


class EdgeWatch(wiring.Component):
    """Names an edge whose beat has waited without a pause for at least `limit` cycles.

    All edges share a counter, which divides time into stretches of `limit` cycles. One bit an edge says that it has
    waited in every cycle of the stretch so far; at the end of a stretch the highest such edge is named. So an edge that
    waits for less than `limit` cycles is never named; if none is named yet, one that waits for 2·limit − 1 is, or a
    higher one. A `limit` that is written while the counter runs is that of the stretch that has begun.

    Members
    -------
    waiting : In(edges)    Bit e: edge e has a beat that is not taken in this cycle.
    limit : In(32)         Cycles; 0: nothing is named.
    clear : In(1)          Forgets the name. Wins over an edge that is found in its cycle; that is named a stretch
                           later, if it still waits.
    stuck : Out            Number of the edge, plus 1, until cleared; 0: none. A register.
    """

    def __init__(self, params: EdgeWatchParams) -> None:
        self.params = params
        super().__init__(
            {
                "waiting": In(params.edges),
                "limit": In(32),
                "clear": In(1),
                "stuck": Out(range(params.edges + 1)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        edges = self.params.edges
        count = Signal(32)
        waited = Signal(edges, init=-1)  # in every cycle of this stretch
        tick = Signal()  # the first cycle behind a stretch
        m.d.comb += tick.eq(count >= self.limit)
        m.d.sync += [count.eq((count + 1)[:32]), waited.eq(waited & self.waiting)]
        with m.If(tick):
            m.d.sync += [count.eq(1), waited.eq(self.waiting)]
            with m.If(self.limit.any() & (self.stuck == 0)):
                for edge in range(edges):
                    with m.If(waited[edge]):
                        m.d.sync += self.stuck.eq(edge + 1)
        with m.If(self.clear):
            m.d.sync += self.stuck.eq(0)
        return m
