"""What a network finds in images: classes, or masks."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from hdlgen.compress.quantize import PIXEL
from hdlgen.frontend.torch.network import CPU
from hdlgen.nets.scores import found_in

Found = NDArray[np.integer]
"""Classes [image], or masks [image, row, column]."""
IMAGES, PIXELS = 1000, 1 << 20
"""Computed together, at most."""


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
        parts.append(found_in(np.moveaxis(logits, 1, -1), logits.ndim == 4))
    network.to(CPU)
    return np.concatenate(parts)
