"""`Ledger`: what has been measured, in a file that grows by a line with each result."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from hdlgen_sim.files import JSON_BYTES, read

from hdlgen.errors import HdlgenError
from hdlgen.reference.classify import Score, Scores, mean

FILE = "seeds.jsonl"
BEGIN = b'{"digest": "'
"""Of every line."""


@dataclass(frozen=True)
class Entry:
    """A line: how right a chip was about so many images.

    digest   of all that decides it but the seed
    subject  name of the device, or of what it is compared with
    correct  images that it classified correctly; None of masks
    dice     the coefficient of each image's mask, in order; None of classes
    """

    digest: str
    subject: str
    seed: int
    images: int
    correct: int | None = None
    dice: list[float] | None = None

    @classmethod
    def of(cls, digest: str, subject: str, seed: int, scores: Scores, score: Score) -> Entry:
        """The line of a chip with these scores, float64[image]."""
        if score == "dice":
            return cls(digest, subject, seed, len(scores), dice=scores.tolist())
        return cls(digest, subject, seed, len(scores), correct=int(scores.sum()))

    def check(self) -> None:
        """Raises ValueError if a field is of another type, or a count or a share impossible."""
        if not (isinstance(self.digest, str) and isinstance(self.subject, str)):
            raise ValueError("a field of another type")
        if not (type(self.seed) is type(self.images) is int and self.images > 0):
            raise ValueError("a count of another type, or no image")
        if self.dice is None:
            if not (type(self.correct) is int and 0 <= self.correct <= self.images):
                raise ValueError(f"{self.correct} of {self.images} images")
        elif self.correct is not None or len(self.dice) != self.images:
            raise ValueError(f"{len(self.dice)} masks of {self.images} images")
        elif not all(type(x) is float and 0 <= x <= 1 for x in self.dice):
            raise ValueError("a coefficient that is none")

    @property
    def mean(self) -> float:
        """Share of images that are right, or mean Dice coefficient."""
        if self.dice is not None:
            return mean(np.array(self.dice))
        assert self.correct is not None
        return self.correct / self.images

    @property
    def key(self) -> tuple[str, int]:
        """What was measured."""
        return (self.digest, self.seed)


@dataclass(frozen=True)
class Ledger:
    """An open file of results, and those that were in it."""

    entries: dict[tuple[str, int], Entry]
    _file: BinaryIO

    def add(self, entry: Entry) -> None:
        """Writes an entry; it is on the disk when this returns. Raises HdlgenError if it cannot be written."""
        fields = {name: value for name, value in asdict(entry).items() if value is not None}
        line = json.dumps(fields).encode() + b"\n"
        with _named(self._file.name):
            if self._file.write(line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(self._file.fileno())
        self.entries[entry.key] = entry


@contextmanager
def opened(folder: Path) -> Iterator[Ledger]:
    """The ledger in `folder`; both are made if missing.

    A last line without an end was cut off when the machine stopped: it is removed. Raises HdlgenError if something else
    is in the file, if another process is writing to it, or if it cannot be written.
    """
    path = folder / FILE
    with _named(path):
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("ab+", buffering=0)
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HdlgenError(
                str(path), "is being written by another run", fix="wait for it, or name another --out"
            ) from None
        with _named(path):
            entries = _read(path, file)
        yield Ledger(entries, file)


@contextmanager
def _named(path: object) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = str(error.filename or path)
        raise HdlgenError(where, f"cannot be written: {error.strerror}", fix="name another --out") from error


def _read(path: Path, file: BinaryIO) -> dict[tuple[str, int], Entry]:
    data = read(path, JSON_BYTES)
    whole = data[: data.rfind(b"\n") + 1]
    cut = data[len(whole) :]
    if not (cut.startswith(BEGIN) or BEGIN.startswith(cut)):  # it would be removed
        whole = data
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
