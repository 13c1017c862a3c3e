"""Requantizers give the integers of quantizers of real numbers, for every number that may come."""

import numpy as np
import pytest

from hdlgen.frontend import fit
from hdlgen.frontend.fit import Target


def target(gain, offset, first, last, lo, hi, rounding):
    arrays = (np.atleast_1d(np.asarray(v)) for v in (gain, offset, first, last))
    gain, offset, first, last = arrays
    return Target(gain.astype(float), offset.astype(float), first, last, lo, hi, rounding)


def computed(fitted, acc, lo, hi):
    return np.clip((acc * fitted.m[:, None] + fitted.b[:, None] + ((1 << fitted.n) >> 1)) >> fitted.n, lo, hi)


@pytest.mark.parametrize(
    ("gain", "offset", "rounding", "wanted"),
    [  # by hand, of −4 … 4
        (0.5, 0.0, "half_up", [-2, -1, -1, 0, 0, 1, 1, 2, 2]),
        (0.5, 0.0, "floor", [-2, -2, -1, -1, 0, 0, 1, 1, 2]),
        (0.5, 0.0, "ceil", [-2, -1, -1, 0, 0, 1, 1, 2, 2]),
        (-0.5, 0.25, "half_up", [2, 2, 1, 1, 0, 0, -1, -1, -2]),
        (0.0, 1.5, "half_up", [2] * 9),
        (0.0, -9.0, "floor", [-3] * 9),
    ],
)
def test_by_hand(gain, offset, rounding, wanted):
    t = target(gain, offset, -4, 4, -3, 3, rounding)
    fitted = fit.requantizer(t)
    acc = np.arange(-4, 5)[None]
    assert computed(fitted, acc, -3, 3).tolist() == [wanted]
    assert t.apply(acc).tolist() == [wanted]
    assert (fitted.wrong, fitted.of) == (0, 9)


def test_the_smallest_shift_is_taken():
    assert fit.requantizer(target(0.5, 0, -100, 100, -8, 7, "half_up")).n == 1
    assert fit.requantizer(target(3.0, 0, -100, 100, -8, 7, "half_up")).n == 0


@pytest.mark.parametrize("rounding", ["half_even", "half_up", "floor", "ceil"])
def test_random_gains_are_exact(rounding):
    rng = np.random.default_rng(0)
    for lo, hi in ((0, 15), (-8, 7), (0, 255), (-7, 7)):
        gain = rng.uniform(0.001, 0.1, 8) * rng.choice([-1, 1], 8)
        first, last = -rng.integers(0, 3000, 8), rng.integers(1, 3000, 8)
        t = target(gain, rng.normal(0, 3, 8), first, last, lo, hi, rounding)
        fitted, acc = fit.requantizer(t), np.arange(-3000, 3001)[None].repeat(8, 0)
        inside = (acc >= first[:, None]) & (acc <= last[:, None])
        assert not fitted.wrong
        np.testing.assert_array_equal(computed(fitted, acc, lo, hi)[inside], t.apply(acc)[inside])


def test_halves_to_the_even_number_are_counted_where_a_line_cannot_have_them():
    t = target(0.25, 0, -16, 16, -4, 4, "half_even")
    fitted, acc = fit.requantizer(t), np.arange(-16, 17)[None]
    differ = computed(fitted, acc, -4, 4) != t.apply(acc)
    assert fitted.halves
    assert acc[differ].tolist() == [-14, -6, 2, 10]  # −3.5, −1.5, 0.5, 2.5 are rounded down to the even number
    assert (fitted.wrong, fitted.of) == (4, 33)
    odd = fit.requantizer(target(0.25, 0.01, -16, 16, -4, 4, "half_even"))
    assert odd.wrong == 0


@pytest.mark.parametrize(
    ("gain", "offset", "rounding", "wanted"),
    [  # by hand, of 0 … 4
        (1 - 1e-16, 0.0, "floor", [0, 1, 2, 3, 4]),
        (1 + 3e-16, 0.0, "ceil", [0, 1, 2, 3, 4]),
        (0.5 - 1e-16, 0.0, "half_up", [0, 1, 1, 2, 2]),
        (0.1 * 5, 2.5 - 0.1 * 25, "floor", [0, 0, 1, 1, 2]),
        (0.0, 1 - 1e-15, "floor", [1] * 5),
        (0.5 - 1e-7, 0.0, "half_up", [0, 0, 1, 1, 2]),
    ],
)
def test_what_float64_loses_moves_no_threshold(gain, offset, rounding, wanted):
    t = target(gain, offset, 0, 4, -8, 7, rounding)
    fitted, acc = fit.requantizer(t), np.arange(5)[None]
    assert computed(fitted, acc, -8, 7).tolist() == t.apply(acc).tolist() == [wanted]


def test_a_sign_is_a_threshold():
    fitted = fit.requantizer(target(0.01, -0.02, -5, 5, 0, 1, "sign"))
    assert computed(fitted, np.arange(-5, 6)[None], 0, 1).tolist() == [[0] * 7 + [1] * 4]


@pytest.mark.parametrize(("offset", "wanted"), [(1e30, 3), (-1e30, -3)])
def test_an_offset_may_be_larger_than_all_sums(offset, wanted):
    both = target([0.5, -0.25], [offset, 0.1], [-9, -9], [9, 9], -3, 3, "half_even")
    fitted, acc = fit.requantizer(both), np.arange(-9, 10)[None].repeat(2, 0)
    assert not fitted.wrong
    found = computed(fitted, acc, -3, 3)
    assert (found[0] == wanted).all()
    np.testing.assert_array_equal(found[1], both.apply(acc)[1])


def test_a_multiplier_that_is_too_large_is_none():
    assert fit.requantizer(target(2.0**40, 0, -5, 5, 0, 255, "half_up")) is None
    assert fit.apart([np.arange(4)], [2.0**30], 0, 255, "half_up") is None
    assert fit.together(np.arange(4), np.arange(4), (1.0, 2.0**30), 0, 255, "half_up") is None


def test_joins_by_hand():
    both = fit.together(np.arange(4), np.arange(4), (0.5, 0.25), 0, 3, "half_up")
    assert (both.m.tolist(), both.n, both.wrong, both.of) == ([2, 1], 2, 0, 16)
    each = fit.apart([np.arange(-2, 3), np.arange(9)], [-1.0, 0.125], -8, 7, "half_up")
    assert (each.wrong, each.of) == (0, 14)
    assert [(v * each.m[1] + ((1 << each.n) >> 1)) >> each.n for v in range(9)] == [0, 0, 0, 0, 1, 1, 1, 1, 1]


def test_what_a_join_cannot_have_is_counted():
    both = fit.together(np.arange(3), np.arange(3), (0.5, 0.5), 0, 3, "half_even")
    assert (both.wrong, both.of) == (2, 9)  # 0 + 1 and 1 + 0 give 0, and 1 is what halves upward give
    assert both.halves
    one = fit.apart([np.arange(8)], [0.5], 0, 7, "half_even")
    assert (one.wrong, one.of, one.halves) == (2, 8, True)  # 1 and 5


def test_what_is_no_half_is_told_apart():
    down = fit.apart([np.array([-1, 1])], [0.5], -7, 7, "floor")  # m < 1/2 for 0 of 1, m > 1/2 for −1 of −1
    assert (down.wrong, down.halves) == (1, False)
    narrow = fit.apart([np.arange(2), np.arange(256)], [2.0**20, 0.3], 0, 255, "half_even")  # n ≤ 3: 0.25 or 0.375
    assert narrow.wrong
    assert not narrow.halves


@pytest.mark.parametrize("seed", range(5))
def test_random_joins_are_exact(seed):
    rng = np.random.default_rng(seed)
    a, b = np.arange(16), np.arange(-128, 128)
    gains = tuple(rng.uniform(0.05, 2, 2))
    both = fit.together(a, b, gains, -128, 127, "half_even")
    x, y = np.meshgrid(a, b, indexing="ij")
    got = ((x * both.m[0] + y * both.m[1] + ((1 << both.n) >> 1)) >> both.n).clip(-128, 127)
    np.testing.assert_array_equal(got, np.rint(x * gains[0] + y * gains[1]).clip(-128, 127))
