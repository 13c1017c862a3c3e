from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import pytest
from amaranth import Const

from hdlgen.arith.rows import Conversion, Dispatch
from hdlgen.errors import HdlgenError
from hdlgen.rtl.scheduler import SchedulerParams, TileScheduler
from tests.rtl.datapath import Timing, simulate


class Cycle(NamedTuple):
    """Outputs in a cycle."""

    segment: int
    phase: int
    integrate: int
    hold: int
    advance: int
    ends: int
    select: int
    convert: int
    code_tile: int
    code_phase: int
    code_word: int
    code_part: int
    code_last: int
    window: int
    dispatch: int
    held: int
    conversion: int
    starved: int
    blocked: int
    array: int

    @property
    def codes(self) -> tuple[int, ...]:
        """What the codes of the latest convert are."""
        return self[8:13]


def port(unit, name):
    """Output `name` of `Cycle`."""
    if name == "array" and unit.params.arrays == 1:
        return Const(0)
    if name.startswith("code_"):
        return getattr(unit.origin, name.removeprefix("code_"))
    return getattr(unit.turn if name in ("segment", "advance", "ends") else unit, name)


def watch(params, windows, *, gap=0, drain=1, reset_at=None):
    """Runs `windows` windows to the end; returns [cycle] of `Cycle`, and the cycles of drained.

    gap       cycles without a window after each; the first is there from the start
    drain     cycles from a window's last code to drained
    reset_at  cycle of a reset, after which all windows come again; what was before is not returned
    """
    unit = TileScheduler(params)
    ports = [port(unit, name) for name in Cycle._fields]
    trace: list[Cycle] = []
    drained_at: list[int] = []

    async def bench(ctx, reset):
        due: list[int] = []
        left, wait, clock = windows, 0, 0
        while len(drained_at) < windows or len(trace) < drained_at[-1] + 20:
            now = len(trace)
            ctx.set(unit.turn.valid, left > 0 and wait == 0)
            drained = bool(due) and due[0] == now
            in_reset = clock == reset_at
            ctx.set(unit.drained, drained)
            ctx.set(reset, in_reset)
            out = Cycle(*[ctx.get(p) for p in ports])
            clock += 1
            await ctx.tick()
            if in_reset:
                trace.clear()
                drained_at.clear()
                due, left, wait = [], windows, 0
                continue
            trace.append(out)
            if drained:
                drained_at.append(due.pop(0))
            wait = max(0, wait - 1)
            if out.advance and out.ends:
                left, wait = left - 1, gap
            if out.convert and last_of_window(params, trace):
                after = due[-1] if due else now
                due.append(max(after + 1, now + params.conversion_cycles + drain))
            assert clock < 5000, "stuck"

    simulate(unit, bench)
    return trace, drained_at


def last_of_window(params, trace):
    """Whether the conversions so far are whole windows."""
    return sum(c.convert > 0 for c in trace) % (params.phases * sum(d.count for d in params.dispatch)) == 0


def judge(params, trace, drained_at, windows):
    """Asserts everything that must hold for every trace of `windows` windows; returns the cycles of the holds."""
    phases = range(params.phases)
    holds = [(d.segment, d.tile, p, d) for _ in range(windows) for d in params.dispatch for p in phases]
    converts = [
        (1 << tile, params.conversions[d.first + n], (tile, p, n, d)) for _, tile, p, d in holds for n in range(d.count)
    ]

    # The order, and that a phase's conversions lie between its hold and the next one.
    hold_at = [t for t, c in enumerate(trace) if c.hold]
    convert_at = [t for t, c in enumerate(trace) if c.convert]
    assert [(trace[t].segment, trace[t].hold, trace[t].phase) for t in hold_at] == [
        (segment, 1 << tile, p) for segment, tile, p, _ in holds
    ]
    assert [(trace[t].convert, trace[t].select) for t in convert_at] == [(tile, c.group) for tile, c, _ in converts]
    for before, hold, (*_, d) in zip([-1, *hold_at[:-1]], hold_at, holds, strict=True):
        assert {c.array for c in trace[before + 1 : hold + 1] if c.integrate} == {d.array}
    at = 0
    for hold, following, (*_, d) in zip(hold_at, [*hold_at[1:], len(trace)], holds, strict=True):
        mine = convert_at[at : at + d.count]
        assert mine == [hold + 1 + n * params.conversion_cycles for n in range(d.count)]
        assert mine[-1] + params.conversion_cycles - 1 <= following
        at += d.count

    # The macros' rules, and what their codes are when they come.
    for tile in range(params.tiles):
        timing = Timing(params.settle_cycles, params.conversion_cycles, params.precharge_cycles)
        for c in trace:
            timing.cycle(c.integrate >> tile & 1, c.hold >> tile & 1, c.convert >> tile & 1)
    assert all(c.integrate & (c.integrate - 1) == 0 for c in trace), "two tiles integrate"
    per_window = len(converts) // windows
    for n, (t, (_, c, (tile, p, _, _))) in enumerate(zip(convert_at, converts, strict=True)):
        codes = (tile, p, c.word, c.part, (n + 1) % per_window == 0)
        assert {x.codes for x in trace[t + 1 : t + 1 + params.conversion_cycles]} == {codes}

    # Pulses, counted against the tables.
    blocks = len(params.dispatch)
    first = [t for t, c in enumerate(trace) if c.window]
    assert first == hold_at[:: blocks * params.phases]
    assert [t for t, c in enumerate(trace) if c.dispatch] == hold_at[:: params.phases]
    assert [t for t, c in enumerate(trace) if c.advance and c.ends] == hold_at[
        blocks * params.phases - 1 :: blocks * params.phases
    ]
    assert all(c.held == c.advance == (c.hold > 0) and c.conversion == (c.convert > 0) for c in trace)
    # So many windows at most between their first hold and drained.
    assert len(first) == len(drained_at) == windows
    assert all(next_one > out for next_one, out in zip(first[params.windows :], drained_at, strict=False))
    return hold_at


def tables(counts, *, tiles=1, segments=1, groups=4, phases=1, settle=1, conversion=1, parts=1, arrays=1):
    """Blocks of counts[b] conversions each, on tiles and segments in turn; groups and words in no simple order.

    arrays  of a tile: two blocks on each of them in turn
    """
    dispatch, conversions = [], []
    for b, count in enumerate(counts):
        array = b // 2 % arrays
        dispatch.append(Dispatch((b * 2 + 1) % segments, (b + 1) % tiles, len(conversions), count, array))
        conversions += [Conversion((3 * b + n) % groups, (5 - b - n // parts) % 6, n % parts) for n in range(count)]
    sizes = (segments, tiles, groups, 6, parts, phases, settle, conversion)
    return SchedulerParams(tuple(dispatch), tuple(conversions), *sizes, arrays=arrays)


def gaps(hold_at):
    return [b - a for a, b in pairwise(hold_at)]


@pytest.mark.parametrize("settle", [1, 2, 3, 4])
@pytest.mark.parametrize("conversion", [1, 2, 3])
def test_a_phase_takes_the_longer_of_settling_and_converting(settle, conversion):
    for phases in range(1, 9):
        counts = [1, 4, 2, 3] if phases % 2 else [4, 2, 1, 1, 3]
        times = {"phases": phases, "settle": settle, "conversion": conversion}
        params = tables(counts, tiles=3, segments=2, parts=2, arrays=1 + phases % 4, **times)
        trace, drained_at = watch(params, 3)
        hold_at = judge(params, trace, drained_at, 3)
        # Nothing but that between holds, across phases, blocks and windows.
        period = [max(settle, n * conversion) for n in counts for _ in range(phases)] * 3
        assert hold_at[0] == settle  # the first row is fetched in the first cycle
        assert gaps(hold_at) == period[:-1]
        assert sum(c.blocked for c in trace) == 0
        assert sum(c.starved for c in trace[: hold_at[-1] + 1]) == 0


@pytest.mark.parametrize(("precharge", "settle"), [(1, 1), (2, 1), (1, 3), (3, 2)])
@pytest.mark.parametrize("conversion", [1, 2])
def test_integrate_is_low_between_phases_for_the_precharge(precharge, settle, conversion):
    counts = [1, 4, 2, 3]
    params = tables(counts, segments=2, phases=2, settle=settle, conversion=conversion, arrays=2)
    params = replace(params, precharge_cycles=precharge)
    trace, drained_at = watch(params, 3)
    hold_at = judge(params, trace, drained_at, 3)
    period = [max(precharge + settle, n * conversion) for n in counts for _ in range(2)] * 3
    assert hold_at[0] == precharge + settle  # the first row is fetched in the first cycle
    assert gaps(hold_at) == period[:-1]
    for before, hold in pairwise(hold_at):
        integrates = [c.integrate > 0 for c in trace[before + 1 : hold + 1]]
        assert integrates == [False] * precharge + [True] * (hold - before - precharge)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("settle", [1, 4])
def test_a_single_block(count, settle):
    for conversion in (1, 3):
        params = tables([count], phases=8, settle=settle, conversion=conversion)
        trace, drained_at = watch(params, 4, drain=3)
        assert gaps(judge(params, trace, drained_at, 4)) == [max(settle, count * conversion)] * 31


@pytest.mark.parametrize("gap", [1, 2, 7])
def test_without_a_window_the_arrays_starve(gap):
    params = tables([2, 1], tiles=2, phases=2, settle=2, conversion=1)
    trace, drained_at = watch(params, 4, gap=gap)
    hold_at = judge(params, trace, drained_at, 4)
    # The rows have a window `gap` cycles after the last hold of the one before, and settle then.
    assert gaps(hold_at) == ([2, 2, 2, 2 + gap] * 4)[:-1]
    assert sum(c.starved for c in trace[: hold_at[-1]]) == 3 * gap
    assert not any(c.integrate for c in trace if c.starved)


@pytest.mark.parametrize("settle", [1, 3])
@pytest.mark.parametrize("room", [2, 3])
def test_a_window_without_room_waits_until_the_first_has_drained(settle, room):
    params = replace(tables([1, 2], phases=2, settle=settle, conversion=2), windows=room)
    count = room + 3
    trace, drained_at = watch(params, count, drain=60)
    hold_at = judge(params, trace, drained_at, count)
    first = [t for t, c in enumerate(trace) if c.window]
    # It settles meanwhile, and is held in the cycle after.
    assert [t - d for t, d in zip(first[room:], drained_at, strict=False)] == [1, 1, 1]
    # Blocked is every cycle between the earliest possible hold and the hold, and no other.
    earliest = [hold_at[4 * n - 1] + max(settle, 2 * 2) for n in range(room, count)]
    assert [t for t, c in enumerate(trace) if c.blocked] == [
        t for e, f in zip(earliest, first[room:], strict=True) for t in range(e, f)
    ]


def test_one_conversion_windows_drain_and_begin_in_the_same_cycle():
    params = tables([1])
    trace, drained_at = watch(params, 30)
    assert any(trace[t].window for t in drained_at)
    judge(params, trace, drained_at, 30)


@pytest.mark.parametrize("gap", [0, 3])
def test_a_reset_at_any_time_begins_anew(gap):
    params = tables([2, 1], tiles=2, segments=2, phases=2, settle=2, conversion=2)
    calm, _ = watch(params, 3, gap=gap, drain=12)
    for at in range(0, len(calm), 3):
        trace, drained_at = watch(params, 3, gap=gap, drain=12, reset_at=at)
        judge(params, trace, drained_at, 3)
        # In the first cycle after a reset, the row that says which segment is fetched.
        assert [c[1:4] for c in trace] == [c[1:4] for c in calm]
        assert [c.segment for c in trace[1:]] == [c.segment for c in calm[1:]]


GOOD = tables([2, 1], tiles=2, segments=2)


@pytest.mark.parametrize(
    "entry",
    [
        Dispatch(2, 0, 0, 1),
        Dispatch(0, 2, 0, 1),
        Dispatch(0, 0, 0, 0),
        Dispatch(0, 0, 2, 2),
        Dispatch(-1, 0, 0, 1),
        Dispatch(0, -1, 0, 1),
        Dispatch(0, 0, -1, 1),
        Dispatch(0, 0, 0, 1, 1),
    ],
)
def test_blocks_outside_the_stage_are_refused(entry):
    with pytest.raises(HdlgenError, match=r"scheduler\.dispatch: Dispatch\(.*\) points outside the stage"):
        replace(GOOD, dispatch=(GOOD.dispatch[0], entry))


@pytest.mark.parametrize(
    "entry",
    [
        Conversion(4, 0, 0),
        Conversion(0, 6, 0),
        Conversion(0, 0, 1),
        Conversion(-1, 0, 0),
        Conversion(0, -1, 0),
        Conversion(0, 0, -1),
    ],
)
def test_conversions_outside_the_tile_are_refused(entry):
    with pytest.raises(HdlgenError, match=r"scheduler\.conversions: Conversion\(.*\) points outside the tile"):
        replace(GOOD, conversions=(*GOOD.conversions, entry))


def test_an_empty_table_is_refused():
    with pytest.raises(HdlgenError, match=r"scheduler\.dispatch: is empty\n    fix: keep one block"):
        replace(GOOD, dispatch=())


@pytest.mark.parametrize("name", ["phases", "settle_cycles", "conversion_cycles"])
def test_nothing_takes_no_time(name):
    with pytest.raises(HdlgenError, match=rf"scheduler\.{name}: must be at least 1, not 0"):
        replace(GOOD, **{name: 0})


def test_a_precharge_takes_no_negative_time():
    with pytest.raises(HdlgenError, match=r"scheduler\.precharge_cycles: must be at least 0, not -1"):
        replace(GOOD, precharge_cycles=-1)


def test_a_single_window_is_refused():
    with pytest.raises(HdlgenError, match=r"scheduler\.windows: must be at least 2, not 1"):
        replace(GOOD, windows=1)


def test_by_segment_rows_are_let_go_where_another_segment_is_next():
    """All else is as with rows that hold whole windows; and nothing moves while the next segment is not there."""
    dispatch = tuple(Dispatch(segment, 0, n, 1) for n, segment in enumerate([0, 0, 1, 0]))
    conversions = tuple(Conversion(n, n, 0) for n in range(4))
    params = SchedulerParams(dispatch, conversions, 2, 1, 4, 4, 1, 3, 2, 1)
    unit = TileScheduler(replace(params, by_segment=True))
    names = [name for name in Cycle._fields if name != "segment"]
    taken, ends = [], []

    async def bench(ctx, _):
        hold, away, drain = 0, 0, 0
        for _ in range(200):
            ctx.set(unit.turn.valid, away == 0)
            ctx.set(unit.drained, drain == 1)
            out = {name: ctx.get(port(unit, name)) for name in names}
            assert out["starved"] == (away > 0)
            if away:
                assert (out["held"], out["integrate"]) == (0, 0)
            await ctx.tick()
            if out["held"]:
                block, phase = divmod(hold, 3)
                taken.append((block % 4, phase, out["ends"]))
                hold += 1
            if out["conversion"]:
                ends.append(ctx.get(unit.origin.last))
            away = max(0, away - 1) if not (out["held"] and out["ends"]) else 2
            drain = 3 if out["conversion"] and ends[-1] else max(0, drain - 1)

    simulate(unit, bench)
    assert len(taken) > 40
    assert all(ends == (block != 0 and phase == 2) for block, phase, ends in taken)
    assert ends[:24] == ([0] * 11 + [1]) * 2


@pytest.mark.parametrize(("settle", "conversion"), [(1, 1), (2, 3), (3, 1), (1, 4)])
@pytest.mark.parametrize("inputs", [2, 4])
@pytest.mark.parametrize("gap", [0, 2])
def test_positions_of_a_square_are_held_before_it_is_converted_once(inputs, settle, conversion, gap):
    """Blocks of 2, 1 and 3 conversions; each has a window for each input, `gap` cycles behind the one before."""
    counts = [2, 1, 3]
    params = replace(tables(counts, tiles=2, segments=3, settle=settle, conversion=conversion), inputs=inputs)
    unit = TileScheduler(params)
    holds, converts, begun = [], [], []

    async def bench(ctx, _):
        away = drain = 0
        for cycle in range(300):
            ctx.set(unit.turn.valid, away == 0)
            ctx.set(unit.drained, drain == 1)
            hold, pool, convert = ctx.get(unit.hold), ctx.get(unit.pool), ctx.get(unit.convert)
            assert ctx.get(unit.turn.ends)
            assert ctx.get(unit.turn.advance) == ctx.get(unit.held) == (hold > 0)
            assert ctx.get(unit.dispatch) == (pool > 0)
            if hold:
                holds.append((cycle, hold, ctx.get(unit.hold_input), pool))
            if convert:
                converts.append((cycle, convert, ctx.get(unit.select)))
            if ctx.get(unit.window):
                begun.append(cycle)
            away = gap if hold else max(0, away - 1)
            await ctx.tick()
            last = convert and ctx.get(unit.origin.last)
            drain = 1 + conversion if last else max(0, drain - 1)

    simulate(unit, bench)
    squares = len(holds) // (3 * inputs)
    assert squares >= 3
    for n, (cycle, hold, hold_input, pool) in enumerate(holds):
        block, at = divmod(n, inputs)
        tile = 1 << params.dispatch[block % 3].tile
        assert (hold, hold_input, pool) == (tile, at, tile if at == inputs - 1 else 0)
        if n and at < inputs - 1:  # no position but the last waits for converters
            assert cycle == holds[n - 1][0] + settle + gap
    pools = [cycle for cycle, *_, pool in holds if pool]
    assert begun == pools[::3]
    for (before, after), count in zip(pairwise(pools), counts * squares, strict=False):
        assert after - before == max(inputs * (settle + gap), count * conversion)
    at = 0
    for block, pooled in enumerate(pools[: 3 * squares - 3]):
        d = params.dispatch[block % 3]
        mine = converts[at : at + d.count]
        assert [c for c, *_ in mine] == [pooled + 1 + i * conversion for i in range(d.count)]
        assert [(1 << d.tile, params.conversions[d.first + i].group) for i in range(d.count)] == [c[1:] for c in mine]
        at += d.count


@pytest.mark.parametrize("changes", [{"phases": 2}, {"by_segment": True}])
def test_squares_are_of_windows_in_one_phase(changes):
    with pytest.raises(HdlgenError, match=r"scheduler\.inputs: 4 need windows that are driven whole, in 1 phase"):
        replace(tables([1]), inputs=4, **changes)
