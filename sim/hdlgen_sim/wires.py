"""`Wires`: what lies between the drivers, the cells and the sense amplifiers of an array, and which currents arrive."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim import ladder
from hdlgen_sim.build_cache import default_root, digest, entry

Floats = NDArray[np.float64]
Cache = Path | Literal["default"] | None
"""The directory that keeps transfer matrices; "default": wires/ in that of `build_cache`; None: none is kept."""

METHOD = "ladder 1"
"""Part of the key of what is kept: whoever changes the numbers that `ladder.transfer` gives changes this."""
LARGEST_PRODUCT = 1e100
"""Of a cell's conductance and all resistance in series. Any real one is below 10; far beyond, float64 overflows."""


@dataclass(frozen=True)
class Wires:
    """Resistances of an array, all 0 by default; the ends of a wire of 0 Ω are one node.

        driver of row r ──driver_ohm──row_ohm──┬──row_ohm──┬── …   one row_ohm before each cell
                                             g[r,0]      g[r,1]
                                               ├           ├       nodes of row r in the columns
                                           column_ohm  column_ohm  one column_ohm below each cell
                                               ├           ├       nodes of row r + 1
                                               ⋮           ⋮
                                           column_ohm  column_ohm
                                           sense_ohm   sense_ohm
                                              0 V         0 V      virtual grounds: the currents that are read

    row_ohm     of a row's wire, a cell pitch
    column_ohm  of a column's wire, a cell pitch
    driver_ohm  of each row's driver
    sense_ohm   of each column's way into its virtual ground
    inputs      "line": an input is the voltage of its row's driver. "gate": all drivers are at the read voltage; an
                input opens the access transistors of its row, and cells of other rows are disconnected
    pairs       "adjacent": columns 2j and 2j + 1 of one array are the positive and the negative column of pair j.
                "separate": two arrays hold the positive and the negative cells

    Raises ValueError for a resistance that is negative or not finite, and for other names.
    """

    row_ohm: float = 0.0
    column_ohm: float = 0.0
    driver_ohm: float = 0.0
    sense_ohm: float = 0.0
    inputs: Literal["line", "gate"] = "line"
    pairs: Literal["adjacent", "separate"] = "adjacent"

    def __post_init__(self) -> None:
        for name in ("row_ohm", "column_ohm", "driver_ohm", "sense_ohm"):
            ohm = getattr(self, name)
            if ohm == math.inf:
                raise ValueError(
                    f"{name} is inf: cells behind a broken wire float; make it finite, or give such cells 0 siemens"
                )
            if not 0 <= ohm < math.inf:
                raise ValueError(f"{name} must be finite and 0 or more, not {ohm}")
        if self.inputs not in ("line", "gate"):
            raise ValueError(f"inputs must be line or gate, not {self.inputs}")
        if self.pairs not in ("adjacent", "separate"):
            raise ValueError(f"pairs must be adjacent or separate, not {self.pairs}")

    @property
    def ideal(self) -> bool:
        """Whether nothing has a resistance."""
        return not (self.row_ohm or self.column_ohm or self.driver_ohm or self.sense_ohm)


def transfer(g_siemens: Floats, wires: Wires, *, cache: Cache = "default") -> Floats:
    """M float64[row, column] of one array: the current of column c is Σ M[r, c] · volts of driver r over all rows r.

    g_siemens  float64[row, column], finite and ≥ 0, at least one: all physical columns
    wires      with inputs "line"
    cache      where the matrix is kept, so that it is computed once; what is damaged there, or cannot be read or
               written, is computed. Ideal wires need none

    Without any resistance it is `g_siemens`. A column whose cells have 0 siemens senses 0. 128×256 cells take 0.3 s
    and 4 MB on one core, other arrays in proportion to longer side · shorter side³.

    Raises ValueError for conductances out of range and for inputs "gate", whose currents are not linear in the inputs.
    """
    if wires.inputs == "gate":
        raise ValueError("wires with inputs gate have no transfer matrix: use gated_currents, or make inputs line")
    g = conductances(g_siemens, wires)
    return _line_driven(g, wires) if cache is None or wires.ideal else _kept(g, wires, cache)


def transfer_pairs(g_siemens: Floats, wires: Wires, *, cache: Cache = "default") -> Floats:
    """`transfer` of pairs: float64[2, row, column] of `g_siemens` float64[2, row, column], positive cells first."""
    return _paired(np.stack([transfer(g, wires, cache=cache) for g in physical(g_siemens, wires)]), wires)


def gated_currents(g_siemens: Floats, wires: Wires, digits: NDArray[np.bool_]) -> Floats:
    """Currents float64[vector, column] of one array for each volt of the drivers, vector by vector.

    g_siemens  float64[row, column], finite and ≥ 0, at least one: all physical columns
    wires      with inputs "gate"
    digits     bool[vector, row]: whether a row's cells are connected

    A vector's currents do not depend on the others. At 128×256 cells a vector takes 0.08 s with half of the rows and
    0.3 s with all of them.

    Raises ValueError for conductances out of range, digits of another shape or type, and for inputs "line".
    """
    if wires.inputs == "line":
        raise ValueError("wires with inputs line have a transfer matrix: use transfer, or make inputs gate")
    g = conductances(g_siemens, wires)
    if digits.ndim != 2 or digits.shape[1] != len(g) or digits.dtype != bool:
        raise ValueError(f"digits must be bool[vector, {len(g)}], not {digits.dtype}{list(digits.shape)}")
    before, below = _segments(g.shape, wires)
    currents = np.zeros((len(digits), g.shape[1]))
    for vector, digit in enumerate(digits):
        on = np.flatnonzero(digit)
        if len(on):  # rows that are off are pieces of column wire; above the first one that is on, none conducts
            currents[vector] = ladder.transfer(g[on], before, np.add.reduceat(below, on)).sum(axis=0)
    return currents


def gated_pairs(g_siemens: Floats, wires: Wires, digits: NDArray[np.bool_]) -> Floats:
    """`gated_currents` of pairs: float64[2, vector, column] of `g_siemens` float64[2, row, column]."""
    return _paired(np.stack([gated_currents(g, wires, digits) for g in physical(g_siemens, wires)]), wires)


def physical(g_siemens: Floats, wires: Wires) -> Floats:
    """The arrays float64[array, row, physical column] that hold pairs `g_siemens` float64[2, row, column].

    One array if pairs are adjacent, else the positive and the negative one. Raises ValueError for another shape.
    """
    if g_siemens.ndim != 3 or len(g_siemens) != 2:
        raise ValueError(f"g_siemens of pairs must be float64[2, row, column], not {list(g_siemens.shape)}")
    if wires.pairs == "separate":
        return g_siemens
    _, rows, columns = g_siemens.shape
    return np.moveaxis(g_siemens, 0, -1).reshape(1, rows, 2 * columns)


def conductances(g_siemens: Floats, wires: Wires) -> Floats:
    """`g_siemens` as C-contiguous float64[row, column]. Raises ValueError unless it is the cells of an array."""
    g = np.ascontiguousarray(g_siemens, np.float64)
    if g.ndim != 2 or not g.size:
        raise ValueError(f"g_siemens must be float64[row, column] of at least one cell, not {list(g.shape)}")
    wrong = np.argwhere(~((g >= 0) & (g < np.inf)))
    if len(wrong):
        row, column = wrong[0]
        raise ValueError(
            f"g_siemens must be finite and 0 or more, not {g[row, column]} in row {row}, column {column}"
            f" ({len(wrong)} of {g.size} cells)"
        )
    rows, columns = g.shape
    ohm = wires.driver_ohm + columns * wires.row_ohm + rows * wires.column_ohm + wires.sense_ohm
    if not float(g.max()) <= LARGEST_PRODUCT / max(ohm, 1.0):
        raise ValueError(
            f"g_siemens {g.max():g} behind {ohm:g} ohm: their product must be at most {LARGEST_PRODUCT:g};"
            " give a real cell's conductance and a real wire's resistance"
        )
    return g


def _line_driven(g: Floats, wires: Wires) -> Floats:
    return np.ascontiguousarray(ladder.transfer(g, *_segments(g.shape, wires)))


def _segments(shape: tuple[int, ...], wires: Wires) -> tuple[Floats, Floats]:
    """Ohm before each column and below each row."""
    rows, columns = shape
    before, below = np.full(columns, float(wires.row_ohm)), np.full(rows, float(wires.column_ohm))
    before[0] += wires.driver_ohm
    below[-1] += wires.sense_ohm
    return before, below


def _paired(currents: Floats, wires: Wires) -> Floats:
    """float64[2, ..., column] of what `physical` arrays give, float64[array, ..., physical column]."""
    if wires.pairs == "separate":
        return currents
    return np.ascontiguousarray(np.stack([currents[0, ..., 0::2], currents[0, ..., 1::2]]))


def _kept(g: Floats, wires: Wires, cache: Path | Literal["default"]) -> Floats:
    """The transfer matrix out of the cache: a digest, then the numbers."""

    def write(home: Path) -> None:
        payload = _line_driven(g, wires).astype("<f8").tobytes()
        (home / "transfer").write_bytes(digest(payload).encode() + payload)

    ohms = [float(ohm).hex() for ohm in (wires.row_ohm, wires.column_ohm, wires.driver_ohm, wires.sense_ohm)]
    try:
        where = default_root() / "wires" if cache == "default" else cache
        home, _ = entry(where, digest(METHOD, *ohms, str(g.shape), g.astype("<f8").tobytes()), write)
        stored = _read(home, g.shape)
        if stored is None:
            write(home)
            stored = _read(home, g.shape)
    except OSError:  # no room, no permission, not ours: that costs time and nothing else
        stored = None
    return _line_driven(g, wires) if stored is None else stored


def _read(home: Path, shape: tuple[int, ...]) -> Floats | None:
    """What `_kept` wrote, or None if it is damaged."""
    file = home / "transfer"
    data = file.read_bytes() if file.exists() else b""
    mark = len(digest())
    if data[:mark] != digest(data[mark:]).encode():
        return None
    return np.frombuffer(data[mark:], "<f8").reshape(shape).astype(np.float64)
