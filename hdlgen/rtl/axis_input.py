"""`AxisInput`: images from an AXI4-Stream."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Cat, Module, Mux, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.interfaces import axi_stream


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

    A frame is what lies between two tlast, and is one image: `o` always gets whole images, and what comes behind a
    wrong frame is in its place. A frame that ends early is filled up with zeros, a beat a cycle, while the bus waits;
    of one that goes on too long the surplus is taken and dropped. Either is an image of its own, with a verdict of 1.

    Bits of a lane above `bits` are ignored. Lanes that the image does not fill must be 0, as everywhere in the
    accelerator.

    Members
    -------
    s_axis : In(axi_stream) `tready` is a function of registers, `run` and `verdict.ready`.
    o : Out(stream)         Lanes of `bits` bits.
    verdict : Out(stream)   One for each image, with its last beat on `o`: 1 if the frame was of a wrong length. An
                            image's last beat waits until it is taken.
    run : In(1)             A frame is begun only while this is high; a begun frame is finished.
    beat : Out(1)           Pulse with every accepted beat.
    image : Out(1)          Pulse: the whole image has entered and its frame has ended.
    short_frame, long_frame : Out(1)  Pulse: tlast came before an image's last beat; was not on it.
    stalled : Out(1)        tvalid without tready.
    starved : Out(1)        tready without tvalid.
    """

    def __init__(self, params: AxisInputParams) -> None:
        self.params = params
        super().__init__(
            {
                "s_axis": In(axi_stream(params.data_bits)),
                "o": Out(stream.Signature(params.lanes * params.bits)),
                "verdict": Out(stream.Signature(1)),
                "run": In(1),
                "beat": Out(1),
                "image": Out(1),
                "short_frame": Out(1),
                "long_frame": Out(1),
                "stalled": Out(1),
                "starved": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        count = index(p.beats_per_image, "count")
        last = Signal()
        padding = Signal()  # the frame ended early: the image is filled up
        surplus = Signal()  # the image is whole and the frame goes on
        ready, offered, enter = Signal(), Signal(), Signal()  # a pixel may come; one could go to `o`; one does
        spare = Signal(p.lanes * p.bits)
        spare_valid = Signal()
        pixels = Cat(*(self.s_axis.tdata[n * p.lane_bits : n * p.lane_bits + p.bits] for n in range(p.lanes)))
        payload = Mux(padding, 0, pixels)
        m.d.comb += [
            last.eq(count == p.beats_per_image - 1),
            ready.eq(~surplus & ~padding & ~spare_valid & (self.run | (count != 0))),
            offered.eq((self.s_axis.tvalid & ready) | (padding & ~spare_valid)),
            self.verdict.valid.eq(offered & last),
            self.verdict.payload.eq(padding | ~self.s_axis.tlast),
            enter.eq(offered & (~last | self.verdict.ready)),
            self.s_axis.tready.eq(surplus | (ready & (~last | self.verdict.ready))),
            self.beat.eq(self.s_axis.tvalid & self.s_axis.tready),
            self.short_frame.eq(self.beat & ~surplus & ~last & self.s_axis.tlast),
            self.long_frame.eq(self.beat & ~surplus & last & ~self.s_axis.tlast),
            self.image.eq((enter & last & ~self.long_frame) | (surplus & self.beat & self.s_axis.tlast)),
            self.stalled.eq(self.s_axis.tvalid & ~self.s_axis.tready),
            self.starved.eq(self.s_axis.tready & ~self.s_axis.tvalid),
        ]
        with m.If(enter):
            m.d.sync += count.eq(following(count, p.beats_per_image - 1))
        with m.If(self.short_frame | (enter & last)):
            m.d.sync += padding.eq(self.short_frame)
        with m.If(self.long_frame | (self.beat & self.s_axis.tlast)):
            m.d.sync += surplus.eq(self.long_frame)
        with m.If(~self.o.valid | self.o.ready):
            m.d.sync += [
                self.o.valid.eq(enter | spare_valid),
                self.o.payload.eq(Mux(spare_valid, spare, payload)),
                spare_valid.eq(0),
            ]
        with m.Elif(enter):
            m.d.sync += [spare.eq(payload), spare_valid.eq(1)]
        return m
