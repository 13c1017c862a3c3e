import re
import shutil
from dataclasses import replace

import numpy as np
import pytest
from hdlgen_sim import spice
from hdlgen_sim.dac import Dac
from hdlgen_sim.periphery import Periphery
from hdlgen_sim.wires import Wires

from hdlgen.errors import HdlgenError
from hdlgen.explore.tile_drive import drive_of
from hdlgen.mapping import map_graph
from hdlgen.reference import Chip, exact
from tests.explore.conftest import device
from tests.mapping.networks import hardware, one_layer, random_images, random_network

WEIGHTS = np.arange(-9, 9).reshape(6, 3).clip(-7, 7)
IMAGE = np.array([0, 2, 3, 0, 8, 15]).reshape(1, 1, 1, 6)


def chip_of(wires=None, dac_bits=1, dac=None):
    plan = map_graph(one_layer(WEIGHTS), hardware(columns=4, dac_bits=dac_bits), {})
    periphery = Periphery(wires=wires or Wires(), dac=dac or Dac())
    return Chip.of(plan, device(), 1, periphery=periphery)


def test_without_wires_a_current_is_the_sum_of_its_cells():
    drive = drive_of(chip_of(), IMAGE, "fc/0", phase=1)
    np.testing.assert_array_equal(drive.digits, [0, 1, 1, 0, 0, 1, 0, 0])  # bit 1 of the image; two rows are unused
    g = drive.array.siemens
    want = 0.2 * g[:, [1, 2, 5]].sum(axis=1)
    np.testing.assert_allclose(drive.currents[0, 0::2], want[0])
    np.testing.assert_allclose(drive.currents[0, 1::2], want[1])


def test_the_first_phase_in_which_a_row_is_driven_is_shown():
    assert drive_of(chip_of(), IMAGE, "fc/0").phase == 0
    assert drive_of(chip_of(), IMAGE * [[[0, 0, 0, 0, 1, 0]]], "fc/0").phase == 3
    assert drive_of(chip_of(), IMAGE * 0, "fc/0").phase == 0


def test_digits_of_several_bits_are_voltages_below_that_of_a_read():
    drive = drive_of(chip_of(dac_bits=2), IMAGE, "fc/0", phase=0)
    np.testing.assert_allclose(drive.volts, 0.2 / 3 * np.array([0, 2, 3, 0, 0, 3, 0, 0]))
    shifted = drive_of(chip_of(dac_bits=2, dac=Dac(gain_error=0.1)), IMAGE, "fc/0", phase=0)
    np.testing.assert_allclose(shifted.volts, 1.1 * drive.volts)


def test_a_position_in_the_middle_of_the_network_sees_what_the_layers_before_give():
    graph = random_network(5)
    images = random_images(graph, 3)
    plan = map_graph(graph, hardware(adc_bits=16), {})
    drive = drive_of(Chip.of(plan), images, "conv2/0", image=2, position=3, phase=1)
    x = exact.run(graph, images)["pool1"][2:]
    stage = plan["conv2"]
    taps = stage.program.segments[stage.program.blocks[0].segment].taps
    want = stage.geometry.window.apply(x)[0, 3][list(taps)] >> 1 & 1
    np.testing.assert_array_equal(drive.digits[: len(taps)], want)
    assert not drive.digits[len(taps) :].any()


def test_a_position_where_nothing_is_driven_is_passed_over():
    graph = random_network(5)
    images = np.zeros((1, 9, 8, 2), np.int64)
    images[0, 0, 0, 0] = 7
    drive = drive_of(Chip.of(map_graph(graph, hardware(), {})), images, "conv1/0")
    assert drive.position in (0, 1, 8, 9)  # the windows that see the pixel; 36 is the middle
    assert drive.digits.sum() == 1


@pytest.mark.parametrize("inputs", ["line", "gate"])
@pytest.mark.parametrize("pairs", ["adjacent", "separate"])
def test_joined_tiles_are_arrays_of_their_own(inputs, pairs):
    graph = one_layer(WEIGHTS)
    graph = replace(graph, nodes=(graph.nodes[0], replace(graph.nodes[1], partial_sums="analog")))
    plan, wires = (
        map_graph(graph, hardware(rows=3, columns=4, joined=2), {}),
        Wires(2.0, 3.0, 50.0, 20.0, inputs, pairs),
    )
    drive = drive_of(Chip.of(plan, device(), 1, periphery=Periphery(wires=wires)), IMAGE, "fc/0", phase=1)
    texts = drive.netlists()
    kinds = ["_positive", "_negative"] if pairs == "separate" else [""]
    assert list(texts) == [f"_{n}{kind}" for n in (0, 1) for kind in kinds]
    np.testing.assert_allclose(np.concatenate([expected(text) for text in texts.values()]), drive.currents.ravel())
    arriving = drive.array.arriving if inputs == "line" else np.zeros((2, 6, 4))
    for n in (0, 1) if inputs == "line" else ():
        rows = slice(3 * n, 3 * n + 3)
        want = 0.2 * drive.array.device.grid_siemens * np.einsum("r,prc->pc", drive.digits[rows], arriving[:, rows])
        got = drive.currents[2 * n : 2 * n + 2] if pairs == "separate" else drive.currents[n].reshape(4, 2).T
        np.testing.assert_allclose(got, want)
    assert all("of 6 rows driven" in text and f"* 3 rows, {8 // len(kinds)} columns" in text for text in texts.values())


def expected(text):
    return np.array([float(v) for v in re.findall(r"^\* i\(vsense_\d+\) = (\S+)$", text, re.MULTILINE)])


@pytest.mark.skipif(shutil.which("ngspice") is None, reason="ngspice is not installed")
@pytest.mark.parametrize("wires", [
    Wires(2.0, 3.0, 50.0, 20.0),
    Wires(2.0, 3.0, 50.0, 20.0, pairs="separate"),
    Wires(200.0, 300.0, 50.0, 20.0, inputs="gate"),
])  # fmt: skip
def test_ngspice_finds_the_currents_that_the_file_expects(wires):
    drive = drive_of(chip_of(wires), IMAGE, "fc/0", phase=1)
    netlists = drive.netlists()
    assert list(netlists) == (["_positive", "_negative"] if wires.pairs == "separate" else [""])
    for text in netlists.values():
        want = expected(text)
        assert len(want) == (4 if wires.pairs == "separate" else 8)
        assert (want > 0).all()
        np.testing.assert_allclose(spice.run(text), want, rtol=1e-9)


@pytest.mark.parametrize(("tile", "where", "message"), [
    ("fc/1", {}, "--tile: there is no tile fc/1\n    fix: use one of fc/0"),
    ("conv", {}, "--tile: there is no tile conv\n"),
    ("fc/0", {"image": 1}, r"--image: must lie in 0\.\.0, not 1"),
    ("fc/0", {"position": -1}, r"--position: must lie in 0\.\.0, not -1"),
    ("fc/0", {"phase": 4}, r"--phase: must lie in 0\.\.3, not 4"),
])  # fmt: skip
def test_what_there_is_none_of_is_refused(tile, where, message):
    with pytest.raises(HdlgenError, match=message):
        drive_of(chip_of(), IMAGE, tile, **where)
