"""`function_table`: a named activation function as the table behind a requantizer."""

from __future__ import annotations

import math
from collections.abc import Callable

from hdlgen.arith.integer import Int
from hdlgen.arith.table import Table


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


FUNCTIONS: dict[str, Callable[[float, float], float]] = {
    "sigmoid": lambda x, _: _sigmoid(x),
    "hard_sigmoid": lambda x, _: min(max(x / 6 + 0.5, 0.0), 1.0),
    "tanh": lambda x, _: math.tanh(x),
    "hard_swish": lambda x, _: x * min(max(x / 6 + 0.5, 0.0), 1.0),
    "silu": lambda x, _: x * _sigmoid(x),
    "gelu": lambda x, _: x * 0.5 * (1 + math.erf(x / math.sqrt(2))),
    "leaky_relu": lambda x, slope: x if x >= 0 else slope * x,
}
"""f(x, slope) by name, as PyTorch defines them; GELU is the exact one. Only leaky_relu has a slope, of x < 0."""


def function_table(name: str, index: Int, in_scale: float, out_scale: float, out: Int, *, slope: float = 0.01) -> Table:
    """y = clip(floor(f(v · in_scale) / out_scale + 1/2)) for every v of type `index`; the clip is that of `out`.

    name      one of FUNCTIONS
    in_scale  what a step of v means; out_scale, of y
    """
    f = FUNCTIONS[name]
    values = (math.floor(f(v * in_scale, slope) / out_scale + 0.5) for v in range(index.lo, index.hi + 1))
    return Table(index.lo, tuple(min(max(y, out.lo), out.hi) for y in values))
