"""ONNX's own quantized operators, compared with ONNX Runtime."""

from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, helper

from hdlgen.frontend.operators import Affine, Clip, Concat, Conv, Linear, MaxPool, Quant
from tests.frontend.onnx.graphs import as_read, graph, images_for, node, onnx_runtime, own, random, said, same
from tests.frontend.onnx.test_layers import kinds

IMAGE = ["N", 3, 4, 5]
SCALE = np.float32(0.25)
KINDS = {"int8": np.int8, "uint8": np.uint8, "int16": np.int16, "uint16": np.uint16}


def coded(value, kind="int8"):
    return np.array(value, KINDS[kind])


def pair(x, q, y, zero="z"):
    """QuantizeLinear and DequantizeLinear."""
    return [node("QuantizeLinear", f"{x} s {zero}".strip(), q), node("DequantizeLinear", f"{q} s {zero}".strip(), y)]


@pytest.mark.parametrize(
    ("kind", "zero"), [("int8", 0), ("int8", -128), ("uint8", 0), ("uint8", 128), ("uint8", 7), ("int16", 0)]
)
def test_a_pair_is_a_grid(kind, zero, tmp_path: Path):
    model = graph(pair("x", "q", "y"), IMAGE, {"s": SCALE, "z": coded(zero, kind)}, opset=21)
    read = same(model, tmp_path)
    (made,) = read.source.nodes
    limits = np.iinfo(KINDS[kind])
    assert (made.op.grid.lo, made.op.grid.hi, made.op.grid.rounding) == (
        limits.min - zero,
        limits.max - zero,
        "half_even",
    )


def test_halves_go_to_the_even_number(tmp_path: Path):
    model = graph(pair("x", "q", "y"), IMAGE, {"s": SCALE, "z": coded(3)})
    read = as_read(model, tmp_path)
    images = (np.arange(60, dtype=np.float32) / 8 - 3.75).reshape(1, 4, 5, 3)
    np.testing.assert_array_equal(own(read, images)[0], onnx_runtime(model, read, images)[0])


def test_a_pair_without_zero_points_is_unsigned(tmp_path: Path):
    (made,) = same(graph(pair("x", "q", "y", ""), IMAGE, {"s": SCALE}), tmp_path).source.nodes
    assert (made.op.grid.lo, made.op.grid.hi) == (0, 255)


@pytest.mark.parametrize("opset", [10, 13, 21])
def test_four_bits_and_older_opsets(opset, tmp_path: Path):
    kind = TensorProto.INT4 if opset == 21 else TensorProto.INT8
    model = graph(pair("x", "q", "y"), IMAGE, {"s": SCALE}, opset=opset)
    model.graph.initializer.append(helper.make_tensor("z", kind, [], [0]))
    (made,) = same(model, tmp_path).source.nodes
    assert made.op.grid.hi == (7 if opset == 21 else 127)


def test_the_type_may_be_an_attribute(tmp_path: Path):
    nodes = [
        node("QuantizeLinear", "x s", "q", output_dtype=TensorProto.INT8),
        node("DequantizeLinear", "q s", "y"),
    ]
    model = graph(nodes, IMAGE, {"s": SCALE}, opset=21)
    assert same(model, tmp_path).source.nodes[0].op.grid.lo == -128


@pytest.mark.parametrize("by_channel", [False, True])
@pytest.mark.parametrize("zeros", [0, 3])
def test_weights(by_channel, zeros, tmp_path: Path):
    """Integers in the file; as ONNX Runtime's quantizer writes them."""
    scale = np.array([0.1, 0.2, 0.05, 0.3], np.float32) if by_channel else np.float32(0.1)
    weights = np.random.default_rng(0).integers(-128, 128, (4, 3, 3, 3)).astype(np.int8)
    constants = {"s": SCALE, "z": coded(0), "w": weights, "ws": scale, "wz": np.full(scale.shape, zeros, np.int8)}
    nodes = [*pair("x", "q", "d"), node("DequantizeLinear", "w ws wz", "v", axis=0), node("Conv", "d v", "y")]
    read = same(graph(nodes, IMAGE, constants), tmp_path)
    grid = read.source.nodes[-1].op.grid
    assert (grid.lo, grid.hi) == (-128 - zeros, 127 - zeros)
    np.testing.assert_array_equal(grid.scale, np.atleast_1d(scale).astype(np.float64))


def test_weights_that_are_quantized_in_the_graph(tmp_path: Path):
    constants = {
        "s": SCALE,
        "z": coded(0),
        "w": random(60, 4),
        "ws": np.array([0.1, 0.2, 0.05, 0.3]),
        "wz": np.zeros(4, np.int8),
    }
    nodes = [
        *pair("x", "q", "d"),
        node("QuantizeLinear", "w ws wz", "k", axis=1),
        node("DequantizeLinear", "k ws wz", "v", axis=1),
        node("Flatten", "d", "f"),
        node("MatMul", "f v", "y"),
    ]
    read = same(graph(nodes, IMAGE, constants), tmp_path)
    assert isinstance(read.source.nodes[-1].op, Linear)
    assert len(read.source.nodes[-1].op.grid.scale) == 4


def test_integers_may_be_arranged_pooled_and_joined(tmp_path: Path):
    nodes = [
        node("QuantizeLinear", "x s z", "q"),
        node("MaxPool", "q", "m", kernel_shape=[2, 2]),
        node("Concat", "m m", "c", axis=1),
        node("Transpose", "c", "t", perm=[0, 2, 3, 1]),
        node("Flatten", "t", "f"),
        node("DequantizeLinear", "f s z", "y"),
    ]
    assert kinds(same(graph(nodes, IMAGE, {"s": SCALE, "z": coded(3)}), tmp_path)) == [Quant, MaxPool, Concat]


def test_padding_with_the_zero_point(tmp_path: Path):
    nodes = [
        node("QuantizeLinear", "x s z", "q"),
        node("Pad", "q p v", "r"),
        node("DequantizeLinear", "r s z", "d"),
        node("Conv", "d w", "y"),
    ]
    constants = {
        "s": SCALE,
        "z": coded(3),
        "v": coded(3),
        "p": np.array([0, 0, 1, 1, 0, 0, 0, 0]),
        "w": random(2, 3, 3, 3),
    }
    assert same(graph(nodes, IMAGE, constants), tmp_path).source.nodes[-1].op.padding == (1, 1, 0, 0)
    assert said(graph(nodes, IMAGE, constants | {"v": coded(0)}), tmp_path) == ['Pad "the_r": pads with 0']


@pytest.mark.parametrize("pooled", [False, True])
def test_integers_that_are_clipped_have_fewer_bits(pooled, tmp_path: Path):
    """As Brevitas writes fewer than 8 bits in standard operators."""
    nodes = [
        node("QuantizeLinear", "x s z", "q"),
        node("MaxPool" if pooled else "Identity", "q", "p", **({"kernel_shape": [1, 1]} if pooled else {})),
        node("Clip", "p lo hi", "c"),
        node("DequantizeLinear", "c s z", "d"),
        node("Clip", "k lo hi", "l"),
        node("DequantizeLinear", "l ws", "w"),
        node("Conv", "d w", "y"),
    ]
    weights = np.random.default_rng(0).integers(-20, 20, (4, 3, 2, 2)).astype(np.int8)
    constants = {"s": SCALE, "z": coded(1), "lo": coded(-7), "hi": coded(7), "k": weights, "ws": np.array(0.5)}
    read = same(graph(nodes, IMAGE, constants), tmp_path)
    conv = read.source.nodes[-1].op
    assert (conv.grid.lo, conv.grid.hi) == (-7, 7)
    assert kinds(read) == ([Quant, MaxPool, Clip, Conv] if pooled else [Quant, Conv])
    if not pooled:
        grid = read.source.nodes[0].op.grid
        assert (grid.lo, grid.hi) == (-8, 6)


@pytest.mark.parametrize(("given", "limits"), [("k lo", (-7, 127)), ("k . hi", (-128, 7))])
def test_weights_that_are_clipped_on_one_side(given, limits, tmp_path: Path):
    nodes = [node("Clip", given, "l"), node("DequantizeLinear", "l s", "w"), node("Conv", "x w", "y")]
    weights = np.random.default_rng(0).integers(-20, 20, (4, 3, 2, 2)).astype(np.int8)
    constants = {"s": SCALE, "lo": coded(-7), "hi": coded(7), "k": weights}
    grid = same(graph(nodes, IMAGE, constants), tmp_path).source.nodes[0].op.grid
    assert (grid.lo, grid.hi) == limits


def test_weights_that_are_clipped_to_several_bounds_are_refused(tmp_path: Path):
    nodes = [node("Clip", "k lo", "l"), node("DequantizeLinear", "l s", "w"), node("Conv", "x w", "y")]
    constants = {"s": SCALE, "lo": coded([-7, 7]), "k": np.ones((4, 3, 1, 2), np.int8)}
    assert said(graph(nodes, IMAGE, constants), tmp_path) == [
        'Clip "the_l": the lower bound is [-7, 7], and one number is expected'
    ]


def test_integers_that_are_clipped_to_one_are_refused(tmp_path: Path):
    nodes = [
        node("QuantizeLinear", "x s z", "q"),
        node("Clip", "q lo lo", "c"),
        node("DequantizeLinear", "c s z", "y"),
    ]
    assert said(graph(nodes, IMAGE, {"s": SCALE, "z": coded(0), "lo": coded(-7)}), tmp_path) == [
        'Clip "the_c": clips integers to -7..-7'
    ]


def test_integers_that_are_read_with_another_scale(tmp_path: Path):
    nodes = [node("QuantizeLinear", "x s z", "q"), node("DequantizeLinear", "q t u", "y")]
    constants = {"s": SCALE, "z": coded(3), "t": np.array(0.5), "u": coded(-1)}
    assert kinds(same(graph(nodes, IMAGE, constants), tmp_path)) == [Quant, Affine]


@pytest.mark.parametrize("kind", [TensorProto.UINT8, TensorProto.INT8])
def test_images_of_bytes(kind, tmp_path: Path):
    name = "uint8" if kind == TensorProto.UINT8 else "int8"
    nodes = [node("DequantizeLinear", "x s z", "d"), node("Conv", "d w", "y")]
    constants = {"s": SCALE, "z": coded(7, name), "w": random(2, 3, 3, 3)}
    read = same(graph(nodes, IMAGE, constants, kind=kind), tmp_path)
    assert kinds(read) == [Quant, Affine, Conv]
    cast = [node("Cast", "x", "d", to=1), node("Conv", "d w", "y")]
    assert kinds(same(graph(cast, IMAGE, constants, kind=kind), tmp_path)) == [Quant, Conv]


def lossless(model, folder: Path):
    """ONNX Runtime's integers, but where its float32 rounds a half to the other side: at most one in a hundred."""
    read = as_read(model, folder)
    images = images_for(read, 8)
    (found,), (wanted,) = own(read, images, np.float64), onnx_runtime(model, read, images)
    steps = np.abs(found - wanted) / read.outputs[0].scale
    assert steps.max() < 1.01
    assert np.mean(steps > 0.01) < 0.01
    return read


@pytest.mark.parametrize("by_channel", [False, True])
@pytest.mark.parametrize("kind", ["int8", "uint8"])
def test_qlinear_conv(by_channel, kind, tmp_path: Path):
    scale = np.array([0.1, 0.2, 0.05, 0.3], np.float32) if by_channel else np.float32(0.1)
    draw = np.random.default_rng(0)
    constants = {
        "s": np.float32(0.05),
        "z": coded(12, kind),
        "w": draw.integers(-127, 128, (4, 3, 3, 3)).astype(np.int8),
        "ws": scale,
        "wz": np.zeros(scale.shape, np.int8),
        "ys": np.float32(0.9),
        "yz": coded(5, kind),
        "b": draw.integers(-500, 500, 4).astype(np.int32),
    }
    nodes = [
        node("QuantizeLinear", "x s z", "q"),
        node("QLinearConv", "q s z w ws wz ys yz b", "y", pads=[1, 1, 1, 1], strides=[2, 2]),
    ]
    to = TensorProto.INT8 if kind == "int8" else TensorProto.UINT8
    read = lossless(graph(nodes, IMAGE, constants, outputs={"y": to}), tmp_path)
    assert kinds(read) == [Quant, Conv, Quant]
    assert (read.outputs[0].scale, read.outputs[0].zero) == (pytest.approx(0.9), 5)


def test_qlinear_matmul(tmp_path: Path):
    draw = np.random.default_rng(0)
    constants = {
        "s": np.float32(0.05),
        "z": coded(12, "uint8"),
        "w": draw.integers(0, 256, (60, 4)).astype(np.uint8),
        "ws": np.float32(0.02),
        "wz": coded(128, "uint8"),
        "ys": np.float32(0.9),
        "yz": coded(100, "uint8"),
    }
    nodes = [
        node("Flatten", "x", "f"),
        node("QuantizeLinear", "f s z", "q"),
        node("QLinearMatMul", "q s z w ws wz ys yz", "m"),
        node("DequantizeLinear", "m ys yz", "y"),
    ]
    assert kinds(lossless(graph(nodes, IMAGE, constants), tmp_path)) == [Quant, Linear, Quant]


def test_conv_integer(tmp_path: Path):
    """Integers in, a sum of products out, which floats scale behind."""
    draw = np.random.default_rng(0)
    constants = {
        "s": np.float32(0.05),
        "z": coded(12, "uint8"),
        "w": draw.integers(0, 256, (4, 3, 3, 3)).astype(np.uint8),
        "wz": coded(128, "uint8"),
        "gain": (np.float32(0.05) * np.array([0.1, 0.2, 0.05, 0.3], np.float32)).reshape(4, 1, 1),
    }
    nodes = [
        node("QuantizeLinear", "x s z", "q"),
        node("ConvInteger", "q w z wz", "c", pads=[1, 1, 1, 1]),
        node("Cast", "c", "f", to=1),
        node("Mul", "f gain", "y"),
    ]
    read = same(graph(nodes, IMAGE, constants), tmp_path)
    assert kinds(read) == [Quant, Conv, Affine, Affine]
    assert read.source.nodes[1].op.grid.scale.tolist() == [1.0]


def test_matmul_integer(tmp_path: Path):
    draw = np.random.default_rng(0)
    constants = {"s": np.float32(0.05), "z": coded(-3), "w": draw.integers(-128, 128, (60, 4)).astype(np.int8)}
    nodes = [
        node("Flatten", "x", "f"),
        node("QuantizeLinear", "f s z", "q"),
        node("MatMulInteger", "q w z", "m"),
        node("Cast", "m", "y", to=1),
    ]
    assert kinds(same(graph(nodes, IMAGE, constants), tmp_path)) == [Quant, Linear, Affine]


def weighted(operator, inputs, **attributes):
    """A layer whose weights this operator makes."""
    return [node(operator, inputs, "v", **attributes), node("Flatten", "x", "f"), node("MatMul", "f v", "q")]


GOOD = {"s": SCALE, "z": coded(0), "w": np.ones((60, 4), np.int8)}


@pytest.mark.parametrize(
    ("nodes", "constants", "what"),
    [
        (pair("x", "q", "y"), {"s": np.array(0.0)}, "1 of 1 scales are not above 0"),
        (
            weighted("DequantizeLinear", "w s z", axis=1),
            {"s": np.ones(3), "z": coded([0] * 3)},
            "has scales of shape [3] along axis 1 of [60, 4]",
        ),
        (
            weighted("DequantizeLinear", "w s z", axis=1),
            {"s": np.array([1.0, 0, 1, 1]), "z": coded([0] * 4)},
            "1 of 4 scales are not above 0",
        ),
        (
            weighted("QuantizeLinear", "w s z", axis=1),
            {"s": np.array([1.0, 0, 1, 1]), "w": random(60, 4), "z": coded([0] * 4)},
            "a scale is not above 0",
        ),
        (weighted("DequantizeLinear", "w s"), {"w": np.ones((60, 4), np.int64)}, "integers of type int64 are not read"),
        (
            [node("QuantizeLinear", "x s", "q", output_dtype=TensorProto.FLOAT8E4M3FN)],
            {},
            "integers of type FLOAT8E4M3FN are not read",
        ),
        ([node("QLinearConv", "x s z w s z s z", "q")], {}, "reads numbers that are no integers"),
        (
            [node("QuantizeLinear", "x s z", "a"), node("QLinearConv", "a s z k s z s .", "q")],
            {"k": np.ones((2, 3, 1, 1), np.int8)},
            "has no zero point of its result",
        ),
        (
            [node("QuantizeLinear", "x s z", "a"), node("ConvInteger", "a k zs", "q")],
            {"k": np.ones((2, 3, 1, 1), np.int8), "zs": coded([0, 1])},
            "quantizes an image with 2 different zero points",
        ),
        (
            [*pair("x", "a", "b"), node("QuantizeLinear", "b t z", "c"), node("Concat", "a c", "q", axis=1)],
            {"t": np.array(0.5)},
            "joins integers that mean different numbers",
        ),
        (
            pair("x", "q", "y"),
            {"s": np.ones(3), "z": coded([0, 1, 2])},
            "quantizes an image with 3 different zero points",
        ),
        (pair("x", "q", "y"), {"s": np.array([1.0, 2, 3]), "z": coded([0] * 3)}, "quantizes an image with 3 scales"),
        (pair("x", "q", "y"), {"s": np.ones(3)}, None),
        (pair("x", "q", "y"), {"s": np.ones(3), "z": coded([0] * 4)}, "has scales of shape [3] and zero points of [4]"),
        (
            [node("QuantizeLinear", "x s z", "q", block_size=4), node("DequantizeLinear", "q s z", "y")],
            {},
            "block_size=4: scales of blocks are not read",
        ),
        ([node("DequantizeLinear", "x s z", "q")], {}, "reads numbers that are no integers"),
        (
            [node("QuantizeLinear", "x s z", "a"), node("Relu", "a", "q")],
            {},
            "computes with integers, not with what they mean",
        ),
        ([node("MatMulInteger", "x w", "q")], {}, "reads numbers that are no integers"),
        (
            [node("QuantizeLinear", "x s z", "a"), node("QLinearConv", "a s z x s z s z", "q")],
            {},
            "takes the weights from the image, and a constant is expected",
        ),
        (
            [node("QuantizeLinear", "x s z", "a"), node("QLinearMatMul", "a s z a s z s z", "q")],
            {},
            "multiplies two images, as attention does",
        ),
        ([node("DynamicQuantizeLinear", "x", "q s2 z2")], {}, "the operator DynamicQuantizeLinear is not read"),
        (
            [node("QLinearAdd", "x s z x s z s z", "q", domain="com.microsoft")],
            {},
            "the operator com.microsoft.QLinearAdd is not read",
        ),
        ([node("QuantizeLinear", "x s z", "q")], {"z": np.zeros((), np.int64)}, "integers of type int64 are not read"),
    ],
)
def test_refusals(nodes, constants, what, tmp_path: Path):
    last = nodes[-1].output[0]
    rest = [node("Identity", last, "y")] if last != "y" else []
    model = graph([*nodes, *rest], IMAGE, GOOD | constants, opset=21)
    if what is None:
        assert kinds(as_read(model, tmp_path)) == [Quant]
        return
    assert what in [text.split('": ')[1] for text in said(model, tmp_path)]
