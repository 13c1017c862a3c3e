"""The compiled reader: C++ built on first use, kept by digest; without a compiler NumPy does the same, more slowly."""

from __future__ import annotations

import ctypes
import functools
import os
import platform
import shlex
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path

from hdlgen_sim import build_cache, child, scratch

SOURCE = Path(__file__).parent / "reader.cpp"
HEADERS = tuple(SOURCE.with_name(name) for name in ("reader.h", "packed.h"))
"""What a program in C++ includes that calls the compiled reader."""
# No contraction to fused multiply-adds: floating results are those of NumPy. Nobody looks at errno or at traps.
FLAGS = ("-std=c++17", "-O3", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math", "-fPIC")
LIBRARY = "reader.so"


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
    """The compiled reader; None where NumPy must do, with a warning if there is a compiler that should have built it.

    Where nothing can be kept, or what is kept may be somebody else's, it is built for this process, with a warning.
    """
    found, said = find()
    if said:
        warnings.warn(said, RuntimeWarning, stacklevel=2)
    return found


@functools.cache
def find() -> tuple[ctypes.CDLL | None, str]:
    """The compiled reader or None, and what should be said of it; empty if all is as it should be.

    The compiler is $CXX or g++, and builds for this processor unless $CXX names another (`g++ -march=x86-64-v3`). None
    where there is none, where it builds nothing that can be loaded, and where HDLGEN_SIM_NUMPY is set to something but
    0. A damaged entry of the cache is built again.
    """
    try:
        compiler = shlex.split(os.environ.get("CXX", "")) or ["g++"]
    except ValueError as error:
        return None, f"$CXX is no command: {error}\nNumPy reads the arrays, more slowly; mend $CXX, or unset it"
    if shutil.which(compiler[0]) is None or os.environ.get("HDLGEN_SIM_NUMPY", "0") not in ("", "0"):
        return None, ""
    try:
        version = child.run([*compiler, "--version"]).stdout
        said = (" ".join(_flags(compiler)), " ".join(compiler), version, processor())
        key = f"reader-{build_cache.digest(SOURCE, *HEADERS, *said)}"
        build = functools.partial(_build, compiler)
        try:
            return _kept(key, build), ""
        except (OSError, RuntimeError) as error:  # no room, no permission, not ours: that costs time and nothing else
            why = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else str(error)
            with scratch.folder() as directory:
                build(directory)
                return _loaded(directory), f"{why}\n{SOURCE.name} is built for this process alone"
    except (RuntimeError, OSError) as error:
        what = str(error)
        if isinstance(error, OSError) and error.filename:
            what = f"{error.filename} cannot be run: {error.strerror}"
        return None, f"{what}\nNumPy reads the arrays, more slowly; mend the compiler, or set HDLGEN_SIM_NUMPY=1"


def file(folder: Path) -> Path | None:
    """The library of the compiled reader, for other processes; None where NumPy must do.

    Built anew in `folder` where none could be kept.
    """
    found, _ = find()
    if found is None:
        return None
    path = Path(found._name)
    if not path.is_file():
        _build(shlex.split(os.environ.get("CXX", "")) or ["g++"], folder)
        path = folder / LIBRARY
    return path


def _kept(key: str, build: Callable[[Path], None]) -> ctypes.CDLL:
    return _loaded(build_cache.entry(build_cache.default_root(), key, build)[0])


def _flags(compiler: list[str]) -> tuple[str, ...]:
    """For this processor, unless `compiler` names another."""
    named = any(option.startswith(("-march", "-mcpu")) for option in compiler)
    return FLAGS if named else (*FLAGS, "-march=native")


def _build(compiler: list[str], directory: Path) -> None:
    target = directory / LIBRARY
    command = [*compiler, *_flags(compiler), "-shared", "-o", str(target), str(SOURCE)]
    made = child.run(command, env={**os.environ, "TMPDIR": str(directory)})  # one that is killed leaves files there
    if made.returncode or not target.is_file():
        raise RuntimeError(
            f"{' '.join(compiler)} cannot build {SOURCE.name} in {directory} (exit code {made.returncode})"
            f"{': ' if made.stderr.strip() else ''}{made.stderr.strip()}"
        )


def _loaded(home: Path) -> ctypes.CDLL:
    loaded = ctypes.CDLL(str(home / LIBRARY))
    pointer, integer = ctypes.c_void_p, ctypes.c_int64
    loaded.hdlgen_read.restype = None
    loaded.hdlgen_read.argtypes = [pointer, integer, integer, integer, pointer, pointer, integer, pointer]
    return loaded


def vector_bytes(library: ctypes.CDLL) -> int:
    """Bytes of a vector of `library`: table lines are padded to it and begin at a multiple of it."""
    return ctypes.c_int64.in_dll(library, "hdlgen_vector_bytes").value


def processor() -> str:
    """What -march=native depends on: a cache may be shared by several machines."""
    try:
        lines = Path("/proc/cpuinfo").read_text(errors="replace").splitlines()
    except OSError:
        return platform.processor()
    # of x86, Arm, RISC-V; Arm's compilers go by the part's number
    return "".join(sorted({x for x in lines if x.startswith(("flags", "model name", "Features", "CPU part", "isa"))}))
