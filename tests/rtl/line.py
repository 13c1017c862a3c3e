"""A `HostLink` in Amaranth's simulator as the port of a driver's `Link`, on a line that can be made bad."""

from __future__ import annotations

import random
from collections import deque
from typing import Any

from amaranth.hdl import ClockDomain, Module, ResetInserter, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out, connect
from amaranth.sim import Simulator

from cocotb_tests.csr_map import MAP
from hdlgen.rtl.csr import Csr
from hdlgen.rtl.host_link import HostLink
from hdlgen.rtl.interfaces import axi_stream

QUIET_CYCLES = 300
"""In which an answer begins, or goes on."""
MARKED = 0xEE
"""First byte of a beat whose result is marked."""


class Loop(wiring.Component):
    """Beats of images become results, their bits turned round, while there is no `stall`."""

    def __init__(self, in_bytes: int) -> None:
        super().__init__(
            {
                "s_axis": In(axi_stream(8 * in_bytes)),
                "m_axis": Out(axi_stream(8 * in_bytes, user=True)),
                "stall": In(1),
                "beat": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        s, o = self.s_axis, self.m_axis
        m.d.comb += [s.tready.eq((~o.tvalid | o.tready) & ~self.stall), self.beat.eq(s.tvalid & s.tready)]
        with m.If(o.tready):
            m.d.sync += o.tvalid.eq(0)
        with m.If(self.beat):
            m.d.sync += [o.tvalid.eq(1), o.tdata.eq(~s.tdata), o.tlast.eq(s.tlast), o.tuser.eq(s.tdata[:8] == MARKED)]
        return m


class Line:
    """The line to `unit`, which has the registers of `MAP` and a `Loop` behind it; stage.PARTS counts beats that enter.

    lost, doubled, flipped  shares of the bytes that this happens to, in both directions
    cut                     bytes after which nothing goes through until it is opened again; None: never
    stall                   share of the cycles in which images are not taken
    opened                  how often it was opened again
    """

    def __init__(self, unit: HostLink, seed: int = 0) -> None:
        self.lost = self.doubled = self.flipped = self.stall = 0.0
        self.cut: int | None = None
        self.opened = 0
        self._random = random.Random(seed)
        self._to: deque[int] = deque()
        self._from = bytearray()
        self.unit, self.domain = unit, ClockDomain("sync")
        loop, csr = Loop(unit.params.in_bytes), Csr(MAP)
        self._stalled = Signal()
        m = Module()
        m.domains.sync = self.domain
        m.submodules.link = unit
        m.submodules.csr = ResetInserter(unit.accelerator_reset)(csr)
        m.submodules.loop = ResetInserter(unit.accelerator_reset)(loop)
        connect(m, unit.s_axil, csr.s_axil)
        connect(m, unit.s_axis, loop.s_axis)
        connect(m, loop.m_axis, unit.m_axis)
        m.d.comb += [csr.events[MAP.event("part")].eq(loop.beat), loop.stall.eq(self._stalled)]
        self._simulator = Simulator(m)
        self._simulator.add_clock(1e-6)
        self._simulator.add_testbench(self._surroundings, background=True)
        self._cycles = 0

    def write(self, data: bytes) -> None:
        self._to += self._through(data)

    def read(self, seconds: float) -> bytes:
        del seconds
        quiet = 0
        while quiet < QUIET_CYCLES:
            before = len(self._from), len(self._to)
            self.run(20)
            quiet = quiet + 20 if (len(self._from), len(self._to)) == before else 0
        data = self._through(bytes(self._from))
        self._from.clear()
        return data

    def reopen(self) -> None:
        self.opened += 1
        self.cut = None
        self._to.clear()
        self._from.clear()

    def run(self, cycles: int) -> None:
        self._cycles += cycles
        self._simulator.run_until(self._cycles * 1e-6)

    def reset(self) -> None:
        """As if the board had lost its power."""
        self._reset = True
        self.run(2)

    def _through(self, data: bytes) -> bytes:
        found = bytearray()
        for byte in data:
            if self.cut is not None:
                self.cut -= 1
                if self.cut < 0:
                    continue
            if self._random.random() < self.flipped:
                byte ^= 1 << self._random.randrange(8)
            if self._random.random() >= self.lost:
                found += bytes([byte] * (1 + (self._random.random() < self.doubled)))
        return bytes(found)

    _reset = False

    async def _surroundings(self, ctx: Any) -> None:
        unit = self.unit
        ctx.set(unit.o.ready, 1)
        for cycle in range(1 << 30):
            ctx.set(unit.valid, 0)
            if self._to and cycle % 2:
                ctx.set(unit.data, self._to.popleft())
                ctx.set(unit.valid, 1)
            ctx.set(self._stalled, self._random.random() < self.stall)
            ctx.set(self.domain.rst, self._reset)
            self._reset = False
            _, _, valid, payload = await ctx.tick().sample(unit.o.valid, unit.o.payload)
            if valid:
                self._from.append(payload)
