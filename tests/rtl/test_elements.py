import pytest
from amaranth import Module, Signal
from amaranth.sim import Simulator

from hdlgen.arith import Int
from hdlgen.rtl.elements import clipped, element, shape


def evaluated(make, kind):
    """Of every value of type `kind`, what `make` makes of its signal."""
    x, y = Signal(shape(kind)), Signal(shape(Int(12, True)))
    m = Module()
    m.d.comb += y.eq(make(x))
    got = []

    async def bench(ctx):
        for value in range(kind.lo, kind.hi + 1):
            ctx.set(x, value)
            got.append(ctx.get(y))

    simulator = Simulator(m)
    simulator.add_testbench(bench)
    simulator.run()
    return got


@pytest.mark.parametrize("kind", [Int(4), Int(4, True), Int(1), Int(1, True)])
@pytest.mark.parametrize("shift", [0, 1, 2, 6])
@pytest.mark.parametrize("lo", [-9, -8, -7, -2, -1, 0, 1])
@pytest.mark.parametrize("span", [0, 1, 3, 16])
def test_every_value_is_shifted_and_clipped(kind, shift, lo, span):
    expected = [min(max(v >> shift, lo), lo + span) for v in range(kind.lo, kind.hi + 1)]
    assert evaluated(lambda x: clipped(x, kind, shift, lo, lo + span), kind) == expected


@pytest.mark.parametrize("signed", [False, True])
def test_elements_of_a_beat(signed):
    kind = Int(3, signed)
    for lane in range(3):
        expected = [((v >> (3 * lane)) + 4 * signed) % 8 - 4 * signed for v in range(512)]
        assert evaluated(lambda x, lane=lane: element(x, lane, kind), Int(9)) == expected
