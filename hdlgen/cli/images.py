"""Labelled images for the commands that measure."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hdlgen.errors import HdlgenError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hdlgen.ir.graph import Graph


def count(text: str) -> int:
    """A number of images on the command line."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a number of at least 1, not {text!r}")
    return int(text)


def labelled(
    graph: Graph, data: Path | None, split: Literal["train", "test"], limit: int | None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first `limit` images int64[image, row, column, channel] and their labels int64[image], as `graph` takes them.

    data   directory of MNIST; None for what HDLGEN_DATA names, or the test images that are shipped with hdlgen
    limit  None for all there are

    Raises HdlgenError if the network does not take MNIST's images.
    """
    import numpy as np

    from hdlgen.nets import mnist

    if graph.input.shape != (28, 28, 1) or graph.input.out.signed or graph.input.out.bits != 8:
        rows, columns, channels = graph.input.shape
        raise HdlgenError(
            graph.name,
            f"takes {graph.input.out} images of {rows}×{columns}×{channels}, and MNIST's are uint8 of 28×28×1",
            fix="use a network for MNIST",
        )
    if data is None and os.environ.get("HDLGEN_DATA"):
        data = Path(os.environ["HDLGEN_DATA"])
    if data is None:
        images, labels = mnist.bundled_images()
        images = images[..., None]
    else:
        dataset = mnist.load(data)
        images, labels = (
            (dataset.train_images, dataset.train_labels)
            if split == "train"
            else (dataset.test_images, dataset.test_labels)
        )
    if limit is not None and limit > len(images):
        raise HdlgenError(
            "--images",
            f"must lie in 1..{len(images)}, not {limit}",
            fix="" if data else "give the whole set with --data DIR",
        )
    return images[:limit].astype(np.int64), labels[:limit].astype(np.int64)
