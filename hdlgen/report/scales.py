"""Axes of plots: accuracies, and numbers on a log scale, with ticks that are read at a glance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor, log10
from typing import Any

# fmt: off
COARSE = (0, 20, 50, 70, 80, 90, 95, 97, 98, 99, 99.5, 99.7, 99.8, 99.9, 99.95)
FINE = (0, 20, 40, 50, 60, 70, 75, 80, 84, 88, 90, 91, 92, 93, 94, 95, 96, 97, 97.5, 98, 98.5, 98.8, 99, 99.1, 99.2,
        99.3, 99.4, 99.5, 99.6, 99.7, 99.8, 99.85, 99.9, 99.92, 99.94, 99.96)
"""Accuracies that can have a line, %: where the range is wide, and where it is not."""
# fmt: on
WIDE = 16.0
"""Largest errors over smallest from which on a range is."""


def errors(accuracy: float, images: int) -> float:
    """Errors, %, of an accuracy 0..1 of `images` images; half an image if there are none, for a log scale has no 0."""
    return 100 * max(1 - accuracy, 0.5 / images)


def accuracies(axes: Any, values: Sequence[float]) -> None:
    """Makes the vertical axis of `axes` one of accuracies: what is drawn are errors, in %, on a log scale upside down.

    So 99 and 99.5 % are as far apart as 80 and 90 %. values: all that are drawn, as `errors` gives them
    """
    best, worst = min(values) / 1.8, max(values) * 1.4
    ticks = [t for t in (COARSE if worst > WIDE * best else FINE) if best <= 100 - t <= worst]
    axes.set_yscale("log")
    axes.set_ylim(worst, best)
    _ticks(axes.yaxis, [100 - t for t in ticks], [f"{t:g}" for t in ticks])


def logarithmic(axis: Any, values: Sequence[float], spelled: Callable[[float], str]) -> None:
    """Gives `axis`, which is on a log scale, ticks at 1, 2 and 5 times powers of ten where `values` are, or near.

    Where these are more than three powers, the powers alone.
    """
    low, high = min(values), max(values)
    decades = range(floor(log10(low)), floor(log10(high)) + 2)
    ticks = [
        n * 10.0**decade
        for decade in decades
        for n in ((1, 2, 5) if high <= 1000 * low else (1,))
        if low / 2 <= n * 10.0**decade <= 2 * high
    ]
    _ticks(axis, ticks, [spelled(t) for t in ticks])


def _ticks(axis: Any, places: Sequence[float], labels: Sequence[str]) -> None:
    from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator

    axis.set_major_locator(FixedLocator(list(places)))
    axis.set_major_formatter(FixedFormatter(list(labels)))
    axis.set_minor_locator(NullLocator())
