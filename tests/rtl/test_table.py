import random

import pytest

from hdlgen.errors import HdlgenError
from hdlgen.rtl.table import ConstantTable, LoadableTable, RoomParams, TableParams
from tests.rtl.datapath import simulate
from tests.rtl.loading import flip, got, kept_memories, put, words

ROWS = (5, 0, 7, 2, 6)


@pytest.mark.parametrize("loadable", [False, True])
def test_a_row_comes_a_cycle_later_and_stays_until_the_next(loadable):
    table = LoadableTable(RoomParams(8, 3)) if loadable else ConstantTable(TableParams(ROWS, 3))

    async def bench(ctx, reset):
        if loadable:
            for address, row in enumerate((*ROWS, 0, 0, 0)):
                await put(ctx, table.load, 0, address, row)
        held = None
        for cycle, address in enumerate((4, 1, 2, 3, 0, 2, 7, 2)):
            enable = cycle % 3 != 1
            ctx.set(table.address, address)
            ctx.set(table.enable, enable)
            if held is not None:
                assert ctx.get(table.row) == held
            await ctx.tick()
            held = (*ROWS, 0, 0, 0)[address] if enable else held
            assert ctx.get(table.row) == held

    simulate(table, bench)


def test_a_table_of_one_row():
    table = ConstantTable(TableParams((1,), 1))

    async def bench(ctx, reset):
        ctx.set(table.enable, 1)
        for address in (0, 1):
            ctx.set(table.address, address)
            await ctx.tick()
            assert ctx.get(table.row) == 1 - address

    simulate(table, bench)


@pytest.mark.parametrize("bits", [1, 31, 32, 33, 64, 70, 129])
@pytest.mark.parametrize("rows", [1, 2, 5])
def test_what_was_written_is_read_back_and_used(bits, rows):
    table = LoadableTable(RoomParams(rows, bits))
    rng = random.Random(bits * rows)
    contents = [rng.getrandbits(bits) for _ in range(rows)]
    writes = words(bits, contents)

    async def bench(ctx, reset):
        rng.shuffle(writes)
        for address, data in writes:
            # Bits behind those of the row are not kept.
            surplus = 0 if bits % 32 == 0 or data >> bits % 32 else rng.getrandbits(32) << bits % 32 & 0xFFFFFFFF
            behind = address % (1 << table.params.word_bits) == len(table.params.words) - 1
            await put(ctx, table.load, 0, address, data | surplus if behind else data)
        for _ in range(2):
            for address, data in writes:
                assert await got(ctx, table.load, 0, address) == data
            ctx.set(table.enable, 1)
            for address, row in enumerate(contents):
                ctx.set(table.address, address)
                await ctx.tick()
                ctx.set(table.used, 1)
                assert ctx.get(table.row) == row
                assert not ctx.get(table.fault)
            ctx.set(table.enable, 0)
            await ctx.tick()
            ctx.set(table.used, 0)
            assert not ctx.get(table.fault)

    simulate(table, bench)


def test_a_table_that_is_not_selected_neither_changes_nor_answers():
    table = LoadableTable(RoomParams(2, 8))

    async def bench(ctx, reset):
        await put(ctx, table.load, 0, 1, 0xA5)
        await put(ctx, table.load, 1, 1, 0x11)
        assert await got(ctx, table.load, 1, 1) == 0
        assert await got(ctx, table.load, 0, 1) == 0xA5

    simulate(table, bench)


def test_an_answer_comes_though_the_reader_is_reset_and_contents_stay():
    table = LoadableTable(RoomParams(2, 8))

    async def bench(ctx, reset):
        await put(ctx, table.load, 0, 1, 0xA5)
        ctx.set(reset, 1)
        assert await got(ctx, table.load, 0, 1) == 0xA5
        await put(ctx, table.load, 0, 0, 0x5A)
        ctx.set(reset, 0)
        assert await got(ctx, table.load, 0, 0) == 0x5A

    simulate(table, bench)


@pytest.mark.parametrize("bits", [3, 40])
def test_every_flipped_bit_is_a_fault_when_its_row_is_used(bits):
    table = LoadableTable(RoomParams(3, bits))
    contents = [5, (1 << bits) - 1, 0]

    async def bench(ctx, reset):
        for address, data in words(bits, contents):
            await put(ctx, table.load, 0, address, data)
        ctx.set(table.enable, 1)
        for store in stores:
            for row in range(3):
                for bit in range(len(store.data[row])):
                    flip(ctx, store, row, bit)
                    for address in range(3):
                        ctx.set(table.address, address)
                        await ctx.tick()
                        ctx.set(table.used, 1)
                        await ctx.tick()
                        ctx.set(table.used, 0)
                        assert ctx.get(table.fault) == (address == row)
                        await ctx.tick()
                        assert not ctx.get(table.fault)  # not used
                    flip(ctx, store, row, bit)

    with kept_memories() as stores:
        simulate(table, bench)
    assert sum(len(store.data[0]) for store in stores) == bits + len(table.params.words)


@pytest.mark.parametrize(
    ("rows", "bits", "said"),
    [
        ((), 3, "table.rows: are none"),
        ((7, 8), 3, "table.rows: row 1 is 8, which 3 bits do not hold"),
        ((-1,), 3, "table.rows: row 0 is -1, which 3 bits do not hold"),
        ((0,), 0, "table.bits: must be at least 1, not 0"),
    ],
)
def test_rows_that_do_not_fit_are_refused(rows, bits, said):
    with pytest.raises(HdlgenError) as error:
        TableParams(rows, bits)
    assert said in str(error.value)


@pytest.mark.parametrize(("rows", "bits", "said"), [(0, 3, "table.rows: must be"), (1, 0, "table.bits: must be")])
def test_no_room_is_refused(rows, bits, said):
    with pytest.raises(HdlgenError, match=said):
        RoomParams(rows, bits)
