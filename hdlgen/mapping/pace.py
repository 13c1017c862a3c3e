"""Whether it is proved that an accelerator keeps its pace with the queues that its Plan has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hdlgen.mapping.alone import least_period
from hdlgen.mapping.earliest import Earliest, shortest
from hdlgen.mapping.parts import Part, parts_of
from hdlgen.mapping.plan import Edge, Plan
from hdlgen.mapping.queues import broken
from hdlgen.mapping.timetable import Times

ENDLESS = 16
"""Images for which a queue has room that is as good as endless: a way through small images holds several of them."""


@dataclass(frozen=True)
class Pace:
    """interval: cycles between images in steady state, as they follow from all stages' parts and from the queues.

    slower  where and what: a queue with which it is not proved that the accelerator keeps its pace. That is the one of
            `Plan.bound_cycles`, or of the slowest stage if that takes longer, or what it is with endless queues
    """

    interval: int
    slower: tuple[tuple[str, str], ...]


def pace_of(plan: Plan) -> Pace:
    """How fast `plan` is."""
    return paced(plan)[0]


def paced(plan: Plan) -> tuple[Pace, Times]:
    """How fast `plan` is, and when beats of an image are where while images follow one another at that pace."""
    parts = parts_of(plan)
    depths = {(e.target, e.operand): e.depth for e in plan.edges}
    endless = {at: depth and max(depth, ENDLESS * _beats(plan, at)) for at, depth in depths.items()}
    period = least_period(plan, parts)
    times = Earliest(parts, plan.image.beats, period, depths)
    settled = times.settle()
    if not settled:
        period = shortest(parts, plan.image.beats, period, endless).period
        times = Earliest(parts, plan.image.beats, period, depths)
        settled = times.settle()
    if not settled:
        edge = _slowest(plan, parts, period, endless)
        what = f"has a queue of {edge.depth} beats, with which an image takes more than {period:,} cycles"
        slower = ((f"{edge.source} → {edge.target}", what),)
        times = shortest(parts, plan.image.beats, period, depths)
        return Pace(times.period, slower), times.times
    wrong = "in what should be a timetable of images every"
    found = broken(times.times, period, depths, parts)
    return Pace(period, tuple((name, f"{rule}, {wrong} {period:,} cycles") for name, rule in found)), times.times


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
