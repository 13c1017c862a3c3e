"""Programs: what is loaded into an accelerator, as the files that drivers take."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hdlgen_sim.files import read_json
from jinja2 import Environment, PackageLoader, StrictUndefined

import hdlgen
from hdlgen.driver.errors import ProgramError
from hdlgen.driver.program import Block, Program, to_text
from hdlgen.emit.cells import CELLS, cells
from hdlgen.emit.directory import replace_directory
from hdlgen.emit.package import MANIFEST
from hdlgen.emit.program_registers import window_name
from hdlgen.emit.registers import register_map
from hdlgen.errors import HdlgenError
from hdlgen.mapping import from_json, to_json
from hdlgen.mapping.digests import geometry_digest, program_digest
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.tables import contents
from hdlgen.rtl.register_map import LoadWindow, RegisterMap

PLAN = "plan.json"
EMIT, WRITE = "emit it there with --program loadable", "write it there with `hdlgen program`"


@dataclass(frozen=True)
class Hardware:
    """An accelerator in a folder whose programs are loaded: the plan that it was emitted for, and its files."""

    plan: Plan
    files: tuple[Path, ...]


def is_loadable(directory: Path) -> bool:
    """Whether there is an accelerator in `directory` whose programs are loaded."""
    try:
        return read_json(directory / MANIFEST)["loadable"] is True
    except (OSError, ValueError, KeyError, TypeError):
        return False


def hardware_in(directory: Path) -> Hardware:
    """The accelerator in `directory`.

    Raises HdlgenError if there is none, if it was emitted for one program, or by another hdlgen.
    """
    try:
        manifest = read_json(directory / MANIFEST)
        version, loadable, geometry = manifest["hdlgen"], manifest["loadable"], manifest["geometry"]
        plan = from_json((directory / PLAN).read_text("utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        raise HdlgenError(str(directory), "holds no accelerator of hdlgen", fix=EMIT) from None
    except HdlgenError as error:
        raise HdlgenError(str(directory / PLAN), error.mistakes[0].what, fix=EMIT) from None
    if version != hdlgen.__version__:
        what = f"was emitted by hdlgen {version}, and this is {hdlgen.__version__}"
        raise HdlgenError(str(directory), what, fix="emit it again, or use that version")
    if not loadable:
        raise HdlgenError(str(directory), "was emitted for one program, which is part of it", fix=EMIT)
    if geometry_digest(plan).hex() != geometry:
        raise HdlgenError(str(directory / PLAN), "is not the plan that was emitted", fix=EMIT)
    return Hardware(plan, (directory / MANIFEST, directory / PLAN))


def program_of(plan: Plan) -> Program:
    """What is loaded for `plan` into the accelerator of its geometry."""
    geometry = geometry_digest(plan)
    registers = register_map(plan, geometry, loadable=True)
    windows = {window.path: window for window in registers.windows}
    blocks = []
    for stage in plan.stages:
        for table, rows in contents(stage).items():
            window = windows[f"{stage.name}.{window_name(table)}"]
            if rows:
                blocks.append(Block(window.address, words(window, rows)))
    return Program(_version(registers), geometry[:16], program_digest(plan)[:16], tuple(blocks))


def words(window: LoadWindow, rows: Sequence[int]) -> tuple[int, ...]:
    """The words of a table's first rows, in the order of their addresses."""
    assert len(rows) <= window.rows, f"{len(rows)} rows for {window.path}"
    assert all(0 <= row < 1 << window.bits for row in rows), f"a row of more than {window.bits} bits for {window.path}"
    return tuple(row >> 32 * n & 0xFFFFFFFF for row in rows for n in range(window.words))


def _version(registers: RegisterMap) -> int:
    return registers["VERSION"].reset


def write_program(
    plan: Plan,
    name: str,
    out: Path,
    inputs: Mapping[str, bytes] | None = None,
    *,
    read: Iterable[Path] = (),
    force: bool = False,
) -> Program:
    """Writes the program of `plan` to the directory `out`: NAME.hdlprog, NAME_program.h, NAME.writes, plan and cells.

    Same plan and name, same bytes. The rest is as in `package.emit`.
    """
    program = program_of(plan)
    data = program.to_bytes()
    files = {
        f"{name}.hdlprog": data,
        f"{name}_program.h": c_array(name, program, data).encode(),
        f"{name}.writes": to_text(program.writes()).encode(),
        PLAN: to_json(plan).encode(),
        CELLS: cells(plan),
    }
    manifest = {
        "name": name,
        "accelerator": plan.name,
        "geometry": geometry_digest(plan).hex(),
        "program": program_digest(plan).hex(),
        "hdlgen": hdlgen.__version__,
        "inputs": {file: hashlib.sha256(text).hexdigest() for file, text in sorted((inputs or {}).items())},
        "outputs": {file: hashlib.sha256(text).hexdigest() for file, text in sorted(files.items())},
    }
    files[MANIFEST] = (json.dumps(manifest, indent=2) + "\n").encode()
    replace_directory(out, files, MANIFEST, read, force=force)
    return program


def c_array(name: str, program: Program, data: bytes) -> str:
    """The file as a C array NAME_program of bytes."""
    environment = Environment(
        loader=PackageLoader("hdlgen.emit"), undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True
    )
    lines = [", ".join(f"0x{byte:02x}" for byte in data[at : at + 16]) for at in range(0, len(data), 16)]
    return environment.get_template("program.h.j2").render(
        name=name, version=program.version, geometry=program.geometry.hex(), digest=program.digest.hex(), lines=lines
    )


@dataclass(frozen=True)
class ProgramFiles:
    """A program in a folder that `write_program` wrote: what is loaded, in which file, and the file of its cells."""

    program: Program
    file: Path
    cells: Path


def program_in(directory: Path) -> ProgramFiles:
    """Raises HdlgenError if `directory` holds none, or a file of another."""
    try:
        manifest = read_json(directory / MANIFEST)
        path = directory / f"{manifest['name']}.hdlprog"
        data, digest = path.read_bytes(), manifest["program"]
        plan = from_json((directory / PLAN).read_text("utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        raise HdlgenError(str(directory), "holds no program of hdlgen", fix=WRITE) from None
    except HdlgenError as error:
        raise HdlgenError(str(directory / PLAN), error.mistakes[0].what, fix=WRITE) from None
    try:
        program = Program.from_bytes(data)
    except ProgramError as error:
        raise HdlgenError(str(path), str(error), fix=WRITE) from None
    if program.digest.hex() != digest[:32] or program_digest(plan).hex() != digest:
        raise HdlgenError(str(path), "is of another program than the manifest and the plan beside it", fix=WRITE)
    return ProgramFiles(program, path, directory / CELLS)
