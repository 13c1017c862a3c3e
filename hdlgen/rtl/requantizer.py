"""`Requantizer`: accumulators in, activations out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from amaranth import Cat, Const, Module, Mux, Shape, Signal, Value
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.arith import Int, Requant, Table, latency
from hdlgen.arith.integer import bits_for
from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.pipeline import pipeline
from hdlgen.rtl.table import ConstantTable, TableParams


@dataclass(frozen=True)
class RequantizerParams:
    """acc: type of an accumulator; lanes: channels a beat; table: behind the clip, or None; out: type of a result."""

    requant: Requant
    acc: Int
    lanes: int
    table: Table | None
    out: Int

    def __post_init__(self) -> None:
        q, table = self.requant, self.table
        if self.lanes < 1:
            raise HdlgenError("requantizer.lanes", f"must be at least 1, not {self.lanes}")
        if table and not (table.lo <= q.lo and q.hi < table.lo + len(table.entries)):
            raise HdlgenError(
                "requantizer.table",
                f"has entries for {table.lo}..{table.lo + len(table.entries) - 1}, but the clip leaves {q.lo}..{q.hi}",
                fix="give an entry for every value",
            )
        lo, hi = (min(table.entries), max(table.entries)) if table else (q.lo, q.hi)
        if lo < self.out.lo or hi > self.out.hi:
            raise HdlgenError("requantizer.out", f"{self.out} does not hold {lo}..{hi}")

    @property
    def beats(self) -> int:
        """Beats of a position."""
        return -(-self.requant.channels // self.lanes)

    @property
    def surplus(self) -> int:
        """Lanes of a position's last beat that hold no channel."""
        return self.beats * self.lanes - self.requant.channels

    @property
    def latency(self) -> int:
        """Cycles from accepting a beat to its result."""
        return latency.REQUANTIZE + (latency.LOOK_UP if self.table else 0)


def _resized(value: Value, bits: int) -> Value:
    """`value` in `bits` bits, extended by its sign if it is signed."""
    return Cat(value, (value[-1] if value.shape().signed else Const(0)).replicate(max(0, bits - len(value))))[:bits]


def _shape(values: Sequence[int]) -> Shape:
    """The narrowest shape that holds `values`; at least one bit."""
    lo, hi = min(values), max(values)
    return Shape(bits_for(lo, hi), signed=lo < 0)


class Requantizer(wiring.Component):
    """Hardware form of `Requant.apply` and `Table.apply`: fetch | multiply | add, shift, clip | table.

    Latency `params.latency` cycles, one beat a cycle; a `pipeline`. Positions follow one another; the channel is the
    lane plus `lanes` times the beats since the position began.

    Members
    -------
    i : In(stream)   Accumulators, `lanes` of type `acc`. Surplus lanes are ignored.
    o : Out(stream)  Activations, `lanes` of type `out`. Surplus lanes are 0.
    """

    def __init__(self, params: RequantizerParams) -> None:
        self.params = params
        super().__init__(
            {
                "i": In(stream.Signature(params.lanes * params.acc.bits)),
                "o": Out(stream.Signature(params.lanes * params.out.bits)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, q, acc = self.params, self.params.requant, self.params.acc
        half = (1 << q.shift) >> 1
        # The half that rounds is added here, once, and not by every adder.
        bias = [b + half for b in q.bias]
        products = [x * f for f in q.multiplier for x in (acc.lo, acc.hi)]
        sums = [x * f + b for f, b in zip(q.multiplier, bias, strict=True) for x in (acc.lo, acc.hi)]
        factor_shape, bias_shape, product_shape, sum_shape = map(_shape, (q.multiplier, bias, products, sums))

        beat = index(p.beats, "beat")
        fetch, multiply, clip, *look_up = moves = pipeline(m, self.i, self.o, p.latency)
        with m.If(self.i.valid & fetch):
            m.d.sync += beat.eq(following(beat, p.beats - 1))

        # Fetch: the accumulators wait a cycle for their multipliers, the products one for their biases.
        held, held_beat = Signal(p.lanes * acc.bits), index(p.beats, "held_beat")
        with m.If(fetch):
            m.d.sync += [held.eq(self.i.payload), held_beat.eq(beat)]
        factors = self._constants(m, platform, "multiplier", q.multiplier, factor_shape, beat, fetch)
        biases = self._constants(m, platform, "bias", bias, bias_shape, held_beat, multiply)

        results: list[Value] = []
        for n in range(min(p.lanes, q.channels)):
            x = held[n * acc.bits : (n + 1) * acc.bits]
            product = Signal(product_shape, name=f"product_{n}")
            total = Signal(sum_shape, name=f"sum_{n}")
            clipped = Signal(_shape((q.lo, q.hi)), name=f"clipped_{n}")
            shifted = total >> q.shift
            m.d.comb += total.eq(product + biases[n])
            # A comparison that no sum can pass is not built.
            low = Mux(shifted < q.lo, q.lo, shifted) if min(sums) >> q.shift < q.lo else shifted
            high = Mux(shifted > q.hi, q.hi, low) if max(sums) >> q.shift > q.hi else low
            with m.If(multiply):
                m.d.sync += product.eq((x.as_signed() if acc.signed else x) * factors[n])
            with m.If(clip):
                m.d.sync += clipped.eq(high)
            results.append(clipped)
        if p.table:
            results = self._looked_up(m, platform, p.table, results, look_up[0])

        if p.surplus and p.beats > 1:
            last = [Signal(name=f"last_{k}") for k in range(1, p.latency + 1)]
            for move, before, after in zip(moves, [beat == p.beats - 1, *last], last, strict=False):
                with m.If(move):
                    m.d.sync += after.eq(before)
            whole = p.lanes - p.surplus
            results = [Mux(last[-1], 0, y) if n >= whole else y for n, y in enumerate(results)]
        m.d.comb += self.o.payload.eq(Cat(*(_resized(y, p.out.bits) for y in results)))
        return m

    def _constants(
        self,
        m: Module,
        platform: object,
        name: str,
        values: Sequence[int],
        shape: Shape,
        beat: Signal,
        move: Signal,
    ) -> list[Value]:
        """What a table of `values`, `lanes` a beat, holds for `beat`, a cycle later."""
        p = self.params
        mask = (1 << shape.width) - 1
        rows = tuple(
            sum((value & mask) << (n * shape.width) for n, value in enumerate(values[at : at + p.lanes]))
            for at in range(0, len(values), p.lanes)
        )
        params = TableParams(rows, p.lanes * shape.width, registered=True)
        table = parts.add(m, platform, f"{name}_table", ConstantTable, params)
        m.d.comb += [table.address.eq(beat), table.enable.eq(move)]
        lanes: list[Value] = []
        for n in range(min(p.lanes, p.requant.channels)):
            lane = Signal(shape, name=f"{name}_{n}")
            m.d.comb += lane.eq(table.row[n * shape.width : (n + 1) * shape.width])
            lanes.append(lane)
        return lanes

    def _looked_up(self, m: Module, platform: object, table: Table, values: list[Value], move: Signal) -> list[Value]:
        """The entries of `values`, a cycle later."""
        bits = self.params.out.bits
        params = TableParams(tuple(y & ((1 << bits) - 1) for y in table.entries), bits, registered=True)
        found: list[Value] = []
        for n, value in enumerate(values):
            entry = parts.add(m, platform, f"look_up_table_{n}", ConstantTable, params)
            m.d.comb += [
                entry.address.eq((value - Const(table.lo))[: params.address_bits]),
                entry.enable.eq(move),
            ]
            found.append(entry.row)
        return found
