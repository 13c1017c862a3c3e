"""Physical quantities as people write them: "40 uS", "250 ns", "1 d", "1.333 kOhm", "2 %"."""

from __future__ import annotations

import math
import re
from decimal import Decimal

PREFIXES = {"f": -15, "p": -12, "n": -9, "u": -6, "µ": -6, "μ": -6, "m": -3, "k": 3, "M": 6, "G": 9, "T": 12}
PREFIXED = {"S": "S", "Ohm": "Ohm", "ohm": "Ohm", "Ω": "Ohm", "V": "V", "A": "A", "s": "s"}
OTHERS = {"%": ("1", Decimal("0.01")), **{u: ("s", Decimal(n)) for u, n in (("min", 60), ("h", 3600), ("d", 86400))}}

LARGEST = 1e30
"""Of a quantity in SI units, and its inverse the smallest that is not 0: what is computed of them stays finite."""

NAMES = {
    "S": ("a conductance", "40 uS"),
    "Ohm": ("a resistance", "1.5 kOhm"),
    "V": ("a voltage", "0.2 V"),
    "A": ("a current", "20 nA"),
    "s": ("a time", "250 ns"),
    "1": ("a share", "1 %"),
}
"""What each dimension is called, and what a quantity of it looks like."""

_QUANTITY = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(\S*)\s*")


def parse(text: object, dimension: str) -> float:
    """The value in SI units of a quantity of `dimension`, a key of NAMES.

    text  number and unit, with or without a space between them. Where a conductance is wanted, a resistance is taken
          for its inverse.

    The value is the float next to what is written ("1 us" is 1e-06). Raises ValueError, which says what is wanted, for
    a unit that is missing, unknown or of another dimension, and for what is no quantity at all.
    """
    name, example = NAMES[dimension]
    wanted = f'{name} is wanted, as in "{example}"'
    if isinstance(text, int | float) and not isinstance(text, bool):
        raise ValueError(f"{text} has no unit: {wanted}")
    match = _QUANTITY.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise ValueError(f"{text!r} is no quantity: {wanted}")
    number, unit = match.groups()
    if not unit:
        raise ValueError(f"{text!r} has no unit: {wanted}")
    found, factor = _unit(unit)
    if not found:
        raise ValueError(f"unit {unit!r} of {text!r} is not known: {wanted}")
    try:
        value = float(Decimal(number) * factor)
    except ArithmeticError:  # an exponent that Decimal does not hold
        value = math.inf
    if value and not 1 / LARGEST <= abs(value) <= LARGEST:
        raise ValueError(f"{text!r} is too {'small' if abs(value) < 1 else 'large'}: {wanted}")
    if found == "Ohm" and dimension == "S" and value > 0:
        return 1 / value
    if found != dimension:
        raise ValueError(f"{text!r} is {NAMES[found][0]}: {wanted}")
    return value


def _unit(unit: str) -> tuple[str, Decimal]:
    """Dimension and factor of a unit; no dimension if it is not known."""
    if unit in OTHERS:
        return OTHERS[unit]
    if unit in PREFIXED:
        return PREFIXED[unit], Decimal(1)
    if unit[:1] in PREFIXES and unit[1:] in PREFIXED:
        return PREFIXED[unit[1:]], Decimal(1).scaleb(PREFIXES[unit[0]])
    return "", Decimal(1)
