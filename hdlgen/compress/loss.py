"""What training makes small: of one class an image, of a class for each pixel, of one mask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from hdlgen.compress.recipe import LossName, Recipe
from hdlgen.errors import SpecError
from hdlgen.nets.dataset import Dataset

SMOOTH = 1.0
"""Pixels that are added to both parts of Dice: an image without foreground has a gradient, too."""


class Loss(Protocol):
    """A loss of logits, and a distance between logits."""

    def of(self, logits: Tensor, labels: Tensor) -> Tensor:
        """The mean over a batch, a scalar.

        logits  float32[image, class], or [image, class, row, column] of masks
        labels  int64[image], or [image, row, column]
        """

    def divergence(self, logits: Tensor, wanted: Tensor, temperature: float) -> Tensor:
        """How far `logits` are from what a teacher `wanted`, both softened; scaled so that gradients keep their size.

        The mean over images, and over the pixels of masks.
        """


class CrossEntropy:
    """Of one class in `classes`, for each image or each pixel."""

    def of(self, logits: Tensor, labels: Tensor) -> Tensor:
        """Cross entropy."""
        return F.cross_entropy(logits, labels)

    def divergence(self, logits: Tensor, wanted: Tensor, temperature: float) -> Tensor:
        """Kullback-Leibler divergence (Hinton et al. 2015)."""
        t, pixels = temperature, logits[0, 0].numel()
        far = F.kl_div(
            F.log_softmax(logits / t, dim=1), F.log_softmax(wanted / t, dim=1), reduction="batchmean", log_target=True
        )
        return far * t * t / pixels


class BceDice:
    """Binary cross entropy plus 1 − Dice of the probabilities, image by image (Milletari et al., V-Net, 2016)."""

    def of(self, logits: Tensor, labels: Tensor) -> Tensor:
        """Every pixel counts as much in the entropy; every image in Dice."""
        x, masks = logits[:, 0], labels.to(logits.dtype)
        found = torch.sigmoid(x)
        both, all_of = (found * masks).sum((1, 2)), (found + masks).sum((1, 2))
        dice = (2 * both + SMOOTH) / (all_of + SMOOTH)
        return F.binary_cross_entropy_with_logits(x, masks) + (1 - dice).mean()

    def divergence(self, logits: Tensor, wanted: Tensor, temperature: float) -> Tensor:
        """Binary cross entropy with the teacher's probabilities, pixel by pixel."""
        t = temperature
        return F.binary_cross_entropy_with_logits(logits / t, torch.sigmoid(wanted / t)) * t * t


LOSSES: dict[LossName, Callable[[], Loss]] = {"cross_entropy": CrossEntropy, "bce_dice": BceDice}


def loss_of(recipe: Recipe, dataset: Dataset, channels: int) -> Loss:
    """The loss that `recipe` names, or that of its dataset.

    channels  of the logits: one for each class, or one for the foreground of masks

    Raises SpecError if they do not fit together.
    """
    of_masks = dataset.segments and channels == 1
    name: LossName = recipe.loss or ("bce_dice" if of_masks else "cross_entropy")
    if name == "bce_dice" and not dataset.segments:
        what = "bce_dice is for masks, and the dataset has a class for each image"
        raise SpecError.of([recipe.mistake(("loss",), what, "write loss: cross_entropy, or leave it out")])
    if name == "bce_dice" and not of_masks:
        what = f"bce_dice is for one logit a pixel, and the network gives {channels}"
        fix = "end the network with one channel, or write loss: cross_entropy"
        raise SpecError.of([recipe.mistake(("loss",), what, fix)])
    if name == "cross_entropy" and of_masks:
        what = "cross_entropy is for a logit a class, and the network gives one a pixel"
        fix = f"end the network with {dataset.classes} channels, or write loss: bce_dice"
        raise SpecError.of([recipe.mistake(("loss",), what, fix)])
    return LOSSES[name]()
