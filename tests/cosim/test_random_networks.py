"""Random networks through the whole road: file → graph → plan → Verilog → simulator, compared at every stage.

A campaign of many takes its seeds, its simulator and its log from the environment:

    HDLGEN_SEEDS=0:300 HDLGEN_SIMULATOR=icarus HDLGEN_LOG=log.jsonl pytest -m campaign -k test_campaign

Without HDLGEN_SIMULATOR every tenth network goes through Verilator, the others through Icarus where there is one.
The log has a line of JSON for each network that ran without stalls: seed, initiation interval, its bound from the
counters and the plan's.
"""

import dataclasses
import json
import os
import random
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hdlgen.mapping import ArrayStage, check
from hdlgen.reference import Chip, exact, tiled
from tests.cosim.random_networks import fitting, generate, images, simulated, thinned
from tests.mapping.networks import changed

FIRST, LAST = map(int, os.environ.get("HDLGEN_SEEDS", "0:300").split(":"))
IMAGES = 3


@given(rng=st.randoms(use_true_random=False))
@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_plans_compute_their_graphs(rng, tmp_path_factory):
    """With converters that lose nothing, the arrays of a plan give the graph's integers."""
    network, loaded = fitting(rng, tmp_path_factory.mktemp("net"), rng.choice([generate, thinned]))
    check(loaded.plan, loaded.graph)
    stages = tuple(changed(s, adc_bits=16, adc_shift=0) if isinstance(s, ArrayStage) else s for s in loaded.plan.stages)
    lossless = dataclasses.replace(loaded.plan, stages=stages)
    x = images(loaded.graph, IMAGES, network.seed)
    expected, got = exact.run(loaded.graph, x), tiled.run(Chip.of(lossless), x)
    assert expected.keys() == got.keys()
    for name in expected:
        np.testing.assert_array_equal(got[name], expected[name], err_msg=name)


def run(seed, simulator, directory, stalled, segmented=False, make=generate):
    """Plan and outcome of network `seed` of `make`; `segmented` as of `map_graph`."""
    network, loaded = fitting(random.Random(seed), directory, make, segmented=segmented)
    stalls = network.stalls if stalled else (0, 0)
    return loaded.plan, simulated(network, loaded, directory, IMAGES, simulator, stalls, f"seed {seed}")


@pytest.mark.parametrize("seed", range(10))
def test_random_networks_are_cosimulated_without_a_difference(seed, tmp_path):
    make = thinned if seed % 4 > 1 else generate
    _, outcome = run(seed, "verilator", tmp_path, stalled=True, segmented=seed % 2 == 1, make=make)
    assert outcome.images == IMAGES


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(FIRST, LAST))
def test_campaign(seed, tmp_path):
    usual = "verilator" if seed % 10 == 0 or not shutil.which("iverilog") else "icarus"
    simulator = os.environ.get("HDLGEN_SIMULATOR", usual)
    stalled = seed % 3 == 1
    plan, outcome = run(seed, simulator, tmp_path, stalled, make=thinned if seed % 5 == 4 else generate)
    assert outcome.images == IMAGES
    if not stalled and (log := os.environ.get("HDLGEN_LOG")):
        with Path(log).open("a") as file:
            line = {"seed": seed, "interval": outcome.initiation_interval, "bound": outcome.bound,
                    "plan_bound": plan.bound_cycles}  # fmt: skip
            file.write(json.dumps(line) + "\n")
