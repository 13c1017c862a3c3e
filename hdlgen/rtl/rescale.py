"""What operators of two images share whose constants are loaded."""

from __future__ import annotations

from typing import Any

from amaranth import Module, Value
from amaranth.lib.wiring import In, Out

from hdlgen.arith.rows import Row
from hdlgen.rtl.interfaces import load_port
from hdlgen.rtl.table import RoomParams, add_table, faults, layout, spread_load

MOST_BITS = 48
"""Of a value with the half that rounds, before it is shifted; as `arith.Add.acc` says."""


def loading(row: Row) -> dict[str, Any]:
    """Members of such a unit.

    load : In(load_port)   Its constants: a table of one `row`.
    fault : Out(1)         Their parity was wrong when they were used.
    """
    return {"load": In(load_port(1, RoomParams(1, row.bits).load_bits)), "fault": Out(1)}


def loaded_row(m: Module, platform: object, unit: Any, row: Row, used: Value) -> Any:
    """The constants of `unit`, a `row` by its fields; `used` says when a result is made with them."""
    table = add_table(m, platform, "constants_table", 1, row.bits)
    spread_load(m, unit.load, [table])
    m.d.comb += [table.address.eq(0), table.enable.eq(1), unit.fault.eq(faults(m, [table], [used]))]
    return layout(row)(table.row)
