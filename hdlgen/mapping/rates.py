"""`Rates`: which beats of its operands a stage needs for which beat of its result, what it holds, and how fast it is.

What the queues between stages are computed from, and judged by. The numbers are those of the units in `rtl`; tests
hold them against simulations of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import gcd
from typing import assert_never

import numpy as np

from hdlgen.arith import Add, ArgMax, Average, Concat, Interleave, MaxPool, Scale, SumPool, Upsample, latency
from hdlgen.arith.flow import WindowFlow
from hdlgen.arith.integer import Ints
from hdlgen.mapping.plan import RESULT, ArrayStage, OperatorStage, Plan, Stage, Stream


@dataclass(frozen=True, eq=False)
class Rates:
    """A stage's dealings with the beats of an image; every array counts from the image's first beat.

    beats    of the operands' images
    needs    of each operand int64[beat of the result]: beats that have entered before it can leave; ascending
    takes    of each operand int64[beats of the result that have left]: beats that can have entered while no more leave,
             whatever came before; those beyond the image's are of the images behind it. One entry more than the result
             has beats: the last is the first of the next image
    joined   operands whose beats are taken together, when those of all operands for a result are there
    under_way  results that can be on their way to the end while nothing waits, besides those that `takes` counts
    latency  int64[beat of the result]: cycles from the last beat that it needs until it is offered, if nothing waits
    pixels   of the result, each of as many beats, one a cycle at the most
    pace     least cycles from a pixel's first beat to the next one's
    least    cycles that an image takes at the least, besides those of its beats and of its pixels
    """

    beats: tuple[int, ...]
    needs: tuple[Ints, ...]
    takes: tuple[Ints, ...]
    latency: Ints
    pixels: int
    pace: int
    joined: tuple[int, ...] = ()
    under_way: int = 0
    least: int = 0

    @property
    def cycles(self) -> int:
        """Fewest cycles an image takes."""
        return max(self.pixels * max(self.pace, self.count // self.pixels), *self.beats, self.least)

    @property
    def count(self) -> int:
        """Beats of the result."""
        return len(self.latency)


def rates_of(stage: Stage) -> Rates:
    """The rates of `stage`."""
    match stage:
        case ArrayStage():
            return _array(stage)
        case OperatorStage():
            return _operator(stage)
    assert_never(stage)


def _array(stage: ArrayStage) -> Rates:
    (entering,), out = stage.entering, stage.leaving
    flow, each = WindowFlow(stage.window, entering.pixel_beats), out.pixel_beats
    positions = out.beats // each
    # While a beat is offered, the one behind it has left the accumulators, and with it perhaps a window. A window more
    # is on the rows.
    drained = np.minimum(np.arange(out.beats + 1) + 1, out.beats) // each
    drained[-1] = positions + 1 // each
    taken = _image_after_image(flow.takes, drained + stage.windows + 1, entering.beats)
    delay = flow.latency[:, None] + stage.latency + np.arange(each)
    needs, behind = flow.needs.repeat(each), latency.REQUANTIZE + (latency.LOOK_UP if stage.table else 0)
    pace = stage.position_cycles
    least = flow.interval(max(pace, each))
    return Rates((entering.beats,), (needs,), (taken,), delay.ravel(), positions, pace, (), behind - 1, least)


def _image_after_image(takes: Ints, counts: Ints, beats: int) -> Ints:
    """`takes` of one image for counts beyond its results; `beats` is what an image brings."""
    images, rest = np.divmod(counts, len(takes) - 1)
    return np.asarray(images * beats + takes[rest], np.int64)


def _operator(stage: OperatorStage) -> Rates:
    op, out = stage.op, stage.leaving
    first, *others = stage.entering
    count = np.arange(out.beats)
    ones = np.ones(out.beats, np.int64)
    if stage.pooled:
        return _elementwise([first], out, 1)
    match op:
        case MaxPool():
            return _pool(op, first, out, 0)
        case Average():
            return _pool(op.pool, first, out, latency.REQUANTIZE)
        case Add():
            return replace(_elementwise([first, *others], out, 2), joined=(0, 1), under_way=2)
        case Scale():
            (gates,) = others
            x = _elementwise([first], out, 3)
            needs = np.full(out.beats, gates.beats)  # a bank of gates is read when it is full
            takes = np.full(out.beats + 1, 2 * gates.beats)
            takes[-1] += gates.beats
            return Rates(
                (first.beats, gates.beats), (*x.needs, needs), (*x.takes, takes), x.latency, out.pixels, 1, (0,), 3
            )
        case Concat():
            return _concat(op, stage.entering, out, latency.REQUANTIZE if op.requants else 0)
        case Upsample():
            _, columns, _ = first.shape
            pixel, beat = np.divmod(count, out.pixel_beats)
            row, column = np.divmod(pixel, out.shape[1])
            source = (row // op.factor * columns + column // op.factor) * out.pixel_beats + beat
            needs = np.maximum.accumulate(source + 1)
            # A beat is free behind its last copy; beats are freed in order.
            last = (row % op.factor == op.factor - 1) & (column % op.factor == op.factor - 1)
            freed = np.concatenate([[0], np.cumsum(last)])
            takes = freed + 2 * columns * out.pixel_beats
            return Rates((first.beats,), (needs,), (takes,), ones, out.pixels, 1)
        case Interleave():
            return _interleave(op, first, out)
        case ArgMax():
            needs = (count + 1) * first.pixel_beats
            takes = np.append(needs, needs[0] + first.beats)
            stages = -(-(first.lanes - 1).bit_length() // 3)
            delay = ones * (stages + 1)
            return Rates((first.beats,), (needs,), (takes + stages,), delay, out.pixels, first.pixel_beats)
    assert_never(op)


def _elementwise(entering: Sequence[Stream], out: Stream, delay: int) -> Rates:
    """A beat of each operand makes a beat. While one is missing, none of the others is taken."""
    needs, takes = np.arange(1, out.beats + 1), np.arange(out.beats + 1)
    ones, count = np.ones(out.beats, np.int64), len(entering)
    return Rates((out.beats,) * count, (needs,) * count, (takes,) * count, ones * delay, out.pixels, 1)


def _pool(pool: MaxPool | SumPool, first: Stream, out: Stream, behind: int) -> Rates:
    """behind: cycles of what follows the pool."""
    (sy, sx), (top, left, _, _), each = pool.stride, pool.padding, first.pixel_beats
    row_beats = pool.width * each
    ends = np.arange(pool.out_width) * sx - left + pool.kernel[1] - 1
    late = (np.arange(pool.out_width) > 0) & (ends - sx >= pool.width - 1)  # left over when a row ends
    row = np.minimum(ends, pool.width - 1)[:, None] * each + np.arange(each) + 1
    row[late] = row_beats
    overlapping = min(-(-pool.kernel[1] // sx), pool.out_width) > 1
    ends = np.arange(pool.out_height) * sy - top + pool.kernel[0] - 1
    late_rows = (np.arange(pool.out_height) > 0) & (ends - sy >= pool.height - 1)
    above = np.minimum(ends, pool.height - 1)[:, None] * row_beats
    whole = row.ravel()[-1] if overlapping else row_beats
    needs = np.maximum.accumulate((above + np.where(late_rows[:, None], whole, row.ravel())).ravel())
    # While a beat waits, those are taken that complete nothing: up to the next one that gives a result behind it, or,
    # where columns overlap, up to the next one that gives a result of a row behind that.
    completes = (above[~late_rows] + row.ravel()).ravel()
    both = np.concatenate([completes, first.beats + completes])
    upcoming = both[np.minimum(np.arange(1, out.beats + 2), len(completes))]
    if overlapping:
        of_row = row[~late].ravel()
        stops = (np.arange(2 * pool.height + 1)[:, None] * row_beats + of_row).ravel()
        upcoming = stops[np.searchsorted(stops, upcoming, side="right")]
    upcoming[-1] = first.beats + upcoming[0]
    delay, ones = 1 + overlapping + behind, np.ones(out.beats, np.int64)
    rates = Rates((first.beats,), (needs,), (upcoming - 1,), ones * delay, out.pixels, 1, under_way=delay - 1)
    return replace(rates, least=_pool_cycles(pool, each))


def _pool_cycles(pool: MaxPool | SumPool, each: int) -> int:
    """Most cycles of an image when nothing waits: what its rows and columns leave over comes while others give nothing.

    each  beats of a pixel
    """
    out = pool.out_height, pool.out_width
    axes = zip((pool.height, pool.width), out, pool.kernel, pool.stride, pool.padding[:2], strict=True)
    over, silent = [], []
    for size, count, kernel, stride, before in axes:
        end = (count - 1) * stride - before + kernel - 1
        over.append(max(0, min(count - 1, (end - size + 1) // stride)))
        silent.append(min(kernel - 1 - before, size - 1))
    row = (pool.width + max(0, over[1] - silent[1])) * each
    return pool.height * row + max(0, over[0] * pool.out_width * each - silent[0] * row)


def _concat(op: Concat, entering: Sequence[Stream], out: Stream, behind: int) -> Rates:
    """behind: cycles of what precedes the concat."""
    pixel, beat = np.divmod(np.arange(out.beats), out.pixel_beats)
    ones = np.ones(out.beats, np.int64)
    ends = np.minimum((beat + 1) * out.lanes, sum(op.channels))
    needs, takes = [], []
    for stream, channels, first in zip(entering, op.channels, op.first, strict=True):
        within = -(-np.clip(ends - first, 0, channels) // stream.lanes)
        needs.append(pixel * stream.pixel_beats + within)
        takes.append(np.append(0, needs[-1]))  # while an operand is missing
    read = sum(stream.pixel_beats for stream in entering)
    joined = tuple(range(len(entering)))
    beats = tuple(s.beats for s in entering)
    return Rates(beats, tuple(needs), tuple(takes), ones * (1 + behind), out.pixels, read, joined, under_way=1 + behind)


def regrouped(entering: Stream, leaving: Stream) -> Rates:
    """What changes the lanes of a stream."""
    rates = _concat(Concat((entering.shape[2],)), [entering], leaving, 0)
    # Elements that have come with so many beats, a pixel's filled up to whole beats of the result.
    each, beats = leaving.pixel_beats * leaving.lanes, np.arange(2 * entering.beats + 1)
    pixel, beat = np.divmod(beats, entering.pixel_beats)
    come = pixel * each + beat * entering.lanes
    last = entering.shape[2] - (entering.pixel_beats - 1) * entering.lanes + each - entering.shape[2]
    whole = (entering.lanes,) if entering.pixel_beats > 1 else ()
    held = 2 * leaving.lanes + max([*whole, last]) - gcd(leaving.lanes, *whole, last)
    takes = np.searchsorted(come, np.arange(leaving.beats + 1) * leaving.lanes + held, side="right") - 1
    return replace(rates, takes=(takes,), joined=(), under_way=0)


def _interleave(op: Interleave, first: Stream, out: Stream) -> Rates:
    (sy, sx), (_, columns, _) = op.block, op.in_shape
    run, each = sx * out.pixel_beats, out.pixel_beats
    pixel, beat = np.divmod(np.arange(out.beats), each)
    row, column = np.divmod(pixel, out.shape[1])
    source = (row // sy * columns + column // sx) * sy * run + row % sy * run + column % sx * each + beat
    needs = np.maximum.accumulate(source + 1)
    ones = np.ones(out.beats, np.int64)
    if sy == 1:
        takes = np.append(needs - 1, first.beats)
        return Rates((first.beats,), (needs,), (takes,), ones * 0, out.pixels, 1)
    last = np.append(np.diff(row // sy) > 0, True)
    needs[last] = (row[last] // sy + 1) * columns * sy * run
    block = np.minimum((row // sy + 1) * sy, out.shape[0]) * out.shape[1] * each  # beats when its row of blocks is out
    left = np.searchsorted(np.unique(block), np.arange(out.beats + 1), side="right")
    takes = (left + 2) * columns * sy * run
    return Rates((first.beats,), (needs,), (takes,), ones, out.pixels, 1)


def frames(results: Sequence[Stream]) -> Rates:
    """What lets the results of an image leave one after the other."""
    beats = [stream.beats for stream in results]
    count = np.arange(sum(beats))
    needs, takes = [], []
    for n, own in enumerate(beats):
        needs.append(np.clip(count + 1 - sum(beats[:n]), 0, own))
        takes.append(np.append(0, needs[-1]))
    delay, joined = np.full(len(count), 2), tuple(range(len(results)))
    return Rates(tuple(beats), tuple(needs), tuple(takes), delay, len(count), 1, joined, under_way=1)


@dataclass(frozen=True, eq=False)
class Part:
    """A stage, or what changes the lanes in front of one, or what lets results leave.

    sources  what it reads, operand by operand
    queued   whether there is a queue in front of each operand
    """

    rates: Rates
    sources: tuple[str, ...]
    queued: bool


def parts_of(plan: Plan) -> dict[str, Part]:
    """What handles beats, by name, each behind its sources."""
    found = {}
    for target in (*(s.name for s in plan.stages), RESULT):
        entering = [s.leaving for s in plan.results] if target == RESULT else plan[target].entering
        sources = []
        for edge, taken in zip(plan.into(target), entering, strict=True):
            given, source = plan.given(edge.source), edge.source
            if given.lanes != taken.lanes:
                source = f"{target}←{edge.operand}"
                found[source] = Part(regrouped(given, taken), (edge.source,), queued=False)
            sources.append(source)
        rates = frames(entering) if target == RESULT else rates_of(plan[target])
        found[target] = Part(rates, tuple(sources), queued=True)
    return found
