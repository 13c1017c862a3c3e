"""Files that commands write: whole or not at all, never over an input, never over what hdlgen did not make.

hdlgen knows a file of its own by its digest, which stands beside it in `REGISTER`, in the format of sha256sum; those of
an emission stand in its manifest. What has another digest was edited or is somebody else's, and is not written over
unless the user says so.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from hdlgen_sim.files import JSON_BYTES, opened, read

from hdlgen.errors import HdlgenError, Mistake

REGISTER = ".hdlgen.sha256"
ASIDE = (".hdlgen-", ".aside")
"""How the name of a folder begins and ends in which files are written before they are moved into place."""

_LETTERS = {r"\\": "\\", r"\n": "\n", r"\r": "\r"}
_ESCAPED = re.compile(r"\\.")

Digests = Mapping[str, frozenset[str]]
"""Path below a folder → SHA-256 of what hdlgen wrote there; while files are moved into place, of before and after."""


def claim(files: Iterable[Path], inputs: Iterable[Path] = (), *, force: bool = False, option: str = "--out") -> None:
    """Raises HdlgenError unless each of `files` may be written.

    inputs  files that the run reads, and folders of such: nothing is written over them
    force   whether files may be written over that hdlgen did not make, or that were edited since
    option  that named the files, for messages
    """
    inputs = list(inputs)
    found = (_fault(file, inputs, force, option) for file in files)
    mistakes = list(dict.fromkeys(mistake for mistake in found if mistake))
    if mistakes:
        raise HdlgenError.of(mistakes)


def write(
    folder: Path,
    files: Mapping[str, bytes | Path],
    inputs: Iterable[Path] = (),
    *,
    force: bool = False,
    option: str = "--out",
) -> None:
    """Writes `files` (name → contents, or a file to copy) into `folder`, made if missing; links are followed.

    Raises HdlgenError as `claim` does, and if they cannot be written.
    """
    claim([folder / name for name in files], inputs, force=force, option=option)
    places: dict[Path, dict[str, bytes | Path]] = {}
    try:
        for name, data in files.items():
            path = folder / name
            if _stream(path):
                with path.open("wb") as stream:
                    stream.write(data if isinstance(data, bytes) else data.read_bytes())
            else:
                real = path.resolve()
                places.setdefault(real.parent, {})[real.name] = data
        for place, new in places.items():
            install(place, new)
    except OSError as error:
        where = str(folder / next(iter(files)) if len(files) == 1 else folder)
        raise HdlgenError(where, f"cannot be written: {error.strerror}", fix=f"name another {option}") from error


def install(
    folder: Path,
    files: Mapping[str, bytes | Path],
    *,
    agree: Callable[[], tuple[Sequence[str], Digests]] | None = None,
) -> None:
    """Puts `files` (path below `folder` → contents, or a file to copy) in place: all or nothing.

    agree  of a folder with a manifest: what is to be removed, and what the manifest lists now; asked when nobody else
           writes into `folder`. `files` are then not kept in `REGISTER`

    Everything is written aside before the first file is moved. A process that is killed between two moves leaves some
    files of before and some new ones, each whole and each still known as hdlgen's. Raises OSError.
    """
    made = [p for p in (folder, *folder.parents) if not p.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder) as alone:
            if alone:
                for left in folder.glob("*".join(ASIDE)):  # by a run that was killed: others would hold the lock
                    shutil.rmtree(left, ignore_errors=True)
            _move(folder, files, *(agree() if agree else ((), None)))
    except BaseException:
        for path in made:
            with suppress(OSError):
                path.rmdir()
        raise


def _move(folder: Path, files: Mapping[str, bytes | Path], gone: Sequence[str], listed: Digests | None) -> None:
    aside = Path(tempfile.mkdtemp(prefix=ASIDE[0], suffix=ASIDE[1], dir=folder))
    undo: list[tuple[Path, Path | None]] = []

    def take(target: Path) -> None:
        """Remembers what `target` is now."""
        old = aside / f"old{len(undo)}" if target.exists() else None
        if old:
            _double(target, old)
        undo.append((target, old))

    try:
        for i, data in enumerate(files.values()):
            if isinstance(data, bytes):
                (aside / f"new{i}").write_bytes(data)
            else:
                shutil.copyfile(data, aside / f"new{i}")
        before = known(folder)
        new = {name: frozenset([digest(aside / f"new{i}")]) for i, name in enumerate(files)}
        (aside / "both").write_bytes(_lines(before, listed or {}, new))
        rest = {
            name: values for name, values in before.items() if name not in {*files, *gone} and (folder / name).exists()
        }
        after = rest if listed is not None else {**rest, **new}
        (aside / "after").write_bytes(_lines(after))
        take(folder / REGISTER)
        (aside / "both").replace(folder / REGISTER)
        for name in gone:
            take(folder / name)
            (folder / name).unlink()
        for i, name in enumerate(files):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            take(folder / name)
            (aside / f"new{i}").replace(folder / name)
        if after:
            (aside / "after").replace(folder / REGISTER)
        else:
            (folder / REGISTER).unlink()
    except BaseException:
        for target, old in reversed(undo):
            if old:
                old.replace(target)
            else:
                target.unlink(missing_ok=True)
        _prune(folder, files)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _prune(folder, gone)


def known(folder: Path) -> Digests:
    """Of the files in `folder` that its register names."""
    try:
        text = read(folder / REGISTER, JSON_BYTES).decode("utf-8", "surrogateescape")
    except OSError:
        return {}
    found: dict[str, frozenset[str]] = {}
    for line in text.split("\n"):
        value, _, name = line.partition("  ")
        if value.startswith("\\"):
            value, name = value[1:], _ESCAPED.sub(lambda two: _LETTERS.get(two[0], two[0]), name)
        if name:
            found[name] = found.get(name, frozenset()) | {value}
    return found


def digest(path: Path) -> str:
    """SHA-256 of a regular file, in hexadecimal."""
    with opened(path, sys.maxsize) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_input(path: Path, inputs: Iterable[Path]) -> bool:
    """Whether the file `path` is one of `inputs` or lies in one."""
    if not path.exists():
        return False
    return any(
        path.resolve().is_relative_to(given.resolve()) if given.is_dir() else given.exists() and path.samefile(given)
        for given in inputs
    )


def _fault(path: Path, inputs: Sequence[Path], force: bool, option: str) -> Mistake | None:
    """Why `path` may not be written; None if it may."""
    other = f"name another {option}"
    try:
        real = path.resolve()
        if path.is_dir():
            return Mistake(str(path), "is a folder where a file goes", other)
        if _stream(path):
            return None
        above = next(p for p in path.parents if p.exists()) if real.parent == path.parent.resolve() else real.parent
        if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
            what = os.strerror(errno.EACCES if above.is_dir() else errno.ENOTDIR if above.exists() else errno.ENOENT)
            return Mistake(str(above), f"cannot be written: {what}", other)
        if not real.exists():
            return None
        ours = known(real.parent).get(real.name, frozenset())
        own = bool(ours) and digest(real) in ours
        if is_input(path, [given for given in inputs if not (own and given.is_dir())]):
            return Mistake(str(path), "is an input of this run", other)
        if own or force or not real.stat().st_size:
            return None
        what = "was edited since hdlgen wrote it" if ours else "was not made by hdlgen"
        return Mistake(str(path), what, f"{other}, or give --force")
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a ring
        return Mistake(str(path), f"cannot be written: {getattr(error, 'strerror', None) or error}", other)


def _stream(path: Path) -> bool:
    """Whether `path` is a device or a pipe, which is written into and not replaced."""
    return path.exists() and (stat.S_ISCHR(mode := path.stat().st_mode) or stat.S_ISFIFO(mode))


def _double(path: Path, to: Path) -> None:
    try:
        to.hardlink_to(path)
    except OSError:  # a file system without them
        shutil.copy2(path, to)


def _lines(*digests: Digests) -> bytes:
    """The register that holds all of `digests`."""
    lines = {(name, value) for each in digests for name, values in each.items() for value in values}
    return "".join(_line(name, value) for name, value in sorted(lines)).encode("utf-8", "surrogateescape")


def _line(name: str, value: str) -> str:
    """As sha256sum writes it: a name of several lines is marked, and its ends of lines are escaped."""
    if not set(name) & set("\n\r"):
        return f"{value}  {name}\n"
    for letters, letter in _LETTERS.items():
        name = name.replace(letter, letters)
    return f"\\{value}  {name}\n"


def _prune(folder: Path, names: Iterable[str]) -> None:
    """Removes the folders of files that are gone, as far as they are empty."""
    for name in names:
        for path in list(Path(name).parents)[:-1]:
            with suppress(OSError):
                (folder / path).rmdir()


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Waits until nobody else writes into `folder`. False where that cannot be known: NFS does not lock folders."""
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            alone = True
        except OSError:
            alone = False
        yield alone
    finally:
        os.close(lock)
