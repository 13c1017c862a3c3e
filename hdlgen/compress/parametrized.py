"""Layers whose weight is computed from the trained one: masked, then quantized, then whatever training wants more."""

from __future__ import annotations

import copy
from collections.abc import Iterable

from torch import Tensor, nn
from torch.nn.utils import parametrize

from hdlgen.frontend.torch.network import Weighted


def raw_weight(layer: Weighted) -> Tensor:
    """The weight that is trained."""
    return layer.parametrizations["weight"].original if parametrize.is_parametrized(layer, "weight") else layer.weight  # type: ignore[index,union-attr]


def parametrizations(layer: Weighted) -> list[nn.Module]:
    """What the trained weight goes through, in order."""
    return list(layer.parametrizations["weight"]) if parametrize.is_parametrized(layer, "weight") else []  # type: ignore[index]


def parametrized(layer: Weighted, weight: Tensor, by: Iterable[nn.Module] = ()) -> Weighted:
    """`layer` itself, with a new trained weight that goes through `by` instead of what it has gone through."""
    if parametrize.is_parametrized(layer, "weight"):
        # remove_parametrizations() takes the weight from the class too, which copies share
        layer.__class__ = parametrize.type_before_parametrizations(layer)
        del layer.parametrizations
    layer.weight = nn.Parameter(weight)
    for module in by:
        parametrize.register_parametrization(layer, "weight", module)
    return layer


def resized(layer: Weighted, weight: Tensor, bias: Tensor | None, by: Iterable[nn.Module] = ()) -> Weighted:
    """A layer like `layer` with a weight and a bias, or none, of other sizes."""
    new = parametrized(copy.deepcopy(layer), weight, by)
    new.bias = None if bias is None else nn.Parameter(bias)
    if isinstance(new, nn.Conv2d):
        new.out_channels, new.in_channels = weight.shape[:2]
    elif isinstance(new, nn.Linear):
        new.out_features, new.in_features = weight.shape
    return new
