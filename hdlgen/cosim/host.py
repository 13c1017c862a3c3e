"""`Host`: what a cosimulation does over the control bus before and after the images, whatever engine it runs in."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from hdlgen.cosim.findings import SURPLUS, difference
from hdlgen.cosim.job import EdgeJob, Job, TileJob, WatchJob
from hdlgen.driver import Accelerator, BusError, DriverError, Program
from hdlgen.errors import naming


class Bus(Protocol):
    """The control bus. All raise BusError for an answer that is not OKAY.

    accesses  that were answered
    """

    accesses: int

    async def read(self, address: int) -> int:
        """Reads 32 bits."""

    async def write(self, address: int, data: int) -> None:
        """Writes 32 bits."""

    async def write_many(self, words: Iterable[tuple[int, int]]) -> None:
        """Writes (address, data) of each, one after the other."""


def require_okay(response: str, doing: str) -> None:
    """Raises BusError for a `response`, two bits, that is not OKAY."""
    if response != "00":
        raise BusError(f"{doing} is answered with {response}, not OKAY")


class Host(ABC):
    """One cosimulation, seen by whoever drives it.

    findings    what is wrong, at most one: the run stops at the first
    still       nothing moves any more
    loading     cycles in which a program was loaded
    rows_seen   of each stream, so far
    products    of each tile, so far
    image_ends  cycle in which each image left, at least of the first and the last
    """

    bus: Bus

    def __init__(self, job: Job) -> None:
        self.job = job
        self.findings: list[dict[str, Any]] = []
        self.still = False
        self.loading = 0
        self.rows_seen = {watch.name: 0 for watch in job.watches}
        self.products = {tile.tile: 0 for tile in job.tiles}
        self.images_out = 0
        self.image_ends: list[int] = []

    @abstractmethod
    def cycle(self) -> int:
        """Cycles since the reset ended."""

    @abstractmethod
    def state(self, watch: str) -> str:
        """Valid and ready of a stream."""

    @abstractmethod
    def forks_blocked(self) -> str:
        """Bits of branches with a beat that is not taken, that of branch 0 last."""

    @abstractmethod
    def beats(self, watch: str) -> int:
        """Beats of a row of a stream that has begun."""

    @abstractmethod
    async def wait(self, cycles: int) -> None:
        """Lets so many cycles pass."""

    @abstractmethod
    async def drive(self, task: Callable[[Accelerator], None]) -> None:
        """Runs `task`, which drives the accelerator over the bus."""

    @abstractmethod
    def answer(self) -> None:
        """Answers the arrays' products from here on, in the range that their macros are told now."""

    @abstractmethod
    async def play(self) -> None:
        """Plays all images, until they have left, something is found or the run is `still`."""

    def find(self, **finding: Any) -> None:
        """Reports what is wrong; the first stays."""
        if not self.findings:
            self.findings.append(finding)

    def rule(self, where: str, what: str, cycle: int | None = None) -> None:
        """Reports a broken rule."""
        self.find(kind="rule", layer=where, cycle=self.cycle() if cycle is None else cycle, what=what)

    def surplus(self, watch: WatchJob, cycle: int | None = None) -> None:
        """Reports a row that no image has."""
        self.find(kind="surplus", layer=watch.name, cycle=self.cycle() if cycle is None else cycle, what=SURPLUS)

    def differs(self, watch: WatchJob, row: int, expected: int, text: str, cycles: int) -> None:
        """Reports a row of other `text`, bits with X, than `expected`; `cycles` of its beats, 32 bits each."""
        got = int(text, 2) if set(text) <= {"0", "1"} else None
        self.find(**difference(watch, row, got, expected, cycles, text))

    def seated(self, names: Sequence[str]) -> list[tuple[TileJob, TileJob]]:
        """Each tile and the place where it is, of macros that say these `names`, in the order of the job's places.

        Reports one that is none, or the same as another.
        """
        left = {tile.tile: tile for tile in self.job.tiles}
        found = []
        for place, name in zip(self.job.tiles, names, strict=True):
            if name in left:
                found.append((left.pop(name), place))
            else:
                what = f"is tile {name!r} by its parameter TILE, which no tile is that is left"
                self.rule(place.tile, what, cycle=0)
        return found

    def missing(self) -> list[str]:
        """Streams that have not shown all their rows."""
        return [w.name for w in self.job.watches if self.rows_seen[w.name] < self.job.images * w.rows]

    def blocked(self, edge: EdgeJob) -> bool:
        """Whether an edge has a beat that is not taken."""
        if edge.branch is not None:
            return self.forks_blocked()[-1 - edge.branch] == "1"
        return edge.source in self.rows_seen and self.state(edge.source) == "10"

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

        def task(accelerator: Accelerator) -> None:
            if "WRITE" in self.job.addresses:  # the simulation begins with cells that are written
                accelerator.cells.confirm()
            accelerator.load(program)

        start = self.cycle()
        await self.drive(task)
        self.loading = self.cycle() - start

    async def settle(self) -> dict[str, int]:
        """Waits until every stream has shown all it must, then for beats too many; returns the registers at the end."""
        job = self.job
        waited = 0
        entered = job.addresses["IMAGES_IN"]  # the output may be complete before the last pixels, which nobody needs
        while self.missing() or await self.bus.read(entered) != job.totals["IMAGES_IN"]:
            if self.findings or waited > job.timeout_cycles:
                break
            await self.wait(64)
            waited += 64
        if self.missing():
            await self.stuck()
        await self.wait(job.quiet_cycles)
        for watch in job.watches:
            beats = self.beats(watch.name)
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

    async def serve(self) -> dict[str, Any]:
        """Everything from the end of the reset to the registers' last word; returns what it showed.

        Of that, `span` are the cycles from the first image's end to the last one's, in which there were `intervals`.
        """
        job, registers = self.job, dict[str, int]()
        start = time.perf_counter()
        try:
            await self.identify()
            if job.program and not self.findings:
                await self.load()
            self.answer()
            if "STUCK_AFTER" in job.addresses:
                await self.bus.write(job.addresses["STUCK_AFTER"], job.stuck_after)
            await self.bus.write(job.addresses["CONTROL"], 1)
            start = time.perf_counter()
            await self.play()
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
        return {
            "finding": self.findings[0] if self.findings else None,
            "images": self.images_out,
            "intervals": max(self.images_out - 1, 0),
            "span": (self.image_ends[-1] - self.image_ends[0]) % (1 << 32) if self.images_out else 0,
            "products": self.products,
            "seconds": seconds,
            "registers": registers,
            "cycles": self.cycle() - self.loading,
            "loading_cycles": self.loading,
        }
