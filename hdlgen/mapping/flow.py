"""How deep the queues between stages must be, from the stages' own rates.

In front of a stage that alone joins what is before it with what is behind, no depth can deadlock: two positions even
out. Where ways part and meet again, the shorter way's queues hold what the longer one is behind. How much that is, is
read from a schedule in which an image enters every `Plan.bound_cycles` cycles and everything happens as late as it can
(backwards from the results, `_Schedule`): then a stage that gives several others a beat gives it when the first of them
needs it, and what the others have not taken by then is in their queues. A stage that gives fewer bits than it takes
works as early as it can instead: it is cheaper to hold what it has made.

Such a schedule exists, so the accelerator, which does everything as early as it can, is not slower: times are sums and
maxima of other times, and nothing that happens earlier makes anything later. So no stall can deadlock it either. Where
an earliest schedule does not find times with these depths (`Earliest`), queues are made deeper until it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.mapping.earliest import Earliest
from hdlgen.mapping.plan import IMAGE, RESULT, Edge, Plan
from hdlgen.mapping.rates import Part, Rates, parts_of

DOUBLINGS = 12
"""Of queues of a section, before it is left as it is."""
SKID = 2
"""Beats that a result's skid buffer holds behind its queue."""
QUEUE = 1
"""Cycles that a queue takes from a beat that enters it to the same beat at its end."""


def with_depths(plan: Plan) -> Plan:
    """`plan` with queues that are as deep as they must be, whatever its own are."""
    depths: dict[tuple[str, int], int] = {}
    for edge in plan.edges:
        taken = plan[edge.source].leaving if edge.target == RESULT else plan[edge.target].entering[edge.operand]
        depths[edge.target, edge.operand] = 0 if _direct(edge, plan) else max(2, 2 * taken.pixel_beats)
    meeting = [(e.target, e.operand) for e in _meeting(plan)]
    if not meeting:
        return _deep(plan, depths)
    parts = parts_of(plan)
    schedule = _Schedule(plan, parts)
    least, needed = dict(depths), schedule.depths()
    depths |= {at: max(depths[at], needed[at]) for at in meeting}
    for entry, names in _sections(plan):
        section = {name: part for name, part in parts.items() if _stage_of(name) in names}
        stream = plan.given(entry)
        times = Earliest(section, entry, stream.beats, stream.pixels, schedule.period, depths)
        for _ in range(DOUBLINGS):  # where the first schedule let beats pass that a unit does not take yet
            if times.settle() or times.fullest is None:
                break
            depths[times.fullest] *= 2
            times = Earliest(section, entry, stream.beats, stream.pixels, schedule.period, depths)
    for at in meeting:
        if at[0] == RESULT:
            depths[at] = max(least[at], depths[at] - SKID)
    return _deep(plan, depths)


def _sections(plan: Plan) -> Iterator[tuple[str, set[str]]]:
    """What lies between one place where there is a single way and the next: the stage in front, and the stages there.

    Only sections in which ways part and meet.
    """
    names = [IMAGE, *(s.name for s in plan.stages), RESULT]
    last_reader = {e.source: max(names.index(o.target) for o in plan.out_of(e.source)) for e in plan.edges}
    entry, section, open_until = IMAGE, set(), last_reader[IMAGE]
    for n, name in enumerate(names[1:], 1):
        section.add(name)
        if name == RESULT or open_until <= n:
            if sum(len(plan.into(s)) for s in section) > len(section) or len(section) > 1:
                yield entry, section
            entry, section = name, set()
        open_until = max(open_until, last_reader.get(name, n))


def _stage_of(part: str) -> str:
    """The stage that a part of a plan is, or stands in front of."""
    return part.split("←")[0]


def _deep(plan: Plan, depths: Mapping[tuple[str, int], int]) -> Plan:
    """`plan` with queues of these depths, by target and operand."""
    return replace(plan, edges=tuple(replace(e, depth=depths[e.target, e.operand]) for e in plan.edges))


def _direct(edge: Edge, plan: Plan) -> bool:
    """Whether `edge` needs no queue: what alone reads the image, and what leaves alone."""
    if edge.target == RESULT:
        return len(plan.results) == 1
    return edge.source == IMAGE and edge.target == plan.stages[0].name and len(plan.out_of(IMAGE)) == 1


def _meeting(plan: Plan) -> Iterator[Edge]:
    """The edges whose ends are joined by other edges, too: those on ways that part and meet."""
    for edge in plan.edges:
        reached, to_see = {edge.source}, [edge.source]
        while to_see:
            at = to_see.pop()
            for other in plan.edges:
                if other is not edge and at in (other.source, other.target):
                    new = {other.source, other.target} - reached
                    reached |= new
                    to_see += new
        if edge.target in reached:
            yield edge


class _Schedule:
    """Times of every beat that leaves a node, of one image; the next image's are `period` cycles later."""

    def __init__(self, plan: Plan, parts: Mapping[str, Part]) -> None:
        self.parts = parts
        self.period = max([plan.bound_cycles, *(part.rates.cycles for part in parts.values())])
        self.times: dict[str, Ints] = {}
        wanted: dict[str, list[Ints]] = {}  # until when the readers of each source need its beats
        for name, part in reversed(list(parts.items())):
            rates = part.rates
            evenly = np.arange(rates.count) * self.period // rates.count
            late = evenly if name == RESULT else np.minimum.reduce(wanted[name])
            self.times[name] = self._before(late, rates.pixels, max(rates.pace, self.period // rates.pixels))
            for operand, source in enumerate(part.sources):
                wanted.setdefault(source, []).append(self._until(rates, operand, self.times[name]) - QUEUE)
        image = np.minimum.reduce(wanted[IMAGE])
        self.times[IMAGE] = self._before(image, len(image), 1)
        for name, part in parts.items():
            if not part.queued or _shrinks(name, plan):
                self.times[name] = self._earliest(name, part)

    def depths(self) -> dict[tuple[str, int], int]:
        """Beats that the queue of each operand of each stage, and of RESULT, holds at the most."""
        found: dict[tuple[str, int], int] = {}
        for name, part in self.parts.items():
            for operand, source in enumerate(part.sources if part.queued else ()):
                found[name, operand] = self._held(part.rates, operand, self.times[name], self.times[source])
        return found

    def _before(self, late: Ints, pixels: int, pace: int) -> Ints:
        """The latest times not after `late` at which pixels begin `pace` apart; their beats follow cycle by cycle."""
        beats = np.arange(len(late) // pixels)
        first = (late.reshape(pixels, -1) - beats).min(axis=1)
        return np.asarray(self._spaced(first[::-1], -max(pace, len(beats)))[::-1, None] + beats, np.int64).ravel()

    def _behind(self, early: Ints, pixels: int, pace: int) -> Ints:
        """The earliest times not before `early` at which pixels begin `pace` apart, and beats follow a cycle apart."""
        times = early.reshape(pixels, -1).copy()
        times[:, 0] = self._spaced(times[:, 0], pace)
        return self._spaced(times.ravel(), 1)

    def _spaced(self, times: Ints, step: int) -> Ints:
        """`times`, each at least `step` after the one before, or before it if that is negative; images follow alike."""
        sign, count = np.sign(step), len(times)
        steps = abs(step) * np.arange(2 * count)
        moved = np.maximum.accumulate(np.concatenate([times * sign - self.period, times * sign]) - steps) + steps
        return np.asarray(moved[count:] * sign, np.int64)

    def _until(self, rates: Rates, operand: int, times: Ints) -> Ints:
        """Until when each beat of an image must have entered as `operand` of what gives its beats at `times`."""
        beats, needs = rates.beats[operand], rates.needs[operand]
        first = np.searchsorted(needs, np.arange(beats), side="right")  # of the result's beats the first that needs it
        begins = times - rates.latency
        # A later beat that needs no more may have to begin sooner.
        begins = np.minimum.accumulate(np.append(begins, begins[0] + self.period)[::-1])[::-1]
        return self._before(begins[first], beats, 1)

    def _earliest(self, name: str, part: Part) -> Ints:
        """When the node's beats leave if it works as soon as what it needs is there; not after its times so far."""
        rates = part.rates
        ready = np.full(rates.count, np.iinfo(np.int64).min // 2)
        for needs, source in zip(rates.needs, part.sources, strict=True):
            times = self.times[source] + QUEUE
            ready = np.maximum(ready, np.where(needs > 0, times[needs - 1] + rates.latency, ready))
        return np.minimum(self._behind(ready, rates.pixels, rates.pace), self.times[name])

    def _held(self, rates: Rates, operand: int, times: Ints, given: Ints) -> int:
        """The most beats that have been `given` and that what gives its own beats at `times` has not taken."""
        image, rest = np.divmod(given - times[0], self.period)
        left = np.searchsorted(times - times[0], rest, side="right")
        taken = image * rates.beats[operand] + rates.takes[operand][left]
        return int((np.arange(1, len(given) + 1) - taken).max())


def _shrinks(name: str, plan: Plan) -> bool:
    """Whether a stage gives fewer bits than its one operand has."""
    if name == RESULT or len(plan[name].entering) > 1:
        return False
    (entering,), leaving = plan[name].entering, plan[name].leaving
    return entering.beats * entering.bits >= leaving.beats * leaving.bits
