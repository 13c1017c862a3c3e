"""The networks that papers prune have the weights that they count."""

import pytest
import torch
from torch import nn

from hdlgen.compress.convnet import convnet
from hdlgen.compress.resnet import resnet18, resnet20
from hdlgen.compress.vgg import vgg16
from hdlgen.frontend.torch.check import check
from hdlgen.frontend.torch.network import weighted


def counted(network):
    """Weights of 3×3 or 5×5 convolutions, of others, of linear layers."""
    layers = weighted(check(network)).values()
    convs = [m for m in layers if isinstance(m, nn.Conv2d)]
    return (
        sum(m.weight.numel() for m in convs if m.kernel_size > (1, 1)),
        sum(m.weight.numel() for m in convs if m.kernel_size == (1, 1)),
        sum(m.weight.numel() for m in layers if isinstance(m, nn.Linear)),
    )


@torch.no_grad()
@pytest.mark.parametrize(
    ("factory", "counts", "layers", "last"),
    [
        (resnet18, (10_987_200, 172_032, 5_120), 21, "layer4.1.conv2"),
        (resnet20, (432 + 6 * 2304 + 4608 + 5 * 9216 + 18432 + 5 * 36864, 2_560, 640), 22, "layer3.2.conv2"),
        (vgg16, (14_710_464, 0, 5_120), 14, "conv5_3"),
        (convnet, (2_400 + 25_600 + 51_200, 0, 10_240), 4, "conv3"),
    ],
)
def test_weights_are_as_many_as_the_literature_counts(factory, counts, layers, last):
    torch.manual_seed(0)
    network = factory()
    assert counted(network) == counts
    assert len(weighted(check(network))) == layers
    assert network(torch.rand(2, 3, 32, 32)).shape == (2, 10)
    # He: a variance of 2 over channels × kernel
    weight = network.get_submodule(last).weight
    assert float(weight.std()) == pytest.approx((2 / weight[:, 0].numel()) ** 0.5, rel=0.01)


def test_the_seed_is_what_differs():
    weights = []
    for seed in (1, 1, 2):
        torch.manual_seed(seed)
        weights.append(resnet18().conv1.weight)
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])
