"""`balance`: with how few tiles layers keep a pace, and which pace so many tiles can keep. Numbers alone.

A layer's blocks are dealt out to tiles; each tile may have copies, among which output positions are dealt out. So a
tile that is busy for t cycles a position keeps the pace T with ceil(positions · t / T) copies, and what is looked for
is the deal with the fewest copies of tiles. Two are compared. Tiles as they are without a budget, with copies. And the
words of all segments laid on tiles one after the other, each filled as far as so many copies as are best for the whole
can convert (the shortest way through all places to begin a tile at: exact for tiles that are filled in this order).

No deal needs fewer tiles than `least`: those on which the words have room, and those that convert them in time.

A macro has one set of converters: it is a tile, or as many of an engine as may share them. Where converters have a
budget of their own, a layer may be laid out in several ways, with more or fewer converters a macro. Which of them each
layer takes is found exactly: for every number of tiles the fewest converters, layer by layer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

COPIES = 16
"""Numbers of copies that are tried for each tile, from the least with which it can hold a word."""
ENDLESS = 1 << 60
"""More tiles, and more converters, than any layers can use."""


@dataclass(frozen=True)
class Piece:
    """Words of a segment on a tile: `count` from number `first` of those in which it has weights on."""

    segment: int
    first: int
    count: int


Tile = tuple[Piece, ...]


@dataclass(frozen=True)
class Shared:
    """Tiles that work one after the other, in so many copies."""

    tiles: tuple[Tile, ...]
    copies: int

    @property
    def count(self) -> int:
        """Tiles of all copies."""
        return len(self.tiles) * self.copies


Deal = tuple[Shared, ...]
"""What becomes of a layer."""


@dataclass(frozen=True)
class Layer:
    """What of a layer counts.

    positions    output positions of an image
    phases       of an activation
    integration  cycles at least that a block takes in a phase
    conversion   cycles that a column group takes in a phase
    groups       column groups that a tile has room for
    segments     of each segment the column groups that each of its words takes
    tiles        the layout with the fewest tiles, which one engine can run
    fixed        whether it has to stay with that
    widest       rows that all engines together may have; each has those of the segments that it drives
    rows         of each segment
    adcs         converters of a macro
    streams      cycles that an image takes however many tiles there are, in this way
    joined       tiles of a budget that each tile counts for
    shared       tiles of an engine that a macro may have
    """

    positions: int
    phases: int
    integration: int
    conversion: int
    groups: int
    segments: tuple[tuple[int, ...], ...]
    tiles: tuple[Tile, ...]
    fixed: bool
    widest: int
    rows: tuple[int, ...]
    adcs: int = 1
    streams: int = 0
    joined: int = 1
    shared: int = 1

    def macros(self, deal: Deal) -> int:
        """Of all copies."""
        return sum(engine.copies * -(-len(engine.tiles) // self.shared) for engine in deal)

    def takes(self, deal: Deal) -> tuple[int, int]:
        """What `deal` takes of budgets of tiles and converters."""
        return self.joined * tiles_of(deal), self.adcs * self.macros(deal)

    def needs(self, pace: int) -> tuple[int, int]:
        """What of budgets of tiles and converters no deal can do without."""
        tiles = self.least(pace)
        macros = self.macros(self.one) if self.fixed else max(-(-tiles // self.shared), -(-self._work // pace))
        return self.joined * tiles, self.adcs * macros

    def width(self, piece: Piece) -> int:
        """Column groups of a piece."""
        return sum(self.segments[piece.segment][piece.first : piece.first + piece.count])

    def busy(self, tiles: Iterable[Tile]) -> int:
        """Cycles that tiles take one after the other for a position."""
        blocks = (self._block(self.width(piece)) for tile in tiles for piece in tile)
        return self.phases * sum(blocks)

    def _block(self, width: int) -> int:
        return max(self.integration, width * self.conversion)

    def interval(self, deal: Deal) -> int:
        """Cycles that an image takes."""
        return max(-(-self.positions * self.busy(engine.tiles) // engine.copies) for engine in deal)

    @cached_property
    def one(self) -> Deal:
        """One engine that runs all tiles."""
        return (Shared(self.tiles, 1),)

    @cached_property
    def conversions(self) -> int:
        """Cycles in which the converters of a single tile would convert all that an image needs."""
        return self.positions * self.phases * self.conversion * sum(map(sum, self.segments))

    def least(self, pace: int) -> int:
        """Tiles that no deal can do without."""
        if self.fixed:
            return len(self.tiles)
        room = -(-sum(map(sum, self.segments)) // self.groups)
        return max(room, -(-self._work // pace))

    @cached_property
    def _work(self) -> int:
        """Cycles that a single tile would be busy with all segments of an image."""
        return self.positions * self.phases * sum(self._block(sum(words)) for words in self.segments)

    def deal(self, pace: int) -> Deal | None:
        """The deal with the fewest tiles, and then macros, that is found for a pace; None if there is none."""
        enough = self.interval(self.one) <= pace
        if self.fixed or (enough and len(self.tiles) == self.least(pace)):
            return self.one if enough else None
        copied = [Shared((tile,), self._copies(tile, pace)) for tile in self.tiles]
        found = [self._joined(tiles, pace) for tiles in (copied, self._laid(pace))]
        fitting = [deal for deal in found if self._rows(deal) <= self.widest]
        return min([self.one] * enough + fitting, key=lambda deal: (tiles_of(deal), self.macros(deal)), default=None)

    def _copies(self, tile: Tile, pace: int) -> int:
        return -(-self.positions * self.busy([tile]) // pace)

    def _rows(self, deal: Deal) -> int:
        """Rows of all engines, copies not counted."""
        driven = ({piece.segment for tile in engine.tiles for piece in tile} for engine in deal)
        return sum(self.rows[segment] for segments in driven for segment in segments)

    def _laid(self, pace: int) -> list[Shared]:
        """Words laid on tiles in their order."""
        words = [(s, w) for s, widths in enumerate(self.segments) for w in range(len(widths))]
        widest = self._block(max(map(max, self.segments)))
        first = max(1, -(-widest * self.positions * self.phases // pace))
        best: dict[int, tuple[int, int, int]] = {len(words): (0, 0, 0)}  # begin → tiles from there on, end, copies
        ways: dict[int, list[tuple[int, int]]] = {}
        waiting = [0]
        while waiting:  # all places where a tile can begin
            begin = waiting.pop()
            if begin in ways or begin == len(words):
                continue
            ends = {
                self._end(words, begin, c, pace): c for c in range(first + COPIES - 1, first - 1, -1)
            }  # fewer copies win
            ways[begin] = list(ends.items())
            waiting += ends
        for begin in sorted(ways, reverse=True):
            best[begin] = min((c + best[end][0], end, c) for end, c in ways[begin])
        found, begin = [], 0
        while begin < len(words):
            _, end, copies = best[begin]
            found.append(Shared((_pieces(words[begin:end]),), copies))
            begin = end
        return [Shared(s.tiles, min(s.copies, self._copies(s.tiles[0], pace))) for s in found]

    def _allowed(self, copies: int, pace: int) -> int:
        """Cycles that so many copies of a tile may be busy for a phase of a position."""
        return copies * pace // (self.positions * self.phases)

    def _end(self, words: Sequence[tuple[int, int]], begin: int, copies: int, pace: int) -> int:
        """The first of `words` that has no room on so many copies of a tile that holds those from `begin` on."""
        allowed, taken, spent, width = self._allowed(copies, pace), 0, 0, 0
        segment = words[begin][0]
        for n in range(begin, len(words)):
            s, w = words[n]
            if s != segment:
                segment, spent, width = s, spent + self._block(width), 0
            taken, width = taken + self.segments[s][w], width + self.segments[s][w]
            if taken > self.groups or spent + self._block(width) > allowed:
                return n
        return len(words)

    def _joined(self, tiles: Sequence[Shared], pace: int) -> Deal:
        """Tiles that can be busy one after the other as one engine: the first that has time left for each."""
        found: list[Shared] = []
        for one in tiles:
            for n, engine in enumerate(found):
                together = Shared((*engine.tiles, *one.tiles), engine.copies)
                if one.copies == engine.copies and self.interval((together,)) <= pace:
                    found[n] = together
                    break
            else:
                found.append(one)
        return tuple(found)


def _pieces(words: Sequence[tuple[int, int]]) -> Tile:
    first: dict[int, int] = {}
    for s, w in words:
        first.setdefault(s, w)
    return tuple(Piece(s, w, sum(t == s for t, _ in words)) for s, w in first.items())


def tiles_of(deal: Deal) -> int:
    """Tiles, copies included."""
    return sum(engine.count for engine in deal)


Ways = Sequence[Layer]
"""A layer, laid out in several ways; those with more converters a macro first."""


@dataclass(frozen=True)
class Room:
    """tiles: that there are, joined ones counted each; converters: of all macros together."""

    tiles: int = ENDLESS
    converters: int = ENDLESS


@dataclass(frozen=True)
class Balance:
    """What becomes of all layers.

    ways      in which they are laid out, by number
    deals     of these
    tiles     that they take of a budget
    interval  cycles between images that the arrays need
    least     that nothing can be below
    """

    ways: tuple[int, ...]
    deals: tuple[Deal, ...]
    tiles: int
    interval: int
    least: int


def within(layers: Sequence[Ways], room: Room, floor: int) -> Balance | None:
    """The shortest interval that `room` allows, and with the fewest tiles for it; None if it is too little for any.

    floor  cycles that an image takes whatever the arrays do
    """
    slowest = _slowest(layers, floor)
    if not _dealt(layers, slowest, room):
        return None
    return _balance(layers, _least(lambda pace: _dealt(layers, pace, room) is not None, floor, slowest), room, floor)


def reaching(layers: Sequence[Ways], pace: int, room: Room, floor: int) -> Balance | None:
    """The fewest tiles with which an image takes at most `pace` cycles; None where it takes longer in `room`."""
    if pace < floor or not _dealt(layers, pace, room):
        return None
    found = _balance(layers, pace, room, floor)
    return replace(found, least=least(layers, replace(room, tiles=found.tiles), floor))


def least(layers: Sequence[Ways], room: Room, floor: int) -> int:
    """The interval that nothing can be below in `room`."""

    def enough(pace: int) -> bool:
        return _chosen([[_needs(way, pace) for way in ways] for ways in layers], room) is not None

    return _least(enough, floor, _slowest(layers, floor))


def _slowest(layers: Sequence[Ways], floor: int) -> int:
    """What every layer keeps in every way without copies."""
    return max(floor, *(max(way.interval(way.one), way.streams) for ways in layers for way in ways))


def _needs(way: Layer, pace: int) -> tuple[int, int] | None:
    """Tiles and converters that `way` cannot do without; None if it cannot keep `pace`."""
    if way.streams > pace or (way.fixed and way.interval(way.one) > pace):
        return None
    return way.needs(pace)


def _dealt(layers: Sequence[Ways], pace: int, room: Room) -> tuple[tuple[int, ...], tuple[Deal, ...]] | None:
    """The ways, and their deals, that keep `pace` in `room` with the fewest tiles."""
    deals = [[way.deal(pace) if way.streams <= pace else None for way in ways] for ways in layers]
    needs = [
        [way.takes(deal) if deal else None for way, deal in zip(ways, each, strict=True)]
        for ways, each in zip(layers, deals, strict=True)
    ]
    chosen = _chosen(needs, room)
    if chosen is None:
        return None
    return chosen, tuple(each[n] or () for each, n in zip(deals, chosen, strict=True))


def _chosen(needs: Sequence[Sequence[tuple[int, int] | None]], room: Room) -> tuple[int, ...] | None:
    """Of each layer the way with which all take the fewest tiles, and then converters; None if `room` is too little.

    needs  of each layer's ways tiles and converters; None for one that is too slow
    """
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}  # tiles → fewest converters, and with which ways
    for ways in needs:
        found: dict[int, tuple[int, tuple[int, ...]]] = {}
        for (before, (converters, chosen)), (n, way) in product(best.items(), enumerate(ways)):
            if way is None:
                continue
            tiles, of_all = before + way[0], converters + way[1]
            if tiles <= room.tiles and of_all <= room.converters and (tiles not in found or of_all < found[tiles][0]):
                found[tiles] = of_all, (*chosen, n)
        best = found
    return best[min(best)][1] if best else None


def _balance(layers: Sequence[Ways], pace: int, room: Room, floor: int) -> Balance:
    found = _dealt(layers, pace, room)
    assert found is not None, "a pace that is kept has a deal"
    ways, deals = found
    chosen = [each[n] for each, n in zip(layers, ways, strict=True)]
    interval = max(floor, *(max(w.interval(deal), w.streams) for w, deal in zip(chosen, deals, strict=True)))
    tiles = sum(way.takes(deal)[0] for way, deal in zip(chosen, deals, strict=True))
    return Balance(ways, deals, tiles, interval, least(layers, room, floor))


def _least(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The least number from `low` to `high` that holds; that does, and with each all greater ones."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
