from fractions import Fraction
from itertools import product
from math import floor

import numpy as np
import pytest

from hdlgen.arith import Add, Int
from hdlgen.errors import HdlgenError

U2, S3 = Int(2), Int(3, signed=True)


@pytest.mark.parametrize("shift", [0, 1, 2, 5])
@pytest.mark.parametrize("multiplier", [(1, 1), (3, -2), (-5, 7), (0, 1)])
def test_the_definition_for_all_operands(multiplier, shift):
    a, b = np.array(list(product(range(4), range(-4, 4)))).T
    half = Fraction(1, 2) if shift else 0
    sums = [Fraction(x * multiplier[0] + y * multiplier[1], 2**shift) + half for x, y in zip(a, b, strict=True)]
    got = Add((U2, S3), multiplier, shift, -3, 5).apply(a, b)
    assert got.tolist() == [min(max(floor(s), -3), 5) for s in sums]


def test_a_sum_by_hand():
    relu = Add((Int(4), Int(4, True)), (3, 2), 2, 0, 15)
    # (3a + 2b + 2) >> 2: (3 − 16 + 2)/4 < 0; (6 + 6 + 2)/4 = 3.5; (45 + 14 + 2)/4 = 15.25
    assert relu.apply(np.array([[[1], [2]], [[15], [0]]]), np.array([[[-8], [3]], [[7], [0]]])).tolist() == [
        [[0], [3]],
        [[15], [0]],
    ]


@pytest.mark.parametrize("multiplier", [(1, 1), (3, -2), (-5, -7), (0, 0)])
@pytest.mark.parametrize("shift", [0, 3])
def test_the_accumulator_is_no_wider_than_it_must_be(multiplier, shift):
    acc = Add((U2, S3), multiplier, shift, -3, 5).acc
    reached = [x * multiplier[0] + y * multiplier[1] + 2**shift // 2 for x in range(4) for y in range(-4, 4)]
    assert acc == Int.spanning(min(reached), max(reached))


def test_the_widest_accumulator_has_47_bits():
    add = Add((Int(8), Int(8)), (2**24 - 1, 2**24 - 1), 46, 0, 255)
    assert add.acc.bits == (2**45 + 2 * 255 * (2**24 - 1)).bit_length() == 46
    assert Add((Int(8), Int(8)), (1 - 2**24, 1), 46, 0, 255).acc.signed is False
    assert Add((Int(8), Int(8)), (1 - 2**24, 1 - 2**24), 0, -8, 255).acc == Int(34, signed=True)
    assert add.apply(np.array([255]), np.array([255])) == [0]  # 2^45 + 8,556,379,650 is below 2^46


def test_its_type_is_the_narrowest():
    assert Add((U2, U2), (1, 1), 0, 0, 6).out == Int(3)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"operands": (Int(9), U2)}, "add.operands: uint9 has more than 8 bits"),
        ({"multiplier": (2**24, 1)}, r"add.multiplier: must lie in −16777215..16777215, not 16777216"),
        ({"multiplier": (1, -(2**24))}, "add.multiplier: must lie in −16777215..16777215, not -16777216"),
        ({"shift": 47}, "add.shift: must lie in 0..46, not 47"),
        ({"shift": -1}, "add.shift: must lie in 0..46, not -1"),
        ({"lo": 9}, "add.lo: 9 is above hi 5"),
    ],
)
def test_parameters_out_of_range_are_refused(changes, message):
    usual = {"operands": (U2, U2), "multiplier": (1, 1), "shift": 0, "lo": 0, "hi": 5}
    with pytest.raises(HdlgenError, match=message):
        Add(**usual | changes)
