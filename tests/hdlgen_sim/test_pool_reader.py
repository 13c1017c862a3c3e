import itertools
import math
import re

import numpy as np
import pytest
from hdlgen_sim import Activation, Adc, Amplifier, Array, Device, Hold, Periphery, Trim
from hdlgen_sim.randomness import normals

UNITS = {"v_threshold": 0.3, "v_hold": 0.1, "r_on": 1e4, "r_off": 1e6, "r_load": 1.5e4, "volts_per_level": 0.02}
POOL = {"pool_r_load": 2e4, "pool_v_bias": 0.4, "pool_volts_per_level": 0.002}
EXACT = Activation(**UNITS, threshold_d2d=0.05)  # a pool that finds the largest, behind real activation units
REAL = Activation(**UNITS, **POOL, threshold_d2d=0.05)
READ = {"phases": 1, "dac_bits": 4, "adc_bits": 8, "adc_shift": 2, "adcs": 4}
COLUMNS = np.array([1, 0, 4, 9, 11])
REFERENCES = np.array([30, -20, 0, 5, -3])


def array(periphery, trim=None, noise=0.0, levels=None):
    rng = np.random.default_rng(2)
    levels = rng.integers(-7, 8, (25, 12)).astype(np.int16) if levels is None else levels
    device = Device.simple(3, 1e-6, 40e-6, noise)
    return Array.program(levels, device, periphery, seed=4, name="conv1.0", trim=trim)


def vectors(count, seed=3):
    return np.random.default_rng(seed).integers(0, 16, (count, 25)).astype(np.uint8)


def drawn_thresholds(name, shape):
    return 0.3 * (1 + 0.05 * normals(4, name, "threshold", shape))


def pooled_by_hand(s, activation, inputs):
    """What counts of sums s [window, input, column], one value after the other, from the circuits' formulas."""
    windows, out = np.maximum(s, 0.0), np.zeros((len(s), s.shape[2]))
    if activation.ideal:
        return windows.max(axis=1)
    on = drawn_thresholds("conv1.0", 12)[COLUMNS] * (1 + 1.5e4 / 1e6) / 0.02
    rivals = drawn_thresholds("conv1.0.pool", (inputs, 12))[:, COLUMNS] / 0.002
    for v, j in itertools.product(range(len(s)), range(s.shape[2])):
        passed = [x if x >= on[j] else x * (1.5e4 + 1e4) / (1.5e4 + 1e6) for x in windows[v, :, j].tolist()]
        if activation == REAL:
            # The weakest device turns on at 0.3·(1 − 4·0.05) = 0.24 V: 120 steps of 2 mV, nearer than what drops.
            passed = [min(x, 120.0) for x in passed]
            winner = max(range(inputs), key=lambda i: (passed[i] - rivals[i, j], -i))
            out[v, j] = passed[winner] + 0.01 * sum(x for i, x in enumerate(passed) if i != winner)
        else:
            out[v, j] = max(passed)
    return out


@pytest.mark.parametrize("adc", [Adc(), Adc("flash", gain_sigma=0.02, offset_sigma=0.5, comparator_sigma=0.2)])
@pytest.mark.parametrize("activation", [Activation(), EXACT, REAL])
@pytest.mark.parametrize(("trim", "inputs"), [(Trim(), 4), (Trim(1.25, -1.75), 3)])
def test_codes_are_those_of_units_hold_and_converter_one_after_the_other(adc, activation, trim, inputs):
    periphery = Periphery(
        amplifier=Amplifier(0.01, 0.5, saturation=150), hold=Hold(0.01), adc=adc, activation=activation
    )
    a = array(periphery, trim, noise=0.02)
    words = vectors(120 * inputs)
    reader = a.reader(columns=COLUMNS, references=REFERENCES, inputs=inputs, **READ)

    sums = words.astype(float) @ (a.pairs[0] - a.pairs[1])[:, COLUMNS] / (1 << a.device.grid_bits)
    gain = 1 + 0.01 * normals(4, "conv1.0", "amplifier.gain", 12)[COLUMNS]
    offset = 0.5 * normals(4, "conv1.0", "amplifier.offset", 12)[COLUMNS]
    s = ((sums - REFERENCES) * gain + offset).clip(-150, 150)
    pooled = pooled_by_hand(s.reshape(120, inputs, 5), activation, inputs)
    held = pooled * 0.99 ** (COLUMNS // 4) * trim.gain / 4 + trim.offset
    edges = adc.thresholds(4, 8, seed=4, name="conv1.0")[COLUMNS % 4]
    want = -128 + (held[..., None] >= edges).sum(axis=-1)
    got = reader.codes(words)
    assert got.shape == (120, 1, 5)
    assert len(np.unique(want)) > 10
    wrong = got[:, 0] != want
    assert wrong.mean() < 5e-3  # the sums of the array are rounded to its grid
    assert np.abs(got[:, 0] - want)[wrong].max(initial=0) <= 1
    np.testing.assert_array_equal(reader.accumulate(words, np.array([3])), 3 * got[:, 0].astype(np.int64))


def test_devices_that_differ_let_the_second_largest_win():
    """The windows of the test above tell real pools from exact ones."""
    codes = [
        array(Periphery(activation=unit)).reader(references=np.zeros(12, int), inputs=4, **READ).codes(vectors(400))
        for unit in (EXACT, REAL)
    ]
    assert 0.2 < (codes[0] != codes[1]).mean() < 1


def test_ideal_parts_give_the_largest_integer():
    a = array(Periphery())
    assert a.exact
    words = vectors(300)
    got = a.reader(references=np.zeros(12, int), inputs=2, **{**READ, "adc_bits": 12, "adc_shift": 0}).codes(words)
    sums = words.astype(int) @ (a.pairs[0] - a.pairs[1]) >> a.device.grid_bits
    np.testing.assert_array_equal(got[:, 0], sums.reshape(150, 2, 12).max(axis=1).clip(0))


NOISY = Periphery(amplifier=Amplifier(noise=2.0), hold=Hold(0.001), adc=Adc(noise=0.7), activation=REAL)


def test_windows_have_the_same_codes_in_any_batch_and_columns_in_any_company():
    a = array(NOISY)
    words, products = vectors(90 * 4), np.random.default_rng(0).permutation(1000)[: 90 * 4]
    reader = a.reader(references=np.arange(12), inputs=4, **READ)
    whole = reader.codes(words, products)
    for part in (slice(0, 28), slice(28, 32), slice(32, 360)):
        np.testing.assert_array_equal(
            reader.codes(words[part], products[part]), whole[part.start // 4 : part.stop // 4]
        )
    some = a.reader(columns=COLUMNS, references=COLUMNS, inputs=4, **READ).codes(words, products)
    np.testing.assert_array_equal(some, whole[:, :, COLUMNS])
    assert (reader.codes(words, products + 1) != whole).any()


def test_a_long_run_is_that_of_its_parts(monkeypatch):
    reader = array(NOISY).reader(references=np.arange(12), inputs=4, **READ)
    words = vectors(90 * 4)
    whole, counts = reader.codes(words), reader.counts(words)
    monkeypatch.setattr("hdlgen_sim.pool_reader.CHUNK_ELEMENTS", 7 * 4 * 12)
    np.testing.assert_array_equal(reader.codes(words), whole)
    np.testing.assert_array_equal(reader.counts(words), counts)


@pytest.mark.parametrize(("noise", "reads"), [({"adc": Adc(noise=3.0)}, 1), ({"amplifier": Amplifier(noise=3.0)}, 4)])
def test_a_conversion_has_noise_once_and_every_read_its_own(noise, reads):
    drawn = 3 * np.random.default_rng(0).standard_normal((100_000, reads)).max(axis=1)
    levels = np.full((25, 12), 1, np.int16)
    reader = array(Periphery(**noise), levels=levels).reader(
        references=np.zeros(12, int), inputs=4, **{**READ, "adc_shift": 0}
    )
    codes = reader.codes(np.full((4000 * 4, 25), 2, np.uint8))  # a sum of 50 everywhere
    assert codes.mean() == pytest.approx(50 + drawn.mean(), abs=5 * 3 / math.sqrt(48_000))
    assert codes.std() == pytest.approx(math.hypot(drawn.std(), math.sqrt(1 / 12)), rel=0.02)
    neighbours = np.corrcoef(codes[:-1, 0, 3], codes[1:, 0, 3])[0, 1]
    assert abs(neighbours) < 5 / math.sqrt(4000)


@pytest.mark.parametrize("activation", [Activation(), REAL])
@pytest.mark.parametrize("saturation", [None, 60.0])
def test_it_clips_where_the_largest_window_does(activation, saturation):
    levels = np.zeros((25, 12), np.int16)
    levels[:10] = 7  # up to 10·7·15 = 1050; three losers leak a hundredth each
    periphery = Periphery(amplifier=Amplifier(saturation=saturation), activation=activation)
    words = np.full((4, 25), 15, np.uint8)
    limit = 1050 if saturation is None else 60
    limit = limit if activation.ideal else min(limit, 120) * 1.03
    for shift in range(5):
        reader = array(periphery, levels=levels).reader(
            references=np.zeros(12, int), inputs=4, **{**READ, "adc_shift": shift}
        )
        clips = limit / 2**shift + 0.5 >= 128
        assert reader.clips == clips
        clipped, nonzero = reader.counts(words)
        assert clipped.tolist() == [int(clips)] * 12
        assert nonzero.tolist() == [1] * 12


def test_it_is_noisy_if_the_reads_or_the_conversion_are():
    for noise, noisy in (({}, False), ({"adc": Adc(noise=0.5)}, True), ({"amplifier": Amplifier(noise=0.5)}, True)):
        reader = array(Periphery(**noise)).reader(references=np.zeros(12, int), inputs=4, **READ)
        assert reader.noisy == noisy


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"references": None}, "inputs 4 must be at least 1, and 1 without activation units (references)"),
        ({"inputs": 0}, "inputs 0 must be at least 1"),
        ({"phases": 2}, "activation units need complete sums, in 1 phase and not 2"),
    ],
)
def test_pools_without_complete_sums_in_front_are_refused(changes, text):
    with pytest.raises(ValueError, match=re.escape(text)):
        array(Periphery()).reader(**{**READ, "references": np.zeros(12, int), "inputs": 4, **changes})


def test_words_that_are_no_windows_are_refused():
    reader = array(Periphery()).reader(references=np.zeros(12, int), inputs=4, **READ)
    with pytest.raises(ValueError, match="words must be windows of 4, and 6 are no multiple of it"):
        reader.codes(vectors(6))
