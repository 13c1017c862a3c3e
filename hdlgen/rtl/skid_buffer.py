"""`SkidBuffer`: a register in both directions of a stream."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Module, Mux, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class SkidBufferParams:
    """width: bits of a payload."""

    width: int

    def __post_init__(self) -> None:
        if self.width < 1:
            raise HdlgenError("skid_buffer.width", f"must be at least 1, not {self.width}")


class SkidBuffer(wiring.Component):
    """Cuts the paths of valid, payload and ready. Latency one cycle, one beat a cycle, room for two.

    Members
    -------
    i : In(stream)   `i.ready` is a register.
    o : Out(stream)  `o.valid` and `o.payload` are registers.
    """

    def __init__(self, params: SkidBufferParams) -> None:
        self.params = params
        super().__init__(
            {
                "i": In(stream.Signature(params.width)),
                "o": Out(stream.Signature(params.width)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        spare = Signal(self.params.width)
        spare_valid = Signal()
        m.d.comb += self.i.ready.eq(~spare_valid)
        with m.If(~self.o.valid | self.o.ready):
            m.d.sync += [
                self.o.valid.eq(self.i.valid | spare_valid),
                self.o.payload.eq(Mux(spare_valid, spare, self.i.payload)),
                spare_valid.eq(0),
            ]
        with m.Elif(self.i.valid & ~spare_valid):
            m.d.sync += [spare.eq(self.i.payload), spare_valid.eq(1)]
        return m
