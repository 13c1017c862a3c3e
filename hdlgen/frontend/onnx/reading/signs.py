"""`least`: what no result of a node lies below."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hdlgen.frontend.operators import ArgMax, Average, Clip, Concat, Function, MaxPool, Quant, Upsample


def least(op: object, inputs: Sequence[float]) -> float:
    """0 where the operator leaves nothing below 0, or nothing below 0 enters it and nothing else leaves; else −∞."""
    match op:
        case Clip(lo=lo) if lo >= 0:
            return 0.0
        case Quant(grid=grid) if grid.lo >= 0:
            return 0.0
        case Function(name="sigmoid" | "hard_sigmoid") | ArgMax():
            return 0.0
        case Clip(hi=hi) if hi < 0:
            return -math.inf
        case Quant(grid=grid) if grid.hi < 0:
            return -math.inf
        case Quant() | Clip() | MaxPool() | Average() | Concat() | Upsample():
            return min(inputs)
        case _:
            return -math.inf
