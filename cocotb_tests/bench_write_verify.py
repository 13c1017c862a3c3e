"""A write-verify controller beside a macro with cells of `hdlgen_sim`: what it leaves in them, and its report.

Told by a folder (HDLGEN_TEST_JOB): job.json, targets.npy.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import cocotb
import numpy as np
from cocotb.clock import Clock
from cocotb.triggers import ClockCycles, FallingEdge, RisingEdge
from hdlgen_sim import Device, Periphery, PulsedCells, WriteLoop

from hdlgen.cosim.programming import show_cells, take_pulses


class Bench:
    """The controller, its macro, and a host.

    cells  what the pulses go to
    """

    def __init__(self, dut: Any) -> None:
        self.dut = dut
        folder = Path(os.environ["HDLGEN_TEST_JOB"])
        self.job = json.loads((folder / "job.json").read_text())
        self.targets = np.load(folder / "targets.npy")
        self.loop = WriteLoop(**self.job["loop"])
        self.cells = self.new_cells()
        self.failures: list[tuple[int, int, int]] = []
        self.cycles = 0

    def new_cells(self) -> PulsedCells:
        device, periphery = Device.from_dict(self.job["device"]), Periphery.from_dict(self.job["periphery"])
        return PulsedCells(device, periphery=periphery, **self.job["cells"])

    async def start(self) -> None:
        dut = self.dut
        for name, value in vars(self.loop).items():
            getattr(dut, f"control_{name}").value = value
        dut.control_gain.value = self.cells.gain
        dut.control_timeout.value = 1000
        for name in ("control_start", "control_pause", "control_abort", "control_confirm", "control_tile"):
            getattr(dut, name).value = 0
        dut.targets_valid.value = dut.failures_ready.value = 0
        dut.rst.value = 1
        Clock(dut.clk, 10, unit="ns", impl="gpi").start()
        await ClockCycles(dut.clk, 3)
        await FallingEdge(dut.clk)
        dut.rst.value = 0
        cocotb.start_soon(take_pulses(dut.u_macro, self.cells))
        cocotb.start_soon(show_cells(dut.u_macro, self.cells))
        cocotb.start_soon(self.watch())

    async def watch(self) -> None:
        """Counts the cycles of a write; nothing breaks a rule of the seam."""
        dut = self.dut
        while True:
            await FallingEdge(dut.clk)
            self.cycles += int(dut.status_busy.value)
            assert not int(dut.u_macro.complaint.value), f"breaks rule {int(dut.u_macro.complaint.value)} of the seam"

    async def write(self, first: int, last: int) -> None:
        """Begins a write of rows first .. last."""
        dut = self.dut
        await FallingEdge(dut.clk)
        dut.control_first_row.value, dut.control_last_row.value = first, last
        dut.control_start.value = 1
        await FallingEdge(dut.clk)
        dut.control_start.value = 0

    async def send(self, rows: range, stall: float = 0.0) -> None:
        """Targets of `rows`."""
        dut, rng, bits = self.dut, random.Random(2), self.cells.adc_bits - 1
        for row in rows:
            for positive, negative in self.targets[:, row].T.tolist():
                while rng.random() < stall:
                    await FallingEdge(dut.clk)
                dut.targets_valid.value, dut.targets_data.value = 1, negative << bits | positive
                while True:
                    await RisingEdge(dut.clk)
                    if int(dut.targets_ready.value):
                        break
                await FallingEdge(dut.clk)
                dut.targets_valid.value = 0

    async def done(self) -> None:
        """Waits until the write has ended."""
        while int(self.dut.status_busy.value):
            await ClockCycles(self.dut.clk, 20)

    async def ended(self, error: int) -> None:
        """The write has ended with `error`, and nothing happens any more."""
        assert self.status("error") == error
        assert not self.status("busy")
        assert not self.status("complete")
        assert not int(self.dut.targets_ready.value)
        pulses = self.cells.pulses.sum()
        await ClockCycles(self.dut.clk, 200)
        assert self.cells.pulses.sum() == pulses
        assert not self.status("confirmed")

    async def drain(self) -> list[tuple[int, int, int]]:
        """The list of cells that did not converge: (row, column, polarity)."""
        dut, found = self.dut, []
        width = (self.cells.x.shape[2] - 1).bit_length()
        await FallingEdge(dut.clk)
        while int(dut.failures_valid.value):
            address = int(dut.failures_data.value)
            found.append((address >> (1 + width), (address >> 1) & ((1 << width) - 1), address & 1))
            dut.failures_ready.value = 1
            await FallingEdge(dut.clk)
            dut.failures_ready.value = 0
            await FallingEdge(dut.clk)
        return found

    def status(self, name: str) -> int:
        return int(getattr(self.dut, f"status_{name}").value)

    def equal(self, expected: PulsedCells) -> None:
        """Not a cell differs, in what it is or in what it got."""
        np.testing.assert_array_equal(self.cells.x, expected.x)
        np.testing.assert_array_equal(self.cells.g, expected.g)
        np.testing.assert_array_equal(self.cells.pulses, expected.pulses)


@cocotb.test
@cocotb.parametrize(stall=[0.0, 0.99])
async def writes_what_the_offline_model_writes(dut, stall):
    bench = Bench(dut)
    await bench.start()
    rows = range(bench.targets.shape[1])
    await bench.write(0, rows[-1])
    await bench.send(rows, stall)
    await bench.done()
    offline = bench.new_cells()
    told = bench.loop.run(offline, bench.targets)
    bench.equal(offline)
    assert bench.status("pulses") == told.pulses.sum()
    assert bench.status("cells") == told.pulses.size
    assert bench.status("failed") == len(told.failed)
    room = bench.job["failures"]
    assert await bench.drain() == list(told.failed[:room])
    assert bench.status("overflow") == int(len(told.failed) > room)
    assert not bench.status("error")
    assert bench.status("complete")
    if not stall:
        read = bench.job["settle"] + bench.job["conversion"] + 3
        pulse = bench.loop.width + 4
        cycles = told.reads.sum() * read + told.pulses.sum() * pulse + told.pulses.size // 2
        if bench.job["precharge"] <= bench.job["conversion"] + 3:
            assert 0 <= bench.cycles - cycles <= 6  # until the first target is there
        dut._log.info(
            f"{told.pulses.size} cells: {told.pulses.sum()} pulses, {told.reads.sum()} reads, {bench.cycles} cycles; "
            f"{len(told.failed)} did not converge"
        )


@cocotb.test
async def waits_between_pulses_and_goes_on(dut):
    """Stopped at random times: the cells are those of a write that was not."""
    bench = Bench(dut)
    await bench.start()
    rows = range(bench.targets.shape[1])
    await bench.write(0, rows[-1])
    sending = cocotb.start_soon(bench.send(rows))
    rng = random.Random(3)
    stops = 0
    while bench.status("busy"):
        await ClockCycles(dut.clk, rng.randrange(1, 1000))
        await FallingEdge(dut.clk)
        dut.control_pause.value = 1
        await ClockCycles(dut.clk, 40)  # longer than a read and a pulse
        before = bench.cells.pulses.sum()
        await ClockCycles(dut.clk, 60)
        assert bench.cells.pulses.sum() == before
        await FallingEdge(dut.clk)
        dut.control_pause.value = 0
        stops += 1
    await sending
    offline = bench.new_cells()
    bench.loop.run(offline, bench.targets)
    bench.equal(offline)
    assert stops > 30


@cocotb.test
async def goes_on_after_a_reset_from_the_hosts_list(dut):
    """The host knows the last row that it saw and begins there: no cell differs from a model that does so, too."""
    bench = Bench(dut)
    await bench.start()
    rows = range(bench.targets.shape[1])
    await bench.write(0, rows[-1])
    sending = cocotb.start_soon(bench.send(rows))
    while bench.status("row") < len(rows) // 2 or bench.status("column") < 3:
        await ClockCycles(dut.clk, 1)
    while not int(dut.u_macro.code_valid.value):  # no pulse is under way
        await RisingEdge(dut.clk)
    row = bench.status("row")
    dut.rst.value = 1
    sending.cancel()
    dut.targets_valid.value = 0
    await ClockCycles(dut.clk, 3)
    await FallingEdge(dut.clk)
    dut.rst.value = 0
    await ClockCycles(dut.clk, 3)
    assert not bench.status("busy")
    offline, whole = bench.new_cells(), bench.new_cells()
    bench.loop.run(whole, bench.targets)
    np.testing.assert_array_equal(bench.cells.x[:, :row], whole.x[:, :row])
    assert not bench.cells.pulses[:, row + 1 :].any()
    offline.x[...], offline.pulses[...] = bench.cells.x, bench.cells.pulses
    await bench.write(row, rows[-1])
    await bench.send(range(row, len(rows)))
    await bench.done()
    told = bench.loop.run(offline, bench.targets, range(row, len(rows)))
    bench.equal(offline)
    assert bench.status("pulses") == told.pulses.sum()


@cocotb.test
async def power_that_fails_leaves_no_wrong_report(dut):
    """Resets at random times, in pulses too; the host goes on with the row that it saw. The last report is true."""
    bench = Bench(dut)
    await bench.start()
    rows, rng = range(bench.targets.shape[1]), random.Random(4)
    row, resets = 0, 0
    while True:
        await bench.write(row, rows[-1])
        sending = cocotb.start_soon(bench.send(rows[row:]))
        for _ in range(rng.randrange(1, 600)):
            await FallingEdge(dut.clk)
            if not bench.status("busy"):
                break
            row = bench.status("row")
        else:
            sending.cancel()
            dut.targets_valid.value = 0
            dut.rst.value = 1
            await ClockCycles(dut.clk, rng.randrange(1, 4))
            await FallingEdge(dut.clk)
            dut.rst.value = 0
            assert not bench.status("busy")
            resets += 1
            continue
        break
    assert resets > 5
    await bench.drain()  # of the write before
    await bench.write(0, rows[-1])
    await bench.send(rows)
    await bench.done()
    signs = np.array([[1], [-1]])
    errors = [np.abs(signs * bench.cells.read(r) - bench.targets[:, r]) for r in rows]
    wrong = [(r, int(c), int(p)) for r in rows for c, p in np.argwhere(bench.loop.tolerance < errors[r].T)]
    assert bench.status("failed") == len(wrong)
    assert await bench.drain() == wrong[: bench.job["failures"]]


@cocotb.test
async def codes_that_do_not_come_end_the_write(dut):
    """A code that comes when none was asked for, too: what it says of a cell is worth nothing."""
    bench = Bench(dut)
    await bench.start()
    await bench.write(0, 0)
    cocotb.start_soon(bench.send(range(1)))
    while not int(dut.u_macro.convert.value):
        await RisingEdge(dut.clk)
    dut.u_macro.remaining.value = 0  # the conversion is forgotten
    await ClockCycles(dut.clk, 20)
    await bench.ended(2)


@cocotb.test
async def a_pulse_that_does_not_end_ends_the_write(dut):
    """And the next one begins anew."""
    bench = Bench(dut)
    await bench.start()
    dut.control_timeout.value = 30
    await bench.write(0, 0)
    sending = cocotb.start_soon(bench.send(range(1)))
    while not int(dut.u_macro.pulse_left.value):
        await RisingEdge(dut.clk)
    dut.u_macro.pulse_left.value = 0  # it is forgotten
    await ClockCycles(dut.clk, 10)
    assert bench.status("busy")
    await ClockCycles(dut.clk, 40)
    sending.cancel()
    await bench.ended(3)
    dut.control_pulses.value = 0
    await bench.write(0, 0)
    await bench.send(range(1))
    await bench.done()
    assert bench.status("complete")
    errors = np.abs(np.array([[1], [-1]]) * bench.cells.read(0) - bench.targets[:, 0])
    assert bench.status("failed") == (errors > bench.loop.tolerance).sum()


@cocotb.test
async def an_aborted_write_ends_and_the_cells_are_not_confirmed(dut):
    """Whether it waits for targets or not, and paused too; what was sent is not taken for targets of the next."""
    bench = Bench(dut)
    await bench.start()
    for cycles, pause in ((1, 0), (6, 0), (300, 0), (301, 1), (333, 1)):
        assert not bench.status("confirmed")
        dut.control_confirm.value = 1
        await FallingEdge(dut.clk)
        dut.control_confirm.value = 0
        dut.control_pause.value = pause
        await bench.write(0, 0)
        sending = cocotb.start_soon(bench.send(range(1)))
        await ClockCycles(dut.clk, cycles)
        await FallingEdge(dut.clk)
        dut.control_abort.value = 1
        await FallingEdge(dut.clk)
        dut.control_abort.value = 0
        await ClockCycles(dut.clk, 60)
        sending.cancel()
        dut.targets_valid.value = dut.control_pause.value = 0
        await bench.ended(4)
    offline = bench.new_cells()
    offline.x[...], offline.pulses[...] = bench.cells.x, bench.cells.pulses
    bench.loop.run(offline, bench.targets, range(2))
    await bench.write(0, 1)
    await bench.send(range(2))
    await bench.done()
    bench.equal(offline)
    dut.control_confirm.value = 1
    await ClockCycles(dut.clk, 2)
    assert bench.status("confirmed")


@cocotb.test
async def a_row_that_is_not_there_is_not_written(dut):
    bench = Bench(dut)
    await bench.start()
    rows = bench.targets.shape[1]
    for first, last in ((1, 0), (rows - 1, rows)):
        if last >> len(dut.control_last_row.value):
            continue  # the register has no bit for it
        await bench.write(first, last)
        await FallingEdge(dut.clk)
        await bench.ended(1)
