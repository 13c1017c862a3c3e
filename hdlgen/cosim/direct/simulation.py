"""`Simulation`: the program of a direct cosimulation, which does what it is told line by line."""

from __future__ import annotations

import os
import select
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hdlgen_sim import child

from hdlgen.cosim.simulators import Build, tail
from hdlgen.errors import ToolError

AT_ONCE = 1000
"""Commands that are sent before their answers are read: these fit a pipe."""
LOOK_S = 0.2
"""How often a waiting thread looks whether it should stop."""


class StoppedError(Exception):
    """Another part has found what ends the run, or the user has had enough."""


class Simulation:
    """A running program, see bench.cpp.

    log   what it says besides its answers
    left  called as each image leaves
    stop  set by whoever wants its end; `ask` raises StoppedError then
    """

    def __init__(
        self, process: subprocess.Popen[bytes], log: Path, end: float, left: Callable[[], None], stop: threading.Event
    ) -> None:
        assert process.stdin
        assert process.stdout
        self._process, self._log, self._end, self._left, self._stop = process, log, end, left, stop
        self._in, self._out = process.stdin, process.stdout.fileno()
        self._lines: list[bytes] = []
        self._rest = b""
        self.found = ""

    def ask(self, *command: object) -> str:
        """The answer to one command. Raises ToolError if the program ends, or takes too long."""
        (answer,) = self.ask_all([command])
        return answer

    def ask_all(self, commands: Iterable[Sequence[object]]) -> list[str]:
        """The answers to several commands."""
        lines = [" ".join(map(str, command)) + "\n" for command in commands]
        answers = []
        for first in range(0, len(lines), AT_ONCE):
            some = lines[first : first + AT_ONCE]
            try:
                self._in.write("".join(some).encode())
                self._in.flush()
            except BrokenPipeError:
                raise self._died() from None
            answers += [self._answer() for _ in some]
        return answers

    def _answer(self) -> str:
        while (line := self._line()).startswith(b"image "):
            self._left()
        self.found, _, answer = line.decode().partition(" ")
        return answer

    def _line(self) -> bytes:
        while not self._lines:
            if self._stop.is_set():
                raise StoppedError
            if time.monotonic() > self._end:
                raise self._failed("did not end in time", "give it more time, or look for a handshake that never comes")
            if not select.select([self._out], [], [], LOOK_S)[0]:
                continue
            got = os.read(self._out, 1 << 16)
            if not got:
                raise self._died()
            *self._lines, self._rest = (self._rest + got).split(b"\n")
        return self._lines.pop(0)

    def _died(self) -> ToolError:
        return self._failed(f"exit code {self._process.wait()}")

    def _failed(self, what: str, fix: str = "") -> ToolError:
        fix = f"{fix}; see {self._log}" if fix else f"see {self._log}"
        return ToolError("simulation of tb with verilator", f"{what}\n{tail(self._log)}".rstrip(), fix=fix)


@contextmanager
def started(
    build: Build,
    library: Path,
    work: Path,
    log: Path,
    seed: int,
    end: float,
    left: Callable[[], None],
    stop: threading.Event,
) -> Iterator[Simulation]:
    """A simulation in the folder `work`, with the compiled reader in `library`; ended at the end of the block.

    seed  decides what registers and memories hold before anything sets them
    end   by `time.monotonic`, when it must be through
    """
    power_up = ["+verilator+rand+reset+2", f"+verilator+seed+{seed}"]
    command = [str(build.program), str(library), *power_up]
    pipe = subprocess.PIPE
    with (
        log.open("w") as said,
        child.started(
            command, cwd=work, env=build.simulator.environment, stdin=pipe, stdout=pipe, stderr=said
        ) as process,
    ):
        yield Simulation(process, log, end, left, stop)
