"""Learned rounding: better than the nearest, and as good as the best of all ways to round."""

import itertools

import numpy as np
import pytest

from hdlgen.frontend.operators import Clip, Conv, Grid, Linear
from hdlgen.frontend.quantize import adaround
from hdlgen.frontend.quantize.adaround import learned, products
from hdlgen.frontend.quantize.ranges import weight_grid
from hdlgen.frontend.quantize.weights import ANY, nearest
from tests.frontend.quantize.networks import RELU

GRID = Grid(np.ones(1), -3, 3)


def correlated(rng, count, taps):
    """Images of one pixel, whose channels go together, as those behind a ReLU do."""
    return np.abs(rng.normal(size=(count, 2)) @ rng.normal(size=(2, taps)) + 0.1 * rng.normal(size=(count, taps)))


@pytest.mark.parametrize("clip", [ANY, RELU, Clip(-1.0, 1.0)])
def test_learned_rounding_is_far_better_than_the_nearest_and_mostly_among_the_best(clip):
    ratios, ranks = [], []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        op = Linear(rng.uniform(-2.5, 2.5, (1, 8)), np.array([0.2]))
        x = correlated(rng, 600, 8)[:, None, None].astype(np.float32)
        exact = op.apply(x)
        found = learned(op, GRID, products(op, x, exact, rng), clip, 300, rng)
        assert np.isin(found - np.floor(op.weight), (0, 1)).all()
        ways = [op.weight, np.rint(op.weight), found]
        ways += map(np.array, itertools.product(*((np.floor(w), np.floor(w) + 1) for w in op.weight[0])))
        results = x[:, 0, 0] @ np.vstack(ways).T + 0.2
        errors = np.square(results.clip(clip.lo, clip.hi) - results[:, :1].clip(clip.lo, clip.hi)).mean(axis=0)
        _, nearest, got, *every = errors
        assert got <= nearest + 1e-6
        ratios.append(got / nearest if nearest else 1.0)
        ranks.append((np.array(every) < got - 1e-6).sum())
    assert np.mean(ratios) < 0.75
    assert np.median(ranks) <= 26  # of 256


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_convolutions_learn_from_their_windows(groups):
    rng = np.random.default_rng(5)
    op = Conv(rng.normal(size=(4, 4 // groups, 3, 3)), rng.normal(size=4), (2, 1), (1, 0, 1, 2), (1, 2), groups)
    x = correlated(rng, 8 * 81, 4).reshape(8, 9, 9, 4).astype(np.float32)
    exact = op.apply(x)
    grid = weight_grid(op, 3, "max")
    seen = products(op, x, exact, rng)
    got = seen.rows @ op.weight.reshape(groups, 4 // groups, -1).swapaxes(
        1, 2
    )  # rows are windows, in the weights' order
    np.testing.assert_allclose(got, seen.wanted, atol=1e-4)
    weight = learned(op, grid, seen, RELU, 300, rng)
    steps = weight / grid.scale[:, None, None, None]
    np.testing.assert_allclose(steps, np.rint(steps), atol=1e-9)
    assert np.abs(steps).max() <= 3 + 1e-9

    def error(weight):
        got = Conv(weight, op.bias, op.stride, op.padding, op.dilation, groups).apply(x)
        return np.square(got.clip(0) - exact.clip(0)).mean()

    assert error(weight) < 0.7 * error(nearest(op, grid).weight)


def test_what_is_learned_from_is_bounded(monkeypatch):
    monkeypatch.setattr(adaround, "HELD", 900)
    rng = np.random.default_rng(6)
    conv, linear = Conv(np.ones((2, 4, 3, 3)), np.zeros(2)), Linear(np.ones((2, 100)), np.zeros(2))
    x = rng.normal(size=(5, 5, 5, 4)).astype(np.float32)
    assert products(conv, x, conv.apply(x), rng).rows.shape == (1, 25, 36)
    assert products(linear, x, linear.apply(x), rng).rows.shape == (1, 5, 100)


def test_weights_that_are_on_the_grid_stay():
    rng = np.random.default_rng(7)
    op = Linear(rng.integers(-3, 4, (3, 5)).astype(np.float64), np.zeros(3))
    x = rng.normal(size=(50, 1, 1, 5)).astype(np.float32)
    np.testing.assert_array_equal(learned(op, GRID, products(op, x, op.apply(x), rng), ANY, 50, rng), op.weight)
