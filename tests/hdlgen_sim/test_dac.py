import numpy as np
import pytest
from hdlgen_sim.dac import Dac

KEY = {"seed": 3, "name": "conv1/0"}


@pytest.mark.parametrize("dac_bits", range(1, 9))
def test_an_ideal_driver_drives_the_digits(dac_bits):
    levels = Dac().levels(3, dac_bits, **KEY)
    assert levels.dtype == np.float64
    assert levels.tolist() == [list(range(2**dac_bits))] * 3
    assert Dac().ideal


def test_the_reference_scales_all_rows():
    assert Dac(gain_error=-0.25).levels(2, 2, **KEY).tolist() == [[0, 0.75, 1.5, 2.25]] * 2
    assert not Dac(gain_error=-0.25).ideal


def test_every_row_has_a_gain_and_an_offset_of_its_own():
    levels = Dac(gain_sigma=0.02, offset_sigma=0.1).levels(10_000, 3, **KEY)
    offset, gain = levels[:, 0], (levels[:, 7] - levels[:, 0]) / 7
    np.testing.assert_allclose(levels, offset[:, None] + gain[:, None] * np.arange(8), atol=1e-12)
    for got, mean, sigma in ((offset, 0, 0.1), (gain, 1, 0.02)):
        assert got.std() == pytest.approx(sigma, rel=0.03)
        assert got.mean() == pytest.approx(mean, abs=4 * sigma / 100)
    assert abs(np.corrcoef(gain, offset)[0, 1]) < 4 / 100


def test_the_string_is_a_random_walk_tied_down_at_both_ends_and_common_to_the_rows():
    dac = Dac(resistor_sigma=0.05)
    levels = np.array([dac.levels(2, 4, seed=seed, name="t") for seed in range(4000)])
    np.testing.assert_array_equal(levels[:, 0], levels[:, 1])
    error = levels[:, 0] - np.arange(16)
    np.testing.assert_allclose(error[:, [0, 15]], 0, atol=1e-12)
    # Brownian bridge of 15 resistors: the variance at tap d is d·(15 − d)/15 resistors
    d = np.arange(1, 15)
    np.testing.assert_allclose(error[:, 1:15].std(axis=0), 0.05 * np.sqrt(d * (15 - d) / 15), rtol=0.06)
    assert error[:, 7].std() == pytest.approx(0.05 * np.sqrt(15) / 2, rel=0.06)


def test_the_worst_string_is_still_monotonic_and_one_of_one_resistor_exact():
    dac = Dac(resistor_sigma=0.15)
    assert all((np.diff(dac.levels(1, 8, seed=seed, name="t")) > 0).all() for seed in range(100))
    assert dac.levels(1, 1, **KEY).tolist() == [[0, 1]]


def test_levels_depend_on_seed_name_and_row_alone():
    dac = Dac(gain_sigma=0.01, offset_sigma=0.1, resistor_sigma=0.01)
    levels = dac.levels(8, 3, **KEY)
    np.testing.assert_array_equal(levels[:5], dac.levels(5, 3, **KEY))
    for other in ({"seed": 4, "name": "conv1/0"}, {"seed": 3, "name": "conv1/1"}):
        assert (levels != dac.levels(8, 3, **other)).all()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"gain_error": -1}, r"^gain_error must lie in -0.5..0.5, not -1$"),
        ({"gain_sigma": -0.01}, r"^gain_sigma must lie in 0..0.15, not -0.01$"),
        ({"offset_sigma": -0.01}, r"^offset_sigma_digits must lie in 0..100000, not -0.01$"),
        ({"resistor_sigma": 0.3}, r"^resistor_sigma must lie in 0..0.15, not 0.3$"),
    ],
)
def test_impossible_drivers_are_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        Dac(**wrong)


@pytest.mark.parametrize(("rows", "dac_bits"), [(0, 1), (1, 0), (1, 9)])
def test_digits_of_no_bits_and_tiles_of_no_rows_are_refused(rows, dac_bits):
    with pytest.raises(ValueError, match=rf"rows {rows} must be 1 or more and dac_bits {dac_bits} lie in 1..8"):
        Dac().levels(rows, dac_bits, **KEY)
