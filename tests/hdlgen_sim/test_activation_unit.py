import math
import re
from fractions import Fraction

import numpy as np
import pytest
from hdlgen_sim.activation_unit import ActivationUnit
from hdlgen_sim.threshold_device import ThresholdDevice

IDEAL = ThresholdDevice(v_threshold=0.5, v_hold=0.0, r_on=1e-30, r_off=math.inf)
GENERIC = ThresholdDevice(
    0.5, 0.1, r_on=1e4, r_off=1e6, threshold_d2d=0.05, threshold_c2c=0.02
)  # numbers of nothing real
UNIT = ActivationUnit(GENERIC, r_load=2e4, volts_per_step=0.0625)


def test_an_ideal_device_passes_what_reaches_the_threshold_and_nothing_else():
    unit = ActivationUnit(IDEAL, r_load=1e4, volts_per_step=0.125)  # a threshold of 4 level steps
    s = np.arange(-300, 301)
    expected = [k if k >= 4 else 0 for k in range(-300, 301)]
    thresholds = unit.thresholds(len(s), seed=0, name="t")
    np.testing.assert_array_equal(unit.apply(s.astype(float), thresholds), expected)


@pytest.mark.parametrize("bias", [-7, 0, 12])
def test_with_a_threshold_of_one_step_and_a_bias_as_reference_it_is_a_relu(bias):
    unit = ActivationUnit(IDEAL, r_load=1e4, volts_per_step=0.5)
    s = np.arange(-100, 101)
    got = unit.transfer((s + bias).astype(float))
    np.testing.assert_array_equal(got, [max(0, k + bias) for k in range(-100, 101)])


def test_the_divider_gives_gain_leakage_and_threshold():
    # r_load 20 kΩ with 10 kΩ: 2/3; with 1 MΩ: 20/1020 = 1/51.
    # The device sees 0.5 V of v_in = 0.5·1020/1000 = 0.51 V: 8.16 steps of 62.5 mV.
    assert UNIT.gain == pytest.approx(2 / 3, rel=1e-15)
    assert UNIT.leakage == pytest.approx(1 / 51, rel=1e-15)
    assert UNIT.threshold == pytest.approx(8.16, rel=1e-15)
    # 0.1 V across 10 kΩ is 0.3 V across all 30 kΩ: 4.8 steps.
    assert UNIT.least_threshold == pytest.approx(4.8, rel=1e-15)
    np.testing.assert_allclose(
        UNIT.transfer(np.array([-90.0, 0.0, 5.1, 8.15, 8.17, 30.0])),
        [0.0, 0.0, 0.1, 8.15 / 51, 8.17 * 2 / 3, 20.0],
        rtol=1e-14,
    )


def test_what_counts_behind_fitting_references_is_the_sum_itself_or_what_leaks():
    # on: s; off: s/51 over 2/3
    got = UNIT.counted(np.array([-90.0, 0.0, 5.1, 8.17, 30.0]), np.full(5, 8.16))
    np.testing.assert_allclose(got, [0, 0, 0.15, 8.17, 30], rtol=1e-14)


def test_the_circuit_stepped_through_a_rising_input_agrees():
    for target in np.linspace(0.1, 30.0, 60).tolist():
        resistance = GENERIC.r_off
        for v_in in np.linspace(0.0, target * 0.0625, 200).tolist():
            for _ in range(3):  # enough to settle; a device that oscillates would not
                across = v_in * resistance / (resistance + 2e4)
                before = resistance
                if across >= 0.5:
                    resistance = GENERIC.r_on
                elif across < 0.1:
                    resistance = GENERIC.r_off
            assert resistance == before
        v_out = target * 0.0625 * 2e4 / (2e4 + resistance)
        assert UNIT.transfer(np.array([target]))[0] * 0.0625 == pytest.approx(v_out, rel=1e-12)


def test_thresholds_have_the_spread_of_the_devices():
    thresholds = UNIT.thresholds(100_000, seed=5, name="conv1.0")
    assert abs(thresholds.mean() - 8.16) < 4 * 0.408 / math.sqrt(100_000)
    assert thresholds.std() == pytest.approx(0.408, rel=4 / math.sqrt(200_000))
    np.testing.assert_array_equal(thresholds, UNIT.thresholds(100_000, seed=5, name="conv1.0"))
    assert (thresholds != UNIT.thresholds(100_000, seed=6, name="conv1.0")).mean() > 0.999


def test_no_threshold_is_below_what_keeps_a_device_on():
    loose = ThresholdDevice(0.5, 0.1, 1e4, 1e6, threshold_d2d=0.5)
    assert ActivationUnit(loose, 2e4, 0.0625).thresholds(1000, seed=0, name="t").min() == UNIT.least_threshold
    passed = UNIT.apply(np.array([4.7, 4.9]), np.full(2, 8.16), np.full(2, -40.0))  # −80 %: 1.6 steps
    np.testing.assert_allclose(passed, [4.7 / 51, 4.9 * 2 / 3], rtol=1e-14)


def test_the_threshold_of_a_read_moves_with_its_normal_number():
    thresholds = np.array([10.0])
    s = np.array([[10.19], [10.21], [9.81], [9.79]])
    z = np.array([[1.0], [1.0], [-1.0], [-1.0]])  # 10.2 and 9.8 steps
    passed = UNIT.apply(s, thresholds, z) > 1.0
    np.testing.assert_array_equal(passed[:, 0], [False, True, True, False])


def test_reads_near_the_threshold_pass_as_often_as_the_normal_distribution_says():
    z = np.random.default_rng(1).standard_normal(40_000)
    passed = UNIT.apply(np.full(40_000, 10.1), np.full(40_000, 10.0), z) > 1.0  # half a sigma above
    assert passed.mean() == pytest.approx(0.6915, abs=4 * math.sqrt(0.69 * 0.31 / 40_000))


def test_what_passes_is_one_rounded_product():
    rng = np.random.default_rng(12)
    s = rng.integers(-4 << 12, 20 << 12, (400, 5))
    z = rng.standard_normal(s.shape)
    thresholds = UNIT.thresholds(5, seed=1, name="t")
    got = UNIT.apply(s / 2**12, thresholds, z)
    for (i, j), units in np.ndenumerate(s):
        threshold = max(float(thresholds[j]) * (1 + 0.02 * float(z[i, j])), UNIT.least_threshold)
        exact = max(Fraction(int(units), 1 << 12), Fraction(0))
        factor = Fraction(UNIT.gain if exact >= Fraction(threshold) else UNIT.leakage)
        assert got[i, j] == float(exact * factor)  # float() rounds correctly


def test_splitting_a_batch_changes_no_bit():
    rng = np.random.default_rng(0)
    s, z = rng.normal(8.0, 3.0, (101, 7)), rng.standard_normal((101, 7))
    thresholds = UNIT.thresholds(7, seed=0, name="t")
    whole = UNIT.apply(s, thresholds, z)
    for first in range(0, 101, 13):
        part = slice(first, first + 13)
        np.testing.assert_array_equal(UNIT.apply(s[part], thresholds, z[part]), whole[part])
    np.testing.assert_array_equal(UNIT.apply(s[:, 3], thresholds[3], z[:, 3]), whole[:, 3])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"r_load": 0.0}, "r_load must be above 0 ohm and finite, not 0.0 ohm"),
        ({"r_load": math.inf}, "r_load must be above 0 ohm and finite, not inf ohm"),
        ({"volts_per_step": -0.1}, "volts_per_step must be above 0 V and finite, not -0.1 V"),
        ({"r_load": 5e4}, "r_load 50000.0 ohm leaves a device at its threshold less than v_hold 0.1 V once it is on"),
    ],
)
def test_impossible_circuits_are_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        ActivationUnit(**{"device": GENERIC, "r_load": 2e4, "volts_per_step": 0.0625, **wrong})


def test_the_load_that_a_refusal_names_is_taken():
    # 0.5 V·(10 kΩ·(1 + r/1 MΩ))/(10 kΩ + r) = 0.1 V at r = 4 kV·Ω/0.095 V = 42.1 kΩ; the text stays 1 % below.
    with pytest.raises(ValueError, match=r"use at most 4.17e\+04 ohm, or a device of lower v_hold") as refused:
        ActivationUnit(GENERIC, r_load=4.22e4, volts_per_step=0.0625)
    named = float(re.search(r"at most (\S+) ohm", str(refused.value)).group(1))
    assert ActivationUnit(GENERIC, r_load=named, volts_per_step=0.0625).gain > 0.8
