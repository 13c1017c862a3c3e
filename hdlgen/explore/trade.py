"""`explore`: points of a space, measured once each, by whatever executes them; what nobody beats is the front."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from hdlgen.explore import claims, ledger
from hdlgen.explore.ledger import Ledger
from hdlgen.explore.points import Problem, Record, Rivals, Task, dominates, evaluate
from hdlgen.explore.processes import Executor
from hdlgen.explore.search import Search, within
from hdlgen.explore.space import Metric, Space

FILE = "points.jsonl"
LOCKS = "claims"


def explore(
    problem: Problem,
    space: Space,
    search: Search,
    folder: Path,
    executor: Executor,
    *,
    progress: Callable[[int], object],
    told: Callable[[Record, bool], object],
) -> list[Record]:
    """The records of all points that `search` asks for, in the order in which they are known.

    folder    with the ledger; what is in it is not measured again. Runs may share it at one time: a point is measured
              by one of them, and the others read it
    progress  called with images that have just been done
    told      called with each record, and whether it was there already
    """
    with ExitStack() as stack:
        book = stack.enter_context(ledger.opened(folder / FILE, Record.parse, "hdlgen explore", shared=True))
        claimed = stack.enter_context(claims.opened(folder / LOCKS))
        run = _Run(problem, space, search, book, claimed, told)
        results = executor.run(evaluate, problem, run.tasks(), progress)
        with closing(results):
            for _, record in results:
                run.done(record)
        for task in run.elsewhere:
            run.fetch(task, executor, progress)
        return list(run.records.values())


class _Run:
    """What is known while points are measured."""

    def __init__(
        self,
        problem: Problem,
        space: Space,
        search: Search,
        book: Ledger[Record],
        claimed: claims.Claims,
        told: Callable[[Record, bool], object],
    ) -> None:
        self.problem, self.space, self.search = problem, space, search
        self.book, self.claimed, self.told = book, claimed, told
        self.records: dict[str, Record] = {}
        self.elsewhere: list[Task] = []
        self._begun: set[str] = set()

    def tasks(self) -> Iterator[Task]:
        """The points that have to be measured here."""
        while (point := self.search.ask()) is not None:
            digest = self.problem.digest_of(point)
            if digest in self._begun and digest not in self.records:
                continue  # it is being measured
            task = Task(digest, point, self._rivals())
            if self._known(digest):
                continue
            self._begun.add(digest)
            if not self.claimed.take(digest):
                self.elsewhere.append(task)
            elif not self._known(digest):  # another run may have ended in between
                yield task

    def done(self, record: Record) -> None:
        """Writes what was measured."""
        self.book.add(record)
        self.claimed.drop(record.digest)
        self._tell(record, known=False)

    def fetch(self, task: Task, executor: Executor, progress: Callable[[int], object]) -> None:
        """What another run was measuring; it is measured here if that one was stopped."""
        self.claimed.wait(task.digest)
        if not self._known(task.digest):
            for _, record in executor.run(evaluate, self.problem, [task], progress):
                self.done(record)

    def _known(self, digest: str) -> bool:
        self.book.refresh()
        found = self.book.entries.get(digest)
        if found:
            self._tell(found, known=True)
        return found is not None

    def _tell(self, record: Record, *, known: bool) -> None:
        new = record.digest not in self.records
        self.records[record.digest] = record
        self.search.tell(record)
        if new:
            self.told(record, known)

    def _rivals(self) -> Rivals:
        found = front(self.records.values(), self.space)
        return Rivals(directions(self.space), tuple(record.values for record in found))


def directions(space: Space) -> dict[Metric, bool]:
    """By objective whether more is better."""
    return {name: way == "highest" for name, way in space.objectives.items()}


def front(records: Iterable[Record], space: Space) -> list[Record]:
    """Those that nobody beats, of what was measured whole and keeps to the limits; by the first objective, best first.

    One beats another if it is better in an objective and as good in all others; of equal ones all stay.
    """
    ways = directions(space)
    whole = [r for r in records if r.state == "whole" and within(r.values, space)]
    found = [r for r in whole if not any(dominates(other.values, r.values, ways) for other in whole)]
    return sorted(found, key=lambda r: [r.values[n] * (-1 if more else 1) for n, more in ways.items()] + [r.digest])


def counted(records: Sequence[Record]) -> Mapping[str, Any]:
    """How many of each state."""
    return {state: sum(r.state == state for r in records) for state in ("whole", "given up", "refused")}
