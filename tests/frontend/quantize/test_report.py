"""Losses layer by layer are those of networks in which only these layers are quantized."""

import numpy as np
import pytest

from hdlgen.frontend.operators import ArgMax, Quant
from hdlgen.frontend.quantize.bits import Bits, Pair
from hdlgen.frontend.quantize.network import Options, quantize
from hdlgen.frontend.quantize.report import Loss, Losses, Quality, losses, text
from hdlgen.frontend.quantize.rewrite import inserted
from hdlgen.spec.names import INPUT
from tests.frontend.quantize.networks import RELU, Maker, chain, residual, unet


def made(network, named, count=100):
    m, source = network()
    images = (m.images(count) / 255).astype(np.float32)
    return quantize(source, images, Bits(Pair(8, 8), named), Options(rounding="nearest")), images


def partly(quantized, layers):
    """The network in which only `layers` are quantized."""
    network = quantized.network
    at = {p.at: p.layer for p in quantized.points}
    quantizers = {n.inputs[0]: n.op for n in network.nodes if isinstance(n.op, Quant) and at[n.inputs[0]] in layers}
    return inserted(quantized.exact, quantizers, {n: network[n].op for n in layers if hasattr(network[n].op, "weight")})


def result(source, images):
    return source.run(images)[source.outputs[0]].reshape(len(images), -1)


@pytest.mark.parametrize("network", [chain, residual])
def test_each_layer_is_looked_at_alone_and_with_those_in_front(network):
    quantized, images = made(network, {"conv2": Pair(2, 2)})
    exact = result(quantized.exact, images)
    labels = exact.argmax(axis=1)
    labels[:10] = (labels[:10] + 1) % 3
    found = losses(quantized, images, labels)
    assert found.exact == (exact.argmax(axis=1) == labels).mean()
    names = [loss.layer for loss in found.layers]
    assert names == list(dict.fromkeys(p.layer for p in quantized.points))
    for i, loss in enumerate(found.layers):
        for quality, layers in ((loss.alone, names[i : i + 1]), (loss.so_far, names[: i + 1])):
            got = result(partly(quantized, layers), images)
            db = 10 * np.log10(np.square(exact).sum() / np.square(got - exact).sum())
            assert quality.db == pytest.approx(db, abs=0.01)
            assert quality.accuracy == (got.argmax(axis=1) == labels).mean()
    assert found.worst.layer == "conv2"
    whole = result(quantized.network, images)
    assert found.layers[-1].so_far.accuracy == (whole.argmax(axis=1) == labels).mean()


def test_without_labels_noise_is_told_and_the_worst_is_marked():
    quantized, images = made(residual, {"conv3": Pair(2, 3), "mean": Pair(None, 6)})
    lines = text(losses(quantized, images)).split("\n")
    assert lines[0].split() == ["signal/noise,", "dB", "bits", "alone", "so", "far"]
    assert [line.split()[:2] for line in lines[1:]] == [
        ["normalize", "A8"],
        ["conv1", "W8A8"],
        ["conv2", "W8A8"],
        ["conv3", "W2A3"],
        ["sum", "A8"],
        ["mean", "A6"],
        ["fc", "W8A8"],
    ]
    assert [line.endswith("costs most") for line in lines[1:]] == [False] * 3 + [True] + [False] * 3


def test_in_front_of_an_argmax_the_numbers_are_compared():
    quantized, images = made(unet, {})
    assert all(20 < loss.so_far.db < 80 for loss in losses(quantized, images).layers)


@pytest.mark.parametrize("channels", [1, 2])
def test_labels_may_be_masks(channels):
    def marking():
        m = Maker("marking")
        end = m.conv("conv2", m.add("relu", RELU, m.conv("conv1", INPUT, 4)), channels)
        return m, m.source(end if channels == 1 else m.add("class", ArgMax(), end))

    quantized, images = made(marking, {})
    exact = quantized.exact.run(images, ["conv2"])["conv2"]
    marked = exact[..., 0] > 0 if channels == 1 else exact[..., 1] > exact[..., 0]
    masks = marked.astype(np.uint8)
    masks[:, 0] = 1 - masks[:, 0]
    both, sizes = (marked & (masks == 1)).sum((1, 2)), marked.sum((1, 2)) + masks.sum((1, 2))
    found = losses(quantized, images, masks)
    assert found.exact == pytest.approx((2 * both / sizes).mean())
    assert 0 < found.exact < 1
    assert text(found).startswith("Dice, % ")


def test_the_table():
    good, bad = Quality(200.0, 0.99), Quality(12.0, 0.505)
    found = Losses(
        (Loss("conv1", "a", 4, 8, good, good), Loss("a_longer_name_than_most", "b", None, 4, bad, bad)), 0.9912
    )
    assert text(found) == (
        "accuracy, %              bits    alone  so far\n"
        "float                             99.12   99.12\n"
        "conv1                    W4A8    99.00   99.00\n"
        "a_longer_name_than_most  A4      50.50   50.50  costs most"
    ).replace("                             99.12", "                            99.12")
    alone = Losses((Loss("fc", "a", 4, 8, Quality(200.0, None), Quality(33.333, None)),), None)
    assert text(alone).split("\n")[1] == "fc                W4A8    exact    33.3  costs most"
