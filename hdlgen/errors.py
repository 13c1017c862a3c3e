"""The exceptions a user of hdlgen can meet.

HdlgenError            a user can mend it; exit code 2
├── SpecError          one or more mistakes in input files
├── DesignError        the design is wrong: a mismatch, a missed budget; exit code 1
└── ToolError          a tool is missing or failed; exit code 3
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Mistake:
    """One thing wrong, in words for the person who can mend it.

    where  a key, layer or file, as the user wrote it
    what   what is wrong, with the values
    fix    what would be right; may be empty
    file   path as the user gave it; may be empty
    line   1-based line in `file`; 0 when unknown
    """

    where: str
    what: str
    fix: str = ""
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        return f"{place}{self.where}: {self.what}" + (f"\n    fix: {self.fix}" if self.fix else "")


class HdlgenError(Exception):
    """What went wrong, where, and how to mend it."""

    exit_code = 2

    def __init__(self, where: str, what: str, *, fix: str = "") -> None:
        self.mistakes: tuple[Mistake, ...] = (Mistake(where, what, fix),)
        super().__init__(str(self.mistakes[0]))

    @classmethod
    def of(cls, mistakes: Sequence[Mistake]) -> Self:
        """An error that reports all of `mistakes`, in their order."""
        assert mistakes, "an error without a mistake"
        error = cls(mistakes[0].where, mistakes[0].what, fix=mistakes[0].fix)
        error.mistakes = tuple(mistakes)
        return error

    def __str__(self) -> str:
        return "\n".join(map(str, self.mistakes))


@contextmanager
def naming(path: object) -> Iterator[None]:
    """Makes an OSError that names no file name `path`: a disk is full where one writes, not where one opens."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


class SpecError(HdlgenError):
    """The input files are wrong. Carries every mistake that was found."""


class DesignError(HdlgenError):
    """The design does not do what it must."""

    exit_code = 1


class ToolError(HdlgenError):
    """A tool is missing, too old, or died."""

    exit_code = 3
