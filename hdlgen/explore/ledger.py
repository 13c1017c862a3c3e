"""`Ledger`: what has been measured, in a file that grows by a line with each result."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from hdlgen_sim.files import JSON_BYTES, read

from hdlgen.errors import HdlgenError

FILE = "seeds.jsonl"


@dataclass(frozen=True)
class Entry:
    """A line: how many of so many images a chip classified correctly.

    digest   of all that decides it but the seed
    subject  name of the device, or of what it is compared with
    """

    digest: str
    subject: str
    seed: int
    images: int
    correct: int

    def check(self) -> None:
        """Raises ValueError if a field is of another type, or a count impossible."""
        counts = (self.seed, self.images, self.correct)
        if not (isinstance(self.digest, str) and isinstance(self.subject, str) and all(type(n) is int for n in counts)):
            raise ValueError("a field of another type")
        if not 0 <= self.correct <= self.images or not self.images:
            raise ValueError(f"{self.correct} of {self.images} images")

    @property
    def key(self) -> tuple[str, int]:
        """What was measured."""
        return (self.digest, self.seed)


@dataclass(frozen=True)
class Ledger:
    """An open file of results, and those that were in it."""

    entries: dict[tuple[str, int], Entry]
    _file: TextIO

    def add(self, entry: Entry) -> None:
        """Writes an entry; it is on the disk when this returns."""
        self._file.write(json.dumps(asdict(entry)) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self.entries[entry.key] = entry


@contextmanager
def opened(folder: Path) -> Iterator[Ledger]:
    """The ledger in `folder`; both are made if missing.

    A last line without an end was cut off when the machine stopped: it is removed. Raises HdlgenError if something else
    is in the file, if another process is writing to it, or if it cannot be written.
    """
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a+", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise HdlgenError(
                    str(path), "is being written by another run", fix="wait for it, or name another --out"
                ) from None
            yield Ledger(_read(path, file), file)
    except OSError as error:
        raise HdlgenError(
            str(error.filename or path), f"cannot be written: {error.strerror}", fix="name another --out"
        ) from error


def _read(path: Path, file: TextIO) -> dict[tuple[str, int], Entry]:
    data = read(path, JSON_BYTES)
    whole = data[: data.rfind(b"\n") + 1]
    entries = {}
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            entry = Entry(**json.loads(line))
            entry.check()
        except (ValueError, TypeError, RecursionError):
            raise HdlgenError(
                f"{path}:{number}", "is no result of `hdlgen eval`", fix="remove the line, or name another --out"
            ) from None
        entries[entry.key] = entry
    file.truncate(len(whole))
    return entries
