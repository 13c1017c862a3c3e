"""The compiled reader: C++ built on first use, kept by digest; without a compiler NumPy does the same, more slowly."""

from __future__ import annotations

import ctypes
import functools
import os
import platform
import shlex
import shutil
from pathlib import Path

from hdlgen_sim import build_cache, child, scratch

SOURCE = Path(__file__).parent / "reader.cpp"
# No contraction to fused multiply-adds: floating results are those of NumPy. Nobody looks at errno or at traps.
FLAGS = ("-std=c++17", "-O3", "-march=native", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math", "-fPIC")
LIBRARY, DIGEST = "reader.so", "reader.sha256"


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
    """The compiled reader; None where there is no C++ compiler, or HDLGEN_SIM_NUMPY is set to something but 0.

    The compiler is $CXX or g++. One that refuses the source is a RuntimeError with what it said. A damaged entry of the
    cache is built again; where nothing can be kept, the library is built for this process alone.
    """
    compiler = shlex.split(os.environ.get("CXX", "")) or ["g++"]
    if shutil.which(compiler[0]) is None or os.environ.get("HDLGEN_SIM_NUMPY", "0") not in ("", "0"):
        return None
    version = child.run([*compiler, "--version"]).stdout
    root = build_cache.default_root()
    key = f"reader-{build_cache.digest(SOURCE, ' '.join(FLAGS), ' '.join(compiler), version, _processor())}"
    build = functools.partial(_build, compiler)
    try:
        home, _ = build_cache.entry(root, key, build)
        if not _whole(home):
            shutil.rmtree(home)
            home, _ = build_cache.entry(root, key, build)
        return _loaded(home)
    except OSError:
        with scratch.folder() as home_of_now:
            build(home_of_now)
            return _loaded(home_of_now)


def _build(compiler: list[str], directory: Path) -> None:
    target = directory / LIBRARY
    command = [*compiler, *FLAGS, "-shared", "-o", str(target), str(SOURCE)]
    made = child.run(command, env={**os.environ, "TMPDIR": str(directory)})  # one that is killed leaves files there
    if made.returncode or not target.is_file():
        raise RuntimeError(
            f"{' '.join(compiler)} cannot build {SOURCE.name}; set HDLGEN_SIM_NUMPY=1 to go without it\n{made.stderr}"
        )
    (directory / DIGEST).write_text(build_cache.digest(target))


def _whole(home: Path) -> bool:
    """Whether the library is as it was built: loading a damaged one would end the process."""
    try:
        return build_cache.digest(home / LIBRARY) == (home / DIGEST).read_text()
    except OSError:
        return False


def _loaded(home: Path) -> ctypes.CDLL:
    loaded = ctypes.CDLL(str(home / LIBRARY))
    pointer, integer = ctypes.c_void_p, ctypes.c_int64
    loaded.hdlgen_read.restype = None
    loaded.hdlgen_read.argtypes = [pointer, integer, integer, integer, pointer, pointer, integer, pointer]
    return loaded


def _processor() -> str:
    """What -march=native depends on: a cache may be shared by several machines."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return "".join(sorted({line for line in lines if line.startswith(("flags", "Features", "model name"))}))
