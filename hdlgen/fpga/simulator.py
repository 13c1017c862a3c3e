"""A board in Verilator, with a pseudo-terminal in place of its serial port."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from hdlgen_sim import build_cache, child, scratch

from hdlgen.cosim import simulators, verilated
from hdlgen.errors import ToolError

MAIN = "serial_main.cpp"
START_SECONDS = 60
_FLAGS = ["-O3", "--x-assign", "fast", "--x-initial", "fast", "-Wno-fatal", "-Wno-lint", "-Wno-style", "--no-assert"]


@contextmanager
def serving(sources: Sequence[Path], top: str, bit_cycles: int, folder: Path) -> Iterator[str]:
    """Name of the terminal at which the board can be spoken to, until the end of the block.

    sources     Verilog; what its memories hold is named as seen from `folder`
    top         module with the ports of `BoardTop`; its clock is the design's own
    bit_cycles  cycles of a bit on the serial line

    Builds are kept. Raises ToolError if there is no Verilator, or it refuses the design.
    """
    simulator = simulators.find("verilator")
    main = resources.files("hdlgen.fpga") / MAIN
    with resources.as_file(main) as program, scratch.folder() as temporary:
        files = [Path(file).absolute() for file in [program, *sources]]
        root = build_cache.default_root()
        key = build_cache.digest("board", simulator.version, top, *_FLAGS, *files)

        def make(home: Path) -> None:
            _build(simulator, files, top, home)

        home, _ = build_cache.entry(root if build_cache.usable(root) else temporary, f"board-{key}", make)
        with child.started([home / "sim", str(bit_cycles)], cwd=folder, stdout=subprocess.PIPE) as process:
            assert process.stdout, "a pipe"
            name = process.stdout.readline().decode().strip()
            if not name:
                raise ToolError("the simulated board", "has no pseudo-terminal", fix="mount /dev/pts")
            yield name


def _build(simulator: simulators.Simulator, files: Sequence[Path], top: str, home: Path) -> None:
    with scratch.folder() as objects:
        (objects / "root").symlink_to(simulator.environment["VERILATOR_ROOT"])
        for n, file in enumerate(files):  # makefiles know no blanks in names
            (objects / f"source_{n}{file.suffix}").symlink_to(file)
        names = [f"source_{n}{file.suffix}" for n, file in enumerate(files)]
        environment = {**simulator.environment, "VERILATOR_ROOT": "root", "TMPDIR": str(objects)}
        commands = (
            ["root/bin/verilator_bin", "--cc", "--exe", "--prefix", "Vtop", "--top-module", top, "--Mdir", ".",
             "-o", "sim", "--no-MMD", "--no-timing", *_FLAGS, *names],
            ["make", f"-j{verilated.JOBS}", "-f", "Vtop.mk", "CURDIR=.", "OPT_FAST=-O2", "OPT_GLOBAL=-O2"],
        )  # fmt: skip
        for command in commands:
            done = child.run(command, cwd=objects, env=environment)
            if done.returncode:
                said = "\n".join((done.stderr or done.stdout).splitlines()[-20:])
                raise ToolError(f"verilator {simulator.version}", f"could not build the board:\n{said}")
        (home / "sim").write_bytes((objects / "sim").read_bytes())
        (home / "sim").chmod(0o755)
