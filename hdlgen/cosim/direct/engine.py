"""`run`: a direct cosimulation, its images dealt out to processes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Container, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from hdlgen_sim import native

from hdlgen import progress
from hdlgen.cosim import simulators
from hdlgen.cosim.direct.arrays import Arrays
from hdlgen.cosim.direct.host import DirectHost
from hdlgen.cosim.direct.simulation import StoppedError, started
from hdlgen.cosim.job import Job
from hdlgen.cosim.preparation import macros, totals
from hdlgen.cosim.simulators import Build, Simulator
from hdlgen.cosim.verilated import Main
from hdlgen.emit.testbench import touched
from hdlgen.errors import HdlgenError, ToolError
from hdlgen.mapping.plan import Plan
from hdlgen.reference import Chip

SOURCE = Path(__file__).parent / "bench.cpp"
HEADERS = (SOURCE.with_name("model.h"), *native.HEADERS)
MAIN = Main(SOURCE, HEADERS, options=("-Wno-fatal",), linked="-ldl", optimize="-O3 -march=native")
"""Warnings stop the build for cocotb alone, which is the reference. Vectors make wide registers half as dear."""


def require(chip: Chip) -> None:
    """Raises HdlgenError for arrays that only Python models, with the reason, ToolError without a compiled reader."""
    engine, fix = "--engine direct", "use --engine cocotb"
    wires = chip.periphery.wires
    if wires.inputs != "line" and not wires.ideal:
        what = "arrays whose inputs gate their cells are solved by SciPy, a network for every vector"
        raise HdlgenError(engine, what, fix=fix)
    for stage in chip.plan.array_stages:
        if stage.geometry.inputs > 1:
            what = f"the units that pool in front of the converters of {stage.name} are modelled in NumPy alone"
            raise HdlgenError(engine, what, fix=fix)
    found, said = native.find()
    if found is None:
        what = "needs the compiled reader of arrays, and there is none: NumPy reads them on this machine"
        raise ToolError(engine, f"{what}\n{said}".rstrip(), fix="install g++, or use --engine cocotb")


def build(simulator: Simulator, plan: Plan, directory: Path, work: Path, cache_dir: Path | None) -> Build:
    """The simulation of what was emitted to `directory`, built or from the cache. Raises as `simulators.build`.

    work  a folder for what says which signals are seen from outside
    """
    seen = work / "direct.vlt"
    lines = [
        f'public_flat_rd -module "{module}" -var "{signal}"\n'
        for module, signals in touched(plan, macros(plan, directory)).items()
        for signal in signals
    ]
    seen.write_text("".join(["`verilator_config\n", *lines]))
    names = (directory / f"{plan.name}_cosim.f").read_text("utf-8").split()
    return simulators.build(
        simulator, sources=[directory / name for name in names], top="tb", waivers=seen, cache_dir=cache_dir, main=MAIN
    )


@dataclass
class Part:
    """Some images of a run, for one process. stop: set by whoever wants its end."""

    job: Job
    first: int
    stop: threading.Event


def parts(plan: Plan, job: Job, jobs: int) -> list[Part]:
    """The images of `job` in `jobs` parts, one after the other; reads have the numbers and arrays that one part has.

    Copies take turns from an accelerator's first position on: where those of earlier images do not divide by them, each
    has the array of another, that which has the turn in one part.
    """
    bounds = [job.images * n // jobs for n in range(jobs + 1)]
    return [
        Part(
            replace(
                job,
                images=end - first,
                totals=totals(plan, end - first),
                tiles=tuple(replace(tile, **began[tile.tile]) for tile in job.tiles),
            ),
            first,
            threading.Event(),
        )
        for first, end in pairwise(bounds)
        if end > first
        for began in [_began(plan, first)]
    ]


def _began(plan: Plan, first: int) -> dict[str, dict[str, Any]]:
    """What of each tile, by its name, differs where image `first` is the first: `begin` and `array` of `TileJob`."""
    found = {}
    for stage in plan.array_stages:
        begin = first * stage.geometry.window.positions
        numbers = {(seat.tile, seat.copy): n for n, seat in enumerate(stage.geometry.seats)}
        for name, seat in zip(stage.tile_names, stage.geometry.seats, strict=True):
            number = numbers[seat.tile, (seat.copy + begin) % seat.copies]
            found[str(name)] = {"begin": begin, "array": replace(name, number=number).array}
    return found


def run(
    plan: Plan, job: Job, made: Build, work: Path, *, jobs: int, seed: int, timeout_s: float
) -> list[dict[str, Any]]:
    """What each part showed, in the order of the images, up to the first that found something.

    work  where the files of `job` are
    seed  decides what registers and memories hold before anything sets them

    Shows its progress on a terminal. Raises ToolError if a simulation dies or takes too long.
    """
    library = native.file(work)
    assert library
    with progress.step("programming the arrays"):
        arrays = Arrays(job, work)
    dealt, end, moving = parts(plan, job, jobs), time.monotonic() + timeout_s, threading.Lock()

    with progress.bar("direct", "image", job.images) as bar:

        def left() -> None:
            with moving:
                bar.update(1)

        def one(part: Part) -> dict[str, Any]:
            log = work / f"direct_{part.first}.log"
            with started(made, library, work, log, seed, end, left, part.stop) as simulation:
                found = DirectHost(part.job, part.first, work, simulation, arrays).run()
            return _renumbered(found, part.first)

        return _first_finding(dealt, one)


def together(outcomes: Sequence[dict[str, Any]], counters: Container[str]) -> dict[str, Any]:
    """What parts of a run, in the order of their images, showed as one.

    counters  registers that count: they are added up, and others are those of the first part
    """
    whole = dict(outcomes[0])
    whole["finding"] = outcomes[-1]["finding"]
    for name in ("images", "intervals", "span", "cycles"):
        whole[name] = sum(outcome[name] for outcome in outcomes)
    whole["seconds"] = max(outcome["seconds"] for outcome in outcomes)
    whole["products"] = {tile: sum(outcome["products"][tile] for outcome in outcomes) for tile in whole["products"]}
    whole["registers"] = {
        name: sum(outcome["registers"].get(name, 0) for outcome in outcomes) % (1 << 32) if name in counters else value
        for name, value in whole["registers"].items()
    }
    return whole


def _first_finding(dealt: Sequence[Part], one: Callable[[Part], dict[str, Any]]) -> list[dict[str, Any]]:
    """What `one` returns of each part, at the same time, up to the first with a finding; those after it are stopped."""
    outcomes = []
    with ThreadPoolExecutor(len(dealt)) as pool:

        def guarded(n: int) -> dict[str, Any] | None:
            try:
                outcome = one(dealt[n])
            except StoppedError:
                return None
            if outcome["finding"]:
                stop(n + 1)
            return outcome

        def stop(first: int) -> None:
            for part in dealt[first:]:
                part.stop.set()

        try:
            for waiting in [pool.submit(guarded, n) for n in range(len(dealt))]:
                if outcome := waiting.result():
                    outcomes.append(outcome)
                    if outcome["finding"]:
                        break
        finally:
            stop(0)
    return outcomes


def _renumbered(outcome: dict[str, Any], first: int) -> dict[str, Any]:
    """`outcome` of a part with the image's number among all."""
    finding = outcome["finding"]
    if finding and first:
        finding |= {"image": finding["image"] + first} if "image" in finding else {}
        finding["began"] = first
    return outcome
