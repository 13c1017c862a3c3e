"""A compression run as a plot: accuracy and weights phase by phase, and what was saved in every way of counting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hdlgen.nets.scores import measure, share
from hdlgen.report.compression_text import times
from hdlgen.report.figures import BLUE, GREEN, GREY, ORANGE, PURPLE, STYLE, figure, saved
from hdlgen.report.scales import accuracies, errors, logarithmic

CUT = (", cut", ", rounded")
"""How the titles of phases end in which the network was cut or rounded, and not yet trained again."""
GROUPS = (("weights", BLUE), ("nonzero", BLUE), ("bits", ORANGE), ("tiles", GREEN))
"""Colours of bars, by a word of their keys; the others, which are of an image or estimated, have the last one."""


def plot(report: Mapping[str, Any]) -> dict[str, bytes]:
    """compression.png and compression.svg.

    report  what `hdlgen compress` writes as report.json, with `test_images`, `phases` and `compression`
    """
    import matplotlib as mpl

    phases, figures = report["phases"], report["compression"]["figures"]
    with mpl.rc_context(STYLE):
        drawn = figure(5.4 + max(3.6, 0.36 * len(phases)), 5.6)
        grid = drawn.add_gridspec(2, 2, width_ratios=[max(3.6, 0.36 * len(phases)), 4.0], height_ratios=[3, 2])
        accuracy, weights = drawn.add_subplot(grid[0, 0]), drawn.add_subplot(grid[1, 0])
        _accuracies(accuracy, phases, report["test_images"])
        accuracy.set_title(f"{measure(phases[0])}, %")
        images = f"{report['test_images']:,} test images"
        if "held_out" in report:
            images = f"{report['held_out']:,} held-out images, in the end {images}"
        drawn.suptitle(f"{report['compression']['network']}, {images}", x=0.01, ha="left")
        _weights(weights, phases)
        _bars(drawn.add_subplot(grid[:, 1]), figures)
        return saved("compression", drawn)


def _accuracies(axes: Any, phases: Sequence[Mapping[str, Any]], images: int) -> None:
    values = [errors(share(p), images) for p in phases]
    places = range(len(phases))
    axes.plot(places, values, color=BLUE, zorder=2)
    for cut, label in ((False, "trained"), (True, "cut or rounded")):
        some = [i for i in places if phases[i]["phase"].endswith(CUT) == cut]
        face = "white" if cut else BLUE
        axes.plot(
            some, [values[i] for i in some], "o", color=BLUE, markerfacecolor=face, markersize=5, label=label, zorder=3
        )
    accuracies(axes, values)
    for i, side in ((0, "left"), (len(phases) - 1, "right")):
        words = f"{100 * share(phases[i]):.2f} %"
        axes.annotate(words, (i, values[i]), (0, 7), textcoords="offset points", ha=side, va="bottom", fontsize=8)
    axes.set_xticks(places, [])
    axes.set_xlim(-0.5, len(phases) - 0.5)
    axes.legend(
        loc="lower right", bbox_to_anchor=(1, 1), ncols=2, borderaxespad=0.2, handletextpad=0, columnspacing=0.8
    )  # beside the title


def _weights(axes: Any, phases: Sequence[Mapping[str, Any]]) -> None:
    axes.step(range(len(phases)), [p["weights"] for p in phases], where="mid", color=ORANGE)
    axes.set_yscale("log")
    logarithmic(axes.yaxis, [p["weights"] for p in phases], lambda n: f"{n:,.0f}")
    axes.set_title("weights: rows × columns left")
    axes.set_xticks(range(len(phases)), [p["phase"] for p in phases], rotation=45, ha="right", rotation_mode="anchor")
    axes.set_xlim(-0.5, len(phases) - 0.5)


def _bars(axes: Any, figures: Sequence[Mapping[str, Any]]) -> None:
    some = [f for f in figures if f["ratio"] is not None]
    places = range(len(some))
    ratios = [f["ratio"] for f in some]
    axes.barh(places, [r - 1 for r in ratios], left=1, height=0.7, color=[_colour(f["key"]) for f in some])
    for place, ratio in zip(places, ratios, strict=True):
        axes.annotate(times(ratio), (max(ratio, 1), place), (4, 0), textcoords="offset points", va="center", fontsize=8)
    axes.axvline(1, color=GREY, linewidth=1)
    axes.set_xscale("log")
    axes.set_xlim(min([0.9, *ratios]) / 1.05, 2.2 * max([1, *ratios]))
    logarithmic(axes.xaxis, [1, *ratios], lambda n: f"{n:g}×")
    axes.set_yticks(places, [f["title"] for f in some])
    axes.invert_yaxis()
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.set_title("how many times less, by what is counted")


def _colour(key: str) -> str:
    return next((colour for word, colour in GROUPS if word in key), PURPLE)
