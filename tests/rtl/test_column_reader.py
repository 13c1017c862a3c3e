import numpy as np
import pytest

from hdlgen.errors import HdlgenError
from hdlgen.rtl.column_reader import ColumnReader, ColumnReaderParams
from tests.rtl.datapath import simulate

INDICES = ("phase", "word", "part", "last")


@pytest.mark.parametrize("tiles", [1, 2, 3, 4])
def test_codes_of_the_tile_that_converts(tiles):
    params = ColumnReaderParams(tiles, group_bits=6, phases=5, words=7, parts=3, conversion_cycles=2)
    unit = ColumnReader(params)
    rng = np.random.default_rng(tiles)

    async def bench(ctx, _):
        seen = (0,) * 6
        for _ in range(300):
            tile = int(rng.integers(tiles))
            codes = rng.integers(0, 64, tiles)
            # Other tiles' codes are garbage, valid or not.
            valid = rng.integers(0, 2, tiles)
            now = dict(zip(INDICES, (int(rng.integers(n)) for n in (5, 7, 3, 2)), strict=True))
            ctx.set(unit.origin.tile, tile)
            ctx.set(unit.codes, sum(int(c) << 6 * t for t, c in enumerate(codes)))
            ctx.set(unit.code_valid, sum(int(v) << t for t, v in enumerate(valid)))
            for name, value in now.items():
                ctx.set(getattr(unit.origin, name), value)
            await ctx.tick()
            # One cycle later; what is not valid leaves the others as they were.
            seen = (1, int(codes[tile]), *now.values()) if valid[tile] else (0, *seen[1:])
            outputs = (unit.o.valid, unit.o.codes, unit.o.phase, unit.o.word, unit.o.part, unit.o.last)
            assert tuple(ctx.get(o) for o in outputs) == seen

    simulate(unit, bench)


def test_a_reset_drops_what_was_read():
    unit = ColumnReader(ColumnReaderParams(2, 4, 1, 1, 1, 1))

    async def bench(ctx, reset):
        ctx.set(unit.code_valid, 1)
        ctx.set(unit.codes, 9)
        await ctx.tick()
        assert (ctx.get(unit.o.valid), ctx.get(unit.o.codes)) == (1, 9)
        ctx.set(reset, 1)
        await ctx.tick()
        assert ctx.get(unit.o.valid) == 0
        ctx.set(reset, 0)
        await ctx.tick()
        assert (ctx.get(unit.o.valid), ctx.get(unit.o.codes)) == (1, 9)

    simulate(unit, bench)


@pytest.mark.parametrize("cycles", [1, 2, 3, 7])
def test_codes_that_do_not_come_or_come_too_early_or_too_late_are_a_fault(cycles):
    """Conversions one behind the other, with and without a pause; their codes come `off` cycles from when they must."""
    unit = ColumnReader(ColumnReaderParams(2, 4, 1, 1, 1, cycles))
    starts = [3, 3 + cycles, 3 + 2 * cycles, 9 + 3 * cycles, 40, 60, 80]
    off = [0, 0, 0, 0, -1, 1, None]
    due = {start + cycles for start in starts}
    come = {start + cycles + late for start, late in zip(starts, off, strict=True) if late is not None}

    async def bench(ctx, _):
        faults = set()
        for cycle in range(100):
            ctx.set(unit.origin.tile, 1)
            ctx.set(unit.convert, cycle in starts)
            ctx.set(unit.code_valid, 2 * (cycle in come) + cycle % 2)  # the other tile says what it likes
            if ctx.get(unit.fault):
                faults.add(cycle)
            await ctx.tick()
        assert faults == due ^ come
        assert len(faults) == 5

    simulate(unit, bench)


@pytest.mark.parametrize("name", vars(ColumnReaderParams(1, 1, 1, 1, 1, 1)))
def test_nothing_is_less_than_one(name):
    with pytest.raises(HdlgenError, match=rf"column_reader\.{name}: must be at least 1, not 0"):
        ColumnReaderParams(**{**vars(ColumnReaderParams(1, 1, 1, 1, 1, 1)), name: 0})
