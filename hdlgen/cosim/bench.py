"""The bench that runs inside the simulator: plays images, answers the arrays' products, compares every stream.

Python is called once a product, once a row of a stage's output and once an image, never once a clock.
"""

from __future__ import annotations

import json
import os
import time
from functools import partial
from pathlib import Path
from typing import Any

import cocotb
import numpy as np
from cocotb.clock import Clock
from cocotb.triggers import ClockCycles, Event, FallingEdge, RisingEdge, Timer, ValueChange
from hdlgen_sim import Array, Device
from safetensors.numpy import load_file

from hdlgen.cosim.binding import answer
from hdlgen.cosim.job import ENVIRONMENT, OUTCOME, PROGRESS, Job, TileJob, WatchJob, expected_file, images_file

PERIOD_NS = 10

COMPLAINTS = {
    1: "drives rows that are not the digit of their words",
    2: "is held before it has settled",
    3: "is told to convert while it converts",
    4: "is told to convert before anything was held",
    5: "is driven with phases out of order",
}
"""What the macro's simulation view checks, by its number."""


class Bench:
    """One cosimulation.

    findings   what is wrong, at most one: the run stops at the first
    finished   set when there is a finding or all images are through
    """

    def __init__(self, dut: Any, directory: Path) -> None:
        self.dut = dut
        self.directory = directory
        self.job = Job.read(directory)
        self.findings: list[dict[str, Any]] = []
        self.finished = Event()
        self.rows_seen = {watch.name: 0 for watch in self.job.watches}
        self.products = {tile.tile: 0 for tile in self.job.tiles}
        self.images_out = 0
        self.python_ns = 0

    def find(self, **finding: Any) -> None:
        """Reports what is wrong and ends the run."""
        if not self.findings:
            self.findings.append(finding)
        self.finished.set()

    def cycle(self) -> int:
        """Cycles since the reset ended."""
        return int(self.dut.cycle.value)

    def answered(self, tile: TileJob, nanoseconds: int) -> None:
        """Counts a product."""
        self.products[tile.tile] += 1
        self.python_ns += nanoseconds

    async def listen(self, tile: TileJob) -> None:
        """Reports a broken rule of the seam."""
        complaint = _at(self.dut, tile.path).complaint
        while True:
            await ValueChange(complaint)
            number = int(complaint.value)
            if number:
                self.find(kind="seam", layer=tile.tile, cycle=self.cycle(), what=COMPLAINTS[number])

    async def compare(self, watch: WatchJob, last: bool) -> None:
        """Compares every row of a stream with what it must be."""
        seen = getattr(self.dut, f"{watch.name}_seen")
        rows = [getattr(self.dut, f"{watch.name}_row")[p] for p in range(2)]
        cycles = [getattr(self.dut, f"{watch.name}_cycle")[p] for p in range(2)]
        expected = [
            int.from_bytes(row.tobytes(), "little") for row in np.load(expected_file(self.directory, watch.name))
        ]
        moving = ValueChange(seen)
        while True:
            await moving
            start = time.perf_counter_ns()
            now = int(seen.value)
            index = self.rows_seen[watch.name]
            self.rows_seen[watch.name] += 1
            text = str(rows[now].value)
            got = int(text, 2) if set(text) <= {"0", "1"} else None
            if index >= len(expected):
                self.find(
                    kind="surplus",
                    layer=watch.name,
                    image=index // watch.rows,
                    cycle=self.cycle(),
                    what="more rows than the images have",
                )
            elif got != expected[index]:
                self.find(**_difference(watch, index, got, expected[index], int(str(cycles[now].value), 2), text))
            if last and (index + 1) % watch.rows == 0:
                self.images_out = (index + 1) // watch.rows
                (self.directory / PROGRESS).write_text(str(self.images_out))
                if self.images_out == self.job.images:
                    self.finished.set()
            self.python_ns += time.perf_counter_ns() - start

    async def play(self) -> None:
        """Hands over the images, each as soon as the one before is being played."""
        for image in np.load(images_file(self.directory)):
            self.dut.image.value = int.from_bytes(image.tobytes(), "little")
            self.dut.image_put.value = 1 - int(self.dut.image_got.value)
            await ValueChange(self.dut.image_got)

    async def guard(self) -> None:
        """Ends a run in which nothing moves, and says where it is stuck."""
        while True:
            before = (dict(self.rows_seen), dict(self.products))
            await Timer(self.job.timeout_cycles * PERIOD_NS, unit="ns")
            if before == (self.rows_seen, self.products):
                done = ", ".join(f"{name} {count}" for name, count in self.rows_seen.items())
                stuck = next(
                    (w.name for w in self.job.watches if self.rows_seen[w.name] < self.job.images * w.rows), "the end"
                )
                self.find(
                    kind="stuck",
                    layer=stuck,
                    cycle=self.cycle(),
                    what=f"nothing moved for {self.job.timeout_cycles} cycles; rows that left: {done}",
                )

    async def write(self, address: int, data: int) -> None:
        """Writes a register. The bus changes at falling edges: no simulator can see it change with the clock."""
        d = self.dut
        await FallingEdge(d.clk)
        d.s_axil_awaddr.value, d.s_axil_wdata.value = address, data
        d.s_axil_awvalid.value = d.s_axil_wvalid.value = d.s_axil_bready.value = 1
        waiting = {d.s_axil_awready: d.s_axil_awvalid, d.s_axil_wready: d.s_axil_wvalid}
        while True:
            await Timer(1, unit="ns")
            taken = [ready for ready in waiting if int(ready.value)]
            answered = int(d.s_axil_bvalid.value)
            await FallingEdge(d.clk)
            for ready in taken:
                waiting.pop(ready).value = 0
            if answered:
                d.s_axil_bready.value = 0
                return

    async def read(self, address: int) -> int:
        """Reads a register."""
        d = self.dut
        await FallingEdge(d.clk)
        d.s_axil_araddr.value, d.s_axil_arvalid.value, d.s_axil_rready.value = address, 1, 1
        while True:
            await Timer(1, unit="ns")
            taken, answered, data = int(d.s_axil_arready.value), int(d.s_axil_rvalid.value), str(d.s_axil_rdata.value)
            await FallingEdge(d.clk)
            if taken:
                d.s_axil_arvalid.value = 0
            if answered:
                d.s_axil_rready.value = 0
                return int(data, 2)

    async def run(self) -> None:
        """Everything, from reset to the registers' last word."""
        job, dut = self.job, self.dut
        dut.source_stall.value, dut.sink_stall.value = job.source_stall, job.sink_stall
        Clock(dut.clk, PERIOD_NS, unit="ns", impl="gpi").start()
        await ClockCycles(dut.clk, 4)
        cells = load_file(job.cells)
        device = Device(**job.device)
        for tile in job.tiles:
            array = Array.program(cells[tile.tile.replace(".", "/")], device, seed=job.seed, name=tile.tile)
            cocotb.start_soon(answer(_at(dut, tile.path), tile, array, partial(self.answered, tile)))
            cocotb.start_soon(self.listen(tile))
        for watch in job.watches:
            cocotb.start_soon(self.compare(watch, watch is job.watches[-1]))
        cocotb.start_soon(self.guard())
        dut.rst.value = 0
        await RisingEdge(dut.clk)
        await self.write(job.addresses["CONTROL"], 1)
        start, cpu = time.perf_counter(), time.process_time()
        cocotb.start_soon(self.play())
        await self.finished.wait()
        seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu
        # A beat too many, or a late complaint, would show within a few more cycles.
        await ClockCycles(dut.clk, 64)
        registers = {} if self.findings else {name: await self.read(at) for name, at in job.addresses.items()}
        outcome = {
            "finding": self.findings[0] if self.findings else None,
            "images": self.images_out,
            "rows": self.rows_seen,
            "products": self.products,
            "seconds": seconds,
            "cpu_seconds": cpu_seconds,
            "handler_seconds": self.python_ns / 1e9,
            "registers": registers,
            "cycles": self.cycle(),
        }
        (self.directory / OUTCOME).write_text(json.dumps(outcome, indent=1))


def _at(dut: Any, path: str) -> Any:
    for name in path.split("."):
        dut = getattr(dut, name)
    return dut


def _difference(watch: WatchJob, index: int, got: int | None, expected: int, cycles: int, text: str) -> dict[str, Any]:
    """The first value of a row that is not what it must be."""
    image, row = divmod(index, watch.rows)
    for beat in range(watch.beats):
        for lane in range(watch.lanes):
            want = watch.value(expected, beat, lane)
            have: int | str = "X" if got is None else watch.value(got, beat, lane)
            if got is None:
                low = len(text) - (beat * watch.lanes + lane + 1) * watch.lane_bits
                bits = text[low : low + watch.lane_bits]
                have = watch.value(int(bits, 2), 0, 0) if set(bits) <= {"0", "1"} else "X"
            if have != want:
                column, part = divmod(beat, watch.beats_per_position)
                return {
                    "kind": "difference",
                    "layer": watch.name,
                    "image": image,
                    "row": row,
                    "column": column,
                    "channel": part * watch.lanes + lane,
                    "cycle": cycles >> (32 * beat) & 0xFFFFFFFF,
                    "expected": want,
                    "got": have,
                }
    return {"kind": "difference", "layer": watch.name, "image": image, "row": row, "what": "surplus lanes are not 0"}


@cocotb.test()
async def cosimulate(dut: Any) -> None:
    """Runs the job that the environment names; what it found is in its outcome file, not in this test's verdict."""
    await Bench(dut, Path(os.environ[ENVIRONMENT])).run()
