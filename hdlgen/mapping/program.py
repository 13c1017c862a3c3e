"""`Program`: what is loaded into a stage with weights. Training and pruning change it, and the hardware may stay.

A stage's weight matrix [tap, channel] is cut by rows into *segments* (at most a tile's rows; rows without a weight are
left out) and by columns into *words*: the fewest channels whose columns make up whole conversions. Words may have
segments of their own, so that a tap is in several (`clusters`); a weight is in one block. A *block* is one segment's
non-zero words, side by side on one tile. Segments of one layer share a tile's rows in turn, each with columns of its
own: a step drives one segment into one tile and converts that block's columns.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Requant, Table


@dataclass(frozen=True)
class Segment:
    """Rows that are driven together. taps[r] is the window tap on row r of the tile."""

    taps: tuple[int, ...]


@dataclass(frozen=True)
class Block:
    """Non-zero words of a segment on a tile.

    segment      index into the stage's segments
    tile         index into the stage's tiles
    first_group  column group (of `adcs` columns) of the tile where the block begins
    words        accumulator words, in the order of their columns; word v holds channels v·M .. v·M + M − 1. One that
                 is not full is the last
    """

    segment: int
    tile: int
    first_group: int
    words: tuple[int, ...]


@dataclass(frozen=True)
class Program:
    """Where a layer's weights are, and what becomes of their sums.

    blocks are run in their order, each in all phases of an activation.

    weights     int8[tap, channel], read-only
    segments    rows that are driven together
    blocks      what is driven and converted; indices are those of `segments` and of the geometry's tiles
    requant     with the bias that the row drivers' offset needs included, and without what `references` take off
    table       behind the requantizer; None for none
    adc_shift   k: one code step is 2^k level steps
    references  of each channel, level steps, where a memristive unit in front of the converter passes what its sum
                exceeds the reference by; None where sums are converted as they are
    """

    weights: NDArray[np.int8]
    segments: tuple[Segment, ...]
    blocks: tuple[Block, ...]
    requant: Requant
    table: Table | None
    adc_shift: int
    references: tuple[int, ...] | None = None

    @property
    def channels(self) -> int:
        """Output channels."""
        return int(self.weights.shape[1])

    @property
    def tiles(self) -> frozenset[int]:
        """Numbers of the tiles that hold a block."""
        return frozenset(b.tile for b in self.blocks)

    @property
    def driven_taps(self) -> frozenset[int]:
        """Taps that are on a row of some segment: of several, if words have segments of their own."""
        return frozenset(tap for segment in self.segments for tap in segment.taps)

    @property
    def kept_blocks(self) -> int:
        """Pairs (segment, word) that are run."""
        return sum(len(b.words) for b in self.blocks)

    @property
    def runs(self) -> tuple[tuple[Block, ...], ...]:
        """Blocks of one segment that follow one another; the rows of a tile are loaded anew for each."""
        return tuple(tuple(run) for _, run in groupby(self.blocks, key=lambda b: b.segment))

    @property
    def driven(self) -> tuple[tuple[int, ...], ...]:
        """The taps of the segments in the order in which a window's are driven, one for each of `runs`."""
        return tuple(self.segments[run[0].segment].taps for run in self.runs)

    @property
    def depth(self) -> int:
        """Blocks that add to the accumulator word that most of them add to."""
        return max(Counter(v for b in self.blocks for v in b.words).values(), default=0)
