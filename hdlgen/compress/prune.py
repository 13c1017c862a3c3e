"""Pruning: channels go for good, with all that only they fed; what else goes is masked."""

from __future__ import annotations

import copy
from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from hdlgen.compress.norms import of_channels
from hdlgen.compress.parametrized import parametrizations, parametrized, raw_weight, resized
from hdlgen.compress.quantizer import Quantizer
from hdlgen.compress.structure import Choice
from hdlgen.compress.wiring import classes_of
from hdlgen.frontend.torch.network import Network, Norm, Weighted, taps, weighted
from hdlgen.ir.channels import Classes

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
    masks = [p for p in parametrizations(layer) if isinstance(p, Mask)]
    if not masks:
        return torch.ones(len(layer.weight), taps(layer), dtype=torch.bool)
    assert len(masks) == 1, "a layer is masked once"
    return masks[0].kept.expand(len(layer.weight), -1)


def rows_kept(layer: Weighted) -> Tensor:
    """bool[tap]: the rows of the layer's weight matrix that still have a weight."""
    return mask_of(layer).any(dim=0)


def masks_of(network: Network) -> Masks:
    """`mask_of` each layer with weights."""
    return {n: mask_of(m) for n, m in weighted(network).items()}


def prune(network: Network, choices: Mapping[str, Choice]) -> Network:
    """A smaller network: only the chosen channels of each layer, and `Mask` on the weights that were not chosen.

    choices  for every layer, as `structure.choose` makes them

    Batch norms keep what they have of channels that stay; quantizers stay as they are, parametrizations behind them go.
    """
    classes = classes_of(network)
    stay = classes.everywhere({n: c.channels.numpy() for n, c in choices.items()})
    return masked(*without_channels(settled(network), {n: c.weights for n, c in choices.items()}, classes, ~stay))


def settled(network: Network) -> Network:
    """A copy with the masks applied and gone; of other parametrizations only quantizers stay."""
    network = copy.deepcopy(network)
    for layer in weighted(network).values():
        weight, by = raw_weight(layer).detach(), parametrizations(layer)
        for mask in by:
            if isinstance(mask, Mask):
                weight = mask(weight)
        if by:
            parametrized(layer, weight, [p for p in by if isinstance(p, Quantizer)])
    return network


def masked(network: Network, masks: Mapping[str, Tensor]) -> Network:
    """`network`, a settled one, with a `Mask` on each layer, in front of its quantizer."""
    for name, layer in weighted(network).items():
        mask = masks[name]
        rows = mask.any(dim=0, keepdim=True)
        new = Mask(rows if mask[:, rows[0]].all() else mask)
        parametrized(layer, raw_weight(layer).detach(), [new, *parametrizations(layer)])
    return network


def without_channels(
    network: Network, masks: Mapping[str, Tensor], classes: Classes, gone: NDArray[np.bool_]
) -> tuple[Network, Masks]:
    """A settled network and its masks without the channels of classes `gone` bool[class], and without what they feed.

    classes  those of the network (`classes_of`)
    """
    stay = {name: torch.from_numpy(~gone[of]) for name, of in classes.of.items()}
    left: Masks = {}
    nodes = []
    for node in network.nodes:
        layer, own = node.module, stay[node.name]
        if isinstance(layer, Weighted):
            weight, mask, by = raw_weight(layer).detach(), masks[node.name], parametrizations(layer)
            read = stay[node.reads[0]]
            weight = weight[:, read.repeat_interleave(weight.shape[1] // len(read))]
            mask = mask[:, read.repeat_interleave(mask.shape[1] // len(read))]
            by = [p.of_channels(own) if isinstance(p, Quantizer) else p for p in by]
            bias = None if layer.bias is None else layer.bias.detach()[own]
            node = node._replace(module=resized(layer, weight[own], bias, by))
            left[node.name] = mask[own]
        elif isinstance(layer, Norm):
            node = node._replace(module=of_channels(layer, own))
        nodes.append(node)
    return Network(nodes), left
