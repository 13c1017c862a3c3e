"""Removal of paths that carry nothing: what no one reads, and what does not depend on the image."""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn

from hdlgen.compress.chain import Weighted, bias_of, weighted
from hdlgen.compress.prune import masked, masks_of, settled, without_channels


@torch.no_grad()
def remove_unused(network: nn.Sequential) -> nn.Sequential:
    """A network that computes what `network` computes, without the channels that carry nothing; nothing else changes.

    A channel whose outgoing weights are all pruned goes, with its weights. A channel whose incoming weights are all
    pruned is the constant max(0, bias) (without ReLU: bias) at every position, behind pools too. It goes, and becomes
    bias of the layer that reads it, where that layer pads nothing, or the constant is 0 like the padding. Repeated
    until nothing changes; at least one channel of each layer stays. The last layer keeps its channels.
    """
    masks, network = masks_of(network), settled(network)
    again = True
    while again:
        again = False
        for name, reader_name in pairwise(weighted(network)):
            layers = weighted(network)
            layer, reader = layers[name], layers[reader_name]
            count = len(layer.weight)
            constants = _constants(network, name)
            is_constant = ~masks[name].any(dim=1)
            if isinstance(reader, nn.Conv2d) and any(int(p) for p in reader.padding):
                is_constant &= constants == 0
            is_read = masks[reader_name].any(dim=0).reshape(count, -1).any(dim=1)
            gone = is_constant | ~is_read
            if gone.all():
                gone[0] = False
            if gone.any():
                _fold(reader, constants * (gone & is_constant))
                network, masks = without_channels(network, masks, {name: ~gone})
                again = True
    return masked(network, masks)


def _constants(network: nn.Sequential, name: str) -> Tensor:
    """float[channel]: what leaves layer `name` and its ReLU, if it has one, where nothing comes in."""
    modules = list(network.named_children())
    at = [n for n, _ in modules].index(name)
    layer = modules[at][1]
    assert isinstance(layer, Weighted)
    for _, module in modules[at + 1 :]:
        if isinstance(module, Weighted):
            break
        if isinstance(module, nn.ReLU):
            return bias_of(layer).relu()
    return bias_of(layer)


def _fold(reader: Weighted, constants: Tensor) -> None:
    """Adds to the bias of `reader` what it reads of `constants` float[channel], one for each of its input channels."""
    sums = reader.weight.flatten(1).unflatten(1, (len(constants), -1)).sum(dim=2)  # [channel, channel before]
    reader.bias = nn.Parameter(bias_of(reader) + sums @ constants)
