import numpy as np
import pytest
from amaranth import ClockDomain, Module
from amaranth.sim import Simulator

from hdlgen.arith import Window
from hdlgen.errors import HdlgenError
from hdlgen.rtl.window_buffer import WindowBuffer, WindowBufferParams
from tests.rtl.streams import STALLS, Run, beats, packed, stream_through

CASES = [
    # height, width, channels, kernel, stride, padding; lanes, bits
    (Window(5, 5, 1, (3, 3)), 1, 4),
    (Window(4, 5, 3, (3, 3), (1, 1), (1,) * 4), 2, 3),  # lanes do not divide the channels; columns left over; padding
    (Window(7, 5, 4, (2, 3), (2, 2)), 2, 1),  # not square, a row left over
    (Window(5, 6, 2, (5, 5), (1, 1), (2,) * 4), 2, 8),
    (Window(5, 5, 3, (3, 3), (2, 2), (1,) * 4), 1, 5),
    (Window(6, 5, 2, (3, 3), (2, 2), (1,) * 4), 4, 2),  # more lanes than channels
    (Window(6, 8, 1, (2, 2), (3, 3)), 1, 4),  # stride above the kernel
    (Window(7, 6, 1, (2, 2), (5, 5), (1,) * 4), 1, 4),
    (Window(6, 6, 1, (1, 2), (4, 4)), 1, 4),
    (Window(4, 3, 5, (4, 3)), 2, 4),  # fully connected
    (Window(5, 3, 2, (4, 3), (3, 3)), 1, 4),  # one window, a row left over
    (Window(5, 3, 2, (3, 3)), 1, 4),  # a column of windows
    (Window(3, 5, 2, (3, 3)), 1, 4),  # a row of windows
    (Window(1, 1, 9, (1, 1)), 4, 6),
    (Window(1, 1, 1, (1, 1)), 1, 1),
    (Window(4, 5, 3, (1, 1)), 2, 4),
    (Window(5, 5, 3, (1, 1), (2, 2)), 3, 4),
    (Window(3, 3, 2, (1, 1), (3, 3)), 1, 4),  # one window, but not of the whole width
    (Window(4, 6, 2, (1, 3)), 1, 4),
    (Window(1, 1, 2, (3, 3), (1, 1), (1,) * 4), 1, 4),  # nearly all padding
    (Window(1, 2, 1, (3, 3), (1, 1), (2,) * 4), 1, 4),
    (Window(2, 1, 2, (4, 4), (3, 3), (3,) * 4), 2, 4),
    (Window(3, 3, 1, (5, 5), (1, 1), (1,) * 4), 1, 8),  # the kernel is larger than the image
    # padding: top, left, bottom, right
    (Window(4, 5, 3, (3, 3), (1, 1), (0, 0, 1, 1)), 2, 4),
    (Window(5, 6, 2, (3, 3), (2, 2), (1, 1, 0, 0)), 1, 4),
    (Window(4, 7, 1, (2, 4), (1, 1), (0, 1, 1, 3)), 1, 4),  # two sides together reach further than the kernel
    (Window(5, 2, 3, (4, 3), (1, 1), (0, 2, 2, 2)), 1, 4),  # the same, and rows as short as that
    (Window(6, 1, 2, (3, 5), (1, 1), (2, 0, 0, 4)), 1, 4),  # windows of several rows are due at once
    (Window(3, 4, 1, (2, 5), (1, 3), (1, 4, 0, 2)), 1, 4),
    (Window(5, 6, 1, (1, 4), (1, 1), (0, 2, 0, 1)), 1, 4),  # one kernel row
    # stride and dilation of rows and of columns
    (Window(5, 6, 2, (3, 2), (1, 3)), 1, 4),
    (Window(6, 4, 2, (2, 3), (3, 1), (1, 0, 0, 2)), 1, 4),
    (Window(5, 6, 1, (3, 3), (1, 1), (2,) * 4, (2, 2)), 1, 4),
    (Window(5, 5, 3, (2, 3), (2, 1), (0, 3, 1, 1), (3, 2)), 2, 4),
    (Window(4, 9, 2, (1, 3), (1, 2), (0,) * 4, (1, 3)), 1, 4),  # no row memories
    (Window(5, 5, 2, (5, 2), (1, 1), (0,) * 4, (1, 4)), 1, 4),  # one window of the whole image, but not of every pixel
    (Window(3, 2, 2, (2, 2), (1, 1), (0,) * 4, (2, 1)), 1, 4),  # nor of every row
    (Window(1, 1, 2, (2, 2), (1, 1), (1,) * 4, (2, 2)), 1, 4),  # no tap sees the pixel
]


def images(window: Window, bits: int, count: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 1 << bits, (count, window.height, window.width, window.channels))


def windows(window: Window, bits: int, x: np.ndarray) -> list[int]:
    return [packed(w, bits) for w in window.apply(x).reshape(-1, window.taps)]


def sent(params: WindowBufferParams, x: np.ndarray) -> list[int]:
    """Beats of `x`; surplus lanes hold ones, which no window may show."""
    return beats(x, params.lanes, params.bits, surplus=-1)


@pytest.mark.parametrize(("window", "lanes", "bits"), CASES)
def test_windows_of_three_images(window, lanes, bits):
    params = WindowBufferParams(window, lanes, bits)
    x = images(window, bits, 3)
    needs = (np.arange(3)[:, None] * params.in_beats + params.flow.needs).ravel()
    for source, sink in STALLS[1:]:
        run = stream_through(WindowBuffer(params), sent(params, x), 3 * window.positions, source=source, sink=sink)
        assert run.words == windows(window, bits, x)
        took = np.array(run.valid_at) - np.array(run.sent_at)[needs - 1]
        assert (took >= np.tile(params.flow.latency, 3)).all()


@pytest.mark.parametrize(("window", "lanes", "bits"), CASES)
def test_reset_in_the_middle_of_an_image(window, lanes, bits):
    params = WindowBufferParams(window, lanes, bits)
    x = images(window, bits, 2)
    after = params.in_beats + params.in_beats // 2
    run = stream_through(WindowBuffer(params), sent(params, x), 2 * window.positions, reset_after=after, sink=(1, 1, 0))
    assert run.words == windows(window, bits, x)


def at_pace(unit: WindowBuffer, pace: int):
    """Takes a window when one is there and `pace` cycles have passed since the last one."""
    taken = -pace

    def each_cycle(ctx, cycle):
        nonlocal taken
        ctx.set(unit.o.ready, cycle - taken >= pace)
        if cycle - taken >= pace and ctx.get(unit.o.valid):
            taken = cycle

    return each_cycle


def run_at_pace(params: WindowBufferParams, count: int, pace: int) -> tuple[Run, np.ndarray]:
    """Also the cycles from image to image."""
    unit, x = WindowBuffer(params), images(params.window, params.bits, count)
    run = stream_through(
        unit, sent(params, x), count * params.window.positions, each_cycle=at_pace(unit, pace), slack=500
    )
    assert run.words == windows(params.window, params.bits, x)
    return run, np.diff(run.got_at[params.window.positions - 1 :: params.window.positions])


@pytest.mark.parametrize(("window", "lanes", "bits"), CASES)
def test_images_follow_without_a_gap(window, lanes, bits):
    params = WindowBufferParams(window, lanes, bits)
    even = max(window.stride[1] * params.beats, params.flow.turn)
    critical = max(1, params.in_beats // window.positions)  # windows and input limit the image alike
    for pace in {1, max(even, critical)}:
        # Dummy pixels of the first image are made up for in a few more.
        run, cycles = run_at_pace(params, 7 if params.flow.late_columns else 4, pace)
        assert set(cycles[-2:].tolist()) == {params.flow.interval(pace)}
        if params.flow.interval(pace) == params.in_beats:
            assert np.diff(run.sent_at)[-params.in_beats :].max() == 1, "the input waited"
        if pace >= even:
            assert params.flow.interval(pace) == max(params.in_beats, window.positions * pace)


@pytest.mark.parametrize("width", range(1, 9))
@pytest.mark.parametrize("channels", [1, 2])
def test_padding_takes_no_cycles(width, channels):
    window = Window(2, width, channels, (3, 3), (1, 1), (1,) * 4)
    params = WindowBufferParams(window, 1, 1)
    for pace in (1, 3):
        assert run_at_pace(params, 4, pace)[1][-1] == max(params.in_beats, window.positions * pace)


@pytest.mark.parametrize(("window", "lanes", "bits"), CASES)
def test_latency_after_the_last_beat_that_a_window_waits_for(window, lanes, bits):
    params = WindowBufferParams(window, lanes, bits)
    flow, count = params.flow, 2
    waits_for = (np.arange(count)[:, None] * params.in_beats + flow.needs - 1).ravel()
    apart = 1 + params.beats * (flow.late_columns + 1)
    if window.out_height > window.height:
        apart *= window.out_height  # until all windows of an image are out
    # So that rows are read as fast as they come.
    run = stream_through(
        WindowBuffer(params),
        sent(params, images(window, bits, count)),
        count * window.positions,
        source=(1,) + (0,) * apart,
    )
    took = np.array(run.valid_at) - np.array(run.sent_at)[waits_for]
    assert took.tolist() == np.tile(flow.latency, count).tolist()


def accepted(params: WindowBufferParams, trials: list[tuple[int, int]]) -> list[int]:
    """Beats that go in while so many windows are taken and no more, for each of `trials`; a reset before each.

    trials  windows; beats after which the input pauses until the next window is offered
    """
    top = Module()
    top.domains.sync = clock = ClockDomain("sync")
    top.submodules.unit = unit = WindowBuffer(params)
    results = []

    async def bench(ctx):
        for windows, pause in trials:
            ctx.set(clock.rst, 1)
            await ctx.tick()
            ctx.set(clock.rst, 0)
            sent = taken = quiet = 0
            offered = False
            while quiet < 10 + 2 * params.flow.row_steps:
                offers, takes = offered or sent < pause, taken < windows
                ctx.set(unit.i.valid, offers)
                ctx.set(unit.o.ready, takes)
                _, _, accepts, valid = await ctx.tick().sample(unit.i.ready, unit.o.valid)
                quiet = 0 if (accepts and offers) or (valid and takes) else quiet + 1
                offered |= bool(valid and not takes)
                sent += accepts and offers
                taken += valid and takes
            assert (taken, offered) == (windows, True)
            results.append(sent)

    simulator = Simulator(top)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    return results


@pytest.mark.parametrize(("window", "lanes", "bits"), [c for c in CASES if c[0].positions <= 9 or c[0].width < 4])
def test_beats_that_a_window_needs_and_beats_that_are_taken_while_it_waits(window, lanes, bits):
    params = WindowBufferParams(window, lanes, bits)
    flow, positions = params.flow, window.positions
    needs = (np.arange(3)[:, None] * params.in_beats + flow.needs).ravel()
    takes = np.append(flow.takes[:-1], params.in_beats + flow.takes)
    assert flow.takes[-1] == takes[positions]
    # What is needed is enough, and where the input paused before the window the least goes in after it.
    paused = accepted(params, [(n, int(needs[n])) for n in range(positions + 2)])
    assert paused == takes[: positions + 2].tolist()
    takes = takes[positions - 1 :]
    at_once = np.array(accepted(params, [(n, 10**9) for n in range(positions - 1, 2 * positions + 1)]))
    short_rows = flow.late_columns and flow.late_columns + (params.beats == 1) >= window.width
    if short_rows or window.out_height > window.height:
        assert (at_once >= takes).all()
    else:
        assert at_once.tolist() == takes.tolist()


def test_one_window_for_each_pixel_inside_a_row():
    window = Window(6, 10, 4, (3, 3))
    params = WindowBufferParams(window, 2, 4)  # two beats a pixel
    run = stream_through(WindowBuffer(params), sent(params, images(window, 4, 3)), 3 * window.positions)
    got = np.array(run.got_at).reshape(3, 4, 8)
    assert (np.diff(got, axis=2) == 2).all()
    assert (np.diff(got[1:, :, 0], axis=1) == 20).all()


def test_rows_follow_each_other_as_if_there_were_no_padding():
    window = Window(4, 8, 3, (3, 3), (1, 1), (1,) * 4)
    params = WindowBufferParams(window, 3, 4)
    run = stream_through(WindowBuffer(params), sent(params, images(window, 4, 3)), 3 * window.positions)
    assert np.diff(run.got_at)[8:].tolist() == [1] * 87  # the first row waits for a dummy pixel
    assert (params.flow.turn, params.flow.row_steps) == (1, 8)


def test_a_row_follows_after_the_columns_that_padding_does_not_share():
    window = Window(3, 8, 1, (3, 3), (1, 1), (1, 2, 1, 2))  # ten windows a row: two dummy pixels
    params = WindowBufferParams(window, 1, 4)
    run = stream_through(WindowBuffer(params), sent(params, images(window, 4, 3)), 3 * window.positions)
    assert np.diff(run.got_at)[30:].tolist() == [1] * 59
    assert (params.flow.turn, params.flow.row_steps) == (1, 10)


def test_last_windows_do_not_wait_for_the_next_row_to_come_whole():
    """Two beats a pixel, two columns of padding: with a pixel and a half of the next row there, dummies move on."""
    window = Window(3, 6, 2, (1, 5), (1, 1), (0, 2, 0, 2))
    params = WindowBufferParams(window, 1, 4)
    x = images(window, 4, 1)
    for there in range(5):
        for sink in ((1,), (0,) * 9 + (1,)):
            run = stream_through(WindowBuffer(params), sent(params, x)[: 12 + there], 6, sink=sink)
            assert run.words == windows(window, 4, x)[:6]


def test_latency_with_row_memories():
    window = Window(4, 4, 1, (3, 3))
    params = WindowBufferParams(window, 1, 4)
    run = stream_through(WindowBuffer(params), sent(params, images(window, 4, 1)), window.positions)
    completing = [10, 11, 14, 15]  # the last pixel of each window, by hand
    assert [v - run.sent_at[c] for v, c in zip(run.valid_at, completing, strict=True)] == [3] * 4


def test_latency_without_row_memories():
    window = Window(4, 4, 1, (4, 4))
    params = WindowBufferParams(window, 1, 4)
    assert params.flow.row_banks == 0
    run = stream_through(WindowBuffer(params), sent(params, images(window, 4, 2)), 2)
    assert [v - run.sent_at[c] for v, c in zip(run.valid_at, (15, 31), strict=True)] == [1, 1]


def test_padding_that_the_image_does_not_reach_is_zero():
    window = Window(2, 2, 1, (3, 3), (1, 1), (1,) * 4)
    run = stream_through(WindowBuffer(WindowBufferParams(window, 1, 4)), [1, 2, 3, 4], 4)
    # rows of the four windows by hand, tap 0 in the lowest digit
    assert [f"{w:09x}"[::-1] for w in run.words] == ["000012034", "000120340", "012034000", "120340000"]


@pytest.mark.parametrize("name", ["lanes", "bits"])
def test_empty_beats_are_refused(name):
    with pytest.raises(HdlgenError, match=rf"window_buffer\.{name}: must be at least 1, not 0"):
        WindowBufferParams(**{"window": Window(2, 2, 1, (1, 1)), "lanes": 1, "bits": 1, name: 0})
