"""QONNX graphs, compared with qonnx's own executor."""

from pathlib import Path

import numpy as np
import pytest

from hdlgen.frontend.operators import Affine, Conv, Linear, Quant
from tests.frontend.onnx.graphs import QONNX, as_qonnx, as_read, graph, images_for, node, own, random, said
from tests.frontend.onnx.test_layers import kinds

IMAGE = [1, 3, 4, 5]
NUMBERS = {"s": np.array(0.25), "z": np.array(0.0), "b": np.array(4.0)}


def same_as_qonnx(nodes, constants, folder, shape=IMAGE, images=None, domain=QONNX, version=1):
    model = graph(nodes, shape, constants, versions={domain: version})
    read = as_read(model, folder)
    images = images_for(read) if images is None else images
    for found, wanted in zip(own(read, images), as_qonnx(model, read, images), strict=True):
        np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-6)
    return read


def halves() -> np.ndarray:
    """Multiples of an eighth: every second one lies half-way between two steps of a quarter."""
    return (np.arange(60, dtype=np.float32) / 8 - 3.75).reshape(1, 4, 5, 3)


@pytest.mark.parametrize("name", ["Quant", "IntQuant"])
@pytest.mark.parametrize(("signed", "narrow"), [(0, 0), (0, 1), (1, 0), (1, 1)])
@pytest.mark.parametrize("bits", [1.0, 2.0, 4.0, 8.0])
def test_quant(name, signed, narrow, bits, tmp_path: Path):
    if not signed and narrow and bits == 1:
        return  # leaves 0 alone: refused, below
    nodes = [node(name, "x s z b", "y", domain=QONNX, signed=signed, narrow=narrow, rounding_mode="ROUND")]
    read = same_as_qonnx(nodes, NUMBERS | {"b": np.array(bits)}, tmp_path, images=halves())
    (made,) = read.source.nodes
    top = 1 << int(bits - signed)
    assert made.op.grid.lo == (-1 if bits == 1 and signed else (narrow - top) * signed)
    assert made.op.grid.rounding == ("sign" if bits == 1 and signed else "half_even")


@pytest.mark.parametrize("mode", ["ROUND", "half_even", "FLOOR", "CEIL", "HALF_UP", "UP", "DOWN"])
@pytest.mark.parametrize("signed", [0, 1])
def test_rounding(mode, signed, tmp_path: Path):
    nodes = [node("Quant", "x s z b", "y", domain=QONNX, signed=signed, narrow=0, rounding_mode=mode)]
    if signed and mode in ("HALF_UP", "UP", "DOWN"):
        assert said(graph(nodes, IMAGE, NUMBERS), tmp_path) == [
            f'Quant "the_y": rounding_mode={mode} of numbers that can be below 0 is not there'
        ]
    else:
        same_as_qonnx(nodes, NUMBERS, tmp_path, images=halves())


@pytest.mark.parametrize("zero", [2.0, -4.0, 8.0])
def test_zero_points(zero, tmp_path: Path):
    nodes = [node("Quant", "x s z b", "y", domain=QONNX, signed=0, narrow=0)]
    read = same_as_qonnx(nodes, NUMBERS | {"z": np.array(zero)}, tmp_path, images=halves())
    grid = read.source.nodes[0].op.grid
    assert (grid.lo, grid.hi) == (-zero, 15 - zero)


@pytest.mark.parametrize("domain", ["onnx.brevitas", "finn.custom_op.general"])
def test_older_domains(domain, tmp_path: Path):
    nodes = [node("Quant", "x s z b", "y", domain=domain, signed=1, narrow=0)]
    assert kinds(as_read(graph(nodes, IMAGE, NUMBERS, versions={domain: 1}), tmp_path)) == [Quant]


def test_a_grid_below_zero_lets_a_max_pool_see_no_padding(tmp_path: Path):
    nodes = [
        node("Relu", "x", "r"),
        node("Quant", "r s z b", "q", domain=QONNX, signed=0, narrow=0),
        node("Pad", "q p", "t"),
        node("MaxPool", "t", "y", kernel_shape=[3, 3]),
    ]
    model = graph(nodes, IMAGE, NUMBERS | {"z": np.array(20.0), "p": np.array([0, 0, 1, 1, 0, 0, 1, 1])})
    assert said(model, tmp_path) == [
        'MaxPool "the_y": pads with 0 and takes the largest of numbers that can be below 0'
    ]


def test_bipolar(tmp_path: Path):
    same_as_qonnx([node("BipolarQuant", "x s", "y", domain=QONNX)], NUMBERS, tmp_path, images=halves())


def test_weights_are_on_their_grid(tmp_path: Path):
    """float64[out, ...]: exactly k times the scale, k in −7..7."""
    scale = np.array([0.1, 0.05, 0.2, 0.03], np.float32)
    constants = NUMBERS | {"w": random(4, 3, 3, 3), "ws": scale.reshape(4, 1, 1, 1), "wb": np.array(4.0)}
    nodes = [
        node("Quant", "x s z b", "q", domain=QONNX, signed=1, narrow=0),
        node("Quant", "w ws z wb", "v", domain=QONNX, signed=1, narrow=1),
        node("Conv", "q v", "y"),
    ]
    read = same_as_qonnx(nodes, constants, tmp_path)
    (_, conv) = read.source.nodes
    assert isinstance(conv.op, Conv)
    np.testing.assert_array_equal(conv.op.grid.scale, scale.astype(np.float64))
    assert (conv.op.grid.lo, conv.op.grid.hi) == (-7, 7)
    k = conv.op.weight / scale.astype(np.float64)[:, None, None, None]
    np.testing.assert_allclose(k, np.rint(k), atol=1e-12)
    assert len(np.unique(np.rint(k))) > 8


def test_weights_of_a_matrix_product_are_quantized_before_they_are_turned(tmp_path: Path):
    scale = np.array([[0.1], [0.05]])
    constants = NUMBERS | {"w": random(2, 60), "ws": scale, "wb": np.array(4.0), "d": np.array([0, -1])}
    nodes = [
        node("Quant", "w ws z wb", "v", domain=QONNX, signed=1, narrow=1),
        node("Transpose", "v", "t", perm=[1, 0]),
        node("Reshape", "x d", "f"),
        node("MatMul", "f t", "y"),
    ]
    read = same_as_qonnx(nodes, constants, tmp_path)
    assert isinstance(read.source.nodes[0].op, Linear)
    np.testing.assert_array_equal(read.source.nodes[0].op.grid.scale, scale[:, 0].astype(np.float32).astype(np.float64))


def test_bipolar_weights(tmp_path: Path):
    constants = {"w": random(4, 3, 3, 3), "ws": np.array(0.5)}
    nodes = [node("BipolarQuant", "w ws", "v", domain=QONNX), node("Conv", "x v", "y")]
    grid = same_as_qonnx(nodes, constants, tmp_path).source.nodes[0].op.grid
    assert (grid.lo, grid.hi, grid.rounding) == (-1, 1, "sign")


def test_padding_passes_a_quantizer(tmp_path: Path):
    nodes = [
        node("Pad", "x p", "q"),
        node("Quant", "q s z b", "r", domain=QONNX, signed=1, narrow=0),
        node("Conv", "r w", "y"),
    ]
    constants = NUMBERS | {"p": np.array([0, 0, 1, 0, 0, 0, 1, 2]), "w": random(2, 3, 3, 3)}
    read = same_as_qonnx(nodes, constants, tmp_path)
    assert kinds(read) == [Quant, Conv]
    assert read.source.nodes[1].op.padding == (1, 0, 1, 2)


@pytest.mark.parametrize("signed", [0, 1])
@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("out_scale", [1.0, 0.9])
def test_trunc(signed, version, out_scale, tmp_path: Path):
    """Of 6 bits the upper 4: a mean of four numbers of 4 bits, whose sum is what is cut."""
    nodes = [
        node("Quant", "x s z b", "q", domain=QONNX, signed=signed, narrow=0),
        node("AveragePool", "q", "p", kernel_shape=[2, 2], strides=[2, 2]),
        node("Mul", "p four", "m"),
        node(
            "Trunc",
            "m s z in out" if version == 1 else "m s z in to out",
            "y",
            domain=QONNX,
            rounding_mode="FLOOR",
            **({"signed": signed, "narrow": 0} if version == 2 else {}),
        ),
    ]
    numbers = {"four": 4.0, "in": 6.0, "out": 4.0, "to": out_scale}
    constants = NUMBERS | {name: np.array(value) for name, value in numbers.items()}
    read = same_as_qonnx(nodes, constants, tmp_path, shape=[1, 3, 6, 6], version=version)
    wide, kept = [n.op.grid for n in read.source.nodes if isinstance(n.op, Quant)][1:]
    assert (wide.scale, kept.scale, kept.rounding) == (0.25, 1.0, "floor")
    assert (Affine in kinds(read)[3:]) == (version == 1 or out_scale != 1.0)


def q(inputs="x s z b", **attributes):
    return node("Quant", inputs, "y", domain=QONNX, **{"signed": 1, "narrow": 0, **attributes})


@pytest.mark.parametrize(
    ("made", "constants", "what"),
    [
        (q(), {"s": np.array(0.0)}, "1 of 1 scales are not above 0"),
        (q(), {"s": np.array(np.nan)}, "1 of 1 numbers of the scale are NaN or infinite"),
        (q(), {"s": np.array([0.25, 0.5, 0.25]).reshape(3, 1, 1)}, "quantizes an image with 3 scales"),
        (q(), {"z": np.array([0.0, 1.0])}, "has 2 different zero points"),
        (q(), {"z": np.array(0.5)}, "has zero point 0.5, which is no whole number"),
        (q(), {"b": np.array(3.5)}, "has 3.5 bits"),
        (q(), {"b": np.array(40.0)}, "has 40 bits"),
        (q(signed=0, narrow=1), {"b": np.array(1.0)}, "leaves one number, 0"),
        (q(), {"b": np.array(1.0), "z": np.array(1.0)}, "has 1 bit and zero point 1"),
        (q(rounding_mode="SOME"), {}, "rounding_mode=SOME of numbers that can be below 0 is not there"),
        (q(rounding_mode=3), {}, "attribute rounding_mode is an integer, not a text"),
        (q(signed=-1), {}, "signed=-1, and 0 or 1 is expected"),
        (q(colour=3), {}, "attribute colour is not known"),
        (q("x s z"), {}, "has no input 4"),
        (q("x x z b"), {}, "takes the scale from the image, and a constant is expected"),
        (node("FloatQuant", "x s z b", "y", domain=QONNX), {}, f"the operator {QONNX}.FloatQuant is not read"),
    ],
)
def test_refusals(made, constants, what, tmp_path: Path):
    model = graph([made], IMAGE, NUMBERS | constants, versions={QONNX: 1})
    assert said(model, tmp_path) == [f'{made.op_type} "the_y": {what}']


def test_weights_with_a_scale_for_each_input_are_refused(tmp_path: Path):
    nodes = [node("Quant", "w ws z b", "v", domain=QONNX, signed=1, narrow=1), node("Conv", "x v", "y")]
    constants = NUMBERS | {"w": random(4, 3, 3, 3), "ws": np.array([1.0, 2, 3]).reshape(1, 3, 1, 1)}
    assert said(graph(nodes, IMAGE, constants), tmp_path) == [
        'Conv "the_y": the weights have scales that differ within an output channel'
    ]


def test_weights_with_scales_of_another_shape_are_refused(tmp_path: Path):
    nodes = [node("Quant", "w ws z b", "v", domain=QONNX, signed=1, narrow=1), node("Conv", "x v", "y")]
    constants = NUMBERS | {"w": random(4, 3, 3, 3), "ws": np.ones((5, 1, 1, 1))}
    assert said(graph(nodes, IMAGE, constants), tmp_path) == [
        'Quant "the_v": the scale has shape [5, 1, 1, 1], and what is quantized [4, 3, 3, 3]'
    ]


@pytest.mark.parametrize(
    ("constants", "what"),
    [
        ({"z": np.array(1.0)}, "has zero point 1"),
        ({"s": np.array(-1.0)}, "has scale -1, and 6 bits of which 4 are left"),
        ({"to": np.array(0.0)}, "has scale 0"),
        ({"to": np.array(0.1)}, "has more bits behind it than in front of it"),
    ],
)
def test_refusals_of_trunc(constants, what, tmp_path: Path):
    made = node("Trunc", "x s z in to out", "y", domain=QONNX, rounding_mode="FLOOR", signed=1, narrow=0)
    numbers = {name: np.array(value) for name, value in {"in": 6.0, "out": 4.0, "to": 1.0}.items()}
    model = graph([made], IMAGE, NUMBERS | numbers | constants, versions={QONNX: 2})
    assert said(model, tmp_path) == [f'Trunc "the_y": {what}']
