"""What a bitstream takes and how fast it may be, from what place and route say."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hdlgen.fpga.board import Board

KINDS = {"TRELLIS_COMB": "luts", "TRELLIS_FF": "flip_flops", "DP16KD": "block_rams", "MULT18X18D": "multipliers"}
"""Cells of an ECP5 that are counted. A TRELLIS_COMB is a table of four inputs, a bit of a sum, or 16 bits of memory."""
GLUE = "board"
"""Unit of what is in none."""


@dataclass(frozen=True)
class Use:
    """Cells of a unit."""

    unit: str
    luts: int = 0
    flip_flops: int = 0
    block_rams: int = 0
    multipliers: int = 0


@dataclass(frozen=True)
class Slowest:
    """The slowest path between two registers.

    start, end  units, and the signals there
    cells, wires  nanoseconds in cells, with clock to output and setup, and in wires
    levels      cells between the registers
    """

    start: str
    end: str
    cells: float
    wires: float
    levels: int

    def __str__(self) -> str:
        return (
            f"{self.cells + self.wires:.1f} ns, {self.cells:.1f} in {self.levels} cells and {self.wires:.1f} in wires, "
            f"from {self.start} to {self.end}"
        )


@dataclass(frozen=True)
class Report:
    """Of a bitstream.

    board, clock_hz, baud  that it is for
    conversion_cycles      of its arrays' twins
    fmax_hz                by seed of place and route
    seed                   that is taken, the fastest
    uses                   by unit, the largest first
    critical               its slowest path
    seconds                of synthesis, and of place and route with each seed
    """

    board: str
    clock_hz: int
    baud: int
    conversion_cycles: int
    fmax_hz: Mapping[int, float]
    seed: int
    uses: tuple[Use, ...]
    critical: Slowest
    seconds: Mapping[str, float]

    @property
    def total(self) -> Use:
        """All units together."""
        return Use("total", *(sum(getattr(u, kind) for u in self.uses) for kind in KINDS.values()))

    @property
    def meets(self) -> bool:
        """Whether its clock may be as fast as it is."""
        return self.fmax_hz[self.seed] >= self.clock_hz

    def to_dict(self) -> dict[str, Any]:
        """As `report.json` has it."""
        return {**asdict(self), "total": asdict(self.total), "meets": self.meets}

    def text(self, board: Board) -> str:
        """For people."""
        head = f"{'unit':<24} {'LUTs':>7} {'flip-flops':>10} {'block RAMs':>10} {'multipliers':>11}"
        lines = [head]
        for u in (*self.uses, self.total):
            lines.append(f"{u.unit:<24} {u.luts:>7,} {u.flip_flops:>10,} {u.block_rams:>10} {u.multipliers:>11}")
        fmax = ", ".join(f"{f / 1e6:.1f} MHz (seed {seed})" for seed, f in self.fmax_hz.items())
        return "\n".join(
            [
                *lines,
                "",
                f"{self.total.luts / board.luts:.0%} of the {board.luts:,} look-up tables of {board.title}",
                f"clock {self.clock_hz / 1e6:g} MHz; it may be {fmax}",
                f"slowest path: {self.critical}",
                ", ".join(f"{what} {seconds:.0f} s" for what, seconds in self.seconds.items()),
            ]
        )


def uses_of(netlist: Path) -> tuple[Use, ...]:
    """Cells of each unit in the netlist that place and route wrote, the largest unit first."""
    (module,) = json.loads(netlist.read_text())["modules"].values()
    found: dict[str, Counter[str]] = {}
    for name, cell in module["cells"].items():
        if cell["type"] in KINDS:
            found.setdefault(unit_of(name), Counter())[KINDS[cell["type"]]] += 1
    uses = (Use(unit, **counts) for unit, counts in found.items())
    return tuple(sorted(uses, key=lambda use: (-use.luts, use.unit)))


def unit_of(name: str) -> str:
    """The unit that a cell, or a net, of a flattened design is in: a stage, `stage twins`, a part of the board."""
    parts = [part[2:] for part in name.split(".") if part.startswith("u_")]
    inside = parts[1:] if parts[:1] == ["accelerator"] else parts
    if not inside:
        return "accelerator" if parts or name.startswith("accelerator") else GLUE
    twin = any(part.startswith("tile_") for part in inside)
    return inside[0] + (" twins" if twin else "")


def critical_of(report: Mapping[str, Any]) -> Slowest:
    """The slowest of the critical paths within a clock, in nextpnr's report."""
    inner = [p for p in report["critical_paths"] if "async" not in p["from"] + p["to"] and p["from"][8:] == p["to"][8:]]
    path = max(inner, key=lambda p: sum(step["delay"] for step in p["path"]))["path"]
    wires = sum(step["delay"] for step in path if step["type"] == "routing")
    cells = sum(step["delay"] for step in path) - wires
    levels = sum(step["type"] == "logic" for step in path)
    return Slowest(
        _place(path[0]["from"]["cell"]), _place(path[-1]["to"]["cell"]), round(cells, 2), round(wires, 2), levels
    )


def _place(cell: str) -> str:
    """Where a register is, in words: unit, part of it, signal."""
    *path, last = cell.split(".")
    parts = [part[2:] for part in path if part.startswith("u_") and part != "u_accelerator"]
    for mark in ("_TRELLIS_FF", "_LUT4", "_CCU2C", "_PFUMX", "_L6MUX", "_TRELLIS_DPR", "_DP16KD"):
        last = last.split(mark)[0]
    return " / ".join([*parts, last])
