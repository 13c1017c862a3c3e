from itertools import pairwise

import numpy as np
import pytest
from amaranth import Elaboratable, Module
from amaranth.lib.wiring import connect

from hdlgen.arith import Int, Phases, SegmentFetch, Window
from hdlgen.errors import HdlgenError
from hdlgen.rtl.segment_loader import SegmentLoader, SegmentLoaderParams
from hdlgen.rtl.segment_rows import SegmentRows, SegmentRowsParams
from hdlgen.rtl.table import TableParams
from tests.rtl.streams import STALLS, Port, beats, packed, stream_through
from tests.rtl.test_window_buffer import CASES, images

FETCHES = [SegmentFetch.of(window, lanes, *how) for window, lanes, _ in CASES for how in [(1, 1), (2, 4), (4, 8)]]
FETCHES += [
    SegmentFetch(Window(3, 4, 20, (2, 2)), 3, 4, 2, 1),  # words of a pixel are several, and its beats fill none up
    SegmentFetch(Window(4, 4, 3, (3, 3), padding=(1,) * 4), 3, 8, 1, 4),  # the pixels of rows are in all pixel banks
    SegmentFetch(Window(5, 7, 1, (3, 3), padding=(1,) * 4), 1, 2, 1, 4),  # and where rows are not whole
    SegmentFetch(Window(3, 3, 6, (3, 3)), 2, 8, 4, 1),  # more banks than beats
    SegmentFetch(Window(2, 1, 2, (2, 3), (1, 1), (0, 6, 0, 6), (1, 4)), 2, 2, 1, 1),  # padding beyond all that is kept
]


class Unit(Elaboratable):
    """Loader and rows; of `o` a beat is what is held of a segment, which goes when it is taken."""

    def __init__(self, fetch, segments, bits):
        self.act = Int(bits)
        table = TableParams(fetch.table(segments), fetch.row_bits)
        self.loader = SegmentLoader(SegmentLoaderParams(fetch, bits, table))
        self.last = len(table.rows) - 1
        rows = max(map(len, segments))
        self.rows = SegmentRows(SegmentRowsParams(rows, rows, fetch.lanes, Phases(self.act, 1)))
        self.i, self.o = self.loader.i, Port(self.rows.turn.valid, self.rows.turn.advance, self.rows.row_word)

    def elaborate(self, platform):
        m = Module()
        m.submodules.loader, m.submodules.rows = self.loader, self.rows
        connect(m, self.loader.o, self.rows.i)
        m.d.comb += [self.loader.last.eq(self.last), self.rows.turn.ends.eq(1)]
        return m


def some_segments(fetch, seed):
    """Random taps in random order; one segment may be of many load cycles, and one of a single one."""
    rng = np.random.default_rng(seed)
    taps = rng.permutation(fetch.window.taps)[:40].tolist()
    cuts = sorted({0, len(taps), *rng.integers(1, len(taps) + 1, 2).tolist()})
    return [tuple(taps[a:b]) for a, b in pairwise(cuts)]


def expected(window, x, segments, bits):
    """Row registers, segment by segment."""
    taps = window.apply(x).reshape(-1, window.taps)
    return [packed(each[list(segment)], bits) for each in taps for segment in segments]


@pytest.mark.parametrize(
    "n", range(len(FETCHES)), ids=[f"{f.window}-{f.in_lanes}-{f.lanes}-{f.beat_banks}-{f.pixel_banks}" for f in FETCHES]
)
def test_segments_of_three_images(n):
    fetch, seed = FETCHES[n], n % 2
    window, bits, segments = fetch.window, 1 + 2 * seed, some_segments(fetch, seed)
    x = images(window, bits, 3, seed)
    sent = beats(x, fetch.in_lanes, bits, surplus=-1)
    want = expected(window, x, segments, bits)
    loads = [len(fetch.cycles(taps)) for taps in segments]
    needs = (np.arange(3)[:, None] * fetch.in_beats + fetch.needs).ravel().repeat(len(segments))
    for source, sink in STALLS[seed::2]:
        run = stream_through(Unit(fetch, segments, bits), sent, len(want), source=source, sink=sink, slack=500)
        assert run.words == want
        # Accepted, in the shadow, driven: six cycles, one for each load cycle, one.
        took = np.array(run.valid_at) - np.array(run.sent_at)[needs - 1]
        assert (took >= np.tile(loads, 3 * window.positions) + 7).all()


@pytest.mark.parametrize("fetch", FETCHES[::7], ids=str)
def test_reset_in_the_middle_of_an_image(fetch):
    bits, segments = 2, some_segments(fetch, 3)
    x = images(fetch.window, bits, 2)
    want = expected(fetch.window, x, segments, bits)
    after = fetch.in_beats + fetch.in_beats // 2
    sent = beats(x, fetch.in_lanes, bits)
    run = stream_through(Unit(fetch, segments, bits), sent, len(want), reset_after=after, sink=(1, 1, 0), slack=500)
    assert run.words == want


def test_a_load_cycle_follows_its_pixel_at_once():
    """By hand: a pixel of one beat, two segments of two load cycles and of one, which are taken at once.

    The first is driven seven cycles behind its beat and as many as there are load cycles; the others wait to be loaded.
    """
    fetch = SegmentFetch(Window(3, 3, 3, (1, 1)), 3, 1, 1, 1)
    x = images(fetch.window, 4, 1)
    run = stream_through(Unit(fetch, [(0, 1), (2,)], 4), beats(x, 3, 4), 18)
    first, second, third = run.valid_at[:3]
    assert (first, second, third) == (7 + 2, 7 + 2 + 2, 7 + 2 + 2 + 3)


def test_input_runs_ahead_as_far_as_there_is_room():
    """3×3 without padding on 6×6: of four rows and the next image's three there is room for seven, and six pixels."""
    fetch = SegmentFetch(Window(6, 6, 1, (3, 3)), 1, 1, 1, 1)
    assert fetch.room == (3 + 3) * 6 + 6
    unit = Unit(fetch, [(0,)], 4)
    x = images(fetch.window, 4, 2)
    taken = []
    run = stream_through(unit, beats(x, 1, 4), 32, sink=(0,) * 299 + (1,), slack=400,
                         each_cycle=lambda ctx, cycle: taken.append(ctx.get(unit.i.valid & unit.i.ready)))  # fmt: skip
    assert sum(taken[:299]) == fetch.room
    assert run.words == expected(fetch.window, x, [(0,)], 4)


def table(fetch, bits=0):
    return TableParams((0,), bits or fetch.row_bits)


@pytest.mark.parametrize(
    ("bits", "given", "what"),
    [
        (0, table(FETCHES[0]), "segment_loader.bits: must be at least 1, not 0"),
        (4, table(FETCHES[0], FETCHES[0].row_bits + 1), "segment_loader.table: must have .* bits, not"),
    ],
)
def test_what_is_no_loader_is_refused(bits, given, what):
    with pytest.raises(HdlgenError, match=what):
        SegmentLoaderParams(FETCHES[0], bits, given)
