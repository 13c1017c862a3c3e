from types import SimpleNamespace

import numpy as np
import pytest

from hdlgen.arith import Add, Int, MaxPool, Requant, Signal, SumPool, Table, Window
from hdlgen.ir import ArrayNode, Graph, lower
from hdlgen.ir.lower import taps_first
from hdlgen.spec import AddLayer, AvgPoolLayer, Clip, Lookup, MaxPoolLayer, Threshold
from hdlgen.spec.models import ArgMaxLayer
from tests.ir.layers import conv, linear, network
from tests.mapping.networks import added, maximum


def test_pools_have_the_kernel_as_stride_and_may_take_the_whole_plane():
    layers = [
        MaxPoolLayer(name="p", type="maxpool", kernel=(2, 3)),
        AvgPoolLayer(name="q", type="avgpool", kernel="all"),
    ]
    graph = lower(network(np.random.default_rng(0), (4, 9, 2), layers))
    assert graph["p"].op == MaxPool(4, 9, 2, (2, 3), (2, 3))
    assert graph["q"].op.pool == SumPool(2, 3, 2, (2, 3), (2, 3))
    assert graph["q"].shape == (1, 1, 2)


def test_classes_are_the_first_largest_channels(execute):
    rng = np.random.default_rng(3)
    layers = [conv(channels=5), ArgMaxLayer(name="a", type="argmax")]
    graph = lower(network(rng, (5, 6, 2), layers, outputs=("a", "c")))
    assert (graph.ends, graph["a"].out, graph["a"].shape) == (("a", "c"), Int(3), (3, 4, 1))
    x = rng.integers(0, 16, (9, 5, 6, 2))
    y = execute(Graph("c", graph.nodes[:2]), x)
    first = [next(n for n, v in enumerate(pixel) if v == max(pixel)) for pixel in y.reshape(-1, 5).tolist()]
    assert execute(graph, x).ravel().tolist() == first


def test_taps_are_numbered_row_column_channel():
    weight = np.arange(2 * 3 * 2 * 2).reshape(2, 3, 2, 2).astype(np.int8)  # [out, in, ky, kx]
    taps = taps_first(weight, (9, 9, 3))
    assert taps[:, 0].tolist() == [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11]
    assert taps[:, 1].tolist() == [v + 12 for v in taps[:, 0].tolist()]
    np.testing.assert_array_equal(taps_first(weight.reshape(2, -1), (2, 2, 3)), taps)
    assert not taps.flags.writeable


def test_nodes_hold_what_the_file_says():
    layers = [conv(), MaxPoolLayer(name="p", type="maxpool", kernel=2), linear()]
    file = network(np.random.default_rng(1), (8, 8, 1), layers)
    graph = lower(file)
    assert [n.name for n in graph.nodes] == ["input", "c", "p", "f"]
    assert [n.inputs for n in graph.nodes] == [(), ("input",), ("c",), ("p",)]
    c, p, f = graph["c"], graph["p"], graph["f"]
    assert isinstance(c, ArrayNode)
    assert c.window == Window(8, 8, 1, (3, 3))
    assert (c.in_type, c.out, c.weight_bits, c.table) == (Int(4), Int(4), 4, None)
    tensors = file.weights
    assert c.requant == Requant(tuple(tensors["c.multiplier"].tolist()), tuple(tensors["c.bias"].tolist()), 9, 0, 15)
    assert p == maximum("p", "c", MaxPool(6, 6, 3, (2, 2), (2, 2)), Int(4))
    assert f.window == Window(3, 3, 3, (3, 3))
    assert (f.shape, f.requant.lo, f.requant.hi) == ((1, 1, 5), -128, 127)


@pytest.mark.parametrize(
    ("change", "lo", "hi", "table"),
    [
        ({"activation": "none"}, 0, 15, None),
        ({"activation": "none", "out": "int4"}, -8, 7, None),
        ({"activation": "relu", "out": "int4"}, 0, 7, None),
        ({"activation": Clip(clip=6)}, 0, 6, None),
        ({"activation": Threshold(threshold=3), "out": "uint3"}, 0, 7, Table(0, (0, 0, 0, 3, 4, 5, 6, 7))),
        ({"activation": Threshold(threshold=2), "out": "int3"}, 0, 3, Table(0, (0, 0, 2, 3))),
        ({"activation": Lookup(table=(5, 6, 7, 8)), "table_in": "int2"}, -2, 1, Table(-2, (5, 6, 7, 8))),
        ({"activation": Lookup(table=(3, 2, 1, 0)), "out": "uint2"}, 0, 3, Table(0, (3, 2, 1, 0))),
    ],
)
def test_activations_are_ends_and_tables(change, lo, hi, table):
    node = lower(network(np.random.default_rng(2), (4, 4, 1), [conv(**change)]))["c"]
    assert (node.requant.lo, node.requant.hi, node.table) == (lo, hi, table)


def test_average_pools_have_a_multiplier_of_their_own():
    layers = [conv(), AvgPoolLayer(name="p", type="avgpool", kernel=3, out="uint3")]
    node = lower(network(np.random.default_rng(3), (5, 5, 1), layers))["p"]
    assert node.op.requant == Requant((7282,) * 3, (0,) * 3, 16, 0, 7)  # 65536 / 9 = 7281.8
    assert node.operands == (Signal((3, 3, 3), Int(4)),)
    assert (node.out, node.shape) == (Int(3), (1, 1, 3))


def require_exact_averages(rng, execute):
    """A pool of any kernel and types, on images of any values and on one whose mean is near a half."""
    kernel, bits, out_bits = int(rng.integers(1, 401)), int(rng.integers(1, 9)), int(rng.integers(1, 9))
    act, out = Int(bits, bool(rng.integers(2))), Int(out_bits, bool(rng.integers(2)))
    pool = AvgPoolLayer(name="p", type="avgpool", kernel=kernel, out=str(out))
    described = SimpleNamespace(
        input=SimpleNamespace(shape=(kernel, kernel, 1), type=act), layers=(pool,), outputs=None
    )
    graph = lower(SimpleNamespace(name="net", weights={}, network=described))
    area, near = kernel**2, int(rng.integers(act.lo, act.hi))
    at_half = near + (np.arange(area) < area // 2 + int(rng.integers(-1, 2))).astype(int)
    x = np.stack([rng.integers(act.lo, act.hi + 1, area), at_half]).reshape(2, kernel, kernel, 1)
    sums = [sum(image.ravel().tolist()) for image in x]
    want = [min(max((2 * s + area) // (2 * area), out.lo), out.hi) for s in sums]
    assert execute(graph, x).ravel().tolist() == want, (kernel, act, out)


def test_averages_of_any_kernel_and_type_are_exact(execute):
    rng = np.random.default_rng(5)
    for _ in range(25):
        require_exact_averages(rng, execute)


@pytest.mark.campaign
def test_500_averages_of_any_kernel_and_type_are_exact(execute):
    rng = np.random.default_rng(6)
    for _ in range(500):
        require_exact_averages(rng, execute)


@pytest.mark.parametrize(
    ("change", "lo", "hi"),
    [
        ({}, 0, 15),
        ({"activation": "none", "out": "int4"}, -8, 7),
        ({"activation": "relu", "out": "int4"}, 0, 7),
        ({"activation": {"clip": 5}}, 0, 5),
    ],
)
def test_branches_and_sums(change, lo, hi):
    # `first` has three channels, and so has the image: `network` counts them along the layers
    layers = [conv("first", padding=1), conv("second", padding=1, input="input", out="int5", activation="none")]
    file = network(np.random.default_rng(4), (6, 6, 3), layers)
    layers.append(AddLayer(**{"name": "sum", "type": "add", "inputs": ("second", "first"), "out": "uint4"} | change))
    layers.append(AvgPoolLayer(name="pool", type="avgpool", kernel=2, input="first"))
    file.network.layers = tuple(layers)
    file.weights |= {"sum.multiplier": np.array([3, -7], np.int32), "sum.shift": np.array([5], np.int32)}
    graph = lower(file)
    assert [n.inputs for n in graph.nodes] == [(), ("input",), ("input",), ("second", "first"), ("first",)]
    assert graph["second"].in_type == Int(4)
    add = Add((Int(5, True), Int(4)), (3, -7), 5, lo, hi)
    assert graph["sum"] == added("sum", "second", "first", (6, 6, 3), add, Int(4, hi == 7))
    assert (graph["pool"].shape, graph["pool"].operands) == ((3, 3, 3), (Signal((6, 6, 3), Int(4)),))
