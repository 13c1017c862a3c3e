"""Benches of single units in Amaranth's simulator: a test is a coroutine that is given its bench."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from amaranth.hdl import ClockDomain, Module
from amaranth.sim import Simulator

from hdlgen.rtl.csr import Csr
from hdlgen.rtl.register_map import RegisterMap

OKAY, SLVERR, DECERR = 0, 2, 3
"""Answers of a bus."""


class Bench:
    """`dut` on a clock of `domain`; `ctx` is the simulator's while a test runs."""

    def __init__(self, dut: Any) -> None:
        self.dut = dut
        self.domain = ClockDomain("sync")
        self.ctx: Any = None

    def run(self, test: Callable[[Any], Awaitable[None]]) -> None:
        m = Module()
        m.domains.sync = self.domain
        m.submodules.dut = self.dut
        simulator = Simulator(m)
        simulator.add_clock(1e-6)

        async def testbench(ctx: Any) -> None:
            self.ctx = ctx
            await test(self)

        simulator.add_testbench(testbench)
        simulator.add_testbench(self.surroundings, background=True)
        simulator.run()

    async def surroundings(self, ctx: Any) -> None:
        """What answers the unit beside the test: nothing, here."""

    async def tick(self, cycles: int = 1) -> None:
        for _ in range(cycles):
            await self.ctx.tick()

    async def reset(self) -> None:
        self.ctx.set(self.domain.rst, 1)
        await self.tick()
        self.ctx.set(self.domain.rst, 0)


class BusBench(Bench):
    """A Csr with a bus master whose every wait is given."""

    def __init__(self, registers: RegisterMap) -> None:
        super().__init__(Csr(registers))

    def set(self, **ports: int) -> None:
        for name, value in ports.items():
            self.ctx.set(getattr(self.dut.s_axil, name), value)

    def get(self, name: str) -> int:
        return int(self.ctx.get(getattr(self.dut.s_axil, name)))

    def events(self, *names: str) -> None:
        self.ctx.set(self.dut.events, sum(1 << self.dut.params.event(n) for n in names))

    async def happen(self, *names: str, cycles: int = 1) -> None:
        self.events(*names)
        await self.tick(cycles)
        self.events()

    async def write(self, address: int, data: int, strobe: int = 15, *, aw_wait: int = 0, w_wait: int = 0,
                    b_wait: int = 0) -> int:  # fmt: skip
        """Response of a write whose address, data and acceptance come after so many cycles."""
        self.set(awaddr=address, wdata=data, wstrb=strobe)
        cycle, aw_done, w_done = 0, False, False
        while not (aw_done and w_done):
            self.set(awvalid=not aw_done and cycle >= aw_wait, wvalid=not w_done and cycle >= w_wait)
            aw_taken = not aw_done and cycle >= aw_wait and self.get("awready")
            w_taken = not w_done and cycle >= w_wait and self.get("wready")
            await self.tick()
            aw_done, w_done, cycle = aw_done or bool(aw_taken), w_done or bool(w_taken), cycle + 1
        self.set(awvalid=0, wvalid=0, awaddr=0xFFF, wdata=0xFFFFFFFF, wstrb=15)  # it was accepted: no longer looked at
        return await self.accept("b", "bresp", b_wait)

    async def read(self, address: int, *, r_wait: int = 0) -> tuple[int, int]:
        """(response, data) of a read whose acceptance comes `r_wait` cycles after they stand."""
        self.set(araddr=address, arvalid=1)
        while not self.get("arready"):
            await self.tick()
        await self.tick()
        self.set(arvalid=0, araddr=0)
        response = await self.accept("r", "rresp", r_wait, "rdata")
        return response, self.accepted_data

    async def value(self, address: int) -> int:
        response, data = await self.read(address)
        assert response == OKAY
        return data

    async def accept(self, channel: str, payload: str, wait: int, data: str = "") -> int:
        while not self.get(f"{channel}valid"):
            await self.tick()
        seen = self.get(payload), self.get(data) if data else 0
        for _ in range(wait):
            await self.tick()
            assert self.get(f"{channel}valid")
            assert (self.get(payload), self.get(data) if data else 0) == seen
        self.set(**{f"{channel}ready": 1})
        await self.tick()
        self.set(**{f"{channel}ready": 0})
        assert not self.get(f"{channel}valid")
        self.accepted_data = seen[1]
        return seen[0]


def on(make: Callable[[], Bench]) -> Callable[[Callable[[Any], Awaitable[None]]], Callable[[], None]]:
    """Makes a coroutine a test, on a bench of its own."""

    def test_of(test: Callable[[Any], Awaitable[None]]) -> Callable[[], None]:
        def wrapper() -> None:
            make().run(test)

        wrapper.__name__ = test.__name__
        return wrapper

    return test_of
