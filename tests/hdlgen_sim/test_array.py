"""Arrays against sums that are made column by column, in siemens and volts."""

from dataclasses import replace

import numpy as np
import pytest
from hdlgen_sim import Adc, Amplifier, Array, Dac, Device, Hold, Periphery, Trim, Wires, load_card, wires

IDEAL = Device.simple(3, 1e-6, 40e-6)
REAL = Device.simple(3, 1e-6, 40e-6, programming_error=0.03, stuck_low=0.01, stuck_high=0.01)
WIDE = Device.simple(8, 1e-6, 40e-6, programming_error=0.03)
MILO = Device(load_card("milo2021_hfo2_1t1r"), 2)
BIT_SERIAL = {"phases": 8, "dac_bits": 1, "adc_bits": 8, "adc_shift": 1}


def levels(device, rows=20, columns=6, seed=5):
    top = 2**device.cell_bits - 1
    return np.random.default_rng(seed).integers(-top, top + 1, (rows, columns)).astype(np.int16)


def array(device=IDEAL, periphery=None, *, name="t", trim=None, **size):
    return Array.program(levels(device, **size), device, periphery, seed=0, name=name, trim=trim)


def words(a, vectors=7, top=256):
    return np.random.default_rng(1).integers(0, top, (vectors, a.rows)).astype(np.uint8)


def by_definition(a, x, phases, dac_bits, adc_bits, adc_shift):
    """Ohmic cells behind ideal circuits: one vector, phase, row and column at a time, in Python's integers."""
    out = np.empty((len(x), phases, a.columns), int)
    unit = 2 ** (adc_shift + a.device.grid_bits)
    for v, word in enumerate(x.tolist()):
        for p in range(phases):
            for j in range(a.columns):
                s = sum(
                    ((w >> (dac_bits * p)) & (2**dac_bits - 1)) * int(a.pairs[0, i, j] - a.pairs[1, i, j])
                    for i, w in enumerate(word)
                )
                code = (2 * s + unit) // (2 * unit)
                out[v, p, j] = max(-(2 ** (adc_bits - 1)), min(2 ** (adc_bits - 1) - 1, code))
    return out


def test_an_ideal_array_holds_its_levels():
    some = np.array([[7, -7, 0], [1, -3, 5]], np.int16)
    a = Array.program(some, IDEAL, seed=3, name="x")
    np.testing.assert_array_equal(a.pairs[0] - a.pairs[1], some.astype(int) << IDEAL.grid_bits)
    assert (a.rows, a.columns, a.exact) == (2, 3, True)


def test_both_cells_of_a_pair_err():
    device = Device.simple(3, 20e-6, 40e-6, programming_error=0.01)
    zero = Array.program(np.zeros((200, 200), np.int16), device, seed=0, name="x")
    positive, negative = zero.siemens
    assert (positive - negative).std() == pytest.approx(0.4e-6 * np.sqrt(2), rel=0.02)


@pytest.mark.parametrize("device", [IDEAL, REAL, WIDE])
@pytest.mark.parametrize(("phases", "dac_bits"), [(8, 1), (1, 1), (3, 3), (2, 4), (1, 8)])
@pytest.mark.parametrize(("adc_bits", "k"), [(8, 0), (5, 1), (4, 2), (16, 0), (1, 3)])
def test_codes_are_those_of_the_definition(device, phases, dac_bits, adc_bits, k):
    a = array(device)
    x = words(a, top=2 ** min(8, phases * dac_bits))
    how = {"phases": phases, "dac_bits": dac_bits, "adc_bits": adc_bits, "adc_shift": k}
    want = by_definition(a, x, **how)
    np.testing.assert_array_equal(a.codes(x, **how), want)
    weights = (1 << (dac_bits * np.arange(phases))) * np.where(np.arange(phases) == phases - 1, -1, 1)
    np.testing.assert_array_equal(a.reader(**how).accumulate(x, weights), np.einsum("vpc,p->vc", want, weights))


def test_a_million_ideal_outputs_are_the_integer_definition():
    a = array(Device.simple(4, 1e-6, 40e-6), rows=128, columns=128)
    x = words(a, 8000)
    got = a.reader(phases=8, dac_bits=1, adc_bits=16, adc_shift=0).accumulate(x, 1 << np.arange(8))
    np.testing.assert_array_equal(got, x.astype(np.int64) @ levels(a.device, 128, 128).astype(np.int64))
    assert got.size > 1e6


def test_an_ideal_array_agrees_with_crosssim_and_aihwkit():
    # CrossSim (sandialabs/cross-sim@0a2eb1e) and aihwkit (IBM/aihwkit@4545f11), an ADC after every bit whose top code
    # is 128 rows of weight 7, cells with g_min/g_max = 1 − gain: on 131,072 outputs both gave exactly
    # Σ_b 2^b·round((W·x_b)·gain·127/(128·7)). The reference of our converter is trimmed to that slope.
    trim = 1161 / 1024
    gain = trim / 8 * (128 * 7) / 127
    w = np.random.default_rng(0).integers(-7, 8, (128, 128))
    x = np.random.default_rng(1).integers(0, 256, (1024, 128)).astype(np.uint8)
    device = Device.simple(3, (1 - gain) * 1e-4, 1e-4)
    a = Array.program(w.astype(np.int16), device, seed=0, name="t", trim=Trim(trim, 0.0))
    got = a.reader(phases=8, dac_bits=1, adc_bits=8, adc_shift=3).accumulate(x, 1 << np.arange(8))
    bits = np.stack([(x >> b) & 1 for b in range(8)]).astype(float)
    want = (np.rint((bits @ w) * gain * 127 / (128 * 7)) * (1 << np.arange(8))[:, None, None]).sum(axis=0)
    np.testing.assert_array_equal(got, want)


def test_rows_at_rest_and_columns_not_read_do_not_matter():
    busy = Periphery(dac=Dac(offset_sigma=0.1), amplifier=Amplifier(0.02, 0.5), adc=Adc("flash", comparator_sigma=0.4))
    a = array(REAL, busy)
    x = words(a, 5, 16)
    x[:, 12:] = 0
    how = {"phases": 4, "dac_bits": 1, "adc_bits": 8, "adc_shift": 0}
    whole = a.codes(x, **how)
    np.testing.assert_array_equal(a.codes(x[:, :12], **how), whole)
    some = a.reader(rows=12, columns=np.array([4, 1]), **how).codes(x[:, :12])
    np.testing.assert_array_equal(some, whole[..., [4, 1]])


def in_volts(a, x, drive_volts, *, currents=None):
    """Sums float64[vector, phase, column] in level steps: currents of all cells at the volts of their rows' digits.

    drive_volts  float64[row, digit]
    currents     float64[2, row, column] of the cells for given volts [row, 1]; conductance times voltage by default
    """
    bits = int(np.log2(drive_volts.shape[1]))
    phases = 8 // bits
    volt = a.device.read_volts / (2**bits - 1)
    out = np.empty((len(x), phases, a.columns))
    for v, word in enumerate(x):
        for p in range(phases):
            volts = drive_volts[np.arange(a.rows), (word >> (bits * p)) & (2**bits - 1)]
            i = currents(volts[:, None]) if currents else a.siemens * volts[:, None]
            out[v, p] = (i[0] - i[1]).sum(axis=0) / (a.device.step_siemens * volt)
    return out


def code(sums, bits=8, shift=0):
    return np.floor(sums / 2**shift + 0.5).clip(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


def assert_near(got, sums, shift=0, within=0.02):
    """Codes of sums, but for sums at the edge of a code."""
    low, high = code(sums - within, shift=shift), code(sums + within, shift=shift)
    assert ((got == low) | (got == high)).all()
    assert (low == high).mean() > 0.85


@pytest.mark.parametrize("dac_bits", [1, 2, 4])
def test_drivers_that_err_are_seen_by_every_cell_of_their_row(dac_bits):
    dac = Dac(gain_error=-0.03, gain_sigma=0.05, offset_sigma=0.05, resistor_sigma=0.05)
    a = array(REAL, Periphery(dac=dac))
    x = words(a)
    top = 2**dac_bits - 1
    volts = dac.levels(a.rows, dac_bits, seed=0, name="t") * a.device.read_volts / top
    got = a.codes(x, phases=8 // dac_bits, dac_bits=dac_bits, adc_bits=8, adc_shift=2)
    assert_near(got, in_volts(a, x, volts), shift=2)


@pytest.mark.parametrize("dac_bits", [1, 2])
def test_cells_that_are_not_ohmic_conduct_as_their_card_says(dac_bits):
    a = array(MILO)
    x = words(a)
    top = 2**dac_bits - 1
    volts = np.tile(np.arange(top + 1) * MILO.read_volts / top, (a.rows, 1))
    want = in_volts(a, x, volts, currents=lambda v: MILO.current(a.pairs, v) * MILO.grid_siemens * v)
    got = a.codes(x, phases=8 // dac_bits, dac_bits=dac_bits, adc_bits=8, adc_shift=0)
    assert_near(got, want)
    if dac_bits > 1:
        assert (got != code(in_volts(a, x, volts))).any()


def test_amplifiers_holds_and_trims_act_in_the_order_of_the_signal():
    amplifier, hold = Amplifier(0.05, 2.0, saturation=25.0), Hold(0.04)
    trim = Trim(gain=1.25, offset=-0.75)
    a = array(REAL, Periphery(amplifier=amplifier, hold=hold), trim=trim, columns=8)
    x = words(a)
    volts = np.tile([0.0, a.device.read_volts], (a.rows, 1))
    gain, offset = amplifier.gain(8, seed=0, name="t"), amplifier.offset(8, seed=0, name="t")
    amplified = np.clip(in_volts(a, x, volts) * gain + offset, -25, 25)
    left = 0.96 ** np.maximum(np.arange(8) // 2 - 1, 0)  # two converters, column 2 is the first after the hold
    want = amplified * left * 1.25 / 2 - 0.75
    got = a.reader(**BIT_SERIAL, adcs=2, first_group=1).codes(x)
    assert_near(got, want)
    assert (np.abs(amplified) == 25).any()


@pytest.mark.parametrize(
    "adc", [Adc("sar", 0.02, 1.5, capacitor_sigma=0.1), Adc("flash", comparator_sigma=0.8), Adc("ramp", bow=2.0)]
)
def test_converters_count_the_thresholds_that_a_sum_reaches(adc):
    a = array(REAL, Periphery(adc=adc))
    x = words(a)
    volts = np.tile([0.0, a.device.read_volts], (a.rows, 1))
    thresholds = adc.thresholds(3, 8, seed=0, name="t")[np.arange(6) % 3]
    sums = in_volts(a, x, volts) / 2
    want = (sums[..., None] >= thresholds).sum(axis=-1) - 128
    got = a.reader(**BIT_SERIAL, adcs=3).codes(x)
    assert (got == want).mean() > 0.995


def test_wires_take_a_part_of_the_current():
    resistive = Wires(row_ohm=20.0, column_ohm=50.0, driver_ohm=100.0, sense_ohm=60.0)
    a = array(REAL, Periphery(wires=resistive))
    x = words(a)
    volts = np.tile([0.0, a.device.read_volts], (a.rows, 1))
    arriving = wires.transfer_pairs(a.siemens, resistive)
    want = in_volts(a, x, volts, currents=lambda v: arriving * v)
    assert_near(a.codes(x, **{**BIT_SERIAL, "adc_shift": 0}), want)
    assert abs(want).sum() < abs(in_volts(a, x, volts)).sum()


def test_inputs_that_gate_the_cells_are_solved_one_by_one():
    gated = Wires(row_ohm=20.0, column_ohm=50.0, driver_ohm=100.0, sense_ohm=60.0, inputs="gate")
    a = array(REAL, Periphery(wires=gated), rows=10)
    x = words(a, 3)
    want = np.empty((3, 8, 6))
    for v in range(3):
        for p in range(8):
            positive, negative = wires.gated_pairs(a.siemens, gated, (((x[v] >> p) & 1) == 1)[None])
            want[v, p] = (positive - negative)[0] / a.device.step_siemens
    how = {**BIT_SERIAL, "adc_shift": 0}
    got = a.codes(x, **how)
    assert_near(got, want)
    np.testing.assert_array_equal(a.reader(**how).codes(x[1:2]), got[1:2])


def test_read_noise_has_the_variance_of_the_cells_that_are_driven():
    device = Device(load_card("neurram_hfox_1t1r"), 3)
    a = array(device, rows=30, columns=40)
    x = np.zeros((1000, 30), np.uint8)
    x[:, :12] = 1
    reader = a.reader(phases=1, dac_bits=1, adc_bits=16, adc_shift=0)
    sums = np.empty((1000, 1, 40), np.int64)
    reader._run(0, x, np.arange(1000), sums)
    sigma = sums[:, 0].std(axis=0) * a.device.grid_siemens
    assert sigma.mean() == pytest.approx(0.284e-6 * np.sqrt(24), rel=0.02)  # 0.71 % of 40 µS, twelve pairs


def test_read_noise_is_amplified_and_trimmed_as_the_sum_is():
    device, amplifier = Device(load_card("neurram_hfox_1t1r"), 3), Amplifier(gain_sigma=0.15)
    around = Periphery(amplifier=amplifier)
    plain, louder = array(device, columns=40), array(device, around, columns=40, trim=Trim(1.5, 0.0))
    how = {**BIT_SERIAL, "phases": 1}
    noise, other = (a.reader(**how).readout.noise for a in (plain, louder))
    ratio = (other.variance * other.variance_unit)[:, 1] / (noise.variance * noise.variance_unit)[:, 1]
    gain = 1.5 * amplifier.gain(40, seed=0, name="t")
    np.testing.assert_allclose(ratio, np.tile(gain**2, (20, 1)), rtol=1e-4)


def test_gates_do_not_go_with_digits_of_two_bits_or_with_drivers():
    gated = Wires(row_ohm=1.0, inputs="gate")
    with pytest.raises(ValueError, match="inputs that gate the cells have digits of one bit, not dac_bits 2"):
        array(REAL, Periphery(wires=gated)).reader(phases=4, dac_bits=2, adc_bits=8, adc_shift=0)
    with pytest.raises(ValueError, match="inputs that gate the cells have no row drivers"):
        array(REAL, Periphery(wires=gated, dac=Dac(gain_error=0.1))).reader(**BIT_SERIAL)


def test_what_can_happen_is_known_beforehand():
    how = {"phases": 1, "dac_bits": 1, "adc_shift": 0}
    a = Array.program(np.array([[4], [3], [-7]], np.int16), IDEAL, seed=0, name="t")
    assert (a.reader(adc_bits=4, **how).clips, a.reader(adc_bits=4, **how).rounds) == (False, False)  # −7..7
    assert a.reader(adc_bits=3, **how).clips
    assert a.reader(adc_bits=4, phases=1, dac_bits=2, adc_shift=1).rounds
    wide = {"phases": 1, "dac_bits": 8, "adc_shift": 0}
    assert [a.reader(adc_bits=4, largest_digit=d, **wide).clips for d in (0, 1, 2, None)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"adc_bits": 17}, "adc_bits 17 must lie in 1..16, and adc_shift 1 in 0..31"),
        ({"largest_digit": 2}, r"largest_digit 2 must lie in 0\.\.1"),
        ({"adc_shift": 32}, "adc_bits 8 must lie in 1..16, and adc_shift 32 in 0..31"),
        ({"phases": 9}, "phases 9 of dac_bits 1 must be the digits of a word of 1 to 8 bits"),
        ({"dac_bits": 9}, "phases 8 of dac_bits 9 must be"),
        ({"rows": 21}, "rows 21 must lie in 1..20, and one column at least must be read"),
        ({"rows": 0}, "rows 0 must lie in 1..20"),
        ({"columns": slice(0, 0)}, "one column at least must be read"),
        ({"adcs": 0}, "adcs 0 must be at least 1, and first_group 0 not negative"),
        ({"first_group": -1}, "first_group -1 not negative"),
    ],
)
def test_impossible_readers_are_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        array().reader(**{**BIT_SERIAL, **wrong})


def test_levels_that_are_no_matrix_of_integers_are_refused():
    with pytest.raises(ValueError, match=r"levels must be integers \[row, column\], not float64\[2, 2\]"):
        Array.program(np.ones((2, 2)), IDEAL, seed=0, name="t")
    with pytest.raises(ValueError, match=r"not int64\[3\]"):
        Array.program(np.ones(3, int), IDEAL, seed=0, name="t")


@pytest.mark.parametrize("pairs", ["adjacent", "separate"])
def test_ideal_cells_conduct_at_level_zero_what_their_card_says(pairs):
    device = Device(load_card("isaac_ideal_reram"), 2)
    a = Array.program(
        np.array([[0, 1, -2, 3]]), device, Periphery(Wires(driver_ohm=5.0, pairs=pairs)), seed=0, name="t"
    )
    low, high = 1 / 20e3, 1 / 1333  # ohm
    step = (high - low) / 3
    want = [[low, low + step, low, high], [low, low, low + 2 * step, low]]
    np.testing.assert_allclose(a.siemens[:, 0], want, rtol=1e-4)
    # one row: all cells of an array share the driver, and its voltage is that of a divider
    total = a.siemens.sum(axis=(0, 1, 2)) if pairs == "adjacent" else a.siemens.sum(axis=(1, 2))[:, None, None]
    np.testing.assert_allclose(a.arriving * a.device.grid_siemens, a.siemens / (1 + 5.0 * total), rtol=1e-9)


def test_noise_of_a_cell_is_not_more_than_its_own_however_much_flows_past_it():
    resistive = Periphery(Wires(row_ohm=0.29, column_ohm=0.86, driver_ohm=10.0, sense_ohm=10.0))
    device = Device(load_card("neurram_hfox_1t1r"), 4)
    reader = array(device, resistive, rows=128, columns=64).reader(**{**BIT_SERIAL, "phases": 1})
    without = array(device, rows=128, columns=64).reader(**{**BIT_SERIAL, "phases": 1})
    variances = [r.readout.noise.variance.sum(axis=(0, 1)) * r.readout.noise.variance_unit for r in (reader, without)]
    share = variances[0] / variances[1]
    assert share.max() <= 1
    assert share.min() > 0.7


def test_an_ideal_array_has_the_conductances_of_its_card():
    some = np.array([[7, -7, 0], [1, -3, 5]], np.int16)
    a = Array.program(some, IDEAL, seed=3, name="x")
    step = 39e-6 / 7
    want = 1e-6 + step * np.stack([some.clip(min=0), (-some).clip(min=0)])
    np.testing.assert_allclose(a.siemens, want, rtol=1e-3)


@pytest.mark.parametrize("inputs", ["line", "gate"])
def test_joined_arrays_have_wires_of_their_own_and_one_amplifier(inputs):
    around, how = Wires(20.0, 30.0, 50.0, 20.0, inputs), {"phases": 4, "dac_bits": 1, "adc_bits": 12, "adc_shift": 0}
    whole = Array.program(levels(REAL, 12, 5), REAL, Periphery(around), seed=0, name="t", joined=3)
    parts = [replace(whole, pairs=whole.pairs[:, rows : rows + 4], joined=1) for rows in (0, 4, 8)]
    x = words(whole, 6, 16)
    each = np.sum([part.codes(x[:, 4 * i : 4 * i + 4], **how) for i, part in enumerate(parts)], axis=0)
    assert np.abs(whole.codes(x, **how) - each).max() == 1  # three roundings against one
    alone = x.copy()
    alone[:, :8] = 0
    np.testing.assert_array_equal(whole.codes(alone, **how), parts[2].codes(x[:, 8:], **how))
    tall = replace(whole, joined=1)  # one array of as many rows loses more on its way
    assert (np.abs(tall.codes(x, **how)) < np.abs(whole.codes(x, **how))).any()
    with pytest.raises(ValueError, match="5 joined arrays do not divide 12 rows"):
        Array.program(levels(REAL, 12, 5), REAL, seed=0, name="t", joined=5)
