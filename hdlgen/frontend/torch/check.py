"""`check`: any PyTorch module as a `Network`, or everything in it that hdlgen has no hardware for."""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from torch import nn

from hdlgen.errors import Mistake, SpecError
from hdlgen.frontend.torch.network import (
    Add,
    Gate,
    Join,
    Network,
    Node,
    Norm,
    Rectifier,
    Scale,
    Transposed,
    Weighted,
    readers,
    without,
)
from hdlgen.frontend.torch.trace import KNOWN, Traced, Unknown, name_of, trace
from hdlgen.spec.names import IDENTIFIER, INPUT, taken

Pooling = nn.MaxPool2d | nn.AvgPool2d | nn.AdaptiveAvgPool2d
RESERVED = frozenset(dir(Network(())))
"""Names that PyTorch's modules have for themselves."""
VANISH = (nn.BatchNorm1d, nn.BatchNorm2d, nn.Dropout, nn.Dropout2d, nn.Flatten, nn.LogSoftmax, Unknown)
"""What may stand behind the last layer."""
Fault = tuple[str, str]
"""What is wrong, how to mend it."""


def check(module: nn.Module) -> Network:
    """What `module` computes; its layers are those of `module`, not copies, but transposed convolutions.

    A layer is called as in `module`, with _ for each dot: layer1_0_conv1. A log softmax at the end is left out: neither
    the loss nor the class depends on it. Raises SpecError with everything that cannot
    become hardware.
    """
    if not isinstance(module, nn.Module) or type(module) in KNOWN:
        fix = "give an nn.Sequential with named layers, or a module whose forward calls them"
        raise SpecError("network", f"is a {type(module).__name__}", fix=fix)
    traced = trace(module)
    traced.nodes = _gates_second([n._replace(module=_plain(n.module)) for n in traced.nodes])
    mistakes = [*traced.mistakes, *_names(traced)]
    modules = {n.name: n.module for n in traced.nodes}
    behind = readers(traced.nodes)
    values = _values(traced.nodes)
    for node in traced.nodes:
        faults = [
            *_faults(node.module),
            *_place(node, {n.name: n for n in traced.nodes}, behind),
            *_shapes(node, values),
        ]
        mistakes += [Mistake(traced.paths[node.name], what, fix) for what, fix in faults]
    if not any(isinstance(m, Weighted) for m in modules.values()):
        mistakes.append(Mistake("network", "has no layer with weights"))
    elif not _gives_logits(traced):
        where = traced.paths.get(traced.output, "network")
        mistakes.append(Mistake(where, "is the last layer", "end with a layer that gives logits"))
    if mistakes:
        raise SpecError.of(mistakes)
    return without(Network(traced.nodes), (nn.LogSoftmax,))


def _plain(module: nn.Module) -> nn.Module:
    """`module` with one number where rows and columns have the same, and one padding for all sides."""
    if isinstance(module, nn.MaxPool2d | nn.AvgPool2d):
        plain = copy.copy(module)
        for key in ("kernel_size", "stride", "padding", "dilation"):
            value = getattr(module, key, None)
            if isinstance(value, tuple | list) and len({*value}) == 1:
                setattr(plain, key, value[0])
        return plain
    if isinstance(module, nn.Conv2d) and isinstance(module.padding, str):
        rows, columns = module.kernel_size
        if module.padding == "valid" or (rows == columns and rows % 2):
            conv = copy.copy(module)  # its parameters are those of `module`
            conv.padding = (0, 0) if module.padding == "valid" else (rows // 2, rows // 2)
            return conv
    if isinstance(module, nn.ConvTranspose2d) and not _transposed_faults(module):
        weight, bias = module.weight.detach().transpose(0, 1).clone(), module.bias
        own = None if bias is None else bias.detach().clone()
        return Transposed(weight, own, module.stride[0], int(module.padding[0]))
    return module


def _gates_second(nodes: list[Node]) -> list[Node]:
    """`nodes` with the gates of each scale behind what it scales."""
    gates = {n.name for n in nodes if isinstance(n.module, Gate)}
    return [
        n._replace(reads=n.reads[::-1]) if isinstance(n.module, Scale) and n.reads[0] in gates else n for n in nodes
    ]


def _names(traced: Traced) -> list[Mistake]:
    """Names of layers that the network file, Verilog or PyTorch cannot have."""
    layers = [n for n in traced.nodes if isinstance(n.module, Weighted | Pooling | Join | Gate)]
    paths = [traced.paths[n.name] for n in layers]
    # a name that is taken has got a number, which is right for functions and for a pool that is called again
    called = [
        n.name if isinstance(n.module, Join) or path in paths[:i] else name_of(path)
        for i, (n, path) in enumerate(zip(layers, paths, strict=True))
    ]
    mistakes = [
        Mistake(path, "is no identifier", "name the layer with letters, digits and _, a letter first")
        for path, name in zip(paths, called, strict=True)
        if not re.fullmatch(IDENTIFIER, name)
    ]
    mistakes += [Mistake(paths[i], what, fix) for i, what, fix in taken("", called) if i is not None]
    names = [n.name for n in traced.nodes]
    for name in names:
        if name in RESERVED:
            mistakes.append(Mistake(traced.paths[name], "is the name of a part of every module", "rename the layer"))
        if name.endswith("_out") and name.removesuffix("_out") in called:
            what = f"is the name of what {name.removesuffix('_out')} gives when it is quantized"
            mistakes.append(Mistake(traced.paths[name], what, "rename the layer"))
    return mistakes


def _faults(module: nn.Module) -> list[Fault]:
    """What is wrong with one module."""
    faults = []
    if type(module) not in (*KNOWN, Transposed, Unknown):
        faults.append((f"a {type(module).__name__} has no hardware", f"use {', '.join(k.__name__ for k in KNOWN)}"))
    if isinstance(module, nn.Conv2d):
        if module.groups != 1 or set(module.dilation) != {1}:
            faults.append((f"has groups {module.groups} and dilation {module.dilation}", "use 1 for both"))
        if isinstance(module.padding, str) or len({*module.padding}) != 1 or module.padding_mode != "zeros":
            faults.append((f"pads {module.padding} with {module.padding_mode}", "pad all sides alike with zeros"))
        elif module.padding[0] >= min(module.kernel_size):
            what = f"pads {module.padding[0]} where its kernel has {module.kernel_size[0]}×{module.kernel_size[1]}"
            faults.append((what, "pad less than the kernel has rows and columns"))
        if len({*module.stride}) != 1:
            faults.append((f"has stride {module.stride}", "use the same for rows and columns"))
    if isinstance(module, nn.ConvTranspose2d):
        faults += _transposed_faults(module)
    if isinstance(module, nn.MaxPool2d | nn.AvgPool2d) and not _is_plain(module):
        what = f"pools {module.kernel_size} with stride {module.stride}, padding {module.padding}"
        faults.append((what, "use squares that do not overlap, without padding, and let surplus rows go"))
    if isinstance(module, nn.Hardtanh) and not (module.min_val == 0 and 0 < module.max_val < math.inf):
        what = f"gives {module.min_val:g} to {module.max_val:g}"
        faults.append((what, "give ReLU, ReLU6, or Hardtanh from 0 to a ceiling"))
    if isinstance(module, nn.AdaptiveAvgPool2d) and module.output_size not in (1, (1, 1), [1, 1]):
        faults.append((f"averages to {module.output_size}", "use AdaptiveAvgPool2d(1), or AvgPool2d"))
    if isinstance(module, Norm) and module.running_mean is None:
        faults.append(("keeps no mean and variance for hardware", "give it track_running_stats=True"))
    if isinstance(module, nn.Flatten) and (module.start_dim, module.end_dim) != (1, -1):
        faults.append((f"flattens axes {module.start_dim} to {module.end_dim}", "flatten all but the first: 1 to -1"))
    return faults


def _transposed_faults(module: nn.ConvTranspose2d) -> list[Fault]:
    """What compression has no such layer for."""
    faults = []
    if module.groups != 1 or set(module.dilation) != {1}:
        faults.append((f"has groups {module.groups} and dilation {module.dilation}", "use 1 for both"))
    if len({*module.stride}) != 1 or len({*module.padding}) != 1 or any(module.output_padding):
        what = f"has stride {module.stride}, padding {module.padding} and output_padding {module.output_padding}"
        faults.append((what, "use the same for rows and columns, and no output_padding: kernel 2 or 4 for stride 2"))
    elif int(module.padding[0]) >= min(module.kernel_size):
        what = f"pads {module.padding[0]} where its kernel has {module.kernel_size[0]}×{module.kernel_size[1]}"
        faults.append((what, "pad less than the kernel has rows and columns"))
    return faults


def _is_plain(pool: nn.MaxPool2d | nn.AvgPool2d) -> bool:
    """Whether its squares do not overlap and lie within the image, none beyond the edge."""
    more = (pool.dilation, pool.return_indices) if isinstance(pool, nn.MaxPool2d) else (pool.divisor_override,)
    return (
        isinstance(pool.kernel_size, int)
        and pool.stride == pool.kernel_size
        and not pool.padding
        and not pool.ceil_mode
        and more in ((1, False), (None,))
    )


def _place(node: Node, nodes: Mapping[str, Node], behind: dict[str, list[str]]) -> list[Fault]:
    """What is wrong with what stands in front of a batch norm or a ReLU: both become part of a layer."""
    if isinstance(node.module, nn.LogSoftmax):
        if behind[node.name]:
            return [("is followed by something", "end with it, or leave it out")]
        return [] if node.module.dim in (1, -1) else [(f"is one of axis {node.module.dim}", "give it dim=1")]
    if isinstance(node.module, Scale):
        return _scale_faults(node, nodes)
    if not isinstance(node.module, Norm | Rectifier | Gate):
        return []
    kind, at = type(node.module).__name__, node
    while True:
        read = at.reads[0]
        if len(behind[read]) > 1:
            others = ", ".join(n for n in behind[read] if n != at.name)
            return [(f"reads what {others} reads too", f"let all read what the {kind} gives")]
        before = nodes[read].module if read in nodes else None
        # the largest of values that are rectified is the largest of them, rectified
        if not isinstance(before, nn.Dropout | nn.Dropout2d | nn.MaxPool2d) or isinstance(node.module, Norm | Gate):
            break
        at = nodes[read]
    what = f"a {type(before).__name__}" if before else "the images"
    if isinstance(node.module, Rectifier):
        if not isinstance(before, Weighted | Norm | Join):
            return [(f"follows {what}", "put it right behind a layer, its batch norm, an add, or a max pool of these")]
    elif isinstance(node.module, Gate):
        if not isinstance(before, Weighted | Norm):
            return [(f"follows {what}", "put it right behind a layer, or its batch norm")]
    elif not isinstance(before, nn.Linear if isinstance(node.module, nn.BatchNorm1d) else nn.Conv2d | Transposed):
        fix = "put a BatchNorm2d right behind a Conv2d or ConvTranspose2d, a BatchNorm1d behind a Linear"
        return [(f"is a {kind} behind {what}", fix)]
    return []


def _scale_faults(node: Node, nodes: Mapping[str, Node]) -> list[Fault]:
    """What is wrong with a product: one of its factors is a gate."""
    gates = [r for r in node.reads if r in nodes and isinstance(nodes[r].module, Gate)]
    if len(gates) == 1:
        return []
    what = f"multiplies {' by '.join(node.reads)}, of which {'both are gates' if gates else 'none is a gate'}"
    fix = "multiply an image by one value a channel behind nn.Hardsigmoid or nn.Sigmoid, as squeeze-and-excitation does"
    return [(what, fix)]


@dataclass(frozen=True)
class _Value:
    """What is known of a node's value: channels, and what it is."""

    channels: int | None = None
    kind: Literal["images", "vectors", "flattened images"] | None = None


def _values(nodes: list[Node]) -> dict[str, _Value]:
    read = [n.module for n in nodes if n.reads == (INPUT,) and isinstance(n.module, nn.Conv2d)]
    values = {INPUT: _Value(read[0].in_channels, "images") if read else _Value()}
    for name, module, reads in nodes:
        value = values[reads[0]] if reads else _Value()
        if isinstance(module, nn.Conv2d | Transposed):
            value = _Value(len(module.weight), "images")
        elif isinstance(module, nn.Linear):
            value = _Value(module.out_features, "vectors")
        elif isinstance(module, nn.Flatten) and value.kind == "images":
            value = _Value(value.channels, "flattened images")
        elif type(module) not in (*KNOWN, Transposed):
            value = _Value()
        values[name] = value
    return values


def _shapes(node: Node, values: dict[str, _Value]) -> list[Fault]:
    """What a module cannot read."""
    first = values[node.reads[0]] if node.reads else _Value()
    if isinstance(node.module, nn.Linear) and first.kind == "images":
        return [("reads images", "put nn.Flatten in front")]
    if isinstance(node.module, nn.Conv2d | Transposed | Pooling) and first.kind not in ("images", None):
        return [(f"reads {first.kind}", "put it in front of linear layers and nn.Flatten")]
    if isinstance(node.module, Add):
        a, b = node.reads
        second = values[b]
        if a == b:
            return [(f"adds {a} to itself", "add two branches")]
        if None not in (first.kind, second.kind) and {first.kind, second.kind} not in ({"images"}, {"vectors"}):
            return [(f"adds {second.kind} to {first.kind}", "add images, in front of nn.Flatten, or linear layers")]
        if None not in (first.channels, second.channels) and first.channels != second.channels:
            what = f"adds the {second.channels} channels of {b} to the {first.channels} of {a}"
            return [(what, "give the shortcut a 1×1 convolution")]
    return []


def _gives_logits(traced: Traced) -> bool:
    """Whether the last layer has weights and nothing behind it but what vanishes."""
    nodes = {n.name: n for n in traced.nodes}
    at = traced.output
    while at in nodes and isinstance(nodes[at].module, VANISH) and nodes[at].reads:
        at = nodes[at].reads[0]
    return at in nodes and (isinstance(nodes[at].module, Weighted) or type(nodes[at].module) not in KNOWN)
