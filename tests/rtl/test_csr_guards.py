"""Registers of a `Csr` that are written only while a status field is 1."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from amaranth.hdl import ClockDomain

from cocotb_tests.csr_map import MAP
from hdlgen.errors import HdlgenError
from hdlgen.rtl.csr import Csr
from hdlgen.rtl.register_map import Field, Kind, Register, RegisterMap
from tests.rtl.test_csr import Bench as Plain

OKAY, SLVERR = 0, 2
GUARDED = 0x118
PUSH = Register(
    "PUSH",
    GUARDED,
    "Taken while there is room.",
    (Field("word", Kind.CONTROL, "What.", 0, 8), Field("take", Kind.PULSE, "That.", 31, 1)),
    guard="ROOM.there",
)
ROOM = Register("ROOM", 0x114, "Whether there is.", (Field("there", Kind.STATUS, "1: there is.", 3, 1),))


def with_room(*more: Register) -> RegisterMap:
    return replace(MAP, registers=(*MAP.registers, *more))


class Bench(Plain):
    def __init__(self) -> None:
        self.map = with_room(ROOM, PUSH)
        self.dut: Any = Csr(self.map)
        self.domain = ClockDomain("sync")
        self.ctx: Any = None

    def room(self, there: int) -> None:
        self.ctx.set(self.dut.status, there << self.map.status("ROOM.there").start)

    def control(self, field: str) -> int:
        return int(self.ctx.get(self.dut.control[self.map.control(f"PUSH.{field}")]))


def test_it_is_written_as_a_whole_and_while_there_is_room() -> None:
    async def test(b: Any) -> None:
        for there, strobe, answer in ((0, 15, SLVERR), (1, 7, SLVERR), (1, 0, SLVERR), (1, 15, OKAY), (0, 15, SLVERR)):
            b.room(there)
            before = b.control("word")
            assert await b.write(GUARDED, 1 << 31 | before + 1, strobe) == answer
            assert b.control("word") == before + (answer == OKAY)
            assert not b.control("take")  # a pulse: over when the answer was accepted
        assert await b.value(GUARDED) == 1

    Bench().run(test)


def test_room_for_one_is_not_taken_for_room_for_two() -> None:
    """A queue has the first word a cycle after the pulse, and no room from then on."""

    async def test(b: Any) -> None:
        b.room(1)
        b.set(awaddr=GUARDED, wdata=1 << 31 | 7, wstrb=15, awvalid=1, wvalid=1, bready=1)
        taken = 0
        for _ in range(12):
            await b.tick()
            b.room(not taken)
            taken += b.control("take")
        assert taken == 1

    Bench().run(test)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: with_room(PUSH), "ROOM.there: must be a one-bit field of kind status"),
        (
            lambda: with_room(ROOM, replace(PUSH, guard="CONTROL.run")),
            "CONTROL.run: must be a one-bit field of kind status",
        ),
        (lambda: replace(PUSH, locked=True), "register PUSH: is locked and has a guard"),
    ],
)
def test_refusals(make: Any, message: str) -> None:
    with pytest.raises(HdlgenError, match=message):
        make()
