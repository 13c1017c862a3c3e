import math
import re

import numpy as np
import pytest
from hdlgen_sim import (
    Activation,
    Adc,
    Amplifier,
    Array,
    Device,
    Hold,
    Periphery,
    Reader,
    Trim,
    load_card,
    load_periphery,
)
from hdlgen_sim.randomness import normals

CARD = load_card("generic_threshold").threshold
GENERIC = Activation(
    CARD.v_threshold, CARD.v_hold, CARD.r_on, CARD.r_off, CARD.threshold_d2d, r_load=1.5e4, volts_per_level=0.02
)
CIRCUIT = {"v_threshold": 0.3, "r_on": 1e4, "r_load": 1e4, "volts_per_level": 0.02}
LEAKY = Activation(0.5, 0.1, 1e4, 1e5, r_load=2e4, volts_per_level=0.0625)  # gain 2/3, leakage 1/6, threshold 9.6 steps


def test_the_typical_periphery_has_the_units_of_the_generic_card():
    assert load_periphery("typical").activation == GENERIC


def test_a_gain_that_follows_the_range_makes_thresholds_so_many_codes():
    unit = load_periphery("threshold").activation
    assert unit.at(0).circuit().threshold == pytest.approx(15, rel=1e-3)
    for shift in (0, 3, 7):
        fixed = unit.at(shift)
        assert fixed.at(5) == fixed
        assert fixed.circuit().threshold == unit.at(0).circuit().threshold * 2**shift
        assert fixed.pool_circuit(4).full_scale == unit.at(0).pool_circuit(4).full_scale * 2**shift > 127 * 2**shift


def test_readers_have_the_gain_of_their_range():
    """Cells and words times 4 at a shift of 2 more: the same codes."""
    levels = np.random.default_rng(0).integers(-1, 2, (6, 8)).astype(np.int16)
    words = np.random.default_rng(1).integers(0, 256, (40, 6)).astype(np.uint8)
    periphery = load_periphery("threshold")
    codes = []
    for factor, shift in ((1, 4), (4, 6)):
        array = Array.program(levels * factor, Device.simple(3, 0.0, 7.0), periphery, seed=3, name="t")
        kw = {"phases": 1, "dac_bits": 8, "adc_bits": 8, "references": np.zeros(8, int)}
        codes.append([array.reader(**kw, adc_shift=shift, inputs=inputs).codes(words) for inputs in (1, 4)])
    np.testing.assert_array_equal(codes[0][0], codes[1][0])
    np.testing.assert_array_equal(codes[0][1], codes[1][1])
    assert len(np.unique(codes[0][0])) > 10
    assert len(np.unique(codes[0][1])) > 5


def test_an_ideal_unit_changes_only_thresholds_that_are_not_positive():
    wanted = np.array([[-3.5, -0.5, 0.0, 0.5, 1.5]])
    got = Activation().referred(wanted, np.array([7]), seed=0, name="t")
    assert got.tolist() == [[-math.inf, -math.inf, -math.inf, 0.5, 1.5]]


def test_a_threshold_is_reached_by_what_leaks_or_by_what_passes():
    # A sum s leaks s/6, which counts as s/4 behind a gain of 2/3. 2.4 of that are there just where the device turns on.
    wanted = np.array([[0.0, 1.0, 2.3, 2.5, 9.5, 9.7]])
    got = LEAKY.referred(wanted, np.array([0]), seed=0, name="t")
    np.testing.assert_allclose(got, [[-math.inf, 4.0, 9.2, 9.6, 9.6, 9.7]], rtol=1e-15)


@pytest.mark.parametrize("unit", [GENERIC, LEAKY])
def test_counting_referred_thresholds_is_counting_what_the_unit_passes(unit):
    """Brute force: all sums in steps of 1/16 through the unit itself."""
    places = np.array([3, 0, 11])
    circuit = unit.circuit()
    wanted = np.linspace(-20.3, 107.7, 255) + np.array([[0.0], [0.13], [0.29]])  # no edge is a multiple of 1/16
    referred = unit.referred(wanted, places, seed=4, name="conv1.0")
    own = circuit.thresholds(12, seed=4, name="conv1.0")[places]
    sums = np.arange(-30 * 16, 130 * 16) / 16
    for column in range(3):
        passed = circuit.apply(sums, own[column])
        want = (passed[:, None] >= circuit.gain * wanted[column]).sum(axis=1)
        np.testing.assert_array_equal((sums[:, None] >= referred[column]).sum(axis=1), want)
        assert len(set(want.tolist())) > 100


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ({"threshold_d2d": 0.1}, "v_threshold_volts, r_on_ohm, r_load_ohm, volts_per_level must be given, too"),
        (
            {"v_threshold": 0.3, "r_on": 1e4, "r_load": 1e4},
            "volts_per_level must be given, too; give nothing for ideal",
        ),
        (
            {"pool_r_load": 1e4},
            "v_threshold_volts, r_on_ohm, r_load_ohm, volts_per_level, pool_v_bias_volts, pool_volts",
        ),
        ({**CIRCUIT, "pool_v_bias": 0.4}, "pool_r_load_ohm, pool_volts_per_level must be given, too; give nothing for"),
        (
            {**CIRCUIT, "pool_r_load": 2e4, "pool_v_bias": 0.2, "pool_volts_per_level": 1e-3},
            "a unit that pools 2 sums: v_bias 0.2 V does not turn on every device at an input of 0; use at least 0.303",
        ),
        ({"threshold_c2c": 0.02}, "threshold_c2c 0.02 needs a new threshold at every read, which arrays do not draw"),
        ({"r_on": -1.0}, "r_on_ohm must be finite and 0 or more, not -1.0"),
        ({"v_threshold": 0.0, "r_on": 1.0, "r_load": 1.0, "volts_per_level": 1.0}, "v_threshold must be above 0 V"),
        (
            {"v_threshold": 0.3, "v_hold": 0.1, "r_on": 1e4, "r_load": 5e4, "volts_per_level": 0.02},
            "r_load 50000.0 ohm leaves a device at its threshold less than v_hold 0.1 V once it is on",
        ),
    ],
)
def test_numbers_that_make_no_unit_are_refused(numbers, text):
    with pytest.raises(ValueError, match=re.escape(text)):
        Activation(**numbers)


def array(periphery, trim=None, levels=None):
    rng = np.random.default_rng(2)
    levels = rng.integers(-7, 8, (25, 12)).astype(np.int16) if levels is None else levels
    return Array.program(levels, Device.simple(3, 1e-6, 40e-6, 0.02), periphery, seed=4, name="conv1.0", trim=trim)


READ = {"phases": 1, "dac_bits": 4, "adc_bits": 8, "adc_shift": 3, "adcs": 4}


@pytest.mark.parametrize("adc", [Adc(), Adc("flash", gain_sigma=0.02, offset_sigma=0.5, comparator_sigma=0.2)])
@pytest.mark.parametrize("activation", [Activation(), GENERIC])
@pytest.mark.parametrize("trim", [Trim(), Trim(1.25, -1.75)])
def test_codes_are_those_of_amplifier_unit_hold_and_converter_one_after_the_other(adc, activation, trim):
    periphery = Periphery(
        amplifier=Amplifier(0.01, 0.5, saturation=150), hold=Hold(0.01), adc=adc, activation=activation
    )
    a = array(periphery, trim)
    columns = np.array([1, 0, 4, 9, 11])
    references = np.array([30, -20, 0, 5, -3])
    words = np.random.default_rng(3).integers(0, 16, (500, 25)).astype(np.uint8)
    reader = a.reader(columns=columns, references=references, **READ)

    sums = words.astype(float) @ (a.pairs[0] - a.pairs[1])[:, columns] / (1 << a.device.grid_bits)
    gain = 1 + 0.01 * normals(4, "conv1.0", "amplifier.gain", 12)[columns]
    offset = 0.5 * normals(4, "conv1.0", "amplifier.offset", 12)[columns]
    s = ((sums - references) * gain + offset).clip(-150, 150)
    if activation.ideal:
        passed = np.maximum(s, 0)
    else:
        circuit = activation.circuit()
        passed = circuit.apply(s, circuit.thresholds(12, seed=4, name="conv1.0")[columns]) / circuit.gain
    held = passed * 0.99 ** (columns // 4) * trim.gain / 8 + trim.offset
    edges = adc.thresholds(4, 8, seed=4, name="conv1.0")[columns % 4]
    want = -128 + (held[..., None] >= edges).sum(axis=-1)
    got = reader.codes(words)[:, 0]
    assert len(np.unique(want)) > 10
    wrong = got != want
    assert wrong.mean() < 1e-3  # the sums of the array are rounded to its grid
    assert np.abs(got - want)[wrong].max(initial=0) <= (1 if activation.ideal else 20)


def test_the_compiled_reader_and_its_definition_agree_on_columns_with_units():
    typical = load_periphery("typical")
    reader = array(typical).reader(references=np.arange(12) - 6, **READ)
    words = np.random.default_rng(3).integers(0, 16, (200, 25)).astype(np.uint8)
    r = reader.readout
    sums = r.with_noise(r.sums(words), r.variances(words) if r.noise else None, np.arange(200))
    np.testing.assert_array_equal(reader.codes(words), r.codes(sums))
    np.testing.assert_array_equal(Reader(r).one(words[7], 7), reader.codes(words)[7])


def test_a_value_that_is_lost_before_its_conversion_has_the_code_of_nothing():
    levels = np.full((25, 8), 7, np.int16)
    a = array(Periphery(hold=Hold(1.0), activation=GENERIC), levels=levels)
    codes = a.reader(references=np.zeros(8, int), **READ).codes(np.full((1, 25), 15, np.uint8))[0, 0]
    assert (codes[:4] > 100).all()
    assert not codes[4:].any()


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"phases": 2}, "activation units need complete sums, in 1 phase and not 2"),
        ({"references": np.zeros(3, int)}, "and a reference for each of 12 columns, not [3]"),
    ],
)
def test_units_on_parts_of_sums_are_refused(changes, text):
    with pytest.raises(ValueError, match=re.escape(text)):
        array(Periphery()).reader(**{**READ, "references": np.zeros(12, int), **changes})
