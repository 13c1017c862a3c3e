"""`balance`: with how few tiles layers keep a pace, and which pace so many tiles can keep. Numbers alone.

A layer's blocks are dealt out to tiles; each tile has converters of its own and may have copies, among which output
positions are dealt out. So a tile that is busy for t cycles a position keeps the pace T with ceil(positions · t / T)
copies, and what is looked for is the deal with the fewest copies of tiles. Two are compared. Tiles as they are without
a budget, with copies. And the words of all segments laid on tiles one after the other, each filled as far as so many
copies as are best for the whole can convert (the shortest way through all places to begin a tile at: exact for tiles
that are filled in this order).

No deal needs fewer tiles than `least`: those on which the words have room, and those that convert them in time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

COPIES = 16
"""Numbers of copies that are tried for each tile, from the least with which it can hold a word."""


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
    joined       tiles of a budget that each tile counts for
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
    joined: int = 1

    def arrays(self, deal: Deal) -> int:
        """What a deal takes of a budget."""
        return self.joined * tiles_of(deal)

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
        work = self.positions * self.phases * sum(self._block(sum(words)) for words in self.segments)
        return max(room, -(-work // pace))

    def deal(self, pace: int) -> Deal | None:
        """The deal with the fewest tiles that is found for a pace; None if there is none."""
        enough = self.interval(self.one) <= pace
        if self.fixed or (enough and len(self.tiles) == self.least(pace)):
            return self.one if enough else None
        copied = [Shared((tile,), self._copies(tile, pace)) for tile in self.tiles]
        found = [self._joined(tiles, pace) for tiles in (copied, self._laid(pace))]
        fitting = [deal for deal in found if self._rows(deal) <= self.widest]
        return min([self.one] * enough + fitting, key=tiles_of, default=None)

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


@dataclass(frozen=True)
class Balance:
    """deals: of the layers.

    tiles     that they take of a budget
    interval  cycles between images that the arrays need
    least     that no deal can be below
    """

    deals: tuple[Deal, ...]
    tiles: int
    interval: int
    least: int


def within(layers: Sequence[Layer], tiles: int, floor: int) -> Balance:
    """The shortest interval with at most `tiles`, and with the fewest tiles for it; of layers that need no more.

    floor  cycles that an image takes whatever the arrays do
    """

    def most(pace: int) -> bool:
        deals = [layer.deal(pace) for layer in layers]
        taken = (layer.arrays(deal) for layer, deal in zip(layers, deals, strict=True) if deal)
        return all(deals) and sum(taken) <= tiles

    pace = _least(most, floor, max(floor, *(layer.interval(layer.one) for layer in layers)))
    return _balance(layers, pace, floor, least(layers, tiles, floor))


def reaching(layers: Sequence[Layer], pace: int, floor: int) -> Balance | None:
    """The fewest tiles with which an image takes at most `pace` cycles; None where it takes longer with any."""
    if pace < floor or not all(layer.deal(pace) for layer in layers):
        return None
    found = _balance(layers, pace, floor, floor)
    return replace(found, least=least(layers, found.tiles, floor))


def least(layers: Sequence[Layer], tiles: int, floor: int) -> int:
    """The interval that no deal to so many tiles can be below."""
    slowest = max(floor, *(layer.interval(layer.one) for layer in layers))
    return _least(lambda pace: _needs(layers, pace) <= tiles, floor, slowest)


def _needs(layers: Sequence[Layer], pace: int) -> int:
    slow = any(layer.fixed and layer.interval(layer.one) > pace for layer in layers)
    return 1 << 60 if slow else sum(layer.joined * layer.least(pace) for layer in layers)


def _balance(layers: Sequence[Layer], pace: int, floor: int, least: int) -> Balance:
    deals = tuple(layer.deal(pace) or layer.one for layer in layers)
    interval = max(floor, *(layer.interval(deal) for layer, deal in zip(layers, deals, strict=True)))
    tiles = sum(layer.arrays(deal) for layer, deal in zip(layers, deals, strict=True))
    return Balance(deals, tiles, interval, least)


def _least(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The least number from `low` to `high` that holds; that does, and with each all greater ones."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
