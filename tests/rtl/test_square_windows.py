import numpy as np
import pytest

from hdlgen.errors import HdlgenError
from hdlgen.rtl.square_windows import SquareWindows, SquareWindowsParams
from tests.rtl.streams import FREE, STALLS, packed, stream_through

CASES = [
    SquareWindowsParams(((0, 1), (1, 2), (4, 5), (5, 3)), 3),
    SquareWindowsParams(((0,), (1,)), 1),
    SquareWindowsParams(((3, 0, 2), (1, 2, 0), (2, 2, 2)), 5, times=2),
    SquareWindowsParams(((2, 1), (1, 0)), 8, times=3),
]


def run_of(params, squares, **how):
    x = np.random.default_rng(squares).integers(0, 1 << params.bits, (squares, params.count))
    windows = np.tile(x[:, params.taps], (1, params.times, 1)).reshape(-1, len(params.taps[0]))
    words = [packed(row, params.bits) for row in x]
    run = stream_through(SquareWindows(params), words, len(windows), **how)
    assert run.words == [packed(row, params.bits) for row in windows]
    return run


@pytest.mark.parametrize("params", CASES)
@pytest.mark.parametrize(("source", "sink"), STALLS)
def test_windows_of_some_squares(params, source, sink):
    run_of(params, 5, source=source, sink=sink)


@pytest.mark.parametrize("params", CASES)
def test_a_window_a_cycle(params):
    run = run_of(params, 4, source=FREE, sink=FREE)
    each = len(params.taps) * params.times
    assert run.got_at == list(range(1, 1 + 4 * each))
    assert run.sent_at == [0, each, 2 * each, 3 * each]


@pytest.mark.parametrize("params", CASES)
@pytest.mark.parametrize("after", [1, 2])
def test_a_reset_forgets_the_square(params, after):
    run_of(params, 6, reset_after=after, sink=(0, 1, 1))


@pytest.mark.parametrize(
    ("taps", "said"),
    [
        (((0,),), r"two positions or more, equally many, not \[1\]"),
        (((0,), (1, 2)), r"equally many, not \[1, 2\]"),
        (((), ()), r"equally many, not \[0, 0\]"),
        (((0,), (2,)), r"must be 0\.\.1, every one seen, not \[0, 2\]"),
    ],
)
def test_what_is_no_square_is_refused(taps, said):
    with pytest.raises(HdlgenError, match=rf"square_windows\.taps: .*{said}"):
        SquareWindowsParams(taps, 1)
    with pytest.raises(HdlgenError, match=r"square_windows\.times: must be at least 1, not 0"):
        SquareWindowsParams(((0,), (1,)), 1, times=0)
