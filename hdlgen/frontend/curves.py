"""`curve`: the functions of `arith.functions.FUNCTIONS` for images, several times as fast as number by number."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf, expit


def curve(name: str, slope: float, x: NDArray[np.floating]) -> NDArray[np.floating]:
    """f(x), in the floats of `x`; float64 is off by a few units of the last place at most.

    name   one of FUNCTIONS
    slope  of leaky_relu, below 0
    """
    match name:
        case "sigmoid":
            y = expit(x)
        case "hard_sigmoid":
            y = np.clip(x / 6 + 0.5, 0, 1)
        case "tanh":
            y = np.tanh(x)
        case "hard_swish":
            y = x * np.clip(x / 6 + 0.5, 0, 1)
        case "silu":
            y = x * expit(x)
        case "gelu":
            y = x * 0.5 * (1 + erf(x / math.sqrt(2)))
        case "leaky_relu":
            y = np.where(x >= 0, x, slope * x)
        case _:
            raise AssertionError(f"{name} is no function")
    return np.asarray(y, x.dtype)
