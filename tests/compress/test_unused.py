"""What carries nothing goes, and the outputs stay what they were."""

import numpy as np
import pytest
import torch
from torch import nn

from hdlgen.compress.prune import mask_of, masked, masks_of, settled
from hdlgen.compress.structure import occupied
from hdlgen.compress.unused import remove_unused
from hdlgen.compress.wiring import inputs
from hdlgen.frontend.torch.network import weighted
from hdlgen.mapping.design import load_design
from hdlgen.spec.writer import write_network
from tests.compress.networks import chain, omitting


def without(network, **gone):
    """`network` with some weights masked: by layer, a list of (channel, tap) or of slices of them."""
    masks = masks_of(network)
    for name, places in gone.items():
        for place in places:
            masks[name][place] = False
    return masked(settled(network), masks)


@torch.no_grad()
def removed(network, image=(1, 6, 6)):
    """`remove_unused`, after it is seen to give the same outputs. Returns the channels of each layer too."""
    before = {n: v.clone() for n, v in network.state_dict().items()}
    small = remove_unused(network)
    x = torch.rand(20, *image)
    torch.testing.assert_close(small(x), network(x), rtol=1e-4, atol=1e-5)
    assert all(torch.equal(v, before[n]) for n, v in network.state_dict().items())
    return small, {n: len(m.weight) for n, m in weighted(small).items()}


EVERY = slice(None)
TAIL = {"weight_bits": 4, "activation": "relu", "out": "uint4"}
LAYERS = [
    {"name": "conv", "type": "conv", "channels": 4, "kernel": 3, "stride": 1, "padding": 0, **TAIL},
    {"name": "pool", "type": "maxpool", "kernel": 2},
    {"name": "fc1", "type": "linear", "features": 5, **TAIL},
    {"name": "fc2", "type": "linear", "features": 3, "weight_bits": 4, "activation": "none", "out": "int8"},
]


def test_what_is_used_stays(network):
    pruned = without(network, conv=[(0, 2)], fc1=[(EVERY, 3), (1, 4)])
    small, channels = removed(pruned)
    assert channels == {"conv": 4, "fc1": 5, "fc2": 3}
    assert all(torch.equal(mask_of(getattr(small, n)), mask_of(getattr(pruned, n))) for n in channels)


def test_a_filter_that_no_one_reads_goes(network):
    # fc1 reads filter 2 at four positions, taps 8 .. 11
    small, channels = removed(without(network, fc1=[(EVERY, slice(8, 12))]))
    assert channels == {"conv": 3, "fc1": 5, "fc2": 3}
    assert small.fc1.weight.shape == (5, 12)
    assert channels == removed(small)[1]  # nothing more to find
    # with one tap left it stays
    assert removed(without(network, fc1=[(EVERY, slice(8, 11))]))[1]["conv"] == 4


@pytest.mark.parametrize("bias", [-0.5, 0.7])
def test_a_filter_without_inputs_becomes_bias_behind_pool_and_flatten(network, bias):
    network.conv.bias.data[1] = bias
    small, channels = removed(without(network, conv=[(1, EVERY)]))
    assert channels == {"conv": 3, "fc1": 5, "fc2": 3}
    wanted = network.fc1.bias + max(bias, 0) * network.fc1.weight[:, 4:8].sum(dim=1)
    torch.testing.assert_close(small.fc1.bias, wanted)


def test_a_constant_without_relu_keeps_its_sign(network):
    network = omitting(network, "relu2")
    network.fc1.bias.data[3] = -0.7
    small, channels = removed(without(network, fc1=[(3, EVERY)]))
    assert channels["fc1"] == 4
    torch.testing.assert_close(small.fc2.bias, network.fc2.bias - 0.7 * network.fc2.weight[:, 3])


def test_removal_goes_on_until_nothing_changes(network):
    # fc2 reads neuron 4 no more; only that neuron read filter 3; and neuron 0 read filter 0 alone, which has no inputs
    others = [(n, slice(12, 16)) for n in range(4)]
    pruned = without(network, conv=[(0, EVERY)], fc1=[*others, (0, slice(4, 16))], fc2=[(EVERY, 4)])
    _, channels = removed(pruned)
    assert channels == {"conv": 2, "fc1": 3, "fc2": 3}


def padded(bias):
    """conv 1→3; conv 3→2 with padding, on 6×6 images; the first filter has no inputs."""
    torch.manual_seed(0)
    network = chain(
        a=nn.Conv2d(1, 3, 3), r=nn.ReLU(), b=nn.Conv2d(3, 2, 3, padding=1), f=nn.Flatten(), c=nn.Linear(32, 2)
    )
    network.a.bias.data[0] = bias
    return without(network, a=[(0, EVERY)])


@pytest.mark.parametrize(("bias", "channels"), [(0.5, 3), (-0.5, 2)])
def test_in_front_of_padding_only_zeros_go(bias, channels):
    assert removed(padded(bias))[1] == {"a": channels, "b": 2, "c": 2}


def test_a_cut_network_keeps_a_channel_of_each_layer(network):
    small, channels = removed(without(network, conv=[(EVERY, EVERY)], fc2=[(EVERY, EVERY)]))
    assert channels == {"conv": 1, "fc1": 1, "fc2": 3}
    x = torch.rand(3, 1, 6, 6)
    torch.testing.assert_close(small(x), network.fc2.bias.expand(3, 3))


@pytest.mark.parametrize("seed", range(8))
def test_what_is_left_is_what_mapping_places(network, tmp_path, seed):
    rng = torch.Generator().manual_seed(seed)
    masks = {n: torch.rand(m.shape, generator=rng) < 0.15 for n, m in masks_of(network).items()}
    for mask in masks.values():
        mask[0, 0] = True  # a way through; where there is none, one channel of each layer is enough
    small = remove_unused(masked(settled(network), masks))
    # the unpruned shapes with a weight of 1 wherever one is left: mapping removes the rest by passes of its own
    tensors = {f"{n}.weight": m.numpy().astype(np.int8) for n, m in masks.items()}
    tensors["conv.weight"] = tensors["conv.weight"].reshape(4, 1, 3, 3)
    for name, mask in masks.items():
        tensors[f"{name}.multiplier"] = np.ones(len(mask), np.int32)
        tensors[f"{name}.bias"] = np.full(len(mask), 2, np.int64)
        tensors[f"{name}.shift"] = np.zeros(1, np.int32)
    hardware = {
        "tile": {"rows": 3, "columns": 4},
        "adc": {"bits": 8, "count": 2, "settle_cycles": 2, "conversion_cycles": 2},
    }
    device = {"cell_bits": 3, "g_min_siemens": 1e-6, "g_max_siemens": 40e-6}
    path = write_network(tmp_path, "tiny", (6, 6, 1), LAYERS, tensors, hardware, device, dense_weights=115)
    stages = load_design(path).plan.array_stages
    for stage, (name, layer) in zip(stages, weighted(small).items(), strict=True):
        stays = mask_of(layer)
        assert (stage.name, stage.geometry.channels) == (name, len(stays))
        assert sum(len(s.taps) for s in stage.program.segments) == int(stays.any(dim=0).sum())
        blocks, *_ = occupied(stays, 3, stage.geometry.lanes.word, inputs(small)[name])
        assert stage.program.kept_blocks == blocks
