"""The training loop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from numpy.typing import NDArray
from torch import Tensor, nn
from tqdm import tqdm

from hdlgen.compress.quantize import PIXEL

Augment = Callable[[Tensor], Tensor]
"""Images float[image, channel, row, column] of whole numbers 0..255 → changed ones of the same kind."""
Penalty = Callable[[nn.Module], Tensor]
"""What is added to the loss of a batch."""


@dataclass(frozen=True)
class Distill:
    """Learning from a teacher's logits (Hinton et al. 2015). share: of the loss; the rest is that of the labels."""

    teacher: nn.Module
    temperature: float
    share: float


@dataclass(frozen=True)
class Trainer:
    """Images and how to train on them; what differs from phase to phase is an argument of `fit`.

    images    uint8[image, channel, row, column]
    labels    int64[image]
    bfloat16  float networks, teachers included, multiply in bfloat16: twice as fast where the processor can
    quiet     no progress bar
    """

    images: Tensor
    labels: Tensor
    batch: int
    augment: Augment
    bfloat16: bool = False
    quiet: bool = False

    def fit(
        self,
        network: nn.Module,
        *,
        title: str,
        epochs: int,
        rate: float,
        distill: Distill | None = None,
        penalty: Penalty | None = None,
        exact: bool = False,
    ) -> None:
        """Trains `network` in place with Adam; the rate rises to `rate` and falls to nothing within the epochs.

        exact  the network is quantized: it is never computed in bfloat16
        """
        count = len(self.images) // self.batch
        if not epochs or not count:
            return
        optimizer = torch.optim.Adam(network.parameters(), lr=rate)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=epochs * count, pct_start=0.15)
        network.train().to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # fastest for convolutions
        with tqdm(total=epochs * count, desc=title, unit="batch", disable=self.quiet) as bar:
            for _ in range(epochs):
                order = torch.randperm(len(self.images))
                for i in range(count):
                    chosen = order[i * self.batch : (i + 1) * self.batch]
                    x = self.augment(self.images[chosen].float()) * PIXEL
                    x = x.contiguous(memory_format=torch.channels_last)
                    with torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16 and not exact):
                        logits = network(x).float()
                    loss = F.cross_entropy(logits, self.labels[chosen])
                    if distill:
                        loss = (1 - distill.share) * loss + distill.share * self._divergence(logits, x, distill)
                    if penalty:
                        loss = loss + penalty(network)
                    optimizer.zero_grad()
                    loss.backward()
                    optimizer.step()
                    schedule.step()
                    bar.update()
                bar.set_postfix(loss=f"{loss.item():.4f}")
        network.eval()

    def _divergence(self, logits: Tensor, x: Tensor, distill: Distill) -> Tensor:
        """Kullback-Leibler divergence from the teacher's softened answer, scaled so that gradients keep their size."""
        t = distill.temperature
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16):
            wanted = F.log_softmax(distill.teacher(x).float() / t, dim=1)
        return F.kl_div(F.log_softmax(logits / t, dim=1), wanted, reduction="batchmean", log_target=True) * t * t


def random_affine(*, shift: float, degrees: float, scale: float) -> Augment:
    """Moves each image by up to `shift` pixels, turns it by up to `degrees` and scales it by up to 1 ± `scale`.

    Pixels that come from outside are 0; results are whole numbers. All zero: images stay as they are.
    """
    if not (shift or degrees or scale):
        return lambda images: images

    def augment(images: Tensor) -> Tensor:
        n, _, rows, columns = images.shape
        angle, zoom, down, right = (torch.rand(n) * 2 - 1 for _ in range(4))
        angle, zoom = angle * np.deg2rad(degrees), 1 + zoom * scale
        cos, sin = torch.cos(angle) * zoom, torch.sin(angle) * zoom
        theta = torch.stack(
            [
                torch.stack([cos, -sin, right * 2 * shift / columns], 1),
                torch.stack([sin, cos, down * 2 * shift / rows], 1),
            ],
            1,
        )
        grid = F.affine_grid(theta, list(images.shape), align_corners=False)
        return F.grid_sample(images, grid, align_corners=False).round_()

    return augment


@torch.no_grad()
def predict(network: nn.Module, images: Tensor) -> NDArray[np.int64]:
    """Classes int64[image] that `network` gives images uint8[image, channel, row, column]."""
    network.eval()
    return np.concatenate([network(part.float() * PIXEL).argmax(1).numpy() for part in images.split(1000)])
