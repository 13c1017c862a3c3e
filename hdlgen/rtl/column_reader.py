"""`ColumnReader`: the digital side of the ADCs."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl.interfaces import codes, origin


@dataclass(frozen=True)
class ColumnReaderParams:
    """Sizes: tiles that share the shift-add, code bits of a conversion, the indices that travel with the codes.

    conversion_cycles  as the macro has them
    """

    tiles: int
    group_bits: int
    phases: int
    words: int
    parts: int
    conversion_cycles: int

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if value < 1:
                raise HdlgenError(f"column_reader.{name}", f"must be at least 1, not {value}")


class ColumnReader(wiring.Component):
    """Takes the codes of the tile that has just converted, and what they are. Latency one cycle, one group a cycle.

    Codes come `conversion_cycles` after their `convert`, and the macro's word for it is not trusted: `fault` says in
    that cycle that they do not, and in every other that codes come which were not asked for.

    Members
    -------
    codes : In              Codes of all tiles, tile 0 lowest.
    code_valid : In         Per tile.
    convert : In(1)         A conversion starts; never while another goes on for more cycles than this one.
    origin : In(origin)     Of the conversion that ends; from the scheduler.
    fault : Out(1)
    o : Out(codes)          Stays until the next is valid.
    """

    def __init__(self, params: ColumnReaderParams) -> None:
        self.params = p = params
        super().__init__(
            {
                "codes": In(p.tiles * p.group_bits),
                "code_valid": In(p.tiles),
                "convert": In(1),
                "origin": In(origin(p.tiles, p.phases, p.words, p.parts)),
                "fault": Out(1),
                "o": Out(codes(p.group_bits, p.phases, p.words, p.parts)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        o = self.o
        valid = Signal()
        group = Signal(self.params.group_bits)
        with m.Switch(self.origin.tile):
            for t in range(self.params.tiles):
                with m.Case(t):
                    m.d.comb += [
                        valid.eq(self.code_valid[t]),
                        group.eq(self.codes.word_select(t, self.params.group_bits)),
                    ]
        left = Signal(range(self.params.conversion_cycles + 1))  # cycles to the codes, this one counted
        with m.If(self.convert):
            m.d.sync += left.eq(self.params.conversion_cycles)
        with m.Elif(left.any()):
            m.d.sync += left.eq(left - 1)
        m.d.comb += self.fault.eq(valid ^ (left == 1))
        m.d.sync += o.valid.eq(valid)
        with m.If(valid):
            m.d.sync += [
                o.codes.eq(group),
                o.phase.eq(self.origin.phase),
                o.word.eq(self.origin.word),
                o.part.eq(self.origin.part),
                o.last.eq(self.origin.last),
            ]
        return m
