"""Accelerators whose cells are written through their registers: what that leaves in them, and what they compute."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from hdlgen_sim import Device, PulsedCells, load_card, verify_gain

from hdlgen.arith import Int, MaxPool, Window
from hdlgen.cosim import simulators
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.cosim.preparation import prepare
from hdlgen.emit.package import emit
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import map_graph
from hdlgen.reference import Chip, tiled
from tests.mapping.networks import hardware, layer, maximum, random_images

ROOT = Path(__file__).parents[2]
SEED = 5
LOOP = {
    "tolerance": 4,
    "pulses": 100,
    "set_amplitude": 0,
    "reset_amplitude": 8,
    "increment": 8,
    "most": 128,
    "width": 3,
}


def network():
    """10×7 image, convolution 3×3, max pool that leaves its last two rows, fully connected on two tiles."""
    rng = np.random.default_rng(2)
    conv, fc = rng.integers(-7, 8, (9, 5)), rng.integers(-7, 8, (20, 18)) * (rng.random((20, 18)) < 0.3)
    return Graph(
        "written",
        (
            InputNode("x", (10, 7, 1), Int(4)),
            layer("conv", "x", conv, window=Window(10, 7, 1, (3, 3)), multiplier=(9,) * 5, bias=(40, -30, 20, 0, 9),
                  shift=7),
            maximum("pool", "conv", MaxPool(8, 5, 5, (2, 2), (4, 2)), Int(4)),
            layer("fc", "pool", fc, window=Window(2, 2, 5, (2, 2)), multiplier=(30,) * 18, bias=tuple(range(18)),
                  shift=7, out=Int(8, True)),
        ),
    )  # fmt: skip


GRAPH = network()
HARDWARE = hardware(rows=32, columns=32, adcs=8, adc_bits=8, cell_bits=2)
DEVICE = Device(load_card("gong2022_hfo2_pulsed"), 2, stuck_low=0.002, stuck_high=0.002)


def test_cells_are_written_and_computed_with(tmp_path):
    plan = map_graph(GRAPH, HARDWARE, segmented=True)
    out, job = tmp_path / "written", tmp_path / "job"
    emit(plan, out, loadable=True, write_verify=True)
    images = random_images(GRAPH, 2)
    chip = Chip.of(plan, DEVICE, SEED)
    prepare(chip, out, images, tiled.run(chip, images), job)
    np.save(job / "pixels.npy", images)
    h = plan.hardware
    cells = {"rows": h.rows, "columns": h.columns, "adcs": h.adcs, "adc_bits": h.adc_bits, "dac_bits": h.dac_bits}
    cells["gain"] = verify_gain(DEVICE, h.adc_bits)
    (job / "cells.json").write_text(json.dumps({"directory": str(out), "cells": cells, "loop": LOOP}))
    blank = PulsedCells(DEVICE, seed=SEED, name="any", **cells)
    names = [(stage, name) for stage in plan.array_stages for name in stage.tile_names]
    np.savez(job / "targets.npz", **{str(n): blank.targets(s.levels(n.number, h.rows, h.columns)) for s, n in names})
    waivers = out / "tb" / "tb.vlt"  # one build for both simulations
    waivers.write_text(waivers.read_text() + 'public_flat_rw -module "xbar_*" -var "integrate"\n')
    sources = [out / line for line in (out / f"{plan.name}_cosim.f").read_text().split()]
    build = simulators.build(simulators.find("verilator"), sources=sources, top="tb", waivers=waivers)
    results = simulators.run(
        build,
        module="bench_cell_writing",
        env={"HDLGEN_TEST_JOB": str(job)},
        workdir=tmp_path / "run",
        python_path=[ROOT, ROOT / "cocotb_tests"],
        timeout_s=600,
    )
    results.check()
    assert len(results.passed) == 5
    outcome = cosimulate(chip, out, images)
    assert outcome.registers["STATUS"] == outcome.registers["WRITE_STATUS"] == 0
