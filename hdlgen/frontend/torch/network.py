"""`Network`: named modules and who reads whom. What compression works on, and what it gives."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from hdlgen.spec.names import INPUT

CPU = torch.device("cpu")
Norm = nn.BatchNorm1d | nn.BatchNorm2d
Rectifier = nn.ReLU | nn.Hardtanh
"""Of the latter those from 0 to a ceiling, as nn.ReLU6."""
Gate = nn.Hardsigmoid | nn.Sigmoid
"""What a layer's output goes through before a `Scale` multiplies with it: 0..1."""


class Transposed(nn.Module):
    """A transposed convolution whose weight is [out, in, row, column], as that of every other layer.

    The weight of `nn.ConvTranspose2d` is [in, out, row, column].
    """

    def __init__(self, weight: Tensor, bias: Tensor | None, stride: int, padding: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight)
        self.bias = None if bias is None else nn.Parameter(bias)
        self.stride, self.padding = (stride, stride), (padding, padding)
        self.kernel_size = (weight.shape[2], weight.shape[3])

    def extra_repr(self) -> str:
        """Its sizes."""
        return f"{tuple(self.weight.shape)}, stride={self.stride}, padding={self.padding}, bias={self.bias is not None}"

    def forward(self, x: Tensor) -> Tensor:
        """What `nn.ConvTranspose2d` gives."""
        return F.conv_transpose2d(x, self.weight.transpose(0, 1), self.bias, self.stride, self.padding)


Weighted = nn.Conv2d | nn.Linear | Transposed


class Add(nn.Module):
    """Where a branch joins: the sum of two values of one shape."""

    def forward(self, a: Tensor, b: Tensor) -> Tensor:
        """`a` + `b`."""
        return a + b


class Scale(nn.Module):
    """Squeeze-and-excitation's last: each channel of a value times the gate of its own."""

    def forward(self, x: Tensor, gates: Tensor) -> Tensor:
        """`x` [image, channel, row, column] · `gates` [image, channel, 1, 1]."""
        return x * gates


Join = Add | Scale
"""What reads two values."""


class Node(NamedTuple):
    """A module's place in a network.

    name    of its value
    module  called with the values of `reads`; more than one node may call it
    reads   names of nodes in front of it, or INPUT for the images
    """

    name: str
    module: nn.Module
    reads: tuple[str, ...]


class Network(nn.Module):
    """Nodes, each behind those that it reads; the last one gives the output. Images float[image, ...] → logits.

    Its children are the modules, each by the name of the first node that calls it.
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        super().__init__()
        called: dict[nn.Module, str] = {}
        self._calls: list[tuple[str, str, tuple[str, ...]]] = []
        for name, module, reads in nodes:
            if module not in called:
                called[module] = name
                self.add_module(name, module)
            self._calls.append((name, called[module], reads))

    def extra_repr(self) -> str:
        """Who reads whom: with the modules, all that a network is but its values."""
        return "\n".join(f"{name} = {called}({', '.join(reads)})" for name, called, reads in self._calls)

    @property
    def nodes(self) -> list[Node]:
        """All of them, in order."""
        return [Node(name, self.get_submodule(called), reads) for name, called, reads in self._calls]

    def activations(self, x: Tensor) -> Iterator[tuple[Node, Tensor]]:
        """Each node and its value for images `x`; a value is forgotten when the last of its readers has read it."""
        values = {INPUT: x}
        unread = Counter(r for _, _, reads in self._calls for r in reads)
        for node in self.nodes:
            y = values[node.name] = _value(node.module, *(values[r] for r in node.reads))
            for r in node.reads:
                unread[r] -= 1
                if not unread[r]:
                    values.pop(r, None)
            yield node, y

    def forward(self, x: Tensor) -> Tensor:
        """The last node's value."""
        for _, y in self.activations(x):
            x = y
        return x


def _value(module: nn.Module, *read: Tensor) -> Tensor:
    """What `module` gives for what it reads.

    A 1×1 convolution that leaves pixels out is given none of these. Without AVX-512 its backward pass writes past its
    memory (oneDNN 3.12 in PyTorch 2.13) where images lie channels last and have not 8, 16, ... channels; all other
    convolutions are safe in that format, and faster.
    """
    if isinstance(module, nn.Conv2d) and module.kernel_size == (1, 1) and module.padding == (0, 0):
        (x,), (down, right) = read, module.stride
        return F.conv2d(x[:, :, ::down, ::right], module.weight, module.bias)
    return module(*read)


def readers(nodes: Iterable[Node]) -> dict[str, list[str]]:
    """The nodes that read each node or INPUT, in order; none of the output."""
    found: dict[str, list[str]] = {INPUT: []}
    for node in nodes:
        found[node.name] = []
        for read in node.reads:
            found[read].append(node.name)
    return found


def weighted(network: nn.Module) -> OrderedDict[str, Weighted]:
    """The layers with weights, by name, first to last."""
    return OrderedDict((n, m) for n, m in network.named_children() if isinstance(m, Weighted))


def taps(layer: Weighted) -> int:
    """Rows of the layer's weight matrix: inputs of one output."""
    return layer.weight[0].numel()


def bias_of(layer: Weighted) -> Tensor:
    """The layer's bias float[channel], detached; zeros if it has none."""
    return layer.weight.new_zeros(len(layer.weight)) if layer.bias is None else layer.bias.detach()


def without(network: Network, kinds: tuple[type[nn.Module], ...]) -> Network:
    """`network` without its modules of these classes, which read one node each: their readers read that one."""
    at = {INPUT: INPUT}  # the node that now has each node's value
    nodes = []
    for name, module, reads in network.nodes:
        read = tuple(at[r] for r in reads)
        if isinstance(module, kinds):
            (at[name],) = read
        else:
            at[name] = name
            nodes.append(Node(name, module, read))
    return Network(nodes)
