"""Float networks, trained here: LeNet-5 and a ResNet-8."""

import os
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from torch import nn

from hdlgen.compress.lenet import lenet5
from hdlgen.nets import cifar10, mnist

DATA = Path(os.environ.get("HDLGEN_DATA", "/nowhere"))
MEAN, STD = (0.4914, 0.4822, 0.4465), (0.247, 0.2435, 0.2616)


class Block(nn.Module):
    """Two convolutions and what goes past them (He et al. 2016)."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1, self.relu1 = nn.BatchNorm2d(outputs), nn.ReLU()
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2, self.relu2 = nn.BatchNorm2d(outputs), nn.ReLU()
        past = [nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)] if stride > 1 else []
        self.past = nn.Sequential(*past)

    def forward(self, x):
        return self.relu2(self.bn2(self.conv2(self.relu1(self.bn1(self.conv1(x))))) + self.past(x))


class Normalized(nn.Module):
    """Images as most CIFAR-10 networks have them; convolutions pad them with zeros."""

    def __init__(self):
        super().__init__()
        for name, value in (("mean", MEAN), ("std", STD)):
            self.register_buffer(name, torch.tensor(value).reshape(1, 3, 1, 1))

    def forward(self, x):
        return (x - self.mean) / self.std


def resnet8():
    """float[image, 3, 32, 32] in 0..1 → logits float[image, 10]."""
    return nn.Sequential(
        OrderedDict(
            normalize=Normalized(),
            conv=nn.Conv2d(3, 16, 3, 1, 1, bias=False),
            bn=nn.BatchNorm2d(16),
            relu=nn.ReLU(),
            block1=Block(16, 16, 1),
            block2=Block(16, 32, 2),
            block3=Block(32, 64, 2),
            pool=nn.AdaptiveAvgPool2d(1),
            flatten=nn.Flatten(),
            fc=nn.Linear(64, 10),
        )
    )


def lenet(epochs=3):
    """LeNet-5, MNIST's images and labels: of training, of the test."""
    train, test = mnist.load_split(DATA, "train"), mnist.load_split(DATA, "test")
    return trained(lenet5(), train, epochs, 2e-3), train, test


def resnet(epochs=6):
    """ResNet-8, CIFAR-10's images and labels: of training, of the test."""
    train, test = (cifar10.load_split(DATA.parent / "cifar10", split) for split in ("train", "test"))
    return trained(resnet8(), train, epochs, 1e-2, moved=2), train, test


def trained(net, part, epochs, rate, *, moved=0, batch=128):
    """`net`, trained on images uint8 and labels by AdamW in bfloat16, one thread.

    moved  most pixels by which images are moved; they are then mirrored, too
    """
    torch.set_num_threads(1)
    rng = torch.Generator().manual_seed(1)
    images, labels = batches(part[0]), torch.from_numpy(part[1].astype(np.int64))
    steps = epochs * -(-len(images) // batch)
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps)
    net.train()
    for _ in range(epochs):
        for some in torch.randperm(len(images), generator=rng).split(batch):
            x = images[some]
            if moved:
                dy, dx, mirrored = torch.randint(0, 2 * moved + 1, (3,), generator=rng).tolist()
                rows, columns = x.shape[2:]
                x = nn.functional.pad(x.flip(3) if mirrored % 2 else x, (moved,) * 4)
                x = x[:, :, dy : dy + rows, dx : dx + columns]
            with torch.autocast("cpu", torch.bfloat16):
                loss = nn.functional.cross_entropy(net(x).float(), labels[some])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return net.eval()


def batches(images):
    """Pixels uint8[image, row, column, channel] as a module reads them."""
    return torch.from_numpy(images.astype(np.float32).transpose(0, 3, 1, 2) / 255).contiguous()


@torch.no_grad()
def accuracy(net, images, labels):
    """Of the module."""
    classes = torch.cat([net(part).argmax(1) for part in batches(images).split(500)])
    return float((classes.numpy() == labels).mean())
