"""Which blocks a layer needs, and which columns of which tile they take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen.errors import HdlgenError
from hdlgen.mapping.clusters import Parts, clusterings, fewest_conversions
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.lanes import Lanes
from hdlgen.mapping.program import Block, Program, Segment

CONVERSION_DRIVES = 2
"""Rows that are driven for a phase with the energy of one column's conversion. On tiles of 128 columns `estimate` has
1.69 pJ for an 8-bit code, and for a row 0.42 pJ of its driver, 0.47 of its cells and 0.08 of the bit that it shows."""


def cut(weights: NDArray[np.int8], lanes: Lanes, rows: int, grouped: int = 0) -> Parts:
    """Segments of a weight matrix [tap, channel], each with the words in which it has a non-zero weight.

    A tap without a weight is in no segment. A layer without any weight keeps one segment of one tap and one word:
    its stage must still produce a result for every position.

    grouped  the input channels of a layer with groups of them, between which there is no weight, such as a depthwise
             convolution; 0 for other layers. Taps are numbered position by position, channel fastest. They keep this
             order, as compression counts on; but the taps of a group follow one another, so that a segment has as few
             words as can be
    """
    live = np.flatnonzero(weights.any(axis=1))
    if grouped:
        groups = _groups(np.asarray(weights.reshape(-1, grouped, weights.shape[1]).any(axis=0)))
        live = live[np.argsort(groups[live % grouped], kind="stable")]
    if not live.size:
        return [(Segment((0,)), (0,))]
    return [_part(weights, lanes, live[first : first + rows]) for first in range(0, len(live), rows)]


def cut_as(weights: NDArray[np.int8], lanes: Lanes, program: Program) -> Parts:
    """As `cut`, but with those segments of `program` that have a weight, as they are; empty if one has no place there.

    Where words have segments of their own, they stay in these.
    """
    of_tap = np.logical_or.reduceat(weights != 0, np.arange(0, weights.shape[1], lanes.word), axis=1)
    clustered = len(program.driven_taps) < sum(len(s.taps) for s in program.segments)
    parts: Parts = []
    for n, segment in enumerate(program.segments):
        taps = list(segment.taps)
        words = np.flatnonzero(of_tap[taps].any(axis=0)).tolist()
        if clustered:
            own = {v for b in program.blocks if b.segment == n for v in b.words}
            words = [v for v in words if v in own]
        of_tap[np.ix_(taps, words)] = False
        if words:
            parts.append((segment, tuple(words)))
    return [] if of_tap.any() else parts


def _part(weights: NDArray[np.int8], lanes: Lanes, taps: NDArray[np.int64]) -> tuple[Segment, tuple[int, ...]]:
    channels = np.flatnonzero(weights[taps].any(axis=0))
    return Segment(tuple(taps.tolist())), tuple(np.unique(channels // lanes.word).tolist())


def _groups(joined: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Which group each input channel is in, int64[input channel], the groups numbered by their first channels.

    joined  bool[input channel, output channel]: whether there is a weight between them
    """
    groups = np.full(len(joined), -1, np.int64)
    for first in range(len(joined)):
        if groups[first] >= 0:
            continue
        members = np.zeros(len(joined), np.bool_)
        members[first] = True
        while True:
            more = members | joined[:, joined[members].any(axis=0)].any(axis=1)
            if (more == members).all():
                break
            members = more
        groups[members] = first
    return groups


def pack(
    name: str, parts: list[tuple[int, tuple[int, ...]]], channels: int, lanes: Lanes, hardware: Hardware
) -> list[Block]:
    """Blocks of a layer `name`, side by side on as few tiles as first-fit finds, in the order of `parts`.

    parts     (segment, its words in ascending order); one block each, but one that is wider than a tile is cut into
              blocks of as many words as fit
    channels  of the layer

    Raises HdlgenError if a word does not fit on a tile.
    """
    groups = hardware.columns // hardware.adcs
    width = lanes.groups(0, channels)  # of the widest word
    if width > groups:
        raise HdlgenError(
            name,
            f"a weight takes {width * hardware.adcs} columns and a tile has {hardware.columns}",
            fix="use wider tiles, fewer ADCs, more bits a cell or fewer bits a weight",
        )
    used: list[int] = []
    blocks = []
    for segment, words in parts:
        for piece in _pieces(words, channels, lanes, groups):
            width = sum(lanes.groups(v, channels) for v in piece)
            tile = next((t for t, taken in enumerate(used) if taken + width <= groups), len(used))
            if tile == len(used):
                used.append(0)
            blocks.append(Block(segment, tile, used[tile], piece))
            used[tile] += width
    return blocks


def _pieces(words: tuple[int, ...], channels: int, lanes: Lanes, groups: int) -> Iterator[tuple[int, ...]]:
    """`words` in pieces of as many as `groups` conversions hold."""
    first = taken = 0
    for i, v in enumerate(words):
        width = lanes.groups(v, channels)
        if taken + width > groups:
            yield words[first:i]
            first, taken = i, 0
        taken += width
    yield words[first:]


@dataclass(frozen=True)
class Layout:
    """Where a layer's weights are; `lanes`, segments and blocks as a stage has them."""

    lanes: Lanes
    segments: tuple[Segment, ...]
    blocks: tuple[Block, ...]

    @property
    def tiles(self) -> int:
        """Occupied tiles."""
        return 1 + max(b.tile for b in self.blocks)

    @property
    def split(self) -> bool:
        """Whether parts of a sum are in several blocks."""
        words = [v for b in self.blocks for v in b.words]
        return len(set(words)) < len(words)

    def conversions(self, channels: int) -> int:
        """Of a phase, of all blocks, in a layer of so many channels."""
        return sum(self.lanes.groups(v, channels) for b in self.blocks for v in b.words)

    @classmethod
    def of(cls, name: str, weights: NDArray[np.int8], slice_count: int, hardware: Hardware, grouped: int = 0) -> Layout:
        """With padded slices, or without padding where a position then takes fewer conversions.

        Words without padding have more channels. So they need wider tiles, and a segment with weights in few channels
        may need more conversions: what takes more tiles or more cycles is not used.

        name, grouped  as `pack` and `cut` have them

        If hardware.clustered, words may have segments of their own where that takes fewer conversions, and no more
        tiles, cycles and energy.

        Raises HdlgenError if a weight does not fit on a tile.
        """
        padded, whole = Lanes.of(slice_count, hardware.adcs), Lanes(slice_count, hardware.adcs)
        usual = cls._with(padded, name, weights, hardware, cut(weights, padded, hardware.rows, grouped))
        channels = weights.shape[1]
        if whole == padded or whole.groups(0, channels) * hardware.adcs > hardware.columns:
            return usual._clustered([padded], name, weights, hardware)
        other = cls._with(whole, name, weights, hardware, cut(weights, whole, hardware.rows, grouped))
        (most, *limits), (conversions, *others) = (layout._costs(channels, hardware) for layout in (usual, other))
        fewer = conversions < most and all(a <= b for a, b in zip(others, limits, strict=True))
        return (other if fewer else usual)._clustered([padded, whole], name, weights, hardware)

    def _clustered(self, ways: Sequence[Lanes], name: str, weights: NDArray[np.int8], hardware: Hardware) -> Layout:
        """Of the layouts with words in clusters, if `hardware` allows them, that with the fewest conversions.

        Then with the fewest tiles, then cycles; none that takes more of these than `self`, or more energy.
        """
        if not hardware.clustered or not weights.any():
            return self
        channels = weights.shape[1]
        best, least = self, self._costs(channels, hardware)
        limits = (*least, self.energy(channels))
        for lanes in ways:
            if fewest_conversions(weights, lanes, hardware.rows) >= limits[0]:
                continue
            for parts in clusterings(weights, lanes, hardware.rows):
                layout = self._with(lanes, name, weights, hardware, parts)
                costs = layout._costs(channels, hardware)
                found = (*costs, layout.energy(channels))
                if costs < least and all(a <= b for a, b in zip(found, limits, strict=True)):
                    best, least = layout, costs
        return best

    def energy(self, channels: int) -> int:
        """Of a phase, in drives of a row: of converters and drivers."""
        drives = sum(len(self.segments[b.segment].taps) for b in self.blocks)
        return CONVERSION_DRIVES * self.lanes.adcs * self.conversions(channels) + drives

    @classmethod
    def _with(cls, lanes: Lanes, name: str, weights: NDArray[np.int8], hardware: Hardware, parts: Parts) -> Layout:
        numbered = [(i, words) for i, (_, words) in enumerate(parts)]
        blocks = pack(name, numbered, weights.shape[1], lanes, hardware)
        return cls(lanes, tuple(segment for segment, _ in parts), tuple(blocks))

    def _costs(self, channels: int, hardware: Hardware) -> tuple[int, int, int]:
        """Conversions, tiles, and cycles of a phase."""
        groups = [sum(self.lanes.groups(v, channels) for v in b.words) for b in self.blocks]
        cycles = sum(
            max(hardware.precharge_cycles + hardware.settle_cycles, n * hardware.conversion_cycles) for n in groups
        )
        return self.conversions(channels), self.tiles, cycles
