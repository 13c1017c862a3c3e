"""`AxiLite`: the control bus of an accelerator, from the bench."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cocotb.triggers import FallingEdge, Timer

from hdlgen.cosim.host import require_okay
from hdlgen.driver import BusError


class AxiLite:
    """Reads and writes registers through the bench's `s_axil_*` signals, one at a time.

    The bus changes at falling edges: no simulator can see it change with the clock.

    accesses  that were answered
    """

    def __init__(self, dut: Any) -> None:
        self.dut = dut
        self.accesses = 0

    async def write(self, address: int, data: int) -> None:
        """Writes 32 bits. Raises BusError."""
        d = self.dut
        await FallingEdge(d.clk)
        d.s_axil_awaddr.value, d.s_axil_wdata.value = address, data
        d.s_axil_awvalid.value = d.s_axil_wvalid.value = d.s_axil_bready.value = 1
        waiting = {d.s_axil_awready: d.s_axil_awvalid, d.s_axil_wready: d.s_axil_wvalid}
        while True:
            await Timer(1, unit="ns")
            taken = [ready for ready in waiting if int(ready.value)]
            answered, response = int(d.s_axil_bvalid.value), d.s_axil_bresp.value
            await FallingEdge(d.clk)
            for ready in taken:
                waiting.pop(ready).value = 0
            if answered:
                self.accesses += 1
                d.s_axil_bready.value = 0
                return require_okay(str(response), f"writing register {address:#x}")

    async def write_many(self, words: Iterable[tuple[int, int]]) -> None:
        """Writes (address, data) of each, one after the other. Raises BusError."""
        for address, data in words:
            await self.write(address, data)

    async def read(self, address: int) -> int:
        """Reads 32 bits. Raises BusError."""
        d = self.dut
        await FallingEdge(d.clk)
        d.s_axil_araddr.value, d.s_axil_arvalid.value, d.s_axil_rready.value = address, 1, 1
        while True:
            await Timer(1, unit="ns")
            taken, answered = int(d.s_axil_arready.value), int(d.s_axil_rvalid.value)
            data, response = str(d.s_axil_rdata.value), d.s_axil_rresp.value
            await FallingEdge(d.clk)
            if taken:
                d.s_axil_arvalid.value = 0
            if answered:
                self.accesses += 1
                d.s_axil_rready.value = 0
                require_okay(str(response), f"reading register {address:#x}")
                if not set(data) <= {"0", "1"}:
                    raise BusError(f"reading register {address:#x} gives {data}")
                return int(data, 2)
