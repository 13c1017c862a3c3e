"""`FrameReceiver` and `FrameSender`: packets on a line of bytes, each with a CRC, that find their way back into step.

A frame is a FLAG, the packet and its CRC-32, lowest byte first, and a FLAG. What is FLAG or ESCAPE between them is sent
as ESCAPE and the byte with bit 5 turned round, as in RFC 1662.
"""

from __future__ import annotations

from dataclasses import dataclass

from amaranth.hdl import Module, Mux, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.crc import RESIDUE, crc_step
from hdlgen.rtl.ram import Ram, RamParams

FLAG, ESCAPE, TURNED = 0x7E, 0x7D, 0x20
CRC_BYTES = 4


@dataclass(frozen=True)
class FramesParams:
    """room: bytes of the longest packet with its CRC; a power of two."""

    room: int

    def __post_init__(self) -> None:
        if self.room < 16 or self.room & (self.room - 1):
            raise HdlgenError("frames.room", f"must be a power of two of at least 16, not {self.room}")

    @property
    def bits(self) -> int:
        """Of the address of a byte."""
        return (self.room - 1).bit_length()


class FrameReceiver(wiring.Component):
    """Keeps a packet whose CRC is right. What comes while one is held is dropped, up to the next FLAG after that.

    Members
    -------
    data, valid : In     Bytes, as of `UartReceiver`; at least two cycles apart.
    packet : Out(1)      A packet is held.
    length : Out         Its bytes, without the CRC; while `packet`.
    address : In         Of a byte of it;
    byte : Out(8)        the byte, a cycle later.
    done : In(1)         It is no longer needed, from the next cycle on.
    damaged : Out(1)     Pulse: a frame was dropped since its CRC was wrong, or it was too long.
    """

    def __init__(self, params: FramesParams) -> None:
        self.params = p = params
        super().__init__(
            {
                "data": In(8),
                "valid": In(1),
                "packet": Out(1),
                "length": Out(p.bits),
                "address": In(p.bits),
                "byte": Out(8),
                "done": In(1),
                "damaged": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        bytes_ = parts.add(m, platform, "packet_bytes", Ram, RamParams(8, p.room))
        inside = Signal()  # a frame that may be taken has begun
        turned = Signal()  # behind ESCAPE
        count = Signal(p.bits + 1)
        crc = Signal(32)
        byte = Signal(8)
        flag, escape, right = Signal(), Signal(), Signal()
        m.d.comb += [
            flag.eq(self.valid & (self.data == FLAG)),
            escape.eq(self.data == ESCAPE),
            byte.eq(self.data ^ Mux(turned, TURNED, 0)),
            right.eq((crc == RESIDUE) & (count > CRC_BYTES) & ~turned),
            bytes_.write_address.eq(count),
            bytes_.write_data.eq(byte),
            bytes_.read_address.eq(self.address),
            bytes_.read.eq(1),
            self.byte.eq(bytes_.read_data),
        ]
        m.d.sync += self.damaged.eq(0)
        with m.If(self.done):
            m.d.sync += self.packet.eq(0)
        with m.If(flag):
            m.d.sync += [inside.eq(~self.packet), turned.eq(0), count.eq(0), crc.eq(0)]
            with m.If(inside & (count != 0)):
                m.d.sync += self.damaged.eq(~right)
                with m.If(right):
                    m.d.sync += [self.packet.eq(1), self.length.eq(count - CRC_BYTES), inside.eq(0)]
        with m.Elif(self.valid & inside):
            with m.If(count[p.bits]):
                m.d.sync += [inside.eq(0), self.damaged.eq(1)]
            with m.Elif(escape):
                m.d.sync += turned.eq(1)
            with m.Else():
                m.d.comb += bytes_.write.eq(1)
                m.d.sync += [turned.eq(0), count.eq(count + 1), crc.eq(crc_step(crc, byte))]
        return m


class FrameSender(wiring.Component):
    """Keeps a packet and sends it, as often as it is asked to.

    Members
    -------
    write : In(1)        Puts
    byte : In(8)         a byte
    address : In         there; not while `busy`.
    length : In          Bytes of the packet, at least 1; while `busy`.
    start : In(1)        Sends it.
    busy : Out(1)        It is being sent.
    o : Out(stream(8))   Bytes.
    """

    def __init__(self, params: FramesParams) -> None:
        self.params = p = params
        super().__init__(
            {
                "write": In(1),
                "byte": In(8),
                "address": In(p.bits),
                "length": In(p.bits),
                "start": In(1),
                "busy": Out(1),
                "o": Out(stream.Signature(8)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        bytes_ = parts.add(m, platform, "packet_bytes", Ram, RamParams(8, p.room))
        at = Signal(p.bits)
        byte = Signal(8)  # to be sent, before it is escaped
        turned = Signal()  # ESCAPE went before
        special, left, free = Signal(), Signal(range(CRC_BYTES)), Signal()
        crc = Signal(32)
        m.d.comb += [
            bytes_.write.eq(self.write),
            bytes_.write_address.eq(self.address),
            bytes_.write_data.eq(self.byte),
            bytes_.read_address.eq(at),
            bytes_.read.eq(1),
            special.eq(((byte == FLAG) | (byte == ESCAPE)) & ~turned),
            free.eq(~self.o.valid | self.o.ready),
        ]

        def send(then: str) -> None:
            """Sends `byte`, in one beat or two, and goes on in the state `then`."""
            with m.If(free):
                m.d.sync += [
                    self.o.valid.eq(1),
                    self.o.payload.eq(Mux(special, ESCAPE, byte ^ Mux(turned, TURNED, 0))),
                    turned.eq(special),
                ]
                with m.If(~special):
                    m.next = then

        with m.If(self.o.ready):
            m.d.sync += self.o.valid.eq(0)
        m.d.comb += self.busy.eq(1)
        with m.FSM():
            with m.State("rest"):
                m.d.comb += self.busy.eq(0)
                m.d.sync += [at.eq(0), crc.eq(0), left.eq(CRC_BYTES - 1), turned.eq(0)]
                with m.If(self.start):
                    m.next = "open"
            with m.State("open"), m.If(free):
                m.d.sync += [self.o.valid.eq(1), self.o.payload.eq(FLAG)]
                m.next = "fetch"
            with m.State("fetch"):  # the byte comes from the memory
                m.next = "take"
            with m.State("take"):
                m.d.sync += [byte.eq(bytes_.read_data), at.eq(at + 1)]
                m.next = "sum"
            with m.State("sum"):  # of a register: what a memory gives comes late in a cycle
                m.d.sync += crc.eq(crc_step(crc, byte))
                m.next = "packet"
            with m.State("packet"):
                send("next")
            with m.State("next"):
                m.next = "take"
                with m.If(at == self.length):
                    m.d.sync += [byte.eq(crc[:8]), crc.eq(crc >> 8)]
                    m.next = "crc"
            with m.State("crc"):
                send("next_crc")
            with m.State("next_crc"):
                m.d.sync += [byte.eq(crc[:8]), crc.eq(crc >> 8), left.eq(left - 1)]
                m.next = "crc"
                with m.If(left == 0):
                    m.next = "close"
            with m.State("close"), m.If(free):
                m.d.sync += [self.o.valid.eq(1), self.o.payload.eq(FLAG)]
                m.next = "rest"
        return m
