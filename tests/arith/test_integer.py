import numpy as np
import pytest

from hdlgen.arith import Int
from hdlgen.arith.integer import bits_for
from hdlgen.errors import HdlgenError


@pytest.mark.parametrize(
    ("bits", "signed", "lo", "hi", "text"),
    [
        (1, False, 0, 1, "uint1"),
        (4, False, 0, 15, "uint4"),
        (8, False, 0, 255, "uint8"),
        (1, True, -1, 0, "int1"),
        (4, True, -8, 7, "int4"),
        (62, True, -(2**61), 2**61 - 1, "int62"),
        (62, False, 0, 2**62 - 1, "uint62"),
    ],
)
def test_ends_and_name(bits, signed, lo, hi, text):
    t = Int(bits, signed)
    assert (t.lo, t.hi, str(t)) == (lo, hi, text)


def test_bits_for_is_the_least_width_that_holds_both_ends():
    for lo in range(-40, 41):
        for hi in range(lo, 41):
            widths = [
                b
                for b in range(1, 9)
                if (0 if lo >= 0 else -(2 ** (b - 1))) <= lo and hi <= (2**b - 1 if lo >= 0 else 2 ** (b - 1) - 1)
            ]
            assert bits_for(lo, hi) == widths[0], (lo, hi)
            t = Int.spanning(lo, hi)
            assert t.lo <= lo
            assert hi <= t.hi
            assert t.signed == (lo < 0)


def test_holds():
    assert Int(3).holds(np.array([0, 7]))
    assert not Int(3).holds(np.array([0, 8]))
    assert not Int(3).holds(np.array([-1]))
    assert Int(3, signed=True).holds(np.array([-4, 3]))
    assert not Int(3, signed=True).holds(np.array([4]))
    assert Int(3).holds(np.array([], np.int64))


@pytest.mark.parametrize("bits", [0, 63])
def test_widths_outside_1_to_62_are_refused(bits):
    with pytest.raises(HdlgenError, match=rf"Int.bits: must lie in 1..62, not {bits}"):
        Int(bits)
