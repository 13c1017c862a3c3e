import copy

import numpy as np
import pytest
from hdlgen_sim import Adc, Amplifier, Card, Dac, Device, Periphery, PulsedCells, PulseDriver, Wires, load_card

PULSED = load_card("gong2022_hfo2_pulsed")
KW = {"adcs": 2, "adc_bits": 8, "gain": 4, "seed": 3, "name": "tile"}


def calm(**law):
    """Window 10 to 100 µS; SET takes a quarter of what is left, RESET halves; nothing varies."""
    card = copy.deepcopy(dict(PULSED.mapping))
    for key, value in {"set_step": "25 %", "reset_step": "50 %", "step_device": 0, "step_cycle": "0 %"}.items():
        card["write"][key] = value
    card["write"]["verify_noise"] = "0 %"
    card["write"].update(law)
    return Device(Card.from_mapping(card, "calm"), 2)


def one(cells, row, column, polarity):
    return cells.x[polarity, row, column]


def test_reads_by_hand():
    """A level step is 30 µS: 10 µS are 1/3 of it, code 16/3; 55 µS at x = 0.5 are 11/6, code 29.33; 100 µS 53.33."""
    cells = PulsedCells(calm(), 3, 4, **KW)
    assert cells.read(1).tolist() == [[5] * 4, [-5] * 4]
    cells.x[:, 1, 2] = 0.5, 1.0
    assert cells.read(1).tolist() == [[5, 5, 29, 5], [-5, -5, -53, -5]]
    assert cells.read(0).tolist() == [[5] * 4, [-5] * 4]


def test_targets_are_codes_of_levels():
    cells = PulsedCells(calm(), 1, 4, **KW)
    assert cells.targets(np.array([[0, 1, -2, 3]])).tolist() == [[[5, 21, 5, 53]], [[5, 5, 37, 5]]]


def test_pulses_by_hand():
    cells = PulsedCells(calm(), 2, 2, **KW)
    cells.pulse_one(1, 0, 1, True, 64, 4)  # the card's pulse
    assert one(cells, 1, 0, 1) == 0.25
    cells.pulse_one(1, 0, 1, True, 96, 4)  # an octave more: half of what is left
    assert one(cells, 1, 0, 1) == 0.625
    cells.pulse_one(1, 0, 1, False, 64, 2)  # half as long
    assert one(cells, 1, 0, 1) == 0.625 * 0.75
    assert cells.pulses[1, 1, 0] == 3
    assert cells.pulses.sum() == 3
    assert np.count_nonzero(cells.x) == 1


def test_strength_doubles_with_an_octave_and_with_the_width():
    driver = PulseDriver(amplitude_one=10, octave=5, width_one=2)
    np.testing.assert_allclose(driver.strength(np.array([5, 10, 15, 20]), 2), [0.5, 1, 2, 4])
    assert driver.strength(10, 4) == 2
    assert driver.strength(10, 0) == 0


def test_order_changes_nothing():
    """The same pulses, row by row at once and cell by cell backwards: the same cells, and the same codes."""
    device = Device(PULSED, 2)
    rows, columns = 4, 6
    up = np.random.default_rng(0).random((5, 2, rows, columns)) < 0.7
    a, b = (PulsedCells(device, rows, columns, **KW) for _ in range(2))
    for row in range(rows):
        for count in range(5):
            a.pulse(row, np.ones((2, columns), bool), up[count][:, row], 64, 4)
    for row, column, polarity in reversed(list(np.ndindex(rows, columns, 2))):
        for count in range(5):
            b.pulse_one(row, column, polarity, bool(up[count, polarity, row, column]), 64, 4)
    np.testing.assert_array_equal(a.x, b.x)
    assert len(np.unique(a.x)) > 40
    for row in range(rows):
        np.testing.assert_array_equal(a.read(row), b.read(row))
        np.testing.assert_array_equal(a.read(row), a.read(row))
    c = PulsedCells(device, rows, columns, **{**KW, "seed": 4})
    for row in range(rows):
        for count in range(5):
            c.pulse(row, np.ones((2, columns), bool), up[count][:, row], 64, 4)
    assert (a.x != c.x).sum() > 40


def test_stuck_cells_stay_and_are_those_of_the_array():
    device = Device(calm().card, 2, stuck_low=0.1, stuck_high=0.2)  # whose cells never reach an end of the window
    cells = PulsedCells(device, 30, 30, **KW)
    written = device.write(np.full((2, 30, 30), 1), seed=3, name="tile").g
    low, high = device.window_grid
    for row in range(30):
        for up in (True, False, False):
            cells.pulse(row, np.ones((2, 30), bool), np.full((2, 30), up), 64, 4)
    np.testing.assert_array_equal(cells.g[written == low], low)
    np.testing.assert_array_equal(cells.g[written == high], high)
    assert ((cells.g == low) | (cells.g == high)).sum() == ((written == low) | (written == high)).sum()
    assert (written == high).sum() > 200
    assert (cells.pulses == 3).all()


def test_the_macros_own_circuits_are_in_a_read():
    base = PulsedCells(calm(), 2, 4, **KW)
    row_gain = PulsedCells(calm(), 2, 4, periphery=Periphery(dac=Dac(gain_error=0.5)), **KW)
    offset = PulsedCells(calm(), 2, 4, periphery=Periphery(amplifier=Amplifier(offset_sigma=3.0)), **KW)
    held = PulsedCells(calm(), 2, 4, periphery=Periphery(amplifier=Amplifier(saturation=1.5)), **KW)
    noisy = PulsedCells(calm(), 2, 4, periphery=Periphery(adc=Adc(noise=3.0)), **KW)
    for cells in (base, row_gain, offset, held, noisy):
        cells.x[...] = 0.5
    assert row_gain.read(0)[0].tolist() == [44] * 4  # 1.5 · 29.33
    both = offset.read(0)
    assert len(set((both[0] - 29).tolist())) == 4
    np.testing.assert_allclose(both[0] + both[1], 2 * (both[0] - 29), atol=2)  # the same sign in both polarities
    assert held.read(0).tolist() == [[24] * 4, [-24] * 4]
    first = noisy.read(0)
    assert len(np.unique(np.abs(first))) > 4
    noisy.pulse(0, np.ones((2, 4), bool), np.ones((2, 4), bool), 64, 0)  # of no width: a new read, the same cell
    assert (noisy.read(0) != first).any()


def test_drivers_at_rest_add_what_their_offset_makes_of_the_other_rows():
    cells = PulsedCells(calm(), 2, 1, periphery=Periphery(dac=Dac(offset_sigma=0.3)), **KW)
    alone = cells.read(0)[0, 0]
    cells.x[0, 1, 0] = 1.0
    rest = cells.periphery.dac.levels(2, 1, seed=3, name="tile")[1, 0]
    assert cells.read(0)[0, 0] - alone == pytest.approx(48 * rest, abs=1)
    assert abs(48 * rest) > 3


def test_an_array_of_the_cells_has_their_conductances():
    cells = PulsedCells(calm(), 3, 2, **KW)
    cells.x[0, 1, 1] = 0.5
    array = cells.array()
    np.testing.assert_array_equal(array.pairs, cells.g)
    words = np.array([[0, 1, 0]], np.uint8)
    codes = array.codes(words, phases=1, dac_bits=1, adc_bits=8, adc_shift=0)
    assert codes.tolist() == [[[0, 2]]]  # 45 µS of 30 a step


def test_what_is_refused():
    with pytest.raises(ValueError, match=r"card yuan2019: does not say what a pulse does \(no write block\)"):
        PulsedCells(Device(load_card("yuan2019"), 2), 2, 2, **KW)
    wires = Periphery(wires=Wires(row_ohm=1.0, column_ohm=1.0, driver_ohm=1.0, sense_ohm=1.0))
    with pytest.raises(ValueError, match="verifying reads are simulated without wires"):
        PulsedCells(calm(), 2, 2, periphery=wires, **KW)
    with pytest.raises(ValueError, match=r"gain 15 must lie in 0\.\.14"):
        PulsedCells(calm(), 2, 2, **{**KW, "gain": 15})
    with pytest.raises(ValueError, match="a level needs code 213 and converters end at 127: lower the gain"):
        PulsedCells(calm(), 2, 2, **{**KW, "gain": 6}).targets(np.array([[3]]))
