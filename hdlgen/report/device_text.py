"""Devices as text: the table of all cards, and one card with the source of every number."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from textwrap import wrap
from typing import Any

from hdlgen_sim.card import Card, Number

from hdlgen.explore.devices import Survey, survey, usual_bits
from hdlgen.report.durations import duration

WIDTH = 100
"""Columns of running text."""


@dataclass(frozen=True)
class Row:
    """A line of the table, in words.

    error  sigma of cells of the middle level as they were programmed
    noise  sigma of a read of them
    drift  of their mean, in a day or up to the last time that the card knows
    """

    name: str
    what: str
    window: str
    levels: str
    error: str
    noise: str
    drift: str
    source: str


def row(card: Card) -> Row:
    """The line of a card."""
    brief = _brief(card.reference)
    if card.cell is None:
        assert card.threshold is not None, "a card has a cell or a threshold"
        window = f"threshold {card.threshold.v_threshold:g} V"
        return Row(card.name, card.title, window, "-", "-", "-", "-", brief)
    found = survey(card, usual_bits(card), moments=0)
    middle = len(found.first.mean) // 2
    levels = "any" if card.cell.levels is None else str(card.cell.levels)
    error, noise = (_of_window(float(s[middle]), card) for s in (found.first.sigma, found.first.noise))
    return Row(card.name, card.title, _window(card), levels, error, noise, _drift(found, middle), brief)


def table(rows: Sequence[Row]) -> str:
    """The table of all cards, two lines each: numbers of cells of the middle level; what they are."""
    titles = Row("card", "", "g_min–g_max", "levels", "error", "read noise", "drift", "source")
    columns = ("name", "window", "levels", "error", "noise", "drift", "source")
    lines = [tuple(str(getattr(r, name)) for name in columns) for r in (titles, *rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    text = ["  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in lines]
    both = [part for line, r in zip(text[1:], rows, strict=True) for part in (line, f"    {r.what}")]
    return "\n".join(
        [
            text[0],
            *both,
            "",
            "error, read noise: sigma of the middle level's cells and of a read of them, of g_max − g_min",
        ]
    )


def text(card: Card, found: Survey | None) -> str:
    """A card in words: what it is, its levels, and every number with its source."""
    parts = [f"{card.name}: {card.title}", *_wrapped(card.reference), *_wrapped(card.note)]
    if found is not None:
        parts += ["", *_levels(found)]
    return "\n".join([*parts, "", *_numbers(card.numbers)])


def plain(card: Card) -> dict[str, Any]:
    """What `hdlgen device show --json` prints of the card."""
    numbers = [{"key": n.path, "value": n.text, "source": n.source, "basis": n.basis} for n in card.numbers]
    return {
        "name": card.name,
        "title": card.title,
        "reference": card.reference,
        "note": card.note,
        "numbers": numbers,
    }


def plain_row(line: Row) -> dict[str, str]:
    """What `hdlgen device list --json` prints of a card."""
    return asdict(line)


def _levels(found: Survey) -> list[str]:
    first, later, device = found.first, found.later, found.first.device
    when = [f"{duration(p.device.time_s)} after programming" if found.later else "" for p in (first, later) if p]
    window, count = _window(found.card), first.cells.shape[1]
    head = f"{device.cell_bits}-bit cells, {window}, read at {device.read_volts:g} V; µS, of {count:,} cells a level"
    titles = ["level", "target", *["mean", "sigma", "read noise"] * (2 if later else 1)]
    rows = [titles]
    for level, target in enumerate(device.targets_siemens):
        line = [str(level), f"{target * 1e6:.4g}"]
        for p in (first, later):
            if p:
                line += [f"{p.mean[level] * 1e6:.4g}", f"{p.sigma[level] * 1e6:.3g}", f"{p.noise[level] * 1e6:.3g}"]
        rows.append(line)
    lines = ["  ".join(cell.rjust(10) for cell in line) for line in rows]
    over = " " * 24 + "".join(w.rjust(34) + "  " for w in when)
    return [head, *([over.rstrip()] if found.later else []), *lines]


def _numbers(numbers: Sequence[Number]) -> list[str]:
    sources = list(dict.fromkeys(n.source for n in numbers))
    width = max(len(n.path) for n in numbers)
    lines = ["number, basis, [source]"]
    for n in numbers:
        value = n.text if len(n.text) <= 44 else n.text[:43] + "…"
        lines.append(f"  {n.path:<{width}}  {value:<44}  {n.basis:<8} [{sources.index(n.source) + 1}]")
    for i, source in enumerate(sources, 1):
        lines += _wrapped(source, f"[{i}] ")
    return lines


def _wrapped(words: str, mark: str = "") -> list[str]:
    return wrap(words, WIDTH, initial_indent=f"  {mark}", subsequent_indent="  " + " " * len(mark))


def _brief(reference: str) -> str:
    """The first author of a reference and, where it is given, the year."""
    year = re.search(r"\b(?:19|20)\d\d\b", reference)
    author = re.split(r",| et al\.", reference)[0]
    return f"{author} {year[0]}" if year else author.split(";")[0]


def _window(card: Card) -> str:
    assert card.cell is not None, "a threshold device has no window"
    low, high = card.cell.g_min_siemens, card.cell.g_max_siemens
    return f"{low * 1e6:.3g}–{high * 1e6:.3g} µS" if low > 1e-4 * high or not low else f"≈ 0–{high * 1e6:.3g} µS"


def _of_window(sigma: float, card: Card) -> str:
    assert card.cell is not None, "a threshold device has no window"
    return f"{sigma / (card.cell.g_max_siemens - card.cell.g_min_siemens):.1%}" if sigma else "0"


def _drift(found: Survey, level: int) -> str:
    if found.later is None:
        return "-"
    change = found.later.mean[level] / found.first.mean[level] - 1
    error = found.later.sigma[level] / math.sqrt(found.later.cells.shape[1]) / found.first.mean[level]
    time = duration(found.later.device.time_s)
    return f"{change:+.1%} in {time}" if abs(change) > 3 * error else f"0 in {time}"  # no more than chance
