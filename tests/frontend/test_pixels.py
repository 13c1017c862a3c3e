"""What a pixel means, and quantizers of results."""

import numpy as np
import pytest

from hdlgen.arith import Int
from hdlgen.errors import HdlgenError
from hdlgen.frontend.builder import Builder
from hdlgen.frontend.operators import Affine, ArgMax, Average, Clip, Grid, MaxPool, Quant
from hdlgen.frontend.pixels import Pixels
from hdlgen.frontend.results import quantized, with_results
from hdlgen.spec.names import INPUT


def chain(*ops, shape=(2, 2, 3)):
    b, at = Builder("net", shape), INPUT
    for n, op in enumerate(ops):
        at = b.add(f"n{n}", f"n{n}", op, at)
    return b.source((at,), ("y",))


def quant(lo, hi, scale=0.5):
    return Quant(Grid(np.array([scale]), lo, hi))


def test_bytes_are_scaled_and_normalized():
    source = chain(Clip(0.0, 1.0))
    pixels = Pixels.of(source, 1 / 255, (0.5, 0.25, 0.0), (2.0,))
    images = np.array([[0, 51, 255]]).reshape(1, 1, 1, 3).repeat(2, 1).repeat(2, 2)
    np.testing.assert_allclose(pixels.shown(images)[0, 0, 0], [-0.25, -0.025, 0.5], rtol=1e-6)
    inside = pixels.before(source)
    assert [n.name for n in inside.nodes] == ["normalize", "n0"]
    np.testing.assert_allclose(
        inside.run(images / 255)["n0"], np.clip(pixels.shown(images), 0, 1), rtol=1e-6, atol=1e-7
    )
    assert Pixels.of(source, 0.5, (), ()).before(source) is source


@pytest.mark.parametrize(
    ("mean", "std", "text"),
    [
        ((0.1, 0.2), (), "--mean: has 2 numbers, and images have 3 channels"),
        ((), (1.0, 2.0), "--std: has 2 numbers, and images have 3 channels"),
        ((), (1.0, 0.0, 1.0), "--std: must be above 0, not 1.0, 0.0, 1.0"),
    ],
)
def test_what_does_not_fit_the_channels_is_refused(mean, std, text):
    with pytest.raises(HdlgenError, match=text):
        Pixels.of(chain(Clip(0.0, 1.0)), 1.0, mean, std)


def test_pixels_may_be_the_integers_of_the_first_quantizer():
    pixels = Pixels.quantized(chain(quant(-8, 7), Clip(0.0, 1.0)))
    assert (pixels.type, pixels.scale) == (Int(4, signed=True), 0.5)
    with pytest.raises(HdlgenError, match="--pixel: is network, which does not quantize its images"):
        Pixels.quantized(chain(Clip(0.0, 1.0), quant(-8, 7)))


def test_results_without_a_quantizer_get_one_that_holds_them():
    images = np.linspace(-1, 3, 24, dtype=np.float32).reshape(2, 2, 2, 3)
    source = chain(Affine(np.ones(3), np.zeros(3)))
    (node,) = with_results(source, images).nodes[1:]
    grid = node.op.grid
    assert (node.name, grid.lo, grid.hi) == ("n0_result", -128, 127)
    assert grid.scale.tolist() == [pytest.approx(3 / 127)]
    (node,) = with_results(source, images + 1).nodes[1:]
    assert (node.op.grid.lo, node.op.grid.hi, node.op.grid.scale[0]) == (0, 255, pytest.approx(4 / 255))


@pytest.mark.parametrize(
    ("ops", "is_quantized"),
    [
        ([quant(0, 3)], True),
        ([quant(0, 3), MaxPool((2, 2), (2, 2))], True),
        ([MaxPool((2, 2), (2, 2))], True),
        ([Average(None), ArgMax()], True),
        ([quant(0, 3), Average(None)], False),
        ([Average(None), MaxPool((1, 1), (1, 1))], False),
    ],
)
def test_whether_a_result_is_on_a_grid(ops, is_quantized):
    source = chain(*ops)
    assert quantized(source, source.outputs[0]) is is_quantized
    assert (with_results(source, np.ones((1, 2, 2, 3), np.float32)) is source) is is_quantized


def test_what_is_inserted_takes_no_name_of_a_layer():
    b = Builder("net", (2, 2, 3))
    a = b.add("normalize", "normalize", Clip(0.0, 1.0), INPUT)
    r = b.add("end_result", "end_result", Clip(0.0, 1.0), a)
    source = b.source((b.add("end", "end", Affine(np.ones(3), np.zeros(3)), r),), ("y",))
    inside = Pixels.of(source, 1.0, (0.5,), ()).before(source)
    assert [n.name for n in inside.nodes] == ["normalize_2", "normalize", "end_result", "end"]
    assert inside["normalize"].inputs == ("normalize_2",)
    assert with_results(source, np.ones((1, 2, 2, 3), np.float32)).outputs == ("end_result_2",)
