from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto

from hdlgen.frontend.operators import Clip, Concat, Conv, Linear, MaxPool, Upsample
from tests.frontend.onnx.graphs import as_read, graph, node, random, said, same
from tests.frontend.onnx.test_layers import kinds

IMAGE = ["N", 3, 4, 5]
FIRST = [node("Conv", "x first", "c")]
"""A convolution with 1×1, after which it is known which axes are which."""
WEIGHTS = {"first": random(3, 3, 1, 1)}


def behind(*nodes):
    return [*FIRST, *nodes]


@pytest.mark.parametrize(
    ("middle", "constants"),
    [
        ([node("Flatten", "c", "f")], {}),
        ([node("Flatten", "c", "f", axis=-3)], {}),
        ([node("Reshape", "c s", "f")], {"s": np.array([-1, 60])}),
        ([node("Reshape", "c s", "f")], {"s": np.array([0, -1])}),
        ([node("Transpose", "c", "t", perm=[0, 3, 1, 2]), node("Flatten", "t", "f")], {}),
        (
            [node("Transpose", "c", "t", perm=[0, 2, 3, 1]), node("Reshape", "t s", "r"), node("Flatten", "r", "f")],
            {"s": np.array([0, 20, 3])},
        ),
        ([node("Identity", "c", "i"), node("Dropout", "i", "d"), node("Flatten", "d", "f")], {}),
        ([node("Unsqueeze", "c a", "u"), node("Squeeze", "u a", "q"), node("Flatten", "q", "f")], {"a": np.array([1])}),
        (
            [node("Cast", "c", "k", to=TensorProto.DOUBLE), node("Cast", "k", "k2", to=1), node("Flatten", "k2", "f")],
            {},
        ),
    ],
)
@pytest.mark.parametrize("batch", ["N", 1, 4])
def test_ways_to_a_vector(middle, constants, batch, tmp_path: Path):
    nodes = behind(*middle, node("Gemm", "f w", "y"))
    read = same(graph(nodes, [batch, 3, 4, 5], {"w": random(60, 7), **WEIGHTS, **constants}), tmp_path)
    assert kinds(read) == [Conv, Linear]
    assert read.input.batch == (None if batch == "N" else batch)


def test_a_shape_that_is_computed(tmp_path: Path):
    """As PyTorch's older exporter writes x.view(x.size(0), -1)."""
    nodes = behind(
        node("Shape", "c", "s"),
        node("Constant", "", "zero", value_int=0),
        node("Gather", "s zero", "g", axis=0),
        node("Unsqueeze", "g axes", "u"),
        node("Concat", "u rest", "v", axis=0),
        node("Reshape", "c v", "r"),
        node("Gemm", "r w", "y"),
    )
    constants = {"axes": np.array([0]), "rest": np.array([-1]), "w": random(60, 7)}
    assert kinds(same(graph(nodes, IMAGE, WEIGHTS | constants), tmp_path)) == [Conv, Linear]


def test_a_shape_that_is_computed_from_sizes(tmp_path: Path):
    """As older exporters write an upsampling: sizes, times 2, floor."""
    nodes = behind(
        node("Shape", "c", "s"),
        node("Slice", "s two four", "hw"),
        node("Cast", "hw", "f", to=1),
        node("Mul", "f double", "m"),
        node("Floor", "m", "l"),
        node("Cast", "l", "i", to=7),
        node("Slice", "s zero two", "nc"),
        node("Concat", "nc i", "sizes", axis=0),
        node(
            "Resize",
            "c . . sizes",
            "y",
            mode="nearest",
            coordinate_transformation_mode="asymmetric",
            nearest_mode="floor",
        ),
    )
    constants = {name: np.array([value]) for name, value in (("zero", 0), ("two", 2), ("four", 4))}
    read = same(graph(nodes, IMAGE, WEIGHTS | constants | {"double": np.array(2.0)}), tmp_path)
    assert kinds(read) == [Conv, Upsample]


def test_what_depends_on_the_number_of_images_is_no_number(tmp_path: Path):
    nodes = behind(
        node("Shape", "c", "s"), node("Slice", "s zero one", "n"), node("Cast", "n", "f", to=1), node("Mul", "c f", "y")
    )
    constants = {"zero": np.array([0]), "one": np.array([1])}
    assert said(graph(nodes, IMAGE, WEIGHTS | constants), tmp_path) == [
        'Mul "the_y": the factor depends on how many images there are'
    ]


@pytest.mark.parametrize(
    ("made", "constants", "what"),
    [
        (node("Reshape", "c s", "y"), {"s": np.array([0, 3, 4, 5, 0])}, "makes [0, 3, 4, 5, 0] of [N, 3, 4, 5]"),
        (node("Unsqueeze", "c s", "y"), {"s": np.array([0, 0])}, "axes=[0, 0]"),
        (node("Split", "c", "y z", axis=1), {}, "takes 3 channels apart into 2"),
        (node("Split", "c s", "y z", axis=1), {"s": np.array([1, 1])}, "takes 3 channels apart as [1, 1]"),
        (
            node("Slice", "c s e", "y"),
            {"s": np.array([0]), "e": np.array([1, 2])},
            "starts=[0], ends=[1, 2], axes=[0], steps=[1]",
        ),
        (
            node("Reshape", "c s", "y"),
            {"s": np.array([0, 3, 2, 2, 5])},
            "makes [N, 3, 2, 2, 5] of [N, 3, 4, 5]: divides an axis of the image, or puts images together",
        ),
        (node("Reshape", "c s", "y"), {"s": np.array([0, 7])}, "makes [N, 7] of [N, 3, 4, 5]"),
        (node("Reshape", "c s", "y"), {"s": np.array([1.0])}, "the shape is no list of whole numbers"),
        (node("Transpose", "c", "y", perm=[0, 1]), {}, "perm=[0, 1] of a tensor of 4 axes"),
        (node("Squeeze", "c s", "y"), {"s": np.array([1])}, "takes away axes [1] of [N, 3, 4, 5]"),
        (node("Squeeze", "c s", "y"), {"s": np.array([7])}, "axis 7 of a tensor of 4 axes"),
        (node("Flatten", "c", "y", axis=9), {}, "axis 9 of a tensor of 4 axes"),
        (
            node("Expand", "c s", "y"),
            {"s": np.array([2, 1, 3, 4, 5])},
            "repeats an image of [N, 3, 4, 5] to [2, 1, 3, 4, 5]",
        ),
        (
            node("Concat", "c c", "y", axis=2),
            {},
            "joins [N, 3, 4, 5], [N, 3, 4, 5] along axis 2, which is not the channels of one plane",
        ),
        (
            node("Slice", "c s e", "y"),
            {"s": np.array([0, 0, 1]), "e": np.array([9**9] * 3)},
            "takes 3 of the 4 along axis 2 of [N, 3, 4, 5]",
        ),
        (
            node("Gather", "c s", "y", axis=2),
            {"s": np.array(1)},
            "takes a part of axis 2 of [N, 3, 4, 5], which is not the channels of real numbers",
        ),
        (node("Gather", "c s", "y", axis=1), {"s": np.array([5])}, "takes [1] of axis 1 of [N, 3, 4, 5]"),
        (node("Pad", "c s", "y", mode="reflect"), {"s": np.zeros(8, int)}, "mode=reflect: the image goes on outside"),
        (node("Pad", "c s v", "y"), {"s": np.array([0, 0, 1, 1, 0, 0, 1, 1]), "v": np.array(1.0)}, "pads with 1"),
        (
            node("Pad", "c s", "y"),
            {"s": np.array([0, 0, -1, 0, 0, 0, 0, 0])},
            "pads=[0, 0, -1, 0, 0, 0, 0, 0]: the image is cut",
        ),
        (
            node("Pad", "c s", "y"),
            {"s": np.array([0, 1, 0, 0, 0, 0, 0, 0])},
            "pads axis 1 of [N, 3, 4, 5], which is not rows or columns",
        ),
        (node("Pad", "c s", "y"), {"s": np.array([0, 0, 1, 1])}, "pads=[0, 0, 1, 1] of 4 axes"),
        (
            node("Pad", "c s", "y"),
            {"s": np.array([0, 0, 1, 0, 0, 0, 0, 0])},
            "pads an image that no convolution or pool reads at once",
        ),
        (node("Cast", "c", "y", to=TensorProto.INT32), {}, "makes INT32 of an image"),
        (
            node("Dropout", "c r t", "y"),
            {"r": np.array(0.5), "t": np.array(True)},
            "drops numbers: it is in training mode",
        ),
    ],
)
def test_refusals(made, constants, what, tmp_path: Path):
    assert said(graph(behind(made), IMAGE, WEIGHTS | constants), tmp_path) == [f'{made.op_type} "the_y": {what}']


def test_images_that_follow_each_other_on_one_axis_are_not_multiplied(tmp_path: Path):
    nodes = behind(node("Reshape", "c s", "r"), node("MatMul", "r w", "y"))
    assert said(graph(nodes, IMAGE, {"s": np.array([1, -1]), "w": random(60, 2), **WEIGHTS}), tmp_path) == [
        'MatMul "the_y": multiplies [1, 60·N] along an axis in which one image follows the other'
    ]


def test_a_mask_of_dropout_is_refused(tmp_path: Path):
    nodes = behind(node("Dropout", "c", "d mask"), node("Cast", "mask", "m", to=1), node("Mul", "d m", "y"))
    assert said(graph(nodes, IMAGE, WEIGHTS), tmp_path)[0] == 'Dropout "the_d": its mask is read'


def test_vectors_and_images_are_not_joined(tmp_path: Path):
    nodes = behind(node("Flatten", "c", "f"), node("Concat", "c f", "y", axis=1))
    assert said(graph(nodes, IMAGE, WEIGHTS), tmp_path)[0] == (
        'Concat "the_y": joins [N, 3, 4, 5], [N, 60] along axis 1, which is not the channels of one plane'
    )


def test_what_changes_nothing_is_no_node(tmp_path: Path):
    nodes = [
        node("Pad", "x none", "p"),
        node("Expand", "p shape", "e"),
        node("Concat", "e", "c", axis=1),
        node("Split", "c", "s", axis=1),
        node("Slice", "s zero many", "l"),
        node("Unsqueeze", "l zero", "u"),
        node("Gather", "u index", "y", axis=0),
    ]
    constants = {"none": np.zeros(8, int), "shape": np.ones(4, int), "zero": np.array([0]), "index": np.array(0)}
    read = same(graph(nodes, IMAGE, constants | {"many": np.array([1 << 40])}), tmp_path)
    assert read.source.nodes == ()
    assert read.source.outputs == ("input",)


def test_axes_of_size_1_are_taken_away(tmp_path: Path):
    nodes = [node("GlobalMaxPool", "x", "g"), node("Squeeze", "g", "y")]
    assert same(graph(nodes, IMAGE), tmp_path).outputs[0].axes == ("N", "C")
    nodes = [node("GlobalMaxPool", "x", "g"), node("Gather", "g twice", "y", axis=2)]
    assert said(graph(nodes, IMAGE, {"twice": np.array([0, 0])}), tmp_path) == ['Gather "the_y": repeats an image']


def pads(*sides):
    return np.array([0, 0, *sides[:2], 0, 0, *sides[2:]])


@pytest.mark.parametrize("opset", [9, 13, 18])
@pytest.mark.parametrize("reader", ["Conv", "AveragePool", "MaxPool"])
def test_padding_becomes_a_part_of_what_reads_it(opset, reader, tmp_path: Path):
    given = {"kernel_shape": [3, 3], "pads": [0, 1, 1, 0]}
    given |= {"count_include_pad": 1} if reader == "AveragePool" else {}
    front = [node("Relu", "x", "r")]
    padding = [node("Pad", "r", "p", pads=pads(1, 0, 1, 2).tolist())] if opset == 9 else [node("Pad", "r sides", "p")]
    last = [node(reader, "p w" if reader == "Conv" else "p", "y", **given)]
    constants = ({"w": random(4, 3, 3, 3)} if reader == "Conv" else {}) | (
        {"sides": pads(1, 0, 1, 2)} if opset > 9 else {}
    )
    read = same(graph([*front, *padding, *last], IMAGE, constants, opset=opset), tmp_path)
    assert read.source.nodes[-1].op.padding == (1, 1, 2, 2)


def test_padding_of_named_axes(tmp_path: Path):
    nodes = [node("Pad", "x p . a", "q"), node("Conv", "q w", "y")]
    constants = {"p": np.array([1, 2]), "a": np.array([-2]), "w": random(2, 3, 3, 3)}
    assert same(graph(nodes, IMAGE, constants, opset=18), tmp_path).source.nodes[0].op.padding == (1, 0, 2, 0)


def test_zeros_around_numbers_below_zero_are_not_those_of_a_max_pool(tmp_path: Path):
    nodes = [node("Pad", "x p", "q"), node("MaxPool", "q", "y", kernel_shape=[3, 3])]
    assert said(graph(nodes, IMAGE, {"p": pads(1, 1, 1, 1)}), tmp_path) == [
        'MaxPool "the_y": pads with 0 and takes the largest of numbers that can be below 0'
    ]


@pytest.mark.parametrize(("lo", "hi"), [(-2.0, -1.0), (-2.0, 1.0), (0.0, 1.0)])
def test_where_a_max_pool_can_see_zeros_for_padding(lo, hi, tmp_path: Path):
    """Numbers that nothing leaves below 0; a Clip of such numbers only if it does not push them there."""
    nodes = [
        node("Relu", "x", "r"),
        node("Clip", "r lo hi", "c"),
        node("Pad", "c p", "q"),
        node("MaxPool", "q", "y", kernel_shape=[3, 3]),
    ]
    model = graph(nodes, IMAGE, {"p": pads(1, 1, 1, 1), "lo": np.array(lo), "hi": np.array(hi)})
    if hi < 0:
        assert said(model, tmp_path) == [
            'MaxPool "the_y": pads with 0 and takes the largest of numbers that can be below 0'
        ]
    else:
        same(model, tmp_path)


@pytest.mark.parametrize("shape", [IMAGE, ["N", 1, 4, 5], ["N", 3, 1, 1], [1, 2, 4, 5]])
def test_channels_are_joined(shape, tmp_path: Path):
    nodes = [node("Neg", "x", "a"), node("Relu", "x", "b"), node("Concat", "x a b", "y", axis=1)]
    read = same(graph(nodes, shape), tmp_path)
    assert kinds(read)[-1] == Concat
    assert read.source.shapes["the_y"][2] == 3 * shape[1]


def test_channels_are_joined_where_they_come_last(tmp_path: Path):
    nodes = [
        node("Transpose", "x", "t", perm=[0, 2, 3, 1]),
        node("Neg", "t", "n"),
        node("Concat", "t n", "j", axis=-1),
        node("Transpose", "j", "y", perm=[0, 3, 1, 2]),
    ]
    same(graph(nodes, IMAGE), tmp_path)


def test_flattened_images_are_joined_by_their_channels(tmp_path: Path):
    nodes = behind(
        node("Neg", "c", "a"), node("Flatten", "a", "f"), node("Flatten", "c", "g"), node("Concat", "f g", "j", axis=1)
    )
    constants = {"w": random(120, 4), **WEIGHTS}
    read = same(graph([*nodes, node("Gemm", "j w", "y")], IMAGE, constants), tmp_path)
    assert kinds(read)[-2:] == [Concat, Linear]


def test_vectors_one_below_the_other_are_not_joined(tmp_path: Path):
    nodes = [
        node("MatMul", "x w", "m"),
        node("Unsqueeze", "m one", "u"),
        node("Concat", "u u", "j", axis=1),
        node("Relu", "j", "y"),
    ]
    assert said(graph(nodes, ["N", 3], {"w": random(3, 4), "one": np.array([1])}), tmp_path) == [
        'Concat "the_j": joins [N, 1, 4], [N, 1, 4] along axis 1, which is not the channels of one plane'
    ]


@pytest.mark.parametrize("opset", [9, 13, 18])
@pytest.mark.parametrize("sizes", [[2, 4], [1, 5], None])
def test_channels_are_taken_apart(opset, sizes, tmp_path: Path):
    constants = {"w": random(4, (sizes or [3, 3])[0], 3, 3)}
    if opset == 9:
        made = node("Split", "x", "a b", axis=1, **({"split": sizes} if sizes else {}))
    else:
        named = {"num_outputs": 2} if opset == 18 and not sizes else {}
        made = node("Split", "x s" if sizes else "x", "a b", axis=1, **named)
        constants |= {"s": np.array(sizes)} if sizes else {}
    nodes = [made, node("Conv", "a w", "c"), node("Relu", "b", "y")]
    outputs = {"c": TensorProto.FLOAT, "y": TensorProto.FLOAT}
    read = same(graph(nodes, ["N", 6, 4, 5], constants, opset=opset, outputs=outputs), tmp_path)
    # The convolution reads the image itself; for what else reads a part, one picks the channels.
    assert kinds(read) == [Conv, Conv, Clip]
    (picks,) = [n for n in read.source.nodes if n.name == "the_a"]
    assert picks.inputs == ("input",)
    assert read.source["the_c"].inputs == ("input",)


def test_channels_that_do_not_divide_evenly(tmp_path: Path):
    nodes = [node("Split", "x", "a b", axis=1, num_outputs=2), node("Neg", "a", "y"), node("Neg", "b", "z")]
    outputs = {"y": TensorProto.FLOAT, "z": TensorProto.FLOAT}
    read = same(graph(nodes, ["N", 5, 2, 2], opset=18, outputs=outputs), tmp_path)
    assert [read.source.shapes[name][2] for name in read.source.outputs] == [3, 2]


@pytest.mark.parametrize("opset", [9, 13])
def test_a_slice_of_channels(opset, tmp_path: Path):
    if opset == 9:
        made, constants = node("Slice", "x", "y", starts=[1], ends=[3], axes=[1]), {}
    else:
        made = node("Slice", "x s e a t", "y")
        constants = {"s": np.array([-1]), "e": np.array([-9]), "a": np.array([1]), "t": np.array([-2])}
    same(graph([made], ["N", 5, 4, 6], constants, opset=opset), tmp_path)


def test_every_second_row_and_column(tmp_path: Path):
    """As the shortcut of a small ResNet takes them."""
    constants = {"s": np.array([0, 0]), "e": np.array([9, 9]), "a": np.array([2, 3]), "t": np.array([2, 2])}
    read = same(graph([node("Slice", "x s e a t", "y")], IMAGE, constants), tmp_path)
    assert [n.op for n in read.source.nodes] == [MaxPool((1, 1), (2, 2))]


@pytest.mark.parametrize("which", [np.array([2, 0, 2]), np.array(1), np.array([-1])])
def test_channels_are_gathered(which, tmp_path: Path):
    read = same(graph([node("Gather", "x i", "y", axis=1)], IMAGE, {"i": which}), tmp_path)
    assert kinds(read) == [Conv]


@pytest.mark.parametrize("factor", [1, 2, 3])
@pytest.mark.parametrize("by", ["factors", "sizes"])
@pytest.mark.parametrize(
    ("where", "nearest"),
    [("asymmetric", "floor"), ("half_pixel", "round_prefer_floor"), ("half_pixel", "round_prefer_ceil")],
)
def test_nearest_neighbours(factor, by, where, nearest, tmp_path: Path):
    given = {"mode": "nearest", "coordinate_transformation_mode": where, "nearest_mode": nearest}
    if by == "factors":
        made, constants = node("Resize", "x . s", "y", **given), {"s": np.array([1.0, 1, factor, factor])}
    else:
        made, constants = node("Resize", "x . . s", "y", **given), {"s": np.array([2, 3, 4 * factor, 5 * factor])}
    read = same(graph([made], [2, 3, 4, 5], constants), tmp_path)
    assert [n.op for n in read.source.nodes] == ([] if factor == 1 else [Upsample(factor)])


@pytest.mark.parametrize("shape", [["N", 3, 1, 1], ["N", 3, 1, 5], ["N", 1, 4, 4]])
def test_images_of_one_row_are_enlarged(shape, tmp_path: Path):
    given = {"coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
    same(graph([node("Resize", "x . s", "y", **given)], shape, {"s": np.array([1.0, 1, 2, 2])}), tmp_path)


def test_one_pixel_that_stays_one(tmp_path: Path):
    given = {"coordinate_transformation_mode": "align_corners", "nearest_mode": "floor"}
    model = graph([node("Resize", "x . s", "y", **given)], ["N", 3, 1, 1], {"s": np.ones(4)})
    assert same(model, tmp_path).source.nodes == ()


def test_axes_of_a_resize(tmp_path: Path):
    given = {"coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor", "axes": [-2, 3]}
    same(graph([node("Resize", "x . s", "y", **given)], IMAGE, {"s": np.array([2.0, 2])}, opset=18), tmp_path)


def test_older_operators_that_enlarge(tmp_path: Path):
    constants = {"s": np.array([1.0, 1, 2, 2])}
    for operator, opset in (("Upsample", 9), ("Resize", 10)):
        read = same(graph([node(operator, "x s", "y", mode="nearest")], IMAGE, constants, opset=opset), tmp_path)
        assert [n.op for n in read.source.nodes] == [Upsample(2)]
    few = graph([node("Upsample", "x s", "y")], IMAGE, {"s": np.ones(3)}, opset=9)
    assert said(few, tmp_path) == ['Upsample "the_y": has 3 factors for 4 axes']
    assert said(graph([node("Upsample", "x s", "y")], IMAGE, constants), tmp_path) == [
        'Upsample "the_y": opset 17 has no such operator'
    ]


@pytest.mark.parametrize(
    ("given", "factors", "what"),
    [
        ({"mode": "linear"}, [1, 1, 2, 2], "mode=linear mixes pixels"),
        ({}, [1, 1, 2, 3], "enlarges [N, 3, 4, 5] by 1, 1, 2, 3"),
        ({}, [1, 1, 1.5, 1.5], "enlarges [N, 3, 4, 5] by 1, 1, 1.5, 1.5"),
        ({}, [1, 1, 0.5, 0.5], "enlarges [N, 3, 4, 5] by 1, 1, 0.5, 0.5"),
        ({}, [1, 2, 1, 1], "enlarges [N, 3, 4, 5] by 1, 2, 1, 1"),
        ({}, [1, 1], "has 2 factors for 4 axes"),
        (
            {"coordinate_transformation_mode": "asymmetric", "nearest_mode": "ceil"},
            [1, 1, 2, 2],
            "coordinate_transformation_mode=asymmetric, nearest_mode=ceil is not each pixel 2 times",
        ),
        (
            {"coordinate_transformation_mode": "align_corners"},
            [1, 1, 3, 3],
            "coordinate_transformation_mode=align_corners, nearest_mode=round_prefer_floor is not each pixel 3 times",
        ),
        (
            {"coordinate_transformation_mode": "tf_crop_and_resize"},
            [1, 1, 2, 2],
            "coordinate_transformation_mode=tf_crop_and_resize is not known",
        ),
        ({"nearest_mode": "best"}, [1, 1, 2, 2], "nearest_mode=best is not known"),
        ({"antialias": 1}, [1, 1, 2, 2], "antialias=1: pixels are mixed"),
        ({"keep_aspect_ratio_policy": "not_larger"}, [1, 1, 2, 2], "keep_aspect_ratio_policy=not_larger"),
    ],
)
def test_other_ways_to_enlarge_are_refused(given, factors, what, tmp_path: Path):
    nodes = behind(node("Resize", "c . s", "y", **given))
    model = graph(nodes, IMAGE, {"s": np.array(factors, float), **WEIGHTS}, opset=18)
    assert said(model, tmp_path) == [f'Resize "the_y": {what}']


def test_a_flat_input_that_becomes_an_image_is_one(tmp_path: Path):
    nodes = [node("Reshape", "x s", "r"), node("Conv", "r w", "y")]
    read = same(graph(nodes, ["N", 60], {"s": np.array([-1, 3, 4, 5]), "w": random(2, 3, 3, 3)}), tmp_path)
    assert read.source.in_shape == (4, 5, 3)
    assert read.input.axes == ("N", "CHW")


def test_images_of_rows_and_columns_alone(tmp_path: Path):
    nodes = [node("Unsqueeze", "x a", "r"), node("Conv", "r w", "y")]
    read = same(graph(nodes, ["N", 4, 5], {"a": np.array([1]), "w": random(2, 1, 3, 3)}), tmp_path)
    assert read.source.in_shape == (4, 5, 1)


@pytest.mark.parametrize("shape", [[3, 4, 5], [4, 5, 3]])
def test_one_image_without_an_axis_of_images(shape, tmp_path: Path):
    last = shape[2] == 3
    nodes = [node("Transpose", "x", "t", perm=[2, 0, 1])] if last else [node("Identity", "x", "t")]
    nodes += [node("Unsqueeze", "t a", "r"), node("Conv", "r w", "y")]
    read = as_read(graph(nodes, shape, {"a": np.array([0]), "w": random(2, 3, 3, 3)}), tmp_path)
    assert read.source.in_shape == (4, 5, 3)
    same(graph(nodes, shape, {"a": np.array([0]), "w": random(2, 3, 3, 3)}), tmp_path)


@pytest.mark.parametrize(("rows", "columns"), [(1, 5), (4, 1), (1, 1)])
@pytest.mark.parametrize("last", [False, True])
def test_an_image_of_one_row_or_column_is_padded(rows, columns, last, tmp_path: Path):
    pads = [0, 1, 2, 0, 0, 1, 1, 0] if last else [0, 0, 1, 2, 0, 0, 1, 1]
    nodes = behind(node("Pad", "c p", "d"), node("Conv", "d w", "y"))
    if last:
        turned = node("Transpose", "c", "t", perm=[0, 2, 3, 1]), node("Pad", "t p", "d")
        nodes = behind(*turned, node("Transpose", "d", "u", perm=[0, 3, 1, 2]), node("Conv", "u w", "y"))
    constants = {"p": np.array(pads), "w": random(2, 3, 3, 3), **WEIGHTS}
    read = same(graph(nodes, ["N", 3, rows, columns], constants), tmp_path)
    assert read.source.nodes[-1].op.padding == (1, 2, 1, 1)
