"""`Fifo`: a queue between two stages."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Module, Mux, Signal
from amaranth.lib import memory, stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index


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
        m.submodules.beats = beats = memory.Memory(shape=self.params.width, depth=depth, init=[])
        write = beats.write_port()
        # The register of the read port always shows the oldest beat: its address is the oldest of the next cycle, and
        # a beat that is being written there passes through.
        read = beats.read_port(transparent_for=(write,))
        newest = index(depth, "newest")
        oldest = index(depth, "oldest")
        level = index(depth + 1, "level")
        push, pop = Signal(), Signal()
        m.d.comb += [
            self.i.ready.eq(level != depth),
            self.o.valid.eq(level != 0),
            self.o.payload.eq(read.data),
            push.eq(self.i.valid & self.i.ready),
            pop.eq(self.o.valid & self.o.ready),
            write.addr.eq(newest),
            write.data.eq(self.i.payload),
            write.en.eq(push),
            read.addr.eq(Mux(pop, following(oldest, depth - 1), oldest)),
            read.en.eq(1),
        ]
        m.d.sync += oldest.eq(read.addr)
        with m.If(push):
            m.d.sync += newest.eq(following(newest, depth - 1))
        with m.If(push & ~pop):
            m.d.sync += level.eq((level + 1)[: len(level)])
        with m.Elif(pop & ~push):
            m.d.sync += level.eq((level - 1)[: len(level)])
        return m
