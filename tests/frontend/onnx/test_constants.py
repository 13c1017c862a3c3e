from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, helper

from hdlgen.frontend.operators import Affine
from tests.frontend.onnx.graphs import graph, node, random, said, same

IMAGE = ["N", 3, 4, 5]


@pytest.mark.parametrize(
    ("attributes", "value"),
    [
        ({"value_float": 0.5}, 0.5),
        ({"value_floats": [0.25, 0.5, 2.0]}, [0.25, 0.5, 2.0]),
        ({"value": helper.make_tensor("t", TensorProto.FLOAT, [3], [1.0, 2.0, 3.0])}, [1.0, 2.0, 3.0]),
        ({"value": helper.make_tensor("t", TensorProto.FLOAT16, [1], [1.5])}, 1.5),
    ],
)
def test_constants(attributes, value, tmp_path: Path):
    nodes = [
        node("Constant", "", "c", **attributes),
        node("Cast", "c", "f", to=1),
        node("Transpose", "x", "t", perm=[0, 2, 3, 1]),
        node("Mul", "t f", "y"),
    ]
    read = same(graph(nodes, IMAGE), tmp_path)
    np.testing.assert_array_equal(read.source.nodes[0].op.gain, np.broadcast_to(value, 3))


def test_a_constant_of_text_is_refused(tmp_path: Path):
    nodes = [node("Constant", "", "c", value_string="a"), node("Mul", "x c", "y")]
    assert said(graph(nodes, IMAGE), tmp_path) == ['Constant "the_c": is neither a tensor nor numbers']


def test_what_is_computed_of_constants_is_computed(tmp_path: Path):
    """A batch norm as TensorFlow writes it: sqrt, reciprocal, products, differences."""
    nodes = [
        node("Add", "variance epsilon", "v"),
        node("Sqrt", "v", "s"),
        node("Reciprocal", "s", "r"),
        node("Mul", "r gamma", "g"),
        node("Mul", "x g", "m"),
        node("Mul", "mean g", "o"),
        node("Sub", "beta o", "b"),
        node("Add", "m b", "y"),
    ]
    by_channel = (3, 1, 1)
    constants = {
        "variance": np.abs(random(*by_channel)),
        "epsilon": np.array(1e-3),
        "gamma": random(*by_channel, seed=2),
        "mean": random(*by_channel, seed=3),
        "beta": random(*by_channel, seed=4),
    }
    assert [type(n.op) for n in same(graph(nodes, IMAGE, constants), tmp_path).source.nodes] == [Affine, Affine]


def test_weights_that_are_arranged_first(tmp_path: Path):
    nodes = [
        node("Transpose", "w", "t", perm=[3, 2, 0, 1]),
        node("Reshape", "t s", "r"),
        node("Split", "r", "a b", axis=0),
        node("Concat", "b a", "c", axis=0),
        node("Expand", "half four", "e"),
        node("Mul", "c e", "v"),
        node("Conv", "x v", "y"),
    ]
    constants = {
        "w": random(9, 1, 3, 4),
        "s": np.array([4, 3, 3, 3]),
        "half": np.array(0.5),
        "four": np.array([4, 1, 1, 1]),
    }
    same(graph(nodes, IMAGE, constants), tmp_path)


@pytest.mark.parametrize(
    ("made", "constants", "what"),
    [
        (
            node("ConstantOfShape", "s", "c"),
            {"s": np.array([1 << 31])},
            "a tensor of shape [2147483648] has 17,179,869,184 bytes",
        ),
        (
            node("Expand", "o s", "c"),
            {"o": np.ones(1), "s": np.array([1 << 20, 1 << 20])},
            "a tensor of shape [1048576, 1048576] has 8,796,093,022,208 bytes",
        ),
        (
            node("Tile", "o s", "c"),
            {"o": np.ones(2), "s": np.array([1 << 30])},
            "a tensor of shape [2147483648] has 17,179,869,184 bytes",
        ),
        (
            node("Range", "a b c1", "c"),
            {"a": np.array(0), "b": np.array(1 << 40), "c1": np.array(1)},
            "a tensor of shape [1099511627776] has 8,796,093,022,208 bytes",
        ),
        (
            node("Add", "a b", "c"),
            {"a": np.ones((1 << 14, 1)), "b": np.ones((1, 1 << 14))},
            "a tensor of shape [16384, 16384] has 2,147,483,648 bytes",
        ),
        (node("Add", "a b", "c"), {"a": np.ones(2), "b": np.ones(3)}, "cannot be computed of [2], [3]: "),
        (node("Reshape", "a b", "c"), {"a": np.ones(2), "b": np.array([3])}, "cannot be computed of [2], [1]: "),
        (node("Range", "a b a", "c"), {"a": np.array(0), "b": np.array(1)}, "cannot be computed of [], [], []: "),
        (node("Sqrt", "a", "c", exact=1), {"a": np.ones(2)}, "attribute exact is not known"),
    ],
)
def test_refusals(made, constants, what, tmp_path: Path):
    model = graph([made, node("Mul", "x c", "y")], IMAGE, constants)
    (first, *_) = said(model, tmp_path)
    assert first.startswith(f'{made.op_type} "the_c": {what}')  # behind the colon stands what NumPy says


def test_sizes_and_products_of_constants(tmp_path: Path):
    nodes = [
        node("Size", "a", "n"),
        node("Shape", "a", "s"),
        node("Constant", "", "half", value_ints=[2, 1]),
        node("Div", "s half", "h"),
        node("Expand", "one h", "e"),
        node("MatMul", "e a", "c"),
        node("Cast", "n", "f", to=1),
        node("Div", "c f", "d"),
        node("Flatten", "x", "g"),
        node("MatMul", "g d", "y"),
    ]
    same(graph(nodes, ["N", 2], {"a": random(4, 4), "one": np.ones(1)}), tmp_path)


def test_the_size_of_an_image(tmp_path: Path):
    nodes = [node("Size", "x", "n"), node("Cast", "n", "f", to=1), node("Div", "x f", "y")]
    same(graph(nodes, [1, 3, 4, 5]), tmp_path)
    assert said(graph(nodes, IMAGE), tmp_path) == ['Div "the_y": the divisor depends on how many images there are']


def test_operators_that_are_read_only_of_constants(tmp_path: Path):
    nodes = [node("Conv", "x w", "c"), node("Sqrt", "c", "y")]
    assert said(graph(nodes, IMAGE, {"w": random(3, 3, 1, 1)}), tmp_path) == [
        'Sqrt "the_y": the operator Sqrt is read only of constants, and an image enters'
    ]


def test_operators_that_are_not_read_of_constants(tmp_path: Path):
    nodes = [node("Relu", "a", "b"), node("HardSwish", "b", "c"), node("Mul", "x c", "y")]
    assert said(graph(nodes, IMAGE, {"a": np.array(1.0)}), tmp_path) == [
        'HardSwish "the_c": input 1 is a constant, and an image is expected'
    ]
