"""`Slices`: a weight as the levels of several cells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class Slices:
    """Cuts a signed weight's magnitude into cells of `cell_bits`, least significant slice first.

    weight_bits  2..8; |w| ≤ 2^(weight_bits−1) − 1
    cell_bits    1..8; a cell has 2^cell_bits levels
    """

    weight_bits: int
    cell_bits: int

    def __post_init__(self) -> None:
        if not 2 <= self.weight_bits <= 8:
            raise HdlgenError("weight_bits", f"must lie in 2..8, not {self.weight_bits}")
        if not 1 <= self.cell_bits <= 8:
            raise HdlgenError("cell_bits", f"must lie in 1..8, not {self.cell_bits}")

    @property
    def count(self) -> int:
        """Cells a weight's magnitude takes."""
        return -(-(self.weight_bits - 1) // self.cell_bits)

    @property
    def w_max(self) -> int:
        """Largest magnitude of a weight."""
        return (1 << (self.weight_bits - 1)) - 1

    def weight(self, slice_index: int) -> int:
        """Significance of a slice: 2^(cell_bits · slice_index)."""
        return 1 << (self.cell_bits * slice_index)

    def apply(self, w: Ints) -> Ints:
        """Signed levels [..., slice] of weights `w` [...]: Σ_t levels[..., t]·weight(t) = w.

        A level is positive where the positive column of the pair is raised, negative where the negative one is.
        """
        assert w.size == 0 or int(np.abs(w).max()) <= self.w_max, "weight out of range"
        shifts = self.cell_bits * np.arange(self.count)
        mask = (1 << self.cell_bits) - 1
        return np.asarray(np.sign(w)[..., None] * ((np.abs(w)[..., None] >> shifts) & mask), np.int64)
