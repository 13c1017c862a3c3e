"""`Space`: the machines that are explored, one YAML file."""

from __future__ import annotations

import itertools
import json
import math
import operator
from collections.abc import Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Discriminator, Field, Tag, ValidationError, model_validator

from hdlgen.errors import Mistake, SpecError
from hdlgen.spec import document
from hdlgen.spec.document import Document, Key
from hdlgen.spec.parts import surplus, words
from hdlgen.spec.types import Part, Version, refusal

MOST_VALUES = 1000
"""Of an axis that is a range."""
Metric = Literal["score", "worst", "energy", "area", "interval", "tiles", "converters"]
"""What is known of a point.

    score                accuracy, or Dice of masks, 0..1: of ideal cells, or the mean of the chips
    worst                of the worst chip
    energy, area         of an image, joule; mm² (`hdlgen.estimate`)
    interval             cycles between images
    tiles, converters    occupied
"""
METRICS: tuple[Metric, ...] = ("score", "worst", "energy", "area", "interval", "tiles", "converters")
Point = Mapping[str, Any]
"""The value of each axis."""


class Range(Part):
    """Numbers from `from` to `to`, both included, `step` apart."""

    first: Annotated[float, Field(alias="from")]
    to: float
    step: Annotated[float, Field(gt=0)] = 1

    @model_validator(mode="after")
    def _has_values(self) -> Range:
        if self.to < self.first:
            raise refusal(f"ends at {self.to:g}, before it begins", "let `to` be at least `from`")
        if (self.to - self.first) / self.step >= MOST_VALUES:
            raise refusal(f"has more than {MOST_VALUES} values", "widen the step")
        return self

    @property
    def values(self) -> list[int | float]:
        """All of them; whole ones as int."""
        count = math.floor((self.to - self.first) / self.step + 1e-9) + 1
        return [int(v) if v == int(v) else v for v in (self.first + n * self.step for n in range(count))]


Listed = Annotated[tuple[Any, ...], Field(min_length=1)]
Axis = Annotated[
    Annotated[Range, Tag("range")] | Annotated[Listed, Tag("list")],
    Discriminator(lambda value: "range" if isinstance(value, (Mapping, Range)) else "list"),
]


class Limit(Part):
    """What a point must keep to."""

    least: float | None = None
    most: float | None = None

    def holds(self, value: float) -> bool:
        """Whether `value` lies between them, both included."""
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


class Measure(Part):
    """How much is measured of a point."""

    images: Annotated[int, Field(ge=1)] = 1000
    """The first of the test images."""
    chips: Annotated[int, Field(ge=1)] = 1
    """Seeds, from 0 on; where nothing varies from chip to chip one is enough."""
    calibrate: Annotated[int, Field(ge=1)] = 200
    """Training images by which the converters' ranges are chosen."""
    screen: Annotated[int, Field(ge=1)] = 200
    """Images after which a point is given up that is beaten even if the others are as good as can be hoped."""
    clock_mhz: Annotated[float, Field(gt=0)] = 100
    """For power alone."""


class Space(Part):
    """What is explored."""

    explore: Version
    """Version of this format."""
    axes: Annotated[dict[str, Axis], Field(min_length=1)]
    """Values by key of the network file, or chip.card, chip.time, chip.periphery, chip.trim; mappings are merged."""
    objectives: Annotated[dict[Metric, Literal["highest", "lowest"]], Field(min_length=1)]
    """What is traded."""
    limits: Annotated[dict[Metric, Limit], Field(default_factory=dict)]
    """Points outside are in no front."""
    measure: Measure = Measure()

    @property
    def values(self) -> dict[str, tuple[Any, ...]]:
        """Of each axis."""
        return {key: tuple(axis.values) if isinstance(axis, Range) else axis for key, axis in self.axes.items()}

    @property
    def size(self) -> int:
        """Points of the whole grid."""
        return reduce(operator.mul, map(len, self.values.values()), 1)

    def grid(self) -> Iterator[Point]:
        """All points, those of the last axis first."""
        for values in itertools.product(*self.values.values()):
            yield dict(zip(self.axes, values, strict=True))

    def at(self, number: int) -> Point:
        """The point of that number in `grid`, from 0."""
        found: dict[str, Any] = {}
        for key, values in reversed(self.values.items()):
            number, n = divmod(number, len(values))
            found[key] = values[n]
        return {key: found[key] for key in self.axes}

    def drawn(self, count: int, seed: int) -> Iterator[Point]:
        """`count` points of the grid, or all, none twice, in a random order."""
        rng = np.random.default_rng(seed)
        if self.size <= 1 << 20:
            yield from (self.at(int(n)) for n in rng.permutation(self.size)[:count])
            return
        seen: set[int] = set()
        while len(seen) < count:
            number = int(rng.integers(self.size))
            if number not in seen:
                seen.add(number)
                yield self.at(number)


def named(point: Point) -> str:
    """Canonical JSON of a point: equal for equal ones alone."""
    return json.dumps(point, sort_keys=True, separators=(",", ":"))


def load_space(path: Path) -> Space:
    """The space in YAML file `path`. Raises SpecError with every mistake in it, each with its line."""
    doc = document.read(path)
    mistakes = list(doc.mistakes)
    if not mistakes:
        try:
            return Space.model_validate(doc.data)
        except ValidationError as error:
            mistakes = [_mistake(doc, e) for e in error.errors(include_url=False)]
    raise SpecError.of(list(dict.fromkeys(mistakes)))


def _mistake(doc: Document, error: Any) -> Mistake:
    """A mistake of form, from pydantic's error."""
    key: Key = tuple(step for step in error["loc"] if step not in ("[key]", "range", "list"))
    what, fix = words(error)
    if error["type"] == "extra_forbidden":
        inner: dict[str, type[Part]] = {"measure": Measure, "limits": Limit, "axes": Range}
        model = inner[str(key[0])] if len(key) > 1 else Space
        what, fix = surplus(doc, key, [field.alias or name for name, field in model.model_fields.items()])
    return doc.mistake(key, what, fix)
