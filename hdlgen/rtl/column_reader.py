"""`ColumnReader`: the digital side of the ADCs."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl.macro import index_bits


@dataclass(frozen=True)
class ColumnReaderParams:
    """Sizes: tiles that share the shift-add, code bits of a conversion, and the indices that travel with the codes."""

    tiles: int
    group_bits: int
    phases: int
    words: int
    parts: int

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if value < 1:
                raise HdlgenError(f"column_reader.{name}", f"must be at least 1, not {value}")


class ColumnReader(wiring.Component):
    """Takes the codes of the tile that has just converted, and what they are. Latency one cycle, one group a cycle.

    Members
    -------
    codes : In              Codes of all tiles, tile 0 lowest.
    code_valid : In         Per tile.
    tile, phase, word, part, last : In  Of the conversion that ends; from the scheduler.
    o_valid : Out(1)        The outputs below are new; they stay until the next are.
    o_codes, o_phase, o_word, o_part, o_last : Out
    """

    def __init__(self, params: ColumnReaderParams) -> None:
        self.params = p = params
        indices = {"phase": index_bits(p.phases), "word": index_bits(p.words), "part": index_bits(p.parts), "last": 1}
        super().__init__(
            {
                "codes": In(p.tiles * p.group_bits),
                "code_valid": In(p.tiles),
                "tile": In(index_bits(p.tiles)),
                **{name: In(bits) for name, bits in indices.items()},
                "o_valid": Out(1),
                "o_codes": Out(p.group_bits),
                **{f"o_{name}": Out(bits) for name, bits in indices.items()},
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        valid = Signal()
        codes = Signal(self.params.group_bits)
        with m.Switch(self.tile):
            for t in range(self.params.tiles):
                with m.Case(t):
                    m.d.comb += [
                        valid.eq(self.code_valid[t]),
                        codes.eq(self.codes.word_select(t, self.params.group_bits)),
                    ]
        m.d.sync += self.o_valid.eq(valid)
        with m.If(valid):
            m.d.sync += [
                self.o_codes.eq(codes),
                self.o_phase.eq(self.phase),
                self.o_word.eq(self.word),
                self.o_part.eq(self.part),
                self.o_last.eq(self.last),
            ]
        return m
