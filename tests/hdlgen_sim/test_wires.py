import dataclasses
import os

import numpy as np
import pytest
from hdlgen_sim import ladder
from hdlgen_sim.wires import Wires, gated_currents, gated_pairs, physical, transfer, transfer_pairs

ALL = Wires(row_ohm=2, column_ohm=1.5, driver_ohm=100, sense_ohm=50)
OHMS = ("row_ohm", "column_ohm", "driver_ohm", "sense_ohm")


def cells(*shape, seed=0):
    return np.random.default_rng(seed).uniform(1e-6, 1e-4, shape)


def gated(wires):
    return dataclasses.replace(wires, inputs="gate")


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("HDLGEN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / f"hdlgen-cache-{os.getuid()}" / "wires"


def test_without_resistance_the_matrix_is_the_conductances(own_cache):
    g = cells(5, 4)
    np.testing.assert_array_equal(transfer(g, Wires()), g)
    assert Wires().ideal
    assert not own_cache.exists()


def test_every_resistance_has_its_place():
    # One cell of 10 ohm; every path through it has one of each: 10 + 3 + 4 + 1 + 2 ohm.
    np.testing.assert_allclose(transfer(np.array([[0.1]]), Wires(3, 4, 1, 2)), [[1 / 20]], rtol=1e-15)
    # A single cell among open ones in row 1 of 3, column 2 of 4: its current passes 3 row and 2 column pitches.
    g = np.zeros((3, 4))
    g[1, 2] = 0.1
    want = np.zeros((3, 4))
    want[1, 2] = 1 / (10 + 3 * 3 + 2 * 4 + 1 + 2)
    np.testing.assert_allclose(transfer(g, Wires(3, 4, 1, 2)), want, rtol=1e-15, atol=0)


@pytest.mark.parametrize("name", OHMS)
def test_every_resistance_takes_from_the_current(name):
    # Rayleigh: what all columns together draw from drivers at one voltage falls if any resistance grows.
    g = cells(12, 9)
    assert not Wires(**{name: 1e-3}).ideal
    for others in (Wires(), ALL):
        totals = [transfer(g, dataclasses.replace(others, **{name: ohm})).sum() for ohm in (0, 1e-3, 1, 1e3, 1e6)]
        assert (np.diff(totals) < 0).all()
        assert totals[0] <= g.sum()


def test_wires_of_2_ohm_take_some_40_percent_of_a_large_array():
    # Cells of 1–40 µS, the range of Wan et al., Nature 2022; with 1–100 µS the worst output loses 60 %.
    g = np.random.default_rng(3).uniform(1e-6, 40e-6, (128, 128))
    arriving = transfer(g, Wires(row_ohm=2, column_ohm=2)).sum(axis=0) / g.sum(axis=0)
    assert 0.3 < 1 - arriving.min() < 0.45
    assert arriving[:8].mean() > arriving[-8:].mean() + 0.1  # the first columns are next to the drivers


def test_adjacent_pairs_share_their_row_wire_and_separate_ones_do_not():
    g = np.ones((2, 1, 1))
    wires = Wires(row_ohm=1, column_ohm=1)
    # As solved by hand in test_ladder: 3/11 and 2/11 A; alone each cell is behind 1 + 1 ohm.
    adjacent = transfer_pairs(g, wires)
    separate = transfer_pairs(g, dataclasses.replace(wires, pairs="separate"))
    np.testing.assert_allclose(adjacent, [[[3 / 11]], [[2 / 11]]], rtol=1e-15)
    np.testing.assert_allclose(separate, [[[1 / 3]], [[1 / 3]]], rtol=1e-15)


def test_pairs_lie_in_the_order_that_is_stated():
    g = cells(2, 3, 2)
    (array,) = physical(g, ALL)
    np.testing.assert_array_equal(array, np.stack([g[0, :, 0], g[1, :, 0], g[0, :, 1], g[1, :, 1]], axis=1))
    positive, negative = transfer_pairs(g, ALL)
    m = transfer(array, ALL)
    np.testing.assert_array_equal(positive, m[:, [0, 2]])
    np.testing.assert_array_equal(negative, m[:, [1, 3]])
    digits = np.array([[True, False, True], [True, True, True]])
    positive, negative = gated_pairs(g, gated(ALL), digits)
    currents = gated_currents(array, gated(ALL), digits)
    np.testing.assert_array_equal(positive, currents[:, [0, 2]])
    np.testing.assert_array_equal(negative, currents[:, [1, 3]])
    apart = dataclasses.replace(gated(ALL), pairs="separate")
    for polarity in (0, 1):
        alone = gated_currents(g[polarity], apart, digits)
        np.testing.assert_array_equal(gated_pairs(g, apart, digits)[polarity], alone)


def test_rows_that_are_off_neither_drive_nor_load():
    # Two cells of 1 ohm, wires of 1 ohm. Row 0 alone: wire, cell and two pitches of column are 4 ohm; row 1 alone: 3.
    # Driven lines would let current flow back: 2/11 and 3/11 A.
    got = gated_currents(np.ones((2, 1)), Wires(1, 1, inputs="gate"), np.array([[1, 0], [0, 1], [0, 0]], bool))
    np.testing.assert_allclose(got, [[1 / 4], [1 / 3], [0]], rtol=1e-15, atol=0)


def test_gates_that_are_all_open_make_driven_lines():
    g = cells(6, 9)
    got = gated_currents(g, gated(ALL), np.ones((1, 6), bool))
    np.testing.assert_allclose(got[0], transfer(g, ALL).sum(axis=0), rtol=1e-14)


def test_gates_do_what_0_siemens_do():
    g = cells(20, 7)
    digits = np.random.default_rng(1).random((8, 20)) < 0.4
    want = [transfer(g * digit[:, None], ALL, cache=None).sum(axis=0) for digit in digits]
    np.testing.assert_allclose(gated_currents(g, gated(ALL), digits), want, rtol=1e-13)


def test_gates_before_ideal_wires_add_conductances():
    g = cells(20, 7)
    digits = np.random.default_rng(1).random((8, 20)) < 0.4
    np.testing.assert_allclose(gated_currents(g, gated(Wires()), digits), digits @ g, rtol=1e-14)


def test_currents_of_gated_inputs_do_not_depend_on_the_batch():
    g = cells(20, 30)
    digits = np.random.default_rng(2).random((9, 20)) < 0.5
    together = gated_currents(g, gated(ALL), digits)
    alone = [gated_currents(g, gated(ALL), digits[v : v + 1])[0] for v in reversed(range(9))]
    np.testing.assert_array_equal(together, alone[::-1])


def test_what_is_kept_equals_what_is_computed_bit_for_bit(tmp_path, monkeypatch):
    g = cells(9, 14)
    computed = transfer(g, ALL, cache=None)
    first = transfer(g, ALL, cache=tmp_path / "kept")
    monkeypatch.setattr(ladder, "transfer", None)  # from here on nothing can be computed
    again = transfer(g, dataclasses.replace(ALL, pairs="separate"), cache=tmp_path / "kept")
    for m in (first, again):
        assert m.tobytes() == computed.tobytes()
        assert m.flags.writeable
        assert m.flags.c_contiguous


def test_every_conductance_and_resistance_has_its_own_entry(own_cache):
    g = cells(4, 6)
    other = g.copy()
    other[3, 5] = np.nextafter(other[3, 5], 1)
    for array, wires in [(g, ALL), (other, ALL), (g.reshape(6, 4), ALL)]:
        np.testing.assert_array_equal(transfer(array, wires), transfer(array, wires, cache=None))
    for name in OHMS:
        wires = dataclasses.replace(ALL, **{name: 7})
        np.testing.assert_array_equal(transfer(g, wires), transfer(g, wires, cache=None))
    assert len([home for home in own_cache.iterdir() if home.is_dir()]) == 7


@pytest.mark.parametrize("damage", [lambda data: data[:-8], lambda data: data[:-1] + b"x", lambda data: b"", None])
def test_a_damaged_entry_is_computed_again_and_mended(own_cache, damage):
    g = cells(4, 6)
    want = transfer(g, ALL)
    (file,) = own_cache.glob("*/transfer")
    whole = file.read_bytes()
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage(whole))
    np.testing.assert_array_equal(transfer(g, ALL), want)
    assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_costs_time_only(tmp_path):
    (tmp_path / "file").touch()
    g = cells(4, 6)
    np.testing.assert_array_equal(transfer(g, ALL, cache=tmp_path / "file"), transfer(g, ALL, cache=None))


def test_no_cache_leaves_no_trace(own_cache):
    transfer(cells(2, 2), ALL, cache=None)
    assert not own_cache.exists()


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"row_ohm": -1}, "row_ohm must be finite and 0 or more, not -1"),
        ({"sense_ohm": float("nan")}, "sense_ohm must be finite and 0 or more, not nan"),
        (
            {"column_ohm": float("inf")},
            "column_ohm is inf: cells behind a broken wire float; make it finite, or give such cells 0 siemens",
        ),
        ({"inputs": "lines"}, "inputs must be line or gate, not lines"),
        ({"pairs": "none"}, "pairs must be adjacent or separate, not none"),
    ],
)
def test_impossible_wires_are_refused(changed, text):
    with pytest.raises(ValueError, match="^" + text + "$"):
        Wires(**changed)


@pytest.mark.parametrize(
    ("g", "text"),
    [
        ([[1.0, 2], [-1, -2]], r"not -1.0 in row 1, column 0 \(2 of 4 cells\)$"),
        ([[1.0, np.inf]], r"must be finite and 0 or more, not inf in row 0, column 1"),
        ([[np.nan]], r"must be finite and 0 or more, not nan"),
        ([1.0], r"must be float64\[row, column\] of at least one cell, not \[1\]"),
        (np.ones((0, 3)), r"of at least one cell, not \[0, 3\]"),
        ([[1e99, 1]], r"g_siemens 1e\+99 behind 155.5 ohm: their product must be at most 1e\+100"),
    ],
)
def test_impossible_conductances_are_refused(g, text):
    for solve in (lambda g: transfer(g, ALL), lambda g: gated_currents(g, gated(ALL), np.ones((1, len(g)), bool))):
        with pytest.raises(ValueError, match=text):
            solve(np.array(g))


def test_the_largest_products_do_not_overflow():
    m = transfer(np.array([[1e90, 1e90], [1e90, 1e90]]), Wires(1e9, 1e9))
    assert (m > 0).all()
    assert m.sum() < 1


def test_inputs_of_the_other_kind_are_refused():
    with pytest.raises(ValueError, match="inputs gate have no transfer matrix: use gated_currents, or make inputs li"):
        transfer(cells(2, 2), gated(ALL))
    with pytest.raises(ValueError, match="inputs line have a transfer matrix: use transfer, or make inputs gate"):
        gated_currents(cells(2, 2), ALL, np.ones((1, 2), bool))


@pytest.mark.parametrize("digits", [np.ones((1, 3), bool), np.ones((1, 2)), np.ones(2, bool)])
def test_digits_of_another_shape_or_type_are_refused(digits):
    with pytest.raises(ValueError, match=r"digits must be bool\[vector, 2\], not (bool|float64)\["):
        gated_currents(cells(2, 2), gated(ALL), digits)


def test_what_is_not_pairs_is_refused():
    with pytest.raises(ValueError, match=r"must be float64\[2, row, column\], not \[3, 2\]"):
        transfer_pairs(cells(3, 2), ALL)
