import numpy as np
import pytest

from hdlgen import arith
from hdlgen.arith import Int
from hdlgen.errors import HdlgenError
from hdlgen.rtl.arg_max import ArgMax, ArgMaxParams
from tests.rtl.streams import STALLS, beats, stream_through

CASES = [
    # channels, lanes, type, latency
    (10, 1, Int(8), 1),
    (10, 4, Int(3, True), 2),  # a lane too many; many equals
    (5, 8, Int(4, True), 2),  # fewer channels than lanes
    (1, 1, Int(2), 1),
    (1, 2, Int(1), 2),
    (21, 9, Int(2, True), 3),
    (33, 16, Int(1), 3),
    (70, 65, Int(4, True), 4),
    (8, 2, Int(8, True), 2),
]


def classified(channels, lanes, kind, x, **how):
    params = ArgMaxParams(arith.ArgMax(channels), lanes, kind)
    # Surplus lanes hold the largest value, which no result may show.
    words = beats(x, lanes, kind.bits, surplus=kind.hi)
    run = stream_through(ArgMax(params), words, len(x), **how)
    assert run.words == params.arg_max.apply(x[None, None])[0, 0, :, 0].tolist()
    return run


def pixels(channels, kind, count=24):
    x = np.random.default_rng(channels).integers(kind.lo, kind.hi + 1, (count, channels))
    x[0], x[1], x[2] = kind.lo, kind.hi, sorted(x[2])  # all equal; the largest is last
    x[3] = kind.lo
    x[3, -1] += 1
    return x


@pytest.mark.parametrize(("channels", "lanes", "kind", "_"), CASES)
@pytest.mark.parametrize(("source", "sink"), STALLS)
def test_random_pixels(channels, lanes, kind, _, source, sink):
    classified(channels, lanes, kind, pixels(channels, kind), source=source, sink=sink)


@pytest.mark.parametrize("seed", range(20))
def test_random_parameters(seed):
    rng = np.random.default_rng(seed)
    channels, lanes, bits = (int(v) for v in rng.integers(1, (20, 20, 6)))
    kind = Int(bits, bool(rng.integers(2)))
    source, sink = ((*map(int, rng.integers(0, 2, 9)), 1) for _ in range(2))
    classified(channels, lanes, kind, pixels(channels, kind), source=source, sink=sink)


@pytest.mark.parametrize("lanes", [1, 2, 3])
def test_every_pixel_of_three_channels(lanes):
    x = np.stack(np.meshgrid(*[np.arange(-2, 2)] * 3), axis=-1).reshape(-1, 3)
    classified(3, lanes, Int(2, True), x)


@pytest.mark.parametrize(("channels", "lanes", "kind", "_"), CASES)
def test_reset_in_the_middle_of_a_pixel(channels, lanes, kind, _):
    classified(channels, lanes, kind, pixels(channels, kind), reset_after=7, sink=(0, 1))


@pytest.mark.parametrize(("channels", "lanes", "kind", "latency"), CASES)
def test_latency_and_rate(channels, lanes, kind, latency):
    assert ArgMaxParams(arith.ArgMax(channels), lanes, kind).latency == latency
    run = classified(channels, lanes, kind, pixels(channels, kind))
    beats_of_pixel = -(-channels // lanes)
    assert run.sent_at == list(range(24 * beats_of_pixel))
    assert run.valid_at == [n * beats_of_pixel - 1 + latency for n in range(1, 25)]


@pytest.mark.parametrize(("channels", "lanes", "kind", "latency"), CASES)
def test_what_fits_while_a_class_waits(channels, lanes, kind, latency):
    run = classified(channels, lanes, kind, pixels(channels, kind), sink=(0,) * 40 + (1,) * 300)
    beats_of_pixel = -(-channels // lanes)
    assert run.valid_at[0] == beats_of_pixel - 1 + latency
    assert sum(at < 40 for at in run.sent_at) == 2 * beats_of_pixel - 1 + latency - 1


def test_no_lanes_are_refused():
    with pytest.raises(HdlgenError, match=r"argmax\.lanes: must be at least 1, not 0"):
        ArgMaxParams(arith.ArgMax(4), 0, Int(4))
