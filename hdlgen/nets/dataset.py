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
    train_labels  classes uint8[image], or masks uint8[image, row, column]; 0..classes − 1
    test_images   uint8[image, row, column, channel]; measured on, never trained on
    test_labels   as those of training
    classes       number of classes; masks of one kind of thing have two, the background being 0
    """

    train_images: NDArray[np.uint8]
    train_labels: NDArray[np.uint8]
    test_images: NDArray[np.uint8]
    test_labels: NDArray[np.uint8]
    classes: int

    def __post_init__(self) -> None:
        check_part("train", self.train_images, self.train_labels, self.classes)
        check_part("test", self.test_images, self.test_labels, self.classes)
        if self.train_labels.ndim != self.test_labels.ndim:
            kinds = ["masks" if labels.ndim == 3 else "classes" for labels in (self.train_labels, self.test_labels)]
            what = f"has {kinds[0]} to train on and {kinds[1]} to test"
            raise HdlgenError("dataset", what, fix="give both parts masks, or both one class an image")

    @property
    def segments(self) -> bool:
        """Whether labels are masks."""
        return self.train_labels.ndim == 3


def check_part(part: str, images: NDArray[np.uint8], labels: NDArray[np.integer], classes: int) -> None:
    """Raises HdlgenError unless `images` and `labels` are as `Dataset` says, of any integers."""
    where = f"dataset.{part}"
    if images.ndim != 4 or labels.shape[:1] != images.shape[:1] or labels.ndim not in (1, 3):
        what = f"has images {images.shape} and labels {labels.shape}"
        fix = "give images [image, row, column, channel] and one label for each, or masks [image, row, column]"
        raise HdlgenError(where, what, fix=fix)
    if labels.ndim == 3 and labels.shape[1:] != images.shape[1:3]:
        (rows, columns), (y, x) = images.shape[1:3], labels.shape[1:]
        what = f"has masks of {y}×{x} pixels for images of {rows}×{columns}"
        raise HdlgenError(where, what, fix="give masks of the size of the images")
    if images.dtype != np.uint8 or labels.dtype.kind not in "iu":
        what = f"has images {images.dtype} and labels {labels.dtype}"
        raise HdlgenError(where, what, fix="give images uint8 and labels that are whole numbers")
    wrong = (labels < 0) | (labels >= classes)
    if wrong.any():
        at = np.unravel_index(int(wrong.argmax()), wrong.shape)
        pixel = f", pixel {at[1]}, {at[2]}" if len(at) == 3 else ""
        what = f"has label {int(labels[at])} of {classes} classes (image {at[0]}{pixel})"
        fix = f"count classes from 0: labels are 0..{classes - 1}"
        if pixel and classes == 2:
            fix = "write 0 where there is nothing and 1 where there is something: 255 is no 1"
        raise HdlgenError(where, what, fix=fix)
