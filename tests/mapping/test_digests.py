"""What changes which digest of a plan."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Requant, Table
from hdlgen.ir.graph import ArrayNode
from hdlgen.mapping import OperatorStage, map_graph
from hdlgen.mapping.constants import room_of
from hdlgen.mapping.design import load_design
from hdlgen.mapping.digests import geometry_digest, program_digest
from tests.mapping.networks import changed, hardware, one_layer, random_network, random_residual


def retrained(graph, seed):
    """Other weights where there are weights, other scales and biases."""
    rng = np.random.default_rng(seed)
    nodes = []
    for node in graph.nodes:
        if isinstance(node, ArrayNode):
            top = 2 ** (node.weight_bits - 1) - 1
            other = rng.integers(1, top, node.weights.shape, endpoint=True) * rng.choice([-1, 1], node.weights.shape)
            weights, r = np.where(node.weights != 0, other, 0).astype(np.int8), node.requant
            m = tuple(int(m * rng.uniform(0.5, 1)) for m in r.multiplier)
            b = tuple(int(b * rng.uniform(-1, 1)) + int(rng.integers(-9, 9)) for b in r.bias)
            node = replace(node, weights=weights, requant=replace(r, multiplier=m, bias=b))
        nodes.append(node)
    return replace(graph, nodes=tuple(nodes))


@pytest.mark.parametrize("name", ["lenet_q4", "lenet_62x"])
def test_training_again_changes_the_program_alone(name):
    design = load_design(name)
    plan = design.plan
    for seed in range(3):
        graph = retrained(design.graph, seed)
        ranges = {s.name: s.adc.shift + seed % 2 for s in plan.array_stages}  # those of two trainings differ, too
        other = map_graph(graph, plan.hardware, ranges)
        assert geometry_digest(other) == geometry_digest(plan)
        assert program_digest(other) != program_digest(plan)


def test_digests_are_of_equal_plans_alike():
    one, two = (map_graph(random_network(3), hardware(), {}) for _ in range(2))
    assert geometry_digest(one) == geometry_digest(two)
    assert program_digest(one) == program_digest(two)
    assert len({geometry_digest(one), program_digest(one)}) == 2


PLAN = map_graph(one_layer(np.ones((3, 4))), hardware())
STAGE = PLAN.stages[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"weights": 2 * np.ones((3, 4), np.int8)},
        {"adc_shift": 1},
        {"requant": Requant((1,) * 4, (0,) * 4, 1, 0, 15)},
        {"requant": Requant((1,) * 4, (0, 0, 0, 1), 0, 0, 15)},
        {"table": Table(0, (1,) * 16)},
        {"blocks": (replace(STAGE.program.blocks[0], first_group=1),)},
        {"segments": (replace(STAGE.program.segments[0], taps=(2, 1, 0)),)},
    ],
)
def test_what_is_loaded(changes):
    other = replace(PLAN, stages=(changed(STAGE, **changes),))
    assert geometry_digest(other) == geometry_digest(PLAN)
    assert program_digest(other) != program_digest(PLAN)


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAN, name="other"),
        replace(PLAN, hardware=replace(PLAN.hardware, settle_cycles=3)),
        replace(PLAN, edges=(PLAN.edges[0], replace(PLAN.edges[1], depth=7))),
        *(
            replace(PLAN, stages=(changed(STAGE, **changes),))
            for changes in ({"windows": 9}, {"out_lanes": 2}, {"has_table": True}, {"tiles": 2})
        ),
        replace(PLAN, stages=(changed(STAGE, capacity=replace(STAGE.geometry.capacity, blocks=9)),)),
    ],
)
def test_what_is_built(other):
    assert geometry_digest(other) != geometry_digest(PLAN)
    assert program_digest(other) == program_digest(PLAN)


def test_a_budget_is_neither():
    other = replace(PLAN, hardware=replace(PLAN.hardware, tile_budget=5))
    assert (geometry_digest(other), program_digest(other)) == (geometry_digest(PLAN), program_digest(PLAN))


OPERATORS = {
    type(s.op).__name__: (plan, s)
    for plan in (map_graph(random_residual(seed, closed=bool(seed % 2)), hardware(), {}) for seed in range(40))
    for s in plan.stages
    if isinstance(s, OperatorStage)
}


def with_operator(plan, stage, **changes):
    op = replace(stage.op, **changes)
    other = replace(stage, op=op, room=room_of(op))
    return replace(plan, stages=tuple(other if s is stage else s for s in plan.stages))


@pytest.mark.parametrize("kind", ["Add", "Scale", "Average", "Concat"])
def test_constants_of_operators_are_loaded(kind):
    plan, stage = OPERATORS[kind]
    op = stage.op
    if kind in ("Add", "Scale"):
        other = with_operator(plan, stage, hi=op.hi - 1)
    elif kind == "Average":
        other = with_operator(plan, stage, requant=replace(op.requant, bias=tuple(b + 1 for b in op.requant.bias)))
    else:
        requants = tuple(Requant((1,) * n, (0,) * n, 0, 0, 1) for n in op.channels)
        plan = with_operator(plan, stage, requants=requants)
        stage = plan[stage.name]
        other = with_operator(plan, stage, requants=tuple(replace(r, shift=1) for r in requants))
    assert geometry_digest(other) == geometry_digest(plan)
    assert program_digest(other) != program_digest(plan)


def test_a_requantizer_more_is_built():
    plan, stage = OPERATORS["Concat"]
    one = Requant((1,) * stage.op.channels[0], (0,) * stage.op.channels[0], 0, 0, 1)
    bare = with_operator(plan, stage, requants=(None,) * len(stage.op.channels))
    other = with_operator(plan, stage, requants=(one, *(None,) * (len(stage.op.channels) - 1)))
    assert geometry_digest(other) != geometry_digest(bare)


def test_sizes_of_operators_are_built():
    plan, stage = OPERATORS["MaxPool"]
    other = with_operator(plan, stage, stride=(3, 3))
    assert geometry_digest(other) != geometry_digest(plan)
    assert program_digest(other) == program_digest(plan)
