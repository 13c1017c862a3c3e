"""`PoolStageUnit`: a pooling layer, from the stream of its input to that of its output."""

from __future__ import annotations

from amaranth.hdl import Module
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out, connect, flipped

from hdlgen import arith
from hdlgen.mapping.plan import PoolStage
from hdlgen.rtl import parts
from hdlgen.rtl.max_pool import MaxPool, MaxPoolParams
from hdlgen.rtl.requantizer import Requantizer, RequantizerParams
from hdlgen.rtl.sum_pool import SumPool, SumPoolParams

EVENTS = ("beats",)
"""Events of the stage, each named as the register that counts it."""


def in_bits(stage: PoolStage) -> int:
    """Bits of a beat that enters."""
    return stage.lanes * stage.in_type.bits


def out_bits(stage: PoolStage) -> int:
    """Bits of a beat that leaves."""
    return stage.lanes * stage.out.bits


class PoolStageUnit(wiring.Component):
    """The pool, and behind sums a requantizer.

    Members
    -------
    i : In(stream)     Beats of `stage.lanes` activations.
    o : Out(stream)
    beats : Out(1)     Pulse with every accepted beat.
    """

    def __init__(self, stage: PoolStage) -> None:
        self._stage = stage
        super().__init__(
            {
                "i": In(stream.Signature(in_bits(stage))),
                "o": Out(stream.Signature(out_bits(stage))),
                "beats": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        """The units and what connects them."""
        m = Module()
        stage = self._stage
        last: MaxPool | SumPool | Requantizer
        if isinstance(stage.pool, arith.MaxPool):
            last = pool = parts.add(m, platform, "pool", MaxPool, MaxPoolParams(stage.pool, stage.lanes, stage.in_type))
        else:
            assert stage.requant, "a sum pool without requantizer"
            params = SumPoolParams(stage.pool, stage.lanes, stage.in_type)
            pool = parts.add(m, platform, "pool", SumPool, params)
            last = parts.add(
                m,
                platform,
                "requant",
                Requantizer,
                RequantizerParams(stage.requant, params.out, stage.lanes, None, stage.out),
            )
            connect(m, pool.o, last.i)
        connect(m, flipped(self.i), pool.i)
        connect(m, last.o, flipped(self.o))
        m.d.comb += self.beats.eq(self.i.valid & self.i.ready)
        return m
