"""Times in words."""

from __future__ import annotations


def duration(seconds: float) -> str:
    """A time in the largest unit that it has at least one of: 1 d, 2.5 h, 30 s, 250 ns."""
    for unit, length in (("d", 86400.0), ("h", 3600.0), ("min", 60.0), ("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= length:
            return f"{seconds / length:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns" if seconds else "0 s"
