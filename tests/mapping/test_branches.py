"""Plans whose stages read others than the one before, and stages that join them."""

import json
from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Add, AnyOperator, ArgMax, Concat, Int, Interleave, MaxPool, Scale, Upsample, Window
from hdlgen.errors import DesignError, HdlgenError
from hdlgen.ir.graph import Graph, InputNode, OperatorNode
from hdlgen.mapping import Edge, OperatorStage, Stream, check, from_json, map_graph, to_json
from hdlgen.mapping.emittable import require_emittable
from hdlgen.mapping.operator_rates import regrouped
from hdlgen.mapping.parts import rates_of
from hdlgen.rtl.pool import PoolParams
from tests.mapping.networks import UINT4, added, hardware, kind, layer, maximum, random_residual

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


def test_edges_say_what_stages_read():
    assert PLAN.sources == {"one": ("input",), "two": ("input",), "sum": ("one", "two"), "last": ("sum",)}
    assert [(e.source, e.target, e.operand) for e in PLAN.edges] == [
        ("input", "one", 0),
        ("input", "two", 0),
        ("one", "sum", 0),
        ("two", "sum", 1),
        ("sum", "last", 0),
        ("last", "output", 0),
    ]
    assert [e.target for e in PLAN.out_of("input")] == ["one", "two"]
    assert [e.source for e in PLAN.into("sum")] == ["one", "two"]
    assert [s.name for s in PLAN.results] == ["last"]
    check(PLAN, GRAPH)


def test_the_stage_of_a_sum():
    one, two, stage, last = PLAN.stages
    assert isinstance(stage, OperatorStage)
    lanes = min(one.leaving.lanes, two.leaving.lanes)
    assert (stage.op, stage.out, stage.out_shape) == (SUM.op, UINT4, (3, 2, 5))
    assert stage.entering == (Stream((3, 2, 5), UINT4, lanes), Stream((3, 2, 5), U3, lanes))
    assert stage.leaving == Stream((3, 2, 5), UINT4, lanes)
    assert last.geometry.in_lanes == lanes
    wide = replace(stage, entering=tuple(replace(s, lanes=2) for s in stage.entering))
    assert wide.bound_cycles == max(3 * 2 * 3, stage.leaving.beats)  # 5 channels in beats of 2


def test_every_edge_has_a_queue_but_what_leaves_alone():
    assert [e.depth > 0 for e in PLAN.edges] == [True] * 5 + [False]
    assert PLAN.queue_bits == sum(e.depth * e.lanes * e.type.bits for e in PLAN.edges)


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
    plan = json.loads(to_json(PLAN))["plan"]
    (stage,) = [s for s in plan["stages"] if s["kind"] == "OperatorStage"]
    assert (stage["op"]["kind"], stage["op"]["multiplier"], stage["op"]["shift"]) == ("Add", [3, 1], 2)
    assert [s["lanes"] for s in stage["entering"]] == [s.lanes for s in PLAN["sum"].entering]
    uint3 = {"kind": "Int", "bits": 3, "signed": False}
    edge = {"kind": "Edge", "source": "two", "target": "sum", "operand": 1, "lanes": 1, "type": uint3}
    assert {**edge, "depth": PLAN.into("sum")[1].depth} in plan["edges"]


def rewired(name, *sources):
    """PLAN with other sources of a stage, each with the stream that it gives."""
    given = {"input": PLAN.image} | {s.name: s.leaving for s in PLAN.stages}
    edges = [Edge(s, name, n, given[s].lanes, given[s].type, 9) for n, s in enumerate(sources)]
    return replace(PLAN, edges=(*(e for e in PLAN.edges if e.target != name), *edges))


STREAMS = PLAN["sum"].entering


@pytest.mark.parametrize(
    ("plan", "what"),
    [
        (rewired("two", "one"), "two: reads one and the network's layer reads input"),
        (rewired("last", "two"), "last: reads two and the network's layer reads sum"),
        (rewired("sum", "two", "one"), "sum: reads two, one and the network's layer reads one, two"),
        (rewired("sum", "one", "last"), "sum: reads last, which is not before it"),
        (rewired("sum", "one"), "sum: reads 1 streams, not 2"),
        (
            replace(PLAN, edges=tuple(replace(e, operand=1) if e.target == "sum" else e for e in PLAN.edges)),
            "sum: has operands [1, 1], not 0, 1, …",
        ),
        (changed("sum", op=replace(SUM.op, shift=3)), "sum: the Add or its output type is not the network's"),
        (
            changed("sum", leaving=replace(PLAN["sum"].leaving, type=U3)),
            "sum: the Add or its output type is not the net",
        ),
        (
            changed("sum", leaving=replace(PLAN["sum"].leaving, lanes=7)),
            "sum: has [1, 7] lanes in and out, which must be",
        ),
        (changed("sum", entering=(replace(STREAMS[0], lanes=2), STREAMS[1])), "sum: has [1, 2] lanes in and out"),
        (
            changed("sum", entering=(STREAMS[0], replace(STREAMS[1], shape=(3, 2, 4)))),
            "sum: takes an image of (3, 2, 4) and gets one of (3, 2, 5)",
        ),
        (
            changed("sum", entering=(STREAMS[0], replace(STREAMS[1], shape=(3, 2, 4)))),
            "sum: takes ((3, 2, 5), (3, 2, 4)) and the network's layer other images",
        ),
        (
            changed("sum", leaving=replace(PLAN["sum"].leaving, shape=(3, 2, 4))),
            "sum: gives (3, 2, 4) and the network's",
        ),
        (changed("sum", entering=(STREAMS[1], STREAMS[1])), "sum: takes uint3 and gets uint4"),
        (
            replace(PLAN, edges=tuple(replace(e, lanes=2) if e.source == "two" else e for e in PLAN.edges)),
            "sum: takes 1 lanes and the stream in front of it has 2",
        ),
        (
            replace(PLAN, stages=(*PLAN.stages[:2], PLAN.stages[3], PLAN.stages[2])),
            "stages: are ['one', 'two', 'last', 'sum'] and the network's layers are ['one', 'two', 'sum', 'last']",
        ),
    ],
)
def test_what_is_wrong_with_branches_is_found(plan, what):
    assert any(line.startswith(what) for line in refusal(plan)), refusal(plan)


def test_results_are_those_of_the_network_in_its_order():
    graph = replace(GRAPH, outputs=("last", "one"))
    plan = map_graph(graph, H, {})
    check(plan, graph)
    assert [s.name for s in plan.results] == ["last", "one"]
    assert [(e.source, e.operand) for e in plan.into("output")] == [("last", 0), ("one", 1)]
    swapped = tuple(replace(e, operand=1 - e.operand) if e.target == "output" else e for e in plan.edges)
    found = refusal(replace(plan, edges=(*swapped[:-2], swapped[-1], swapped[-2])), graph)
    assert found == ["output: reads one, last and the network's layer reads last, one"]
    assert refusal(plan) == ["output: reads last, one and the network's layer reads last"]


def test_all_results_leave_one_stream():
    graph = replace(GRAPH, outputs=("one", "two", "sum", "last"))
    plan = map_graph(graph, H, {})
    assert plan.bound_cycles >= sum(s.leaving.beats for s in plan.stages) == 3 * 6 * 5 + 2


IMAGE = InputNode("x", (2, 2, 6), UINT4)
FAST = hardware(rows=64, columns=64, adcs=8, settle_cycles=1, conversion_cycles=1)


def operator(op, *sources, out=UINT4):
    """The plan of a network with an operator `op` behind `sources`, and its stage."""
    node = OperatorNode.of("op", op, sources, out)
    nodes = (IMAGE, *(s for s in sources if s is not IMAGE), node)
    graph = Graph("net", (*nodes, layer("fc", "op", np.ones((int(np.prod(node.shape)), 1)), window=_whole(node))))
    graph = replace(graph, nodes=(*graph.nodes[:-1], replace(graph["fc"], in_type=out)))
    plan = map_graph(graph, FAST, {})
    check(plan, graph)
    return plan, plan["op"]


def _whole(node):
    return Window(*node.shape, node.shape[:2])


def test_an_upsample_has_as_many_lanes_as_the_pace_of_the_input_needs():
    plan, stage = operator(Upsample(2), IMAGE)
    # an image of 24 beats becomes 16 pixels: 6 channels in 24 cycles are 1 beat a pixel
    assert stage.leaving == Stream((4, 4, 6), UINT4, 6)
    assert stage.entering == (Stream((2, 2, 6), UINT4, 6),)
    assert plan.into("op")[0].lanes == 6  # of which the image has one


def test_an_interleave_has_lanes_that_divide_its_channels():
    _, stage = operator(Interleave((1, 1), 2, 2, 6), IMAGE)
    assert (stage.entering[0].lanes, stage.leaving.lanes) == (1, 1)
    _, stage = operator(Interleave((2, 1), 3, 2, 3), IMAGE)
    assert (stage.entering[0].lanes, stage.leaving.lanes) == (1, 1)  # 6 pixels of 3 beats: 18 of 24 cycles


def test_a_concat_takes_its_operands_at_the_pace_of_the_rest():
    conv = layer("a", "x", np.ones((6, 6)), window=Window(2, 2, 6, (1, 1)))
    _, stage = operator(Concat((6, 6)), IMAGE, conv)
    assert {s.lanes for s in (*stage.entering, stage.leaving)} == {2}  # 4 · (3 + 3) of 24 cycles
    assert stage.bound_cycles == 24


def test_a_class_leaves_in_one_lane():
    node = OperatorNode.of("op", ArgMax(6), [IMAGE], Int(3))
    conv = layer("a", "x", np.ones((6, 6)), window=Window(2, 2, 6, (1, 1)))
    graph = Graph("net", (IMAGE, conv, replace(node, inputs=("a",))))
    plan = map_graph(graph, FAST, {})
    check(plan, graph)
    assert plan["op"].entering == (plan["a"].leaving,)
    assert (plan["a"].geometry.out_lanes, plan["op"].leaving) == (2, Stream((2, 2, 1), Int(3), 1))


def test_all_gates_of_an_image_come_before_its_first_pixel():
    gates = layer("gates", "x", np.ones((24, 6)), window=_whole(IMAGE))
    plan, stage = operator(Scale((UINT4, UINT4), 1, 4, 0, 15), IMAGE, gates)
    assert stage.entering[1].beats == 6
    assert rates_of(stage)["←1"].needs[0].tolist() == [6] * 24
    # The last gate needs the whole image: so must the other way hold it, but for the beat that the fork holds.
    assert plan.into("op")[0].depth >= 24 - 1


@pytest.mark.parametrize("seed", range(50))
def test_a_pool_is_as_fast_as_its_unit(seed):
    rng = np.random.default_rng(seed)
    (rows, columns), kernel, stride = rng.integers(4, 8, 2), rng.integers(1, 5, 2), rng.integers(1, 4, 2)
    padding = (*rng.integers(0, kernel), *rng.integers(0, kernel))
    pool = MaxPool(int(rows), int(columns), 3, *(tuple(map(int, v)) for v in (kernel, stride, padding)))
    shape = pool.shape((int(rows), int(columns), 3))
    stage = OperatorStage("pool", pool, (Stream((int(rows), int(columns), 3), U3, 2),), Stream(shape, U3, 2))
    unit = PoolParams(pool, 2, U3)
    assert max(rates.cycles for rates in rates_of(stage).values()) == max(stage.bound_cycles, unit.image_cycles)


def test_a_beat_of_all_channels_becomes_several():
    wide = Stream((2, 2, 2), UINT4, 2)
    assert regrouped(wide, replace(wide, lanes=1)).needs[0].tolist() == [1, 1, 2, 2, 3, 3, 4, 4]


def test_a_sum_where_the_network_has_something_else():
    node = maximum("sum", "two", MaxPool(3, 2, 5, (1, 1), (1, 1)), U3)
    found = refusal(PLAN, replace(GRAPH, nodes=(*GRAPH.nodes[:3], node, LAST)))
    assert "sum: the MaxPool or its output type is not the network's" in found
    node = layer("sum", "two", np.ones((5, 5)), window=Window(3, 2, 5, (1, 1)), in_type=U3)
    found = refusal(PLAN, replace(GRAPH, nodes=(*GRAPH.nodes[:3], node, LAST)))
    assert "sum: is a OperatorStage and the network has a ArrayNode there" in found


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
    assert plan["one"].geometry.pool == pool.op
    require_emittable(plan)


def test_networks_with_every_operator_are_emitted():
    require_emittable(PLAN)
    kinds = set()
    for seed in range(40):
        plan = map_graph(random_residual(seed, closed=bool(seed % 2)), H, {})
        require_emittable(plan)
        kinds |= {kind(s) for s in plan.stages}
    assert kinds == {"ArrayStage", *(op.__name__ for op in AnyOperator.__args__)}
