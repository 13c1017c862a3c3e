"""`Claims`: who works on what, among runs that share a folder. What a run has claimed is free when its process ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

DIGITS = 15
"""Of a digest, as the place of a lock: there are 2^60, far behind the end of the file, which stays empty."""


class Claims:
    """Locks on bytes of a file, one for each digest."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def take(self, digest: str) -> bool:
        """Whether nobody else has claimed it; it is then this process's."""
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, int(digest[:DIGITS], 16))
        except (BlockingIOError, PermissionError):
            return False
        return True

    def wait(self, digest: str) -> None:
        """Takes it when whoever has claimed it has let go of it."""
        fcntl.lockf(self._file, fcntl.LOCK_EX, 1, int(digest[:DIGITS], 16))

    def drop(self, digest: str) -> None:
        """Lets go of it."""
        fcntl.lockf(self._file, fcntl.LOCK_UN, 1, int(digest[:DIGITS], 16))


@contextmanager
def opened(path: Path) -> Iterator[Claims]:
    """The claims at `path`, which is made if missing."""
    with path.open("ab") as file:
        yield Claims(file)
