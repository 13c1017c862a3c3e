"""Units whose tables are loaded, in Amaranth's simulator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from amaranth import Array, Const, Elaboratable, Module, Mux, ResetInserter, Signal
from amaranth.lib.memory import Memory

from tests.rtl.streams import Port

Rows = tuple[int, Sequence[int]]
"""Bits of a row, and the first rows of a table."""


def words(bits: int, rows: Sequence[int]) -> list[tuple[int, int]]:
    """Address and data of what writes a table: as many words a row as a power of two."""
    count = -(-bits // 32)
    span = 1 << (count - 1).bit_length()
    return [(r * span + n, row >> 32 * n & 0xFFFFFFFF) for r, row in enumerate(rows) for n in range(count)]


class Loaded(Elaboratable):
    """`unit` behind what loads its `tables` after reset; until two cycles later it is held in reset and takes nothing.

    streams  names of the streams that enter
    """

    def __init__(self, unit: Any, tables: Sequence[Rows], streams: Sequence[str] = ("i",)) -> None:
        self.unit = unit
        self.writes = [(1 << n, *word) for n, (bits, rows) in enumerate(tables) for word in words(bits, rows)]
        self.done = Signal()
        self.streams = streams
        self.o = unit.o
        for name in streams:
            payload = Signal(len(getattr(unit, name).payload), name=f"{name}_payload")
            setattr(self, name, Port(Signal(name=f"{name}_valid"), Signal(name=f"{name}_ready"), payload))

    def elaborate(self, platform: object) -> Module:
        m = Module()
        unit, done = self.unit, self.done
        m.submodules.unit = ResetInserter(~done)(unit)
        at, count = Signal(range(len(self.writes) + 3)), len(self.writes)
        m.d.comb += done.eq(at == count + 2)
        with m.If(~done):
            m.d.sync += at.eq(at + 1)
        columns = list(zip(*self.writes, strict=True))
        select, address, data = (Array(Const(v, 32) for v in column)[at] for column in columns)
        m.d.comb += [
            unit.load.write.eq(at < count),
            unit.load.select.eq(Mux(at < count, select, 0)),
            unit.load.address.eq(address),
            unit.load.data.eq(data),
        ]
        for name in self.streams:
            here, there = getattr(self, name), getattr(unit, name)
            m.d.comb += [
                there.payload.eq(here.payload),
                there.valid.eq(here.valid & done),
                here.ready.eq(there.ready & done),
            ]
        return m


@contextmanager
def kept_memories() -> Iterator[list[Memory]]:
    """The memories of tables that are made meanwhile, in their order: one a word, with its parity on top."""
    found: list[Memory] = []

    class Kept(Memory):  # type: ignore[misc]
        def __init__(self, **args: Any) -> None:
            super().__init__(**args)
            found.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hdlgen.rtl.ram.memory.Memory", Kept)
        yield found


def flip(ctx: Any, store: Memory, row: int, bit: int) -> None:
    """Flips a bit of a memory."""
    ctx.set(store.data[row], ctx.get(store.data[row]) ^ 1 << bit)


async def put(ctx: Any, load: Any, table: int, address: int, data: int) -> None:
    """Writes a word."""
    ctx.set(load.select, 1 << table)
    ctx.set(load.address, address)
    ctx.set(load.data, data)
    ctx.set(load.write, 1)
    await ctx.tick()
    ctx.set(load.write, 0)
    ctx.set(load.select, 0)


async def got(ctx: Any, load: Any, table: int, address: int) -> int:
    """Reads a word back: two cycles after it was asked for, and only then."""
    ctx.set(load.select, 1 << table)
    ctx.set(load.address, address)
    ctx.set(load.read, 1)
    await ctx.tick()
    ctx.set(load.select, 0)
    ctx.set(load.read, 0)
    assert ctx.get(load.read_data) == 0
    await ctx.tick()
    found: int = ctx.get(load.read_data)
    await ctx.tick()
    assert ctx.get(load.read_data) == 0
    return found
