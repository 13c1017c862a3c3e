"""The register map as SystemRDL, C header, HTML page and JSON. Same map, same bytes."""

from __future__ import annotations

import json

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from hdlgen.rtl.register_map import Field, Kind, LoadWindow, Register, RegisterMap

RDL_ACCESS = {
    Kind.CONSTANT: "sw = r; hw = na;",
    Kind.CONTROL: "sw = rw; hw = r;",
    Kind.PULSE: "sw = w; hw = r; singlepulse;",
    Kind.STATUS: "sw = r; hw = w;",
    Kind.BUSY: "sw = r; hw = w;",
    Kind.STICKY: "sw = rw; hw = w; hwset; woclr;",
    Kind.COUNTER: "sw = r; hw = w;",
    Kind.CYCLES: "sw = r; hw = w;",
    Kind.CYCLES_HIGH: "sw = r; hw = w;",
    Kind.FIRST: "sw = r; hw = w;",
    Kind.LATEST: "sw = r; hw = w;",
}

WORDS = {
    Kind.CONSTANT: "constant",
    Kind.CONTROL: "read, write",
    Kind.PULSE: "write 1: pulse",
    Kind.STICKY: "read, write 1: clear",
}


def addresses(registers: RegisterMap) -> dict[str, int]:
    """Byte address of every register by its path: NAME, stage.NAME."""
    return {r.path: r.address for r in registers.registers}


def to_json(registers: RegisterMap) -> str:
    """For programs: addresses, bits of fields ([lowest, how many]) and sizes by path; what `hdlgen.driver` reads.

    {"name", "registers": {path: {"address", "fields": {name: [low, bits]}}},
    "windows": {path: {"address", "rows", "bits", "words"}}}
    """
    found = {
        "name": registers.name,
        "registers": {
            r.path: {"address": r.address, "fields": {f.name: [f.low, f.bits] for f in r.fields}}
            for r in registers.registers
        },
        "windows": {
            w.path: {"address": w.address, "rows": w.rows, "bits": w.bits, "words": w.words} for w in registers.windows
        },
    }
    return json.dumps(found, indent=1) + "\n"


def to_systemrdl(registers: RegisterMap) -> str:
    r"""SystemRDL 2.0: an address map NAME_registers with a register file for each stage and a memory for each window.

    Fields that show an input have no reset value. Names of fields and stages are escaped (`\conv1`): any may be a
    SystemRDL keyword; the backslash is no part of the name.
    """
    first = {block: rows[0].address if block else 0 for block, rows in registers.blocks}
    return _render("registers.rdl.j2", map=registers, access=RDL_ACCESS, offset=lambda r: r.address - first[r.block])


def to_c_header(registers: RegisterMap) -> str:
    """C89 macros: NETWORK_REGISTER, NETWORK_STAGE__REGISTER; _MASK and _SHIFT for fields that are not whole words.

    NETWORK_STAGE__TABLE for windows, with _ROWS, _BITS of a row and _STRIDE, bytes from a row to the next.
    No register's name holds two underscores, so no stage's name can make two macros equal.
    """
    prefix = registers.name.upper()

    def c_name(entry: Register | LoadWindow) -> str:
        return f"{prefix}_{entry.block.upper()}__{entry.name}" if entry.block else f"{prefix}_{entry.name}"

    return _render("registers.h.j2", map=registers, guard=f"{prefix}_REGISTERS_H", c_name=c_name)


def to_html(registers: RegisterMap) -> str:
    """One page that loads nothing."""
    words = {kind: WORDS.get(kind, "read") for kind in Kind}

    def bits(field: Field) -> str:
        return f"{field.low}" if field.bits == 1 else f"{field.low + field.bits - 1}:{field.low}"

    return _render("registers.html.j2", map=registers, words=words, bits=bits)


def _render(template: str, **context: object) -> str:
    environment = Environment(
        loader=PackageLoader("hdlgen.emit", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=select_autoescape(["html.j2"]),
    )
    environment.filters["hex"] = lambda value: f"{value:#x}"
    environment.filters["quoted"] = lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    environment.filters["comment"] = lambda text: text.replace("*/", "* /")
    return environment.get_template(template).render(**context)
