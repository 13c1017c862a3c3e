"""A programmed array as an ngspice netlist, and what ngspice says to it."""

from __future__ import annotations

import re
import shutil

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim import child, scratch
from hdlgen_sim.wires import Wires, conductances

Floats = NDArray[np.float64]
DECIMALS = 16
"""Of the printed currents, behind the first digit: what a float64 needs to be read back unchanged."""


def netlist(
    g_siemens: Floats,
    wires: Wires,
    v_rows: Floats,
    *,
    gates: NDArray[np.bool_] | None = None,
    title: str = "crossbar of resistors",
) -> str:
    """The circuit that `wires.transfer` and `wires.gated_currents` solve, for `ngspice -b FILE`: prints all currents.

    g_siemens  float64[row, column], finite and ≥ 0, at least one: all physical columns
    wires      as `Wires` draws them
    v_rows     volt float64[row] of the drivers
    gates      with inputs "gate": bool[row], whether a row's cells are connected; else None
    title      first line of the file

    Elements of row r and column c, from 0: drivers Vdriver_r and Rdriver_r, wires Rrow_r_c and Rcolumn_r_c, cells
    Rcell_r_c between the nodes row_r_c and col_r_c, Rsense_c, and Vsense_c of 0 V, whose current is the column's. What
    has 0 Ω is left out, its two ends being one node; so are cells of 0 S and cells that are not connected.

    Raises ValueError for values out of range, arrays of other shapes, and a title of several lines.
    """
    g = conductances(g_siemens, wires)
    rows, columns = g.shape
    volts = np.asarray(v_rows, np.float64)
    if volts.shape != (rows,) or not np.isfinite(volts).all():
        raise ValueError(f"v_rows must be {rows} finite voltages, one for each row, not {np.array2string(volts)}")
    if (gates is None) != (wires.inputs == "line"):
        raise ValueError(f"gates must be {'None' if gates is not None else 'given'}: the inputs are {wires.inputs}")
    connected = np.ones(rows, bool) if gates is None else np.asarray(gates)
    if connected.shape != (rows,) or connected.dtype != bool:
        raise ValueError(f"gates must be bool[{rows}], not {connected.dtype}{list(connected.shape)}")
    if not title or len(title.splitlines()) > 1:
        raise ValueError(f"title must be one line, not {title!r}")
    lines = [
        f"* {title}",
        f"* {rows} rows, {columns} columns; row_ohm {wires.row_ohm:g}, column_ohm {wires.column_ohm:g},"
        f" driver_ohm {wires.driver_ohm:g}, sense_ohm {wires.sense_ohm:g}; inputs {wires.inputs}",
        "* A wire of 0 ohm has no element: its ends are one node. A cell of 0 siemens has none.",
    ]
    for r in range(rows):
        lines += ["", f"* row {r}" + ("" if connected[r] else ": gates closed, its cells are left out")]
        lines += _driver(r, float(volts[r]), wires)
        for c in range(columns):
            row, column = _row_node(r, c, wires), _column_node(r, c, rows, wires)
            lines += _resistor(f"Rrow_{r}_{c}", _row_node(r, c - 1, wires), row, wires.row_ohm)
            if connected[r] and g[r, c]:
                lines += _resistor(f"Rcell_{r}_{c}", row, column, 1 / float(g[r, c]))
            lines += _resistor(f"Rcolumn_{r}_{c}", column, _column_node(r + 1, c, rows, wires), wires.column_ohm)
    lines += ["", "* sense amplifiers: virtual grounds"]
    for c in range(columns):
        lines += _resistor(f"Rsense_{c}", _column_node(rows, c, rows, wires), f"sense_{c}", wires.sense_ohm)
        lines.append(f"Vsense_{c} sense_{c} 0 DC 0")
    lines += ["", ".op", ".control", f"set numdgt={DECIMALS}", "run"]
    lines += [f"print i(Vsense_{c})" for c in range(columns)]
    return "\n".join([*lines, "quit", ".endc", ".end", ""])


def run(text: str) -> Floats:
    """Currents ampere float64[column] that ngspice computes for a `netlist`.

    Raises FileNotFoundError if ngspice is not installed, and RuntimeError, with its last words, if it fails.
    """
    ngspice = shutil.which("ngspice")
    if ngspice is None:
        raise FileNotFoundError("ngspice is not on the PATH: install it, on Debian and Ubuntu by `apt install ngspice`")
    with scratch.folder() as folder:
        file = folder / "netlist.cir"
        file.write_text(text, encoding="utf-8")
        # -n: no .spiceinit of the user changes what is computed
        done = child.run([ngspice, "-n", "-b", file])
    printed = dict(re.findall(r"^i\(vsense_(\d+)\) = (\S+)$", done.stdout, re.MULTILINE))
    columns = len(re.findall(r"^Vsense_", text, re.MULTILINE))
    if done.returncode or len(printed) != columns:
        last = "\n".join([*done.stdout.splitlines(), *done.stderr.splitlines()][-10:])
        raise RuntimeError(
            f"ngspice gave {len(printed)} of {columns} currents and status {done.returncode}; its last words:\n{last}"
        )
    return np.array([float(printed[str(c)]) for c in range(columns)])


def _driver(r: int, volts: float, wires: Wires) -> list[str]:
    return [
        f"Vdriver_{r} in_{r} 0 DC {volts!r}",
        *_resistor(f"Rdriver_{r}", f"in_{r}", _row_head(r, wires), wires.driver_ohm),
    ]


def _row_head(r: int, wires: Wires) -> str:
    """The node behind the driver of row r."""
    return f"head_{r}" if wires.driver_ohm else f"in_{r}"


def _row_node(r: int, c: int, wires: Wires) -> str:
    """The node of row r at column c; -1: ahead of the first."""
    return f"row_{r}_{c}" if wires.row_ohm and c >= 0 else _row_head(r, wires)


def _column_node(r: int, c: int, rows: int, wires: Wires) -> str:
    """The node of column c at row r; `rows`: below the last."""
    if wires.column_ohm and r < rows:
        return f"col_{r}_{c}"
    return f"foot_{c}" if wires.sense_ohm else f"sense_{c}"


def _resistor(name: str, a: str, b: str, ohm: float) -> list[str]:
    return [f"{name} {a} {b} {float(ohm)!r}"] if ohm else []
