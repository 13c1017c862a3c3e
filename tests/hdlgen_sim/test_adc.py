import numpy as np
import pytest
from hdlgen_sim.adc import Adc, inl_dnl
from hdlgen_sim.randomness import normals

KEY = {"seed": 3, "name": "conv1/0"}
SAR = Adc("sar", capacitor_sigma=0.01)


def successive_approximation(x, bits, capacitors):
    """The code of input x, code steps, trial by trial. Capacitors of bits 0.., then the one that ends the array."""
    kept = [0] * bits
    for b in reversed(range(bits)):
        kept[b] = 1
        voltage = sum(k * c for k, c in zip(kept, capacitors, strict=False)) / sum(capacitors)  # of the reference
        input_voltage = (x + 0.5 + 2 ** (bits - 1)) / 2**bits  # half a step up: codes round
        if input_voltage < voltage:
            kept[b] = 0
    return sum(k << b for b, k in enumerate(kept)) - 2 ** (bits - 1)


def codes(thresholds, x, bits):
    return np.searchsorted(thresholds, x, side="right") - 2 ** (bits - 1)


@pytest.mark.parametrize("kind", ["ideal", "sar", "ramp", "flash"])
@pytest.mark.parametrize("bits", [1, 2, 8, 12, 16])
def test_thresholds_of_faultless_converters_lie_half_a_step_below_the_codes(kind, bits):
    adc = Adc(kind, noise=0.3)
    want = [code - 0.5 for code in range(-(2 ** (bits - 1)) + 1, 2 ** (bits - 1))]
    assert adc.thresholds(2, bits, **KEY).tolist() == [want, want]
    assert adc.uniform
    assert not adc.ideal
    assert Adc(kind).ideal


@pytest.mark.parametrize("bits", [1, 2, 5, 8])
@pytest.mark.parametrize("sigma", [0.01, 0.15])
def test_sar_codes_are_those_of_a_search_bit_by_bit(bits, sigma):
    converters = 20
    thresholds = Adc("sar", capacitor_sigma=sigma).thresholds(converters, bits, **KEY)
    z = normals(3, "conv1/0", "adc.capacitor", (converters, bits + 1))
    top = 2.0 ** (bits - 1)
    inputs = np.random.default_rng(0).uniform(-1.3 * top, 1.3 * top, 300)
    for row, draws in zip(thresholds, z, strict=True):
        capacitors = [2**b * (1 + sigma / 2 ** (b / 2) * draws[b]) for b in range(bits)] + [1 + sigma * draws[bits]]
        want = [successive_approximation(x, bits, capacitors) for x in inputs]
        np.testing.assert_array_equal(codes(row, inputs, bits), want)


def test_a_bad_capacitor_array_misses_codes_and_its_thresholds_still_ascend():
    thresholds = Adc("sar", capacitor_sigma=0.15).thresholds(200, 8, **KEY)
    widths = np.diff(thresholds, axis=1)
    assert (widths == 0).any(axis=1).mean() > 0.5
    assert (widths >= 0).all()


def test_the_dnl_of_a_sar_at_mid_scale_has_the_sigma_of_the_exchanged_capacitors():
    # 32 units are switched in and 31 others out: variance 63 units, of a unit's relative 1e-4 each
    _, dnl = inl_dnl(SAR.thresholds(20_000, 6, **KEY))
    assert dnl[:, 31 - 1].std() == pytest.approx(0.01 * np.sqrt(63), rel=0.03)  # code −1, just below mid-scale
    assert dnl[:, 15 - 1].std() == pytest.approx(0.01 * np.sqrt(31), rel=0.03)  # at a quarter: 16 against 15
    assert dnl[:, 0].std() < 0.02  # one unit against another


def test_a_ramp_bends_all_converters_alike():
    thresholds = Adc("ramp", bow=1.5, bend=-0.5).thresholds(3, 8, **KEY)
    assert (thresholds == thresholds[0]).all()
    middle, last = 127, 254
    assert thresholds[0, [0, middle, last]].tolist() == [-127.5, -0.5 + 1.5, 126.5]
    inl, _ = inl_dnl(Adc("ramp", bend=0.5).thresholds(1, 12, **KEY))
    peak = int(inl[0].argmax())
    assert inl[0, peak] == pytest.approx(0.5, abs=1e-6)
    assert peak == pytest.approx(2047 * (1 + 1 / np.sqrt(3)), abs=1)
    np.testing.assert_allclose(inl[0], -inl[0, ::-1], atol=1e-9)


def test_a_ramp_has_one_gain_and_every_comparator_an_offset():
    thresholds = Adc("ramp", gain_sigma=0.05, offset_sigma=0.5).thresholds(4000, 6, **KEY)
    spans = thresholds[:, -1] - thresholds[:, 0]
    np.testing.assert_allclose(spans, spans[0], rtol=1e-12)
    gain = 62 / spans[0]
    assert gain == pytest.approx(1 + 0.05 * normals(3, "conv1/0", "adc.gain", 1)[0])
    offsets = -0.5 - thresholds[:, 31] * gain
    assert offsets.std() == pytest.approx(0.5, rel=0.05)
    assert abs(offsets.mean()) < 4 * 0.5 / np.sqrt(4000)


@pytest.mark.parametrize("kind", ["sar", "flash"])
def test_other_converters_have_gains_and_offsets_of_their_own(kind):
    thresholds = Adc(kind, gain_sigma=0.02, offset_sigma=0.5).thresholds(4000, 6, **KEY)
    gain = 62 / (thresholds[:, -1] - thresholds[:, 0])
    offset = -0.5 - thresholds[:, 31] * gain  # code 0: g·s + o = −1/2
    assert gain.std() == pytest.approx(0.02, rel=0.05)
    np.testing.assert_allclose(offset, 0.5 * normals(3, "conv1/0", "adc.offset", 4000), atol=1e-9)
    assert abs(np.corrcoef(gain, offset)[0, 1]) < 4 / np.sqrt(4000)


def test_a_flash_code_counts_the_comparators_that_the_input_reaches():
    thresholds = Adc("flash", comparator_sigma=2.0).thresholds(10, 4, **KEY)
    assert (np.diff(thresholds, axis=1) > 0).all()
    z = normals(3, "conv1/0", "adc.comparator", (10, 15))
    inputs = np.random.default_rng(0).uniform(-14, 14, 200)
    for row, draws in zip(thresholds, z, strict=True):
        want = [sum(x >= c - 7.5 + 2.0 * draws[c] for c in range(15)) - 8 for x in inputs]
        np.testing.assert_array_equal(codes(row, inputs, 4), want)


def test_small_comparator_offsets_show_as_they_are():
    error = Adc("flash", comparator_sigma=0.1).thresholds(2000, 4, **KEY) - (np.arange(15) - 7.5)
    np.testing.assert_allclose(error.std(axis=0), 0.1, rtol=0.1)
    assert abs(np.corrcoef(error.T) - np.eye(15)).max() < 4.5 / np.sqrt(2000)


@pytest.mark.parametrize(
    "adc",
    [
        Adc("sar", gain_sigma=0.01, offset_sigma=0.3, capacitor_sigma=0.02),
        Adc("ramp", gain_sigma=0.01, offset_sigma=0.3, bow=0.2),
        Adc("flash", gain_sigma=0.01, offset_sigma=0.3, comparator_sigma=0.2),
    ],
)
def test_thresholds_depend_on_seed_name_and_place_alone(adc):
    thresholds = adc.thresholds(5, 6, **KEY)
    np.testing.assert_array_equal(thresholds, adc.thresholds(5, 6, **KEY))
    np.testing.assert_array_equal(thresholds[:2], adc.thresholds(2, 6, **KEY))
    assert len(np.unique(thresholds[:, 0])) == 5
    for other in ({"seed": 4, "name": "conv1/0"}, {"seed": 3, "name": "conv1/1"}):
        assert (thresholds != adc.thresholds(5, 6, **other)).all()
    assert not adc.uniform


def test_inl_and_dnl_by_hand():
    # 3 bits; an LSB is (2.5 + 3.5) / 6 = 1. Code −1 is missing, code 0 is 2.5 wide, code 1 half.
    thresholds = np.array([-3.5, -2.5, -1.5, -1.5, 1.0, 1.5, 2.5])
    inl, dnl = inl_dnl(np.array([thresholds, thresholds * 2 + 5]))  # gain and offset do not count
    for row in (0, 1):
        assert inl[row].tolist() == [0, 0, 0, -1, 0.5, 0, 0]
        assert dnl[row].tolist() == [0, 0, -1, 1.5, -0.5, 0]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"kind": "sarr"}, "^kind must be one of ideal, sar, ramp, flash, not sarr; did you mean sar\\?$"),
        ({"kind": 8}, "^kind must be a text, not 8$"),
        ({"kind": "sar", "gain_sigma": 0.2}, r"^gain_sigma must lie in 0..0.15, not 0.2$"),
        ({"noise": -1.0}, r"^noise_codes must lie in 0..100000, not -1.0$"),
        ({"noise": float("inf")}, r"^noise_codes must lie in 0..100000, not inf$"),
        ({"noise": float("nan")}, r"^noise_codes must lie in 0..100000, not nan$"),
        ({"noise": True}, r"^noise_codes must be a number, not True$"),
        ({"noise": -1, "offset_sigma": None}, r"^offset_sigma_codes must be .* None; noise_codes must lie in .* -1$"),
        (
            {"kind": "ramp", "capacitor_sigma": 0.01},
            r"^capacitor_sigma 0.01 is not for kind ramp: leave it out, or make kind sar$",
        ),
        (
            {"offset_sigma": 0.5},
            r"^offset_sigma_codes 0.5 is not for kind ideal: leave it out, or make kind sar or ramp or flash$",
        ),
    ],
)
def test_impossible_converters_are_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        Adc(**wrong)


@pytest.mark.parametrize(("converters", "bits"), [(0, 8), (1, 0), (1, 17)])
def test_converters_without_number_or_bits_are_refused(converters, bits):
    with pytest.raises(ValueError, match=rf"converters {converters} must be 1 or more and bits {bits} lie in 1..16"):
        SAR.thresholds(converters, bits, **KEY)


def test_a_ramp_that_turns_back_is_refused():
    adc = Adc("ramp", bow=4.0)  # at the end it runs back by 4·(2·2/14) = 1.1 steps a code, less the parabola's start
    adc.thresholds(1, 5, **KEY)
    with pytest.raises(ValueError, match=r"bow_codes 4.0 and bend_codes 0.0 make the ramp of 4 bits turn back; choose"):
        adc.thresholds(1, 4, **KEY)
    # The bend is twice as steep at the ends as in the middle, the other way round.
    assert (np.diff(Adc("ramp", bend=-1.8).thresholds(1, 4, **KEY)) > 0).all()
    with pytest.raises(ValueError, match=r"bow_codes 0.0 and bend_codes 1.8 make the ramp of 4 bits turn back"):
        Adc("ramp", bend=1.8).thresholds(1, 4, **KEY)


@pytest.mark.parametrize(
    ("thresholds", "message"),
    [
        ([[0.5]], "1 thresholds have no line through their ends: a converter needs 2 bits or more"),
        ([[0.0, 1.0, 2.0], [1.0, 1.0, 1.0]], r"must lie above the first in every converter; here by 0.0"),
    ],
)
def test_nonlinearity_needs_a_line(thresholds, message):
    with pytest.raises(ValueError, match=message):
        inl_dnl(np.array(thresholds))
