"""`MaxPool` and `SumPool`."""

from itertools import pairwise

import numpy as np
import pytest
from amaranth.back import rtlil

from hdlgen import arith
from hdlgen.errors import HdlgenError
from hdlgen.rtl.max_pool import MaxPool, MaxPoolParams
from hdlgen.rtl.sum_pool import SumPool, SumPoolParams
from tests.rtl.streams import FREE, SLOW, SLOWER, STALLS, beats, from_beats, stream_through

KINDS = [(arith.MaxPool, MaxPoolParams, MaxPool), (arith.SumPool, SumPoolParams, SumPool)]
INT3, INT4, INT8 = arith.Int(3, signed=True), arith.Int(4, signed=True), arith.Int(8, signed=True)
CASES = [
    # (height, width, channels, kernel, stride, padding), lanes, type
    ((4, 4, 1, (2, 2), (2, 2)), 1, arith.Int(4)),
    ((5, 7, 3, (2, 2), (2, 2)), 2, INT8),  # a row and a column left over, a lane too many
    ((6, 3, 4, (3, 3), (3, 3)), 2, INT3),  # one square wide
    ((7, 8, 2, (3, 3), (3, 3)), 2, arith.Int(1)),
    ((3, 3, 1, (3, 3)), 1, arith.Int(8)),  # the whole plane
    ((4, 5, 3, (4, 5)), 2, INT4),
    ((2, 3, 2, (1, 1)), 3, arith.Int(5)),  # windows of one element
    ((1, 1, 1, (1, 1)), 1, arith.Int(2, signed=True)),
    ((5, 6, 2, (3, 3), (2, 2), (1, 1, 1, 1)), 1, INT4),
    ((5, 4, 3, (3, 3), (1, 1), (1, 1, 1, 1)), 2, INT4),
    ((4, 5, 1, (3, 3), (1, 1), (2, 2, 2, 2)), 1, arith.Int(3)),  # as much padding as can be
    ((4, 5, 1, (5, 4), (2, 1), (4, 3, 4, 3)), 1, INT3),
    ((7, 7, 1, (2, 2), (3, 3)), 1, INT4),  # pixels between windows
    ((8, 7, 3, (1, 2), (2, 4), (0, 1, 0, 1)), 2, INT4),
    ((5, 5, 2, (3, 1), (1, 2), (1, 0, 0, 0)), 1, INT4),  # overlaps only one way
    ((5, 6, 3, (1, 3), (2, 1), (0, 0, 0, 2)), 1, INT4),
    ((4, 4, 3, (3, 2), (1, 2), (0, 0, 2, 0)), 1, INT4),
    ((1, 6, 1, (3, 5), (1, 1), (1, 2, 1, 2)), 1, INT4),  # every window reaches beyond both ends
    ((2, 2, 1, (4, 4), (1, 1), (3, 3, 3, 3)), 1, INT4),
    ((6, 1, 2, (3, 1), (1, 1), (1, 0, 1, 0)), 1, INT4),
]


def drawn(seed):
    """A pool of any shape, lanes, and a type."""
    rng = np.random.default_rng(seed)
    while True:
        size, kernel, stride = rng.integers(1, 8, 2), rng.integers(1, 6, 2), rng.integers(1, 5, 2)
        padding = rng.integers(0, [*kernel, *kernel])
        if (size + padding[:2] + padding[2:] >= kernel).all() and size.prod() <= 30:
            axes = [tuple(map(int, axis)) for axis in (kernel, stride, padding)]
            signed = bool(rng.integers(2))
            kind = arith.Int(int(rng.integers(1, 6)), signed)
            return (int(size[0]), int(size[1]), int(rng.integers(1, 5)), *axes), int(rng.integers(1, 4)), kind


def images(shape, kind, count):
    return np.random.default_rng(0).integers(kind.lo, kind.hi + 1, (count, *shape[:3]))


def check(params, unit, count, **options):
    """Runs some images through the unit, surplus lanes all ones, and compares; returns the run."""
    pool = params.pool
    x = images((pool.height, pool.width, pool.channels), params.type, count)
    expected = pool.apply(x).reshape(-1, pool.channels)
    words = beats(x, params.lanes, params.type.bits, surplus=-1)
    run = stream_through(unit(params), words, len(expected) * params.beats, **options)
    got = from_beats(run.words, pool.channels, params.lanes, params.out.bits, params.out.signed)
    np.testing.assert_array_equal(got, expected)
    return run


@pytest.mark.parametrize(("pool", "make_params", "unit"), KINDS)
@pytest.mark.parametrize(("shape", "lanes", "kind"), CASES)
def test_three_images(shape, lanes, kind, pool, make_params, unit):
    for source, sink in STALLS[:2] if unit is MaxPool else STALLS[2:]:
        check(make_params(pool(*shape), lanes, kind), unit, 3, source=source, sink=sink)


@pytest.mark.parametrize("seed", range(40))
def test_drawn_pools(seed):
    pool, make_params, unit = KINDS[seed % 2]
    shape, lanes, kind = drawn(seed)
    params = make_params(pool(*shape), lanes, kind)
    patterns = [FREE, SLOW, SLOWER]
    check(params, unit, 3, source=patterns[seed % 3], sink=patterns[seed // 3 % 3])
    check(params, unit, 2, reset_after=1 + seed * 7 % (2 * shape[0] * shape[1] * params.beats), sink=(0, 1))


@pytest.mark.parametrize(("shape", "lanes", "kind"), CASES)
def test_reset_in_the_middle_of_an_image(shape, lanes, kind):
    params = SumPoolParams(arith.SumPool(*shape), lanes, kind)
    check(params, SumPool, 2, reset_after=shape[0] * shape[1] * params.beats * 4 // 3, sink=(0, 1))


@pytest.mark.parametrize(("pool", "make_params", "unit"), KINDS)
def test_a_beat_a_cycle_and_a_result_in_the_next(pool, make_params, unit):
    params = make_params(pool(4, 5, 2, (2, 2), (2, 2)), 1, arith.Int(4))
    run = check(params, unit, 2)
    assert params.latency == 1
    assert run.sent_at == list(range(80))
    # By hand: the lower right pixels are 6 and 8 of the ten in a pair of rows, two beats each.
    completing = [image * 40 + pair * 20 + beat for image in (0, 1) for pair in (0, 1) for beat in (12, 13, 16, 17)]
    assert run.valid_at == [c + 1 for c in completing]


@pytest.mark.parametrize(("pool", "make_params", "unit"), KINDS)
def test_a_beat_a_cycle_and_a_result_two_cycles_later_where_columns_overlap(pool, make_params, unit):
    params = make_params(pool(3, 4, 1, (3, 3), (1, 1), (1, 1, 1, 1)), 1, arith.Int(4))
    run = check(params, unit, 2)
    assert params.latency == 2
    assert run.sent_at == list(range(24))
    # By hand: pixel (1, 1) completes window (0, 0); from there on a result a cycle, the last four in the next image.
    assert run.valid_at == [5 + 2 + n for n in range(24)]


@pytest.mark.parametrize(("pool", "make_params", "unit"), KINDS)
def test_the_last_row_leaves_while_the_source_waits(pool, make_params, unit):
    params = make_params(pool(3, 4, 1, (3, 3), (1, 1), (1, 1, 1, 1)), 1, arith.Int(4))
    run = check(params, unit, 3, source=(1,) * 15 + (0,) * 40)
    assert run.valid_at[:12] == [5 + 2 + n for n in range(12)]


def slow_cycles(course, inner, cycles):
    """Most cycles of an axis whose elements take `cycles` and whose windows take `inner` each."""
    ends = [n * course.stride - course.before + course.kernel - 1 for n in range(course.count)]
    late = max(0, sum(end >= course.length - 1 for end in ends) - 1)
    quiet = min(ends[0], course.length - 1)
    return course.length * cycles + max(0, late * inner - quiet * cycles)


@pytest.mark.parametrize("seed", range(25))
def test_cycles_of_an_image(seed):
    shape, lanes, kind = drawn(1000 + seed)
    params = MaxPoolParams(arith.MaxPool(*shape), lanes, kind)
    row_cycles = slow_cycles(params.columns, params.beats, params.beats)
    cycles = slow_cycles(params.rows, params.columns.count * params.beats, row_cycles)
    assert params.image_cycles == cycles
    image = shape[0] * shape[1] * params.beats
    run = check(params, MaxPool, 4)
    starts = run.sent_at[::image]
    assert all(image <= after - before <= cycles for before, after in pairwise(starts))
    (ky, kx), (top, left, bottom, right) = shape[3], shape[5]
    if top + bottom < ky and left + right < kx:
        assert run.sent_at == list(range(4 * image))


@pytest.mark.parametrize(("padding", "cycles"), [(1, 8 * 8), (2, 10 * 10)])
def test_cycles_of_an_image_are_those_of_its_results_if_they_are_more(padding, cycles):
    params = MaxPoolParams(arith.MaxPool(8, 8, 1, (3, 3), (1, 1), (padding,) * 4), 1, INT4)
    assert params.image_cycles == cycles
    run = check(params, MaxPool, 3)
    assert run.sent_at[128] - run.sent_at[64] == cycles


def flow(params):
    """What each result beat of an image needs.

    Returns for each: input beats that must be in before it can be offered; those with which the result of its row of
    pixels came; whether that one, and whether itself, is one of those that the last pixel or row leaves over.
    """
    pool, pixel = params.pool, params.beats
    (sy, sx), (top, left, _, _) = pool.stride, pool.padding
    row = []
    for c, b in np.ndindex(pool.out_width, pixel):
        end = c * sx - left + pool.kernel[1] - 1
        late = c > 0 and end - sx >= pool.width - 1
        row.append((pool.width * pixel if late else min(end, pool.width - 1) * pixel + b + 1, late))
    image = pool.width * pixel if params.latency == 1 else row[-1][0]
    out = []
    for r in range(pool.out_height):
        end = r * sy - top + pool.kernel[0] - 1
        late_row = r > 0 and end - sy >= pool.height - 1
        above = min(end, pool.height - 1) * pool.width * pixel
        out += [(above + (image if late_row else x), above + x, late, late_row) for x, late in row]
    return out


@pytest.mark.parametrize("seed", range(20))
def test_what_a_result_needs(seed):
    shape, lanes, kind = drawn(2000 + seed)
    params = MaxPoolParams(arith.MaxPool(*shape), lanes, kind)
    image = shape[0] * shape[1] * params.beats
    needs = [n * image + need for n in range(2) for need, *_ in flow(params)]
    for count in np.random.default_rng(seed).integers(1, 2 * image + 1, 2):
        words = beats(images(shape, kind, 2), lanes, kind.bits)[:count]
        stream_through(MaxPool(params), words, sum(need <= count for need in needs))


@pytest.mark.parametrize("seed", range(20))
def test_what_is_taken_while_the_output_is_blocked(seed):
    shape, lanes, kind = drawn(3000 + seed)
    params = MaxPoolParams(arith.MaxPool(*shape), lanes, kind)
    image, beats_out = shape[0] * shape[1] * params.beats, flow(params)
    for stop in np.random.default_rng(seed).integers(1, 2 * image, 2):
        blocked = 3 * image + 50
        run = check(params, MaxPool, 3, sink=(1,) * stop + (0,) * blocked + (1,) * 999, slack=blocked + 200)
        o = sum(at < stop for at in run.got_at)
        # Beat o is in the register. The next one that does not come from the late ones cannot be completed, ...
        ahead = [(n * image + x, late, late_row) for n in range(3) for _, x, late, late_row in beats_out]
        waiting = next((u for u in range(o + 1, len(ahead)) if not ahead[u][2]), None)
        most = 3 * image
        if waiting is not None and params.latency == 1:
            most = ahead[waiting][0] - 1
        elif waiting is not None:
            # ... but waits as the result of its row of pixels, until the next one of those comes.
            every = [n * image + x for n in range(3) for x in row_results(params)]
            most = next((x - 1 for x in every if x > ahead[waiting][0]), most)
        assert sum(at < stop + blocked for at in run.sent_at) == most


def row_results(params):
    """Input beats of an image with which a result of a row of pixels comes; late ones left out."""
    pool, pixel = params.pool, params.beats
    one_row = {x for _, x, late, _ in flow(params)[: pool.out_width * pixel] if not late}
    first = min(pool.kernel[0] - 1 - pool.padding[0], pool.height - 1) * pool.width * pixel
    return sorted(x - first + y * pool.width * pixel for y in range(pool.height) for x in one_row)


@pytest.mark.parametrize(
    ("shape", "bits"),
    [
        ((8, 8, 4, (2, 2), (2, 2)), 4 * 4 * 4),  # a value for each square of a row, and nothing else
        ((128, 128, 4, (128, 128)), 4 * 4),  # a value for each channel
        ((8, 8, 4, (3, 3), (2, 2), (1, 1, 0, 0)), (4 * 4 + 4) * 4),
        ((8, 8, 4, (3, 3), (1, 1), (1, 1, 1, 1)), (8 * 4 + 4) * 3 * 4),  # two windows open, one late
        ((8, 8, 4, (1, 1), (2, 2)), 0),
    ],
)
def test_stored_bits(shape, bits):
    text = rtlil.convert(MaxPool(MaxPoolParams(arith.MaxPool(*shape), 1, arith.Int(4))))
    memories = [line.split() for line in text.splitlines() if line.strip().startswith("memory ")]
    assert sum(int(m[m.index("width") + 1]) * int(m[m.index("size") + 1]) for m in memories) == bits


@pytest.mark.parametrize(
    ("kernel", "kind", "out"),
    [
        (2, arith.Int(4), arith.Int(6)),
        (3, arith.Int(1), arith.Int(4)),
        (2, arith.Int(3, signed=True), arith.Int(5, signed=True)),
    ],
)
def test_width_of_a_sum(kernel, kind, out):
    assert SumPoolParams(arith.SumPool(6, 6, 1, (kernel, kernel)), 1, kind).out == out


@pytest.mark.parametrize(("pool", "make_params", "unit"), KINDS)
def test_what_cannot_be_is_refused(pool, make_params, unit):
    with pytest.raises(HdlgenError, match=r"pool\.lanes: must be at least 1, not 0"):
        make_params(pool(2, 2, 1, (2, 2)), 0, arith.Int(4))
    with pytest.raises(HdlgenError, match=r"pool\.dilation: must be 1 both ways, not \(1, 2\)"):
        make_params(pool(3, 3, 1, (2, 2), dilation=(1, 2)), 1, arith.Int(4))
