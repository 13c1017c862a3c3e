import numpy as np
import pytest
from hdlgen_sim import Array, Device

G = {"g_min_siemens": 1e-6, "g_max_siemens": 40e-6}
LEVELS = np.random.default_rng(0).integers(0, 8, (200, 200))


def siemens(device, seed=0, name="tile"):
    return device.program(LEVELS, seed=seed, name=name) * device.grid_siemens


def test_an_ideal_cell_is_a_whole_number_of_steps_above_g_min():
    device = Device(3, **G)
    assert device.grid_bits == 0
    g = device.program(np.arange(8), seed=0, name="t")
    np.testing.assert_array_equal(np.diff(g), 1)


@pytest.mark.parametrize("cell_bits", range(1, 9))
def test_the_grid_of_a_real_device_is_fine(cell_bits):
    device = Device(cell_bits, **G, programming_error=0.01)
    assert device.g_max_siemens / device.grid_siemens >= 2**15
    top = 2**cell_bits - 1
    assert device.grid_siemens * 2**device.grid_bits * top == pytest.approx(39e-6)


def test_programming_errors_have_the_stated_sigma_and_no_bias():
    error = siemens(Device(3, **G, programming_error=0.01)) - (1e-6 + LEVELS * 39e-6 / 7)
    error = error[LEVELS > 0]  # level 0 is cut at zero conductance
    assert error.std() == pytest.approx(0.4e-6, rel=0.02)  # 35,000 draws: standard error 0.4 %
    assert abs(error.mean()) < 4 * 0.4e-6 / np.sqrt(error.size)


def test_a_conductance_is_never_negative():
    g = siemens(Device(3, **G, programming_error=0.2))
    assert g.min() == 0


def test_stuck_cells_have_the_stated_shares_and_values():
    device = Device(3, **G, stuck_low=0.05, stuck_high=0.02)
    g = siemens(device)
    inner = (LEVELS > 0) & (LEVELS < 7)
    assert (np.abs(g[inner] - 1e-6) < 1e-9).mean() == pytest.approx(0.05, abs=0.005)
    assert (np.abs(g[inner] - 40e-6) < 1e-9).mean() == pytest.approx(0.02, abs=0.004)


def test_stuck_cells_stay_where_they_are_when_programming_errs():
    only, both = Device(3, **G, stuck_low=0.05), Device(3, **G, stuck_low=0.05, programming_error=0.01)
    stuck = siemens(only) != siemens(Device(3, **G, programming_error=1e-12))
    np.testing.assert_allclose(siemens(both)[stuck], 1e-6, rtol=1e-3)


def test_errors_depend_on_seed_and_name_alone():
    device = Device(3, **G, programming_error=0.01)
    np.testing.assert_array_equal(siemens(device), siemens(device))
    for other in (siemens(device, seed=1), siemens(device, name="tile2")):
        assert (siemens(device) != other).mean() > 0.99


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"cell_bits": 9}, "cell_bits must lie in 1..8, not 9"),
        ({"g_min_siemens": 5e-5}, "g_min 5e-05 S must lie between 0 and g_max 4e-05 S"),
        ({"g_max_siemens": float("inf")}, "g_min 1e-06 S must lie between 0 and g_max inf S"),
        ({"g_min_siemens": 39.97e-6}, "g_min 3.997e-05 S is closer to g_max 4e-05 S than 0.001 of it"),
        ({"programming_error": -0.1}, "programming_error must lie in 0..1, not -0.1"),
        ({"programming_error": 1.01}, "programming_error must lie in 0..1, not 1.01"),
        ({"programming_error": float("inf")}, "programming_error must lie in 0..1, not inf"),
        ({"programming_error": float("nan")}, "programming_error must lie in 0..1, not nan"),
        ({"stuck_low": 0.6, "stuck_high": 0.6}, "stuck shares 0.6 and 0.6 must lie in 0..1, as must their sum"),
    ],
)
def test_impossible_devices_are_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        Device(**{"cell_bits": 3, **G, **wrong})


def test_levels_a_cell_does_not_have_are_refused():
    with pytest.raises(ValueError, match=r"levels must lie in 0..7, not 0..8"):
        Device(3, **G).program(np.array([0, 8]), seed=0, name="t")


@pytest.mark.parametrize("cell_bits", [1, 8])
def test_the_narrowest_window_and_the_largest_error_still_add_up_exactly(cell_bits):
    device = Device(cell_bits, 39.96e-6, 40e-6, programming_error=1.0)  # the window is 1/1000 of g_max
    levels = np.full((4096, 4), 2**cell_bits - 1)
    array = Array.program(levels, device, seed=0, name="t")
    words = np.random.default_rng(1).integers(0, 256, (2, 4096)).astype(np.uint8)
    codes = array.codes(words, phases=1, dac_bits=8, adc_bits=16, adc_shift=12)
    for v, word in enumerate(words.tolist()):
        for j in range(4):
            s = sum(w * int(d) for w, d in zip(word, array.difference[:, j], strict=True))
            unit = 2 ** (12 + array.grid_bits)
            assert codes[v, 0, j] == max(-(2**15), min(2**15 - 1, (2 * s + unit) // (2 * unit)))
