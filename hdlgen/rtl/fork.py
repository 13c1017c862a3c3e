"""`Fork`: one stream for several readers."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Module, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class ForkParams:
    """width: bits of a payload; branches: readers."""

    width: int
    branches: int

    def __post_init__(self) -> None:
        for name in ("width", "branches"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"fork.{name}", f"must be at least 1, not {getattr(self, name)}")


class Fork(wiring.Component):
    """Each branch takes its copy of a beat when it can; the beat is gone when all have. Latency 0, one beat a cycle.

    No payload is stored: `o` follows `i` in the same cycle, `i.ready` the branches' ready.

    Members
    -------
    i : In(stream)
    o : Out(stream), an array of `branches`
    """

    def __init__(self, params: ForkParams) -> None:
        self.params = params
        super().__init__(
            {
                "i": In(stream.Signature(params.width)),
                "o": Out(stream.Signature(params.width)).array(params.branches),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        taken = Signal(self.params.branches)
        takes = Signal(self.params.branches)
        m.d.comb += self.i.ready.eq((taken | takes).all())
        for n, o in enumerate(self.o):
            m.d.comb += [o.valid.eq(self.i.valid & ~taken[n]), o.payload.eq(self.i.payload), takes[n].eq(o.ready)]
        with m.If(self.i.valid):
            m.d.sync += taken.eq(0)
            with m.If(~self.i.ready):
                m.d.sync += taken.eq(taken | takes)
        return m
