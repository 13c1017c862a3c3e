"""Quantizers: values become the integers they will be, gradients pass straight through.

Step sizes are learned with the weights (Esser et al., Learned step size quantization, 2020), as logarithms: a step
stays positive and its learning rate is relative.
"""

from __future__ import annotations

import copy
from collections.abc import Callable

import torch
from torch import Tensor, nn

from hdlgen.compress.parametrized import parametrizations, parametrized, raw_weight
from hdlgen.frontend.torch.network import Weighted

CACHED = 1 << 16
"""Weights whose steps are found together: so many stay in a processor's cache."""

Nearest = Callable[[Tensor], Tensor]
"""Makes of values, in steps, those that there are; it may change its argument."""


class Quantizer(nn.Module):
    """x → step · clip(floor(x/step + 1/2), lo, hi). `step` is learned.

    step     float, broadcast against x: one, or one for each channel of a weight
    ceiling  of a clipped activation: larger x count as this, whatever `hi` would allow
    """

    def __init__(self, step: Tensor, lo: int, hi: int, ceiling: float | None = None) -> None:
        super().__init__()
        self.log_step = nn.Parameter(step.log())
        self.lo, self.hi, self.ceiling = lo, hi, ceiling

    def of_channels(self, channels: Tensor) -> Quantizer:
        """One with the steps of `channels` bool[channel] alone."""
        new = copy.deepcopy(self)
        new.log_step = nn.Parameter(self.log_step.detach()[channels])
        return new

    def extra_repr(self) -> str:
        """Its ends."""
        return f"{self.lo}, {self.hi}" + ("" if self.ceiling is None else f", ceiling={self.ceiling}")

    @property
    def largest(self) -> int:
        """The largest integer that it gives: `hi`, or what its ceiling becomes."""
        if self.ceiling is None:
            return self.hi
        step = self.step.detach()
        return int(self.integers(self(torch.full_like(step, self.ceiling))))

    @property
    def step(self) -> Tensor:
        """The value of 1."""
        return self.log_step.exp()

    @property
    def values(self) -> Tensor:
        """float64[hi + 1]: what the integers 0..hi stand for, in steps; −i stands for −values[i]."""
        return torch.arange(self.hi + 1, dtype=torch.float64)

    @property
    def limits(self) -> tuple[float, float]:
        """Least and largest value, in steps."""
        return self.lo, self.hi

    def nearest(self, soft: Tensor) -> Tensor:
        """What `soft`, in steps and within `limits`, becomes; same shape."""
        return torch.floor(soft + 0.5)

    def integers(self, x: Tensor) -> Tensor:
        """int64, shape of `x`: what hardware holds for values `x` that `forward` gave."""
        return (x.detach() / self.step.detach()).round().long()

    def forward(self, x: Tensor) -> Tensor:
        """`x` as the integers can say it."""
        step = self.step
        if self.ceiling is not None:
            x = x.clamp_max(self.ceiling)
        soft = (x / step).clamp(*self.limits)
        return (soft + (self.nearest(soft.detach()) - soft).detach()) * step


def weight_quantizer(layer: Weighted) -> Quantizer:
    """The quantizer of a layer of a quantized network."""
    found = [p for p in parametrizations(layer) if isinstance(p, Quantizer)]
    assert len(found) == 1, "a layer is quantized once"
    return found[0]


def replace_quantizer(layer: Weighted, quantizer: Quantizer) -> None:
    """Gives a layer of a quantized network another quantizer of its weight."""
    by = [quantizer if isinstance(p, Quantizer) else p for p in parametrizations(layer)]
    parametrized(layer, raw_weight(layer).detach(), by)


def masked_weight(layer: Weighted) -> Tensor:
    """The weight of a layer of a quantized network as its quantizer sees it; detached."""
    weight = raw_weight(layer).detach()
    for module in parametrizations(layer):
        if isinstance(module, Quantizer):
            break
        weight = module(weight)
    return weight


def whole(lo: int, hi: int) -> Nearest:
    """What makes of values the nearest integers in lo..hi, halves up."""
    return lambda x: x.add_(0.5).floor_().clamp_(lo, hi)


def nearest_levels(weight: Tensor, bits: int) -> Tensor:
    """`weight` as signed integers of `bits` bits, symmetric, times a step for each channel; of 64 steps the nearest."""
    hi = (1 << (bits - 1)) - 1
    steps = best_steps(weight, hi, whole(-hi, hi))
    return torch.floor(weight / steps + 0.5).clamp(-hi, hi) * steps


def best_step(x: Tensor, top: float, nearest: Nearest) -> Tensor:
    """The step of least squared error, of 64 tried: float scalar.

    top  the largest value that there is, in steps
    """
    return _of_least_error(x[None], top, nearest)[0]


def best_steps(weight: Tensor, top: float, nearest: Nearest) -> Tensor:
    """`best_step` of each channel, shaped to divide `weight`."""
    together = max(1, CACHED // max(1, weight[0].numel()))
    steps = torch.cat([_of_least_error(channels, top, nearest) for channels in weight.split(together)])
    return steps.reshape(-1, *[1] * (weight.dim() - 1))


def _of_least_error(x: Tensor, top: float, nearest: Nearest) -> Tensor:
    """float[channel]: for each channel of x[channel, ...] the step of least squared error, of 64 tried."""
    axes = tuple(range(1, x.dim()))
    largest = x.abs().amax(axes, keepdim=True).clamp_min(1e-6)
    steps = torch.stack([largest * k / 64 / top for k in range(4, 68)])
    errors = [nearest(x / s).mul_(s).sub_(x).square_().mean(axes) for s in steps]
    best = torch.stack(errors).argmin(0)
    return steps.reshape(64, -1).gather(0, best[None])[0]
