"""How much of what a network marked is what it should have marked. NumPy only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Masks = NDArray[np.integer]
"""[image, row, column] of classes, 0 being the background."""
Shares = NDArray[np.float64]
"""[image], 0..1."""


def dice(found: Masks, masks: Masks) -> Shares:
    """2·|A∩B| / (|A| + |B|) of the foreground: float64[image]; 1 where both are empty.

    Of several foreground classes the mean over those that `found` or `masks` has anywhere in the image.
    """
    both, a, b = _counts(found, masks)
    return _mean(2 * both, a + b)


def iou(found: Masks, masks: Masks) -> Shares:
    """|A∩B| / |A∪B| (Jaccard), else as `dice`."""
    both, a, b = _counts(found, masks)
    return _mean(both, a + b - both)


def _counts(found: Masks, masks: Masks) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """int64[image, class]: pixels that both, that `found` and that `masks` give each class of the foreground."""
    if found.shape != masks.shape or found.ndim != 3:
        raise ValueError(f"masks {found.shape} and {masks.shape} are not of one shape [image, row, column]")
    classes = range(1, max(2, int(max(found.max(initial=0), masks.max(initial=0))) + 1))
    a = np.stack([found == c for c in classes], axis=1)
    b = np.stack([masks == c for c in classes], axis=1)
    both, a, b = (np.count_nonzero(x, axis=(2, 3)).astype(np.int64) for x in (a & b, a, b))
    return both, a, b


def _mean(part: NDArray[np.int64], whole: NDArray[np.int64]) -> Shares:
    """Mean over the classes that are there of part / whole; 1 where none is."""
    there = whole > 0
    shares = np.where(there, part / np.maximum(whole, 1), 0.0)
    count = there.sum(axis=1)
    return np.where(count > 0, shares.sum(axis=1) / np.maximum(count, 1), 1.0)
