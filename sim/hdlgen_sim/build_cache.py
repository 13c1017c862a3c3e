"""Where what took long to build is kept, and how an entry comes to be whole or not at all.

What is kept is loaded and run, so nobody but the user may have written it. The folder that the environment names may
hold other things, so nothing is deleted but what carries the mark of an entry.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

UNUSED_DAYS = 30  # a guess: longer than a holiday, shorter than a disk
MARK = ".hdlgen-cache-entry"
"""A file in each entry, with the digest of all else in it: only folders that hold one are ever deleted."""
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def default_root() -> Path:
    """hdlgen-cache-UID in $HDLGEN_CACHE, else in $XDG_CACHE_HOME, else in ~/.cache; not created.

    A folder of its own for each user: the one that is named may hold other things, or be everybody's.
    """
    base = os.environ.get("HDLGEN_CACHE") or os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else home() / ".cache").absolute() / f"hdlgen-cache-{os.geteuid()}"


def home() -> Path:
    """The user's directory; the root of the file system for a user who has none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/")


def usable(root: Path) -> bool:
    """Whether files can be kept in `root`, which is made if it is missing."""
    try:
        _make_folder(root)
        with tempfile.TemporaryFile(dir=root, buffering=0) as probe:
            probe.write(bytes(4096))  # a full disk takes names, but no contents
            fcntl.flock(probe, fcntl.LOCK_EX)
    except OSError:
        return False
    return True


def digest(*parts: str | bytes | Path) -> str:
    """Hex digest of `parts`, in their order; of a Path the contents count and its name does not."""
    total = hashlib.sha256()
    for part in parts:
        data = part.read_bytes() if isinstance(part, Path) else part.encode() if isinstance(part, str) else part
        total.update(hashlib.sha256(data).digest())
    return total.hexdigest()[:32]


def entry(root: Path, key: str, make: Callable[[Path], None]) -> tuple[Path, bool]:
    """The directory of `key` under `root`, and whether it was there before.

    A missing one is made by `make(directory)` aside and renamed, so that an interrupted or failed `make` leaves nothing
    that is taken for an entry; one that is not as it was made (power was lost, somebody tidied up) is made again. Who
    asks for a key that another process is making waits for it. Entries that nobody used for `UNUSED_DAYS` are deleted
    on the way.

    Raises PermissionError, with what to do, unless `root`, the entry and all in it belong to the user and nobody else
    can write them, and nobody but those whom a sticky bit binds can exchange a folder above.
    """
    _make_folder(root)
    _require_own(root)
    root = root.resolve()
    for above in root.parents:
        mode = above.stat().st_mode
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            raise _refusal(above)
    home = root / key
    with _locked(root / f"{key}.lock"):
        if home.is_dir():
            _require_all_own(home)
        there = _whole(home)
        if there:
            os.utime(home)
        else:
            discard(home)
            if home.exists():
                raise FileExistsError(errno.EEXIST, f"is no entry of hdlgen's: {MARK} is gone; remove it", str(home))
            _sweep(root)
            _sweep_asides(root, key)
            _make(home, make)
            _require_all_own(home)
    return home, there


def discard(home: Path) -> None:
    """Deletes an entry, if it is one."""
    if not home.is_symlink() and (home / MARK).is_file():
        shutil.rmtree(home, ignore_errors=True)


def _make_folder(root: Path) -> None:
    """Of the user alone; so are those above it that are missing."""
    for folder in reversed([p for p in (root, *root.parents) if not p.exists()]):
        folder.mkdir(mode=0o700, exist_ok=True)


def _make(home: Path, make: Callable[[Path], None]) -> None:
    aside = Path(tempfile.mkdtemp(prefix=f"{home.name}.", suffix=".aside", dir=home.parent))  # for the user alone
    try:
        (aside / MARK).touch()
        make(aside)
        for path in aside.rglob("*"):  # compilers follow the umask, which may let the group write
            path.chmod(path.stat().st_mode & ~OTHERS_WRITE)
        (aside / MARK).write_text(_contents(aside))
        aside.rename(home)
    except OSError as error:  # a disk is full where one writes, not where one opens
        error.filename = error.filename or str(aside)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _contents(home: Path) -> str:
    files = sorted(path for path in home.rglob("*") if path.is_file() and path != home / MARK)
    return digest(*(part for path in files for part in (str(path.relative_to(home)), path)))


def _whole(home: Path) -> bool:
    """Whether an entry is there, as it was made: a damaged program or library would end the process that loads it."""
    try:
        return (home / MARK).read_text() == _contents(home)
    except OSError:
        return False


def _require_all_own(home: Path) -> None:
    for path in (home, *home.rglob("*")):
        _require_own(path)


def _require_own(path: Path) -> None:
    found = path.lstat()
    if found.st_uid != os.geteuid() or (not stat.S_ISLNK(found.st_mode) and found.st_mode & OTHERS_WRITE):
        raise _refusal(path)


def _refusal(path: Path) -> PermissionError:
    what = "belongs to others or can be written by them; set HDLGEN_CACHE to a folder of your own, or mend its mode"
    return PermissionError(errno.EPERM, what, str(path))


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _sweep_asides(root: Path, locked: str) -> None:
    """Deletes what killed builds left: who builds a key holds its lock, and this process that of `locked`."""
    for aside in root.glob("*.aside"):
        key = aside.name.rsplit(".", 2)[0]
        with suppress(OSError):
            if key == locked:
                discard(aside)
            else:
                lock = os.open(root / f"{key}.lock", os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    discard(aside)
                finally:
                    os.close(lock)


def _sweep(root: Path) -> None:
    """Deletes what is too old: entries, and what killed builds left aside."""
    oldest = time.time() - UNUSED_DAYS * 86400
    for path in root.iterdir():
        # Lock files stay: deleting one that somebody waits for would let two in.
        with suppress(OSError):
            if path.lstat().st_mtime < oldest:
                discard(path)
