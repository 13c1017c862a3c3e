"""The Plan as the hardware executes it: block by block, phase by phase, through converters."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.mapping.plan import IMAGE, Plan
from hdlgen.mapping.stages import ArrayStage, OperatorStage, Stage
from hdlgen.reference import dataflow
from hdlgen.reference.chip import BlockReader, Chip, block_readers
from hdlgen.reference.chunks import Progress, in_chunks


def run(
    chip: Chip,
    images: Ints,
    *,
    numbers: Ints | None = None,
    keep: bool = True,
    progress: Progress | None = None,
) -> dict[str, Ints]:
    """Outputs of the stages, int64[image, row, column, channel] by name; pooled ones of a stage that has a `pool`.

    images    int64[image, row, column, channel] of the plan's input type
    numbers   int64[image]: when each enters, which the noise of the reads depends on; 0, 1, … by default. An image has
              the same outputs in whatever batch and order it comes
    keep      all stages; else the network's outputs alone
    progress  called with the images done so far, chunk by chunk
    """
    plan = chip.plan
    assert plan.in_type.holds(images), f"images outside {plan.in_type}"
    numbers = np.arange(len(images)) if numbers is None else numbers
    readers = {s.name: block_readers(s, chip.arrays[s.name]) for s in plan.array_stages}
    return in_chunks(
        len(images),
        elements(plan),
        lambda part: ((stage.name, y) for stage, _, y in walk(plan, readers, images[part], numbers[part])),
        keep=None if keep else [stage.name for stage in plan.results],
        progress=progress,
    )


def walk(
    plan: Plan, readers: Mapping[str, Sequence[BlockReader]], images: Ints, numbers: Ints
) -> Iterator[tuple[Stage, Sequence[Ints], Ints]]:
    """Each stage with what enters it and what leaves it, as `dataflow.walk` has them.

    readers  of each stage with weights, by its name
    images   int64[image, row, column, channel]
    numbers  int64[image], as in `run`
    """

    def step(name: str, inputs: Sequence[Ints]) -> Ints:
        stage = plan[name]
        if isinstance(stage, OperatorStage):
            return inputs[0] if stage.pooled else stage.op.apply(*inputs)
        (x,) = inputs
        y = stage.program.requant.apply(
            accumulate(stage, readers[name], driven(stage, x), stage.geometry.products(numbers))
        )
        y = stage.program.table.apply(y) if stage.program.table else y
        return y.reshape(-1, *stage.out_shape)

    for name, inputs, y in dataflow.walk(plan.sources, {IMAGE: images}, step):
        yield plan[name], inputs, y


def elements(plan: Plan) -> int:
    """Elements of about the largest array that `walk` makes of an image."""
    windows = (s.geometry.window.positions * s.geometry.window.taps for s in plan.array_stages)
    return max([math.prod(plan.in_shape), *windows, *(math.prod(s.out_shape) for s in plan.stages)])


def driven(stage: ArrayStage, x: Ints) -> NDArray[np.uint8]:
    """What the row registers hold at each read of images `x` [image, row, column, channel]: uint8[vector, tap].

    Reads are those of the stage's positions, or of each of the squares that are pooled in front of its converters.
    """
    geometry = stage.geometry
    if geometry.phases.offset:  # padding is the word of 0, which is not 0: cut the windows first
        words = geometry.phases.word(geometry.window.apply(x)).astype(np.uint8)
    else:
        words = geometry.window.apply(geometry.phases.word(x).astype(np.uint8))
    if geometry.pool:
        words = words.reshape(len(x), -1, geometry.window.taps)[:, geometry.reads]
    return words.reshape(-1, geometry.window.taps)


def accumulate(
    stage: ArrayStage, readers: Sequence[BlockReader], words: NDArray[np.uint8], products: Ints | None = None
) -> Ints:
    """Accumulators int64[position, channel] of driven words [vector, tap], through `readers` of the stage's blocks.

    A position is a vector, or a square of them that is pooled in front of the converters.

    products  int64[vector], as `ArrayStage.products` gives them; 0, 1, … by default
    """
    geometry = stage.geometry
    acc = np.zeros((len(words) // geometry.inputs, geometry.channels), np.int64)
    slices = geometry.slices
    for b in readers:
        own = b.own(len(words), products)
        numbers = products if products is None else products[own]
        sums = b.reader.accumulate(words[own][:, b.taps], geometry.phases.weights, numbers)
        added = acc if b.copies == 1 else acc[own]
        for t in range(slices.count):
            added[:, b.channels] += sums[:, t :: slices.count] * (slices.weight(t) << b.shift)
        if b.copies > 1:
            acc[own] = added
    return acc
