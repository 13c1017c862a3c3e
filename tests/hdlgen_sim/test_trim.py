from fractions import Fraction

import numpy as np
import pytest
from hdlgen_sim.trim import Moments, Trim, fit

SUMS = np.random.default_rng(0).normal(0, 20, (500, 40))


def codes(sums, bits=8):
    return np.clip(np.floor(sums + 0.5), -(2 ** (bits - 1)), 2 ** (bits - 1) - 1).astype(np.int16)


@pytest.mark.parametrize(("scale", "shift"), [(0.8, 3.0), (0.6, -1.3), (1.2, 0.0), (1.0, 4.4), (0.95, -5.0)])
def test_a_drifted_tile_is_brought_back(scale, shift):
    drifted = scale * SUMS + shift
    trim = fit(codes(drifted), codes(SUMS), bits=8)
    assert trim.gain == pytest.approx(1 / scale, abs=2**-10)
    assert trim.offset == pytest.approx(-shift / scale, abs=0.25)
    inside = np.abs(SUMS) < 90  # where neither clips
    left = (codes(trim.gain * drifted + trim.offset) - codes(SUMS))[inside]
    assert abs(left).max() <= 1
    assert abs(left.mean()) < 0.15


def test_noise_does_not_shrink_the_gain():
    # Fitted the other way round, the slope would be 0.8·4/(0.64·4 + 4) = 0.49 in place of 1.25.
    rng = np.random.default_rng(1)
    small = rng.normal(0, 2, 200_000)
    noisy = 0.8 * small + rng.normal(0, 2, small.size)
    assert fit(codes(noisy), codes(small), bits=8).gain == pytest.approx(1.25, abs=0.05)


def test_what_clips_does_not_count():
    loud = SUMS * 6  # most of it beyond ±128
    assert (abs(codes(loud)) >= 127).mean() > 0.25
    assert fit(codes(0.8 * loud + 3), codes(loud), bits=8).gain == pytest.approx(1.25, abs=0.01)


def test_the_line_is_that_of_least_squares():
    x, y = codes(SUMS), codes(0.7 * SUMS + 2)
    slope, intercept = np.polyfit(x.ravel().astype(float), y.ravel().astype(float), 1)
    trim = fit(y, x, bits=8)
    assert abs(trim.gain - 1 / slope) <= 2**-11 + 1e-9
    assert abs(trim.offset - (x.mean() - trim.gain * y.mean())) <= 1 / 8 + 1e-9
    assert abs(trim.offset + intercept / slope) <= 1 / 8 + 2e-3


def test_a_perfect_tile_needs_no_trim():
    assert fit(codes(SUMS), codes(SUMS), bits=8) == Trim(1, 0)


def test_the_order_of_the_codes_does_not_matter():
    x, y = codes(SUMS).ravel(), codes(0.8 * SUMS + 3).ravel()
    order = np.random.default_rng(2).permutation(x.size)
    assert fit(y, x, bits=8) == fit(y[order], x[order], bits=8) == fit(y.reshape(200, 100), x.reshape(200, 100), bits=8)


@pytest.mark.parametrize(
    ("measured", "ideal", "bits", "want"),
    [
        ([], [], 8, Trim(1, 0)),
        ([127, -128], [127, -128], 8, Trim(1, 0)),  # all clipped
        ([0, -1, 0], [-1, 0, 0], 1, Trim(1, 0)),  # one bit has no code inside
        ([0, 0, 0, 0], [0, 0, 0, 0], 8, Trim(1, 0)),  # silence
        ([3, 3, 3], [0, 0, 0], 8, Trim(1, -3)),  # silence beside an offset
        ([0, 0, 0, 2], [0, 0, 0, 1], 8, Trim(1, -0.25)),  # one code of noise is no gain
        ([0] * 50 + [40] * 50, [0] * 50 + [50] * 50, 8, Trim(1.25, 0)),
        ([0] * 50 + [10] * 50, [0] * 50 + [50] * 50, 8, Trim(2, 8)),  # out of reach: as near as it goes
        ([5] * 50 + [-5] * 50, [-5] * 50 + [5] * 50, 8, Trim(1, 0)),  # upside down: no gain mends it
    ],
)
def test_little_information_changes_little(measured, ideal, bits, want):
    assert fit(np.array(measured, np.int16), np.array(ideal, np.int16), bits=bits) == want


def test_a_trim_is_one_that_the_hardware_has():
    trim = fit(codes(0.77 * SUMS + 1.1), codes(SUMS), bits=8)
    assert Fraction(trim.gain) % Fraction(1, 1024) == 0
    assert Fraction(trim.offset) % Fraction(1, 4) == 0


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"gain": 0.25}, r"gain must be a multiple of 2\^-10 in 0.5..2, not 0.25"),
        ({"gain": 1.0001}, r"gain must be a multiple of 2\^-10 in 0.5..2, not 1.0001"),
        ({"gain": float("nan")}, r"gain must be a multiple of 2\^-10 in 0.5..2, not nan"),
        ({"offset": -8.25}, r"offset must be a multiple of 1/4 in -8..8, not -8.25"),
        ({"offset": 0.1}, r"offset must be a multiple of 1/4 in -8..8, not 0.1"),
    ],
)
def test_trims_that_no_hardware_has_are_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        Trim(**wrong)


def test_codes_that_do_not_belong_together_are_refused():
    x = np.zeros((3, 4), np.int16)
    with pytest.raises(
        ValueError, match=r"measured \[2, 4\] and ideal \[3, 4\] must have one shape, and bits 8 lie in"
    ):
        fit(x[:2], x, bits=8)
    with pytest.raises(ValueError, match=r"must have one shape, and bits 17 lie in 1..16"):
        fit(x, x, bits=17)


def test_codes_may_come_in_parts():
    x, y = codes(SUMS * 4), codes(2.8 * SUMS + 2)
    parts = [
        Moments.of(y[rows], x[rows], bits=8) for rows in (slice(0, 1), slice(1, 300), slice(300, 300), slice(300, 500))
    ]
    whole = sum(parts, Moments())
    inside = (x > -128) & (x < 127) & (y > -128) & (y < 127)
    a, b = x[inside].tolist(), y[inside].tolist()
    assert len(a) < x.size
    assert (whole.count, whole.x, whole.y) == (len(a), sum(a), sum(b))
    assert (whole.xx, whole.yy) == (sum(v * v for v in a), sum(v * v for v in b))
    assert whole.xy == sum(v * w for v, w in zip(a, b, strict=True))
    assert whole.fit() == fit(y, x, bits=8)
    assert Moments().fit() == Trim(1, 0)
