"""Deals against all that there are, of layers that are small enough to try them."""

import itertools
import random
from dataclasses import replace

import pytest

from hdlgen.mapping import balance
from hdlgen.mapping.balance import ENDLESS, Layer, Piece, Room, Shared, tiles_of


def layer(segments, *, positions=12, phases=2, integration=2, conversion=2, groups=4, fixed=False, widest=1 << 20):
    """With today's tiles: a segment's words side by side where there is room, as `blocks.pack` puts them."""
    tiles, used = [], []
    for s, widths in enumerate(segments):
        first = 0
        while first < len(widths):
            count, width = 0, 0
            while first + count < len(widths) and width + widths[first + count] <= groups:
                width, count = width + widths[first + count], count + 1
            tile = next((t for t, taken in enumerate(used) if taken + width <= groups), len(used))
            if tile == len(used):
                used.append(0)
                tiles.append([])
            tiles[tile].append(Piece(s, first, count))
            used[tile] += width
            first += count
    rows = tuple(1 for _ in segments)
    tiles = tuple(map(tuple, tiles))
    return Layer(positions, phases, integration, conversion, groups, tuple(segments), tiles, fixed, widest, rows)


def within(layers, tiles, floor):
    """Of layers that are laid out in one way."""
    return balance.within([[of] for of in layers], Room(tiles), floor)


def reaching(layers, pace, floor):
    return balance.reaching([[of] for of in layers], pace, Room(), floor)


def least(layers, tiles, floor):
    return balance.least([[of] for of in layers], Room(tiles), floor)


def partitions(items):
    """All ways to put `items` on tiles that do not differ."""
    if not items:
        yield []
        return
    first, *rest = items
    for parts in partitions(rest):
        for n, part in enumerate(parts):
            yield [*parts[:n], [first, *part], *parts[n + 1 :]]
        yield [[first], *parts]


def all_deals(of):
    """Cycles for an image of each tile, for all ways to put words on tiles."""
    words = [(s, w) for s, widths in enumerate(of.segments) for w in widths]
    found = set()
    for parts in partitions(words):
        if any(sum(w for _, w in part) > of.groups for part in parts):
            continue
        busy = []
        for part in parts:
            by_segment = [sum(w for t, w in part if t == s) for s in {s for s, _ in part}]
            busy.append(of.positions * of.phases * sum(max(of.integration, of.conversion * w) for w in by_segment))
        found.add(tuple(sorted(busy)))
    return found


def fewest(deals, pace):
    """By trying all."""
    return min(sum(-(-busy // pace) for busy in deal) for deal in deals)


def random_layer(rng):
    each = rng.choice([1, 1, 2, 3])
    segments = tuple(
        tuple(each if w < n - 1 or rng.random() < 0.7 else rng.randint(1, each) for w in range(n))
        for n in (rng.randint(1, 4) for _ in range(rng.randint(1, 3)))
    )
    segments = segments if sum(map(len, segments)) <= 7 else segments[:1]
    return layer(segments, positions=rng.randint(1, 20), integration=rng.randint(1, 6), groups=rng.randint(3, 6))


def consistent(of, deal, pace):
    """Every word once, no tile too full, and the pace is kept."""
    words = sorted((p.segment, p.first + n) for e in deal for t in e.tiles for p in t for n in range(p.count))
    assert words == [(s, w) for s, widths in enumerate(of.segments) for w in range(len(widths))]
    assert all(sum(map(of.width, tile)) <= of.groups for engine in deal for tile in engine.tiles)
    assert all(of.positions * of.busy(e.tiles) <= pace * e.copies for e in deal)


def test_deals_are_the_best_or_nearly_so():
    rng, ratios = random.Random(1), []
    for _ in range(150):
        of = random_layer(rng)
        deals = all_deals(of)
        slowest = of.interval(of.one)
        for pace in {slowest, max(1, slowest // 2), max(1, slowest // 3), max(1, slowest // rng.randint(4, 9))}:
            deal = of.deal(pace)
            consistent(of, deal, pace)
            best = fewest(deals, pace)
            assert of.least(pace) <= best <= tiles_of(deal)
            ratios.append(tiles_of(deal) / best)
    exact = sum(ratio == 1 for ratio in ratios) / len(ratios)
    assert exact > 0.98, exact
    assert max(ratios) <= 1.5, max(ratios)


def test_within_is_the_shortest_interval_of_all_deals():
    rng, ratios = random.Random(2), []
    for _ in range(60):
        layers = [random_layer(rng) for _ in range(rng.randint(1, 3))]
        deals = [all_deals(of) for of in layers]
        usual = sum(len(of.tiles) for of in layers)
        for tiles in (usual, usual + 1, 2 * usual):
            found = within(layers, tiles, 1)
            assert found.tiles <= tiles
            for of, deal in zip(layers, found.deals, strict=True):
                consistent(of, deal, found.interval)
            pace = 1
            while sum(fewest(d, pace) for d in deals) > tiles:
                pace += 1
            assert found.least <= pace <= found.interval
            ratios.append(found.interval / pace)
    assert sum(ratio == 1 for ratio in ratios) / len(ratios) > 0.95
    assert max(ratios) <= 1.5


def test_a_slow_layer_gets_copies():
    """As conv1 and conv2 of lenet_q4: 576 positions of 16 cycles, 64 of 32."""
    conv1 = layer([(1,)], positions=576, phases=8, groups=16)
    conv2 = layer([(1, 1, 1, 1)], positions=64, phases=4, groups=16)
    found = [within([conv1, conv2], tiles, 1) for tiles in (2, 6, 14)]
    assert [f.interval for f in found] == [9216, 2048, 838]
    assert [f.least for f in found] == [9216, 2048, 838]
    (copies,), (copied,) = found[2].deals
    assert (copies, copied.copies) == (Shared(((Piece(0, 0, 1),),), 11), 3)


def test_a_tile_is_copied_unless_dividing_its_words_takes_fewer():
    of = layer([(1, 1, 1, 1)], positions=10)
    assert of.deal(of.interval(of.one) // 2) == (Shared(of.tiles, 2),)
    two = layer([(1, 1, 1, 1)] * 2, positions=10)
    tile = two.positions * two.busy(two.tiles[:1])
    # Each tile is busy for 4/3 of the time: two copies of each, or three tiles with words of both.
    found = two.deal(tile * 3 // 4)
    assert (tiles_of(found), [e.copies for e in found]) == (3, [1, 1, 1])


def test_tiles_that_are_fast_enough_stay_one_engine():
    of = layer([(4,), (4,), (4,)], positions=10)
    assert of.deal(of.interval(of.one)) == of.one
    assert of.deal(of.interval(of.one) * 2 // 3) == (Shared(of.tiles[:2], 1), Shared(of.tiles[2:], 1))


def test_segments_with_few_words_are_not_divided():
    """A block takes its integration, however few columns it converts."""
    of = layer([(1, 1)], positions=10, integration=8)
    assert of.deal(80) == (Shared(of.tiles, 2),)


def test_what_has_to_stay_stays():
    of, other = layer([(4,), (4,)], fixed=True), layer([(4,), (4,)])
    assert of.deal(of.interval(of.one)) == of.one
    assert of.deal(of.interval(of.one) - 1) is None
    assert within([of, other], 6, 1).interval == of.interval(of.one)
    assert reaching([of, other], of.interval(of.one) - 1, 1) is None


def test_engines_have_no_more_rows_than_there_can_be():
    """Where a segment is on several engines, each has its rows."""

    def rows(of):
        deal = of.deal(of.interval(of.one) * 3 // 8)
        return sum(len({p.segment for t in e.tiles for p in t}) for e in deal), tiles_of(deal)

    assert rows(layer([(1, 1, 1, 1)] * 2)) == (4, 3)
    assert rows(layer([(1, 1, 1, 1)] * 2, widest=3)) == (2, 4)


def test_a_target_takes_the_fewest_tiles():
    layers = [layer([(1,)], positions=n) for n in (100, 50, 7)]
    for target in (400, 200, 100, 57):
        found = reaching(layers, target, 1)
        assert found.interval <= target
        counts = [-(-4 * n // target) for n in (100, 50, 7)]
        assert (found.tiles, found.least <= target) == (sum(counts), True)
    assert reaching(layers, 5, 6) is None


def ways(rng):
    """A layer with four, two or one converters a tile: conversions take as many times longer."""
    count, positions = rng.randint(1, 6), rng.randint(1, 20)
    return [
        replace(layer([(4 // adcs,) * count], positions=positions, groups=16 // adcs), adcs=adcs, streams=positions)
        for adcs in (4, 2, 1)
    ]


def test_converters_are_where_they_are_needed():
    """Against all ways that all layers can be laid out in."""
    rng = random.Random(3)
    for _ in range(4):
        layers = [ways(rng) for _ in range(3)]

        def best(pace, room, layers=layers):
            """The fewest tiles."""
            needs = [
                [(tiles_of(deal), of.adcs) for of in each if of.streams <= pace if (deal := of.deal(pace))]
                for each in layers
            ]
            sums = ((sum(t for t, _ in ways), sum(t * n for t, n in ways)) for ways in itertools.product(*needs))
            fitting = [tiles for tiles, converters in sums if tiles <= room.tiles and converters <= room.converters]
            return min(fitting, default=None)

        for room in (Room(6, 12), Room(9, 12), Room(8, 30), Room(ENDLESS, 9)):
            found = balance.within(layers, room, 1)
            assert best(found.interval, room) == found.tiles
            assert best(found.interval - 1, room) is None
            assert found.least <= found.interval
            for smaller in (Room(room.tiles, room.converters - 1), Room(room.tiles - 1, room.converters)):
                assert balance.within(layers, smaller, 1).interval >= found.interval
    assert balance.within(layers, Room(9, 2), 1) is None


def test_least_needs_no_deal():
    layers = [layer([(2, 2), (2,)], positions=n) for n in (3, 8)]
    for tiles, floor in itertools.product(range(4, 12), (1, 40)):
        assert least(layers, tiles, floor) == within(layers, tiles, floor).least >= floor


@pytest.mark.parametrize("tiles", [3, 4, 5, 9])
def test_more_tiles_are_no_slower(tiles):
    layers = [layer([(1, 1, 1), (1, 1)], positions=30), layer([(3,)], positions=11)]
    assert within(layers, tiles + 1, 1).interval <= within(layers, tiles, 1).interval
