"""Pruning, quantizing and exporting networks with branches, each against a second way to compute the same."""

import copy

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.utils import parametrize

from hdlgen.compress.export import fold
from hdlgen.compress.method import Magnitude
from hdlgen.compress.norms import fold_batch_norms
from hdlgen.compress.parametrized import parametrizations
from hdlgen.compress.prune import Mask, mask_of, masked, masks_of, prune, settled
from hdlgen.compress.quantize import Average, Mean, Widths, quantize
from hdlgen.compress.quantizer import Quantizer, weight_quantizer
from hdlgen.compress.structure import Keep
from hdlgen.compress.unused import remove_unused
from hdlgen.compress.wiring import wiring
from hdlgen.frontend.torch.network import Gate, Join, Transposed, weighted
from tests.compress.networks import IMAGE, Residual, branched, chain, segmenting, silenced
from tests.compress.plain_integers import evaluate

WIDTHS = Widths(4, 4, 8)
SEEDS = range(16)


def made(seed):
    """Twelve networks that classify, four that segment."""
    return branched(seed) if seed < 12 else segmenting(seed)


def images(count, seed=0):
    """float64[count, *IMAGE], multiples of 1/255."""
    rng = np.random.default_rng(seed)
    return torch.from_numpy(rng.integers(0, 256, (count, *IMAGE)) / 255)


def chosen(network, seed):
    """A random choice: two thirds of the channels of each group, and of the taps of each layer."""
    rng = np.random.default_rng(seed)
    wires, layers = wiring(network), weighted(network)
    counts = {g: max(1, 2 * len(layers[m[0]].weight) // 3) for g, m in wires.groups.items() if g not in wires.fixed}
    keep = {
        n: Keep(counts.get(wires.writes[n], len(m.weight)), int(rng.integers(1, m.weight[0].numel() + 1)))
        for n, m in layers.items()
    }
    weights = {n: m.weight.detach() for n, m in layers.items()}
    return Magnitude().choose(weights, masks_of(network), keep, wires)


def sparse(network, seed):
    """`network` with a random fifth of the weights left, and rows and channels of masks that are empty."""
    rng = torch.Generator().manual_seed(seed)
    masks = {}
    for name, mask in masks_of(network).items():
        mask = torch.rand(mask.shape, generator=rng) < 0.25
        mask[torch.rand(len(mask), generator=rng) < 0.4] = False
        masks[name] = mask
    return masked(settled(network), masks)


@torch.no_grad()
@pytest.mark.parametrize("quantized", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_removing_channels_equals_silencing_them(seed, quantized):
    network, x = made(seed).double(), images(9)
    if quantized:
        network = quantize(network, WIDTHS, x)
    for again in range(2):  # the second time masks are there
        choices = chosen(network, seed + again)
        small = prune(network, choices)
        torch.testing.assert_close(small(x), silenced(copy.deepcopy(network), choices)(x), rtol=0, atol=1e-9)
        for name, layer in weighted(small).items():
            kept = choices[name]
            assert len(layer.weight) == int(kept.channels.sum())
            assert int(mask_of(layer).sum()) == int(kept.weights.sum())
        network = small
    assert sum(m.weight.numel() for m in weighted(small).values()) < sum(
        m.weight.numel() for m in weighted(made(seed)).values()
    )


@torch.no_grad()
@pytest.mark.parametrize("quantized", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_removing_what_is_unused_changes_nothing(seed, quantized):
    network, x = sparse(made(seed).double(), seed), images(9)
    if quantized:
        network = quantize(network, WIDTHS, x)
    small = remove_unused(network)
    torch.testing.assert_close(small(x), network(x), rtol=0, atol=1e-9)
    again = remove_unused(small)
    assert {n: m.weight.shape for n, m in weighted(again).items()} == {
        n: m.weight.shape for n, m in weighted(small).items()
    }


def test_something_is_unused_in_those_networks():
    before = sum(m.weight.numel() for seed in SEEDS for m in weighted(made(seed)).values())
    after = sum(m.weight.numel() for seed in SEEDS for m in weighted(remove_unused(sparse(made(seed), seed))).values())
    assert after < 0.7 * before


def residual(**empty):
    """stem 2→4, a block 4→4 with an identity, and a linear layer of 4 averages; masks of 0 at (channel, tap)."""
    torch.manual_seed(1)
    network = chain(
        stem=nn.Conv2d(2, 4, 3), block=Residual(4, 4, 1, True), mean=nn.AdaptiveAvgPool2d(1), flat=nn.Flatten(),
        end=nn.Linear(4, 3),
    )  # fmt: skip
    masks = masks_of(network)
    for name, places in empty.items():
        for place in places:
            masks[name][place] = False
    return masked(settled(network), masks)


EVERY = slice(None)


def left(network):
    return {n: len(m.weight) for n, m in weighted(remove_unused(network)).items()}


def test_a_channel_of_an_add_goes_only_if_no_reader_reads_it():
    all_stay = {"stem": 4, "block_a": 4, "block_b": 4, "end": 3}
    assert left(residual(end=[(EVERY, 1)])) == all_stay  # block_a reads the stem's
    assert left(residual(block_a=[(EVERY, slice(9, 18))])) == all_stay  # end reads the sum
    assert left(residual(end=[(EVERY, 1)], block_a=[(EVERY, slice(9, 18))])) == {**all_stay, "stem": 3, "block_b": 3}


def test_a_channel_of_an_add_is_constant_only_if_both_operands_are():
    all_stay = {"stem": 4, "block_a": 4, "block_b": 4, "end": 3}
    unread = [(EVERY, slice(18, 27))]  # channel 2, which padding would not see as a constant
    assert left(residual(block_a=unread, stem=[(2, EVERY)])) == all_stay
    assert left(residual(block_a=unread, block_b=[(2, EVERY)])) == all_stay
    network = residual(block_a=unread, stem=[(2, EVERY)], block_b=[(2, EVERY)])
    network.stem.bias.data[2], network.block_b.bias.data[2] = 0.25, 0.5
    assert left(network) == {**all_stay, "stem": 3, "block_b": 3}
    small = remove_unused(network)
    # the stem has no ReLU here
    torch.testing.assert_close(small.end.bias, network.end.bias + 0.75 * network.end.weight[:, 2])


class Noise(nn.Module):
    """Something that a training puts behind the quantizers."""

    def forward(self, weight):
        return weight + torch.randn_like(weight) if self.training else weight


@torch.no_grad()
def test_pruning_keeps_quantizers_in_their_order_and_nothing_behind_them():
    network, x = branched(3), images(20).float()
    quantized = quantize(sparse(network, 3), WIDTHS, x)
    for layer in weighted(quantized).values():
        parametrize.register_parametrization(layer, "weight", Noise())
        assert mask_of(layer).shape == layer.weight.flatten(1).shape
        weight_quantizer(layer).log_step += 0.1  # as training moves it
    choices = chosen(quantized.eval(), 1)
    small = prune(quantized, choices)
    for name, layer in weighted(small).items():
        assert [type(p) for p in parametrizations(layer)] == [Mask, Quantizer]
        stays = choices[name].channels
        own, old = weight_quantizer(layer), weight_quantizer(quantized.get_submodule(name))
        assert torch.equal(own.log_step, old.log_step[stays])
        assert (own.lo, own.hi) == (-7, 7)
    assert {n for n, m in small.named_children() if isinstance(m, Quantizer)} == {
        n for n, m in quantized.named_children() if isinstance(m, Quantizer)
    }
    # what is trained is the weight before it is rounded
    assert not torch.equal(small.stem.weight, small.stem.parametrizations.weight.original)


@torch.no_grad()
@pytest.mark.parametrize("seed", SEEDS)
def test_quantizing_again_equals_quantizing_once(seed):
    network, x = sparse(made(seed), seed), images(20, seed).float()
    other = Widths(3, 5, 6)
    once, again = quantize(network, other, x), quantize(quantize(network, WIDTHS, x), other, x)
    assert [(n.name, n.reads) for n in again.nodes] == [(n.name, n.reads) for n in once.nodes]
    assert list(again.state_dict()) == list(once.state_dict())
    assert all(torch.equal(v, again.state_dict()[k]) for k, v in once.state_dict().items())
    assert torch.equal(again(x), once(x))


@torch.no_grad()
@pytest.mark.parametrize("seed", SEEDS)
def test_every_value_between_layers_is_an_integer_of_its_bits(seed):
    x = images(20).float()
    network = quantize(made(seed), WIDTHS, x)
    modules = {n.name: n.module for n in network.nodes}
    checked = 0
    for (_, module, reads), y in network.activations(x):
        if isinstance(module, Quantizer):
            levels = y / module.step
            torch.testing.assert_close(levels, levels.round(), rtol=0, atol=1e-3)
            assert levels.min() >= module.lo - 1e-3
            assert levels.max() <= module.hi + 1e-3
            checked += 1
        assert isinstance(module, Quantizer | Gate | nn.MaxPool2d) or not any(
            isinstance(modules.get(r), nn.Conv2d | Transposed | Join | Average | Mean | Gate) for r in reads
        )
    assert checked >= 8


@torch.no_grad()
@pytest.mark.parametrize("seed", SEEDS)
def test_integers_equal_the_trained_network(seed):
    x = images(40)
    network = quantize(sparse(made(seed), seed), WIDTHS, x.float())
    layers, tensors = fold(network, WIDTHS)
    got = evaluate(layers, tensors, (x * 255).round().byte().permute(0, 2, 3, 1).numpy())
    step = {n.name: n.module.step for n in network.nodes if isinstance(n.module, Quantizer)}
    values = {n.name: y for n, y in network.activations(x.float())}
    gates = {n.reads[0]: f"{n.name}_out" for n in network.nodes if isinstance(n.module, Gate)}
    for layer in layers:  # each layer's own rounding, then what came of it in the end
        name = f"{layer['name']}_out"
        name = gates.get(name, name)
        if name in step:
            wanted = (values[name] / step[name]).round().numpy()
            difference = np.abs(got[layer["name"]] - wanted)
            assert (difference > 0).mean() < 0.05, layer
            assert difference.max() <= 4
    for layer in layers:
        if "multiplier" in layer or layer["type"] == "add":
            assert np.abs(tensors[f"{layer['name']}.multiplier"]).max() < 1 << 15
            assert tensors[f"{layer['name']}.multiplier"].shape == (2,)


def test_branches_are_named_in_the_file():
    torch.manual_seed(0)
    network = chain(
        stem=nn.Conv2d(2, 4, 3, padding=1), rise=nn.ReLU(), one=Residual(4, 4, 1, True), two=Residual(4, 6, 2, False),
        pool=nn.MaxPool2d(2), mean=nn.AdaptiveAvgPool2d(1), flat=nn.Flatten(), end=nn.Linear(6, 3),
    )  # fmt: skip
    layers, tensors = fold(quantize(fold_batch_norms(network), WIDTHS, images(20).float()), WIDTHS)
    tails = {"rectified": {"activation": "relu", "out": "uint4"}, "signed": {"activation": "none", "out": "int4"}}
    conv = {"type": "conv", "kernel": 3, "padding": 1, "weight_bits": 4}
    assert layers == [
        {"name": "stem", **conv, "channels": 4, "stride": 1, **tails["rectified"]},
        {"name": "one_a", **conv, "channels": 4, "stride": 1, **tails["rectified"]},
        {"name": "one_b", **conv, "channels": 4, "stride": 1, **tails["signed"]},
        {"name": "one_add", "type": "add", "inputs": ["one_b", "stem"], **tails["rectified"]},
        {"name": "two_a", **conv, "channels": 6, "stride": 2, **tails["rectified"]},
        {"name": "two_b", **conv, "channels": 6, "stride": 1, **tails["signed"]},
        {
            "name": "two_short", **conv, "channels": 6, "stride": 2, "kernel": 1, "padding": 0, "input": "one_add",
            **tails["signed"],
        },
        {"name": "two_add", "type": "add", "inputs": ["two_b", "two_short"], **tails["signed"]},
        {"name": "pool", "type": "maxpool", "kernel": 2},
        {"name": "mean", "type": "avgpool", "kernel": 3},
        {"name": "end", "type": "linear", "features": 3, "weight_bits": 4, "activation": "none", "out": "int8"},
    ]  # fmt: skip
    kinds = {k: (str(t.dtype), t.shape) for k, t in tensors.items() if "add" in k}
    assert kinds == {
        f"{name}_add.{what}": kind
        for name in ("one", "two")
        for what, kind in (("multiplier", ("int32", (2,))), ("shift", ("int32", (1,))))
    }
