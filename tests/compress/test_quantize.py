"""Values pass as the integers they will be; gradients pass as if nothing had happened."""

import pytest
import torch

from hdlgen.compress.network import weighted
from hdlgen.compress.quantize import Quantizer, Widths, quantize, weight_quantizer
from hdlgen.compress.structure import Keep
from tests.compress.networks import omitting
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
