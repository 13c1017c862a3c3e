import numpy as np
import pytest
from hdlgen_sim.column import Amplifier, Hold

KEY = {"seed": 3, "name": "conv1/0"}


def test_an_ideal_amplifier_changes_nothing():
    amplifier = Amplifier()
    assert amplifier.gain(3, **KEY).tolist() == [1, 1, 1]
    assert amplifier.offset(3, **KEY).tolist() == [0, 0, 0]
    assert (amplifier.saturation, amplifier.noise, amplifier.ideal) == (None, 0, True)


@pytest.mark.parametrize("real", [{"gain_sigma": 0.1}, {"offset_sigma": 0.1}, {"saturation": 50}, {"noise": 0.1}])
def test_an_amplifier_with_any_error_is_not_ideal(real):
    assert not Amplifier(**real).ideal


def test_gains_and_offsets_have_the_stated_sigma():
    amplifier = Amplifier(gain_sigma=0.02, offset_sigma=0.3)
    gain, offset = amplifier.gain(10_000, **KEY), amplifier.offset(10_000, **KEY)
    assert gain.std() == pytest.approx(0.02, rel=0.03)
    assert gain.mean() == pytest.approx(1, abs=4 * 0.02 / 100)
    assert offset.std() == pytest.approx(0.3, rel=0.03)
    assert abs(offset.mean()) < 4 * 0.3 / 100
    assert abs(np.corrcoef(gain, offset)[0, 1]) < 4 / 100


def test_the_largest_spread_keeps_every_gain_positive():
    assert Amplifier(gain_sigma=0.15).gain(1_000_000, **KEY).min() > 0


def test_amplifiers_depend_on_seed_name_and_column_alone():
    amplifier = Amplifier(gain_sigma=0.02, offset_sigma=0.3)
    for draw in (amplifier.gain, amplifier.offset):
        np.testing.assert_array_equal(draw(8, **KEY)[:5], draw(5, **KEY))
        assert (draw(8, **KEY) != draw(8, seed=4, name="conv1/0")).all()
        assert (draw(8, **KEY) != draw(8, seed=3, name="conv1/1")).all()


def test_a_held_value_loses_the_same_share_in_every_conversion():
    factor = Hold(droop=0.5).factor(np.array([[0, 1], [2, 5]]))
    assert factor.tolist() == [[1, 0.5], [0.25, 0.03125]]
    np.testing.assert_allclose(Hold(droop=1e-3).factor(np.arange(200)), np.exp(np.arange(200) * np.log(0.999)))
    assert Hold(droop=1).factor(np.array([0, 1, 2])).tolist() == [1, 0, 0]
    assert not Hold(droop=0.5).ideal


def test_an_ideal_hold_loses_nothing():
    assert Hold().ideal
    assert Hold().factor(np.array([0, 127])).tolist() == [1, 1]
    assert Hold().factor(np.array([], int)).shape == (0,)


@pytest.mark.parametrize(
    ("make", "wrong", "message"),
    [
        (Amplifier, {"gain_sigma": 0.16}, r"^gain_sigma must lie in 0..0.15, not 0.16$"),
        (Amplifier, {"offset_sigma": -1}, r"^offset_sigma_levels must lie in 0..100000, not -1$"),
        (Amplifier, {"saturation": 0}, r"^saturation_levels must lie in 1..1e\+09, not 0$"),
        (Amplifier, {"noise": -0.5}, r"^noise_levels must lie in 0..100000, not -0.5$"),
        (Hold, {"droop": 1.5}, r"^droop must lie in 0..1, not 1.5$"),
        (Hold, {"droop": -0.1}, r"^droop must lie in 0..1, not -0.1$"),
    ],
)
def test_impossible_columns_are_refused(make, wrong, message):
    with pytest.raises(ValueError, match=message):
        make(**wrong)


def test_a_conversion_before_the_hold_is_refused():
    with pytest.raises(ValueError, match="order must be 0 or more, not -1"):
        Hold(droop=0.1).factor(np.array([3, -1]))
