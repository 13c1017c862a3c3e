"""Files that somebody else wrote: only regular ones are opened, and only so large."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Collection
from io import BufferedReader
from pathlib import Path
from typing import Any

TEXT_BYTES = 1 << 20
"""Of a file that people write. A network of a thousand layers takes a fifth of it."""
JSON_BYTES = 1 << 28
"""Of a file that hdlgen wrote. The plan of the largest network that was mapped takes a tenth of it."""


def opened(path: str | Path, limit: int) -> BufferedReader:
    """`path`, open for reading bytes.

    Raises OSError, whose text says why, for what cannot be opened, is no regular file (a folder; a device or a named
    pipe, which might never end, or never begin) or has more than `limit` bytes.
    """
    try:
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe without a writer does not block
    except ValueError as error:  # a NUL, or half of a surrogate pair
        raise OSError(errno.EINVAL, str(error), str(path)) from None
    file = os.fdopen(number, "rb") if stat.S_ISREG(os.fstat(number).st_mode) else None
    if file is None:
        folder = stat.S_ISDIR(os.fstat(number).st_mode)
        os.close(number)
        raise OSError(errno.EINVAL, "Is a directory" if folder else "Is no regular file", str(path))
    if os.fstat(number).st_size > limit:
        file.close()
        raise _too_large(path, limit)
    return file


def read(path: str | Path, limit: int = TEXT_BYTES) -> bytes:
    """The bytes of `path`; errors are those of `opened`."""
    with opened(path, limit) as file:
        data = file.read(limit + 1)  # the size of what grows, or stands in /proc, is found out by reading
    if len(data) > limit:
        raise _too_large(path, limit)
    return data


def read_json(path: str | Path) -> Any:
    """What the JSON file `path` holds. Raises OSError as `opened`, ValueError for what is no JSON in UTF-8."""
    try:
        return json.loads(read(path, JSON_BYTES).decode())
    except RecursionError:
        raise ValueError("is nested too deeply") from None


def without_ending(source: str, names: Collection[str], folder: str | Path = "") -> str:
    """`source` without .yaml if it then is one of `names` and no such file is in `folder`; else as it is."""
    stem = source.removesuffix(".yaml")
    return stem if stem in names and not there(Path(folder, source)) else source


def there(path: str | Path) -> bool:
    """Whether there is something that is no folder; False for what can be no path."""
    try:
        return not stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116 - a Path would only be in the way
    except (OSError, ValueError):
        return False


def _too_large(path: str | Path, limit: int) -> OSError:
    size = f"{limit >> 20:,} MiB" if limit >= 1 << 20 else f"{limit:,} bytes"
    return OSError(errno.EFBIG, f"Has more than {size}, the most that is read", str(path))
