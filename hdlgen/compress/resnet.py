"""ResNet-18 for images of 32 × 32 pixels."""

from __future__ import annotations

from torch import Tensor, nn

STAGES = 4
"""Each with twice the channels of the one before."""
BLOCKS = 2
"""Of each stage."""


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
    """float[image, 3, 32, 32] in 0..1 → logits float[image, classes]."""

    def __init__(self, classes: int, width: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 3, 1, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(width)
        self.relu1 = nn.ReLU()
        before = width
        for i in range(1, STAGES + 1):
            stage, channels = nn.Sequential(), width << (i - 1)
            for block in range(BLOCKS):
                stage.append(Block(before, channels, 2 if i > 1 and block == 0 else 1))
                before = channels
            self.add_module(f"layer{i}", stage)
        self.pool = nn.AvgPool2d(4)
        self.flatten = nn.Flatten()
        self.fc = nn.Linear(before, classes)

    def forward(self, x: Tensor) -> Tensor:
        """The logits."""
        x = self.relu1(self.norm1(self.conv1(x)))
        for i in range(1, STAGES + 1):
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
    network = ResNet(classes=10, width=width)
    initialize(network)
    return network


def initialize(network: nn.Module) -> None:
    """Draws the weights of convolutions anew: normal, of variance 2 over the outputs that each input feeds."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
