"""Values that are numbers: what is asked of every network, so that no NaN becomes an integer."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import nn

from hdlgen.compress.quantizer import Quantizer
from hdlgen.errors import HdlgenError, Mistake


def not_finite(network: nn.Module) -> Iterator[str]:
    """Names of parameters and buffers that hold inf or NaN, and of quantizers whose step is 0 or no number."""
    for name, tensor in network.state_dict().items():
        if tensor.is_floating_point() and not tensor.isfinite().all():
            yield name
    for name, module in network.named_modules():
        if isinstance(module, Quantizer):
            step = module.step.detach()
            if not (step.isfinite() & (step > 0)).all():
                yield f"{name}.step"


def refuse_not_finite(network: nn.Module) -> None:
    """Raises HdlgenError with every tensor of a network that is given, trained or not, that holds inf or NaN."""
    fix = "give a model, or a state dict, of finite numbers"
    mistakes = [Mistake(f"model, {name}", "holds inf or NaN", fix) for name in not_finite(network)]
    if mistakes:
        raise HdlgenError.of(mistakes)


def diverged(title: str, epoch: int, epochs: int, what: str, rate: float) -> HdlgenError:
    """Training that led to no numbers. title: of the phase; epoch: from 1."""
    return HdlgenError(
        f"training, {title}",
        f"diverged in epoch {epoch} of {epochs}: {what}",
        fix=f"give this phase a lower rate than {rate:g}, and smaller factors where it has a penalty or mismatch",
    )


def refuse_values(name: str, values: torch.Tensor) -> None:
    """Raises HdlgenError if the values of node `name` are not all numbers."""
    if not values.isfinite().all():
        what = "gives inf or NaN: weights in front of it have grown beyond what 32 bits can compute with"
        raise HdlgenError(name, what, fix="train with a lower rate")
