"""A network that runs on the geometry of another: fewer blocks, a tile that holds none, channels that mean nothing."""

import shutil
from dataclasses import replace

import numpy as np
import pytest
from hdlgen_sim import native

from examples.builder import Builder
from hdlgen.arith import Window
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.errors import HdlgenError
from hdlgen.explore.tile_drive import drive_of
from hdlgen.ir.graph import Graph, frozen
from hdlgen.ir.passes import simplify
from hdlgen.mapping import check, map_graph
from hdlgen.mapping.design import load_design, load_onto
from hdlgen.mapping.digests import geometry_digest
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


def segmenter(name):
    """Convolution, squeeze-and-excitation, transposed convolution, concat with a skip, a mask."""
    b = Builder(name, (4, 4, 1), "uint4", seed=2)
    skip = b.conv("enc", 8)
    b.conv("down", 8, stride=2)
    b.squeeze("se", 2)
    b.array("convtranspose", "up", channels=8, kernel=2, stride=2)
    b.join("concat", "both", "up", skip)
    b.conv("dec", 8)
    b.conv("head", 2, 1, activation="none", out="int8")
    b.add("argmax", "mask")
    return b


def without_kernels(builder, word, share):
    """`builder` without a share of the kernels of an input channel and a word, in convolutions of several inputs."""
    rng = np.random.default_rng(1)
    for key, weight in builder.tensors.items():
        if weight.ndim == 4 and weight.shape[1] > 1:
            kernels = weight.swapaxes(0, 1) if key.startswith("up") else weight
            keep = rng.random((-(-len(kernels) // word), kernels.shape[1])) >= share
            keep[:, 0] = True
            kernels *= keep.repeat(word, axis=0)[: len(kernels), :, None, None]
    return builder


@pytest.mark.campaign
@pytest.mark.skipif(native.library() is None, reason="there is no C++ compiler")
def test_pruned_kernels_run_in_fewer_cycles_on_the_dense_ones_accelerator(tmp_path):
    """With transposed convolutions, concat and squeeze-and-excitation; nothing of the Verilog is another."""
    tile = {"rows": 16, "columns": 32, "segments": "clustered"}
    parts = {"tile": tile, "adc": {"bits": 8, "count": 4, "settle_cycles": 2, "conversion_cycles": 2}}
    dense = load_design(segmenter("dense").write(tmp_path, parts), loadable=True)
    few = without_kernels(segmenter("few"), 4, 0.7).write(tmp_path, parts)
    pruned = load_onto(few, dense.plan)
    emit(dense.plan, tmp_path / "rtl", loadable=True)
    images = np.random.default_rng(0).integers(0, 16, (2, 4, 4, 1))
    outcomes = [cosimulate(Chip.of(d.plan), tmp_path / "rtl", images, engine="direct") for d in (dense, pruned)]
    taken = [sum(n for name, n in o.registers.items() if name.endswith(".CONVERSIONS")) for o in outcomes]
    assert taken[1] < 0.7 * taken[0]
    assert outcomes[1].initiation_interval < 0.8 * outcomes[0].initiation_interval
    assert geometry_digest(pruned.plan) == geometry_digest(dense.plan)
    alone = load_design(few)
    np.testing.assert_array_equal(exact.run(pruned.graph, images)["mask"], exact.run(alone.graph, images)["mask"])
