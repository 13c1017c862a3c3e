"""How fast stages are by themselves: what the pace of all of them is looked for from."""

from __future__ import annotations

from collections.abc import Mapping

from hdlgen.mapping.earliest import shortest
from hdlgen.mapping.plan import IMAGE, ArrayStage, Plan
from hdlgen.mapping.rates import Part, joined, rates_of


def alone(stage: ArrayStage) -> int:
    """Cycles between images of `stage` if nothing in front of it or behind it makes it wait.

    More than its bound where windows do not come as evenly as copies take them: at the end of a row some come together,
    and then there are none for a while.
    """
    parts = dict(joined(stage.name, rates_of(stage), [(IMAGE, None)]))
    period = max(stage.bound_cycles, *(part.rates.cycles for part in parts.values()))
    return shortest(parts, stage.entering[0].beats, period, {}).period


def least_period(plan: Plan, parts: Mapping[str, Part]) -> int:
    """Cycles between images that `plan` takes at least, whatever its queues hold."""
    several = (alone(stage) for stage in plan.array_stages if stage.geometry.engines)
    return max(plan.bound_cycles, *(part.rates.cycles for part in parts.values()), *several)
