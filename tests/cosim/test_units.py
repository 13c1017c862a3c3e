"""Memristive activation units in a simulated accelerator: the streams are those of the executor."""

import shutil
from dataclasses import replace

import numpy as np
import pytest
from hdlgen_sim import Activation, Device, Periphery, load_periphery

from hdlgen.arith import MaxPool, Window
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.errors import DesignError, HdlgenError
from hdlgen.explore.tile_drive import drive_of
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import map_graph
from hdlgen.reference import Chip, tiled
from tests.mapping.networks import UINT4, hardware, layer, maximum, random_images

SIMULATOR = "icarus" if shutil.which("iverilog") else "verilator"


UNITS = replace(load_periphery("typical").activation, volts_per_level=0.004)
"""The generic card's, with a threshold of 75 level steps: 28 of them round up to an output step."""


def network():
    rng = np.random.default_rng(0)

    def array(name, source, window, channels, **kw):
        w = rng.integers(-7, 8, (window.taps, channels))
        bias = tuple(rng.integers(-2000, 2000, channels).tolist())
        return layer(name, source, w, window=window, multiplier=(9,) * channels, bias=bias, shift=9, **kw)

    conv = array("conv1", "x", Window(5, 5, 2, (3, 3)), 11)
    fc = array("fc", "conv1", Window(3, 3, 11, (1, 1)), 5)
    nodes = (InputNode("x", (5, 5, 2), UINT4), replace(conv, unit="memristor"), replace(fc, unit="memristor"))
    return Graph("net", nodes)


@pytest.fixture(scope="module")
def emitted(tmp_path_factory):
    graph = network()
    plan = map_graph(graph, hardware(rows=32, columns=32, adcs=4, dac_bits=4, adc_bits=8))
    directory = tmp_path_factory.mktemp("units") / "rtl"
    emit(plan, directory)
    return graph, plan, directory


@pytest.mark.parametrize(
    "periphery", [Periphery(activation=UNITS), replace(load_periphery("typical"), activation=UNITS)]
)
def test_the_accelerator_shows_the_executors_streams(emitted, periphery):
    graph, plan, directory = emitted
    device = Device.simple(3, 1e-6, 40e-6)
    chip = Chip.of(plan, device, 7, periphery=periphery)
    images = random_images(graph, 4)
    outcome = cosimulate(chip, directory, images, simulator=SIMULATOR)  # raises at the first difference
    assert list(outcome.outputs) == ["fc"]
    np.testing.assert_array_equal(outcome.outputs["fc"], tiled.run(chip, images)["fc"])
    ideal = Chip.of(plan, device, 7, periphery=replace(periphery, activation=Activation()))
    assert (tiled.run(chip, images)["conv1"] != tiled.run(ideal, images)["conv1"]).any()


def test_no_netlist_pools_in_front_of_converters():
    conv = network()["conv1"]
    pool = maximum("pool", "conv1", MaxPool(3, 3, 11, (2, 2), (2, 2)), UINT4, "memristor")
    plan = map_graph(Graph("net", (InputNode("x", (5, 5, 2), UINT4), conv, pool)), hardware(rows=32, dac_bits=4))
    with pytest.raises(HdlgenError, match=r"^pool: memristive pooling is no part of the netlist of a tile") as error:
        drive_of(Chip.of(plan), np.zeros((1, 5, 5, 2), np.int64), "conv1/0")
    assert error.value.exit_code == 2


def test_the_units_are_in_the_simulators_arrays(emitted):
    """Arrays without thresholds in the executor, and with them in the simulator: the first difference is found."""
    graph, plan, directory = emitted
    ideal = Chip.of(plan)
    chip = Chip(plan, ideal.device, Periphery(activation=UNITS), ideal.seed, ideal.arrays)
    with pytest.raises(DesignError, match=r"conv1: image 0, .* expected [1-9][0-9]*, got 0"):
        cosimulate(chip, directory, random_images(graph, 2), simulator=SIMULATOR)
