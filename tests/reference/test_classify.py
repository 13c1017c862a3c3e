from functools import reduce
from itertools import permutations
from operator import add

import numpy as np

from hdlgen.arith import ArgMax, Int
from hdlgen.ir.graph import Graph, InputNode, OperatorNode
from hdlgen.reference import class_count, classes
from hdlgen.reference.classify import mask_count, mask_shape, masks, mean, score
from tests.mapping.networks import layer

IMAGE = InputNode("x", (1, 1, 2), Int(4))
FC = layer("fc", "x", np.ones((2, 5)))
BEST = OperatorNode.of("best", ArgMax(5), [FC], Int(3))
OUTPUTS = {
    "fc": np.array([[3, 9, 9, 0, 1], [0, 0, 0, 0, 4]]).reshape(2, 1, 1, 5),
    "best": np.array([1, 4]).reshape(2, 1, 1, 1),
}


def test_a_class_is_the_largest_of_the_result():
    graph = Graph("net", (IMAGE, FC))
    assert classes(graph, OUTPUTS).tolist() == [1, 4]
    assert class_count(graph) == 5


def test_an_argmax_says_the_class_itself():
    graph = Graph("net", (IMAGE, FC, BEST))
    outputs = OUTPUTS | {"best": np.array([3, 2]).reshape(2, 1, 1, 1)}
    assert classes(graph, outputs).tolist() == [3, 2]
    assert class_count(graph) == 5


def test_the_first_of_several_results_says_it():
    first = np.array([3, 2]).reshape(2, 1, 1, 1)
    assert classes(Graph("net", (IMAGE, FC, BEST), ("best", "fc")), OUTPUTS | {"best": first}).tolist() == [3, 2]
    assert classes(Graph("net", (IMAGE, FC, BEST), ("fc", "best")), OUTPUTS | {"best": first}).tolist() == [1, 4]


def test_a_map_of_results_is_one_vector():
    graph = Graph("net", (InputNode("x", (2, 2, 3), Int(4)),))
    x = np.zeros((1, 2, 2, 3), np.int64)
    x[0, 1, 0, 2] = 7
    assert classes(graph, {"x": x}).tolist() == [2 * 3 + 2]
    assert class_count(graph) == 12


def test_a_mask_is_where_a_logit_is_positive():
    graph = Graph("net", (InputNode("x", (2, 3, 1), Int(4, True)),))
    x = np.array([[-1, 0, 1], [7, -8, 2]]).reshape(1, 2, 3, 1)
    assert masks(graph, {"x": x}).tolist() == [[[0, 0, 1], [1, 0, 1]]]
    assert (mask_shape(graph), mask_count(graph)) == ((2, 3), 2)


def test_of_several_channels_the_first_of_the_largest_is_the_class():
    graph = Graph("net", (InputNode("x", (1, 3, 3), Int(4, True)),))
    x = np.array([[5, 5, 1], [-3, -2, -2], [0, 0, 0]]).reshape(1, 1, 3, 3)
    assert masks(graph, {"x": x}).tolist() == [[[0, 1, 0]]]
    assert mask_count(graph) == 3


def test_an_argmax_says_the_class_of_each_pixel_and_2_is_not_1():
    image = InputNode("x", (1, 3, 4), Int(4))
    graph = Graph("net", (image, OperatorNode.of("best", ArgMax(4), [image], Int(2))))
    assert masks(graph, {"best": np.array([0, 2, 3]).reshape(1, 1, 3, 1)}).tolist() == [[[0, 2, 3]]]
    assert (mask_shape(graph), mask_count(graph)) == ((1, 3), 4)


def test_the_score_is_right_or_wrong_of_classes_and_the_overlap_of_masks():
    graph = Graph("net", (InputNode("x", (2, 2, 1), Int(4, True)),))
    x = np.array([[1, 1, -1, -1], [1, -1, -1, -1], [-1, -1, -1, -1], [-1, -1, -1, -1]]).reshape(4, 2, 2, 1)
    right = np.array([[1, 0, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0], [1, 0, 0, 0]]).reshape(4, 2, 2)
    assert score(graph, {"x": x}, right).tolist() == [2 * 1 / (2 + 2), 0, 1, 0]
    assert score(graph, {"x": x}, np.array([0, 1, 0, 0])).tolist() == [1, 0, 1, 1]


def test_the_mean_does_not_depend_on_the_order():
    scores = [0.1, 0.7, 1 / 3, 0.3, 0.9]
    assert len({reduce(add, order) for order in permutations(scores)}) > 1  # of rounded sums
    assert len({mean(np.array(order)) for order in permutations(scores)}) == 1
