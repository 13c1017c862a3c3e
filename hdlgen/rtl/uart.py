"""`UartReceiver` and `UartTransmitter`: bytes on a serial line, a start bit, eight from the lowest on, a stop bit."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth.hdl import Cat, Const, Module, Signal
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError

MOST_DEVIATION = 0.015
"""Of a baud rate: a stop bit is then sampled a seventh of a bit too early or late, and the other end may be off too."""


@dataclass(frozen=True)
class UartParams:
    """bit_cycles: clock cycles of a bit, at least 4."""

    bit_cycles: int

    def __post_init__(self) -> None:
        if self.bit_cycles < 4:
            raise HdlgenError("uart.bit_cycles", f"must be at least 4, not {self.bit_cycles}")

    @classmethod
    def of(cls, clock_hz: float, baud: int) -> UartParams:
        """Those nearest to `baud`. Raises HdlgenError if that is too far."""
        cycles = max(1, round(clock_hz / baud))
        deviation = clock_hz / cycles / baud - 1
        if abs(deviation) > MOST_DEVIATION:
            what = f"{baud:,} are {deviation:+.1%} off with {cycles} cycles a bit of {clock_hz / 1e6:g} MHz"
            raise HdlgenError("uart.baud", what, fix="choose a rate, or a clock, of which one divides the other")
        return cls(cycles)


class UartReceiver(wiring.Component):
    """Bytes of `line`, which may change at any time. A byte without a stop bit is dropped.

    Members
    -------
    line : In(1)     1 at rest.
    data : Out(8)    The byte; holds until the next.
    valid : Out(1)   Pulse with a new byte, in the middle of its stop bit.
    """

    def __init__(self, params: UartParams) -> None:
        self.params = params
        super().__init__({"line": In(1), "data": Out(8), "valid": Out(1)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        cycles = self.params.bit_cycles
        line = Signal(2, init=3)  # the line on our clock, the later bit second
        wait = Signal(range(cycles + cycles // 2))  # cycles until the next bit is sampled
        left = Signal(range(10))  # bits of a byte that are not sampled yet, with the stop bit
        rested = Signal()  # the line has been 1 since the last byte
        m.d.sync += [line.eq(Cat(self.line, line[0])), self.valid.eq(0), wait.eq(wait - 1)]
        with m.If(left == 0):
            m.d.sync += rested.eq(rested | line[1])
            with m.If(rested & ~line[1]):
                m.d.sync += [left.eq(9), wait.eq(cycles + cycles // 2 - 1), rested.eq(0)]
        with m.Elif(wait == 0):
            m.d.sync += [left.eq(left - 1), wait.eq(cycles - 1)]
            with m.If(left == 1):
                m.d.sync += [self.valid.eq(line[1]), rested.eq(line[1])]
            with m.Else():
                m.d.sync += self.data.eq(Cat(self.data[1:], line[1]))
        return m


class UartTransmitter(wiring.Component):
    """Puts bytes on `line`, one behind the other.

    Members
    -------
    i : In(stream(8))   Taken when the stop bit of the byte before is over.
    line : Out(1)       1 at rest; a register.
    """

    def __init__(self, params: UartParams) -> None:
        self.params = params
        super().__init__({"i": In(stream.Signature(8)), "line": Out(1, init=1)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        cycles = self.params.bit_cycles
        bits = Signal(9)  # that follow, the next one lowest
        left = Signal(range(11))
        wait = Signal(range(cycles))
        m.d.comb += self.i.ready.eq((left == 0) | ((left == 1) & (wait == 0)))
        with m.If(self.i.ready):
            m.d.sync += left.eq(0)
            with m.If(self.i.valid):
                m.d.sync += [
                    self.line.eq(0),
                    bits.eq(Cat(self.i.payload, Const(1, 1))),
                    left.eq(10),
                    wait.eq(cycles - 1),
                ]
        with m.Elif(wait == 0):
            m.d.sync += [self.line.eq(bits[0]), bits.eq(Cat(bits[1:], Const(1, 1)))]
            m.d.sync += [left.eq(left - 1), wait.eq(cycles - 1)]
        with m.Else():
            m.d.sync += wait.eq(wait - 1)
        return m
