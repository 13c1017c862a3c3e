"""What a network marked in images, beside what it should have marked: pictures, and the Dice coefficient of each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.ir.graph import Graph
from hdlgen.nets import overlap
from hdlgen.reference import classify
from hdlgen.reference.classify import Scores, Values
from hdlgen.report.figures import BLUE, GREEN, GREY, ORANGE, PURPLE, RED, STYLE, figure, saved

KINDS = {"marked rightly": "#8C8C8C", "false positive": ORANGE, "false negative": BLUE, "another class": PURPLE}
"""Of a pixel that is marked, or should be; and its colour."""
OF_CLASS = ("#56B4E9", GREEN, "#F0E442", RED)
"""Of a mask of several classes, again from the first where there are more; likewise of Okabe and Ito."""
LINE: Any = {"arrowstyle": "-", "linewidth": 0.6, "shrinkA": 0, "shrinkB": 2}
"""From a point to words about it."""
ID_LETTERS = 16
"""Of an image's id, which is shown."""


@dataclass(frozen=True, eq=False)
class Marked:
    """Images and their masks: those they should have, those of the integer network, and those of the chip.

    images              int64[image, row, column, channel]
    masks, exact, plan  int64[image, row, column]
    classes             how many there are
    ids                 what each image is called; empty if that is not known
    """

    network: str
    images: Ints
    masks: Ints
    exact: Ints
    plan: Ints
    classes: int
    ids: Sequence[str] = ()

    @classmethod
    def of(
        cls,
        graph: Graph,
        exact: Mapping[str, Values],
        plan: Mapping[str, Values],
        images: Ints,
        masks: Ints,
        ids: Sequence[str] = (),
    ) -> Marked:
        """What outputs [image, row, column, channel], by node, of the integer network and of the chip mark."""
        exactly, found = classify.masks(graph, exact), classify.masks(graph, plan)
        return cls(graph.name, images, masks, exactly, found, classify.mask_count(graph), ids)

    @cached_property
    def dice(self) -> tuple[Scores, Scores]:
        """Of the integer network and of the chip."""
        return overlap.dice(self.exact, self.masks), overlap.dice(self.plan, self.masks)

    @property
    def shown(self) -> dict[int, str]:
        """Best, median (the lower one of two) and worst image of the chip, the first of equals; fewer of few images."""
        dice = self.dice[1]
        order = np.argsort(dice, kind="stable")
        found = {int(order[(len(order) - 1) // 2]): "median", int(order[0]): "worst", int(dice.argmax()): "best"}
        return {image: found[image] for image in sorted(found, key=lambda image: -dice[image])}


def files(marked: Marked) -> dict[str, bytes]:
    """overlays.png, dice.png, dice.svg and dice.json."""
    return {
        **_overlays(marked),
        **_plot(marked),
        "dice.json": json.dumps({"network": marked.network, "images": _rows(marked)}, indent=2).encode() + b"\n",
    }


def _rows(marked: Marked) -> list[dict[str, Any]]:
    iou = [overlap.iou(found, marked.masks) for found in (marked.exact, marked.plan)]
    return [
        {
            "image": i,
            **({"id": marked.ids[i]} if marked.ids else {}),
            "dice": {"exact": float(marked.dice[0][i]), "plan": float(marked.dice[1][i])},
            "iou": {"exact": float(iou[0][i]), "plan": float(iou[1][i])},
        }
        for i in range(len(marked.images))
    ]


def _overlays(marked: Marked) -> dict[str, bytes]:
    import matplotlib as mpl
    from matplotlib.patches import Patch

    shown = marked.shown
    rows, columns = marked.masks.shape[1:]
    kinds = KINDS if marked.classes > 2 else dict(list(KINDS.items())[:3])
    with mpl.rc_context(STYLE):
        drawn = figure(8.6, (2.1 * rows / columns + 0.55) * len(shown) + 0.35)
        parts = drawn.subfigures(len(shown), 1, squeeze=False)[:, 0]
        for part, (image, which) in zip(parts, shown.items(), strict=True):
            called = f" (id {marked.ids[image][:ID_LETTERS]})" if marked.ids else ""
            part.suptitle(
                f"{which}: image {image}{called}, Dice {marked.dice[1][image]:.2%}", x=0.005, ha="left", fontsize=10
            )
            _row(part.subplots(1, 4), marked, image)
        patches = [Patch(facecolor=colour, label=kind) for kind, colour in kinds.items()]
        drawn.legend(handles=patches, loc="outside lower right", ncols=len(patches))
        return saved("overlays", drawn, ("png",))


def _row(axes: Any, marked: Marked, image: int) -> None:
    pixels = _seen(marked.images[image])
    mask, found = marked.masks[image], marked.plan[image]
    pictures = {
        "image": pixels,
        "mask": _coloured(mask, marked.classes),
        "prediction": _coloured(found, marked.classes),
        "difference": _difference(pixels, mask, found),
    }
    for each, (title, picture) in zip(axes, pictures.items(), strict=True):
        each.imshow(picture, interpolation="nearest")
        each.set_title(title, fontsize=8, loc="left")
        each.set_axis_off()


def _seen(image: Ints) -> NDArray[np.float64]:
    """float64[row, column, colour], 0 the darkest value and 1 the brightest; gray unless there are three channels."""
    real = image.astype(np.float64)
    real = (real - real.min()) / max(1.0, real.max() - real.min())
    return real if image.shape[2] == 3 else np.repeat(real.mean(axis=2, keepdims=True), 3, axis=2)


def _coloured(mask: Ints, classes: int) -> NDArray[np.float64]:
    """float64[row, column, colour]: the background black, and white or, of several, a colour for each class."""
    colours = [OF_CLASS[c % len(OF_CLASS)] for c in range(classes - 1)] if classes > 2 else ["white"]
    return np.array([_rgb(colour) for colour in ("black", *colours)])[mask]


def _difference(pixels: NDArray[np.float64], mask: Ints, found: Ints) -> NDArray[np.float64]:
    """float64[row, column, colour]: on a pale image what is marked or should be, by `KINDS`."""
    rows, columns = (-(-n // m) for n, m in zip(pixels.shape, mask.shape, strict=False))
    out = np.repeat(1 - 0.2 * pixels[::rows, ::columns].mean(axis=2, keepdims=True), 3, axis=2)
    right = (mask > 0) & (found == mask)
    for pixel, colour in zip(
        (right, (found > 0) & (mask == 0), (found == 0) & (mask > 0), (found > 0) & (mask > 0) & ~right),
        KINDS.values(),
        strict=True,
    ):
        out[pixel] = _rgb(colour)
    return out


def _rgb(colour: str) -> tuple[float, float, float]:
    from matplotlib.colors import to_rgb

    return to_rgb(colour)


def _plot(marked: Marked) -> dict[str, bytes]:
    """Each image a point, in the order of the integer network's coefficients."""
    import matplotlib as mpl

    exact, plan = (100 * dice for dice in marked.dice)
    order = np.argsort(exact, kind="stable")
    with mpl.rc_context(STYLE):
        drawn = figure(7.2, 3.6)
        axes: Any = drawn.add_subplot()
        axes.axhline(float(np.median(plan)), color=BLUE, linewidth=0.8, linestyle=":")
        for values, colour, marker, label in ((exact, GREY, "x", "integer network"), (plan, BLUE, "o", "tile by tile")):
            words = (
                f"{label}: {classify.mean(values):.2f} mean, {np.median(values):.2f} median, {values.min():.2f} worst"
            )
            axes.plot(values[order], marker, color=colour, markersize=3.5, label=words, markeredgewidth=0.8)
        for image, which in marked.shown.items():
            at, words = (int(np.flatnonzero(order == image)[0]), plan[image]), f"{which}: image {image}"
            axes.annotate(words, at, (12, -18), textcoords="offset points", fontsize=7, arrowprops=LINE)
        least = min(exact.min(), plan.min())
        axes.set_ylim(least - 0.17 * (101 - least), 101)
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_xlabel("images, from the integer network's worst to its best")
        axes.set_ylabel("Dice, %")
        axes.set_title(f"{marked.network}, {len(exact):,} images")
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=2, borderaxespad=0.3)
        return saved("dice", drawn)
