"""Images, with labels or without, for the commands that measure."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hdlgen.errors import HdlgenError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hdlgen.arith import Int, Shape
    from hdlgen.ir.graph import Graph

DATA = (
    "directory of MNIST, or of CIFAR-10 for networks that take its images, or an .npz file with `images` and, where "
    "they are known, `labels`"
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
    """

    name: str
    shape: Shape
    type: Int
    classes: int | None

    @classmethod
    def of(cls, graph: Graph) -> Takes:
        """What `graph` takes."""
        from hdlgen.reference.classify import class_count

        return cls(graph.name, graph.input.shape, graph.input.out, class_count(graph))


def shape_of(data: Path | None) -> Shape:
    """Rows, columns, channels of the images that `labelled` would find first: of an .npz file, a directory, MNIST."""
    from hdlgen.nets import cifar10

    if data is None and os.environ.get("HDLGEN_DATA"):
        data = Path(os.environ["HDLGEN_DATA"])
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
    """The first images int64[image, row, column, channel], as the network takes them, and their labels int64[image].

    data     directory of MNIST, or of CIFAR-10 if the network takes images of that size, or an .npz file; None for what
             HDLGEN_DATA names, or the test images that are shipped with hdlgen
    split    part of the dataset; an .npz file has only one
    limit    how many; there must be so many
    at_most  how many where `limit` is None; None for all there are
    option   that gave the limit, for messages
    any_image  whether random images will do where none are given and the shipped ones do not fit; as many as `limit`
               or `at_most` says, 1 if nothing

    The labels are None where the file has none. Raises HdlgenError if the images are not such as the network takes, or
    a label, of any image, is none of its outputs.
    """
    import numpy as np

    from hdlgen.arith import by
    from hdlgen.nets import cifar10, mnist

    if data is None and os.environ.get("HDLGEN_DATA"):
        data = Path(os.environ["HDLGEN_DATA"])
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
        images, labels = read_npz(data)
    else:
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
        _check_labels(takes, labels, source)
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


def read_npz(path: Path) -> tuple[NDArray[np.integer], NDArray[np.integer] | None]:
    """`images` [image, row, column, channel] and `labels` [image], None if there are none, of an .npz file.

    Images without an axis for channels have one channel. Nothing is unpickled. Raises HdlgenError if the file cannot be
    read or holds something else.
    """
    from hdlgen.nets import npz

    try:
        arrays = npz.read(path, ("images", "labels"))
    except OSError as error:
        raise HdlgenError(str(path), f"cannot be read: {error.strerror or error}", fix="name an .npz file") from error
    except ValueError as error:
        fix = "write it with numpy.savez(FILE, images=…, labels=…), arrays of integers"
        raise HdlgenError(str(path), f"is no .npz file of plain arrays: {error}", fix=fix) from error
    images, labels = arrays.get("images"), arrays.get("labels")
    if images is None:
        raise HdlgenError(str(path), "holds no array `images`", fix="write it with numpy.savez(FILE, images=…)")
    if images.ndim == 3:
        images = images[..., None]
    if images.dtype.kind not in "iu" or images.ndim != 4 or not images.size:
        raise HdlgenError(
            str(path),
            f"has images {images.dtype}{list(images.shape)}",
            fix="give integers [image, row, column] or [image, row, column, channel], one image at least",
        )
    if labels is not None and (labels.dtype.kind not in "iu" or labels.shape != images.shape[:1]):
        raise HdlgenError(
            str(path),
            f"has labels {labels.dtype}{list(labels.shape)} for {len(images)} images",
            fix="give one integer for each image, or leave the labels out",
        )
    return images, labels
