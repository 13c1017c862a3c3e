"""`Dataset`: labelled images, for training and for measuring."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen.errors import HdlgenError


@dataclass(frozen=True, eq=False)
class Dataset:
    """Labelled images in two parts that share none.

    train_images  uint8[image, row, column, channel]
    train_labels  uint8[image], 0..classes − 1
    test_images   uint8[image, row, column, channel]; measured on, never trained on
    test_labels   uint8[image]
    classes       number of classes
    """

    train_images: NDArray[np.uint8]
    train_labels: NDArray[np.uint8]
    test_images: NDArray[np.uint8]
    test_labels: NDArray[np.uint8]
    classes: int

    def __post_init__(self) -> None:
        check_part("train", self.train_images, self.train_labels, self.classes)
        check_part("test", self.test_images, self.test_labels, self.classes)


def check_part(part: str, images: NDArray[np.uint8], labels: NDArray[np.uint8], classes: int) -> None:
    """Raises HdlgenError unless there are images, uint8 of four axes, and for each a whole number in 0..classes − 1."""
    where = f"dataset.{part}"
    if images.ndim != 4 or labels.shape != images.shape[:1]:
        raise HdlgenError(
            where,
            f"has images {images.shape} and labels {labels.shape}",
            fix="give images [image, row, column, channel] and one label for each",
        )
    if images.dtype != np.uint8 or labels.dtype.kind not in "iu":
        what = f"has images {images.dtype} and labels {labels.dtype}"
        raise HdlgenError(where, what, fix="give images uint8 and labels that are whole numbers")
    wrong = (labels < 0) | (labels >= classes)
    if wrong.any():
        at = int(wrong.argmax())
        what = f"has label {int(labels[at])} of {classes} classes (image {at})"
        raise HdlgenError(where, what, fix=f"count classes from 0: labels are 0..{classes - 1}")
