"""Layers whose outputs meet share their channels, whoever reads them."""

import numpy as np
import torch
from torch import nn

from hdlgen.compress.resnet import resnet18
from hdlgen.compress.wiring import Wiring, classes_of, inputs, wiring
from hdlgen.frontend.torch.check import check
from hdlgen.spec.names import INPUT
from tests.compress.networks import Residual, chain


def test_a_chain_shares_nothing(network):
    assert wiring(network) == Wiring(
        {"conv": "conv", "fc1": "fc1", "fc2": "fc2"},
        {"conv": INPUT, "fc1": "conv", "fc2": "fc1"},
        frozenset({INPUT, "fc2"}),
    )
    assert inputs(network) == {"conv": 1, "fc1": 4, "fc2": 5}


def test_blocks_without_a_convolution_in_their_shortcut_share_with_what_is_in_front():
    network = chain(
        stem=nn.Conv2d(1, 4, 3), one=Residual(4, 4, 1, True), two=Residual(4, 6, 2, True), flat=nn.Flatten(),
        end=nn.Linear(24, 2),
    )  # fmt: skip
    wires = wiring(network)
    assert wires.groups == {
        "stem": ("stem", "one_b"), "one_a": ("one_a",), "two_a": ("two_a",), "two_b": ("two_b", "two_short"),
        "end": ("end",),
    }  # fmt: skip
    assert wires.readers("stem") == ("one_a", "two_a", "two_short")
    assert wires.readers("two_b") == ("end",)
    assert inputs(network) == {"stem": 1, "one_a": 4, "one_b": 4, "two_a": 4, "two_b": 6, "two_short": 4, "end": 6}


def test_what_is_added_to_the_images_is_fixed():
    class Skip(nn.Module):
        def __init__(self):
            super().__init__()
            self.a, self.b, self.end = nn.Conv2d(2, 5, 1), nn.Conv2d(5, 2, 1), nn.Linear(8, 3)

        def forward(self, x):
            return self.end(torch.flatten(x + self.b(self.a(x)), 1))

    network = check(Skip())
    assert wiring(network).fixed == {INPUT, "end"}
    assert wiring(network).writes["b"] == INPUT
    assert inputs(network) == {"a": 2, "b": 5, "end": 2}


def test_a_resnet_couples_each_stage():
    groups = [layers for layers in wiring(check(resnet18())).groups.values() if len(layers) > 1]
    assert groups[0] == ("conv1", "layer1_0_conv2", "layer1_1_conv2")
    assert [len(g) for g in groups] == [3, 3, 3, 3]
    assert groups[3] == ("layer4_0_conv2", "layer4_0_shortcut_conv", "layer4_1_conv2")


def test_channels_behind_pools_norms_and_a_flatten_are_those_in_front():
    network = chain(
        a=nn.Conv2d(2, 3, 3), n=nn.BatchNorm2d(3), r=nn.ReLU(), p=nn.MaxPool2d(2), one=Residual(3, 3, 1, True),
        flat=nn.Flatten(), end=nn.Linear(27, 2),
    )  # fmt: skip
    classes = classes_of(network)
    of = {name: numbers.tolist() for name, numbers in classes.of.items()}
    assert of[INPUT] == [0, 1]
    assert of["a"] == of["n"] == of["p"] == of["one_b"] == of["flat"] == [2, 3, 4]
    assert of["one_a"] == [5, 6, 7]
    assert of["end"] == [8, 9]
    assert np.flatnonzero(classes.fixed).tolist() == [0, 1, 8, 9]


def test_images_that_a_linear_layer_reads_too_have_their_channels():
    class Beside(nn.Module):
        def __init__(self):
            super().__init__()
            self.wide, self.a, self.b = nn.Linear(12, 4), nn.Conv2d(3, 5, 1), nn.Linear(20, 4)
            self.end = nn.Linear(4, 2)

        def forward(self, x):
            return self.end(self.wide(torch.flatten(x, 1)) + self.b(torch.flatten(self.a(x), 1)))

    assert inputs(check(Beside())) == {"wide": 3, "a": 3, "b": 5, "end": 4}


def test_vectors_have_as_many_channels_as_they_are_long():
    assert inputs(chain(flat=nn.Flatten(), wide=nn.Linear(12, 4), end=nn.Linear(4, 2))) == {"wide": 12, "end": 4}
