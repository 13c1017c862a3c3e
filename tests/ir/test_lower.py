from types import SimpleNamespace

import numpy as np
import pytest

from hdlgen.arith import Add, Int, MaxPool, Requant, Table, Window
from hdlgen.ir import ArrayNode, lower
from hdlgen.ir.lower import taps_first
from hdlgen.spec import AddLayer, AvgPoolLayer, Clip, ConvLayer, LinearLayer, Lookup, MaxPoolLayer, Threshold
from tests.mapping.networks import added, maximum


def network(rng, shape, layers):
    """What `lower` reads of a NetworkFile, with random tensors."""
    tensors = {}
    h, w, c = shape
    for layer in layers:
        if isinstance(layer, ConvLayer):
            size = (layer.channels, c, *layer.kernel)
            h, w, c = (
                (h + 2 * layer.padding - layer.kernel[0]) // layer.stride + 1,
                (w + 2 * layer.padding - layer.kernel[1]) // layer.stride + 1,
                layer.channels,
            )
        elif isinstance(layer, LinearLayer):
            size = (layer.features, c * h * w)
            h, w, c = 1, 1, layer.features
        else:
            h, w = h // layer.kernel, w // layer.kernel
            continue
        tensors[f"{layer.name}.weight"] = rng.integers(-7, 8, size).astype(np.int8)
        tensors[f"{layer.name}.multiplier"] = rng.integers(1, 50, size[0]).astype(np.int32)
        tensors[f"{layer.name}.bias"] = rng.integers(-500, 500, size[0])
        tensors[f"{layer.name}.shift"] = np.array([9], np.int32)
    described = SimpleNamespace(input=SimpleNamespace(shape=shape, type=Int(4)), layers=tuple(layers))
    return SimpleNamespace(name="net", weights=tensors, network=described)


def conv(name="c", **more):
    return ConvLayer(
        **{
            "name": name,
            "type": "conv",
            "channels": 3,
            "kernel": 3,
            "weight_bits": 4,
            "activation": "relu",
            "out": "uint4",
        }
        | more
    )


def linear(name="f", **more):
    return LinearLayer(**{"name": name, "type": "linear", "features": 5, "weight_bits": 4, "out": "int8"} | more)


def test_a_network_computes_what_pytorch_computes_with_its_tensors(execute):
    torch = pytest.importorskip("torch", reason="comes with hdlgen[train]")
    rng = np.random.default_rng(0)
    layers = [conv(kernel=(3, 2), padding=1, stride=2), AvgPoolLayer(name="p", type="avgpool", kernel=2), linear()]
    file = network(rng, (9, 12, 2), layers)
    x = rng.integers(0, 16, (6, 9, 12, 2))

    def requantize(acc, name, lo, hi):
        m, b = (torch.from_numpy(file.weights[f"{name}.{k}"].astype(np.int64)) for k in ("multiplier", "bias"))
        each = (1, -1, 1, 1) if acc.ndim == 4 else (1, -1)
        return torch.floor((acc * m.reshape(each) + b.reshape(each)) / 2**9 + 0.5).clip(lo, hi)

    weight = {n: torch.from_numpy(file.weights[f"{n}.weight"].astype(np.float64)) for n in ("c", "f")}
    t = torch.from_numpy(x.transpose(0, 3, 1, 2).astype(np.float64))
    t = requantize(torch.nn.functional.conv2d(t, weight["c"], stride=2, padding=1), "c", 0, 15)
    t = torch.floor(torch.nn.functional.avg_pool2d(t, 2) + 0.5)  # round(2^16/4) is exact
    t = requantize(torch.nn.functional.linear(t.flatten(1), weight["f"]), "f", -128, 127)
    np.testing.assert_array_equal(execute(lower(file), x)[:, 0, 0], t.numpy())


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
    assert node.requant == Requant((7282,) * 3, (0,) * 3, 16, 0, 7)  # 65536 / 9 = 7281.8
    assert (node.in_type, node.out, node.shape) == (Int(4), Int(3), (1, 1, 3))


def require_exact_averages(rng, execute):
    """A pool of any kernel and types, on images of any values and on one whose mean is near a half."""
    kernel, bits, out_bits = int(rng.integers(1, 401)), int(rng.integers(1, 9)), int(rng.integers(1, 9))
    act, out = Int(bits, bool(rng.integers(2))), Int(out_bits, bool(rng.integers(2)))
    pool = AvgPoolLayer(name="p", type="avgpool", kernel=kernel, out=str(out))
    described = SimpleNamespace(input=SimpleNamespace(shape=(kernel, kernel, 1), type=act), layers=(pool,))
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
    assert (graph["pool"].shape, graph["pool"].in_type) == ((3, 3, 3), Int(4))
