"""Plans whose stages read others than the one before, and stages that add."""

import json
from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Add, Int, MaxPool, Window
from hdlgen.errors import DesignError, HdlgenError
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import AddStage, check, from_json, map_graph, to_json
from hdlgen.mapping.emittable import require_emittable
from tests.mapping.networks import UINT4, added, hardware, layer, maximum, random_network, random_residual

U3 = Int(3)
WINDOW = Window(3, 2, 2, (1, 1))
ONE = layer("one", "x", np.ones((2, 5)), window=WINDOW)
TWO = layer("two", "x", np.ones((2, 5)), window=WINDOW, out=U3)
SUM = added("sum", "one", "two", (3, 2, 5), Add((UINT4, U3), (3, 1), 2, 0, 15), UINT4)
LAST = layer("last", "sum", np.ones((30, 2)), window=Window(3, 2, 5, (3, 2)))
GRAPH = Graph("net", (InputNode("x", (3, 2, 2), UINT4), ONE, TWO, SUM, LAST))
H = hardware()
PLAN = map_graph(GRAPH, H, {})


def refusal(plan, graph=GRAPH):
    with pytest.raises(DesignError) as e:
        check(plan, graph)
    return [f"{m.where}: {m.what}" for m in e.value.mistakes]


def changed(name, **changes):
    return replace(PLAN, stages=tuple(replace(s, **changes) if s.name == name else s for s in PLAN.stages))


def test_stages_name_what_they_read_unless_it_is_the_stage_before():
    assert [s.sources for s in PLAN.stages] == [None, ("input",), ("one", "two"), None]
    assert PLAN.sources == {"one": ("input",), "two": ("input",), "sum": ("one", "two"), "last": ("sum",)}
    check(PLAN, GRAPH)


def test_the_stage_of_a_sum():
    one, two, stage, last = PLAN.stages
    assert isinstance(stage, AddStage)
    assert (stage.add, stage.out, stage.out_shape) == (SUM.add, UINT4, (3, 2, 5))
    assert stage.in_lanes == (one.out_lanes, two.out_lanes)
    assert (stage.lanes, last.in_lanes) == (min(stage.in_lanes),) * 2
    wide = replace(stage, in_lanes=(4, 2), lanes=2)
    assert (wide.in_beats, wide.bound_cycles) == (3 * 2 * 3, 18)  # 5 channels in beats of 2


def test_queues_in_front_of_a_sum_hold_an_image():
    # chains have two positions in front of each stage; a sum six, in beats of its operands' streams
    lanes = [s.in_lanes for s in PLAN.stages]
    assert PLAN.fifo_depths == (0, 2 * 2, 6 * -(-5 // min(lanes[2])), 2 * -(-5 // lanes[3]))


def test_plans_of_chains_say_nothing_of_branches():
    text = to_json(map_graph(random_network(0), H, {}))
    assert "sources" not in text
    assert "AddStage" not in text


@pytest.mark.parametrize("seed", range(10))
def test_plans_with_branches_are_right_and_survive_json(seed):
    graph = random_residual(seed, closed=bool(seed % 3))
    plan = map_graph(graph, H, {})
    check(plan, graph)
    text = to_json(plan)
    again = from_json(text)
    check(again, graph)
    assert to_json(again) == text
    assert (
        again.sources
        == plan.sources
        == {n.name: tuple("input" if s == "x" else s for s in n.inputs) for n in graph.nodes[1:]}
    )


def test_a_sum_in_json():
    (stage,) = [s for s in json.loads(to_json(PLAN))["plan"]["stages"] if s["kind"] == "AddStage"]
    assert (stage["sources"], stage["in_lanes"]) == (["one", "two"], list(PLAN["sum"].in_lanes))
    assert (stage["add"]["kind"], stage["add"]["multiplier"], stage["add"]["shift"]) == ("Add", [3, 1], 2)


@pytest.mark.parametrize(
    ("plan", "what"),
    [
        (changed("two", sources=None), "two: reads one and the network's layer reads input"),
        (changed("last", sources=("two",)), "last: reads two and the network's layer reads sum"),
        (changed("sum", sources=("two", "one")), "sum: reads two, one and the network's layer reads one, two"),
        (changed("sum", sources=("one", "last")), "sum: reads last, which is not before it"),
        (changed("sum", sources=("one",)), "sum: reads 1 streams, not 2"),
        (changed("sum", add=replace(SUM.add, shift=3)), "sum: the sum or its output type is not the network's"),
        (changed("sum", out=U3), "sum: the sum or its output type is not the network's"),
        (changed("sum", in_lanes=(2, 1), lanes=1), "sum: takes 2 lanes and the stream in front of it has 1"),
        (changed("sum", lanes=7), "sum: gives 7 lanes and its narrower operand has 1"),
        (changed("sum", out_shape=(3, 2, 4)), "sum: takes an image of (3, 2, 4) and gets one of (3, 2, 5)"),
        (changed("sum", add=replace(SUM.add, operands=(U3, U3))), "sum: takes uint3 and gets uint4"),
        (
            replace(PLAN, fifo_depths=(0, 4, 29, 10)),
            "sum: its FIFOs hold 29 beats, and ways that meet need an image of 30",
        ),
        (replace(PLAN, stages=(*PLAN.stages[:2], PLAN.stages[3], PLAN.stages[2])), "last: reads two and the network's"),
    ],
)
def test_what_is_wrong_with_branches_is_found(plan, what):
    assert any(line.startswith(what) for line in refusal(plan)), refusal(plan)


def test_a_sum_where_the_network_has_something_else():
    node = maximum("sum", "two", MaxPool(3, 2, 5, (1, 1), (1, 1)), U3)
    assert "sum: is a AddStage and the network has a MaxPoolNode there" in refusal(
        PLAN, replace(GRAPH, nodes=(*GRAPH.nodes[:3], node, LAST))
    )


def test_sums_that_units_pool_cannot_also_be_read_otherwise():
    h = hardware(dac_bits=4)
    one = replace(layer("one", "x", np.ones((2, 5)), window=WINDOW, lo=0), unit="memristor")
    pool = maximum("pool", "one", MaxPool(3, 2, 5, (1, 1), (1, 1)), UINT4, "memristor")
    after = added("sum", "one", "pool", (3, 2, 5), Add((UINT4, UINT4), (1, 1), 0, 0, 15), UINT4)
    with pytest.raises(HdlgenError) as e:
        map_graph(Graph("net", (GRAPH.input, one, pool, after)), h)
    assert str(e.value) == (
        "pool: memristive pooling leaves nothing else of one, and it is also read by sum\n    fix: use unit: digital"
    )


def test_a_pool_of_units_need_not_follow_the_layer_that_it_reads():
    h = hardware(dac_bits=4)
    one = replace(layer("one", "x", np.ones((2, 5)), window=WINDOW, lo=0), unit="memristor")
    pool = maximum("pool", "one", MaxPool(3, 2, 5, (1, 1), (1, 1)), UINT4, "memristor")
    graph = Graph("net", (GRAPH.input, one, TWO, pool, replace(SUM, inputs=("pool", "two"))))
    plan = map_graph(graph, h)
    check(plan, graph)
    assert plan["one"].pool == pool.pool
    with pytest.raises(HdlgenError) as e:
        require_emittable(plan)
    assert [m.where for m in e.value.mistakes] == ["pool", "net"]


def test_what_is_emitted_is_a_chain():
    require_emittable(map_graph(random_network(0), H, {}))
    with pytest.raises(HdlgenError) as e:
        require_emittable(PLAN)
    assert str(e.value) == (
        "net: sum adds two layers and two reads another layer than the one before; branches are in the array models "
        "alone: the emitted accelerator is a chain\n"
        "    fix: use `hdlgen eval` and `hdlgen calibrate`, or a network that is a chain"
    )
