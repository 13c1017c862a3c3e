"""Counts and measured quantities in words."""

from __future__ import annotations

PREFIXES = (("", 1.0), ("m", 1e-3), ("µ", 1e-6), ("n", 1e-9), ("p", 1e-12))
SCALED = ("J", "W", "s")
"""Units that take a prefix."""


def quantity(value: float, unit: str = "") -> str:
    """12,345; 0.0436 mm²; 231 nJ. Counts (no unit, or bits) in full, the rest to three digits."""
    if unit in ("", "bit"):
        return f"{value:,.0f} {unit}".rstrip()
    if unit not in SCALED or value == 0:
        return f"{value:.3g} {unit}"
    prefix, size = next((p for p in PREFIXES if abs(value) >= p[1]), PREFIXES[-1])
    return f"{value / size:.3g} {prefix}{unit}"
