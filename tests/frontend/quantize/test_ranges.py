"""Ranges: the least error that there is, memory bounded, every channel seen."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.frontend.operators import Conv, ConvTransposed, Grid, Linear
from hdlgen.frontend.quantize import ranges
from hdlgen.frontend.quantize.place import Placed, Point
from hdlgen.frontend.quantize.ranges import Samples, as_weight, by_channel, grids, samples, weight_grid
from hdlgen.spec.names import INPUT
from tests.frontend.quantize.networks import RELU, Maker

POINT = Point("x", "x", 4, True, False, -np.inf, np.inf, "x")
UNSIGNED = replace(POINT, signed=False)


def scale(numbers, point=POINT, method="mse", percentile=99.0):
    numbers = np.asarray(numbers, np.float32)
    seen = {point.at: Samples(numbers, float(numbers.min()), float(numbers.max()))}
    made = grids(Placed((point,), ()), seen, method, percentile)[point.at]
    assert (made.lo, made.hi, made.rounding) == (*point.integers, "half_up")
    return float(made.scale[0])


@pytest.mark.parametrize("point", [POINT, UNSIGNED])
def test_the_error_is_the_least(point):
    x = (
        np.abs(np.random.default_rng(1).normal(0, 1, 5000))
        if not point.signed
        else np.random.default_rng(1).normal(0, 1, 5000)
    )

    def error(s):
        return np.square(Grid(np.array([s]), *point.integers, rounding="half_up").apply(x) - x).mean()

    found = scale(x, point)
    best = min(error(s) for s in np.linspace(0.02, 1, 981))
    assert error(found) < 1.01 * best
    assert found < 0.9 * scale(x, point, "max")


def test_an_outlier_costs_less_than_coarse_steps_for_all():
    x = np.append(np.linspace(0, 1, 10000), 4.0)
    assert scale(x, UNSIGNED) == pytest.approx(1 / 15, rel=0.15)
    assert scale(x, UNSIGNED, "max") == pytest.approx(4 / 15, rel=1e-4)


def test_percentiles_are_of_both_ends_where_there_are_two():
    x = np.linspace(0, 1, 1001)
    assert scale(x, UNSIGNED, "percentile", 90.0) == pytest.approx(0.9 / 15, rel=1e-4)
    assert scale(2 * x - 1, POINT, "percentile", 90.0) == pytest.approx(0.9 / 7, rel=1e-4)
    assert scale(x - 1, POINT, "percentile", 90.0) == pytest.approx(0.95 / 8, rel=1e-4)


def test_zeros_alone_have_a_scale():
    assert scale(np.zeros(10)) == pytest.approx(1.0, rel=1e-4)


@pytest.mark.parametrize(("lo", "hi"), [(-1.0, 1.0), (-1.0, np.inf), (0.0, 3.0)])
def test_without_a_table_all_integers_come_out_of_a_clip(lo, hi):
    point = replace(POINT, signed=lo < 0, whole=True, lo=lo, hi=hi)
    x = np.clip(np.random.default_rng(2).normal(0, 4, 1000), lo, hi)
    grid = Grid(np.array([scale(x, point, "max")]), *point.integers, rounding="half_up")
    for end, k in ((lo, grid.lo), (hi, grid.hi)):
        assert not np.isfinite(end) or grid.integers(np.array([end])) == k


def test_tied_points_share_a_scale_that_is_good_for_both():
    near, far = np.linspace(-1, 1, 1001, dtype=np.float32), np.linspace(-3, 3, 1001, dtype=np.float32)
    seen = {"x": Samples(near, -1, 1), "y": Samples(far, -3, 3)}
    made = grids(Placed((POINT, replace(POINT, at="y")), ()), seen, "max", 99.0)
    assert made["x"].scale == made["y"].scale == pytest.approx(3 / 7, rel=1e-4)


def test_samples_are_few_and_of_all_channels_and_images(monkeypatch):
    monkeypatch.setattr(ranges, "SAMPLES", 700)
    m = Maker("sampled", channels=8)
    x = m.add("relu", RELU, INPUT)
    images = np.broadcast_to(np.arange(1, 9, dtype=np.float32), (100, 8, 8, 8)).copy()
    images[70] *= 10
    found = samples(m.source(x), images, ["relu"])["relu"]
    assert 300 < found.numbers.size <= 700
    assert (found.least, found.largest) == (1, 80)
    assert {*found.numbers.tolist()} >= set(range(1, 9))


@pytest.mark.parametrize("bits", [2, 4, 8])
def test_each_channel_of_weights_has_a_range(bits):
    rng = np.random.default_rng(3)
    weight = rng.normal(0, 1, (3, 4, 3, 3)) * np.array([1.0, 100.0, 0.0])[:, None, None, None]
    op = Conv(weight, np.zeros(3))
    n = (1 << (bits - 1)) - 1
    grid, plain = weight_grid(op, bits, "mse"), weight_grid(op, bits, "max")
    assert (grid.lo, grid.hi) == (-n, n)
    np.testing.assert_allclose(plain.scale[:2], np.abs(weight).max(axis=(1, 2, 3))[:2] / n)
    assert grid.scale[2] > 0

    def errors(scales):
        k = np.clip(np.rint(weight / scales[:, None, None, None]), -n, n)
        return np.square(k * scales[:, None, None, None] - weight).sum(axis=(1, 2, 3))

    assert (errors(grid.scale) <= errors(plain.scale)).all()
    best = np.min([errors(plain.scale * share) for share in np.linspace(0.1, 1, 200)], axis=0)
    assert (errors(grid.scale)[:2] < 1.05 * best[:2]).all()


@pytest.mark.parametrize(
    "op",
    [
        Conv(np.random.default_rng(4).normal(size=(6, 2, 3, 2)), np.zeros(6), groups=2),
        Linear(np.random.default_rng(5).normal(size=(3, 8)), np.zeros(3)),
        ConvTransposed(np.random.default_rng(6).normal(size=(4, 3, 2, 2)), np.zeros(6), groups=2),
    ],
)
def test_weights_by_channel_go_back_to_where_they_were(op):
    rows = by_channel(op)
    np.testing.assert_array_equal(as_weight(op, rows), op.weight)
    if isinstance(op, ConvTransposed):
        np.testing.assert_array_equal(rows[4], op.weight[2:, 1].ravel())  # group 1, its second output
    else:
        np.testing.assert_array_equal(rows[2], op.weight[2].ravel())
