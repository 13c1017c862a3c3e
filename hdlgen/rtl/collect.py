"""`Collect`: streams of which each has its turn, as one."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Module
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index


@dataclass(frozen=True)
class CollectParams:
    """width: bits of a payload; streams: that come; beats: of a turn."""

    width: int
    streams: int
    beats: int

    def __post_init__(self) -> None:
        for name in ("width", "streams", "beats"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"collect.{name}", f"must be at least 1, not {getattr(self, name)}")


class Collect(wiring.Component):
    """Lets so many beats of a stream pass, then as many of the next one, in turn. Latency 0, one beat a cycle.

    Members
    -------
    i : In(stream)    An array of `streams`; payloads of `width` bits.
    o : Out(stream)   Likewise of `width` bits.
    """

    def __init__(self, params: CollectParams) -> None:
        self.params = params
        kind = stream.Signature(params.width)
        super().__init__({"i": In(kind).array(params.streams), "o": Out(kind)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, o = self.params, self.o
        turn, beat = index(p.streams, "turn"), index(p.beats, "beat")
        with m.Switch(turn):
            for n, i in enumerate(self.i):
                with m.Case(n):
                    m.d.comb += [o.valid.eq(i.valid), o.payload.eq(i.payload), i.ready.eq(o.ready)]
        with m.If(o.valid & o.ready):
            m.d.sync += beat.eq(following(beat, p.beats - 1))
            with m.If(beat == p.beats - 1):
                m.d.sync += turn.eq(following(turn, p.streams - 1))
        return m
