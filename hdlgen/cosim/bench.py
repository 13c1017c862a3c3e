"""The bench that runs inside the simulator: plays images, answers the arrays' products, compares every stream.

Python is called once a product, once a row of a stage's output and once an image, never once a clock.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import cocotb
import numpy as np
from cocotb.clock import Clock
from cocotb.task import bridge, resume
from cocotb.triggers import ClockCycles, Event, RisingEdge, Timer, ValueChange

from hdlgen.cosim.axi_lite import AxiLite
from hdlgen.cosim.binding import answer, program, tile_of
from hdlgen.cosim.job import ENVIRONMENT, OUTCOME, PROGRESS, EdgeJob, Job, TileJob, WatchJob, expected_file, images_file
from hdlgen.driver import Accelerator, DriverError, Program
from hdlgen.errors import naming

PERIOD_NS = 10

SEAM_RULES = {
    1: "drives rows that are not the digit of their words",
    2: "is held before it has settled",
    3: "is told to convert while it converts",
    4: "is told to convert before anything was held",
    5: "is driven with phases out of order",
    6: "stops integrating before it is held",
    7: "drives rows while nothing integrates",
    8: "integrates before it is precharged",
    9: "gets a pulse while it integrates or converts, or integrates or converts during one",
    10: "is read or pulsed with pins that move",
    11: "holds an input of a square out of turn",
    12: "is told to pool without the last input of a square, or not with it",
}
"""What the macro's simulation view checks, by its number."""
STREAM_RULES = {
    1: "takes back a beat that was not taken",
    2: "changes a beat that was not taken",
    3: "offers X",
    4: "has tlast on a beat that is not an image's last, or not on that",
    5: "has tuser on the last beat of an image whose frame was right",
    6: "has another tdest than that of the frame whose turn it is",
    7: "has bits of tdata above those of its frame that are not 0",
}
"""What the bench's Verilog checks, by its number."""


class Bench:
    """One cosimulation.

    findings   what is wrong, at most one: the run stops at the first
    finished   set when there is a finding, all images are through or nothing moves any more
    still      nothing moves any more
    loading    cycles in which a program was loaded
    """

    def __init__(self, dut: Any, directory: Path) -> None:
        self.dut = dut
        self.directory = directory
        self.job = Job.read(directory)
        self.bus = AxiLite(dut)
        self.findings: list[dict[str, Any]] = []
        self.finished = Event()
        self.still = False
        self.loading = 0
        self.rows_seen = {watch.name: 0 for watch in self.job.watches}
        self.products = {tile.tile: 0 for tile in self.job.tiles}
        self.images_out = 0
        self.image_ends: list[int] = []
        self.python_ns = 0

    def unused(self, tile: TileJob) -> None:
        """Reports rows that are driven although no block has them."""
        self.find(kind="rule", layer=tile.tile, cycle=self.cycle(), what="drives rows that no block uses")

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

    async def listen(self, where: str, complaint: Any, rules: Mapping[int, str]) -> None:
        """Reports a broken rule of a seam or a stream.

        complaint  a signal that holds the number of the first rule that was broken
        """
        while True:
            await ValueChange(complaint)
            text = str(complaint.value)
            if text.strip("0"):
                what = rules[int(text, 2)] if set(text) <= {"0", "1"} else "is X"
                self.find(kind="rule", layer=where, cycle=self.cycle(), what=what)

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
                self.image_ends.append(int(str(cycles[now].value)[:32], 2))
                with naming(self.directory):
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

    def missing(self) -> list[str]:
        """Streams that have not shown all their rows."""
        return [w.name for w in self.job.watches if self.rows_seen[w.name] < self.job.images * w.rows]

    def blocked(self, edge: EdgeJob) -> bool:
        """Whether an edge has a beat that is not taken."""
        if edge.branch is not None:
            return str(self.dut.forks_blocked.value)[-1 - edge.branch] == "1"
        return edge.source in self.rows_seen and self.state(edge.source) == "10"

    def state(self, watch: str) -> str:
        """Valid and ready of a stream."""
        return str(getattr(self.dut, f"{watch}_state").value)

    async def stuck(self) -> None:
        """Reports that nothing moves, and what lets nothing through.

        That is what the edge ends at that has a beat that is not taken and is further down than all such edges; where
        there is none, the first stage whose results are not complete: what it reads has come.
        """
        job, missing = self.job, self.missing()
        waiting = [edge for edge in job.edges if self.blocked(edge)]
        results = {edge.target for edge in job.edges} - {edge.source for edge in job.edges}
        if any(self.state(name) == "10" for name in results):
            layer = "the sink"
        elif waiting:
            layer = waiting[-1].target
        else:
            layer = missing[0] if missing else job.watches[-1].name
        what = f"lets nothing through: nothing moved for {job.timeout_cycles} cycles"
        if waiting:
            what += f"; not taken: {'; '.join(edge.name for edge in waiting)}"
        states = ((watch.name, self.state(watch.name)) for watch in job.watches)
        what += "; " + ", ".join(
            f"{name} {self.rows_seen[name]} rows, valid {state[0]} ready {state[1]}" for name, state in states
        )
        cycle = self.cycle()
        if faulty := await self.faulty():
            layer = faulty[0]
        if "STUCK" in job.addresses:
            number = await self.bus.read(job.addresses["STUCK"])
            what += f"; register STUCK: {number}" + (f", {job.edges[number - 1].name}" if number else "")
        self.find(kind="stuck", layer=layer, cycle=cycle, what=what)

    async def faulty(self) -> list[str]:
        """Stages whose macros did not give codes in the cycle in which they must."""
        faults = {w.name: self.job.addresses.get(f"{w.name}.FAULTS") for w in self.job.watches}
        return [name for name, at in faults.items() if at is not None and await self.bus.read(at)]

    async def guard(self) -> None:
        """Ends a run in which nothing moves."""
        while True:
            before = (dict(self.rows_seen), dict(self.products), self.bus.accesses)
            await Timer(self.job.timeout_cycles * PERIOD_NS, unit="ns")
            if before == (self.rows_seen, self.products, self.bus.accesses):
                self.still = True
                self.finished.set()

    async def identify(self) -> None:
        """Reports an accelerator that was emitted for something else."""
        for name, value in self.job.identity.items():
            got = await self.bus.read(self.job.addresses[name])
            if got != value:
                what = f"register {name} is {got:#x}, not {value:#x}: this was emitted for another configuration"
                self.find(kind="registers", layer=name, cycle=self.cycle(), what=what)
                return

    async def load(self) -> None:
        """Loads the job's program as a host does. Raises DriverError."""
        with naming(self.job.program):
            program = Program.from_bytes(Path(self.job.program).read_bytes())
        bus, start = self.bus, self.cycle()
        accelerator = Accelerator(resume(bus.read), resume(bus.write), write_many=resume(bus.write_many))
        if "WRITE" in self.job.addresses:  # the simulation begins with cells that are written
            await bridge(lambda: accelerator.cells.confirm())()
        await bridge(accelerator.load)(program)
        self.loading = self.cycle() - start

    async def settle(self) -> dict[str, int]:
        """Waits until every stream has shown all it must, then for beats too many; returns the registers at the end."""
        job, dut = self.job, self.dut
        waited = 0
        entered = job.addresses["IMAGES_IN"]  # the output may be complete before the last pixels, which nobody needs
        while self.missing() or await self.bus.read(entered) != job.totals["IMAGES_IN"]:
            if self.findings or waited > job.timeout_cycles:
                break
            await ClockCycles(dut.clk, 64)
            waited += 64
        if self.missing():
            await self.stuck()
        await ClockCycles(dut.clk, job.quiet_cycles)
        for watch in job.watches:
            beats = int(getattr(dut, f"{watch.name}_beat").value)
            if beats:
                what = f"{beats} beats more than the images have"
                self.find(kind="surplus", layer=watch.name, cycle=self.cycle(), what=what)
        registers = {name: await self.bus.read(at) for name, at in job.addresses.items()}
        # The accelerator's own cycle stamps against the bench's.
        totals = {**job.totals, "LAST_OUT": registers["FIRST_OUT"] + self.image_ends[-1] - self.image_ends[0]}
        for name, value in totals.items():
            if registers[name] != value:
                what = f"register {name} is {registers[name]} at the end, not {value}"
                self.find(kind="registers", layer=name, cycle=self.cycle(), what=what)
        return registers

    def macros(self) -> list[tuple[TileJob, Any]]:
        """Each macro, and the tile that it says it is; reports one that is none, or the same as another."""
        left = {tile.tile: tile for tile in self.job.tiles}
        found = []
        for place in self.job.tiles:
            macro = _at(self.dut, place.path)
            name = tile_of(macro)
            if name in left:
                found.append((left.pop(name), macro))
            else:
                what = f"is tile {name!r} by its parameter TILE, which no tile is that is left"
                self.find(kind="rule", layer=place.tile, cycle=0, what=what)
        return found

    async def run(self) -> None:
        """Everything, from reset to the registers' last word."""
        job, dut = self.job, self.dut
        dut.source_stall.value, dut.sink_stall.value = job.source_stall, job.sink_stall
        Clock(dut.clk, PERIOD_NS, unit="ns", impl="gpi").start()
        await ClockCycles(dut.clk, 4)
        arrays = [(tile, macro, program(job, tile)) for tile, macro in self.macros()]
        for tile, macro, _ in arrays:
            cocotb.start_soon(self.listen(tile.tile, macro.complaint, SEAM_RULES))
        for watch in job.watches:
            cocotb.start_soon(self.compare(watch, watch is job.watches[-1]))
            cocotb.start_soon(self.listen(watch.name, getattr(dut, f"{watch.name}_complaint"), STREAM_RULES))
        cocotb.start_soon(self.guard())
        dut.rst.value = 0
        await RisingEdge(dut.clk)
        registers: dict[str, int] = {}
        start = time.perf_counter()
        try:
            await self.identify()
            if job.program and not self.findings:
                await self.load()
            for tile, macro, array in arrays:  # their range is what the accelerator says now
                cocotb.start_soon(answer(macro, tile, array, partial(self.answered, tile), partial(self.unused, tile)))
            if "STUCK_AFTER" in job.addresses:
                await self.bus.write(job.addresses["STUCK_AFTER"], job.stuck_after)
            await self.bus.write(job.addresses["CONTROL"], 1)
            start = time.perf_counter()
            cocotb.start_soon(self.play())
            await self.finished.wait()
            seconds = time.perf_counter() - start
            if self.still:
                await self.stuck()
            if not self.findings:
                registers = await self.settle()
            if self.findings:
                self.findings[0]["faulty"] = await self.faulty()
        except DriverError as error:
            seconds = time.perf_counter() - start
            self.find(kind="registers", layer="s_axil", cycle=self.cycle(), what=str(error))
        outcome = {
            "finding": self.findings[0] if self.findings else None,
            "images": self.images_out,
            "rows": self.rows_seen,
            "products": self.products,
            "seconds": seconds,
            "handler_seconds": self.python_ns / 1e9,
            "registers": registers,
            "cycles": self.cycle() - self.loading,
            "loading_cycles": self.loading,
        }
        with naming(self.directory):
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
