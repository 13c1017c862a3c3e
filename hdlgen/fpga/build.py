"""`build`: the bitstream of a board's design, and what place and route say of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from hdlgen.errors import DesignError
from hdlgen.fpga import ecp5
from hdlgen.fpga.board import Board
from hdlgen.fpga.package import BoardDesign
from hdlgen.fpga.report import Report, critical_of, uses_of

Step = Callable[[str], AbstractContextManager[object]]
"""Shows that something is going on."""


@dataclass(frozen=True)
class Built:
    """A bitstream, the netlist of what is in it as Verilog, and its report."""

    bitstream: bytes
    netlist: bytes
    report: Report


def build(
    design: BoardDesign,
    board: Board,
    folder: Path,
    *,
    clock_hz: int,
    baud: int,
    conversion_cycles: int,
    seeds: Sequence[int],
    step: Step,
) -> Built:
    """Makes the bitstream in `folder`, where the design's files are.

    seeds  of place and route, one after the other; the fastest is taken

    Raises ToolError if a tool is missing or fails, and DesignError if no seed is as fast as the clock.
    """
    ecp5.require_tools()
    log, seconds = folder / "build.log", {}
    with step("synthesis"):
        start = time.monotonic()
        netlist = ecp5.synthesize(design.sources, design.top, folder, log)
        seconds["synthesis"] = time.monotonic() - start
    routed = []
    for seed in seeds:
        with step(f"place and route, seed {seed}"):
            start = time.monotonic()
            routed.append(ecp5.place_and_route(netlist, board, clock_hz, seed, folder, log))
            seconds[f"place and route, seed {seed}"] = time.monotonic() - start
    best = max(routed, key=lambda r: r.fmax_hz)
    report = Report(
        board.name,
        clock_hz,
        baud,
        conversion_cycles,
        {r.seed: r.fmax_hz for r in routed},
        best.seed,
        uses_of(best.netlist),
        critical_of(best.report),
        {what: round(s, 1) for what, s in seconds.items()},
    )
    if not report.meets:
        what = f"needs {clock_hz / 1e6:g} MHz and reaches {best.fmax_hz / 1e6:.1f}; slowest path {report.critical}"
        raise DesignError(design.top, what, fix="try more --seeds, or a slower --clock")
    with step("bitstream"):
        bitstream = ecp5.pack(best, f"{design.top}.bit", folder, log).read_bytes()
        return Built(bitstream, ecp5.as_verilog(best, design.top, folder, log), report)
