"""`ShiftAdd`: codes to their place value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import gcd
from operator import add

from amaranth import Cat, Module, Signal, signed
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from hdlgen.arith import Adc, Int, Phases, Slices
from hdlgen.errors import HdlgenError
from hdlgen.rtl.interfaces import codes, sums


@dataclass(frozen=True)
class ShiftAddParams:
    """How codes make up a channel's sum.

    adcs     codes of a conversion
    columns  columns a channel takes (slices, padded or not); those of a word's channels lie side by side, and what lies
             in the padding does not count
    words    accumulator words, for the width of the index that travels along
    acc      type of a sum
    """

    phases: Phases
    slices: Slices
    adc: Adc
    adcs: int
    columns: int
    words: int
    acc: Int

    def __post_init__(self) -> None:
        for name in ("adcs", "columns", "words"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"shift_add.{name}", f"must be at least 1, not {getattr(self, name)}")
        if self.columns < self.slices.count:
            raise HdlgenError("shift_add.columns", f"{self.columns} columns do not hold {self.slices.count} slices")

    @property
    def channels(self) -> int:
        """Sums of a word: the fewest whose columns make up whole conversions."""
        return self.adcs // gcd(self.adcs, self.columns)

    @property
    def parts(self) -> int:
        """Conversions that make up a word."""
        return self.columns // gcd(self.adcs, self.columns)

    def slices_in(self, part: int, channel: int) -> list[tuple[int, int]]:
        """Pairs (slice of `channel`, converter that reads it in conversion `part` of a word), in ascending order."""
        first = channel * self.columns - part * self.adcs
        return [(t, first + t) for t in range(self.slices.count) if 0 <= first + t < self.adcs]


class ShiftAdd(wiring.Component):
    """sum = ± Σ_t code_t · 2^(C·t + D·phase + k); minus in the sign phase. Latency one cycle, one group a cycle.

    Whose sums they are is said at once, so that what they are added to can be fetched meanwhile.

    Members
    -------
    i : In(codes)    From the column reader.
    o : Out(sums)    `channels` sums of type `acc`, the first channel lowest: over the slices that are in the conversion
                     alone. A channel that has none there has the sum 0.
    """

    def __init__(self, params: ShiftAddParams) -> None:
        self.params = p = params
        super().__init__(
            {
                "i": In(codes(p.adcs * p.adc.bits, p.phases.count, p.words, p.parts)),
                "o": Out(sums(p.words, p.channels * p.acc.bits)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        i, o = self.i, self.o
        columns = [i.codes[lane * p.adc.bits : (lane + 1) * p.adc.bits].as_signed() for lane in range(p.adcs)]
        placed = []
        for c in range(p.channels):
            merged = Signal(signed(p.acc.bits), name=f"channel_{c}")
            with m.Switch(i.part):
                for part in range(p.parts):
                    slices = p.slices_in(part, c)
                    if slices:
                        least, _ = slices[0]
                        used = [columns[at] << (p.slices.cell_bits * (t - least)) for t, at in slices]
                        with m.Case(part):
                            m.d.comb += merged.eq(reduce(add, used) << (p.slices.cell_bits * least + p.adc.shift))
            sum_ = Signal(signed(p.acc.bits), name=f"sum_{c}")
            with m.Switch(i.phase):
                for phase in range(p.phases.count):
                    with m.Case(phase):
                        value = merged << (p.phases.dac_bits * phase)
                        m.d.comb += sum_.eq(-value if p.phases.weight(phase) < 0 else value)
            placed.append(sum_)
        m.d.comb += [o.valid.eq(i.valid), o.word.eq(i.word), o.last.eq(i.last)]
        with m.If(i.valid):
            m.d.sync += o.sums.eq(Cat(*placed))
        return m
