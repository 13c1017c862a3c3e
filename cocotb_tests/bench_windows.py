"""`Csr` of window_map.WINDOW_MAP against an AXI4-Lite master that we did not write, with tables behind its load bus."""

from __future__ import annotations

import random

import cocotb
from bench_csr import stall
from bench_csr import start as start_master
from cocotb.triggers import ReadOnly, RisingEdge
from cocotbext.axi import AxiLiteMaster, AxiResp

READ_CYCLES = 2
CONTROL, MARK, RUN = 0x04, 0x1C, 1
PLACES = (*range(0x120, 0x134, 4), *range(0x140, 0x160, 4), 0x160, *range(0x1000, 0x1000 + 4 * 600, 4))
"""Every word that there is."""


class Tables:
    """Words as the load bus has them; garbage on `read_data` but in the right cycle."""

    def __init__(self, dut) -> None:
        self.dut, self.words, self.past = dut, {}, []

    async def run(self) -> None:
        dut, coming = self.dut, [None] * READ_CYCLES
        while True:
            await ReadOnly()
            asked = None
            where = int(dut.load_select.value), int(dut.load_address.value)
            if int(dut.load_write.value):
                self.words[where] = int(dut.load_data.value)
            if int(dut.load_read.value):
                asked = self.words[where]
            if int(dut.written_valid.value):
                self.past.append((int(dut.written_address.value), int(dut.written_data.value)))
            coming.append(asked)
            await RisingEdge(dut.clk)
            word = coming.pop(1)
            dut.load_read_data.value = 0xBAD0BAD0 if word is None else word


async def start(dut) -> tuple[AxiLiteMaster, Tables]:
    dut.load_read_data.value = 0
    tables = Tables(dut)
    master = await start_master(dut)
    cocotb.start_soon(tables.run())
    return master, tables


@cocotb.test(timeout_time=20, timeout_unit="ms")
@cocotb.parametrize(share=[0.0, 0.3, 0.8])
async def random_words_agree_with_a_memory(dut, share):
    master, tables = await start(dut)
    stall(master, share)
    rng = random.Random(5)
    memory: dict[int, int] = {}
    wrote = []
    for _ in range(250):
        address = rng.choice(PLACES[:20])
        if rng.random() < 0.5 or address not in memory:
            memory[address] = rng.getrandbits(32)
            wrote.append((address, memory[address]))
            answer = await master.write(address, memory[address].to_bytes(4, "little"))
        else:
            answer = await master.read(address, 4)
            assert int.from_bytes(answer.data, "little") == memory[address]
        assert answer.resp == AxiResp.OKAY
    assert tables.past == wrote


@cocotb.test(timeout_time=20, timeout_unit="ms")
@cocotb.parametrize(share=[0.0, 0.5])
async def reads_and_writes_at_once_neither_get_lost_nor_mixed(dut, share):
    master, _ = await start(dut)
    stall(master, share)
    await master.write_dword(0x1000, 0)

    async def write():
        for i in range(200):
            await master.write_dword(0x1000, i * 0x01010101)
            await master.write_dword(0x120, 0xFFFFFFFF)

    writing = cocotb.start_soon(write())
    last = -1
    while not writing.done():
        word = await master.read_dword(0x1000)
        assert word % 0x01010101 == 0
        assert word // 0x01010101 >= last
        last = word // 0x01010101
        assert await master.read_dword(0) == 0x48444C47
    assert await master.read_dword(0x1000) == 199 * 0x01010101


@cocotb.test(timeout_time=20, timeout_unit="ms")
async def refusals_change_nothing(dut):
    master, tables = await start(dut)
    for address in (0x134, 0x13C, 0x1000 + 4 * 600, 0x1FFC):
        assert (await master.write(address, bytes(4))).resp == AxiResp.SLVERR
        assert (await master.read(address, 4)).resp == AxiResp.SLVERR
    for address in (0x164, 0x800, 0xFFC):
        assert (await master.write(address, bytes(4))).resp == AxiResp.DECERR
    for part in (b"\1", b"\1\2", b"\1\2\3"):
        assert (await master.write(0x120, part)).resp == AxiResp.SLVERR
        assert (await master.write(MARK, part)).resp == AxiResp.SLVERR
    await master.write_dword(0x120, 5)
    await master.write_dword(CONTROL, RUN)
    for address in (0x120, 0x1000, MARK):
        assert (await master.write(address, b"\xff" * 4)).resp == AxiResp.SLVERR
    assert (await master.read(0x120, 4)).resp == AxiResp.SLVERR
    await master.write_dword(CONTROL, 0)
    assert await master.read_dword(0x120) == 5
    assert tables.past == [(0x120, 5)]
