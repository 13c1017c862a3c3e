"""`Pending`: a layer's result before its quantizer: what the requantizer can still do to it in the same step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from hdlgen.frontend.operators import Affine, AnyOperator, Clip, MaxPool, Upsample


@dataclass(frozen=True)
class Pending:
    """Of which layer it is, and what was done to it.

    kind    sums may have a gain for each channel, joins one for all, a curve is a table
    table   whether a table may stand behind the layer's requantizer
    lo, hi  between which it was clipped
    chosen  whether it went through pools, by maxima or by upsampling alone
    scaled  whether something multiplied it
    """

    layer: str
    kind: Literal["sum", "join", "curve"]
    table: bool
    lo: float = -np.inf
    hi: float = np.inf
    chosen: Literal["", "largest", "all"] = ""
    scaled: bool = False

    @property
    def clipped(self) -> bool:
        """Whether it was clipped at all."""
        return bool(np.isfinite([self.lo, self.hi]).any())

    def behind(self, op: AnyOperator) -> Pending | None:
        """This with `op` behind it; None where `op` must read integers."""
        match op:
            case MaxPool():
                return replace(self, chosen="largest")
            case Upsample():
                return replace(self, chosen=self.chosen or "all")
            case Clip():
                lo, hi = (float(np.clip(end, op.lo, op.hi)) for end in (self.lo, self.hi))
                return replace(self, lo=lo, hi=hi)
            case Affine():
                one = op.gain[0] > 0 and bool((op.gain == op.gain[0]).all())
                alike = one and bool((op.offset == op.offset[0]).all())
                if self.kind == "curve":
                    allowed = alike
                elif self.kind == "join" or self.clipped:
                    allowed = one and not op.offset.any()
                else:
                    allowed = not self.chosen or bool((op.gain > 0).all())
                if not allowed:
                    return None
                ends = (self.lo * op.gain[0], self.hi * op.gain[0]) if self.clipped else (self.lo, self.hi)
                offset = op.offset[0] if self.kind == "curve" else 0.0
                return replace(self, lo=float(ends[0] + offset), hi=float(ends[1] + offset), scaled=True)
        return None
