"""`run` and `started`: programs that end when this process does, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

STOPS = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
"""Signals that ask a process to end."""

# Leads the group that a program and all that it starts are in, and reads from a pipe that nobody writes to. Whatever
# ends this process closes the pipe; then the guard kills its group, itself too. A program's own parent-death signal
# would reach it alone, and not the compilers that a make has started.
_GUARD = ["/bin/sh", "-c", "read -r _; kill -s KILL 0"]


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: str = "",
    log: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """What `command` said, and its exit code, when it has ended with all that it started.

    stdin  text that it reads
    log    a file that gets what it says, at the end of what is there, instead of the result

    What is not UTF-8 in its words is replaced. Raises OSError if there is no such program.
    """
    options: dict[str, Any] = {"cwd": cwd, "env": env, "stdin": subprocess.PIPE if stdin else subprocess.DEVNULL}
    if log:
        with log.open("ab") as file, started(command, stdout=file, stderr=subprocess.STDOUT, **options) as process:
            process.communicate(stdin.encode() or None)
            return subprocess.CompletedProcess(command, process.returncode, "", "")
    with started(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options) as process:
        out, err = (words.decode(errors="replace") for words in process.communicate(stdin.encode() or None))
        return subprocess.CompletedProcess(command, process.returncode, out, err)


@contextmanager
def started(command: Sequence[str | Path], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A process that runs `command`, as `subprocess.Popen` would with `options`.

    At the end of the block it is gone, with all that it started and that has no group of its own; so it is when this
    process is killed. A terminal's Ctrl-C does not reach it.
    """
    watched, alive = os.pipe()
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)  # inherited: a guard does not stop before its time
    try:
        quiet = subprocess.DEVNULL
        guard = subprocess.Popen(_GUARD, stdin=watched, stdout=quiet, stderr=quiet, process_group=0)
    except BaseException:
        os.close(alive)
        raise
    finally:
        os.close(watched)
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    process = None
    try:
        process = subprocess.Popen(command, process_group=guard.pid, **options)
        yield process
    finally:
        os.killpg(guard.pid, signal.SIGKILL)  # its number stays the group's until the guard is waited for
        for ended in (process, guard):
            if ended:
                ended.wait()
        for pipe in (process.stdin, process.stdout, process.stderr) if process else ():
            if pipe:
                pipe.close()
        os.close(alive)
