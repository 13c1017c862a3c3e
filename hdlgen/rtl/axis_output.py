"""`AxisOutput`: results to an AXI4-Stream."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Cat, Module, Mux, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.interfaces import axi_stream, operands, ports


@dataclass(frozen=True)
class Frame:
    """lanes of `bits` bits a beat, two's complement if `signed`; each is extended to whole bytes on the bus."""

    lanes: int
    bits: int
    signed: bool
    beats: int

    def __post_init__(self) -> None:
        for name in ("lanes", "bits", "beats"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"axis_output.{name}", f"must be at least 1, not {getattr(self, name)}")

    @property
    def lane_bits(self) -> int:
        """Bits of a lane on the bus."""
        return 8 * -(-self.bits // 8)

    @property
    def data_bits(self) -> int:
        """Bits of tdata that it takes."""
        return self.lanes * self.lane_bits


@dataclass(frozen=True)
class AxisOutputParams:
    """frames: of an image, in the order in which they leave."""

    frames: tuple[Frame, ...]

    def __post_init__(self) -> None:
        if not self.frames:
            raise HdlgenError("axis_output.frames", "is empty")

    @property
    def data_bits(self) -> int:
        """Bits of tdata."""
        return max(frame.data_bits for frame in self.frames)

    @property
    def dest_bits(self) -> int:
        """Bits of tdest; there is none where an image has one frame."""
        return (len(self.frames) - 1).bit_length()


class AxisOutput(wiring.Component):
    """Hands results to the bus, tlast on the last beat of a frame. Latency one cycle, one beat a cycle.

    An image has a frame for each result, in this order; tdest is its number. A frame that is narrower than tdata has
    zeros above. On the last beat of each, tuser is the image's verdict: 1 says that the result is of no use. Elsewhere
    it is 0. The last beats wait for the verdict.

    `flush` makes an image's first beat of whatever comes next. A beat that is being offered stays until it is taken. If
    its frame, or one whose beats have been taken, is not complete then, a beat of zeros with tlast and tuser ends it.

    Members
    -------
    i : In(stream)          Beats of the result, i_0, i_1, … where there are several. Its ready follows tready in the
                            same cycle. What comes in the cycle of `flush` is dropped.
    verdict : In(stream)    One for each image, see `AxisInput`.
    m_axis : Out(axi_stream)    Registers.
    flush : In(1)
    flushing : Out(1)       Something of before the latest flush has not been taken yet; a register.
    beat : Out(1)           Pulse with every accepted beat.
    image : Out(1)          Pulse with an accepted tlast of an image's last frame, unless `flushing`.
    stalled : Out(1)        tvalid without tready.
    """

    def __init__(self, params: AxisOutputParams) -> None:
        self.params = params
        inputs = zip(ports(len(params.frames)), params.frames, strict=True)
        super().__init__(
            {
                **{name: In(stream.Signature(frame.lanes * frame.bits)) for name, frame in inputs},
                "verdict": In(stream.Signature(1)),
                "m_axis": Out(axi_stream(params.data_bits, user=True, dest=params.dest_bits)),
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
        several = len(p.frames) > 1
        count = index(max(frame.beats for frame in p.frames), "count")
        number = index(len(p.frames), "number")  # of the frame that leaves
        last, free, load, valid = Signal(), Signal(), Signal(), Signal()
        final = Signal()  # an image's last frame leaves
        closing = Signal()  # the bus waits for the end of a frame that was flushed
        data = Signal(p.data_bits)
        ready = Signal()
        m.d.comb += [
            free.eq(~self.m_axis.tvalid | self.m_axis.tready),
            ready.eq(free & ~closing & (~last | self.verdict.valid)),
            load.eq(valid & ready & ~self.flush),
            self.verdict.ready.eq(load & last & final),
            self.beat.eq(self.m_axis.tvalid & self.m_axis.tready),
            self.stalled.eq(self.m_axis.tvalid & ~self.m_axis.tready),
        ]

        def present(n: int) -> None:
            """Lets frame `n` leave."""
            i, frame = operands(self, len(p.frames))[n], p.frames[n]
            lanes = []
            for lane in range(frame.lanes):
                value = i.payload[lane * frame.bits : (lane + 1) * frame.bits]
                lanes.append(Cat(value, *[value[-1] if frame.signed else 0] * (frame.lane_bits - frame.bits)))
            m.d.comb += [
                valid.eq(i.valid),
                i.ready.eq(ready),
                last.eq(count == frame.beats - 1),
                final.eq(n == len(p.frames) - 1),
                data.eq(Cat(*lanes)),
            ]

        if several:
            with m.Switch(number):
                for n in range(len(p.frames)):
                    with m.Case(n):
                        present(n)
        else:
            present(0)
        with m.If(free):
            m.d.sync += [self.m_axis.tvalid.eq(load | closing), self.flushing.eq(closing), closing.eq(0)]
            with m.If(load | closing):
                m.d.sync += [
                    self.m_axis.tdata.eq(Mux(closing, 0, data)),
                    self.m_axis.tlast.eq(last | closing),
                    self.m_axis.tuser.eq((last & self.verdict.payload) | closing),
                ]
            if several:
                with m.If(load):  # a frame that is being closed keeps its number
                    m.d.sync += self.m_axis.tdest.eq(number)
        with m.If(load):
            m.d.sync += count.eq(Mux(last, 0, (count + 1)[: len(count)]))
            if several:
                with m.If(last):
                    m.d.sync += number.eq(following(number, len(p.frames) - 1))
        m.d.comb += self.image.eq(self.beat & self.m_axis.tlast & ~self.flushing)
        if several:
            with m.If(self.m_axis.tdest != len(p.frames) - 1):
                m.d.comb += self.image.eq(0)
        with m.If(self.flush):
            m.d.sync += count.eq(0)
            if several:
                m.d.sync += number.eq(0)
            with m.If(~free | (count != 0)):
                m.d.sync += self.flushing.eq(1)
            with m.If(count != 0):
                m.d.sync += closing.eq(1)
        return m
