"""How deep the queues between stages must be, from the stages' own rates.

In front of a stage that alone joins what is before it with what is behind, no depth can deadlock: two positions even
out. Where ways part and meet again, the shorter way's queues hold what the longer one is behind. How much that is, is
read from a schedule in which an image enters every `Plan.bound_cycles` cycles and everything happens as late as it can
(backwards from the results, `_latest`): then a stage that gives several others a beat gives it when the first of them
needs it, and what the others have not taken by then is in their queues. A stage that gives fewer bits than it takes
works as early as it can instead (`_earliest`): it is cheaper to hold what it has made.

Such a schedule exists, so the accelerator, which does everything as early as it can, is not slower: times are sums and
maxima of other times, and nothing that happens earlier makes anything later. So no stall can deadlock it either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.mapping.plan import IMAGE, RESULT, Edge, Plan, Stream
from hdlgen.mapping.rates import Rates, frames, rates_of, regrouped

QUEUE = 1
"""Cycles that a queue takes from a beat that enters it to the same beat at its end."""


def with_depths(plan: Plan) -> Plan:
    """`plan` with queues that are as deep as they must be, whatever its own are."""
    parting = {id(edge) for edge in _meeting(plan)}
    needed = _Schedule(plan).depths() if parting else {}
    edges = []
    for edge in plan.edges:
        taken = plan[edge.source].leaving if edge.target == RESULT else plan[edge.target].entering[edge.operand]
        depth = 0 if _direct(edge, plan) else max(2, 2 * taken.pixel_beats)
        if id(edge) in parting:
            depth = max(depth, needed[edge.target, edge.operand])
        edges.append(replace(edge, depth=depth))
    return replace(plan, edges=tuple(edges))


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
    pixels   of an image that leave, one after the other
    sources  what it reads, operand by operand
    keep     whether what enters is held in front of it; else what it has made behind it
    """

    rates: Rates
    pixels: int
    sources: tuple[str, ...]
    keep: bool

    def pace(self, period: int) -> Ints:
        """Cycles from the beat before to each one, if the pixels of an image leave evenly over a period."""
        pace = self.rates.pace.reshape(self.pixels, -1).copy()
        pace[:, 0] = np.maximum(pace[:, 0], period // self.pixels - pace[:, 1:].sum(axis=1))
        return pace.ravel()


class _Schedule:
    """Times of every beat that leaves a node, of one image; the next image's are `period` cycles later."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.nodes = dict(_nodes(plan))
        self.period = max([plan.bound_cycles, *(node.rates.cycles for node in self.nodes.values())])
        self.times: dict[str, Ints] = {}
        wanted: dict[str, list[Ints]] = {}  # until when the readers of each source need its beats
        for name, node in reversed(self.nodes.items()):
            count = len(node.rates.pace)
            late = np.arange(count) * self.period // count if name == RESULT else np.minimum.reduce(wanted[name])
            self.times[name] = self._paced_before(late, node.pace(self.period))
            for operand, source in enumerate(node.sources):
                wanted.setdefault(source, []).append(self._until(node.rates, operand, self.times[name]) - QUEUE)
        image = np.minimum.reduce(wanted[IMAGE])
        self.times[IMAGE] = self._paced_before(image, np.ones(len(image), np.int64))
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

    def _paced_before(self, late: Ints, pace: Ints) -> Ints:
        """The latest times that are not after `late` and keep `pace`, with the next image's behind them."""
        total = np.cumsum(np.concatenate([pace, pace]))
        both = np.concatenate([late, late + self.period]) - total
        return np.asarray((np.minimum.accumulate(both[::-1])[::-1] + total)[: len(late)], np.int64)

    def _paced_behind(self, early: Ints, pace: Ints) -> Ints:
        """The earliest times that are not before `early` and keep `pace`, behind those of the image before."""
        total = np.cumsum(np.concatenate([pace, pace]))
        both = np.concatenate([early - self.period, early]) - total
        return np.asarray((np.maximum.accumulate(both) + total)[len(early) :], np.int64)

    def _until(self, rates: Rates, operand: int, times: Ints) -> Ints:
        """Until when each beat of an image must have entered as `operand` of what gives its beats at `times`."""
        beats, needs = rates.beats[operand], rates.needs[operand]
        first = np.searchsorted(needs, np.arange(beats), side="right")  # of the result's beats the first that needs it
        begins = times - rates.latency
        # A later beat that needs no more may have to begin sooner.
        begins = np.minimum.accumulate(np.append(begins, begins[0] + self.period)[::-1])[::-1]
        return self._paced_before(begins[first], np.ones(beats, np.int64))

    def _earliest(self, name: str, node: _Node) -> Ints:
        """When the node's beats leave if it works as soon as what it needs is there; not after its times so far."""
        rates = node.rates
        ready = np.full(len(rates.pace), np.iinfo(np.int64).min // 2)
        for needs, source in zip(rates.needs, node.sources, strict=True):
            times = self.times[source] + QUEUE
            ready = np.maximum(ready, np.where(needs > 0, times[needs - 1] + rates.latency, ready))
        return np.minimum(self._paced_behind(ready, rates.pace), self.times[name])

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
            pixels, keep = sum(s.leaving.beats for s in results), True
        else:
            stage = plan[target]
            rates, entering, pixels = rates_of(stage), stage.entering, stage.leaving.pixels
            volume = [s.beats * s.bits for s in entering]
            keep = len(entering) > 1 or volume[0] < stage.leaving.beats * stage.leaving.bits
        for edge, taken in zip(plan.into(target), entering, strict=True):
            given = plan.given(edge.source)
            if given.lanes == taken.lanes:
                sources.append(edge.source)
                continue
            name = f"{target}→{edge.operand}"
            yield name, _Node(regrouped(given, taken), given.pixels, (edge.source,), keep=False)
            sources.append(name)
        yield target, _Node(rates, pixels, tuple(sources), keep)
