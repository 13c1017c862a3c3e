"""Which points of a space are measured, one after the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from hdlgen.errors import ToolError
from hdlgen.explore.points import Record
from hdlgen.explore.space import Point, Space

if TYPE_CHECKING:
    import optuna

SEARCHES = ("grid", "random", "tpe", "nsga2")


class Search(Protocol):
    """Asks for points, and is told what came of them."""

    def ask(self) -> Point | None:
        """The next one; None if there is none any more."""

    def tell(self, record: Record) -> None:
        """What came of a point that was asked for."""


def search_of(name: str, space: Space, count: int, seed: int) -> Search:
    """The search of SEARCHES of that name, of `count` points at most."""
    if name == "grid":
        return _Listed(space.at(n) for n in range(min(count, space.size)))
    if name == "random":
        return _Listed(space.drawn(count, seed))
    return _Optuna(name, space, count, seed)


class _Listed:
    """Points that are known beforehand."""

    def __init__(self, points: Iterator[Point]) -> None:
        self._points = points

    def ask(self) -> Point | None:
        return next(self._points, None)

    def tell(self, record: Record) -> None:
        pass


class _Optuna:
    """TPE (Bergstra et al. 2011; Ozaki et al. 2022 for several objectives) or NSGA-II (Deb et al. 2002), by Optuna.

    A point that is asked for again is not measured again, but counts.
    """

    def __init__(self, name: str, space: Space, count: int, seed: int) -> None:
        try:
            import optuna
        except ModuleNotFoundError as error:
            raise ToolError("--search", f"{name} needs Optuna", fix="pip install 'hdlgen[explore]'") from error
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        made = {"tpe": optuna.samplers.TPESampler, "nsga2": optuna.samplers.NSGAIISampler}
        direction = optuna.study.StudyDirection
        ways = [direction.MAXIMIZE if way == "highest" else direction.MINIMIZE for way in space.objectives.values()]
        self._study = optuna.create_study(directions=ways, sampler=made[name](seed=seed))
        self._space, self._left = space, count
        self._asked: dict[str, list[optuna.trial.Trial]] = {}

    def ask(self) -> Point | None:
        if not self._left:
            return None
        self._left -= 1
        trial = self._study.ask()
        point = {key: values[_chosen(trial, key, values)] for key, values in self._space.values.items()}
        self._asked.setdefault(_key(point), []).append(trial)
        return point

    def tell(self, record: Record) -> None:
        import optuna

        for trial in self._asked.pop(_key(record.point), ()):
            if record.state == "refused" or not within(record.values, self._space):
                self._study.tell(trial, state=optuna.trial.TrialState.FAIL)
            else:
                self._study.tell(trial, [record.values[name] for name in self._space.objectives])


def _chosen(trial: optuna.trial.Trial, key: str, values: tuple[Any, ...]) -> int:
    """Which of the values: numbers in order are a scale, others are not."""
    numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    if len(numbers) == len(values) and numbers == sorted(numbers):
        return int(trial.suggest_int(key, 0, len(values) - 1))
    return int(trial.suggest_categorical(key, list(range(len(values)))))


def _key(point: Point) -> str:
    return json.dumps(point, sort_keys=True)


def within(values: Mapping[Any, float], space: Space) -> bool:
    """Whether a point keeps to all limits."""
    return all(limit.holds(values[name]) for name, limit in space.limits.items())
