"""One layer at a time, with results that were found by hand."""

import numpy as np
import pytest

from hdlgen.arith import (
    Add,
    ArgMax,
    Average,
    Concat,
    Int,
    Interleave,
    MaxPool,
    Requant,
    Scale,
    SumPool,
    Table,
    Upsample,
    Window,
    mean,
)
from hdlgen.frontend.onnx.layers import groups_of
from hdlgen.frontend.onnx.writer import model
from hdlgen.ir.graph import ArrayNode, Graph, InputNode, OperatorNode
from tests.frontend.onnx.runtime import run

INT8, UINT8 = Int(8, signed=True), Int(8)


def plain(channels, lo, hi):
    """A requantizer that only clips."""
    return Requant((1,) * channels, (0,) * channels, 0, lo, hi)


def array(window, kind, weights, requant, out=INT8, table=None, **keys):
    """The layer `y`, whose weights are [tap][channel]."""
    weights = np.array(weights, np.int8)
    return ArrayNode("y", ("input",), window, kind, weights, 8, requant, table, out, **keys)


def of_image(node, image, kind):
    """What ONNX Runtime makes of `image` [row][column][channel] in `node`: [row][column][channel], and the model."""
    image = np.array(image)
    made = model(Graph("net", (InputNode("input", image.shape, kind), node)))
    return run(made, image[None])["y"][0].tolist(), made


def of_images(op, out, *operands):
    """What it makes of several, each ([row][column][channel], type): the channels of one image, taken apart."""
    images = [np.array(image) for image, _ in operands]
    rows, columns = max(i.shape[0] for i in images), max(i.shape[1] for i in images)
    padded = [np.pad(i, ((0, rows - i.shape[0]), (0, columns - i.shape[1]), (0, 0))) for i in images]
    whole = np.concatenate(padded, axis=2)
    entering = InputNode("input", whole.shape, INT8)
    first, nodes = 0, []
    for n, (image, (_, kind)) in enumerate(zip(images, operands, strict=True)):
        height, width, channels = image.shape
        sees = Window(*whole.shape, (rows - height + 1, columns - width + 1))
        weights = np.zeros((*sees.kernel, whole.shape[2], channels), np.int8)
        for c in range(channels):
            weights[0, 0, first + c, c] = 1
        first += channels
        nodes.append(ArrayNode(f"x{n}", ("input",), sees, INT8, weights.reshape(sees.taps, channels), 2,
                               plain(channels, kind.lo, kind.hi), None, kind))  # fmt: skip
    graph = Graph("net", (entering, *nodes, OperatorNode.of("y", op, nodes, out)))
    return run(model(graph), whole[None])["y"][0].tolist()


def test_signed_inputs_are_padded_with_0():
    window = Window(1, 2, 1, (1, 3), padding=(0, 1, 0, 1))
    # 2·−128 − 3·127 = −637 and −128 + 2·127 = 126; what test_requant makes of these
    node = array(window, INT8, [[1], [2], [-3]], Requant((-5,), (3,), 5, -128, 127))
    y, made = of_image(node, [[[-128], [127]]], INT8)
    assert y == [[[100], [-20]]]
    (entering,) = made.graph.input
    assert entering.type.tensor_type.elem_type == 3  # int8


@pytest.mark.parametrize(("kind", "pixel"), [(UINT8, 255), (INT8, -128)])
def test_the_largest_products_do_not_saturate(kind, pixel):
    """Where two of them are added in 16 bits, they do: weights must be unsigned bytes as activations are."""
    node = array(Window(1, 1, 4, (1, 1)), kind, [[127, -127]] * 4, plain(2, -(1 << 20), 1 << 20), Int(21, signed=True))
    y, made = of_image(node, [[[pixel] * 4]], kind)
    assert y == [[[4 * 127 * pixel, -4 * 127 * pixel]]]
    stored = {constant.name: constant for constant in made.graph.initializer}
    assert stored["y/weight"].data_type == 2  # uint8
    assert stored["y/weight"].raw_data == bytes([255] * 4 + [1] * 4)


def test_a_stride_and_a_dilation_of_each_axis():
    window = Window(5, 4, 1, (2, 2), stride=(2, 1), dilation=(1, 3), padding=(1, 0, 0, 2))
    image = np.arange(20).reshape(5, 4, 1)
    # rows −1 and 0, 1 and 2, 3 and 4; columns 0 and 3, 1 and 4, 2 and 5: 1, 10, 100 times three of the pixels
    node = array(window, UINT8, [[0], [10], [100], [1]], plain(1, 0, 4095), Int(12))
    y, _ = of_image(node, image, UINT8)
    # first column: 10·(upper, column 3) + 100·(lower, column 0) + (lower, column 3); behind it column 4 and 5 are 0
    assert y == [
        [[0 + 0 + 3], [100], [200]],
        [[70 + 800 + 11], [900], [1000]],
        [[150 + 1600 + 19], [1700], [1800]],
    ]


def test_a_layer_over_the_whole_image_is_one_position():
    node = array(Window(2, 1, 2, (2, 1)), UINT8, [[1, 0], [2, 0], [3, 0], [4, -1]], plain(2, -128, 127))
    assert of_image(node, [[[1, 2]], [[3, 4]]], UINT8)[0] == [[[1 + 4 + 9 + 16, -4]]]


def test_a_table_begins_at_its_least_index():
    node = array(Window(1, 4, 1, (1, 1)), INT8, [[1]], plain(1, -2, 1), Int(3), Table(-2, (7, 0, 5, 1)))
    assert of_image(node, [[[-9], [-1], [0], [9]]], INT8)[0] == [[[7], [0], [5], [1]]]


def grouped(weights, channels):
    """A 1×1 layer over so many channels."""
    return array(Window(1, 1, channels, (1, 1)), UINT8, weights, plain(len(weights[0]), 0, 255), UINT8, grouped=True)


def test_groups_are_groups():
    node = grouped([[1, 0, 2, 0], [3, 0, 4, 0], [0, 5, 0, 6], [0, 7, 0, 8]], 4)
    assert groups_of(node) == 1  # no group reads what stands together
    node = grouped([[1, 2, 0, 0], [3, 4, 0, 0], [0, 0, 5, 6], [0, 0, 7, 8]], 4)
    y, made = of_image(node, [[[1, 10, 2, 20]]], UINT8)
    assert y == [[[31, 42, 150, 172]]]
    (conv,) = (n for n in made.graph.node if n.op_type == "ConvInteger")
    assert {a.name: a.i for a in conv.attribute if a.name == "group"} == {"group": 2}
    assert [tuple(c.dims) for c in made.graph.initializer if c.name == "y/weight"] == [(4, 2, 1, 1)]


@pytest.mark.parametrize(
    ("weights", "groups"),
    [
        ([[1, 0, 0], [0, 2, 0], [0, 0, 3]], 3),
        ([[1, 1, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0], [0, 0, 0, 0, 0, 1]], 3),  # two of each
        ([[1, 0], [1, 0], [0, 1], [0, 1]], 2),
        ([[1, 0, 1], [0, 2, 0], [0, 0, 3]], 1),
        ([[1, 0, 0], [0, 2, 0], [1, 0, 3]], 1),
        ([[0, 0], [0, 0]], 2),
    ],
)
def test_groups_are_found_where_the_zeros_are(weights, groups):
    assert groups_of(grouped(weights, len(weights))) == groups


def test_the_largest_of_signed_values_is_none_of_the_padding():
    op = MaxPool(2, 2, 1, (2, 2), padding=(1, 1, 0, 0))
    y = of_images(op, INT8, ([[[-5], [-3]], [[-7], [-128]]], INT8))
    assert y == [[[-5], [-3]], [[-5], [-3]]]


def test_averages_of_both_signs_round_halves_up():
    op = Average(SumPool(1, 4, 1, (1, 2), (1, 2)), mean(2, INT8, 1, INT8))
    assert of_images(op, INT8, ([[[-1], [-2], [2], [1]]], INT8)) == [[[-1], [2]]]


def test_padding_of_an_average_counts_as_0():
    op = Average(SumPool(1, 2, 2, (1, 2), padding=(0, 1, 0, 0)), mean(2, INT8, 2, INT8))
    assert of_images(op, INT8, ([[[-100, 7], [50, 9]]], INT8)) == [[[-50, 4], [-25, 8]]]


def test_an_average_may_have_a_scale_for_each_channel():
    """−30·−3 + 5 = 95 and 9·7 − 2 = 61, a quarter of each, halves up."""
    op = Average(SumPool(1, 2, 2, (1, 2)), Requant((-3, 7), (5, -2), 2, -128, 127))
    assert of_images(op, INT8, ([[[-10, 4], [-20, 5]]], INT8)) == [[[24, 15]]]


@pytest.mark.parametrize(("shift", "y"), [(0, [-13, 127]), (1, [-6, 127]), (3, [-2, 60])])
def test_an_add(shift, y):
    """3·−3 − 2·2 = −13 and 3·127 + 2·51 = 483."""
    op = Add((INT8, INT8), (3, -2), shift, -128, 127)
    assert of_images(op, INT8, ([[[-3], [127]]], INT8), ([[[2], [-51]]], INT8)) == [[[y[0]], [y[1]]]]


def test_gates_scale_the_channels():
    """−7·3·5 = −105 and 6·2·5 = 60, a quarter of each; all of a plane."""
    op = Scale((INT8, UINT8), 5, 2, -128, 127)
    y = of_images(op, INT8, ([[[-7, 6], [7, 0]]], INT8), ([[[3, 2]]], UINT8))
    assert y == [[[-26, 15], [26, 0]]]


def test_a_concat_requantizes_what_has_another_scale():
    op = Concat((1, 2), (None, Requant((-3, -3), (0, 0), 1, -128, 127)))
    y = of_images(op, INT8, ([[[-128]], [[5]]], INT8), ([[[3, -3]], [[100, -100]]], INT8))
    assert y == [[[-128, -4, 5]], [[5, -128, 127]]]


def test_pixels_are_repeated_both_ways():
    y = of_images(Upsample(3), INT8, ([[[-1, 2], [3, -128]]], INT8))
    assert y == [[[-1, 2]] * 3 + [[3, -128]] * 3] * 3


def test_groups_of_channels_become_pixels():
    """Blocks of 2×3 pixels of one channel, of which the last column is cut off."""
    y = of_images(Interleave((2, 3), 2, 5, 1), INT8, ([[[1, 2, 3, 4, 5, 6], [-1, -2, -3, -4, -5, -6]]], INT8))
    assert y == [[[1], [2], [3], [-1], [-2]], [[4], [5], [6], [-4], [-5]]]


def test_pixels_keep_their_channels_together():
    y = of_images(Interleave((1, 2), 1, 2, 2), INT8, ([[[1, 2, 3, 4]]], INT8))
    assert y == [[[1, 2], [3, 4]]]


def test_of_equal_channels_the_first():
    op = ArgMax(3)
    assert of_images(op, op.out, ([[[-1, -1, -5], [-3, 4, 4], [-128, -128, -127]]], INT8)) == [[[0], [1], [2]]]
