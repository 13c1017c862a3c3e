"""`Row`: a register without an address."""

from __future__ import annotations

from typing import NamedTuple

from hdlgen.rtl.register_map import Field, Register


class Row(NamedTuple):
    """The next register; the rest as `Register` has it."""

    name: str
    description: str
    fields: tuple[Field, ...]
    locked: bool = False
    loaded: bool = False
    guard: str = ""


def place(block: str, address: int, rows: list[Row]) -> tuple[Register, ...]:
    """`rows` from `address` on, one after the other."""
    return tuple(
        Register(row.name, address + 4 * i, row.description, row.fields, block, row.locked, row.loaded, row.guard)
        for i, row in enumerate(rows)
    )
