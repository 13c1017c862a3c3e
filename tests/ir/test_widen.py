"""Graphs with more channels than they use give the same results."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Add, ArgMax, Concat, Int, Interleave, MaxPool, Requant, SumPool, Window
from hdlgen.errors import HdlgenError
from hdlgen.ir import Graph, InputNode, OperatorNode, check
from hdlgen.ir.widen import widened
from tests.mapping.networks import (
    added,
    average,
    evaluate,
    layer,
    maximum,
    random_images,
    random_network,
    random_residual,
)

U4 = Int(4)
IMAGE = InputNode("x", (2, 3, 2), U4)
RNG = np.random.default_rng(0)


def conv(name, source, channels):
    """Kernel 1, random weights."""
    weights = RNG.integers(-7, 8, (source.shape[2], channels))
    bias = tuple(RNG.integers(0, 99, channels).tolist())
    return layer(
        name, source.name, weights, window=Window(*source.shape, (1, 1)), in_type=source.out, bias=bias, shift=3
    )


def outputs(graph, images):
    values = evaluate(graph, images)
    return [values[name] for name in graph.ends]


def same(graph, wide):
    check(wide)
    images = random_images(graph, 4)
    for a, b in zip(outputs(graph, images), outputs(wide, images), strict=True):
        np.testing.assert_array_equal(a, b)


def test_channels_are_the_first_and_taps_go_with_them():
    a = conv("a", IMAGE, 2)
    fc = layer("fc", "a", np.arange(1, 13).reshape(12, 1) % 7, window=Window(2, 3, 2, (2, 3)), shift=4)
    graph = Graph("g", (IMAGE, a, fc))
    wide = widened(graph, {"a": 3})
    assert wide["a"].weights[:, :2].tolist() == a.weights.tolist()
    assert not wide["a"].weights[:, 2].any()
    assert wide["fc"].weights[:, 0].tolist() == [1, 2, 0, 3, 4, 0, 5, 6, 0, 0, 1, 0, 2, 3, 0, 4, 5, 0]
    assert wide["fc"].window == Window(2, 3, 3, (2, 3))
    assert not wide["a"].weights.flags.writeable
    same(graph, wide)


@pytest.mark.parametrize("seed", range(4))
def test_a_chain(seed):
    graph = random_network(seed, signed=bool(seed % 2))
    wide = widened(graph, {n.name: n.channels + 1 + i for i, n in enumerate(graph.arrays[:-1])})
    assert all(w.channels > n.channels for w, n in zip(wide.arrays[:-1], graph.arrays[:-1], strict=True))
    same(graph, wide)


def test_random_graphs():
    """Each array twice as wide, or as wide as it is; refused where channels of an image, which stay, meet others."""
    fits = {1: 0, 2: 0}
    for seed in range(120):
        graph, factor = random_residual(seed), 1 + seed % 2
        try:
            wide = widened(graph, {n.name: n.channels * factor for n in graph.arrays[:-1]})
        except HdlgenError:
            continue
        same(graph, wide)
        fits[factor] += 1
    assert fits[1] == 60
    assert fits[2] > 10


def join(op, *sources):
    return OperatorNode.of("join", op, sources, U4)


def test_operands_of_a_concat_move_on():
    a, b = conv("a", IMAGE, 2), conv("b", IMAGE, 3)
    both = join(Concat((2, 3), (None, Requant((1, 2, 3), (5, 5, 5), 1, 0, 15))), a, b)
    graph = Graph("g", (IMAGE, a, b, both, conv("r", both, 2)))
    wide = widened(graph, {"a": 4, "b": 5})
    assert wide["join"].op.channels == (4, 5)
    assert wide["join"].op.requants == (None, Requant((1, 2, 3, 0, 0), (5, 5, 5, 0, 0), 1, 0, 15))
    assert np.flatnonzero(wide["r"].weights.any(axis=1)).tolist() == [0, 1, 4, 5, 6]
    same(graph, wide)


def test_groups_that_become_pixels_stay_groups():
    a = conv("a", IMAGE, 4)
    pixels = join(Interleave((1, 2), 2, 6, 2), a)
    graph = Graph("g", (IMAGE, a, pixels, conv("r", pixels, 2)))
    wide = widened(graph, {"a": 6})
    assert (wide["join"].op.channels, wide["join"].shape) == (3, (2, 6, 3))
    assert np.flatnonzero(wide["a"].weights.any(axis=0)).tolist() == [0, 1, 3, 4]
    same(graph, wide)
    with pytest.raises(HdlgenError, match="join: takes 2 groups of channels, and is given 5 channels"):
        widened(graph, {"a": 5})


def test_pools():
    a = conv("a", IMAGE, 2)
    most = maximum("most", "a", MaxPool(2, 3, 2, (2, 2)), U4)
    requant = Requant((7000, 9000), (5, 6), 16, 0, 15)
    mean = average("mean", "most", SumPool(1, 2, 2, (1, 2)), U4, requant, U4)
    graph = Graph("g", (IMAGE, a, most, mean, conv("r", mean, 2)))
    wide = widened(graph, {"a": 3})
    assert (wide["most"].op.channels, wide["mean"].op.pool.channels) == (3, 3)
    assert wide["mean"].op.requant == Requant((7000, 9000, 0), (5, 6, 0), 16, 0, 15)
    same(graph, wide)


A, B = conv("a", IMAGE, 2), conv("b", IMAGE, 2)


@pytest.mark.parametrize(
    ("graph", "channels", "what"),
    [
        (Graph("g", (IMAGE, A)), {"a": 1}, ["a: gives 2 channels, and there are 1"]),
        (Graph("g", (IMAGE, A)), {"a": 3}, ["a: gives 2 channels, which leave the network, and there are 3"]),
        (
            Graph("g", (IMAGE, A, B), ("a", "b")),
            {"a": 1, "b": 3},
            ["a: gives 2 channels, and there are 1", "b: gives 2 channels, which leave the network, and there are 3"],
        ),
        (
            Graph("g", (IMAGE, A, OperatorNode.of("classes", ArgMax(2), (A,), Int(1)))),
            {"a": 3},
            ["classes: compares 2 channels, and is given 3"],
        ),
    ],
)
def test_what_would_change_results_is_refused(graph, channels, what):
    with pytest.raises(HdlgenError) as e:
        widened(graph, channels)
    assert str(e.value).splitlines() == what


def test_channels_that_meet_must_lie_at_one_place():
    one, two, four = conv("one", IMAGE, 2), conv("two", IMAGE, 2), conv("four", IMAGE, 4)
    both = OperatorNode.of("both", Concat((2, 2)), (one, two), U4)
    meet = added("meet", "both", "four", (2, 3, 4), Add((U4, U4), (1, 1), 1, 0, 15), U4)
    graph = Graph("g", (IMAGE, one, two, four, both, meet, conv("r", meet, 1)))
    same(graph, widened(graph, {"two": 3, "four": 5}))
    with pytest.raises(HdlgenError, match="meet: joins channels that lie at different places"):
        widened(graph, {"one": 3, "two": 3, "four": 6})
    with pytest.raises(HdlgenError, match="meet: have the shapes 2×3×5, 2×3×4, which must be one"):
        widened(graph, {"two": 3})


def test_nothing_changes_where_there_are_no_more():
    graph = replace(random_network(1), name="same")
    wide = widened(graph, {})
    for node, other in zip(graph.nodes, wide.nodes, strict=True):
        if hasattr(node, "weights"):
            np.testing.assert_array_equal(node.weights, other.weights)
            assert (node.window, node.requant) == (other.window, other.requant)
        else:
            assert node == other
