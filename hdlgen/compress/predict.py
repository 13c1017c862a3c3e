"""What a network finds in images: classes, or masks."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from hdlgen.compress.quantize import PIXEL
from hdlgen.frontend.torch.network import CPU

Found = NDArray[np.integer]
"""Classes [image], or masks [image, row, column]."""
IMAGES, PIXELS = 1000, 1 << 20
"""Computed together, at most."""


def classes_of_values(values: NDArray[np.number], segments: bool) -> Found:
    """What outputs [image, row, column, channel], or [image, channel], say of an image.

    segments  of each pixel: whether its only channel is above 0, or the largest of several. Otherwise of the image
    """
    if not segments:
        return values.reshape(len(values), -1).argmax(axis=1)
    return (values[..., 0] > 0).astype(np.int64) if values.shape[-1] == 1 else values.argmax(axis=-1)


@torch.no_grad()
def predict(network: nn.Module, images: Tensor, device: torch.device = CPU) -> Found:
    """What `network` finds in images uint8[image, channel, row, column]; computed on `device`.

    Logits [image, class] are classes, [image, channel, row, column] are masks.
    """
    network.eval().to(device)
    together = max(1, min(IMAGES, PIXELS // images[0, 0].numel()))
    parts = []
    for part in images.split(together):
        logits = network(part.to(device).float() * PIXEL).cpu().numpy()
        parts.append(classes_of_values(np.moveaxis(logits, 1, -1), logits.ndim == 4))
    network.to(CPU)
    return np.concatenate(parts)
