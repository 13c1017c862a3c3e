"""The Plan as the hardware executes it: block by block, phase by phase, through converters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.mapping.plan import ArrayStage, Plan, PoolStage
from hdlgen.reference.chip import BlockReader, Chip, block_readers
from hdlgen.reference.chunks import Progress, in_chunks


def run(chip: Chip, images: Ints, *, keep: bool = True, progress: Progress | None = None) -> dict[str, Ints]:
    """Outputs of the stages, int64[image, row, column, channel] by name.

    images    int64[image, row, column, channel] of the plan's input type
    keep      all stages; else the network's output alone
    progress  called with the images done so far, chunk by chunk
    """
    plan = chip.plan
    assert plan.in_type.holds(images), f"images outside {plan.in_type}"
    readers = {s.name: block_readers(s, chip.arrays[s.name]) for s in plan.array_stages}
    elements = [s.window.positions * max(s.window.taps, s.channels) for s in plan.array_stages]
    return in_chunks(
        images,
        max([int(np.prod(plan.in_shape)), *elements]),
        lambda x: _stages(plan, readers, x),
        keep=keep,
        progress=progress,
    )


def _stages(plan: Plan, readers: Mapping[str, Sequence[BlockReader]], x: Ints) -> Iterator[tuple[str, Ints]]:
    for stage in plan.stages:
        if isinstance(stage, PoolStage):
            x = stage.pool.apply(x)
            x = stage.requant.apply(x) if stage.requant else x
        else:
            acc = accumulate(stage, readers[stage.name], driven(stage, x))
            x = stage.requant.apply(acc)
            x = stage.table.apply(x) if stage.table else x
            x = x.reshape(-1, *stage.out_shape)
        yield stage.name, x


def driven(stage: ArrayStage, x: Ints) -> NDArray[np.uint8]:
    """What the row registers hold at each position of images `x` [image, row, column, channel]: uint8[vector, tap]."""
    if stage.phases.offset:  # padding is the word of 0, which is not 0: cut the windows first
        words = stage.phases.word(stage.window.apply(x)).astype(np.uint8)
    else:
        words = stage.window.apply(stage.phases.word(x).astype(np.uint8))
    return words.reshape(-1, stage.window.taps)


def accumulate(stage: ArrayStage, readers: Sequence[BlockReader], words: NDArray[np.uint8]) -> Ints:
    """Accumulators int64[vector, channel] of driven words [vector, tap], through `readers` of the stage's blocks."""
    acc = np.zeros((len(words), stage.channels), np.int64)
    slice_weights = np.array([stage.slices.weight(t) for t in range(stage.slices.count)])
    for b in readers:
        sums = b.reader.accumulate(words[:, b.taps], stage.phases.weights)
        by_slice = sums.reshape(len(words), len(b.channels), stage.slices.count)
        acc[:, b.channels] += (by_slice @ slice_weights) << b.reader.adc_shift
    return acc
