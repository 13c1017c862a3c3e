import numpy as np
import pytest

from hdlgen.arith import Int
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.report import verdicts

GRAPH = Graph("net", (InputNode("x", (1, 4, 1), Int(4, True)),))
FOUND = {"x": np.array([[1, 1, 0, 0], [1, 0, 0, 0], [-1, 2, 2, 2]]).reshape(3, 1, 4, 1)}
MASKS = np.array([[1, 1, 1, 1], [0, 0, 1, 1], [0, 1, 1, 1]]).reshape(3, 1, 4)


def test_masks_have_dice_and_iou():
    found = verdicts.plain(GRAPH, FOUND, MASKS)
    assert found == {
        "dice": {
            "mean": pytest.approx((4 / 6 + 0 + 1) / 3),
            "median": 4 / 6,
            "worst": {"image": 1, "dice": 0.0},
            "iou": pytest.approx((2 / 4 + 0 + 1) / 3),
        }
    }
    assert verdicts.words(found) == "; Dice 55.56% mean, 66.67% median, 0.00% worst (image 1)"


def test_classes_are_right_or_wrong():
    found = verdicts.plain(GRAPH, FOUND, np.array([0, 3, 1]))
    assert found == {"correct": 2}
    assert verdicts.words(found) == "; 2 classified correctly"
    assert verdicts.accuracy(GRAPH, FOUND, np.array([0, 3, 1])) == 2 / 3


def test_nothing_is_said_where_nothing_is_known():
    assert verdicts.plain(GRAPH, FOUND, None) == {}
    assert verdicts.words({"images": 3}) == ""
