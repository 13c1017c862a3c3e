"""`Adder`: two streams of activations become one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from amaranth import Cat, Module, Mux, Signal, Value, signed
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen import arith
from hdlgen.arith.rows import Row, rescale_row
from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.elements import between, clipped, element, shape
from hdlgen.rtl.pipeline import beats
from hdlgen.rtl.rescale import MOST_BITS, loaded_row, loading


@dataclass(frozen=True)
class AdderParams:
    """What is added, in which beats.

    add       the sum
    channels  of a pixel
    lanes     channels a beat, of all streams
    out       type of a result
    loaded    whether multipliers, shift and clip are loaded; those of `add` are nothing then
    """

    add: arith.Add
    channels: int
    lanes: int
    out: arith.Int
    loaded: bool = False

    def __post_init__(self) -> None:
        for name in ("channels", "lanes"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"adder.{name}", f"must be at least 1, not {getattr(self, name)}")
        if self.add.lo < self.out.lo or self.add.hi > self.out.hi:
            raise HdlgenError("adder.out", f"{self.out} does not hold {self.add.lo}..{self.add.hi}")

    @property
    def beats(self) -> int:
        """Beats of a pixel."""
        return -(-self.channels // self.lanes)

    @property
    def row(self) -> Row:
        """Of the table, if there is one."""
        return rescale_row(2, self.out)


class Adder(wiring.Component):
    """Hardware form of `arith.Add.apply`: products | sum, shift, clip. Latency two cycles, one beat a cycle.

    A beat of both operands is taken in the same cycle: each `ready` follows the other operand's valid, and `o.ready`
    while both registers of the `pipeline` are full.

    Members
    -------
    i_0, i_1 : In(stream)   `lanes` elements of the operands' types. Surplus lanes are ignored.
    o : Out(stream)         `lanes` results of type `out`. Surplus lanes are 0.
    load, fault             As `rtl.rescale.loading`, where constants are loaded.
    """

    def __init__(self, params: AdderParams) -> None:
        self.params = params
        inputs = {
            f"i_{n}": In(stream.Signature(params.lanes * kind.bits)) for n, kind in enumerate(params.add.operands)
        }
        loaded = loading(params.row) if params.loaded else {}
        super().__init__({**inputs, "o": Out(stream.Signature(params.lanes * params.out.bits)), **loaded})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, add = self.params, self.params.add
        beat = index(p.beats, "beat")
        last = Signal()
        both = stream.Signature(0).create(path=("both",))
        (multiply, _), (clip, clips) = beats(m, both, self.o, 2)
        m.d.comb += [
            both.valid.eq(self.i_0.valid & self.i_1.valid),
            self.i_0.ready.eq(multiply & self.i_1.valid),
            self.i_1.ready.eq(multiply & self.i_0.valid),
        ]
        with m.If(both.valid & multiply):
            m.d.sync += beat.eq(following(beat, p.beats - 1))
        with m.If(multiply):
            m.d.sync += last.eq(beat == p.beats - 1)

        # Lanes behind the channels of a pixel's last beat are 0.
        whole = p.channels - (p.beats - 1) * p.lanes
        row: Any = loaded_row(m, platform, self, p.row, clip & clips) if p.loaded else None
        factors = (row.multiplier_0, row.multiplier_1) if p.loaded else add.multiplier
        results: list[Value] = []
        for lane in range(min(p.lanes, p.channels)):
            a = element(self.i_0.payload, lane, add.operands[0]) * factors[0]
            b = element(self.i_1.payload, lane, add.operands[1]) * factors[1]
            products = Signal.like(a, name=f"a_{lane}"), Signal.like(b, name=f"b_{lane}")
            total = Signal(signed(MOST_BITS) if p.loaded else shape(add.acc), name=f"sum_{lane}")
            y = Signal(shape(p.out), name=f"y_{lane}")
            m.d.comb += total.eq(products[0] + products[1] + (row.half if p.loaded else add.half))
            result = between(total, row, p.out) if p.loaded else clipped(total, add.acc, add.shift, add.lo, add.hi)
            with m.If(multiply):
                m.d.sync += [products[0].eq(a), products[1].eq(b)]
            with m.If(clip):
                m.d.sync += y.eq(Mux(last, 0, result) if lane >= whole else result)
            results.append(y)
        m.d.comb += self.o.payload.eq(Cat(*results))
        return m
