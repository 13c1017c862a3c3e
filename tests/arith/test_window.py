import numpy as np
import pytest
import torch

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
                        r = y * w.stride[0] + ky * w.dilation[0] - w.padding[0]
                        s = z * w.stride[1] + kx * w.dilation[1] - w.padding[1]
                        inside = 0 <= r < w.height and 0 <= s < w.width
                        taps.append(int(x[r, s, c]) if inside else 0)
            out.append(taps)
    return out


SIZES = [
    (h, v, c, k, s, p, d)
    for h in (1, 3, 6)
    for v in (2, 5)
    for c in (1, 3)
    for k in ((1, 1), (2, 3), (3, 2))
    for s in ((1, 1), (2, 3), (3, 1))
    for p in ((0, 0, 0, 0), (1, 1, 1, 1), (1, 0, 0, 1), (0, 1, 1, 0))
    for d in ((1, 1), (2, 1), (1, 2))
    if max(p) < min(k) and (k[0] - 1) * d[0] + 1 <= h + p[0] + p[2] and (k[1] - 1) * d[1] + 1 <= v + p[1] + p[3]
]


@pytest.mark.parametrize("size", SIZES[::5])
def test_every_tap_of_every_window(size):
    h, v, c, k, s, p, d = size
    w = Window(h, v, c, k, s, p, d)
    x = np.arange(2 * h * v * c).reshape(2, h, v, c) + 1
    got = w.apply(x)
    assert got.shape == (2, w.positions, w.taps)
    assert got.tolist() == [slow(w, x[0]), slow(w, x[1])]
    for out, size, kernel, stride, dilation, pad in zip(
        (w.out_height, w.out_width), (h, v), k, s, d, (p[0] + p[2], p[1] + p[3]), strict=True
    ):
        last = (out - 1) * stride + (kernel - 1) * dilation + 1
        assert last <= size + pad < last + stride  # no further position would fit


@pytest.mark.parametrize(
    "window",
    [
        Window(40, 50, 6, (3, 3), padding=(1, 1, 1, 1)),
        Window(60, 80, 5, (3, 5), (2, 3), (1, 4, 2, 0)),
        Window(60, 80, 8, (3, 2), (1, 2), (0, 3, 4, 2), (3, 4)),
        Window(85, 70, 4, (2, 4), (3, 1), (1, 0, 0, 5), (2, 2)),
    ],
)
def test_windows_as_pytorch_unfolds_them(window):
    x = np.random.default_rng(0).integers(1, 256, (2, window.height, window.width, window.channels))
    got = window.apply(x)
    assert got.size > 10**5
    top, left, bottom, right = window.padding
    image = torch.nn.functional.pad(torch.tensor(x.transpose(0, 3, 1, 2)).double(), (left, right, top, bottom))
    columns = torch.nn.functional.unfold(image, window.kernel, dilation=window.dilation, stride=window.stride).numpy()
    # PyTorch orders taps (channel, ky, kx).
    expected = columns.reshape(2, window.channels, window.elements, window.positions).transpose(0, 3, 2, 1)
    np.testing.assert_array_equal(got, expected.reshape(got.shape))


def test_by_hand():
    x = np.array([[1, 2, 3], [4, 5, 6]]).reshape(1, 2, 3, 1)
    assert Window(2, 3, 1, (2, 2)).apply(x).tolist() == [[[1, 2, 4, 5], [2, 3, 5, 6]]]
    assert Window(2, 3, 1, (2, 2), stride=(2, 2), padding=(1,) * 4).apply(x).tolist() == [
        [[0, 0, 0, 1], [0, 0, 2, 3], [0, 4, 0, 0], [5, 6, 0, 0]]
    ]
    assert Window(2, 3, 1, (2, 2), dilation=(1, 2)).apply(x).tolist() == [[[1, 3, 4, 6]]]
    assert Window(2, 3, 1, (1, 2), stride=(1, 2), padding=(0, 0, 0, 1)).apply(x).tolist() == [
        [[1, 2], [3, 0], [4, 5], [6, 0]]
    ]


def test_pixels_that_positions_wait_for():
    # rows end at 0, 2 and 3 (below it padding), columns at 1, 3 and 4 (to the right of it padding)
    w = Window(4, 5, 2, (3, 3), (2, 2), (2, 1, 1, 1))
    assert w.last_pixels.tolist() == [1, 3, 4, 11, 13, 14, 16, 18, 19]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((0, 3, 1, (1, 1)), "window.height: must be at least 1, not 0"),
        ((3, 0, 1, (1, 1)), "window.width: must be at least 1, not 0"),
        ((3, 3, 0, (1, 1)), "window.channels: must be at least 1, not 0"),
        ((3, 3, 1, (0, 1)), r"kernel: must be at least 1 both ways, not \(0, 1\)"),
        ((3, 3, 1, (1, 1), (1, 0)), r"stride: must be at least 1 both ways, not \(1, 0\)"),
        ((3, 3, 1, (1, 1), (1, 1), (0,) * 4, (0, 2)), r"dilation: must be at least 1 both ways, not \(0, 2\)"),
        (
            (3, 3, 1, (3, 2), (1, 1), (0, 2, 0, 1)),
            "padding: must lie in 0..1, less than the kernel reaches over, not 2, 1",
        ),
        ((3, 3, 1, (3, 3), (1, 1), (-1, 0, 0, 0)), "padding: must lie in 0..2"),
        ((3, 4, 1, (6, 4), (1, 1), (1, 1, 1, 0)), "kernel: reaches over 6×4, more than the padded image of 5×5"),
        ((4, 3, 1, (4, 4)), "kernel: reaches over 4×4, more than the padded image of 4×3"),
        ((4, 3, 1, (2, 3), (1, 1), (0,) * 4, (4, 1)), "kernel: reaches over 5×3, more than the padded image of 4×3"),
    ],
)
def test_windows_that_do_not_fit_are_refused(args, message):
    with pytest.raises(HdlgenError, match=message):
        Window(*args)
