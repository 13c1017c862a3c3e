import math

import numpy as np
import pytest
from hdlgen_sim.card import Card, load_card

from hdlgen.explore.devices import plain, survey, usual_bits
from tests.explore.conftest import CARD

NOISY = Card.from_mapping(CARD, "noisy")


def test_means_and_sigmas_are_those_of_the_card():
    found = survey(NOISY, 2, 99.0, cells=20_000)
    targets = 1 + np.arange(4) * 40 / 3
    # 8 % of 41 µS; the error of the lowest level is cut off at 0
    np.testing.assert_allclose(found.first.mean[1:] * 1e6, targets[1:], rtol=0.02)
    np.testing.assert_allclose(found.first.sigma[2:] * 1e6, 3.28, rtol=0.02)
    np.testing.assert_allclose(found.first.noise * 1e6, 0.03 * 41)
    # (99 + 1)^−ν, ν = 0.05 ± 0.01
    factor = math.exp(-0.05 * math.log(100) + (0.01 * math.log(100)) ** 2 / 2)
    np.testing.assert_allclose(found.later.mean[1:] / found.first.mean[1:], factor, rtol=0.01)
    assert found.later.device.time_s == 99
    assert (found.times[0], found.times[-1]) == (1.0, 1e7)
    assert (np.diff(found.means[:, 3]) < 0).all()


def test_flicker_noise_is_that_of_all_octaves_together():
    found = survey(load_card("pcm_nandakumar_joshi"), 2, 3600.0, cells=1000)
    # Joshi et al.: sigma = g·Q·sqrt(ln((t + t_read)/(2·t_read))), Q = 0.0088·x^−0.65; 16 octaves of it vary
    g = found.first.mean[-1]
    want = g * 0.0088 * (g / 25e-6) ** -0.65 * math.sqrt(16 * math.log(2))
    assert found.first.noise[-1] == pytest.approx(want, rel=0.01)


def test_a_card_without_time_has_no_later():
    found = survey(load_card("yuan2019"), 4, cells=10)
    assert found.later is None
    assert found.times.size == found.means.size == 0
    assert (found.first.sigma == 0).all()
    with pytest.raises(ValueError, match="says nothing of time"):
        survey(load_card("yuan2019"), 4, 5.0, cells=10)


def test_the_usual_bits_are_four_or_what_there_is():
    assert usual_bits(NOISY) == 4
    assert usual_bits(load_card("isaac_ideal_reram")) == 2


def test_the_later_time_is_a_day_or_the_cards_last():
    assert survey(NOISY, 1, cells=80).later.device.time_s == 86400
    assert survey(load_card("neurram_hfox_1t1r"), 1, cells=80).times[-1] == pytest.approx(172800)


def test_plain_data_is_in_siemens_by_level():
    out = plain(survey(NOISY, 2, cells=100))
    assert out["targets_siemens"] == pytest.approx([1e-6, 43e-6 / 3, 83e-6 / 3, 41e-6])
    assert [s["time_s"] for s in out["states"]] == [0, 86400]
    assert [len(s[k]) for s in out["states"] for k in ("mean_siemens", "sigma_siemens", "read_noise_siemens")] == [
        4
    ] * 6
