"""Queues that are too shallow are found, and named; those that are not pass."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hdlgen.arith import Add, Concat, Interleave, Requant, Scale, SumPool, Upsample, Window
from hdlgen.errors import DesignError
from hdlgen.ir.graph import Graph, InputNode, OperatorNode
from hdlgen.mapping import map_graph
from hdlgen.mapping.checker import check_queues
from hdlgen.mapping.design import load_design
from hdlgen.mapping.earliest import Earliest
from hdlgen.mapping.pace import pace_of
from hdlgen.mapping.parts import parts_of
from hdlgen.mapping.queues import broken, deadlocks
from tests.mapping.networks import UINT4, added, average, hardware, layer, random_network, random_residual

EXAMPLES = Path(__file__).parents[2] / "examples"
FAST = hardware(rows=64, columns=64, adcs=8, settle_cycles=1, conversion_cycles=1)
SIZE = 6


def deep(plan, **depths):
    """`plan` with queues of the given depths, by `source_target`; others have two images."""
    edges = []
    for edge in plan.edges:
        usual = 2 * plan.given(edge.source).beats if edge.depth else 0
        edges.append(replace(edge, depth=depths.get(f"{edge.source}_{edge.target}", usual)))
    return replace(plan, edges=tuple(edges))


def found(plan):
    found = [(where, "deadlocks") for where, _ in deadlocks(plan)]
    return found or [(where, "slow") for where, _ in pace_of(plan).slower]


def least(plan, edge):
    """The least depth of `edge` that is not found too shallow, and what is found with one beat less."""
    low, high = 1, 4 * plan.image.beats
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if found(deep(plan, **{edge: middle})) else (low, middle)
    return low, found(deep(plan, **{edge: low - 1}))


def square(channels, kernel):
    padding = (kernel // 2,) * 4
    return Window(SIZE, SIZE, channels, (kernel, kernel), padding=padding)


def residual(kernel=3):
    """first → a convolution → sum, and first → sum; a channel everywhere."""
    first = layer("first", "x", np.ones((1, 1)), window=square(1, 1))
    conv = layer("conv", "first", np.ones((kernel**2, 1)), window=square(1, kernel))
    total = added("sum", "conv", "first", (SIZE, SIZE, 1), Add((UINT4, UINT4), (1, 1), 0, 0, 15), UINT4)
    return map_graph(Graph("net", (InputNode("x", (SIZE, SIZE, 1), UINT4), first, conv, total)), FAST)


def gated():
    """A squeeze and excitation: an image times gates that come from its mean."""
    first = layer("first", "x", np.ones((1, 2)), window=square(1, 1))
    requant = Requant((3000,) * 2, (0,) * 2, 16, 0, 15)
    mean = average("mean", "first", SumPool(SIZE, SIZE, 2, (SIZE, SIZE)), UINT4, requant, UINT4)
    gates = layer("gates", "mean", np.ones((2, 2)))
    scale = OperatorNode.of("scale", Scale((UINT4, UINT4), 9, 4, 0, 15), [first, gates], UINT4)
    return map_graph(Graph("net", (InputNode("x", (SIZE, SIZE, 1), UINT4), first, mean, gates, scale)), FAST)


def test_a_chain_has_nothing_to_prove():
    plan = map_graph(random_network(0), hardware(), {})
    shallow = replace(plan, edges=tuple(replace(e, depth=min(e.depth, 1)) for e in plan.edges))
    assert found(shallow) == []


def test_the_short_way_around_a_convolution_holds_what_its_window_waits_for():
    # The first window of 3 × 3 waits for pixel (1, 1), the 8th of 6 × 6; those before it stay on the short way.
    plan = residual()
    shallow, refused = least(plan, "first_sum")
    assert refused == [("first → sum", "slow")]
    # As many again may have entered the sum's queue as leave while a window is computed, pixels of 4 cycles.
    assert plan["conv"].position_cycles == 4
    assert SIZE + 1 < shallow < SIZE + 1 + (plan["conv"].latency + 12) // 4 + 3
    deadlocks = [d for d in range(1, shallow) if found(deep(plan, first_sum=d)) == [("first → sum", "deadlocks")]]
    # The fork offers one more pixel than the short way holds: the 8th, if it holds 7.
    assert deadlocks == list(range(1, SIZE + 1))


def test_a_convolution_of_one_pixel_waits_for_none():
    shallow, refused = least(residual(1), "first_sum")
    assert shallow < SIZE
    assert all(what == ("first → sum", "slow") for what in refused)


def test_a_queue_in_front_of_a_scale_holds_an_image():
    plan = gated()
    assert found(deep(plan)) == []
    beats = plan["first"].leaving.beats
    assert found(deep(plan, first_scale=1)) == [("first → scale", "deadlocks")]
    # The last beat is offered to both while the queue is full.
    assert found(deep(plan, first_scale=beats - 2)) == [("first → scale", "deadlocks")]
    assert found(deep(plan, first_scale=beats - 1)) != [("first → scale", "deadlocks")]


def test_two_results_of_which_the_first_is_ready_last():
    plan = residual()
    nodes = (InputNode("x", (SIZE, SIZE, 1), UINT4),)
    one = layer("one", "x", np.ones((1, 1)), window=square(1, 1))
    two = layer("two", "one", np.ones((SIZE**2, 1)), window=Window(SIZE, SIZE, 1, (SIZE, SIZE)))
    plan = map_graph(replace(Graph("net", (*nodes, one, two)), outputs=("two", "one")), FAST)
    assert found(deep(plan)) == []
    # One beat is offered, and two are in the skid buffer.
    assert found(deep(plan, one_output=SIZE**2 - 4)) == [("one → output", "deadlocks")]
    assert found(deep(plan, one_output=SIZE**2 - 3)) != [("one → output", "deadlocks")]


def test_a_concat_waits_for_its_operands_alike():
    first = layer("first", "x", np.ones((1, 2)), window=square(1, 1))
    conv = layer("conv", "first", np.ones((18, 2)), window=square(2, 3))
    node = OperatorNode.of("both", Concat((2, 2)), [first, conv], UINT4)
    plan = map_graph(Graph("net", (InputNode("x", (SIZE, SIZE, 1), UINT4), first, conv, node)), FAST)
    assert found(deep(plan)) == []
    assert found(deep(plan, first_both=2)) == [("first → both", "deadlocks")]


def test_the_checker_names_the_queue():
    plan = gated()
    check_queues(deep(plan))
    with pytest.raises(DesignError) as e:
        check_queues(deep(plan, first_scale=9))
    assert str(e.value) == "first → scale: has a queue of 9 beats, with which the accelerator deadlocks"


@pytest.mark.parametrize("seed", range(12))
def test_deep_queues_pass_whatever_the_network(seed):
    for h in (hardware(), FAST):
        plan = map_graph(random_residual(seed, closed=bool(seed % 2)), h, {})
        assert found(deep(plan)) == []


def test_what_goes_straight_through_a_stage_is_no_room_that_is_missing():
    first = layer("first", "x", np.ones((1, 4)), window=square(1, 1))
    pixels = OperatorNode.of("pixels", Interleave((1, 2), SIZE, 2 * SIZE, 2), [first], UINT4)
    again = OperatorNode.of("again", Upsample(1), [pixels], UINT4)
    graph = Graph("net", (InputNode("x", (SIZE, SIZE, 1), UINT4), first, pixels, again), ("again", "pixels"))
    plan = map_graph(graph, FAST)
    assert found(plan) == []
    assert found(deep(plan, pixels_output=2)) == [("pixels → output", "deadlocks")]


def test_a_first_result_that_needs_all_of_the_second():
    first = layer("first", "x", np.ones((1, 1)), window=square(1, 1))
    two = layer("two", "first", np.ones((1, 1)), window=square(1, 1))
    total = added("sum", "first", "two", (SIZE, SIZE, 1), Add((UINT4, UINT4), (1, 1), 0, 0, 15), UINT4)
    graph = Graph("net", (InputNode("x", (SIZE, SIZE, 1), UINT4), first, two, total), ("sum", "two"))
    plan = map_graph(graph, FAST)
    assert found(plan) == []
    assert found(deep(plan, two_output=SIZE**2 - 4)) == [("two → output", "deadlocks")]


@pytest.mark.parametrize("name", ["unet", "mobilenetv3_block"])
def test_examples(name):
    plan = load_design(EXAMPLES / f"{name}.yaml").plan
    assert found(plan) == []
    joins = [e for e in plan.edges if len(plan.into(e.target)) > 1]
    assert all(found(replace(plan, edges=tuple(replace(e, depth=1) if e in joins else e for e in plan.edges))))


def test_copies_that_take_images_in_turn_are_judged():
    """Of a layer of one position each of five copies or more is the same image's only after so many images."""
    graph = Graph("net", (InputNode("x", (1, 1, 2), UINT4), layer("fc", "x", np.ones((2, 2)))))
    plan = map_graph(graph, hardware(settle_cycles=10, tile_budget=20))
    assert plan["fc"].geometry.engines[0].copies > 4
    parts, depths = parts_of(plan), {(e.target, e.operand): e.depth for e in plan.edges}
    times = Earliest(parts, plan.image.beats, plan.bound_cycles, depths)
    assert times.settle()
    assert not list(broken(times.times, plan.bound_cycles, depths, parts))
    rows = parts["fc.rows_0"]
    slower = {**parts, "fc.rows_0": replace(rows, rates=replace(rows.rates, gap=rows.rates.gap + 10))}
    wrong = list(broken(times.times, plan.bound_cycles, depths, slower))
    assert wrong == [("fc.rows_0", "results come too close together")]
