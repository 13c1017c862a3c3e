"""`AxisInput`: images from an AXI4-Stream."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Cat, Module, Mux, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index


@dataclass(frozen=True)
class AxisInputParams:
    """lanes of `bits` bits a beat, each in whole bytes of its own on the bus."""

    lanes: int
    bits: int
    beats_per_image: int

    def __post_init__(self) -> None:
        for name in ("lanes", "bits", "beats_per_image"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"axis_input.{name}", f"must be at least 1, not {getattr(self, name)}")

    @property
    def lane_bits(self) -> int:
        """Bits of a lane on the bus."""
        return 8 * -(-self.bits // 8)

    @property
    def data_bits(self) -> int:
        """Bits of tdata."""
        return self.lanes * self.lane_bits


class AxisInput(wiring.Component):
    """Takes images from the bus into the accelerator. Latency one cycle, one beat a cycle, room for two beats.

    Beats are counted, not framed by tlast: a wrong tlast is reported and changes nothing. Bits of a lane above `bits`
    are ignored. Lanes that the image does not fill must be 0, as everywhere in the accelerator.

    Members
    -------
    s_axis_tdata, s_axis_tvalid, s_axis_tlast : In
    s_axis_tready : Out(1)  A function of registers and `run`.
    o : Out(stream)         Lanes of `bits` bits.
    run : In(1)             An image is begun only while this is high; a begun image is finished.
    beat, image : Out(1)    Pulse with every accepted beat; with an image's last one.
    frame_error : Out(1)    Pulse: tlast is missing on an image's last beat, or is on another one.
    stalled : Out(1)        tvalid without tready.
    starved : Out(1)        tready without tvalid.
    """

    def __init__(self, params: AxisInputParams) -> None:
        self.params = params
        super().__init__(
            {
                "s_axis_tdata": In(params.data_bits),
                "s_axis_tvalid": In(1),
                "s_axis_tready": Out(1),
                "s_axis_tlast": In(1),
                "o": Out(stream.Signature(params.lanes * params.bits)),
                "run": In(1),
                "beat": Out(1),
                "image": Out(1),
                "frame_error": Out(1),
                "stalled": Out(1),
                "starved": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        count = index(p.beats_per_image, "count")
        last = Signal()
        spare = Signal(p.lanes * p.bits)
        spare_valid = Signal()
        payload = Cat(*(self.s_axis_tdata[n * p.lane_bits : n * p.lane_bits + p.bits] for n in range(p.lanes)))
        m.d.comb += [
            last.eq(count == p.beats_per_image - 1),
            self.s_axis_tready.eq(~spare_valid & (self.run | (count != 0))),
            self.beat.eq(self.s_axis_tvalid & self.s_axis_tready),
            self.image.eq(self.beat & last),
            self.frame_error.eq(self.beat & (self.s_axis_tlast ^ last)),
            self.stalled.eq(self.s_axis_tvalid & ~self.s_axis_tready),
            self.starved.eq(self.s_axis_tready & ~self.s_axis_tvalid),
        ]
        with m.If(self.beat):
            m.d.sync += count.eq(following(count, p.beats_per_image - 1))
        with m.If(~self.o.valid | self.o.ready):
            m.d.sync += [
                self.o.valid.eq(self.beat | spare_valid),
                self.o.payload.eq(Mux(spare_valid, spare, payload)),
                spare_valid.eq(0),
            ]
        with m.Elif(self.beat):
            m.d.sync += [spare.eq(payload), spare_valid.eq(1)]
        return m
