"""Accuracy, or Dice, of many chips: as plain data, as text, as a plot."""

from __future__ import annotations

from typing import Any

from hdlgen.explore import Spread, Summary
from hdlgen.report.durations import duration
from hdlgen.report.figures import COLOURS, GREY, RED, STYLE, figure, saved

CHIPS = {"accuracy": "accuracies", "dice": "dice"}
"""Key of the scores of the chips of a device."""
WORDS = {"accuracy": "accuracy", "dice": "mean Dice"}


def plain(summary: Summary) -> dict[str, Any]:
    """What `hdlgen eval --json` prints of many chips, but for where they are."""
    return {
        "network": summary.network,
        "images": summary.images,
        summary.score: {"exact": summary.exact, "ideal": summary.ideal},
        "devices": [
            {
                "device": s.device,
                "time_s": s.time_s,
                "seeds": len(s.scores),
                "mean": s.mean,
                "sigma": s.sigma,
                "worst": {"seed": s.worst, summary.score: s.scores[s.worst]},
                "best": {"seed": s.best, summary.score: s.scores[s.best]},
                CHIPS[summary.score]: {str(seed): score for seed, score in s.scores.items()},
            }
            for s in summary.spreads
        ],
        "resumed": summary.resumed,
        "images_per_s": None if summary.images_per_s is None else round(summary.images_per_s, 1),
    }


def text(summary: Summary) -> str:
    """The summary in lines."""
    width = max(len("integer network"), *(len(s.device) for s in summary.spreads))
    lines = [
        f"{summary.network}: {summary.images:,} images" + (", mean Dice" if summary.score == "dice" else ""),
        f"  {'':<{width}}  chips      mean     sigma     worst (seed)       best (seed)",
        f"  {'integer network':<{width}}         {summary.exact:>8.2%}",
        f"  {'ideal arrays':<{width}}         {summary.ideal:>8.2%}",
    ]
    for s in summary.spreads:
        sigma = "-" if s.sigma is None else f"{s.sigma:.2%}"
        worst, best = (f"{s.scores[seed]:>8.2%} {f'({seed})':<8}" for seed in (s.worst, s.best))
        line = f"  {s.device:<{width}}  {len(s.scores):>5}  {s.mean:>8.2%}  {sigma:>8}  {worst}  {best}"
        lines.append(line.rstrip())
    if summary.images_per_s is not None:
        lines.append(f"  {summary.images_per_s:,.0f} images/s in each process")
    return "\n".join(lines)


def plot(summary: Summary) -> dict[str, bytes]:
    """accuracy.png and accuracy.svg, or dice.*: each chip a point, mean ± sigma, and what they are compared with."""
    import matplotlib as mpl

    with mpl.rc_context(STYLE):
        drawn = figure(1.6 + 2.1 * len(summary.spreads), 3.6)
        axes = drawn.add_subplot()
        for place, spread in enumerate(summary.spreads):
            _column(axes, place, spread, COLOURS[place % len(COLOURS)])
        axes.axhline(100 * summary.exact, color=GREY, linestyle="--", linewidth=1, label="integer network")
        axes.axhline(100 * summary.ideal, color=RED, linestyle=":", linewidth=1.2, label="ideal arrays")
        axes.set_xticks(range(len(summary.spreads)), [_label(s) for s in summary.spreads])
        axes.set_xlim(-0.6, len(summary.spreads) - 0.4)
        axes.set_ylabel(f"{WORDS[summary.score]}, %")
        axes.grid(visible=False, axis="x")
        axes.set_title(f"{summary.network}, {summary.images:,} images")
        alone = len(summary.spreads) == 1  # the title takes all the width there is
        axes.legend(loc="upper center" if alone else "lower right", bbox_to_anchor=(0.5, -0.28) if alone else (1, 1),
                    ncols=2, borderaxespad=0.3)  # fmt: skip
        return saved(summary.score, drawn)


def _column(axes: Any, place: int, spread: Spread, colour: str) -> None:
    values = [100 * spread.scores[seed] for seed in sorted(spread.scores)]
    # side by side in the order of the seeds: nothing hides, and it is the same drawing every time
    offsets = [0.4 * (i + 0.5) / len(values) - 0.35 for i in range(len(values))]
    axes.plot([place + x for x in offsets], values, "o", color=colour, markersize=4, alpha=0.75, markeredgewidth=0)
    mean, sigma = 100 * spread.mean, 100 * (spread.sigma or 0)
    axes.errorbar(place + 0.12, mean, sigma, fmt="D", color=colour, markersize=5, capsize=4)
    words = f"{mean:.2f}" + (f" ± {sigma:.2f}" if spread.sigma is not None else "")
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}  # the lines behind it do not strike it out
    axes.annotate(words, (place + 0.12, mean), (8, 0), textcoords="offset points", va="center", fontsize=8, bbox=box)


def _label(spread: Spread) -> str:
    count = len(spread.scores)
    after = f"\n{duration(spread.time_s)} after programming" if spread.time_s else ""
    return f"{spread.device}\n{count} chip{'s' if count > 1 else ''}{after}"
