"""`Table`: any function of a requantized value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hdlgen.arith.integer import Int, Ints
from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class Table:
    """y = entries[x − lo]; x runs over lo..lo + len(entries) − 1, at most 256 entries."""

    lo: int
    entries: tuple[int, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.entries) <= 256:
            raise HdlgenError("table", f"has {len(self.entries)} entries", fix="give 1 to 256")

    @property
    def out(self) -> Int:
        """Narrowest type of a result."""
        return Int.spanning(min(self.entries), max(self.entries))

    def apply(self, x: Ints) -> Ints:
        """Looks up every element of `x` (any shape); same shape."""
        return np.array(self.entries, np.int64)[x - self.lo]
