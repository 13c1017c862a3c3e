"""Modules are read as PyTorch computes them, or refused with every reason."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="comes with hdlgen[train]")
from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402, N812

from hdlgen.errors import SpecError  # noqa: E402
from hdlgen.frontend.layers import weights_of  # noqa: E402
from hdlgen.frontend.operators import ConvTransposed  # noqa: E402
from hdlgen.frontend.original import channels_last  # noqa: E402
from hdlgen.frontend.torch.original import original  # noqa: E402
from hdlgen.frontend.torch.reader import BATCH, exported, read  # noqa: E402
from tests.frontend.torch.modules import initialized, quantized, stranger  # noqa: E402

SHAPE = (12, 10, 4)


class Of(nn.Module):
    """A function as a module; with layers that it may call."""

    def __init__(self, function, **layers):
        super().__init__()
        self.function = function
        for name, layer in layers.items():
            setattr(self, name, layer)

    def forward(self, x):
        return self.function(self, x)


def conv(*args, **more):
    return Of(lambda m, x: m.c(x), c=nn.Conv2d(*args, **more))


def of(function):
    return Of(lambda _, x: function(x))


OPERATORS = {
    "conv": conv(4, 6, (3, 2), (2, 1), (1, 0), bias=False),
    "conv, groups and dilation": conv(4, 6, 3, dilation=2, groups=2),
    "conv, same": conv(4, 6, (4, 3), padding="same"),
    "conv, valid": conv(4, 6, 3, padding="valid"),
    "padded": Of(lambda m, x: m.c(F.pad(F.pad(x, (1, 0, 0, 2)), (0, 1))), c=nn.Conv2d(4, 6, 3)),
    "transposed": Of(lambda m, x: m.c(x), c=nn.ConvTranspose2d(4, 6, 3, (2, 1), 1, (1, 0), groups=2)),
    "linear of an image": Of(lambda m, x: m.f(torch.flatten(x, 1)), f=nn.Linear(480, 7)),
    "matmul": Of(lambda m, x: x.mean((2, 3)) @ m.f.weight.T, f=nn.Linear(4, 7)),
    "batch norm": Of(lambda m, x: m.b(x), b=nn.BatchNorm2d(4)),
    "batch norm without weights": Of(lambda m, x: m.b(x), b=nn.BatchNorm2d(4, affine=False)),
    "relu": of(F.relu),
    "in place": of(lambda x: (x + 0.0).relu_()),
    "relu6": of(F.relu6),
    "hardtanh": of(lambda x: F.hardtanh(x, -0.5, 0.25)),
    "clamp": of(lambda x: x.clamp(max=0.5)),
    "clamp both": of(lambda x: torch.clamp(x, -0.25, 0.5)),
    "sigmoid": of(torch.sigmoid),
    "hardsigmoid": of(F.hardsigmoid),
    "tanh": of(torch.tanh),
    "hardswish": of(F.hardswish),
    "hardswish by hand": of(lambda x: x * F.relu6(x + 3) / 6),
    "silu": of(F.silu),
    "silu by hand": of(lambda x: x * torch.sigmoid(x)),
    "gelu": of(F.gelu),
    "leaky relu": of(lambda x: F.leaky_relu(x, 0.2)),
    "max pool": of(lambda x: F.max_pool2d(x, 3, 2, 1)),
    "max pool, ceil mode without effect": of(lambda x: F.max_pool2d(x, 2, ceil_mode=True)),
    "average pool": of(lambda x: F.avg_pool2d(x, 3, 2, 1)),
    "average of the plane": of(lambda x: F.adaptive_avg_pool2d(x, 1)),
    "average of parts": of(lambda x: F.adaptive_avg_pool2d(x, (3, 5))),
    "mean": of(lambda x: x.mean((-1, -2), keepdim=True)),
    "add": of(lambda x: F.relu(x) + torch.tanh(x)),
    "add itself": of(lambda x: x + x),
    "add constants": of(lambda x: 1.5 + x + torch.arange(4.0)[:, None, None]),
    "subtract": of(lambda x: 1 - x - torch.tanh(x)),
    "multiply and divide": of(lambda x: x * torch.arange(1.0, 5)[None, :, None, None] / 3),
    "gates": of(lambda x: x * torch.sigmoid(x.mean((2, 3), keepdim=True))),
    "gates in front": of(lambda x: torch.sigmoid(x.mean((2, 3)))[:, :, None, None] * x),
    "concat": of(lambda x: torch.cat([x, F.relu(x), x * 2], 1)),
    "upsample": of(lambda x: F.interpolate(x, scale_factor=3)),
    "upsample to a size": of(lambda x: F.interpolate(x, size=(24, 20), mode="nearest")),
    "vectors": of(lambda x: F.relu(x.mean((2, 3))).unsqueeze(-1).unsqueeze(-1) + F.max_pool2d(x, (12, 10))),
    "argmax": of(lambda x: torch.argmax(x, 1, keepdim=True)),
    "dropout": Of(lambda m, x: m.d(x) + 1, d=nn.Dropout2d(0.5)),
    "several results": of(lambda x: (F.relu(x), x.mean((2, 3)))),
    "argmax of vectors": of(lambda x: x.mean((2, 3)).argmax(1)),
    "argmax in whole numbers": of(lambda x: x.argmax(1).int()),
    "negative": of(lambda x: -x),
    "casts of floats": of(lambda x: x.double().float() + 1),
    "fake quantizers": of(lambda x: torch.fake_quantize_per_tensor_affine(x, 0.1, 128, 0, 255)),
}


@pytest.mark.parametrize("module", OPERATORS.values(), ids=OPERATORS)
def test_an_operator_computes_what_pytorch_computes(module):
    module = initialized(module)
    read_ = original(module, SHAPE, "net")
    x = np.random.default_rng(0).normal(0, 2, (BATCH + 3, *SHAPE)).astype(np.float32)
    with torch.no_grad():
        wanted = module(torch.from_numpy(x.transpose(0, 3, 1, 2).copy()))
    wanted = list(wanted) if isinstance(wanted, tuple) else [wanted]
    found = read_.source.run(x)
    for name, ours, theirs in zip(read_.source.outputs, read_.run(x), wanted, strict=True):
        np.testing.assert_array_equal(ours, channels_last(theirs.numpy(), read_.source.shapes[name]))
        np.testing.assert_allclose(found[name], ours, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("make", [stranger, quantized])
def test_whole_networks(make):
    module = make()
    found = original(module, (12, 12, 1), "net")
    x = np.random.default_rng(0).random((20, 12, 12, 1), np.float32)
    (name,) = found.source.outputs
    np.testing.assert_allclose(found.source.run(x)[name], found.run(x)[0], rtol=1e-3, atol=1e-4)


def test_a_softmax_at_the_end_is_left_out_and_what_is_compared_lies_in_front_of_it():
    found = original(stranger(), (12, 12, 1), "net")
    assert found.source.labels == ("linear_2",)
    assert found.source.outputs == ("head",)


def test_layers_are_named_after_their_modules():
    source = original(stranger(), (12, 12, 1), "net").source
    names = {n.name: n.where for n in source.nodes}
    assert {"stem_0", "stem_1", "body_0", "gates_down", "up", "head"} <= set(names)
    assert names["gates_down"] == "gates.down"
    assert len({name.lower() for name in names}) == len(names)


def test_decomposed_quantizers_are_grids():
    q = torch.ops.quantized_decomposed

    def forward(m, x):
        x = q.dequantize_per_tensor(
            q.quantize_per_tensor(x, 0.1, 3, -128, 127, torch.int8), 0.1, 3, -128, 127, torch.int8
        )
        w = q.dequantize_per_channel(m.w, m.s, m.z, 0, -127, 127, torch.int8)
        return F.conv2d(x, w)

    module = Of(forward)
    module.register_buffer("w", torch.tensor([[[[3]], [[-4]]], [[[127]], [[0]]]], dtype=torch.int8))
    module.register_buffer("s", torch.tensor([0.5, 0.25]))
    module.register_buffer("z", torch.tensor([0, 0]))
    source = read(exported(module, (2, 2, 2)), (2, 2, 2), "net")
    grid, layer = source.nodes[0].op.grid, source.nodes[1].op
    assert (grid.scale.tolist(), grid.lo, grid.hi) == ([0.1], -131, 124)
    assert layer.weight[:, :, 0, 0].tolist() == [[1.5, -2.0], [31.75, 0.0]]
    assert (layer.grid.scale.tolist(), layer.grid.lo, layer.grid.hi) == ([0.5, 0.25], -127, 127)


def _crossed(x):
    """Gates [image, channel], which PyTorch spreads over rows and columns: there are as many of these."""
    x = F.interpolate(F.max_pool2d(x, (12, 10)), scale_factor=BATCH)
    return F.max_pool2d(x, (1, 4)) * x.mean((2, 3))


REFUSED = {
    "bilinear": (of(lambda x: F.interpolate(x, scale_factor=2, mode="bilinear")), "upsample_bilinear2d", "transposed"),
    "split": (of(lambda x: torch.chunk(x, 2, 1)[0]), "getitem|chunk|split", "a convolution of its own"),
    "pool dilation": (of(lambda x: F.max_pool2d(x, 2, 1, dilation=2)), r"has dilation \[2, 2\]", "dilation 1"),
    "ceil mode": (of(lambda x: F.max_pool2d(x, 3, 2, ceil_mode=True)), "beyond the edge", "surplus"),
    "without padding": (of(lambda x: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False)), "without its padding", "True"),
    "divisor": (of(lambda x: F.avg_pool2d(x, 2, divisor_override=3)), "divides by 3", "pixels of the kernel"),
    "uneven average": (of(lambda x: F.adaptive_avg_pool2d(x, (5, 5))), "averages 12×10 to 5×5", "AvgPool2d"),
    "gelu": (of(lambda x: F.gelu(x, approximate="tanh")), "approximate=tanh", "none"),
    "alpha": (of(lambda x: torch.add(x, torch.tanh(x), alpha=2)), "alpha=2", "use 1"),
    "mean": (of(lambda x: x.mean((1,), keepdim=True)), r"a mean over axes \[1\]", "average rows and columns"),
    "square": (of(lambda x: x * x), "inputs: are", "one gate"),
    "plane of constants": (of(lambda x: x + torch.ones(12, 10)), r"a constant of \[12, 10\]", "one a channel"),
    "divide by images": (of(lambda x: 1 / x), "reciprocal|depends on the images", ""),
    "concat rows": (of(lambda x: torch.cat([x, x * 2], 2)), "joins along axis 2", "join channels"),
    "padding of a pool": (of(lambda x: F.max_pool2d(F.pad(x, (1, 1)), 2)), "reads what is padded", "convolutions"),
    "padding with ones": (of(lambda x: F.pad(x, (1, 1), value=1.0)), "pads", "with zeros"),
    "softmax inside": (of(lambda x: torch.softmax(x, 1) + 1), "reads a softmax", "what the softmax reads"),
    "softmax of rows": (of(lambda x: torch.softmax(x, 2)), "a softmax over axis 2", "dim=1"),
    "flattened argmax": (of(lambda x: x.flatten(1).argmax(1)), "an argmax of a flattened image", "in front of the fl"),
    "whole numbers": (of(lambda x: x.to(torch.int32).float()), "makes torch.int32 of images", "fake_quantize"),
    "truth": (of(lambda x: x.bool().float()), "makes torch.bool of images", "fake_quantize"),
    "mean of all": (of(lambda x: x - x.mean()), r"a mean over axes \[0, 1, 2, 3\]", "average rows and columns"),
    "chance": (of(lambda x: x + torch.rand(1)), "has a rand, which is another one each time", "the same for all"),
    "vector weights": (of(lambda x: x.mean((2, 3)) @ torch.ones(4)), r"by a constant of \[4\]", "by one matrix"),
    "gates along columns": (
        of(_crossed),
        "the last axes meet",
        "two axes of 1",
    ),
    "one number": (of(lambda x: x.argmax()), "an argmax over axis None", "dim=1"),
    "weights of images": (of(lambda x: x.flatten(1) @ x.flatten(1).t()), "a t, for which|depends on the images", ""),
    "one dimension": (Of(lambda m, x: m.c(x.flatten(2)), c=nn.Conv1d(4, 4, 3)), "reads 4×120|1 dimensions", ""),
    "NaN": (Of(lambda m, x: m.c(x), c=nn.Conv2d(4, 4, 1, bias=False)), "not finite", "train it again"),
    "unflatten": (of(lambda x: F.relu(x.reshape(x.shape[0], 8, 6, 10))), "reads 8×6×10", "flatten"),
    "constant": (of(lambda x: torch.ones(3)), "no result of a layer|not", ""),
}


@pytest.mark.parametrize(("module", "what", "fix"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_taken_is_said(module, what, fix, request):
    module = initialized(module)
    if "NaN" in request.node.name:
        module.c.weight.data[0] = float("nan")
    with pytest.raises(SpecError, match=what) as caught:
        original(module, SHAPE, "net")
    assert fix in str(caught.value)


def quantized_along(axis):
    """Weights whose scales lie along `axis`."""

    def of_weight(weight):
        count = weight.shape[axis]
        zero = torch.zeros(count, dtype=torch.int32)
        return torch.fake_quantize_per_channel_affine(weight, torch.linspace(0.1, 0.2, count), zero, axis, -7, 7)

    return of_weight


ARRANGED = {
    "conv": lambda m, x: F.conv2d(x, quantized_along(0)(m.w)),
    "transposed, groups": lambda m, x: F.conv_transpose2d(x, quantized_along(1)(m.w[:, :2]), groups=2),
    "matmul": lambda m, x: x.mean((2, 3)) @ quantized_along(1)(m.w[:, :, 0, 0]),
    "matmul, turned": lambda m, x: x.mean((2, 3)) @ quantized_along(0)(m.w[:, :, 0, 0]).T,
    "reshaped": lambda m, x: F.conv2d(x, quantized_along(1)(m.w.reshape(1, 4, 4)).reshape(4, 4, 1, 1)),
}


@pytest.mark.parametrize("forward", ARRANGED.values(), ids=ARRANGED)
def test_the_scales_of_weights_stay_with_their_output_channels(forward):
    module = initialized(Of(forward, w=nn.Parameter(torch.zeros(4, 4, 1, 1))))
    layer = original(module, SHAPE, "net").source.nodes[-1].op
    steps = weights_of(layer)
    assert len(layer.grid.scale) == 4
    assert np.abs(steps).max() > 2
    each = layer.grid.scale[:, None]
    if isinstance(layer, ConvTransposed):  # [in, out of a group]
        each = layer.grid.scale.reshape(2, 2).repeat(2, axis=0)
    np.testing.assert_allclose(steps.reshape(4, -1) * each, layer.weight.reshape(4, -1), rtol=1e-6)


@pytest.mark.parametrize(
    ("forward", "right"),
    [
        (lambda m, x: F.conv2d(x, quantized_along(1)(m.w)), "along axis 1, and axis 0 are its output channels"),
        (lambda m, x: F.conv_transpose2d(x, quantized_along(0)(m.w)), "along axis 0, and axis 1 are its output"),
    ],
)
def test_scales_of_input_channels_are_refused(forward, right):
    module = initialized(Of(forward, w=nn.Parameter(torch.zeros(4, 4, 1, 1))))
    with pytest.raises(SpecError, match=right):
        original(module, SHAPE, "net")


def test_everything_is_said_at_once():
    def forward(m, x):
        a = F.max_pool2d(x, 3, 2, ceil_mode=True)
        b = F.interpolate(x, scale_factor=2, mode="bicubic")
        return F.relu(a), b

    with pytest.raises(SpecError) as caught:
        original(Of(forward), SHAPE, "net")
    assert [m.where for m in caught.value.mistakes] == ["max_pool2d", "upsample_bicubic2d"]


def test_a_forward_that_cannot_be_exported_is_said(capfd):
    def forward(m, x):
        return x if x.sum() > 0 else -x

    with pytest.raises(SpecError, match=r"cannot be exported for images of 4×12×10: .*test_reader\.py:\d+\)"):
        original(Of(forward), SHAPE, "net")
    assert capfd.readouterr().err == ""


def test_two_inputs_are_said():
    module = nn.Bilinear(3, 3, 2)
    with pytest.raises(SpecError, match="cannot be exported"):
        original(module, (1, 1, 3), "net")


def test_an_image_of_one_column_is_computed_as_the_module_does():
    """Channels last, it has the strides of channels first, too, but for axes of 1."""
    layers = {"c": nn.Conv2d(1, 1, 3, (1, 2), (0, 1)), "b": nn.BatchNorm2d(1), "f": nn.Linear(7, 5)}
    module = initialized(Of(lambda m, x: m.f(m.b(m.c(x)).flatten(1)), **layers))
    found = original(module, (9, 1, 1), "net")
    images = np.random.default_rng(0).random((BATCH, 9, 1, 1)).astype(np.float32)
    with torch.no_grad():
        wanted = module(torch.from_numpy(images.transpose(0, 3, 1, 2).copy())).numpy()
    np.testing.assert_array_equal(found.run(images)[0].reshape(BATCH, 5), wanted)
