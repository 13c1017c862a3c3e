import copy
import json
import pickle

import numpy as np
import pytest
from hdlgen_sim.card import Card, list_cards, load_card
from hdlgen_sim.device import Device

G = {"g_min_siemens": 1e-6, "g_max_siemens": 40e-6}
LEVELS = np.random.default_rng(0).integers(0, 8, (200, 200))
SOURCED = {"source": "a paper", "basis": "seen"}
CARDS = [name for name in list_cards() if load_card(name).cell]


def made(cell=None, **blocks):
    """A device of three bits a cell, of a card made here."""
    data = {
        "title": "a cell",
        "reference": "nobody",
        "cell": {**SOURCED, "g_min": "1 uS", "g_max": "40 uS", "read": "0.2 V", **(cell or {})},
        "programming": {**SOURCED, "model": "none"},
        **blocks,
    }
    return Device(Card.from_mapping(data, "made"), 3)


def gaussian(share):
    return {**SOURCED, "model": "gaussian_fraction", "sigma": "2 %", "device_to_device": share}


def siemens(device, seed=0, name="tile", **more):
    return device.program(LEVELS, seed=seed, name=name, **more) * device.grid_siemens


def test_an_ideal_cell_is_a_whole_number_of_steps_above_g_min():
    device = Device.simple(3, **G)
    assert device.ideal
    g = device.program(np.arange(8), seed=0, name="t")
    np.testing.assert_array_equal(np.diff(g), 1 << device.grid_bits)
    assert g[0] * device.grid_siemens == pytest.approx(1e-6, rel=1e-3)


@pytest.mark.parametrize("name", [n for n in CARDS if Device(load_card(n), 2).ideal])
def test_ideal_cells_hold_the_conductances_of_their_card(name):
    device = Device(load_card(name), 2)
    g = device.program(np.arange(4), seed=0, name="t") * device.grid_siemens
    np.testing.assert_allclose(g, device.targets_siemens, atol=device.grid_siemens)


@pytest.mark.parametrize("cell_bits", range(1, 9))
def test_the_grid_of_a_real_device_is_fine(cell_bits):
    device = Device.simple(cell_bits, **G, programming_error=0.01)
    assert device.g_max_siemens / device.grid_siemens >= 2**15
    top = 2**cell_bits - 1
    assert device.grid_siemens * 2**device.grid_bits * top == pytest.approx(39e-6)
    np.testing.assert_allclose(device.targets_siemens, 1e-6 + 39e-6 / top * np.arange(top + 1))
    assert device.step_siemens == pytest.approx(39e-6 / top)


def test_programming_errors_have_the_stated_sigma_and_no_bias():
    error = siemens(Device.simple(3, **G, programming_error=0.01)) - (1e-6 + LEVELS * 39e-6 / 7)
    error = error[LEVELS > 0]  # level 0 is cut at zero conductance
    assert error.std() == pytest.approx(0.4e-6, rel=0.02)  # 35,000 draws: standard error 0.4 %
    assert abs(error.mean()) < 4 * 0.4e-6 / np.sqrt(error.size)


def test_uniform_errors_fill_their_window():
    window = {**SOURCED, "model": "uniform", "half_window": "0.3 uS", "device_to_device": "0 %"}
    error = siemens(made(programming=window)) - (1e-6 + LEVELS * 39e-6 / 7)
    assert abs(error).max() <= 0.3005e-6  # and half a grid unit
    assert error.std() == pytest.approx(0.3e-6 / np.sqrt(3), rel=0.01)
    counts, _ = np.histogram(error, 10, (-0.3e-6, 0.3e-6))
    assert abs(counts - 4000).max() < 5 * np.sqrt(4000)


def test_a_conductance_is_never_negative():
    g = siemens(Device.simple(3, **G, programming_error=0.2))
    assert g.min() == 0


def test_stuck_cells_have_the_stated_shares_and_values():
    device = Device.simple(3, **G, stuck_low=0.05, stuck_high=0.02)
    g = siemens(device)
    inner = (LEVELS > 0) & (LEVELS < 7)
    assert (np.abs(g[inner] - 1e-6) < 1e-9).mean() == pytest.approx(0.05, abs=0.005)
    assert (np.abs(g[inner] - 40e-6) < 1e-9).mean() == pytest.approx(0.02, abs=0.004)


def test_stuck_cells_stay_where_they_are_when_programming_errs():
    only = Device.simple(3, **G, stuck_low=0.05)
    both = Device.simple(3, **G, stuck_low=0.05, programming_error=0.01)
    stuck = siemens(only) != siemens(Device.simple(3, **G, programming_error=1e-12))
    np.testing.assert_allclose(siemens(both)[stuck], 1e-6, rtol=1e-3)


def test_stuck_cells_neither_age_nor_change_with_the_cycle():
    card = load_card("pcm_nandakumar_joshi")
    fresh, old = (Device(card, 3, t, stuck_high=0.1) for t in (0.0, 1e6))
    stuck = np.isclose(siemens(fresh), 25e-6, rtol=1e-12, atol=0)
    assert stuck.mean() == pytest.approx(0.1, abs=0.01)
    np.testing.assert_allclose(siemens(old, cycle=5)[stuck], 25e-6)


def test_the_card_s_stuck_cells_are_the_default():
    device = made(stuck={**SOURCED, "low": "2 %", "high": "1 %"})
    assert (device.stuck_low, device.stuck_high) == (0.02, 0.01)
    assert not device.ideal
    assert Device(device.card, 3, stuck_low=0, stuck_high=0).ideal


def test_errors_depend_on_seed_and_name_alone():
    device = Device.simple(3, **G, programming_error=0.01)
    np.testing.assert_array_equal(siemens(device), siemens(device))
    for other in (siemens(device, seed=1), siemens(device, name="tile2"), siemens(device, cycle=1)):
        assert (siemens(device) != other).mean() > 0.99


@pytest.mark.parametrize(("share", "correlation"), [("0 %", 0.0), ("36 %", 0.36), ("100 %", 1.0)])
def test_programming_again_keeps_what_belongs_to_the_device(share, correlation):
    device = made(programming=gaussian(share))
    first, again = (siemens(device, cycle=c)[LEVELS > 1] - device.targets_siemens[LEVELS[LEVELS > 1]] for c in (0, 1))
    assert first.std() == pytest.approx(0.8e-6, rel=0.02)
    assert again.std() == pytest.approx(0.8e-6, rel=0.02)
    assert np.corrcoef(first, again)[0, 1] == pytest.approx(correlation, abs=4 / np.sqrt(first.size))


def test_measured_states_are_the_targets():
    states = ["2 uS", "5 uS", "9 uS", "14 uS", "20 uS", "27 uS", "35 uS", "38 uS"]
    device = made(cell={"states": states})
    assert not device.ideal  # they are not equally spaced
    np.testing.assert_allclose(device.targets_siemens * 1e6, [2, 5, 9, 14, 20, 27, 35, 38])
    np.testing.assert_allclose(siemens(device), device.targets_siemens[LEVELS], atol=device.grid_siemens / 2)
    assert device.step_siemens == pytest.approx(36e-6 / 7)
    # fewer levels: the states next to 2, 14, 26, 38
    np.testing.assert_allclose(Device(device.card, 2).targets_siemens * 1e6, [2, 14, 27, 38])


def test_stuck_cells_of_measured_states_are_at_the_ends_of_the_cell():
    states = ["2 uS", "5 uS", "9 uS", "14 uS", "20 uS", "27 uS", "35 uS", "38 uS"]
    device = made(cell={"states": states}, stuck={**SOURCED, "low": "50 %", "high": "50 %"})
    np.testing.assert_allclose(np.unique(siemens(device)), [1e-6, 40e-6], rtol=1e-3)


def test_a_card_with_few_levels_refuses_more_bits():
    with pytest.raises(
        ValueError, match=r"isaac_ideal_reram: its cell has 4 levels, and cell_bits 3 needs 8; at most 2 b"
    ):
        Device(load_card("isaac_ideal_reram"), 3)
    with pytest.raises(ValueError, match="made: its states lie too unevenly for 4 levels"):
        Device(made(cell={"states": ["1 uS", "2 uS", "3 uS", "4 uS", "5 uS", "6 uS", "7 uS", "40 uS"]}).card, 2)


@pytest.mark.parametrize(
    ("name", "time", "message"),
    [
        ("neurram_hfox_1t1r", 0.5, "neurram_hfox_1t1r: is known from 1 s to 172800 s, not at 0.5 s"),
        ("neurram_hfox_1t1r", 3 * 86400, "is known from 1 s to 172800 s, not at 259200 s"),
        ("sonos_40nm", 1e6, "is known from 0 s to 432000 s, not at 1e\\+06 s"),
        ("ibm_cmo_hfox_1t1r", 0, "is known from 1 s to inf s, not at 0 s"),
        ("pcm_nandakumar_joshi", -1, "is known from 0 s to inf s, not at -1 s"),
        ("pcm_nandakumar_joshi", float("inf"), "not at inf s"),
        ("pcm_nandakumar_joshi", float("nan"), "not at nan s"),
        ("milo2021_hfo2_1t1r", 86400, "says nothing of time; leave the time of 86400 s out"),
    ],
)
def test_a_time_at_which_the_card_is_not_known_is_refused(name, time, message):
    with pytest.raises(ValueError, match=message):
        Device(load_card(name), 3, time)


def test_the_first_time_of_the_card_is_the_default():
    assert [Device(load_card(n), 2).time_s for n in ("neurram_hfox_1t1r", "sonos_40nm", "yuan2019")] == [1, 0, 0]


def test_a_threshold_device_makes_no_array():
    with pytest.raises(ValueError, match="generic_threshold: a threshold device stores no conductance"):
        Device(load_card("generic_threshold"), 1)


def test_an_error_larger_than_the_range_is_refused():
    wild = {**SOURCED, "model": "gaussian_linear", "offset": "41 uS", "slope": 0, "device_to_device": "0 %"}
    with pytest.raises(ValueError, match=r"made: a programming error of 4.1e-05 S is more than g_max 4e-05 S"):
        made(programming=wild)


def test_a_current_against_the_voltage_is_refused():
    back = {
        **SOURCED,
        "model": "cubic",
        "n2": [0],
        "n3": [-1e-3],
        "low": "1 uS",
        "high": "40 uS",
        "most_voltage": "1 V",
    }
    with pytest.raises(ValueError, match=r"made: its current law gives -3.9e-05 S at 0.2 V, less than 0"):
        made(current=back)


def test_effects_of_one_cell_are_independent_of_each_other():
    effects = {
        "programming": {"programming": {**gaussian("0 %")}},
        "relaxation": {
            "relaxation": {
                **SOURCED,
                "model": "logarithmic",
                "mean_slope": "0 uS",
                "sigma_slope": "0 uS",
                "sigma_offset": "1 uS",
            }
        },
        "drift": {
            "drift": {
                **SOURCED,
                "model": "power_law",
                "first_read": "20 s",
                "nu_mean": {"log": [0, 0.05], "clip": [0, 1]},
                "nu_sigma": {"log": [0, 0.01], "clip": [0, 1]},
            }
        },
    }
    levels = np.full(40_000, 5)
    moved = []
    for blocks in effects.values():
        device = Device(made(**blocks).card, 3, None if "programming" in blocks else 3600.0)
        moved.append(device.program(levels, seed=1, name="t"))
    assert all(g.std() > 0 for g in moved)
    assert abs(np.corrcoef(moved) - np.eye(3)).max() < 5 / np.sqrt(40_000)


@pytest.mark.parametrize("name", CARDS)
def test_a_device_survives_pickle_and_json(name):
    device = Device(load_card(name), 2, stuck_low=0.01)
    for same in (pickle.loads(pickle.dumps(device)), Device.from_dict(json.loads(json.dumps(device.to_dict())))):
        assert same == device
        np.testing.assert_array_equal(siemens_of(same), siemens_of(device))


def siemens_of(device):
    return device.program(LEVELS % 4, seed=2, name="t") * device.grid_siemens


def test_a_simple_device_survives_json_to_the_last_bit():
    device = Device.simple(3, 1 / 3 * 1e-6, 0.1 + 0.2, programming_error=1 / 7, stuck_high=0.1)
    assert Device.from_dict(json.loads(json.dumps(device.to_dict()))) == device
    assert (device.g_min_siemens, device.g_max_siemens) == (1 / 3 * 1e-6, 0.1 + 0.2)


def test_ideal_means_that_nothing_at_all_is_wrong():
    card = dict(load_card("yuan2019").mapping)
    assert Device(Card.from_mapping(card, "x"), 4).ideal
    for block in (
        {"noise": {**SOURCED, "model": "white", "sigma": "1 %"}},
        {"current": load_card("milo2021_hfo2_1t1r").mapping["current"]},
        {"drift": load_card("pcm_nandakumar_joshi").mapping["drift"]},
        {"relaxation": load_card("ibm_cmo_hfox_1t1r").mapping["relaxation"]},
        {"programming": gaussian("0 %")},
        {"stuck": {**SOURCED, "low": "1 %", "high": "0 %"}},
    ):
        assert not Device(Card.from_mapping({**copy.deepcopy(card), **block}, "x"), 4).ideal


def test_flicker_noise_of_a_cell_goes_by_what_was_programmed():
    data = copy.deepcopy(dict(load_card("pcm_nandakumar_joshi").mapping))
    data["drift"]["nu_mean"] = {"polynomial": [0.1]}
    data["drift"]["nu_sigma"] = {"polynomial": [0]}
    device = Device(Card.from_mapping(data, "x"), 3, 20 * (1023))  # (t + t0)/t0 = 1024: g halves, 1024^-0.1
    g = np.array([round(5e-6 / device.grid_siemens)])
    q = 0.0088 * (10 / 25) ** -0.65  # it was 10 uS once
    got = device.noise_sigma(g) * device.grid_siemens
    assert got[0] == pytest.approx(5e-6 * q * np.sqrt(np.log(2)), rel=1e-4)


def test_flicker_noise_has_as_many_octaves_as_there_was_time_for():
    noise = {**SOURCED, "model": "flicker", "read_time": "1 s", "relative": {"polynomial": [0.1]}}
    card = made(noise=noise).card
    # (t + 1)/2 = 0.5, 1, 8, 8.5, 2^17
    got = [Device(card, 3, t).octaves for t in (0, 1, 15, 16, 2**18 - 1)]
    assert got == [0, 0, 3, 3, 16]
    quiet = made()
    g = Device(card, 3, 15).program(LEVELS, seed=0, name="t") * Device(card, 3, 15).grid_siemens
    np.testing.assert_allclose(g, quiet.targets_siemens[LEVELS], rtol=1e-3)  # three whole octaves: nothing is left
    slow = Device(card, 3, 2**18 - 1)
    error = slow.program(LEVELS, seed=0, name="t") * slow.grid_siemens / quiet.targets_siemens[LEVELS] - 1
    assert error.std() == pytest.approx(0.1 * np.sqrt(np.log(2)), rel=0.02)  # the seventeenth


def test_a_quiet_device_has_no_noise():
    device = Device.simple(3, **G, programming_error=0.01)
    assert (device.noise, device.octaves) == ("none", 0)
    np.testing.assert_array_equal(device.noise_sigma(np.array([1, 5])), 0)


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
        ({"stuck_low": float("nan")}, "stuck shares nan and 0.0 must lie in 0..1, as must their sum"),
    ],
)
def test_impossible_devices_are_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        Device.simple(**{"cell_bits": 3, **G, **wrong})


def test_levels_a_cell_does_not_have_are_refused():
    with pytest.raises(ValueError, match=r"levels must lie in 0..7, not 0..8"):
        Device.simple(3, **G).program(np.array([0, 8]), seed=0, name="t")


@pytest.mark.parametrize("cell_bits", [1, 8])
def test_the_narrowest_window_and_the_largest_error_stay_within_53_bits(cell_bits):
    device = Device.simple(cell_bits, 39.96e-6, 40e-6, programming_error=1.0)  # the window is 1/1000 of g_max
    g = device.program(np.full(100_000, 2**cell_bits - 1), seed=0, name="t")
    # 2^12 rows with digits of 8 bits; an error is never above 6.4 sigma
    assert g.max() > 4 * 40e-6 / device.grid_siemens
    assert 7.4 * 40e-6 / device.grid_siemens * 2**12 * 255 < 2**53
