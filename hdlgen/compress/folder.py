"""The folder that a trained network goes into, made sure of before hours of training."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from hdlgen_sim import scratch

from hdlgen import outputs
from hdlgen.errors import HdlgenError

PREFIX = ".hdlgen-"
"""Of folders in the output folder, in which files are written before they are put into place."""


def prepare(
    out: Path, names: Sequence[str], inputs: Iterable[Path] = (), *, force: bool = False, option: str = "--out"
) -> None:
    """Makes folder `out`, that `option` names. Raises HdlgenError unless files of these `names` fit in.

    inputs, force  as `outputs.claim` takes them
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with scratch.folder(out, PREFIX):
            pass
    except OSError as error:
        what = "is a file" if out.is_file() else f"cannot be written into: {error.strerror}"
        raise HdlgenError(str(out), what, fix=f"name a folder that can be written into with {option} DIR") from error
    outputs.claim([out / name for name in names], inputs, force=force, option=option)
