"""Networks on hardware that was made for others."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Add, Average, Concat, Int, MaxPool, Requant, SumPool, Table, Window
from hdlgen.errors import HdlgenError
from hdlgen.ir.graph import ArrayNode, Graph, InputNode, OperatorNode, frozen
from hdlgen.ir.passes import simplify
from hdlgen.ir.widen import widened
from hdlgen.mapping import check, map_graph
from hdlgen.mapping.checker import check_queues
from hdlgen.mapping.design import load_design
from hdlgen.mapping.digests import geometry_digest, program_digest
from hdlgen.mapping.onto import map_onto
from hdlgen.reference import Chip, exact, tiled
from tests.mapping.networks import hardware, layer, maximum, one_layer, random_images, random_network, random_residual

U4 = Int(4)


def filled(graph):
    """`graph` with a weight everywhere, and m and b as large as before: the structure before it is pruned."""
    nodes = (
        replace(n, weights=frozen(np.ones(n.weights.shape)), grouped=False) if isinstance(n, ArrayNode) else n
        for n in graph.nodes
    )
    return replace(graph, nodes=tuple(nodes))


def computes(plan, wide, graph, count=3, **ranges):
    """`plan` is right, and its arrays, whose converters lose nothing, give the integers of `graph`."""
    check(plan, wide)
    check_queues(plan)
    images = random_images(graph, count)
    want, got = exact.run(graph, images), tiled.run(Chip.of(plan), images)
    for name in graph.ends:
        np.testing.assert_array_equal(got[name], want[name])


H = hardware(rows=32, columns=64, adcs=4, adc_bits=12)


@pytest.mark.parametrize("seed", range(6))
def test_a_pruned_network_runs_on_what_the_unpruned_one_was_made_for(seed):
    graph = random_network(seed, signed=bool(seed % 2))
    plan = map_graph(filled(graph), H)
    pruned, wide = map_onto(simplify(graph), plan)
    assert geometry_digest(pruned) == geometry_digest(plan)
    assert program_digest(pruned) != program_digest(plan)
    assert pruned.edges == plan.edges
    for new, old in zip(pruned.array_stages, plan.array_stages, strict=True):
        assert new.geometry == old.geometry
        assert new.position_cycles <= old.position_cycles
    assert sum(s.program.kept_blocks for s in pruned.array_stages) < sum(
        s.program.kept_blocks for s in plan.array_stages
    )
    computes(pruned, wide, graph)


APART = {32}
"""Random graphs with an add of a concat, which lost channels in the middle, and of a layer, which lost others."""


def test_random_graphs_with_all_operators():
    kinds = set()
    for seed in range(60):
        graph = random_residual(seed, closed=bool(seed % 2))
        pruned = simplify(graph)
        plan = map_graph(filled(graph), H)
        if seed in APART:
            with pytest.raises(HdlgenError, match="joins channels that lie at different places"):
                map_onto(pruned, plan)
            continue
        placed, wide = map_onto(pruned, plan)
        assert geometry_digest(placed) == geometry_digest(plan)
        computes(placed, wide, pruned)
        kinds |= {type(n.op).__name__ for n in pruned.nodes if isinstance(n, OperatorNode)}
    assert kinds == {"Add", "ArgMax", "Average", "Concat", "Interleave", "MaxPool", "Scale", "Upsample"}


@pytest.fixture(scope="module")
def dense():
    """LeNet-5 before it was pruned, on the tiles of lenet_62x."""
    design = load_design("lenet_62x")
    graph = filled(widened(design.graph, {"conv1": 20, "conv2": 50, "fc1": 500}))
    return map_graph(replace(graph, name="lenet_dense"), design.plan.hardware)


@pytest.mark.parametrize(("name", "bound"), [("lenet_62x", 11_520), ("lenet_246x", 11_520)])
def test_prunings_of_lenet_on_the_dense_one(dense, name, bound):
    """20 channels of the first pool, a beat each, are what is left: 24·24·20 cycles; the dense one takes 57,344."""
    design = load_design(name)
    plan, wide = map_onto(design.graph, dense, design.file.ranges)
    assert geometry_digest(plan) == geometry_digest(dense)
    assert (dense.bound_cycles, plan.bound_cycles) == (57_344, bound)
    check(plan, wide)
    check_queues(plan)
    images = random_images(design.graph, 3)
    got, own = tiled.run(Chip.of(plan), images), tiled.run(Chip.of(design.plan), images)
    for layer_name, values in own.items():
        np.testing.assert_array_equal(got[layer_name][..., : values.shape[3]], values)


@pytest.mark.parametrize("gone", [1, -1])
def test_biases_have_room_for_the_offset_that_pruning_leaves(gone):
    """Weights that cancel out leave none; where those of one sign are gone it takes 33 bits."""
    image = InputNode("x", (1, 1, 16), Int(8, signed=True))
    weights = np.array([[7, 1], [-7, 0]] * 8)
    dense = layer("fc", "x", weights, in_type=image.out, multiplier=(2**19, 2**10), shift=28)
    plan = map_graph(Graph("net", (image, dense)), replace(H, dac_bits=4))
    pruned = replace(dense, weights=frozen(np.where(weights * gone < 0, 0, weights)))
    graph = Graph("net", (image, pruned))
    placed, wide = map_onto(graph, plan)
    assert max(abs(b) for b in placed.stages[0].program.requant.bias) > 2**31
    computes(placed, wide, graph)


def test_whatever_pruning_leaves_is_loaded_in_the_cycles_that_there_are():
    """Taps that are left may lie in fewer banks than before; cut anew, some would take more load cycles."""
    rng = np.random.default_rng(0)
    image, window = InputNode("x", (3, 3, 4), U4), Window(3, 3, 4, (2, 2))
    dense = layer("conv", "x", rng.integers(1, 8, (16, 8)), window=window, shift=6)
    fast = hardware(rows=4, columns=32, adcs=32, adc_bits=12, dac_bits=4, settle_cycles=1, conversion_cycles=1)
    plan, kept = map_graph(Graph("net", (image, dense)), fast, segmented=True), 0
    assert plan.array_stages[0].geometry.fetch.lanes > 1
    for _ in range(20):
        few = np.where(rng.random((16, 1)) < 0.6, dense.weights, 0)
        graph = Graph("net", (image, replace(dense, weights=frozen(few))))
        placed, wide = map_onto(graph, plan)
        segments = {segment.taps for segment in placed.array_stages[0].program.segments}
        kept += segments <= {segment.taps for segment in plan.array_stages[0].program.segments}
        computes(placed, wide, graph)
    assert 0 < kept < 20


def test_ranges_can_be_given():
    graph = one_layer([[7, 7], [7, 7]])
    plan = map_graph(graph, hardware(adc_bits=4))
    assert plan.stages[0].adc.shift == 1
    assert map_onto(graph, plan)[0].stages[0].adc.shift == 1
    assert map_onto(graph, plan, {"fc": 3})[0].stages[0].adc.shift == 3
    assert map_onto(one_layer([[1, 1], [1, 1]]), plan)[0].stages[0].adc.shift == 0


def test_a_network_with_units():
    ones = layer("fc", "x", np.ones((3, 4)), lo=0, bias=(-2, 0, 0, 0))
    graph = Graph("net", (InputNode("x", (1, 1, 3), U4), replace(ones, unit="memristor")))
    plan = map_graph(graph, hardware(dac_bits=4))
    less = replace(graph.arrays[0], weights=frozen(np.eye(3, 4)))
    placed, wide = map_onto(replace(graph, nodes=(graph.nodes[0], less)), plan)
    assert placed.stages[0].program.references == (2, 0, 0, 0)
    check(placed, wide)


X = InputNode("x", (2, 2, 2), U4)
SPOT = Window(2, 2, 2, (1, 1))
POOL = MaxPool(2, 2, 2, (2, 2))


def two(a=None, b=None, pool=POOL, image=X):
    """A layer, a pool, a layer."""
    first = a or layer("a", "x", np.ones((2, 2)), window=SPOT)
    middle = maximum("pool", "a", pool, first.out)
    return Graph("net", (image, first, middle, b or layer("b", "pool", np.ones((2, 2)), in_type=first.out)))


SMALL = map_graph(two(), hardware())


def test_what_is_on_it_fits():
    assert map_onto(two(), SMALL)[0].array_stages[0].program.blocks == SMALL.array_stages[0].program.blocks


@pytest.mark.parametrize(
    ("graph", "what"),
    [
        (one_layer(np.ones((2, 2))), ["net: has the layers fc, and the hardware a, pool, b"]),
        (replace(two(), outputs=("pool", "b")), ["output: reads pool, b, and in the hardware b"]),
        (
            two(
                image=InputNode("x", (2, 2, 2), Int(5)), a=layer("a", "x", np.ones((2, 2)), window=SPOT, in_type=Int(5))
            ),
            ["x: is 2×2×2 uint5, and the hardware takes 2×2×2 uint4"],
        ),
        (
            two(
                a=layer("a", "x", np.ones((2, 3)), window=SPOT),
                pool=MaxPool(2, 2, 3, (2, 2)),
                b=layer("b", "pool", np.ones((3, 2))),
            ),
            ["a: gives 3 channels, and there are 2"],
        ),
        (
            two(b=layer("b", "pool", np.ones((2, 1)))),
            ["b: gives 1 channels, which leave the network, and there are 2"],
        ),
        (
            two(b=layer("b", "pool", np.ones((2, 2)), weight_bits=3)),
            ["b: has the bits a weight 3, and the hardware 4"],
        ),
        (
            two(b=layer("b", "pool", np.ones((2, 2)), out=Int(3))),
            ["b: has the output type uint3, and the hardware uint4"],
        ),
        (
            two(a=layer("a", "x", np.ones((2, 2)), window=SPOT, out=Int(3))),
            [
                "a: has the output type uint3, and the hardware uint4",
                "pool: has the input types ['uint3'], and the hardware ['uint4']",
                "pool: has the output type uint3, and the hardware uint4",
                "b: has the input type uint3, and the hardware uint4",
            ],
        ),
        (
            two(b=layer("b", "pool", np.ones((2, 2)), table=Table(0, (3,) * 16))),
            ["b: has a table of 16 entries, and there is none"],
        ),
        (
            two(b=layer("b", "pool", np.ones((2, 2)), multiplier=(1, 2**20))),
            ["b: needs 32 bits of a multiplier, and there is room for 16"],
        ),
        (
            two(b=replace(layer("b", "pool", np.ones((2, 2))), unit="memristor")),
            ["b: has the memristive units True, and the hardware False"],
        ),
    ],
)
def test_what_does_not_fit_is_said(graph, what):
    with pytest.raises(HdlgenError) as e:
        map_onto(graph, SMALL)
    lines = str(e.value).splitlines()
    assert [line for line in lines if not line.startswith(("    fix", "b: memristive units"))] == what


def test_other_windows_and_pools():
    wide = Window(2, 2, 2, (2, 2), padding=(1, 1, 0, 0))
    graph = two(a=layer("a", "x", np.ones((8, 2)), window=wide), pool=MaxPool(2, 2, 2, (1, 2), (2, 2)))
    graph = replace(graph, nodes=(*graph.nodes[:3], layer("b", "pool", np.ones((2, 2)))))
    with pytest.raises(HdlgenError) as e:
        map_onto(graph, SMALL)
    assert [line.split("(")[0] for line in str(e.value).splitlines()] == [
        "a: has the window Window",
        "pool: is MaxPool",
    ]


def test_layers_of_another_kind():
    pool = maximum("a", "x", MaxPool(2, 2, 2, (1, 1)), U4)
    graph = two()
    with pytest.raises(HdlgenError) as e:
        map_onto(replace(graph, nodes=(graph.nodes[0], pool, *graph.nodes[2:])), SMALL)
    assert str(e.value) == "a: is a OperatorNode, and in the hardware a ArrayStage"


def test_more_blocks_than_there_is_room_for():
    sparse = map_graph(one_layer(np.eye(16, 8)), hardware())
    with pytest.raises(HdlgenError) as e:
        map_onto(one_layer(np.ones((16, 8))), sparse)
    assert str(e.value) == "fc: has block 1 on tile 1, and there are 1"


def test_operators_with_larger_constants():
    def graph(m, requants):
        a, b = (layer(name, "x", np.ones((2, 2)), window=SPOT) for name in "ab")
        both = OperatorNode.of("both", Concat((2, 2), requants), (a, b), U4)
        op = Average(SumPool(2, 2, 4, (2, 2)), Requant((m,) * 4, (0,) * 4, 9, 0, 15))
        mean = OperatorNode.of("mean", op, (both,), U4)
        return Graph("net", (X, a, b, both, mean))

    one = Requant((1, 1), (0, 0), 0, 0, 15)
    plan = map_graph(graph(5, (None, one)), hardware())
    other = graph(77, (None, Requant((3, 3), (1, 1), 2, 0, 9)))
    placed, wide = map_onto(other, plan)
    check(placed, wide)
    assert (placed["both"].op, placed["mean"].op) == (other["both"].op, other["mean"].op)
    with pytest.raises(HdlgenError) as e:
        map_onto(graph(2**15, (one, None)), plan)
    assert str(e.value).splitlines() == [
        "both: operand 0 is requantized here alone",
        "both: operand 1 is requantized by the hardware alone",
        "mean: has constants of 32 and 32 bits, and there is room for 16 and 32",
    ]


def test_sums_have_constants_of_their_own():
    def graph(m, shift):
        a, b = (layer(name, "x", np.ones((2, 2)), window=SPOT) for name in "ab")
        return Graph("net", (X, a, b, OperatorNode.of("sum", Add((U4, U4), m, shift, 0, 15), (a, b), U4)))

    plan = map_graph(graph((1, 1), 1), hardware())
    other = graph((-9, 2**20), 21)
    placed, wide = map_onto(other, plan)
    check(placed, wide)
    assert placed["sum"].op == other["sum"].op
    assert geometry_digest(placed) == geometry_digest(plan)
