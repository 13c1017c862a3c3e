import numpy as np
import pytest

from hdlgen.arith import Int, Phases
from hdlgen.errors import HdlgenError
from hdlgen.rtl.row_driver import RowDriver, RowDriverParams
from tests.rtl.datapath import simulate
from tests.rtl.streams import packed, unpacked

PHASES = [
    Phases(Int(bits, signed), dac) for bits in (1, 3, 4, 8) for signed in (False, True) for dac in (1, 2, 3, 4, 8)
]


@pytest.mark.parametrize("phases", PHASES, ids=lambda p: f"{p.act}-{p.dac_bits}")
def test_every_activation_digit_by_digit(phases):
    act, d = phases.act, phases.dac_bits
    rows = min(16, 1 << act.bits)
    windows = np.arange(act.lo, act.hi + 1).reshape(-1, rows)
    unit = RowDriver(RowDriverParams(rows, (rows,), phases))

    async def bench(ctx, _):
        # Windows follow without a gap: each is loaded in the last cycle of the one before.
        for n, window in enumerate([*windows, None]):
            ctx.set(unit.i.valid, window is not None)
            if window is not None:
                ctx.set(unit.i.payload, packed(window, act.bits))
            assert ctx.get(unit.turn.valid) == (n > 0)
            assert ctx.get(unit.i.ready) == 1
            await ctx.tick()
            if window is None:
                break
            ctx.set(unit.i.payload, (1 << rows * act.bits) - 1)
            total = np.zeros(rows, np.int64)
            for p in range(phases.count):
                ends = p == phases.count - 1
                ctx.set(unit.turn.integrate, 0)
                assert ctx.get(unit.drive) == 0
                ctx.set(unit.turn.integrate, 1)
                if p == 0:
                    word = unpacked(ctx.get(unit.row_word), rows, phases.word_bits, False)
                    np.testing.assert_array_equal(word, (window + phases.offset) % (1 << phases.word_bits))
                ctx.set(unit.turn.advance, 0)
                ctx.set(unit.turn.ends, ends)
                ctx.set(unit.i.valid, 1)
                assert ctx.get(unit.i.ready) == 0
                drive = ctx.get(unit.drive)
                await ctx.tick()  # nothing moves without advance
                assert ctx.get(unit.drive) == drive
                total += unpacked(drive, rows, d, False) * phases.weight(p)
                ctx.set(unit.turn.advance, 1)
                if not ends:
                    await ctx.tick()
            np.testing.assert_array_equal(total - phases.offset, window)
        assert ctx.get(unit.turn.valid) == 0

    simulate(unit, bench)


SEGMENTED = RowDriverParams(4, (4, 1, 3), Phases(Int(4), 2))


def load(ctx, unit, window):
    ctx.set(unit.i.payload, packed(np.array(window), 4))
    ctx.set(unit.i.valid, 1)


def test_segments_turn_on_their_own_and_are_whole_afterwards():
    unit = RowDriver(SEGMENTED)
    window = [1, 6, 11, 12, 7, 4, 9, 14]
    # By hand, row 0 lowest: low digits, then high digits of each segment; rows without a tap are 0.
    low, high = [0b00_11_10_01, 0b11, 0b10_01_00], [0b11_10_01_00, 0b01, 0b11_10_01]

    async def bench(ctx, _):
        load(ctx, unit, window)
        await ctx.tick()
        ctx.set(unit.i.valid, 0)
        ctx.set(unit.turn.integrate, 1)
        for segment in (0, 2, 1, 1, 0, 2):
            for turned, digits in enumerate((low, high)):
                for other in range(3):  # the others stay as they are
                    ctx.set(unit.turn.segment, other)
                    assert ctx.get(unit.drive) == (digits if other == segment else low)[other]
                    if not turned and other == 2:
                        assert ctx.get(unit.row_word) == 0xE94
                ctx.set(unit.turn.segment, segment)
                ctx.set(unit.turn.advance, 1)
                await ctx.tick()
                ctx.set(unit.turn.advance, 0)
        assert ctx.get(unit.turn.valid) == 1

    simulate(unit, bench)


def test_a_window_is_taken_when_none_is_held_or_as_that_ends():
    unit = RowDriver(SEGMENTED)

    async def bench(ctx, _):
        ctx.set(unit.turn.integrate, 1)
        await ctx.tick().repeat(2)
        assert (ctx.get(unit.turn.valid), ctx.get(unit.i.ready)) == (0, 1)
        load(ctx, unit, [1] * 8)
        await ctx.tick()
        assert (ctx.get(unit.turn.valid), ctx.get(unit.i.ready)) == (1, 0)
        load(ctx, unit, [2] * 8)  # waits
        await ctx.tick().repeat(3)
        assert ctx.get(unit.drive) == 0b01010101
        ctx.set(unit.turn.ends, 1)
        ctx.set(unit.turn.advance, 1)
        assert ctx.get(unit.i.ready) == 1
        await ctx.tick()
        assert (ctx.get(unit.turn.valid), ctx.get(unit.drive)) == (1, 0b10101010)
        ctx.set(unit.i.valid, 0)
        await ctx.tick()  # it ends, and no window waits
        assert ctx.get(unit.turn.valid) == 0

    simulate(unit, bench)


def test_a_reset_forgets_the_window():
    unit = RowDriver(SEGMENTED)

    async def bench(ctx, reset):
        load(ctx, unit, [3] * 8)
        await ctx.tick()
        ctx.set(unit.i.valid, 0)
        ctx.set(unit.turn.advance, 1)
        ctx.set(reset, 1)
        await ctx.tick()
        ctx.set(reset, 0)
        ctx.set(unit.turn.advance, 0)
        assert (ctx.get(unit.turn.valid), ctx.get(unit.i.ready)) == (0, 1)
        load(ctx, unit, [1] * 8)
        await ctx.tick()
        ctx.set(unit.turn.integrate, 1)
        assert (ctx.get(unit.turn.valid), ctx.get(unit.drive)) == (1, 0b01010101)

    simulate(unit, bench)


@pytest.mark.parametrize("segments", [(), (0,), (4, 5), (3, -1)])
def test_segments_that_do_not_fit_are_refused(segments):
    with pytest.raises(HdlgenError, match=r"row_driver\.segments: must lie in 1\.\.4 rows each, not \("):
        RowDriverParams(4, segments, Phases(Int(4), 1))
