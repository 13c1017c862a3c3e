import numpy as np
import pytest

from hdlgen.arith import Window
from hdlgen.errors import HdlgenError
from hdlgen.rtl.window_buffer import WindowBuffer, WindowBufferParams
from tests.rtl.streams import STALLS, beats, packed, stream_through

CASES = [
    # height, width, channels, kernel, stride, padding; lanes, bits
    (Window(6, 6, 1, (3, 3)), 1, 4),
    (Window(5, 7, 3, (3, 3), (1, 1), (1,) * 4), 2, 3),  # lanes do not divide the channels; columns left over; padding
    (Window(7, 5, 4, (2, 3), (2, 2)), 2, 1),  # not square, a row left over
    (Window(8, 8, 2, (5, 5), (1, 1), (2,) * 4), 2, 8),
    (Window(7, 7, 3, (3, 3), (2, 2), (1,) * 4), 1, 5),
    (Window(6, 5, 2, (3, 3), (2, 2), (1,) * 4), 4, 2),  # more lanes than channels
    (Window(9, 8, 2, (2, 2), (3, 3)), 1, 4),  # stride above the kernel
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
    for source, sink in STALLS:
        run = stream_through(WindowBuffer(params), sent(params, x), 3 * window.positions, source=source, sink=sink)
        assert run.words == windows(window, bits, x)


@pytest.mark.parametrize(("window", "lanes", "bits"), CASES)
def test_reset_in_the_middle_of_an_image(window, lanes, bits):
    params = WindowBufferParams(window, lanes, bits)
    x = images(window, bits, 2)
    for after in {params.in_beats // 3, params.in_beats - 1, params.in_beats + params.in_beats // 2}:
        run = stream_through(
            WindowBuffer(params), sent(params, x), 2 * window.positions, reset_after=after, sink=(1, 1, 0)
        )
        assert run.words == windows(window, bits, x)


@pytest.mark.parametrize(("window", "lanes", "bits"), CASES)
def test_images_follow_without_a_gap(window, lanes, bits):
    params = WindowBufferParams(window, lanes, bits)
    count, positions = 5, window.positions
    run = stream_through(WindowBuffer(params), sent(params, images(window, bits, count)), count * positions)
    cycles = params.in_beats
    if params.row_banks:
        cycles = max(cycles, window.out_height * params.row_steps)
    first = run.got_at[::positions]
    assert first[-1] - first[-2] == first[-2] - first[-3] == cycles
    if cycles == params.in_beats:
        assert np.diff(run.sent_at).max() == 1, "the input waited"


@pytest.mark.parametrize(("window", "lanes", "bits"), CASES)
def test_no_window_is_late_for_a_slower_reader(window, lanes, bits):
    params = WindowBufferParams(window, lanes, bits)
    count, positions = 4, window.positions
    pace = max(-(-params.in_beats // positions), window.stride * params.beats, params.turn)
    run = stream_through(
        WindowBuffer(params),
        sent(params, images(window, bits, count)),
        count * positions,
        sink=(0,) * (pace - 1) + (1,),
        slack=2000,
    )
    taken = np.array(run.got_at[positions:])  # the first image still fills the rows
    assert (np.diff(taken) == pace).all()


def test_one_window_for_each_pixel_inside_a_row():
    window = Window(6, 10, 4, (3, 3))
    params = WindowBufferParams(window, 2, 4)  # two beats a pixel
    run = stream_through(WindowBuffer(params), sent(params, images(window, 4, 3)), 3 * window.positions)
    got = np.array(run.got_at).reshape(3, 4, 8)
    assert (np.diff(got, axis=2) == 2).all()
    assert (np.diff(got[1:, :, 0], axis=1) == 20).all()


def test_a_row_follows_after_the_columns_that_padding_does_not_share():
    window = Window(4, 8, 3, (3, 3), (1, 1), (1,) * 4)
    params = WindowBufferParams(window, 3, 4)
    run = stream_through(WindowBuffer(params), sent(params, images(window, 4, 3)), 3 * window.positions)
    got = np.array(run.got_at).reshape(12, 8)
    assert (np.diff(got, axis=1) == 1).all()
    assert (got[1:, 0] - got[:-1, -1]).tolist()[3:] == [2] * 8  # a padding column is both the right and the left one
    assert params.turn == 2


def test_latency_with_row_memories():
    window = Window(4, 4, 1, (3, 3))
    params = WindowBufferParams(window, 1, 4)
    run = stream_through(WindowBuffer(params), sent(params, images(window, 4, 1)), window.positions)
    completing = [10, 11, 14, 15]  # the last pixel of each window, by hand
    assert [v - run.sent_at[c] for v, c in zip(run.valid_at, completing, strict=True)] == [3] * 4


def test_latency_without_row_memories():
    window = Window(4, 4, 1, (4, 4))
    params = WindowBufferParams(window, 1, 4)
    assert params.row_banks == 0
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
