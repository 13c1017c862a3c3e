"""Where what took long to build is kept, and how an entry comes to be whole or not at all."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

UNUSED_DAYS = 30  # a guess: longer than a holiday, shorter than a disk


def default_root() -> Path:
    """$HDLGEN_CACHE, else $XDG_CACHE_HOME/hdlgen, else ~/.cache/hdlgen; not created."""
    if own := os.environ.get("HDLGEN_CACHE"):
        return Path(own).absolute()
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else home() / ".cache").absolute() / "hdlgen"


def home() -> Path:
    """The user's directory; the root of the file system for a user who has none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/")


def usable(root: Path) -> bool:
    """Whether entries can be kept in `root`, which is made if it is missing."""
    try:
        root.mkdir(parents=True, exist_ok=True)
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

    A missing one is made by `make(empty directory)` aside and renamed, so that an interrupted or failed `make` leaves
    nothing that is taken for an entry. Who asks for a key that another process is making waits for it.
    Entries that nobody used for `UNUSED_DAYS` are deleted on the way.
    """
    root.mkdir(parents=True, exist_ok=True)
    home = root / key
    with _locked(root / f"{key}.lock"):
        if home.is_dir():
            os.utime(home)
            return home, True
        _sweep(root, keep=key)
        _sweep_asides(root, key)
        aside = Path(tempfile.mkdtemp(prefix=f"{key}.", suffix=".aside", dir=root))
        try:
            make(aside)
            aside.rename(home)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return home, False


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sweep_asides(root: Path, locked: str) -> None:
    """Deletes what killed builds left: who builds a key holds its lock, and this process that of `locked`."""
    for aside in root.glob("*.aside"):
        key = aside.name.rsplit(".", 2)[0]
        with suppress(OSError):
            if key == locked:
                shutil.rmtree(aside)
            else:
                with (root / f"{key}.lock").open("r+") as lock:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(aside)


def _sweep(root: Path, keep: str) -> None:
    """Deletes what is too old: entries, and what killed builds left aside."""
    oldest = time.time() - UNUSED_DAYS * 86400
    for path in root.iterdir():
        # Lock files stay: deleting one that somebody waits for would let two in.
        if path.is_dir() and path.name != keep and path.stat().st_mtime < oldest:
            shutil.rmtree(path, ignore_errors=True)
