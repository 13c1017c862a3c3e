import numpy as np
import pytest

from hdlgen.arith import Slices
from hdlgen.errors import HdlgenError


@pytest.mark.parametrize("weight_bits", range(2, 9))
@pytest.mark.parametrize("cell_bits", range(1, 9))
def test_levels_add_up_to_every_weight(weight_bits, cell_bits):
    s = Slices(weight_bits, cell_bits)
    assert s.w_max == 2 ** (weight_bits - 1) - 1
    w = np.arange(-s.w_max, s.w_max + 1)
    levels = s.apply(w)
    assert levels.shape == (w.size, s.count)
    assert np.abs(levels).max() < 2**cell_bits
    assert (levels * np.sign(w)[:, None] >= 0).all()  # one cell of the pair stays at rest
    np.testing.assert_array_equal(levels @ np.array([s.weight(t) for t in range(s.count)]), w)
    assert s.count == len(range(0, weight_bits - 1, cell_bits))


@pytest.mark.parametrize(
    ("bits", "cell", "w", "levels"),
    [(8, 3, -107, [-3, -5, -1]), (4, 3, -7, [-7]), (4, 1, 5, [1, 0, 1]), (8, 2, 64, [0, 0, 0, 1])],
)
def test_by_hand(bits, cell, w, levels):
    assert Slices(bits, cell).apply(np.array([w]))[0].tolist() == levels


def test_a_weight_out_of_range_is_our_bug():
    with pytest.raises(AssertionError, match="out of range"):
        Slices(4, 3).apply(np.array([-8]))


@pytest.mark.parametrize(
    ("bits", "cell", "message"),
    [
        (1, 3, "weight_bits: must lie in 2..8, not 1"),
        (9, 3, "weight_bits: must lie in 2..8, not 9"),
        (4, 0, "cell_bits: must lie in 1..8, not 0"),
        (4, 9, "cell_bits: must lie in 1..8, not 9"),
    ],
)
def test_parameters_out_of_range_are_refused(bits, cell, message):
    with pytest.raises(HdlgenError, match=message):
        Slices(bits, cell)
