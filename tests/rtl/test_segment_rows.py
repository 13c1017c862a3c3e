import numpy as np
import pytest

from hdlgen.arith import Int, Phases
from hdlgen.errors import HdlgenError
from hdlgen.rtl.segment_rows import SegmentRows, SegmentRowsParams
from tests.rtl.datapath import simulate
from tests.rtl.streams import packed, unpacked
from tests.rtl.test_row_driver import PHASES


def offer(ctx, unit, values, lanes, *, next=0, last=0, frees=0):
    i = unit.i
    ctx.set(i.valid, 1)
    ctx.set(i.values, packed(np.array(values), unit.params.phases.act.bits))
    for port, value in ((i.lanes, lanes), (i.next, next), (i.last, last), (i.frees, frees)):
        ctx.set(port, value)


@pytest.mark.parametrize("phases", PHASES, ids=lambda p: f"{p.act}-{p.dac_bits}")
def test_every_activation_digit_by_digit(phases):
    """Segments of two load cycles follow without a gap, where they are driven for three cycles at least."""
    act, d = phases.act, phases.dac_bits
    rows = min(8, 1 << act.bits)
    segments = np.arange(act.lo, act.hi + 1).reshape(-1, rows)
    unit = SegmentRows(SegmentRowsParams(rows + 1, rows, -(-rows // 2), phases))
    half = unit.params.lanes
    total, shown = np.zeros(rows + 1, np.int64), []

    async def bench(ctx, _):
        nonlocal total
        loads = [(s[:half], 1, 0) if n == 0 else (s[half:], 0, 1) for s in segments for n in range(2)]
        phase = wait = 0
        while len(shown) < len(segments):
            if loads:
                values, n, last = loads[0]
                offer(ctx, unit, values, (1 << len(values)) - 1, next=n, last=last)
            else:
                ctx.set(unit.i.valid, 0)
            valid = ctx.get(unit.turn.valid)
            hold = valid and wait >= 2  # three cycles a phase
            wait = 0 if hold or not valid else wait + 1
            take = hold and phase == phases.count - 1
            ctx.set(unit.turn.integrate, valid)
            ctx.set(unit.turn.advance, hold)
            ctx.set(unit.turn.ends, phase == phases.count - 1)
            if valid and phase == 0:
                word = unpacked(ctx.get(unit.row_word), rows, phases.word_bits, False)
                np.testing.assert_array_equal(word, (segments[len(shown)] + phases.offset) % (1 << phases.word_bits))
            if not valid:
                assert ctx.get(unit.drive) == 0
            if hold:
                total += unpacked(ctx.get(unit.drive), rows + 1, d, False) * phases.weight(phase)
                phase = 0 if take else phase + 1
            if take:
                np.testing.assert_array_equal(total[:rows] - phases.offset, segments[len(shown)])
                assert total[rows] == 0, "a row that no segment has is driven"
                shown.append(1)
                total = np.zeros(rows + 1, np.int64)
            if loads and ctx.get(unit.i.ready):
                loads.pop(0)
            await ctx.tick()
            # Another segment is there at once, as it was loaded while this one was driven.
            assert not take or bool(ctx.get(unit.turn.valid)) == (len(shown) < len(segments))

    simulate(unit, bench)


def test_rows_that_are_not_loaded_are_zero_whatever_was_there():
    """With an offset too: a row without a tap holds 0, and not what stands for the activation 0."""
    unit = SegmentRows(SegmentRowsParams(6, 5, 2, Phases(Int(4, True), 2)))

    async def bench(ctx, _):
        for lanes in [(0b11, 0b11, 0b01), (0b10, 0b01)]:
            for n, mask in enumerate(lanes):
                last = n + 1 == len(lanes)
                offer(ctx, unit, [7, -8], mask, next=not last, last=last, frees=last and len(lanes) == 2)
                await ctx.tick()
            ctx.set(unit.i.valid, 0)
            assert ctx.get(unit.i.ready) == 0  # full; it is driven when what is driven is taken
            ctx.set(unit.turn.advance, 1)
            ctx.set(unit.turn.ends, 1)
            assert ctx.get(unit.i.freed) == (len(lanes) == 2)
            await ctx.tick()
            ctx.set(unit.turn.advance, 0)
            assert (ctx.get(unit.i.freed), ctx.get(unit.turn.valid), ctx.get(unit.i.ready)) == (0, 1, 1)
            words = unpacked(ctx.get(unit.row_word), 6, 4, False).tolist()
            assert words == ([15, 0, 15, 0, 15, 0] if len(lanes) == 3 else [0, 0, 15, 0, 0, 0])

    simulate(unit, bench)


def test_a_load_cycle_that_does_not_end_rows_adds_to_them():
    unit = SegmentRows(SegmentRowsParams(4, 4, 2, Phases(Int(4), 1)))

    async def bench(ctx, _):
        for values, mask, n, last in [([1, 9], 1, 0, 0), ([9, 2], 2, 1, 0), ([9, 4], 2, 0, 0), ([3, 9], 1, 0, 1)]:
            offer(ctx, unit, values, mask, next=n, last=last)
            await ctx.tick()
        ctx.set(unit.i.valid, 0)
        await ctx.tick()
        assert unpacked(ctx.get(unit.row_word), 4, 4, False).tolist() == [1, 2, 3, 4]

    simulate(unit, bench)


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ((4, 5, 1), "segment_rows.used: must lie in 1..4, not 5"),
        ((4, 0, 1), "segment_rows.used: must lie in 1..4, not 0"),
        ((4, 4, 0), "segment_rows.lanes: must be at least 1, not 0"),
    ],
)
def test_what_are_no_rows_is_refused(fields, what):
    with pytest.raises(HdlgenError, match=what):
        SegmentRowsParams(*fields, Phases(Int(4), 1))
