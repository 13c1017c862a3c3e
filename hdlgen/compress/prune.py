"""Structured pruning: which filters and which rows of a weight matrix stay."""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from hdlgen.compress.chain import Weighted, bias_of, taps, weighted

Penalty = Callable[[nn.Module], Tensor]
"""What is added to the loss of a batch."""


class Fit(Protocol):
    """Trains the network of a step."""

    def __call__(self, *, penalty: Penalty) -> None:
        """Trains with `penalty` added to the loss."""


@dataclass(frozen=True)
class Keep:
    """What stays of a layer. channels: filters or neurons. taps: rows of the weight matrix, of those then left."""

    channels: int
    taps: int


class PruningMethod(Protocol):
    """Decides what stays. A method has one object for the whole recipe and may remember things between steps."""

    def approach(self, network: nn.Sequential, keep: Mapping[str, Keep], fit: Fit) -> None:
        """Called before a step prunes. A method that first draws weights towards what will stay (ADMM) trains here.

        fit  `fit(penalty=f)` trains `network` for the step's `approach_epochs` with f(network) added to the loss
        """

    def channels(self, matrix: Tensor, count: int) -> Tensor:
        """The `count` columns of weight matrix float[channel, tap] that stay: ascending int64[count]."""

    def taps(self, matrix: Tensor, count: int) -> Tensor:
        """The `count` rows of weight matrix float[channel, tap] that stay: ascending int64[count]."""


class Magnitude:
    """Keeps what has the largest Euclidean norm (Li et al., Pruning filters, 2017; Wen et al. 2016 for rows)."""

    def approach(self, network: nn.Sequential, keep: Mapping[str, Keep], fit: Fit) -> None:
        """Nothing: the norm is taken as training left it."""

    def channels(self, matrix: Tensor, count: int) -> Tensor:
        """Channels with the largest norm; of equal ones the first."""
        return _largest(matrix.norm(dim=1), count)

    def taps(self, matrix: Tensor, count: int) -> Tensor:
        """Taps with the largest norm over all channels; of equal ones the first."""
        return _largest(matrix.norm(dim=0), count)


METHODS: Mapping[str, Callable[[], PruningMethod]] = {"magnitude": Magnitude}


def _largest(score: Tensor, count: int) -> Tensor:
    return score.argsort(descending=True, stable=True)[:count].sort().values


class RowMask(nn.Module):
    """Parametrization of a weight: rows that are pruned read as 0 and are trained no more.

    kept  bool, shape of the weight of one channel
    """

    kept: Tensor

    def __init__(self, kept: Tensor) -> None:
        super().__init__()
        self.register_buffer("kept", kept)

    def forward(self, weight: Tensor) -> Tensor:
        """`weight` with zero rows."""
        return weight * self.kept


def prune(network: nn.Sequential, keep: Mapping[str, Keep], method: PruningMethod) -> nn.Sequential:
    """A smaller network: channels removed physically, with all that only they fed; rows masked by `RowMask`.

    keep  for each layer to prune; a layer that is not named keeps all its channels and the rows it has
    """
    network = _settled(network)
    kept = {
        n: method.channels(m.weight.detach().flatten(1), keep[n].channels)
        for n, m in weighted(network).items()
        if n in keep
    }
    network = _without_channels(network, kept)
    for name, layer in weighted(network).items():
        rows = torch.zeros(taps(layer), dtype=torch.bool)
        matrix = layer.weight.detach().flatten(1)
        # rows that an earlier step masked are zero for every channel and stay so
        count = min(keep[name].taps if name in keep else taps(layer), int(matrix.any(dim=0).sum()))
        rows[method.taps(matrix, count)] = True
        parametrize.register_parametrization(layer, "weight", RowMask(rows.reshape(layer.weight.shape[1:])))
    return network


def rows_kept(layer: Weighted) -> Tensor:
    """bool[tap]: the rows of the layer's weight matrix that pruning left."""
    if not parametrize.is_parametrized(layer, "weight"):
        return torch.ones(taps(layer), dtype=torch.bool)
    masks = [p for p in layer.parametrizations["weight"] if isinstance(p, RowMask)]  # type: ignore[index]
    assert len(masks) == 1, "a layer is masked once"
    return masks[0].kept.flatten()


def _settled(network: nn.Sequential) -> nn.Sequential:
    """A copy with the masks applied and gone."""
    network = copy.deepcopy(network)
    for layer in weighted(network).values():
        if parametrize.is_parametrized(layer, "weight"):
            parametrize.remove_parametrizations(layer, "weight", leave_parametrized=True)
    return network


def _without_channels(network: nn.Sequential, kept: Mapping[str, Tensor]) -> nn.Sequential:
    """A network with only channels `kept` of each named layer, and only those inputs of the next."""
    out: OrderedDict[str, nn.Module] = OrderedDict()
    alive, before = None, 0  # channels of the previous layer that stay, of how many
    for name, module in network.named_children():
        if not isinstance(module, Weighted):
            out[name] = module
            continue
        weight = module.weight.detach()
        if alive is not None:
            each = weight.shape[1] // before  # behind a flatten, a channel is several inputs side by side
            weight = weight.unflatten(1, (before, each))[:, alive].flatten(1, 2)
        before = len(weight)
        alive = kept.get(name, torch.arange(before))
        out[name] = _with_weights(module, weight[alive], bias_of(module)[alive])
    return nn.Sequential(out)


def _with_weights(layer: Weighted, weight: Tensor, bias: Tensor) -> Weighted:
    """A layer like `layer` with other weights."""
    new = copy.deepcopy(layer)
    new.weight, new.bias = nn.Parameter(weight), nn.Parameter(bias)
    if isinstance(new, nn.Conv2d):
        new.out_channels, new.in_channels = weight.shape[:2]
    else:
        new.out_features, new.in_features = weight.shape
    return new
