"""`Cluster`: the workers of a dask.distributed scheduler, on this machine or on many."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from hdlgen.errors import HdlgenError, Mistake, ToolError
from hdlgen.explore.processes import Progress, Result, State, Task

if TYPE_CHECKING:
    from distributed import Client

TOPIC = "hdlgen-progress"
WAIT = "10s"
"""For the scheduler to answer."""


class Cluster:
    """An `Executor`: tasks go to the workers of a scheduler, two to each so that none waits for the next.

    A worker that dies loses no result: the scheduler gives its tasks to others, three times at most for one task
    (`distributed.scheduler.allowed-failures`). Workers need the same hdlgen, and Python, as this process.
    """

    def __init__(self, client: Client) -> None:
        self._client = client

    @property
    def workers(self) -> int:
        """Threads of all workers, as many as there are now."""
        return max(1, int(sum(self._client.nthreads().values())))

    def run(
        self, work: Callable[[State, Task, Progress], Result], state: State, tasks: Iterable[Task], progress: Progress
    ) -> Generator[tuple[Task, Result], None, None]:
        """As `Executor.run`. Closing the iterator takes back what has not begun.

        Raises HdlgenError as `work` did, ToolError if a task's workers died again and again.
        """
        from distributed import KilledWorker, as_completed

        client, waiting = self._client, iter(tasks)
        client.subscribe_topic(TOPIC, lambda event: progress(event[1]))
        shared = client.scatter(state, broadcast=True, hash=False)
        begun: dict[Any, Task] = {}

        def begin(task: Task) -> Any:
            future = client.submit(_work, work, shared, task, pure=False)
            begun[future] = task
            return future

        results = as_completed([begin(task) for task in islice(waiting, 2 * self.workers)], loop=client.loop)
        try:
            for future in results:
                try:
                    kind, value = future.result()
                except KilledWorker as error:
                    what = f"died again and again: {error}"
                    raise ToolError("a worker", what, fix="was there enough memory?") from error
                if kind == "error":
                    raise value[0].of(value[1])
                yield begun.pop(future), value
                for task in islice(waiting, 1):
                    results.add(begin(task))
        finally:
            client.cancel(list(begun))
            client.unsubscribe_topic(TOPIC)


def _work(work: Callable[[State, Task, Progress], Result], state: State, task: Task) -> tuple[str, Any]:
    from distributed import get_worker

    worker = get_worker()
    try:
        return "done", work(state, task, lambda n: worker.log_event(TOPIC, n))
    except HdlgenError as error:
        return "error", (type(error), list[Mistake](error.mistakes))


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """The cluster of the scheduler at `address`, as in tcp://host:8786.

    Raises ToolError if dask.distributed is not installed, HdlgenError if nobody answers.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise ToolError("--scheduler", "needs dask.distributed", fix="pip install 'hdlgen[cluster]'") from error
    try:
        client = Client(address, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        what = f"{address} does not answer: {error}"
        raise HdlgenError("--scheduler", what, fix="start one with `dask scheduler`, and give its address") from error
    with client:
        yield Cluster(client)
