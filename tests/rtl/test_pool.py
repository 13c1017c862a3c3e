"""`MaxPool` and `SumPool`."""

import numpy as np
import pytest

from hdlgen import arith
from hdlgen.errors import HdlgenError
from hdlgen.rtl.max_pool import MaxPool, MaxPoolParams
from hdlgen.rtl.sum_pool import SumPool, SumPoolParams
from tests.rtl.streams import STALLS, beats, from_beats, stream_through

KINDS = [(arith.MaxPool, MaxPoolParams, MaxPool), (arith.SumPool, SumPoolParams, SumPool)]
CASES = [
    # (height, width, channels, kernel), lanes, type
    ((4, 4, 1, 2), 1, arith.Int(4)),
    ((5, 7, 3, 2), 2, arith.Int(8, signed=True)),  # a row and a column left over, a lane too many
    ((6, 3, 4, 3), 2, arith.Int(3, signed=True)),  # one square wide
    ((7, 8, 2, 3), 2, arith.Int(1)),
    ((3, 3, 1, 3), 1, arith.Int(8)),  # one square
    ((4, 4, 5, 3), 1, arith.Int(1, signed=True)),
    ((2, 3, 2, 1), 3, arith.Int(5)),  # squares of one element
    ((1, 1, 1, 1), 1, arith.Int(2, signed=True)),
]


def images(shape, kind, count):
    height, width, channels, _ = shape
    return np.random.default_rng(0).integers(kind.lo, kind.hi + 1, (count, height, width, channels))


@pytest.mark.parametrize(("pool", "make_params", "unit"), KINDS)
@pytest.mark.parametrize(("shape", "lanes", "kind"), CASES)
def test_three_images(shape, lanes, kind, pool, make_params, unit):
    params = make_params(pool(*shape), lanes, kind)
    x = images(shape, kind, 3)
    expected = params.pool.apply(x).reshape(-1, shape[2])
    for source, sink in STALLS:
        run = stream_through(
            unit(params), beats(x, lanes, kind.bits), len(expected) * params.beats, source=source, sink=sink
        )
        got = from_beats(run.words, shape[2], lanes, params.out.bits, params.out.signed)
        np.testing.assert_array_equal(got, expected)


@pytest.mark.parametrize(("pool", "make_params", "unit"), KINDS)
@pytest.mark.parametrize(("shape", "lanes", "kind"), CASES)
def test_reset_in_the_middle_of_an_image(shape, lanes, kind, pool, make_params, unit):
    params = make_params(pool(*shape), lanes, kind)
    x = images(shape, kind, 2)
    expected = params.pool.apply(x).reshape(-1, shape[2])
    run = stream_through(
        unit(params),
        beats(x, lanes, kind.bits),
        len(expected) * params.beats,
        reset_after=shape[0] * shape[1] * params.beats * 4 // 3,
        sink=(0, 1),
    )
    got = from_beats(run.words, shape[2], lanes, params.out.bits, params.out.signed)
    np.testing.assert_array_equal(got, expected)


@pytest.mark.parametrize(("pool", "make_params", "unit"), KINDS)
def test_a_beat_a_cycle_and_a_result_in_the_next(pool, make_params, unit):
    params = make_params(pool(4, 5, 2, 2), 1, arith.Int(4))
    words = beats(images((4, 5, 2, 2), params.type, 2), 1, 4)
    run = stream_through(unit(params), words, 16)
    assert run.sent_at == list(range(80))
    # By hand: the lower right pixels are 6 and 8 of the ten in a pair of rows, two beats each.
    completing = [image * 40 + pair * 20 + beat for image in (0, 1) for pair in (0, 1) for beat in (12, 13, 16, 17)]
    assert run.valid_at == [c + 1 for c in completing]


@pytest.mark.parametrize(
    ("kernel", "kind", "out"),
    [
        (2, arith.Int(4), arith.Int(6)),
        (3, arith.Int(1), arith.Int(4)),
        (2, arith.Int(3, signed=True), arith.Int(5, signed=True)),
    ],
)
def test_width_of_a_sum(kernel, kind, out):
    assert SumPoolParams(arith.SumPool(6, 6, 1, kernel), 1, kind).out == out


@pytest.mark.parametrize(("pool", "make_params", "unit"), KINDS)
def test_no_lanes_are_refused(pool, make_params, unit):
    with pytest.raises(HdlgenError, match=r"pool\.lanes: must be at least 1, not 0"):
        make_params(pool(2, 2, 1, 2), 0, arith.Int(4))
