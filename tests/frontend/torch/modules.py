"""Modules as strangers write them."""

import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812

fake = torch.fake_quantize_per_tensor_affine


def fake_weight(weight, axis=0):
    """To 4 bits, each output channel with a scale of its own."""
    scale = (weight.abs().amax([a for a in range(weight.ndim) if a != axis]) / 7).detach()
    return torch.fake_quantize_per_channel_affine(
        weight, scale, torch.zeros_like(scale, dtype=torch.int32), axis, -7, 7
    )


class QuantConv(nn.Conv2d):
    def forward(self, x):
        return F.conv2d(x, fake_weight(self.weight), self.bias, self.stride, self.padding, self.dilation, self.groups)


class QuantLinear(nn.Linear):
    def forward(self, x):
        return F.linear(x, fake_weight(self.weight), self.bias)


class Gates(nn.Module):
    """Squeeze and excitation."""

    def __init__(self, channels, linear=nn.Linear):
        super().__init__()
        self.down, self.up = linear(channels, channels // 2), linear(channels // 2, channels)

    def forward(self, x):
        gates = torch.sigmoid(self.up(F.relu(self.down(x.mean((2, 3))))))
        return x * gates[:, :, None, None]


class Stranger(nn.Module):
    """BatchNorm, stride, squeeze and excitation, a residual, two ways joined; a normalization of its own."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU6())
        self.body = nn.Sequential(nn.Conv2d(8, 8, 3, padding="same", groups=8), nn.Hardswish(), nn.Dropout(0.1))
        self.gates, self.up = Gates(8), nn.ConvTranspose2d(8, 4, 2, 2)
        self.head = nn.Linear(12, 10)
        self.register_buffer("mean", torch.tensor([0.13]))

    def forward(self, x):
        x = self.stem((x - self.mean) / 0.31)
        x = x + self.gates(self.body(x))
        small = F.max_pool2d(x, 2)
        x = torch.cat([x, self.up(small)], dim=1)
        x = F.adaptive_avg_pool2d(x, 1)
        return F.log_softmax(self.head(x.view(x.size(0), -1)), dim=1)


class Quantized(nn.Module):
    """As `Stranger`, quantized by its author: fake quantizers wherever hardware needs them."""

    def __init__(self):
        super().__init__()
        self.conv, self.norm = QuantConv(1, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8)
        self.depthwise, self.point = QuantConv(8, 8, 3, 1, 1, groups=8), QuantConv(8, 8, 1)
        self.down, self.up = QuantLinear(8, 4), QuantLinear(4, 8)
        self.side, self.head = QuantConv(8, 6, 3, 1, 1), QuantLinear(14 * 3 * 3, 10)

    def forward(self, x):
        x = fake(x, 1 / 255, 0, 0, 255)
        x = fake(F.relu(self.norm(self.conv(x))), 0.0213, 0, 0, 15)
        y = fake(self.point(fake(F.relu6(self.depthwise(x)), 0.0131, 0, 0, 63)), 0.0171, 0, -128, 127)
        g = fake(F.relu(self.down(fake(y.mean((2, 3)), 0.009317, 0, -128, 127))), 0.0111, 0, 0, 255)
        g = fake(torch.sigmoid(fake(self.up(g), 0.0407, 0, -128, 127)), 1 / 255, 0, 0, 255)
        y = fake(y * g[:, :, None, None], 0.0134, 0, -64, 63)
        x = fake(F.relu(x + y), 0.0301, 0, 0, 15)
        z = fake(F.hardswish(fake(self.side(x), 0.0203, 0, -128, 127)), 0.0211, 0, -64, 63)
        x = F.max_pool2d(fake(torch.cat([x, z], 1), 0.0307, 0, -16, 15), 2)
        return fake(self.head(x.flatten(1)), 0.0503, 0, -128, 127)


def initialized(module):
    """With batch norms that do something; the same for every run."""
    torch.manual_seed(1)
    for m in module.modules():
        for p in m.parameters(recurse=False):
            nn.init.normal_(p, 0, 0.3)
        if isinstance(m, nn.BatchNorm2d):
            m.running_mean.normal_(0, 0.1)
            m.running_var.uniform_(0.2, 0.5)
    return module.eval()


def stranger():
    """A float network for 12×12×1."""
    return initialized(Stranger())


def quantized():
    """A quantized one for 12×12×1."""
    return initialized(Quantized())
