"""How deep the queues between stages must be, from the stages' own rates.

In front of a stage that alone joins what is before it with what is behind, no depth can deadlock: two positions even
out. Where ways part and meet again, the shorter way's queues hold what the longer one is behind. How much that is, is
read from a schedule in which an image enters every `Plan.bound_cycles` cycles and everything happens as late as it can
(backwards from the results, `_latest`): then a stage that gives several others a beat gives it when the first of them
needs it, and what the others have not taken by then is in their queues. A stage that gives fewer bits than it takes
works as early as it can instead (`_earliest`): it is cheaper to hold what it has made.

Such a schedule exists, so the accelerator, which does everything as early as it can, is not slower: times are sums and
maxima of other times, and nothing that happens earlier makes anything later. So no stall can deadlock it either. There
may be others with shallower queues: one queue after the other is made as shallow as it can be (`Earliest`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.mapping.earliest import Earliest
from hdlgen.mapping.plan import IMAGE, RESULT, Edge, Plan, Stream
from hdlgen.mapping.rates import Rates, frames, rates_of, regrouped

QUEUE = 1
"""Cycles that a queue takes from a beat that enters it to the same beat at its end."""


def with_depths(plan: Plan) -> Plan:
    """`plan` with queues that are as deep as they must be, whatever its own are."""
    depths: dict[tuple[str, int], int] = {}
    for edge in plan.edges:
        taken = plan[edge.source].leaving if edge.target == RESULT else plan[edge.target].entering[edge.operand]
        depths[edge.target, edge.operand] = 0 if _direct(edge, plan) else max(2, 2 * taken.pixel_beats)
    meeting = list(_meeting(plan))
    if not meeting:
        return _deep(plan, depths)
    least, needed = dict(depths), _Schedule(plan).depths()
    depths |= {at: max(depths[at], needed[at]) for at in ((e.target, e.operand) for e in meeting)}
    times = Earliest(_deep(plan, depths))
    assert times.settle() is None, "a schedule that exists is found"
    for edge in sorted(meeting, key=lambda e: -depths[e.target, e.operand] * e.lanes * e.type.bits):
        at = (edge.target, edge.operand)
        shallow, deep = least[at], depths[at]
        guess = deep - 1  # most are as shallow as they can be
        while shallow < deep:
            if times.keeps_pace({at: guess}):
                deep = guess
            else:
                shallow = guess + 1
            guess = (shallow + deep) // 2
        depths[at] = deep
    return _deep(plan, depths)


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


@dataclass(frozen=True, eq=False)
class _Node:
    """A stage, or what changes an edge's lanes, or what lets results leave.

    rates    its own
    sources  what it reads, operand by operand
    keep     whether what enters is held in front of it; else what it has made behind it
    """

    rates: Rates
    sources: tuple[str, ...]
    keep: bool


class _Schedule:
    """Times of every beat that leaves a node, of one image; the next image's are `period` cycles later."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.nodes = dict(_nodes(plan))
        self.period = max([plan.bound_cycles, *(node.rates.cycles for node in self.nodes.values())])
        self.times: dict[str, Ints] = {}
        wanted: dict[str, list[Ints]] = {}  # until when the readers of each source need its beats
        for name, node in reversed(self.nodes.items()):
            rates = node.rates
            evenly = np.arange(rates.count) * self.period // rates.count
            late = evenly if name == RESULT else np.minimum.reduce(wanted[name])
            self.times[name] = self._before(late, rates.pixels, max(rates.pace, self.period // rates.pixels))
            for operand, source in enumerate(node.sources):
                wanted.setdefault(source, []).append(self._until(node.rates, operand, self.times[name]) - QUEUE)
        image = np.minimum.reduce(wanted[IMAGE])
        self.times[IMAGE] = self._before(image, len(image), 1)
        for name, node in self.nodes.items():
            if not node.keep:
                self.times[name] = self._earliest(name, node)

    def depths(self) -> dict[tuple[str, int], int]:
        """Beats that the queue of each operand of each stage, and of RESULT, holds at the most."""
        found: dict[tuple[str, int], int] = {}
        for name, node in self.nodes.items():
            for operand, source in enumerate(node.sources):
                if "→" not in name:  # what changes lanes has no queue in front of it
                    found[name, operand] = self._held(node.rates, operand, self.times[name], self.times[source])
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

    def _earliest(self, name: str, node: _Node) -> Ints:
        """When the node's beats leave if it works as soon as what it needs is there; not after its times so far."""
        rates = node.rates
        ready = np.full(rates.count, np.iinfo(np.int64).min // 2)
        for needs, source in zip(rates.needs, node.sources, strict=True):
            times = self.times[source] + QUEUE
            ready = np.maximum(ready, np.where(needs > 0, times[needs - 1] + rates.latency, ready))
        return np.minimum(self._behind(ready, rates.pixels, rates.pace), self.times[name])

    def _held(self, rates: Rates, operand: int, times: Ints, given: Ints) -> int:
        """The most beats that have been `given` and that what gives its own beats at `times` has not taken."""
        count = len(times)
        image, rest = np.divmod(given - times[0], self.period)
        left = np.searchsorted(times - times[0], rest, side="right")
        taken = image * rates.beats[operand] + rates.takes[operand][left]
        return int((np.arange(1, len(given) + 1) - taken).max()) if count else 0


def _nodes(plan: Plan) -> Iterator[tuple[str, _Node]]:
    """What handles beats, by name, each behind its sources."""
    for target in (*(s.name for s in plan.stages), RESULT):
        sources = []
        entering: Sequence[Stream]
        if target == RESULT:
            results = plan.results
            rates, entering = frames([s.leaving for s in results]), [s.leaving for s in results]
            keep = True
        else:
            stage = plan[target]
            rates, entering = rates_of(stage), stage.entering
            volume = [s.beats * s.bits for s in entering]
            keep = len(entering) > 1 or volume[0] < stage.leaving.beats * stage.leaving.bits
        for edge, taken in zip(plan.into(target), entering, strict=True):
            given = plan.given(edge.source)
            if given.lanes == taken.lanes:
                sources.append(edge.source)
                continue
            name = f"{target}→{edge.operand}"
            yield name, _Node(regrouped(given, taken), (edge.source,), keep=False)
            sources.append(name)
        yield target, _Node(rates, tuple(sources), keep)
