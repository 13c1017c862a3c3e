"""`representable`: scales that sums and concats have exactly, whose multipliers are of 15 bits.

An operand's scale in steps of the result's is then a number of few bits: hardware rounds as the quantizer does, for
all operands, and so do floats, in which all that is added has few bits, too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from hdlgen.frontend.quantize.place import Placed

BITS = 7
"""Of such a number. A scale changes by 1 % at most, and one of a chain of five sums still has fewer bits than a float."""


def representable(scales: Mapping[str, float], placed: Placed) -> dict[str, float]:
    """`scales`, by tie, changed by at most a part in 2^(BITS − 1), never up where a clip bounds them.

    What several sums read can have that with the last one alone.
    """
    made = dict(scales)
    tie = {point.at: point.tie for point in placed.points}
    bounded = {p.tie for p in placed.points if p.whole and math.isfinite(p.lo + p.hi)}
    done: set[str] = set()
    for joined in reversed(placed.joined):  # a result is an operand of what comes later
        result = tie[joined.result]
        if result not in done:
            made[result] = short(made[result], down=result in bounded)
        done.add(result)
        for operand in (tie[name] for name in joined.operands):
            if operand not in done:
                made[operand] = made[result] * short(made[operand] / made[result], down=operand in bounded)
            done.add(operand)
    return made


def short(x: float, *, down: bool) -> float:
    """The number of BITS bits next to `x`, or next below it."""
    mantissa, exponent = math.frexp(x)
    whole = math.ldexp(mantissa, BITS)
    return math.ldexp(math.floor(whole) if down else round(whole), exponent - BITS)
