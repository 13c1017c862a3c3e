"""How ADMM converged, as a plot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hdlgen.report.figures import COLOURS, STYLE, figure, saved

STYLES = {"structure": "-", "levels": "--"}
"""Of the line, by constraint."""


def plot(report: Mapping[str, Any]) -> dict[str, bytes]:
    """residuals.png and residuals.svg: primal and dual residuals of each approach by epoch, a line for each layer.

    report  what `hdlgen compress` writes as report.json. Empty if no phase in it has residuals.
    """
    import matplotlib as mpl

    phases = [p for p in report["phases"] if p.get("residuals")]
    if not phases:
        return {}
    with mpl.rc_context(STYLE):
        drawn = figure(1.8 + 2.6 * len(phases), 4.6)
        grid = drawn.subplots(2, len(phases), sharex="col", sharey="row", squeeze=False)
        for column, phase in enumerate(phases):
            _lines(grid[0, column], phase["residuals"], "primal")
            _lines(grid[1, column], phase["residuals"], "dual")
            grid[0, column].set_title(phase["phase"].removesuffix(", approached"))
            grid[1, column].set_xlabel("epoch")
            grid[1, column].xaxis.get_major_locator().set_params(integer=True)
        for row in grid:
            row[0].set_ylim(bottom=0)  # of all in the row; once everything is drawn, or later lines would be cut off
        grid[0, 0].set_ylabel("primal: ‖W − Z‖ / ‖W‖")
        grid[1, 0].set_ylabel("dual / ρ: ‖Z − Z before‖ / ‖W‖")
        grid[0, -1].legend(loc="upper left", bbox_to_anchor=(1.02, 1), borderaxespad=0)
        return saved("residuals", drawn)


def _lines(axes: Any, residuals: Sequence[Mapping[str, Any]], which: str) -> None:
    layers = list(dict.fromkeys(r["layer"] for r in residuals))
    for constraint, style in STYLES.items():
        for i, layer in enumerate(layers):
            chosen = [r for r in residuals if (r["layer"], r["constraint"]) == (layer, constraint)]
            if chosen:
                label = layer if constraint == "structure" else f"{layer}, {constraint}"
                colour = COLOURS[i % len(COLOURS)]
                epochs, values = [r["epoch"] for r in chosen], [r[which] for r in chosen]
                axes.plot(epochs, values, style, color=colour, marker="o", markersize=3, label=label)
