"""In training a layer has the weights of programmed chips; in evaluation it has its own."""

import copy

import numpy as np
import pytest
import torch
from hdlgen_sim import Array, Card, Device, load_card
from torch import nn

from hdlgen.compress.levels import device_levels, use_levels
from hdlgen.compress.mismatch import with_mismatch, without_mismatch
from hdlgen.compress.quantize import Widths, quantize
from hdlgen.compress.quantizer import weight_quantizer
from hdlgen.compress.structure import Keep
from hdlgen.errors import HdlgenError
from hdlgen.frontend.torch.network import weighted
from hdlgen.mapping import Hardware
from tests.compress.networks import chain
from tests.compress.pruned import magnitude

DAY = 86400.0


def hardware(cell_bits, rows=128, adcs=8):
    return Hardware(
        rows=rows, columns=128, cell_bits=cell_bits, dac_bits=1, adc_bits=8, adcs=adcs, settle_cycles=1,
        conversion_cycles=1,
    )  # fmt: skip


def layer_of(integers, weight_bits):
    """A quantized network of one layer `fc`, step 1, that holds `integers` [channel, tap]."""
    weight = torch.tensor(np.asarray(integers), dtype=torch.float32)
    network = chain(fc=nn.Linear(weight.shape[1], len(weight)))
    network.fc.weight.data = weight
    network = quantize(network, Widths(weight_bits, 4, 8), torch.rand(4, weight.shape[1]))
    weight_quantizer(network.fc).log_step.data.zero_()
    return network


def all_levels(bits, count):
    """int[level, count] of all integers of `bits` bits, symmetric."""
    hi = (1 << (bits - 1)) - 1
    return np.repeat(np.arange(-hi, hi + 1)[:, None], count, axis=1)


def noise_alone(card):
    """`card` without anything but its noise of reads; white noise made ten times as large."""
    mapping = copy.deepcopy(dict(load_card(card).mapping))
    for key in ("drift", "relaxation", "stuck"):
        mapping.pop(key, None)
    mapping["programming"] = {"source": "by hand", "basis": "generic", "model": "none"}
    if "sigma" in mapping["noise"]:
        mapping["noise"]["sigma"] = "7.1 %"
    return Card.from_mapping(mapping, "noise")


@pytest.mark.parametrize(
    "device",
    [
        Device(load_card("neurram_hfox_1t1r"), 3, DAY),
        Device(load_card("pcm_nandakumar_joshi"), 3, 30 * DAY),
        Device(load_card("gong2022_hfo2_pulsed"), 3),
        Device(noise_alone("neurram_hfox_1t1r"), 3),
        Device(noise_alone("pcm_nandakumar_joshi"), 3, 30 * DAY),
    ],
    ids=lambda device: device.card.name,
)
def test_weights_are_distributed_as_an_array_reads_them(device):
    levels = all_levels(4, 4096)
    torch.manual_seed(1)
    drawn = with_mismatch(layer_of(levels, 4), device, hardware(3), seed=5).train().fc.weight.detach().numpy()
    # one read each of as many cells on real arrays: each vector drives one row
    cells = levels.T.reshape(64, 64, 15).transpose(0, 2, 1).reshape(64, -1)
    array = Array.program(cells.astype(np.int16), device, seed=9, name="a.0")
    reader = array.reader(phases=1, dac_bits=1, adc_bits=16, adc_shift=0)
    far_apart = np.arange(64) << 20  # so that no octave of flicker noise is that of two reads
    read = reader.sums(np.eye(64, dtype=np.uint8), far_apart)[:, 0] / (1 << device.grid_bits)
    read = read.reshape(64, 15, 64).transpose(1, 0, 2).reshape(15, -1)
    sigma = read.std(axis=1)
    assert sigma[[4, 10]].min() > 0.05  # or there would be nothing to compare
    error = sigma / np.sqrt(read.shape[1])
    # two samples of 4096 and one of 8192 that the first is drawn from; 4 sigma
    assert (np.abs(drawn.mean(axis=1) - read.mean(axis=1)) < 4 * np.sqrt(2.5) * error + 1e-3).all()
    np.testing.assert_allclose(drawn.std(axis=1), sigma, rtol=0.08, atol=0.01)


def test_white_noise_of_a_read_is_that_of_both_cells():
    device = Device(noise_alone("neurram_hfox_1t1r"), 3)
    torch.manual_seed(1)
    noisy = with_mismatch(layer_of(all_levels(4, 4096), 4), device, hardware(3), seed=5).train()
    # 7.1 % of 40 µS, in steps of 39/7 µS, twice
    np.testing.assert_allclose(noisy.fc.weight.detach().numpy().std(axis=1), 2**0.5 * 0.071 * 40 * 7 / 39, rtol=0.05)


def test_drift_shifts_the_mean_and_a_trim_takes_the_shift_off():
    device = Device(load_card("pcm_nandakumar_joshi"), 3, 365 * DAY)
    network = layer_of(all_levels(4, 4096), 4)
    wanted = np.arange(-7, 8)
    torch.manual_seed(1)
    aged = with_mismatch(network, device, hardware(3), seed=5).train().fc.weight.detach().numpy().mean(axis=1)
    trimmed = with_mismatch(network, device, hardware(3), seed=5, trimmed=True).train()
    trimmed = trimmed.fc.weight.detach().numpy().mean(axis=1)
    slope = lambda y: (y @ wanted) / (wanted @ wanted)  # noqa: E731
    assert slope(aged) < 0.9
    assert slope(trimmed) == pytest.approx(1, abs=0.005)


def test_the_share_of_stuck_cells_is_the_devices():
    device = Device.simple(2, 0, 3e-6, stuck_high=0.05, stuck_low=0.1)
    integers = np.full((2, 50000), 2)
    torch.manual_seed(0)
    network = with_mismatch(layer_of(integers, 3), device, hardware(2), seed=3).train()
    found, counts = np.unique(network.fc.weight.detach().numpy(), return_counts=True)
    shares = dict(zip(found.tolist(), (counts / counts.sum()).tolist(), strict=True))
    # the positive cell: 0 (10 %), 3 (5 %) or 2; the negative one: 3 (5 %) or 0
    wanted = {-3: 0.1 * 0.05, 0: 0.1 * 0.95 + 0.05 * 0.05, 3: 0.05 * 0.95, -1: 0.85 * 0.05, 2: 0.85 * 0.95}
    assert set(shares) == {float(v) for v in wanted}
    for value, share in wanted.items():
        assert shares[value] == pytest.approx(share, abs=4 * np.sqrt(share / 8192))


def test_every_slice_of_a_weight_has_cells_of_its_own():
    device = Device.simple(2, 0, 3e-6, programming_error=0.02)  # 0.06 of a level step; no cell at 0 can go below it
    integers = np.stack([np.full(40000, v) for v in (5, 21, -42)])  # base 4: 011, 111, 222
    torch.manual_seed(0)
    network = with_mismatch(layer_of(integers, 7), device, hardware(2), seed=3).train()
    deviation = network.fc.weight.detach().numpy() - integers
    # the negative cells are told 0: half a Gaussian, mean s/√(2π), variance s²·(1/2 − 1/(2π)); slices count 1, 4, 16
    s = 0.06
    low = 0.5 - 1 / (2 * np.pi)
    both = s * np.sqrt((1 + low) * (1 + 16 + 256))
    mean = s / np.sqrt(2 * np.pi) * 21
    np.testing.assert_allclose(deviation[1:].std(axis=1), [both, both], rtol=0.03)
    np.testing.assert_allclose(deviation[1:].mean(axis=1), [-mean, mean], atol=4 * both / 90)
    # 5 = 011: in the third slice both cells are told 0
    third = s * np.sqrt((1 + low) * (1 + 16) + 2 * low * 256)
    assert deviation[0].std() == pytest.approx(third, rel=0.03)


def test_strength_scales_the_deviation():
    device = Device(load_card("neurram_hfox_1t1r"), 3, DAY)
    network = layer_of(all_levels(4, 100), 4)

    def deviation(strength):
        torch.manual_seed(4)
        noisy = with_mismatch(network, device, hardware(3), seed=3, strength=strength).train()
        return (noisy.fc.weight - network.fc.weight).detach()

    assert deviation(1).abs().max() > 0.5
    torch.testing.assert_close(deviation(2), 2 * deviation(1), rtol=0, atol=1e-5)
    assert not deviation(0).any()


@pytest.fixture
def trained(network, images):
    """A quantized network that was pruned, so that its layers have masks too."""
    pruned = magnitude(network, {"conv": Keep(4, 7), "fc1": Keep(5, 9)})
    return quantize(pruned, Widths(4, 4, 8), images.float() / 255)


NEURRAM = Device(load_card("neurram_hfox_1t1r"), 3, DAY)


def test_evaluation_is_exact_and_training_is_not(trained, images):
    x = images.float() / 255
    noisy = with_mismatch(trained, NEURRAM, hardware(3), seed=0)
    assert torch.equal(noisy.eval()(x), trained.eval()(x))
    assert not torch.equal(noisy.train()(x), trained(x))
    back = without_mismatch(noisy).train()
    assert torch.equal(back(x), trained(x))
    assert noisy.state_dict().keys() == trained.state_dict().keys()
    assert [n for n, _ in noisy.named_parameters()] == [n for n, _ in trained.named_parameters()]


def test_gradients_are_those_of_the_quantizer(trained):
    noisy = with_mismatch(trained, NEURRAM, hardware(3), seed=0).train()
    for network in (trained, noisy):
        sum((m.weight * torch.arange(1.0, 1 + m.weight.numel()).reshape(m.weight.shape)).sum()
            for m in weighted(network).values()).backward()  # fmt: skip
    for (name, a), (_, b) in zip(trained.named_parameters(), noisy.named_parameters(), strict=True):
        if "weight" in name:
            assert a.grad.any()
            assert torch.equal(a.grad, b.grad), name


def test_torchs_seed_decides_and_attaching_draws_nothing(trained):
    torch.manual_seed(7)
    noisy = with_mismatch(trained.train(), NEURRAM, hardware(3), seed=0).train()
    first, second = noisy.fc1.weight, noisy.fc1.weight
    assert not torch.equal(first, second)
    again = copy.deepcopy(noisy)
    torch.manual_seed(7)
    assert torch.equal(again.fc1.weight, first)
    torch.manual_seed(7)
    assert not torch.equal(with_mismatch(trained, NEURRAM, hardware(3), seed=1).train().fc1.weight, first)


def test_a_copys_mismatch_follows_the_copys_step():
    noisy = copy.deepcopy(with_mismatch(layer_of(np.zeros((6, 9)) + 1, 4), NEURRAM, hardware(3), seed=0)).train()
    torch.manual_seed(0)
    before = noisy.fc.weight.detach() - 1
    weight_quantizer(noisy.fc).log_step.data += np.log(1.25)  # 1 is still nearest to 1 step
    torch.manual_seed(0)
    assert before.any()
    torch.testing.assert_close(noisy.fc.weight.detach() - 1.25, 1.25 * before)


def test_weights_without_cells_do_not_deviate():
    integers = np.ones((8, 12))
    integers[:, 5] = 0  # a tap without any weight has no row
    integers[4:, 8:] = 0  # channels 4.. are a word of their own: no weight on rows 7..10, which is a segment less one
    integers[4:, 7] = 0
    integers[0, 0] = 0  # a zero among others has cells
    noisy = with_mismatch(layer_of(integers, 3), Device(load_card("neurram_hfox_1t1r"), 2), hardware(2, 4, 4), seed=0)
    deviates = noisy.train().fc.weight.detach().numpy() != integers
    # rows: taps 0 1 2 3 | 4 6 7 8 | 9 10 11
    wanted = np.ones((8, 12), bool)
    wanted[:, 5] = False
    wanted[4:, 9:] = False  # the third segment has no weight there; the second has: taps 4 and 6
    np.testing.assert_array_equal(deviates, wanted)


def test_beside_levels_of_the_device_only_the_spread_is_left():
    device = Device(load_card("milo2021_hfo2_1t1r"), 3)
    integers = all_levels(4, 4096)
    levels = device_levels(device, seed=3)
    network = use_levels(layer_of(integers, 4), levels)
    weight_quantizer(network.fc).log_step.data.zero_()
    network.fc.parametrizations.weight.original.data = torch.tensor(
        np.sign(integers) * levels[np.abs(integers)]
    ).float()
    torch.manual_seed(0)
    noisy = with_mismatch(network, device, hardware(3), seed=3).train()
    deviation = (noisy.fc.weight - network.fc.weight).detach().numpy()
    assert np.abs(levels - np.arange(8)).max() > 0.1
    assert (np.abs(deviation.mean(axis=1)) < 5 * deviation.std(axis=1) / 64).all()
    assert deviation.std() > 0.1


@pytest.mark.parametrize(
    ("cell_bits", "strength", "message"),
    [
        (2, 1.0, "mismatch.card: has cells of 3 bits, and the hardware of 2"),
        (3, -0.5, "mismatch.strength: must be at least 0, not -0.5"),
        (3, float("nan"), "mismatch.strength: must be at least 0, not nan"),
    ],
)
def test_what_does_not_fit_is_refused(trained, cell_bits, strength, message):
    with pytest.raises(HdlgenError, match=message):
        with_mismatch(trained, NEURRAM, hardware(cell_bits), seed=0, strength=strength)
