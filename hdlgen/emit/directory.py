"""Writing an output directory so that a failed or interrupted run leaves the old one whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from hdlgen.errors import HdlgenError


def replace_directory(out: Path, files: Mapping[str, bytes], mark: str) -> None:
    """Makes `out` hold exactly `files` (path below it → contents).

    mark  a file name among `files`; an existing directory without it is not ours and is refused

    The new directory is written beside `out` and moved into place. Raises HdlgenError if `out` is in the way.
    """
    if out.exists() and not (out.is_dir() and ((out / mark).is_file() or not any(out.iterdir()))):
        raise HdlgenError(
            str(out),
            f"exists and holds no {mark}, so it was not written by hdlgen",
            fix="name another directory, or remove this one yourself",
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        new = aside / "new"
        for name, data in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if out.exists():
            out.rename(aside / "old")
        new.rename(out)
    finally:
        if not out.exists() and (aside / "old").exists():
            (aside / "old").rename(out)
        shutil.rmtree(aside, ignore_errors=True)
