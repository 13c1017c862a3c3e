"""Writing results so that a reader never meets half a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hdlgen.errors import HdlgenError


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes `files` (name → contents) into `folder`, made if missing; each is moved into place when it is whole.

    Raises HdlgenError if they cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            aside = folder / f".{name}.part"
            aside.write_bytes(data)
            aside.replace(folder / name)
    except OSError as error:
        raise HdlgenError(str(folder), f"cannot be written: {error.strerror}", fix="name another --out") from error
