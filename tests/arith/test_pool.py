import numpy as np
import pytest
import torch
from torch.nn import functional

from hdlgen.arith import MaxPool, SumPool
from hdlgen.errors import HdlgenError


@pytest.mark.parametrize(
    ("height", "width", "channels", "kernel"),
    [(h, w, c, k) for h in (1, 4, 5) for w in (1, 3, 6) for c in (1, 3) for k in (1, 2, 3) if k <= min(h, w)],
)
def test_every_square(height, width, channels, kernel):
    x = np.random.default_rng(0).integers(-9, 10, (2, height, width, channels))
    for pool, of in (
        (MaxPool(height, width, channels, (kernel, kernel), (kernel, kernel)), max),
        (SumPool(height, width, channels, (kernel, kernel), (kernel, kernel)), sum),
    ):
        got = pool.apply(x)
        assert got.shape == (2, height // kernel, width // kernel, channels)
        assert got.dtype == np.int64
        assert pool.positions == (height // kernel) * (width // kernel)
        for i, r, c, ch in np.ndindex(*got.shape):
            square = [int(x[i, r * kernel + a, c * kernel + b, ch]) for a in range(kernel) for b in range(kernel)]
            assert got[i, r, c, ch] == of(square)


def test_by_hand():
    x = np.array([[1, -2, 9], [3, 4, 9], [9, 9, 9]]).reshape(1, 3, 3, 1)  # the third row and column are left over
    assert MaxPool(3, 3, 1, (2, 2), (2, 2)).apply(x).tolist() == [[[[4]]]]
    assert SumPool(3, 3, 1, (2, 2), (2, 2)).apply(x).tolist() == [[[[6]]]]


def test_padding_by_hand():
    x = np.array([[-1, -2], [-3, -4]]).reshape(1, 2, 2, 1)
    sides = (0, 1, 1, 0)  # left and bottom
    assert MaxPool(2, 2, 1, (2, 2), (1, 1), sides).apply(x)[0, :, :, 0].tolist() == [[-1, -1], [-3, -3]]
    assert SumPool(2, 2, 1, (2, 2), (1, 1), sides).apply(x)[0, :, :, 0].tolist() == [[-4, -10], [-3, -7]]


def test_a_hundred_thousand_results_of_torch():
    rng = np.random.default_rng(1)
    compared = 0
    while compared < 100_000:
        channels = int(rng.integers(1, 9))
        height, width = map(int, rng.integers(3, 24, 2))
        kernel, stride = rng.integers(1, 8, 2), rng.integers(1, 5, 2)
        top, left = map(int, rng.integers(0, kernel // 2 + 1))  # the most that torch pads, and alike on both sides
        axes = tuple(map(int, kernel)), tuple(map(int, stride)), (top, left, top, left)
        if kernel[0] > height + 2 * top or kernel[1] > width + 2 * left:
            continue
        x = rng.integers(-128, 128, (3, height, width, channels))
        image = torch.from_numpy(x.transpose(0, 3, 1, 2)).double()
        most = functional.max_pool2d(image, axes[0], axes[1], (top, left))
        total = functional.avg_pool2d(image, axes[0], axes[1], (top, left), count_include_pad=True, divisor_override=1)
        for pool, expected in ((MaxPool, most), (SumPool, total)):
            got = pool(height, width, channels, *axes).apply(x)
            np.testing.assert_array_equal(got, expected.numpy().transpose(0, 2, 3, 1))
        compared += total.numel()


@pytest.mark.parametrize("pool", [MaxPool, SumPool])
def test_windows_that_do_not_fit_are_refused(pool):
    with pytest.raises(HdlgenError, match=r"kernel: must be at least 1 both ways, not \(2, 0\)"):
        pool(3, 5, 1, (2, 0))
    with pytest.raises(HdlgenError, match="kernel: reaches over 4×4, more than the padded image of 3×5"):
        pool(3, 5, 1, (4, 4))
    with pytest.raises(HdlgenError, match=r"padding: must lie in 0..1, less than the kernel reaches over, not 2, 0"):
        pool(3, 5, 1, (2, 2), (1, 1), (2, 0, 0, 0))
