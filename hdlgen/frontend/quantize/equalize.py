"""`equalize`: channels that are as wide in front of a layer as behind it. The network computes the same.

A ReLU, a pool and an upsampling let positive factors through; so a channel may be divided in the layer in front of them
and multiplied in the layer behind. Nagel et al. 2019 choose factors by which the largest weights of a channel, in both
layers, are the same: no channel's weights are then lost in the steps of another's.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hdlgen.frontend.fit import Reals
from hdlgen.frontend.operators import Average, Clip, Conv, Linear, MaxPool, Upsample
from hdlgen.frontend.quantize.ranges import as_weight, by_channel
from hdlgen.frontend.source import Node, Source

ROUNDS = 20
"""Over all pairs; a layer is part of two, so that one round is not enough. Nagel et al. 2019 go on until all stands."""
STANDS = 1e-3
"""Factors that change a round by less."""
Layer = Conv | Linear


def equalize(source: Source) -> Source:
    """`source` with its layers' weights equalized, pair by pair."""
    ops: dict[str, Layer] = {n.name: n.op for n in source.nodes if isinstance(n.op, Layer)}
    pairs = [(name, other) for name in ops if (other := _partner(source, source[name]))]
    for _ in range(ROUNDS):
        moved = 0.0
        for first, second in pairs:
            a, b = ops[first], ops[second]
            behind = _by_input(b, len(a.bias))
            factor = _factors(np.abs(by_channel(a)).max(axis=1), np.abs(behind).max(axis=1))
            ops[first] = replace(a, weight=as_weight(a, by_channel(a) / factor[:, None]), bias=a.bias / factor)
            ops[second] = replace(b, weight=_multiplied(b, factor))
            moved = max(moved, float(np.abs(np.log(factor)).max()))
        if moved < STANDS:
            break
    return replace(source, nodes=tuple(replace(n, op=ops.get(n.name, n.op)) for n in source.nodes))


def _partner(source: Source, node: Node) -> str | None:
    """The layer that alone reads `node`, through what lets positive factors through."""
    while len(source.readers[node.name]) == 1 and node.name not in source.outputs:
        (node,) = source.readers[node.name]
        match node.op:
            case Conv() | Linear():
                return node.name
            case MaxPool() | Average() | Upsample():
                continue
            case Clip(lo=lo, hi=hi) if lo in (0, -np.inf) and hi in (0, np.inf):
                continue
        break
    return None


def _factors(before: Reals, behind: Reals) -> Reals:
    """By which channels are divided in front; 1 for those that no weight makes or reads."""
    used = (before > 0) & (behind > 0)
    return np.where(used, np.sqrt(before / np.where(used, behind, 1)), 1.0).clip(1e-6, 1e6)


def _by_input(op: Layer, channels: int) -> Reals:
    """The weights [input channel, any]."""
    if isinstance(op, Linear):
        return np.asarray(op.weight.T.reshape(channels, -1))
    groups = op.weight.reshape(op.groups, -1, *op.weight.shape[1:])
    return np.asarray(groups.swapaxes(1, 2).reshape(channels, -1))


def _multiplied(op: Layer, factor: Reals) -> Reals:
    """The weights, of each input channel times its factor."""
    if isinstance(op, Linear):
        return np.asarray(op.weight * factor.repeat(op.weight.shape[1] // len(factor)))
    by_group = factor.reshape(op.groups, -1).repeat(len(op.weight) // op.groups, axis=0)
    return np.asarray(op.weight * by_group[:, :, None, None])
