"""Verilator's run-time library, compiled once for all designs: it is most of a small design's build."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from hdlgen_sim import build_cache

_SWITCH = re.compile(r"^VM_\w+ = .*$", re.MULTILINE)
_LIBRARY = re.compile(r"^VM_GLOBAL_(?:FAST|SLOW) \+= ((?:\\\n +\w+ )*)", re.MULTILINE)


def lend(objects: Path, make: Callable[[Sequence[str]], None], root: Path, identity: Sequence[str]) -> None:
    """Puts the library's object files into `objects`, where Verilator has just written its C++; make then skips them.

    make      compiles the named object files in `objects`
    root      of the cache
    identity  of Verilator, the compiler and the options
    """
    listed = (objects / "Vtop_classes.mk").read_text()
    names = [f"{name}.o" for found in _LIBRARY.findall(listed) for name in found.split() if name != "\\"]
    assert names, "Verilator lists no run-time library"

    def compile_into(home: Path) -> None:
        make(names)
        for name in names:
            shutil.copyfile(objects / name, home / name)

    key = build_cache.digest(*identity, *_SWITCH.findall(listed), *names)
    home, there = build_cache.entry(root, f"verilated-{key}", compile_into)
    if there:
        for name in names:
            shutil.copyfile(home / name, objects / name)  # newer than what it is made of
