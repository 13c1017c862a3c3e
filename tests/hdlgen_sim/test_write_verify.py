import copy

import numpy as np
import pytest
from hdlgen_sim.card import Card, load_card
from hdlgen_sim.device import Device
from hdlgen_sim.write_verify import PulseWrite

CALM = PulseWrite(set_step=0.25, reset_step=0.5, step_device=0, step_cycle=0, verify_noise=0, tolerance=0.01, pulses=20)
REAL = PulseWrite(
    set_step=0.2, reset_step=0.2, step_device=0.3, step_cycle=0.4, verify_noise=0.01, tolerance=0.03, pulses=40
)
HOW = {"seed": 3, "name": "tile"}


def test_a_pulse_moves_a_cell_by_a_share_of_what_is_left():
    x, ones = np.array([0.0, 0.6, 1.0, 1.0, 0.2]), np.ones(5)
    up = np.array([True, True, True, False, False])
    np.testing.assert_allclose(CALM.pulse(x, up, ones, 0 * x), [0.25, 0.7, 1, 0.5, 0.1])
    np.testing.assert_allclose(CALM.pulse(x, up, 2 * ones, 0 * x), [0.5, 0.8, 1, 0, 0])


def test_a_pulse_varies_by_its_share_of_the_step_in_the_middle():
    x, z = np.full(4, 0.5), np.array([0.0, 1, -1, 2])
    got = REAL.pulse(x, np.array([True, True, True, False]), np.ones(4), z)
    np.testing.assert_allclose(got, [0.6, 0.64, 0.56, 0.5 - 0.1 - 0.08])  # the step is 0.1, its sigma 0.04


def test_cells_go_up_and_down_until_they_are_near_enough():
    # SET takes a quarter of the rest: 0, 0.25, 0.4375; RESET halves: 0, 0.25, 0.125, 0.34375, 0.171875.
    done = CALM.program(np.array([0.0, 0.25, 0.4375, 0.17, 0.99]), **HOW)
    assert done.pulses.tolist() == [0, 1, 2, 4, 14]  # 0.75^13 = 0.024, 0.75^14 = 0.018
    assert done.x[:4].tolist() == [0, 0.25, 0.4375, 0.171875]
    assert done.converged.all()


def test_the_budget_ends_the_work():
    few = PulseWrite(**{**vars(CALM), "pulses": 2})
    done = few.program(np.array([0.25, 0.4375, 0.9]), **HOW)
    assert done.pulses.tolist() == [1, 2, 2]
    assert done.converged.tolist() == [True, True, False]
    assert done.x[2] == 0.4375


def cell_by_cell(law, target, cycle=0):
    """One cell after the other, one pulse after the other, as a controller does it."""
    factors = law.factors(target.size, **HOW)
    out = []
    for i, goal in enumerate(target.ravel()):
        x, pulses = np.zeros(1), 0
        while True:
            noise, z = law.draws(np.array([i]), pulses, **HOW, cycle=cycle)
            error = (x + law.verify_noise * noise)[0] - goal
            if abs(error) <= law.tolerance or pulses == law.pulses:
                break
            x = law.pulse(x, np.array([error < 0]), factors[i : i + 1], z)
            pulses += 1
        out.append((x[0], pulses, abs(error) <= law.tolerance))
    return [np.reshape(column, target.shape) for column in zip(*out, strict=True)]


def test_all_cells_at_once_are_cells_one_by_one():
    target = np.random.default_rng(0).random((8, 20))
    done, alone = REAL.program(target, **HOW, cycle=2), cell_by_cell(REAL, target, cycle=2)
    np.testing.assert_array_equal(done.x, alone[0])
    np.testing.assert_array_equal(done.pulses, alone[1])
    np.testing.assert_array_equal(done.converged, alone[2])


def test_cells_keep_their_step_and_draw_their_pulses_anew():
    sluggish = PulseWrite(**{**vars(REAL), "set_step": 0.01, "step_device": 0.5, "step_cycle": 0.05})
    target = np.full(4000, 0.3)
    first, again, other = (sluggish.program(target, seed=s, name="t", cycle=c) for s, c in ((0, 0), (0, 1), (1, 1)))
    assert not np.array_equal(first.x, again.x)
    assert np.corrcoef(first.pulses, again.pulses)[0, 1] > 0.9
    assert abs(np.corrcoef(first.pulses, other.pulses)[0, 1]) < 4 / np.sqrt(4000)
    np.testing.assert_array_equal(first.x, sluggish.program(target, seed=0, name="t").x)


def test_factors_are_log_normal():
    log = np.log(REAL.factors(100_000, **HOW))
    assert log.std() == pytest.approx(0.3, rel=0.01)
    assert abs(log.mean()) < 4 * 0.3 / np.sqrt(1e5)


def test_reads_err_by_their_noise_and_converged_cells_by_tolerance_and_noise():
    target = np.full(50_000, 0.5)
    done = REAL.program(target, **HOW)
    assert done.converged.mean() > 0.99
    error = (done.x - target)[done.converged]
    assert abs(error).max() < 0.03 + 6.4 * 0.01
    assert (abs(error) > 0.03).any()


PULSED = load_card("gong2022_hfo2_pulsed")
LEVELS = np.random.default_rng(1).integers(0, 4, (50, 40))


def test_a_card_may_have_its_cells_programmed_by_pulses():
    device = Device(PULSED, 2)
    done = device.write(LEVELS, **HOW)
    np.testing.assert_array_equal(device.program(LEVELS, **HOW), done.g)
    error = done.g * device.grid_siemens - device.targets_siemens[LEVELS]
    assert abs(error[done.converged]).max() <= 90e-6 * (0.05 + 6.4 * 0.01)
    assert done.pulses.max() == 100
    assert (done.pulses[~done.converged] == 100).all()


def test_stuck_cells_do_not_converge_unless_they_are_right():
    device = Device(PULSED, 2, stuck_low=0.2, stuck_high=0.1)
    done = device.write(LEVELS, **HOW)
    free = Device(PULSED, 2).write(LEVELS, **HOW)
    low, high = (done.g == round(x / device.grid_siemens) for x in (10e-6, 100e-6))
    stuck = (low & (LEVELS > 0)) | (high & (LEVELS < 3) & (free.g != done.g))
    assert stuck.mean() == pytest.approx(0.3 * 0.75, abs=0.04)
    assert not done.converged[stuck].any()
    assert (done.pulses[stuck] == 100).all()
    right = low & (LEVELS == 0)
    assert done.converged[right].all()
    assert (done.pulses[right] == 0).all()
    np.testing.assert_array_equal(device.program(LEVELS, **HOW), done.g)


def test_a_card_without_pulses_cannot_write():
    with pytest.raises(ValueError, match=r"card yuan2019: does not say what a pulse does \(no write block\)"):
        Device(load_card("yuan2019"), 2).write(LEVELS, **HOW)


def test_a_card_with_an_error_of_its_own_may_have_pulses_too():
    data = copy.deepcopy(dict(PULSED.mapping))
    data["programming"] = {
        "source": "x", "basis": "generic", "model": "uniform", "half_window": "2 uS", "device_to_device": "0 %",
    }  # fmt: skip
    device = Device(Card.from_mapping(data, "x"), 2)
    np.testing.assert_array_equal(device.write(LEVELS, **HOW).g, Device(PULSED, 2).write(LEVELS, **HOW).g)
    assert abs(device.program(LEVELS, **HOW) * device.grid_siemens - device.targets_siemens[LEVELS]).max() < 2.01e-6
