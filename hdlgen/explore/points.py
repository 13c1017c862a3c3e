"""A point of a space: the machine that it is, what is measured of it, and the line that says so."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, Literal

import numpy as np
from hdlgen_sim import quantity
from hdlgen_sim.periphery import Periphery, load_periphery

from hdlgen.errors import HdlgenError
from hdlgen.estimate.cost import cost
from hdlgen.estimate.parts import load_parts
from hdlgen.estimate.usage import Usage
from hdlgen.explore.space import METRICS, Measure, Metric, Point, named
from hdlgen.explore.study import Small, build, code, digest_of
from hdlgen.mapping.design import Design, load_design
from hdlgen.mapping.pace import pace_of
from hdlgen.reference import Chip, calibrate, device_of, tiled
from hdlgen.reference.classify import Scores, score

CHIP = "chip."
"""How keys of an axis begin that say what chips are made of, and nothing of the network file."""
CHIP_KEYS = ("card", "time", "periphery", "trim")
HOPE = 2.6
"""Standard deviations by which a score of few images may be better than it looks: 1 of 200 is better still."""
DESIGNS = 4
"""Machines that a process keeps, since points that differ in their chips share one."""

State = Literal["whole", "given up", "refused"]
Beats = Callable[[Mapping[Metric, float]], bool]


@dataclass(frozen=True, eq=False)
class Problem:
    """What all points share.

    net       a network file, or the name of a bundled network
    images    int[image, row, column, channel], the first of which are measured
    labels    int[image], or masks
    training  images by which ranges of converters are chosen, and chips trimmed
    """

    net: str
    images: Small
    labels: Small
    training: Small
    measure: Measure

    @cached_property
    def digest(self) -> str:
        """Of everything that decides what is measured of a point, but the point."""
        files = load_design(self.net).file.files
        said = [
            [hashlib.sha256(path.read_bytes()).hexdigest() for path in files],
            [digest_of(part) for part in (self.images, self.labels, self.training)],
            self.measure.model_dump(exclude={"screen"}),
            code(),
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def digest_of(self, point: Point) -> str:
        """Of a point."""
        return hashlib.sha256(f"{self.digest} {named(point)}".encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Record:
    """A line of the ledger.

    state   whole: all was measured; given up: it was beaten after `images`, whatever the others are; refused: there is
            no such machine, and `why`
    values  by metric, as far as they are known
    """

    digest: str
    point: Point
    state: State
    images: int
    chips: int
    values: Mapping[Metric, float]
    why: str = ""

    @property
    def key(self) -> str:
        """What was measured."""
        return self.digest

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"digest": self.digest, **asdict(self)}

    @classmethod
    def parse(cls, data: Any) -> Record:
        """What JSON says. Raises ValueError or TypeError if it is no record."""
        found = cls(**data)
        if not (isinstance(found.digest, str) and isinstance(found.point, dict) and isinstance(found.values, dict)):
            raise ValueError("a field of another type")
        if found.state not in ("whole", "given up", "refused") or set(found.values) - set(METRICS):
            raise ValueError("a state or a metric that is none")
        if not all(isinstance(v, int | float) and math.isfinite(v) for v in found.values.values()):
            raise ValueError("a value that is none")
        return found


@dataclass(frozen=True)
class Rivals:
    """Records on the front when a point was begun.

    objectives  by metric whether more is better
    """

    objectives: Mapping[Metric, bool]
    values: tuple[Mapping[Metric, float], ...]

    def beat(self, values: Mapping[Metric, float]) -> bool:
        """Whether one of them is better in one objective and as good in all others."""
        return any(dominates(rival, values, self.objectives) for rival in self.values)


def dominates(one: Mapping[Metric, float], other: Mapping[Metric, float], objectives: Mapping[Metric, bool]) -> bool:
    """Whether `one` is better in one objective, and as good in all others. objectives: whether more is better."""
    signed = [(1 if more else -1) * (one[name] - other[name]) for name, more in objectives.items()]
    return min(signed) >= 0 and max(signed) > 0


@dataclass(frozen=True)
class Task:
    """A point to be measured."""

    digest: str
    point: Point
    rivals: Rivals


def evaluate(problem: Problem, task: Task, progress: Callable[[int], object]) -> Record:
    """Measures a point; calls `progress` with the images that have just been done."""
    try:
        return _measured(problem, task, progress)
    except HdlgenError as error:
        why = "; ".join(f"{m.where}: {m.what}" for m in error.mistakes)
        return Record(task.digest, task.point, "refused", 0, 0, {}, why)


def _measured(problem: Problem, task: Task, progress: Callable[[int], object]) -> Record:
    measure = problem.measure
    design, costs = _machine(problem, _changes(task.point))
    chips = _chips(problem, design, task.point)
    count = min(measure.images, len(problem.images))
    found: list[Scores] = []
    first = next(chips)
    screened = min(measure.screen, count)
    scores = _scores(problem, design, first, 0, screened, progress)
    hoped = min(1.0, _mean(scores) + HOPE * float(np.std(scores)) / math.sqrt(screened))
    if task.rivals.beat({**costs, "score": hoped, "worst": hoped}):
        seen = _mean(scores)
        return Record(task.digest, task.point, "given up", screened, 1, {**costs, "score": seen, "worst": seen})
    found.append(np.concatenate([scores, _scores(problem, design, first, screened, count, progress)]))
    found += [_scores(problem, design, chip, 0, count, progress) for chip in chips]
    means = [_mean(each) for each in found]
    values = {**costs, "score": math.fsum(means) / len(means), "worst": min(means)}
    return Record(task.digest, task.point, "whole", count, len(means), values)


def _scores(
    problem: Problem, design: Design, chip: Chip, first: int, stop: int, progress: Callable[[int], object]
) -> Scores:
    if first == stop:
        return np.zeros(0)
    images = problem.images[first:stop].astype(np.int64)
    outputs = tiled.run(chip, images, numbers=np.arange(first, stop), keep=False, progress=progress)
    return score(design.graph, outputs, problem.labels[first:stop])


def _mean(scores: Scores) -> float:
    return math.fsum(scores) / len(scores)


def _changes(point: Point) -> str:
    """Canonical JSON of what a point changes in the network file."""
    return named({key: value for key, value in point.items() if key != "chip" and not key.startswith(CHIP)})


@lru_cache(maxsize=DESIGNS)
def _machine(problem: Problem, changes: str) -> tuple[Design, dict[Metric, float]]:
    """The design with these changes and with ranges for its converters, and what it costs."""
    changed = json.loads(changes)
    design = load_design(problem.net, ranges={}, changes=changed)
    training = problem.training[: problem.measure.calibrate].astype(np.int64)
    ranges = calibrate(design.graph, design.plan, training).ranges
    design = load_design(problem.net, ranges=ranges, changes=changed)
    plan, interval = design.plan, pace_of(design.plan).interval
    usage = replace(Usage.of(plan), cycles=interval)
    price = cost(usage, plan.hardware, load_parts(), problem.measure.clock_mhz * 1e6)
    costs: dict[Metric, float] = {
        "energy": price.energy_j,
        "area": price.area_mm2,
        "interval": interval,
        "tiles": plan.arrays,
        "converters": plan.converters,
    }
    return design, costs


def _chips(problem: Problem, design: Design, point: Point) -> Any:
    """The chips of a point, one after the other; one where nothing varies."""
    said = dict(point.get("chip") or {}) | {k.removeprefix(CHIP): v for k, v in point.items() if k.startswith(CHIP)}
    for key in said:
        if key not in CHIP_KEYS:
            raise HdlgenError(f"chip.{key}", "is no key of a chip", fix=f"use one of: {', '.join(CHIP_KEYS)}")
    try:
        time_s = None if said.get("time") is None else quantity.parse(str(said["time"]), "s")
        device = device_of(design.file.device, card=said.get("card"), time_s=time_s)
        source = said.get("periphery") or design.file.periphery
        around = Periphery() if source is None else load_periphery(source)
    except ValueError as error:
        raise HdlgenError("chip", str(error)) from None
    trim = said.get("trim") or 0
    training = problem.training[:trim].astype(np.int64) if trim else None
    seeds = problem.measure.chips if not (device.ideal and around.ideal) else 1
    return (build(design.graph, design.plan, device, around, seed, training) for seed in range(seeds))
