"""The compiled reader: C++ built on first use, kept by digest; without a compiler NumPy does the same, more slowly."""

from __future__ import annotations

import ctypes
import functools
import os
import platform
import shutil
import subprocess
from pathlib import Path

from hdlgen_sim import build_cache

SOURCE = Path(__file__).parent / "reader.cpp"
# No contraction to fused multiply-adds: floating results are those of NumPy. Nobody looks at errno or at traps.
FLAGS = ("-std=c++17", "-O3", "-march=native", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math", "-fPIC")


class ReaderStruct(ctypes.Structure):
    """`Reader` of reader.cpp."""

    _fields_ = [
        *((name, ctypes.c_int64) for name in ("rows", "phases", "dac_bits", "group_rows", "groups", "columns", "line")),
        *((name, ctypes.c_void_p) for name in ("table", "bias", "half", "ceiling")),
        *((name, ctypes.c_int64) for name in ("shift", "lo", "hi")),
        *((name, ctypes.c_void_p) for name in ("weights", "thresholds", "converters")),
        *((name, ctypes.c_int64) for name in ("adc_bits", "noise", "octaves")),
        ("key", ctypes.c_uint64),
        *((name, ctypes.c_void_p) for name in ("gaussian", "blocks")),
        ("block_count", ctypes.c_int64),
        ("places", ctypes.c_void_p),
        ("variance_unit", ctypes.c_double),
        ("variance", ctypes.c_void_p),
    ]


@functools.cache
def library() -> ctypes.CDLL | None:
    """The compiled reader; None where there is no C++ compiler, or HDLGEN_SIM_NUMPY is set.

    The compiler is $CXX or g++. A compiler that refuses the source is a RuntimeError with what it said.
    """
    compiler = shutil.which(os.environ.get("CXX", "g++"))
    if compiler is None or os.environ.get("HDLGEN_SIM_NUMPY"):
        return None
    version = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=False).stdout
    key = build_cache.digest(SOURCE, " ".join(FLAGS), version, _processor())

    def make(directory: Path) -> None:
        made = subprocess.run(
            [compiler, *FLAGS, "-shared", "-o", str(directory / "reader.so"), str(SOURCE)],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise RuntimeError(
                f"{compiler} cannot build {SOURCE.name}; set HDLGEN_SIM_NUMPY=1 to go without it\n{made.stderr}"
            )

    home, _ = build_cache.entry(build_cache.default_root(), f"reader-{key}", make)
    loaded = ctypes.CDLL(str(home / "reader.so"))
    loaded.hdlgen_read.restype = None
    pointer, integer = ctypes.c_void_p, ctypes.c_int64
    loaded.hdlgen_read.argtypes = [pointer, integer, integer, integer, pointer, pointer, integer, pointer]
    return loaded


def _processor() -> str:
    """What -march=native depends on: a cache may be shared by several machines."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return "".join(sorted({line for line in lines if line.startswith(("flags", "Features", "model name"))}))
