"""What of an operator is loaded, and what is built."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, assert_never

from hdlgen.arith import Add, AnyOperator, ArgMax, Average, Concat, Interleave, MaxPool, Scale, Upsample
from hdlgen.mapping.geometry import constant_bits


def constants_of(op: AnyOperator) -> dict[str, Any]:
    """The fields of `op` that scales decide, which training changes."""
    match op:
        case Add() | Scale():
            return {"multiplier": op.multiplier, "shift": op.shift, "lo": op.lo, "hi": op.hi}
        case Average():
            return {"requant": op.requant}
        case Concat():
            return {"requants": op.requants}
        case MaxPool() | Upsample() | Interleave() | ArgMax():
            return {}
        case _:
            assert_never(op)


def structure_of(op: AnyOperator) -> dict[str, Any]:
    """The other fields of `op`."""
    loaded = constants_of(op)
    return {f.name: getattr(op, f.name) for f in fields(op) if f.name not in loaded}


def room_of(op: AnyOperator) -> tuple[tuple[int, int], ...]:
    """Bits of the multipliers and of the biases of each requantizer of `op` (`constant_bits`); 0 where there is none.

    Other operators have multipliers that are no wider than `arith.rescale` allows.
    """
    if isinstance(op, Average):
        return (constant_bits(op.requant),)
    if isinstance(op, Concat):
        return tuple(constant_bits(r) if r else (0, 0) for r in op.requants)
    return ()
