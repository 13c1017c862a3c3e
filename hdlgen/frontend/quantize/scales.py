"""`settled`: scales near those wanted, with which floats round as hardware does, and sums multiply by few bits.

What is quantized is mostly on a grid already, often with its largest number a whole part of the next grid's: then many
numbers are halves, and the last bit of a float decides. So scales are set beside each other, and there are no halves.
An operand of a sum has a short number of steps of the result instead: then hardware multiplies by 7 bits and not by the
24 that scales of any kind take, and halves are halves in floats, too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from hdlgen.frontend.quantize.place import Placed

BITS = 7
"""Of an operand's scale in steps of the result: it is off by 1 % at most."""
SCALE_BITS = 20
"""Of any other scale."""
MOST_BITS = 44
"""Of any scale: with 8 bits more, and one for a sum, floats still hold everything."""
BESIDE = 2.0**-16
"""Part of a scale by which it is set aside, once to twice: then no product of two is as far aside as another scale."""
GOLDEN = (math.sqrt(5) - 1) / 2
"""Whose multiples are spread evenly between whole numbers."""


def settled(scales: Mapping[str, float], placed: Placed) -> dict[str, float]:
    """`scales`, by tie, each changed by at most 2 %, never up where a clip bounds it.

    An operand that several sums read has short steps of none: quotients of two short numbers are halves now and then.
    """
    made = {
        name: short(scale * (1 - BESIDE * (1 + (i * GOLDEN) % 1)), SCALE_BITS, down=True)
        for i, (name, scale) in enumerate(scales.items())
    }
    tie = {point.at: point.tie for point in placed.points}
    bounded = {p.tie for p in placed.points if p.whole and math.isfinite(p.lo + p.hi)}
    read = Counter(operand for joined in placed.joined for operand in {tie[name] for name in joined.operands})
    for joined in reversed(placed.joined):  # a result is an operand of what comes later
        result = made[tie[joined.result]]
        if length(result) + BITS > MOST_BITS:
            continue
        for operand in {tie[name] for name in joined.operands}:
            if read[operand] == 1:
                made[operand] = result * short(made[operand] / result, BITS, down=operand in bounded)
    return made


def short(x: float, bits: int, *, down: bool) -> float:
    """The number of so many bits next to `x` > 0, or next below it."""
    mantissa, exponent = math.frexp(x)
    whole = math.ldexp(mantissa, bits)
    return math.ldexp(math.floor(whole) if down else round(whole), exponent - bits)


def length(x: float) -> int:
    """How many bits a float > 0 really has, from its first to its last."""
    numerator = Fraction(x).numerator  # below it stands a power of two
    return numerator.bit_length() - (numerator & -numerator).bit_length() + 1
