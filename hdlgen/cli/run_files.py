"""The files of a run: what it reads, and whether it may write over what is there."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hdlgen.mapping.design import Design


def path(text: str) -> Path:
    """Type of options that name a file or a folder. An empty one is an unset variable of a script: not this folder."""
    if not text:
        raise argparse.ArgumentTypeError("must not be empty")
    return Path(text)


def add_force(parser: argparse.ArgumentParser) -> None:
    """Adds `--force` to a command that writes files."""
    parser.add_argument(
        "--force",
        action="store_true",
        help="write over files that hdlgen did not make, or that were edited since; never over what the command reads",
    )


def inputs(args: argparse.Namespace, design: Design | None = None) -> list[Path]:
    """Files and folders that the command reads: those of `design` and those that its options name."""
    given = vars(args)
    cards = given.get("device") or []
    data = given.get("data") or os.environ.get("HDLGEN_DATA")
    named = [
        data,
        given.get("periphery"),
        given.get("rtl"),
        given.get("program"),
        *([cards] if isinstance(cards, str) else cards),
    ]
    return [*(design.file.files if design else ()), *(Path(name) for name in named if name)]
