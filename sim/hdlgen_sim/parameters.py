"""Parameters of a circuit: limits and units are declared once, for the constructor and for files."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import Field, field, fields
from difflib import get_close_matches
from typing import Any

LARGEST_RELATIVE_SIGMA = 0.15
"""Of a factor 1 + sigma·z. `randomness.normals` are below 6.4 sigma, so that the factor is positive."""


STEPS = ("levels", "codes", "digits")
LARGEST_STEPS = 1e5
"""Of an offset, a limit or a noise: beyond it a circuit does nothing that one would simulate."""


def number(default: float | None, low: float, high: float | None = None, *, unit: str = "") -> Any:
    """A field of a frozen dataclass that holds a number in low..high; where the default is None, None as well.

    high  None for the largest number that is sensible in the unit
    """
    if high is None:
        high = LARGEST_STEPS if unit in STEPS else sys.float_info.max
    return field(default=default, metadata={"limits": (low, high), "unit": unit})


def choice(*names: str) -> Any:
    """A field of a frozen dataclass that holds one of `names`; the first is the default."""
    return field(default=names[0], metadata={"names": names})


def key(parameter: Field[Any]) -> str:
    """The name in files and messages: it carries the unit."""
    unit = parameter.metadata.get("unit")
    return f"{parameter.name}_{unit}" if unit else parameter.name


def complaint(parameter: Field[Any], value: object) -> str:
    """What is wrong with `value`, empty if nothing is. Of fields that others declared, the type alone is known."""
    if value is None and parameter.default is None:
        return ""
    return _of_text(parameter, value) if isinstance(parameter.default, str) else _of_number(parameter, value)


def _of_text(parameter: Field[Any], value: object) -> str:
    names = parameter.metadata.get("names")
    if not isinstance(value, str):
        return f"must be a text, not {value!r}"
    if not names or value in names:
        return ""
    return f"must be one of {', '.join(names)}, not {value}{hint(value, names)}"


def _of_number(parameter: Field[Any], value: object) -> str:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return f"must be a number, not {value!r}"
    low, high = parameter.metadata.get("limits", (-sys.float_info.max, sys.float_info.max))
    if low <= value <= high:  # nor is it NaN
        return ""
    wanted = f"be finite and {low:g} or more" if high == sys.float_info.max else f"lie in {low:g}..{high:g}"
    return f"must {wanted}, not {value}"


def check(part: Any) -> None:
    """Raises ValueError that lists all fields of `part` which are out of range."""
    texts = [(parameter, complaint(parameter, getattr(part, parameter.name))) for parameter in fields(part)]
    if wrong := [f"{key(parameter)} {text}" for parameter, text in texts if text]:
        raise ValueError("; ".join(wrong))


def hint(word: str, known: Iterable[str]) -> str:
    """`; did you mean …?` if one of the `known` words is close to `word`, else nothing."""
    close = get_close_matches(word.lower(), known, n=1)
    return f"; did you mean {close[0]}?" if close else ""
