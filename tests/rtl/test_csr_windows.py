"""Windows of a `Csr` and registers of programs: what goes to the load bus and past `written`, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from cocotb_tests.window_map import WINDOW_MAP
from hdlgen.rtl.interfaces import LOAD_READ_CYCLES
from tests.rtl.benches import DECERR, OKAY, SLVERR, BusBench, on

CONTROL, STATUS, SCRATCH, LOCK, MARK = 0x04, 0x08, 0x14, 0x18, 0x1C
NARROW, WIDE, LONE, FAR = 0x120, 0x140, 0x160, 0x1000
RUN, GAIN = 1, 0xA5 << 4
LEFT_OVER = 0xBAD0BAD0
"""On `read_data` in all cycles but the right one."""


class Bench(BusBench):
    """With tables behind the load bus that give a word in its cycle alone.

    memory  (table, word) → what was written
    bus     (table, word, data, written or read) in their order
    past    (address, data) that went past `written`
    """

    def __init__(self) -> None:
        super().__init__(WINDOW_MAP)
        self.memory: dict[tuple[int, int], int] = {}
        self.bus: list[tuple[int, int, int, str]] = []
        self.past: list[tuple[int, int]] = []

    async def surroundings(self, ctx: Any) -> None:
        load, written = self.dut.load, self.dut.written
        coming: list[int | None] = [None] * LOAD_READ_CYCLES
        while True:
            word = coming[0]
            ctx.set(load.read_data, LEFT_OVER if word is None else word)
            await ctx.delay(1e-8)
            where = int(ctx.get(load.select)), int(ctx.get(load.address))
            data = int(ctx.get(load.data))
            asked = None
            if ctx.get(load.write):
                assert not any(coming), "a write while a word is fetched"
                self.memory[where] = data
                self.bus.append((*where, data, "write"))
            if ctx.get(load.read):
                asked = self.memory.get(where, 0)
                self.bus.append((*where, asked, "read"))
            coming = [*coming[1:], asked]
            if ctx.get(written.valid):
                self.past.append((int(ctx.get(written.address)), int(ctx.get(written.data))))
            await ctx.tick()


bench = on(Bench)


@bench
async def test_a_word_of_a_window_goes_to_its_table_and_comes_back(b: Bench) -> None:
    places = {
        NARROW: (0, 0), NARROW + 16: (0, 4), WIDE: (1, 0), WIDE + 12: (1, 3), WIDE + 28: (1, 7), LONE: (2, 0),
        FAR: (3, 0), FAR + 4 * 599: (3, 599),
    }  # fmt: skip
    for n, address in enumerate(places):
        assert await b.write(address, 0x11111111 * (n + 1)) == OKAY
    wrote = [(*place, 0x11111111 * (n + 1), "write") for n, place in enumerate(places.values())]
    assert b.bus == wrote
    assert b.past == [(address, 0x11111111 * (n + 1)) for n, address in enumerate(places)]
    for n, address in enumerate(places):
        assert await b.read(address, r_wait=n % 3) == (OKAY, 0x11111111 * (n + 1))
    assert b.bus == wrote + [(*place[:3], "read") for place in wrote]
    assert len(b.past) == len(places)  # a read is no write


@bench
async def test_behind_the_last_row_and_between_windows_nothing_is_written(b: Bench) -> None:
    beyond = [NARROW + 20, NARROW + 28, FAR + 4 * 600, FAR + 4 * 1023]
    holes = [LONE + 4, 0x200, 0xFFC]
    for addresses, answer in ((beyond, SLVERR), (holes, DECERR)):
        for address in addresses:
            assert await b.write(address, 1) == answer
            assert (await b.read(address))[0] == answer
    assert (b.bus, b.past) == ([], [])


@bench
async def test_less_than_a_word_is_refused(b: Bench) -> None:
    for strobe in range(15):
        assert await b.write(NARROW, 1, strobe) == SLVERR
        assert await b.write(MARK, 1, strobe) == SLVERR
        assert await b.write(LOCK, 1, strobe) == OKAY
    assert (b.bus, b.past) == ([], [])
    assert await b.value(MARK) == 0


@bench
async def test_registers_of_a_program_go_past_and_others_do_not(b: Bench) -> None:
    for address in (SCRATCH, LOCK, MARK):
        assert await b.write(address, 0xC0FFEE) == OKAY
        assert await b.value(address) == 0xC0FFEE
    assert (b.bus, b.past) == ([], [(MARK, 0xC0FFEE)])


@pytest.mark.parametrize("state", ["runs", "is busy"])
def test_while_it_runs_or_is_busy_nothing_of_a_program_changes(state: str) -> None:
    async def test(b: Bench) -> None:
        await b.write(NARROW, 5)
        if state == "runs":
            await b.write(CONTROL, RUN | GAIN)
        else:
            await b.happen("part")
        assert b.ctx.get(b.dut.active)
        for address in (NARROW, WIDE, LOCK, MARK):
            assert await b.write(address, 9) == SLVERR
        for address in (NARROW, WIDE):
            assert await b.read(address) == (SLVERR, 0)
        assert (await b.value(LOCK), await b.value(MARK)) == (0, 0)
        assert await b.write(SCRATCH, 7) == OKAY
        if state == "runs":
            await b.write(CONTROL, GAIN)
        else:
            await b.happen("enter", "leave")
        assert not b.ctx.get(b.dut.active)
        assert await b.read(NARROW) == (OKAY, 5)
        assert await b.write(MARK, 9) == OKAY
        assert [word[3] for word in b.bus] == ["write", "read"]

    Bench().run(test)


@bench
async def test_a_word_comes_later_than_that_of_a_register(b: Bench) -> None:
    await b.write(NARROW, 77)
    cycles = []
    for address in (SCRATCH, NARROW):
        b.set(araddr=address, arvalid=1)
        await b.tick()
        b.set(arvalid=0)
        count = 0
        while not b.get("rvalid"):
            await b.tick()
            count += 1
        cycles.append(count)
        assert not b.get("arready") or address == SCRATCH or b.get("rvalid")
        await b.accept("r", "rresp", 0, "rdata")
    assert cycles == [2, 2 + LOAD_READ_CYCLES + 1]
    assert b.accepted_data == 77


@bench
async def test_reads_and_writes_at_once_neither_get_lost_nor_mixed(b: Bench) -> None:
    """Both channels are offered without a pause: the bus has one access at a time."""
    await b.write(FAR, 77)
    b.set(awaddr=NARROW, awvalid=1, wdata=1, wstrb=15, wvalid=1, bready=1, araddr=FAR, arvalid=1, rready=1)
    words, data, answers = [], 1, 0
    for _ in range(400):
        answers += b.get("bvalid")
        if b.get("rvalid"):
            assert b.get("rresp") == OKAY
            words.append(b.get("rdata"))
        if b.get("wready"):
            data += 1
        await b.tick()
        b.set(wdata=data)
    assert len(words) > 20
    assert answers > 20
    assert set(words) == {77}
    assert {word[:2] for word in b.bus[1:] if word[3] == "read"} == {(3, 0)}
    writes = [word[:3] for word in b.bus[1:] if word[3] == "write"]
    assert writes == [(0, 0, n) for n in range(1, len(writes) + 1)]


@bench
async def test_a_reset_while_a_word_is_fetched_forgets_the_read(b: Bench) -> None:
    await b.write(NARROW, 77)
    for cycles in range(1, LOAD_READ_CYCLES + 4):
        b.set(araddr=NARROW, arvalid=1)
        await b.tick()
        b.set(arvalid=0)
        await b.tick(cycles)
        await b.reset()
        for _ in range(2 * LOAD_READ_CYCLES):
            assert not b.get("rvalid")
            await b.tick()
        assert await b.read(NARROW) == (OKAY, 77)
