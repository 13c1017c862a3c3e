"""`ArgMax`: the class of each pixel."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Const, Module, Mux, Signal, Value
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen import arith
from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.elements import element, shape
from hdlgen.rtl.macro import index_bits
from hdlgen.rtl.pipeline import pipeline

LEVELS_A_CYCLE = 3
"""Comparisons one behind the other; a guess: some thirty levels of gates."""


@dataclass(frozen=True)
class ArgMaxParams:
    """arg_max: the channels; lanes: channels a beat; type: of an element."""

    arg_max: arith.ArgMax
    lanes: int
    type: arith.Int

    def __post_init__(self) -> None:
        if self.lanes < 1:
            raise HdlgenError("argmax.lanes", f"must be at least 1, not {self.lanes}")

    @property
    def beats(self) -> int:
        """Beats of a pixel."""
        return -(-self.arg_max.channels // self.lanes)

    @property
    def stages(self) -> int:
        """Registers in the tree that finds a beat's largest element."""
        return -(-(self.lanes - 1).bit_length() // LEVELS_A_CYCLE)

    @property
    def latency(self) -> int:
        """Cycles from accepting a pixel's last beat to its class."""
        return self.stages + 1


class ArgMax(wiring.Component):
    """Hardware form of `arith.ArgMax.apply`: a tree among the lanes | the largest of the pixel so far.

    Latency `params.latency` cycles, one beat a cycle in; a `pipeline`. While a class waits, the last register takes
    what is not a pixel's last beat.

    Members
    -------
    i : In(stream)    `lanes` elements of type `type`. Surplus lanes are ignored.
    o : Out(stream)   The class of a pixel, of type `arg_max.out`.
    """

    def __init__(self, params: ArgMaxParams) -> None:
        self.params = params
        super().__init__(
            {
                "i": In(stream.Signature(params.lanes * params.type.bits)),
                "o": Out(stream.Signature(params.arg_max.out.bits)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, channels = self.params, self.params.arg_max.channels
        found_in_beat = stream.Signature(0).create(path=("found_in_beat",))
        if p.stages:
            moves = pipeline(m, self.i, found_in_beat, p.stages)
        else:
            moves = []
            m.d.comb += [found_in_beat.valid.eq(self.i.valid), self.i.ready.eq(found_in_beat.ready)]

        # Lanes behind the channels are as small as can be; of equals the first wins, which is a channel.
        whole = channels - (p.beats - 1) * p.lanes
        beat = index(p.beats, "beat")
        with m.If(self.i.valid & self.i.ready):
            m.d.sync += beat.eq(following(beat, p.beats - 1))
        candidates: list[tuple[Value, Value]] = []
        for lane in range(min(p.lanes, channels)):
            x = element(self.i.payload, lane, p.type)
            if lane >= whole:
                x = Mux(beat == p.beats - 1, Const(p.type.lo, shape(p.type)), x)
            candidates.append((x, Const(lane, index_bits(p.lanes))))

        for stage, move in enumerate(moves):
            for _ in range(LEVELS_A_CYCLE):
                pairs = [candidates[n : n + 2] for n in range(0, len(candidates), 2)]
                candidates = [self._larger(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
            held = [
                (
                    Signal(shape(p.type), name=f"value_{stage}_{n}"),
                    Signal(index_bits(p.lanes), name=f"lane_{stage}_{n}"),
                )
                for n in range(len(candidates))
            ]
            with m.If(move):
                for registers, candidate in zip(held, candidates, strict=True):
                    m.d.sync += [register.eq(new) for register, new in zip(registers, candidate, strict=True)]
            candidates = list(held)
        ((value, lane_of_largest),) = candidates

        first = index(channels, "first")  # channel of the beat
        largest, found = Signal(shape(p.type)), index(channels, "found")
        better, last, free, winner = Signal(), Signal(), Signal(), index(channels, "winner")
        m.d.comb += [
            better.eq((first == 0) | (value > largest)),
            winner.eq(Mux(better, first + lane_of_largest, found)),
            last.eq(first == (p.beats - 1) * p.lanes),
            free.eq(~self.o.valid | self.o.ready),
            found_in_beat.ready.eq(free | ~last),
        ]
        with m.If(free):
            m.d.sync += self.o.valid.eq(found_in_beat.valid & last)
        with m.If(found_in_beat.valid & found_in_beat.ready):
            m.d.sync += [first.eq(Mux(last, 0, (first + p.lanes)[: len(first)])), found.eq(winner)]
            with m.If(last):
                m.d.sync += self.o.payload.eq(winner)
            with m.If(better):
                m.d.sync += largest.eq(value)
        return m

    @staticmethod
    def _larger(a: tuple[Value, Value], b: tuple[Value, Value]) -> tuple[Value, Value]:
        """The candidate of the larger value; of equals the first."""
        later = b[0] > a[0]
        return Mux(later, b[0], a[0]), Mux(later, b[1], a[1])
