"""`Requantizer`: accumulators in, activations out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from amaranth import Cat, Const, Module, Mux, Shape, Signal, Value, signed
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.arith import Int, Requant, Table, latency
from hdlgen.arith.integer import bits_for
from hdlgen.arith.rows import requant_row
from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.elements import between, element, shape
from hdlgen.rtl.interfaces import load_port
from hdlgen.rtl.macro import ADC_SHIFT_BITS
from hdlgen.rtl.pipeline import beats
from hdlgen.rtl.table import RoomParams, add_table, faults, layout, spread_load


@dataclass(frozen=True)
class RequantRoom:
    """What a requantizer that is loaded has room for.

    channels         of a position
    multiplier_bits  of m, two's complement
    bias_bits        of b with the half that rounds, two's complement
    clip             type of a requantized value
    table            whether a table of LOOK_UP_ROWS entries is behind it; a value's is that of the value modulo as many
    """

    channels: int
    multiplier_bits: int
    bias_bits: int
    clip: Int
    table: bool

    def __post_init__(self) -> None:
        for name in ("channels", "multiplier_bits", "bias_bits"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"requantizer.{name}", f"must be at least 1, not {getattr(self, name)}")


LOOK_UP_ROWS = 256
"""Of a table that is loaded."""


@dataclass(frozen=True)
class RequantizerParams:
    """The constants, or the room for them, and the rest.

    acc    type of an accumulator
    lanes  channels a beat
    table  behind the clip, or None; of constants alone
    out    type of a result
    """

    requant: Requant | RequantRoom
    acc: Int
    lanes: int
    table: Table | None
    out: Int

    def __post_init__(self) -> None:
        q, table = self.requant, self.table
        if self.lanes < 1:
            raise HdlgenError("requantizer.lanes", f"must be at least 1, not {self.lanes}")
        if isinstance(q, RequantRoom):
            assert table is None, "a table that is not loaded behind constants that are"
            if not q.table and q.clip != self.out:
                raise HdlgenError("requantizer.clip", f"must be {self.out}, not {q.clip}")
            return
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
    def room(self) -> RequantRoom | None:
        """Of constants that are loaded; else None."""
        return self.requant if isinstance(self.requant, RequantRoom) else None

    @property
    def beats(self) -> int:
        """Beats of a position."""
        return -(-self.requant.channels // self.lanes)

    @property
    def surplus(self) -> int:
        """Lanes of a position's last beat that hold no channel."""
        return self.beats * self.lanes - self.requant.channels

    @property
    def looks_up(self) -> bool:
        """Whether there is a table."""
        return self.table is not None or (self.room is not None and self.room.table)

    @property
    def latency(self) -> int:
        """Cycles from accepting a beat to its result."""
        return latency.REQUANTIZE + (latency.LOOK_UP if self.looks_up else 0)

    @property
    def tables(self) -> tuple[tuple[int, int], ...]:
        """Rows and bits of the tables that are loaded: multipliers, biases, what all channels share, the table."""
        room = self.room
        if room is None:
            return ()
        rows = [(self.beats, self.lanes * bits) for bits in (room.multiplier_bits, room.bias_bits)]
        look_up = [(LOOK_UP_ROWS, self.out.bits)] if room.table else []
        return (*rows, (1, requant_row(room.clip).bits), *look_up)


def _resized(value: Value, bits: int) -> Value:
    """`value` in `bits` bits, extended by its sign if it is signed."""
    return Cat(value, (value[-1] if value.shape().signed else Const(0)).replicate(max(0, bits - len(value))))[:bits]


def _shape(values: Sequence[int]) -> Shape:
    """The narrowest shape that holds `values`; at least one bit."""
    lo, hi = min(values), max(values)
    return Shape(bits_for(lo, hi), signed=lo < 0)


@dataclass(frozen=True)
class _Shapes:
    """Of what there is on the way from an accumulator to an activation."""

    multiplier: Shape
    bias: Shape
    product: Shape
    total: Shape
    clipped: Shape

    @classmethod
    def of(cls, requant: Requant | RequantRoom, acc: Int) -> _Shapes:
        if isinstance(requant, RequantRoom):
            product = signed(acc.bits + requant.multiplier_bits)
            total = signed(1 + max(product.width, requant.bias_bits))
            clip = shape(requant.clip)
            return cls(signed(requant.multiplier_bits), signed(requant.bias_bits), product, total, clip)
        products = [x * f for f in requant.multiplier for x in (acc.lo, acc.hi)]
        clip = _shape((requant.lo, requant.hi))
        return cls(
            _shape(requant.multiplier), _shape(_biases(requant)), _shape(products), _shape(_sums(requant, acc)), clip
        )


def _biases(requant: Requant) -> list[int]:
    """The half that rounds is added here, once, and not by every adder."""
    half = (1 << requant.shift) >> 1
    return [b + half for b in requant.bias]


def _sums(requant: Requant, acc: Int) -> list[int]:
    """The ends of what is shifted, for each channel."""
    return [x * f + b for f, b in zip(requant.multiplier, _biases(requant), strict=True) for x in (acc.lo, acc.hi)]


class Requantizer(wiring.Component):
    """Hardware form of `Requant.apply` and `Table.apply`: fetch | multiply | add, shift, clip | table.

    Latency `params.latency` cycles, one beat a cycle; a `pipeline`. Positions follow one another; the channel is the
    lane plus `lanes` times the beats since the position began.

    Members
    -------
    i : In(stream)       Accumulators, `lanes` of type `acc`. Surplus lanes are ignored.
    o : Out(stream)      Activations, `lanes` of type `out`. Surplus lanes are 0.

    and where constants are loaded:

    load : In(load_port)  `params.tables`.
    adc_shift : Out       k, for which m, b and n were made.
    fault : Out(1)        Parity of a row that was used was wrong.
    """

    def __init__(self, params: RequantizerParams) -> None:
        self.params = params
        loading: dict[str, Any] = {}
        if params.room:
            address = max(RoomParams(*table).load_bits for table in params.tables)
            loading = {
                "load": In(load_port(len(params.tables), address)),
                "adc_shift": Out(ADC_SHIFT_BITS),
                "fault": Out(1),
            }
        super().__init__(
            {
                "i": In(stream.Signature(params.lanes * params.acc.bits)),
                "o": Out(stream.Signature(params.lanes * params.out.bits)),
                **loading,
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        beat = index(p.beats, "beat")
        registers = beats(m, self.i, self.o, p.latency)
        (fetch, comes), (multiply, multiplies), (clip, clips), *_ = registers
        with m.If(comes & fetch):
            m.d.sync += beat.eq(following(beat, p.beats - 1))

        # Fetch: the accumulators wait a cycle for their multipliers, the products one for their biases.
        held, held_beat = Signal(p.lanes * p.acc.bits), index(p.beats, "held_beat")
        with m.If(fetch):
            m.d.sync += [held.eq(self.i.payload), held_beat.eq(beat)]
        shapes = _Shapes.of(p.requant, p.acc)
        fixed = None if isinstance(p.requant, RequantRoom) else p.requant
        multipliers = self._table(m, platform, "multiplier", fixed.multiplier if fixed else None, shapes.multiplier)
        biases = self._table(m, platform, "bias", _biases(fixed) if fixed else None, shapes.bias)
        m.d.comb += [
            multipliers.address.eq(beat),
            multipliers.enable.eq(fetch),
            biases.address.eq(held_beat),
            biases.enable.eq(multiply),
        ]
        if p.room:
            constants = add_table(m, platform, "constants_table", 1, requant_row(p.room.clip).bits)
            m.d.comb += [constants.address.eq(0), constants.enable.eq(1)]
            row, within = layout(requant_row(p.room.clip))(constants.row), p.room.clip
            m.d.comb += self.adc_shift.eq(row.adc_shift)

        results: list[Value] = []
        for n in range(min(p.lanes, p.requant.channels)):
            product = Signal(shapes.product, name=f"product_{n}")
            total = Signal(shapes.total, name=f"sum_{n}")
            clipped = Signal(shapes.clipped, name=f"clipped_{n}")
            multiplier, bias = (
                _lane(m, f"{name}_{n}", table.row, n, kind)
                for name, table, kind in (
                    ("multiplier", multipliers, shapes.multiplier),
                    ("bias", biases, shapes.bias),
                )
            )
            m.d.comb += total.eq(product + bias)
            with m.If(multiply):
                m.d.sync += product.eq(element(held, n, p.acc) * multiplier)
            with m.If(clip):
                m.d.sync += clipped.eq(_clipped(total, fixed, p.acc) if fixed else between(total, row, within))
            results.append(clipped)
        if p.looks_up:
            look_ups = [self._look_up(m, platform, n, value, registers[-1][0]) for n, value in enumerate(results)]
            results = [table.row for table in look_ups]
        if p.room:
            every, used = [multipliers, biases, constants], [multiply & multiplies, clip & clips, clip & clips]
            if p.looks_up:
                every.append(look_ups)
                used.append(self.o.valid & self.o.ready)
            spread_load(m, self.load, every)
            m.d.comb += self.fault.eq(faults(m, every, used))

        if p.surplus and p.beats > 1:
            last = [Signal(name=f"last_{k}") for k in range(1, p.latency + 1)]
            for (move, _), before, after in zip(registers, [beat == p.beats - 1, *last], last, strict=False):
                with m.If(move):
                    m.d.sync += after.eq(before)
            whole = p.lanes - p.surplus
            results = [Mux(last[-1], 0, y) if n >= whole else y for n, y in enumerate(results)]
        m.d.comb += self.o.payload.eq(Cat(*(_resized(y, p.out.bits) for y in results)))
        return m

    def _table(self, m: Module, platform: object, name: str, values: Sequence[int] | None, kind: Shape) -> Any:
        """A table of `values`, one a channel and `lanes` a row; of values that are loaded if there are none."""
        p = self.params
        mask = (1 << kind.width) - 1
        rows = (
            tuple(
                sum((value & mask) << (n * kind.width) for n, value in enumerate(values[at : at + p.lanes]))
                for at in range(0, len(values), p.lanes)
            )
            if values
            else p.beats
        )
        return add_table(m, platform, f"{name}_table", rows, p.lanes * kind.width)

    def _look_up(self, m: Module, platform: object, n: int, value: Value, move: Signal) -> Any:
        """The table of lane `n`, whose row is the entry of `value` a cycle later."""
        p, bits = self.params, self.params.out.bits
        name = f"look_up_table_{n}"
        if p.table:
            entry = add_table(m, platform, name, tuple(y & ((1 << bits) - 1) for y in p.table.entries), bits)
            address = value - Const(p.table.lo)
        else:
            entry, address = add_table(m, platform, name, LOOK_UP_ROWS, bits), value
        m.d.comb += [entry.address.eq(address[: len(entry.address)]), entry.enable.eq(move)]
        return entry


def _clipped(total: Value, q: Requant, acc: Int) -> Value:
    """What is left of a `total` that constants are part of."""
    sums = _sums(q, acc)
    shifted = total >> q.shift
    # A comparison that no sum can pass is not built.
    low = Mux(shifted < q.lo, q.lo, shifted) if min(sums) >> q.shift < q.lo else shifted
    return Mux(shifted > q.hi, q.hi, low) if max(sums) >> q.shift > q.hi else low


def _lane(m: Module, name: str, row: Value, n: int, kind: Shape) -> Signal:
    """Lane `n` of a table's row."""
    lane = Signal(kind, name=name)
    m.d.comb += lane.eq(row[n * kind.width : (n + 1) * kind.width])
    return lane
