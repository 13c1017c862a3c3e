"""`HostLink`: an accelerator's registers and streams, from packets of a host."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth.hdl import Cat, Const, Module, Signal, Value
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out, connect

from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.fifo import Fifo, FifoParams
from hdlgen.rtl.frames import CRC_BYTES, FrameReceiver, FrameSender, FramesParams
from hdlgen.rtl.interfaces import axi_lite, axi_stream

VERSION = 1
"""Of the packets."""
BEGIN, WRITE, READ, EXCHANGE = range(4)
"""What a packet asks for."""
TAG_BYTES, COMMAND_BYTES, END_BYTES = 4, 1, 3


@dataclass(frozen=True)
class HostLinkParams:
    """An accelerator, and what the link has room for.

    clock_hz             that the host is told
    address_bits         of a register
    in_bytes             of a beat of images
    out_bytes, out_dest_bits  of a beat of results, and of its tdest
    room                 bytes of the longest packet with its CRC; a power of two
    beats                of results that are kept until the host asks for them
    patience             cycles for which images wait to be taken
    """

    clock_hz: int
    address_bits: int
    in_bytes: int
    out_bytes: int
    out_dest_bits: int
    room: int = 2048
    beats: int = 1024
    patience: int = 1 << 14

    def __post_init__(self) -> None:
        if self.out_dest_bits > 6:
            raise HdlgenError("host_link.out_dest_bits", f"must be at most 6, not {self.out_dest_bits}")
        least = TAG_BYTES + COMMAND_BYTES + END_BYTES + CRC_BYTES
        for name in ("in_bytes", "out_bytes"):
            most = min(255, self.room - least - 1)
            if not 1 <= getattr(self, name) <= most:
                raise HdlgenError(f"host_link.{name}", f"must lie in 1..{most}, not {getattr(self, name)}")

    @property
    def accelerator(self) -> wiring.Signature:
        """Members of the accelerator."""
        return wiring.Signature(
            {
                "s_axil": In(axi_lite(self.address_bits)),
                "s_axis": In(axi_stream(8 * self.in_bytes)),
                "m_axis": Out(axi_stream(8 * self.out_bytes, user=True, dest=self.out_dest_bits)),
            }
        )

    @property
    def identity(self) -> bytes:
        """What the host is told: version, bytes of beats in and out, 4 of the clock, 4 of the room; lowest first."""
        sizes = self.clock_hz.to_bytes(4, "little") + self.room.to_bytes(4, "little")
        return bytes([VERSION, self.in_bytes, self.out_bytes]) + sizes


class HostLink(wiring.Component):
    """Does what packets ask for, each once, and answers it.

    A packet is a tag of 4 bytes, a command and what belongs to it; its answer the same tag, what the command gives, and
    at the end how much was done (2 bytes) and the bus's response to what was done last (1). Numbers have their lowest
    byte first.

    =========  ==========================================  ===================================================
    command    comes with                                  gives
    =========  ==========================================  ===================================================
    BEGIN      bit 7 of the command: reset the accelerator `HostLinkParams.identity`
    WRITE      of each register its address and the word,  nothing
               4 bytes each
    READ       of each register its address                of each the word
    EXCHANGE   beats of images; bit 7 of the command:      of each beat of results that is there, as far as they
               the last one ends a frame                   fit, its bytes and a mark: tlast in bit 0, tuser in bit 1,
                                                           tdest above
    =========  ==========================================  ===================================================

    How much was done is a number of registers, up to the first that was refused, or of beats: those that are not
    taken for `patience` cycles are not done, and were not there for the accelerator.

    BEGIN begins a conversation with any tag. Every further packet's tag has the lowest byte counted up by one, and all
    others as they were. The tag of the packet before again gets the answer of the packet before, and nothing is done.
    For any other tag nothing is done, and there is no answer; neither is there after a reset, before BEGIN. While a
    packet is worked at others are dropped.

    With its reset the accelerator is as after power-up, and results that were kept are gone.

    Members
    -------
    data, valid : In              Bytes from the host, as of `UartReceiver`.
    o : Out(stream(8))            Bytes to the host.
    s_axil : Out(axi_lite)
    s_axis : Out(axi_stream)      Images.
    m_axis : In(axi_stream)       Results.
    accelerator_reset : Out(1)    A register; 1 after reset.
    busy : Out(1)                 A packet is worked at.
    damaged : Out(1)              Pulse with each frame that came damaged.
    """

    def __init__(self, params: HostLinkParams) -> None:
        self.params = p = params
        super().__init__(
            {
                "data": In(8),
                "valid": In(1),
                "o": Out(stream.Signature(8)),
                **{name: member.flip() for name, member in p.accelerator.members.items()},
                "accelerator_reset": Out(1, init=1),
                "busy": Out(1),
                "damaged": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        frames = FramesParams(p.room)
        receiver = parts.add(m, platform, "frame_receiver", FrameReceiver, frames)
        sender = parts.add(m, platform, "frame_sender", FrameSender, frames)
        results = self._results(m, platform)
        connect(m, sender.o, wiring.flipped(self.o))
        m.d.comb += [
            receiver.data.eq(self.data),
            receiver.valid.eq(self.valid),
            self.damaged.eq(receiver.damaged),
            self.busy.eq(receiver.packet),
        ]

        operand = Signal(8 * max(8, p.in_bytes))  # bytes of the packet, the latest on top
        wanted = Signal(range(max(8, p.in_bytes) + 1))  # of them
        answer = Signal(8 * max(len(p.identity), p.out_bytes + 1))  # bytes that are to be put into the answer
        given = Signal(range(len(answer) // 8 + 1))  # of them
        at, put = Signal(frames.bits), Signal(frames.bits)  # next byte of the packet, and of the answer
        opened, ending = Signal(), Signal()  # tag and command were fetched; the answer's last bytes are put
        conversing = Signal()
        tag, command = Signal(32), Signal(8)
        done, response = Signal(16), Signal(2)
        left, full, waited = Signal(frames.bits), Signal(), Signal(range(max(p.patience, self._reset_cycles + 1)))
        refused = Signal()  # nothing more of the packet is done

        def top(count: int) -> Value:
            """The last `count` bytes of the packet that were fetched."""
            return operand[len(operand) - 8 * count :]

        def fetch(count: int) -> None:
            m.d.sync += wanted.eq(count)
            m.next = "fetch"

        def give(value: Value, count: int) -> None:
            m.d.sync += [answer.eq(value), given.eq(count)]
            m.next = "give"

        # Registers, so a cycle late: `left` is looked at two cycles behind a fetch or later, `put` may be one more.
        m.d.sync += [
            left.eq(receiver.length - at),
            full.eq(put >= p.room - CRC_BYTES - END_BYTES - max(4, p.out_bytes + 1)),
        ]
        m.d.comb += [
            receiver.address.eq(at),
            sender.byte.eq(answer[:8]),
            sender.address.eq(put),
            sender.length.eq(put),
        ]
        with m.If(self.s_axis.tready):
            m.d.sync += self.s_axis.tvalid.eq(0)
        self._promises(m)
        with m.FSM():
            with m.State("rest"):
                m.d.sync += [at.eq(0), opened.eq(0), ending.eq(0)]
                with m.If(receiver.packet):
                    m.next = "open"
            with m.State("open"):
                fetch(TAG_BYTES + COMMAND_BYTES)
                with m.If(receiver.length < TAG_BYTES + COMMAND_BYTES):
                    m.next = "leave"

            with m.State("fetch"):  # the byte comes from the memory
                m.next = "fetched"
            with m.State("fetched"):
                m.d.sync += [operand.eq(Cat(operand[8:], receiver.byte)), at.eq(at + 1), wanted.eq(wanted - 1)]
                m.next = "fetch"
                with m.If(wanted == 1):
                    m.next = "judge"
                    with m.If(opened):
                        m.next = "do"
            with m.State("judge"):
                new_tag, new_command = top(5)[:32], top(5)[32:]
                follows = (new_tag[8:] == tag[8:]) & (new_tag[:8] == (tag[:8] + 1)[:8])
                m.d.sync += opened.eq(1)
                m.next = "leave"
                with m.If((new_command[:7] == BEGIN) | (conversing & follows)):
                    m.d.sync += [
                        *(tag.eq(new_tag), command.eq(new_command), conversing.eq(1), put.eq(0)),
                        *(done.eq(0), response.eq(0), refused.eq(0)),
                    ]
                    give(new_tag, TAG_BYTES)
                with m.Elif(conversing & (new_tag == tag)):
                    m.next = "send"

            with m.State("next"), m.Switch(command[:7]):
                with m.Case(BEGIN):
                    m.d.sync += waited.eq(0)
                    m.next = "end"
                    with m.If(done == 0):
                        m.next = "begin"
                with m.Case(WRITE):
                    fetch(8)
                    with m.If((left < 8) | refused):
                        m.next = "end"
                with m.Case(READ):
                    fetch(4)
                    with m.If((left < 4) | refused | full):
                        m.next = "end"
                with m.Case(EXCHANGE):
                    fetch(p.in_bytes)
                    with m.If((left < p.in_bytes) | refused):
                        m.next = "results"
                with m.Default():
                    m.next = "end"
            with m.State("do"):
                m.d.sync += waited.eq(0)
                with m.Switch(command[:7]):
                    with m.Case(WRITE):
                        m.d.sync += [self.s_axil.awvalid.eq(1), self.s_axil.wvalid.eq(1)]
                        m.d.sync += [self.s_axil.awaddr.eq(top(8)[:32]), self.s_axil.wdata.eq(top(4))]
                        m.next = "write"
                    with m.Case(READ):
                        m.d.sync += [self.s_axil.arvalid.eq(1), self.s_axil.araddr.eq(top(4))]
                        m.next = "read"
                    with m.Default():
                        m.next = "image"

            with m.State("begin"):
                reset = command[7]
                m.d.sync += [self.accelerator_reset.eq(reset), waited.eq(waited + 1)]
                with m.If(reset):
                    m.d.sync += self.s_axis.tvalid.eq(0)
                with m.If(~reset | (waited == self._reset_cycles)):
                    m.d.sync += [self.accelerator_reset.eq(0), done.eq(1)]
                    give(Const(int.from_bytes(p.identity, "little")), len(p.identity))
            with m.State("write"), m.If(self.s_axil.bvalid):
                m.d.sync += [response.eq(self.s_axil.bresp), refused.eq(self.s_axil.bresp != 0)]
                m.d.sync += done.eq(done + (self.s_axil.bresp == 0))
                m.next = "next"
            with m.State("read"), m.If(self.s_axil.rvalid):
                m.d.sync += [response.eq(self.s_axil.rresp), refused.eq(self.s_axil.rresp != 0)]
                m.next = "next"
                with m.If(self.s_axil.rresp == 0):
                    m.d.sync += done.eq(done + 1)
                    give(self.s_axil.rdata, 4)
            with m.State("image"):
                m.d.sync += waited.eq(waited + 1)
                with m.If(~self.s_axis.tvalid):
                    m.d.sync += [
                        self.s_axis.tvalid.eq(1),
                        self.s_axis.tdata.eq(top(p.in_bytes)),
                        self.s_axis.tlast.eq(command[7] & (left == 0)),
                        done.eq(done + 1),
                    ]
                    m.next = "next"
                with m.Elif(waited == p.patience - 1):
                    m.d.sync += refused.eq(1)
                    m.next = "next"
            with m.State("results"):
                m.next = "end"
                with m.If(results.valid & ~full):
                    m.d.comb += results.ready.eq(1)
                    give(results.payload, p.out_bytes + 1)

            with m.State("end"):
                m.d.sync += ending.eq(1)
                give(Cat(done, response), END_BYTES)
            with m.State("give"):
                m.d.comb += sender.write.eq(1)
                m.d.sync += [answer.eq(answer >> 8), put.eq(put + 1), given.eq(given - 1)]
                with m.If(given == 1):
                    m.next = "next"
                    with m.If(ending):
                        m.next = "send"
            with m.State("send"):
                m.d.comb += sender.start.eq(1)
                m.next = "sending"
            with m.State("sending"), m.If(~sender.busy):
                m.next = "leave"
            with m.State("leave"):
                m.d.comb += receiver.done.eq(1)
                m.next = "left"
            with m.State("left"):  # the receiver lets the packet go
                m.next = "rest"
        return m

    @property
    def _reset_cycles(self) -> int:
        """For which the accelerator is held in reset: until no result is kept any more."""
        return self.params.beats + 8

    def _results(self, m: Module, platform: object) -> stream.Interface:
        """Beats of results that are kept, each with its mark above; in reset they go."""
        p = self.params
        kept = parts.add(m, platform, "results", Fifo, FifoParams(8 * p.out_bytes + 8, p.beats))
        dest = self.m_axis.tdest if p.out_dest_bits else Const(0, 1)
        mark = Cat(self.m_axis.tlast, self.m_axis.tuser, dest)
        m.d.comb += [
            kept.i.payload.eq(Cat(self.m_axis.tdata, mark)),
            kept.i.valid.eq(self.m_axis.tvalid & ~self.accelerator_reset),
            self.m_axis.tready.eq(kept.i.ready),
        ]
        out = stream.Signature(len(kept.o.payload)).create(path=("next_beat",))  # a register behind slow memory
        m.d.comb += kept.o.ready.eq(~out.valid | self.accelerator_reset)
        with m.If(kept.o.ready):
            m.d.sync += [out.valid.eq(kept.o.valid & ~self.accelerator_reset), out.payload.eq(kept.o.payload)]
        with m.Elif(out.ready):
            m.d.sync += out.valid.eq(0)
        return out

    def _promises(self, m: Module) -> None:
        """What the control bus offers stays until it is taken; answers are always taken."""
        bus = self.s_axil
        m.d.comb += [bus.wstrb.eq(15), bus.awprot.eq(0), bus.arprot.eq(0), bus.bready.eq(1), bus.rready.eq(1)]
        for valid, ready in ((bus.awvalid, bus.awready), (bus.wvalid, bus.wready), (bus.arvalid, bus.arready)):
            with m.If(ready):
                m.d.sync += valid.eq(0)
