"""What is pruned is gone, and what stays computes what it computed."""

import copy

import torch

from hdlgen.compress.method import Magnitude
from hdlgen.compress.prune import mask_of, rows_kept
from hdlgen.compress.structure import Blocks, Keep
from hdlgen.frontend.torch.network import weighted
from tests.compress.networks import wired
from tests.compress.pruned import magnitude


def test_magnitude_keeps_the_longest_columns_and_rows():
    matrix = torch.tensor(
        [
            [3.0, 0.0, 4.0],  # norm 5
            [1.0, 1.0, 1.0],  # norm 1.7
            [0.0, 6.0, 0.0],
        ]
    )  # norm 6; rows: 3.2, 6.1, 4.1

    def stay(keep):
        return Magnitude().choose({"a": matrix}, {"a": torch.ones(3, 3, dtype=torch.bool)}, {"a": keep}, wired("a"))[
            "a"
        ]

    assert stay(Keep(2, 3)).channels.tolist() == [True, False, True]
    assert stay(Keep(3, 2)).weights.tolist() == [[False, True, True]] * 3


@torch.no_grad()
def test_removing_channels_equals_silencing_them(network):
    small = magnitude(network, {"conv": Keep(2, 9), "fc1": Keep(3, 8)})
    assert [tuple(m.weight.shape) for m in weighted(small).values()] == [(2, 1, 3, 3), (3, 8), (3, 3)]
    silent = copy.deepcopy(network)
    for name, count in (("conv", 2), ("fc1", 3)):
        layer = silent.get_submodule(name)
        norms = layer.weight.flatten(1).norm(dim=1)
        for channel in norms.argsort()[: len(norms) - count]:
            layer.weight[channel] = 0
            layer.bias[channel] = 0
    x = torch.rand(7, 1, 6, 6)
    torch.testing.assert_close(small(x), silent(x))


@torch.no_grad()
def test_a_network_is_not_changed_by_pruning(network):
    before = copy.deepcopy(network.state_dict())
    magnitude(network, {"conv": Keep(1, 3), "fc1": Keep(2, 2)})
    for name, tensor in network.state_dict().items():
        torch.testing.assert_close(tensor, before[name], rtol=0, atol=0)


def trained(network):
    """`network`, after a few wild steps."""
    optimizer = torch.optim.Adam(network.parameters(), lr=0.1)
    for _ in range(5):
        optimizer.zero_grad()
        network(torch.rand(9, 1, 6, 6)).square().sum().backward()
        optimizer.step()
    return network


def test_pruned_rows_stay_zero_while_the_rest_is_trained(network):
    network = magnitude(network, {"conv": Keep(4, 5), "fc1": Keep(5, 6)})
    before = network.fc1.weight.detach().clone()
    trained(network)
    assert int(network.fc1.weight.any(dim=0).sum()) == 6
    assert int(network.conv.weight.flatten(1).any(dim=0).sum()) == 5
    assert not torch.equal(network.fc1.weight, before)
    # a second step prunes among those rows only
    rows = rows_kept(network.fc1)
    again = magnitude(network, {"fc1": Keep(4, 4)})
    assert int(rows_kept(again.fc1).sum()) == 4
    assert not (rows_kept(again.fc1) & ~rows).any()
    assert int(rows_kept(again.conv).sum()) == 5


def test_pruned_kernels_and_blocks_stay_zero_while_the_rest_is_trained(network):
    keep = {"conv": Keep(4, 9, kernels=3), "fc1": Keep(5, 16, blocks=Blocks(rows=4, columns=3, count=5))}
    network = magnitude(network, keep)
    stays = {n: mask_of(m).clone() for n, m in weighted(network).items()}
    assert int(stays["conv"].sum()) == 3 * 9
    assert 5 * 4 * 2 <= int(stays["fc1"].sum()) <= 5 * 4 * 3  # the second column of blocks has two channels
    trained(network)
    for name, layer in weighted(network).items():
        assert torch.equal(layer.weight.flatten(1) != 0, stays[name])
    # a step that says nothing of them leaves them
    again = magnitude(network, {"fc1": Keep(4, 16)})
    assert torch.equal(mask_of(again.conv), stays["conv"])
    assert not (mask_of(again.fc1).sum(0) > stays["fc1"].sum(0)).any()


def test_modules_between_the_layers_stay(network):
    small = magnitude(network, {"conv": Keep(2, 9)})
    assert [n for n, _ in small.named_children()] == [n for n, _ in network.named_children()]
