"""`representable`: scales of sums and concats that their multipliers give exactly, with few bits.

An operand's scale in steps of the result's is then a short number. Hardware multiplies by 7 bits and not by the 24
that round as the quantizer does for scales of any kind; and floats add such numbers exactly.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from hdlgen.frontend.quantize.place import Placed

BITS = 7
"""Of such a number: it is off by 1 % at most. What a chain of five sums adds still has fewer bits than a float."""


def representable(scales: Mapping[str, float], placed: Placed) -> dict[str, float]:
    """`scales`, by tie, changed by at most a part in 2^(BITS − 1), never up where a clip bounds them.

    What several sums read stays as it is: quotients of two short numbers are not short, and meet halves all the same.
    """
    made = dict(scales)
    tie = {point.at: point.tie for point in placed.points}
    bounded = {p.tie for p in placed.points if p.whole and math.isfinite(p.lo + p.hi)}
    read = Counter(operand for joined in placed.joined for operand in {tie[name] for name in joined.operands})
    for joined in reversed(placed.joined):  # a result is an operand of what comes later
        result = tie[joined.result]
        if not read[result]:
            made[result] = short(made[result], down=result in bounded)
        for operand in {tie[name] for name in joined.operands}:
            if read[operand] == 1:
                made[operand] = made[result] * short(made[operand] / made[result], down=operand in bounded)
    return made


def short(x: float, *, down: bool) -> float:
    """The number of BITS bits next to `x`, or next below it."""
    mantissa, exponent = math.frexp(x)
    whole = math.ldexp(mantissa, BITS)
    return math.ldexp(math.floor(whole) if down else round(whole), exponent - BITS)
