"""The rates of the parts of operators without weights, and of what changes the lanes of a stream."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import gcd
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import (
    Add,
    ArgMax,
    Average,
    Concat,
    Interleave,
    MaxPool,
    Scale,
    SumPool,
    Upsample,
    latency,
)
from hdlgen.arith.integer import Ints
from hdlgen.mapping.rates import Rates, one_operand, pipeline, together
from hdlgen.mapping.stages import OperatorStage
from hdlgen.mapping.stream import Stream

Bools = NDArray[np.bool_]


def operator_rates(stage: OperatorStage) -> dict[str, Rates]:
    """Of its parts, by what follows the stage's name; those of an operand alone, "←0", "←1", …, come first."""
    op, out = stage.op, stage.leaving
    first, *others = stage.entering
    count = np.arange(out.beats)
    if stage.pooled:
        return {"": pipeline(out, 1)}
    match op:
        case MaxPool():
            return _pool(op, first, out)
        case Average():
            pool = _pool(op.pool, first, out)
            return {**{f".pool{k}": r for k, r in pool.items()}, "": pipeline(out, latency.REQUANTIZE)}
        case Add():
            return {"": together(pipeline(out, 2), 2)}
        case Scale():
            (gates,) = others
            takes = np.full(out.beats + 1, 2 * gates.beats)  # two banks, of which one is read when it is full
            takes[-1] += gates.beats
            bank = one_operand(gates.beats, np.full(out.beats, gates.beats), takes, 1, out.pixels, room=1)
            return {"←1": bank, "": together(pipeline(out, 3), 2)}
        case Concat():
            behind = {
                f"←{n}": pipeline(stream, latency.REQUANTIZE)
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
            return {"": one_operand(first.beats, np.maximum.accumulate(source + 1), takes, 1, out.pixels, room=1)}
        case Interleave():
            return {"": _interleave(op, first, out)}
        case ArgMax():
            ends = (count + 1) * first.pixel_beats - 1
            found = _completing(first.beats, ends, np.full(out.beats, False), out.pixels)
            stages = -(-(first.lanes - 1).bit_length() // 3)
            return {**({".beat": pipeline(first, stages)} if stages else {}), "": found}
    assert_never(op)


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
    return one_operand(beats, ends + 1, np.append(takes, beats + takes[0]), 1, pixels)


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
        return one_operand(first.beats, needs, takes, 0, out.pixels)
    last = np.append(np.diff(row // sy) > 0, True)
    needs[last] = (row[last] // sy + 1) * columns * sy * run
    block = np.minimum((row // sy + 1) * sy, out.shape[0]) * out.shape[1] * each  # beats when its row of blocks is out
    left = np.searchsorted(np.unique(block), np.arange(out.beats + 1), side="right")
    takes = (left + 2) * columns * sy * run
    return one_operand(first.beats, needs, takes, 1, out.pixels, room=1)
