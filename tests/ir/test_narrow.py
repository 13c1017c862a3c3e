"""Which channels belong together, and what a graph without some of them is."""

import numpy as np
import pytest

from hdlgen.arith import Add, ArgMax, Concat, Int, Interleave, MaxPool, Requant, Scale, SumPool, Upsample, Window
from hdlgen.ir import Graph, InputNode, OperatorNode, check
from hdlgen.ir.narrow import classes_of
from hdlgen.ir.passes import simplify
from tests.mapping.networks import average, evaluate, layer, random_images

U4 = Int(4)
IMAGE = InputNode("x", (2, 3, 2), U4)


def conv(name, source, channels, weights=None):
    """Kernel 1; every weight 1 unless given."""
    taps = source.shape[2]
    weights = np.ones((taps, channels)) if weights is None else weights
    return layer(name, source.name, weights, window=Window(*source.shape, (1, 1)), in_type=source.out)


def groups(graph):
    """Names and numbers of the channels of each class that is not fixed."""
    classes = classes_of(graph)
    found = {}
    for node in graph.nodes:
        for channel, of in enumerate(classes.of[node.name].tolist()):
            if not classes.fixed[of]:
                found.setdefault(of, []).append(f"{node.name}{channel}")
    return sorted(found.values())


A, B = conv("a", IMAGE, 2), conv("b", IMAGE, 3)
JOINED = OperatorNode.of("c", Concat((2, 3)), (A, B), U4)


def test_a_channel_behind_a_concat_is_that_in_front_of_it():
    graph = Graph("g", (IMAGE, A, B, JOINED, conv("r", JOINED, 1)))
    assert groups(graph) == [["a0", "c0"], ["a1", "c1"], ["b0", "c2"], ["b1", "c3"], ["b2", "c4"]]
    assert classes_of(graph).fixed.sum() == 2 + 1  # the image and the result


def test_a_channel_of_a_sum_of_a_concat_ties_channels_of_all_three():
    other = conv("d", IMAGE, 5)
    total = OperatorNode.of("s", Add((U4, U4), (1, 1), 0, 0, 15), (JOINED, other), U4)
    graph = Graph("g", (IMAGE, A, B, JOINED, other, total, conv("r", total, 1)))
    assert groups(graph)[0] == ["a0", "c0", "d0", "s0"]
    assert groups(graph)[2] == ["b0", "c2", "d2", "s2"]


def test_a_channel_that_two_ways_of_a_concat_share_is_one_class():
    small = OperatorNode.of("p", MaxPool(2, 3, 2, (1, 1)), (A,), U4)
    twice = OperatorNode.of("c", Concat((2, 2)), (A, small), U4)
    assert groups(Graph("g", (IMAGE, A, small, twice, conv("r", twice, 1)))) == [
        ["a0", "p0", "c0", "c2"],
        ["a1", "p1", "c1", "c3"],
    ]


def test_phases_of_an_interleave_keep_the_same_channels():
    phases = conv("a", IMAGE, 6)
    pixels = OperatorNode.of("i", Interleave((1, 3), 2, 8, 2), (phases,), U4)
    graph = Graph("g", (IMAGE, phases, pixels, conv("r", pixels, 1)))
    assert groups(graph) == [["a0", "a2", "a4", "i0"], ["a1", "a3", "a5", "i1"]]


def test_a_gate_goes_with_its_channel():
    mean = average("m", "a", SumPool(2, 3, 2, (2, 3)), U4, Requant((9, 9), (0, 0), 6, 0, 15), U4)
    gates = conv("g", mean, 2)
    scaled = OperatorNode.of("s", Scale((U4, U4), 1, 4, 0, 15), (A, gates), U4)
    assert groups(Graph("g", (IMAGE, A, mean, gates, scaled, conv("r", scaled, 1)))) == [
        ["a0", "m0", "g0", "s0"],
        ["a1", "m1", "g1", "s1"],
    ]


def test_classes_need_all_channels_and_results_stay():
    graph = Graph("g", (IMAGE, A, B, OperatorNode.of("t", ArgMax(3), (B,), Int(2))), ("t", "a"))
    assert groups(graph) == []
    assert groups(Graph("g", (IMAGE, A, B, JOINED, conv("r", JOINED, 1)), ("r", "a"))) == [
        ["b0", "c2"],
        ["b1", "c3"],
        ["b2", "c4"],
    ]
    assert groups(Graph("g", (IMAGE, A, B, JOINED, conv("r", JOINED, 1)), ("c", "r"))) == []


@pytest.mark.parametrize("zero", ["unread", "constant"])
def test_channels_go_from_all_operators_of_a_network(zero):
    """One class of three: a channel of the pixels, with both its phases, and its gate."""
    phases_weights, gate_weights, beside_weights = np.ones((2, 4)), np.ones((3, 3)), np.ones((2, 1))
    read = np.ones((3, 1))
    if zero == "unread":
        read[1] = 0
        gate_weights[1] = 0
    else:
        phases_weights[:, 1::2] = gate_weights[:, 1] = 0
    phases = conv("phases", IMAGE, 4, phases_weights)
    pixels = OperatorNode.of("pixels", Interleave((1, 2), 2, 5, 2), (phases,), U4)
    beside = conv("beside", IMAGE, 1, beside_weights)
    wide = OperatorNode.of("wide", Upsample(2), (beside,), U4)
    cut = OperatorNode.of("cut", MaxPool(4, 6, 1, (3, 2), (1, 1)), (wide,), U4)
    joined = OperatorNode.of("joined", Concat((2, 1)), (pixels, cut), U4)
    mean = average("mean", "joined", SumPool(2, 5, 3, (2, 5)), U4, Requant((7,) * 3, (0,) * 3, 6, 0, 15), U4)
    gates = conv("gates", mean, 3, gate_weights)
    scaled = OperatorNode.of("scaled", Scale((U4, U4), 1, 3, 0, 15), (joined, gates), U4)
    graph = Graph(
        "g", (IMAGE, phases, pixels, beside, wide, cut, joined, mean, gates, scaled, conv("r", scaled, 1, read))
    )
    check(graph)
    simple = simplify(graph)
    assert {n.name: n.shape[2] for n in simple.nodes} == {
        "x": 2,
        "phases": 2,
        "pixels": 1,
        "beside": 1,
        "wide": 1,
        "cut": 1,
        "joined": 2,
        "mean": 2,
        "gates": 2,
        "scaled": 2,
        "r": 1,
    }
    assert simple["pixels"].op == Interleave((1, 2), 2, 5, 1)
    assert simple["joined"].op == Concat((1, 1))
    images = random_images(graph, 5)
    np.testing.assert_array_equal(evaluate(simple, images)["r"], evaluate(graph, images)["r"])


def test_a_concat_keeps_the_requantizers_of_its_channels():
    requant = Requant((1, 2, 3), (4, 5, 6), 1, 0, 15)
    joined = OperatorNode.of("c", Concat((2, 3), (None, requant)), (A, B), U4)
    read = np.ones((5, 1))
    read[[0, 3]] = 0
    simple = simplify(Graph("g", (IMAGE, A, B, joined, conv("r", joined, 1, read))))
    assert simple["c"].op == Concat((1, 2), (None, Requant((1, 3), (4, 6), 1, 0, 15)))
    assert [s.shape for s in simple["c"].operands] == [(2, 3, 1), (2, 3, 2)]


@pytest.mark.parametrize("pad", [0, 1])
def test_a_constant_that_an_averages_padding_makes_several_of_stays(pad):
    """At the border of the padded pool the constant 8 becomes less: no single bias stands for it."""
    constant = layer("a", "x", [[1, 0], [1, 0]], window=Window(2, 3, 2, (1, 1)), bias=(0, 8))
    pool = SumPool(2, 3, 2, (2, 2), (1, 1), (pad, 0, 0, 0))
    mean = average("m", "a", pool, U4, Requant((1, 1), (0, 0), 2, 0, 15), U4)
    graph = Graph("g", (IMAGE, constant, mean, conv("r", mean, 1)))
    check(graph)
    assert simplify(graph)["a"].channels == (2 if pad else 1)
