from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto

from hdlgen.frontend.onnx.original import original
from hdlgen.frontend.onnx.reader import reading
from hdlgen.frontend.operators import Add, Affine, Clip, Function, Scale
from tests.frontend.onnx.graphs import graph, images_for, node, random, said, same
from tests.frontend.onnx.test_layers import kinds

IMAGE = ["N", 3, 4, 5]


def one(operator, constants=None, inputs="x c", **attributes):
    return [node(operator, inputs, "y", **attributes)], constants or {}


@pytest.mark.parametrize("operator", ["Add", "Sub", "Mul", "Div"])
@pytest.mark.parametrize("shape", [(), (1,), (3, 1, 1), (1, 3, 1, 1), (1, 1, 1)])
@pytest.mark.parametrize("first", [False, True])
def test_an_image_and_a_constant(operator, shape, first, tmp_path: Path):
    if operator == "Div" and first:
        return  # refused, below
    constant = np.abs(random(*shape)) + np.float32(0.1)
    nodes = [node(operator, "c x" if first else "x c", "y")]
    assert kinds(same(graph(nodes, IMAGE, {"c": constant}), tmp_path)) == [Affine]


def test_a_constant_that_is_the_same_for_all_pixels(tmp_path: Path):
    constant = np.broadcast_to(random(3, 1, 1), (3, 4, 5)).copy()
    read = same(graph(*_with("Mul", constant)), tmp_path)
    np.testing.assert_array_equal(read.source.nodes[0].op.gain, constant[:, 0, 0].astype(np.float64))


def _with(operator, constant):
    return [node(operator, "x c", "y")], IMAGE, {"c": constant}


def test_a_constant_for_each_feature_of_a_flattened_image(tmp_path: Path):
    nodes = [node("Flatten", "x", "f"), node("Mul", "f c", "y")]
    same(graph(nodes, IMAGE, {"c": np.repeat(random(3), 20)}), tmp_path)
    bad = graph(nodes, IMAGE, {"c": random(60)})
    assert said(bad, tmp_path)[0] == 'Mul "the_y": the factor differs from pixel to pixel'


@pytest.mark.parametrize(
    ("nodes", "constants", "what"),
    [
        (*one("Div", {"c": random(1)}, "c x"), "divides a constant by an image"),
        (*one("Div", {"c": np.zeros(3).reshape(3, 1, 1)}), "divides by 0"),
        (*one("Mul", inputs="x x"), "squares an image"),
        (*one("Add", {"c": random(4, 5)}), "what is added differs from pixel to pixel"),
        (*one("Add", {"c": random(2, 3, 4, 5)}), "what is added has shape [2, 3, 4, 5], and the image [N, 3, 4, 5]"),
        (*one("Add", {"c": np.array([np.nan])}), "1 of 1 numbers of what is added are NaN or infinite"),
        (*one("Max", inputs="x x"), "compares images"),
        (*one("PRelu", {"c": random(3, 1, 1)}), "has 3 different slopes"),
        (*one("Gelu", inputs="x", approximate="tanh"), "approximate=tanh: an approximation of GELU"),
        (*one("Clip", {"c": np.array(3.0), "d": np.array(1.0)}, "x c d"), "clips to 3..1"),
        (*one("Max", {"c": random(3, 1, 1)}), "the bound is 3 numbers, and one is expected"),
        (*one("LeakyRelu", inputs="x", alpha=float("nan")), "attribute alpha is nan"),
        (*one("Clip", {"c": np.array([3.0, 1.0])}), "the lower bound is [3.0, 1.0], and one number is expected"),
        (*one("Erf", inputs="x"), "Erf is taken only in GELU, 0.5·x·(1 + Erf(x/√2))"),
    ],
)
def test_refusals(nodes, constants, what, tmp_path: Path):
    assert said(graph(nodes, IMAGE, constants, opset=20), tmp_path)[0] == f'{nodes[-1].op_type} "the_y": {what}'


@pytest.mark.parametrize(
    ("second", "what"),
    [
        ("Mul", "multiplies two images pixel by pixel"),
        ("Div", "divides an image by another"),
    ],
)
def test_two_images(second, what, tmp_path: Path):
    nodes = [node("Relu", "x", "a"), node(second, "x a", "y")]
    assert said(graph(nodes, IMAGE), tmp_path) == [f'{second} "the_y": {what}']


def test_sums_of_images(tmp_path: Path):
    nodes = [node("Relu", "x", "a"), node("Neg", "x", "b"), node("Sum", "x a b", "s"), node("Sub", "s a", "t")]
    read = same(graph([*nodes, node("Add", "t t", "y")], IMAGE), tmp_path)
    assert kinds(read).count(Add) == 3


def test_a_sum_that_repeats_an_image_is_refused(tmp_path: Path):
    nodes = [node("GlobalAveragePool", "x", "a"), node("Add", "x a", "y")]
    assert said(graph(nodes, IMAGE), tmp_path) == [
        'Add "the_y": adds [N, 3, 4, 5] and [N, 3, 1, 1]: one is repeated along the other'
    ]


def test_a_sum_of_an_image_and_its_transpose_is_refused(tmp_path: Path):
    nodes = [node("Transpose", "x", "t", perm=[0, 1, 3, 2]), node("Add", "x t", "y")]
    assert said(graph(nodes, ["N", 3, 4, 4]), tmp_path) == [
        'Add "the_y": adds [N, 3, 4, 4] and [N, 3, 4, 4], whose axes are not the same ones'
    ]


@pytest.mark.parametrize("first", [False, True])
def test_gates_for_each_channel(first, tmp_path: Path):
    nodes = [
        node("GlobalAveragePool", "x", "a"),
        node("Sigmoid", "a", "g"),
        node("Mul", "g x" if first else "x g", "y"),
    ]
    assert Scale in kinds(same(graph(nodes, IMAGE), tmp_path))


def test_gates_of_images_whose_channels_come_last(tmp_path: Path):
    nodes = [
        node("ReduceMean", "x", "a", axes=[1, 2]),
        node("MatMul", "a w", "m"),
        node("Sigmoid", "m", "g"),
        node("Mul", "x g", "y"),
    ]
    read = same(graph(nodes, ["N", 6, 5, 3], {"w": random(3, 3)}), tmp_path)
    assert Scale in kinds(read)
    assert read.source.in_shape == (6, 5, 3)


def test_gates_of_a_vector(tmp_path: Path):
    nodes = [node("MatMul", "x w", "m"), node("Sigmoid", "x", "g"), node("Mul", "m g", "y")]
    assert Scale in kinds(same(graph(nodes, ["N", 3], {"w": random(3, 3)}), tmp_path))


@pytest.mark.parametrize(
    ("operator", "attributes", "wanted"),
    [
        ("Relu", {}, Clip(0.0, np.inf)),
        ("Sigmoid", {}, Function("sigmoid")),
        ("Tanh", {}, Function("tanh")),
        ("HardSwish", {}, Function("hard_swish")),
        ("HardSigmoid", {"alpha": 1 / 6}, Function("hard_sigmoid")),
        ("HardSigmoid", {}, None),
        ("LeakyRelu", {"alpha": 0.25}, Function("leaky_relu", 0.25)),
        ("LeakyRelu", {"alpha": 0.0}, Clip(0.0, np.inf)),
        ("Gelu", {}, Function("gelu")),
        ("Neg", {}, None),
    ],
)
def test_activations(operator, attributes, wanted, tmp_path: Path):
    read = same(graph([node(operator, "x", "y", **attributes)], IMAGE, opset=20), tmp_path)
    if wanted:
        assert [n.op for n in read.source.nodes] == [wanted]


def test_a_parametric_relu_of_one_slope(tmp_path: Path):
    read = same(graph([node("PRelu", "x c", "y")], IMAGE, {"c": np.full((3, 1, 1), 0.25)}), tmp_path)
    assert [n.op for n in read.source.nodes] == [Function("leaky_relu", 0.25)]


@pytest.mark.parametrize("opset", [9, 10, 11, 13, 17])
def test_clip_in_both_forms(opset, tmp_path: Path):
    if opset < 11:
        nodes, constants = one("Clip", inputs="x", min=-1.0, max=2.0)
    else:
        nodes, constants = one("Clip", {"lo": np.array(-1.0), "hi": np.array(2.0)}, "x lo hi")
    read = same(graph(nodes, IMAGE, constants, opset=opset), tmp_path)
    assert [n.op for n in read.source.nodes] == [Clip(-1.0, 2.0)]


def test_bounds_of_clip_may_be_left_out(tmp_path: Path):
    nodes = [node("Clip", "x . hi", "a"), node("Clip", "a lo", "b"), node("Clip", "b", "y")]
    read = same(graph(nodes, IMAGE, {"lo": np.array(-1.0), "hi": np.array(3e38)}), tmp_path)
    assert [n.op for n in read.source.nodes] == [Clip(-np.inf, float(np.float32(3e38))), Clip(-1.0, np.inf)]


@pytest.mark.parametrize(("operator", "wanted"), [("Max", Clip(1.0, np.inf)), ("Min", Clip(-np.inf, 1.0))])
def test_the_larger_and_the_smaller_number(operator, wanted, tmp_path: Path):
    read = same(graph(*_with(operator, np.array(1.0))), tmp_path)
    assert [n.op for n in read.source.nodes] == [wanted]


def test_batch_norm(tmp_path: Path):
    constants = {"s": random(3), "b": random(3), "m": random(3), "v": np.abs(random(3))}
    nodes = [node("BatchNormalization", "x s b m v", "y", epsilon=1e-3, momentum=0.9)]
    assert kinds(same(graph(nodes, IMAGE, constants), tmp_path)) == [Affine]
    assert kinds(same(graph(nodes, ["N", 3], constants), tmp_path)) == [Affine]
    nodes = [node("BatchNormalization", "x s b m v", "y", training_mode=1)]
    assert said(graph(nodes, IMAGE, constants), tmp_path) == [
        'BatchNormalization "the_y": training_mode=1: the mean and the variance are those of the batch'
    ]
    nodes = [node("BatchNormalization", "x s b m v", "n mean var"), node("Add", "n mean", "y")]
    assert said(graph(nodes, IMAGE, constants), tmp_path) == [
        'BatchNormalization "the_n": its mean and variance are read'
    ]
    nodes = [node("BatchNormalization", "x s b m v", "y")]
    assert said(graph(nodes, IMAGE, constants | {"v": -constants["v"]}), tmp_path) == [
        'BatchNormalization "the_y": has a variance below 0'
    ]
    assert said(graph(nodes, IMAGE, constants | {"m": random(1)}), tmp_path) == [
        'BatchNormalization "the_y": reads [N, 3, 4, 5], and has 3 scales'
    ]


SQRT2 = np.array(np.sqrt(2))
PATTERNS = {
    "silu": ([node("Sigmoid", "x", "s"), node("Mul", "x s", "y")], "silu"),
    "silu, turned": ([node("Sigmoid", "x", "s"), node("Mul", "s x", "y")], "silu"),
    "hard swish": ([node("HardSigmoid", "x", "s", alpha=1 / 6), node("Mul", "s x", "y")], "hard_swish"),
    "hard sigmoid, a division": (
        [node("Add", "x three", "a"), node("Clip", "a zero six", "c"), node("Div", "c six", "y")],
        "hard_sigmoid",
    ),
    "hard swish, a division behind": (
        [
            node("Add", "x three", "a"),
            node("Clip", "a zero six", "c"),
            node("Mul", "x c", "m"),
            node("Div", "m six", "y"),
        ],
        "hard_swish",
    ),
    "hard swish, a division inside": (
        [
            node("Add", "three x", "a"),
            node("Clip", "a zero six", "c"),
            node("Mul", "c sixth", "m"),
            node("Mul", "m x", "y"),
        ],
        "hard_swish",
    ),
    "gelu of PyTorch": (
        [
            node("Div", "x sqrt2", "d"),
            node("Erf", "d", "e"),
            node("Add", "e one", "a"),
            node("Mul", "x a", "m"),
            node("Mul", "m half", "y"),
        ],
        "gelu",
    ),
    "gelu, the half first": (
        [
            node("Div", "x sqrt2", "d"),
            node("Erf", "d", "e"),
            node("Add", "e one", "a"),
            node("Mul", "x half", "h"),
            node("Mul", "h a", "y"),
        ],
        "gelu",
    ),
    "gelu, the half inside": (
        [
            node("Mul", "x isqrt2", "d"),
            node("Erf", "d", "e"),
            node("Add", "one e", "a"),
            node("Mul", "half a", "h"),
            node("Mul", "h x", "y"),
        ],
        "gelu",
    ),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_activations_of_several_nodes(name, tmp_path: Path):
    nodes, wanted = PATTERNS[name]
    numbers = {"zero": 0.0, "half": 0.5, "one": 1.0, "three": 3.0, "six": 6.0, "sixth": 1 / 6, "isqrt2": 1 / SQRT2}
    constants = {key: np.array(value) for key, value in numbers.items()} | {"sqrt2": SQRT2}
    read = same(graph(nodes, IMAGE, constants), tmp_path)
    assert [n.op for n in read.source.nodes] == [Function(wanted)]


@pytest.mark.parametrize("operator", ["Softmax", "LogSoftmax"])
@pytest.mark.parametrize("opset", [9, 13])
def test_softmax_at_the_end_is_left_out(operator, opset, tmp_path: Path):
    nodes = [node("MatMul", "x w", "m"), node(operator, "m", "y")]
    read = same(graph(nodes, ["N", 3], {"w": random(3, 4)}, opset=opset), tmp_path)
    assert read.outputs[0].behind == operator
    assert read.source.outputs == ("the_m",)


def test_softmax_of_each_pixel_is_left_out(tmp_path: Path):
    assert same(graph([node("Softmax", "x", "y", axis=1)], IMAGE), tmp_path).outputs[0].behind == "Softmax"


def test_a_softmax_that_is_transposed_is_compared_in_front_of_it(tmp_path: Path):
    nodes = [
        node("Conv", "x w", "c"),
        node("Transpose", "c", "t", perm=[0, 2, 3, 1]),
        node("Softmax", "t", "s"),
        node("Transpose", "s", "y", perm=[0, 3, 1, 2]),
    ]
    path = tmp_path / "net.onnx"
    path.write_bytes(graph(nodes, IMAGE, {"w": random(2, 3, 1, 1)}).SerializeToString())
    assert reading(path).outputs[0].axes == ("N", "H", "W", "C")
    first = original(path, "net")
    images = images_for(reading(path))
    assert first.run is not None
    np.testing.assert_allclose(first.run(images)[0], first.source.run(images)["the_c"], rtol=1e-5, atol=1e-5)


def test_softmax_elsewhere_is_refused(tmp_path: Path):
    nodes = [node("Softmax", "x", "s", axis=1), node("Relu", "s", "y")]
    assert said(graph(nodes, IMAGE), tmp_path) == [
        'Softmax "the_s": Softmax is taken only at the very end, where it is left out'
    ]
    nodes = [node("Conv", "x w", "c"), node("Softmax", "c", "y", axis=2)]
    assert said(graph(nodes, IMAGE, {"w": random(3, 3, 1, 1)}), tmp_path) == [
        'Softmax "the_y": is taken along axis 2 of [N, 3, 4, 5], which is not the channels'
    ]


@pytest.mark.parametrize("keep", [0, 1])
@pytest.mark.parametrize("softmax", [False, True])
def test_the_largest_channel(keep, softmax, tmp_path: Path):
    nodes = [node("Softmax", "x", "s", axis=1)] if softmax else []
    nodes += [node("ArgMax", "s" if softmax else "x", "y", axis=1, keepdims=keep)]
    read = same(graph(nodes, IMAGE, outputs={"y": TensorProto.INT64}), tmp_path)
    assert read.outputs[0].shape == (4, 5, 1)
    nodes = [node("Conv", "x w", "c"), node("ArgMax", "c", "y", axis=2)]
    assert said(graph(nodes, IMAGE, {"w": random(3, 3, 1, 1)}, outputs={"y": TensorProto.INT64}), tmp_path) == [
        'ArgMax "the_y": is taken along axis 2 of [N, 3, 4, 5], which is not the channels'
    ]
    nodes = [node("ArgMax", "x", "y", axis=1, select_last_index=1)]
    assert said(graph(nodes, IMAGE, outputs={"y": TensorProto.INT64}), tmp_path) == [
        'ArgMax "the_y": select_last_index=1: the last of equals is taken'
    ]
