"""The rates of the parts of a layer with weights."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hdlgen.arith import SegmentFetch, fetch, latency
from hdlgen.arith.flow import WindowFlow
from hdlgen.mapping.geometry import Geometry
from hdlgen.mapping.rates import Rates, one_operand, pipeline, together
from hdlgen.mapping.stages import ArrayStage


def array_rates(stage: ArrayStage) -> dict[str, Rates]:
    """Window buffer, rows, sums, requantizer; rows and sums of each kind of engine."""
    geometry, out = stage.geometry, stage.leaving
    if geometry.fetch:
        return _array_by_segment(stage, geometry.fetch)
    found, last = {".window": _window(geometry)}, {"": pipeline(out, _behind(stage))}
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
        added = together(pipeline(out, latency.merge(len(engines))), len(alike))
        found[".merge"] = replace(added, behind=tuple(f".sums_{n}" for n in range(len(alike))))
    return {**found, **last}


def _queue(beats: int, depth: int) -> Rates:
    """A queue as those of edges are; of `depth` ≥ 2."""
    count = np.arange(beats + 1)
    return one_operand(beats, count[1:], count + depth, 1, beats, room=1)


def _engine(stage: ArrayStage, copies: int) -> dict[str, Rates]:
    """Rows and sums of so many copies of the one engine of `stage`, which take windows in turn."""
    geometry, out = stage.geometry, stage.leaving
    positions, each = geometry.positions, out.pixel_beats
    # From a window's first hold to its last, and to the end of its last conversion.
    holds = stage.position_cycles - stage.phase_cycles[-1]
    last = stage.conversion_times[-1]
    count = np.arange(positions + 1)
    settle = geometry.integration_cycles + holds
    rows = one_operand(positions, count[1:], count + copies, settle, positions, gap=last + holds)
    rows = replace(rows, least=-(-positions * stage.position_cycles // copies), lag=copies)
    banks = np.arange(out.beats + 1) // each + geometry.windows * copies
    sums = one_operand(positions, count[1:].repeat(each), banks, last + latency.SUMS, positions, room=1 + holds)
    return {".rows": rows, ".sums": sums}


def _window(geometry: Geometry) -> Rates:
    """What forms windows, or squares of them."""
    window, entering = geometry.buffered, geometry.entering
    flow = WindowFlow(window, entering.pixel_beats)
    found = one_operand(entering.beats, flow.needs, flow.takes, flow.latency, window.positions)
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
    square = one_operand(positions, taken[:-1], taken, 1, windows, gap=cycles)
    holds = np.arange(positions * blocks + 1)
    gap = np.tile(np.roll(stage.conversion_times, 1), positions)
    rows = one_operand(windows, holds[1:] * inputs, (holds + 1) * inputs, cycles, positions * blocks, gap=gap)
    rows = replace(rows, least=positions * stage.position_cycles)
    banks = (np.arange(out.beats + 1) // each + geometry.windows) * blocks
    needs = (np.arange(1, positions + 1) * blocks).repeat(each)
    sums = one_operand(positions * blocks, needs, banks, stage.conversion_times[-1] + latency.SUMS, positions, room=1)
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
    window = one_operand(
        by.in_beats, by.needs.repeat(runs), takes, fetch.LATENCY + loads, positions, room=1, gap=1 + loads
    )
    # From the first hold of each segment to its last, and to the end of its last conversion.
    ends = np.cumsum([len(run) for run in stage.program.runs]) - 1
    last = np.array(stage.conversion_times)[ends]
    holds = np.array(stage.run_cycles) - np.array(stage.phase_cycles)[ends]
    settle = geometry.integration_cycles + np.tile(holds, positions)
    gap = np.tile(np.roll(last, 1) + holds, positions)
    rows = one_operand(len(count), count, segments + 1, settle, positions, gap=gap)
    rows = replace(rows, least=positions * stage.position_cycles)
    banks = (np.arange(out.beats + 1) // each + geometry.windows) * runs
    needs = ((np.arange(positions) + 1) * runs).repeat(each)
    sums = one_operand(len(count), needs, banks, last[-1] + latency.SUMS, positions, room=1 + int(holds[0]))
    return {".window": window, ".rows": rows, ".sums": sums, "": pipeline(out, _behind(stage))}
