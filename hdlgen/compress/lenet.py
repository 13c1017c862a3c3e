"""LeNet-5 as the pruning literature counts it: 430,500 weights without biases."""

from __future__ import annotations

from collections import OrderedDict

from torch import nn


def lenet5() -> nn.Sequential:
    """Float network, freshly initialized from torch's seed. float[image, 1, 28, 28] in 0..1 → logits float[image, 10].

    Source: the Caffe model `lenet_train_test` (Jia et al. 2014), as pruned by Han et al. 2015 and Wen et al. 2016, with
    a ReLU behind each convolution, which lets max-pooling and requantizing change places.
    """
    return nn.Sequential(
        OrderedDict(
            conv1=nn.Conv2d(1, 20, 5),
            relu1=nn.ReLU(),
            pool1=nn.MaxPool2d(2),
            conv2=nn.Conv2d(20, 50, 5),
            relu2=nn.ReLU(),
            pool2=nn.MaxPool2d(2),
            flatten=nn.Flatten(),
            fc1=nn.Linear(800, 500),
            relu3=nn.ReLU(),
            fc2=nn.Linear(500, 10),
        )
    )
