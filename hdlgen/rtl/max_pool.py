"""`MaxPool`: the largest element of each window."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Mux, Value

from hdlgen import arith
from hdlgen.rtl.pool import PoolParams, PoolUnit


@dataclass(frozen=True)
class MaxPoolParams(PoolParams):
    """pool: the windows; lanes: channels a beat; type: of an element, in and out."""

    pool: arith.MaxPool


class MaxPool(PoolUnit):
    """Hardware form of `arith.MaxPool.apply`; ports and timing as in `PoolUnit`."""

    def combined(self, running: Value, x: Value) -> Value:
        return Mux(x > running, x, running)
