"""What a phase of `report.json` was measured to be: an accuracy, or of masks Dice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


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
