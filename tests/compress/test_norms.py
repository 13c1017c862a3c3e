"""Batch norms in pruned networks: against networks that are folded, against a second way to compute, and by hand."""

import copy

import numpy as np
import pytest
import torch
from torch import nn

from hdlgen.compress.admm import Admm
from hdlgen.compress.importance import importance
from hdlgen.compress.norms import fold_batch_norms, norms, scaled_weights
from hdlgen.compress.prune import mask_of, masked, masks_of, prune, settled
from hdlgen.compress.resnet import resnet18
from hdlgen.compress.structure import Keep, choose
from hdlgen.compress.unused import remove_unused
from hdlgen.compress.wiring import wiring
from hdlgen.errors import SpecError
from hdlgen.frontend.torch.check import check
from hdlgen.frontend.torch.network import weighted
from tests.compress.networks import chain


def used(network, shape):
    """`network` in double precision, in evaluation mode, with norms that have seen something and differ by channel."""
    network = network.double().train()
    with torch.no_grad():
        for _ in range(3):
            network(torch.randn(8, *shape, dtype=torch.float64) * 3 + 1)
        for norm in norms(network).values():
            norm.weight.copy_(torch.randn(norm.num_features))
            norm.bias.copy_(torch.randn(norm.num_features))
    return network.eval()


def residual():
    """A narrow ResNet-18."""
    torch.manual_seed(0)
    return used(check(resnet18(width=6)), (3, 32, 32))


def classifier():
    """With norms behind linear layers, and biases in front of norms."""
    torch.manual_seed(1)
    network = chain(
        conv=nn.Conv2d(2, 6, 3), n1=nn.BatchNorm2d(6), r1=nn.ReLU(), pool=nn.MaxPool2d(2), flat=nn.Flatten(),
        fc1=nn.Linear(24, 9), n2=nn.BatchNorm1d(9), r2=nn.ReLU(), fc2=nn.Linear(9, 3),
    )  # fmt: skip
    return used(network, (2, 6, 6))


NETWORKS = [(residual, (3, 32, 32)), (classifier, (2, 6, 6))]


def sparse(network, seed, share=0.15):
    """`network` with a random share of its weights, and channels without any."""
    rng = torch.Generator().manual_seed(seed)
    masks = {}
    for name, mask in masks_of(network).items():
        masks[name] = torch.rand(mask.shape, generator=rng) < share
        masks[name][torch.rand(len(mask), generator=rng) < 0.4] = False
    return masked(settled(network), masks)


def chosen(network, seed):
    """Two thirds of the channels of each group, and some of the taps."""
    rng = np.random.default_rng(seed)
    wires, layers = wiring(network), weighted(network)
    keep = {}
    for name, layer in layers.items():
        count = len(layer.weight)
        channels = count if wires.writes[name] in wires.fixed else max(1, 2 * count // 3)
        keep[name] = Keep(channels, int(rng.integers(1, layer.weight[0].numel() + 1)))
    return choose(scaled_weights(network), masks_of(network), keep, wires)


@torch.no_grad()
@pytest.mark.parametrize(("make", "shape"), NETWORKS)
def test_pruning_and_folding_change_places(make, shape):
    network, x = make(), torch.randn(4, *shape, dtype=torch.float64)
    for again in range(2):  # the second time masks are there
        choices = chosen(network, again)
        folded = fold_batch_norms(copy.deepcopy(network))
        network = prune(network, choices)
        wanted = prune(folded, choices)
        assert not norms(wanted)
        torch.testing.assert_close(network(x), wanted(x), rtol=0, atol=1e-8)
        for name, norm in norms(network).items():
            assert norm.num_features == len(norm.weight) == len(norm.running_var) == int(choices[name].channels.sum())
    again = fold_batch_norms(network)
    torch.testing.assert_close(again(x), wanted(x), rtol=0, atol=1e-8)
    assert all(torch.equal(mask_of(m), mask_of(network.get_submodule(n))) for n, m in weighted(again).items())


@torch.no_grad()
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("make", "shape"), NETWORKS)
def test_removing_what_is_unused_changes_nothing(make, shape, seed):
    network, x = sparse(make(), seed), torch.randn(4, *shape, dtype=torch.float64)
    small = remove_unused(network)
    torch.testing.assert_close(small(x), network(x), rtol=0, atol=1e-8)
    count = lambda n: sum(m.weight.numel() for m in weighted(n).values())  # noqa: E731
    assert count(small) < count(network)
    again = remove_unused(small)
    assert count(again) == count(small)


@torch.no_grad()
def test_a_constant_is_what_the_norm_makes_of_it():
    network = classifier()
    masks = masks_of(network)
    masks["fc1"][4] = False
    network = masked(settled(network), masks)
    norm = network.n2
    value = float((network.fc1.bias[4] - norm.running_mean[4]) / (norm.running_var[4] + 1e-5).sqrt())
    norm.bias[4] = 0.5 - value * float(norm.weight[4])  # 0.5 in front of the ReLU
    small = remove_unused(network)
    assert len(small.fc1.weight) == small.n2.num_features == 8
    torch.testing.assert_close(small.fc2.bias, network.fc2.bias + 0.5 * network.fc2.weight[:, 4])


def test_weights_are_ranked_as_the_norm_scales_them():
    network = chain(
        a=nn.Conv2d(1, 2, 1, bias=False), n=nn.BatchNorm2d(2), r=nn.ReLU(), f=nn.Flatten(), b=nn.Linear(2, 2)
    )
    with torch.no_grad():
        network.a.weight.copy_(torch.tensor([5.0, 1.0]).reshape(2, 1, 1, 1))
        network.n.weight.copy_(torch.tensor([1.0, 3.0]))
        network.n.running_var.copy_(torch.tensor([99.0, 3.0]) + 1 - 1e-5)
    scaled = scaled_weights(network)
    assert scaled["a"].flatten().tolist() == pytest.approx([0.5, 1.5])
    assert scaled["b"] is network.b.weight
    keep = {"a": Keep(1, 1)}
    stays = choose(scaled, masks_of(network), keep, wiring(network))["a"].channels
    assert stays.tolist() == [False, True]


def test_no_norm_changes_the_importance():
    network = residual()
    x, y = torch.rand(6, 3, 32, 32, dtype=torch.float64), torch.arange(6)
    own = importance(network, [(x, y)], nn.functional.cross_entropy)
    folded = importance(fold_batch_norms(network), [(x, y)], nn.functional.cross_entropy)
    for name, scores in own.items():
        torch.testing.assert_close(scores, folded[name], rtol=1e-6, atol=1e-18)


def test_admm_silences_a_channel_through_its_norm():
    """Weights alone could not: what they lose the norm takes back, as long as it divides by their own deviation."""
    torch.manual_seed(0)
    network = chain(a=nn.Linear(3, 4, bias=False), n=nn.BatchNorm1d(4), r=nn.ReLU(), b=nn.Linear(4, 2))
    x = torch.randn(64, 3)

    def fit(*, epochs, penalty):
        network.train()
        optimizer = torch.optim.SGD(network.parameters(), lr=0.05)
        for _ in range(30 * epochs):
            optimizer.zero_grad()
            (0 * network(x).sum() + penalty(network)).backward()
            optimizer.step()
        network.eval()

    residuals = Admm(1, 1.0, 1.0, 1.0).approach(network, {"a": Keep(2, 3)}, 8, fit)
    last = [r for r in residuals if r.layer == "a"][-1]
    assert last.primal < 0.05
    factors = network.n.weight.detach().abs().sort().values
    assert float(factors[1]) < 0.1 * float(factors[2])


def test_norms_without_a_mean_are_refused():
    norm = nn.BatchNorm2d(4, track_running_stats=False)
    with pytest.raises(SpecError, match="n: keeps no mean and variance for hardware\n    fix: give it track_running"):
        chain(a=nn.Conv2d(1, 4, 3), n=norm, f=nn.Flatten(), b=nn.Linear(4, 2))


@torch.no_grad()
def test_norms_without_factors_fold_and_are_pruned():
    norm = nn.BatchNorm2d(4, affine=False)
    norm.running_mean.copy_(torch.tensor([1.0, 2.0, 3.0, 4.0]))
    norm.running_var.copy_(torch.tensor([1.0, 4.0, 9.0, 16.0]) - 1e-5)
    network = chain(a=nn.Conv2d(1, 4, 1, bias=False), n=norm, f=nn.Flatten(), b=nn.Linear(4, 2)).eval()
    network.a.weight.fill_(1.0)
    folded = fold_batch_norms(network)
    assert folded.a.weight.flatten().tolist() == pytest.approx([1, 1 / 2, 1 / 3, 1 / 4])
    assert folded.a.bias.tolist() == pytest.approx([-1, -1, -1, -1])
    small = prune(network, choose(scaled_weights(network), masks_of(network), {"a": Keep(2, 1)}, wiring(network)))
    assert small.n.running_mean.tolist() == [1, 2]
    assert small.a.bias is None
