"""Elements of a beat, and how a computation on them ends."""

from __future__ import annotations

from typing import Any

from amaranth import Mux, Shape, Value

from hdlgen.arith import Int


def shape(kind: Int) -> Shape:
    """The same type in Amaranth."""
    return Shape(kind.bits, kind.signed)


def element(payload: Value, lane: int, kind: Int) -> Value:
    """The element of type `kind` in `lane` of a beat."""
    x = payload[lane * kind.bits : (lane + 1) * kind.bits]
    return x.as_signed() if kind.signed else x


def clipped(total: Value, kind: Int, shift: int, lo: int, hi: int) -> Value:
    """clip(total >> shift, lo, hi) of a `total` of type `kind`."""
    y = total >> shift
    # A comparison that no value can pass is not built.
    low = Mux(y < lo, lo, y) if kind.lo >> shift < lo else y
    return Mux(y > hi, hi, low) if kind.hi >> shift > hi else low


def between(y: Value, row: Any) -> Value:
    """clip(y, lo, hi), with these as fields of a table's `row`."""
    return Mux(y < row.lo, row.lo, Mux(y > row.hi, row.hi, y))
