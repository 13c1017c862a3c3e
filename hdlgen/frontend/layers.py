"""Operators as layers of a network file: their form, and their weights as integers."""

from __future__ import annotations

from typing import Any

import numpy as np

from hdlgen.arith import Int
from hdlgen.arith.integer import Ints
from hdlgen.frontend.made import RefusedError
from hdlgen.frontend.operators import (
    AnyOperator,
    Average,
    Conv,
    ConvTransposed,
    Linear,
    MaxPool,
    Upsample,
    Weighted,
)

WIDEST = 8
"""Bits of an activation and of a weight."""


def weights_of(op: Weighted) -> Ints:
    """The integers of the weights, in their layout."""
    assert op.grid, "weights on a grid"
    scale = np.broadcast_to(op.grid.scale, op.bias.shape)
    if isinstance(op, ConvTransposed):
        by_input = scale.reshape(op.groups, -1).repeat(len(op.weight) // op.groups, axis=0)
        each = by_input[:, :, None, None]
    else:
        each = scale.reshape(-1, *[1] * (op.weight.ndim - 1))
    return np.asarray(np.rint(op.weight / each), np.int64)


def weight_bits(op: Weighted, k: Ints) -> int:
    """Of the type of the integers `k`, symmetric. Raises RefusedError if they are too many."""
    assert op.grid, "weights on a grid"
    bits = max(2, op.grid.hi.bit_length() + 1, int(np.abs(k).max()).bit_length() + 1)
    if bits > WIDEST:
        what = f"has weights of {int(k.min())} to {int(k.max())} steps; cells hold ±{(1 << (WIDEST - 1)) - 1}"
        raise RefusedError(what, "quantize weights with a narrow range (−127 to 127), or with fewer bits")
    return bits


def sums(op: Weighted, k: Ints, kind: Int) -> tuple[Ints, Ints]:
    """The least and the largest sum of each channel, for any activations of type `kind`."""
    if isinstance(op, ConvTransposed):
        groups = k.reshape(op.groups, -1, k.shape[1], *k.shape[2:])
        k = groups.swapaxes(1, 2).reshape(len(op.bias), -1)
    rows = k.reshape(len(op.bias), -1)
    above, below = np.maximum(rows, 0).sum(axis=1), np.minimum(rows, 0).sum(axis=1)
    return above * kind.lo + below * kind.hi, above * kind.hi + below * kind.lo


def described(op: AnyOperator) -> dict[str, Any]:
    """What the network file says of a layer's form; of anything else, of a requantizer that stands alone."""
    match op:
        case Conv():
            out, _, *kernel = op.weight.shape
            entry: dict[str, Any] = {"type": "conv", "channels": out, "kernel": _both((kernel[0], kernel[1]))}
            more = {"stride": _both(op.stride), "padding": _sides(op.padding), "dilation": _both(op.dilation)}
            usual = {"stride": 1, "padding": 0, "dilation": 1, "groups": 1}
            return entry | {key: v for key, v in {**more, "groups": op.groups}.items() if v != usual[key]}
        case ConvTransposed():
            kernel = list(op.weight.shape[2:])
            entry = {"type": "convtranspose", "channels": len(op.bias), "kernel": _both((kernel[0], kernel[1]))}
            more = {"stride": _both(op.stride), "padding": _sides(op.padding), "groups": op.groups}
            usual = {"stride": 1, "padding": 0, "groups": 1, "output_padding": 0}
            more["output_padding"] = _both(op.output_padding)
            return entry | {key: v for key, v in more.items() if v != usual[key]}
        case Linear():
            return {"type": "linear", "features": len(op.bias)}
        case Average():
            return {"type": "avgpool", **_pool(op)}
        case MaxPool():
            return {"type": "maxpool", **_pool(op)}
        case Upsample():
            return {"type": "upsample", "factor": op.factor}
    return {"type": "avgpool", "kernel": 1}


def _pool(op: MaxPool | Average) -> dict[str, Any]:
    if op.kernel is None:
        return {"kernel": "all"}
    more = {"stride": _both(op.stride)} if op.stride != op.kernel else {}
    return {"kernel": _both(op.kernel), **more, **({"padding": _sides(op.padding)} if any(op.padding) else {})}


def _both(pair: tuple[int, int]) -> Any:
    """n where both are n."""
    return pair[0] if pair[0] == pair[1] else list(pair)


def _sides(sides: tuple[int, int, int, int]) -> Any:
    """n where all are n."""
    return sides[0] if len({*sides}) == 1 else list(sides)
