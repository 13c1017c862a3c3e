import math

import numpy as np
import pytest
from hdlgen_sim.threshold_device import ThresholdDevice

DEVICE = ThresholdDevice(v_threshold=0.5, v_hold=0.25, r_on=1e3, r_off=1e6)


def states(device, voltages, **kwargs):
    """Whether the device is on at each point, from its resistance."""
    currents = device.iv_curve(np.array(voltages), **kwargs)
    return [math.isclose(i, v / device.r_on) for i, v in zip(currents.tolist(), voltages, strict=True)]


def test_the_hysteresis_loop_has_its_points_where_the_two_voltages_put_them():
    up = [0.0, 0.25, 0.4, 0.499, 0.5, 0.75]
    down = [0.5, 0.4, 0.25, 0.249, 0.1, 0.0]
    currents = DEVICE.iv_curve(np.array(up + down))
    off_up, on = [0.0, 0.25e-6, 0.4e-6, 0.499e-6], [0.5e-3, 0.75e-3, 0.5e-3, 0.4e-3, 0.25e-3]
    np.testing.assert_allclose(currents, [*off_up, *on, 0.249e-6, 0.1e-6, 0.0], rtol=1e-15)


def test_the_loop_is_the_same_for_negative_voltages():
    up = np.array([0.1, 0.3, 0.6, 0.3, 0.2, 0.3])
    np.testing.assert_array_equal(DEVICE.iv_curve(-up), -DEVICE.iv_curve(up))


def test_a_device_forgets_at_0_volt():
    np.testing.assert_allclose(DEVICE.iv_curve(np.array([0.5, 0.3, 0.0, 0.3])), [0.5e-3, 0.3e-3, 0.0, 0.3e-6])
    assert states(DEVICE, [0.5, -0.3, -0.5, 0.3]) == [True, False, True, False]  # it passes 0 V on the way


def test_every_turning_on_has_a_threshold_of_its_own():
    device = ThresholdDevice(0.5, 0.25, 1e3, 1e6, threshold_c2c=0.1)
    z = np.array([1.0, -1.0, 0.0])  # thresholds 0.55, 0.45 and 0.5 V
    sweep = [0.52, 0.56, 0.1, 0.44, 0.46, 0.1, 0.46, 0.5]
    assert states(device, sweep, z=z) == [False, True, False, False, True, False, False, True]


def test_a_threshold_that_varies_below_v_hold_stays_at_v_hold():
    device = ThresholdDevice(0.5, 0.25, 1e3, 1e6, threshold_c2c=1.0)
    assert states(device, [0.24, 0.25], z=np.array([-3.0])) == [False, True]


def test_too_few_numbers_for_the_events_of_a_sweep_are_refused():
    with pytest.raises(ValueError, match="z has 1 numbers and the device turns on more often; give one for each point"):
        DEVICE.iv_curve(np.array([0.6, 0.1, 0.6]), z=np.zeros(1))


def test_thresholds_have_the_stated_mean_and_spread():
    volts = ThresholdDevice(0.5, 0.1, 1e3, 1e6, threshold_d2d=0.1).thresholds(100_000, seed=3, name="t")
    assert abs(volts.mean() - 0.5) < 4 * 0.05 / math.sqrt(100_000)
    assert volts.std() == pytest.approx(0.05, rel=4 / math.sqrt(2 * 100_000))


def test_drawn_thresholds_stay_at_or_above_v_hold():
    volts = ThresholdDevice(0.5, 0.25, 1e3, 1e6, threshold_d2d=1.0).thresholds(1000, seed=3, name="t")
    # A normal number is below −1/2 in 30.9 % of all cases.
    assert (volts == 0.25).mean() == pytest.approx(0.309, abs=4 * math.sqrt(0.309 * 0.691 / 1000))
    assert volts.min() == 0.25


def test_thresholds_depend_on_seed_name_and_place_alone():
    device = ThresholdDevice(0.5, 0.1, 1e3, 1e6, threshold_d2d=0.1)
    drawn = device.thresholds((4, 25), seed=1, name="a")
    np.testing.assert_array_equal(device.thresholds(100, seed=1, name="a"), drawn.ravel())
    for other in (device.thresholds((4, 25), seed=2, name="a"), device.thresholds((4, 25), seed=1, name="b")):
        assert (other != drawn).all()


def test_devices_without_variation_have_the_nominal_threshold():
    assert (DEVICE.thresholds((2, 3), seed=0, name="t") == np.full((2, 3), 0.5)).all()
    assert (DEVICE.weakest_threshold, DEVICE.strongest_threshold) == (0.5, 0.5)


def test_both_variations_make_the_margin():
    device = ThresholdDevice(
        0.5, 0.1, 1e3, 1e6, threshold_d2d=0.03, threshold_c2c=0.04
    )  # together 0.05; four of them 0.2
    assert device.weakest_threshold == pytest.approx(0.4)
    assert device.strongest_threshold == pytest.approx(0.6)
    assert ThresholdDevice(0.5, 0.45, 1e3, 1e6, threshold_d2d=0.05).weakest_threshold == 0.45


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"v_threshold": 0.0}, "v_threshold must be above 0 V and finite, not 0.0 V"),
        ({"v_threshold": math.nan}, "v_threshold must be above 0 V and finite, not nan V"),
        ({"v_hold": 0.6}, r"v_hold 0.6 V must lie in 0..0.5 V \(v_threshold\): a device must not turn off where it"),
        ({"v_hold": -0.1}, r"v_hold -0.1 V must lie in 0..0.5 V"),
        ({"r_on": 0.0}, "r_on must be above 0 ohm and finite, not 0.0 ohm"),
        ({"r_on": 1e6}, r"r_on 1000000.0 ohm must lie below r_off 1000000.0 ohm; are they swapped\?"),
        ({"r_off": math.nan}, "r_on 1000.0 ohm must lie below r_off nan ohm"),
        ({"threshold_d2d": -0.1}, "threshold_d2d must lie in 0..1, not -0.1; it is a sigma over the threshold"),
        ({"threshold_c2c": 1.5}, "threshold_c2c must lie in 0..1, not 1.5"),
        ({"threshold_c2c": math.nan}, "threshold_c2c must lie in 0..1, not nan"),
    ],
)
def test_impossible_devices_are_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        ThresholdDevice(**{"v_threshold": 0.5, "v_hold": 0.25, "r_on": 1e3, "r_off": 1e6, **wrong})
