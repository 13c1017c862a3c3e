import numpy as np
import pytest

from hdlgen.arith import Window
from hdlgen.errors import HdlgenError


def slow(w, x):
    """Windows by the definition, one element at a time."""
    out = []
    for y in range(w.out_height):
        for z in range(w.out_width):
            taps = []
            for ky in range(w.kernel[0]):
                for kx in range(w.kernel[1]):
                    for c in range(w.channels):
                        r, s = y * w.stride + ky - w.padding, z * w.stride + kx - w.padding
                        inside = 0 <= r < w.height and 0 <= s < w.width
                        taps.append(int(x[r, s, c]) if inside else 0)
            out.append(taps)
    return out


SIZES = [
    (h, v, c, k, s, p)
    for h in (1, 3, 6)
    for v in (2, 5)
    for c in (1, 3)
    for k in ((1, 1), (2, 3), (3, 2))
    for s in (1, 2, 3)
    for p in (0, 1)
    if p < min(k) and k[0] <= h + 2 * p and k[1] <= v + 2 * p
]


@pytest.mark.parametrize(("h", "v", "c", "k", "s", "p"), SIZES)
def test_every_tap_of_every_window(h, v, c, k, s, p):
    w = Window(h, v, c, k, (s, s), (p,) * 4)
    x = np.arange(2 * h * v * c).reshape(2, h, v, c) + 1
    got = w.apply(x)
    assert got.shape == (2, w.positions, w.taps)
    assert got.tolist() == [slow(w, x[0]), slow(w, x[1])]
    last = (w.out_height - 1) * s + k[0]
    assert last <= h + 2 * p < last + s  # no further position would fit


def test_by_hand():
    x = np.array([[1, 2, 3], [4, 5, 6]]).reshape(1, 2, 3, 1)
    assert Window(2, 3, 1, (2, 2)).apply(x).tolist() == [[[1, 2, 4, 5], [2, 3, 5, 6]]]
    assert Window(2, 3, 1, (2, 2), stride=(2, 2), padding=(1,) * 4).apply(x).tolist() == [
        [[0, 0, 0, 1], [0, 0, 2, 3], [0, 4, 0, 0], [5, 6, 0, 0]]
    ]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((0, 3, 1, (1, 1)), "window.height: must be at least 1, not 0"),
        ((3, 0, 1, (1, 1)), "window.width: must be at least 1, not 0"),
        ((3, 3, 0, (1, 1)), "window.channels: must be at least 1, not 0"),
        ((3, 3, 1, (1, 1), 0), "window.stride: must be at least 1, not 0"),
        ((3, 3, 1, (3, 2), 1, 2), r"padding: must lie in 0..1 \(kernel − 1\), not 2"),
        ((3, 3, 1, (3, 3), 1, -1), "padding: must lie in 0..2"),
        ((3, 4, 1, (6, 4), 1, 1), "kernel: 6×4 is larger than the padded image of 5×6"),
        ((4, 3, 1, (4, 4)), "kernel: 4×4 is larger than the padded image of 4×3"),
    ],
)
def test_windows_that_do_not_fit_are_refused(args, message):
    with pytest.raises(HdlgenError, match=message):
        Window(*args)
