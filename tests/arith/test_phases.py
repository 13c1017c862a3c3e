import numpy as np
import pytest

from hdlgen.arith import Int, Phases
from hdlgen.errors import HdlgenError

ALL = [(a, s, d) for a in range(1, 9) for s in (False, True) for d in range(1, 9)]


@pytest.mark.parametrize(("bits", "signed", "dac_bits"), ALL)
def test_digits_add_up_to_every_activation(bits, signed, dac_bits):
    p = Phases(Int(bits, signed), dac_bits)
    x = np.arange(p.act.lo, p.act.hi + 1)
    digits = p.apply(x)
    assert digits.shape == (x.size, p.count)
    assert digits.min() >= 0
    assert digits.max() < 2**dac_bits
    np.testing.assert_array_equal(digits @ p.weights, x + p.offset)
    np.testing.assert_array_equal(p.largest, digits.max(axis=0))
    assert p.largest.max() == p.largest[0]
    assert p.count == len(range(0, bits, dac_bits))
    np.testing.assert_array_equal(p.word(x), digits @ (2 ** (dac_bits * np.arange(p.count))))
    assert p.word(x).max() < 2**p.word_bits


@pytest.mark.parametrize(
    ("act", "dac_bits", "x", "digits", "weights", "offset"),
    [
        (Int(4), 1, 11, [1, 1, 0, 1], [1, 2, 4, 8], 0),
        (Int(4, signed=True), 1, -5, [1, 1, 0, 1], [1, 2, 4, -8], 0),
        (Int(4, signed=True), 2, -5, [3, 0], [1, 4], 8),  # −5 + 8 = 3
        (Int(5), 2, 27, [3, 2, 1], [1, 4, 16], 0),
        (Int(5, signed=True), 3, -16, [0, 0], [1, 8], 16),
    ],
)
def test_by_hand(act, dac_bits, x, digits, weights, offset):
    p = Phases(act, dac_bits)
    assert p.apply(np.array([x]))[0].tolist() == digits
    assert p.weights.tolist() == weights
    assert p.offset == offset


def test_an_activation_out_of_range_is_our_bug():
    with pytest.raises(AssertionError, match="outside uint4"):
        Phases(Int(4), 1).apply(np.array([16]))


@pytest.mark.parametrize(
    ("act", "dac_bits", "message"),
    [
        (Int(9), 1, "activation bits: must lie in 1..8, not 9"),
        (Int(4), 0, "dac.bits: must lie in 1..8, not 0"),
        (Int(4), 9, "dac.bits: must lie in 1..8, not 9"),
    ],
)
def test_parameters_out_of_range_are_refused(act, dac_bits, message):
    with pytest.raises(HdlgenError, match=message):
        Phases(act, dac_bits)
