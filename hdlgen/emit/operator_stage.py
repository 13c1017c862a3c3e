"""`OperatorStageUnit`: an operator without weights, from the streams of its operands to that of its result."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, assert_never

from amaranth.hdl import Cat, Module
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out, connect, flipped

from hdlgen import arith
from hdlgen.emit import loading
from hdlgen.mapping.stages import OperatorStage
from hdlgen.mapping.stream import Stream
from hdlgen.rtl import parts
from hdlgen.rtl.adder import Adder, AdderParams
from hdlgen.rtl.arg_max import ArgMax, ArgMaxParams
from hdlgen.rtl.concat import Concat, ConcatParams
from hdlgen.rtl.fifo import Fifo, FifoParams
from hdlgen.rtl.interfaces import operands, ports
from hdlgen.rtl.interleave import Interleave, InterleaveParams
from hdlgen.rtl.max_pool import MaxPool, MaxPoolParams
from hdlgen.rtl.requantizer import Requantizer, RequantizerParams, RequantRoom
from hdlgen.rtl.scale import Scale, ScaleParams
from hdlgen.rtl.sum_pool import SumPool, SumPoolParams
from hdlgen.rtl.upsample import Upsample, UpsampleParams

EVENTS = ("beats",)
"""Events of the stage, each named as the register that counts it."""


class OperatorStageUnit(wiring.Component):
    """The units that an operator is made of.

    Members
    -------
    i : In(stream)     Beats of the operand; i_0, i_1, … where there are several.
    o : Out(stream)    Beats of the result.
    beats : Out(1)     Pulse for each of the beats that bound the stage (`OperatorStage.counted`).
    and `emit.loading.members`, where constants are loaded.
    """

    def __init__(self, stage: OperatorStage, *, loaded: bool = False) -> None:
        self._stage, self._loaded = stage, loaded
        entering = dict(zip(ports(len(stage.entering)), stage.entering, strict=True))
        members = {name: In(stream.Signature(s.bits)) for name, s in entering.items()}
        loads = loading.members(stage) if loaded else {}
        super().__init__({**members, "o": Out(stream.Signature(stage.leaving.bits)), "beats": Out(1), **loads})

    def elaborate(self, platform: object) -> Module:
        """The units and what connects them."""
        m = Module()
        stage, op = self._stage, self._stage.op
        (first, *_), out = stage.entering, stage.leaving
        entering = operands(self, len(stage.entering))
        given: list[Any]
        last: Any
        tables: list[Any] = []  # parts with constants
        match op:
            case arith.MaxPool() if stage.pooled:
                last = parts.add(m, platform, "pooled", Fifo, FifoParams(out.bits, 1))
                given = [last.i]
            case arith.MaxPool():
                last = parts.add(m, platform, "pool", MaxPool, MaxPoolParams(op, first.lanes, first.type))
                given = [last.i]
            case arith.Average():
                pool = parts.add(m, platform, "pool", SumPool, SumPoolParams(op.pool, first.lanes, first.type))
                room = stage.room[0] if self._loaded else None
                last = _requantizer(m, platform, "requant", op.requant, room, op.pool.acc(first.type), out)
                connect(m, pool.o, last.i)
                given, tables = [pool.i], [last]
            case arith.Add():
                bare = replace(op, multiplier=(0, 0), shift=0, lo=out.type.lo, hi=out.type.hi) if self._loaded else op
                add = AdderParams(bare, out.shape[2], out.lanes, out.type, self._loaded)
                last = parts.add(m, platform, "add", Adder, add)
                given, tables = operands(last, 2), [last]
            case arith.Scale():
                pixels = out.shape[0] * out.shape[1]
                plain = replace(op, multiplier=0, shift=0, lo=out.type.lo, hi=out.type.hi) if self._loaded else op
                scale = ScaleParams(plain, pixels, out.shape[2], out.lanes, out.type, self._loaded)
                last = parts.add(m, platform, "scale", Scale, scale)
                given, tables = operands(last, 2), [last]
            case arith.Concat():
                lanes = tuple(s.lanes for s in stage.entering)
                concat = ConcatParams(arith.Concat(op.channels), lanes, out.lanes, out.type.bits)
                last = parts.add(m, platform, "concat", Concat, concat)
                given = operands(last, len(lanes))
                for n, requant in enumerate(op.requants):
                    if requant:
                        s = stage.entering[n]
                        between = Stream(s.shape, out.type, s.lanes)
                        room = stage.room[n] if self._loaded else None
                        unit = _requantizer(m, platform, f"requant_{n}", requant, room, s.type, between)
                        connect(m, unit.o, given[n])
                        given[n] = unit.i
                        tables.append(unit)
            case arith.Upsample():
                params = UpsampleParams(op, *first.shape[1:], first.lanes, first.type.bits)
                last = parts.add(m, platform, "upsample", Upsample, params)
                given = [last.i]
            case arith.Interleave():
                order = InterleaveParams(op, first.lanes, out.lanes, first.type.bits)
                last = parts.add(m, platform, "interleave", Interleave, order)
                given = [last.i]
            case arith.ArgMax():
                last = parts.add(m, platform, "arg_max", ArgMax, ArgMaxParams(op, first.lanes, first.type))
                given = [last.i]
            case _:
                assert_never(op)
        for port, to in zip(entering, given, strict=True):
            connect(m, flipped(port), to)
        connect(m, last.o, flipped(self.o))
        if len(stage.counted) > 1:  # of a concat, which takes one at a time; what is in front of it does not
            passing = Cat(_passes(port) for port in operands(last, len(stage.counted))).any()
        else:
            passing = _passes(entering[stage.counted[0]] if stage.counted else self.o)
        m.d.comb += self.beats.eq(passing)
        if self._loaded and tables:
            loading.join(m, self, [(part, part.fault) for part in tables])
        return m


def _passes(port: Any) -> Any:
    return port.valid & port.ready


def _requantizer(
    m: Module,
    platform: object,
    name: str,
    requant: arith.Requant,
    room: tuple[int, int] | None,
    acc: arith.Int,
    out: Stream,
) -> Any:
    """With the constants of `requant`, or with bits for multipliers and for biases where these are loaded."""
    held = RequantRoom(requant.channels, *room, out.type, table=False) if room else requant
    return parts.add(m, platform, name, Requantizer, RequantizerParams(held, acc, out.lanes, None, out.type))
