"""`Arrays`: the arrays of a job, as files for the compiled reader."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

from hdlgen_sim import packed

from hdlgen.cosim.job import Job, TileJob
from hdlgen.cosim.tiles import program, readers_of


class Arrays:
    """The tiles of `job`, programmed; files of their readers lie in the folder `work`. For several threads."""

    def __init__(self, job: Job, work: Path) -> None:
        self._tiles, self._work = job.tiles, work
        self._arrays = [program(job, tile) for tile in job.tiles]
        self._lock = threading.Lock()
        self._files: dict[tuple[int, ...], Path] = {}

    def place(self, tile: TileJob, first_group: int) -> int:
        """Where in a file the reader of a block on a tile's array is that begins with this group."""
        before = self._tiles[: [t.array for t in self._tiles].index(tile.array)]
        return sum(len(t.first_groups) for t in before) + tile.first_groups.index(first_group)

    def file(self, shifts: Mapping[str, int]) -> Path:
        """The file for these ranges of the converters, by tile."""
        key = tuple(shifts[tile.tile] for tile in self._tiles)
        with self._lock:
            if key not in self._files:
                path = self._work / f"arrays_{len(self._files)}.bin"
                readers = [
                    reader
                    for tile, array, shift in zip(self._tiles, self._arrays, key, strict=True)
                    for _, reader in sorted(readers_of(array, tile, shift).items())
                ]
                path.write_bytes(packed.pack(readers))
                self._files[key] = path
            return self._files[key]
