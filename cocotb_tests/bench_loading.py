"""A whole accelerator whose program is loaded: empty, half loaded, wrongly loaded, cut off, loaded and run."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import cocotb
import pytest
from bench_interruptions import compare
from cocotb.clock import Clock
from cocotb.task import bridge, resume
from cocotb.triggers import ClockCycles, FallingEdge, with_timeout

from hdlgen.cosim.bench import PERIOD_NS, Bench, _at
from hdlgen.cosim.binding import answer
from hdlgen.cosim.findings import SEAM_RULES
from hdlgen.cosim.tiles import program
from hdlgen.driver import Accelerator, Block, BusError, DeviceError, Program

CONTROL, STATUS, PROGRAM, PROGRAM_CRC, PROGRAM_ERROR = 0x1C, 0x20, 0x54, 0x58, 0x74
RUN, BUSY, EMPTY, COMMIT, CLEAR = 1, 1, 16, 1, 2


def program_of(bench: Chip) -> Program:
    return Program.from_bytes(Path(bench.job.program).read_bytes())


class Chip(Bench):
    """Whose macros are answered from a loading on: what their converters do is loaded."""

    def __init__(self, dut) -> None:
        super().__init__(dut, Path(os.environ["HDLGEN_TEST_JOB"]))
        self.arrays = [(tile, _at(dut, tile.path), program(self.job, tile)) for tile in self.job.tiles]
        self.answering: list[cocotb.task.Task] = []

    def answer(self) -> None:
        for task in self.answering:
            task.cancel()
        self.answering = [
            cocotb.start_soon(answer(macro, [(tile, array)], self.answered, self.unused))
            for tile, macro, array in self.arrays
        ]


async def start(dut) -> Chip:
    """Reset, and nothing else."""
    bench = Chip(dut)
    dut.rst.value = 1
    dut.image_put.value = 0
    dut.source_stall.value, dut.sink_stall.value = bench.job.source_stall, bench.job.sink_stall
    Clock(dut.clk, PERIOD_NS, unit="ns", impl="gpi").start()
    await ClockCycles(dut.clk, 4)
    for tile, macro, _ in bench.arrays:
        cocotb.start_soon(bench.listen(tile.tile, macro.complaint, SEAM_RULES))
    await reset(dut)
    return bench


async def load(bench: Chip, program: Program, *, verify: bool = False) -> None:
    """As a host does. Raises DeviceError."""
    bus = bench.bus
    chip = Accelerator(resume(bus.read), resume(bus.write), write_many=resume(bus.write_many))
    await bridge(lambda: chip.load(program, verify=verify))()
    bench.answer()


async def empty(bench: Chip) -> bool:
    return bool(await bench.bus.read(STATUS) & EMPTY)


async def reset(dut) -> None:
    """For a cycle; whatever the master was doing is over."""
    await FallingEdge(dut.clk)
    dut.rst.value, dut.image_put.value = 1, 0
    for pin in ("awvalid", "wvalid", "bready", "arvalid", "rready"):
        getattr(dut, f"s_axil_{pin}").value = 0
    await FallingEdge(dut.clk)
    dut.rst.value = 0
    await FallingEdge(dut.clk)


async def runs(bench: Chip) -> None:
    """All images pass through as they must."""
    bench.rows_seen = dict.fromkeys(bench.rows_seen, 0)
    comparing = compare(bench)
    await bench.bus.write(CONTROL, RUN)
    playing = cocotb.start_soon(bench.hand_over())
    await with_timeout(bench.finished.wait(), 1, "ms")
    assert not bench.findings, bench.findings
    await ClockCycles(bench.dut.clk, 64)
    for task in (*comparing, playing):
        task.cancel()
    bench.finished.clear()
    assert await bench.bus.read(STATUS) == 0
    await bench.bus.write(CONTROL, 0)


async def tried(bench: Chip) -> None:
    """Nothing begins although images are offered."""
    before = await bench.bus.read(bench.job.addresses["INPUT_BEATS"])
    await bench.bus.write(CONTROL, RUN)
    playing = cocotb.start_soon(bench.hand_over())
    await ClockCycles(bench.dut.clk, 300)
    assert int(bench.dut.s_axil_bvalid.value) == 0
    assert await bench.bus.read(bench.job.addresses["INPUT_BEATS"]) == before
    assert await bench.bus.read(STATUS) == EMPTY
    assert await bench.bus.read(PROGRAM_ERROR) & 2
    await bench.bus.write(CONTROL, 0)
    await bench.bus.write(PROGRAM_ERROR, 3)
    playing.cancel()


@cocotb.test(timeout_time=20, timeout_unit="ms")
async def an_empty_accelerator_takes_no_image_and_a_loaded_one_runs(dut):
    bench = await start(dut)
    assert await empty(bench)
    await tried(bench)
    await reset(dut)
    await load(bench, program_of(bench), verify=True)
    assert not await empty(bench)
    await runs(bench)
    for block in program_of(bench).blocks:  # what was read back, and what ran, changed nothing
        for address, word in block.writes():
            assert await bench.bus.read(address) == word
    await reset(dut)
    await load(bench, program_of(bench))
    await runs(bench)


@cocotb.test(timeout_time=20, timeout_unit="ms")
async def while_it_runs_or_is_busy_nothing_is_loaded(dut):
    bench = await start(dut)
    program = program_of(bench)
    await load(bench, program)
    comparing = compare(bench)
    await bench.bus.write(CONTROL, RUN)
    playing = cocotb.start_soon(bench.hand_over())
    await ClockCycles(dut.clk, 20)
    at = program.blocks[0].address
    for control in (RUN, 0):  # running, and then busy with the image that has begun
        await bench.bus.write(CONTROL, control)
        assert await bench.bus.read(STATUS) & BUSY
        for address in (at, PROGRAM, PROGRAM_CRC, 0x5C):
            with pytest.raises(BusError, match="is answered with 10"):
                await bench.bus.write(address, 0x12345678)
        with pytest.raises(BusError, match="is answered with 10"):
            await bench.bus.read(at)
        with pytest.raises(DeviceError, match="it runs or is busy"):
            await load(bench, program)
    await bench.bus.write(CONTROL, RUN)
    await with_timeout(bench.finished.wait(), 1, "ms")
    assert not bench.findings, bench.findings
    for task in (*comparing, playing):
        task.cancel()


def wrong(program: Program) -> list[list[tuple[int, int]]]:
    """All that goes over the bus of programs that are not this one, each with the commit of it."""
    whole = list(program.writes())
    rng = random.Random(3)
    found = []
    for at in rng.sample(range(1, len(whole) - 2), 12):
        address, word = whole[at]
        found += [
            [*whole[:at], *whole[at + 1 :]],
            [*whole[:at], (address, word ^ 1 << rng.randrange(32)), *whole[at + 1 :]],
        ]
    first = program.blocks[0]
    other = replace(program, blocks=(Block(first.address, tuple(w ^ 1 for w in first.words)), *program.blocks[1:]))
    return [
        *found,
        whole[:1] + whole[-2:],
        list(replace(program, geometry=bytes(16)).writes()),
        list(replace(program, hdlgen=program.hdlgen + 1).writes()),
        [*replace(program, digest=bytes(16)).writes()][:-2] + whole[-2:],
        [*other.writes()][:-2] + whole[-2:],
    ]


@cocotb.test(timeout_time=50, timeout_unit="ms")
async def a_program_that_is_not_whole_or_not_for_it_is_not_taken(dut):
    bench = await start(dut)
    program = program_of(bench)
    for n, writes in enumerate(wrong(program)):
        if n % 3 == 0:
            await load(bench, program)  # there is a good one before
        await bench.bus.write_many(writes)
        assert await empty(bench)
        assert await bench.bus.read(PROGRAM_ERROR) == 1
        await bench.bus.write(PROGRAM_ERROR, 1)
    await tried(bench)
    await reset(dut)
    await load(bench, program)
    await bench.bus.write(*next(program.blocks[-1].writes()))
    assert await empty(bench)  # though it is the same word
    await tried(bench)
    await reset(dut)
    await load(bench, program)
    await runs(bench)


@cocotb.test(timeout_time=100, timeout_unit="ms")
async def power_may_fail_at_any_cycle(dut):
    """While it is loaded: the host goes on as if nothing had been. While it runs: nothing comes out of it then."""
    bench = await start(dut)
    program = program_of(bench)
    whole = list(program.writes())
    rng = random.Random(11)
    for _ in range(60):
        await bench.bus.write(PROGRAM, CLEAR)
        loading = cocotb.start_soon(bench.bus.write_many(whole))
        await ClockCycles(dut.clk, rng.randrange(1, 4 * len(whole)))
        loading.cancel()
        await reset(dut)
        assert await empty(bench)
        await bench.bus.write_many(whole[rng.randrange(2, len(whole)) :])  # without the clear and a word
        assert await empty(bench)
    for _ in range(40):
        await load(bench, program)
        await bench.bus.write(CONTROL, RUN)
        playing = cocotb.start_soon(bench.hand_over())
        await ClockCycles(dut.clk, rng.randrange(1, 600))
        playing.cancel()
        await reset(dut)
        for _ in range(4):
            assert bench.state(bench.job.watches[-1].name)[0] == "0"
            await FallingEdge(dut.clk)
        assert await empty(bench)
    await load(bench, program)
    await runs(bench)


def tables(scope) -> list:
    """Memories of the tables below `scope`."""
    found = []
    for part in scope:
        if part._name == "words" and "_table." in part._path:
            found.append(part)
        elif part._name.startswith("u_"):
            found += tables(part)
    return found


@cocotb.test(timeout_time=50, timeout_unit="ms")
async def a_flipped_bit_names_its_stage_and_no_result_is_taken_for_right(dut):
    bench = await start(dut)
    at, program = bench.job.addresses, program_of(bench)
    watch = bench.job.watches[-1]
    seen = 0
    for number, stage in enumerate(("conv", "pool", "fc"), 1):
        for memory in tables(getattr(dut.dut, f"u_{stage}")):
            await reset(dut)
            await load(bench, program)
            row = memory[0]
            row.value = int(row.value) ^ 1
            await bench.bus.write(CONTROL, RUN)
            playing = cocotb.start_soon(bench.hand_over())
            await ClockCycles(dut.clk, 1500)
            playing.cancel()
            assert await bench.bus.read(STATUS) & 32, memory._path
            assert await bench.bus.read(at["PARITY"]) == number, memory._path
            assert await bench.bus.read(at[f"{stage}.FAULTS"]) & 2, memory._path
            out = await bench.bus.read(at["IMAGES_OUT"])
            assert out == 0 or int(getattr(dut, f"{watch.name}_complaint").value) == 5, memory._path  # tuser
            seen += 1
    assert seen >= 14
    await reset(dut)
    assert await bench.bus.read(at["PARITY"]) == 0
    await load(bench, program)
    assert await bench.bus.read(STATUS) == 0
