"""Networks as exporters and quantizers write them; `tests/frontend/models/make.py` made the files."""

from pathlib import Path

import numpy as np
import onnx
import pytest

from hdlgen.frontend.onnx.reader import read, reading
from hdlgen.frontend.operators import (
    Add,
    Affine,
    Average,
    Concat,
    Conv,
    ConvTransposed,
    Function,
    Linear,
    Quant,
    Scale,
    Upsample,
)
from tests.frontend.onnx.graphs import as_qonnx, graph, node, onnx_runtime, own, random, same
from tests.frontend.onnx.test_layers import kinds

MODELS = Path(__file__).parents[1] / "models"


def images(shape, count=8):
    return np.random.default_rng(3).uniform(-0.5, 1.5, (count, *shape)).astype(np.float32)


@pytest.mark.parametrize("exporter", ["torchscript", "dynamo"])
def test_a_network_of_pytorch(exporter, tmp_path: Path):
    found = same(MODELS / f"cnn_{exporter}.onnx", tmp_path)
    assert found.source.in_shape == (16, 16, 3)
    assert found.outputs[0].behind == "Softmax"
    activations = {n.op.name for n in found.source.nodes if isinstance(n.op, Function)}
    assert activations == {"hard_swish", "silu", "hard_sigmoid", "gelu", "leaky_relu"}
    assert {Add, Scale, Average, Linear} <= set(kinds(found))
    assert max(n.op.groups for n in found.source.nodes if isinstance(n.op, Conv)) == 16


@pytest.mark.parametrize("exporter", ["torchscript", "dynamo"])
def test_a_network_that_goes_down_and_up(exporter, tmp_path: Path):
    found = same(MODELS / f"unet_{exporter}.onnx", tmp_path)
    assert found.source.shapes[found.source.outputs[0]] == (16, 16, 2)
    assert {ConvTransposed, Concat, Upsample} <= set(kinds(found))
    assert max(n.op.dilation for n in found.source.nodes if isinstance(n.op, Conv)) == (2, 2)


@pytest.mark.parametrize("name", ["brevitas_cnn", "brevitas_mobile", "brevitas_residual"])
def test_a_network_of_brevitas(name):
    """Every number of every output equals qonnx's."""
    path = MODELS / f"{name}.onnx"
    found = reading(path)
    x = images(found.source.in_shape)
    for y, wanted in zip(own(found, x), as_qonnx(onnx.load(path), found, x), strict=True):
        np.testing.assert_allclose(y, wanted, rtol=1e-5, atol=1e-5)
    weighted = [n.op for n in found.source.nodes if isinstance(n.op, Conv | Linear)]
    for op in weighted:
        assert (op.grid.lo, op.grid.hi) == (-7, 7)
        assert len(op.grid.scale) == len(op.weight)
        k = op.weight / op.grid.scale.reshape(-1, *(1,) * (op.weight.ndim - 1))
        np.testing.assert_allclose(k, np.rint(k), atol=1e-12)


def test_what_brevitas_writes_has_the_same_grid_on_both_sides_of_a_sum():
    source = read(MODELS / "brevitas_residual.onnx")
    sums = [n for n in source.nodes if isinstance(n.op, Add)]
    assert len(sums) == 2
    for n in sums:
        one, other = (source[name].op.grid for name in n.inputs)
        assert one.scale == other.scale


@pytest.mark.parametrize("kind", ["symmetric", "default"])
def test_a_network_that_onnx_runtime_quantized(kind):
    """Equal, but where float32 sums of the two lie on both sides of a half: then a step."""
    path = MODELS / f"qdq_{kind}.onnx"
    found = reading(path)
    x = images(found.source.in_shape, 32)
    (y,), (wanted,) = own(found, x), onnx_runtime(path, found, x)
    off = np.abs(y - wanted).max(axis=(1, 2, 3))
    assert np.median(off) < 1e-6
    assert np.mean(off > 1e-6) < 0.2
    assert off.max() < 0.02
    grids = [n.op.grid for n in found.source.nodes if isinstance(n.op, Quant)]
    if kind == "symmetric":
        assert {(grid.lo, grid.hi) for grid in grids} == {(-128, 127)}
    else:
        assert any(grid.lo not in (0, -128) for grid in grids)


def test_a_network_of_brevitas_in_standard_operators(tmp_path: Path):
    found = same(MODELS / "brevitas_qcdq.onnx", tmp_path)
    weighted = [n.op.grid for n in found.source.nodes if isinstance(n.op, Conv | Linear)]
    assert {(grid.lo, grid.hi) for grid in weighted} == {(-7, 7)}
    quantizers = [(n.op.grid.lo, n.op.grid.hi) for n in found.source.nodes if isinstance(n.op, Quant)]
    assert quantizers == [(-128, 127), (0, 15), (0, 15), (-128, 127)]


def test_a_network_as_keras_writes_it(tmp_path: Path):
    """Images and values [N, H, W, C], with a transposition around each convolution."""
    nodes = [
        node("Transpose", "x", "x1", perm=[0, 3, 1, 2]),
        node("Conv", "x1 w1", "c1", auto_pad="SAME_UPPER", strides=[2, 2]),
        node("Transpose", "c1", "c1t", perm=[0, 2, 3, 1]),
        node("Add", "c1t b1", "a1"),
        node("Relu", "a1", "r1"),
        node("Mul", "r1 gain", "g1"),
        node("Add", "g1 offset", "n1"),
        node("Transpose", "n1", "n1t", perm=[0, 3, 1, 2]),
        node("Pad", "n1t pads", "p1"),
        node("Conv", "p1 w2", "c2", group=8),
        node("Transpose", "c2", "c2t", perm=[0, 2, 3, 1]),
        node("Concat", "c2t n1", "j", axis=-1),
        node("ReduceMean", "j", "m", axes=[1, 2], keepdims=1),
        node("MatMul", "m w3", "e"),
        node("Sigmoid", "e", "s"),
        node("Mul", "j s", "k"),
        node("MaxPool", "kt", "q", kernel_shape=[2, 2], strides=[2, 2]),
        node("Transpose", "q", "qt", perm=[0, 2, 3, 1]),
        node("Shape", "qt", "sh"),
        node("Slice", "sh zero one", "n"),
        node("Concat", "n rest", "to", axis=0),
        node("Reshape", "qt to", "f"),
        node("MatMul", "f w4", "l"),
        node("Add", "l b4", "d"),
        node("Softmax", "d", "y"),
    ]
    nodes.insert(16, node("Transpose", "k", "kt", perm=[0, 3, 1, 2]))
    constants = {
        **{"w1": random(8, 3, 3, 3), "b1": random(8), "gain": random(8), "offset": random(8)},
        **{"w2": random(8, 1, 3, 3), "w3": random(16, 16), "w4": random(16 * 6, 5), "b4": random(5)},
        **{"pads": np.array([0, 0, 1, 1, 0, 0, 1, 1]), "zero": np.array([0]), "one": np.array([1])},
        "rest": np.array([-1]),
    }
    found = same(graph(nodes, ["N", 9, 12, 3], constants, opset=13), tmp_path)
    assert found.source.in_shape == (9, 12, 3)
    assert found.input.axes == ("N", "H", "W", "C")
    assert kinds(found).count(Conv) == 2
    assert kinds(found).count(Linear) == 2
    assert Affine in kinds(found)


def test_images_go_in_parts_of_as_many_as_the_graph_takes():
    whole, single = (reading(MODELS / f"{name}.onnx") for name in ("cnn_dynamo", "brevitas_cnn"))
    assert [len(part) for part in whole.batches(images((16, 16, 3), 5))] == [5]
    assert [len(part) for part in single.batches(images((14, 14, 1), 5))] == [1] * 5


def test_nodes_are_called_as_the_modules_that_they_come_from():
    by_module = {
        "cnn_dynamo": ["stem_1", "stem_2", "wide_1", "wide_2", "depth_1", "depth_2", "depth_3", "depth_3_squeeze"],
        "cnn_torchscript": ["stem_0", "stem_2", "wide_0", "wide_2", "depth_0", "depth_2", "depth_3", "depth_3_squeeze"],
        "brevitas_cnn": ["image", "one", "norm_one", "act_one", "act_one_2", "two", "norm_two", "act_two", "act_two_2"],
        "brevitas_qcdq": [
            "image",
            "one",
            "norm_one",
            "act_one",
            "act_one_2",
            "two",
            "norm_two",
            "act_two",
            "act_two_2",
        ],
        "qdq_default": ["image", "stem_0", "stem_2", "way_0", "way_2", "way_3", "way_3_2", "way_3_squeeze"],
    }
    for name, wanted in by_module.items():
        found = [n.name for n in read(MODELS / f"{name}.onnx").nodes]
        assert found[: len(wanted)] == wanted
    (conv,) = [n for n in read(MODELS / "brevitas_cnn.onnx").nodes if n.name == "one"]
    assert conv.where == 'Conv "node_Conv_76" of one'
    assert read(MODELS / "brevitas_cnn.onnx")["image"].where == 'Quant "node__symbolic" of image'


def test_labels_are_the_authors_names_of_the_outputs():
    assert read(MODELS / "brevitas_residual.onnx").labels == ("linear",)
