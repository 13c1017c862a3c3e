"""`Concat`: the channels of several streams one after the other, and the change of a stream's lanes."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd

from amaranth import Cat, Const, Module, Mux, Signal, Value
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen import arith
from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index


@dataclass(frozen=True)
class ConcatParams:
    """concat: the operands; in_lanes: channels a beat of each; out_lanes: of the result; bits: of an element."""

    concat: arith.Concat
    in_lanes: tuple[int, ...]
    out_lanes: int
    bits: int

    def __post_init__(self) -> None:
        if len(self.in_lanes) != len(self.concat.channels):
            raise HdlgenError("concat.in_lanes", f"has {len(self.in_lanes)}, for {len(self.concat.channels)} operands")
        if min(self.in_lanes) < 1:
            raise HdlgenError("concat.in_lanes", f"must be at least 1 each, not {self.in_lanes}")
        for name in ("out_lanes", "bits"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"concat.{name}", f"must be at least 1, not {getattr(self, name)}")

    @property
    def in_beats(self) -> tuple[int, ...]:
        """Beats of a pixel of each operand."""
        return tuple(-(-c // k) for c, k in zip(self.concat.channels, self.in_lanes, strict=True))

    @property
    def out_beats(self) -> int:
        """Beats of a pixel of the result."""
        return -(-sum(self.concat.channels) // self.out_lanes)

    @property
    def added(self) -> tuple[tuple[int, int], ...]:
        """Of each operand, the elements that a beat adds, and its pixel's last; with the zeros that end the pixel."""
        last = [
            c - (beats - 1) * k for c, k, beats in zip(self.concat.channels, self.in_lanes, self.in_beats, strict=True)
        ]
        last[-1] += self.out_beats * self.out_lanes - sum(self.concat.channels)
        return tuple(zip(self.in_lanes, last, strict=True))

    @property
    def granule(self) -> int:
        """Elements that always come and go together."""
        whole = [k for (k, _), beats in zip(self.added, self.in_beats, strict=True) if beats > 1]
        return gcd(self.out_lanes, *whole, *(last for _, last in self.added))

    @property
    def depth(self) -> int:
        """Elements that are held: so many that neither end waits for the other without need."""
        most = max(
            max(k, last) if beats > 1 else last for (k, last), beats in zip(self.added, self.in_beats, strict=True)
        )
        return 2 * self.out_lanes + most - self.granule


class Concat(wiring.Component):
    """Hardware form of `arith.Concat.apply`; of one operand, the same channels in other lanes.

    The operands are read in turn, one beat a cycle; latency one cycle from the beat that completes one of the result.
    A pixel takes max(Σ `in_beats`, `out_beats`) cycles if no operand has more lanes than the result, if there is one
    operand, or if none has fewer lanes than the result and all are divided by their lanes; otherwise at most
    Σ max(`in_beats`, channels / `out_lanes` rounded up) + 1. Every `i.ready` is a function of registers alone.

    Members
    -------
    i_0, i_1, … : In(stream)   `in_lanes` elements each. Surplus lanes are ignored.
    o : Out(stream)            `out_lanes` elements. Surplus lanes are 0.
    """

    def __init__(self, params: ConcatParams) -> None:
        self.params = params
        inputs = {f"i_{n}": In(stream.Signature(k * params.bits)) for n, k in enumerate(params.in_lanes)}
        super().__init__({**inputs, "o": Out(stream.Signature(params.out_lanes * params.bits))})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        granule_bits = p.granule * p.bits
        depth, leaving = p.depth // p.granule, p.out_lanes // p.granule

        # The oldest element is lowest; above those that are held, all bits are 0.
        held = Signal(depth * granule_bits)
        fill = index(depth + 1, "fill")
        operand = index(len(p.in_lanes), "operand")
        beat = index(max(p.in_beats), "beat")
        coming = Signal(max(p.in_lanes) * p.bits)
        added = Signal(range(depth + 1))
        accept, pop = Signal(), Signal()

        def take(i: stream.Interface, count: int, elements: int, *, ends: bool) -> None:
            """Takes `count` elements of `i`, and zeros up to `elements`; `ends` the operand's part of the pixel."""
            m.d.comb += [i.ready.eq(fill <= depth - elements // p.granule), accept.eq(i.valid & i.ready)]
            with m.If(accept):
                m.d.comb += [added.eq(elements // p.granule), coming.eq(i.payload[: count * p.bits])]
                m.d.sync += beat.eq(0 if ends else (beat + 1)[: len(beat)])
                if ends:
                    m.d.sync += operand.eq(following(operand, len(p.in_lanes) - 1))

        with m.Switch(operand):
            for n, (lanes, beats, (whole, last)) in enumerate(zip(p.in_lanes, p.in_beats, p.added, strict=True)):
                i = getattr(self, f"i_{n}")
                with m.Case(n):
                    with m.If(beat == beats - 1):
                        take(i, p.concat.channels[n] - (beats - 1) * lanes, last, ends=True)
                    if beats > 1:
                        with m.Else():
                            take(i, lanes, whole, ends=False)

        # What comes goes behind what is held: one multiplexer for each bit of the place.
        placed: Value = coming
        for n, bit in enumerate(fill):
            moved = Signal.like(held, name=f"moved_{n}")
            m.d.comb += moved.eq(Mux(bit, Cat(Const(0, granule_bits << n), placed), placed))
            placed = moved
        joined = Signal.like(held)
        m.d.comb += [
            joined.eq(held | placed),
            self.o.valid.eq(fill >= leaving),
            self.o.payload.eq(held),
            pop.eq(self.o.valid & self.o.ready),
        ]
        m.d.sync += held.eq(joined)
        m.d.sync += fill.eq((fill + added)[: len(fill)])
        with m.If(pop):
            m.d.sync += [held.eq(joined >> p.out_lanes * p.bits), fill.eq((fill + added - leaving)[: len(fill)])]
        return m
