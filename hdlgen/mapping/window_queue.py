"""`queued`: a stage with as many windows in front of its engines as let them keep a pace."""

from __future__ import annotations

from dataclasses import replace

from hdlgen.mapping.alone import alone
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.stages import ArrayStage

LEAST = 2
"""Windows of a queue: with fewer, `ready` of the engines would be that of the window buffer in the same cycle."""
MOST = 16
"""Where more help, more tiles help as well, and take fewer registers."""


def queued(stage: ArrayStage, pace: int) -> ArrayStage:
    """`stage` with the shortest queue with which it keeps `pace`, or with which it is as fast as with any.

    Where a row of windows ends, as many cycles pass without one as taps are moved past the next row's first pixels.
    Copies that take windows more slowly than they come, and more quickly than their mean, wait then; from a queue they
    go on.
    """
    if not stage.geometry.engines or alone(stage) <= pace:
        return stage
    most = _with(stage, MOST)
    enough = max(pace, alone(most))
    if alone(stage) <= enough:
        return stage
    low, high = LEAST, MOST
    while low < high:
        middle = (low + high) // 2
        if alone(_with(stage, middle)) <= enough:
            high = middle
        else:
            low = middle + 1
    return _with(stage, high)


def with_queues(plan: Plan, pace: int) -> Plan:
    """`plan`, each of whose stages with engines is `queued`."""
    stages = (queued(stage, pace) if isinstance(stage, ArrayStage) else stage for stage in plan.stages)
    return replace(plan, stages=tuple(stages))


def _with(stage: ArrayStage, depth: int) -> ArrayStage:
    return replace(stage, geometry=replace(stage.geometry, queue=depth))
