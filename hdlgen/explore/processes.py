"""`run`: tasks on several processes that stop at once when nobody wants their results any more."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Protocol, TypeVar

from hdlgen_sim import child

from hdlgen.errors import HdlgenError, ToolError

State = TypeVar("State")
Task = TypeVar("Task")
Result = TypeVar("Result")
Progress = Callable[[int], object]

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Variables that give the linear algebra of a process one thread: processes share the cores already."""


class Executor(Protocol):
    """Who works: processes of this machine, or those of a cluster."""

    @property
    def workers(self) -> int:
        """Tasks at a time."""

    def run(
        self, work: Callable[[State, Task, Progress], Result], state: State, tasks: Iterable[Task], progress: Progress
    ) -> Generator[tuple[Task, Result], None, None]:
        """Each task with `work(state, task, progress)`, as they are done. A task is taken when a worker is free.

        work      a function that other processes can import; it may raise HdlgenError
        state     what all tasks share; each worker gets it once
        progress  called in this process with what `work` called its own with
        """


@dataclass(frozen=True)
class Processes:
    """So many processes of this machine; this process alone if it is 1."""

    workers: int

    def run(
        self, work: Callable[[State, Task, Progress], Result], state: State, tasks: Iterable[Task], progress: Progress
    ) -> Generator[tuple[Task, Result], None, None]:
        """As `run`."""
        return run(work, state, tasks, self.workers, progress)


ALONE = Processes(1)


def run(
    work: Callable[[State, Task, Progress], Result],
    state: State,
    tasks: Iterable[Task],
    jobs: int,
    progress: Progress,
) -> Generator[tuple[Task, Result], None, None]:
    """As `Executor.run`, in order in this process if `jobs` is 1, or if there is one task.

    jobs  processes at most

    Closing the iterator kills the processes. Raises HdlgenError as `work` did, ToolError if a process was killed from
    outside, RuntimeError if one failed, which then said why on stderr.
    """
    waiting = iter(tasks)
    first = list(islice(waiting, jobs))
    if len(first) < 2:
        for task in chain(first, waiting):
            yield task, work(state, task, progress)
        return
    workers = _start(len(first))
    try:
        running: dict[Connection, Task] = {}
        for (connection, process), task in zip(workers.items(), first, strict=True):
            with _said(process):
                connection.send((work, state))
                connection.send(task)
            running[connection] = task
        while running:
            for connection in [c for c in wait(list(running)) if isinstance(c, Connection)]:
                with _said(workers[connection]):
                    kind, value = connection.recv()
                if kind == "progress":
                    progress(value)
                elif kind == "error":
                    error, mistakes = value
                    raise error.of(mistakes)
                else:
                    yield running.pop(connection), value
                    for task in islice(waiting, 1):
                        with _said(workers[connection]):
                            connection.send(task)
                        running[connection] = task
    finally:
        for process in workers.values():
            process.kill()
        for connection, process in workers.items():
            process.join()
            connection.close()


def _start(count: int) -> dict[Connection, SpawnProcess]:
    """New processes that wait for work, by the connection to each. What stops their parent is for it to see."""
    context = multiprocessing.get_context("spawn")
    missing = [name for name in THREADS if name not in os.environ]
    workers = {}
    resource_tracker.ensure_running()  # what starts it takes the signal's block away
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, child.STOPS)  # inherited
    os.environ.update(dict.fromkeys(missing, "1"))
    try:
        for _ in range(count):
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(there,), daemon=True)
            process.start()
            there.close()
            workers[here] = process
    finally:
        for name in missing:
            del os.environ[name]
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    return workers


def _serve(connection: Connection) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, BrokenPipeError):  # the parent is gone
        work, state = connection.recv()
        while True:
            task = connection.recv()
            try:
                answer = "done", work(state, task, lambda n: connection.send(("progress", n)))
            except HdlgenError as error:
                answer = "error", (type(error), error.mistakes)
            connection.send(answer)


def _end_with_parent() -> None:
    """Ends this process when its parent is gone: work may take minutes before it would notice."""
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)


@contextmanager
def _said(process: SpawnProcess) -> Iterator[None]:
    """Says what happened to a process that does not answer."""
    try:
        yield
    except (EOFError, BrokenPipeError, ConnectionResetError):
        process.join()
        if process.exitcode is not None and process.exitcode < 0:
            what = f"was killed by signal {-process.exitcode}"
            raise ToolError("a process", what, fix="was there enough memory? use fewer --jobs") from None
        raise RuntimeError("a process failed; what it said stands above") from None
