"""Accelerators whose programs are loaded, as a whole: what they compute, and that nothing else ever passes for it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hdlgen.arith import Int, MaxPool, Requant, Scale, SumPool, Window
from hdlgen.cosim import simulators
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.cosim.preparation import prepare
from hdlgen.emit.package import MANIFEST, emit
from hdlgen.emit.program import write_program
from hdlgen.errors import HdlgenError
from hdlgen.ir.graph import Graph, InputNode, OperatorNode, frozen
from hdlgen.ir.passes import simplify
from hdlgen.mapping import map_graph
from hdlgen.mapping.onto import map_onto
from hdlgen.reference import Chip, exact, tiled
from tests.cosim.test_faults import small_network
from tests.mapping.networks import UINT4, average, hardware, layer, maximum, random_images

ROOT = Path(__file__).parents[2]
HARDWARE = hardware(rows=16, columns=16, adcs=4, adc_bits=12)
GRAPH = small_network()


def pruned():
    """GRAPH with a third of its last layer's weights."""
    *others, fc = GRAPH.nodes
    few = np.where(np.arange(len(fc.weights))[:, None] < 12, fc.weights, 0)
    return simplify(replace(GRAPH, nodes=(*others, replace(fc, weights=frozen(few)))))


@pytest.fixture(scope="module")
def dense():
    return map_graph(GRAPH, HARDWARE, segmented=True)


@pytest.fixture(scope="module")
def out(dense, tmp_path_factory):
    folder = tmp_path_factory.mktemp("loadable") / "net"
    emit(dense, folder, loadable=True)
    return folder


def test_two_programs_on_one_accelerator(dense, out, tmp_path):
    graph, images = pruned(), random_images(GRAPH, 4)
    whole = cosimulate(Chip.of(dense), out, images)
    placed, _ = map_onto(graph, dense)
    program = write_program(placed, "pruned", tmp_path / "pruned")
    few = cosimulate(Chip.of(placed), out, images, program=tmp_path / "pruned")
    assert whole.loading_cycles > few.loading_cycles >= 2 * program.words
    assert few.registers["PROGRAM_WORDS"] == program.words + 4
    for of, found in ((GRAPH, whole), (graph, few)):
        for name in of.ends:
            np.testing.assert_array_equal(found.outputs[name], exact.run(of, images)[name])


def gated(seed):
    """Channels of a layer times what squeeze and excitation makes of all its pixels."""
    rng = np.random.default_rng(seed)
    image = InputNode("x", (4, 4, 3), UINT4)
    conv = layer(
        "conv", "x", rng.choice([-5, -2, 3, 7], (3, 6)), window=Window(4, 4, 3, (1, 1)), bias=(9,) * 6, shift=2
    )
    mean = Requant(tuple(rng.integers(2000, 4096, 6).tolist()), (seed,) * 6, 16, 0, 15)
    whole = average("whole", "conv", SumPool(4, 4, 6, (4, 4)), UINT4, mean, UINT4)
    gates = layer("gates", "whole", rng.choice([-4, 1, 6], (6, 6)), bias=(40,) * 6, shift=4)
    scale = Scale((UINT4, UINT4), int(rng.integers(20, 90)), 8 - seed, 0, 15 - seed)
    return Graph("gated", (image, conv, whole, gates, OperatorNode.of("scale", scale, (conv, gates), UINT4)))


def test_gates_and_what_they_scale_are_loaded(tmp_path):
    one, other = gated(0), gated(1)
    plan = map_graph(one, HARDWARE, segmented=True)
    emit(plan, tmp_path / "rtl", loadable=True)
    placed, _ = map_onto(other, plan)
    write_program(placed, "other", tmp_path / "other")
    for graph, made, program in ((one, plan, None), (other, placed, tmp_path / "other")):
        images = random_images(graph, 4)
        found = cosimulate(Chip.of(made), tmp_path / "rtl", images, program=program)
        want = exact.run(graph, images)["scale"]
        np.testing.assert_array_equal(found.outputs["scale"], want)
        assert len(np.unique(want)) > 8


def test_the_hardware_depends_on_the_geometry_alone(dense, out, tmp_path):
    placed, _ = map_onto(pruned(), dense)
    emit(placed, tmp_path / "again", loadable=True)
    manifests = [json.loads((folder / MANIFEST).read_text()) for folder in (out, tmp_path / "again")]
    assert manifests[0]["geometry"] == manifests[1]["geometry"]
    assert manifests[0]["program"] != manifests[1]["program"]
    one, two = (manifest["outputs"] for manifest in manifests)
    assert one.keys() == two.keys()
    assert {name for name in one if one[name] != two[name]} == {"plan.json", "cells.safetensors"}


def test_what_does_not_belong_together_is_refused(dense, out, tmp_path):
    images = random_images(GRAPH, 1)
    placed, _ = map_onto(pruned(), dense)
    write_program(placed, "pruned", tmp_path / "pruned")
    with pytest.raises(HdlgenError, match="is no program of this network for this accelerator"):
        cosimulate(Chip.of(dense), out, images, program=tmp_path / "pruned")
    other = map_graph(GRAPH, replace(HARDWARE, settle_cycles=3), segmented=True)
    with pytest.raises(
        HdlgenError, match=r"(?s)was emitted for geometry .*or place the network on it: `hdlgen program`"
    ):
        cosimulate(Chip.of(other), out, images)
    emit(map_graph(GRAPH, HARDWARE), tmp_path / "fixed")
    with pytest.raises(HdlgenError, match="was emitted for one program, which is part of it"):
        cosimulate(Chip.of(placed), tmp_path / "fixed", images, program=tmp_path / "pruned")


def test_nothing_but_a_whole_program_of_its_own_runs(simulator, dense, out, tmp_path):
    images = random_images(GRAPH, 4)
    job = tmp_path / "job"
    prepare(Chip.of(dense), out, images, tiled.run(Chip.of(dense), images), job, source_stall=0x11, sink_stall=0x0F)
    sources = [out / line for line in (out / f"{dense.name}_cosim.f").read_text().split()]
    waivers = tmp_path / "tb.vlt"
    memories = f'public_flat_rw -module "{dense.name}_ram_*" -var "words"\n'
    waivers.write_text((out / "tb" / "tb.vlt").read_text() + memories)
    build = simulators.build(simulator, sources=sources, top="tb", waivers=waivers)
    results = simulators.run(
        build,
        module="bench_loading",
        env={"HDLGEN_TEST_JOB": str(job)},
        workdir=tmp_path / "run",
        python_path=[ROOT, ROOT / "cocotb_tests"],
        timeout_s=600,
    )
    results.check()
    assert len(results.passed) == 5


def test_what_cannot_be_loaded_is_not_emitted_so(tmp_path):
    with pytest.raises(HdlgenError, match="conv: has taps that are wired to rows, as one program has them"):
        emit(map_graph(GRAPH, HARDWARE), tmp_path / "out", loadable=True)
    pool = Graph("bare", (GRAPH.nodes[0], maximum("pool", "x", MaxPool(8, 8, 1, (2, 2), (2, 2)), Int(4))))
    with pytest.raises(HdlgenError, match="bare: has no table that could be loaded"):
        emit(map_graph(pool, HARDWARE), tmp_path / "out", loadable=True)


def test_what_units_pool_is_not_loaded(tmp_path):
    conv = replace(layer("conv", "x", np.ones((4, 2)), window=Window(5, 5, 1, (2, 2))), unit="memristor")
    pool = maximum("pool", "conv", MaxPool(4, 4, 2, (2, 2), (2, 2)), Int(4), "memristor")
    graph = Graph("net", (InputNode("x", (5, 5, 1), Int(4)), conv, pool))
    plan = map_graph(graph, replace(HARDWARE, dac_bits=4, rows=16), segmented=True)
    with pytest.raises(HdlgenError, match="pool: memristive pooling takes windows square by square"):
        emit(plan, tmp_path / "out", loadable=True)
