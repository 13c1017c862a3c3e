"""`read`: arrays of an .npz file that somebody else wrote. What it claims is compared with what it holds first."""

from __future__ import annotations

import math
import os
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from tokenize import TokenError
from typing import IO, Any

import numpy as np
from hdlgen_sim import files
from numpy.lib import format as npy
from numpy.typing import NDArray

FILE_BYTES = 1 << 31
"""Of the file."""
VALUES = 1 << 28
"""Of an array: all images of CIFAR-10 are 1.8·10^8 values."""
INFLATION = 1032
"""Times which DEFLATE makes anything smaller, at most (zlib's own figure)."""
HEADER_BYTES = 10_000
"""Of a header of an array: NumPy's own limit."""
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How NumPy packs arrays."""

Arrays = dict[str, NDArray[Any]]


def read(path: Path, names: Iterable[str]) -> Arrays:
    """Those arrays of `names` that are in the file; nothing is unpickled.

    An array that no file of this size can hold, or whose header claims another size than it has, is refused before
    memory is taken for it. Raises OSError for what cannot be opened, ValueError for what is no .npz file, is damaged or
    too large.
    """
    found: Arrays = {}
    try:
        with files.opened(path, FILE_BYTES) as stream, zipfile.ZipFile(stream) as archive:
            there, size = archive.NameToInfo, os.fstat(stream.fileno()).st_size
            for name in names:
                member = there.get(f"{name}.npy") or there.get(name)
                if member:
                    found[name] = _array(archive, member, name, size)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ValueError(f"is damaged: {error}") from error
    except RuntimeError as error:  # with a password, or encrypted in a way that zipfile does not know
        raise ValueError(str(error)) from error
    return found


def _array(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, size: int) -> NDArray[Any]:
    if member.compress_type not in METHODS:
        raise ValueError(f"{name} is packed in a way that NumPy does not write")
    if member.compress_size > size:
        raise ValueError(f"is damaged: {name} claims {member.compress_size:,} bytes of a file of {size:,}")
    if member.file_size > INFLATION * (member.compress_size + 1):
        raise ValueError(f"is damaged: {name} claims {member.file_size:,} bytes, packed in {member.compress_size:,}")
    with archive.open(member) as stream:
        shape, fortran, dtype = _header(stream, name)
        begin, count = stream.tell(), math.prod(shape)
        if dtype.hasobject:
            raise ValueError(f"{name} holds Python objects, which are not read")
        if count * dtype.itemsize != member.file_size - begin:
            raise ValueError(
                f"is damaged: {name} claims {dtype}{list(shape)}, {count * dtype.itemsize:,} bytes, and has "
                f"{member.file_size - begin:,}"
            )
        if count > VALUES:
            raise ValueError(f"{name} has {count:,} values, and {VALUES:,} are the most that are read")
        data = stream.read()
    if len(data) != member.file_size - begin:
        raise ValueError(f"is damaged: {name} ends after {len(data):,} bytes")
    return np.frombuffer(data, dtype).reshape(shape, order="F" if fortran else "C")


def _header(stream: IO[bytes], name: str) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    """Shape, whether the first axis varies fastest, and type."""
    readers = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
    try:
        version = npy.read_magic(stream)
        shape, fortran, dtype = readers[version](stream, max_header_size=HEADER_BYTES)
    except (ValueError, KeyError, TypeError, RecursionError, MemoryError, SyntaxError, TokenError) as error:
        raise ValueError(f"is damaged: {name} has no header of a plain array") from error
    if any(n < 0 for n in shape):
        raise ValueError(f"is damaged: {name} claims the shape {list(shape)}")
    return shape, fortran, dtype
