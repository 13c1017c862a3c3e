"""`cosimulate`: an emitted accelerator in a simulator, compared with the Plan executor."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, assert_never

import numpy as np
from hdlgen_sim import Trim, build_cache, scratch
from hdlgen_sim.files import read_json
from safetensors import SafetensorError, safe_open

from hdlgen import outputs, progress
from hdlgen.arith.integer import Ints
from hdlgen.cosim import simulators
from hdlgen.cosim.job import ENVIRONMENT, OUTCOME, PROGRESS, EdgeJob, Job, TileJob, WatchJob, expected_file, images_file
from hdlgen.emit.cells import CELLS, cells
from hdlgen.emit.package import MANIFEST, configuration_digest
from hdlgen.emit.program import program_in, program_of
from hdlgen.emit.register_views import addresses
from hdlgen.emit.registers import edge_text, register_map, watched
from hdlgen.emit.testbench import forked, macro_path, result_watches, watches
from hdlgen.emit.top import input_params
from hdlgen.errors import DesignError, HdlgenError, ToolError, naming
from hdlgen.mapping.digests import geometry_digest
from hdlgen.mapping.emittable import require_emittable
from hdlgen.mapping.plan import RESULT, ArrayStage, OperatorStage, Plan, TileName
from hdlgen.reference import Chip, tiled

MARKS = ("ID", "VERSION")
"""Registers that say what an accelerator is, beside the words of its digest."""
LOADED = "program.hdlprog"
"""In the folder of a run, what is loaded if nobody says what."""
MOST_SEEDS = 2**31 - 1
"""Of Verilator, which takes 0 for the time of day."""
STUCK_FACTOR = 8
"""A run in which nothing moves for so many bounds, or positions, is stuck: a row of the slowest stage takes at most one
and a position where copies take turns several bounds."""


@dataclass(frozen=True)
class Outcome:
    """What a cosimulation showed.

    images               that passed through, all equal to the Plan executor's
    initiation_interval  cycles between images in steady state, from the RTL's counters; None for one image
    bound                fewest cycles there could be, with the RTL's counters: windows × the stage's bound for one,
                         beats of pools, beats of the input
    busy                 of each stage with weights the share of that interval in which its converters convert, from the
                         RTL's counters; nothing for one image
    registers            every register at the end, by path
    cycles               from the reset to the end, without those of loading
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
    tool = simulators.find(simulator)
    with progress.bar("reference", "image", len(images)) as bar:
        expected = tiled.run(chip, images, progress=bar.update)
    with _workplace(workdir) as work, naming(work):
        stalls = {"source_stall": source_stall, "sink_stall": sink_stall}
        prepare(chip, directory, images, expected, work, program=program, **stalls)
        with progress.step(f"building the simulation with {simulator}"):
            build = simulators.build(
                tool,
                sources=[directory / line for line in (directory / f"{plan.name}_cosim.f").read_text("utf-8").split()],
                top="tb",
                waivers=directory / "tb" / "tb.vlt",
                waves=waves is not None,
                cache_dir=cache_dir or (None if build_cache.usable(build_cache.default_root()) else work / "cache"),
            )
        (work / OUTCOME).unlink(missing_ok=True)
        with progress.bar(simulator, "image", len(images)) as bar:

            def poll() -> None:
                if (work / PROGRESS).is_file():
                    bar.update(int((work / PROGRESS).read_text() or 0) - bar.n)

            results = simulators.run(
                build,
                module="hdlgen.cosim.bench",
                env={ENVIRONMENT: str(work), "COCOTB_RANDOM_SEED": str(1 + chip.seed % MOST_SEEDS)},
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
        outcome = json.loads((work / OUTCOME).read_text())
    if outcome["finding"]:
        raise _error(outcome["finding"])
    return _outcome(
        plan, f"{tool.name} {tool.version}", outcome, {s.name: expected[s.name] for s in plan.results}, waves
    )


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
    manifest = _manifest(directory)
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


def _manifest(directory: Path) -> Mapping[str, Any]:
    try:
        manifest = read_json(directory / MANIFEST)
        found = {name: manifest[name] for name in ("configuration", "geometry", "loadable")}
        return found | {"write_verify": manifest.get("write_verify", False)}
    except (OSError, ValueError, KeyError, TypeError):
        raise HdlgenError(
            str(directory), f"holds no {MANIFEST} of hdlgen", fix="emit the network there first"
        ) from None


def prepare(
    chip: Chip,
    directory: Path,
    images: Ints,
    expected: Mapping[str, Ints],
    work: Path,
    *,
    program: Path | None = None,
    source_stall: int = 0,
    sink_stall: int = 0,
) -> None:
    """Writes to the directory `work`, made if missing, what the bench reads; see `cosimulate` for the rest.

    expected  output of every stage, int64[image, row, column, channel]
    """
    work.mkdir(parents=True, exist_ok=True)
    plan = chip.plan
    tiles = tuple(
        _tile(plan, stage, name, array.trim)
        for stage in plan.array_stages
        for name in stage.occupied
        for array in (chip.arrays[stage.name][name.number],)
    )
    streams = tuple(
        WatchJob(w.name, w.beats, w.lanes, w.lane_bits, w.value_bits, w.signed, w.shape[0], w.shape[2])
        for w in watches(plan)
    )
    stalled = 32 / (32 - source_stall.bit_count()) * 32 / (32 - sink_stall.bit_count())
    manifest = _manifest(directory)
    loadable = bool(manifest["loadable"])
    digest = geometry_digest(plan) if loadable else configuration_digest(plan)
    registers = register_map(plan, digest, loadable=loadable, write_verify=bool(manifest["write_verify"]))
    loaded, cells_file = _loaded(plan, program, work) if loadable else ("", directory / CELLS)
    marks = [*MARKS, *(f"{'GEOMETRY' if loadable else 'DIGEST'}{i}" for i in range(4))]
    longest = max([plan.bound_cycles, *(stage.position_cycles for stage in plan.array_stages)])
    timeout = int(STUCK_FACTOR * stalled * longest) + 1000
    job = Job(
        len(images),
        str(cells_file.absolute()),
        loaded,
        chip.device.to_dict(),
        chip.periphery.to_dict(),
        chip.seed,
        tiles,
        streams,
        addresses(registers),
        {name: registers[name].reset for name in marks},
        totals(plan, len(images)),
        64 + 2 * max((stage.position_cycles for stage in plan.array_stages), default=0),
        source_stall,
        sink_stall,
        timeout,
        _edges(plan),
        timeout // 3,  # an edge is named after less than twice as much
    )
    job.write(work)
    source = input_params(plan)
    rows, columns, channels = plan.in_shape
    stream = WatchJob(
        "input", source.beats_per_image, source.lanes, source.lane_bits, source.bits, plan.in_type.signed, 1, channels
    )
    np.save(images_file(work), stream.pack(images.reshape(len(images), 1, rows * columns, channels)))
    results = {w.name: stage.name for w, stage in zip(result_watches(plan), plan.results, strict=True)}
    for watch in job.watches:
        data = expected[results.get(watch.name, watch.name)]
        np.save(expected_file(work, watch.name), watch.pack(data))


def _loaded(plan: Plan, program: Path | None, work: Path) -> tuple[str, Path]:
    """The file of what is loaded, and that of its cells; made in `work` if there is no `program`."""
    if program:
        files = program_in(program)
        return str(files.file.absolute()), files.cells
    (work / LOADED).write_bytes(program_of(plan).to_bytes())
    (work / CELLS).write_bytes(cells(plan))
    return str((work / LOADED).absolute()), work / CELLS


def _edges(plan: Plan) -> tuple[EdgeJob, ...]:
    branches = {edge: n for n, edge in enumerate(forked(plan))}
    results = [w.name for w in result_watches(plan)]
    return tuple(
        EdgeJob(
            edge_text(edge, plan),
            edge.source,
            branches.get(edge),
            results[edge.operand] if edge.target == RESULT else edge.target,
        )
        for edge in plan.edges
    )


def totals(plan: Plan, images: int) -> dict[str, int]:
    """What the counters must hold when `images` images are through."""
    image = {"IMAGES_IN": 1, "IMAGES_OUT": 1, "INPUT_BEATS": plan.image.beats, "STATUS": 0}
    for stage in plan.stages:
        match stage:
            case ArrayStage():
                geometry, blocks = stage.geometry, stage.program.blocks
                positions = geometry.positions
                phases = positions * geometry.phases.count
                image[f"{stage.name}.WINDOWS"] = positions
                image[f"{stage.name}.DISPATCHES"] = positions * len(blocks)
                image[f"{stage.name}.PHASES"] = phases * len(blocks) * geometry.inputs
                image[f"{stage.name}.CONVERSIONS"] = phases * sum(map(geometry.groups, blocks))
                image[f"{stage.name}.FAULTS"] = 0
            case OperatorStage():
                image[f"{stage.name}.BEATS"] = stage.bound_cycles
            case _:
                assert_never(stage)
    if watched(plan):
        image["STUCK"] = 0
    return {name: count * images % (1 << 32) for name, count in image.items()}


def _tile(plan: Plan, stage: ArrayStage, name: TileName, trim: Trim) -> TileJob:
    tile, hardware = name.number, plan.hardware
    requests = stage.requests(tile)
    blocks = {b for _, b in requests}
    groups = max(b.first_group + stage.geometry.groups(b) for b in blocks)
    references = stage.column_references(tile, groups * hardware.adcs)
    return TileJob(
        str(name),
        name.array,
        macro_path(stage, tile),
        max(len(stage.program.segments[b.segment].taps) for b in blocks),
        groups,
        tuple((product, b.first_group) for product, b in requests),
        stage.geometry.window.positions * stage.geometry.seats[name.number].copies,
        (trim.gain, trim.offset),
        hardware.columns // hardware.adcs,
        hardware.adcs,
        stage.geometry.phases.count,
        hardware.dac_bits,
        hardware.adc_bits,
        None if references is None else tuple(references.tolist()),
        stage.geometry.inputs,
    )


def _error(finding: dict[str, Any]) -> DesignError:
    where = finding["layer"]
    if finding["kind"] != "difference":
        what = f"{finding['what']} (cycle {finding['cycle']})"
    elif "what" in finding:
        what = f"image {finding['image']}, row {finding['row']}: {finding['what']}"
    else:
        what = (
            f"image {finding['image']}, row {finding['row']}, column {finding['column']}, "
            f"channel {finding['channel']}, cycle {finding['cycle']}: expected {finding['expected']}, "
            f"got {finding['got']}"
        )
    lost = "".join(
        f"; register {stage}.FAULTS: its macros' codes did not come in their cycle, or came in another"
        for stage in finding.get("faulty", ())
    )
    return DesignError(where, what + lost)


def _busy(plan: Plan, registers: Mapping[str, int], cycles: float) -> dict[str, float]:
    """Share of so many cycles in which the converters of each stage convert."""
    times = {s.name: s.geometry.conversion_cycles / len(s.tile_names) for s in plan.array_stages}
    return {name: registers[f"{name}.CONVERSIONS"] * time / cycles for name, time in times.items()}


def _outcome(
    plan: Plan, simulator: str, outcome: dict[str, Any], outputs: dict[str, Ints], waves: Path | None
) -> Outcome:
    registers = outcome["registers"]
    images = outcome["images"]
    interval = ((registers["LAST_OUT"] - registers["FIRST_OUT"]) % (1 << 32)) / (images - 1) if images > 1 else None
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
