"""`cosimulate`: an emitted accelerator in a simulator, compared with the Plan executor."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, assert_never

from hdlgen_sim import build_cache, scratch
from safetensors import SafetensorError, safe_open

from hdlgen import outputs, progress
from hdlgen.arith.integer import Ints
from hdlgen.cosim import simulators
from hdlgen.cosim.direct import engine as direct
from hdlgen.cosim.findings import error
from hdlgen.cosim.job import ENVIRONMENT, OUTCOME, PROGRESS, Job
from hdlgen.cosim.preparation import counters, manifest_in, prepare, registers_in
from hdlgen.emit.cells import CELLS
from hdlgen.emit.package import configuration_digest
from hdlgen.emit.program import program_in, program_of
from hdlgen.errors import HdlgenError, ToolError, naming
from hdlgen.mapping.digests import geometry_digest
from hdlgen.mapping.emittable import require_emittable
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.stages import ArrayStage, OperatorStage
from hdlgen.reference import Chip, tiled

Engine = Literal["cocotb", "direct"]
ENGINES: tuple[Engine, ...] = ("cocotb", "direct")
MOST_SEEDS = 2**31 - 1
"""Of Verilator, which takes 0 for the time of day."""


@dataclass(frozen=True)
class Outcome:
    """What a cosimulation showed.

    images               that passed through, all equal to the Plan executor's
    initiation_interval  cycles between images in steady state, from the RTL's counters; None for one image
    bound                fewest cycles there could be, with the RTL's counters: windows × the stage's bound for one,
                         beats of pools, beats of the input
    busy                 of each stage with weights the share of that interval in which its converters convert, from the
                         RTL's counters; nothing for one image
    registers            every register at the end, by path; of several jobs the sums of counters, else the first's
    cycles               from the reset to the end, without those of loading, of all jobs
    loading_cycles       in which a program was loaded, one write after the other; 0 where none is
    outputs              of the stages whose results leave, int64[image, row, column, channel] by name
    seconds              of the simulation, without building and programming
    python_share         share of the simulation's time spent in Python's handlers
    """

    simulator: str
    images: int
    initiation_interval: float | None
    bound: float
    busy: dict[str, float]
    cycles: int
    loading_cycles: int
    registers: dict[str, int]
    products: int
    seconds: float
    python_share: float
    outputs: dict[str, Ints]
    waves: Path | None

    @property
    def images_per_s(self) -> float:
        """Images a second of wall clock."""
        return self.images / self.seconds


def cosimulate(
    chip: Chip,
    directory: Path,
    images: Ints,
    *,
    program: Path | None = None,
    simulator: Literal["verilator", "icarus"] = "verilator",
    engine: Engine = "cocotb",
    jobs: int = 1,
    source_stall: int = 0,
    sink_stall: int = 0,
    waves: Path | None = None,
    workdir: Path | None = None,
    cache_dir: Path | None = None,
    timeout_s: float = 3600.0,
) -> Outcome:
    """Runs the accelerator in `directory`, emitted for `chip`'s plan, on `images` int64[image, row, column, channel].

    Where its programs are loaded, that of `chip`'s plan is loaded first, over the control bus.

    program       folder with what is loaded, written by `write_program`; by default it is made of the plan
    chip          whose device, periphery, seed and trims the arrays have. The simulator's arrays are programmed anew,
                  from the emitted cell levels. The seed also decides what registers and memories hold at power-up
    engine        cocotb: products are answered in Python. direct: by the compiled reader, in a program of its own, of
                  which `jobs` work at once on parts of the images, each with an accelerator that is reset before it
    source_stall, sink_stall  32-cycle patterns of pauses at the input and the output
    waves         file to record waves in; what is there is written over
    workdir       keeps the files of the run; a temporary directory by default

    Shows its progress on a terminal.

    Raises DesignError at the first value, in any stage's output stream, that is not the Plan executor's, naming layer,
    image, position, channel, cycle, expected and got; also when the accelerator is stuck or breaks the rules of the
    macro's pins. Raises ToolError if the simulator cannot be built or dies.
    """
    plan = chip.plan
    require_emittable(plan)
    _require(plan, directory, program, waves)
    _require_engine(chip, engine, simulator, jobs, waves)
    tool = simulators.find(simulator)
    with progress.bar("reference", "image", len(images)) as bar:
        expected = tiled.run(chip, images, progress=bar.update)
    seed = 1 + chip.seed % MOST_SEEDS
    with _workplace(workdir) as work, naming(work):
        stalls = {"source_stall": source_stall, "sink_stall": sink_stall}
        prepare(chip, directory, images, expected, work, program=program, **stalls)
        cache = cache_dir or (None if build_cache.usable(build_cache.default_root()) else work / "cache")
        title = f"building the simulation with {simulator}"
        if engine == "direct":
            with progress.step(title):
                build = direct.build(tool, plan, directory, work, cache)
            parts = direct.run(plan, Job.read(work), build, work, jobs=jobs, seed=seed, timeout_s=timeout_s)
            outcome = direct.together(parts, counters(registers_in(directory, plan)))
        else:
            with progress.step(title):
                sources = (directory / f"{plan.name}_cosim.f").read_text("utf-8").split()
                build = simulators.build(
                    tool,
                    sources=[directory / line for line in sources],
                    top="tb",
                    waivers=directory / "tb" / "tb.vlt",
                    waves=waves is not None,
                    cache_dir=cache,
                )
            outcome = _in_cocotb(build, work, len(images), seed, timeout_s, waves)
    if outcome["finding"]:
        raise error(outcome["finding"])
    results = {s.name: expected[s.name] for s in plan.results}
    return _outcome(plan, f"{tool.name} {tool.version}", outcome, results, waves)


def _in_cocotb(
    build: simulators.Build, work: Path, images: int, seed: int, timeout_s: float, waves: Path | None
) -> dict[str, Any]:
    """What the bench in Python says of the job in `work`."""
    (work / OUTCOME).unlink(missing_ok=True)
    with progress.bar(build.simulator.name, "image", images) as bar:

        def poll() -> None:
            if (work / PROGRESS).is_file():
                bar.update(int((work / PROGRESS).read_text() or 0) - bar.n)

        results = simulators.run(
            build,
            module="hdlgen.cosim.bench",
            env={ENVIRONMENT: str(work), "COCOTB_RANDOM_SEED": str(seed)},
            workdir=work,
            timeout_s=timeout_s,
            waves=waves is not None,
            waves_format="fst" if waves and waves.suffix == ".fst" else "vcd",
            poll=poll,
        )
    if waves and results.waves:
        outputs.write(waves.parent, {waves.name: results.waves}, force=True, option="--waves")
    if results.failed:  # what is wrong with the design is in the outcome: this is the bench itself
        raise ToolError("the bench", results.failed[0].message, fix=f"see {results.log}")
    outcome: dict[str, Any] = json.loads((work / OUTCOME).read_text())
    return outcome


def _require_engine(chip: Chip, engine: Engine, simulator: str, jobs: int, waves: Path | None) -> None:
    """Raises HdlgenError for what the engine cannot do, ToolError for what it lacks."""
    if engine == "cocotb":
        if jobs != 1:
            raise HdlgenError("--jobs", "is of the direct engine alone", fix="add --engine direct")
        return
    if simulator != "verilator":
        what = f"is C++ around the C++ that Verilator makes: {simulator} makes none"
        raise HdlgenError("--engine direct", what, fix="leave --simulator out, or use --engine cocotb")
    if waves is not None:
        raise HdlgenError("--engine direct", "records no waves", fix="use --engine cocotb, on fewer images")
    direct.require(chip)


@contextmanager
def _workplace(given: Path | None) -> Iterator[Path]:
    """The directory of a run: what was given, or one that is deleted afterwards unless an error points to it."""
    if given:
        yield given.absolute()
        return
    with scratch.folder(keep=(ToolError,)) as made:
        yield made


def _require(plan: Plan, directory: Path, program: Path | None, waves: Path | None) -> None:
    """Raises HdlgenError for what would be found out only after the simulation."""
    manifest = manifest_in(directory)
    kind, digest = ("geometry", geometry_digest) if manifest["loadable"] else ("configuration", configuration_digest)
    emitted, wanted = str(manifest[kind]), digest(plan).hex()
    if program and not manifest["loadable"]:
        raise HdlgenError(str(directory), "was emitted for one program, which is part of it", fix="leave --program out")
    if emitted != wanted:
        raise HdlgenError(
            str(directory),
            f"was emitted for {kind} {emitted[:16]}, and the network is now {wanted[:16]}",
            fix="emit it again" + (", or place the network on it: `hdlgen program`" if manifest["loadable"] else ""),
        )
    if program and program_in(program).program != program_of(plan):
        raise HdlgenError(str(program), "is no program of this network for this accelerator", fix="write it again")
    cells_file = (program or directory) / CELLS
    try:
        with safe_open(cells_file, framework="numpy"):
            pass
    except (SafetensorError, OSError) as error:
        raise HdlgenError(str(cells_file), f"cannot be read: {error}", fix="emit the network there again") from None
    if waves is not None and not waves.parent.is_dir():
        raise HdlgenError("--waves", f"there is no directory {waves.parent}", fix="make it, or name another file")


def _busy(plan: Plan, registers: Mapping[str, int], cycles: float) -> dict[str, float]:
    """Share of so many cycles in which the converters of each stage convert."""
    times = {s.name: s.geometry.conversion_cycles / s.geometry.macros for s in plan.array_stages}
    return {name: registers[f"{name}.CONVERSIONS"] * time / cycles for name, time in times.items()}


def _outcome(
    plan: Plan, simulator: str, outcome: dict[str, Any], outputs: dict[str, Ints], waves: Path | None
) -> Outcome:
    registers = outcome["registers"]
    images = outcome["images"]
    interval = outcome["span"] / outcome["intervals"] if outcome["intervals"] else None
    bounds = [registers["INPUT_BEATS"] / images, sum(s.leaving.beats for s in plan.results)]
    for stage in plan.stages:
        match stage:
            case ArrayStage():
                bounds.append(float(registers[f"{stage.name}.WINDOWS"] * stage.position_interval / images))
            case OperatorStage():
                bounds.append(registers[f"{stage.name}.BEATS"] / images)
            case _:
                assert_never(stage)
    return Outcome(
        simulator,
        images,
        interval,
        max(bounds),
        _busy(plan, registers, images * interval) if interval else {},
        outcome["cycles"],
        outcome["loading_cycles"],
        registers,
        sum(outcome["products"].values()),
        outcome["seconds"],
        outcome["handler_seconds"] / max(outcome["seconds"], 1e-9),
        outputs,
        waves,
    )
