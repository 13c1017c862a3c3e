"""Importance of weights: by hand, by differences, and of masked ones."""

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn

from hdlgen.compress.importance import importance
from hdlgen.compress.prune import mask_of
from hdlgen.compress.quantize import PIXEL
from hdlgen.compress.structure import Keep
from tests.compress.networks import chain
from tests.compress.pruned import magnitude


def batches(images, size):
    labels = torch.arange(len(images)) % 3
    return [(x.float() * PIXEL, y) for x, y in zip(images.split(size), labels.split(size), strict=True)]


def test_by_hand():
    network = chain(fc=nn.Linear(2, 1))
    network.fc.weight = nn.Parameter(torch.tensor([[2.0, -1.0]]))
    data = [(torch.tensor([[1.0, 2.0], [3.0, 2.0]]), torch.zeros(2)), (torch.tensor([[4.0, 0.0]]), torch.zeros(1))]
    # the gradient of the mean output is the mean input: 2 and 2, then 4 and 0
    got = importance(network, data, lambda logits, _: logits.mean())
    assert got["fc"].dtype == torch.float64
    assert got["fc"].tolist() == [[(4**2 + 8**2) / 2, (2**2 + 0) / 2]]


def test_is_what_differences_of_the_loss_say(network, images):
    network = network.double()
    data = [(x.double(), y) for x, y in batches(images, 20)]
    got = importance(network, data, F.cross_entropy)
    with torch.no_grad():
        for name in ("conv", "fc1", "fc2"):
            weight = network.get_submodule(name).weight
            for i in range(0, weight.numel(), 5):
                w = float(weight.flatten()[i])
                slopes = []
                for x, y in data:
                    losses = []
                    for step in (1e-6, -1e-6):
                        weight.view(-1)[i] = w + step
                        losses.append(float(F.cross_entropy(network(x), y)))
                    slopes.append((losses[0] - losses[1]) / 2e-6)
                weight.view(-1)[i] = w
                want = sum((w * s) ** 2 for s in slopes) / len(slopes)
                assert float(got[name].flatten()[i]) == pytest.approx(want, rel=1e-4, abs=1e-14)


def test_masked_weights_and_those_of_silent_neurons_have_none(network, images):
    network = magnitude(network, {"conv": Keep(3, 6), "fc1": Keep(5, 7)})
    with torch.no_grad():
        network.fc1.bias[2] = -1e6
    got = importance(network, batches(images, 10), F.cross_entropy)
    for name in ("conv", "fc1"):
        layer = network.get_submodule(name)
        assert got[name].shape == layer.weight.shape
        assert not got[name].flatten(1)[~mask_of(layer)].any()
    assert not got["fc1"][2].any()
    assert not got["fc2"][:, 2].any()
    assert got["fc1"].any()


def test_the_network_is_left_as_it_was():
    torch.manual_seed(0)
    network = chain(fc1=nn.Linear(4, 6), drop=nn.Dropout(0.9), fc2=nn.Linear(6, 3))
    network.train()
    data = [(torch.rand(8, 4), torch.arange(8) % 3)]
    first = importance(network, data, F.cross_entropy)
    assert network.training
    assert all(p.grad is None for p in network.parameters())
    again = importance(network, data, F.cross_entropy)  # without dropout, that is
    assert all(torch.equal(first[n], again[n]) for n in first)


def test_works_where_gradients_are_off(network, images):
    with torch.no_grad():
        got = importance(network, batches(images, 40), F.cross_entropy)
    assert got["fc2"].any()
