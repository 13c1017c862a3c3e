"""Registers and windows of an accelerator whose programs are loaded: where they are, and what the views say."""

from __future__ import annotations

import json
import struct
import subprocess
import zlib
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from systemrdl import RDLCompiler
from systemrdl.node import MemNode

from cocotb_tests.window_map import WINDOW_MAP
from hdlgen.emit.program_registers import program_seed
from hdlgen.emit.register_views import to_c_header, to_html, to_json, to_systemrdl
from hdlgen.emit.registers import register_map
from hdlgen.errors import HdlgenError
from hdlgen.mapping.tables import tables_of
from hdlgen.rtl.register_map import Kind, LoadWindow, Register
from tests.emit.test_registers import DIGEST, STAGES, parted, plan

LOADABLE = register_map(plan(*STAGES), DIGEST, loadable=True)


def window(**changes: object) -> LoadWindow:
    given = {"name": "X", "address": 0x1000, "description": "", "rows": 4, "bits": 32, "block": "a", **changes}
    return LoadWindow(**given)  # type: ignore[arg-type]


def test_registers_of_programs_are_in_one_place_in_every_accelerator() -> None:
    for registers in (LOADABLE, register_map(parted(), DIGEST, loadable=True)):
        found = {r.path: r.address for r in registers.registers if not r.block}
        want = {"GEOMETRY0": 0x08, "GEOMETRY3": 0x14, "STATUS": 0x20, "PROGRAM": 0x54, "PROGRAM_CRC": 0x58,
                "PROGRAM_DIGEST0": 0x5C, "PROGRAM_DIGEST3": 0x68, "PROGRAM_WORDS": 0x6C, "PROGRAM_SUM": 0x70,
                "PROGRAM_ERROR": 0x74, "PARITY": 0x78}  # fmt: skip
        assert {name: found.get(name) for name in want} == want
        assert "DIGEST0" not in found
    assert found["STUCK"] == 0x80


def test_what_may_be_written_when() -> None:
    locked = {r.path for r in LOADABLE.registers if r.locked}
    digests = {f"PROGRAM_DIGEST{n}" for n in range(4)}
    assert locked == {"PROGRAM", "PROGRAM_CRC"} | digests
    assert {r.path for r in LOADABLE.registers if r.loaded} == digests
    assert [f.name for f in LOADABLE["STATUS"].fields][-2:] == ["empty", "parity_fault"]
    assert [(f.name, f.kind, f.low) for f in LOADABLE["conv1.FAULTS"].fields] == [
        ("codes", Kind.STICKY, 0),
        ("parity", Kind.STATUS, 1),
    ]


def test_nothing_of_a_program_is_in_the_map() -> None:
    first, *rest = STAGES
    program = replace(first.program, blocks=(), adc_shift=3)  # type: ignore[union-attr]
    other = plan(replace(first, program=program), *rest)  # type: ignore[arg-type]
    assert register_map(other, DIGEST, loadable=True) == LOADABLE


def test_every_table_has_a_window_in_the_order_of_the_stages() -> None:
    tables = [(f"{s.name}.{t.name.upper()}_TABLE", t.rows, t.bits) for s in STAGES for t in tables_of(s)]
    assert [(w.path, w.rows, w.bits) for w in LOADABLE.windows] == tables
    end = 0x200
    for one in LOADABLE.windows:
        assert one.address >= end
        assert one.address % one.size == 0
        assert one.size >= 4 * one.rows * one.words
        assert one.words >= one.row_words > (one.words // 2 if one.words > 1 else 0)
        end = one.address + one.size
    assert 1 << LOADABLE.address_bits >= end


def test_a_programs_crc_begins_with_what_the_accelerator_is() -> None:
    words = [LOADABLE[name] for name in ("VERSION", "GEOMETRY0", "GEOMETRY1", "GEOMETRY2", "GEOMETRY3")]
    assert [r.address for r in words] == [0x04, 0x08, 0x0C, 0x10, 0x14]
    assert program_seed(LOADABLE) == zlib.crc32(b"".join(struct.pack("<II", r.address, r.reset) for r in words))
    other = register_map(plan(*STAGES), bytes(32), loadable=True)
    assert program_seed(other) != program_seed(LOADABLE)


@pytest.mark.parametrize(
    ("rows", "bits", "words", "row_words", "size"),
    [(1, 1, 1, 1, 4), (1, 33, 2, 2, 8), (5, 32, 1, 1, 32), (5, 70, 4, 3, 128), (256, 8, 1, 1, 1024)],
)
def test_sizes_of_a_window(rows: int, bits: int, words: int, row_words: int, size: int) -> None:
    found = window(rows=rows, bits=bits)
    assert (found.words, found.row_words, found.size) == (words, row_words, size)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: window(name="x"), "window a.x: is no register name"),
        (lambda: window(rows=0), "rows must be at least 1, not 0"),
        (lambda: window(bits=0), "bits must be at least 1, not 0"),
        (lambda: window(address=0x1008), "address 0x1008 is no multiple of its size 0x10"),
        (lambda: replace(WINDOW_MAP, windows=(window(address=0x100),)), "0x100 is below 0x110"),
        (lambda: replace(WINDOW_MAP, windows=(window(), window(name="Y"))), "0x1000 is below 0x1010"),
        (lambda: replace(WINDOW_MAP, windows=(window(), window(address=0x1010))), "window a.X: is there twice"),
        (lambda: Register("X", 0, "", MARK.fields, loaded=True), "register X: is loaded and not locked"),
    ],
)
def test_refusals(make: object, message: str) -> None:
    with pytest.raises(HdlgenError, match=message):
        make()  # type: ignore[operator]


MARK = WINDOW_MAP["MARK"]


@pytest.mark.parametrize("registers", [WINDOW_MAP, LOADABLE])
def test_views_have_the_windows(registers: object, tmp_path: Path) -> None:
    windows = registers.windows  # type: ignore[attr-defined]
    source = tmp_path / "registers.rdl"
    source.write_text(to_systemrdl(registers))  # type: ignore[arg-type]
    compiler = RDLCompiler()
    compiler.compile_file(str(source))
    seen = {n.inst_name: n for n in compiler.elaborate().top.descendants() if isinstance(n, MemNode)}
    assert {
        name: (n.absolute_address, n.get_property("mementries"), n.get_property("memwidth")) for name, n in seen.items()
    } == {f"{w.block}__{w.name}": (w.address, w.rows * w.words, 32) for w in windows}

    (tmp_path / "registers.h").write_text(to_c_header(registers))  # type: ignore[arg-type]
    names = [f"{registers.name}_{w.block}__{w.name}".upper() for w in windows]  # type: ignore[attr-defined]
    prints = "".join(f'printf("%u %u %u %u\\n", {n}, {n}_ROWS, {n}_BITS, {n}_STRIDE);\n' for n in names)
    program = tmp_path / "main"
    (tmp_path / "main.c").write_text(
        f'#include <stdio.h>\n#include "registers.h"\nint main(void) {{\n{prints}return 0;\n}}\n'
    )
    flags = ["-std=c89", "-Wall", "-Wextra", "-Werror", "-pedantic"]
    subprocess.run(["gcc", *flags, "-o", program, tmp_path / "main.c"], check=True, timeout=60)
    lines = subprocess.run([program], check=True, capture_output=True, text=True).stdout.splitlines()
    assert lines == [f"{w.address} {w.rows} {w.bits} {4 * w.words}" for w in windows]

    text = json.loads(to_json(registers))  # type: ignore[arg-type]
    assert text["windows"] == {
        w.path: {"address": w.address, "rows": w.rows, "bits": w.bits, "words": w.words} for w in windows
    }
    assert {path: r["address"] for path, r in text["registers"].items()} == {
        r.path: r.address
        for r in registers.registers  # type: ignore[attr-defined]
    }
    assert text["registers"]["STATUS"]["fields"]["busy"] == [0, 1]
    page = unescape(to_html(registers))  # type: ignore[arg-type]
    for w in windows:
        assert f'<tr id="{w.path}"><th><code>{w.address:#x}</code>' in page
