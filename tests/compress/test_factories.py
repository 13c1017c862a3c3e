"""The networks that papers prune have the weights that they count."""

import pytest
import torch
from torch import nn

from hdlgen.compress.check import check
from hdlgen.compress.network import weighted
from hdlgen.compress.resnet import resnet18
from hdlgen.compress.vgg import vgg16


def counted(network):
    """Weights of 3×3 convolutions, of others, of linear layers."""
    layers = weighted(check(network)).values()
    convs = [m for m in layers if isinstance(m, nn.Conv2d)]
    return (
        sum(m.weight.numel() for m in convs if m.kernel_size == (3, 3)),
        sum(m.weight.numel() for m in convs if m.kernel_size != (3, 3)),
        sum(m.weight.numel() for m in layers if isinstance(m, nn.Linear)),
    )


@torch.no_grad()
@pytest.mark.parametrize(
    ("factory", "counts", "layers"),
    [(resnet18, (10_987_200, 172_032, 5_120), 21), (vgg16, (14_710_464, 0, 5_120), 14)],
)
def test_weights_are_as_many_as_the_literature_counts(factory, counts, layers):
    torch.manual_seed(0)
    network = factory()
    assert counted(network) == counts
    assert len(weighted(check(network))) == layers
    assert network(torch.rand(2, 3, 32, 32)).shape == (2, 10)
    # He: a variance of 2 over channels × kernel
    weight = network.get_submodule("layer4.1.conv2" if factory is resnet18 else "conv5_3").weight
    assert float(weight.std()) == pytest.approx((2 / (512 * 9)) ** 0.5, rel=0.01)


def test_the_seed_is_what_differs():
    weights = []
    for seed in (1, 1, 2):
        torch.manual_seed(seed)
        weights.append(resnet18().conv1.weight)
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])
