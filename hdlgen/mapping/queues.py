"""A judge of the queues of a Plan: can they bring the accelerator to a stop, and do they slow it down.

It knows of the stages what `rates` says, and nothing of how the depths were found. Two proofs, of one image each:

- *It never stops.* An image goes in alone and every stage does what it can, with no regard to time, counting only the
  room that is there whatever came before. If all of it comes out, every stage is as new, and so will be the image
  behind it. What a stage can do once, it can still do when others have done more: so if one order of events goes on
  for ever, every order does, and no pattern of stalls at either end can stop it.
- *It keeps its pace.* A timetable in which everything happens again `period` cycles later, and nothing before it can,
  shows that the accelerator is as fast: it does everything as soon as it can, and so never later than that. The latest
  timetable is looked for: events are put earlier as long as one comes too late for another. If there is a timetable,
  some result keeps the time at which it was at first; if all of them move, they would for ever.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.mapping.plan import IMAGE, Plan
from hdlgen.mapping.rates import Rates, parts_of

NEVER = 1 << 60
"""A time, or a count of beats, that is out of reach."""

ENDLESS = 2
"""Images more for which a queue has room that is as good as endless."""

STEPS = 16
"""A pace that endless queues cannot keep either is made slower by one part of so many, until they can."""

MOST_ROUNDS = 1000
"""Times that still move after so many rounds move for ever: a guess, some hundred are the most that have been seen to
settle. A plan for which it is wrong is refused."""


def deadlocks(plan: Plan) -> Iterator[tuple[str, str]]:
    """Where and what: a queue with which the accelerator deadlocks. The edges of `plan` are in its stages' order."""
    network = Network.of(plan)
    full = [] if _chain(network) else stops(network)
    if full:
        queue = full[-1]
        yield queue.name, f"has a queue of {queue.depth} beats, with which the accelerator deadlocks"


def slowed(plan: Plan) -> Iterator[tuple[str, str]]:
    """Where and what: a queue with which it is not proved that the accelerator keeps its pace.

    The pace is that of `plan.bound_cycles`, or of the slowest part if that takes longer, or what it is with endless
    queues. Stages are taken to hold no more than `Rates.takes` says, which is the least that they do: an accelerator
    may be faster than can be proved.
    """
    network = Network.of(plan)
    if _chain(network):
        return
    period = max(plan.bound_cycles, *(part.rates.cycles for part in network.parts if part.rates))
    full = slows(network, period)
    if full:
        period = _pace(Network.of(plan, ENDLESS), period)
        full = slows(network, period)
    if full:
        queue = full[0]
        what = f"has a queue of {queue.depth} beats, with which an image takes more than {period:,} cycles"
        yield queue.name, what


def _chain(network: Network) -> bool:
    """Whether queues are one behind the other: then none waits for what it holds up."""
    return all(len(part.entering) <= 1 and len(part.leaving) <= 1 for part in network.parts)


def _pace(network: Network, least: int) -> int:
    """A period that `network` can keep: `least`, or, where ways meet that cannot, longer by some STEPS and one more."""
    step = -(-least // STEPS)
    for period in itertools.count(least, step):
        if not slows(network, period):
            break
    return period if period == least else period + step


@dataclass(eq=False)
class Way:
    """From a part to an operand of another.

    name         of the plan's edge
    source       number of the part that gives
    target       number of the part that takes
    operand      of the target
    depth        beats of the queue; 0 where the target takes what the source offers
    """

    name: str
    source: int
    target: int
    operand: int
    depth: int


@dataclass(eq=False)
class Node:
    """What handles beats; without rates, the image's source."""

    beats: int
    rates: Rates | None
    entering: list[Way] = field(default_factory=list)
    leaving: list[Way] = field(default_factory=list)


@dataclass(eq=False)
class Network:
    """Parts, each behind those that it reads; the last lets the results leave."""

    parts: list[Node]

    @classmethod
    def of(cls, plan: Plan, endless: int = 0) -> Network:
        """That of `plan`; with queues that have room for so many more images."""
        nodes = [Node(plan.image.beats, None)]
        numbers = {IMAGE: 0}
        for name, part in parts_of(plan).items():
            node = Node(part.rates.count, part.rates)
            numbers[name] = len(nodes)
            for operand, (source, queue) in enumerate(zip(part.sources, part.queues, strict=True)):
                edge = plan.into(queue[0])[queue[1]] if queue else None
                label = f"{edge.source} → {edge.target}" if edge else ""
                depth = edge.depth if edge else 0
                if depth:
                    depth += endless * nodes[numbers[source]].beats
                way = Way(label, numbers[source], len(nodes), operand, depth)
                node.entering.append(way)
                nodes[way.source].leaving.append(way)
            nodes.append(node)
        return cls(nodes)

    @property
    def ways(self) -> list[Way]:
        """In the order of their targets."""
        return [way for node in self.parts for way in node.entering]


def stops(network: Network) -> list[Way]:
    """The queues that are full when nothing goes on though an image has not come out; none if it comes out."""
    run = _Run(network)
    run.to_the_end()
    if run.offered[-1] == network.parts[-1].beats:
        return []
    full = [way for n, way in enumerate(network.ways) if way.depth and run.entered[n] - run.taken[n] >= way.depth]
    # Without any, a queue is missing.
    return full or [way for way in network.ways if way.name]


class _Run:
    """An image that goes through alone. Counts of beats: `offered` by parts; `entered` and `taken` of ways."""

    def __init__(self, network: Network) -> None:
        ways = network.ways
        number = {way: n for n, way in enumerate(ways)}
        self._entering = [[number[way] for way in part.entering] for part in network.parts]
        self._leaving = [[number[way] for way in part.leaving] for part in network.parts]
        self._source, self._target = [way.source for way in ways], [way.target for way in ways]
        self._depth = [way.depth for way in ways]
        rates = [network.parts[way.target].rates for way in ways]
        self._turns = [r.turns[way.operand].tolist() if r.turns else [] for way, r in zip(ways, rates, strict=True) if r]
        self._needs = [r.needs[way.operand].tolist() for way, r in zip(ways, rates, strict=True) if r]
        self._takes = [r.takes[way.operand].tolist() for way, r in zip(ways, rates, strict=True) if r]
        self.offered = [0 for _ in network.parts]
        self.left = [0 for _ in network.parts]
        self.entered, self.taken = [0 for _ in ways], [0 for _ in ways]
        self.offered[0] = network.parts[0].beats

    def to_the_end(self) -> None:
        """Goes on until nothing more can happen."""
        count = len(self.offered)
        waiting = [True] * count
        while True in waiting:
            for n in range(count):
                if waiting[n]:
                    waiting[n] = False
                    for other in self._step(n):
                        waiting[other] = True

    def _step(self, n: int) -> set[int]:
        """All that part `n` can do; returns which parts may now do more."""
        moved: set[int] = set()
        if n:
            self._take(n, moved)
        self._give(n, moved)
        return moved

    def _take(self, n: int, moved: set[int]) -> None:
        """Takes beats, and with them makes results."""
        offered, entering = self.offered, self._entering[n]
        free = [min(self._shown(way), self._takes[way][self.left[n]]) for way in entering]
        if self._turns[entering[0]]:
            turns = [self._turns[way] for way in entering]
            turn = min(own[count] if count < len(own) else NEVER for own, count in zip(turns, free, strict=True))
            free = [bisect_left(own, turn) for own in turns]
        for way, count in zip(entering, free, strict=True):
            self._taken_up_to(way, count, moved)
        ready = min(bisect_right(self._needs[way], self.taken[way]) for way in entering)
        if ready > offered[n]:
            offered[n] = ready
            moved.add(n)

    def _shown(self, way: int) -> int:
        """Beats that the target has been shown. What is not queued is shown one by one to a fork's branches."""
        if self._depth[way]:
            return self.entered[way]
        source = self._source[way]
        alone = len(self._leaving[source]) == 1
        return self.offered[source] if alone else min(self.offered[source], self.left[source] + 1)

    def _taken_up_to(self, way: int, count: int, moved: set[int]) -> None:
        if count > self.taken[way]:
            self.taken[way] = count
            if not self._depth[way]:
                self.entered[way] = count
            moved.add(self._source[way])
            moved.add(self._target[way])

    def _give(self, n: int, moved: set[int]) -> None:
        """Lets the queues behind part `n` take what it offers."""
        entered, ways, offered = self.entered, self._leaving[n], self.offered[n]
        if not ways:
            self.left[n] = offered
            return
        rooms = [self.taken[way] + self._depth[way] for way in ways]
        slowest = min(rooms)
        for way, room in zip(ways, rooms, strict=True):
            count = min(offered, room, slowest + 1)
            if self._depth[way] and count > entered[way]:
                entered[way] = count
                moved.add(self._target[way])
        left = min([entered[way] for way in ways])
        if left > self.left[n]:
            self.left[n] = left
            moved.add(n)
        if offered > left:
            moved.update(self._target[way] for way in ways if not self._depth[way] and entered[way] <= left)
