import pytest

from hdlgen.errors import HdlgenError
from hdlgen.rtl.table import ConstantTable, TableParams
from tests.rtl.datapath import simulate

ROWS = (5, 0, 7, 2, 6)


def test_a_row_comes_with_its_address_and_none_is_behind_the_last():
    table = ConstantTable(TableParams(ROWS, 3, registered=False))

    async def bench(ctx, reset):
        for address in (*range(8), 3, 0):
            ctx.set(table.address, address)
            assert ctx.get(table.row) == (*ROWS, 0, 0, 0)[address]

    simulate(table, bench)


def test_a_registered_row_comes_a_cycle_later_and_stays_until_the_next():
    table = ConstantTable(TableParams(ROWS, 3, registered=True))

    async def bench(ctx, reset):
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
    table = ConstantTable(TableParams((1,), 1, registered=False))

    async def bench(ctx, reset):
        assert ctx.get(table.row) == 1
        ctx.set(table.address, 1)
        assert ctx.get(table.row) == 0

    simulate(table, bench)


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
        TableParams(rows, bits, registered=False)
    assert said in str(error.value)
