"""Writing an output directory so that a failed or interrupted run leaves the old one whole."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from hdlgen.errors import HdlgenError


def replace_directory(out: Path, files: Mapping[str, bytes], manifest: str) -> None:
    """Makes `out` hold exactly `files` (path below it → contents).

    manifest  the file among `files` whose JSON lists all others under "outputs"; a directory that holds anything which
              its own manifest does not list is not ours and is refused

    The new directory is written beside `out` and moved into place. Raises HdlgenError if `out` is in the way or cannot
    be written.
    """
    foreign = _foreign(out, manifest)
    if foreign:
        raise HdlgenError(str(out), foreign, fix="name another directory, or remove this one yourself")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise HdlgenError(str(out), f"cannot be made: {error.strerror}", fix="name a directory that can") from None
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


def _foreign(out: Path, manifest: str) -> str:
    """What about `out` says that hdlgen did not write it; empty if nothing does."""
    if not out.exists():
        return ""
    if not out.is_dir():
        return "is a file"
    present = {str(path.relative_to(out)) for path in out.rglob("*") if not path.is_dir()}
    if not present:
        return ""
    try:
        data = json.loads((out / manifest).read_text())
        ours = {manifest, *data["outputs"]} if data["hdlgen"] else set()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return f"exists and holds no {manifest} of hdlgen, so it was not written by hdlgen"
    surplus = sorted(present - ours)
    return f"holds {surplus[0]}, which was not written by hdlgen" if surplus else ""
