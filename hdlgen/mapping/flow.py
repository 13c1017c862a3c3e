"""How deep the queues between stages must be, from the stages' own rates.

As shallow as they can be: with one beat less in a queue of more than two, there are no times at which an image enters
every `Plan.bound_cycles` cycles, or as many as the accelerator takes with queues that are as good as endless
(`Earliest`). Queues are made shallow one after the other, those first in which an image takes most bits: what must be
held is then held where it is cheapest.
"""

from __future__ import annotations

from dataclasses import replace

from hdlgen.mapping.alone import least_period
from hdlgen.mapping.earliest import Earliest, shortest
from hdlgen.mapping.parts import parts_of
from hdlgen.mapping.plan import IMAGE, RESULT, Edge, Plan

LEAST = 2
"""Beats of a queue: with fewer, `ready` of the stage behind would be that of the stage before in the same cycle."""
IMAGES = 16
"""For which a queue has room that is as good as endless: a way through small images holds several of them."""


def with_depths(plan: Plan) -> Plan:
    """`plan` with queues that are as deep as they must be, whatever its own are."""
    parts = parts_of(plan)
    beats = {(e.target, e.operand): _beats(e, plan) for e in plan.edges}
    depths = {
        (e.target, e.operand): 0 if _direct(e, plan) else max(LEAST, IMAGES * _beats(e, plan)) for e in plan.edges
    }
    times = shortest(parts, plan.image.beats, least_period(plan, parts), depths)
    bits = {(e.target, e.operand): beats[e.target, e.operand] * e.bits for e in plan.edges}
    for queue in sorted(depths, key=lambda queue: -bits[queue]):
        if depths[queue]:
            _make_shallow(times, queue)
    return replace(plan, edges=tuple(replace(e, depth=times.depths[e.target, e.operand]) for e in plan.edges))


def _beats(edge: Edge, plan: Plan) -> int:
    """Beats of an image behind the change of lanes."""
    taken = plan[edge.source].leaving if edge.target == RESULT else plan[edge.target].entering[edge.operand]
    return taken.beats


def _direct(edge: Edge, plan: Plan) -> bool:
    """Whether `edge` needs no queue: what alone reads the image, and what leaves alone."""
    if edge.target == RESULT:
        return len(plan.results) == 1
    return edge.source == IMAGE and edge.target == plan.stages[0].name and len(plan.out_of(IMAGE)) == 1


def _make_shallow(times: Earliest, queue: tuple[str, int]) -> None:
    """Gives `queue` the least depth with which `times` are found."""
    deep, least = times.depths[queue], LEAST
    if times.keeps_pace(queue, least):
        return
    least += 1
    while least < deep:
        middle = (least + deep) // 2
        if times.keeps_pace(queue, middle):
            deep = middle
        else:
            least = middle + 1
