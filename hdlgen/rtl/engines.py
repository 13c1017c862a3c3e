"""`Engines`: windows in, the sums of several array datapaths out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from amaranth import Cat, Module, Signal, Value
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out, connect, flipped

from hdlgen.arith import Int
from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.array_datapath import EVENTS, ArrayDatapath, ArrayDatapathParams
from hdlgen.rtl.collect import Collect, CollectParams
from hdlgen.rtl.deal import Deal, DealParams
from hdlgen.rtl.merge import Merge, MergeParams
from hdlgen.rtl.row_driver import RowDriverParams


@dataclass(frozen=True)
class EnginesParams:
    """What they are made of.

    copies  of each engine: datapaths that differ in the names of their tiles
    acc     type of the sum over all engines
    """

    copies: tuple[tuple[ArrayDatapathParams, ...], ...]
    acc: Int

    def __post_init__(self) -> None:
        if not self.copies or not all(self.copies):
            raise HdlgenError("engines.copies", "must be one or more of each of one or more engines")
        if any(not isinstance(p.rows, RowDriverParams) or p.schedule.room for each in self.copies for p in each):
            raise HdlgenError("engines.copies", "have their windows whole and their tables fixed")

    @property
    def row_bits(self) -> tuple[int, ...]:
        """Of each engine the bits of a window that its rows take."""
        rows = [copies[0].rows for copies in self.copies]
        return tuple(sum(r.segments) * r.phases.act.bits for r in rows if isinstance(r, RowDriverParams))

    @property
    def event_bits(self) -> int:
        """Of a count of events in a cycle."""
        return sum(map(len, self.copies)).bit_length()


class Engines(wiring.Component):
    """Each engine works on every window, with its own blocks; sums are added up. Copies take windows in turn.

    From the last of the engines' sums to the first of the totals: `arith.latency.merge` cycles. A beat of sums a cycle,
    whatever copies there are.

    Members
    -------
    i : In(stream)    Windows: the activations of all engines, engine 0's segment 0's row 0 lowest.
    o : Out(stream)   Sums, `sums.out_lanes` a beat, of type `acc`.
    window            How many windows have begun, in the cycle before: those that the copies of engine 0 begin.
    dispatch, held, conversion, starved, blocked : Out    As the scheduler's, of all: how many in the cycle before.
    fault : Out(1)    Any of the column readers'.
    """

    def __init__(self, params: EnginesParams) -> None:
        self.params = params
        self.bodies: list[list[Any]] = []  # of each engine its copies; known when it is elaborated
        lanes = params.copies[0][0].sums.out_lanes
        super().__init__(
            {
                "i": In(stream.Signature(sum(params.row_bits))),
                "o": Out(stream.Signature(lanes * params.acc.bits)),
                **{event: Out(params.event_bits) for event in EVENTS},
                "fault": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        deal = parts.add(m, platform, "deal", Deal, DealParams(tuple(map(len, p.copies))))
        m.d.comb += [deal.i.valid.eq(self.i.valid), self.i.ready.eq(deal.i.ready)]
        bodies: list[list[Any]] = []
        self.bodies = bodies
        offers, first = iter(deal.o), 0
        for e, (copies, bits) in enumerate(zip(p.copies, p.row_bits, strict=True)):
            bodies.append([])
            for c, params in enumerate(copies):
                body = parts.add(m, platform, f"body_{e}_{c}", ArrayDatapath, params)
                offer = next(offers)
                m.d.comb += [
                    body.i.payload.eq(self.i.payload[first : first + bits]),
                    body.i.valid.eq(offer.valid),
                    offer.ready.eq(body.i.ready),
                ]
                bodies[-1].append(body)
            first += bits
        sums = [self._collected(m, platform, e, copies) for e, copies in enumerate(bodies)]
        if len(sums) == 1:
            connect(m, sums[0], flipped(self.o))
        else:
            types = tuple(copies[0].sums.acc for copies in p.copies)
            merge = parts.add(m, platform, "merge", Merge, MergeParams(types, p.copies[0][0].sums.out_lanes, p.acc))
            for n, each in enumerate(sums):
                connect(m, each, getattr(merge, f"i_{n}"))
            connect(m, merge.o, flipped(self.o))
        every = [body for copies in bodies for body in copies]
        for event in EVENTS:
            self._count(m, event, bodies[0] if event == "window" else every)
        m.d.comb += self.fault.eq(Cat(body.fault for body in every).any())
        return m

    def _collected(self, m: Module, platform: object, engine: int, copies: list[Any]) -> Any:
        """The sums of an engine's `copies`, in the order of the windows."""
        if len(copies) == 1:
            return copies[0].o
        sums = self.params.copies[engine][0].sums
        params = CollectParams(sums.out_lanes * sums.acc.bits, len(copies), sums.beats)
        collect = parts.add(m, platform, f"collect_{engine}", Collect, params)
        for n, body in enumerate(copies):
            connect(m, body.o, collect.i[n])
        return collect.o

    def _count(self, m: Module, event: str, bodies: list[Any]) -> None:
        total: Value = Signal(len(getattr(self, event)), name=f"{event}_count")
        pulses: list[Value] = [getattr(body, event) for body in bodies]
        while len(pulses) > 1:  # pairs, so that the adders are as deep as a tree
            pulses = [pulses[n] + pulses[n + 1] if n + 1 < len(pulses) else pulses[n] for n in range(0, len(pulses), 2)]
        m.d.sync += total.eq(pulses[0])
        m.d.comb += getattr(self, event).eq(total)
