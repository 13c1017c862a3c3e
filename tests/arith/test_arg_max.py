from itertools import product

import numpy as np
import pytest
import torch

from hdlgen.arith import ArgMax, Int
from hdlgen.errors import HdlgenError


@pytest.mark.parametrize("channels", [1, 2, 10, 21])
def test_pytorchs_where_no_two_channels_are_equal(channels):
    rng = np.random.default_rng(channels)
    x = rng.permuted(np.broadcast_to(np.arange(channels) - 5, (2, 250, 200, channels)), axis=3)
    expected = torch.from_numpy(x).double().argmax(dim=3, keepdim=True).numpy()
    np.testing.assert_array_equal(ArgMax(channels).apply(x), expected)


def test_of_equals_the_first():
    x = np.array(list(product(range(-1, 2), repeat=4)))
    got = ArgMax(4).apply(x[None, None])
    assert got.shape == (1, 1, 81, 1)
    assert got.reshape(-1).tolist() == [row.index(max(row)) for row in x.tolist()]


@pytest.mark.parametrize(("channels", "bits"), [(1, 1), (2, 1), (3, 2), (10, 4), (16, 4), (17, 5)])
def test_type_of_a_class(channels, bits):
    assert ArgMax(channels).out == Int(bits)


def test_no_channels_are_refused():
    with pytest.raises(HdlgenError, match=r"argmax\.channels: must be at least 1, not 0"):
        ArgMax(0)
