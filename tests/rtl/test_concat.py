from math import ceil

import numpy as np
import pytest

from hdlgen import arith
from hdlgen.errors import HdlgenError
from hdlgen.rtl.concat import Concat, ConcatParams
from tests.rtl.streams import FREE, SLOW, SLOWER, beats, from_beats, streams_through

CASES = [
    # channels, in_lanes, out_lanes, bits
    ((3, 5), (2, 3), 4, 3),
    ((4, 8), (2, 4), 2, 4),  # granules of two elements
    ((6,), (4,), 3, 5),  # a change of lanes
    ((7,), (1,), 4, 2),
    ((7,), (7,), 1, 2),
    ((1, 1, 1), (1, 2, 3), 1, 1),
    ((2, 9, 1), (3, 2, 1), 5, 2),  # fewer channels than lanes
    ((5, 4), (5, 1), 16, 3),  # a pixel in one beat
    ((4,), (4,), 4, 6),
    ((1,), (1,), 4, 2),
]


def joined(channels, in_lanes, out_lanes, bits, *, pixels=9, **how):
    """Cycles of the input and the output, as from `streams_through`; two images in one row each."""
    params = ConcatParams(arith.Concat(channels), in_lanes, out_lanes, bits)
    unit = Concat(params)
    rng = np.random.default_rng(bits)
    x = [rng.integers(0, 1 << bits, (2, 1, pixels, c)) for c in channels]
    # Surplus lanes hold ones, which no result may show.
    inputs = [
        (getattr(unit, f"i_{n}"), beats(operand, lanes, bits, surplus=-1))
        for n, (operand, lanes) in enumerate(zip(x, in_lanes, strict=True))
    ]
    sent, (run,) = streams_through(unit, inputs, [(unit.o, 2 * pixels * params.out_beats)], **how)
    expected = params.concat.apply(*x).reshape(-1, sum(channels))
    np.testing.assert_array_equal(from_beats(run.words, sum(channels), out_lanes, bits, False), expected)
    return sent, run


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    ("sources", "sink"), [((FREE,), FREE), ((SLOW, SLOWER), FREE), ((FREE,), SLOWER), ((SLOWER, FREE, SLOW), SLOW)]
)
def test_all_channels_in_order(case, sources, sink):
    joined(*case, sources=sources, sinks=(sink,))


@pytest.mark.parametrize("seed", range(20))
def test_random_operands(seed):
    rng = np.random.default_rng(seed)
    count = rng.integers(1, 5)
    channels, in_lanes = (tuple(map(int, rng.integers(1, top, count))) for top in (12, 7))
    patterns = [(*map(int, rng.integers(0, 2, 9)), 1) for _ in range(count + 1)]
    out_lanes = int(rng.integers(1, 8))
    joined(channels, in_lanes, out_lanes, 3, pixels=4, sources=patterns[1:], sinks=patterns[:1])


@pytest.mark.parametrize("case", CASES)
def test_reset_in_the_middle_of_a_pixel(case):
    joined(*case, reset_after=5, sinks=((0, 1),))


def test_latency():
    sent, run = joined((4, 3), (2, 3), 4, 2, pixels=3)
    # By hand: the second beat of the first operand completes a beat, and so does the second operand's only one.
    assert run.valid_at[:4] == [sent[0][1] + 1, sent[1][0] + 1, sent[0][3] + 1, sent[1][1] + 1]


RATES = [
    # channels, in_lanes, out_lanes, cycles of a pixel
    ((16, 8), (4, 2), 8, 8),  # the input's
    ((16, 8), (4, 8), 2, 12),  # the output's
    ((7,), (2,), 2, 4),
    ((7,), (5,), 2, 4),
    ((9,), (2,), 3, 5),
    ((10,), (3,), 4, 4),
    ((5, 7, 1), (4, 3, 1), 4, 6),  # 2 + 3 + 1 beats become 4
    ((6, 6), (6, 3), 3, 4),
    ((8,), (8,), 8, 1),
]


@pytest.mark.parametrize(("channels", "in_lanes", "out_lanes", "cycles"), RATES)
def test_cycles_of_a_pixel(channels, in_lanes, out_lanes, cycles):
    _, run = joined(channels, in_lanes, out_lanes, 1, pixels=12)
    out_beats = ceil(sum(channels) / out_lanes)
    ends = np.array(run.got_at[out_beats - 1 :: out_beats])
    assert ends[-1] - ends[3] == 20 * cycles


@pytest.mark.parametrize("seed", range(20))
def test_no_pixel_takes_longer_than_stated(seed):
    rng = np.random.default_rng(seed)
    out_lanes, count = int(rng.integers(1, 8)), rng.integers(1, 5)
    channels = tuple(map(int, rng.integers(1, 15, count)))
    in_lanes = tuple(map(int, rng.integers(1, out_lanes + 1 if seed % 2 else 12, count)))
    in_beats, out_beats = (
        [ceil(c / k) for c, k in zip(channels, in_lanes, strict=True)],
        ceil(sum(channels) / out_lanes),
    )
    cycles = sum(max(b, ceil(c / out_lanes)) for b, c in zip(in_beats, channels, strict=True)) + 1
    if max(in_lanes) <= out_lanes or count == 1:
        cycles = max(sum(in_beats), out_beats)
    _, run = joined(channels, in_lanes, out_lanes, 1, pixels=10)
    ends = np.array(run.got_at[out_beats - 1 :: out_beats])
    assert max(sum(in_beats), out_beats) * 16 <= ends[-1] - ends[3] <= 16 * cycles


def test_cycles_where_an_operand_is_wider_and_one_narrower_than_the_result():
    # Of 4 + 8 beats and 10: between the greater of the sums and the sum of the greater, 8 / 4 and 8.
    _, run = joined((32, 8), (8, 1), 4, 1, pixels=12)
    ends = np.array(run.got_at[9::10])
    assert 20 * 12 <= ends[-1] - ends[3] <= 20 * (8 + 8 + 1)


def test_a_blocked_output_holds_what_the_depth_says():
    # Of the beats of 4, 3 with the two zeros that end the pixel, and 4 elements, ten hold two.
    params = ConcatParams(arith.Concat((4, 3)), (4, 3), 3, 1)
    assert (params.granule, params.depth) == (1, 10)
    sent, _ = joined((4, 3), (4, 3), 3, 1, sinks=((0,) * 20 + (1,) * 200,))
    assert [sum(at < 20 for at in cycles) for cycles in sent] == [1, 1]


def test_no_ready_follows_another():
    params = ConcatParams(arith.Concat((3, 3)), (2, 1), 2, 1)
    unit = Concat(params)

    def watch(ctx, cycle):
        before = ctx.get(unit.i_0.ready), ctx.get(unit.i_1.ready)
        ctx.set(unit.o.ready, 1 - ctx.get(unit.o.ready))
        assert (ctx.get(unit.i_0.ready), ctx.get(unit.i_1.ready)) == before
        ctx.set(unit.o.ready, 1 - ctx.get(unit.o.ready))

    inputs = [(unit.i_0, [3, 1] * 8), (unit.i_1, [0, 1, 0] * 8)]
    _, (run,) = streams_through(unit, inputs, [(unit.o, 24)], sinks=((0, 1),), each_cycle=watch)
    assert run.words == [3, 1, 1] * 8


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"in_lanes": (1,)}, r"concat\.in_lanes: has 1, for 2 operands"),
        ({"in_lanes": (1, 0)}, r"concat\.in_lanes: must be at least 1 each, not \(1, 0\)"),
        ({"out_lanes": 0}, r"concat\.out_lanes: must be at least 1, not 0"),
        ({"bits": 0}, r"concat\.bits: must be at least 1, not 0"),
    ],
)
def test_what_cannot_be_joined_is_refused(changes, message):
    with pytest.raises(HdlgenError, match=message):
        ConcatParams(**{"concat": arith.Concat((2, 3)), "in_lanes": (1, 2), "out_lanes": 2, "bits": 4} | changes)
