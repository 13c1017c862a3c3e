"""`SumPool`: the sum of each window."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Value

from hdlgen import arith
from hdlgen.rtl.pool import PoolParams, PoolUnit


@dataclass(frozen=True)
class SumPoolParams(PoolParams):
    """pool: the windows; lanes: channels a beat; type: of an input element; `out` holds every sum."""

    pool: arith.SumPool


class SumPool(PoolUnit):
    """Hardware form of `arith.SumPool.apply`; ports and timing as in `PoolUnit`."""

    def combined(self, running: Value, x: Value) -> Value:
        return running + x
