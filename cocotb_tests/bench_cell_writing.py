"""A whole accelerator whose cells are written through its registers, and which computes on them.

Told by a folder (HDLGEN_TEST_JOB): what `cosim.prepare` writes, cells.json, targets.npz, pixels.npy.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import cocotb
import numpy as np
import pytest
from bench_interruptions import compare
from bench_loading import (
    CONTROL,
    EMPTY,
    PROGRAM,
    PROGRAM_CRC,
    PROGRAM_ERROR,
    RUN,
    STATUS,
    Chip,
    load,
    program_of,
    reset,
    runs,
)  # fmt: skip
from cocotb.clock import Clock
from cocotb.task import bridge, resume
from cocotb.triggers import ClockCycles, FallingEdge, Lock, RisingEdge
from hdlgen_sim import Device, Periphery, PulsedCells, WriteLoop

from hdlgen import reference
from hdlgen.cosim.bench import PERIOD_NS
from hdlgen.cosim.findings import SEAM_RULES
from hdlgen.cosim.preparation import prepare
from hdlgen.cosim.programming import show_cells, take_pulses
from hdlgen.driver import Accelerator, BusError, DeviceError, Pulses, Written
from hdlgen.driver import addresses as at
from hdlgen.mapping import from_json
from hdlgen.reference import tiled

UNCONFIRMED, FLUSH = 64, 4
POLL = 40
"""Cycles between two readings of WRITE_STATUS."""


class Writing(Chip):
    """Whose cells are pulsed.

    cells  of each tile, in the order of the plan
    seen   row that the host saw last
    """

    def __init__(self, dut: Any) -> None:
        super().__init__(dut)
        self.told = json.loads((self.directory / "cells.json").read_text())
        self.targets = np.load(self.directory / "targets.npz")
        self.loop = WriteLoop(**self.told["loop"])
        self.how = Pulses(gain=self.told["cells"]["gain"], timeout=200, **self.told["loop"])
        self.cells = [self.new_cells(n) for n in range(len(self.job.tiles))]
        self.lock = Lock()
        self.seen = 0
        self.pauses = 0

    def new_cells(self, n: int) -> PulsedCells:
        device, periphery = Device.from_dict(self.job.device), Periphery.from_dict(self.job.periphery)
        name = self.job.tiles[n].array
        return PulsedCells(device, periphery=periphery, seed=self.job.seed, name=name, **self.told["cells"])

    def targets_of(self, n: int) -> np.ndarray:
        return self.targets[self.job.tiles[n].tile]

    def rows_of(self, n: int, first: int = 0) -> list[list[tuple[int, int]]]:
        """Targets of a tile as the driver takes them."""
        return [[(int(p), int(q)) for p, q in row] for row in self.targets_of(n).transpose(1, 2, 0)[first:]]

    async def read(self, address: int) -> int:
        if address == at.WRITE_STATUS:
            await ClockCycles(self.dut.clk, POLL)
        async with self.lock:
            return await self.bus.read(address)

    async def write(self, address: int, word: int) -> None:
        async with self.lock:
            await self.bus.write(address, word)

    async def write_many(self, words: Any) -> None:
        for address, word in words:
            await self.write(address, word)

    def chip(self) -> Accelerator:
        return Accelerator(resume(self.read), resume(self.write), write_many=resume(self.write_many))

    async def written(self, n: int, how: Pulses | None = None, first: int = 0) -> Written:
        """Rows of a tile from `first` on, written by the driver."""
        rows = self.rows_of(n, first)
        return await bridge(lambda: self.chip().cells.write(n, rows, how or self.how, first_row=first))()

    async def host(self, n: int, first: int) -> None:
        """The same as coroutine, which can be given up at any cycle."""
        rows = self.rows_of(n, first)
        amplitudes = self.how.most << 24 | self.how.increment << 16
        for address, word in (
            (at.WRITE_TILE, n),
            (at.WRITE_ROWS, (first + len(rows) - 1) << 16 | first),
            (at.WRITE_LIMITS, self.how.tolerance << 16 | self.how.pulses),
            (at.WRITE_AMPLITUDES, amplitudes | self.how.reset_amplitude << 8 | self.how.set_amplitude),
            (at.WRITE_PULSE, self.how.gain << 8 | self.how.width),
            (at.WRITE, at.START),
        ):
            await self.bus.write(address, word)
        for row in rows:
            while not await self.read(at.WRITE_STATUS) & at.WANTED:
                pass
            self.seen = await self.bus.read(at.WRITE_AT) & 0x3FFF
            for positive, negative in row:
                await self.bus.write(at.WRITE_TARGETS, at.TAKE | negative << 16 | positive)

    async def interrupt(self) -> None:
        """Lets the write wait, again and again, for longer than a read and a pulse: nothing moves then."""
        rng, clk = random.Random(5), self.dut.clk
        while True:
            await ClockCycles(clk, rng.randrange(1, 2000))
            await self.write(at.WRITE_CONTROL, at.PAUSE)
            await ClockCycles(clk, 40)
            before = sum(cells.pulses.sum() for cells in self.cells)
            await ClockCycles(clk, rng.randrange(1, 60))
            assert sum(cells.pulses.sum() for cells in self.cells) == before
            await self.write(at.WRITE_CONTROL, 0)
            self.pauses += 1

    def expect(self, cells: list[PulsedCells]) -> None:
        """The executor on `cells` says what all streams are."""
        directory = Path(self.told["directory"])
        plan = from_json((directory / "plan.json").read_text())
        arrays, left = {}, iter(cells)
        for stage in plan.array_stages:
            arrays[stage.name] = tuple(next(left).array() for _ in stage.tile_names)
        device, periphery = Device.from_dict(self.job.device), Periphery.from_dict(self.job.periphery)
        chip = reference.Chip(plan, device, periphery, self.job.seed, arrays)
        images = np.load(self.directory / "pixels.npy")
        stalls = {"source_stall": self.job.source_stall, "sink_stall": self.job.sink_stall}
        prepare(chip, directory, images, tiled.run(chip, images), self.directory, **stalls)
        self.arrays = [
            (tile, macro, own.array()) for (tile, macro, _), own in zip(self.arrays, self.cells, strict=True)
        ]

    async def computes(self) -> None:
        """A program is loaded, and all images pass through as they must."""
        await bridge(lambda: self.chip().cells.confirm())()
        assert await self.read(STATUS) == EMPTY
        await load(self, program_of(self))
        await runs(self)

    async def refuses(self) -> None:
        """No program is taken, whoever brings it, and nothing begins."""
        with pytest.raises(DeviceError, match="nobody has confirmed the cells"):
            await load(self, program_of(self))
        await self.write_many(program_of(self).writes())
        assert await self.read(STATUS) == EMPTY | UNCONFIRMED
        assert await self.read(PROGRAM_ERROR) & 1
        await self.write(PROGRAM_ERROR, 3)


async def start(dut: Any) -> Writing:
    bench = Writing(dut)
    dut.rst.value, dut.image_put.value = 1, 0
    dut.source_stall.value, dut.sink_stall.value = bench.job.source_stall, bench.job.sink_stall
    Clock(dut.clk, PERIOD_NS, unit="ns", impl="gpi").start()
    await ClockCycles(dut.clk, 4)
    for (tile, macro, _), cells in zip(bench.arrays, bench.cells, strict=True):
        cocotb.start_soon(bench.listen(tile.tile, macro.complaint, SEAM_RULES))
        cocotb.start_soon(take_pulses(macro, cells))
        cocotb.start_soon(show_cells(macro, cells))
    await reset(dut)
    assert await bench.read(STATUS) == EMPTY | UNCONFIRMED
    return bench


def equal(cells: PulsedCells, expected: PulsedCells) -> None:
    """Not a cell differs, in what it is or in what it got."""
    np.testing.assert_array_equal(cells.x, expected.x)
    np.testing.assert_array_equal(cells.g, expected.g)
    np.testing.assert_array_equal(cells.pulses, expected.pulses)


def advance(cells: PulsedCells, targets: np.ndarray, loop: WriteLoop, row: int, pulses: int) -> None:
    """A write from `row` on that ends behind so many pulses, cell by cell."""
    _, rows, columns = targets.shape
    for r in range(row, rows):
        for column, polarity in np.ndindex(columns, 2):
            before, amplitude = None, 0
            for _ in range(loop.pulses):
                code = (1 - 2 * polarity) * int(cells.read(r)[polarity, column])
                error = code - int(targets[polarity, r, column])
                if abs(error) <= loop.tolerance:
                    break
                if not pulses:
                    return
                up = error < 0
                first = loop.set_amplitude if up else loop.reset_amplitude
                amplitude = min(amplitude + loop.increment, loop.most) if up == before else first
                before = up
                cells.pulse_one(r, column, polarity, up, amplitude, loop.width)
                pulses -= 1


@cocotb.test(timeout_time=4, timeout_unit="ms")
async def cells_are_written_and_images_computed_on_them(dut):
    """The first tile with interruptions; the others without."""
    bench = await start(dut)
    await bench.refuses()
    offline = [bench.new_cells(n) for n in range(len(bench.cells))]
    stuck = 0
    for n, cells in enumerate(offline):
        told = bench.loop.run(cells, bench.targets_of(n))
        interrupting = cocotb.start_soon(bench.interrupt()) if n == 0 else None
        before = await bench.read(bench.job.addresses["CYCLES_LO"])
        written = await bench.written(n)
        cycles = await bench.read(bench.job.addresses["CYCLES_LO"]) - before
        if interrupting:
            interrupting.cancel()
            await bench.write(at.WRITE_CONTROL, 0)
        for own, expected in zip(bench.cells, offline, strict=True):
            if expected is cells:
                equal(own, expected)
        assert (written.cells, written.pulses) == (told.pulses.size, told.pulses.sum())
        assert written.failures == told.failed
        assert written.failed == len(told.failed)
        assert not written.busy
        dut._log.info(
            f"tile {n}: {written.cells} cells, {written.pulses} pulses, {cycles} cycles, {written.failed} failed"
        )
        stuck += written.failed
    assert bench.pauses > 20
    assert stuck
    for own, expected in zip(bench.cells, offline, strict=True):
        equal(own, expected)
    bench.expect(offline)
    await bench.computes()


@cocotb.test(timeout_time=4, timeout_unit="ms")
async def power_may_fail_at_any_cycle(dut):
    """Whenever it does, the accelerator says that nobody knows its cells, and the host goes on with the row it saw."""
    bench = await start(dut)
    rng, model, row = random.Random(7), bench.new_cells(0), 0
    targets = bench.targets_of(0)
    for n in range(100):
        host = cocotb.start_soon(bench.host(0, row))
        await ClockCycles(dut.clk, rng.randrange(1, 1500))
        host.cancel()
        await reset(dut)
        advance(model, targets, bench.loop, row, bench.cells[0].pulses.sum() - model.pulses.sum())
        equal(bench.cells[0], model)
        row = bench.seen
        assert await bench.read(STATUS) == EMPTY | UNCONFIRMED
        assert await bench.read(at.WRITE_STATUS) == 0
        if n % 20 == 0:
            await bench.refuses()
    assert row > 2
    told = bench.loop.run(model, targets, range(row, targets.shape[1]))
    written = await bench.written(0, first=row)
    equal(bench.cells[0], model)
    assert (written.pulses, written.failures) == (told.pulses.sum(), told.failed)
    # What the host cannot know of the rows before, a write without pulses says.
    read = Pulses(**{**vars(bench.how), "pulses": 0})
    errors = [np.abs(np.array([[1], [-1]]) * model.read(r) - targets[:, r]) for r in range(targets.shape[1])]
    wrong = [(r, int(c), int(p)) for r, e in enumerate(errors) for c, p in np.argwhere(bench.loop.tolerance < e.T)]
    assert (await bench.written(0, read)).failures == tuple(wrong)
    equal(bench.cells[0], model)
    bench.expect([model, *bench.cells[1:]])
    await bench.computes()


LOCKED = (
    at.WRITE,
    at.WRITE_TILE,
    at.WRITE_ROWS,
    at.WRITE_LIMITS,
    at.WRITE_AMPLITUDES,
    at.WRITE_PULSE,
    at.WRITE_TIMEOUT,
)


async def refused(bench: Writing, *addresses: int) -> None:
    for address in addresses:
        with pytest.raises(BusError, match="is answered with 10"):
            await bench.write(address, 1)


@cocotb.test(timeout_time=1, timeout_unit="ms")
async def while_it_runs_nothing_is_written_and_while_it_writes_nothing_runs(dut):
    bench = await start(dut)
    bench.expect([bench.new_cells(n) for n in range(len(bench.cells))])
    beats, program = bench.job.addresses["INPUT_BEATS"], program_of(bench)
    await bridge(lambda: bench.chip().cells.confirm())()
    await load(bench, program)
    await bench.write(CONTROL, RUN)
    await refused(bench, *LOCKED, at.WRITE_TARGETS)
    with pytest.raises(DeviceError, match="while nothing runs"):
        await bench.written(0)
    await bench.write(CONTROL, 0)
    assert await bench.read(STATUS) == 0

    model, rows = bench.new_cells(0), bench.rows_of(0)[:1]
    told = bench.loop.run(model, bench.targets_of(0), range(1))
    await bench.write(at.WRITE_CONTROL, at.PAUSE)
    writing = cocotb.start_soon(bridge(lambda: bench.chip().cells.write(0, rows, bench.how))())
    while not await bench.read(at.WRITE_STATUS) & at.WRITING:
        pass
    await ClockCycles(dut.clk, 20 * len(rows[0]))  # all targets are there
    assert await bench.read(STATUS) == EMPTY | UNCONFIRMED
    await bench.write(at.WRITE_TARGETS, at.TAKE)  # one more has room: the first pair is at work
    await refused(bench, at.WRITE_TARGETS)
    await refused(bench, *LOCKED, PROGRAM, PROGRAM_CRC, program.blocks[0].address)
    await bench.write(at.WRITE_CONTROL, 0)
    playing = cocotb.start_soon(bench.play())
    before = await bench.read(beats)
    for control in (RUN, RUN | FLUSH) * 8:
        await bench.write(CONTROL, control)
        await ClockCycles(dut.clk, 37)
    await bench.write(CONTROL, 0)
    written = await writing
    playing.cancel()
    assert await bench.read(beats) == before
    equal(bench.cells[0], model)
    assert (written.pulses, written.failures) == (told.pulses.sum(), told.failed)
    assert await bench.read(STATUS) == EMPTY | UNCONFIRMED
    await bench.refuses()


@cocotb.test(timeout_time=1, timeout_unit="ms")
async def a_write_that_ends_early_says_why(dut):
    bench = await start(dut)
    macro, targets, rows = bench.arrays[0][1], bench.targets_of(0), bench.rows_of(0)[:1]
    cells = await bridge(lambda: bench.chip().cells)()
    assert (cells.tiles, cells.rows, cells.columns) == (len(bench.cells), *targets.shape[1:])

    async def ends(message: str, cause: Any) -> None:
        writing = cocotb.start_soon(bridge(lambda: cells.write(0, rows, bench.how))())
        await cause()
        with pytest.raises(DeviceError, match=message):
            await writing
        assert not await bridge(lambda: cells.complete)()
        with pytest.raises(DeviceError, match=message):
            await bridge(cells.confirm)()
        assert await bench.read(STATUS) == EMPTY | UNCONFIRMED

    async def lost() -> None:
        while not int(macro.pulse_left.value):
            await RisingEdge(dut.clk)
        macro.pulse_left.value = 0

    async def aborted() -> None:
        await ClockCycles(dut.clk, 1000)
        await bridge(cells.abort)()

    await ends("a pulse was not done in the time that it may take", lost)
    await ends("it was aborted", aborted)
    await bench.write(at.WRITE_ROWS, 0 << 16 | 1)
    await bench.write(at.WRITE, at.START)
    assert await bench.read(at.WRITE_STATUS) == 1 << 8
    model = bench.new_cells(0)
    model.x[...], model.pulses[...] = bench.cells[0].x, bench.cells[0].pulses
    bench.loop.run(model, targets, range(1))
    await bridge(lambda: cells.write(0, rows, bench.how))()
    equal(bench.cells[0], model)
    await bridge(cells.confirm)()
    assert await bench.read(STATUS) == EMPTY


@cocotb.test(timeout_time=1, timeout_unit="ms")
async def arrays_that_are_still_at_work_are_not_programmed(dut):
    """The last windows of the first layer are in no pool: the image has left before they are computed."""
    bench = await start(dut)
    bench.expect([bench.new_cells(n) for n in range(len(bench.cells))])
    await bridge(lambda: bench.chip().cells.confirm())()
    await bench.write(at.WRITE_ROWS, 0)
    await bench.write(at.WRITE_LIMITS, bench.how.pulses)
    await bench.write(at.WRITE_PULSE, bench.how.gain << 8 | bench.how.width)
    await load(bench, program_of(bench))
    macro = bench.arrays[0][1]
    await bench.write(CONTROL, RUN)
    playing = cocotb.start_soon(bench.play())
    comparing = compare(bench)
    await bench.finished.wait()
    await bench.write(CONTROL, 0)
    integrating = 0
    while await bench.bus.read(STATUS):
        pass
    writing = cocotb.start_soon(bench.write(at.WRITE, at.START))
    while not writing.done():
        await FallingEdge(dut.clk)
        integrating += int(macro.integrate.value)
    assert integrating
    for row in bench.rows_of(0)[:1]:
        await bench.write_many((at.WRITE_TARGETS, at.TAKE | q << 16 | p) for p, q in row)
    while (status := await bench.read(at.WRITE_STATUS)) & at.WRITING:
        pass
    assert status & at.COMPLETE
    assert not bench.findings, bench.findings
    model = bench.new_cells(0)
    WriteLoop(**{**vars(bench.loop), "tolerance": 0, "set_amplitude": 0, "reset_amplitude": 0, "increment": 0}).run(
        model, bench.targets_of(0), range(1)
    )
    equal(bench.cells[0], model)
    for task in (playing, *comparing):
        task.cancel()
