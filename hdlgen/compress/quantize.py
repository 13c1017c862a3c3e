"""Quantization while training: values become the integers they will be, gradients pass straight through.

Step sizes are learned with the weights (Esser et al., Learned step size quantization, 2020), as logarithms: a step
stays positive and its learning rate is relative.
"""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from hdlgen.arith import Int
from hdlgen.compress.chain import Weighted, weighted

PIXEL = 1 / 255
"""Step of the input: networks see pixels uint8 as 0..1."""


@dataclass(frozen=True)
class Widths:
    """weight: bits of a weight, sign included. activation: bits between layers. output: bits of a logit, signed."""

    weight: int
    activation: int
    output: int


class Quantizer(nn.Module):
    """x → step · clip(floor(x/step + 1/2), lo, hi). `step` is learned.

    step  float, broadcast against x: one, or one for each channel of a weight
    """

    def __init__(self, step: Tensor, lo: int, hi: int) -> None:
        super().__init__()
        self.log_step = nn.Parameter(step.log())
        self.lo, self.hi = lo, hi

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
        soft = (x / step).clamp(*self.limits)
        return (soft + (self.nearest(soft.detach()) - soft).detach()) * step


def quantize(network: nn.Sequential, widths: Widths, images: Tensor) -> nn.Sequential:
    """A copy of `network` that computes with the integers of hardware, ready to be trained on.

    Weights get a `Quantizer` with a step for each channel; each ReLU becomes one; a layer without ReLU gets a signed
    one named NAME_out. Steps begin where the squared error is least, of activations on `images` float[image, ...].
    """
    network = copy.deepcopy(network).eval()
    w_max = (1 << (widths.weight - 1)) - 1
    last = list(weighted(network))[-1]
    modules = _pools_first(list(network.named_children()))
    out: OrderedDict[str, nn.Module] = OrderedDict()
    x = images
    with torch.no_grad():
        for i, (name, module) in enumerate(modules):
            x = module(x)
            if isinstance(module, Weighted):
                parametrize.register_parametrization(
                    module, "weight", Quantizer(best_steps(module.weight, w_max, whole(-w_max, w_max)), -w_max, w_max)
                )
            if isinstance(module, nn.ReLU):
                t = Int(widths.activation)
                out[name] = Quantizer(best_step(x, t.hi, whole(t.lo, t.hi)), t.lo, t.hi)
                continue
            out[name] = module
            if isinstance(module, Weighted) and not _has_relu(modules[i + 1 :]):
                t = Int(widths.output if name == last else widths.activation, signed=True)
                out[f"{name}_out"] = Quantizer(best_step(x, t.hi, whole(t.lo, t.hi)), t.lo, t.hi)
    return nn.Sequential(out)


def _has_relu(behind: list[tuple[str, nn.Module]]) -> bool:
    """Whether a layer in front of `behind` has a ReLU: next to it, or with a pool in between."""
    return bool(behind) and (
        isinstance(behind[0][1], nn.ReLU)
        or (isinstance(behind[0][1], nn.MaxPool2d) and len(behind) > 1 and isinstance(behind[1][1], nn.ReLU))
    )


def _pools_first(modules: list[tuple[str, nn.Module]]) -> list[tuple[str, nn.Module]]:
    """`modules` with each max-pool before the ReLU it follows: the same values, and fewer of them to quantize."""
    out = list(modules)
    for i, ((_, a), (_, b)) in enumerate(pairwise(modules)):
        if isinstance(a, nn.ReLU) and isinstance(b, nn.MaxPool2d):
            out[i], out[i + 1] = out[i + 1], out[i]
    return out


def chain_of(layer: Weighted) -> parametrize.ParametrizationList:
    """What the weight of a layer of a quantized network passes through, first to last."""
    chain = layer.parametrizations["weight"]  # type: ignore[index]
    assert isinstance(chain, parametrize.ParametrizationList)
    return chain


def weight_quantizer(layer: Weighted) -> Quantizer:
    """The quantizer of a layer of a quantized network."""
    found = [p for p in chain_of(layer) if isinstance(p, Quantizer)]
    assert len(found) == 1, "a layer is quantized once"
    return found[0]


def unquantized(layer: Weighted) -> Tensor:
    """The weight of a layer of a quantized network as its quantizer sees it: masked, detached."""
    chain = chain_of(layer)
    weight: Tensor = chain.original.detach()
    for step in chain:
        if isinstance(step, Quantizer):
            break
        weight = step(weight)
    return weight


def replace_quantizer(layer: Weighted, quantizer: Quantizer) -> None:
    """Gives a layer of a quantized network another quantizer of its weight."""
    chain = chain_of(layer)
    at = list(chain).index(weight_quantizer(layer))
    nn.ModuleList.__setitem__(chain, at, quantizer.train(layer.training))


def nearest_levels(weight: Tensor, bits: int) -> Tensor:
    """`weight` as signed integers of `bits` bits, symmetric, times a step for each channel; of 64 steps the nearest."""
    hi = (1 << (bits - 1)) - 1
    steps = best_steps(weight, hi, whole(-hi, hi))
    return torch.floor(weight / steps + 0.5).clamp(-hi, hi) * steps


def whole(lo: int, hi: int) -> Callable[[Tensor], Tensor]:
    """What makes of values the nearest integers in lo..hi, halves up."""
    return lambda x: torch.floor(x + 0.5).clamp(lo, hi)


def best_steps(weight: Tensor, top: float, nearest: Callable[[Tensor], Tensor]) -> Tensor:
    """`best_step` of each channel, shaped to divide `weight`."""
    steps = torch.stack([best_step(channel, top, nearest) for channel in weight])
    return steps.reshape(-1, *[1] * (weight.dim() - 1))


def best_step(x: Tensor, top: float, nearest: Callable[[Tensor], Tensor]) -> Tensor:
    """The step of least squared error, of 64 tried: float scalar.

    top      the largest value, in steps
    nearest  what makes of values, in steps, those that there are
    """
    largest = x.abs().max().clamp_min(1e-6)
    steps = [largest * k / 64 / top for k in range(4, 68)]
    errors = [((nearest(x / s) * s - x) ** 2).mean() for s in steps]
    return steps[int(torch.stack(errors).argmin())]
