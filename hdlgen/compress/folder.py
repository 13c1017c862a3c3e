"""The folder that a trained network goes into, made sure of before hours of training."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hdlgen_sim import scratch

from hdlgen.errors import HdlgenError

PREFIX = ".hdlgen-"
"""Of folders in the output folder, in which files are written before they are put into place."""


def prepare(out: Path, names: Sequence[str]) -> None:
    """Makes folder `out`. Raises HdlgenError unless files of these `names` can be written into it."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with scratch.folder(out, PREFIX):
            pass
    except OSError as error:
        what = "is a file" if out.is_file() else f"cannot be written into: {error.strerror}"
        raise HdlgenError(str(out), what, fix="name a folder that can be written into with --out DIR") from error
    for name in names:
        if (out / name).is_dir():
            raise HdlgenError(
                str(out / name), "is a folder where a file goes", fix="move it, or name another --out DIR"
            )
