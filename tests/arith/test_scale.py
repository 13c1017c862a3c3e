from fractions import Fraction
from itertools import product
from math import floor

import numpy as np
import pytest
import torch

from hdlgen.arith import Int, Scale
from hdlgen.errors import HdlgenError

U2, U8, S3, S8 = Int(2), Int(8), Int(3, signed=True), Int(8, signed=True)


@pytest.mark.parametrize("shift", [0, 1, 2, 5])
@pytest.mark.parametrize("multiplier", [1, 3, -5, 0])
def test_the_definition_for_all_operands(multiplier, shift):
    x, gates = np.array(list(product(range(4), range(-4, 4)))).T
    half = Fraction(1, 2) if shift else 0
    products = [Fraction(int(a * g) * multiplier, 2**shift) + half for a, g in zip(x, gates, strict=True)]
    got = Scale((U2, S3), multiplier, shift, -3, 5).apply(x[None, None, None], gates[None, None, None])
    assert got.reshape(-1).tolist() == [min(max(floor(p), -3), 5) for p in products]


@pytest.mark.parametrize(
    ("operands", "multiplier", "shift", "lo", "hi"),
    [
        ((U8, U8), 257, 16, 0, 255),
        ((S8, U8), 2**24 - 1, 23, -128, 127),
        ((S8, S8), -(2**24) + 1, 20, -500, 400),
        ((U8, Int(4)), 3, 0, 0, 10_000),
        ((S3, S8), 1, 46, -1, 1),
    ],
)
def test_in_float64(operands, multiplier, shift, lo, hi):
    """Products stay below 2^31, halves and quotients by powers of two are exact."""
    rng = np.random.default_rng(shift)
    x = rng.integers(operands[0].lo, operands[0].hi + 1, (5, 40, 32, 16))
    gates = rng.integers(operands[1].lo, operands[1].hi + 1, (5, 1, 1, 16))
    half = 0.5 if shift else 0.0
    y = torch.from_numpy(x).double() * torch.from_numpy(gates).double() * multiplier / 2.0**shift + half
    expected = y.floor().clamp(lo, hi).numpy().astype(np.int64)
    got = Scale(operands, multiplier, shift, lo, hi).apply(x, gates)
    assert got.size == 102_400
    np.testing.assert_array_equal(got, expected)


@pytest.mark.parametrize("operands", [(U2, S3), (S3, S3), (S3, U2), (U2, U2)])
@pytest.mark.parametrize("multiplier", [1, -7, 0])
@pytest.mark.parametrize("shift", [0, 3])
def test_types_hold_every_result(operands, multiplier, shift):
    scale = Scale(operands, multiplier, shift, -3, 5)
    reached = [a * g for a, g in product(*(range(kind.lo, kind.hi + 1) for kind in operands))]
    assert scale.product == Int.spanning(min(reached), max(reached))
    reached = [v * multiplier + 2**shift // 2 for v in reached]
    assert scale.acc.holds(np.array(reached))
    # It is made of the product's type, whose ends no product need reach.
    assert scale.acc.bits <= Int.spanning(min(reached), max(reached)).bits + 1
    assert scale.out == Int(4, signed=True)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"operands": (Int(9), U2)}, "scale.operands: uint9 has more than 8 bits"),
        ({"operands": (U2, Int(9, True))}, "scale.operands: int9 has more than 8 bits"),
        ({"multiplier": 2**24}, r"scale.multiplier: must lie in −16777215..16777215, not 16777216"),
        ({"multiplier": -(2**24)}, r"scale.multiplier: must lie in −16777215..16777215, not -16777216"),
        ({"shift": 47}, "scale.shift: must lie in 0..46, not 47"),
        ({"shift": -1}, "scale.shift: must lie in 0..46, not -1"),
        ({"lo": 9}, "scale.lo: 9 is above hi 5"),
    ],
)
def test_parameters_out_of_range_are_refused(changes, message):
    usual = {"operands": (U2, U2), "multiplier": 1, "shift": 0, "lo": 0, "hi": 5}
    with pytest.raises(HdlgenError, match=message):
        Scale(**usual | changes)
