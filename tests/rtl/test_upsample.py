import numpy as np
import pytest

from hdlgen import arith
from hdlgen.errors import HdlgenError
from hdlgen.rtl.upsample import Upsample, UpsampleParams
from tests.rtl.streams import FREE, STALLS, beats, from_beats, stream_through

CASES = [
    # factor, height, width, channels, lanes, bits
    (2, 2, 3, 3, 2, 4),
    (3, 2, 2, 1, 1, 3),
    (2, 3, 1, 4, 2, 2),  # one column
    (2, 1, 1, 1, 1, 5),
    (1, 2, 3, 5, 2, 3),  # nothing changes
    (4, 1, 2, 3, 4, 1),
    (2, 2, 5, 2, 1, 2),
]


def enlarged(factor, height, width, channels, lanes, bits, *, images=3, **how):
    params = UpsampleParams(arith.Upsample(factor), width, channels, lanes, bits)
    x = np.random.default_rng(width).integers(0, 1 << bits, (images, height, width, channels))
    y = params.upsample.apply(x).reshape(-1, channels)
    # Surplus lanes hold ones, which no result may show.
    run = stream_through(Upsample(params), beats(x, lanes, bits, surplus=-1), len(y) * params.beats, **how)
    np.testing.assert_array_equal(from_beats(run.words, channels, lanes, bits, False), y)
    return run


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(("source", "sink"), STALLS)
def test_three_images(case, source, sink):
    enlarged(*case, source=source, sink=sink)


@pytest.mark.parametrize("seed", range(20))
def test_random_images(seed):
    rng = np.random.default_rng(seed)
    case = (int(v) for v in rng.integers(1, (4, 4, 5, 6, 5, 4)))
    source, sink = ((*map(int, rng.integers(0, 2, 9)), 1) for _ in range(2))
    enlarged(*case, images=2, source=source, sink=sink)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("rows", [0, 2, 3])
def test_reset_in_the_middle_of_an_image(case, rows):
    # The beat behind the second row comes when the first is read for the last time.
    enlarged(*case, images=6, reset_after=rows * case[2] * -(-case[3] // case[4]) + 1, sink=(0, 1, 1))


@pytest.mark.parametrize("case", CASES)
def test_a_copy_a_cycle(case):
    factor, height, width, channels, lanes, _ = case
    run = enlarged(*case)
    assert run.got_at == list(range(1, 1 + 3 * factor**2 * height * width * -(-channels // lanes)))
    # By hand: pixels of a first row come one cycle before their first copies.
    assert run.sent_at[0] == 0


@pytest.mark.parametrize("case", CASES)
def test_a_steady_source_never_waits(case):
    factor = case[0]
    run = enlarged(*case, source=(1, *[0] * (factor**2 - 1)))
    assert run.sent_at == list(range(0, factor**2 * len(run.sent_at), factor**2))


def test_two_rows_fit():
    run = enlarged(2, 3, 3, 3, 2, 4, sink=((0,) * 40 + (1,) * 1000))
    assert sum(at < 40 for at in run.sent_at) == 2 * 3 * 2


def test_a_place_is_free_behind_the_last_copy():
    # Rows of one pixel of two beats: of a row's eight copies the seventh and eighth are the last ones.
    run = enlarged(2, 4, 1, 2, 1, 4, images=1, sink=((0,) * 40 + (1,) * 1000))
    assert run.sent_at == [0, 1, 2, 3, 47, 48, 55, 56]


def test_ready_is_cut():
    unit = Upsample(UpsampleParams(arith.Upsample(1), 1, 1, 1, 4))

    def watch(ctx, cycle):
        before = ctx.get(unit.i.ready)
        ctx.set(unit.o.ready, 1 - ctx.get(unit.o.ready))
        assert ctx.get(unit.i.ready) == before
        ctx.set(unit.o.ready, 1 - ctx.get(unit.o.ready))

    assert stream_through(unit, list(range(16)), 16, source=FREE, sink=(0, 1), each_cycle=watch).words == list(
        range(16)
    )


@pytest.mark.parametrize("name", ["width", "channels", "lanes", "bits"])
def test_nothing_to_enlarge_is_refused(name):
    with pytest.raises(HdlgenError, match=rf"upsample\.{name}: must be at least 1, not 0"):
        UpsampleParams(**{"upsample": arith.Upsample(2), "width": 2, "channels": 3, "lanes": 1, "bits": 4} | {name: 0})
