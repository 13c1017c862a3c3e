"""A network as somebody else would write and train it: batch norms, strides, squeeze and excitation, residual sums.

python -m examples.stranger DIR stranger.pt     trains it on MNIST of directory DIR, about a minute on one core
hdlgen import examples.stranger:build --weights stranger.pt --bits W4A8 --data DIR
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from hdlgen.nets import mnist

EPOCHS, BATCH, RATE = 2, 128, 4e-3


class Gates(nn.Module):
    """Squeeze and excitation (Hu et al. 2018)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.squeeze, self.excite = nn.Linear(channels, channels // 4), nn.Linear(channels // 4, channels)

    def forward(self, x: Tensor) -> Tensor:
        """`x`, each channel times a gate."""
        gates = torch.sigmoid(self.excite(F.relu(self.squeeze(x.mean((2, 3))))))
        return x * gates[:, :, None, None]


class Block(nn.Module):
    """Two convolutions, gates, and what goes past them."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels)
        self.conv2, self.norm2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels)
        self.gates = Gates(channels)

    def forward(self, x: Tensor) -> Tensor:
        """Images of the same shape."""
        y = F.relu(self.norm1(self.conv1(x)))
        return F.relu(x + self.gates(self.norm2(self.conv2(y))))


class Stranger(nn.Module):
    """For images of 28×28×1, which it normalizes itself."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, 16, 3, 2, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU())
        self.block1 = Block(16)
        self.down = nn.Sequential(nn.Conv2d(16, 24, 3, 2, 1, bias=False), nn.BatchNorm2d(24), nn.ReLU())
        self.block2, self.head = Block(24), nn.Linear(24, 10)

    def forward(self, x: Tensor) -> Tensor:
        """Logits of images float32[image, 1, 28, 28] of 0..1."""
        x = self.block2(self.down(self.block1(self.stem((x - 0.1307) / 0.3081))))
        return self.head(F.adaptive_avg_pool2d(x, 1).flatten(1))


def build() -> nn.Module:
    """The network, not trained."""
    return Stranger()


def train(directory: Path, seed: int = 0) -> nn.Module:
    """The network, trained on MNIST in `directory`."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    data, network = mnist.load(directory), build()
    images = torch.from_numpy(data.train_images.astype(np.float32) / 255).permute(0, 3, 1, 2)
    labels = torch.from_numpy(data.train_labels.astype(np.int64))
    optimizer, count = torch.optim.AdamW(network.parameters(), RATE), len(images) // BATCH
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=EPOCHS * count)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(images))[: count * BATCH].split(BATCH):
            optimizer.zero_grad()
            F.cross_entropy(network(images[batch]), labels[batch]).backward()
            optimizer.step()
            schedule.step()
    return network.eval()


if __name__ == "__main__":
    torch.save(train(Path(sys.argv[1])).state_dict(), sys.argv[2])
