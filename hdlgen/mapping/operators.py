"""What a plan decides of an operator's unit: the lanes of its streams, and whether they are too wide to be emitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from hdlgen.arith import Add, ArgMax, Average, Concat, Interleave, MaxPool, Scale, Upsample
from hdlgen.ir.graph import OperatorNode
from hdlgen.mapping.constants import room_of
from hdlgen.mapping.stages import OperatorStage
from hdlgen.mapping.stream import Stream


def operator_stage(node: OperatorNode, given: Sequence[Stream], pace: int) -> OperatorStage:
    """The stage of `node`, whose operands come as `given`, with lanes that let an image pass in `pace` cycles."""
    op, shape = node.op, node.shape
    first = given[0].lanes
    entering = [stream.lanes for stream in given]
    leaving = first
    match op:
        case MaxPool() | Average():
            pass
        case Add():
            leaving = min(entering)
            entering = [leaving] * 2
        case Scale():
            entering = [first] * 2
        case ArgMax():
            leaving = 1
        case Upsample():
            leaving = _least_lanes(Stream(shape, node.out, first), pace)
            entering = [leaving]
        case Concat():
            most, pixels = max(op.channels), shape[0] * shape[1]
            beats = (sum(-(-c // n) for c in op.channels) * pixels for n in range(1, most))
            leaving = next((n for n, count in enumerate(beats, 1) if count <= pace), most)
            entering = [leaving] * len(given)
        case Interleave():
            leaving = _least_lanes(Stream(shape, node.out, 1), pace)
            leaving = next(n for n in range(leaving, op.channels + 1) if op.channels % n == 0)
            entering = [leaving]
        case _:
            assert_never(op)
    return OperatorStage(
        node.name,
        op,
        tuple(replace(stream, lanes=lanes) for stream, lanes in zip(given, entering, strict=True)),
        Stream(shape, node.out, leaving),
        pooled=node.unit == "memristor",
        room=room_of(op),
    )


def _least_lanes(stream: Stream, pace: int) -> int:
    """The least number of lanes from those of `stream` on with which an image passes in `pace` cycles; all if none."""
    channels = stream.shape[2]
    choices = range(stream.lanes, channels)
    return next((n for n in choices if replace(stream, lanes=n).beats <= pace), max(channels, stream.lanes))


def widest(stage: OperatorStage) -> int:
    """Bits of the widest value that the stage's unit has for a channel."""
    op, (first, *_) = stage.op, stage.entering
    match op:
        case MaxPool() | Average():
            pool = op.pool if isinstance(op, Average) else op
            runs = -(-pool.kernel[0] // pool.stride[0])  # windows that a row is part of
            return runs * (1 + (max(abs(first.type.lo), first.type.hi) * pool.elements).bit_length())
        case Add() | Scale():
            return op.acc.bits
        case Concat() | Interleave() | Upsample() | ArgMax():
            return max(stream.type.bits for stream in (*stage.entering, stage.leaving))
    assert_never(op)
