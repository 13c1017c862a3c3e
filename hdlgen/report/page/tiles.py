"""Tiles as pictures: a pixel a pair of cells, its level as its colour, blocks outlined."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.stages import ArrayStage

POSITIVE, NEGATIVE = (0, 114, 178), (213, 94, 0)
"""Of the largest levels: blue and vermilion of Okabe and Ito, "Color Universal Design", 2008."""
FAINTEST = 0.35
"""How much of that colour the smallest level has."""
LEVELS = 128
"""Of each sign there are fewer: a weight has 8 bits at most."""


@dataclass(frozen=True)
class Outline:
    """A block: its first column, columns, rows, and what it is."""

    column: int
    columns: int
    rows: int
    segment: int
    title: str


@dataclass(frozen=True)
class TileMap:
    """A tile, or equal tiles of several copies.

    image   data URI of a PNG, a pixel for each pair of cells
    filled  share of its pairs of cells that lie in blocks
    zeros   share of those in blocks whose two cells are both at g_min
    """

    stage: str
    number: int
    copies: tuple[str, ...]
    rows: int
    columns: int
    image: str
    most: int
    outlines: tuple[Outline, ...]
    filled: float
    zeros: float


def maps(plan: Plan) -> list[TileMap]:
    """One for each tile of each program."""
    return [found for stage in plan.array_stages for found in _maps(stage, plan)]


def _maps(stage: ArrayStage, plan: Plan) -> list[TileMap]:
    g, seats, found = stage.geometry, stage.geometry.seats, []
    rows, columns = plan.hardware.rows_of(g), plan.hardware.columns
    for tile in sorted({seat.tile for seat in seats}):
        numbers = [n for n, seat in enumerate(seats) if seat.tile == tile]
        levels = stage.levels(numbers[0], rows, columns)
        outlines = tuple(_outline(stage, n) for n, b in enumerate(stage.program.blocks) if b.tile == tile)
        cells = sum(o.rows * o.columns for o in outlines)
        zeros = 1 - np.count_nonzero(levels) / cells if cells else 1.0
        most = (1 << min(g.slices.cell_bits, g.slices.weight_bits - 1)) - 1
        names = tuple(str(stage.tile_names[n]) for n in numbers)
        image = _image(levels, most)
        found.append(
            TileMap(
                stage.name, tile, names, rows, columns, image, most, outlines, cells / (rows * columns), float(zeros)
            )
        )
    return found


def _outline(stage: ArrayStage, number: int) -> Outline:
    block, g = stage.program.blocks[number], stage.geometry
    channels, first = g.placed(block)
    rows = len(stage.program.segments[block.segment].taps)
    begin, end = int(first.min()), int(first.max()) + g.slices.count
    title = f"segment {block.segment}: {rows} rows; channels {_spans(channels)}"
    return Outline(begin, end - begin, rows, block.segment, title)


def _spans(numbers: Ints) -> str:
    """0–7, 16–23."""
    cuts = np.flatnonzero(np.diff(numbers) != 1) + 1
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else f"{part[0]}" for part in np.split(numbers, cuts))


def _palette(most: int) -> NDArray[np.uint8]:
    """uint8[256, 3]: colour of level − LEVELS; of more than so many the last one's."""
    share = np.clip(np.abs(np.arange(256) - LEVELS) / most, 0, 1)
    strength = (FAINTEST + (1 - FAINTEST) * share)[:, None]
    colour = np.where(np.arange(256)[:, None] > LEVELS, POSITIVE, NEGATIVE)
    return np.asarray(np.rint(255 - strength * (255 - colour)), np.uint8)


def _image(levels: NDArray[np.int16], most: int) -> str:
    from PIL import Image

    picture = Image.fromarray(np.asarray(levels + LEVELS, np.uint8), "P")
    picture.putpalette(_palette(most).tobytes())
    stream = io.BytesIO()
    picture.save(stream, "png", optimize=True, transparency=LEVELS)
    return f"data:image/png;base64,{base64.b64encode(stream.getvalue()).decode()}"


def shades(found: Sequence[TileMap]) -> list[tuple[int, str]]:
    """Levels and their colours, for a legend; those of the widest cells there are."""
    most = max((m.most for m in found), default=1)
    palette = _palette(most)
    some = sorted({round(n) for n in np.linspace(-most, most, min(2 * most + 1, 15))} - {0})
    return [(level, "#{:02x}{:02x}{:02x}".format(*palette[level + LEVELS])) for level in some]


def described(plan: Plan) -> dict[str, Any]:
    """What a script needs to say which tap and channel a cell is of, by stage.

    kernel    rows, columns and channels of a window, whose taps are numbered in this order, channels fastest
    segments  of each the taps on its rows
    blocks    of each tile, by its number: segment and, for each column that has one, channel and slice
    """
    return {stage.name: _described(stage) for stage in plan.array_stages}


def _described(stage: ArrayStage) -> dict[str, Any]:
    g = stage.geometry
    blocks: dict[int, list[Any]] = {}
    for b in stage.program.blocks:
        channels, first = g.placed(b)
        blocks.setdefault(b.tile, []).append([b.segment, channels.tolist(), first.tolist()])
    return {
        "kernel": [*g.window.kernel, g.window.channels],
        "slices": g.slices.count,
        "segments": [list(segment.taps) for segment in stage.program.segments],
        "blocks": blocks,
    }
