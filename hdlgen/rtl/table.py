"""`ConstantTable`: rows that are fixed when the hardware is made."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl.macro import index_bits


@dataclass(frozen=True)
class TableParams:
    """rows: from address 0 on, each 0..2^bits − 1; registered: a row comes a cycle after its address."""

    rows: tuple[int, ...]
    bits: int
    registered: bool

    def __post_init__(self) -> None:
        if self.bits < 1:
            raise HdlgenError("table.bits", f"must be at least 1, not {self.bits}")
        if not self.rows:
            raise HdlgenError("table.rows", "are none")
        for address, row in enumerate(self.rows):
            if not 0 <= row < 1 << self.bits:
                raise HdlgenError("table.rows", f"row {address} is {row}, which {self.bits} bits do not hold")

    @property
    def address_bits(self) -> int:
        """Bits of an address."""
        return index_bits(len(self.rows))


class ConstantTable(wiring.Component):
    """A choice among constants, and no memory: nothing has to be there at power-up.

    Latency one cycle if it is registered, otherwise none; one row a cycle. The row of an address behind the last is 0.

    Members
    -------
    address : In
    enable : In(1)     A registered table only: takes the row of `address`; without it `row` stays.
    row : Out(bits)
    """

    def __init__(self, params: TableParams) -> None:
        self.params = params
        members = {"address": In(params.address_bits), "row": Out(params.bits)}
        super().__init__({**members, "enable": In(1)} if params.registered else members)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        found = Signal(self.params.bits)
        with m.Switch(self.address):
            for address, row in enumerate(self.params.rows):
                with m.Case(address):
                    m.d.comb += found.eq(row)
        if self.params.registered:
            taken = Signal(self.params.bits, reset_less=True)  # nobody reads it before a row was taken
            with m.If(self.enable):
                m.d.sync += taken.eq(found)
            m.d.comb += self.row.eq(taken)
        else:
            m.d.comb += self.row.eq(found)
        return m
