from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hdlgen.arith import Add, Int, MaxPool, Requant, SumPool, Table, Window
from hdlgen.ir import ArrayNode, Graph, InputNode, OperatorNode, check
from hdlgen.ir.passes import remove_constant_channels, remove_unused_channels, simplify
from tests.mapping.networks import added, average, evaluate, kind, maximum, random_residual

U4 = Int(4)


def ints(w):
    w = np.array(w, np.int8)
    w.setflags(write=False)
    return w


def chain(*middle, first_bias=(0, 40, 0), padding=0, table=None, last=None):
    """input 2×2×1 → a (1×1, 3 channels; channel 1 is the constant of its bias) → middle → b (1 channel)."""
    nodes = [
        InputNode("input", (2, 2, 1), U4),
        ArrayNode(
            "a",
            ("input",),
            Window(2, 2, 1, (1, 1)),
            U4,
            ints([[1, 0, -2]]),
            4,
            Requant((4, 4, 4), first_bias, 2, 0, 15),
            table,
            U4,
        ),
        *middle,
    ]
    h, w, c = nodes[-1].shape
    window = Window(h, w, c, (h, w), padding=(padding,) * 4)
    weights = last if last is not None else np.arange(1, h * w * c + 1).reshape(-1, 1) % 5 - 2
    nodes.append(
        ArrayNode(
            "b",
            (nodes[-1].name,),
            window,
            U4,
            ints(weights),
            4,
            Requant((3,), (5,), 1, -128, 127),
            None,
            Int(8, signed=True),
        )
    )
    graph = Graph("chain", tuple(nodes))
    check(graph)
    return graph


def test_a_constant_becomes_bias_of_its_reader():
    graph = chain()  # constant: (0·4 + 40 + 2) >> 2 = 10
    simple = remove_constant_channels(graph)
    # b's taps of channel 1 are elements 1, 4, 7, 10 of (1..12 mod 5) − 2, and 0 − 2 + 1 − 1 = −2
    assert graph["b"].weights[[1, 4, 7, 10], 0].tolist() == [0, -2, 1, -1]
    assert simple["b"].requant.bias == (5 + 3 * 10 * -2,)
    assert simple["a"].weights.tolist() == [[1, -2]]
    assert simple["a"].requant.bias == (0, 0)
    assert simple["b"].window == Window(2, 2, 2, (2, 2))
    assert simple["b"].weights[:, 0].tolist() == [-1, 1, 2, -1, 0, 2, -2, 0]
    assert not simple["b"].weights.flags.writeable


def test_a_constant_passes_tables_and_pools(execute, images):
    table = Table(0, tuple(15 - v for v in range(16)))  # 10 → 5
    requant = Requant((100, 200, 300), (7, 8, 9), 8, 0, 15)
    most = maximum("max", "a", MaxPool(2, 2, 3, (1, 1), (1, 1)), U4)
    mean = average("avg", "max", SumPool(2, 2, 3, (2, 2), (2, 2)), U4, requant, U4)  # 4·5·200 + 8 + 128 >> 8 = 16 → 15
    graph = chain(most, mean, table=table, last=[[1], [3], [2]])
    simple = remove_constant_channels(graph)
    assert simple["b"].requant.bias == (5 + 3 * 15 * 3,)
    assert simple["max"].op == MaxPool(2, 2, 2, (1, 1), (1, 1))
    assert simple["avg"].op.requant == Requant((100, 300), (7, 9), 8, 0, 15)
    check(simple)
    x = images(graph, np.random.default_rng(0), 16)
    np.testing.assert_array_equal(execute(simple, x), execute(graph, x))


def test_a_constant_beside_padding_stays_unless_it_is_zero():
    graph = chain(padding=1, last=np.ones((12, 1)))
    assert remove_constant_channels(graph) is graph
    graph = chain(padding=1, last=np.ones((12, 1)), first_bias=(0, 1, 0))  # (1 + 2) >> 2 = 0
    assert remove_constant_channels(graph)["a"].channels == 2


def test_outputs_of_the_network_stay():
    full = chain()
    graph = Graph("short", full.nodes[:2])
    assert simplify(graph) is graph
    graph = Graph("short", (*full.nodes[:2], maximum("p", "a", MaxPool(2, 2, 3, (2, 2), (2, 2)), U4)))
    assert simplify(graph) is graph


@pytest.mark.parametrize("step", [remove_constant_channels, remove_unused_channels])
def test_channels_that_are_read_and_also_leave_stay(step):
    graph = chain(last=np.zeros((12, 1)))
    fork = Graph("fork", (*graph.nodes, maximum("out", "a", MaxPool(2, 2, 3, (2, 2), (2, 2)), U4)))
    check(fork)
    assert step(fork) is fork
    assert step(graph) is not graph


def test_one_channel_stays_when_all_are_constant():
    graph = chain()
    a = replace(graph["a"], weights=ints([[0, 0, 0]]))
    simple = simplify(Graph("zero", (graph.nodes[0], a, graph["b"])))
    assert simple["a"].channels == 1
    assert simple["b"].window.channels == 1


def test_a_channel_that_nobody_reads_goes():
    weights = np.arange(1, 13).reshape(4, 3) % 5 - 2
    weights[:, 2] = 0
    graph = chain(last=weights.reshape(12, 1))
    simple = remove_unused_channels(graph)
    assert simple["a"].weights.tolist() == [[1, 0]]
    assert simple["b"].weights[:, 0].tolist() == weights[:, :2].ravel().tolist()
    assert simple["b"].requant == graph["b"].requant
    unread = Graph("unread", (*graph.nodes[:2], replace(graph["b"], weights=ints(np.zeros((12, 1))))))
    assert remove_unused_channels(unread)["a"].channels == 1


def test_a_graph_without_such_channels_is_returned_as_it_is():
    graph = chain()
    a = replace(graph["a"], weights=ints([[1, 2, 3]]))
    graph = Graph("full", (graph.nodes[0], a, graph["b"]))
    assert simplify(graph) is graph


@settings(deadline=None, max_examples=150, derandomize=True)
@given(st.integers(0, 2**32))
@pytest.mark.parametrize("step", [remove_constant_channels, remove_unused_channels, simplify])
def test_no_pass_changes_an_output(execute, images, random_graph, step, seed):
    graph = random_graph(seed)
    check(graph)
    simple = step(graph)
    check(simple)
    x = images(graph, np.random.default_rng(seed))
    np.testing.assert_array_equal(execute(simple, x), execute(graph, x))


def test_the_random_graphs_have_something_to_remove(random_graph):
    graphs = [random_graph(seed) for seed in range(100)]
    simple = [simplify(g) for g in graphs]
    assert sum(s is not g for s, g in zip(simple, graphs, strict=True)) > 40
    folded = sum(
        s[n.name].requant.bias != n.requant.bias and s[n.name].channels == n.channels
        for s, g in zip(simple, graphs, strict=True)
        for n in g.arrays
    )
    assert folded > 10


@pytest.mark.parametrize("seed", range(40))
def test_nothing_is_left_to_remove(random_graph, seed):
    simple = simplify(random_graph(seed))
    assert simplify(simple) is simple


@settings(deadline=None, max_examples=150, derandomize=True)
@given(st.integers(0, 2**32), st.booleans())
@pytest.mark.parametrize("step", [remove_constant_channels, remove_unused_channels, simplify])
def test_no_pass_changes_an_output_behind_adds(images, step, seed, closed):
    graph = random_residual(seed, closed=closed)
    check(graph)
    simple = step(graph)
    check(simple)
    x = images(graph, np.random.default_rng(seed))
    last = graph.nodes[-1].name
    np.testing.assert_array_equal(evaluate(simple, x)[last], evaluate(graph, x)[last])


def test_the_random_residual_networks_have_channels_to_remove_behind_every_operator():
    graphs = [random_residual(seed) for seed in range(120)]
    simple = [simplify(g) for g in graphs]
    narrower = Counter(
        kind(n)
        for s, g in zip(simple, graphs, strict=True)
        for n in g.nodes
        if isinstance(n, OperatorNode) and s[n.name].shape[2] < n.shape[2]
    )
    assert narrower["Add"] > 100
    assert all(narrower[name] > 5 for name in ("MaxPool", "Average", "Concat", "Scale", "Upsample", "Interleave")), (
        narrower
    )
    assert all(simplify(s) is s for s in simple)


def meeting(one, other, last, *, padding=0, bias=(0, 0), shift=0):
    """input → one and other (two channels each) → their sum → last (1 channel, kernel 1, or 3 with padding)."""
    image = InputNode("input", (2, 2, 1), U4)
    window = Window(2, 2, 1, (1, 1))
    a, b = (
        ArrayNode(name, ("input",), window, U4, ints([w]), 4, Requant((4, 4), c, 2, 0, 15), None, U4)
        for name, w, c in (("a", one, bias), ("b", other, (0, 0)))
    )
    add = added("add", "a", "b", (2, 2, 2), Add((U4, U4), (2, 1), shift, 0, 15), U4)
    kernel = 1 + 2 * padding
    weights = np.zeros((kernel**2, 2, 1), np.int8)
    weights[:, :, 0] = last
    requant = Requant((3,), (5,), 1, -128, 127)
    window = Window(2, 2, 2, (kernel, kernel), padding=(padding,) * 4)
    reader = ArrayNode("r", ("add",), window, U4, ints(weights.reshape(-1, 1)), 4, requant, None, Int(8, True))
    return Graph("meeting", (image, a, b, add, reader))


def test_a_channel_of_a_sum_goes_only_when_it_is_constant_on_both_ways():
    graph = meeting([1, 0], [1, 2], [1, 1])
    assert remove_constant_channels(graph) is graph
    simple = remove_constant_channels(meeting([1, 0], [1, 0], [1, 2], bias=(0, 12), shift=1))
    # a gives (12 + 2) >> 2 = 3 there, the sum is (2·3 + 0 + 1) >> 1 = 3, and r gets 3 · 3 · 2 = 18 in its bias
    assert [n.shape[2] for n in simple.nodes] == [1, 1, 1, 1, 1]
    assert simple["r"].weights.tolist() == [[1]]
    assert simple["r"].requant.bias == (23,)
    assert simple["add"].op == Add((U4, U4), (2, 1), 1, 0, 15)


def test_a_constant_sum_that_is_not_the_padding_stays():
    graph = meeting([1, 0], [1, 0], [1, 2], bias=(0, 12), padding=1)
    assert remove_constant_channels(graph) is graph
    assert remove_constant_channels(meeting([1, 0], [1, 0], [1, 2], padding=1))["add"].shape == (2, 2, 1)


def test_a_channel_of_a_sum_that_nobody_reads_goes_on_both_ways():
    simple = remove_unused_channels(meeting([1, 2], [3, 4], [0, 1]))
    assert simple["a"].weights.tolist() == [[2]]
    assert simple["b"].weights.tolist() == [[4]]
    assert simple["r"].weights.tolist() == [[1]]
    assert simple["add"].shape == (2, 2, 1)


def test_a_channel_that_somebody_reads_before_it_is_added_stays():
    graph = meeting([1, 2], [3, 4], [0, 1])
    early = replace(graph["r"], name="early", inputs=("a",))
    last = added("last", "early", "r", (2, 2, 1), Add((Int(8, True),) * 2, (1, 1), 0, 0, 15), U4)
    nodes = (*graph.nodes, replace(early, weights=ints([[1], [0]])), last)
    fork = Graph("fork", nodes)
    check(fork)
    assert remove_unused_channels(fork) is fork


@pytest.mark.parametrize("step", [remove_constant_channels, remove_unused_channels])
def test_what_is_added_to_the_image_or_leaves_the_network_stays(step):
    graph = meeting([0, 0], [0, 0], [0, 0])
    image = replace(graph.input, shape=(2, 2, 2))
    a = replace(graph["a"], window=Window(2, 2, 2, (1, 1)), weights=ints(np.zeros((2, 2))))
    added = replace(graph["add"], inputs=("a", "input"))
    assert step(graph) is not graph
    for nodes in ((image, a, added, graph["r"]), graph.nodes[:-1]):
        other = Graph("other", nodes)
        check(other)
        assert step(other) is other


def test_a_layer_that_is_added_to_what_it_reads_loses_taps_and_channels():
    graph = meeting([1, 0], [1, 0], [1, 2])
    more = Window(2, 2, 2, (1, 1))
    around = ArrayNode("c", ("add",), more, U4, ints([[2, 0], [3, 0]]), 4, Requant((4, 4), (0, 0), 2, 0, 15), None, U4)
    again = replace(graph["add"], name="again", inputs=("c", "add"))
    simple = simplify(Graph("around", (*graph.nodes[:4], around, again, replace(graph["r"], inputs=("again",)))))
    assert simple["c"].weights.tolist() == [[2]]
    assert (simple["again"].shape, simple["r"].weights.tolist()) == ((2, 2, 1), [[1]])
