"""Functions that a user names as `module:function`: their code is run."""

from __future__ import annotations

import importlib
import sys
import traceback
from pathlib import Path
from typing import Any

from hdlgen.errors import HdlgenError


def resolve(place: str, key: str) -> Any:
    """What `module:name` names. key: where it was given, for the HdlgenError if there is no such thing."""
    module, _, name = place.partition(":")
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, SyntaxError, ValueError) as error:
        raise HdlgenError(
            key,
            f"{place!r} cannot be imported: {error}",
            fix="give module:function, of a file beside the recipe or in this folder, in PYTHONPATH, or installed",
        ) from error


def call(place: str, key: str, folder: Path | None, *args: object) -> Any:
    """What the function `place` gives; it is looked for in `folder` first.

    Raises HdlgenError if it is not found, or fails.
    """
    beside = [str(folder.resolve())] if folder else []
    sys.path[:0] = beside
    try:
        return resolve(place, key)(*args)
    except HdlgenError:
        raise
    except Exception as error:  # of code that is not ours
        frames = traceback.extract_tb(error.__traceback__)
        last = next((f for f in reversed(frames) if "site-packages" not in f.filename), frames[-1])
        what = f"{place!r} fails: {type(error).__name__}: {error} ({last.filename}:{last.lineno})"
        raise HdlgenError(key, what, fix="mend the function") from error
    finally:
        for entry in beside:
            sys.path.remove(entry)
