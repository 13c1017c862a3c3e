"""`ShiftAdd`: codes to their place value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add

from amaranth import Cat, Module, Signal, signed
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from hdlgen.arith import Adc, Int, Phases, Slices
from hdlgen.errors import HdlgenError
from hdlgen.rtl.macro import index_bits


@dataclass(frozen=True)
class ShiftAddParams:
    """How codes make up a channel's sum.

    adcs     codes of a conversion
    columns  columns a channel takes (slices, padded): divides `adcs` or is a multiple of it; the columns of a channel
             lie side by side, and what lies in the padding does not count
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
        if self.columns % self.adcs and self.adcs % self.columns:
            raise HdlgenError(
                "shift_add.columns",
                f"{self.columns} columns a channel and {self.adcs} converters do not divide one another",
                fix="pad the slices",
            )
        if self.columns < self.slices.count:
            raise HdlgenError("shift_add.columns", f"{self.columns} columns do not hold {self.slices.count} slices")

    @property
    def channels(self) -> int:
        """Sums of a word."""
        return max(1, self.adcs // self.columns)

    @property
    def parts(self) -> int:
        """Conversions that make up a word."""
        return max(1, self.columns // self.adcs)


class ShiftAdd(wiring.Component):
    """sum = ± Σ_t code_t · 2^(C·t + D·phase + k); minus in the sign phase. Latency one cycle, one group a cycle.

    Members
    -------
    valid, codes, phase, word, part, last : In    From the column reader.
    o_valid, o_word, o_last : Out                 With the sums.
    o_sums : Out                                  `channels` sums of type `acc`, the first channel lowest.
    """

    def __init__(self, params: ShiftAddParams) -> None:
        self.params = p = params
        super().__init__(
            {
                "valid": In(1),
                "codes": In(p.adcs * p.adc.bits),
                "phase": In(index_bits(p.phases.count)),
                "word": In(index_bits(p.words)),
                "part": In(index_bits(p.parts)),
                "last": In(1),
                "o_valid": Out(1),
                "o_word": Out(index_bits(p.words)),
                "o_last": Out(1),
                "o_sums": Out(p.channels * p.acc.bits),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        codes = [self.codes[lane * p.adc.bits : (lane + 1) * p.adc.bits].as_signed() for lane in range(p.adcs)]
        lanes = min(p.columns, p.adcs)
        sums = []
        for c in range(p.channels):
            # The value of the channel's slices in this conversion, for each part of the word.
            parts = []
            for part in range(p.parts):
                slices = [(lane, part * p.adcs + lane) for lane in range(lanes)]
                used = [
                    codes[c * lanes + lane] << (p.slices.cell_bits * lane) for lane, t in slices if t < p.slices.count
                ]
                parts.append((reduce(add, used) if used else None, p.slices.cell_bits * part * p.adcs))
            merged = Signal(signed(p.acc.bits), name=f"channel_{c}")
            with m.Switch(self.part):
                for part, (value, place) in enumerate(parts):
                    with m.Case(part):
                        if value is not None:
                            m.d.comb += merged.eq(value << (place + p.adc.shift))
            placed = Signal(signed(p.acc.bits), name=f"sum_{c}")
            with m.Switch(self.phase):
                for phase in range(p.phases.count):
                    with m.Case(phase):
                        value = merged << (p.phases.dac_bits * phase)
                        m.d.comb += placed.eq(-value if p.phases.weight(phase) < 0 else value)
            sums.append(placed)
        m.d.sync += self.o_valid.eq(self.valid)
        with m.If(self.valid):
            m.d.sync += [self.o_sums.eq(Cat(*sums)), self.o_word.eq(self.word), self.o_last.eq(self.last)]
        return m
