"""`Rates`: which beats of its operands a part needs for which beat of its result, what it holds, and how fast it is.

What the queues between stages are computed from, and judged by. A stage is several parts, one behind the other, each
with a rule that says to a cycle when it takes and gives beats. The numbers are those of the units in `rtl`; tests hold
the times that follow from them against simulations of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import gcd
from typing import assert_never

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hdlgen.arith import (
    Add,
    ArgMax,
    Average,
    Concat,
    Interleave,
    MaxPool,
    Scale,
    SegmentFetch,
    SumPool,
    Upsample,
    fetch,
    latency,
)
from hdlgen.arith.flow import WindowFlow
from hdlgen.arith.integer import Ints
from hdlgen.mapping.geometry import Geometry
from hdlgen.mapping.plan import RESULT, ArrayStage, OperatorStage, Plan, Stage
from hdlgen.mapping.stream import Stream

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Rates:
    """A part's dealings with the beats of an image; every array counts from the image's first beat.

    A result is offered `latency` cycles behind the last beat that it needs, `gap` cycles behind the one before it has
    left, whichever is later. A beat is taken when it is there, a cycle behind the one before it, and `room` cycles
    behind the result has left without which `takes` does not allow it.

    beats    of the operands' images
    needs    of each operand int64[beat of the result]: beats that have been taken before it can leave; ascending
    takes    of each operand int64[beats of the result that have left]: beats that can be taken while no more leave;
             those beyond the image's are of the images behind it. One entry more than the result has beats: the last
             is the first of the next image
    latency  int64[beat of the result]: cycles from the last beat that it needs until it is offered
    pixels   of the result, each of as many beats
    gap      cycles from a result that has left to the next one, int64[beat of the result], or the same for all
    room     0 where `ready` follows that of the result in the same cycle, 1 where it is a function of registers
    turns    where beats of several operands are taken together or in turn: of each operand int64[beat], when; beats of
             one turn are taken together, turns follow one another; none where operands do not wait for each other
    windows  what forms windows with row memories: `takes` is the least over all histories, latency if nothing waits
    least    cycles that an image takes at the least, besides those of its beats
    lag      the result that a result is `gap` cycles behind: that of a copy of an engine is so many before. Results are
             a cycle behind one another then
    behind   the parts of the same stage that it reads; none for the one before it
    """

    beats: tuple[int, ...]
    needs: tuple[Ints, ...]
    takes: tuple[Ints, ...]
    latency: Ints
    pixels: int
    room: int = 0
    gap: int | Ints = 1
    turns: tuple[Ints, ...] = ()
    windows: WindowFlow | None = None
    least: int = 0
    lag: int = 1
    behind: tuple[str, ...] = ()

    @property
    def cycles(self) -> int:
        """Fewest cycles an image takes."""
        turns = [int(turn.max()) + 1 for turn in self.turns]
        gaps = -(-int(np.broadcast_to(self.gap, self.count).sum()) // self.lag)
        return max(gaps, *self.beats, *turns, self.least)

    @property
    def count(self) -> int:
        """Beats of the result."""
        return len(self.latency)


def _queue(beats: int, depth: int) -> Rates:
    """A queue as those of edges are; of `depth` ≥ 2."""
    count = np.arange(beats + 1)
    return _rates(beats, count[1:], count + depth, 1, beats, room=1)


def _rates(
    beats: int,
    needs: ArrayLike,
    takes: ArrayLike,
    delay: ArrayLike,
    pixels: int,
    *,
    room: int = 0,
    gap: int | Ints = 1,
) -> Rates:
    """Those of a part with one operand."""
    needs = np.asarray(needs, np.int64)
    each = np.broadcast_to(np.asarray(delay, np.int64), needs.shape)
    return Rates((beats,), (needs,), (np.asarray(takes, np.int64),), each, pixels, room, gap)


def _pipeline(stream: Stream, registers: int, room: int = 0) -> Rates:
    """A queue of `registers` beats that takes as many cycles."""
    count = np.arange(stream.beats + 1)
    return _rates(stream.beats, count[1:], count + registers, registers, stream.pixels, room=room)


def _skid(stream: Stream) -> Rates:
    return replace(_pipeline(stream, 2, room=1), latency=np.ones(stream.beats, np.int64))


def rates_of(stage: Stage) -> dict[str, Rates]:
    """The rates of the parts of `stage`, one behind the other, by what follows the stage's name; the last has "".

    Those of an operand alone, "←0", "←1", …, come first.
    """
    match stage:
        case ArrayStage():
            return _array(stage)
        case OperatorStage():
            return _operator(stage)
    assert_never(stage)


def _array(stage: ArrayStage) -> dict[str, Rates]:
    """Window buffer, rows, sums, requantizer; rows and sums of each kind of engine."""
    geometry, out = stage.geometry, stage.leaving
    if geometry.fetch:
        return _array_by_segment(stage, geometry.fetch)
    found, last = {".window": _window(geometry)}, {"": _pipeline(out, _behind(stage))}
    if geometry.queue:
        found[".queue"] = _queue(geometry.positions, geometry.queue)
    before = tuple(found)[-1:]
    if geometry.squares:
        return {**found, **_array_by_square(stage), **last}
    engines = geometry.engines
    if not engines:
        return {**found, **_engine(stage, 1), **last}
    alike = {
        (e.copies, part.phase_cycles, part.conversion_times): part for part, e in zip(stage.parts, engines, strict=True)
    }
    for n, ((copies, *_), part) in enumerate(alike.items()):
        rows, sums = _engine(part, copies).values()
        found |= {f".rows_{n}": replace(rows, behind=before), f".sums_{n}": replace(sums, behind=(f".rows_{n}",))}
    if len(engines) > 1:
        added = _together(_pipeline(out, latency.merge(len(engines))), len(alike))
        found[".merge"] = replace(added, behind=tuple(f".sums_{n}" for n in range(len(alike))))
    return {**found, **last}


def _engine(stage: ArrayStage, copies: int) -> dict[str, Rates]:
    """Rows and sums of so many copies of the one engine of `stage`, which take windows in turn."""
    geometry, out = stage.geometry, stage.leaving
    positions, each = geometry.positions, out.pixel_beats
    # From a window's first hold to its last, and to the end of its last conversion.
    holds = stage.position_cycles - stage.phase_cycles[-1]
    last = stage.conversion_times[-1]
    count = np.arange(positions + 1)
    settle = geometry.integration_cycles + holds
    rows = _rates(positions, count[1:], count + copies, settle, positions, gap=last + holds)
    rows = replace(rows, least=-(-positions * stage.position_cycles // copies), lag=copies)
    banks = np.arange(out.beats + 1) // each + geometry.windows * copies
    sums = _rates(positions, count[1:].repeat(each), banks, last + latency.SUMS, positions, room=1 + holds)
    return {".rows": rows, ".sums": sums}


def _window(geometry: Geometry) -> Rates:
    """What forms windows, or squares of them."""
    window, entering = geometry.buffered, geometry.entering
    flow = WindowFlow(window, entering.pixel_beats)
    found = _rates(entering.beats, flow.needs, flow.takes, flow.latency, window.positions)
    if not flow.row_banks:
        return found
    beyond = flow.late_columns if flow.whole_pixels else 0
    least = window.out_height * (flow.read_columns + beyond) * flow.beats
    return replace(found, windows=flow, room=1, least=max(least, flow.interval()))


def _array_by_square(stage: ArrayStage) -> dict[str, Rates]:
    """Windows of a square, rows, sums; the results of rows are what is held of a block's square."""
    geometry, out = stage.geometry, stage.leaving
    positions, inputs, blocks = geometry.positions, geometry.inputs, len(stage.conversion_times)
    each, windows = out.pixel_beats, positions * inputs * blocks
    # A window leaves with the hold of the one before it.
    count, cycles = np.arange(windows + 1), geometry.integration_cycles
    taken = count // (inputs * blocks) + 1
    square = _rates(positions, taken[:-1], taken, 1, windows, gap=cycles)
    holds = np.arange(positions * blocks + 1)
    gap = np.tile(np.roll(stage.conversion_times, 1), positions)
    rows = _rates(windows, holds[1:] * inputs, (holds + 1) * inputs, cycles, positions * blocks, gap=gap)
    rows = replace(rows, least=positions * stage.position_cycles)
    banks = (np.arange(out.beats + 1) // each + geometry.windows) * blocks
    needs = (np.arange(1, positions + 1) * blocks).repeat(each)
    sums = _rates(positions * blocks, needs, banks, stage.conversion_times[-1] + latency.SUMS, positions, room=1)
    return {".square": square, ".rows": rows, ".sums": sums}


def _behind(stage: ArrayStage) -> int:
    """Registers from an accumulator to what leaves."""
    return latency.REQUANTIZE + (latency.LOOK_UP if stage.program.table else 0)


def _array_by_segment(stage: ArrayStage, by: SegmentFetch) -> dict[str, Rates]:
    """Loader, rows, sums, requantizer; the results of loader and rows are segments."""
    geometry, out = stage.geometry, stage.leaving
    positions, each, runs = geometry.window.positions, out.pixel_beats, len(stage.loads)
    segments = np.arange(positions * runs + 1)
    count = segments[1:]
    loads = np.tile(stage.loads, positions)
    # A row of windows makes room when its last segment is gone to be driven.
    rows_gone = np.append(segments[:-1] // (runs * geometry.window.out_width), geometry.window.out_height)
    takes = (by.freed[rows_gone] + by.room) * by.beats
    takes[-1] = by.in_beats + takes[0]
    window = _rates(by.in_beats, by.needs.repeat(runs), takes, fetch.LATENCY + loads, positions, room=1, gap=1 + loads)
    # From the first hold of each segment to its last, and to the end of its last conversion.
    ends = np.cumsum([len(run) for run in stage.program.runs]) - 1
    last = np.array(stage.conversion_times)[ends]
    holds = np.array(stage.run_cycles) - np.array(stage.phase_cycles)[ends]
    settle = geometry.integration_cycles + np.tile(holds, positions)
    gap = np.tile(np.roll(last, 1) + holds, positions)
    rows = _rates(len(count), count, segments + 1, settle, positions, gap=gap)
    rows = replace(rows, least=positions * stage.position_cycles)
    banks = (np.arange(out.beats + 1) // each + geometry.windows) * runs
    needs = ((np.arange(positions) + 1) * runs).repeat(each)
    sums = _rates(len(count), needs, banks, last[-1] + latency.SUMS, positions, room=1 + int(holds[0]))
    return {".window": window, ".rows": rows, ".sums": sums, "": _pipeline(out, _behind(stage))}


def _operator(stage: OperatorStage) -> dict[str, Rates]:
    op, out = stage.op, stage.leaving
    first, *others = stage.entering
    count = np.arange(out.beats)
    if stage.pooled:
        return {"": _pipeline(out, 1)}
    match op:
        case MaxPool():
            return _pool(op, first, out)
        case Average():
            pool = _pool(op.pool, first, out)
            return {**{f".pool{k}": r for k, r in pool.items()}, "": _pipeline(out, latency.REQUANTIZE)}
        case Add():
            return {"": _together(_pipeline(out, 2), 2)}
        case Scale():
            (gates,) = others
            takes = np.full(out.beats + 1, 2 * gates.beats)  # two banks, of which one is read when it is full
            takes[-1] += gates.beats
            bank = _rates(gates.beats, np.full(out.beats, gates.beats), takes, 1, out.pixels, room=1)
            return {"←1": bank, "": _together(_pipeline(out, 3), 2)}
        case Concat():
            behind = {
                f"←{n}": _pipeline(stream, latency.REQUANTIZE)
                for n, (stream, requant) in enumerate(zip(stage.entering, op.requants or [None] * 9, strict=False))
                if requant
            }
            return {**behind, "": _concat(op, stage.entering, out)}
        case Upsample():
            _, columns, _ = first.shape
            pixel, beat = np.divmod(count, out.pixel_beats)
            row, column = np.divmod(pixel, out.shape[1])
            source = (row // op.factor * columns + column // op.factor) * out.pixel_beats + beat
            # A beat is free behind its last copy; beats are freed in order.
            last = (row % op.factor == op.factor - 1) & (column % op.factor == op.factor - 1)
            takes = np.append(0, np.cumsum(last)) + 2 * columns * out.pixel_beats
            return {"": _rates(first.beats, np.maximum.accumulate(source + 1), takes, 1, out.pixels, room=1)}
        case Interleave():
            return {"": _interleave(op, first, out)}
        case ArgMax():
            ends = (count + 1) * first.pixel_beats - 1
            found = _completing(first.beats, ends, np.full(out.beats, False), out.pixels)
            stages = -(-(first.lanes - 1).bit_length() // 3)
            return {**({".beat": _pipeline(first, stages)} if stages else {}), "": found}
    assert_never(op)


def _together(rates: Rates, operands: int) -> Rates:
    """`rates`, of so many operands whose beats are taken together."""
    turn = np.arange(rates.beats[0])
    return replace(
        rates,
        beats=rates.beats * operands,
        needs=rates.needs * operands,
        takes=rates.takes * operands,
        turns=(turn,) * operands,
    )


def _pool(pool: MaxPool | SumPool, first: Stream, out: Stream) -> dict[str, Rates]:
    each = first.pixel_beats
    (ky, kx), (sy, sx), (top, left, _, _) = pool.kernel, pool.stride, pool.padding
    least = _pool_cycles(pool, each)
    column_ends, late = _ends(pool.width, pool.out_width, kx, sx, left)
    row_ends, late_rows = _ends(pool.height, pool.out_height, ky, sy, top)
    if min(-(-kx // sx), pool.out_width) > 1:
        columns = _reduced(pool.height, column_ends, late, each, pool.width * each, each)
        row = pool.out_width * each
        rows = _reduced(1, row_ends, late_rows, row, pool.height * row, each)
        return {".columns": replace(columns, least=least), "": replace(rows, least=least)}
    # A row of the image gives as many beats as a row of results, those of a window's last column.
    row = pool.width * each
    within = (column_ends[:, None] * each + np.arange(each)).ravel()
    ends = np.where(late_rows[:, None], pool.height * row - 1, row_ends[:, None] * row + within).ravel()
    return {"": replace(_completing(first.beats, ends, late_rows.repeat(len(within)), out.pixels), least=least)}


def _ends(length: int, count: int, kernel: int, stride: int, before: int) -> tuple[Ints, Bools]:
    """Of each window along an axis the element that completes it, and whether it is left over when the axis ends."""
    ends = np.arange(count) * stride - before + kernel - 1
    late = (np.arange(count) > 0) & (ends - stride >= length - 1)
    return np.minimum(ends, length - 1), late


def _reduced(times: int, ends: Ints, late: Bools, unit: int, axis: int, each: int) -> Rates:
    """An axis of `axis` beats, `unit` an element, reduced to windows that end with elements `ends`; so many `times`.

    each  beats of a pixel
    """
    within = ends[:, None] * unit + np.arange(unit)
    one = np.where(late[:, None], axis - 1, within).ravel()
    all_of_them = (np.arange(times)[:, None] * axis + one).ravel()
    return _completing(times * axis, all_of_them, np.tile(late.repeat(unit), times), len(all_of_them) // each)


def _completing(beats: int, ends: Ints, late: Bools, pixels: int) -> Rates:
    """Results, of which each is there with the beat `ends`; it is taken when the result before has left its register.

    late  those that follow by themselves: no beat waits for their place
    """
    own = np.flatnonzero(~late)
    upcoming = np.searchsorted(own, np.arange(1, len(ends) + 1))  # of those with a beat the first behind each
    takes = np.append(ends[own], beats + ends[own[0]])[upcoming]
    return _rates(beats, ends + 1, np.append(takes, beats + takes[0]), 1, pixels)


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


def _concat(op: Concat, entering: Sequence[Stream], out: Stream) -> Rates:
    """Beats of the operands come in turn, to be put together to those of the result: `rtl.concat`."""
    pixel, beat = np.divmod(np.arange(out.beats), out.pixel_beats)
    ends = np.minimum((beat + 1) * out.lanes, sum(op.channels))
    added = [_added(stream, channels) for stream, channels in zip(entering, op.channels, strict=True)]
    added[-1][-1] += out.pixel_beats * out.lanes - sum(op.channels)
    most = max(max(elements) for elements in added)
    granule = gcd(out.lanes, *(n for elements in added for n in elements))
    depth = 2 * out.lanes + most - granule
    elements, each = np.concatenate(added), sum(map(len, added))
    # Before a beat is taken, so many results must have left.
    left = -(-(np.cumsum(elements) - depth) // out.lanes)
    needs, takes, turns, before = [], [], [], 0
    for stream, channels, first in zip(entering, op.channels, op.first, strict=True):
        within = -(-np.clip(ends - first, 0, channels) // stream.lanes)
        needs.append(pixel * stream.pixel_beats + within)
        own, pixels = np.arange(before, before + stream.pixel_beats), np.arange(out.pixels + 1)[:, None]
        turns.append((pixels[:-1] * each + own).ravel())
        earlier = np.maximum.accumulate((pixels * out.pixel_beats + left[own]).ravel())
        takes.append(np.searchsorted(earlier, np.arange(out.beats + 1), side="right"))
        takes[-1][-1] = stream.beats + takes[-1][0]
        before += stream.pixel_beats
    beats, ones = tuple(s.beats for s in entering), np.ones(out.beats, np.int64)
    return Rates(
        beats, tuple(needs), tuple(takes), ones, out.pixels, room=1, turns=tuple(turns) if len(beats) > 1 else ()
    )


def _added(stream: Stream, channels: int) -> list[int]:
    """Elements that each beat of a pixel of `stream` brings."""
    whole = stream.pixel_beats - 1
    return [stream.lanes] * whole + [channels - whole * stream.lanes]


def regrouped(entering: Stream, leaving: Stream) -> Rates:
    """What changes the lanes of a stream."""
    return _concat(Concat((entering.shape[2],)), [entering], leaving)


def _interleave(op: Interleave, first: Stream, out: Stream) -> Rates:
    (sy, sx), (_, columns, _) = op.block, op.in_shape
    run, each = sx * out.pixel_beats, out.pixel_beats
    pixel, beat = np.divmod(np.arange(out.beats), each)
    row, column = np.divmod(pixel, out.shape[1])
    source = (row // sy * columns + column // sx) * sy * run + row % sy * run + column % sx * each + beat
    needs = np.maximum.accumulate(source + 1)
    if sy == 1:
        takes = np.append(needs - 1, first.beats)
        return _rates(first.beats, needs, takes, 0, out.pixels)
    last = np.append(np.diff(row // sy) > 0, True)
    needs[last] = (row[last] // sy + 1) * columns * sy * run
    block = np.minimum((row // sy + 1) * sy, out.shape[0]) * out.shape[1] * each  # beats when its row of blocks is out
    left = np.searchsorted(np.unique(block), np.arange(out.beats + 1), side="right")
    takes = (left + 2) * columns * sy * run
    return _rates(first.beats, needs, takes, 1, out.pixels, room=1)


def frames(results: Sequence[Stream]) -> Rates:
    """What lets the results of an image leave one after the other."""
    beats = [stream.beats for stream in results]
    count = np.arange(sum(beats))
    needs, takes, turns = [], [], []
    for n, own in enumerate(beats):
        before = sum(beats[:n])
        needs.append(np.clip(count + 1 - before, 0, own))
        takes.append(np.append(np.clip(count + 1 - before, 0, own), own + (before == 0)))
        turns.append(before + np.arange(own))
    delay = np.ones(len(count), np.int64)
    return Rates(tuple(beats), tuple(needs), tuple(takes), delay, len(count), turns=tuple(turns))


@dataclass(frozen=True, eq=False)
class Part:
    """A part of a stage, or of what changes the lanes in front of one, or of what lets results leave.

    sources  what it reads, operand by operand: parts, or IMAGE
    queues   of each operand the target and operand of the edge whose queue is in front of it; None where it takes what
             the source offers
    """

    rates: Rates
    sources: tuple[str, ...]
    queues: tuple[tuple[str, int] | None, ...]


def parts_of(plan: Plan) -> dict[str, Part]:
    """What handles beats, by name, each behind its sources. The part that gives a stage's results has its name."""
    found: dict[str, Part] = {}
    for target in (*(s.name for s in plan.stages), RESULT):
        taken = [s.leaving for s in plan.results] if target == RESULT else plan[target].entering
        ends: list[tuple[str, tuple[str, int] | None]] = []
        for edge, entering in zip(plan.into(target), taken, strict=True):
            given, source = plan.given(edge.source), edge.source
            if given.lanes != entering.lanes:
                source = f"{target}←{edge.operand}.lanes"
                found[source] = Part(regrouped(given, entering), (edge.source,), (None,))
            ends.append((source, (target, edge.operand)))
        if target == RESULT:
            rates = {**{f"←{n}": _skid(s) for n, s in enumerate(taken)}, "": frames(taken)}
        else:
            rates = rates_of(plan[target])
        found |= joined(target, rates, ends)
    return found


def joined(
    target: str, rates: dict[str, Rates], ends: list[tuple[str, tuple[str, int] | None]]
) -> Iterator[tuple[str, Part]]:
    """The parts of `target`, behind the `ends` of its edges: sources and queues."""
    for suffix, each in rates.items():
        name = target + suffix
        if suffix.startswith("←"):
            operand = int(suffix[1:])
            source, queue = ends[operand]
            yield name, Part(each, (source,), (queue,))
            ends[operand] = (name, None)
        elif each.behind:
            yield name, Part(each, tuple(target + s for s in each.behind), (None,) * len(each.behind))
            ends = [(name, None)]
        else:
            sources, queues = zip(*ends, strict=True)
            yield name, Part(each, sources, queues)
            ends = [(name, None)]
