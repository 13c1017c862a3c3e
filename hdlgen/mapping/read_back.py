"""What the cells of a stage hold, read back for `checker`: of each copy the layer's matrix, every weight once."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from hdlgen.ir.graph import ArrayNode
from hdlgen.mapping.geometry import Geometry
from hdlgen.mapping.stages import ArrayStage

Indices = NDArray[np.int64]


def matrix(stage: ArrayStage, node: ArrayNode, rows: int, columns: int) -> Iterator[str]:
    """Every weight is in the cells of each copy exactly once."""
    geometry = stage.geometry
    numbers = _numbers(geometry)
    found = np.zeros(node.weights.shape, np.int64)
    times = np.zeros(node.weights.shape, np.int64)
    for tile in range(geometry.tiles):
        cells = _cells(stage, tile, rows, columns)
        for number in numbers[tile]:
            if not np.array_equal(stage.levels(number, rows, columns), cells):
                yield f"the cells of tile {number} are not what its copy computes with: tile {tile} of the program"
        for taps, channels, first in _placed(stage, tile):
            for t in range(geometry.slices.count):
                found[np.ix_(taps, channels)] += cells[: len(taps), first + t] << (t * geometry.slices.cell_bits)
            times[np.ix_(taps, channels)] += 1
    for tap, channel in np.argwhere(times > 1)[:3]:
        yield f"the weight of tap {tap}, channel {channel} is in {times[tap, channel]} blocks"
    for tap, channel in np.argwhere((times == 0) & (node.weights != 0))[:3]:
        yield f"the weight of tap {tap}, channel {channel} ({node.weights[tap, channel]}) is in no block"
    for tap, channel in np.argwhere((times == 1) & (found != node.weights))[:3]:
        yield (
            f"the cells of tap {tap}, channel {channel} hold {found[tap, channel]}, not {node.weights[tap, channel]}"
        )


def _numbers(geometry: Geometry) -> list[list[int]]:
    """Of each tile of a program the stage's tiles that it is on: engine by engine, and copy by copy."""
    found: list[list[int]] = [[] for _ in range(geometry.tiles)]
    first = number = 0
    for tiles, copies in [(e.tiles, e.copies) for e in geometry.engines] or [(geometry.tiles, 1)]:
        for tile in list(range(first, first + tiles)) * copies:
            found[tile].append(number)
            number += 1
        first += tiles
    return found


def _placed(stage: ArrayStage, tile: int) -> Iterator[tuple[Indices, Indices, Indices]]:
    """Of each block on a tile: its taps, from row 0 on; its channels; and the first column of each of these."""
    geometry, program = stage.geometry, stage.program
    a_channel, a_group = geometry.lanes.slices, geometry.lanes.adcs
    a_word = math.lcm(a_channel, a_group)
    per_word = a_word // a_channel
    for b in program.blocks:
        if b.tile == tile:
            words, within = np.array(b.words)[:, None], np.arange(per_word)
            channels = (words * per_word + within).ravel()
            first = b.first_group * a_group + (np.arange(len(words))[:, None] * a_word + within * a_channel).ravel()
            real = channels < geometry.channels
            yield np.array(program.segments[b.segment].taps), channels[real], first[real]


def _cells(stage: ArrayStage, tile: int, rows: int, columns: int) -> NDArray[np.int64]:
    """Signed levels int64[row, column] that the stage's own weights put on a tile, digit by digit."""
    geometry, program = stage.geometry, stage.program
    cells = np.zeros((rows, columns), np.int64)
    for taps, channels, first in _placed(stage, tile):
        weights = program.weights[np.ix_(taps, channels)].astype(np.int64)
        rest = np.abs(weights)
        for t in range(geometry.slices.count):
            rest, digit = np.divmod(rest, 2**geometry.slices.cell_bits)
            cells[: len(taps), first + t] = np.where(weights < 0, -digit, digit)
    return cells
