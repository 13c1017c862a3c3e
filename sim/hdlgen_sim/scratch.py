"""`folder`: temporary directories that go when they are done with, by the next run at the latest."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MARK = ".hdlgen-temporary"
"""File in such a directory. Whoever uses the directory holds a lock on it, which the kernel takes from the dead."""
TEXT = b"A run of hdlgen works in this folder and deletes it. If it was killed, the next run does.\n"
PREFIX = "hdlgen-"


@contextmanager
def folder(
    parent: Path | None = None, prefix: str = PREFIX, *, keep: tuple[type[Exception], ...] = ()
) -> Iterator[Path]:
    """An empty directory in `parent`, by default where temporary files go; deleted after the block.

    keep  exceptions that point to it: they leave it to the user

    What killed runs left of this `prefix` in `parent` is deleted on the way. Raises OSError if none can be made.
    """
    sweep(parent, prefix)
    made = Path(tempfile.mkdtemp(prefix=prefix, dir=parent)).absolute()
    mark = None
    try:
        mark = _mark(made)
        yield made
    except keep:
        (made / MARK).unlink(missing_ok=True)
        raise
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    else:
        shutil.rmtree(made, ignore_errors=True)
    finally:
        if mark is not None:
            os.close(mark)


def sweep(parent: Path | None = None, prefix: str = PREFIX) -> None:
    """Deletes directories that `folder` made and whose process is gone. Links are not followed; errors are ignored."""
    place = parent or Path(tempfile.gettempdir())
    try:
        names = [name for name in os.listdir(place) if name.startswith(prefix)]  # noqa: PTH208  # no Path for each
    except OSError:
        return
    for name in names:
        with suppress(OSError):
            left = place / name
            found = left.lstat()
            if stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid():
                _delete_if_left(left)


def _delete_if_left(directory: Path) -> None:
    """Deletes a directory of this user if it carries the mark and nobody has locked that. Raises OSError if not."""
    mark = os.open(directory / MARK, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        found = os.fstat(mark)
        if stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and os.read(mark, len(TEXT) + 1) == TEXT:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(directory, ignore_errors=True)
    finally:
        os.close(mark)


def _mark(directory: Path) -> int | None:
    """Marks `directory` as this process's; the file that holds the lock. None where the file system has no locks."""
    new = directory / f"{MARK}.new"  # by its own name only when it is locked: nobody takes it for one that was left
    mark = os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(mark, TEXT)
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(mark)
        new.unlink()
        return None
    new.rename(directory / MARK)
    return mark
