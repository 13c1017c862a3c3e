"""Words that share segments: each cluster of words has its own, over the taps in which one of them has a weight.

A word has at least ceil(taps with a weight / rows) blocks, which segments of its own reach, and words together need
those of all their taps. A tap that several clusters have lies in a segment of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen.mapping.lanes import Lanes
from hdlgen.mapping.program import Segment

MOST = 128
"""Clusters from which merging begins at most: the time for a layer grows with their square. Our choice."""

Parts = list[tuple[Segment, tuple[int, ...]]]
"""Segments, each with the words in which it has a non-zero weight."""
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


def clusterings(weights: NDArray[np.int8], lanes: Lanes, rows: int) -> Iterator[Parts]:
    """Ways to cut a weight matrix [tap, channel] of some weight, of more and more conversions and fewer segments.

    The first has the fewest conversions that any segments of `rows` rows allow, the last has one cluster. Where rows
    are driven for few words each, that may take more energy than conversions save.
    """
    of_tap = np.logical_or.reduceat(weights != 0, np.arange(0, weights.shape[1], lanes.word), axis=1)
    live = np.flatnonzero(of_tap.any(axis=1))
    of_tap = of_tap[live]
    words = np.flatnonzero(of_tap.any(axis=0))
    alone: list[tuple[int, ...]] = [(int(v),) for v in words]
    if len(words) > MOST:
        yield _parts(of_tap, live, alone, rows)
        each = -(-len(words) // MOST)
        alone = [tuple(words[first : first + each].tolist()) for first in range(0, len(words), each)]
    found = _Clusters.of(of_tap, alone, [lanes.groups(v, weights.shape[1]) for v in range(of_tap.shape[1])], rows)
    found.merge(1, for_nothing=True)
    yield _parts(of_tap, live, found.words, rows)
    while len(found.words) > 1:
        found.merge(len(found.words) // 2)
        yield _parts(of_tap, live, found.words, rows)


def fewest_conversions(weights: NDArray[np.int8], lanes: Lanes, rows: int) -> int:
    """Of a phase, with segments of `rows` rows, whatever these are."""
    of_tap = np.logical_or.reduceat(weights != 0, np.arange(0, weights.shape[1], lanes.word), axis=1)
    segments = -(-of_tap.sum(axis=0) // rows)
    return sum(int(n) * lanes.groups(v, weights.shape[1]) for v, n in enumerate(segments))


def _parts(of_tap: Bools, live: Ints, clusters: list[tuple[int, ...]], rows: int) -> Parts:
    """The segments of `clusters` of words. of_tap: bool[live tap, word]. live: int64 of taps."""
    found: Parts = []
    for words in sorted(clusters):
        own = of_tap[:, words]
        there = own.any(axis=1)
        taps, own = live[there], own[there]
        # taps that the same words have follow one another: so whole kernels lie in a segment
        sorted_taps = np.lexsort(np.vstack([np.arange(len(taps)), ~own.T[::-1]]))
        ways = [_cut(taps[o], own[o], words, rows) for o in (np.arange(len(taps)), sorted_taps)]
        found += ways[0] if _blocks(ways[0]) <= _blocks(ways[1]) else ways[1]
    return found


def _cut(taps: Ints, own: Bools, words: tuple[int, ...], rows: int) -> Parts:
    parts: Parts = []
    for first in range(0, len(taps), rows):
        there = np.flatnonzero(own[first : first + rows].any(axis=0)).tolist()
        chosen = tuple(words[n] for n in there)
        parts.append((Segment(tuple(sorted(taps[first : first + rows].tolist()))), chosen))
    return parts


def _blocks(parts: Parts) -> int:
    return sum(len(words) for _, words in parts)


@dataclass
class _Clusters:
    """Clusters of words that are merged, those first that then need the fewest conversions more, with most in common.

    words   of each cluster
    has     float32[cluster, pattern]: whether one of its words has weights in taps of a pattern
    counts  float32[pattern]: taps in which the same words have weights
    groups  float64[cluster]: conversions of its words
    rows    of a segment
    common  float64[cluster, cluster]: taps that two clusters have in common; of one alone those that it has
    """

    words: list[tuple[int, ...]]
    has: NDArray[np.float32]
    counts: NDArray[np.float32]
    groups: NDArray[np.float64]
    rows: int
    common: NDArray[np.float64]

    @classmethod
    def of(cls, of_tap: Bools, words: list[tuple[int, ...]], groups: list[int], rows: int) -> _Clusters:
        """Of these `words`. of_tap: bool[tap, word]. groups: conversions of each word."""
        patterns, counts = np.unique(np.packbits(of_tap, axis=1), axis=0, return_counts=True)
        of_pattern = np.unpackbits(patterns, axis=1, count=of_tap.shape[1]).astype(np.bool_)
        has = np.stack([of_pattern[:, list(own)].any(axis=1) for own in words]).astype(np.float32)
        weighted = counts.astype(np.float32)
        common = ((has * weighted) @ has.T).astype(np.float64)
        return cls(
            words, has, weighted, np.array([sum(groups[v] for v in own) for own in words], np.float64), rows, common
        )

    def merge(self, count: int, *, for_nothing: bool = False) -> None:
        """Merges until there are `count` clusters; or as long as it takes no more conversions."""
        while len(self.words) > count:
            more, first, second = self._next()
            if for_nothing and more > 0:
                return
            self._join(first, second)

    def _next(self) -> tuple[float, int, int]:
        """Conversions more, and the two clusters to merge."""
        sizes = self.common.diagonal()
        now = np.ceil(sizes / self.rows) * self.groups
        together = sizes[:, None] + sizes - self.common
        more = np.ceil(together / self.rows) * (self.groups[:, None] + self.groups) - now[:, None] - now
        worth = more - self.common / (1 + sizes.sum())  # of as many more, those with most in common
        worth[np.tril_indices(len(worth))] = np.inf
        first, second = divmod(int(worth.argmin()), len(worth))
        return float(more[first, second]), first, second

    def _join(self, first: int, second: int) -> None:
        self.words[first] = tuple(sorted(self.words[first] + self.words.pop(second)))
        self.has[first] = np.maximum(self.has[first], self.has[second])
        self.has = np.delete(self.has, second, axis=0)
        self.groups[first] += self.groups[second]
        self.groups = np.delete(self.groups, second)
        self.common = np.delete(np.delete(self.common, second, axis=0), second, axis=1)
        self.common[first] = self.common[:, first] = (self.has * self.counts) @ self.has[first]
