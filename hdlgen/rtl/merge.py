"""`Merge`: the sums of several engines added up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add

from amaranth import Cat, Module, Signal, Value
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.arith import Int
from hdlgen.arith.latency import MERGE_WAYS, merge
from hdlgen.errors import HdlgenError
from hdlgen.rtl.elements import element, shape
from hdlgen.rtl.pipeline import pipeline


@dataclass(frozen=True)
class MergeParams:
    """sums: type of each stream's; lanes: a beat; total: type that holds what they add up to."""

    sums: tuple[Int, ...]
    lanes: int
    total: Int

    def __post_init__(self) -> None:
        if len(self.sums) < 2:
            raise HdlgenError("merge.sums", f"must be at least 2 streams, not {len(self.sums)}")
        if self.lanes < 1:
            raise HdlgenError("merge.lanes", f"must be at least 1, not {self.lanes}")


class Merge(wiring.Component):
    """Adds beats of all streams, lane by lane; one a cycle, latency `arith.latency.merge`: so many at a time.

    A beat of all streams is taken in the same cycle: each `ready` follows the others' valid, and `o.ready` while all
    registers of the `pipeline` are full. Sums are never beyond `total`; where they are added in part, they wrap.

    Members
    -------
    i_0, i_1, … : In(stream)   Beats of `lanes` sums, lane 0 lowest, each of the type that `sums` has for the stream.
    o : Out(stream)            Beats of `lanes` sums of type `total`.
    """

    def __init__(self, params: MergeParams) -> None:
        self.params = params
        inputs = {f"i_{n}": In(stream.Signature(params.lanes * kind.bits)) for n, kind in enumerate(params.sums)}
        super().__init__({**inputs, "o": Out(stream.Signature(params.lanes * params.total.bits))})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        inputs = [getattr(self, f"i_{n}") for n in range(len(p.sums))]
        valid = Cat(i.valid for i in inputs)
        all_of = stream.Signature(0).create(path=("all",))
        moves = pipeline(m, all_of, self.o, merge(len(inputs)))
        m.d.comb += all_of.valid.eq(valid.all())
        m.d.comb += [i.ready.eq(moves[0] & valid.all()) for i in inputs]
        totals = []
        for lane in range(p.lanes):
            terms: list[Value] = [element(i.payload, lane, kind) for i, kind in zip(inputs, p.sums, strict=True)]
            for level, move in enumerate(moves):
                added = []
                for n in range(0, len(terms), MERGE_WAYS):
                    total = Signal(shape(p.total), name=f"sum_{lane}_{level}_{n}", reset_less=True)
                    with m.If(move):
                        m.d.sync += total.eq(reduce(add, terms[n : n + MERGE_WAYS]))
                    added.append(total)
                terms = list(added)
            totals.append(terms[0])
        m.d.comb += self.o.payload.eq(Cat(*totals))
        return m
