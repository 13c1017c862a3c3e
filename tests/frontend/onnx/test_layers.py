from pathlib import Path

import numpy as np
import pytest

from hdlgen.frontend.operators import Affine, Conv, ConvTransposed, Linear
from tests.frontend.onnx.graphs import as_read, graph, node, random, said, same

FOUR = "weights of output channels, input channels, rows and columns are expected"


def kinds(read):
    return [type(n.op) for n in read.source.nodes]


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"pads": [1, 1, 1, 1], "kernel_shape": [3, 3]},
        {"pads": [0, 1, 2, 0], "strides": [2, 1]},
        {"dilations": [2, 1], "pads": [2, 0, 1, 1]},
        {"auto_pad": "SAME_UPPER", "strides": [2, 2]},
        {"auto_pad": "SAME_LOWER", "strides": [2, 2]},
        {"auto_pad": "SAME_UPPER", "strides": [3, 1]},
        {"auto_pad": "VALID", "strides": [2, 3]},
    ],
)
def test_convolutions(attributes, tmp_path: Path):
    model = graph([node("Conv", "x w b", "y", **attributes)], ["N", 2, 8, 9], {"w": random(4, 2, 3, 3), "b": random(4)})
    read = same(model, tmp_path)
    assert read.source.in_shape == (8, 9, 2)
    assert [(n.name, n.where) for n in read.source.nodes] == [("the_y", 'Conv "the_y"')]


@pytest.mark.parametrize(("channels", "group"), [(4, 2), (4, 4), (6, 3)])
def test_groups_are_kept(channels, group, tmp_path: Path):
    weights = random(12, channels // group, 3, 2)
    read = same(graph([node("Conv", "x w", "y", group=group)], ["N", channels, 6, 6], {"w": weights}), tmp_path)
    assert read.source.nodes[0].op.groups == group


def test_a_kernel_of_another_size_than_its_weights_is_refused(tmp_path: Path):
    model = graph([node("Conv", "x w", "y", kernel_shape=[2, 2])], ["N", 2, 6, 6], {"w": random(4, 2, 3, 3)})
    assert said(model, tmp_path) == ['Conv "the_y": kernel_shape=[2, 2], and the weights have 3×3']


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"strides": [2, 2], "pads": [1, 1, 1, 1], "output_padding": [1, 1]},
        {"strides": [2, 3], "pads": [0, 1, 1, 0]},
        {"strides": [2, 2], "auto_pad": "SAME_UPPER"},
        {"strides": [2, 2], "auto_pad": "SAME_LOWER"},
        {"strides": [2, 2], "output_shape": [9, 10]},
        {"strides": [2, 2], "output_shape": [8, 9]},
        {"strides": [2, 2], "auto_pad": "VALID"},
        {"strides": [3, 3], "output_shape": [13, 16]},
        {"group": 2},
    ],
)
def test_transposed_convolutions(attributes, tmp_path: Path):
    out = 3
    model = graph(
        [node("ConvTranspose", "x w b", "y", **attributes)],
        ["N", 4, 4, 5],
        {"w": random(4, out, 3, 3), "b": random(out * attributes.get("group", 1))},
    )
    assert kinds(same(model, tmp_path)) == [ConvTransposed]


@pytest.mark.parametrize(
    ("attributes", "what"),
    [
        ({"group": 3}, "has 4 input channels in 3 groups"),
        ({"pads": [1, 1]}, "pads=[1, 1], and four numbers are expected"),
        ({"auto_pad": "SOME"}, "auto_pad=SOME is not known"),
        (
            {"auto_pad": "SAME_UPPER", "strides": [4, 2]},
            "auto_pad=SAME_UPPER of a kernel of 3×3 with a stride of 4×2: tools differ in its size",
        ),
        ({"output_shape": [20, 20]}, "makes 20 rows or columns of 4 with a stride of 1"),
        ({"output_padding": [1, 1]}, "output_padding: must lie in 0..0 (stride − 1), not 1"),
    ],
)
def test_refusals_of_transposed_convolutions(attributes, what, tmp_path: Path):
    model = graph([node("ConvTranspose", "x w", "y", **attributes)], ["N", 4, 4, 5], {"w": random(4, 2, 3, 3)})
    assert said(model, tmp_path) == [f'ConvTranspose "the_y": {what}']


def test_transposed_weights_have_a_scale_for_each_channel_of_each_group(tmp_path: Path):
    nodes = [node("DequantizeLinear", "k s", "w", axis=1), node("ConvTranspose", "x w", "y", group=2)]
    constants = {
        "k": np.random.default_rng(0).integers(-8, 8, (4, 2, 3, 3)).astype(np.int8),
        "s": np.array([0.5, 0.25]),
    }
    model = graph(nodes, ["N", 4, 4, 5], constants)
    read = same(model, tmp_path)
    assert read.source.nodes[0].op.grid.scale.tolist() == [0.5, 0.25, 0.5, 0.25]


def test_a_convolution_of_vectors_is_refused(tmp_path: Path):
    model = graph([node("Conv", "x w", "y")], ["N", 7], {"w": random(2, 7, 1, 1)})
    assert said(model, tmp_path) == ['Conv "the_y": reads [N, 7]; images, channels, rows and columns are expected']


def test_a_vector_without_an_axis_of_images(tmp_path: Path):
    same(graph([node("MatMul", "x w", "y")], [7], {"w": random(7, 3)}), tmp_path)


def test_a_dilated_transposed_convolution_is_refused(tmp_path: Path):
    model = graph([node("ConvTranspose", "x w", "y", dilations=[2, 2])], ["N", 2, 6, 6], {"w": random(2, 4, 3, 3)})
    assert said(model, tmp_path) == ['ConvTranspose "the_y": a dilated transposed convolution is not there']


@pytest.mark.parametrize("turned", [0, 1])
@pytest.mark.parametrize("bias", [(5,), (1, 5), (1,), (), None])
def test_gemm(turned, bias, tmp_path: Path):
    weights = random(5, 7) if turned else random(7, 5)
    constants = {"w": weights} | ({} if bias is None else {"b": random(*bias)})
    attributes = {"alpha": 0.5, "beta": 2.0, "transB": turned}
    model = graph([node("Gemm", "x w" + (" b" if bias is not None else ""), "y", **attributes)], ["N", 7], constants)
    read = same(model, tmp_path)
    assert kinds(read) == [Linear]
    assert read.source.in_shape == (1, 1, 7)


def test_a_gemm_of_a_transposed_image_is_refused(tmp_path: Path):
    model = graph([node("Gemm", "x w", "y", transA=1)], [7, 7], {"w": random(7, 5)})
    assert said(model, tmp_path) == ['Gemm "the_y": transA=1: the image is transposed']


@pytest.mark.parametrize("alpha", [0.5, -0.5])
def test_gemm_keeps_the_grid_of_its_weights(alpha, tmp_path: Path):
    constants = {"k": np.array([[3, -2], [1, 7]], np.int8), "s": np.float32(0.25), "z": np.int8(0)}
    nodes = [node("DequantizeLinear", "k s z", "w"), node("Gemm", "x w", "y", alpha=alpha)]
    (layer,) = [n.op for n in same(graph(nodes, ["N", 2], constants), tmp_path).source.nodes]
    assert (layer.grid.scale.tolist() == [0.125]) if alpha > 0 else layer.grid is None


def test_a_matrix_product_and_a_sum_are_one_layer(tmp_path: Path):
    nodes = [node("MatMul", "x w", "m"), node("Add", "b m", "y")]
    read = same(graph(nodes, ["N", 7], {"w": random(7, 5), "b": random(5)}), tmp_path)
    assert kinds(read) == [Linear]


def test_a_sum_stays_beside_a_layer_that_others_read(tmp_path: Path):
    nodes = [node("MatMul", "x w", "m"), node("Add", "b m", "s"), node("Add", "s m", "y")]
    read = same(graph(nodes, ["N", 7], {"w": random(7, 5), "b": random(5)}), tmp_path)
    assert kinds(read)[:2] == [Linear, Affine]


def test_a_convolution_and_a_sum_of_channels_are_one_layer(tmp_path: Path):
    nodes = [node("Conv", "x w", "m"), node("Add", "m b", "y")]
    read = same(graph(nodes, ["N", 2, 5, 5], {"w": random(3, 2, 3, 3), "b": random(3, 1, 1)}), tmp_path)
    assert kinds(read) == [Conv]


def test_a_matrix_product_of_the_channels_is_a_convolution(tmp_path: Path):
    nodes = [node("Transpose", "x", "t", perm=[0, 2, 3, 1]), node("MatMul", "t w", "y")]
    read = same(graph(nodes, ["N", 3, 4, 5], {"w": random(1, 1, 3, 6)}), tmp_path)
    assert kinds(read) == [Conv]
    assert read.outputs[0].axes == ("N", "H", "W", "C")


def test_a_matrix_product_of_pixels_in_a_row_is_a_convolution(tmp_path: Path):
    nodes = [
        node("Transpose", "x", "t", perm=[0, 2, 3, 1]),
        node("Reshape", "t s", "r"),
        node("MatMul", "r w", "m"),
        node("Add", "m b", "a"),
        node("Reshape", "a back", "b4"),
        node("Transpose", "b4", "y", perm=[0, 3, 1, 2]),
    ]
    constants = {"w": random(3, 6), "b": random(6), "s": np.array([-1, 3]), "back": np.array([-1, 4, 5, 6])}
    assert kinds(same(graph(nodes, ["N", 3, 4, 5], constants), tmp_path)) == [Conv]


@pytest.mark.parametrize(
    ("nodes", "constants", "what"),
    [
        ([node("MatMul", "w x", "y")], {"w": random(4, 4)}, "multiplies a constant by an image"),
        ([node("MatMul", "x x", "y")], {}, "multiplies two images, as attention does"),
        (
            [node("Conv", "x v", "c"), node("MatMul", "c w", "y")],
            {"v": random(3, 3, 1, 1), "w": random(4, 5)},
            "multiplies 3×4×4 along an axis that is neither the channels nor the whole image",
        ),
        ([node("MatMul", "x w", "y")], {"w": random(3, 4, 5)}, "the weights have shape [3, 4, 5]"),
        (
            [node("MatMul", "x w", "y")],
            {"w": random(5, 5)},
            "the weights read 5 numbers, and the image is [N, 3, 4, 4]",
        ),
        (
            [node("Conv", "x w", "y")],
            {"w": random(3, 3, 3)},
            f"the weights have shape [3, 3, 3]; {FOUR}",
        ),
        ([node("Conv", "x w", "y")], {"w": random(3, 2, 3, 3)}, "weight: reads 1 groups of 2 channels, and 3 enter"),
        (
            [node("Conv", "x w b", "y")],
            {"w": random(3, 3, 3, 3), "b": random(2)},
            "the bias has 2 numbers, and the layer 3 outputs",
        ),
        (
            [node("Conv", "x w", "y", strides=[1])],
            {"w": random(3, 3, 3, 3)},
            "strides=[1], and two numbers are expected",
        ),
        (
            [node("Conv", "x w", "y", strides=[0, 1])],
            {"w": random(3, 3, 3, 3)},
            "stride: must be at least 1 both ways, not (0, 1)",
        ),
        (
            [node("Conv", "x w", "y", pads=[3, 0, 0, 0])],
            {"w": random(3, 3, 3, 3)},
            "padding: must lie in 0..2, less than the kernel reaches over, not 3, 0",
        ),
        (
            [node("Conv", "x w", "y", group=2)],
            {"w": random(4, 3, 3, 3)},
            "weight: reads 2 groups of 3 channels, and 3 enter",
        ),
        (
            [node("Conv", "x w", "y")],
            {"w": random(0, 3, 3, 3)},
            f"the weights have shape [0, 3, 3, 3]; {FOUR}",
        ),
        (
            [node("Conv", "x v", "c"), node("Flatten", "c", "f"), node("Gemm", "f w b", "y")],
            {"v": random(1, 3, 4, 4), "w": random(1, 5), "b": random(5, 1)},
            "the bias has shape [5, 1], and the layer 5 outputs",
        ),
        (
            [node("Conv", "x w b", "y")],
            {"w": random(3, 3, 3, 3), "b": random(3, 1)},
            "the bias has shape [3, 1], and one number a channel is expected",
        ),
        (
            [node("Conv", "x w", "c"), node("Add", "c b", "y")],
            {"w": random(1, 3, 3, 3), "b": random(2, 1, 1)},
            "what is added has shape [1, 2, 1, 1], and the image [N, 1, 2, 2]",
        ),
        ([node("MatMul", "x w", "y")], {"w": random(4, 0)}, "the weights have shape [0, 4]"),
        ([node("Gemm", "x w", "y")], {"w": random(4, 5, 1)}, "the weights have shape [4, 5, 1]"),
    ],
)
def test_refusals(nodes, constants, what, tmp_path: Path):
    (first, *_) = said(graph(nodes, ["N", 3, 4, 4], constants), tmp_path)
    assert first == f'{nodes[-1].op_type} "the_y": {what}'


def test_weights_of_an_image_that_was_flattened_by_rows_are_permuted(tmp_path: Path):
    """As TensorFlow does: [N, H, W, C] → [N, H·W·C] → matrix."""
    nodes = [
        node("Transpose", "x", "n", perm=[0, 3, 1, 2]),
        node("Conv", "n w", "c"),
        node("Transpose", "c", "t", perm=[0, 2, 3, 1]),
        node("Reshape", "t s", "r"),
        node("MatMul", "r v", "y"),
    ]
    constants = {"w": random(3, 2, 3, 3), "v": random(3 * 4 * 5, 6), "s": np.array([-1, 60])}
    read = same(graph(nodes, ["N", 6, 7, 2], constants), tmp_path)
    assert read.source.in_shape == (6, 7, 2)
    assert kinds(read) == [Conv, Linear]
    assert read.input.axes == ("N", "H", "W", "C")
    assert not np.array_equal(read.source.nodes[1].op.weight, constants["v"].T)


def test_names_are_identifiers_and_unique(tmp_path: Path):
    nodes = [node("Relu", "x", "a"), node("Neg", "a", "b"), node("Relu", "b", "c"), node("Neg", "c", "y")]
    for n, name in zip(nodes, ("/1/module/Relu", "module", "node_Module", ""), strict=True):
        n.name = name
    read = as_read(graph(nodes, ["N", 2, 3, 3]), tmp_path)
    assert [n.name for n in read.source.nodes] == ["layer1_module", "module", "Module_2", "y"]
    assert [n.where for n in read.source.nodes] == [
        'Relu "/1/module/Relu"',
        'Neg "module"',
        'Relu "node_Module"',
        'Neg "y"',
    ]
