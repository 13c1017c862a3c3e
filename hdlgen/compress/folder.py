"""The folder that a trained network goes into, made sure of before hours of training."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hdlgen.errors import HdlgenError


def prepare(out: Path, names: Sequence[str], option: str = "--out") -> None:
    """Makes folder `out`, that `option` names. Raises HdlgenError unless files of these `names` fit in."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out, prefix="."):
            pass
    except OSError as error:
        what = "is a file" if out.is_file() else f"cannot be written into: {error.strerror}"
        raise HdlgenError(str(out), what, fix=f"name a folder that can be written into with {option} DIR") from error
    for name in names:
        if (out / name).is_dir():
            raise HdlgenError(
                str(out / name), "is a folder where a file goes", fix=f"move it, or name another {option} DIR"
            )
