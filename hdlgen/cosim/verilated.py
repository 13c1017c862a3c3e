"""`build`: a design that Verilator makes into a program, with the C++ that drives it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from hdlgen_sim import build_cache, native, scratch

from hdlgen.cosim import runtime

JOBS = 2
ONE_FILE_BYTES = 1_500_000
"""C++ of a design up to which Verilator's headers take longer than it: then it is compiled as one file."""
FUNCTION_NODES = 1000
"""Size of a C++ function, as Verilator counts: compilers take minutes for one with the registers of 400 tiles."""
VERILOG = "mend the Verilog, or waive the warning in the .vlt file"
"""What there is to do when a design is refused."""

Call: TypeAlias = Callable[[Sequence[str], Path, Mapping[str, str], str], None]
"""Runs a command in a folder, with these variables besides; the last says what to do where it fails."""


@dataclass(frozen=True)
class Design:
    """What is simulated.

    files  Verilog, in order
    flags  macros and folders of what is included
    waves  whether they may be recorded
    """

    files: tuple[Path, ...]
    top: str
    timescale: str
    flags: tuple[str, ...]
    waves: bool


@dataclass(frozen=True)
class Main:
    """The C++ that drives a design.

    source   the file with `main`
    headers  files of one folder that it includes
    options  of Verilator
    linked   options of the linker, as its driver reads them from a file
    folder   with the libraries that it names; None for none of its own
    optimize  options of the compiler, for the design
    """

    source: Path
    headers: tuple[Path, ...] = ()
    options: tuple[str, ...] = ()
    linked: str = ""
    folder: Path | None = None
    optimize: str = "-O2"

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two programs of the same files differ; code for this processor is for its like alone."""
        return (*self.options, self.linked, self.optimize, native.processor())


def cocotb_main() -> Main:
    """That of cocotb."""
    import cocotb_tools.config as cocotb

    # Not relative to the program: the cache may be moved, the libraries stay.
    linked = f"-Xlinker -rpath -Xlinker {_quoted(cocotb.libs_dir)} -Llibraries -lcocotbvpi_verilator"
    return Main(cocotb.share_dir / "lib" / "verilator" / "verilator.cpp", linked=linked, folder=cocotb.libs_dir)


def build(
    home: Path, design: Design, main: Main, waivers: Path | None, root: Path, identity: Sequence[str], call: Call
) -> None:
    """Makes `home`/sim.

    waivers   Verilator's .vlt; None: all signals are public
    root      of Verilator
    identity  of Verilator, the compiler and the options
    """
    with scratch.folder() as objects:  # the objects are 10 times the program: not kept
        # Makefiles know no blanks in names, and shells no quotes: all that Verilator's may name lies in this folder.
        links = {"root": root, "bench.cpp": main.source, "libraries": main.folder}
        links |= {header.name: header for header in main.headers}
        for name, target in links.items():
            if target:
                (objects / name).symlink_to(target)
        (objects / "link.args").write_text(main.linked + "\n")  # read by the compiler's driver
        # A compiler that is killed leaves its temporary files.
        own = {"VERILATOR_ROOT": "root", "TMPDIR": str(objects)}
        # What the wrapper `verilator` does, which is lost where its own path has a blank.
        command = ["/bin/sh", "-c", 'ulimit -s unlimited 2>/dev/null; exec "$0" "$@"', "root/bin/verilator_bin"]
        command += ["--cc", "--exe", "--vpi", "--prefix", "Vtop", "--top-module", design.top, "--no-MMD"]
        command += ["--Mdir", ".", "-o", "sim", "--timescale", design.timescale, *design.flags, *main.options]
        command += ["--output-split-cfuncs", str(FUNCTION_NODES), "-LDFLAGS", "@link.args"]
        command += ["--trace-vcd"] if design.waves else []
        command += [str(waivers.absolute())] if waivers else ["--public-flat-rw"]
        call([*command, "bench.cpp", *map(str, design.files)], objects, own, VERILOG)
        make = ["make", f"-j{JOBS}", "-f", "Vtop.mk", "CURDIR=.", f"OPT_FAST={main.optimize}", "OPT_GLOBAL=-O2"]

        def compile_(what: Sequence[str]) -> None:
            call([*make, *what], objects, own, "`hdlgen doctor` tries the compiler")

        shared = build_cache.default_root()
        runtime.lend(objects, compile_, shared if build_cache.usable(shared) else home.parent, identity)
        small = sum(path.stat().st_size for path in objects.glob("Vtop*.cpp")) < ONE_FILE_BYTES
        compile_(["VM_PARALLEL_BUILDS=0"] if small else [])
        shutil.move(objects / "sim", home / "sim")


def _quoted(path: Path) -> str:
    """`path` as a file of arguments has it."""
    return '"' + str(path).replace("\\", r"\\").replace('"', r"\"") + '"'
