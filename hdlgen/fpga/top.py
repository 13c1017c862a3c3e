"""`BoardTop`: the design for a board: clock, reset, LEDs, the link to the host, and the accelerator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from amaranth.hdl import Cat, ClockDomain, ClockSignal, Instance, Module, Mux, ResetSignal, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out, connect

from hdlgen.emit.library import Library, Placed
from hdlgen.fpga.board import LEDS
from hdlgen.rtl import parts
from hdlgen.rtl.host_link import HostLink, HostLinkParams
from hdlgen.rtl.uart import UartParams, UartReceiver, UartTransmitter

RESET_CYCLES = 1 << 8
"""For which the design is in reset after the clock has become good."""
SHOWN_BITS = 23
"""Of the counter by which LEDs stay lit long enough to be seen: 84 ms at 100 MHz."""


PORTS = {
    "clock": In(1),
    "from_host": In(1),
    "to_host": Out(1),
    "button": In(1),
    "keep_on": Out(1),
    "leds": Out(LEDS),
}
"""Of the board's design, as its pins are named."""


@dataclass(frozen=True)
class BoardTopParams:
    """What the design is made of.

    accelerator  its module
    clock  module that makes the clock: in `clock`, out `clk` and `locked`
    uart   of the serial line
    link   to the accelerator
    """

    accelerator: str
    clock: str
    uart: UartParams
    link: HostLinkParams


class BoardTop(wiring.Component):
    """All of it, on the board's pins.

    Members
    -------
    clock : In(1)      The board's oscillator.
    from_host, to_host : In(1), Out(1)   The serial line.
    button : In(1)     0 resets everything.
    keep_on : Out(1)   1.
    leds : Out(LEDS)   0: a packet is worked at; 1: images enter, or results leave; 2: a frame came damaged since reset;
                       3: blinks.
    """

    def __init__(self, params: BoardTopParams) -> None:
        self.params = params
        super().__init__(PORTS)

    def elaborate(self, platform: object) -> Module:
        """Everything on the clock's domain."""
        m = Module()
        p = self.params
        self._clocking(m)
        link = parts.add(m, platform, "link", HostLink, p.link)
        receiver = parts.add(m, platform, "receiver", UartReceiver, p.uart)
        transmitter = parts.add(m, platform, "transmitter", UartTransmitter, p.uart)
        m.submodules.u_accelerator = accelerator = Placed(p.accelerator, "accelerator", p.link.accelerator)
        accelerator.reset = link.accelerator_reset
        connect(m, link.s_axil, accelerator.s_axil)
        connect(m, link.s_axis, accelerator.s_axis)
        connect(m, accelerator.m_axis, link.m_axis)
        connect(m, link.o, transmitter.i)
        m.d.comb += [
            receiver.line.eq(self.from_host),
            link.data.eq(receiver.data),
            link.valid.eq(receiver.valid),
            self.to_host.eq(transmitter.line),
            self.keep_on.eq(1),
        ]
        moving = (link.s_axis.tvalid & link.s_axis.tready) | (link.m_axis.tvalid & link.m_axis.tready)
        damaged, beat = Signal(), Signal(SHOWN_BITS + 3)
        m.d.sync += [damaged.eq(damaged | link.damaged), beat.eq(beat + 1)]
        m.d.comb += self.leds.eq(Cat(self._shown(m, link.busy), self._shown(m, moving), damaged, beat[-1]))
        return m

    def _shown(self, m: Module, pulse: Signal) -> Signal:
        """1 for a while behind each `pulse`."""
        left = Signal(SHOWN_BITS)
        seen, lit = Signal(), Signal()
        m.d.sync += [seen.eq(pulse), lit.eq(left != 0), left.eq(Mux(seen, (1 << SHOWN_BITS) - 1, left - lit))]
        return lit

    def _clocking(self, m: Module) -> None:
        """The domain `sync`, in reset until its clock is good; nothing has a value at power-up."""
        clk, locked = Signal(name="clk"), Signal(name="locked")
        m.submodules.u_clock = Instance(self.params.clock, i_clock=self.clock, o_clk=clk, o_locked=locked)
        m.domains.sync = ClockDomain()
        m.domains.start = ClockDomain(local=True, reset_less=True)
        left = Signal(range(RESET_CYCLES))
        held = Signal(4)  # locked and button on our clock, the later ones above
        reset = Signal()
        m.d.comb += [ClockSignal().eq(clk), ClockSignal("start").eq(clk), ResetSignal().eq(reset)]
        m.d.start += [held.eq(Cat(locked, self.button, held[:2])), reset.eq(left != 0)]
        with m.If(~held[2:].all()):
            m.d.start += left.eq(RESET_CYCLES - 1)
        with m.Elif(left != 0):
            m.d.start += left.eq(left - 1)


def modules(params: BoardTopParams, name: str) -> Mapping[str, str]:
    """Module → Verilog text, of everything but the accelerator and the clock; the top, `name`, last."""
    library = Library(name)
    library.add(BoardTop(params), name)
    return library.verilog()
