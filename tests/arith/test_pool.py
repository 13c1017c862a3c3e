import numpy as np
import pytest

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


@pytest.mark.parametrize("kernel", [0, 4])
def test_squares_that_do_not_fit_are_refused(kernel):
    with pytest.raises(HdlgenError, match=rf"pool.kernel: must lie in 1..3 \(the image is 3×5\), not {kernel}"):
        MaxPool(3, 5, 1, (kernel, kernel), (kernel, kernel))
