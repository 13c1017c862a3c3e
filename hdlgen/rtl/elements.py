"""Elements of a beat, and how a computation on them ends."""

from __future__ import annotations

from typing import Any

from amaranth import Cat, Mux, Shape, Value

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


def between(total: Value, row: Any, kind: Int) -> Value:
    """clip(total >> shift, lo, hi) of a signed `total`, with fields of a table's `row`, lo and hi of `kind`.

    What is not of `kind` is told by the bits that the shift leaves above it, and not by wide comparisons.
    """
    sign, top = total[-1], kind.bits - kind.signed  # bits of `kind` below its sign
    over = [total[n] ^ sign for n in range(top, len(total) - 1)]
    beyond = Cat(bit & (row.shift <= n) for n, bit in enumerate(over)).any()
    # The largest step first: each leaves as many bits as those behind it can still take away.
    shifted: Value = total
    for step in reversed(range(len(row.shift))):
        by, left = 1 << step, top + (1 << step) - 1
        wide = Cat(shifted, sign.replicate(max(0, by + left - len(shifted))))
        shifted = Mux(row.shift[step], wide[by : by + left], wide[:left])
    y = shifted[:top]
    if kind.signed:
        y = Cat(y, sign).as_signed()
        return Mux(beyond, Mux(sign, row.lo, row.hi), Mux(y < row.lo, row.lo, Mux(y > row.hi, row.hi, y)))
    return Mux(sign, row.lo, Mux(beyond, row.hi, Mux(y < row.lo, row.lo, Mux(y > row.hi, row.hi, y))))
