"""What is pruned is gone, and what stays computes what it computed."""

import copy

import pytest
import torch

from hdlgen.compress.chain import weighted
from hdlgen.compress.prune import Keep, Magnitude, prune, rows_kept
from hdlgen.compress.recipe import Step
from hdlgen.compress.steps import keep_counts
from hdlgen.errors import SpecError


def test_magnitude_keeps_the_longest_columns_and_rows():
    matrix = torch.tensor(
        [
            [3.0, 0.0, 4.0],  # norm 5
            [1.0, 1.0, 1.0],  # norm 1.7
            [0.0, 6.0, 0.0],
        ]
    )  # norm 6; rows: 3.2, 6.1, 4.1
    assert Magnitude().channels(matrix, 2).tolist() == [0, 2]
    assert Magnitude().taps(matrix, 2).tolist() == [1, 2]
    assert Magnitude().taps(torch.ones(2, 5), 2).tolist() == [0, 1]


@torch.no_grad()
def test_removing_channels_equals_silencing_them(network):
    keep = {"conv": Keep(2, 9), "fc1": Keep(3, 8)}
    small = prune(network, keep, Magnitude())
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
    prune(network, {"conv": Keep(1, 3), "fc1": Keep(2, 2)}, Magnitude())
    for name, tensor in network.state_dict().items():
        torch.testing.assert_close(tensor, before[name], rtol=0, atol=0)


def test_pruned_rows_stay_zero_while_the_rest_is_trained(network):
    network = prune(network, {"conv": Keep(4, 5), "fc1": Keep(5, 6)}, Magnitude())
    optimizer = torch.optim.Adam(network.parameters(), lr=0.1)
    before = network.fc1.weight.detach().clone()
    for _ in range(5):
        optimizer.zero_grad()
        network(torch.rand(9, 1, 6, 6)).square().sum().backward()
        optimizer.step()
    assert int(network.fc1.weight.any(dim=0).sum()) == 6
    assert int(network.conv.weight.flatten(1).any(dim=0).sum()) == 5
    assert not torch.equal(network.fc1.weight, before)
    # a second step prunes among those rows only
    rows = rows_kept(network.fc1)
    again = prune(network, {"fc1": Keep(4, 4)}, Magnitude())
    assert int(rows_kept(again.fc1).sum()) == 4
    assert not (rows_kept(again.fc1) & ~rows).any()
    assert int(rows_kept(again.conv).sum()) == 5


def step(**keep):
    return Step(epochs=1, rate=0.1, keep=keep)


def test_shares_and_counts_become_numbers(network):
    steps = [step(conv={"channels": 0.75}, fc1={"taps": 0.5}), step(conv={"taps": 4}, fc1={"channels": 2})]
    assert keep_counts(network, steps) == [
        # fc1 has 3 · 4 inputs left when a filter of 2×2 positions is gone
        {"conv": Keep(3, 9), "fc1": Keep(5, 6), "fc2": Keep(3, 5)},
        {"conv": Keep(3, 4), "fc1": Keep(2, 6), "fc2": Keep(3, 2)},
    ]


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        (
            [step(conv3={"channels": 1})],
            r"prune.steps.0.keep.conv3: names no layer with weights\n.*'conv', 'fc1', 'fc2'",
        ),
        ([step(conv={"channels": 5})], "prune.steps.0.keep.conv.channels: 5 are more than the 4 left"),
        ([step(conv={"channels": 2}), step(conv={"channels": 3})], "steps.1.keep.conv.channels: 3 are more than"),
        ([step(conv={"channels": 2}, fc1={"taps": 9})], "prune.steps.0.keep.fc1.taps: 9 are more than the 8 left"),
        ([step(fc2={"channels": 2})], "prune.steps.0.keep.fc2.channels: are the network's outputs"),
    ],
)
def test_steps_that_cannot_be_are_refused(network, steps, message):
    with pytest.raises(SpecError, match=message):
        keep_counts(network, steps)


def test_every_mistake_of_the_steps_is_told(network):
    with pytest.raises(SpecError) as error:
        keep_counts(network, [step(conv={"channels": 9}, fc2={"channels": 1}, x={})])
    assert len(error.value.mistakes) == 3


def test_modules_between_the_layers_stay(network):
    small = prune(network, {"conv": Keep(2, 9)}, Magnitude())
    assert [n for n, _ in small.named_children()] == [n for n, _ in network.named_children()]
