import numpy as np
import pytest
from hdlgen_sim import Dac, Device, Periphery, PulsedCells, WriteLoop, verify_gain

from tests.hdlgen_sim.test_pulsed_cells import KW, PULSED, calm

LOOP = WriteLoop(tolerance=4, pulses=60, set_amplitude=16, reset_amplitude=24, increment=8, most=100, width=4)


def cell_by_cell(loop, cells, targets):
    """As a controller does it: row by row, column by column, positive cell first."""
    failed, pulses, reads = [], np.zeros_like(targets), np.zeros_like(targets)
    _, rows, columns = targets.shape
    for row, column, polarity in np.ndindex(rows, columns, 2):
        before, amplitude, count = None, 0, 0
        while True:
            code = int(cells.read(row)[polarity, column]) * (1 - 2 * polarity)
            reads[polarity, row, column] += 1
            error = code - int(targets[polarity, row, column])
            if abs(error) <= loop.tolerance:
                break
            if count == loop.pulses:
                failed.append((row, column, polarity))
                break
            up = error < 0
            if up == before:
                amplitude = min(amplitude + loop.increment, loop.most)
            else:
                amplitude = loop.set_amplitude if up else loop.reset_amplitude
            cells.pulse_one(row, column, polarity, up, amplitude, loop.width)
            before, count = up, count + 1
        pulses[polarity, row, column] = count
    return tuple(failed), pulses, reads


@pytest.mark.parametrize("periphery", [Periphery(), Periphery(dac=Dac(offset_sigma=0.02, gain_sigma=0.05))])
def test_rows_at_once_are_cells_one_by_one(periphery):
    device = Device(PULSED, 2, stuck_low=0.05, stuck_high=0.05)
    levels = np.random.default_rng(0).integers(-3, 4, (6, 8))
    a, b = (PulsedCells(device, 6, 8, periphery=periphery, **KW) for _ in range(2))
    targets = a.targets(levels)
    told = LOOP.run(a, targets)
    failed, pulses, reads = cell_by_cell(LOOP, b, targets)
    np.testing.assert_array_equal(a.x, b.x)
    assert told.failed == failed
    assert failed
    np.testing.assert_array_equal(told.pulses, pulses)
    np.testing.assert_array_equal(told.pulses, a.pulses)
    np.testing.assert_array_equal(told.reads, reads)


def test_amplitudes_by_hand():
    """SET to code 53 (x = 1) by 1/4 of what is left, 1/2 and, at the largest amplitude, 1/2; no tolerance."""
    loop = WriteLoop(tolerance=0, pulses=3, set_amplitude=64, reset_amplitude=0, increment=32, most=96, width=4)
    cells = PulsedCells(calm(), 1, 1, **KW)
    told = loop.run(cells, np.array([[[53]], [[5]]]))
    assert cells.x[0, 0, 0] == 1 - 0.75 * 0.5 * 0.5
    assert told.pulses.ravel().tolist() == [3, 0]
    assert told.reads.ravel().tolist() == [4, 1]
    assert told.failed == ((0, 0, 0),)


def test_a_pulse_that_turns_round_begins_anew():
    """Target x = 0.3 ± 0.02: SET to 0.25, SET (twice as strong) to 0.625, RESET to 0.3125."""
    loop = WriteLoop(tolerance=1, pulses=9, set_amplitude=64, reset_amplitude=64, increment=32, most=255, width=4)
    cells = PulsedCells(calm(), 1, 1, **KW)
    loop.run(cells, np.array([[[20]], [[5]]]))
    assert cells.pulses.ravel().tolist() == [3, 0]
    assert cells.x[0, 0, 0] == 0.3125


def test_increments_bring_cells_home_that_a_pulse_overshoots():
    device = Device(PULSED, 2)
    levels = np.random.default_rng(1).integers(-3, 4, (32, 32))
    left = []
    for amplitude, increment in ((64, 0), (0, 8)):
        cells = PulsedCells(device, 32, 32, **{**KW, "adcs": 8, "gain": 5})
        loop = WriteLoop(4, 100, amplitude, amplitude, increment, 128)
        targets = cells.targets(levels)
        told = loop.run(cells, targets)
        left.append(len(told.failed))
        error = cells.g / (1 << device.grid_bits) - targets / 32
        assert abs(error[told.converged]).max() < (4.5 + 6.4 * 0.01 * 96) / 32  # and the noise of a read
    assert left[0] > 10
    assert left[1] < 3


def test_rows_that_are_left_out_stay():
    cells, whole = (PulsedCells(Device(PULSED, 2), 4, 4, **KW) for _ in range(2))
    targets = cells.targets(np.full((4, 4), 2))
    told = LOOP.run(cells, targets, [3, 1])
    LOOP.run(whole, targets)
    np.testing.assert_array_equal(cells.x[:, [1, 3]], whole.x[:, [1, 3]])
    assert not cells.pulses[:, [0, 2]].any()
    assert not told.reads[:, [0, 2]].any()
    assert told.converged[:, [0, 2]].all()


@pytest.mark.parametrize(
    ("bits", "adc_bits", "gain"),
    [(1, 8, 6), (2, 8, 5), (3, 8, 3), (2, 4, 0)],  # g_max is 10/9, 10/3, 70/9 level steps
)
def test_gain(bits, adc_bits, gain):
    device = Device(PULSED, bits)
    assert verify_gain(device, adc_bits) == gain
    PulsedCells(device, 1, 1, **{**KW, "gain": gain, "adc_bits": adc_bits}).targets(np.array([[(1 << bits) - 1]]))


def test_what_is_refused():
    with pytest.raises(ValueError, match=r"codes end at 3, and a cell has 3\.333.* level steps: use wider converters"):
        verify_gain(Device(PULSED, 2), 3)
    for name, value in (("tolerance", -1), ("pulses", 1 << 16), ("most", 256), ("width", 256)):
        with pytest.raises(ValueError, match=rf"{name} {value} must lie in 0\.\."):
            WriteLoop(**{**vars(LOOP), name: value})
