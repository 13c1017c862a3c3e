"""Programs of plans: which words go where, the files, and what is no accelerator or no program."""

import json
import re
import struct
import subprocess

import numpy as np
import pytest
from safetensors.numpy import load_file

import hdlgen
from hdlgen.driver import Program
from hdlgen.emit.package import MANIFEST
from hdlgen.emit.program import hardware_in, program_in, program_of, write_program
from hdlgen.emit.registers import register_map
from hdlgen.errors import HdlgenError
from hdlgen.mapping import map_graph, to_json
from hdlgen.mapping.digests import geometry_digest, program_digest
from hdlgen.mapping.tables import contents, tables_of
from tests.driver.model import Model
from tests.mapping.networks import hardware, one_layer, random_network, random_residual

PLAN = map_graph(random_network(3, signed=True), hardware(dac_bits=2, cell_bits=2, adc_bits=12), {})
PARTED = map_graph(random_residual(5), hardware(rows=32, columns=64, adcs=4, adc_bits=12))


def memory_of(program: Program) -> dict[int, int]:
    """Address → word, as the hardware has them."""
    return dict(write for block in program.blocks for write in block.writes())


@pytest.mark.parametrize("plan", [PLAN, PARTED])
def test_every_row_is_where_the_document_says(plan):
    program, registers = program_of(plan), register_map(plan, geometry_digest(plan), loadable=True)
    memory = memory_of(program)
    windows = iter(registers.windows)
    seen = 0
    for stage in plan.stages:
        rows_of = contents(stage)
        for table in tables_of(stage):
            window = next(windows)
            words = 1
            while 32 * words < table.bits:
                words *= 2
            for r, row in enumerate(rows_of[table.name]):
                parts = [memory[window.address + 4 * (r * words + w)] for w in range(words)]
                assert sum(part << 32 * w for w, part in enumerate(parts)) == row
                seen += words
    assert seen == len(memory) == program.words
    assert next(windows, None) is None
    assert program.geometry == geometry_digest(plan)[:16]
    assert program.digest == program_digest(plan)[:16]
    major, minor, patch = (int(n) for n in hdlgen.__version__.split("."))
    assert program.hdlgen == major << 16 | minor << 8 | patch


def test_the_words_of_a_small_layer_by_hand():
    """y = (3·s + 5) / 4 and (−2·s + 7) / 4, rounded."""
    graph = one_layer([[1, -2], [3, 4]], multiplier=(3, -2), bias=(5, 7), shift=2)
    plan = map_graph(graph, hardware(adc_bits=8, adcs=2, columns=8))
    [stage] = plan.stages
    registers = register_map(plan, geometry_digest(plan), loadable=True)
    memory = memory_of(program_of(plan))

    def word(table, n=0):
        [window] = [w for w in registers.windows if w.name == f"{table}_TABLE"]
        return memory[window.address + 4 * n]

    assert stage.geometry.out_lanes == 1
    assert [word("MULTIPLIER", n) for n in range(2)] == [3, 0xFFFE]
    assert [word("BIAS", n) for n in range(2)] == [5 + 2, 7 + 2]
    assert word("CONSTANTS") & 0x3F == 2


def test_the_hardware_takes_it():
    """The model of the document does."""
    program = program_of(PLAN)

    class Chip(Model):
        def inside(self, address):
            return address in memory_of(program)

    model = Chip(version=program.hdlgen, geometry=program.geometry)
    for write in program.writes():
        model.write(*write)
    assert not model.empty


def test_the_files(tmp_path):
    program = write_program(PLAN, "mine", tmp_path / "one", {"net.yaml": b"text"})
    write_program(PLAN, "mine", tmp_path / "two", {"net.yaml": b"text"})
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("one", "two"))
    assert one == two
    assert set(one) == {MANIFEST, "mine.hdlprog", "mine_program.h", "mine.writes", "plan.json", "cells.safetensors"}
    assert Program.from_bytes(one["mine.hdlprog"]) == program
    lines = [line.split() for line in one["mine.writes"].decode().splitlines()]
    assert [(int(a, 16), int(d, 16)) for a, d in lines] == list(program.writes())
    cells = load_file(tmp_path / "one" / "cells.safetensors")
    assert sum(np.abs(c).sum() for c in cells.values()) > 0
    manifest = json.loads(one[MANIFEST])
    assert (manifest["name"], manifest["geometry"]) == ("mine", geometry_digest(PLAN).hex())
    found = program_in(tmp_path / "one")
    assert (found.program, found.file.name, found.cells.name) == (program, "mine.hdlprog", "cells.safetensors")


def test_the_c_array_is_the_file(tmp_path):
    data = write_program(PLAN, "mine", tmp_path / "out").to_bytes()
    source = tmp_path / "main.c"
    source.write_text(
        '#include <stdio.h>\n#include "mine_program.h"\n#include "mine_program.h"\n'
        "int main(void) { fwrite(mine_program, 1, sizeof mine_program, stdout); return 0; }\n"
    )
    flags = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-I", str(tmp_path / "out")]
    subprocess.run(["cc", *flags, "-o", tmp_path / "main", source], check=True, timeout=60)
    assert subprocess.run([tmp_path / "main"], check=True, capture_output=True).stdout == data


def emitted(folder, plan=PLAN, **changes):
    """What of an emission is looked at."""
    folder.mkdir()
    (folder / "plan.json").write_text(to_json(plan))
    manifest = {"hdlgen": hdlgen.__version__, "loadable": True, "geometry": geometry_digest(plan).hex(), "outputs": {}}
    (folder / MANIFEST).write_text(json.dumps({**manifest, **changes}))
    return folder


def test_an_accelerator_is_found_in_its_folder(tmp_path):
    assert to_json(hardware_in(emitted(tmp_path / "out")).plan) == to_json(PLAN)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"hdlgen": "9.9.9"}, f"was emitted by hdlgen 9.9.9, and this is {hdlgen.__version__}"),
        ({"loadable": False}, "was emitted for one program, which is part of it"),
        ({"geometry": "00"}, "is not the plan that was emitted"),
    ],
)
def test_what_no_program_is_for(tmp_path, changes, message):
    with pytest.raises(HdlgenError, match=re.escape(message)):
        hardware_in(emitted(tmp_path / "out", **changes))
    with pytest.raises(HdlgenError, match="holds no accelerator of hdlgen"):
        hardware_in(tmp_path)


def test_a_folder_without_a_whole_program_is_refused(tmp_path):
    with pytest.raises(HdlgenError, match="holds no program of hdlgen"):
        program_in(tmp_path)
    write_program(PLAN, "mine", tmp_path / "out")
    path = tmp_path / "out" / "mine.hdlprog"
    data = path.read_bytes()
    for wrong, message in (
        (data[:-1], "is truncated"),
        (data[:8] + struct.pack("<I", 2) + data[12:], "is of version 2 of the format"),
        (data[:200] + bytes([data[200] ^ 4]) + data[201:], "is damaged"),
        (program_of(PARTED).to_bytes(), "is of another program than the manifest and the plan beside it"),
    ):
        path.write_bytes(wrong)
        with pytest.raises(HdlgenError, match=f"mine.hdlprog: {message}"):
            program_in(tmp_path / "out")
