"""Weights become what cells really hold; what is written is the levels that cells are told to hold."""

import numpy as np
import pytest
import torch
from hdlgen_sim import Card, Device, load_card

from hdlgen.arith import Slices
from hdlgen.compress.column_limit import limit_columns
from hdlgen.compress.levels import LevelQuantizer, device_levels, use_levels
from hdlgen.compress.pairs import weight_values
from hdlgen.compress.quantize import Widths, quantize
from hdlgen.compress.quantizer import Quantizer, weight_quantizer
from hdlgen.errors import HdlgenError
from hdlgen.frontend.torch.network import weighted
from hdlgen.mapping import Hardware

UNEVEN = np.array([0, 0.6, 2.2, 3.0])


def states(*micro_siemens, programming=None):
    """A device of 2 bits whose cells hold one of four measured states."""
    given = {"source": "by hand", "basis": "generic"}
    measured = [f"{s} uS" for s in micro_siemens]
    return Device(
        Card.from_mapping(
            {
                "title": "four states",
                "reference": "by hand",
                "cell": {**given, "g_min": "1 uS", "g_max": "10 uS", "read": "0.2 V", "states": measured},
                "programming": {**given, **(programming or {"model": "none"})},
            },
            "four",
        ),
        2,
    )


def test_levels_are_the_measured_states():
    # one step is (10 − 1)/3 µS = 3 µS
    np.testing.assert_allclose(device_levels(states(1, 2.5, 8, 10), seed=0), [0, 0.5, 7 / 3, 3], atol=1e-4)


def test_levels_drift_as_the_cells_of_chips_do():
    device = Device(load_card("pcm_nandakumar_joshi"), 3, 365 * 86400.0)
    told = np.repeat(np.arange(8)[:, None], 20000, axis=1)
    held = device.program(told, seed=77, name="fc.0") / (1 << device.grid_bits)
    means = held.mean(axis=1) - held[0].mean()
    assert means[7] < 6.5
    sigma = held.std(axis=1) / np.sqrt(8192)
    assert (np.abs(device_levels(device, seed=0) - means) < 5 * (sigma + sigma[0])).all()
    gain = (means @ np.arange(8)) / 140  # Σ m² = 140
    trimmed = device_levels(device, seed=0, trimmed=True)
    assert gain < 0.5
    np.testing.assert_allclose(trimmed, means * 2, atol=0.02)  # a trim doubles at most
    younger = Device(device.card, 3, 30 * 86400.0)
    trimmed = device_levels(younger, seed=0, trimmed=True)
    assert (trimmed @ np.arange(8)) / 140 == pytest.approx(1)
    assert not np.allclose(trimmed, device_levels(younger, seed=0), rtol=0.1)


def test_ideal_levels_are_whole_numbers():
    assert device_levels(Device.simple(3, 1e-6, 40e-6), seed=0).tolist() == list(range(8))


def test_levels_that_cannot_be_told_apart_are_refused():
    # all states are moved by as much as they differ, at random: of 8192 cells each the means cannot ascend evenly
    device = states(
        1, 1.001, 1.002, 10, programming={"model": "gaussian_fraction", "sigma": "9 %", "device_to_device": "0 %"}
    )
    message = r"quantize.levels: level \d of card four is .* steps on average, level \d is .*: they must ascend"
    with pytest.raises(HdlgenError, match=message):
        device_levels(device, seed=2)


def test_with_equal_levels_it_is_a_quantizer_bit_for_bit():
    torch.manual_seed(0)
    halves = torch.arange(-10, 10) + 0.5
    near = torch.cat([torch.nextafter(halves, halves + d) for d in (1, -1)])
    for step in (torch.tensor(1.0), torch.tensor(0.37)):
        x = torch.cat([torch.randn(10000) * 4, halves * step, near * step])
        plain, levels = Quantizer(step, -7, 7), LevelQuantizer(step, np.arange(8.0))
        grads = []
        for q in (plain, levels):
            own = x.clone().requires_grad_()
            y = q(own)
            (y * y).sum().backward()
            grads.append((y, own.grad, q.log_step.grad))
        for a, b in zip(*grads, strict=True):
            assert torch.equal(a, b)
        assert torch.equal(plain.integers(grads[0][0]), levels.integers(grads[0][0]))


@pytest.mark.parametrize("bits", [3, 5, 7])
def test_the_nearest_of_all_values_is_taken(bits):
    slices = Slices(bits, 2)
    # by hand from the definition: Σ 4^t · level of digit t
    values = np.array([sum(4**t * UNEVEN[m // 4**t % 4] for t in range(slices.count)) for m in range(slices.w_max + 1)])
    np.testing.assert_array_equal(weight_values(UNEVEN, slices), values)
    torch.manual_seed(bits)
    quantizer = LevelQuantizer(torch.tensor(0.3), values)
    x = torch.randn(2000) * values.max() * 0.3
    y = quantizer(x).detach()
    both = np.concatenate([-values, values])
    distance = np.abs(x.numpy()[:, None] / 0.3 - both).min(axis=1)
    np.testing.assert_allclose(np.abs(x.numpy() - y.numpy()) / 0.3, distance, atol=1e-4)
    integers = quantizer.integers(y).numpy()
    assert len(np.unique(integers)) == 2 * slices.w_max + 1 or bits > 3
    np.testing.assert_allclose(np.sign(integers) * values[np.abs(integers)] * 0.3, y.numpy(), atol=1e-5)


def test_gradients_pass_straight_through():
    quantizer = LevelQuantizer(torch.tensor(0.5), UNEVEN)
    x = torch.tensor([-2.0, -0.65, 0.1, 0.4, 0.9], requires_grad=True)  # steps: −4, −1.3, 0.2, 0.8, 1.8
    y = quantizer(x)
    assert y.tolist() == pytest.approx([-1.5, -0.3, 0, 0.3, 1.1])
    y.sum().backward()
    assert x.grad.tolist() == [0, 1, 1, 1, 1]


def test_a_network_is_made_of_what_its_cells_hold(network, images):
    device = states(1, 2.5, 8, 10)
    quantized = quantize(network, Widths(5, 4, 8), images.float() / 255)
    levels = use_levels(quantized, device_levels(device, seed=0))
    for name, layer in weighted(levels).items():
        quantizer = weight_quantizer(layer)
        integers = quantizer.integers(layer.weight)
        assert integers.abs().max() <= 15
        cells = Slices(5, 2).apply(integers.numpy())  # [..., slice]
        held = np.sign(cells) * (device.targets_siemens[np.abs(cells)] - 1e-6) / 3e-6
        made = (held * [1, 4]).sum(axis=-1) * quantizer.step.detach().numpy()
        np.testing.assert_allclose(layer.weight.detach().numpy(), made, atol=1e-3)
        # and not far from the weights that there were
        before = getattr(network, name).weight.detach()
        assert (layer.weight - before).square().mean() < 0.02 * before.square().mean()
        assert not torch.equal(integers, weight_quantizer(getattr(quantized, name)).integers(layer.weight))


def test_steps_are_found_for_the_levels(network, images):
    quantized = quantize(network, Widths(4, 4, 8), images.float() / 255)
    halved = use_levels(quantized, np.arange(8.0) / 2)  # as after drift by half
    for name, layer in weighted(halved).items():
        plain = weight_quantizer(getattr(quantized, name))
        torch.testing.assert_close(weight_quantizer(layer).step, 2 * plain.step)
        torch.testing.assert_close(layer.weight, getattr(quantized, name).weight)


def test_equal_levels_change_nothing(network, images):
    quantized = quantize(network, Widths(4, 4, 8), images.float() / 255)
    levels = use_levels(quantized, np.arange(8.0))
    x = images.float() / 255
    assert torch.equal(levels(x), quantized(x))
    assert levels.state_dict().keys() == quantized.state_dict().keys()


def test_levels_and_limited_columns_exclude_one_another(network, images):
    quantized = quantize(network, Widths(3, 4, 8), images.float() / 255)
    h = Hardware(16, 16, 2, 1, 6, 4, 1, 1)
    with pytest.raises(HdlgenError, match="conv: has its levels or its columns limited already"):
        use_levels(limit_columns(quantized, h), UNEVEN)
    with pytest.raises(HdlgenError, match="conv: has its levels or its columns limited already"):
        limit_columns(use_levels(quantized, UNEVEN), h)
