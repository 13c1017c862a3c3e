"""`Fifo`: a queue between two stages."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Module, Mux, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.ram import Ram, RamParams, passing


@dataclass(frozen=True)
class FifoParams:
    """width: bits of a payload; depth: beats that fit."""

    width: int
    depth: int

    def __post_init__(self) -> None:
        for name in ("width", "depth"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"fifo.{name}", f"must be at least 1, not {getattr(self, name)}")


class Fifo(wiring.Component):
    """Holds `depth` beats; the oldest is on `o` without being asked for. Latency one cycle, one beat a cycle.

    `i.ready` is a function of registers alone, but with a depth of 1 it also follows `o.ready`.

    Members
    -------
    i : In(stream)
    o : Out(stream)
    """

    def __init__(self, params: FifoParams) -> None:
        self.params = params
        super().__init__(
            {
                "i": In(stream.Signature(params.width)),
                "o": Out(stream.Signature(params.width)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        if self.params.depth == 1:
            m.d.comb += self.i.ready.eq(~self.o.valid | self.o.ready)
            with m.If(self.i.ready):
                m.d.sync += [self.o.valid.eq(self.i.valid), self.o.payload.eq(self.i.payload)]
            return m

        depth = self.params.depth
        # The memory always shows the oldest beat: it is read at the oldest of the next cycle, and a beat that is being
        # written there passes.
        beats = parts.add(m, platform, "beats", Ram, RamParams(self.params.width, depth))
        newest = index(depth, "newest")
        oldest = index(depth, "oldest")
        level = index(depth + 1, "level")
        push, pop = Signal(), Signal()
        m.d.comb += [
            self.i.ready.eq(level != depth if depth.bit_count() > 1 else ~level[-1]),  # no comparison
            self.o.valid.eq(level != 0),
            self.o.payload.eq(passing(m, beats)),
            push.eq(self.i.valid & self.i.ready),
            pop.eq(self.o.valid & self.o.ready),
            beats.write_address.eq(newest),
            beats.write_data.eq(self.i.payload),
            beats.write.eq(push),
            beats.read_address.eq(Mux(pop, following(oldest, depth - 1), oldest)),
            beats.read.eq(1),
        ]
        m.d.sync += oldest.eq(beats.read_address)
        with m.If(push):
            m.d.sync += newest.eq(following(newest, depth - 1))
        with m.If(push & ~pop):
            m.d.sync += level.eq((level + 1)[: len(level)])
        with m.Elif(pop & ~push):
            m.d.sync += level.eq((level - 1)[: len(level)])
        return m
