"""Scales with which floats round as hardware does."""

import numpy as np
import pytest

from hdlgen.frontend.operators import Add, Average
from hdlgen.frontend.quantize.bits import Bits, Pair
from hdlgen.frontend.quantize.place import place
from hdlgen.frontend.quantize.rewrite import with_tables
from hdlgen.frontend.quantize.scales import length, settled, short
from hdlgen.spec.names import INPUT
from tests.frontend.quantize.networks import RELU, Maker, chain, dense, odd, residual, unet

W4A4 = Bits(Pair(4, 4))


def made(source):
    """Scales before, and what is made of them."""
    placed = place(with_tables(source), W4A4, positive=True)
    before = {p.tie: 0.0123 * 1.37**i for i, p in enumerate(placed.points)}
    return placed, before, settled(before, placed)


@pytest.mark.parametrize(("down", "wanted"), [(False, 101 / 128), (True, 100 / 128)])
def test_short_numbers(down, wanted):
    assert short(100.7 / 128, 7, down=down) == wanted
    assert short(100.7 * 1024, 7, down=down) == wanted * 128 * 1024
    assert short(0.5, 7, down=down) == 0.5


@pytest.mark.parametrize(("x", "bits"), [(1.0, 1), (0.75, 2), (6.0, 2), (2.0**-30 * 5, 3), (0.1, 52), (1 / 3, 53)])
def test_lengths(x, bits):
    assert length(x) == bits


def test_a_chain_of_sums_has_scales_in_steps_of_the_next():
    m = Maker("chain")
    x = m.add("relu0", RELU, m.conv("conv0", INPUT, 2))
    for i in range(1, 13):
        x = m.add(f"relu{i}", RELU, m.add(f"sum{i}", Add(), x, m.conv(f"conv{i}", x, 2)))
    _, before, after = made(m.source(m.linear("fc", m.add("mean", Average(None), x), 3)))
    anew = 0
    for i in range(1, 13):
        for operand in (f"conv{i}", f"relu{i - 1}"):
            if length(after[f"relu{i}"]) <= 37:
                assert length(after[operand] / after[f"relu{i}"]) <= 7
            else:  # there would be too many bits: a chain begins anew
                assert length(after[operand]) <= 20
                anew += 1
    assert 1 < anew < 12
    assert all(length(scale) <= 44 for scale in after.values())
    assert all(abs(after[name] / before[name] - 1) <= 1 / 64 for name in before)


def test_all_other_scales_are_set_beside_each_other():
    placed, before, _ = made(chain()[1])
    aside = [1 - scale / 0.01 for scale in settled(dict.fromkeys(before, 0.01), placed).values()]
    assert len({round(a * 2**20) for a in aside}) == len(aside) == 3
    assert all(2.0**-16 * 0.9 < a < 2.0**-15 * 1.1 for a in aside)


def test_operands_of_a_concat_that_requantizes_have_steps_of_it():
    _, _, after = made(unet()[1])
    assert [length(after[name] / after["relu4"]) <= 7 for name in ("relu1", "up", "tall")] == [True] * 3


def test_what_two_sums_read_has_steps_of_neither():
    _, before, after = made(odd()[1])
    assert after["tanh"] == pytest.approx(before["tanh"], rel=1e-4)
    assert length(after["conv1"] / after["sum"]) <= 7


def test_bounded_scales_do_not_rise():
    for source in (residual()[1], dense()[1], odd()[1]):
        placed, before, after = made(source)
        assert all(after[p.tie] <= before[p.tie] for p in placed.points if p.whole and np.isfinite(p.lo + p.hi))
