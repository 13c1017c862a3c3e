"""`avoid`: a program that leaves bad cells alone, for the hardware that has them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.errors import HdlgenError, Mistake
from hdlgen.mapping.geometry import Geometry
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.program import Block
from hdlgen.mapping.stages import ArrayStage, Stage, TileName

Pairs = Collection[tuple[int, int]]
"""Places on a tile: row, column."""


def with_spares(stage: ArrayStage, spare_groups: int, most_groups: int) -> ArrayStage:
    """`stage` with room for programs that use column groups beyond those of its own.

    spare_groups  more groups of each tile that conversions can select
    most_groups   of a tile

    A word that is moved there may cut its block in three, so that there is room for two blocks more for each group, but
    for no more blocks than words.
    """
    room, tiles = stage.geometry.capacity, stage.geometry.tiles
    wider = replace(
        room,
        groups=min(most_groups, room.groups + spare_groups),
        blocks=min(max(room.blocks, stage.program.kept_blocks), room.blocks + 2 * spare_groups * tiles),
    )
    return replace(stage, geometry=replace(stage.geometry, capacity=wider))


def avoid(plan: Plan, bad: Mapping[str, Pairs]) -> Plan:
    """`plan` with every word that would use a bad cell in other column groups of its tile; geometries stay.

    Groups that no block uses are spare, also those that moved words leave: what is bad there may lie in rows that
    another word does not drive. Blocks are cut where their words no longer follow one another; each piece settles for
    itself, which costs cycles only where that takes longer than its conversions.

    bad  of tiles, by their names (`conv1/0`), the pairs of which a cell did not converge

    Raises HdlgenError with every tile that is not of this plan, every pair that is not on its tile, and every word that
    finds no place.
    """
    mistakes = list(_unknown(plan, bad))
    if mistakes:
        raise HdlgenError.of(mistakes)
    stages: list[Stage] = []
    for stage in plan.stages:
        if isinstance(stage, ArrayStage):
            stage, faults = _moved(stage, {str(name): bad.get(str(name), ()) for name in stage.tile_names})
            mistakes += faults
        stages.append(stage)
    if mistakes:
        raise HdlgenError.of(mistakes)
    return replace(plan, stages=tuple(stages))


def _unknown(plan: Plan, bad: Mapping[str, Pairs]) -> Iterator[Mistake]:
    h = plan.hardware
    known = {str(name): h.rows_of(stage.geometry) for stage in plan.array_stages for name in stage.tile_names}
    for tile, pairs in bad.items():
        if tile not in known:
            yield Mistake(tile, "is no tile of this network", fix=f"use some of {', '.join(known)}")
        rows = known.get(tile, h.rows)
        for row, column in pairs:
            if not (0 <= row < rows and 0 <= column < h.columns):
                yield Mistake(tile, f"has no row {row}, column {column}: it has {rows} rows and {h.columns} columns")


def _moved(stage: ArrayStage, bad: Mapping[str, Pairs]) -> tuple[ArrayStage, list[Mistake]]:
    """`stage` with its words where no bad cell is theirs, and what stays without a place."""
    geometry, program = stage.geometry, stage.program
    per_word, room = geometry.lanes.groups_per_word, geometry.capacity.groups
    seats = geometry.seats
    named: dict[int, list[TileName]] = {tile: [] for tile in range(geometry.tiles)}
    for name in stage.tile_names:
        named[seats[name.number].tile].append(name)
    # What is on a tile is on all its copies: a cell that is bad in one of them is no place in any.
    pairs = {tile: _array({pair for n in names for pair in bad[str(n)]}) for tile, names in named.items()}
    free = {tile: set(range(room)) for tile in pairs}
    for b in program.blocks:
        free[b.tile] -= set(range(b.first_group, b.first_group + geometry.groups(b)))
    blocks: list[Block] = []
    mistakes = []
    for b in program.blocks:
        rows = len(program.segments[b.segment].taps)
        end = None  # group behind the piece before, if it may go on
        for i, word in enumerate(b.words):
            place, width = b.first_group + i * per_word, geometry.lanes.groups(word, geometry.channels)
            here = replace(b, first_group=place, words=(word,))
            if _hit(here, rows, pairs[b.tile], geometry):
                fits = (
                    first
                    for first in range(room - width + 1)
                    if free[b.tile].issuperset(range(first, first + width))
                    and not _hit(replace(here, first_group=first), rows, pairs[b.tile], geometry)
                )
                found = next(fits, None)
                if found is None:
                    what = f"word {word} of segment {b.segment} has a bad cell, and no other {width} groups are free"
                    fix = "give the tiles more hardware.tile.spare_groups"
                    mistakes.append(Mistake(", ".join(map(str, named[b.tile])), what, fix=fix))
                    continue
                free[b.tile] |= set(range(place, place + width))
                free[b.tile] -= set(range(found, found + width))
                place = found
            if place == end:
                blocks[-1] = replace(blocks[-1], words=(*blocks[-1].words, word))
            else:
                blocks.append(replace(b, first_group=place, words=(word,)))
            end = place + width
    new = replace(program, blocks=tuple(blocks))
    if not mistakes:
        mistakes = [Mistake(stage.name, what) for what in geometry.holds(new)]
    return replace(stage, program=new), mistakes


def _array(pairs: Pairs) -> Ints:
    """int64[pair, (row, column)]."""
    return np.array(sorted(pairs), np.int64).reshape(-1, 2)


def _hit(b: Block, rows: int, bad: Ints, geometry: Geometry) -> bool:
    """Whether a bad pair is in the `rows` that a block drives, and in a column of its channels."""
    columns = (geometry.placed(b)[1][:, None] + np.arange(geometry.slices.count)).ravel()
    return bool(((bad[:, 0] < rows) & np.isin(bad[:, 1], columns)).any())
