"""What a layer's weight matrix takes of the hardware, as a function of its rows and columns alone.

Masked weights within a matrix are counted, and slices are padded: the numbers are what the layer takes at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.lanes import Lanes

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Work:
    """What an image has a layer do.

    positions  of the output
    phases     in which an activation is driven
    """

    positions: int
    phases: int

    @property
    def drives(self) -> int:
        """Times an image drives the rows."""
        return self.positions * self.phases


class Cost(Protocol):
    """A cost of one layer; that of a network is the sum over its layers. Never more for fewer rows or columns."""

    @property
    def name(self) -> str:
        """For the user: the key of a recipe's `budget`."""

    @property
    def unit(self) -> str:
        """For the user: what is counted."""

    def of(self, rows: Ints, columns: Ints, work: Work) -> NDArray[np.float64]:
        """The cost, float64, of shapes that broadcast.

        rows     int64, ≥ 1: taps
        columns  int64, ≥ 1: channels
        work     of the layer
        """


@dataclass(frozen=True)
class Weights:
    """rows · columns."""

    name = unit = "weights"

    def of(self, rows: Ints, columns: Ints, work: Work) -> NDArray[np.float64]:
        """Weights of the matrix, zeros included."""
        return np.asarray(rows * columns, np.float64)


@dataclass(frozen=True)
class Multiplications:
    """positions · rows · columns: of an image, those with zeros of the matrix and with padding included."""

    name = unit = "multiplications"

    def of(self, rows: Ints, columns: Ints, work: Work) -> NDArray[np.float64]:
        """Multiplications of an image."""
        return np.asarray(work.positions * rows * columns, np.float64)


@dataclass(frozen=True)
class Arrays:
    """How a matrix without zeros is cut for tiles: by rows into segments, by columns into words (see `mapping.plan`).

    lanes  of the layers' weights, slices padded; a tile holds at least one word
    """

    hardware: Hardware
    lanes: Lanes

    @property
    def groups(self) -> int:
        """Conversions that read all columns of a tile."""
        return self.hardware.columns // self.hardware.adcs

    @property
    def words_per_tile(self) -> int:
        """Words side by side on a tile."""
        return self.groups // self.lanes.groups_per_word

    def segments(self, rows: Ints) -> Ints:
        """ceil(rows / rows of a tile)."""
        return -(-rows // self.hardware.rows)

    def words(self, columns: Ints) -> Ints:
        """ceil(columns / channels of a word)."""
        return -(-columns // self.lanes.word)


@dataclass(frozen=True)
class Tiles:
    """s segments of w words, W of which fit on a tile: s · floor(w / W) full tiles, and rests of w mod W words.

    Rests stand side by side, floor(W / rest) of them on a tile, as mapping packs them: the segments of a narrow layer
    share tiles, which ceil(rows / R) · ceil(columns / C) would count separately.
    """

    arrays: Arrays
    name = unit = "tiles"

    def of(self, rows: Ints, columns: Ints, work: Work) -> NDArray[np.float64]:
        """Tiles of the layer; layers share none."""
        segments = self.arrays.segments(rows)
        full, rest = np.divmod(self.arrays.words(columns), self.arrays.words_per_tile)
        beside = self.arrays.words_per_tile // np.maximum(rest, 1)
        return np.asarray(segments * full + (rest > 0) * -(-segments // beside), np.float64)


@dataclass(frozen=True)
class Conversions:
    """drives · s · w · conversions of a word: of an image, as the register CONVERSIONS counts them."""

    arrays: Arrays
    name = unit = "conversions"

    def of(self, rows: Ints, columns: Ints, work: Work) -> NDArray[np.float64]:
        """Conversions of an image, each by all converters of a tile at once."""
        a = self.arrays
        return np.asarray(work.drives * a.segments(rows) * a.words(columns) * a.lanes.groups_per_word, np.float64)


@dataclass(frozen=True)
class Energy:
    """Of converters and row drivers: drives · (E_c · s · w · columns of a word + E_d · rows · ceil(w / W)).

    A segment is driven anew for each tile that its words take.

    conversion_pj  E_c: of converting one column once
    drive_pj       E_d: of driving one row for one phase
    """

    arrays: Arrays
    conversion_pj: float
    drive_pj: float
    name, unit = "energy", "pJ"

    def of(self, rows: Ints, columns: Ints, work: Work) -> NDArray[np.float64]:
        """Energy of an image, pJ."""
        a = self.arrays
        words = a.words(columns)
        conversions = a.segments(rows) * words * a.lanes.groups_per_word * a.lanes.adcs
        row_drives = rows * -(-words // a.words_per_tile)
        return np.asarray(work.drives * (self.conversion_pj * conversions + self.drive_pj * row_drives), np.float64)
