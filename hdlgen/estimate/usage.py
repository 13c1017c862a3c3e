"""`Usage`: what a Plan occupies, and how often each of its parts works for one image."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.program import Block
from hdlgen.mapping.stages import ArrayStage


@dataclass(frozen=True)
class StageUsage:
    """Counts of one array stage, or of all of them. Events are those of one image.

    name          of the stage
    tiles         occupied
    converters    of these tiles; joined ones have them in common, and those of a macro
    blocks        pairs (segment, word) that are run
    weights       rows that have a weight × channels
    nonzero       weights that are not zero
    raised_cells  cells above g_min: a weight has one for each of its slices that is not zero
    drives        a driver applies one digit to one row
    integrations  a tile adds up its columns: positions × phases × blocks of a tile; of joined ones, each
    cell_reads    a cell lies on a driven row while its tile integrates, whether its column is converted or not
    holds         a column's sum is held, in every column of a tile that integrates, once for joined tiles; and what is
                  pooled of a square
    conversions   the converters of a tile work at once: what the register CONVERSIONS counts
    codes         a converter converts a column, padding included: conversions × converters of a tile
    buffer_bits   rows of the input image that a window spans, or the windows of a square that is pooled in front of
                  converters: the least that the window buffer can hold
    moved_bits    into the window buffer, each activation once, and out of it, those of each engine's rows at each
                  position
    cycles        fewest between two images
    holders       holds that its macros have: one a column, and where squares are pooled one a column and input besides
    memristive    units of the stage that work in the analog domain: one for each hold but those of squares; 0 if it has
                  none
    passed        a column that has a channel is read through such a unit, once for each position
    """

    name: str
    tiles: int
    converters: int
    blocks: int
    weights: int
    nonzero: int
    raised_cells: int
    drives: int
    integrations: int
    cell_reads: int
    holds: int
    conversions: int
    codes: int
    buffer_bits: int
    moved_bits: int
    cycles: int
    holders: int
    memristive: int
    passed: int

    @classmethod
    def of(cls, stage: ArrayStage, hardware: Hardware) -> StageUsage:
        """Counted from `stage`, whose tiles are those of `hardware`."""
        geometry, program = stage.geometry, stage.program
        rows = [len(segment.taps) for segment in program.segments]
        held = sum(len(segment.taps) for part in stage.parts for segment in part.program.segments)
        window, bits = geometry.window, geometry.phases.act.bits
        reads = len(geometry.reads)
        digits = reads * geometry.phases.count
        drives = digits * sum(rows[b.segment] for b in program.blocks)
        integrations = digits * len(program.blocks)
        conversions = digits // geometry.inputs * sum(geometry.groups(b) for b in program.blocks)
        units, pools = program.references is not None, geometry.inputs > 1
        squares = geometry.positions * len(program.blocks) * pools
        channels = sum(len(geometry.placed(b)[0]) for b in program.blocks)
        return cls(
            name=stage.name,
            tiles=geometry.arrays,
            converters=stage.converters,
            blocks=program.kept_blocks,
            weights=len(program.driven_taps) * geometry.channels,
            nonzero=int(np.count_nonzero(program.weights)),
            raised_cells=sum(_raised(stage, block) * geometry.copies[block.tile] for block in program.blocks),
            drives=drives,
            integrations=integrations * geometry.joined,
            cell_reads=drives * 2 * hardware.columns,
            holds=(integrations + squares) * hardware.columns,
            conversions=conversions,
            codes=conversions * geometry.lanes.adcs,
            buffer_bits=geometry.buffered.reach[0] * window.width * window.channels * bits,
            moved_bits=(window.height * window.width * window.channels + reads * held) * bits,
            cycles=stage.bound_cycles,
            holders=geometry.macros * hardware.columns * (1 + geometry.inputs * pools),
            memristive=geometry.macros * hardware.columns * units,
            passed=digits * channels * units,
        )


@dataclass(frozen=True)
class Usage:
    """Counts of a whole network.

    stages  those with weights, in the order of the stream
    cycles  fewest between two images: those of the slowest stage or of the input stream
    """

    stages: tuple[StageUsage, ...]
    cycles: int

    @classmethod
    def of(cls, plan: Plan) -> Usage:
        """Counted from `plan`; `cycles` is its bound."""
        return cls(tuple(StageUsage.of(s, plan.hardware) for s in plan.array_stages), plan.bound_cycles)

    @cached_property
    def total(self) -> StageUsage:
        """The sum over all stages, named total; but for its cycles, which are those of the network."""
        counts = [f.name for f in fields(StageUsage) if f.name not in ("name", "cycles")]
        sums = {name: sum(getattr(stage, name) for stage in self.stages) for name in counts}
        return StageUsage(name="total", cycles=self.cycles, **sums)


def _raised(stage: ArrayStage, block: Block) -> int:
    """Cells above g_min in a block."""
    geometry, program = stage.geometry, stage.program
    taps, (channels, _) = list(program.segments[block.segment].taps), geometry.placed(block)
    return int(np.count_nonzero(geometry.slices.apply(program.weights[taps][:, channels].astype(np.int64))))
