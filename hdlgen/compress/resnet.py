"""ResNet-18 and ResNet-20 for images of 32 × 32 pixels."""

from __future__ import annotations

from torch import Tensor, nn

PIXELS = 32
"""Rows and columns of an image."""


class Block(nn.Module):
    """Two 3×3 convolutions beside a shortcut: float[image, before, row, column] → float[image, channels, ...]."""

    def __init__(self, before: int, channels: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(before, channels, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(channels)
        self.relu1 = nn.ReLU()
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(channels)
        self.shortcut = nn.Sequential()
        if stride != 1 or before != channels:
            self.shortcut.add_module("conv", nn.Conv2d(before, channels, 1, stride, bias=False))
            self.shortcut.add_module("norm", nn.BatchNorm2d(channels))
        self.relu2 = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        """relu(branch + shortcut)."""
        y = self.relu1(self.norm1(self.conv1(x)))
        return self.relu2(self.norm2(self.conv2(y)) + self.shortcut(x))


class ResNet(nn.Module):
    """float[image, 3, 32, 32] in 0..1 → logits float[image, classes].

    width   channels of the first stage; each other has twice those of the one before, for half the rows and columns
    stages  1..5
    blocks  of each stage
    """

    def __init__(self, classes: int, width: int, stages: int, blocks: int) -> None:
        super().__init__()
        self.stages = stages
        self.conv1 = nn.Conv2d(3, width, 3, 1, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(width)
        self.relu1 = nn.ReLU()
        before = width
        for i in range(1, stages + 1):
            stage, channels = nn.Sequential(), width << (i - 1)
            for block in range(blocks):
                stage.append(Block(before, channels, 2 if i > 1 and block == 0 else 1))
                before = channels
            self.add_module(f"layer{i}", stage)
        self.pool = nn.AvgPool2d(PIXELS >> (stages - 1))
        self.flatten = nn.Flatten()
        self.fc = nn.Linear(before, classes)

    def forward(self, x: Tensor) -> Tensor:
        """The logits."""
        x = self.relu1(self.norm1(self.conv1(x)))
        for i in range(1, self.stages + 1):
            x = self.get_submodule(f"layer{i}")(x)
        return self.fc(self.flatten(self.pool(x)))


def resnet18(width: int = 64) -> ResNet:
    """Float network for ten classes, freshly initialized from torch's seed.

    width  channels of the first stage

    The usual one has 11,164,352 weights without biases: 10,987,200 in 3×3 convolutions (the stem's 1,728 counted),
    172,032 in shortcuts, 5,120 in the linear layer. Source: He et al., Deep residual learning for image recognition,
    2016, table 1, with what is usual for CIFAR: a 3×3 stem of stride 1 and no pool behind it. Convolutions begin as He
    et al. 2015 say (normal, fan out).
    """
    network = ResNet(classes=10, width=width, stages=4, blocks=2)
    initialize(network)
    return network


def resnet20() -> ResNet:
    """Float network for ten classes, freshly initialized from torch's seed.

    270,896 weights without biases: 267,696 in 3×3 convolutions (the stem's 432 counted), 2,560 in shortcuts, 640 in the
    linear layer. Source: He et al. 2016, section 4.2, n = 3, but for the two shortcuts that change the number of
    channels: theirs pad with zeros (option A, 270,896 − 2,560 weights); these are 1×1 convolutions with batch norms
    (option B), as hardware has no layer that pads channels. Convolutions begin as those of `resnet18`.
    """
    network = ResNet(classes=10, width=16, stages=3, blocks=3)
    initialize(network)
    return network


def initialize(network: nn.Module) -> None:
    """Draws the weights of convolutions anew: normal, of variance 2 over the outputs that each input feeds."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
