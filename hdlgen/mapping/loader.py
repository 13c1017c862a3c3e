"""Which windows come segment by segment, and how wide a loader is that lets no array wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hdlgen.arith import SegmentFetch
from hdlgen.mapping.program import Program, Segment
from hdlgen.mapping.stages import ArrayStage

OWN_BITS = 128
"""Of the registers of a loader, besides two that are as wide as a row of its table, and those of the words that it
gives: measured, 90 to 141."""

CROSSBAR = 1024
"""Lanes · banks of a loader up to which it is chosen for its registers: each lane chooses among all banks."""


def with_windows(stage: ArrayStage, pace: int, *, segmented: bool) -> ArrayStage:
    """`stage` with windows by segment if that takes a fifth fewer registers than wired taps, or if `segmented`.

    Segments that are driven for a few cycles only, as those of depthwise layers, need so many lanes that choosing among
    banks takes more than the registers would: these stay wired too. Where positions are read in another order than
    windows come, for memristive pools, taps are wired always.

    pace  cycles that an image takes in the slowest stage
    """
    g = stage.geometry
    wired = _wired_bits(stage)
    if g.pool or not (segmented or _fewer(2 * g.capacity.rows * g.phases.word_bits, wired)):
        return stage
    loaded = by_segment(stage, pace)
    return loaded if segmented or (_fewer(_segment_bits(loaded), wired) and _crossings(loaded) <= CROSSBAR) else stage


def by_segment(stage: ArrayStage, pace: int) -> ArrayStage:
    """`stage` with windows that come segment by segment, and taps in an order that is loaded quickly.

    Its loader has the fewest lanes, and with these the fewest banks, with which loading a window's segments takes no
    longer than driving them, or lets an image pass in half of `pace` cycles; if none does, the fastest there is.
    """
    slow = pace // (2 * stage.geometry.window.positions)
    found, least = stage, 0
    for fetch in _fetches(stage):
        loaded = with_fetch(stage, fetch)
        cycles = loaded.loaded_cycles
        if not least or cycles < least:
            found, least = loaded, cycles
        if cycles <= max(stage.position_cycles, slow):
            break
    return found


def with_fetch(stage: ArrayStage, fetch: SegmentFetch) -> ArrayStage:
    """`stage` with windows that come by `fetch`."""
    program, geometry = with_order(stage.program, fetch), replace(stage.geometry, fetch=fetch)
    return replace(stage, geometry=geometry, program=program).fitted


def with_order(program: Program, fetch: SegmentFetch) -> Program:
    """`program` with the taps of each segment in an order in which they are loaded quickly."""
    return replace(program, segments=tuple(Segment(fetch.ordered(s.taps)) for s in program.segments))


def _wired_bits(stage: ArrayStage) -> int:
    """Bits of the registers that `stage` has if all taps of a window are wired to rows: window and row registers."""
    g, w = stage.geometry, stage.geometry.window
    window = w.kernel[0] * w.reach[1] * g.entering.pixel_beats * g.in_lanes
    rows = sum(len(segment.taps) for segment in stage.program.segments)
    return window * g.phases.act.bits + rows * g.phases.word_bits


def _segment_bits(stage: ArrayStage) -> int:
    """Bits of the registers that `stage` has as its windows come by segment."""
    g = stage.geometry
    rows = g.capacity.rows * (g.phases.act.bits + g.phases.word_bits)
    own = 2 * g.fetch.row_bits + g.fetch.lanes * (g.phases.act.bits + 1) if g.fetch else 0
    return rows + OWN_BITS + own


def _crossings(stage: ArrayStage) -> int:
    """Of lanes with banks."""
    fetch = stage.geometry.fetch
    return fetch.lanes * fetch.banks if fetch else 0


def _fewer(bits: int, wired: int) -> bool:
    return 5 * bits <= 4 * wired


def _fetches(stage: ArrayStage) -> Iterator[SegmentFetch]:
    """Loaders, from narrow to wide; one with fewer banks first."""
    g = stage.geometry
    for n in range((g.capacity.rows - 1).bit_length() + 1):
        for banks in (1, 2, 4):
            yield SegmentFetch.of(g.window, g.in_lanes, 1 << n, banks << n)
