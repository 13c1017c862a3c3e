"""`prepare`: the files of a cosimulation, from a plan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, assert_never

import numpy as np
from hdlgen_sim import Trim
from hdlgen_sim.files import read_json

from hdlgen.arith.integer import Ints
from hdlgen.cosim.job import EdgeJob, Job, TileJob, WatchJob, expected_file, images_file
from hdlgen.emit.array_stage import macros_of
from hdlgen.emit.cells import CELLS, cells
from hdlgen.emit.package import MANIFEST, configuration_digest
from hdlgen.emit.program import program_in, program_of
from hdlgen.emit.register_views import addresses
from hdlgen.emit.registers import edge_text, register_map, watched
from hdlgen.emit.testbench import forked, macro_path, result_watches, watches
from hdlgen.emit.top import input_params
from hdlgen.errors import HdlgenError
from hdlgen.mapping.digests import geometry_digest
from hdlgen.mapping.plan import RESULT, Plan
from hdlgen.mapping.stages import ArrayStage, OperatorStage, TileName
from hdlgen.reference import Chip
from hdlgen.rtl.macro import MacroParams
from hdlgen.rtl.register_map import Kind, RegisterMap

MARKS = ("ID", "VERSION")
"""Registers that say what an accelerator is, beside the words of its digest."""
LOADED = "program.hdlprog"
"""In the folder of a run, what is loaded if nobody says what."""
STUCK_FACTOR = 8
"""A run in which nothing moves for so many bounds, or positions, is stuck: a row of the slowest stage takes at most one
and a position where copies take turns several bounds."""


def manifest_in(directory: Path) -> Mapping[str, Any]:
    """What the manifest in `directory` says of digests and options. Raises HdlgenError if there is none of hdlgen's."""
    try:
        manifest = read_json(directory / MANIFEST)
        found = {name: manifest[name] for name in ("configuration", "geometry", "loadable")}
        return found | {"write_verify": manifest.get("write_verify", False)}
    except (OSError, ValueError, KeyError, TypeError):
        raise HdlgenError(
            str(directory), f"holds no {MANIFEST} of hdlgen", fix="emit the network there first"
        ) from None


def macros(plan: Plan, directory: Path) -> tuple[MacroParams, ...]:
    """The kinds of macros that are in `directory`, where `plan` was emitted."""
    verify = bool(manifest_in(directory)["write_verify"])
    return macros_of(plan, verify=verify)


def registers_in(directory: Path, plan: Plan) -> RegisterMap:
    """Those of the accelerator in `directory`, emitted for `plan`."""
    manifest = manifest_in(directory)
    loadable = bool(manifest["loadable"])
    digest = geometry_digest(plan) if loadable else configuration_digest(plan)
    return register_map(plan, digest, loadable=loadable, write_verify=bool(manifest["write_verify"]))


def counters(registers: RegisterMap) -> frozenset[str]:
    """Paths of the registers that count."""
    return frozenset(r.path for r in registers.registers if all(f.kind is Kind.COUNTER for f in r.fields))


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
    loadable = bool(manifest_in(directory)["loadable"])
    registers = registers_in(directory, plan)
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
    tile, hardware, adcs = name.number, plan.hardware, stage.geometry.lanes.adcs
    requests, seat = stage.requests(tile), stage.geometry.seats[tile]
    blocks = {b for _, b in requests}
    groups = max(b.first_group + stage.geometry.groups(b) for b in blocks)
    references = stage.column_references(tile, groups * adcs)
    return TileJob(
        str(name),
        name.array,
        macro_path(stage, tile),
        max(len(stage.program.segments[b.segment].taps) for b in blocks),
        groups,
        tuple((product, b.first_group) for product, b in requests),
        stage.geometry.window.positions * seat.copies,
        (trim.gain, trim.offset),
        hardware.columns // adcs,
        adcs,
        stage.geometry.phases.count,
        hardware.dac_bits,
        hardware.adc_bits,
        None if references is None else tuple(references.tolist()),
        stage.geometry.inputs,
        stage.geometry.joined,
        stage.geometry.settle_cycles + stage.geometry.conversion_cycles == 2,
        seat.slot if stage.parts[seat.engine].geometry.slots > 1 else None,
    )
