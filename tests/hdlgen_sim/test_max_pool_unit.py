import itertools
import math
import re
from fractions import Fraction

import numpy as np
import pytest
from hdlgen_sim.max_pool_unit import MaxPoolUnit
from hdlgen_sim.threshold_device import ThresholdDevice

IDEAL = ThresholdDevice(v_threshold=0.5, v_hold=0.0, r_on=1e-30, r_off=math.inf)
GENERIC = ThresholdDevice(
    0.5, 0.1, r_on=1e4, r_off=1e6, threshold_d2d=0.03, threshold_c2c=0.04
)  # numbers of nothing real
UNIT = MaxPoolUnit(GENERIC, inputs=4, r_load=4e4, v_bias=0.75, volts_per_step=0.0625)
CIRCUIT = {"device": GENERIC, "inputs": 4, "r_load": 4e4, "v_bias": 0.75, "volts_per_step": 0.0625}


def test_ideal_devices_give_the_maximum_of_every_window():
    unit = MaxPoolUnit(IDEAL, inputs=3, r_load=1e4, v_bias=0.5, volts_per_step=0.0625)  # full scale 8 steps
    windows = np.array(list(itertools.product(range(9), repeat=3)))[:, :, None]
    thresholds = unit.thresholds(1, seed=0, name="t")
    expected = [max(w) for w in itertools.product(range(9), repeat=3)]
    np.testing.assert_allclose(unit.apply(windows.astype(float), thresholds)[:, 0], expected, atol=1e-30)


def test_values_beyond_the_rails_are_cut_to_them():
    unit = MaxPoolUnit(IDEAL, inputs=2, r_load=1e4, v_bias=0.5, volts_per_step=0.0625)
    windows = np.array([[-5.0, -3.0], [-5.0, 2.0], [9.0, 100.0]])[:, :, None]
    assert unit.full_scale == 8.0
    pooled = unit.apply(windows, unit.thresholds(1, seed=0, name="t"))
    np.testing.assert_allclose(pooled[:, 0], [0, 2, 8], atol=1e-30)


def test_among_values_beyond_the_rails_the_offsets_decide():
    assert UNIT.winners(np.array([[50.0], [7.0], [6.0], [0.0]]), np.array([[9.0], [8.0], [8.0], [8.0]]))[0] == 1


def test_kirchhoff_gives_gain_leakage_and_drop():
    # Conductances at the node in units of 1/1 MΩ: winner 100, three losers 1 each, load 25; together 128.
    assert UNIT.gain == pytest.approx(100 / 128, rel=1e-14)
    assert UNIT.leakage == pytest.approx(1 / 128, rel=1e-14)
    assert UNIT.drop == pytest.approx(25 / 128 * 12, rel=1e-14)  # 0.75 V are 12 level steps
    window = np.array([3.0, 6.0, 1.0, 2.0])[:, None]
    got = UNIT.apply(window, np.full((4, 1), 8.0))
    np.testing.assert_allclose(got, (100 * 6 + 3 + 1 + 2 - 25 * 12) / 128, rtol=1e-14)


def test_what_counts_behind_fitting_references_is_the_winner_and_what_leaks():
    # r_on/r_off = 1/100 of each loser; the third input is cut to 6.4 steps
    got = UNIT.counted(np.array([3.0, 6.0, 9.0, 2.0])[:, None], np.full((4, 1), 8.0))
    np.testing.assert_allclose(got, 6.4 + 0.01 * (3 + 6 + 2), rtol=1e-15)
    window = np.random.default_rng(1).uniform(0, 7, (50, 4, 3))
    thresholds = UNIT.thresholds(3, seed=0, name="t")
    referred = (UNIT.apply(window, thresholds) + UNIT.drop) / UNIT.gain
    np.testing.assert_allclose(UNIT.counted(window, thresholds), referred, rtol=1e-13)


def test_full_scale_keeps_the_losers_off():
    # The weakest device turns on at 0.5·(1 − 4·0.05) = 0.4 V: 6.4 level steps backwards. Forwards, the winner drops
    # (28 v + 25·0.75 V)/128, which reaches 0.4 V at v = 1.16 V.
    assert UNIT.full_scale == pytest.approx(6.4, rel=1e-14)
    # With r_load = r_on: (103 v + 100·0.7 V)/203 = 0.4 V at v = 11.2/103 V.
    low = MaxPoolUnit(GENERIC, inputs=4, r_load=1e4, v_bias=0.7, volts_per_step=0.0625)
    assert low.full_scale == pytest.approx(11.2 / 103 / 0.0625, rel=1e-12)


def test_the_transfer_curve_follows_the_rival_and_then_the_input():
    s = np.array([0.0, 2.0, 3.9, 4.1, 6.0, 50.0])
    got = UNIT.transfer(s, rival=4.0)
    largest, other = np.array([4.0, 4.0, 4.0, 4.1, 6.0, 6.4]), np.array([0.0, 2.0, 3.9, 4.0, 4.0, 4.0])
    np.testing.assert_allclose(got, (100 * largest + other - 300) / 128, rtol=1e-13)


def node_after_the_fall(values, thresholds, unit):
    """Node voltages [window] and states [window, input] of the circuit with a capacitor at the node, step by step.

    values, thresholds  volt, [window, input]
    """
    d, node = unit.device, np.full(len(values), unit.full_scale * unit.volts_per_step)
    on = np.zeros(values.shape, bool)
    for _ in range(4000):
        across = np.abs(values - node[:, None])
        on = np.where(on, across >= d.v_hold, across >= thresholds)
        g = np.where(on, 1 / d.r_on, 1 / d.r_off)
        total = g.sum(axis=1) + 1 / unit.r_load
        final = ((g * values).sum(axis=1) - unit.v_bias / unit.r_load) / total
        node = final + (node - final) * np.exp(-total * unit.r_load / 500)
    return node, on


def test_the_circuit_stepped_through_time_has_the_same_winner_and_output():
    rng = np.random.default_rng(2)
    values = rng.uniform(0.0, UNIT.full_scale, (300, 4))
    values[:3] = [[0, 0, 0, 0], [6.4, 0, 0, 0], [6.4, 6.4, 6.4, 6.4]]
    thresholds = UNIT.thresholds(300, seed=0, name="t")
    # Two devices within a step of the fall of each other would both turn on: this bench cannot tell who is first.
    order = np.sort(values.T - thresholds, axis=0)
    clear = order[-1] - order[-2] > 0.06
    assert clear.sum() > 250
    node, on = node_after_the_fall(values[clear] * 0.0625, thresholds.T[clear] * 0.0625, UNIT)
    assert (on.sum(axis=1) == 1).all()
    window = values[clear].T[None]
    np.testing.assert_array_equal(UNIT.winners(window, thresholds[:, clear])[0], on.argmax(axis=1))
    np.testing.assert_allclose(UNIT.apply(window, thresholds[:, clear])[0] * 0.0625, node, atol=1e-9)


def test_the_winner_under_offsets_is_found_as_by_hand():
    rng = np.random.default_rng(4)
    s = rng.integers(0, 7, (200, 4, 3)).astype(float)
    thresholds = np.array([[8.0, 9.5, 8.0], [8.5, 8.0, 8.0], [7.0, 8.0, 8.0], [8.0, 7.5, 8.0]])
    z = rng.integers(-2, 3, s.shape) / 0.32  # a threshold of 8 steps moves by whole steps of 0.04·8/0.32 = 1
    for noise in (None, z):
        got = UNIT.winners(s, thresholds, noise)
        for v, j in itertools.product(range(200), range(3)):
            best, winner = -math.inf, -1
            for i in range(4):
                t = thresholds[i, j] * (1 + 0.04 * (0.0 if noise is None else noise[v, i, j]))
                if min(s[v, i, j], UNIT.full_scale) - t > best:
                    best, winner = min(s[v, i, j], UNIT.full_scale) - t, i
            assert got[v, j] == winner


def test_two_inputs_a_resolution_apart_are_mistaken_in_16_of_100_cases():
    # sigma of the difference: √2·0.05·8 steps
    assert UNIT.resolution == pytest.approx(math.sqrt(2) * 0.4, rel=1e-14)
    unit = MaxPoolUnit(GENERIC, inputs=2, r_load=4e4, v_bias=0.75, volts_per_step=0.0625)
    z = np.random.default_rng(0).standard_normal((2, 40_000))
    window = np.repeat([[3.0], [3.0 + unit.resolution]], 40_000, axis=1)
    winners = unit.winners(window, unit.thresholds(40_000, seed=0, name="t"), z)
    assert (winners == 0).mean() == pytest.approx(0.1587, abs=4 * math.sqrt(0.159 * 0.841 / 40_000))


def test_a_threshold_in_a_read_does_not_fall_below_v_hold():
    # 0.1 V are 1.6 steps. Input 0 has a threshold of 8·(1 − 0.04·100) → 1.6 steps, input 1 one of 1.5: 1.6, too.
    unit = MaxPoolUnit(GENERIC, inputs=2, r_load=4e4, v_bias=0.75, volts_per_step=0.0625)
    window, z = np.array([[3.0], [3.1]]), np.array([[-100.0], [0.0]])
    assert unit.winners(window, np.array([[8.0], [1.5]]), z)[0] == 1


def test_every_operation_is_rounded_once():
    s = np.random.default_rng(6).integers(0, 6 << 6, (150, 4, 3))
    thresholds = UNIT.thresholds(3, seed=1, name="t")
    got, winners = UNIT.apply(s / 64, thresholds), UNIT.winners(s / 64, thresholds)
    gain, leakage, drop = (Fraction(x) for x in (UNIT.gain, UNIT.leakage, UNIT.drop))

    def rounded(x):
        return Fraction(float(x))  # float() rounds correctly

    for v, j in itertools.product(range(150), range(3)):
        window = [Fraction(int(x), 64) for x in s[v, :, j]]
        won = window.pop(int(winners[v, j]))
        output = rounded(rounded(rounded(gain * won) + rounded(leakage * sum(window))) - drop)
        assert got[v, j] == float(output)


def test_splitting_a_batch_changes_no_bit():
    rng = np.random.default_rng(0)
    s, z = rng.uniform(0.0, 7.0, (50, 4, 6)), rng.standard_normal((50, 4, 6))
    thresholds = UNIT.thresholds(6, seed=0, name="t")
    whole = UNIT.apply(s, thresholds, z)
    assert whole.shape == (50, 6)
    for v in range(50):
        np.testing.assert_array_equal(UNIT.apply(s[v], thresholds, z[v]), whole[v])
    one = UNIT.apply(s[:, :, 2:3], thresholds[:, 2:3], z[:, :, 2:3])
    np.testing.assert_array_equal(one, whole[:, 2:3])


def test_thresholds_depend_on_seed_and_name_alone():
    drawn = UNIT.thresholds(1000, seed=0, name="pool1")
    assert drawn.shape == (4, 1000)
    assert drawn.std() == pytest.approx(0.03 * 8, rel=4 / math.sqrt(2 * 4000))
    np.testing.assert_array_equal(drawn, UNIT.thresholds(1000, seed=0, name="pool1"))
    assert (drawn != UNIT.thresholds(1000, seed=0, name="pool2")).mean() > 0.999


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"inputs": 1}, "inputs must be 2 or more, not 1"),
        ({"r_load": -1.0}, "r_load must be above 0 ohm and finite, not -1.0 ohm"),
        ({"v_bias": 0.0}, "v_bias must be above 0 V and finite, not 0.0 V"),
        ({"volts_per_step": math.nan}, "volts_per_step must be above 0 V and finite, not nan V"),
        # The strongest device needs 0.6 V, of which the leaking devices take a part: 0.6·(1 + 4·0.04) = 0.696 V.
        ({"v_bias": 0.69}, "v_bias 0.69 V does not turn on every device at an input of 0; use at least 0.703 V"),
        # 0.75 V·100/(103·r/10 kΩ + 100) = 0.1 V at r = 63.1 kΩ
        ({"r_load": 6.5e4, "v_bias": 0.76}, "r_load 65000.0 ohm leaves a winner at 0 less than v_hold 0.1 V"),
        ({"r_load": 5e3}, "weakest threshold of 0.4 V leave no range in which one device alone turns on; use a larger"),
    ],
)
def test_impossible_circuits_are_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        MaxPoolUnit(**{**CIRCUIT, **wrong})


@pytest.mark.parametrize(
    ("key", "value", "pattern"), [("v_bias", 0.6, r"least (\S+) V"), ("r_load", 6.5e4, r"most (\S+) ohm")]
)
def test_what_a_refusal_names_is_taken(key, value, pattern):
    circuit = {**CIRCUIT, "v_bias": 0.76}
    with pytest.raises(ValueError, match=pattern) as refused:
        MaxPoolUnit(**{**circuit, key: value})
    named = float(re.search(pattern, str(refused.value)).group(1))
    assert MaxPoolUnit(**{**circuit, key: named}).full_scale > 0


@pytest.mark.parametrize("shapes", [((5, 3, 2), (3, 2)), ((5, 4, 2), (4, 3)), ((5, 2), (4, 2))])
def test_windows_of_another_size_are_refused(shapes):
    with pytest.raises(ValueError, match=r"are not \[..., input, column\] and \[input, column\] of 4 inputs"):
        UNIT.apply(np.zeros(shapes[0]), np.zeros(shapes[1]))
