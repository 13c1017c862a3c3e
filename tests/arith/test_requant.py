from fractions import Fraction
from math import floor

import numpy as np
import pytest

from hdlgen.arith import Int, Requant
from hdlgen.errors import HdlgenError


@pytest.mark.parametrize(("acc", "act"), [(-3, -1), (-1, 0), (1, 1), (3, 2), (99, 7), (-99, -8)])
def test_halves_round_up_and_extremes_saturate(acc, act):
    assert Requant((1,), (0,), 1, -8, 7).apply(np.array([acc])) == [act]


@pytest.mark.parametrize("shift", [0, 1, 2, 5])
@pytest.mark.parametrize(("multiplier", "bias"), [(1, 0), (-3, 7), (5, -11), (0, 4)])
def test_the_definition_for_every_accumulator(multiplier, bias, shift):
    acc = np.arange(-200, 201)
    half = Fraction(1, 2) if shift else 0
    expected = [min(max(floor(Fraction(a * multiplier + bias, 2**shift) + half), -16), 12) for a in acc.tolist()]
    got = Requant((multiplier,), (bias,), shift, -16, 12).apply(acc[:, None])
    assert got[:, 0].tolist() == expected


def test_each_channel_has_its_own_parameters():
    r = Requant((1, 2, -1), (0, 3, 100), 0, 0, 50)
    assert r.channels == 3
    assert r.apply(np.array([[10, 10, 60], [-1, 99, 10]])).tolist() == [[10, 23, 40], [0, 50, 50]]


def test_large_products_are_exact():
    r = Requant((2**31 - 1,), (-(2**61),), 46, -(2**15), 2**15)
    acc = 2**30 - 5
    assert r.apply(np.array([acc])).tolist() == [(acc * (2**31 - 1) - 2**61 + 2**45) // 2**46]


@pytest.mark.parametrize("shift", [0, 1, 2, 5])
@pytest.mark.parametrize("k", [0, 1, 2, 3, 6])
def test_accumulators_in_steps(shift, k):
    """Every channel, every accumulator; at n = k and beyond the half is in the bias."""
    r = Requant((1, -3, 5, 0), (0, 7, -11, 4), shift, -16, 12)
    acc = np.arange(-200, 201)[:, None].repeat(4, axis=1)
    np.testing.assert_array_equal(r.in_steps(k).apply(acc), r.apply(acc << k))


def test_its_type_is_the_narrowest():
    assert Requant((1,), (0,), 0, 0, 6).out == Int(3)
    assert Requant((1,), (0,), 0, -8, 7).out == Int(4, signed=True)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (((1, 2), (0,), 0, 0, 1), "requant: 2 multipliers and 1 biases"),
        (((), (), 0, 0, 1), "requant: 0 multipliers"),
        (((1,), (0,), 47, 0, 1), "requant.shift: must lie in 0..46, not 47"),
        (((1,), (0,), -1, 0, 1), "requant.shift: must lie in 0..46, not -1"),
        (((1,), (0,), 0, 2, 1), "requant.lo: 2 is above hi 1"),
    ],
)
def test_parameters_out_of_range_are_refused(args, message):
    with pytest.raises(HdlgenError, match=message):
        Requant(*args)
