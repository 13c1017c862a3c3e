"""Weights are rounded layer by layer, behind what is quantized in front."""

from dataclasses import replace

import numpy as np

from hdlgen.frontend.operators import ConvTransposed, Quant
from hdlgen.frontend.quantize import weights
from hdlgen.frontend.quantize.bits import Bits, Pair
from hdlgen.frontend.quantize.network import Options, quantize
from hdlgen.frontend.quantize.ranges import by_channel, weight_grid
from hdlgen.frontend.quantize.weights import Rounding, largest_held, nearest
from hdlgen.progress import bar
from hdlgen.spec.names import INPUT
from tests.frontend.quantize.networks import PIXELS, RELU, Maker, chain, residual, unet


def rounded(source, images, bits=3, **options):
    grids = {n.name: weight_grid(n.op, bits, "mse") for n in source.nodes if hasattr(n.op, "weight")}
    given = {"quantizers": {}, "steps": 0, "correct": False, "seed": 1} | options
    with bar("rounds", "layer", quiet=True) as shown:
        return Rounding(source, grids, **given).run(images, shown)


def test_to_the_nearest_of_the_grid():
    _, source = unet()
    for node in source.nodes:
        if hasattr(node.op, "weight"):
            grid = weight_grid(node.op, 4, "max")
            made = nearest(node.op, grid)
            assert made.grid is grid
            assert (np.abs(by_channel(made) - by_channel(node.op)) <= grid.scale[:, None] * 0.5000001).all()


def test_corrected_biases_keep_the_mean_of_each_channel():
    m, source = chain()
    images = (m.images() / 255).astype(np.float32)
    quantizers = {"pool1": Quant(PIXELS)}
    made = rounded(source, images, quantizers=quantizers, correct=True)
    nodes = [replace(n, op=made.get(n.name, n.op)) for n in source.nodes]
    pool = next(i for i, n in enumerate(nodes) if n.name == "pool1")
    nodes.insert(pool + 1, replace(nodes[pool], name="q", op=quantizers["pool1"], inputs=("pool1",)))
    nodes = [replace(n, inputs=("q",)) if n.name == "conv2" else n for n in nodes]
    for name in ("conv1", "conv2", "fc"):
        before = source.run(images, [name])[name].mean(axis=(0, 1, 2))
        after = replace(source, nodes=tuple(nodes)).run(images, [name])[name].mean(axis=(0, 1, 2))
        np.testing.assert_allclose(after, before, atol=1e-4)
        assert not np.allclose(made[name].bias, source[name].op.bias, atol=1e-4)


def test_a_layer_learns_behind_the_quantized_ones_in_front():
    m, source = chain()
    images = (m.images(64) / 255).astype(np.float32)
    bits = Bits(Pair(2, 3))

    def noise(**options):
        made = quantize(source, images, bits, Options(equalize=False, **options)).network
        return np.square(made.run(images)[made.outputs[0]] - source.run(images)["fc"]).mean()

    assert noise(steps=200) < 0.7 * noise(rounding="nearest", correct=False)


def test_transposed_convolutions_are_rounded_to_the_nearest():
    m, source = unet()
    images = (m.images(8) / 255).astype(np.float32)
    made = rounded(source, images, steps=30)
    tall = next(n.op for n in source.nodes if isinstance(n.op, ConvTransposed))
    np.testing.assert_array_equal(made["tall"].weight, nearest(tall, made["tall"].grid).weight)


def test_values_that_are_held_are_counted():
    _, source = residual()
    # relu1 is held for the sum, while conv3 is made of relu2: 8·8·4 three times; in front only twice
    assert largest_held(source) == 3 * 256
    m = Maker("two")
    assert largest_held(m.source(m.add("relu", RELU, INPUT))) == 2 * 128


def test_layers_learn_from_as_many_images_as_memory_holds(monkeypatch):
    m, source = chain()
    images = (m.images() / 255).astype(np.float32)
    few = rounded(source, images[:5], steps=5)
    monkeypatch.setattr(weights, "HELD_BYTES", 5 * 8 * largest_held(source))
    for name, op in rounded(source, images, steps=5).items():
        np.testing.assert_array_equal(op.weight, few[name].weight)
