"""The laws, and what they make of the cards: each card against its source's formula, written out here."""

import copy
import math

import numpy as np
import pytest
from hdlgen_sim.card import Card, load_card
from hdlgen_sim.device import Device
from hdlgen_sim.physics import ByTime, CubicCurrent
from hdlgen_sim.state_law import LogLaw, PolynomialLaw, PowerLaw, SplitLaw

CELLS = 400_000  # standard error of a sigma: 0.11 %
DAY = 86400.0


def spread(device, level):
    """Mean and sigma, microsiemens, of many cells of one level."""
    g = device.program(np.full(CELLS, level), seed=1, name="tile") * (device.grid_siemens * 1e6)
    return g.mean(), g.std()


def without(name, *blocks):
    """A card less some of its blocks."""
    data = {k: v for k, v in copy.deepcopy(dict(load_card(name).mapping)).items() if k not in blocks}
    return Card.from_mapping(data, name)


def microsiemens(device, level):
    return device.targets_siemens[level] * 1e6


def check(device, level, mean, sigma):
    got_mean, got_sigma = spread(device, level)
    assert got_mean == pytest.approx(mean, rel=0.01, abs=4 * sigma / math.sqrt(CELLS))
    assert got_sigma == pytest.approx(sigma, rel=0.01)


WAN = {
    1.0: (0.348, 16.030, -43.853, 45.393, -16.815),
    DAY: (0.701, 22.086, -50.773, 47.095, -16.458),
    2 * DAY: (0.782, 20.274, -43.507, 37.062, -11.934),
}


@pytest.mark.parametrize("time", [1.0, 3600.0, DAY, 1.5 * DAY, 2 * DAY])
def test_neurram_cells_have_the_polynomial_of_their_read_time(time):
    device = Device(load_card("neurram_hfox_1t1r"), 3, time)
    g = microsiemens(device, 4)
    sigmas = [sum(c * (g / 40) ** i for i, c in enumerate(WAN[t])) for t in WAN]
    check(device, 4, g, np.interp(math.log(time), np.log(list(WAN)), sigmas))


def test_the_polynomials_give_the_published_sigmas():
    for time, sigmas in ((1.0, [1.75, 2.26, 2.02, 1.53, 1.10]), (DAY, [2.76, 3.72, 3.91, 3.37, 2.65])):
        law = load_card("neurram_hfox_1t1r").programming
        got = law.sigma(np.array([5, 10, 20, 30, 40]) * 1e-6, time) * 1e6
        np.testing.assert_allclose(got, sigmas, atol=0.006)  # read off the fit to two places


def test_a_cell_keeps_its_place_in_the_distribution_while_time_passes():
    levels = np.full(1000, 4)
    card = load_card("neurram_hfox_1t1r")
    early, late = (Device(card, 3, t).program(levels, seed=0, name="t") for t in (1.0, DAY))
    assert np.corrcoef(early, late)[0, 1] > 0.9999


def test_milo_cells_have_the_linear_sigma():
    device = Device(load_card("milo2021_hfo2_1t1r"), 3)
    g = microsiemens(device, 4)
    check(device, 4, g, -0.009107 * g + 4.782321)


@pytest.mark.parametrize("time", [1.0, 3600.0, DAY])
def test_cmo_cells_relax_with_the_logarithm_of_time(time):
    device = Device(without("ibm_cmo_hfox_1t1r", "noise"), 3, time)
    g = microsiemens(device, 4)
    relaxed = 0.04201137 * math.log(time) + 0.41183342
    check(device, 4, g - 0.08900206 * math.log(time), math.hypot(0.00081107 + 0.00106879 * g, relaxed))


@pytest.mark.parametrize("time", [1.0, DAY])
def test_all_octaves_of_cmo_cells_make_the_source_s_read_noise(time):
    card = load_card("ibm_cmo_hfox_1t1r")
    device, quiet = Device(card, 3, time), Device(without("ibm_cmo_hfox_1t1r", "noise"), 3, time)
    want = 0.0277316483 * math.log10(microsiemens(quiet, 4)) * math.sqrt(math.log((time + 1e-6) / 2e-6))
    assert total_noise(device, quiet, 4) == pytest.approx(want, rel=0.01)


def total_noise(device, quiet, level):
    """Sigma, microsiemens, of the octaves that vary and of those that `program` has drawn."""
    levels = np.full(CELLS, level)
    g = quiet.program(levels, seed=1, name="tile")
    frozen = (device.program(levels, seed=1, name="tile") - g) * device.grid_siemens * 1e6
    varying = device.noise_sigma(g) * device.grid_siemens * 1e6
    return math.sqrt(frozen.var() + device.octaves * (varying**2).mean())


# State-dependent fits of the phase-change cards, x = g/g_max: sigma of programming (uS), drift, q of the read noise.
PCM = {
    "pcm_nandakumar_joshi": {
        "g_max": 25,
        "t0": 20,
        "t_read": 250e-9,
        "sigma": lambda x: 0.26348 + 1.9650 * x - 1.1731 * x**2,
        "nu": lambda x: np.clip(-0.0155 * np.log(x) + 0.0244, 0.049, 0.1),
        "nu_sigma": lambda x: np.clip(-0.0125 * np.log(x) - 0.0059, 0.008, 0.045),
        "q": lambda x: np.minimum(0.0088 / np.maximum(x**0.65, 1e-3), 0.2),
    },
    "hermes_pcm_14nm_one_device": {
        "g_max": 10.35,
        "t0": 200,
        "t_read": 512e-9,
        "sigma": lambda x: 0.15781817 + 2.32443916 * x - 2.16310839 * x**2 + 0.68841818 * x**3,
        "nu": lambda x: np.where(
            x < 0.0945, np.clip(-0.0387 * np.log(x) - 0.0182, 0.072, 0.13), -0.0436 * x**2 - 0.0126 * x + 0.0736
        ),
        "nu_sigma": lambda x: np.where(
            x < 0.3039, np.clip(-0.0120 * np.log(x) - 0.0023, 0.0124, 0.04), -0.0165 * x**2 + 0.0116 * x + 0.0104
        ),
        "q": lambda x: np.where(
            x < 0.1591,
            np.clip(-0.0078 * np.log(x) + 0.0038, 0.0179, 0.04),
            0.0664 * x**3 - 0.1352 * x**2 + 0.0768 * x + 0.0088,
        ),
    },
    "hermes_pcm_14nm": {
        "g_max": 20.7,
        "t0": 300,
        "t_read": 512e-9,
        "sigma": lambda x: 0.16603222 + 4.71806468 * x - 8.48101252 * x**2 + 4.68961419 * x**3,
        "nu": lambda x: np.where(
            x < 0.0945, np.clip(-0.0387 * np.log(x) - 0.0182, 0.072, 0.13), -0.0436 * x**2 - 0.0126 * x + 0.0736
        ),
        "nu_sigma": lambda x: np.where(
            x < 0.3055, np.clip(-0.0117 * np.log(x) - 0.0057, 0.0091, 0.04), -0.0118 * x**2 + 0.0093 * x + 0.0073
        ),
        "q": lambda x: np.where(
            x < 0.16,
            np.clip(-0.0117 * np.log(x) - 0.0069, 0.015, 0.04),
            0.0069 * x**3 - 0.0280 * x**2 + 0.0211 * x + 0.0123,
        ),
    },
}


@pytest.mark.parametrize("time", [0.0, 3600.0, DAY])
@pytest.mark.parametrize("name", PCM)
def test_phase_change_cells_are_programmed_and_drift_as_their_source_says(name, time):
    fit, device = PCM[name], Device(without(name, "noise"), 3, time)
    g, elapsed = microsiemens(device, 4), math.log((time + fit["t0"]) / fit["t0"])
    x = g / fit["g_max"]
    nu, nu_sigma, sigma = fit["nu"](x), fit["nu_sigma"](x), fit["sigma"](x)
    # moments of g·T^−ν, g and ν Gaussian and independent
    first = g * math.exp(-nu * elapsed + (nu_sigma * elapsed) ** 2 / 2)
    second = (g**2 + sigma**2) * math.exp(-2 * nu * elapsed + 2 * (nu_sigma * elapsed) ** 2)
    check(device, 4, first, math.sqrt(second - first**2))


@pytest.mark.parametrize("time", [0.0, DAY])
@pytest.mark.parametrize("name", PCM)
def test_all_octaves_of_phase_change_cells_make_the_source_s_read_noise(name, time):
    fit = PCM[name]
    device, quiet = Device(load_card(name), 3, time), Device(without(name, "noise"), 3, time)
    programmed = Device(without(name, "noise"), 3, 0.0)  # the same draws before any drift
    levels, t = np.full(CELLS, 4), time + fit["t0"]
    now, first = (d.program(levels, seed=1, name="tile") * d.grid_siemens * 1e6 for d in (quiet, programmed))
    sigma = now * fit["q"](first / fit["g_max"]) * math.sqrt(math.log((t + fit["t_read"]) / (2 * fit["t_read"])))
    assert device.octaves == 16
    assert total_noise(device, quiet, 4) == pytest.approx(math.sqrt((sigma**2).mean()), rel=0.01)


SONOS = {  # A and B (nA), coefficients of the shift (nA, I in nA)
    0.0: (19.88665, 176.3115, [0.0] * 11),
    1.0: (
        25.59102, 186.85544,
        [1.72684e-01, 5.72552e-02, -6.85715e-04, 3.50271e-06, -9.37682e-09, 1.40575e-11, -1.19803e-14, 5.41293e-18,
         -8.85448e-22, -1.66869e-25, 5.95180e-29],
    ),
    5.0: (
        34.57909, 207.34309,
        [3.19927e-01, 1.06596e-01, -1.04054e-03, 4.50290e-06, -1.10352e-08, 1.56477e-11, -1.27592e-14, 5.45513e-18,
         -7.26841e-22, -2.43893e-25, 7.14608e-29],
    ),
}  # fmt: skip
SONOS[0.25] = tuple(0.75 * np.array(a) + 0.25 * np.array(b) for a, b in zip(SONOS[0.0], SONOS[1.0], strict=True))


@pytest.mark.parametrize(("cell_bits", "level"), [(3, 4), (6, 3)])  # 980 nA, and 82 nA where sigma is still steep
@pytest.mark.parametrize("days", SONOS)
def test_sonos_cells_move_and_spread_in_the_current(days, cell_bits, level):
    device = Device(load_card("sonos_40nm"), cell_bits, days * DAY)
    a, b, shift = SONOS[days]
    current = device.targets_siemens[level] * 0.06 * 1e9
    current += np.polyval(shift[::-1], current)
    check(device, level, current / 60, a * (1 - math.exp(-current / b)) / 60)  # nA at 60 mV in uS


def test_sonos_read_noise_saturates_with_the_current():
    device = Device(load_card("sonos_40nm"), 3)
    g = np.rint(np.array([0, 1e-6, 10e-6, 28e-6]) / device.grid_siemens).astype(int)
    current = g * device.grid_siemens * 0.06 * 1e9
    want = 12.58037 * (1 - np.exp(-current / 215.36557)) / 60  # uS
    np.testing.assert_allclose(device.noise_sigma(g) * device.grid_siemens * 1e6, want)
    assert (device.noise, device.octaves) == ("white", 0)


def test_neurram_read_noise_of_a_pair_is_one_percent_of_the_largest_weight():
    device = Device(load_card("neurram_hfox_1t1r"), 3)
    pair = np.sqrt(2) * device.noise_sigma(np.array([0, 5000])) * device.grid_siemens
    np.testing.assert_allclose(pair, 0.4e-6, rtol=0.01)


def test_a_table_is_interpolated_in_time_or_in_its_logarithm():
    rows = ((1.0, 0.0), (3.0, 10.0))
    assert ByTime((1.0, 100.0), rows, True).at(10.0) == pytest.approx((2, 5))
    assert ByTime((0.0, 100.0), rows, False).at(25.0) == pytest.approx((1.5, 2.5))
    assert ByTime((1.0, 100.0), rows, True).at(100.0) == (3.0, 10.0)
    assert ByTime((), ((7.0,),), True).at(1e9) == (7.0,)


def test_laws_of_the_state_are_cut_and_split():
    x = np.array([0.0, 0.1, 0.5, 1.0])
    np.testing.assert_allclose(LogLaw(-1, 0, 0.2, 3)(x), [3, math.log(10), math.log(2), 0.2])
    np.testing.assert_allclose(PowerLaw(0.1, -1, 0, 0.5)(x), [0.5, 0.5, 0.2, 0.1])
    np.testing.assert_allclose(PolynomialLaw((1, -2, 0.5))(x), [1, 0.805, 0.125, 0])
    np.testing.assert_allclose(SplitLaw(0.5, PolynomialLaw((7,)), PolynomialLaw((0, 1)))(x), [7, 7, 0.5, 1])


MILO_N2, MILO_N3 = (0.0001388, 0.001541, 0.005711, 0.007063), (8.8710e-5, 6.7919e-4, 1.2968e-3)


@pytest.mark.parametrize("volts", [0.5, 0.2, -0.3])
def test_milo_currents_are_the_cubic_of_the_voltage(volts):
    device = Device(load_card("milo2021_hfo2_1t1r"), 3)
    g = np.rint(np.array([50.1, 62.5, 110, 224]) * 1e-6 / device.grid_siemens).astype(int)
    s = g * device.grid_siemens
    x = np.log10(s)
    want = s * volts + np.polyval(MILO_N2, x) * volts**2 + np.polyval(MILO_N3, x) * volts**3
    np.testing.assert_allclose(device.current(g, volts) * device.grid_siemens * volts, want, rtol=1e-12)
    assert not device.ohmic


def test_outside_the_fit_the_share_that_is_not_ohmic_stays():
    curve = CubicCurrent((1e-7,), (2e-7,), 1e-6, 4e-6, 1.0)
    g = np.array([0.0, 0.5e-6, 1e-6, 4e-6, 8e-6])
    # at 0.5 V N2·V + N3·V² = 1e-7: a tenth of 1 uS, a fortieth of 4 uS
    np.testing.assert_allclose(curve.secant(g, 0.5), [0, 0.55e-6, 1.1e-6, 4.1e-6, 8.2e-6])
    np.testing.assert_allclose(curve.secant(g, 0.0), g)


def test_a_voltage_at_which_the_current_is_not_known_is_refused():
    device = Device(load_card("milo2021_hfo2_1t1r"), 3)
    with pytest.raises(ValueError, match=r"0.6 V is outside ±0.5 V, where the current of the cell is known"):
        device.current(np.array([1, 2]), np.array([0.1, -0.6]))


def test_an_ohmic_cell_conducts_what_it_conducts():
    device = Device(load_card("yuan2019"), 2)
    assert device.ohmic
    np.testing.assert_array_equal(device.current(np.array([3, 4]), np.array([[1.0], [9.0]])), [[3, 4], [3, 4]])
