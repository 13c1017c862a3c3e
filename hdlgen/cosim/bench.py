"""The bench that runs inside the simulator: plays images, answers the arrays' products, compares every stream.

Python is called once a product, once a row of a stage's output and once an image, never once a clock.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import cocotb
import numpy as np
from cocotb.clock import Clock
from cocotb.task import bridge, resume
from cocotb.triggers import ClockCycles, Event, RisingEdge, Timer, ValueChange
from hdlgen_sim import Array

from hdlgen.cosim.axi_lite import AxiLite
from hdlgen.cosim.binding import answer, tile_of
from hdlgen.cosim.findings import SEAM_RULES, STREAM_RULES, UNUSED_ROWS
from hdlgen.cosim.host import Host
from hdlgen.cosim.job import ENVIRONMENT, OUTCOME, PROGRESS, Job, TileJob, WatchJob, expected_file, images_file
from hdlgen.cosim.tiles import program
from hdlgen.driver import Accelerator
from hdlgen.errors import naming

PERIOD_NS = 10


class Bench(Host):
    """One cosimulation.

    finished  set when there is a finding, all images are through or nothing moves any more
    """

    bus: AxiLite

    def __init__(self, dut: Any, directory: Path) -> None:
        super().__init__(Job.read(directory))
        self.dut = dut
        self.directory = directory
        self.bus = AxiLite(dut)
        self.finished = Event()
        self.python_ns = 0
        self.arrays: list[tuple[TileJob, Any, Array]] = []

    def unused(self, tile: TileJob) -> None:
        """Reports rows that are driven although no block has them."""
        self.rule(tile.tile, UNUSED_ROWS)

    def find(self, **finding: Any) -> None:
        """Reports what is wrong and ends the run."""
        super().find(**finding)
        self.finished.set()

    def cycle(self) -> int:
        """Cycles since the reset ended."""
        return int(self.dut.cycle.value)

    def answered(self, tile: TileJob, nanoseconds: int) -> None:
        """Counts a product."""
        self.products[tile.tile] += 1
        self.python_ns += nanoseconds

    async def listen(self, where: str, complaint: Any, rules: Mapping[int, str]) -> None:
        """Reports a broken rule of a seam or a stream.

        complaint  a signal that holds the number of the first rule that was broken
        """
        while True:
            await ValueChange(complaint)
            text = str(complaint.value)
            if text.strip("0"):
                self.rule(where, rules[int(text, 2)] if set(text) <= {"0", "1"} else "is X")

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
            if index >= len(expected):
                self.surplus(watch)
            elif not set(text) <= {"0", "1"} or int(text, 2) != expected[index]:
                self.differs(watch, index, expected[index], text, int(str(cycles[now].value), 2))
            if last and (index + 1) % watch.rows == 0:
                self.images_out = (index + 1) // watch.rows
                self.image_ends.append(int(str(cycles[now].value)[:32], 2))
                with naming(self.directory):
                    (self.directory / PROGRESS).write_text(str(self.images_out))
                if self.images_out == self.job.images:
                    self.finished.set()
            self.python_ns += time.perf_counter_ns() - start

    async def hand_over(self) -> None:
        """Hands over the images, each as soon as the one before is being played."""
        for image in np.load(images_file(self.directory)):
            self.dut.image.value = int.from_bytes(image.tobytes(), "little")
            self.dut.image_put.value = 1 - int(self.dut.image_got.value)
            await ValueChange(self.dut.image_got)

    def state(self, watch: str) -> str:
        """Valid and ready of a stream."""
        return str(getattr(self.dut, f"{watch}_state").value)

    async def guard(self) -> None:
        """Ends a run in which nothing moves."""
        while True:
            before = (dict(self.rows_seen), dict(self.products), self.bus.accesses)
            await Timer(self.job.timeout_cycles * PERIOD_NS, unit="ns")
            if before == (self.rows_seen, self.products, self.bus.accesses):
                self.still = True
                self.finished.set()

    def forks_blocked(self) -> str:
        """Bits of branches with a beat that is not taken, that of branch 0 last."""
        return str(self.dut.forks_blocked.value)

    def beats(self, watch: str) -> int:
        """Beats of a row of a stream that has begun."""
        return int(getattr(self.dut, f"{watch}_beat").value)

    async def wait(self, cycles: int) -> None:
        """Lets so many cycles pass."""
        await ClockCycles(self.dut.clk, cycles)

    async def drive(self, task: Callable[[Accelerator], None]) -> None:
        """Runs `task`, which drives the accelerator over the bus."""
        bus = self.bus
        await bridge(task)(Accelerator(resume(bus.read), resume(bus.write), write_many=resume(bus.write_many)))

    def answer(self) -> None:
        """Answers the arrays' products from here on, in the range that their macros are told now."""
        for macro, tiles in groupby(self.arrays, key=itemgetter(1)):
            own = [(tile, array) for tile, _, array in tiles]
            cocotb.start_soon(answer(macro, own, self.answered, self.unused))

    async def play(self) -> None:
        """Plays all images, until they have left, something is found or the run is `still`."""
        cocotb.start_soon(self.hand_over())
        await self.finished.wait()

    def macros(self) -> list[tuple[TileJob, Any]]:
        """Each tile, and the macro that it is in."""
        macros = {place.path: _at(self.dut, place.path) for place in self.job.tiles}
        names = [tile_of(macros[place.path], place.slot) for place in self.job.tiles]
        return [(tile, macros[place.path]) for tile, place in self.seated(names)]

    async def run(self) -> None:
        """Everything, from reset to the registers' last word."""
        job, dut = self.job, self.dut
        dut.source_stall.value, dut.sink_stall.value = job.source_stall, job.sink_stall
        Clock(dut.clk, PERIOD_NS, unit="ns", impl="gpi").start()
        await ClockCycles(dut.clk, 4)
        self.arrays = [(tile, macro, program(job, tile)) for tile, macro in self.macros()]
        for macro, tiles in groupby(self.arrays, key=itemgetter(1)):
            first, *_ = next(tiles)
            cocotb.start_soon(self.listen(first.tile, macro.complaint, SEAM_RULES))
        for watch in job.watches:
            cocotb.start_soon(self.compare(watch, watch is job.watches[-1]))
            cocotb.start_soon(self.listen(watch.name, getattr(dut, f"{watch.name}_complaint"), STREAM_RULES))
        cocotb.start_soon(self.guard())
        dut.rst.value = 0
        await RisingEdge(dut.clk)
        outcome = await self.serve() | {"handler_seconds": self.python_ns / 1e9}
        with naming(self.directory):
            (self.directory / OUTCOME).write_text(json.dumps(outcome, indent=1))


def _at(dut: Any, path: str) -> Any:
    for name in path.split("."):
        dut = getattr(dut, name)
    return dut


@cocotb.test()
async def cosimulate(dut: Any) -> None:
    """Runs the job that the environment names; what it found is in its outcome file, not in this test's verdict."""
    await Bench(dut, Path(os.environ[ENVIRONMENT])).run()
