"""Dice and IoU, by sets of pixels and by hand."""

import numpy as np
import pytest

from hdlgen.nets.overlap import dice, iou


def test_by_hand():
    masks = np.array([[[1, 1, 0, 0]], [[0, 0, 0, 0]], [[0, 0, 0, 0]], [[1, 0, 0, 0]]])
    found = np.array([[[1, 0, 1, 0]], [[0, 0, 0, 0]], [[1, 0, 0, 0]], [[1, 1, 1, 0]]])
    np.testing.assert_allclose(dice(found, masks), [2 / 4, 1, 0, 2 / 4])
    np.testing.assert_allclose(iou(found, masks), [1 / 3, 1, 0, 1 / 3])


def test_of_several_classes_the_mean_of_those_that_are_there():
    masks = np.array([[[1, 1, 2, 0]], [[1, 1, 0, 0]]], np.uint8)
    found = np.array([[[1, 1, 0, 0]], [[1, 0, 0, 0]]], np.int64)
    np.testing.assert_allclose(dice(found, masks), [(1 + 0) / 2, 2 / 3])
    np.testing.assert_allclose(iou(found, masks), [(1 + 0) / 2, 1 / 2])


@pytest.mark.parametrize("seed", range(3))
def test_as_sets_of_pixels(seed):
    rng = np.random.default_rng(seed)
    found, masks = rng.random((2, 6, 9, 7)) < rng.random((2, 6, 1, 1))
    for i, (a, b) in enumerate(zip(found, masks, strict=True)):
        a, b = ({*zip(*np.nonzero(x), strict=True)} for x in (a, b))
        assert dice(found, masks)[i] == pytest.approx(2 * len(a & b) / (len(a) + len(b)))
        assert iou(found, masks)[i] == pytest.approx(len(a & b) / len(a | b))


def test_masks_of_other_shapes_are_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="not of one shape"):
        dice(np.zeros((1, 2, 2), int), np.zeros((1, 2, 3), int))
