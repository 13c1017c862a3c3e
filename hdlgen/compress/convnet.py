"""The small ConvNet of CIFAR-10: three 5×5 convolutions and a linear layer."""

from __future__ import annotations

from collections import OrderedDict

from torch import nn

from hdlgen.compress.resnet import initialize

CHANNELS = (32, 32, 64)
"""Of the convolutions."""


def convnet() -> nn.Sequential:
    """Float network, freshly initialized from torch's seed. float[image, 3, 32, 32] in 0..1 → logits float[image, 10].

    79,200 weights in convolutions (2,400, 25,600, 51,200), without biases, and 10,240 in the linear layer: 89,440.
    Source: the layers of `cifar10_full` of Caffe (Jia et al. 2014), which are those of cuda-convnet's `layers-18pct`
    (Krizhevsky 2012): 5×5 convolutions of 32, 32 and 64 channels padded by 2, a pool behind each, one linear layer.
    In today's form: a batch norm and a ReLU behind each convolution in place of local response normalization, and max
    pools of 2×2 in place of overlapping ones of 3×3 (one max, two average), which hardware has not. `cifar10_quick`
    has another linear layer, of 64.
    """
    layers: OrderedDict[str, nn.Module] = OrderedDict()
    before = 3
    for i, channels in enumerate(CHANNELS, 1):
        layers[f"conv{i}"] = nn.Conv2d(before, channels, 5, padding=2, bias=False)
        layers[f"norm{i}"] = nn.BatchNorm2d(channels)
        layers[f"relu{i}"] = nn.ReLU()
        layers[f"pool{i}"] = nn.MaxPool2d(2)
        before = channels
    layers["flatten"] = nn.Flatten()
    layers["fc"] = nn.Linear(before * 4 * 4, 10)
    network = nn.Sequential(layers)
    initialize(network)
    return network
