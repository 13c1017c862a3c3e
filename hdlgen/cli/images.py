"""Images, with labels or without, for the commands that measure."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hdlgen.cli.image_file import ids, read_npz
from hdlgen.errors import HdlgenError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hdlgen.arith import Int, Shape
    from hdlgen.ir.graph import Graph

DATA = (
    "directory of MNIST, or of CIFAR-10 for networks that take its images, or an .npz file with `images` and, where "
    "they are known, `labels`, or `masks` for segmentation"
)
"""What `--data` means, for the help of a command."""


def count(text: str) -> int:
    """A number of images on the command line."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a number of at least 1, not {text!r}")
    return int(text)


@dataclass(frozen=True)
class Takes:
    """What a network takes.

    classes  how many it tells apart; None where that is not known yet
    masks    rows, columns and classes of its masks; None likewise
    probability  whether its first result is one channel that is never negative, and no logit
    """

    name: str
    shape: Shape
    type: Int
    classes: int | None
    masks: Shape | None = None
    probability: bool = False

    @classmethod
    def of(cls, graph: Graph) -> Takes:
        """What `graph` takes."""
        from hdlgen.reference.classify import class_count, is_probability, mask_count, mask_shape

        masks, probability = (*mask_shape(graph), mask_count(graph)), is_probability(graph)
        return cls(graph.name, graph.input.shape, graph.input.out, class_count(graph), masks, probability)


def shape_of(data: Path | None) -> Shape:
    """Rows, columns, channels of the images that `labelled` would find first: of an .npz file, a directory, MNIST."""
    from hdlgen.nets import cifar10

    data = _named(data)
    if data is not None and data.suffix == ".npz":
        rows, columns, channels = read_npz(data)[0].shape[1:]
        return rows, columns, channels
    return cifar10.SHAPE if data is not None and cifar10.is_in(data) else (28, 28, 1)


def labelled(
    takes: Takes,
    data: Path | None,
    split: Literal["train", "test"],
    limit: int | None,
    *,
    at_most: int | None = None,
    option: str = "--images",
    any_image: bool = False,
) -> tuple[NDArray[np.int64], NDArray[np.int64] | None]:
    """The first images int64[image, row, column, channel], as the network takes them, and what they show.

    That is their labels int64[image], or their masks int64[image, row, column].

    data     directory of MNIST, or of CIFAR-10 if the network takes images of that size, or an .npz file; None for what
             HDLGEN_DATA names, or the test images that are shipped with hdlgen
    split    part of the dataset, or of an .npz file that has parts
    limit    how many; there must be so many
    at_most  how many where `limit` is None; None for all there are
    option   that gave the limit, for messages
    any_image  whether random images will do where none are given and the shipped ones do not fit; as many as `limit`
               or `at_most` says, 1 if nothing

    Labels are None where the file has none. Raises HdlgenError if the images are not such as the network takes, or a
    label, of any image, is none of its outputs, or masks are no such as it makes.
    """
    import numpy as np

    from hdlgen.arith import by
    from hdlgen.nets import cifar10, mnist

    data = _named(data)
    images: NDArray[np.integer]
    labels: NDArray[np.integer] | None
    if data is None:
        images, labels = mnist.bundled_images()
        images = images[..., None]
        if any_image and not (images.shape[1:] == takes.shape and takes.type.holds(images)):
            print(f"no images of {by(takes.shape)} given: random ones, of seed 0", file=sys.stderr)
            t = takes.type
            number = limit or at_most or 1
            return np.random.default_rng(0).integers(t.lo, t.hi + 1, (number, *takes.shape)), None
        if takes.classes is not None and takes.classes <= labels.max():
            labels = None  # nobody said that digits are what the network tells apart
    elif data.suffix == ".npz":
        images, labels = read_npz(data, split)
    else:
        _require_one(takes, data)
        dataset = cifar10 if takes.shape == cifar10.SHAPE else mnist
        images, labels = dataset.load_split(data, split)
    source = str(data or "the bundled images")
    if images.shape[1:] != takes.shape:
        raise HdlgenError(
            takes.name,
            f"takes images of {by(takes.shape)}, and there are images of {by(images.shape[1:])} in {source}",
            fix="give images of that size with --data DIR or FILE.npz, or use a network for these",
        )
    if limit is not None and limit > len(images):
        raise HdlgenError(
            option,
            f"must lie in 1..{len(images)}, not {limit}",
            fix="" if data else "give the whole set with --data DIR",
        )
    first = slice(limit or at_most)
    if not takes.type.holds(images[first]):
        raise HdlgenError(
            takes.name,
            f"takes {takes.type} images, and there are values from {images[first].min()} to "
            f"{images[first].max()} in {source}",
            fix=f"give images of {takes.type} with --data FILE.npz, or use a network for these",
        )
    if labels is not None:
        (_check_labels if labels.ndim == 1 else _check_masks)(takes, labels, source)
    return images[first].astype(np.int64), None if labels is None else labels[first].astype(np.int64)


def _check_labels(takes: Takes, labels: NDArray[np.integer], source: str) -> None:
    """Raises HdlgenError unless labels are numbers of outputs, counted row by row and channel fastest, from 0."""
    outputs = takes.classes
    if outputs is None:
        return
    wrong = (labels < 0) | (labels >= outputs)
    if wrong.any():
        at = int(wrong.argmax())
        raise HdlgenError(
            takes.name,
            f"has outputs 0..{outputs - 1}, and image {at} has label {int(labels[at])} in {source}",
            fix="count classes from 0 and give the number of the right output for each image, or leave the labels out "
            "of an .npz file where they are not needed",
        )


def _check_masks(takes: Takes, masks: NDArray[np.integer], source: str) -> None:
    """Raises HdlgenError unless there is a class of the network's for each position of its first result."""
    import numpy as np

    if takes.masks is None:
        return
    *size, classes = takes.masks
    if size == [1, 1]:
        raise HdlgenError(
            takes.name,
            f"tells what an image is of, and there are masks in {source}",
            fix="give `labels`, a class for each image, or use a network whose result has rows and columns",
        )
    if list(masks.shape[1:]) != size:
        what = (
            f"makes masks of {size[0]}×{size[1]}, and there are masks of {masks.shape[1]}×{masks.shape[2]} in {source}"
        )
        raise HdlgenError(takes.name, what, fix="give masks of that size, or use a network for these")
    if takes.probability:
        raise HdlgenError(
            takes.name,
            "ends in a function that is never negative, and marks pixels where its result is more than 0",
            fix="leave the sigmoid at its end out: its argument is more than 0 where it is more than a half",
        )
    wrong = (masks < 0) | (masks >= classes)
    if wrong.any():
        image, row, column = (int(n) for n in np.unravel_index(int(wrong.argmax()), wrong.shape))
        raise HdlgenError(
            takes.name,
            f"tells classes 0..{classes - 1} apart, and the mask of image {image} has "
            f"{int(masks[image, row, column])} in row {row}, column {column} in {source}",
            fix="write 0 for the background, and count what is marked from 1: 255 is no 1",
        )


def _require_one(takes: Takes, directory: Path) -> None:
    """Raises HdlgenError if `directory` holds data sets with masks, which the network makes."""
    from hdlgen.nets import medseg

    files = [f"{name} ({file})" for name, file in medseg.FILES.items() if medseg.is_in(name, directory)]
    if takes.masks and takes.masks[:2] != (1, 1) and files:
        what = f"is a folder of data sets with masks: {', '.join(files)}"
        raise HdlgenError(str(directory), what, fix="name the file of one of them")


def names(data: Path | None, split: Literal["train", "test"]) -> list[str]:
    """What an .npz file with `ids` calls the images that `labelled` gives; empty of others."""
    data = _named(data)
    return ids(data, split) if data is not None and data.suffix == ".npz" else []


def _named(data: Path | None) -> Path | None:
    """`data`, or what HDLGEN_DATA names."""
    return Path(os.environ["HDLGEN_DATA"]) if data is None and os.environ.get("HDLGEN_DATA") else data
