from collections import Counter

import numpy as np
import pytest

from hdlgen.arith import SegmentFetch, Window
from hdlgen.errors import HdlgenError

PADDED = Window(4, 5, 3, (3, 3), (1, 1), (1,) * 4)
FETCHES = [
    SegmentFetch(window, in_lanes, lanes, beat_banks, pixel_banks)
    for window in (PADDED, Window(5, 3, 6, (3, 2), (2, 1), (2, 1, 0, 0), (2, 1)), Window(3, 4, 6, (3, 4)))
    for in_lanes, lanes, beat_banks, pixel_banks in [(1, 2, 2, 1), (2, 4, 1, 1), (3, 2, 2, 4), (1, 4, 8, 2)]
]


@pytest.mark.parametrize(
    ("channels", "in_lanes", "banks", "expected"),
    [
        (16, 1, 4, (4, 1)),
        (16, 2, 4, (2, 1)),
        (16, 4, 2, (1, 1)),  # a beat has more banks already
        (3, 1, 4, (4, 1)),
        (3, 1, 8, (4, 2)),  # a pixel has no more beats
        (2, 1, 8, (2, 4)),
        (1, 1, 8, (1, 8)),
        (6, 3, 8, (2, 2)),  # 12 banks; 6 would be too few
    ],
)
def test_banks_are_of_beats_then_of_pixels(channels, in_lanes, banks, expected):
    fetch = SegmentFetch.of(Window(4, 4, channels, (2, 2)), in_lanes, 4, banks)
    assert (fetch.beat_banks, fetch.pixel_banks) == expected
    assert fetch.banks >= banks


@pytest.mark.parametrize("fetch", FETCHES)
def test_taps_are_where_pixels_are_stored(fetch):
    """Pixels one after the other into places, as they come; the taps of each window from its corner's place."""
    w = fetch.window
    x = np.arange(3 * w.height * w.width * w.channels).reshape(3, w.height, w.width, w.channels)
    where = {}
    for n, pixel in enumerate(x.reshape(-1, w.channels)):
        for c, value in enumerate(pixel):
            where[int(value)] = n * fetch.groups + c // fetch.channel_banks, c % fetch.channel_banks
    corner = fetch.first_place
    steps = fetch.steps
    for windows in w.apply(x):
        for position, taps in enumerate(windows):
            for tap, value in enumerate(taps.tolist()):
                said = fetch.tap(tap)
                if value:  # the padding is 0, and so is one value
                    place, channel = where[value]
                    assert (corner + said["place"]) % fetch.places == place % fetch.places
                    assert said["channel"] == channel
            row_ends = (position + 1) % w.out_width == 0
            corner = (corner + steps[row_ends + (position + 1 == w.positions)]) % fetch.places
    assert fetch.places == fetch.depth * fetch.pixel_banks


@pytest.mark.parametrize("fetch", FETCHES)
def test_load_cycles_hold_every_row_once_and_each_bank_at_most_once(fetch):
    rng = np.random.default_rng(0)
    for count in (1, 5, 18):
        taps = rng.permutation(fetch.window.taps)[:count].tolist()
        cycles = fetch.cycles(taps)
        assert sorted(pair for cycle in cycles for pair in cycle) == list(enumerate(taps))
        for cycle in cycles:
            assert len({row // fetch.lanes for row, _ in cycle}) == 1
            assert max(Counter(fetch.bank(tap) for _, tap in cycle).values()) == 1
        ordered = fetch.ordered(taps)
        assert sorted(ordered) == sorted(taps)
        assert len(fetch.cycles(ordered)) <= len(cycles)


def test_banks_do_not_meet_in_any_window():
    """Taps of other banks are in other banks wherever the window is: the pixel bank is turned for all of them."""
    fetch = SegmentFetch(Window(4, 7, 1, (3, 3)), 1, 4, 1, 4)
    for corner in range(20):
        taps = [fetch.tap(t) for t in range(9)]
        banks = [(corner + said["place"]) % fetch.pixel_banks for said in taps]
        assert len(set(banks)) == len({fetch.bank(t) for t in range(9)})
        assert all((banks[a] == banks[b]) == (fetch.bank(a) == fetch.bank(b)) for a in range(9) for b in range(9))


def test_an_order_takes_nearly_as_few_cycles_as_its_fullest_bank_allows():
    more = []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        lanes = 1 << int(rng.integers(1, 4))
        fetch = SegmentFetch.of(Window(4, 4, 64, (3, 3)), 1, lanes, lanes << int(rng.integers(2)))
        taps = np.sort(rng.permutation(576)[: rng.integers(1, 129)]).tolist()
        least = max(-(-len(taps) // lanes), *Counter(map(fetch.bank, taps)).values())
        more.append(len(fetch.cycles(fetch.ordered(taps))) - least)
    assert min(more) == 0
    assert max(more) <= 4
    assert np.mean(more) < 0.25


def test_an_order_that_is_quick_stays():
    fetch = SegmentFetch.of(Window(4, 4, 64, (3, 3)), 1, 4, 4)
    assert fetch.ordered(range(128)) == tuple(range(128))
    assert fetch.ordered([0, 4, 1, 5, 2, 6, 3, 7]) == (0, 1, 2, 3, 4, 5, 6, 7)


def test_a_table_by_hand():
    """Two lanes, two banks of channels; pixels have two words a bank. Taps 0, 1 and 6 are channels 0, 1, 2."""
    fetch = SegmentFetch(Window(2, 2, 4, (2, 2), padding=(1, 0, 0, 0)), 1, 2, 2, 1)
    assert fetch.fields == {"valid": 1, "channel": 1, "place": 5, "row": 1}
    assert (fetch.room, fetch.places) == ((2 + 1 - 1 + 2) * 2 + 2, 2 * 10)
    # next and last; then lane 1 and lane 0: row of the kernel, place, channel, valid
    assert fetch.table([(0, 1, 6), (13, 9)]) == (
        0b01_0_00000_1_1_0_00000_0_1,  # tap 1 | tap 0, in other banks
        0b10_0_00000_0_0_0_00011_0_1,  # nothing | tap 6: the second pixel, its second word
        0b00_0_00000_0_0_1_00110_1_1,  # nothing | tap 13: the fourth pixel, channel 1
        0b10_1_00100_1_1_0_00000_0_0,  # tap 9, in the same bank: the third pixel, channel 1 | nothing
    )
    assert fetch.row_bits == 2 * 8 + 2


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ((1, 0, 1, 1), "fetch.lanes: must be at least 1, not 0"),
        ((1, 1, 3, 1), "fetch.beat_banks: must be a power of two, not 3"),
        ((1, 1, 1, 3), "fetch.pixel_banks: must be a power of two, not 3"),
        ((1, 1, 2, 2), "fetch.pixel_banks: must be 1 where a pixel has 3 beats"),
    ],
)
def test_what_cannot_be_fetched_is_refused(fields, what):
    with pytest.raises(HdlgenError, match=what):
        SegmentFetch(PADDED, *fields)
