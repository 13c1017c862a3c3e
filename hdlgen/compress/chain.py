"""Networks that can be compressed: a chain of named layers. What they may contain, and folding of batch norms."""

from __future__ import annotations

import re
from collections import OrderedDict
from itertools import pairwise

from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval, fuse_linear_bn_eval

from hdlgen.errors import Mistake, SpecError
from hdlgen.spec.names import IDENTIFIER, taken

Weighted = nn.Conv2d | nn.Linear
KNOWN = (nn.Conv2d, nn.Linear, nn.BatchNorm2d, nn.BatchNorm1d, nn.ReLU, nn.MaxPool2d, nn.Flatten, nn.Dropout)


def weighted(network: nn.Sequential) -> OrderedDict[str, Weighted]:
    """The layers with weights, by name, first to last."""
    return OrderedDict((n, m) for n, m in network.named_children() if isinstance(m, Weighted))


def taps(layer: Weighted) -> int:
    """Rows of the layer's weight matrix: inputs of one output."""
    return layer.weight[0].numel()


def inputs(network: nn.Sequential) -> dict[str, int]:
    """Channels that each layer with weights reads; behind a flatten, each of them feeds several taps side by side."""
    layers = weighted(network)
    before = {after: layers[name] for name, after in pairwise(layers)}
    return {n: len(before[n].weight) if n in before else m.weight.shape[1] for n, m in layers.items()}


def bias_of(layer: Weighted) -> Tensor:
    """The layer's bias float[channel], detached; zeros if it has none."""
    return layer.weight.new_zeros(len(layer.weight)) if layer.bias is None else layer.bias.detach()


def check(network: nn.Module) -> nn.Sequential:
    """`network` itself. Raises SpecError with everything in it that hdlgen has no hardware for."""
    if not isinstance(network, nn.Sequential):
        raise SpecError("network", f"is a {type(network).__name__}", fix="give an nn.Sequential with named layers")
    mistakes = [Mistake(name, what, fix) for name, module in network.named_children() for what, fix in _faults(module)]
    modules = list(network.named_children())
    for (_, before), (name, module) in zip([("", nn.Identity()), *modules], modules, strict=False):
        if isinstance(module, nn.BatchNorm1d | nn.BatchNorm2d) and not isinstance(
            before, nn.Linear if isinstance(module, nn.BatchNorm1d) else nn.Conv2d
        ):
            mistakes.append(
                Mistake(
                    name,
                    f"is a {type(module).__name__} behind a {type(before).__name__}",
                    "put a BatchNorm2d right behind a Conv2d, a BatchNorm1d behind a Linear",
                )
            )
        if isinstance(module, nn.Conv2d | nn.Linear | nn.MaxPool2d) and not re.fullmatch(IDENTIFIER, name):
            mistakes.append(
                Mistake(name, "is no identifier", "name the layer with letters, digits and _, a letter first")
            )
        if isinstance(module, nn.ReLU) and not isinstance(before, Weighted | nn.BatchNorm1d | nn.BatchNorm2d):
            mistakes.append(
                Mistake(name, f"follows a {type(before).__name__}", "put it right behind a layer or its batch norm")
            )
    layers = [name for name, module in modules if isinstance(module, nn.Conv2d | nn.Linear | nn.MaxPool2d)]
    mistakes += [Mistake(layers[i], what, fix) for i, what, fix in taken("", layers) if i is not None]
    if not weighted(network):
        mistakes.append(Mistake("network", "has no layer with weights"))
    elif isinstance(modules[-1][1], nn.ReLU | nn.MaxPool2d):
        mistakes.append(Mistake(modules[-1][0], "is the last layer", "end with a layer that gives logits"))
    if mistakes:
        raise SpecError.of(mistakes)
    return network


def _faults(module: nn.Module) -> list[tuple[str, str]]:
    """What is wrong with one module: (what, fix)."""
    faults = []
    if not isinstance(module, KNOWN):
        faults.append((f"a {type(module).__name__} has no hardware", f"use {', '.join(k.__name__ for k in KNOWN)}"))
    if isinstance(module, nn.Conv2d):
        if module.groups != 1 or set(module.dilation) != {1}:
            faults.append((f"has groups {module.groups} and dilation {module.dilation}", "use 1 for both"))
        if isinstance(module.padding, str) or len({*module.padding}) != 1 or module.padding_mode != "zeros":
            faults.append((f"pads {module.padding} with {module.padding_mode}", "pad all sides alike with zeros"))
        if len({*module.stride}) != 1:
            faults.append((f"has stride {module.stride}", "use the same for rows and columns"))
    if isinstance(module, nn.MaxPool2d) and (
        not isinstance(module.kernel_size, int)
        or module.padding
        or module.stride != module.kernel_size
        or module.ceil_mode
    ):
        faults.append(
            (
                f"pools {module.kernel_size} with stride {module.stride}, padding {module.padding}",
                "use squares that do not overlap, without padding",
            )
        )
    return faults


def fold_batch_norms(network: nn.Sequential) -> nn.Sequential:
    """A network without batch norms and dropout that computes what `network` computes in evaluation mode.

    `network` is changed to evaluation mode, and else left alone.
    """
    network.eval()
    out: OrderedDict[str, nn.Module] = OrderedDict()
    last = ""
    for name, module in network.named_children():
        if isinstance(module, nn.BatchNorm2d):
            conv = out[last]
            assert isinstance(conv, nn.Conv2d), f"{name} follows no convolution"
            out[last] = fuse_conv_bn_eval(conv, module)
        elif isinstance(module, nn.BatchNorm1d):
            linear = out[last]
            assert isinstance(linear, nn.Linear), f"{name} follows no linear layer"
            out[last] = fuse_linear_bn_eval(linear, module)
        elif not isinstance(module, nn.Dropout):
            out[name] = module
            last = name
    return nn.Sequential(out)
