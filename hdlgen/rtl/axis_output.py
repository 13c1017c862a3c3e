"""`AxisOutput`: results to an AXI4-Stream."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Cat, Module
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index


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

    Members
    -------
    i : In(stream)          `i.ready` follows tready in the same cycle.
    m_axis_tdata, m_axis_tvalid, m_axis_tlast : Out  Registers.
    m_axis_tready : In(1)
    beat, image : Out(1)    Pulse with every accepted beat; with an image's last one.
    stalled : Out(1)        tvalid without tready.
    """

    def __init__(self, params: AxisOutputParams) -> None:
        self.params = params
        super().__init__(
            {
                "i": In(stream.Signature(params.lanes * params.bits)),
                "m_axis_tdata": Out(params.data_bits),
                "m_axis_tvalid": Out(1),
                "m_axis_tready": In(1),
                "m_axis_tlast": Out(1),
                "beat": Out(1),
                "image": Out(1),
                "stalled": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        count = index(p.beats_per_image, "count")
        lanes = []
        for n in range(p.lanes):
            lane = self.i.payload[n * p.bits : (n + 1) * p.bits]
            sign = lane[-1] if p.signed else 0
            lanes.append(Cat(lane, *[sign] * (p.lane_bits - p.bits)))
        m.d.comb += [
            self.i.ready.eq(~self.m_axis_tvalid | self.m_axis_tready),
            self.beat.eq(self.m_axis_tvalid & self.m_axis_tready),
            self.image.eq(self.beat & self.m_axis_tlast),
            self.stalled.eq(self.m_axis_tvalid & ~self.m_axis_tready),
        ]
        with m.If(self.i.ready):
            m.d.sync += self.m_axis_tvalid.eq(self.i.valid)
            with m.If(self.i.valid):
                m.d.sync += [
                    self.m_axis_tdata.eq(Cat(*lanes)),
                    self.m_axis_tlast.eq(count == p.beats_per_image - 1),
                    count.eq(following(count, p.beats_per_image - 1)),
                ]
        return m
