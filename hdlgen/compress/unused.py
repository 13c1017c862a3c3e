"""Removal of paths that carry nothing: what no one reads, and what does not depend on the image."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from hdlgen.compress.norms import of_constants
from hdlgen.compress.prune import Masks, masked, masks_of, settled, without_channels
from hdlgen.compress.quantize import Average, Mean
from hdlgen.compress.wiring import classes_of
from hdlgen.frontend.torch.network import Add, Network, Norm, Scale, Transposed, Weighted, bias_of, weighted


@torch.no_grad()
def remove_unused(network: Network) -> Network:
    """A network that computes what `network` computes, without the channels that carry nothing; nothing else changes.

    A channel that no layer reads goes, with its weights. A channel whose incoming weights are all pruned is a constant
    at every position: its bias, or what a batch norm makes of that in evaluation mode, at least 0 behind a ReLU, and
    the same behind pools. That of an add is constant if both of its operands are. A constant goes, and becomes bias of
    the layers that read it, where they pad nothing and give every pixel all of their taps, or the constant is 0 like
    the padding. That of a scale is constant if its factors are, or one of them is 0. Channels that adds and scales join
    go together or not at all. Repeated until nothing changes; at least one channel of each layer stays. The last layer
    keeps its channels, and what is added to the images too.
    """
    masks, network = masks_of(network), settled(network)
    while True:
        classes, values = classes_of(network), _values(network, masks)
        sources = {name: reads[0] for name, module, reads in network.nodes if isinstance(module, Weighted)}
        gone = np.ones(len(classes.fixed), np.bool_)
        for name, layer in weighted(network).items():
            source = sources[name]
            if source in values:  # of the images no channel goes
                unread = ~_is_read(masks[name], len(classes.of[source]))
                gone &= classes.everywhere({source: (unread | values[source].can_be_bias(layer)).numpy()})
        gone = classes.leaving(gone)
        if not gone.any():
            return masked(network, masks)
        for name, layer in weighted(network).items():
            source = sources[name]
            if source in values:  # of what is not constant, it reads nothing
                _fold(layer, values[source].value * torch.from_numpy(gone[classes.of[source]]))
        network, masks = without_channels(network, masks, classes, gone)


@dataclass(frozen=True)
class _Channels:
    """What a node gives.

    constant  bool[channel]: the same at every position of every image
    value     float[channel]: what that is; of other channels anything
    """

    constant: Tensor
    value: Tensor

    def can_be_bias(self, reader: Weighted) -> Tensor:
        """bool[channel]: those that `reader` sees as constants at its borders too."""
        padded = isinstance(reader, Transposed) or (
            isinstance(reader, nn.Conv2d) and any(int(p) for p in reader.padding)
        )
        return self.constant & (self.value == 0) if padded else self.constant


def _values(network: Network, masks: Masks) -> dict[str, _Channels]:
    """By node. What the images alone are in is not among it: their channels are neither constant nor removed."""
    given: dict[str, _Channels] = {}
    for name, module, reads in network.nodes:
        if isinstance(module, Weighted):
            given[name] = _Channels(~masks[name].any(dim=1), bias_of(module))
        elif not all(r in given for r in reads):
            continue
        elif isinstance(module, Add):
            a, b = (given[r] for r in reads)
            given[name] = _Channels(a.constant & b.constant, a.value + b.value)
        elif isinstance(module, Scale):
            a, b = (given[r] for r in reads)
            none = (a.constant & (a.value == 0)) | (b.constant & (b.value == 0))
            given[name] = _Channels(none | (a.constant & b.constant), torch.where(none, 0.0, a.value * b.value))
        else:
            before = given[reads[0]]
            given[name] = _Channels(before.constant, _at_every_position(module, before.value))
    return given


def _at_every_position(module: nn.Module, value: Tensor) -> Tensor:
    """float[channel]: what a module between layers gives where it reads `value` float[channel] everywhere."""
    if isinstance(module, Average):
        return module(value[:, None, None].expand(-1, module.kernel, module.kernel)).flatten()
    if isinstance(module, Norm):
        return of_constants(module, value)
    if isinstance(module, nn.MaxPool2d | nn.AvgPool2d | nn.AdaptiveAvgPool2d | nn.Flatten | Mean):
        return value
    return module(value)


def _is_read(mask: Tensor, count: int) -> Tensor:
    """bool[channel]: which of its `count` inputs a layer with `mask` bool[channel, tap] still reads."""
    return mask.any(dim=0).reshape(count, -1).any(dim=1)


def _fold(reader: Weighted, constants: Tensor) -> None:
    """Adds to the bias of `reader` what it reads of `constants` float[channel], one for each of its input channels."""
    if not constants.any():
        return
    sums = reader.weight.flatten(1).unflatten(1, (len(constants), -1)).sum(dim=2)  # [channel, channel before]
    reader.bias = nn.Parameter(bias_of(reader) + sums @ constants)
