"""Layers under construction: what is known of them before their last quantizer is met, and their entries in the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hdlgen.arith import Int
from hdlgen.arith.integer import Ints
from hdlgen.frontend import fit
from hdlgen.frontend.operators import Rounding
from hdlgen.spec.writer import Tensors


class RefusedError(Exception):
    """Why a node cannot be taken, and what to write instead."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


@dataclass(frozen=True)
class Fixed:
    """A value that hardware has: k·scale, of the integers k of lo..hi that `layer` gives, or the image."""

    layer: str
    scale: float
    lo: int
    hi: int

    @property
    def type(self) -> Int:
        """Narrowest type of k."""
        return Int.spanning(self.lo, self.hi)


@dataclass(frozen=True, eq=False)
class Bounds:
    """Integers lo..hi that a requantizer clips to, and what a table then makes of each of them."""

    lo: int
    hi: int
    table: Ints | None = None

    @property
    def results(self) -> tuple[int, int]:
        """The least and the largest integer that leaves."""
        return (self.lo, self.hi) if self.table is None else (int(self.table.min()), int(self.table.max()))

    @property
    def type(self) -> Int:
        """Narrowest type of what leaves."""
        return Int.spanning(*self.results)

    def clipped(self, lo: int, hi: int) -> Bounds:
        """These, if what leaves is clipped to lo..hi."""
        if self.table is not None:
            return replace(self, table=self.table.clip(lo, hi))
        return Bounds(max(self.lo, lo), min(self.hi, hi))

    def entry(self, *, tables: bool) -> dict[str, Any]:
        """`activation`, `out`, `table_in` of a layer. Raises RefusedError where it may have no table and needs one."""
        index = Int.spanning(self.lo, self.hi)
        whole = (self.lo, self.hi) == (index.lo, index.hi)
        if self.table is None and (whole or self.lo == 0):
            rectified: Any = "relu" if whole else {"clip": self.hi}
            return {"activation": "none" if index.signed else rectified, "out": str(index)}
        if not tables:
            raise RefusedError(
                f"gives {self.lo} to {self.hi}, which is no whole type",
                f"let the quantizer behind it give {index.lo} to {index.hi}",
            )
        k = np.clip(np.arange(index.lo, index.hi + 1), self.lo, self.hi)
        table = k if self.table is None else self.table[k - self.lo]
        return {"activation": {"table": table.tolist()}, "table_in": str(index), "out": str(self.type)}


@dataclass
class Summed:
    """A layer that requantizes sums: on arrays, or an average pool.

    entry    of the network file, but for what `Bounds` says
    gain, offset  float64[channel], of a sum, in steps of the result
    first, last   int64[channel], what the sums may be
    tables   whether a table may stand behind it
    tensors  but for m, b and n
    """

    entry: dict[str, Any]
    gain: fit.Reals
    offset: fit.Reals
    first: Ints
    last: Ints
    rounding: Rounding
    bounds: Bounds
    tables: bool
    tensors: Tensors

    def finished(self) -> tuple[dict[str, Any], Tensors, fit.Fitted]:
        """The layer's entry and tensors. Raises RefusedError if it cannot be built."""
        b = self.bounds
        fitted = fit.requantizer(fit.Target(self.gain, self.offset, self.first, self.last, b.lo, b.hi, self.rounding))
        if fitted is None:
            raise too_large(float(np.abs(self.gain).max()))
        name, entry = self.entry["name"], dict(self.entry)
        if self.tables:
            entry |= b.entry(tables=True)
        else:
            entry |= {"requantize": True, "out": str(_whole(b, "an average"))}
        tensors = {
            **self.tensors,
            f"{name}.multiplier": fitted.m.astype(np.int32),
            f"{name}.bias": fitted.b,
            f"{name}.shift": np.array([fitted.n], np.int32),
        }
        return entry, tensors, fitted


@dataclass
class Join:
    """An add, a scale, or a concat that requantizes.

    entry   of the network file, but for what `Bounds` says
    gains   of what is multiplied, in steps of the result
    """

    entry: dict[str, Any]
    operands: tuple[Fixed, ...]
    gains: tuple[float, ...]
    rounding: Rounding
    bounds: Bounds

    def finished(self) -> tuple[dict[str, Any], Tensors, fit.Fitted]:
        """The layer's entry and tensors. Raises RefusedError if it cannot be built."""
        b, kinds = self.bounds, [x.type for x in self.operands]
        values = [np.arange(t.lo, t.hi + 1, dtype=np.int64) for t in kinds]
        name, entry = self.entry["name"], dict(self.entry)
        if self.entry["type"] == "concat":
            entry |= {"requantize": True, "out": str(_whole(b, "a concat"))}
            fitted = fit.apart(values, self.gains, b.lo, b.hi, self.rounding)
        else:
            entry |= b.entry(tables=False)
            if self.entry["type"] == "scale":
                values = [np.unique(np.multiply.outer(*values))]
                fitted = fit.apart(values, self.gains, b.lo, b.hi, self.rounding)
            else:
                (x, y), (first, second) = values, self.gains
                fitted = fit.together(x, y, (first, second), b.lo, b.hi, self.rounding)
        if fitted is None:
            raise too_large(max(map(abs, self.gains)))
        if fitted.wrong and self.rounding in ("floor", "ceil"):
            way, kind = "down" if self.rounding == "floor" else "up", self.entry["type"]
            what = f"rounds {way}; {kind} rounds to the nearest: {fitted.wrong:,} of {fitted.of:,} inputs would differ"
            raise RefusedError(what, "use a quantizer that rounds to the nearest number")
        tensors: Tensors = {
            f"{name}.multiplier": fitted.m.astype(np.int32),
            f"{name}.shift": np.array([fitted.n], np.int32),
        }
        return entry, tensors, fitted


@dataclass
class Plain:
    """A layer without numbers: a pool, an upsampling, an argmax, a concat of equal types."""

    entry: dict[str, Any]


Made = Summed | Join | Plain


def _whole(bounds: Bounds, what: str) -> Int:
    """The type of which `bounds` are all integers. Raises RefusedError if they are fewer."""
    if (bounds.lo, bounds.hi) != (bounds.type.lo, bounds.type.hi) or bounds.table is not None:
        fix = f"let the quantizer behind it give {bounds.type.lo} to {bounds.type.hi}, and clip elsewhere"
        raise RefusedError(f"{what} gives {bounds.lo} to {bounds.hi}, which is no whole type", fix)
    return bounds.type


def too_large(gain: float) -> RefusedError:
    """Of a multiplier that hardware cannot have."""
    what = f"multiplies by {gain:.3g}, too much for the multiplier of a requantizer"
    return RefusedError(what, "quantize with a larger scale, or more bits, behind it")
