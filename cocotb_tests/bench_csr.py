"""`Csr` of csr_map.MAP against an AXI4-Lite master that we did not write.

Addresses and bit positions are written out: the map is not asked about itself.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator

import cocotb
from cocotb.clock import Clock
from cocotb.triggers import RisingEdge
from cocotbext.axi import AxiLiteBus, AxiLiteMaster, AxiResp

PART, ENTER, LEAVE, DROP, ERROR, WAIT = (1 << i for i in range(6))
CONTROL, STATUS, CYCLES_LO, CYCLES_HI, SCRATCH, PARTS, WAITS = 0x04, 0x08, 0x0C, 0x10, 0x14, 0x100, 0x104
RUN, CLEAR = 1, 2


async def start(dut) -> AxiLiteMaster:
    """A reset accelerator and its master."""
    dut.events.value = dut.status.value = 0
    dut.rst.value = 1
    Clock(dut.clk, 10, unit="ns", impl="gpi").start()
    await RisingEdge(dut.clk)  # the master looks at the reset at once
    master = AxiLiteMaster(AxiLiteBus.from_prefix(dut, "s_axil"), dut.clk, dut.rst)
    for side in (master.write_if, master.read_if):
        side.log.setLevel(logging.WARNING)
    for _ in range(3):
        await RisingEdge(dut.clk)
    dut.rst.value = 0
    await RisingEdge(dut.clk)
    return master


def pauses(seed: int, share: float) -> Iterator[bool]:
    rng = random.Random(seed)
    while True:
        yield rng.random() < share


def stall(master: AxiLiteMaster, share: float) -> None:
    """Lets every channel pause at random in `share` of the cycles."""
    channels = (
        master.write_if.aw_channel,
        master.write_if.w_channel,
        master.write_if.b_channel,
        master.read_if.ar_channel,
        master.read_if.r_channel,
    )
    for seed, channel in enumerate(channels):
        channel.set_pause_generator(pauses(seed, share))


@cocotb.test(timeout_time=1, timeout_unit="ms")
async def reset_values_and_refusals(dut):
    master = await start(dut)
    dut.status.value = 0b0110
    for address, want in ((0, 0x48444C47), (CONTROL, 0xA50), (STATUS, 0x6000), (SCRATCH, 0x01234567), (PARTS, 0)):
        answer = await master.read(address, 4)
        assert (answer.resp, int.from_bytes(answer.data, "little")) == (AxiResp.OKAY, want), hex(address)
    for address in (0x018, 0x0FC, 0x110, 0xFFC):
        assert (await master.read(address, 4)).resp == AxiResp.DECERR
        assert (await master.write(address, bytes(4))).resp == AxiResp.DECERR
    for address in (0x000, CYCLES_LO, CYCLES_HI, PARTS, WAITS, 0x108, 0x10C):
        assert (await master.write(address, b"\xff" * 4)).resp == AxiResp.SLVERR


@cocotb.test(timeout_time=20, timeout_unit="ms")
@cocotb.parametrize(share=[0.0, 0.3, 0.8])
async def random_accesses_of_bytes_agree_with_a_memory(dut, share):
    master = await start(dut)
    stall(master, share)
    rng = random.Random(7)
    memory = bytearray.fromhex("67452301")  # SCRATCH, byte 0 first
    for _ in range(300):
        low = rng.randrange(4)
        high = rng.randrange(low, 4) + 1
        if rng.random() < 0.5:
            data = rng.randbytes(high - low)
            assert (await master.write(SCRATCH + low, data)).resp == AxiResp.OKAY
            memory[low:high] = data
        else:
            answer = await master.read(SCRATCH + low, high - low)
            assert (answer.resp, answer.data) == (AxiResp.OKAY, bytes(memory[low:high]))
    assert dut.control.value.to_unsigned() >> 10 == int.from_bytes(memory, "little")


@cocotb.test(timeout_time=20, timeout_unit="ms")
@cocotb.parametrize(share=[0.0, 0.5])
async def reads_and_writes_at_once_neither_get_lost_nor_mixed(dut, share):
    master = await start(dut)
    stall(master, share)

    async def write():
        for i in range(200):
            await master.write_dword(SCRATCH, i * 0x01010101)

    writing = cocotb.start_soon(write())
    last = -1
    while not writing.done():
        word = await master.read_dword(SCRATCH)
        if word != 0x01234567:
            assert word % 0x01010101 == 0
            assert word // 0x01010101 >= last  # whole words, in order
            last = word // 0x01010101
        assert await master.read_dword(0) == 0x48444C47
    assert await master.read_dword(SCRATCH) == 199 * 0x01010101


@cocotb.test(timeout_time=20, timeout_unit="ms")
async def counters_are_exact_while_the_bus_is_busy(dut):
    master = await start(dut)
    stall(master, 0.3)
    await master.write_dword(CONTROL, RUN)
    await master.write_dword(CONTROL, RUN | CLEAR)
    rng = random.Random(3)

    counting = True

    async def traffic():
        while counting:
            await master.read_dword(PARTS)
            await master.write_dword(CONTROL, RUN)

    accesses = cocotb.start_soon(traffic())
    parts = waits = 0
    for _ in range(3000):
        word = rng.randrange(64)
        dut.events.value = word
        await RisingEdge(dut.clk)
        parts += word & PART != 0
        waits += word & WAIT != 0
    dut.events.value = 0
    counting = False
    await accesses
    assert await master.read_dword(PARTS) == parts
    assert await master.read_dword(WAITS) == waits


@cocotb.test(timeout_time=20, timeout_unit="ms")
async def the_two_halves_of_the_cycle_count_belong_together(dut):
    master = await start(dut)
    await master.write_dword(CONTROL, RUN)
    for before in range(24):  # the low word wraps in every cycle around the read
        begin = (5 << 32) - before
        dut.cycles_lo_count.value = begin & 0xFFFFFFFF
        dut.cycles_high_word.value = begin >> 32
        await RisingEdge(dut.clk)
        low = await master.read_dword(CYCLES_LO)
        for _ in range(30):
            await RisingEdge(dut.clk)
        high = await master.read_dword(CYCLES_HI)
        assert 0 <= (high << 32 | low) - begin <= 12, f"{high:#x}, {low:#x} after {begin:#x}"


@cocotb.test(timeout_time=1, timeout_unit="ms")
async def counters_wrap(dut):
    master = await start(dut)
    dut.stage_parts_count.value = 0xFFFFFFFE
    await RisingEdge(dut.clk)
    dut.events.value = PART
    for _ in range(3):
        await RisingEdge(dut.clk)
    dut.events.value = 0
    assert await master.read_dword(PARTS) == 1
