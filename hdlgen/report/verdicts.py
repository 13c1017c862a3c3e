"""How right a network's outputs are: images that it classifies correctly, or the overlap of its masks with labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from hdlgen.ir.graph import Graph
from hdlgen.nets import overlap
from hdlgen.reference import classify
from hdlgen.reference.classify import Labels, Values


def plain(graph: Graph, outputs: Mapping[str, Values], labels: Labels | None) -> dict[str, Any]:
    """What JSON has of it: `correct`, or `dice`; nothing where no labels are known.

    outputs  [image, row, column, channel] by node
    """
    if labels is None:
        return {}
    if labels.ndim == 1:
        return {"correct": int(classify.score(graph, outputs, labels).sum())}
    return {"dice": of_masks(graph, outputs, labels)}


def accuracy(graph: Graph, outputs: Mapping[str, Values], labels: Labels) -> float:
    """Share of images that are classified correctly. Arguments as in `plain`, labels int[image]."""
    return classify.mean(classify.score(graph, outputs, labels))


def of_masks(graph: Graph, outputs: Mapping[str, Values], masks: Labels) -> dict[str, Any]:
    """Dice coefficients of images: `mean`, `median`, `worst` {`image`, `dice`}, the first of equals; and mean `iou`."""
    found = classify.masks(graph, outputs)
    dice = overlap.dice(found, masks)
    worst = int(dice.argmin())
    return {
        "mean": classify.mean(dice),
        "median": float(np.median(dice)),
        "worst": {"image": worst, "dice": float(dice[worst])},
        "iou": classify.mean(overlap.iou(found, masks)),
    }


def words(said: Mapping[str, Any]) -> str:
    """What is appended to a line about images of which `plain` said this."""
    if "correct" in said:
        return f"; {said['correct']} classified correctly"
    return f"; Dice {dice(said['dice'])}" if "dice" in said else ""


def dice(of: Mapping[str, Any]) -> str:
    """What `of_masks` gives, in words."""
    worst = of["worst"]
    return f"{of['mean']:.2%} mean, {of['median']:.2%} median, {worst['dice']:.2%} worst (image {worst['image']})"
