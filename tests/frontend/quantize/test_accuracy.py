"""What quantizing costs, without training: float networks against the integers that are written.

The long ones train their networks (minutes each, one thread) and print what they find:

    HDLGEN_DATA=… pytest -s -m campaign tests/frontend/quantize
"""

import time

import numpy as np
import pytest
import torch
from torch import nn

from hdlgen.frontend.quantize.bits import read_bits
from hdlgen.frontend.quantize.network import quantize
from hdlgen.frontend.quantize.report import losses, text
from hdlgen.frontend.simplify import simplify
from hdlgen.frontend.torch.reader import exported, read
from hdlgen.reference import exact
from tests.frontend.quantize import trained
from tests.frontend.quantize.networks import PIXELS, lowered

CALIBRATION = 512
COMPARED = 500
"""Test images of which the quantized network is computed in real numbers, too."""


def float_source(net, shape, name):
    return simplify(read(exported(net, shape), shape, name))


def integer_accuracy(network, images, labels, folder):
    """Of the integers, and of how many results they are not those of the quantized network in real numbers."""
    made, graph = lowered(network, folder, PIXELS)
    (result,) = made.results
    got = exact.run(graph, images.astype(np.int64), keep=False)[result.layer].reshape(len(images), -1)
    real = network.run(images[:COMPARED] / 255)[network.outputs[0]].reshape(-1, got.shape[1]) / result.scale
    differ = int((np.rint(real) != got[:COMPARED]).sum())
    return float((got.argmax(axis=1) == labels).mean()), differ, real.size, made.wrong


def measured(net, train, test, name, bits, folder):
    """Points of accuracy lost; prints what a user of `hdlgen import` sees."""
    source = float_source(net, train[0].shape[1:], name)
    some = np.random.default_rng(1).permutation(len(train[0]))[:CALIBRATION]
    images = train[0][some] / np.float32(255)
    before = trained.accuracy(net, *test)
    start = time.perf_counter()
    quantized = quantize(source, images, read_bits(bits))
    seconds = time.perf_counter() - start
    after, differ, of, wrong = integer_accuracy(quantized.network, *test, folder)
    print(f"\n{name} {bits}: {100 * before:.2f} % → {100 * after:.2f} % of {len(test[0]):,} images, {seconds:.1f} s")
    print(f"{differ} of {of} results differ between integers and real numbers; requantizers: {wrong}")
    print(text(losses(quantized, images, train[1][some])))
    assert differ <= (0.02 * of if wrong else 0)
    return 100 * (before - after)


def bars(count, seed):
    """A bright bar, lying or standing, in the first or second half: four classes."""
    rng = np.random.default_rng(seed)
    images = rng.integers(0, 60, (count, 12, 12, 1), np.uint8)
    labels = rng.integers(0, 4, count).astype(np.uint8)
    for image, label in zip(images, labels, strict=True):
        at = rng.integers(0, 6) + 6 * (label % 2)
        bar = image[at, :, 0] if label < 2 else image[:, at, 0]
        bar += 100
    return images, labels


def test_a_small_network_loses_nothing_at_four_bits(tmp_path):
    torch.manual_seed(1)
    net = nn.Sequential(trained.Block(1, 8, 2), trained.Block(8, 8, 1), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(72, 4))
    train, test = bars(2000, 1), bars(500, 2)
    trained.trained(net, train, 4, 1e-2, batch=50)
    assert trained.accuracy(net, *test) > 0.98
    assert measured(net, train, test, "bars", "W4A4", tmp_path) <= 0.5


@pytest.mark.campaign
@pytest.mark.timeout(3600)
def test_lenet_at_four_bits_loses_half_a_point_at_most(tmp_path):
    torch.manual_seed(1)
    assert measured(*trained.lenet(), "lenet", "W4A4", tmp_path) <= 0.5


@pytest.mark.campaign
@pytest.mark.timeout(7200)
def test_a_resnet_at_six_and_eight_bits_loses_half_a_point_at_most(tmp_path):
    torch.manual_seed(1)
    assert measured(*trained.resnet(), "resnet8", "W6A8", tmp_path) <= 0.5
