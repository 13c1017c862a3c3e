"""`Ledger`: what has been measured, in a file that grows by a line with each result."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Generic, Protocol, TypeVar

import numpy as np
from hdlgen_sim.files import JSON_BYTES, read

from hdlgen.errors import HdlgenError
from hdlgen.reference.classify import Score, Scores, mean

FILE = "seeds.jsonl"
BEGIN = b'{"digest": "'
"""Of every line."""


class Line(Protocol):
    """What a ledger has lines of."""

    @property
    def key(self) -> Hashable:
        """What was measured."""

    def to_dict(self) -> dict[str, Any]:
        """What JSON says of it, `digest` first."""


L = TypeVar("L", bound=Line)


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

    @classmethod
    def parse(cls, data: Any) -> Entry:
        """The line of which JSON says `data`. Raises ValueError or TypeError if it is none."""
        entry = cls(**data)
        entry.check()
        return entry

    def to_dict(self) -> dict[str, Any]:
        """Its fields, but for those that are None."""
        return {name: value for name, value in asdict(self).items() if value is not None}

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


@dataclass(eq=False)
class Ledger(Generic[L]):
    """An open file of results.

    entries  that are in it, by their keys
    parse    makes an entry of what JSON says of it; raises ValueError or TypeError
    command  that writes such files, for messages
    shared   whether several runs write to it, each whole lines
    """

    path: Path
    parse: Callable[[Any], L]
    command: str
    shared: bool
    _file: BinaryIO
    entries: dict[Hashable, L] = field(default_factory=dict)
    _lines: int = 0

    def add(self, entry: L) -> None:
        """Writes an entry; it is on the disk when this returns. Raises HdlgenError if it cannot be written."""
        line = json.dumps(entry.to_dict()).encode() + b"\n"
        with _named(self.path), _locked(self._file) if self.shared else nullcontext():
            if self._file.write(line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(self._file.fileno())
        self.entries[entry.key] = entry

    def refresh(self) -> None:
        """Reads what is new. A last line without an end was cut off when the machine stopped: it is removed."""
        with _named(self.path), _locked(self._file) if self.shared else nullcontext():
            data = read(self.path, JSON_BYTES)
            whole = data[: data.rfind(b"\n") + 1]
            cut = data[len(whole) :]
            if not (cut.startswith(BEGIN) or BEGIN.startswith(cut)):  # it would be removed
                whole = data
            lines = whole.splitlines()
            for number, line in enumerate(lines[self._lines :], self._lines + 1):
                entry = self._entry(number, line)
                self.entries[entry.key] = entry
            self._lines = len(lines)
            self._file.truncate(len(whole))

    def _entry(self, number: int, line: bytes) -> L:
        try:
            return self.parse(json.loads(line))
        except (ValueError, TypeError, RecursionError):
            what, fix = f"is no result of `{self.command}`", "remove the line, or name another --out"
            raise HdlgenError(f"{self.path}:{number}", what, fix=fix) from None


@contextmanager
def opened(path: Path, parse: Callable[[Any], L], command: str, *, shared: bool = False) -> Iterator[Ledger[L]]:
    """The ledger at `path`; it and its folder are made if missing. Arguments as `Ledger` has them.

    Raises HdlgenError if something else is in the file, if another run is writing to it and it is not `shared`, or if
    it cannot be written.
    """
    with _named(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab+", buffering=0)
    with file:
        try:
            if not shared:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HdlgenError(
                str(path), "is being written by another run", fix="wait for it, or name another --out"
            ) from None
        ledger = Ledger(path, parse, command, shared, file)
        ledger.refresh()
        yield ledger


@contextmanager
def _locked(file: BinaryIO) -> Iterator[None]:
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def _named(path: object) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = str(error.filename or path)
        raise HdlgenError(where, f"cannot be written: {error.strerror}", fix="name another --out") from error
