"""Several compression runs in one plot: accuracy against what is left of the weights, and against training."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from hdlgen.nets.scores import measure, share
from hdlgen.report.figures import COLOURS, STYLE, figure, saved
from hdlgen.report.scales import accuracies, errors, logarithmic

MARKERS = ("o", "s", "^", "D", "v", "P")
"""By compression."""

UNDER_WAY = (", approached", ", cut", ", rounded")
"""How the titles of phases end in the middle of a step."""

Group = tuple[str, str]
"""Method, and how many times fewer weights are left in the end."""


def check(report: object) -> None:
    """Raises ValueError unless `report` has what `plot` reads of it."""
    if not isinstance(report, dict):
        raise ValueError("not a mapping")
    for key in ("recipe", "test_images", "built_weights", "phases"):
        if key not in report:
            raise ValueError(f"lacks {key!r}")
    recipe, phases = report["recipe"], report["phases"]
    prune = recipe.get("prune") if isinstance(recipe, dict) else None
    if not isinstance(prune, dict) or not isinstance(prune.get("method"), str):
        raise ValueError("its recipe lacks prune.method")
    for key in ("test_images", "built_weights"):
        if not _number(report[key], 1, math.inf):
            raise ValueError(f"{key} is no count")
    if not isinstance(phases, list) or not phases or not all(isinstance(p, dict) for p in phases):
        raise ValueError("its phases are no list of mappings")
    for p in phases:
        measured = "dice" if "dice" in p else "accuracy"
        if not {"phase", "epoch", measured, "weights"} <= p.keys():
            raise ValueError("its phases lack phase, epoch, accuracy (or dice) or weights")
        limits = {"epoch": (0, math.inf), measured: (0, 1), "weights": (1, math.inf)}
        for key, (low, high) in limits.items():
            if not _number(p[key], low, high):
                raise ValueError(f"{key} of a phase is {str(p[key])[:20]}")
        if not isinstance(p["phase"], str):
            raise ValueError("the name of a phase is no text")


def _number(value: object, low: float, high: float) -> bool:
    """Whether it is a finite number in low..high; JSON of Python knows NaN and Infinity."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return low <= value <= min(high, 1e15)


def plot(reports: Mapping[str, Mapping[str, Any]]) -> dict[str, bytes]:
    """curves.png and curves.svg: a line for each run, a colour for each method, a marker for each compression.

    Against compression: the last phase with each number of weights, of those in which a step has ended.

    reports  by label, what `hdlgen compress` writes as report.json: `recipe`, `test_images`, `built_weights`, and
             `phases` with `epoch`, `accuracy` or `dice`, and `weights`. Runs of one method that end with as many
             weights, to two digits, share an entry of the legend; a run that shares it with none is named by its label.
    """
    import matplotlib as mpl

    groups: dict[Group, list[str]] = {}
    for label, report in reports.items():
        groups.setdefault(_group(report), []).append(label)
    order = sorted(groups, key=lambda g: (g[0], float(g[1])))
    methods = list(dict.fromkeys(method for method, _ in order))
    ratios = sorted({fewer for _, fewer in order}, key=float)
    with mpl.rc_context(STYLE):
        drawn = figure(11, 4.4)
        left, right = drawn.subplots(1, 2)
        for method, fewer in order:
            labels = groups[method, fewer]
            name = f"{method}, {fewer}×, {len(labels)} runs" if len(labels) > 1 else labels[0]
            style = {
                "color": COLOURS[methods.index(method) % len(COLOURS)],
                "marker": MARKERS[ratios.index(fewer) % len(MARKERS)],
            }
            for i, label in enumerate(labels):
                _run(left, right, reports[label], style, name if i == 0 else None)
        left.set_xscale("log")
        logarithmic(left.xaxis, _drawn(left, "x"), lambda n: f"{n:g}×")
        left.set_xlabel("times fewer weights (rows × columns)")
        held = any("held_out" in report for report in reports.values())
        measured = " or ".join(sorted({measure(report["phases"][0]) for report in reports.values()}, reverse=True))
        left.set_ylabel(f"{measured} on {'held-out and, in the end,' if held else 'the'} test images, %")
        left.set_title("against compression; large: the end, tile by tile")
        right.set_xlabel("epochs trained")
        right.set_title("against training; down: when cut or rounded")
        right.legend(loc="upper left", bbox_to_anchor=(1.02, 1), borderaxespad=0)
        for axes in (left, right):
            accuracies(axes, _drawn(axes, "y"))
        return saved("curves", drawn)


def _fewer(report: Mapping[str, Any], phase: Mapping[str, Any]) -> float:
    return float(report["built_weights"] / phase["weights"])


def _group(report: Mapping[str, Any]) -> Group:
    in_the_end = f"{_fewer(report, report['phases'][-1]):.2g}"
    return report["recipe"]["prune"]["method"], f"{float(in_the_end):g}"


def _run(left: Any, right: Any, report: Mapping[str, Any], style: Mapping[str, Any], name: str | None) -> None:
    missed = [errors(share(p), report["test_images"]) for p in report["phases"]]
    fewer = [_fewer(report, p) for p in report["phases"]]
    whole = [i for i, p in enumerate(report["phases"]) if not p["phase"].endswith(UNDER_WAY)]
    settled = {fewer[i]: missed[i] for i in whole}  # of equal compressions the last
    left.plot(list(settled), list(settled.values()), linewidth=1, alpha=0.7, markersize=3, **style)
    left.plot(fewer[-1:], missed[-1:], linestyle="", markersize=8, markeredgecolor="white", zorder=3, **style)
    epochs = [p["epoch"] for p in report["phases"]]
    right.plot(epochs, missed, linewidth=1, alpha=0.7, markersize=3, label=name, **style)


def _drawn(axes: Any, which: str) -> list[float]:
    """The x or y of everything that is drawn."""
    return [float(v) for line in axes.lines for v in getattr(line, f"get_{which}data")()]
