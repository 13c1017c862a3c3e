from pathlib import Path

import numpy as np
import pytest

from hdlgen.frontend.operators import Affine, Average, MaxPool
from tests.frontend.onnx.graphs import graph, node, said, same
from tests.frontend.onnx.test_layers import kinds

IMAGE = ["N", 3, 7, 8]


@pytest.mark.parametrize("operator", ["MaxPool", "AveragePool"])
@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"strides": [2, 2]},
        {"strides": [2, 2], "pads": [1, 0, 0, 1]},
        {"strides": [2, 2], "auto_pad": "SAME_UPPER"},
        {"strides": [2, 2], "auto_pad": "SAME_LOWER"},
        {"strides": [3, 3], "auto_pad": "VALID"},
    ],
)
def test_windows(operator, attributes, tmp_path: Path):
    counted = {"count_include_pad": 1} if operator == "AveragePool" else {}
    same(graph([node(operator, "x", "y", kernel_shape=[3, 2], **counted, **attributes)], IMAGE), tmp_path)


@pytest.mark.parametrize(
    "attributes",
    [
        {"kernel_shape": [2, 2], "strides": [2, 2]},
        {"kernel_shape": [3, 3], "strides": [2, 2], "pads": [1, 1, 1, 1]},
        {"kernel_shape": [3, 3], "strides": [3, 3]},
        {"kernel_shape": [2, 2], "strides": [3, 3], "pads": [1, 1, 1, 1]},
        {"kernel_shape": [1, 1], "strides": [2, 2]},
    ],
)
@pytest.mark.parametrize("size", [(7, 8), (5, 6), (9, 10)])
def test_rounding_the_number_of_positions_up(attributes, size, tmp_path: Path):
    same(graph([node("MaxPool", "x", "y", ceil_mode=1, **attributes)], ["N", 3, *size]), tmp_path)


def test_rounding_up_that_changes_nothing(tmp_path: Path):
    nodes = [node("AveragePool", "x", "y", ceil_mode=1, kernel_shape=[3, 2], strides=[2, 2])]
    same(graph(nodes, IMAGE), tmp_path)


@pytest.mark.parametrize("operator", ["GlobalAveragePool", "GlobalMaxPool"])
def test_the_whole_plane(operator, tmp_path: Path):
    read = same(graph([node(operator, "x", "y")], IMAGE), tmp_path)
    assert read.source.shapes["the_y"] == (1, 1, 3)


@pytest.mark.parametrize("operator", ["ReduceMean", "ReduceMax", "ReduceSum"])
@pytest.mark.parametrize("axes", [[2, 3], [-1, -2], [3], [2]])
@pytest.mark.parametrize("keep", [0, 1])
@pytest.mark.parametrize("opset", [11, 18])
def test_reductions(operator, axes, keep, opset, tmp_path: Path):
    if opset == 11:
        model = graph([node(operator, "x", "y", axes=axes, keepdims=keep)], IMAGE, opset=11)
    else:
        model = graph([node(operator, "x a", "y", keepdims=keep)], IMAGE, {"a": np.array(axes)}, opset=18)
    read = same(model, tmp_path)
    expected = {"ReduceMean": [Average], "ReduceMax": [MaxPool], "ReduceSum": [Average, Affine]}
    assert kinds(read) == expected[operator]


def test_a_reduction_of_pixels_in_a_row(tmp_path: Path):
    nodes = [node("Reshape", "x s", "r"), node("ReduceMean", "r", "y", axes=[2], keepdims=0)]
    read = same(graph(nodes, IMAGE, {"s": np.array([0, 3, -1])}), tmp_path)
    assert kinds(read) == [Average]


def test_a_reduction_of_axes_of_size_1(tmp_path: Path):
    nodes = [node("GlobalMaxPool", "x", "g"), node("ReduceMean", "g", "y", axes=[2, 3], keepdims=0)]
    assert kinds(same(graph(nodes, IMAGE), tmp_path)) == [MaxPool]


def test_a_reduction_of_nothing(tmp_path: Path):
    nodes = [
        node("ReduceMean", "x", "y", noop_with_empty_axes=1),
    ]
    assert same(graph(nodes, IMAGE, opset=18), tmp_path).source.nodes == ()


@pytest.mark.parametrize(
    ("made", "what"),
    [
        (node("MaxPool", "x", "y", kernel_shape=[2, 2], dilations=[2, 2]), "a dilated pool is not there"),
        (node("AveragePool", "x", "y", kernel_shape=[2, 2], dilations=[2, 1]), "a dilated pool is not there"),
        (node("MaxPool", "x", "y", kernel_shape=[2, 2], storage_order=1), "storage_order=1: columns come before rows"),
        (
            node("AveragePool", "x", "y", kernel_shape=[2, 2], pads=[1, 1, 0, 0]),
            "averages fewer pixels where the image is padded",
        ),
        (
            node("AveragePool", "x", "y", kernel_shape=[3, 3], strides=[3, 3], ceil_mode=1),
            "ceil_mode adds windows that see fewer pixels",
        ),
        (node("MaxPool", "x", "y", strides=[3, 3]), "has no attribute kernel_shape"),
        (
            node("MaxPool", "x", "y", kernel_shape=[2, 2], pads=[2, 0, 0, 0]),
            "padding: must lie in 0..1, less than the kernel reaches over, not 2, 0",
        ),
        (node("MaxPool", "x", "y", kernel_shape=[2, 2], auto_pad="SAME"), "auto_pad=SAME is not known"),
        (node("MaxPool", "x", "y", kernel_shape=[9, 9]), "kernel: reaches over 9×9, more than the padded image of 7×8"),
        (node("MaxPool", "x", "y", kernel_shape=[2]), "kernel_shape=[2], and two numbers are expected"),
        (
            node("ReduceMax", "x", "y", keepdims=0),
            "goes over axes [0, 1, 2, 3] of [N, 3, 7, 8], which are not rows and columns alone",
        ),
    ],
)
def test_refusals(made, what, tmp_path: Path):
    assert said(graph([made], IMAGE, opset=19), tmp_path) == [f'{made.op_type} "the_y": {what}']


def test_where_the_largest_are_cannot_be_read(tmp_path: Path):
    nodes = [node("MaxPool", "x", "m where", kernel_shape=[2, 2]), node("Cast", "where", "y", to=1)]
    assert said(graph(nodes, IMAGE), tmp_path) == ['MaxPool "the_m": where the largest pixels are is read']
