"""Every layer computes what PyTorch computes with its tensors, in float64 on integers."""

import numpy as np
import pytest

from hdlgen.arith import Int, Scale, Table
from hdlgen.ir import lower
from hdlgen.spec import AvgPoolLayer, MaxPoolLayer
from hdlgen.spec.models import ConcatLayer, ScaleLayer, TransposedLayer, UpsampleLayer
from tests.ir.layers import conv, linear, network

torch = pytest.importorskip("torch", reason="comes with hdlgen[train]")
F = torch.nn.functional


def channels_first(x):
    """float64[image, channel, row, column], which holds all of these integers exactly."""
    return torch.from_numpy(x.transpose(0, 3, 1, 2).astype(np.float64))


def requantized(file, name, acc, lo, hi):
    """What `file` says of the accumulators of layer `name`."""
    m, b = (torch.from_numpy(file.weights[f"{name}.{k}"].astype(np.int64)) for k in ("multiplier", "bias"))
    each = (1, -1, 1, 1) if acc.ndim == 4 else (1, -1)
    return torch.floor((acc * m.reshape(each) + b.reshape(each)) / 2**9 + 0.5).clip(lo, hi)


def require_equal(got, want):
    """Images [image, row, column, channel] as PyTorch's."""
    np.testing.assert_array_equal(got, want.numpy().transpose(0, 2, 3, 1))


def test_a_network_computes_what_pytorch_computes_with_its_tensors(execute):
    rng = np.random.default_rng(0)
    layers = [conv(kernel=(3, 2), padding=1, stride=2), AvgPoolLayer(name="p", type="avgpool", kernel=2), linear()]
    file = network(rng, (9, 12, 2), layers)
    x = rng.integers(0, 16, (6, 9, 12, 2))
    weight = {n: torch.from_numpy(file.weights[f"{n}.weight"].astype(np.float64)) for n in ("c", "f")}
    t = requantized(file, "c", F.conv2d(channels_first(x), weight["c"], stride=2, padding=1), 0, 15)
    t = torch.floor(F.avg_pool2d(t, 2) + 0.5)  # round(2^16/4) is exact
    t = requantized(file, "f", F.linear(t.flatten(1), weight["f"]), -128, 127)
    np.testing.assert_array_equal(execute(lower(file), x)[:, 0, 0], t.numpy())


def around(t, padding, value=0.0):
    top, left, bottom, right = padding
    return F.pad(t, (left, right, top, bottom), value=value)


@pytest.mark.parametrize("seed", range(24))
def test_any_convolution_is_that_of_pytorch(execute, seed):
    rng = np.random.default_rng(seed)
    groups = int(rng.integers(1, 4))
    kernel, stride, dilation = (tuple(int(v) for v in rng.integers(1, n, 2)) for n in (4, 4, 4))
    reach = [(k - 1) * d + 1 for k, d in zip(kernel, dilation, strict=True)]
    padding = tuple(int(v) for v in rng.integers(0, (*reach, *reach)))
    height, width = (int(rng.integers(r, r + 6)) for r in reach)
    c = groups * int(rng.integers(1, 4))
    sizes = {"kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation}
    layer = conv(channels=groups * int(rng.integers(1, 4)), groups=groups, out="int8", activation="none", **sizes)
    file = network(rng, (height, width, c), [layer])
    x = rng.integers(0, 16, (3, height, width, c))
    weight = torch.from_numpy(file.weights["c.weight"].astype(np.float64))
    t = F.conv2d(around(channels_first(x), padding), weight, stride=stride, dilation=dilation, groups=groups)
    graph = lower(file)
    require_equal(execute(graph, x), requantized(file, "c", t, -128, 127))
    assert graph["c"].grouped == (groups > 1)


@pytest.mark.parametrize("seed", range(40))
def test_any_transposed_convolution_is_that_of_pytorch(execute, seed):
    rng = np.random.default_rng(seed)
    groups = int(rng.integers(1, 4))
    kernel, stride = (tuple(int(v) for v in rng.integers(1, n, 2)) for n in (6, 4))
    padding, more = tuple(int(v) for v in rng.integers(0, (*kernel, *kernel))), tuple(rng.integers(0, stride).tolist())
    # so large that something is left of it
    least = (-(-(padding[n] + padding[n + 2] - kernel[n] + 1) // stride[n]) + 1 for n in (0, 1))
    height, width = (int(rng.integers(max(1, n), max(1, n) + 4)) for n in least)
    c = groups * int(rng.integers(1, 3))
    layer = TransposedLayer(
        **{"name": "t", "type": "convtranspose", "channels": groups * int(rng.integers(1, 3)), "kernel": kernel},
        **{"stride": stride, "padding": padding, "output_padding": more, "groups": groups},
        **{"weight_bits": 4, "out": "int8"},
    )
    file = network(rng, (height, width, c), [layer])
    x = rng.integers(0, 16, (3, height, width, c))
    weight = torch.from_numpy(file.weights["t.weight"].astype(np.float64))
    t = F.conv_transpose2d(channels_first(x), weight, stride=stride, output_padding=more, groups=groups)
    top, left, bottom, right = padding
    t = t[:, :, top : t.shape[2] - bottom, left : t.shape[3] - right]
    graph = lower(file)
    require_equal(execute(graph, x), requantized(file, "t", t, -128, 127))
    assert graph["t"].grouped == (groups > 1)
    assert [n.name for n in graph.nodes] == ["input", "t", "t_pixels"][: 2 + (max(stride) > 1)]
    if max(stride) > 1:
        assert graph["t_pixels"].op.block == stride


@pytest.mark.parametrize("seed", range(16))
def test_any_pool_is_that_of_pytorch(execute, seed):
    rng = np.random.default_rng(seed)
    kernel, stride = (tuple(int(v) for v in rng.integers(1, 4, 2)) for _ in range(2))
    padding = tuple(int(v) for v in rng.integers(0, (*kernel, *kernel)))
    shape = (int(rng.integers(3, 8)), int(rng.integers(3, 8)), 2)
    sizes = {"kernel": kernel, "stride": stride, "padding": padding}
    for layer in (MaxPoolLayer(name="p", type="maxpool", **sizes), AvgPoolLayer(name="p", type="avgpool", **sizes)):
        x = rng.integers(0, 16, (3, *shape))
        if layer.type == "maxpool":
            t = F.max_pool2d(around(channels_first(x), padding, -torch.inf), kernel, stride)
        else:  # floor(s/A + 1/2) of whole numbers s
            sums = F.avg_pool2d(around(channels_first(x), padding), kernel, stride, divisor_override=1)
            t = torch.floor((2 * sums + np.prod(kernel)) / (2 * np.prod(kernel)))
        require_equal(execute(lower(network(rng, shape, [layer])), x), t)


@pytest.mark.parametrize("activation", ["none", "relu", {"clip": 9}])
def test_squeeze_and_excitation_is_that_of_pytorch(execute, activation):
    rng = np.random.default_rng(1)
    layers = [
        conv("c", padding=1),
        AvgPoolLayer(name="mean", type="avgpool", kernel="all"),
        linear("gates", features=3, out="int6"),
    ]
    file = network(rng, (5, 4, 2), layers)
    layers.append(ScaleLayer(name="s", type="scale", inputs=("c", "gates"), out=Int(5, True), activation=activation))
    file.network.layers = tuple(layers)
    file.weights |= {"s.multiplier": np.array([-21], np.int32), "s.shift": np.array([8], np.int32)}
    x = rng.integers(0, 16, (9, 5, 4, 2))
    weight = {n: torch.from_numpy(file.weights[f"{n}.weight"].astype(np.float64)) for n in ("c", "gates")}
    t = requantized(file, "c", F.conv2d(channels_first(x), weight["c"], padding=1), 0, 15)
    mean = torch.floor(F.adaptive_avg_pool2d(t, 1) + 0.5)
    gates = requantized(file, "gates", F.linear(mean.flatten(1), weight["gates"]), -32, 31)
    lo, hi = {"none": (-16, 15), "relu": (0, 15)}.get(str(activation), (0, 9))
    graph = lower(file)
    require_equal(execute(graph, x), torch.floor(t * gates[:, :, None, None] * -21 / 2**8 + 0.5).clip(lo, hi))
    assert graph["s"].op == Scale((Int(4), Int(6, True)), -21, 8, lo, hi)


@pytest.mark.parametrize("requantize", [False, True])
def test_a_concat_and_an_upsample_are_those_of_pytorch(execute, requantize):
    rng = np.random.default_rng(2)
    # kernel 2 halves the plane, and the upsample doubles it
    layers = [conv("c", padding=1), conv("d", kernel=2, stride=2, out="int3" if requantize else "uint4")]
    file = network(rng, (6, 4, 3), layers)
    layers[1] = layers[1].model_copy(update={"input": "input"})
    layers.append(UpsampleLayer(name="u", type="upsample", factor=2))
    inputs = ("u", "input", "c")
    layers.append(ConcatLayer(name="j", type="concat", inputs=inputs, out=Int(4), requantize=requantize))
    file.network.layers = tuple(layers)
    if requantize:
        file.weights |= {"j.multiplier": np.array([5, -3, 2], np.int32), "j.shift": np.array([1], np.int32)}
    x = rng.integers(0, 16, (9, 6, 4, 3))
    weight = {n: torch.from_numpy(file.weights[f"{n}.weight"].astype(np.float64)) for n in ("c", "d")}
    t = channels_first(x)
    c = requantized(file, "c", F.conv2d(t, weight["c"], padding=1), 0, 15)
    d = requantized(file, "d", F.conv2d(t, weight["d"], stride=2), 0, 3 if requantize else 15)
    parts = [F.interpolate(d, scale_factor=2, mode="nearest"), t, c]
    if requantize:
        parts = [torch.floor(part * m / 2 + 0.5).clip(0, 15) for part, m in zip(parts, (5, -3, 2), strict=True)]
    graph = lower(file)
    require_equal(execute(graph, x), torch.cat(parts, 1))
    assert graph["j"].op.channels == (3, 3, 3)
    assert bool(graph["j"].op.requants) == requantize


@pytest.mark.parametrize(
    ("change", "index"),
    [
        ({"function": "silu", "in_scale": 0.5, "out_scale": 0.25}, Int(4, True)),
        ({"function": "leaky_relu", "in_scale": 1.0, "out_scale": 1.0, "slope": 0.25}, Int(6, True)),
        ({"function": "leaky_relu", "in_scale": 9.0, "out_scale": 0.03}, Int(4, True)),
    ],
)
def test_functions_are_tables_of_the_type_that_indexes_them(change, index):
    more = {} if index == Int(4, True) else {"table_in": str(index)}
    node = lower(network(np.random.default_rng(2), (4, 4, 1), [conv(activation=change, out="int4", **more)]))["c"]
    assert (node.requant.lo, node.requant.hi) == (index.lo, index.hi)
    f = {"silu": F.silu, "leaky_relu": lambda v: F.leaky_relu(v, change.get("slope", 0.01))}[change["function"]]
    values = f(torch.arange(index.lo, index.hi + 1, dtype=torch.float64) * change["in_scale"]) / change["out_scale"]
    want = torch.floor(values + 0.5).clip(-8, 7).to(torch.int64).tolist()
    assert node.table == Table(index.lo, tuple(want))
