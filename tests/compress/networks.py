"""Networks for tests: from named layers, without some nodes, and random ones with branches."""

from collections import OrderedDict

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn

from hdlgen.compress.norms import fold_batch_norms
from hdlgen.compress.prune import mask_of
from hdlgen.compress.wiring import Wiring
from hdlgen.frontend.torch.check import check
from hdlgen.frontend.torch.network import Network, bias_of, weighted
from hdlgen.spec.names import INPUT


def chain(**modules: nn.Module) -> Network:
    """`modules` one behind the other."""
    return check(nn.Sequential(OrderedDict(modules)))


def wired(*layers: str) -> Wiring:
    """The wiring of layers that each read the one before."""
    return Wiring(
        {n: n for n in layers}, dict(zip(layers, (INPUT, *layers), strict=False)), frozenset({INPUT, layers[-1]})
    )


def omitting(network: Network, name: str) -> Network:
    """`network` without node `name`, whose readers read what it read."""
    (before,) = next(n.reads for n in network.nodes if n.name == name)
    return Network(
        n._replace(reads=tuple(before if r == name else r for r in n.reads)) for n in network.nodes if n.name != name
    )


class Residual(nn.Module):
    """relu?(branch + shortcut), as ResNets write it."""

    def __init__(self, before: int, channels: int, stride: int, rectified: bool) -> None:
        super().__init__()
        self.a = nn.Conv2d(before, channels, 3, stride, 1)
        self.b = nn.Conv2d(channels, channels, 3, padding=1)
        self.short = nn.Identity()
        if stride > 1 or before != channels:
            self.short = nn.Conv2d(before, channels, 1, stride)
        self.rectified = rectified

    def forward(self, x):
        y = self.b(F.relu(self.a(x))) + self.short(x)
        return torch.relu(y) if self.rectified else y


IMAGE = (2, 12, 12)
"""Channels, rows and columns that `branched` reads."""


def branched(seed: int) -> Network:
    """Random: a stem, two or three residual blocks, with strides, shortcuts, pools and linear layers here and there."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    some = lambda *of: of[rng.integers(len(of))]  # noqa: E731
    count = some(3, 4)
    layers = OrderedDict(stem=nn.Conv2d(IMAGE[0], count, 3, padding=some(0, 1)), rise=nn.ReLU())
    rows = 12 if layers["stem"].padding[0] else 10
    if some(0, 1):
        layers["pool"], rows = nn.MaxPool2d(2), rows // 2
    for i in range(some(2, 3)):
        more, stride = some(count, count + 2), some(1, 1, 2)
        layers[f"block{i}"] = Residual(count, more, stride, some(True, True, False))
        count, rows = more, -(-rows // stride)
    if some(0, 1):
        layers["average"], rows = nn.AdaptiveAvgPool2d(1), 1
    elif rows > 3:
        layers["average"], rows = nn.AvgPool2d(2), rows // 2
    layers["flat"] = nn.Flatten()
    if some(0, 1):
        layers["wide"], layers["bend"] = nn.Linear(count * rows**2, 6), nn.ReLU()
    layers["last"] = nn.Linear(6 if "wide" in layers else count * rows**2, 3)
    return check(nn.Sequential(layers))


class Squeezed(nn.Module):
    """`x` times gates of its means, the gates first or second."""

    def __init__(self, channels: int, first: bool) -> None:
        super().__init__()
        self.mean, self.down, self.up = nn.AdaptiveAvgPool2d(1), nn.Conv2d(channels, 2, 1), nn.Conv2d(2, channels, 1)
        self.first = first

    def forward(self, x):
        gates = F.hardsigmoid(self.up(F.relu(self.down(self.mean(x)))))
        return gates * x if self.first else x * gates


class Segmenting(nn.Module):
    """An encoder of two sizes, gates here and there, transposed convolutions and a skip; a logit a pixel."""

    def __init__(self, some) -> None:
        super().__init__()
        a, b = some(3, 4), some(4, 5)
        self.stem, self.norm = nn.Conv2d(IMAGE[0], a, 3, padding=1, stride=2), some(nn.BatchNorm2d, nn.Identity)(a)
        self.gates = Squeezed(a, some(True, False)) if some(True, False) else nn.Identity()
        self.down, self.pool = nn.Conv2d(a, b, 3, padding=1), nn.MaxPool2d(2)
        self.deep = Squeezed(b, some(True, False))
        self.rise = nn.ConvTranspose2d(b, a, *some((2, 2), (4, 2, 1)))
        self.norm2 = some(nn.BatchNorm2d, nn.Identity)(a)
        self.mix = nn.Conv2d(a, 3, 3, padding=1)
        self.head = nn.ConvTranspose2d(3, 1, *some((2, 2), (4, 2, 1)), bias=some(True, False))

    def forward(self, x):
        half = self.gates(F.relu(self.norm(self.stem(x))))
        deep = self.deep(self.pool(F.relu(self.down(half))))
        return self.head(F.relu(self.mix(F.relu(self.norm2(self.rise(deep)) + half))))


def segmenting(seed: int) -> Network:
    """Random: `Segmenting`, its batch norms folded."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    return fold_batch_norms(check(Segmenting(lambda *of: of[rng.integers(len(of))])))


@torch.no_grad()
def silenced(network: Network, choices) -> Network:
    """`network` itself, the channels and weights that are not chosen being 0."""
    for name, layer in weighted(network).items():
        raw = layer.parametrizations.weight.original if hasattr(layer, "parametrizations") else layer.weight
        raw *= (choices[name].weights & mask_of(layer)).reshape(raw.shape)
        layer.bias = nn.Parameter(bias_of(layer) * choices[name].channels)
    return network
