"""Scales of sums are short numbers, as far as one sum alone reads what they are of."""

from fractions import Fraction

import pytest

from hdlgen.frontend.operators import Add, Average
from hdlgen.frontend.quantize.bits import Bits, Pair
from hdlgen.frontend.quantize.joins import representable, short
from hdlgen.frontend.quantize.place import place
from hdlgen.frontend.quantize.rewrite import with_tables
from hdlgen.spec.names import INPUT
from tests.frontend.quantize.networks import RELU, Maker, dense, odd, residual, unet

W4A4 = Bits(Pair(4, 4))


def made(source):
    """Scales before, and what is made of them."""
    placed = place(with_tables(source), W4A4, positive=True)
    before = {p.tie: 0.0123 * 1.37**i for i, p in enumerate(placed.points)}
    return placed, before, representable(before, placed)


def bits(x):
    """Of the odd part of a float's mantissa."""
    return Fraction(x).numerator.bit_length()


@pytest.mark.parametrize(("down", "wanted"), [(False, 101 / 128), (True, 100 / 128)])
def test_short_numbers(down, wanted):
    assert short(100.7 / 128, down=down) == wanted
    assert short(100.7 * 1024, down=down) == wanted * 128 * 1024
    assert short(0.5, down=down) == 0.5


def test_a_chain_of_sums_has_scales_in_steps_of_the_next():
    m = Maker("chain")
    x = m.add("relu0", RELU, m.conv("conv0", INPUT, 2))
    for i in range(1, 5):
        x = m.add(f"relu{i}", RELU, m.add(f"sum{i}", Add(), x, m.conv(f"conv{i}", x, 2)))
    _, before, after = made(m.source(m.linear("fc", m.add("mean", Average(None), x), 3)))
    assert bits(after["relu4"]) <= 7
    for i in range(1, 5):
        for operand in (f"conv{i}", f"relu{i - 1}"):
            assert bits(after[operand] / after[f"relu{i}"]) <= 7
    assert all(abs(after[name] / before[name] - 1) <= 1 / 64 for name in before)
    assert after["mean"] == before["mean"]
    assert after["fc"] == before["fc"]


def test_operands_of_a_concat_that_requantizes_too():
    _, before, after = made(unet()[1])
    assert all(bits(after[name] / after["relu4"]) <= 7 for name in ("pool", "up", "tall") if name in after)
    assert after["up"] != before["up"]


def test_what_two_sums_read_stays():
    _, before, after = made(odd()[1])
    assert after["tanh"] == before["tanh"]
    assert bits(after["conv1"] / after["sum"]) <= 7


def test_bounded_scales_do_not_rise():
    _, before, after = made(odd()[1])
    assert after["hardtanh"] < before["hardtanh"]
    for source in (residual()[1], dense()[1]):
        placed, before, after = made(source)
        assert all(after[p.tie] <= before[p.tie] for p in placed.points if p.whole and p.hi < 10)
