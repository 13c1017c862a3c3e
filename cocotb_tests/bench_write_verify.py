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
from cocotb.triggers import ClockCycles, FallingEdge, RisingEdge, ValueChange
from hdlgen_sim import Device, Periphery, PulsedCells, Reader, WriteLoop

from hdlgen.cosim.programming import show_cells, take_pulses

SHIFT = 2
"""ADC shift of the user's products."""


class Bench:
    """The controller, its macro, and a host.

    cells     what the pulses go to
    share     of the cycles in which the macro's user begins a product, if it may
    products  that it has computed
    """

    def __init__(self, dut: Any, *, share: float = 0.0) -> None:
        self.dut, self.share = dut, share
        folder = Path(os.environ["HDLGEN_TEST_JOB"])
        self.job = json.loads((folder / "job.json").read_text())
        self.targets = np.load(folder / "targets.npy")
        self.loop = WriteLoop(**self.job["loop"])
        self.cells = self.new_cells()
        self.failures: list[tuple[int, int, int]] = []
        self.cycles = 0
        self.products = 0

    def new_cells(self) -> PulsedCells:
        device, periphery = Device.from_dict(self.job["device"]), Periphery.from_dict(self.job["periphery"])
        return PulsedCells(device, periphery=periphery, **self.job["cells"])

    async def start(self) -> None:
        dut = self.dut
        for name, value in vars(self.loop).items():
            getattr(dut, f"control_{name}").value = value
        dut.control_gain.value = self.cells.gain
        for name in ("control_start", "control_run", "targets_valid", "failures_ready", "busy"):
            getattr(dut, name).value = 0
        for pin in ("drive", "row_word", "phase", "integrate", "hold", "select", "convert", "adc_shift"):
            getattr(dut, f"user_read_{pin}").value = 0
        dut.user_read_adc_shift.value = SHIFT
        dut.rst.value = 1
        Clock(dut.clk, 10, unit="ns", impl="gpi").start()
        await ClockCycles(dut.clk, 3)
        await FallingEdge(dut.clk)
        dut.rst.value = 0
        cocotb.start_soon(take_pulses(dut.u_macro, self.cells))
        cocotb.start_soon(show_cells(dut.u_macro, self.cells))
        cocotb.start_soon(self.answer_products())
        cocotb.start_soon(self.use())
        cocotb.start_soon(self.watch())

    async def watch(self) -> None:
        """Counts the cycles of a write; nothing breaks a rule of the seam."""
        dut = self.dut
        while True:
            await FallingEdge(dut.clk)
            self.cycles += int(dut.status_busy.value)
            assert not int(dut.u_macro.complaint.value), f"breaks rule {int(dut.u_macro.complaint.value)} of the seam"

    def reader(self) -> Reader:
        """What reads the cells as they are now, in one phase."""
        job = self.job["cells"]
        array = self.cells.array()
        return array.reader(
            phases=1, dac_bits=job["dac_bits"], adc_bits=job["adc_bits"], adc_shift=SHIFT, adcs=job["adcs"]
        )

    async def answer_products(self) -> None:
        """Answers the user's products; all of them are of one phase."""
        macro, job = self.dut.u_macro, self.job["cells"]
        groups, bits = job["columns"] // job["adcs"], job["adc_bits"]
        while True:
            await ValueChange(macro.request)
            side = int(macro.request.value)
            words = int(macro.asked[side].value)
            word_bits = len(macro.asked[side].value) // job["rows"]
            x = np.array([(words >> (r * word_bits)) & 1 for r in range(job["rows"])], np.uint8)
            codes = self.reader().one(x)[0] & ((1 << bits) - 1)
            for group in range(groups):
                mine = codes[group * job["adcs"] :][: job["adcs"]].tolist()
                macro.answer[side * groups + group].value = sum(code << bits * i for i, code in enumerate(mine))

    async def use(self) -> None:
        """The macro's user: while it is not held, begins a product in a share of the cycles, and checks the codes."""
        dut, rng, job = self.dut, random.Random(1), self.job["cells"]
        digit, bits = job["dac_bits"], job["adc_bits"]
        word = len(dut.user_read_row_word.value) // job["rows"]
        while self.share:
            await FallingEdge(dut.clk)
            if int(dut.held.value) or rng.random() >= self.share:
                continue
            dut.busy.value = 1
            x = np.array([rng.randrange(2) for _ in range(job["rows"])], np.uint8)
            dut.user_read_drive.value = sum(int(d) << digit * r for r, d in enumerate(x))
            dut.user_read_row_word.value = sum(int(d) << word * r for r, d in enumerate(x))
            dut.user_read_integrate.value = 1
            for cycle in range(self.job["settle"]):
                dut.user_read_hold.value = int(cycle == self.job["settle"] - 1)
                await FallingEdge(dut.clk)
            dut.user_read_drive.value = dut.user_read_integrate.value = dut.user_read_hold.value = 0
            expected = self.reader().one(x)[0].reshape(-1, job["adcs"])
            for group, codes in enumerate(expected.tolist()):
                dut.user_read_convert.value, dut.user_read_select.value = 1, group
                await FallingEdge(dut.clk)
                dut.user_read_convert.value = 0
                for _ in range(self.job["conversion"] - 1):
                    await FallingEdge(dut.clk)
                assert int(dut.user_read_code_valid.value)
                packed = int(dut.user_read_codes.value)
                got = [(packed >> bits * i) & ((1 << bits) - 1) for i in range(job["adcs"])]
                assert got == [code & ((1 << bits) - 1) for code in codes]
                await FallingEdge(dut.clk)
            dut.busy.value = 0
            self.products += 1

    async def write(self, first: int, last: int) -> None:
        """Begins a write of rows first .. last."""
        dut = self.dut
        await FallingEdge(dut.clk)
        dut.control_first_row.value, dut.control_last_row.value = first, last
        dut.control_start.value = 1
        await FallingEdge(dut.clk)
        dut.control_start.value = 0
        dut.control_run.value = 1

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
@cocotb.parametrize((("share", "stall"), [(0.0, 0.0), (0.7, 0.99)]))
async def writes_what_the_offline_model_writes(dut, share, stall):
    bench = Bench(dut, share=share)
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
    assert not bench.status("fault")
    assert bool(bench.products) == bool(share)
    if not share:
        read = bench.job["settle"] + bench.job["conversion"] + 3
        pulse = bench.loop.width + 4
        cycles = told.reads.sum() * read + told.pulses.sum() * pulse + told.pulses.size // 2
        if bench.job["precharge"] <= bench.job["conversion"] + 3:
            assert 0 <= bench.cycles - cycles <= 3  # until the first target is there and the macro is granted
        dut._log.info(
            f"{told.pulses.size} cells: {told.pulses.sum()} pulses, {told.reads.sum()} reads, {bench.cycles} cycles; "
            f"{len(told.failed)} did not converge"
        )


@cocotb.test
async def waits_between_pulses_and_goes_on(dut):
    """Stopped at random times, while the macro computes: the cells are those of a write that was not."""
    bench = Bench(dut, share=0.03)
    await bench.start()
    rows = range(bench.targets.shape[1])
    await bench.write(0, rows[-1])
    sending = cocotb.start_soon(bench.send(rows))
    rng = random.Random(3)
    stops = 0
    while bench.status("busy"):
        await ClockCycles(dut.clk, rng.randrange(1, 3000))
        await FallingEdge(dut.clk)
        dut.control_run.value = 0
        await ClockCycles(dut.clk, 40)  # longer than a read and a pulse
        before = bench.cells.pulses.sum()
        await ClockCycles(dut.clk, 60)
        assert not int(dut.wants.value)
        assert bench.cells.pulses.sum() == before
        await FallingEdge(dut.clk)
        dut.control_run.value = 1
        stops += 1
    await sending
    offline = bench.new_cells()
    bench.loop.run(offline, bench.targets)
    bench.equal(offline)
    assert stops > 30
    assert bench.products > stops


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
    assert bench.status("fault")
    assert not bench.status("busy")
    assert not int(dut.wants.value)
    pulses = bench.cells.pulses.sum()
    await ClockCycles(dut.clk, 200)
    assert bench.cells.pulses.sum() == pulses
