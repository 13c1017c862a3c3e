"""Pruning: channels go for good, with all that only they fed; what else goes is masked."""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from hdlgen.compress.chain import Weighted, bias_of, taps, weighted
from hdlgen.compress.structure import Choice

Masks = dict[str, Tensor]
"""bool[channel, tap] by layer: the weights that are left."""


class Mask(nn.Module):
    """Parametrization of a weight: what is pruned reads as 0 and is trained no more.

    kept  bool[channel, tap], or [1, tap] where only whole rows are pruned
    """

    kept: Tensor

    def __init__(self, kept: Tensor) -> None:
        super().__init__()
        self.register_buffer("kept", kept)

    def forward(self, weight: Tensor) -> Tensor:
        """`weight` where it is kept, 0 elsewhere."""
        return weight * self.kept.reshape(-1, *weight.shape[1:])


def mask_of(layer: Weighted) -> Tensor:
    """bool[channel, tap]: the weights that pruning left; all of a layer that was never pruned."""
    if not parametrize.is_parametrized(layer, "weight"):
        return torch.ones(len(layer.weight), taps(layer), dtype=torch.bool)
    masks = [p for p in layer.parametrizations["weight"] if isinstance(p, Mask)]  # type: ignore[index]
    assert len(masks) == 1, "a layer is masked once"
    return masks[0].kept.expand(len(layer.weight), -1)


def rows_kept(layer: Weighted) -> Tensor:
    """bool[tap]: the rows of the layer's weight matrix that still have a weight."""
    return mask_of(layer).any(dim=0)


def masks_of(network: nn.Sequential) -> Masks:
    """`mask_of` each layer with weights."""
    return {n: mask_of(m) for n, m in weighted(network).items()}


def prune(network: nn.Sequential, choices: Mapping[str, Choice]) -> nn.Sequential:
    """A smaller network: only the chosen channels of each layer, and `Mask` on the weights that were not chosen.

    choices  for every layer, as `structure.choose` makes them
    """
    stay = {n: c.channels for n, c in choices.items()}
    return masked(*without_channels(settled(network), {n: c.weights for n, c in choices.items()}, stay))


def settled(network: nn.Sequential) -> nn.Sequential:
    """A copy with the masks applied and gone."""
    network = copy.deepcopy(network)
    for layer in weighted(network).values():
        if parametrize.is_parametrized(layer, "weight"):
            weight = layer.weight.detach()
            # remove_parametrizations() takes the weight from the class too, which the original shares
            layer.__class__ = parametrize.type_before_parametrizations(layer)
            del layer.parametrizations
            layer.weight = nn.Parameter(weight)
    return network


def masked(network: nn.Sequential, masks: Mapping[str, Tensor]) -> nn.Sequential:
    """`network`, a settled one, with a `Mask` on each layer."""
    for name, layer in weighted(network).items():
        mask = masks[name]
        rows = mask.any(dim=0, keepdim=True)
        parametrize.register_parametrization(layer, "weight", Mask(rows if mask[:, rows[0]].all() else mask))
    return network


def without_channels(
    network: nn.Sequential, masks: Mapping[str, Tensor], stay: Mapping[str, Tensor]
) -> tuple[nn.Sequential, Masks]:
    """A settled network and its masks with only channels bool[channel] `stay` of each layer, and what they feed.

    A layer that is not named keeps all its channels.
    """
    out: OrderedDict[str, nn.Module] = OrderedDict()
    left: Masks = {}
    before = None  # which channels of the previous layer stay
    for name, module in network.named_children():
        if not isinstance(module, Weighted):
            out[name] = module
            continue
        weight, mask = module.weight.detach(), masks[name]
        if before is not None:  # behind a flatten, a channel is several inputs side by side
            weight = weight[:, before.repeat_interleave(weight.shape[1] // len(before))]
            mask = mask[:, before.repeat_interleave(mask.shape[1] // len(before))]
        before = stay.get(name, torch.ones(len(weight), dtype=torch.bool))
        out[name], left[name] = _with_weights(module, weight[before], bias_of(module)[before]), mask[before]
    return nn.Sequential(out), left


def _with_weights(layer: Weighted, weight: Tensor, bias: Tensor) -> Weighted:
    """A layer like `layer` with other weights."""
    new = copy.deepcopy(layer)
    new.weight, new.bias = nn.Parameter(weight), nn.Parameter(bias)
    if isinstance(new, nn.Conv2d):
        new.out_channels, new.in_channels = weight.shape[:2]
    else:
        new.out_features, new.in_features = weight.shape
    return new
