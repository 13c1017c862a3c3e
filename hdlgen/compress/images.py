"""Images as PyTorch has them, and whether a network can read them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from hdlgen.arith import by
from hdlgen.compress.quantize import PIXEL
from hdlgen.errors import HdlgenError
from hdlgen.nets.dataset import Dataset


def channels_first(images: NDArray[np.uint8]) -> Tensor:
    """PyTorch's order uint8[image, channel, row, column] of images [image, row, column, channel]."""
    return torch.from_numpy(images.transpose(0, 3, 1, 2).copy())


Part = tuple[NDArray[np.uint8], NDArray[np.uint8]]
"""Images and labels as a `Dataset` has them."""


def hold_out(dataset: Dataset, amount: int | float) -> tuple[Dataset, Part]:
    """`dataset` without some of its training images, evenly spaced, and these. amount: so many, or such a share."""
    there = len(dataset.train_images)
    count = amount if isinstance(amount, int) else round(amount * there)
    if not 0 < count < there:
        raise HdlgenError("hold_out", f"{count} of the {there} training images are no part of them", fix="0.1 is usual")
    held = np.zeros(there, np.bool_)
    held[np.arange(count) * there // count] = True
    images, labels = dataset.train_images, dataset.train_labels
    return replace(dataset, train_images=images[~held], train_labels=labels[~held]), (images[held], labels[held])


@torch.no_grad()
def check_fit(network: nn.Module, dataset: Dataset, batch: int) -> int:
    """Channels of the logits that `network` gives images of `dataset`, which fill a batch.

    One for each class, for the image or, where labels are masks, for each pixel; of masks of one kind of thing also
    one. Raises HdlgenError for others.
    """
    shape = by(dataset.train_images.shape[1:])
    if dataset.test_images.shape[1:] != dataset.train_images.shape[1:]:
        other = by(dataset.test_images.shape[1:])
        raise HdlgenError("dataset", f"has training images of {shape} and test images of {other}")
    for part, images in (("train", dataset.train_images), ("test", dataset.test_images)):
        if not len(images):
            raise HdlgenError(f"dataset.{part}", "has no images")
    if len(dataset.train_images) < batch:
        what = f"{batch} are more than the {len(dataset.train_images)} training images"
        raise HdlgenError("batch", what, fix="give a smaller batch")
    try:
        logits = network.eval()(channels_first(dataset.train_images[:1]).float() * PIXEL)
    except RuntimeError as error:
        raise HdlgenError(
            "dataset",
            f"has images of {shape}, which the network cannot read: {error}",
            fix="change either in the recipe",
        ) from error
    pixels = dataset.train_labels.shape[1:]
    counts = {dataset.classes, 1} if pixels and dataset.classes == 2 else {dataset.classes}
    if logits.shape[2:] != pixels or logits.shape[1] not in counts:
        given = f"gives {tuple(logits.shape[1:])} values an image for "
        if not pixels:
            fix = "end with a layer that gives one logit for each class"
            raise HdlgenError("model", f"{given}{dataset.classes} classes", fix=fix)
        fix = f"end with a convolution that gives {' or '.join(map(str, sorted(counts)))} logits for each pixel"
        raise HdlgenError("model", f"{given}masks of {by(pixels)} pixels, {dataset.classes} classes", fix=fix)
    return int(logits.shape[1])
