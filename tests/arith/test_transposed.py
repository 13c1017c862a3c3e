import numpy as np
import pytest
import torch

from hdlgen.arith import Transposed
from hdlgen.errors import HdlgenError

CASES = [
    # kernel, stride, padding (top, left, bottom, right), output padding
    ((2, 2), (2, 2), (0, 0, 0, 0), (0, 0)),
    ((4, 4), (2, 2), (1, 1, 1, 1), (0, 0)),
    ((3, 3), (2, 2), (1, 1, 1, 1), (1, 1)),
    ((3, 2), (2, 3), (0, 1, 0, 1), (1, 2)),
    ((5, 4), (3, 2), (2, 1, 2, 1), (0, 1)),
    ((3, 3), (1, 1), (1, 1, 1, 1), (0, 0)),
    ((1, 1), (3, 2), (0, 0, 0, 0), (2, 1)),  # fewer rows than the stride: zeros in between
    ((1, 5), (1, 3), (0, 4, 0, 0), (0, 0)),
    ((4, 3), (2, 1), (3, 0, 1, 2), (1, 0)),
    ((2, 7), (4, 2), (1, 0, 0, 6), (3, 1)),
]


def result(t, x, weights):
    """int64[image, row, column, out channel] by one ordinary convolution and its interleaving."""
    rows, columns, channels = t.interleave.in_shape
    assert (t.window.out_height, t.window.out_width) == (rows, columns)
    y = t.window.apply(x) @ t.phases(weights).reshape(t.window.taps, channels)
    return t.interleave.apply(y.reshape(len(x), rows, columns, channels))


def pytorchs(t, x, weights):
    """The result without padding, from which rows and columns are taken away."""
    top, left, _, _ = t.padding
    y = torch.nn.functional.conv_transpose2d(
        torch.from_numpy(x).double().permute(0, 3, 1, 2),
        torch.from_numpy(weights).double().permute(2, 3, 0, 1),
        stride=t.stride,
        output_padding=t.output_padding,
    )
    y = y.permute(0, 2, 3, 1).numpy().astype(np.int64)
    assert (y.shape[1] - top - t.padding[2], y.shape[2] - left - t.padding[3]) == (t.out_height, t.out_width)
    return y[:, top : top + t.out_height, left : left + t.out_width]


def operands(height, width, channels, kernel, out_channels, images):
    rng = np.random.default_rng(height)
    x = rng.integers(-128, 128, (images, height, width, channels))
    return x, rng.integers(-128, 128, (*kernel, channels, out_channels))


@pytest.mark.parametrize(("kernel", "stride", "padding", "more"), CASES)
def test_pytorchs(kernel, stride, padding, more):
    t = Transposed(30, 40, 3, kernel, stride, padding, more, 9)
    x, weights = operands(30, 40, 3, kernel, 9, 12)
    got = result(t, x, weights)
    assert got.size >= 100_000
    np.testing.assert_array_equal(got, pytorchs(t, x, weights))


@pytest.mark.parametrize("size", [(1, 1), (1, 4), (2, 1), (3, 2)])
@pytest.mark.parametrize(("kernel", "stride", "padding", "more"), CASES)
def test_small_images(size, kernel, stride, padding, more):
    ends = [(n - 1) * s + k + m for n, s, k, m in zip(size, stride, kernel, more, strict=True)]
    if min(ends[0] - padding[0] - padding[2], ends[1] - padding[1] - padding[3]) < 1:
        with pytest.raises(HdlgenError, match="padding: leaves nothing of the result"):
            Transposed(*size, 2, kernel, stride, padding, more, 3)
        return
    t = Transposed(*size, 2, kernel, stride, padding, more, 3)
    x, weights = operands(*size, 2, kernel, 3, 5)
    np.testing.assert_array_equal(result(t, x, weights), pytorchs(t, x, weights))


def test_pytorchs_own_padding():
    t = Transposed(30, 40, 3, (4, 3), (2, 2), (1, 1, 1, 1), (1, 1), 9)
    x, weights = operands(30, 40, 3, (4, 3), 9, 12)
    expected = torch.nn.functional.conv_transpose2d(
        torch.from_numpy(x).double().permute(0, 3, 1, 2),
        torch.from_numpy(weights).double().permute(2, 3, 0, 1),
        stride=2,
        padding=1,
        output_padding=1,
    )
    np.testing.assert_array_equal(result(t, x, weights), expected.permute(0, 2, 3, 1).numpy().astype(np.int64))


def test_no_weight_appears_twice():
    t = Transposed(8, 8, 2, (5, 3), (2, 2), (1, 0, 2, 1), (0, 1), 3)
    weights = np.arange(1, 5 * 3 * 2 * 3 + 1).reshape(5, 3, 2, 3)
    phases = t.phases(weights)
    assert sorted(phases[phases != 0].tolist()) == weights.reshape(-1).tolist()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kernel": (0, 2)}, r"kernel: must be at least 1 both ways, not \(0, 2\)"),
        ({"stride": (1, 0)}, r"stride: must be at least 1 both ways, not \(1, 0\)"),
        ({"padding": (3, 0, 0, 0)}, r"padding: must lie in 0\.\.2 \(kernel − 1\), not 3, 0"),
        ({"padding": (0, 0, 0, -1)}, r"padding: must lie in 0\.\.1 \(kernel − 1\), not 0, -1"),
        ({"output_padding": (2, 0)}, r"output_padding: must lie in 0\.\.1 \(stride − 1\), not 2"),
        ({"height": 1, "padding": (2, 0, 2, 0)}, "padding: leaves nothing of the result"),
    ],
)
def test_parameters_out_of_range_are_refused(changes, message):
    usual = {
        "height": 4,
        "width": 4,
        "channels": 1,
        "kernel": (3, 2),
        "stride": (2, 1),
        "padding": (0, 0, 0, 0),
        "output_padding": (0, 0),
        "out_channels": 1,
    }
    with pytest.raises(HdlgenError, match=message):
        Transposed(**usual | changes)
