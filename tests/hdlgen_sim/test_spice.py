import dataclasses
import itertools
import shutil

import numpy as np
import pytest
from hdlgen_sim import spice
from hdlgen_sim.wires import Wires, gated_currents, transfer

ALL = Wires(row_ohm=2, column_ohm=1.5, driver_ohm=100, sense_ohm=50)
needs_ngspice = pytest.mark.skipif(not shutil.which("ngspice"), reason="ngspice, the second opinion, is not installed")


def tile(rows, columns, seed=0):
    rng = np.random.default_rng(seed)
    return rng.uniform(1e-6, 1e-4, (rows, columns)), rng.uniform(0, 0.3, rows)


@needs_ngspice
@pytest.mark.parametrize("size", [32, 64])
def test_ngspice_agrees_on_tiles_with_driven_lines(size):
    g, volts = tile(size, size)
    got = spice.run(spice.netlist(g, ALL, volts))
    np.testing.assert_allclose(volts @ transfer(g, ALL, cache=None), got, rtol=1e-9, atol=0)


@needs_ngspice
def test_ngspice_agrees_on_gated_inputs():
    g, _ = tile(32, 32)
    wires = dataclasses.replace(ALL, inputs="gate")
    for gates in np.random.default_rng(5).random((3, 32)) < 0.4:
        got = spice.run(spice.netlist(g, wires, np.full(32, 0.2), gates=gates))
        np.testing.assert_allclose(0.2 * gated_currents(g, wires, gates[None])[0], got, rtol=1e-9, atol=0)


@needs_ngspice
@pytest.mark.parametrize("given", list(itertools.product([False, True], repeat=4)))
def test_ngspice_agrees_whatever_is_0(given):
    ohms = [ohm if there else 0 for ohm, there in zip([2e3, 3e3, 5e3, 7e3], given, strict=True)]
    g, volts = tile(3, 4)
    g[0, 1] = g[2, 1] = g[1, 3] = 0
    got = spice.run(spice.netlist(g, Wires(*ohms), volts))
    np.testing.assert_allclose(volts @ transfer(g, Wires(*ohms), cache=None), got, rtol=1e-9, atol=0)


@needs_ngspice
def test_ngspice_takes_an_array_in_which_nothing_conducts():
    wires = dataclasses.replace(ALL, inputs="gate")
    text = spice.netlist(tile(2, 3)[0], wires, np.full(2, 0.2), gates=np.zeros(2, bool))
    np.testing.assert_array_equal(spice.run(text), np.zeros(3))


def test_a_netlist_reads_as_the_array_is_drawn():
    text = spice.netlist(np.array([[0.5, 0.25]]), Wires(1, 2, 3, 4), np.array([0.1]), title="conv1/0")
    assert text == "\n".join(
        [
            "* conv1/0",
            "* 1 rows, 2 columns; row_ohm 1, column_ohm 2, driver_ohm 3, sense_ohm 4; inputs line",
            "* A wire of 0 ohm has no element: its ends are one node. A cell of 0 siemens has none.",
            "",
            "* row 0",
            "Vdriver_0 in_0 0 DC 0.1",
            "Rdriver_0 in_0 head_0 3.0",
            "Rrow_0_0 head_0 row_0_0 1.0",
            "Rcell_0_0 row_0_0 col_0_0 2.0",
            "Rcolumn_0_0 col_0_0 foot_0 2.0",
            "Rrow_0_1 row_0_0 row_0_1 1.0",
            "Rcell_0_1 row_0_1 col_0_1 4.0",
            "Rcolumn_0_1 col_0_1 foot_1 2.0",
            "",
            "* sense amplifiers: virtual grounds",
            "Rsense_0 foot_0 sense_0 4.0",
            "Vsense_0 sense_0 0 DC 0",
            "Rsense_1 foot_1 sense_1 4.0",
            "Vsense_1 sense_1 0 DC 0",
            "",
            ".op",
            ".control",
            "set numdgt=16",
            "run",
            "print i(Vsense_0)",
            "print i(Vsense_1)",
            "quit",
            ".endc",
            ".end",
            "",
        ]
    )


def test_rows_whose_gates_are_closed_are_left_out_and_named():
    text = spice.netlist(np.ones((2, 1)), Wires(inputs="gate"), np.array([0.2, 0.2]), gates=np.array([False, True]))
    assert "* row 0: gates closed, its cells are left out" in text
    assert "Rcell_0_0" not in text
    assert "Rcell_1_0 in_1 sense_0 1.0" in text


@pytest.mark.parametrize(
    ("wires", "volts", "more", "text"),
    [
        (Wires(), [0.1], {}, r"v_rows must be 2 finite voltages, one for each row, not \[0.1\]"),
        (Wires(), [0.1, np.nan], {}, r"v_rows must be 2 finite voltages, one for each row, not \[0.1 nan\]"),
        (Wires(), [0.1, 0.1], {"gates": np.ones(2, bool)}, "gates must be None: the inputs are line"),
        (Wires(inputs="gate"), [0.1, 0.1], {}, "gates must be given: the inputs are gate"),
        (Wires(inputs="gate"), [0.1, 0.1], {"gates": np.ones(2)}, r"gates must be bool\[2\], not float64\[2\]"),
        (Wires(), [0.1, 0.1], {"title": "two\nlines"}, r"title must be one line, not 'two\\nlines'"),
    ],
)
def test_what_is_no_circuit_is_refused(wires, volts, more, text):
    with pytest.raises(ValueError, match=text):
        spice.netlist(np.ones((2, 3)), wires, np.array(volts), **more)


def test_a_missing_ngspice_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileNotFoundError, match="ngspice is not on the PATH: install it"):
        spice.run(spice.netlist(np.ones((1, 1)), Wires(), np.ones(1)))


@needs_ngspice
def test_what_ngspice_refuses_is_shown():
    text = spice.netlist(np.ones((1, 1)), Wires(), np.ones(1)).replace("Rcell_0_0", "Rcell_0_0 nowhere")
    with pytest.raises(RuntimeError, match=r"(?i)ngspice gave 0 of 1 currents(.|\n)*rcell_0_0 nowhere"):
        spice.run(text)
