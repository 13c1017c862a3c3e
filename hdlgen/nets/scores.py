"""How good a network was measured to be, in numbers and in words: an accuracy, or of masks Dice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hdlgen.nets.overlap import dice


def found_in(values: NDArray[Any], segments: bool) -> NDArray[np.int64]:
    """What outputs [image, row, column, channel] say: classes int64[image], or masks int64[image, row, column].

    segments  of each pixel: 1 where its only channel is above 0, or the number of the largest of several, the first of
              equals. Otherwise the number of an image's largest element
    """
    if not segments:
        return np.asarray(values.reshape(len(values), -1).argmax(axis=1), np.int64)
    return np.asarray(values[..., 0] > 0 if values.shape[-1] == 1 else values.argmax(axis=-1), np.int64)


def score(found: NDArray[np.integer], labels: NDArray[np.uint8]) -> dict[str, float]:
    """How right what was `found` in images is, as a phase of `report.json` has it, 0..1.

    Of classes [image] the `accuracy`; of masks [image, row, column] the mean `dice`, and that of the `worst` image.
    """
    if labels.ndim == 1:
        return {"accuracy": round(float((found == labels).mean()), 6)}
    shares = dice(found, labels)
    return {"dice": round(float(shares.mean()), 6), "worst": round(float(shares.min()), 6)}


def share(phase: Mapping[str, Any]) -> float:
    """0..1. Raises KeyError if it has none."""
    return float(phase["dice"] if "dice" in phase else phase["accuracy"])


def measure(phase: Mapping[str, Any]) -> str:
    """What that is called: "accuracy" or "Dice"."""
    return "Dice" if "dice" in phase else "accuracy"


def spelled(phase: Mapping[str, Any], images: str) -> str:
    """In words, of images that are called `images`: "98.60 % of the test images"."""
    if "dice" in phase:
        return f"Dice {100 * phase['dice']:.2f} % of the {images} images, {100 * phase['worst']:.2f} % of the worst"
    return f"{100 * phase['accuracy']:.2f} % of the {images} images"
