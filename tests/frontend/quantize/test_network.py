"""Float networks of every shape become integers that compute what the quantized network does."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.errors import HdlgenError, SpecError
from hdlgen.frontend.operators import Grid, Quant
from hdlgen.frontend.quantize.bits import Bits, Pair, read_bits
from hdlgen.frontend.quantize.network import Options, quantize
from hdlgen.frontend.source import Node
from tests.frontend.quantize.networks import ALL, PIXELS, chain, differences, odd

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


def test_the_same_arguments_give_the_same_network():
    m, source = chain()
    images = (m.images() / 255).astype(np.float32)
    first, second = (quantize(source, images, read_bits("W3A4"), FEW).network for _ in range(2))
    for a, b in zip(first.nodes, second.nodes, strict=True):
        if a.name in ("conv1", "conv2", "fc"):
            np.testing.assert_array_equal(a.op.weight, b.op.weight)
            np.testing.assert_array_equal(a.op.bias, b.op.bias)
        elif isinstance(a.op, Quant):
            assert a.op.grid.scale == b.op.grid.scale


def test_bits_by_layer_are_those_of_the_layers_written(tmp_path):
    m, source = chain()
    bits = Bits(Pair(4, 4), {"conv2": Pair(2, 6), "fc": Pair(activations=5)})
    quantized = quantize(source, (m.images() / 255).astype(np.float32), bits, FEW)
    _, _, made = differences(quantized.network, tmp_path, m.images(2))
    entries = {entry["name"]: entry for entry in made.layers}
    assert [entries[n]["weight_bits"] for n in ("conv1", "conv2", "fc")] == [4, 2, 4]
    assert [entries[n]["out"] for n in ("conv1", "conv2", "fc")] == ["uint4", "uint6", "int5"]


def test_a_network_that_is_quantized_already_is_refused():
    m, source = chain()
    nodes = [replace(n, op=replace(n.op, grid=Grid(np.ones(1), -7, 7))) if n.name == "fc" else n for n in source.nodes]
    nodes.append(Node("again", Quant(PIXELS), ("fc",), "the quantizer"))
    with pytest.raises(SpecError) as error:
        quantize(replace(source, nodes=tuple(nodes)), m.images() / 255, read_bits("W4A4"))
    assert str(error.value) == (
        "the fc: is quantized already\n    fix: import it without --bits\n"
        "the quantizer: is quantized already\n    fix: import it without --bits"
    )


def test_numbers_that_are_none_are_refused():
    m, source = chain()
    nodes = [replace(n, op=replace(n.op, bias=np.full(6, np.nan))) if n.name == "conv2" else n for n in source.nodes]
    with pytest.raises(SpecError, match="the relu2: gives what is no finite number\n    fix: look at its weights"):
        quantize(replace(source, nodes=tuple(nodes)), (m.images() / 255), read_bits("W4A4"), FEW)


def test_images_of_another_shape_are_refused():
    _, source = chain()
    with pytest.raises(HdlgenError, match=r"images: are \(2, 8, 8, 3\), and the network reads \(8, 8, 2\)"):
        quantize(source, np.zeros((2, 8, 8, 3)), read_bits("W4A4"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"percentile": 50}, "percentile: must lie above 50 and be at most 100, not 50"),
        ({"percentile": 101}, "percentile: must lie above 50 and be at most 100, not 101"),
        ({"steps": 0}, "steps: must be at least 1, not 0"),
    ],
)
def test_options_are_checked(options, message):
    with pytest.raises(HdlgenError, match=message):
        Options(**options)


def test_layers_for_tables_have_the_fewest_bits_unless_they_are_named(tmp_path):
    m, source = odd()
    bits = Bits(Pair(6, 6), {"gelu_table": Pair(weights=5)})
    quantized = quantize(source, (m.images() / 255).astype(np.float32), bits, FEW)
    _, _, made = differences(quantized.network, tmp_path, m.images(2))
    entries = {entry["name"]: entry.get("weight_bits") for entry in made.layers}
    assert [entries[n] for n in ("conv1", "tanh_table", "gelu_table", "silu_table")] == [6, 2, 5, 2]
