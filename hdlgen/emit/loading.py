"""What stages have more whose programs are loaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from amaranth.hdl import Cat, Module, Value
from amaranth.lib.wiring import In, Member, Out

from hdlgen.mapping.stages import Stage
from hdlgen.mapping.tables import TableSize, tables_of
from hdlgen.rtl.interfaces import load_port
from hdlgen.rtl.table import RoomParams, spread_load


def address_bits(tables: Sequence[TableSize]) -> int:
    """Bits of the address of a word in any of `tables`."""
    return max(RoomParams(t.rows, t.bits).load_bits for t in tables)


def members(stage: Stage) -> dict[str, Member]:
    """Members of a stage's unit; none where nothing is loaded.

    load : In(load_port)   `tables_of(stage)`, in their order.
    parity : Out(1)        Pulse: parity of a row that was used was wrong.
    """
    tables = tables_of(stage)
    return {"load": In(load_port(len(tables), address_bits(tables))), "parity": Out(1)} if tables else {}


def join(m: Module, unit: Any, parts: Sequence[tuple[Any, Value]]) -> None:
    """Gives the load bus of a stage's `unit` to its `parts`, in the order of their tables.

    With each is what tells that a row of its tables was wrong.
    """
    spread_load(m, unit.load, [part for part, _ in parts])
    m.d.comb += unit.parity.eq(Cat(fault for _, fault in parts).any())
