"""How fast stages are by themselves: what the pace of all of them is looked for from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from hdlgen.mapping.earliest import shortest
from hdlgen.mapping.geometry import Geometry
from hdlgen.mapping.parts import Part, joined, rates_of
from hdlgen.mapping.plan import IMAGE, Plan
from hdlgen.mapping.stages import ArrayStage


def alone(stage: ArrayStage) -> int:
    """Cycles between images of `stage` if nothing in front of it or behind it makes it wait.

    More than its bound where windows do not come as evenly as copies take them: at the end of a row some come together,
    and then there are none for a while.
    """
    times = tuple((part.phase_cycles, part.conversion_times) for part in stage.parts)
    return _shortest(_Asked(stage.geometry, times, stage))


@dataclass(frozen=True)
class _Asked:
    """A stage, and what its times depend on; times of the blocks of each engine."""

    geometry: Geometry
    times: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    stage: ArrayStage = field(compare=False)


@lru_cache(maxsize=256)
def _shortest(asked: _Asked) -> int:
    stage = asked.stage
    parts = dict(joined(stage.name, rates_of(stage), [(IMAGE, None)]))
    period = max(stage.bound_cycles, *(part.rates.cycles for part in parts.values()))
    return shortest(parts, stage.entering[0].beats, period, {}).period


def least_period(plan: Plan, parts: Mapping[str, Part]) -> int:
    """Cycles between images that `plan` takes at least, whatever its queues hold."""
    several = (alone(stage) for stage in plan.array_stages if stage.geometry.engines)
    return max(plan.bound_cycles, *(part.rates.cycles for part in parts.values()), *several)
