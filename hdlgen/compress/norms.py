"""Batch norms: they stay while a network is pruned, which trains it well, and are folded before it is quantized.

In evaluation mode a norm multiplies each channel of the layer in front by γ/√(σ² + ε) and adds to it. A layer with a
norm computes with its weights times these factors: these products, not the weights that are trained, are compared.
"""

from __future__ import annotations

import copy

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_weights, fuse_linear_bn_weights

from hdlgen.compress.parametrized import parametrizations, parametrized, raw_weight
from hdlgen.frontend.torch.network import Network, Norm, Weighted, bias_of, weighted, without


def norms(network: Network) -> dict[str, Norm]:
    """By layer with weights: the batch norm behind it, where there is one."""
    return {n.reads[0]: n.module for n in network.nodes if isinstance(n.module, Norm)}


def scaled_weights(network: Network) -> dict[str, Tensor]:
    """By layer, first to last: the weights as the norm behind it scales them; of a layer without one, its weights.

    Shaped like the weights, and differentiable by them and by γ; the variance is a constant.
    """
    behind = norms(network)
    return {
        n: m.weight * _factors(behind[n]).reshape(-1, *[1] * (m.weight.dim() - 1)) if n in behind else m.weight
        for n, m in weighted(network).items()
    }


def _factors(norm: Norm) -> Tensor:
    """float[channel]: γ/√(σ² + ε)."""
    assert norm.running_var is not None, "check() lets no other pass"
    factors = torch.rsqrt(norm.running_var + norm.eps)
    return factors if norm.weight is None else norm.weight * factors


def of_constants(norm: Norm, value: Tensor) -> Tensor:
    """float[channel]: what `norm` gives in evaluation mode where it reads `value` float[channel] everywhere."""
    return F.batch_norm(value[None], norm.running_mean, norm.running_var, norm.weight, norm.bias, eps=norm.eps)[0]


def of_channels(norm: Norm, stay: Tensor) -> Norm:
    """A norm of the channels bool[channel] `stay` alone."""
    new = copy.deepcopy(norm)
    for name, own in (*norm.named_parameters(), *norm.named_buffers()):
        if own.dim():  # all but the count of batches
            of_stay = own.detach()[stay]
            setattr(new, name, nn.Parameter(of_stay) if isinstance(own, nn.Parameter) else of_stay)
    new.num_features = int(stay.sum())
    return new


def fold_batch_norms(network: Network) -> Network:
    """A network without batch norms and dropout that computes what `network` computes in evaluation mode.

    Masks stay. `network` is changed to evaluation mode, and else left alone.
    """
    network.eval()
    behind = norms(network)
    nodes = [
        n._replace(module=_folded(n.module, behind[n.name])) if n.name in behind else n  # type: ignore[arg-type]
        for n in network.nodes
    ]
    return without(Network(nodes), (nn.BatchNorm1d, nn.BatchNorm2d, nn.Dropout, nn.Dropout2d))


def _folded(layer: Weighted, norm: Norm) -> Weighted:
    """A layer that does what `layer` and `norm` behind it do."""
    new = copy.deepcopy(layer)
    fuse = fuse_conv_bn_weights if isinstance(norm, nn.BatchNorm2d) else fuse_linear_bn_weights
    mean, variance = norm.running_mean, norm.running_var
    assert mean is not None, "check() lets no other pass"
    assert variance is not None, "as above"
    weight, bias = fuse(
        raw_weight(layer).detach(), bias_of(layer), mean, variance, norm.eps,
        torch.ones_like(mean) if norm.weight is None else norm.weight.detach(),
        torch.zeros_like(mean) if norm.bias is None else norm.bias.detach(),
    )  # fmt: skip
    parametrized(new, weight.detach(), parametrizations(new))
    new.bias = nn.Parameter(bias.detach())
    return new
