"""`DirectHost`: the host of a direct cosimulation, over the lines of a `Simulation`."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from hdlgen.cosim.direct.arrays import Arrays
from hdlgen.cosim.direct.simulation import Simulation
from hdlgen.cosim.findings import SEAM_RULES, STREAM_RULES, UNUSED_ROWS
from hdlgen.cosim.host import Host, require_okay
from hdlgen.cosim.job import Job, TileJob, expected_file
from hdlgen.cosim.tiles import said_name
from hdlgen.driver import Accelerator

T = TypeVar("T")


def now(steps: Coroutine[Any, Any, T]) -> T:
    """What `steps` return, which wait for nothing: here the simulation moves while it is asked."""
    try:
        steps.send(None)
    except StopIteration as end:
        returned: T = end.value
        return returned
    raise AssertionError("a step waits")


@dataclass
class DirectBus:
    """The control bus, for `Host` and for `Accelerator`."""

    ask: Callable[..., list[str]]
    accesses: int = 0

    async def read(self, address: int) -> int:
        """Reads 32 bits. Raises BusError."""
        return self.read_now(address)

    async def write(self, address: int, data: int) -> None:
        """Writes 32 bits. Raises BusError."""
        self.write_now([(address, data)])

    async def write_many(self, words: Iterable[tuple[int, int]]) -> None:
        """Writes (address, data) of each, one after the other. Raises BusError."""
        self.write_now(words)

    def read_now(self, address: int) -> int:
        """As `read`."""
        ((response, word),) = (answer.split() for answer in self.ask([("read", address)]))
        self.accesses += 1
        require_okay(f"{int(response):02b}", f"reading register {address:#x}")
        return int(word)

    def write_now(self, words: Iterable[tuple[int, int]]) -> None:
        """As `write_many`."""
        words = list(words)
        for (address, _), response in zip(words, self.ask([("write", *word) for word in words]), strict=True):
            self.accesses += 1
            require_okay(f"{int(response):02b}", f"writing register {address:#x}")


class DirectHost(Host):
    """One part of a direct cosimulation.

    job    of the part
    first  number of the part's first image in the files of all, which lie in the folder `work`
    """

    bus: DirectBus

    def __init__(self, job: Job, first: int, work: Path, simulation: Simulation, arrays: Arrays) -> None:
        super().__init__(job)
        self._first, self._work, self._simulation, self._arrays = first, work, simulation, arrays
        self.bus = DirectBus(self._ask_all)
        self._tiles: list[tuple[TileJob, str]] = []

    def run(self) -> dict[str, Any]:
        """Everything, from reset to the registers' last word; returns what it showed."""
        job = self.job
        for watch in job.watches:
            self._ask("watch", watch.name, watch.rows, watch.row_bytes)
        places = [f"tb.{tile.path}" for tile in job.tiles]
        names = [
            said_name(self._signal(f"{place}.tile"), tile.slot) for place, tile in zip(places, job.tiles, strict=True)
        ]
        self._tiles = [(tile, f"tb.{place.path}") for tile, place in self.seated(names)]
        for tile, path in self._tiles:
            slot = -1 if tile.slot is None else tile.slot
            asked = [x for product, first in tile.requests for x in (product, self._arrays.place(tile, first))]
            self._ask(
                "tile", path, slot, tile.rows, tile.groups, tile.all_groups, tile.adcs, tile.phases, tile.dac_bits,
                tile.adc_bits, tile.inputs, tile.products, tile.begin, int(tile.prompt), len(tile.requests), *asked,
            )  # fmt: skip
        self._ask("stalls", job.source_stall, job.sink_stall)
        self._ask("begin")
        return now(self.serve()) | {"handler_seconds": 0.0}

    def cycle(self) -> int:
        """Cycles since the reset ended."""
        return self._signal("tb.cycle")

    def state(self, watch: str) -> str:
        """Valid and ready of a stream."""
        return f"{self._signal(f'tb.{watch}_state'):02b}"

    def forks_blocked(self) -> str:
        """Bits of branches with a beat that is not taken, that of branch 0 last."""
        return format(self._signal("tb.forks_blocked"), f"0{len(self.job.edges)}b")

    def beats(self, watch: str) -> int:
        """Beats of a row of a stream that has begun."""
        return self._signal(f"tb.{watch}_beat")

    async def wait(self, cycles: int) -> None:
        """Lets so many cycles pass."""
        self._ask("wait", cycles)

    async def drive(self, task: Callable[[Accelerator], None]) -> None:
        """Runs `task`, which drives the accelerator over the bus."""
        bus = self.bus
        task(Accelerator(bus.read_now, lambda at, word: bus.write_now([(at, word)]), write_many=bus.write_now))

    def answer(self) -> None:
        """Answers the arrays' products from here on, in the range that their macros are told now."""
        shifts = {tile.tile: 0 for tile in self.job.tiles}
        shifts |= {tile.tile: self._signal(f"{path}.adc_shift") for tile, path in self._tiles}
        self._ask("answer", self._arrays.file(shifts).name)

    async def play(self) -> None:
        """Plays all images, until they have left, something is found or the run is `still`."""
        said = self._ask("play", self._first, self.job.images, self.job.timeout_cycles)
        self.still = said == "still"

    def _signal(self, path: str) -> int:
        return int(self._ask("get", path, 0), 16)

    def _ask(self, *command: object) -> str:
        (answer,) = self._ask_all([command])
        return answer

    def _ask_all(self, commands: Iterable[tuple[object, ...]]) -> list[str]:
        """The answers to `commands`; what the simulation has found by then, and how far it is, is known afterwards."""
        answers = self._simulation.ask_all(commands)
        self._note(self._simulation.ask("state"))
        if self._simulation.found != "-" and not self.findings:
            self._found(*self._simulation.found.split(":"))
        return answers

    def _note(self, state: str) -> None:
        rows, products, ends = ([int(x) for x in part.split()] for part in state.split("|"))
        self.rows_seen = {watch.name: n for watch, n in zip(self.job.watches, rows, strict=False)}
        self.products = {tile.tile: n for (tile, _), n in zip(self._tiles, products, strict=False)}
        self.images_out, self.image_ends = ends[0], ends[1:]

    def _found(self, kind: str, where: str, *more: str) -> None:
        watches = {watch.name: watch for watch in self.job.watches}
        tiles = {path: tile.tile for tile, path in reversed(self._tiles)}  # of a macro its first
        match kind:
            case "unused":
                self.rule(self._tiles[int(where)][0].tile, UNUSED_ROWS, int(more[0]))
            case "rule":
                rules = STREAM_RULES if where in watches else SEAM_RULES
                self.rule(tiles.get(where, where), rules[int(more[0])], int(more[1]))
            case "surplus":
                self.surplus(watches[where], int(more[0]))
            case "row":
                watch, row = watches[where], int(more[0])
                bits = watch.beats * watch.lanes * watch.lane_bits
                expected = np.load(expected_file(self._work, where), mmap_mode="r")[self._first * watch.rows + row]
                text = f"{int(more[1], 16):0{bits}b}"
                self.differs(watch, row, int.from_bytes(expected.tobytes(), "little"), text, int(more[2], 16))
            case _:
                raise AssertionError(kind)
