import numpy as np

from hdlgen.arith import ArgMax, Int
from hdlgen.ir.graph import Graph, InputNode, OperatorNode
from hdlgen.reference import class_count, classes
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
