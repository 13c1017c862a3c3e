"""Quantization while training: values become the integers they will be, gradients pass straight through.

Step sizes are learned with the weights (Esser et al., Learned step size quantization, 2020), as logarithms: a step
stays positive and its learning rate is relative.
"""

from __future__ import annotations

import copy
from collections import OrderedDict
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

    def forward(self, x: Tensor) -> Tensor:
        """`x` as the integers can say it."""
        step = self.step
        soft = (x / step).clamp(self.lo, self.hi)
        return (soft + (torch.floor(soft + 0.5) - soft).detach()) * step


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
                    module, "weight", Quantizer(_best_steps(module.weight, -w_max, w_max), -w_max, w_max)
                )
            if isinstance(module, nn.ReLU):
                t = Int(widths.activation)
                out[name] = Quantizer(_best_step(x, t.lo, t.hi), t.lo, t.hi)
                continue
            out[name] = module
            if isinstance(module, Weighted) and not _has_relu(modules[i + 1 :]):
                t = Int(widths.output if name == last else widths.activation, signed=True)
                out[f"{name}_out"] = Quantizer(_best_step(x, t.lo, t.hi), t.lo, t.hi)
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


def weight_quantizer(layer: Weighted) -> Quantizer:
    """The quantizer of a layer of a quantized network."""
    found = [p for p in layer.parametrizations["weight"] if isinstance(p, Quantizer)]  # type: ignore[index]
    assert len(found) == 1, "a layer is quantized once"
    return found[0]


def nearest_levels(weight: Tensor, bits: int) -> Tensor:
    """`weight` as signed integers of `bits` bits, symmetric, times a step for each channel; of 64 steps the nearest."""
    hi = (1 << (bits - 1)) - 1
    steps = _best_steps(weight, -hi, hi)
    return torch.floor(weight / steps + 0.5).clamp(-hi, hi) * steps


def _best_step(x: Tensor, lo: int, hi: int) -> Tensor:
    """The step of least squared error, of 64 tried: float scalar."""
    largest = x.abs().max().clamp_min(1e-6)
    steps = [largest * k / 64 / hi for k in range(4, 68)]
    errors = [((torch.floor(x / s + 0.5).clamp(lo, hi) * s - x) ** 2).mean() for s in steps]
    return steps[int(torch.stack(errors).argmin())]


def _best_steps(weight: Tensor, lo: int, hi: int) -> Tensor:
    """`_best_step` of each channel, shaped to divide `weight`."""
    steps = torch.stack([_best_step(channel, lo, hi) for channel in weight])
    return steps.reshape(-1, *[1] * (weight.dim() - 1))
