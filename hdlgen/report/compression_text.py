"""What compression saved, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Any

from hdlgen.report.quantities import quantity

WIDTH = 100
"""Columns of running text."""


def text(compression: Mapping[str, Any]) -> str:
    """The table, and below it what each line counts.

    compression  as `Compression.to_dict` gives it
    """
    rows = [("", "built", "left", "less"), *(_row(f) for f in compression["figures"])]
    first, *others = (max(map(len, column)) for column in zip(*rows, strict=True))
    lines = [
        "  ".join([name.ljust(first), *(c.rjust(w) for c, w in zip(cells, others, strict=True))]).rstrip()
        for name, *cells in rows
    ]
    notes = [
        line
        for f in compression["figures"]
        for line in wrap(f"{f['title']}: {f['counts']}", WIDTH, subsequent_indent="  ")
    ]
    missing = [f"no estimate of area, energy and power: {m['where']}: {m['what']}" for m in compression["missing"]]
    return "\n".join([*lines, "", _rule(compression), *missing, "", *notes])


def _row(figure: Mapping[str, Any]) -> tuple[str, ...]:
    built, left = (quantity(figure[side], figure["unit"]) for side in ("built", "left"))
    return figure["title"], built, left, times(figure["ratio"])


def _rule(compression: Mapping[str, Any]) -> str:
    rule, hardware = compression["tile_rule"], compression["hardware"]
    size = f"{hardware['rows']}×{hardware['columns']}"
    word = "within" if rule["holds"] else "more than"
    limit = f"{rule['slack']:g} × what the weights fill + one a layer = {rule['most']:,.1f}"
    return f"{rule['tiles']:,} tiles of {size}: {word} {limit}"


def times(ratio: float | None) -> str:
    """A ratio in words; a dash where nothing is left."""
    if ratio is None:
        return "-"
    return f"{ratio:.0f}×" if ratio >= 100 else f"{ratio:.1f}×" if ratio >= 10 else f"{ratio:.2f}×"
