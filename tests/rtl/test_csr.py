"""`Csr` in Amaranth's simulator: timing, stalls, reset, and what each kind of field does."""

from __future__ import annotations

import pytest

from cocotb_tests.csr_map import MAP
from tests.rtl.benches import DECERR, OKAY, SLVERR, BusBench, on

CONTROL, STATUS, CYCLES_LO, CYCLES_HI, SCRATCH = 0x04, 0x08, 0x0C, 0x10, 0x14
PARTS, WAITS, FIRST, LAST = 0x100, 0x104, 0x108, 0x10C
RUN, CLEAR, GAIN = 1, 2, 0xA5 << 4


class Bench(BusBench):
    def __init__(self) -> None:
        super().__init__(MAP)


bench = on(Bench)


@bench
async def test_registers_read_their_reset_values(b: Bench) -> None:
    b.ctx.set(b.dut.status, 0x9)
    want = {0: 0x48444C47, CONTROL: GAIN, STATUS: 0x9000, CYCLES_LO: 0, CYCLES_HI: 0, SCRATCH: 0x01234567, PARTS: 0,
            WAITS: 0, FIRST: 0, LAST: 0}  # fmt: skip
    for address, data in want.items():
        assert await b.read(address) == (OKAY, data)
    assert b.ctx.get(b.dut.control[MAP.control("CONTROL.gain")]) == 0xA5
    assert b.ctx.get(b.dut.control[MAP.control("SCRATCH.word")]) == 0x01234567


@bench
async def test_an_address_outside_the_map_is_refused_and_changes_nothing(b: Bench) -> None:
    for address in (0x018, 0x0FC, 0x110, 0x804, 0xFFC):
        assert await b.write(address, 0xFFFFFFFF) == DECERR
        assert await b.read(address) == (DECERR, 0)
    assert await b.value(CONTROL) == GAIN
    assert await b.value(SCRATCH) == 0x01234567


@bench
async def test_a_write_to_a_register_that_is_only_read_is_refused(b: Bench) -> None:
    for address in (0x000, CYCLES_LO, CYCLES_HI, PARTS, WAITS, FIRST, LAST):
        before = await b.value(address)
        assert await b.write(address, 0xFFFFFFFF) == SLVERR
        assert await b.value(address) == before


@pytest.mark.parametrize("b_wait", [0, 3])
@pytest.mark.parametrize(("aw_wait", "w_wait"), [(0, 0), (0, 4), (4, 0), (1, 0), (0, 1)])
def test_address_and_data_come_in_any_order(aw_wait: int, w_wait: int, b_wait: int) -> None:
    async def test(b: Bench) -> None:
        for data in (0xDEADBEEF, 0x00000000, 0x13579BDF):
            assert await b.write(SCRATCH, data, aw_wait=aw_wait, w_wait=w_wait, b_wait=b_wait) == OKAY
            assert await b.read(SCRATCH, r_wait=b_wait) == (OKAY, data)

    Bench().run(test)


@bench
async def test_strobes_select_bytes(b: Bench) -> None:
    for strobe in range(16):
        await b.write(SCRATCH, 0x01234567)
        assert await b.write(SCRATCH, 0x89ABCDEF, strobe) == OKAY
        new, old = bytes.fromhex("89abcdef"), bytes.fromhex("01234567")
        want = bytes(new[i] if strobe >> (3 - i) & 1 else old[i] for i in range(4))
        assert await b.value(SCRATCH) == int.from_bytes(want, "big")


@bench
async def test_a_field_across_two_bytes_takes_the_strobed_half(b: Bench) -> None:
    await b.write(CONTROL, 0x5A << 4, 0b0010)  # the high half of gain alone
    assert await b.value(CONTROL) == 0x55 << 4
    await b.happen("part", "enter")
    await b.write(CONTROL, RUN | CLEAR, 0b1100)  # strobes of other bytes: nothing happens
    assert await b.value(CONTROL) == 0x55 << 4
    assert await b.value(PARTS) == 1
    await b.write(CONTROL, CLEAR, 0b0001)
    assert await b.value(PARTS) == 0


@bench
async def test_a_write_takes_effect_two_cycles_after_it_was_accepted(b: Bench) -> None:
    b.set(awaddr=CONTROL, awvalid=1, wdata=RUN | CLEAR, wstrb=15, wvalid=1)
    assert b.get("awready")
    assert b.get("wready")
    seen = []
    for _ in range(4):
        await b.tick()
        b.set(awvalid=0, wvalid=0)
        seen.append((b.get("bvalid"), b.ctx.get(b.dut.control[:2])))
    assert seen == [(0, 0), (1, RUN | CLEAR), (1, RUN), (1, RUN)]  # the pulse is one cycle long; bready never rose


@bench
async def test_a_read_gives_the_value_one_cycle_after_its_address_was_accepted(b: Bench) -> None:
    b.events("part")  # PARTS is the number of cycles passed
    b.set(araddr=PARTS, arvalid=1)
    await b.tick()
    b.set(arvalid=0)
    for _ in range(2):
        assert not b.get("rvalid")
        await b.tick()
    assert b.get("rvalid")
    assert b.get("rdata") == 0  # in the first cycle; the count is seen a cycle later
    await b.tick(3)
    assert (b.get("rvalid"), b.get("rdata")) == (1, 0)


@bench
async def test_one_write_and_one_read_every_two_cycles(b: Bench) -> None:
    b.set(awaddr=SCRATCH, awvalid=1, wdata=7, wstrb=15, wvalid=1, bready=1, araddr=0, arvalid=1, rready=1)
    writes = reads = 0
    for _ in range(42):
        await b.tick()
        writes += b.get("bvalid")
        reads += b.get("rvalid")
    assert (writes, reads) == (21, 20)  # the first read stands a cycle later


@bench
async def test_an_unaccepted_response_holds_the_next_access_back(b: Bench) -> None:
    b.set(awaddr=SCRATCH, awvalid=1, wdata=1, wstrb=15, wvalid=1, araddr=SCRATCH, arvalid=1)
    await b.tick(2)
    b.set(wdata=2, araddr=0)
    await b.tick(20)
    assert (b.get("awready"), b.get("wready"), b.get("arready")) == (0, 0, 0)
    assert (b.get("bvalid"), b.get("rvalid"), b.get("rdata")) == (1, 1, 0x01234567)  # read before the write was done
    assert b.ctx.get(b.dut.control[MAP.control("SCRATCH.word")]) == 1
    b.set(awvalid=0, wvalid=0, arvalid=0, bready=1, rready=1)
    await b.tick()
    assert (b.get("bvalid"), b.get("rvalid"), b.get("rdata")) == (1, 1, 0x48444C47)
    assert b.ctx.get(b.dut.control[MAP.control("SCRATCH.word")]) == 2


@bench
async def test_counters_count_cycles_with_their_event_high(b: Bench) -> None:
    await b.happen("part", cycles=3)
    await b.tick(2)
    await b.happen("part", "enter")
    await b.happen("leave")
    assert await b.value(PARTS) == 4


@bench
async def test_a_gated_counter_counts_in_active_cycles_only(b: Bench) -> None:
    await b.happen("wait", cycles=5)
    assert await b.value(WAITS) == 0
    await b.happen("wait", "part")  # busy from the next cycle on
    await b.happen("wait", cycles=2)
    await b.happen("wait", "enter")
    await b.happen("wait", "leave")
    await b.happen("wait", cycles=3)
    assert await b.value(WAITS) == 4
    assert await b.value(CYCLES_LO) == 4  # as many cycles were active
    await b.write(CONTROL, RUN)
    before = await b.value(CYCLES_LO)
    await b.happen("wait", cycles=10)
    assert await b.value(WAITS) == 14
    await b.tick(100)
    assert await b.value(CYCLES_LO) - before > 110


@bench
async def test_clear_wins_over_an_event_and_leaves_the_rest(b: Bench) -> None:
    b.events("part", "wait", "leave", "error")
    await b.tick(4)
    b.set(awaddr=CONTROL, awvalid=1, wdata=CLEAR | GAIN, wstrb=15, wvalid=1, bready=1)
    await b.tick()
    b.set(awvalid=0, wvalid=0)
    await b.tick()
    assert b.ctx.get(b.dut.control[MAP.control("CONTROL.clear")])
    await b.tick()
    b.events()  # the events of the cycle of the clear were the last ones
    for address in (PARTS, WAITS, FIRST, LAST):
        assert await b.value(address) == 0
    assert await b.value(STATUS) == 0x201  # seven images left, none entered; the error stays
    assert await b.value(CONTROL) == GAIN


@bench
async def test_stamps_are_the_active_cycles_before_their_event(b: Bench) -> None:
    await b.happen("leave", "enter")  # at 0, and seen: a stamp of 0 is no missing stamp
    await b.happen("part")
    await b.tick(5)
    await b.happen("leave", "enter")
    assert (await b.value(FIRST), await b.value(LAST)) == (0, 5)
    await b.write(CONTROL, CLEAR)
    await b.happen("part")
    await b.tick(10)
    await b.happen("leave", "enter")
    assert (await b.value(FIRST), await b.value(LAST), await b.value(CYCLES_LO)) == (10, 10, 11)
    await b.happen("part")
    await b.tick(6)
    await b.happen("leave", "enter")
    assert (await b.value(FIRST), await b.value(LAST)) == (10, 17)


@bench
async def test_a_sticky_field_stays_until_a_one_is_written(b: Bench) -> None:
    await b.happen("error")
    assert await b.value(STATUS) == 0x200
    await b.write(STATUS, 0x001)
    assert await b.value(STATUS) == 0x200
    await b.write(STATUS, 0x200, 0b1101)
    assert await b.value(STATUS) == 0x200
    assert await b.write(STATUS, 0x200) == OKAY
    assert await b.value(STATUS) == 0


@bench
async def test_an_event_in_the_cycle_in_which_it_is_cleared_is_not_lost(b: Bench) -> None:
    for cycle, want in ((0, 0), (1, 0x200), (2, 0x200)):
        await b.write(STATUS, 0x200)
        b.set(awaddr=STATUS, awvalid=1, wdata=0x200, wstrb=15, wvalid=1, bready=1)
        for now in range(4):  # accepted in cycle 0, done in cycle 1
            b.events(*(("error",) if now == cycle else ()))
            await b.tick()
            b.set(awvalid=0, wvalid=0)
        b.set(bready=0)
        assert await b.value(STATUS) == want


# One letter a cycle: p = part, E = part and enter, l = leave, B = all three, d = drop; the digit is busy in the cycle
# after it.
@pytest.mark.parametrize(
    ("story", "busy"),
    [
        ("ppE..l..", "11111000"),  # one image
        ("EE.l.l..", "11111000"),  # two inside
        ("E.pBpl..", "11111111"),  # one enters while one leaves, a third has begun and not entered whole
        ("pplpE...", "11110000"),  # it left before its last beat came
        ("ppB.....", "11000000"),  # or with it
        ("pplpEEl.", "11110100"),  # and the next one right behind
        ("pEp.d.pE", "11110011"),  # two are dropped, one entered whole, one not; then the next one
        ("pld.pEl.", "11001100"),  # one that had left already
    ],
)
def test_busy_while_an_image_is_inside(story: str, busy: str) -> None:
    meaning = {"p": ("part",), "E": ("part", "enter"), "l": ("leave",), "d": ("drop",), ".": ()}
    meaning["B"] = ("part", "enter", "leave")

    async def test(b: Bench) -> None:
        for end in range(1, len(story) + 1):
            await b.reset()
            for letter in story[:end]:
                await b.happen(*meaning[letter])
            assert await b.value(STATUS) == int(busy[end - 1]), story[:end]

    Bench().run(test)


@bench
async def test_a_drop_wins_over_what_happens_in_its_cycle(b: Bench) -> None:
    for beside in (("part",), ("part", "enter"), ("leave",), ("part", "enter", "leave")):
        await b.happen("part")
        await b.happen("part", "enter")
        await b.happen("drop", *beside)
        assert await b.value(STATUS) == 0


@bench
async def test_a_reset_in_the_middle_forgets_everything(b: Bench) -> None:
    await b.write(CONTROL, RUN)
    await b.write(SCRATCH, 5)
    await b.happen("part", "error", "leave", cycles=6)
    b.set(awaddr=CONTROL, awvalid=1, araddr=0, arvalid=1)  # half a write, and a read whose data nobody takes
    await b.tick(3)
    assert b.get("rvalid")
    assert not b.get("awready")
    b.set(awvalid=0, arvalid=0)
    await b.reset()
    assert (b.get("rvalid"), b.get("bvalid")) == (0, 0)
    want = {CONTROL: GAIN, STATUS: 0, CYCLES_LO: 0, CYCLES_HI: 0, SCRATCH: 0x01234567, PARTS: 0, FIRST: 0, LAST: 0}
    for address, data in want.items():
        assert await b.value(address) == data
    assert await b.write(SCRATCH, 9) == OKAY  # the forgotten address does not come back
    assert await b.value(CONTROL) == GAIN
    assert await b.value(SCRATCH) == 9
