"""Tables: rows that are fixed when the hardware is made, or loaded into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from amaranth import Cat, Module, Mux, Shape, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.data import StructLayout
from amaranth.lib.wiring import In, Out

from hdlgen.arith.rows import Row
from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.interfaces import LOAD_BITS, load_port
from hdlgen.rtl.macro import index_bits
from hdlgen.rtl.ram import Ram, RamParams


@dataclass(frozen=True)
class TableParams:
    """rows: from address 0 on, each 0..2^bits − 1."""

    rows: tuple[int, ...]
    bits: int

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

    Latency one cycle, one row a cycle. The row of an address behind the last is 0.

    Members
    -------
    address : In
    enable : In(1)     Takes the row of `address`; without it `row` stays.
    row : Out(bits)
    """

    def __init__(self, params: TableParams) -> None:
        self.params = params
        super().__init__({"address": In(params.address_bits), "enable": In(1), "row": Out(params.bits)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        found = Signal(self.params.bits)
        with m.Switch(self.address):
            for address, row in enumerate(self.params.rows):
                with m.Case(address):
                    m.d.comb += found.eq(row)
        taken = Signal(self.params.bits, reset_less=True)  # nobody reads it before a row was taken
        with m.If(self.enable):
            m.d.sync += taken.eq(found)
        m.d.comb += self.row.eq(taken)
        return m


@dataclass(frozen=True)
class RoomParams:
    """rows: that there is room for; bits: of a row."""

    rows: int
    bits: int

    def __post_init__(self) -> None:
        for name in ("rows", "bits"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"table.{name}", f"must be at least 1, not {getattr(self, name)}")

    @property
    def address_bits(self) -> int:
        """Bits of an address."""
        return index_bits(self.rows)

    @property
    def words(self) -> tuple[int, ...]:
        """Bits of each word of a row that has any."""
        return tuple(min(LOAD_BITS, self.bits - at) for at in range(0, self.bits, LOAD_BITS))

    @property
    def word_bits(self) -> int:
        """Bits of the number of a word in a row."""
        return (len(self.words) - 1).bit_length()

    @property
    def load_bits(self) -> int:
        """Bits of a word's address."""
        return self.address_bits + self.word_bits


class LoadableTable(wiring.Component):
    """A memory with a synchronous read port and a write port, written and read back over the load bus.

    Latency one cycle, one row a cycle. Every word of a row is kept with its odd parity; a row that was not written is
    anything. The load bus reads through the same port: it is for times when nobody else does, and after a `read`
    of this table `row` is another until the next `enable`.

    Members
    -------
    address : In
    enable : In(1)     Takes the row of `address`; without it `row` stays.
    row : Out(bits)
    used : In(1)       Somebody relies on `row` in this cycle.
    fault : Out(1)     A cycle after `used`: that row's parity was wrong.
    load : In(load_port)
    """

    def __init__(self, params: RoomParams) -> None:
        self.params = params
        super().__init__(
            {
                "address": In(params.address_bits),
                "enable": In(1),
                "row": Out(params.bits),
                "used": In(1),
                "fault": Out(1),
                "load": In(load_port(1, params.load_bits)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, load = self.params, self.load
        word, row = load.address[: p.word_bits], load.address[p.word_bits :]
        asks = Signal()
        m.d.comb += asks.eq(load.select & load.read)
        words, wrong = [], []
        for n, bits in enumerate(p.words):
            ram = parts.add(m, platform, f"word_{n}", Ram, RamParams(bits + 1, max(2, p.rows)))
            data = load.data[:bits]
            m.d.comb += [
                ram.write.eq(load.select & load.write & (word == n if p.word_bits else 1)),
                ram.write_address.eq(row),
                ram.write_data.eq(Cat(data, ~data.xor())),
                ram.read.eq(asks | self.enable),
                ram.read_address.eq(Mux(asks, row, self.address)),
            ]
            words.append(ram.read_data[:bits])
            wrong.append(~ram.read_data.xor())
        m.d.comb += self.row.eq(Cat(*words))
        m.d.sync += self.fault.eq(self.used & Cat(*wrong).any())

        # Whoever resets what reads the table, because it is being loaded, does not reset the answer.
        asked, asked_word = Signal(reset_less=True), Signal(max(1, p.word_bits), reset_less=True)
        answer = Signal(LOAD_BITS, reset_less=True)
        m.d.sync += [asked.eq(asks), answer.eq(0)]
        if p.word_bits:
            m.d.sync += asked_word.eq(word)
        with m.If(asked):
            if p.word_bits:
                with m.Switch(asked_word):
                    for n, value in enumerate(words):
                        with m.Case(n):
                            m.d.sync += answer.eq(value)
            else:
                m.d.sync += answer.eq(words[0])
        m.d.comb += load.read_data.eq(answer)
        return m


def add_table(m: Module, platform: object, name: str, rows: tuple[int, ...] | int, bits: int) -> Any:
    """Adds a table of `bits` a row to `m`: of constant `rows`, or with room for so many."""
    if isinstance(rows, int):
        return parts.add(m, platform, name, LoadableTable, RoomParams(rows, bits))
    return parts.add(m, platform, name, ConstantTable, TableParams(rows, bits))


def layout(row: Row) -> StructLayout:
    """`row` in Amaranth."""
    return StructLayout({name: Shape(kind.bits, kind.signed) for name, kind in row.fields})


def spread_load(m: Module, bus: Any, units: Sequence[Any]) -> None:
    """Gives `bus`, a `load_port`, to the ports `load` of `units`: the first has the first of its tables, and so on.

    In place of a unit there can be several with copies of the same tables: all are written, the first is read back.
    """
    at, answers = 0, []
    for unit in units:
        copies = unit if isinstance(unit, list) else [unit]
        count = len(copies[0].load.select)
        for n, copy in enumerate(copies):
            port = copy.load
            m.d.comb += [
                port.select.eq(bus.select[at : at + count]),
                port.address.eq(bus.address),
                port.data.eq(bus.data),
                port.write.eq(bus.write),
                port.read.eq(0 if n else bus.read),
            ]
        answers.append(copies[0].load.read_data)
        at += count
    assert at == len(bus.select), f"{at} tables on a bus of {len(bus.select)}"
    m.d.comb += bus.read_data.eq(reduce(or_, answers))


def faults(m: Module, tables: Sequence[Any], used: Sequence[Any]) -> Value:
    """Says when the rows of `tables` are `used`; whether one of them was wrong. Copies as in `spread_load`."""
    found = []
    for table, when in zip(tables, used, strict=True):
        for copy in table if isinstance(table, list) else [table]:
            m.d.comb += copy.used.eq(when)
            found.append(copy.fault)
    return Cat(*found).any()
