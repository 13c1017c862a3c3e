"""Random networks under random budgets of tiles and converters: cosimulated, and as fast as the plan says.

A campaign takes its seeds, its simulator and its log from the environment, as that of `test_random_networks`:

    HDLGEN_SEEDS=0:200 HDLGEN_LOG=log.jsonl pytest -m campaign -k test_budgets

The log has a line of JSON for each network that ran without stalls: seed, tiles and converters without a budget and
with it, initiation interval, what was predicted, the plan's bound and that without a budget.
"""

import json
import os
import random
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hdlgen_sim import Device

from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.mapping import map_graph
from hdlgen.mapping.pace import pace_of
from hdlgen.reference import Chip, tiled
from tests.cosim.random_networks import fitting, simulated, with_budget
from tests.cosim.test_identity import PERIPHERY
from tests.mapping.networks import hardware
from tests.mapping.test_parallel import QUEUED

FIRST, LAST = map(int, os.environ.get("HDLGEN_SEEDS", "0:200").split(":"))
IMAGES = 8


def run(seed, simulator, directory, stalled):
    """The plans of network `seed` without a budget and with one that helps it, and the outcome."""
    rng, helped = random.Random(1000 + seed), False
    while not helped:
        network, loaded = fitting(rng, directory, cycles=3000)
        network, richer = with_budget(network, loaded, directory, rng)
        helped = any(stage.geometry.engines for stage in richer.plan.array_stages)
    stalls = network.stalls if stalled else (0, 0)
    return loaded.plan, richer.plan, simulated(network, richer, directory, IMAGES, simulator, stalls, f"seed {seed}")


@pytest.mark.parametrize("seed", range(3))
def test_random_budgets_are_cosimulated_without_a_difference(seed, tmp_path):
    usual, plan, outcome = run(seed, "verilator", tmp_path, stalled=seed % 2 == 1)
    assert outcome.images == IMAGES
    if seed % 2 == 0:
        assert outcome.initiation_interval <= 1.02 * pace_of(plan).interval
        assert outcome.initiation_interval <= 1.02 * usual.bound_cycles


def test_engines_and_copies_keep_the_pace_that_is_predicted(tmp_path):
    """All kinds of engines in one network, whose counters say how busy they were, on noisy arrays.

    Copies of the first layer have a queue of windows, tiles of the last one have fewer converters. Noise is that of the
    read's number: each copy must give its reads those that the executor gives them.
    """
    h = hardware(rows=16, columns=16, adcs=4, adc_bits=12)
    usual = map_graph(QUEUED, h)
    plan = map_graph(QUEUED, replace(h, tile_budget=14, adc_budget=48))
    kinds = [(len(s.geometry.engines) > 1, any(e.copies > 1 for e in s.geometry.engines)) for s in plan.array_stages]
    assert kinds == [(False, True), (True, True), (True, False)]
    assert plan["conv1"].geometry.queue
    assert [s.geometry.lanes.adcs for s in plan.array_stages] == [4, 4, 1]
    emit(plan, tmp_path / "net")
    x = np.random.default_rng(0).integers(0, 16, (8, *QUEUED.input.shape))
    chip = Chip.of(plan, Device.simple(3, 1e-6, 4e-5, 0.1), 3, periphery=PERIPHERY)
    assert (tiled.run(chip, x, numbers=np.arange(1, 9))["fc"] != tiled.run(chip, x)["fc"]).any()
    outcome = cosimulate(chip, tmp_path / "net", x)
    assert outcome.initiation_interval == pace_of(plan).interval
    assert outcome.initiation_interval * 1.5 < usual.bound_cycles
    assert max(outcome.busy.values()) <= 1


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(FIRST, LAST))
def test_budgets(seed, tmp_path):
    usual_simulator = "verilator" if seed % 10 == 0 or not shutil.which("iverilog") else "icarus"
    simulator = os.environ.get("HDLGEN_SIMULATOR", usual_simulator)
    stalled = seed % 3 == 1
    usual, plan, outcome = run(seed, simulator, tmp_path, stalled)
    assert outcome.images == IMAGES
    if not stalled:
        predicted = pace_of(plan).interval
        if log := os.environ.get("HDLGEN_LOG"):
            line = {"seed": seed, "usual_tiles": usual.tiles, "tiles": plan.tiles, "predicted": predicted,
                    "converters": plan.converters, "usual_converters": usual.converters,
                    "interval": outcome.initiation_interval, "bound": plan.bound_cycles,
                    "usual_bound": usual.bound_cycles}  # fmt: skip
            with Path(log).open("a") as file:
                file.write(json.dumps(line) + "\n")
        assert outcome.initiation_interval <= 1.02 * predicted
