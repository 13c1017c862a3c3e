"""Networks that give a logit for each pixel of 128 × 128: an FCN with squeeze-and-excitation, and a small U-Net.

Sizes are multiplied and added by convolutions whose results add up: a convolution of joined (concatenated) channels is
the sum of one convolution for each part, so that a skip by concat is two layers and an add here.
"""

from __future__ import annotations

from torch import Tensor, nn

from hdlgen.compress.resnet import initialize

REDUCTION = 4
"""Channels over those of the layer that squeezes them (Hu et al., Squeeze-and-excitation networks, 2018: 16 of wide
layers; ours are narrow)."""


class Layer(nn.Module):
    """Convolution, batch norm, ReLU: float[image, before, row, column] → float[image, channels, row, column]."""

    def __init__(self, before: int, channels: int, stride: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(before, channels, 3, stride, 1, bias=False)
        self.norm = nn.BatchNorm2d(channels)
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        """What the ReLU gives."""
        return self.relu(self.norm(self.conv(x)))


class Squeeze(nn.Module):
    """Each channel times a gate that all channels' means decide (Hu et al. 2018, with a hard sigmoid)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.mean = nn.AdaptiveAvgPool2d(1)
        self.down = nn.Conv2d(channels, channels // REDUCTION, 1)
        self.relu = nn.ReLU()
        self.up = nn.Conv2d(channels // REDUCTION, channels, 1)
        self.gate = nn.Hardsigmoid()

    def forward(self, x: Tensor) -> Tensor:
        """`x`, scaled."""
        return x * self.gate(self.up(self.relu(self.down(self.mean(x)))))


class Rise(nn.Module):
    """Twice the rows and columns, plus the skip: relu(norm(transposed convolution(x)) + skip)."""

    def __init__(self, before: int, channels: int) -> None:
        super().__init__()
        self.up = nn.ConvTranspose2d(before, channels, 2, 2, bias=False)
        self.norm = nn.BatchNorm2d(channels)
        self.relu = nn.ReLU()

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        """Of `x`, half as large as `skip`."""
        return self.relu(self.norm(self.up(x)) + skip)


class SeFcn(nn.Module):
    """float[image, 1, row, column] in 0..1 → logits float[image, 1, row, column]; rows and columns multiples of 8.

    width    channels at half the size; twice as many at a quarter, four times at an eighth
    squeeze  whether blocks of squeeze-and-excitation stand behind the encoder's three sizes
    """

    def __init__(self, width: int, squeeze: bool) -> None:
        super().__init__()
        a, b, c = width, 2 * width, 4 * width

        def block(channels: int) -> nn.Module:
            return Squeeze(channels) if squeeze else nn.Identity()

        self.stem, self.se1 = Layer(1, a, 2), block(a)
        self.down2, self.se2 = Layer(a, b, 2), block(b)
        self.down3, self.deep1, self.deep2, self.se3 = Layer(b, c, 2), Layer(c, c), Layer(c, c), block(c)
        self.rise2, self.mix2 = Rise(c, b), Layer(b, b)
        self.rise1, self.mix1 = Rise(b, a), Layer(a, a)
        self.head = nn.ConvTranspose2d(a, 1, 4, 2, 1)

    def forward(self, x: Tensor) -> Tensor:
        """The logits."""
        half = self.se1(self.stem(x))
        quarter = self.se2(self.down2(half))
        eighth = self.se3(self.deep2(self.deep1(self.down3(quarter))))
        return self.head(self.mix1(self.rise1(self.mix2(self.rise2(eighth, quarter)), half)))


def sefcn(width: int = 12) -> SeFcn:
    """FCN with squeeze-and-excitation for one kind of thing, freshly initialized from torch's seed.

    An encoder by strides, two transposed convolutions with the encoder's values added, and a head that is a third.
    68,484 weights at width 12. After the circuits of Chen et al., TNNLS 2022, whose network is not published: the sizes
    are ours.
    """
    network = SeFcn(width, squeeze=True)
    initialize(network)
    return network


def fcn(width: int = 12) -> SeFcn:
    """`sefcn` without squeeze-and-excitation."""
    network = SeFcn(width, squeeze=False)
    initialize(network)
    return network


class Merge(nn.Module):
    """What a convolution of joined channels gives: relu of the sum of a convolution of each part."""

    def __init__(self, before: int, skip: int, channels: int) -> None:
        super().__init__()
        self.up = nn.ConvTranspose2d(before, channels, 2, 2, bias=False)
        self.norm = nn.BatchNorm2d(channels)
        self.relu = nn.ReLU()
        self.of_up = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.norm_up = nn.BatchNorm2d(channels)
        self.of_skip = nn.Conv2d(skip, channels, 3, 1, 1, bias=False)
        self.norm_skip = nn.BatchNorm2d(channels)
        self.relu_both = nn.ReLU()

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        """Of `x`, half as large as `skip`."""
        y = self.relu(self.norm(self.up(x)))
        return self.relu_both(self.norm_up(self.of_up(y)) + self.norm_skip(self.of_skip(skip)))


class UNet(nn.Module):
    """float[image, 1, row, column] in 0..1 → logits float[image, 1, row, column]; rows and columns multiples of 8.

    width  channels at the whole size; twice as many at half, and so on to an eighth
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        a, b, c, d = width, 2 * width, 4 * width, 8 * width
        self.level1, self.level2, self.level3, self.level4 = Layer(1, a), Layer(a, b), Layer(b, c), Layer(c, d)
        self.pool1, self.pool2, self.pool3 = nn.MaxPool2d(2), nn.MaxPool2d(2), nn.MaxPool2d(2)
        self.merge3, self.merge2, self.merge1 = Merge(d, c, c), Merge(c, b, b), Merge(b, a, a)
        self.head = nn.Conv2d(a, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """The logits."""
        whole = self.level1(x)
        half = self.level2(self.pool1(whole))
        quarter = self.level3(self.pool2(half))
        deep = self.level4(self.pool3(quarter))
        return self.head(self.merge1(self.merge2(self.merge3(deep, quarter), half), whole))


def unet(width: int = 8) -> UNet:
    """Small U-Net (Ronneberger et al. 2015) for one kind of thing, freshly initialized from torch's seed.

    One convolution where theirs has two, batch norms, zeros around the image.
    """
    network = UNet(width)
    initialize(network)
    return network
