"""Whether it is proved that an accelerator keeps its pace with the queues that its Plan has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hdlgen.mapping.earliest import Earliest, shortest
from hdlgen.mapping.plan import Edge, Plan
from hdlgen.mapping.queues import broken
from hdlgen.mapping.rates import Part, parts_of

ENDLESS = 16
"""Images for which a queue has room that is as good as endless: a way through small images holds several of them."""


def interval(plan: Plan) -> int:
    """Cycles between images in steady state, as they follow from the parts of all stages and the depths of queues."""
    parts = parts_of(plan)
    depths = {(e.target, e.operand): e.depth for e in plan.edges}
    period = max(plan.bound_cycles, *(part.rates.cycles for part in parts.values()))
    return shortest(parts, plan.image.beats, period, depths).period


def slowed(plan: Plan) -> Iterator[tuple[str, str]]:
    """Where and what: a queue with which it is not proved that the accelerator keeps its pace.

    The pace is that of `plan.bound_cycles`, or of the slowest part if that takes longer, or what it is with endless
    queues.
    """
    parts = parts_of(plan)
    depths = {(e.target, e.operand): e.depth for e in plan.edges}
    endless = {at: depth and max(depth, ENDLESS * _beats(plan, at)) for at, depth in depths.items()}
    period = max(plan.bound_cycles, *(part.rates.cycles for part in parts.values()))
    if not Earliest(parts, plan.image.beats, period, depths).settle():
        period = shortest(parts, plan.image.beats, period, endless).period
    times = Earliest(parts, plan.image.beats, period, depths)
    if not times.settle():
        edge = _slowest(plan, parts, period, endless)
        what = f"has a queue of {edge.depth} beats, with which an image takes more than {period:,} cycles"
        yield f"{edge.source} → {edge.target}", what
        return
    for name, rule in broken(times.times, period, depths, parts):
        yield name, f"{rule}, in what should be a timetable of images every {period:,} cycles"


def _beats(plan: Plan, queue: tuple[str, int]) -> int:
    edge = plan.into(queue[0])[queue[1]]
    return plan.given(edge.source).beats * max(1, -(-plan.given(edge.source).lanes // edge.lanes))


def _slowest(plan: Plan, parts: Mapping[str, Part], period: int, endless: Mapping[tuple[str, int], int]) -> Edge:
    """The edge whose own queue is too shallow for the pace, or else, of several, the first one."""
    queues = [e for e in plan.edges if e.depth]
    for edge in queues:
        depths = {**endless, (edge.target, edge.operand): edge.depth}
        if not Earliest(parts, plan.image.beats, period, depths).settle():
            return edge
    return queues[0]
