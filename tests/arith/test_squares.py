from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import MaxPool, Squares, Window


def test_a_square_by_hand():
    squares = Squares(Window(4, 5, 2, (2, 2)), MaxPool(3, 4, 8, (2, 2), (2, 2)))
    assert squares.inputs == 4
    assert squares.whole == Window(4, 5, 2, (3, 3), (2, 2))
    # pixels 0 1 2 / 3 4 5 / 6 7 8 of two channels; the second position sees 1 2 / 4 5
    assert squares.taps[1].tolist() == [2, 3, 4, 5, 8, 9, 10, 11]
    assert squares.taps[2].tolist() == [6, 7, 8, 9, 12, 13, 14, 15]


def test_taps_that_no_position_sees_are_not_picked():
    squares = Squares(Window(4, 5, 2, (2, 2)), MaxPool(3, 4, 8, (2, 2), (2, 2)))
    kept, places = squares.picked([0, 5])
    # of 3 × 3 pixels of two channels: channel 0 of the upper left ones, and channel 1 of those below
    assert kept.tolist() == [0, 2, 6, 7, 8, 9, 13, 15]
    assert kept[places].tolist() == [[0, 7], [2, 9], [6, 13], [8, 15]]


@pytest.mark.parametrize("seed", range(60))
def test_windows_of_squares_are_those_of_the_pools_positions(seed):
    rng = np.random.default_rng(seed)
    kernel, stride, dilation = (tuple(map(int, rng.integers(1, 4, 2))) for _ in range(3))
    reach = [(k - 1) * d + 1 for k, d in zip(kernel, dilation, strict=True)]
    padding = tuple(int(rng.integers(0, r)) for r in (*reach, *reach))
    window = Window(*map(int, rng.integers(7, 13, 2)), int(rng.integers(1, 4)), kernel, stride, padding, dilation)
    pool = tuple(int(rng.integers(1, min(n, 4) + 1)) for n in (window.out_height, window.out_width))
    squares = Squares(window, MaxPool(window.out_height, window.out_width, 1, pool, pool))
    x = rng.integers(0, 99, (2, window.height, window.width, window.channels))
    rows = window.apply(x).reshape(2, window.out_height, window.out_width, window.taps)
    positions = np.arange(window.positions).reshape(1, window.out_height, window.out_width, 1)
    order = replace(squares.pool, channels=1).windows(positions).reshape(-1, squares.inputs)
    expected = rows.reshape(2, window.positions, window.taps)[:, order]
    assert squares.whole.positions == len(order)
    np.testing.assert_array_equal(squares.apply(x), expected)
