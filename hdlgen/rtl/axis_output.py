"""`AxisOutput`: results to an AXI4-Stream."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Cat, Module, Mux, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.interfaces import axi_stream


@dataclass(frozen=True)
class AxisOutputParams:
    """lanes of `bits` bits a beat, two's complement if `signed`; each is extended to whole bytes on the bus."""

    lanes: int
    bits: int
    signed: bool
    beats_per_image: int

    def __post_init__(self) -> None:
        for name in ("lanes", "bits", "beats_per_image"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"axis_output.{name}", f"must be at least 1, not {getattr(self, name)}")

    @property
    def lane_bits(self) -> int:
        """Bits of a lane on the bus."""
        return 8 * -(-self.bits // 8)

    @property
    def data_bits(self) -> int:
        """Bits of tdata."""
        return self.lanes * self.lane_bits


class AxisOutput(wiring.Component):
    """Hands results to the bus, tlast on the last beat of an image. Latency one cycle, one beat a cycle.

    On the last beat tuser is the image's verdict: 1 says that the result is of no use. Elsewhere it is 0. The last beat
    waits for its verdict.

    `flush` makes an image's first beat of whatever comes next. A beat that is being offered stays until it is taken. If
    its image, or one whose beats have been taken, is not complete then, a beat of zeros with tlast and tuser ends it.

    Members
    -------
    i : In(stream)          `i.ready` follows tready in the same cycle. What comes in the cycle of `flush` is dropped.
    verdict : In(stream)    One for each image, see `AxisInput`.
    m_axis : Out(axi_stream)    Registers.
    flush : In(1)
    flushing : Out(1)       Something of before the latest flush has not been taken yet; a register.
    beat : Out(1)           Pulse with every accepted beat.
    image : Out(1)          Pulse with an accepted tlast, unless `flushing`.
    stalled : Out(1)        tvalid without tready.
    """

    def __init__(self, params: AxisOutputParams) -> None:
        self.params = params
        super().__init__(
            {
                "i": In(stream.Signature(params.lanes * params.bits)),
                "verdict": In(stream.Signature(1)),
                "m_axis": Out(axi_stream(params.data_bits, user=True)),
                "flush": In(1),
                "flushing": Out(1),
                "beat": Out(1),
                "image": Out(1),
                "stalled": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        count = index(p.beats_per_image, "count")
        last, free, load = Signal(), Signal(), Signal()
        closing = Signal()  # the bus waits for the end of an image that was flushed
        lanes = []
        for n in range(p.lanes):
            lane = self.i.payload[n * p.bits : (n + 1) * p.bits]
            sign = lane[-1] if p.signed else 0
            lanes.append(Cat(lane, *[sign] * (p.lane_bits - p.bits)))
        m.d.comb += [
            last.eq(count == p.beats_per_image - 1),
            free.eq(~self.m_axis.tvalid | self.m_axis.tready),
            self.i.ready.eq(free & ~closing & (~last | self.verdict.valid)),
            load.eq(self.i.valid & self.i.ready & ~self.flush),
            self.verdict.ready.eq(load & last),
            self.beat.eq(self.m_axis.tvalid & self.m_axis.tready),
            self.image.eq(self.beat & self.m_axis.tlast & ~self.flushing),
            self.stalled.eq(self.m_axis.tvalid & ~self.m_axis.tready),
        ]
        with m.If(free):
            m.d.sync += [self.m_axis.tvalid.eq(load | closing), self.flushing.eq(closing), closing.eq(0)]
            with m.If(load | closing):
                m.d.sync += [
                    self.m_axis.tdata.eq(Mux(closing, 0, Cat(*lanes))),
                    self.m_axis.tlast.eq(last | closing),
                    self.m_axis.tuser.eq((last & self.verdict.payload) | closing),
                ]
        with m.If(load):
            m.d.sync += count.eq(following(count, p.beats_per_image - 1))
        with m.If(self.flush):
            m.d.sync += count.eq(0)
            with m.If(~free | (count != 0)):
                m.d.sync += self.flushing.eq(1)
            with m.If(count != 0):
                m.d.sync += closing.eq(1)
        return m
