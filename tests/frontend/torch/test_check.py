"""Modules become networks that compute the same; what has no hardware is refused, all of it at once."""

from collections import OrderedDict

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn

from hdlgen.compress.lenet import lenet5
from hdlgen.errors import SpecError
from hdlgen.frontend.torch.check import check
from hdlgen.frontend.torch.network import Network, taps, weighted
from tests.compress.networks import chain


def written(forward, **modules):
    """A module with `forward`(module, x)."""
    module = type("Written", (nn.Module,), {"forward": forward})()
    for name, child in modules.items():
        module.add_module(name, child)
    return module


def conv(before=4, channels=4, kernel=3, **more):
    return nn.Conv2d(before, channels, kernel, **{"padding": kernel // 2, **more})


def test_lenet5_has_the_weights_the_literature_counts():
    network = check(lenet5())
    assert {n: (len(m.weight), taps(m)) for n, m in weighted(network).items()} == {
        "conv1": (20, 25),
        "conv2": (50, 500),
        "fc1": (500, 800),
        "fc2": (10, 500),
    }
    assert sum(m.weight.numel() for m in weighted(network).values()) == 430_500
    assert network(torch.zeros(2, 1, 28, 28)).shape == (2, 10)


class Block(nn.Module):
    def __init__(self, join, rise):
        super().__init__()
        self.conv1, self.norm1, self.conv2 = conv(), nn.BatchNorm2d(4), conv()
        self.short = nn.Sequential(nn.Identity(), nn.Identity())
        self.join, self.rise = join, rise

    def forward(self, x):
        y = self.conv2(self.rise(self.norm1(self.conv1(x))))
        return self.rise(self.join(y, self.short(x)))


def grown(a, b):
    a += b
    return a


@pytest.mark.parametrize("join", [lambda a, b: a + b, torch.add, grown, lambda a, b: a.add(b)])
@pytest.mark.parametrize("rise", [F.relu, torch.relu, lambda y: y.relu(), nn.ReLU(inplace=True)])
@pytest.mark.parametrize("flat", [lambda x: x.flatten(1), lambda x: torch.flatten(x, start_dim=1)])
def test_a_forward_becomes_nodes_that_compute_it(join, rise, flat):
    torch.manual_seed(0)
    module = written(
        lambda m, x: m.end(flat(m.pool(m.blocks(m.stem(x))))),
        stem=conv(2, 4), blocks=nn.Sequential(Block(join, rise), Block(join, rise)),
        pool=nn.AdaptiveAvgPool2d((1, 1)), end=nn.Linear(4, 3),
    )  # fmt: skip
    network = check(module)
    x = torch.randn(5, 2, 6, 6)
    torch.testing.assert_close(network(x), module(x), rtol=0, atol=0)
    assert list(weighted(network)) == [
        "stem", "blocks_0_conv1", "blocks_0_conv2", "blocks_1_conv1", "blocks_1_conv2", "end",
    ]  # fmt: skip
    assert network.blocks_0_conv1 is module.blocks[0].conv1
    assert {len(n.reads) for n in network.nodes} == {1, 2}
    again = check(network)
    assert [(n.name, n.reads) for n in again.nodes] == [(n.name, n.reads) for n in network.nodes]


def test_functions_are_named_by_where_they_are_called():
    module = nn.Sequential()
    module.add_module("a", Block(torch.add, F.relu))
    module.add_module("f", nn.Flatten())
    module.add_module("l", nn.Linear(64, 2))
    assert [n.name for n in check(module).nodes] == [
        "a_conv1", "a_norm1", "a_relu", "a_conv2", "a_add", "a_relu_1", "f", "l",
    ]  # fmt: skip


def test_what_leads_nowhere_is_left_out():
    network = check(written(lambda m, x: (m.a(x), m.b(x))[1], a=nn.Linear(3, 2), b=nn.Linear(3, 2)))
    assert [n.name for n in network.nodes] == ["b"]


def branches(join, **modules):
    """conv a and conv b of the image, `join`(module, a, b), a linear layer."""
    modules = {"a": conv(), "b": conv(), **modules}
    return written(lambda m, x: m.end(torch.flatten(join(m, m.a(x), m.b(x)), 1)), **modules, end=nn.Linear(64, 2))


@pytest.mark.parametrize(
    ("network", "message"),
    [
        (lambda x: x, "network: is a function\n    fix: give an nn.Sequential"),
        (nn.Linear(2, 2), "network: is a Linear"),
        (nn.Sequential(nn.Flatten()), "has no layer with weights"),
        (branches(lambda m, a, b: torch.cat([a, b], 1)), r"cat: has no hardware\n    fix: join branches with a \+ b"),
        (
            branches(lambda m, a, b: a * b),
            "mul: multiplies a by b, of which none is a gate\n    fix: multiply an image by",
        ),
        (branches(lambda m, a, b: torch.sigmoid(a) * m.g(b), g=nn.Hardsigmoid()), "of which both are gates"),
        (
            branches(lambda m, a, b: m.g(a + b), g=nn.Hardsigmoid()),
            "g: follows a Add\n    fix: put it right behind a l",
        ),
        (branches(lambda m, a, b: m.g(a) + a, g=nn.Hardsigmoid()), "g: reads what add reads too"),
        (
            branches(lambda m, a, b: m.t(a), t=nn.ConvTranspose2d(4, 4, 3, 2, 1, 1)),
            r"t: has stride \(2, 2\), padding \(1, 1",
        ),
        (branches(lambda m, a, b: m.t(a), t=nn.ConvTranspose2d(4, 4, 2, 2, groups=2)), "t: has groups 2 and dilation"),
        (branches(lambda m, a, b: m.t(a), t=nn.ConvTranspose2d(4, 4, 2, 2, 2)), "t: pads 2 where its kernel has 2×2"),
        (branches(lambda m, a, b: m.t(a.flatten(1)), t=nn.ConvTranspose2d(4, 4, 2)), "t: reads flattened images"),
        (branches(lambda m, a, b: a + 1), "add: has no hardware"),
        (branches(lambda m, a, b: torch.add(a, b, alpha=2)), "add: has no hardware"),
        (branches(lambda m, a, b: F.avg_pool2d(a, 3, 2)), "avg_pool2d: pools 3 with stride 2, padding 0"),
        (branches(lambda m, a, b: F.max_pool2d(a, (2, 3))), r"max_pool2d: pools \(2, 3\) with stride \(2, 3\)"),
        (branches(lambda m, a, b: F.max_pool2d(a, 2, return_indices=True)), "max_pool2d.* has no hardware"),
        (branches(lambda m, a, b: F.softmax(a, 1)), "softmax: has no hardware\n    fix: give the logits"),
        (branches(lambda m, a, b: F.log_softmax(a, 1) + b), "log_softmax: is followed by something"),
        (written(lambda m, x: F.log_softmax(m.a(x), 0), a=nn.Linear(2, 2)), "log_softmax: is one of axis 0"),
        (branches(lambda m, a, b: F.hardtanh(a)), "hardtanh: gives -1 to 1\n    fix: give ReLU, ReLU6"),
        (
            branches(lambda m, a, b: F.relu(F.max_pool2d(a, 2)) + F.avg_pool2d(a, 2)),
            "relu: reads what avg_pool2d reads",
        ),
        (branches(lambda m, a, b: F.gelu(a)), "gelu: has no hardware"),
        (
            branches(lambda m, a, b: a.view(a.size(0), -1)),
            r"view: has no hardware\n    fix: flatten with torch.flatten",
        ),
        (branches(lambda m, a, b: a + a), "add: adds a to itself"),
        (branches(lambda m, a, b: a + b, b=conv(4, 6)), "add: adds the 6 channels of b to the 4 of a\n.*1×1"),
        (branches(lambda m, a, b: a.flatten(1) + b.flatten(1)), "add: adds flattened images to flattened images"),
        (branches(lambda m, a, b: a + m.c(b.flatten(1)), c=nn.Linear(64, 4)), "add: adds vectors to images"),
        (branches(lambda m, a, b: m.a(a)), "a: is called more than once\n    fix: make a layer for each call"),
        (
            branches(lambda m, a, b: F.relu(a) + a),
            "relu: reads what add reads too\n    fix: let all read what the ReLU",
        ),
        (branches(lambda m, a, b: m.n(a) + a, n=nn.BatchNorm2d(4)), "n: reads what add reads too"),
        (branches(lambda m, a, b: m.n(a + b), n=nn.BatchNorm2d(4)), "n: is a BatchNorm2d behind a Add"),
        (
            branches(lambda m, a, b: a + b if a.sum() > 0 else a),
            "its forward cannot be traced: symbolically traced var",
        ),
        (branches(lambda m, a, b: a[: len(b)]), "its forward cannot be traced: 'len' is not supported"),
        (
            branches(lambda m, a, b: nn.ReLU()(a)),
            "its forward cannot be traced: module is not installed as a submodule",
        ),
        (branches(lambda m, a, b: a.flatten(2)), "flatten: flattens axes 2 to -1"),
        (branches(lambda m, a, b: m.c(a), c=nn.Linear(4, 4)), "c: reads images\n    fix: put nn.Flatten in front"),
        (branches(lambda m, a, b: m.c(a.flatten(1)), c=conv()), "c: reads flattened images"),
        (branches(lambda m, a, b: m.p(a), p=nn.AvgPool2d(3, 2)), "p: pools 3 with stride 2, padding 0"),
        (branches(lambda m, a, b: m.p(a), p=nn.AvgPool2d(2, ceil_mode=True)), "p: pools 2 with stride 2"),
        (branches(lambda m, a, b: m.p(a), p=nn.AdaptiveAvgPool2d(2)), "p: averages to 2\n"),
        (branches(lambda m, a, b: m.a_out(a), a_out=conv()), "a_out: is the name of what a gives when it is quantized"),
        (branches(lambda m, a, b: m.nodes(a), nodes=conv()), "nodes: is the name of a part of every module"),
        (written(lambda m, x: (m.a(x), x), a=nn.Linear(2, 2)), "its forward gives no single tensor"),
        (written(lambda m, x, y: m.a(x), a=nn.Linear(2, 2)), "its forward takes y too"),
        (written(lambda m, x: m.a(x) + m.b(x), a=nn.Linear(2, 2), b=nn.Linear(2, 2)), "add: is the last layer"),
    ],
)
def test_forwards_without_hardware_are_refused(network, message):
    with pytest.raises(SpecError, match=message):
        check(network)


def sequential(**modules):
    network = nn.Sequential()
    for name, module in modules.items():
        network.add_module(name, module)
    return network


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({"a": nn.Linear(2, 2), "act": nn.Tanh(), "b": nn.Linear(2, 2)}, "act: a Tanh has no hardware"),
        ({"a": conv(groups=2)}, r"a: has groups 2 and dilation \(1, 1\)"),
        ({"a": conv(dilation=2)}, r"a: has groups 1 and dilation \(2, 2\)"),
        ({"a": conv(kernel=2, padding="same")}, "a: pads same with zeros"),
        ({"a": conv(kernel=1, padding=1)}, "a: pads 1 where its kernel has 1×1"),
        ({"a": conv(padding_mode="circular")}, r"a: pads \(1, 1\) with circular"),
        ({"a": conv(stride=(1, 2))}, r"a: has stride \(1, 2\)"),
        ({"a": conv(), "p": nn.MaxPool2d(3, 2), "b": conv()}, "p: pools 3 with stride 2, padding 0"),
        ({"a": conv(), "p": nn.AvgPool2d(2), "r": nn.ReLU(), "b": conv()}, "r: follows a AvgPool2d"),
        ({"r": nn.ReLU(), "b": conv()}, "r: follows the images"),
        ({"n": nn.BatchNorm2d(4), "b": conv()}, "n: is a BatchNorm2d behind the images"),
        ({"a": nn.Linear(2, 2), "r": nn.ReLU()}, "r: is the last layer"),
        ({"ä": nn.Linear(2, 2)}, "ä: is no identifier\n    fix: name the layer with letters, digits and _"),
        ({"Fc": nn.Linear(2, 2), "fc": nn.Linear(2, 2)}, r"fc: 'fc' is also the name of layers\[0\]"),
        ({"a": sequential(b=nn.Linear(2, 2)), "a_b": nn.Linear(2, 2)}, r"a_b: 'a_b' is also the name of layers\[0\]"),
        ({"m_axis": nn.Linear(2, 2)}, "m_axis: 'm_axis' is the name of something that every accelerator has"),
        ({"input": nn.Linear(2, 2)}, "input: 'input' is the name of the network's input"),
    ],
)
def test_layers_without_hardware_are_refused(modules, message):
    with pytest.raises(SpecError, match=message):
        check(sequential(**modules))


def test_modules_that_have_numbers_for_names_are_layers():
    network = check(nn.Sequential(conv(), nn.Flatten(), nn.Linear(4, 2)))
    assert list(weighted(network)) == ["layer0", "layer2"]


def test_all_faults_come_at_once_with_the_paths_of_their_modules():
    inner = sequential(a=conv(groups=2, stride=(1, 2)), act=nn.Tanh())
    with pytest.raises(SpecError) as error:
        check(sequential(block=sequential(left=inner), b=branches(lambda m, a, b: torch.cat([a, b], 1))))
    assert [m.where for m in error.value.mistakes] == ["b.cat", "block.left.a", "block.left.a", "block.left.act"]


def test_a_layer_of_a_class_that_computes_something_else_is_refused():
    class Doubling(nn.Linear):
        def forward(self, x):
            return 2 * super().forward(x)

    with pytest.raises(SpecError, match=r"a\.mul: has no hardware"):
        check(sequential(a=Doubling(2, 2), b=nn.Linear(2, 2)))


def test_a_network_is_a_module_like_any_other():
    network = chain(a=nn.Linear(3, 4), r=nn.ReLU(), b=nn.Linear(4, 2))
    assert isinstance(network, Network)
    assert list(network.state_dict()) == ["a.weight", "a.bias", "b.weight", "b.bias"]
    assert network.eval().a.training is False


class Mnist(nn.Module):
    """PyTorch's own example, as it once was, and with one pool for two calls."""

    def __init__(self, pool):
        super().__init__()
        self.conv1, self.conv2, self.drop = nn.Conv2d(1, 10, 5), nn.Conv2d(10, 20, 5, padding="same"), nn.Dropout2d()
        self.fc1, self.fc2 = nn.Linear(20 * 6 * 6, 50), nn.Linear(50, 10)
        self.pool = pool

    def forward(self, x):
        x = F.relu(self.pool(self.conv1(x)))
        x = F.relu6(self.pool(self.drop(self.conv2(x))))
        x = F.relu(self.fc1(torch.flatten(x, 1)))
        x = F.dropout(x, training=self.training)
        return F.log_softmax(self.fc2(x), dim=1)


@pytest.mark.parametrize(
    "pool", [nn.MaxPool2d((2, 2), stride=(2, 2), padding=(0, 0)), lambda x: F.max_pool2d(x, (2, 2)), nn.MaxPool2d(2)]
)
def test_what_others_write_is_understood(pool):
    torch.manual_seed(0)
    network = Mnist(pool).eval()
    got, images = check(network), torch.rand(3, 1, 28, 28)
    torch.testing.assert_close(torch.log_softmax(got.eval()(images), 1), network(images))
    assert weighted(got)["fc1"] is network.fc1
    pools = [n.module for n in got.nodes if isinstance(n.module, nn.MaxPool2d)]
    assert [(p.kernel_size, p.stride) for p in pools] == [(2, 2)] * 2


@pytest.mark.parametrize(("channels", "stride", "lies"), [(7, 2, 1), (8, 3, 1), (7, 1, 1), (7, 2, 0)])
def test_a_pointwise_convolution_with_strides_is_what_it_was(channels, stride, lies):
    torch.manual_seed(0)
    layer = nn.Conv2d(channels, 16, 1, stride)
    images = torch.rand(3, channels, 9, 8)
    if lies:
        layer, images = (
            layer.to(memory_format=torch.channels_last),
            images.contiguous(memory_format=torch.channels_last),
        )
    network = check(nn.Sequential(OrderedDict(layer=layer)))
    grown = layer(images).square().sum()
    wanted = torch.autograd.grad(grown, layer.weight)[0]
    torch.testing.assert_close(torch.autograd.grad(network(images).square().sum(), layer.weight)[0], wanted)
    torch.testing.assert_close(network(images), layer(images))
