"""Means are exact: floor(sum/A + 1/2), by exhaustion where that is short, by the bound of the docstring elsewhere."""

import numpy as np
import pytest

from hdlgen.arith import Int, Requant, mean
from hdlgen.errors import HdlgenError

TYPES = [Int(bits, signed) for bits in range(1, 9) for signed in (False, True)]


def exact(s, elements):
    return (2 * s + elements) // (2 * elements)


@pytest.mark.parametrize("kernel", [*range(1, 25), 28])
@pytest.mark.parametrize("act", [Int(1), Int(4), Int(8), Int(1, True), Int(5, True), Int(8, True)], ids=str)
def test_every_sum(kernel, act):
    area = kernel**2
    sums = np.arange(act.lo * area, act.hi * area + 1)
    np.testing.assert_array_equal(mean(area, act, 1, act).apply(sums[:, None])[:, 0], exact(sums, area))


def off(requant, elements, s):
    """s·e + A·b, with Python's integers."""
    (m,), (b,), n = requant.multiplier, requant.bias, requant.shift
    return s * (elements * m - (1 << n)) + elements * b


def test_the_bound_holds_for_every_kernel_and_type():
    for kernel in range(1, 862):
        area = kernel**2
        for act in TYPES:
            requant = mean(area, act, 1, act)
            n = requant.shift
            least = -(1 << (n - 1)) if area % 2 else 0
            for s in (area * act.lo, area * act.hi):
                assert least <= off(requant, area, s) < least + (1 << n), (kernel, act)
            assert n == 16 or 1 << (n - 1) < area**2 << (act.bits - 1), "no more bits than the bound needs"


@pytest.mark.parametrize("elements", range(1, 40))
def test_the_bound_is_what_makes_a_mean_exact(elements):
    """Of all m near 2^n/A and all b: within the bound no sum is wrong, whatever the range of sums."""
    n, reach = 8, 3 * elements
    sums = np.arange(-reach, reach + 1)
    least = -(1 << (n - 1)) if elements % 2 else 0
    for m in range((1 << n) // elements - 2, (1 << n) // elements + 4):
        for b in range(-20, 21):
            requant = Requant((m,), (b,), n, -reach, reach)
            within = [least <= off(requant, elements, s) < least + (1 << n) for s in sums.tolist()]
            right = requant.apply(sums[:, None])[:, 0] == exact(sums, elements)
            assert right[within].all()


def test_500_random_pools_of_every_kind():
    rng = np.random.default_rng(7)
    for _ in range(500):
        kernel, act, out = int(rng.integers(1, 401)), *(TYPES[i] for i in rng.integers(0, len(TYPES), 2))
        area = kernel**2
        # any sum, and those where rounding turns: a half, and one below
        near = rng.integers(act.lo, act.hi, 50) * area + area // 2
        sums = np.concatenate([rng.integers(act.lo * area, act.hi * area + 1, 200), near - 1, near, near + 1])
        sums = np.append(sums, [act.lo * area, act.hi * area])
        want = [min(max(exact(s, area), out.lo), out.hi) for s in sums.tolist()]
        assert mean(area, act, 1, out).apply(sums[:, None])[:, 0].tolist() == want


@pytest.mark.parametrize(("kernel", "m"), [(1, 65536), (2, 16384), (4, 4096), (16, 256), (3, 7282)])
def test_small_squares_keep_sixteen_bits(kernel, m):
    assert mean(kernel**2, Int(4), 2, Int(3)) == Requant((m, m), (0, 0), 16, 0, 7)


def test_larger_ones_take_more():
    assert mean(49, Int(8), 1, Int(8)) == Requant((2675,), (0,), 17, 0, 255)
    # negative sums of an even area need b: a half must not fall below itself
    assert mean(36, Int(8, True), 1, Int(8, True)).bias[0] > 0


def test_what_no_requantizer_divides_is_refused():
    with pytest.raises(HdlgenError, match=r"the mean of 1002001 values of uint8 is not exact with .* at most 46"):
        mean(1001**2, Int(8), 1, Int(8))
