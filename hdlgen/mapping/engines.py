"""`Engine`: tiles of a stage that work one after the other, beside those of its other engines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hdlgen.mapping.program import Block, Program


@dataclass(frozen=True)
class Engine:
    """Tiles that are driven and converted one after the other.

    tiles   so many of the program's, those behind the ones of the engine before
    copies  of the engine, each with tiles and cells of its own; they take output positions in turn, and go on with the
            next image where they were
    """

    tiles: int
    copies: int

    def macros(self, shared: int) -> int:
        """Of each copy, where up to `shared` of its tiles are one."""
        return -(-self.tiles // shared)


@dataclass(frozen=True)
class Seat:
    """Where a tile is.

    engine, copy   whose it is
    copies         of that engine
    tile           of the program: what is on it
    macro          number among the macros of its copy
    slot           number among the tiles of its macro
    """

    engine: int
    copy: int
    copies: int
    tile: int
    macro: int
    slot: int


def seats(engines: Sequence[Engine], shared: int) -> Iterator[Seat]:
    """Of all tiles of a stage, engine by engine and copy by copy: they are numbered in this order.

    shared  tiles of a copy, in their order, that are one macro
    """
    first = 0
    for number, engine in enumerate(engines):
        for copy in range(engine.copies):
            for within in range(engine.tiles):
                yield Seat(number, copy, engine.copies, first + within, *divmod(within, shared))
        first += engine.tiles


def programs(program: Program, engines: Sequence[Engine]) -> Iterator[Program]:
    """Of each engine the part of `program` that it runs: blocks of its tiles, numbered from 0, and their segments."""
    first = 0
    for engine in engines:
        own = [b for b in program.blocks if first <= b.tile < first + engine.tiles]
        driven = sorted({b.segment for b in own})
        blocks = (_renumbered(b, driven.index(b.segment), first) for b in own)
        segments = tuple(program.segments[n] for n in driven)
        yield replace(program, segments=segments, blocks=tuple(blocks))
        first += engine.tiles


def _renumbered(b: Block, segment: int, first: int) -> Block:
    return replace(b, segment=segment, tile=b.tile - first)
