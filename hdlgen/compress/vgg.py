"""VGG-16 for images of 32 × 32 pixels, as the pruning literature counts it: one linear layer."""

from __future__ import annotations

from collections import OrderedDict

from torch import nn

from hdlgen.compress.resnet import initialize

STAGES = ((64, 64), (128, 128), (256, 256, 256), (512, 512, 512), (512, 512, 512))
"""Channels of the convolutions in front of each pool."""


def vgg16() -> nn.Sequential:
    """Float network, freshly initialized from torch's seed. float[image, 3, 32, 32] in 0..1 → logits float[image, 10].

    14,710,464 weights in convolutions, without biases, and 5,120 in the linear layer. Source: Simonyan and Zisserman,
    Very deep convolutional networks, 2015, configuration D, with batch norms and without the two hidden linear
    layers, as is usual for CIFAR.
    """
    layers: OrderedDict[str, nn.Module] = OrderedDict()
    before = 3
    for i, stage in enumerate(STAGES, 1):
        for j, channels in enumerate(stage, 1):
            layers[f"conv{i}_{j}"] = nn.Conv2d(before, channels, 3, padding=1, bias=False)
            layers[f"norm{i}_{j}"] = nn.BatchNorm2d(channels)
            layers[f"relu{i}_{j}"] = nn.ReLU()
            before = channels
        layers[f"pool{i}"] = nn.MaxPool2d(2)
    layers["flatten"] = nn.Flatten()
    layers["fc"] = nn.Linear(before, 10)
    network = nn.Sequential(layers)
    initialize(network)
    return network
