"""Values pass as the integers they will be; gradients pass as if nothing had happened."""

import numpy as np
import pytest
import torch
from torch import nn

from hdlgen.compress.export import fold
from hdlgen.compress.quantize import Average, Widths, quantize
from hdlgen.compress.quantizer import Quantizer, nearest_levels, weight_quantizer
from hdlgen.compress.structure import Keep
from hdlgen.errors import HdlgenError
from hdlgen.frontend.torch.check import check
from hdlgen.frontend.torch.network import weighted
from tests.compress.networks import chain, omitting
from tests.compress.pruned import magnitude


@pytest.mark.parametrize(("x", "y"), [(-0.3, 0), (0.24, 0), (0.25, 0.5), (0.74, 0.5), (0.75, 1), (7.4, 7.5), (99, 7.5)])
def test_halves_round_up_and_extremes_clip(x, y):
    assert Quantizer(torch.tensor(0.5), 0, 15)(torch.tensor([x])).item() == pytest.approx(y)


def test_gradients_pass_straight_through_where_nothing_is_clipped():
    quantizer = Quantizer(torch.tensor(0.5), -2, 1)
    x = torch.tensor([-3.0, -0.7, 0.1, 0.4, 0.9], requires_grad=True)
    quantizer(x).sum().backward()
    assert x.grad.tolist() == [0, 1, 1, 1, 0]
    # d/d log step = step · d/d step; d/d step is q − x/step inside (Esser et al. 2020, eq. 3), lo or hi outside
    inside = sum(q - v / 0.5 for v, q in ((-0.7, -1), (0.1, 0), (0.4, 1)))
    assert quantizer.log_step.grad.item() == pytest.approx(0.5 * (inside - 2 + 1), abs=1e-6)


def test_a_network_is_left_alone_and_its_copy_computes_with_integers(network, images):
    before = {k: v.clone() for k, v in network.state_dict().items()}
    x = images.float() / 255
    quantized = quantize(network, Widths(4, 4, 8), x)
    assert all(torch.equal(v, before[k]) for k, v in network.state_dict().items())
    assert [n for n, _ in quantized.named_children()] == [
        "conv",
        "pool",
        "relu1",
        "flatten",
        "fc1",
        "relu2",
        "fc2",
        "fc2_out",
    ]
    assert (quantized.relu1.lo, quantized.relu1.hi) == (0, 15)
    assert (quantized.fc2_out.lo, quantized.fc2_out.hi) == (-128, 127)
    for layer in weighted(quantized).values():
        levels = layer.weight / weight_quantizer(layer).step
        torch.testing.assert_close(levels, levels.round(), rtol=0, atol=1e-5)
        assert levels.abs().max() <= 7.00001
    torch.testing.assert_close(quantized(x), network(x), rtol=0.2, atol=0.1)


def test_steps_lose_least(network, images):
    quantized = quantize(network, Widths(4, 4, 8), images.float() / 255)
    for name, layer in weighted(network).items():
        step = weight_quantizer(getattr(quantized, name)).step.detach()
        for weight, own in zip(layer.weight.detach(), step.flatten(), strict=True):
            error = lambda s, w=weight: float(((w / s).round().clamp(-7, 7) * s - w).square().sum())  # noqa: E731
            assert error(own) <= min(error(weight.abs().max() / 7 * k) for k in (0.5, 0.75, 1.0)) * 1.05


def test_a_layer_without_relu_gets_signed_outputs(network, images):
    quantized = quantize(omitting(network, "relu2"), Widths(4, 4, 8), images.float() / 255)
    assert (quantized.fc1_out.lo, quantized.fc1_out.hi) == (-8, 7)


def test_masked_rows_are_zero_integers(network, images):
    quantized = quantize(magnitude(network, {"fc1": Keep(5, 6)}), Widths(4, 4, 8), images.float() / 255)
    assert int(quantized.fc1.weight.any(dim=0).sum()) == 6


def test_a_layer_that_gives_nothing_on_the_images_can_be_written(network, images):
    network.conv.bias.data.fill_(-99.0)
    quantized = quantize(network, Widths(4, 4, 8), images.float() / 255)
    assert quantized.relu1.step.item() == 1
    layers, _ = fold(quantized, Widths(4, 4, 8))
    assert [layer["name"] for layer in layers] == ["conv", "pool", "fc1", "fc2"]


@torch.no_grad()
@pytest.mark.parametrize("kernel", range(2, 9))
def test_averages_round_as_integers_do(kernel):
    # every sum that a square of uint4 can have, and as many below 0
    area = kernel**2
    sums = np.arange(-8 * area, 15 * area + 1)
    x = torch.tensor([[s // area + (i < s % area) for i in range(area)] for s in sums.tolist()], dtype=torch.float32)
    for step in (1.0, 0.1234, 3.3e-5):
        quantizer = Quantizer(torch.tensor(step), -8, 15)
        got = quantizer(Average(kernel, quantizer)(x.reshape(-1, 1, kernel, kernel) * quantizer.step)) / quantizer.step
        assert got.round().int().flatten().tolist() == ((2 * sums + area) // (2 * area)).tolist()


@torch.no_grad()
@pytest.mark.parametrize("kernel", [28, 48, 224, 363, 400])
def test_averages_of_large_squares_round_as_integers_do(kernel):
    area = kernel**2
    quantizer = Quantizer(torch.tensor(0.0371), 0, 255)
    for y in (0, 1, 97, 254):
        for d in (-1, 0, 1):  # around y + 1/2
            x = torch.full((area,), float(y))
            x[: area // 2 + d] += 1
            mean = Average(kernel, quantizer)(x.reshape(1, 1, kernel, kernel) * quantizer.step)
            assert quantizer.integers(quantizer(mean)).item() == (2 * (y * area + area // 2 + d) + area) // (2 * area)


def test_gradients_of_an_average_are_those_of_a_mean():
    quantizer = Quantizer(torch.tensor(0.1), 0, 15)
    x = (torch.arange(32.0).reshape(2, 1, 4, 4) % 13 * quantizer.step).detach().requires_grad_()
    Average(4, quantizer)(x).sum().backward()
    torch.testing.assert_close(x.grad, torch.full((2, 1, 4, 4), 1 / 16))  # a millionth lifts halves


def test_an_average_has_the_steps_of_what_it_reads(images):
    network = chain(
        eye=nn.AvgPool2d(2), a=nn.Conv2d(1, 4, 2), r=nn.ReLU(), m=nn.AdaptiveAvgPool2d(1), f=nn.Flatten(),
        b=nn.Linear(4, 3),
    )  # fmt: skip
    quantized = quantize(network, Widths(4, 4, 8), images.float() / 255)
    nodes = {n.name: n for n in quantized.nodes}
    assert nodes["m_out"].module is nodes["r"].module
    assert nodes["m"].module.kernel == 2
    # pixels, averaged, are pixels, and their step is not learned
    assert (nodes["eye_out"].module.hi, nodes["eye_out"].module.log_step.requires_grad) == (255, False)
    assert float(nodes["eye_out"].module.step) == pytest.approx(1 / 255)
    with pytest.raises(HdlgenError, match="m: averages 2×1 positions\n    fix: let it average a square"):
        quantize(network, Widths(4, 4, 8), images[:, :, :, :4].float() / 255)


class Forked(nn.Module):
    """A ReLU that a pool reads, and a convolution with a stride: they meet again."""

    def __init__(self):
        super().__init__()
        self.a, self.r, self.p = nn.Conv2d(1, 3, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)
        self.b, self.end = nn.Conv2d(3, 3, 2, stride=2), nn.Linear(27, 2)

    def forward(self, x):
        y = self.r(self.a(x))
        return self.end((self.p(y) + self.b(y)).flatten(1))


@torch.no_grad()
def test_a_pool_changes_places_only_with_a_relu_that_no_other_reads(images):
    torch.manual_seed(0)
    network, x = check(Forked()), images.float() / 255
    quantized = quantize(network, Widths(8, 8, 8), x)
    assert [n.name for n in quantized.nodes][:3] == ["a", "r", "p"]
    assert quantized.p(torch.ones(1, 1, 2, 2)).shape == (1, 1, 1, 1)
    torch.testing.assert_close(quantized(x), network(x), rtol=0.05, atol=0.02)


def test_steps_of_many_channels_are_each_channels_own():
    weight = torch.randn(7, 3, 2, 2) * torch.logspace(-3, 3, 7)[:, None, None, None]
    together = nearest_levels(weight, 4)
    assert all(torch.equal(together[i], nearest_levels(weight[i : i + 1], 4)[0]) for i in range(7))
    for own, kept in zip(weight, together, strict=True):
        tried = [own.abs().max() * k / 64 / 7 for k in range(4, 68)]
        errors = [((own / s + 0.5).floor().clamp(-7, 7) * s - own).square().mean() for s in tried]
        assert float((kept - own).square().mean()) == pytest.approx(float(min(errors)))
