"""One look for all plots, and the same bytes for the same numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, RED, PURPLE = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7"
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, RED)
"""Told apart by people who do not see all colours: Okabe and Ito, "Color Universal Design", 2008."""
GREY = "#666666"
DPI = 150

STYLE: Any = {
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same everywhere
    "font.size": 9,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e4e4e4",
    "grid.linewidth": 0.7,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "lines.linewidth": 1.5,
    "svg.hashsalt": "hdlgen",
    "svg.fonttype": "path",
}


def figure(width: float, height: float) -> Figure:
    """An empty figure, inches, that belongs to no window. Draw in it under `matplotlib.rc_context(STYLE)`."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    made = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(made)
    return made


METADATA = {"png": {"Software": None}, "svg": {"Date": None, "Creator": None}}
"""That is left out, by kind of file."""


def saved(name: str, drawn: Figure, kinds: Sequence[str] = ("png", "svg")) -> dict[str, bytes]:
    """`drawn` as NAME.png and NAME.svg, or one of them; neither holds a date or a version."""
    files = {}
    for kind in kinds:
        stream = io.BytesIO()
        drawn.savefig(stream, format=kind, dpi=DPI, metadata=METADATA[kind])
        files[f"{name}.{kind}"] = stream.getvalue()
    return files
