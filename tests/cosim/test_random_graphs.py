"""Random networks with branches, over all operators and activations, in simulators, compared at every stage.

A campaign of many takes its seeds and its simulator from the environment:

    HDLGEN_SEEDS=0:300 HDLGEN_SIMULATOR=icarus pytest -m campaign tests/cosim/test_random_graphs.py

Without HDLGEN_SIMULATOR every tenth network goes through Verilator, the others through Icarus where there is one. At
the end stands how the intervals between images compare with their bounds.

An interval is above the bound for one of four reasons, the first three with a formula (`fewest_cycles`):

- slices   a channel's columns are padded to whole conversions: the bound counts real columns alone
- results  no more than a word of converters leaves a beat, and most words of a position have no weights, so that it
           takes fewer cycles than its results have beats
- padding  the two sides of a window's padding are together as wide as the window: rows of windows then take longer
           than rows of pixels (`WindowFlow.interval`, `PoolParams.image_cycles`)
- even     image and windows limit a stage alike, and windows come at a pace that is not even: a few cycles
"""

import os
import shutil

import pytest

from hdlgen.arith import Average, MaxPool
from hdlgen.arith.flow import WindowFlow
from hdlgen.mapping import ArrayStage
from hdlgen.mapping.pace import pace_of
from hdlgen.mapping.queues import deadlocks
from hdlgen.rtl.pool import PoolParams
from hdlgen.spec.models import LAYERS
from tests.cosim.random_graphs import FUNCTIONS, fitting
from tests.cosim.random_networks import simulated

FIRST, LAST = map(int, os.environ.get("HDLGEN_SEEDS", "0:300").split(":"))
USUAL = "icarus" if shutil.which("iverilog") else "verilator"
ORDINARY = (4, 9, 14, 16, 25, 41, 42, 43, 44, 45, 59, 74, 149)
"""With every operator, activation and function; 9, 16 and 42 had queues that were too shallow."""
MOST = 1.1
"""Interval over bound, or over `fewest_cycles` where that is more."""

SLOW = {162: "takes 21 cycles, not 16: a queue in front of a scale is ten beats too shallow"}
"""What is above its bound without a formula; docs/architecture.md says what is known of it."""


def fewest_cycles(stage):
    """An image's, and why it takes more than its bound if it does."""
    entering = stage.entering[0]
    if isinstance(stage, ArrayStage):
        pace = max(stage.position_cycles, stage.leaving.pixel_beats)
        cycles, why = WindowFlow(stage.geometry.window, entering.pixel_beats).interval(pace), "padding"
        if stage.leaving.pixel_beats > stage.position_cycles:
            why = "results"
        elif stage.position_cycles > stage.position_bound:
            why = "slices"
        return cycles, why
    op = stage.op.pool if isinstance(stage.op, Average) else stage.op
    if isinstance(op, MaxPool) or op is not stage.op:
        return max(PoolParams(op, entering.lanes, entering.type).image_cycles, stage.bound_cycles), "padding"
    return stage.bound_cycles, "even"


def steady(plan):
    """As many images as show the interval between them."""
    return max(6, min(40, 3000 // plan.bound_cycles))


def run(seed, simulator, directory, stalled):
    network, loaded = fitting(seed, directory)
    count = 1 + seed % 3 if stalled else steady(loaded.plan)
    stalls = network.stalls if stalled else (0, 0)
    outcome = simulated(network, loaded, directory, count, simulator, stalls, f"graph {seed}")
    assert outcome.images == count
    return loaded.plan, outcome


def check_interval(plan, outcome):
    """The interval's reason, if it is above its bound."""
    interval, bound = outcome.initiation_interval, outcome.bound
    assert bound == plan.bound_cycles
    cycles, why = max((fewest_cycles(stage) for stage in plan.stages), key=lambda c: c[0])
    assert interval <= MOST * max(bound, cycles), f"{interval} cycles, not {bound}, nor {cycles} ({why})"
    return "" if interval <= bound else why if cycles > bound else "even"


def test_the_ordinary_ones_have_everything(tmp_path):
    found = set()
    for seed in ORDINARY:
        network, _ = fitting(seed, tmp_path)
        for layer in network.document["network"]["layers"]:
            act = layer.get("activation", "none")
            found |= {layer["type"], *(act if isinstance(act, dict) else [act])}
            found |= {act["function"]} if "function" in act else set()
    assert found >= {*LAYERS, *FUNCTIONS, "none", "relu", "clip", "threshold", "table"}


@pytest.mark.parametrize("seed", ORDINARY)
def test_random_graphs_are_cosimulated_without_a_difference(seed, tmp_path):
    stalled = seed % 2 == 0
    plan, outcome = run(seed, USUAL, tmp_path, stalled)
    assert [*deadlocks(plan), *pace_of(plan).slower] == []
    if not stalled:
        check_interval(plan, outcome)


@pytest.mark.campaign
@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(n, marks=pytest.mark.xfail(reason=SLOW[n], raises=AssertionError, strict=True)) if n in SLOW else n
        for n in range(FIRST, LAST)
    ],
)
def test_graphs_campaign(seed, tmp_path, record_property):
    simulator = os.environ.get("HDLGEN_SIMULATOR", "verilator" if seed % 10 == 0 else USUAL)
    stalled = seed % 3 == 1
    plan, outcome = run(seed, simulator, tmp_path, stalled)
    if not stalled:
        why = check_interval(plan, outcome)
        record_property("interval", (seed, outcome.initiation_interval, outcome.bound, why))
