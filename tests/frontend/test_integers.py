"""Quantized networks as layers: their integers are those of the author's real numbers."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen import ir, spec
from hdlgen.errors import SpecError
from hdlgen.frontend.integers import integers
from hdlgen.frontend.operators import Add, Affine, Average, Conv, Grid, Quant
from hdlgen.frontend.simplify import simplify
from hdlgen.frontend.source import Node, Source
from hdlgen.reference import exact
from hdlgen.spec.names import INPUT
from hdlgen.spec.writer import write_network
from tests.frontend.random_sources import RandomSource

HARDWARE = {
    "tile": {"rows": 128, "columns": 128},
    "dac": {"bits": 1},
    "adc": {"bits": 8, "count": 8, "settle_cycles": 2, "conversion_cycles": 2},
}
DEVICE = {"cell_bits": 3, "g_min_siemens": 1e-6, "g_max_siemens": 4e-5}


def computed(taken, shape, images, folder):
    """Integers of each result, through the files that are written."""
    ends = list(dict.fromkeys(r.layer for r in taken.results))
    path = write_network(
        folder, "net", shape, taken.layers, taken.tensors, HARDWARE, DEVICE, pixel=taken.pixel, outputs=ends
    )
    graph = ir.lower(spec.load(path))
    found = exact.run(graph, images, keep=False)
    at = dict(zip(ends, graph.ends, strict=True))
    return [found[at[r.layer]] for r in taken.results]


@pytest.mark.parametrize("seed", range(30))
def test_random_networks_give_the_integers_of_their_real_numbers(seed, tmp_path):
    made = RandomSource(seed)
    source = made.source()
    images = np.random.default_rng(seed).integers(0, 256, (20, *source.in_shape))
    taken = integers(simplify(source), made.image)
    assert not taken.wrong
    right = source.run(images * made.image.scale)
    for result, k, name in zip(
        taken.results, computed(taken, source.in_shape, images, tmp_path), source.outputs, strict=True
    ):
        np.testing.assert_array_equal(k, np.floor(right[name] / result.scale + 0.5), name)


def small(*nodes):
    """A network of 1×1×1: `nodes` are operators with the names of what they read; a, b … are their names."""
    made = tuple(Node("abcdefgh"[n], op, inputs, f"the {'abcdefgh'[n]}") for n, (op, inputs) in enumerate(nodes))
    return Source("net", (1, 1, 1), made, (made[-1].name,), ("y",))


def layer(*weights):
    """A convolution by one number for each result."""
    k = np.array(weights, np.float64).reshape(-1, 1, 1, 1)
    return Conv(k, np.zeros(len(weights)), grid=Grid(np.ones(1), -7, 7))


STEPS = Quant(Grid(np.array([1.0]), -128, 127, "half_up"))
PIXELS = Grid(np.array([1.0]), 0, 15)


def test_a_difference_and_multiples_are_one_sum(tmp_path):
    minus, half = Affine(np.array([-1.0]), np.zeros(1)), Affine(np.array([0.5]), np.zeros(1))
    source = small(
        (layer(3), (INPUT,)), (STEPS, ("a",)), (minus, ("b",)), (half, (INPUT,)), (Add(), ("c", "d")), (STEPS, ("e",))
    )
    taken = integers(source, PIXELS)
    assert [entry["type"] for entry in taken.layers] == ["conv", "add"]
    (found,) = computed(taken, (1, 1, 1), np.arange(16).reshape(16, 1, 1, 1), tmp_path)
    assert found.ravel().tolist() == [-((5 * k) // 2) for k in range(16)]  # x/2 − 3x, halves up


def test_the_image_is_no_result():
    source = small((layer(1), (INPUT,)), (STEPS, ("a",)))
    with pytest.raises(SpecError, match="result picture: is the image itself"):
        integers(replace(source, outputs=("b", INPUT), labels=("y", "picture")), PIXELS)


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_scales_may_be_far_from_1(scale):
    source = small((layer(1), (INPUT,)), (Quant(Grid(np.array([scale]), -8, 7)), ("a",)))
    if scale < 1:
        with pytest.raises(SpecError, match=r"multiplies by 1e\+300, too much"):
            integers(source, PIXELS)
    else:
        assert not integers(source, PIXELS).tensors["a.multiplier"].any()


def test_a_sum_that_rounds_down_is_refused():
    half = Quant(Grid(np.array([2.0]), -128, 127, "floor"))
    source = small((layer(3), (INPUT,)), (STEPS, ("a",)), (Add(), ("b", INPUT)), (half, ("c",)))
    with pytest.raises(SpecError, match=r"the c: rounds down; add rounds to the nearest: 64 of 4,096 inputs would"):
        integers(source, PIXELS)


def test_halves_are_told_apart():
    half = Quant(Grid(np.array([2.0]), -128, 127, "half_even"))
    source = small((layer(3), (INPUT,)), (STEPS, ("a",)), (Add(), ("b", INPUT)), (half, ("c",)))
    taken = integers(source, PIXELS)
    assert taken.halves == {"c"} == set(taken.wrong)


def test_a_quantizer_that_changes_nothing_may_be_as_wide_as_it_likes(tmp_path):
    """As the one in front of a Trunc, which makes whole numbers of whole numbers."""
    wide = Quant(Grid(np.array([1.0]), 0, 1 << 31))
    upper = Quant(Grid(np.array([4.0]), 0, 15, "floor"))
    source = small((layer(3), (INPUT,)), (Quant(Grid(np.array([1.0]), 0, 63)), ("a",)), (wide, ("b",)), (upper, ("c",)))
    taken = integers(source, PIXELS)
    (found,) = computed(taken, (1, 1, 1), np.arange(16).reshape(16, 1, 1, 1), tmp_path)
    assert found.ravel().tolist() == [3 * k // 4 for k in range(16)]


@pytest.mark.parametrize("scale", [0.3, 1.0])
def test_the_upper_bits_of_a_sum_are_an_average_pool(scale, tmp_path):
    """As Brevitas writes TruncAvgPool2d: a mean, times its pixels, to whole numbers, whose upper bits are kept."""
    wide, upper = Grid(np.array([scale]), 0, 1 << 31), Grid(np.array([4 * scale]), 0, 15, "floor")
    made = (
        Node("conv", layer(1), (INPUT,), ""),
        Node("steps", Quant(Grid(np.array([scale]), 0, 15)), ("conv",), ""),
        Node("mean", Average((2, 2), (2, 2)), ("steps",), ""),
        Node("sum", Affine(np.array([4.0 + 1e-7]), np.zeros(1)), ("mean",), ""),
        Node("whole", Quant(wide), ("sum",), ""),
        Node("upper", Quant(upper), ("whole",), ""),
    )
    pixels = Grid(np.array([scale]), 0, 15)
    taken = integers(Source("net", (2, 2, 1), made, ("upper",), ("y",)), pixels)
    images = np.random.default_rng(0).integers(0, 16, (50, 2, 2, 1))
    (found,) = computed(taken, (2, 2, 1), images, tmp_path)
    assert found.ravel().tolist() == (images.sum(axis=(1, 2, 3)) // 4).tolist()


def test_a_mean_that_is_a_half_is_one_whatever_the_scale():
    """(111 + 112)/2 · s / s is 111.49999999999999 in float64 for s = 1/255."""
    grid = Grid(np.array([1 / 255]), 0, 255, "half_up")
    k = np.arange(255)
    assert (grid.integers((k / 255 + (k + 1) / 255) / 2) == k + 1).all()
