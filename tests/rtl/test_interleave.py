import numpy as np
import pytest

from hdlgen import arith
from hdlgen.errors import HdlgenError
from hdlgen.rtl.interleave import Interleave, InterleaveParams
from tests.rtl.streams import STALLS, beats, from_beats, stream_through

CASES = [
    # (block, height, width, channels), in_lanes, out_lanes, bits
    (((2, 2), 4, 6, 2), 1, 1, 4),
    (((2, 2), 5, 5, 3), 3, 3, 3),  # a row and a column are dropped
    (((3, 2), 4, 3, 2), 5, 1, 3),  # the last block keeps its first row alone
    (((2, 3), 3, 4, 4), 2, 8, 2),  # more lanes behind, surplus ones
    (((3, 3), 7, 5, 1), 2, 1, 2),
    (((2, 2), 1, 1, 2), 2, 2, 5),  # of one block one pixel
    (((4, 1), 6, 2, 3), 3, 4, 1),
    (((1, 3), 3, 7, 2), 2, 2, 3),  # blocks of one row
    (((1, 2), 2, 3, 4), 3, 1, 2),
    (((1, 1), 2, 2, 5), 5, 5, 2),
]


def ordered(order, in_lanes, out_lanes, bits, *, images=3, **how):
    params = InterleaveParams(arith.Interleave(*order), in_lanes, out_lanes, bits)
    channels = params.interleave.channels
    x = np.random.default_rng(in_lanes).integers(0, 1 << bits, (images, *params.interleave.in_shape))
    y = params.interleave.apply(x).reshape(-1, channels)
    # Surplus lanes hold ones, which no result may show.
    words = beats(x, in_lanes, bits, surplus=-1)
    run = stream_through(Interleave(params), words, len(y) * -(-channels // out_lanes), **how)
    np.testing.assert_array_equal(from_beats(run.words, channels, out_lanes, bits, False), y)
    return params, run


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(("source", "sink"), STALLS)
def test_three_images(case, source, sink):
    ordered(*case, source=source, sink=sink)


@pytest.mark.parametrize("seed", range(30))
def test_random_images(seed):
    rng = np.random.default_rng(seed)
    sy, sx, height, width, lanes, several, wider = (int(v) for v in rng.integers(1, (4, 4, 6, 6, 4, 3, 6)))
    in_lanes, out_lanes = rng.permutation([lanes, max(lanes, wider)]).tolist()
    source, sink = ((*map(int, rng.integers(0, 2, 9)), 1) for _ in range(2))
    ordered(((sy, sx), height, width, lanes * several), in_lanes, out_lanes, 3, images=2, source=source, sink=sink)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("rows", [0, 1, 2, 3])
def test_reset_in_the_middle_of_an_image(case, rows):
    # A beat behind the second row of the input comes when the first has left.
    beats_of_row = InterleaveParams(arith.Interleave(*case[0]), *case[1:]).block_row
    after = rows * beats_of_row * min(case[1:3]) // case[1] + 3
    ordered(*case, images=6, reset_after=after, sink=(0, 1, 1))


@pytest.mark.parametrize("case", CASES)
def test_a_beat_a_cycle(case):
    params, run = ordered(*case, images=4)
    if params.in_lanes == params.lanes:
        assert run.sent_at == list(range(len(run.sent_at)))
    rows, columns, channels = params.interleave.in_shape
    ends = run.got_at[len(run.got_at) // 4 - 1 :: len(run.got_at) // 4]
    assert set(np.diff(ends)) == {rows * columns * channels // params.lanes}


def test_when_each_beat_leaves():
    # Two rows of two blocks, one beat a pixel. The first row's beats leave as they come; the second's begin when the
    # first row is out; the next block's wait for them.
    _, run = ordered(((2, 2), 4, 4, 1), 1, 1, 4, images=1)
    assert run.valid_at == [1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]


def test_a_block_is_not_left_before_it_has_come():
    # Of the only row of blocks one row is kept: its last pixel, the fifth beat, leaves when the eighth has come.
    _, run = ordered(((2, 2), 1, 3, 1), 1, 1, 4, images=2)
    assert run.valid_at == [1, 2, 8, 9, 10, 16]


def test_nothing_is_stored_where_blocks_have_one_row():
    params, run = ordered(((1, 2), 2, 3, 2), 2, 2, 4)
    assert params.depth == 0
    assert run.got_at == [n for n in range(24) if n % 4 != 3]


def test_what_is_dropped_waits_for_nobody():
    _, run = ordered(((1, 2), 2, 3, 2), 2, 2, 4, sink=(1, 1, 1, 0))
    assert run.sent_at == list(range(24))


def test_two_rows_of_the_input_fit():
    params, run = ordered(((2, 3), 8, 5, 2), 2, 2, 4, sink=((0,) * 100 + (1,) * 1000))
    assert params.depth == 2 * 2 * 6
    assert sum(at < 100 for at in run.sent_at) == 24


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"in_lanes": 0}, r"interleave\.in_lanes: must be at least 1, not 0"),
        ({"out_lanes": 0}, r"interleave\.out_lanes: must be at least 1, not 0"),
        ({"bits": 0}, r"interleave\.bits: must be at least 1, not 0"),
        ({"in_lanes": 4}, r"and out_lanes are 4 and 8; the smaller must divide the 6 channels of the result"),
    ],
)
def test_what_cannot_be_ordered_is_refused(changes, message):
    usual = {"interleave": arith.Interleave((2, 2), 4, 4, 6), "in_lanes": 2, "out_lanes": 8, "bits": 4}
    with pytest.raises(HdlgenError, match=message):
        InterleaveParams(**usual | changes)
