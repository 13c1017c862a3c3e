"""`pack`: readers as a file, for a program without Python; native/packed.h reads it."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np

from hdlgen_sim import native
from hdlgen_sim.reader import Reader

ALIGNMENT = 64
"""Table lines begin at multiples of a vector, which has at most so many bytes."""


class _Packed(ctypes.Structure):
    """`PackedReader` of packed.h."""

    _fields_ = [("lane_bytes", ctypes.c_int64), ("uniform", ctypes.c_int64), ("reader", native.ReaderStruct)]


def pack(readers: Sequence[Reader]) -> bytes:
    """A file of `readers`, in their order. Raises ValueError for one that the compiled reader cannot read."""
    each = [reader.compiled() for reader in readers]
    structs = (_Packed * len(each))()
    parts, end = [], 8 + ctypes.sizeof(structs)
    for struct, compiled in zip(structs, each, strict=True):
        struct.lane_bytes, struct.uniform = compiled.lane_bytes, int(compiled.uniform)
        struct.reader = compiled.struct
        for name, array in compiled.arrays.items():
            if array is None:
                continue
            at = -(-end // ALIGNMENT) * ALIGNMENT
            parts += [bytes(at - end), array.tobytes()]
            setattr(struct.reader, name, at)
            end = at + array.nbytes
    return b"".join([np.int64(len(each)).tobytes(), bytes(structs), *parts])
