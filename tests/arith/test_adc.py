from fractions import Fraction
from math import floor

import numpy as np
import pytest

from hdlgen.arith import Adc, Int
from hdlgen.errors import HdlgenError


@pytest.mark.parametrize("bits", [1, 2, 4, 5])
@pytest.mark.parametrize("shift", [0, 1, 2, 3])
def test_codes_are_those_of_the_definition_for_every_sum(bits, shift):
    s = np.arange(-300, 301)
    expected = [
        min(max(floor(Fraction(v, 2**shift) + Fraction(1, 2)), -(2 ** (bits - 1))), 2 ** (bits - 1) - 1)
        for v in s.tolist()
    ]
    assert Adc(bits, shift).apply(s).tolist() == expected


@pytest.mark.parametrize(
    ("s", "code"), [(-6, -1), (-5, -1), (-2, 0), (-1, 0), (1, 0), (2, 1), (5, 1), (6, 2), (99, 7), (-99, -8)]
)
def test_halves_round_up_and_ends_clip(s, code):
    assert Adc(4, 2).apply(np.array([s])).tolist() == [code]


def test_lossless_means_that_every_code_is_the_sum():
    for bits in (3, 4):
        for shift in (0, 1):
            for lo in range(-10, 1):
                for hi in range(lo, 11):
                    s = np.arange(lo, hi + 1)
                    adc = Adc(bits, shift)
                    same = shift == 0 and bool((adc.apply(s) << shift == s).all())
                    assert adc.lossless(lo, hi) == same, (bits, shift, lo, hi)


def test_its_code_is_signed():
    assert Adc(8).code == Int(8, signed=True)


@pytest.mark.parametrize(
    ("bits", "shift", "message"),
    [
        (0, 0, "adc.bits: must lie in 1..16, not 0"),
        (17, 0, "adc.bits: must lie in 1..16, not 17"),
        (8, -1, "adc.shift: must lie in 0..31, not -1"),
        (8, 32, "adc.shift: must lie in 0..31, not 32"),
    ],
)
def test_parameters_out_of_range_are_refused(bits, shift, message):
    with pytest.raises(HdlgenError, match=message):
        Adc(bits, shift)
