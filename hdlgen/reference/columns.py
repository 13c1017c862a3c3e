"""What the converters of a stage see: columns that clip, columns that never say anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.mapping.stages import ArrayStage
from hdlgen.reference import tiled
from hdlgen.reference.chip import BlockReader, Chip, block_readers
from hdlgen.reference.chunks import parts

CLIP_LIMIT = 1e-3
"""Share of a column's conversions that may clip without a warning: our choice, one in a thousand."""


@dataclass(frozen=True)
class ColumnWarning:
    """A column of cells whose codes lose the sum.

    share  of its conversions that clip; 0 for a column whose codes are all 0 (`dead`)
    """

    block: int
    channel: int
    slice: int
    share: float

    @property
    def dead(self) -> bool:
        """Whether the column never gave another code than 0."""
        return self.share == 0

    def __str__(self) -> str:
        return f"block {self.block}, channel {self.channel}, slice {self.slice}"


@dataclass(frozen=True)
class LayerWarning:
    """Columns of a layer whose codes lose the sum; at least one.

    share    of all conversions of the layer that clip
    count    columns that the layer has
    columns  those with a warning, in order of their blocks
    """

    layer: str
    share: float
    count: int
    columns: tuple[ColumnWarning, ...]

    def __str__(self) -> str:
        """One line, whatever the number of columns."""
        dead, clipping = [c for c in self.columns if c.dead], [c for c in self.columns if not c.dead]
        parts = []
        if clipping:
            worst = max(clipping, key=lambda c: c.share)
            parts.append(
                f"{self.share:.2%} of its conversions clip, in {len(clipping)} of {self.count} columns more than "
                f"{CLIP_LIMIT:.1%}; most in {worst} ({worst.share:.2%})"
            )
        if dead:
            parts.append(f"{len(dead)} of {self.count} columns always convert to 0; the first is {dead[0]}")
        return f"{self.layer}: {'; '.join(parts)}"


def watch(chip: Chip, images: Ints) -> list[LayerWarning]:
    """Warnings, one a stage at most, about columns while `chip` runs `images` [image, row, column, channel]."""
    stages = chip.plan.array_stages
    readers = {s.name: block_readers(s, chip.arrays[s.name]) for s in stages}
    counts = {s.name: [np.zeros((2, b.reader.columns), np.int64) for b in readers[s.name]] for s in stages}
    for part in parts(len(images), tiled.elements(chip.plan)):
        numbers = np.arange(part.start, part.stop)
        for stage, (x, *_), _ in tiled.walk(chip.plan, readers, images[part], numbers):
            if isinstance(stage, ArrayStage):
                words, products = tiled.driven(stage, x), stage.geometry.products(numbers)
                for b, count in zip(readers[stage.name], counts[stage.name], strict=True):
                    own = b.own(len(words), products)
                    count += b.reader.counts(words[own][:, b.taps], products[own])
    found = []
    for stage in stages:
        vectors = len(images) * len(stage.geometry.reads)
        found += _warnings(stage, readers[stage.name], counts[stage.name], vectors)
    return found


def column_warnings(stage: ArrayStage, readers: Sequence[BlockReader], words: NDArray[np.uint8]) -> list[LayerWarning]:
    """The warning about one stage, if any, for driven words [vector, tap]. Columns without a weight do not count."""
    counts = [np.array(b.reader.counts(words[b.own(len(words))][:, b.taps])) for b in readers]
    return _warnings(stage, readers, counts, len(words))


def _warnings(
    stage: ArrayStage, readers: Sequence[BlockReader], counts: Sequence[Ints], vectors: int
) -> list[LayerWarning]:
    """Of what each block's columns did for `vectors` words: int64[clips or other codes than 0, column]."""
    geometry, program = stage.geometry, stage.program
    found = []
    every = max(1, vectors // geometry.inputs * geometry.phases.count)  # conversions of a column, of all its copies
    for b, (clipped, nonzero) in zip(readers, counts, strict=True):
        conversions = max(1, every // b.copies)
        levels = geometry.slices.apply(program.weights[b.taps][:, b.channels].astype(np.int64))
        channels = np.arange(geometry.channels)[b.channels]
        used = levels.any(axis=0).ravel()
        shares = clipped / conversions
        for c in np.flatnonzero((shares > CLIP_LIMIT) | (used & (nonzero == 0))):
            channel, t = divmod(int(c), geometry.slices.count)
            found.append(ColumnWarning(program.blocks.index(b.block), int(channels[channel]), t, float(shares[c])))
    if not found:
        return []
    count = sum(b.reader.columns for b in readers)
    converted = sum(b.reader.columns * every / b.copies for b in readers)
    share = sum(int(clipped.sum()) for clipped, _ in counts) / converted
    return [LayerWarning(stage.name, share, count, tuple(found))]
