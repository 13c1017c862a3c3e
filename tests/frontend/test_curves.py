"""Functions of whole images are those of the hardware's tables."""

import numpy as np
import pytest

from hdlgen.arith.functions import FUNCTIONS
from hdlgen.frontend.curves import curve

X = np.concatenate([np.linspace(-12, 12, 4801), [-1e4, -700.5, -3.0, 0.0, 3.0, 700.5, 1e4]])


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize(("dtype", "near"), [(np.float64, 1e-14), (np.float32, 1e-5)])
def test_every_function(name, dtype, near):
    got = curve(name, 0.2, X.astype(dtype).reshape(1, 1, -1, 4))
    assert got.dtype == dtype
    wanted = np.array([FUNCTIONS[name](float(x), 0.2) for x in X.astype(dtype)])
    np.testing.assert_allclose(got.ravel(), wanted, rtol=near, atol=near)
