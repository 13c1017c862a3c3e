"""A network that runs on the geometry of another: fewer blocks, a tile that holds none, channels that mean nothing."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Window
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.errors import HdlgenError
from hdlgen.explore.tile_drive import drive_of
from hdlgen.ir.graph import Graph, frozen
from hdlgen.ir.passes import simplify
from hdlgen.mapping import check, map_graph
from hdlgen.mapping.onto import map_onto
from hdlgen.reference import Chip, exact
from tests.mapping.networks import UINT4, InputNode, hardware, layer, random_images

SIMULATOR = "icarus" if shutil.which("iverilog") else "verilator"
RNG = np.random.default_rng(0)
IMAGE = InputNode("x", (3, 3, 2), UINT4)
CONV = layer("conv", "x", RNG.integers(1, 8, (8, 8)), window=Window(3, 3, 2, (2, 2)), shift=6)
FC = layer("fc", "conv", RNG.integers(1, 8, (32, 4)), window=Window(2, 2, 8, (2, 2)), shift=8)
DENSE = Graph("net", (IMAGE, CONV, FC))


def test_a_pruned_network_on_the_unpruned_ones_geometry(tmp_path):
    plan = map_graph(DENSE, hardware(adc_bits=12))
    few = np.where(np.arange(8) < 3, CONV.weights, 0)
    pruned = simplify(replace(DENSE, nodes=(IMAGE, replace(CONV, weights=frozen(few)), FC)))
    assert pruned["conv"].channels == 3
    placed, wide = map_onto(pruned, plan)
    check(placed, wide)
    fc = placed.array_stages[1]
    assert len(fc.program.tiles) < fc.geometry.tiles == len(fc.tile_names)

    emit(placed, tmp_path / "rtl")
    images = random_images(pruned, 4)
    chip = Chip.of(placed)
    outcome = cosimulate(chip, tmp_path / "rtl", images, simulator=SIMULATOR)  # raises at the first difference
    assert outcome.initiation_interval <= placed.bound_cycles < plan.bound_cycles
    np.testing.assert_array_equal(outcome.outputs["fc"], exact.run(pruned, images)["fc"])

    empty = next(str(name) for name in fc.tile_names if name.number not in fc.program.tiles)
    with pytest.raises(HdlgenError, match=f"there is no tile {empty}"):
        drive_of(chip, images, empty)
