"""Float networks of every shape become integers that compute what the quantized network does."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.errors import HdlgenError, SpecError
from hdlgen.frontend.operators import Grid, Quant
from hdlgen.frontend.quantize.bits import Bits, Pair, read_bits
from hdlgen.frontend.quantize.network import Options, quantize
from hdlgen.frontend.source import Node
from tests.frontend.quantize.networks import ALL, chain, differences

FEW = Options(steps=20)


@pytest.mark.parametrize("bits", ["W4A4", "W8A8", "W2A1"])
@pytest.mark.parametrize("name", ALL)
def test_the_integers_compute_what_the_quantized_network_does(name, bits, tmp_path):
    m, source = ALL[name]()
    images = m.images()
    quantized = quantize(source, (images / 255).astype(np.float32), read_bits(bits), FEW)
    off, count, made = differences(quantized.network, tmp_path, images)
    assert count > 20
    assert off == 0
    assert made.wrong == {}


@pytest.mark.parametrize("name", ALL)
def test_eight_bits_are_almost_the_float_network(name):
    m, source = ALL[name]()
    images = (m.images() / 255).astype(np.float32)
    quantized = quantize(source, images, read_bits("W8A8"), FEW)
    exact, got = source.run(images), quantized.network.run(images)
    for before, after in zip(source.outputs, quantized.network.outputs, strict=True):
        if name == "unet":  # classes
            assert (exact[before] == got[after]).mean() > 0.97
        else:
            assert np.abs(exact[before] - got[after]).max() < 0.1 * np.abs(exact[before]).max()
