"""A judge of the queues of a Plan: can they bring the accelerator to a stop, and do they slow it down.

It knows of the stages what `rates` says, and nothing of how the depths were found. Two proofs, of one image each:

- *It never stops.* An image goes in alone and every stage does what it can, with no regard to time, counting only the
  room that is there whatever came before. If all of it comes out, every stage is as new, and so will be the image
  behind it. What a stage can do once, it can still do when others have done more: so if one order of events goes on
  for ever, every order does, and no pattern of stalls at either end can stop it.
- *It keeps its pace.* A timetable in which everything happens again `period` cycles later, and nothing before it can,
  shows that the accelerator is as fast: it does everything as soon as it can, and so never later than that. It is
  `Earliest`'s, read over several images, rule by rule; what is believed is the inside of window buffers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.mapping.parts import Part, parts_of
from hdlgen.mapping.plan import IMAGE, Plan
from hdlgen.mapping.rates import Rates
from hdlgen.mapping.timetable import Times

NEVER = 1 << 60
"""A time, or a count of beats, that is out of reach."""

IMAGES = 4
"""Of a timetable, over which its rules are read."""


def deadlocks(plan: Plan) -> Iterator[tuple[str, str]]:
    """Where and what: a queue with which the accelerator deadlocks. The edges of `plan` are in its stages' order."""
    network = Network.of(plan)
    full = [] if _chain(network) else stops(network)
    if full:
        queue = full[-1]
        yield queue.name, f"has a queue of {queue.depth} beats, with which the accelerator deadlocks"


def broken(
    times: Times, period: int, depths: Mapping[tuple[str, int], int], parts: Mapping[str, Part]
) -> Iterator[tuple[str, str]]:
    """The rules of queues, which have these `depths`, and of `Rates` that `times` do not keep: part, and which."""

    def shown(times: Ints) -> Ints:
        """Those of several images."""
        return np.concatenate([times + n * period for n in range(IMAGES)])

    def before(times: Ints, count: Ints) -> Ints:
        """When so many of them have been; long ago if none or fewer."""
        return np.where(count > 0, times[np.clip(count, 1, len(times)) - 1], -NEVER)

    for link, taken in times.taken.items():
        depth = depths[link.queue] if link.queue else 0
        offered, entered, left = shown(times.offered[link.source]), shown(times.entered[link]), shown(taken)
        gone, count = shown(times.gone[link.source]), np.arange(len(left))
        rates = parts[link.target].rates
        if (
            (entered < offered).any()
            or (left < entered + (depth > 0)).any()
            or (gone < (entered if depth else left)).any()
        ):
            yield link.target, "beats are taken before they are there"
        if depth and (entered < before(left, count + 1 - depth) + (depth > 1)).any():
            yield link.target, "beats enter a queue that is full"
        if (np.diff(left) < 1).any() or (np.diff(entered) < 1).any():
            yield link.target, "two beats come at once"
        results, beats = shown(times.gone[link.target]), rates.beats[link.operand]
        image, rest = np.divmod(np.arange(len(results)), rates.count)
        takes = image * beats + rates.takes[link.operand][rest]  # while so many results, and no more, have left
        first = np.searchsorted(np.maximum.accumulate(takes), count, side="right")
        late = (first > 0) & (first < len(results))
        if not rates.windows and (left < before(results, first) + rates.room)[late].any():
            yield link.target, "beats are taken for which there is no room"
        if not rates.windows:
            needed = image * beats + rates.needs[link.operand][rest]
            ready = before(left, needed) + np.tile(rates.latency, IMAGES)
            if (shown(times.offered[link.target]) < ready).any():
                yield link.target, "results are there before what they are made of"
    for name, part in parts.items():
        offered, gone = shown(times.offered[name]), shown(times.gone[name])
        gap = np.tile(np.broadcast_to(part.rates.gap, part.rates.count), IMAGES)
        image, beat = np.divmod(np.arange(len(gone)) - part.rates.lag, part.rates.count)
        close = (offered < times.gone[name][beat] + image * period + gap).any() or (np.diff(gone) < 1).any()
        if (gone < offered).any() or close:
            yield name, "results come too close together"
    for name, part in parts.items():
        links = sorted((link for link in times.taken if link.target == name), key=lambda link: link.operand)
        turns = np.concatenate([*part.rates.turns, np.zeros(0, np.int64)])
        when = np.concatenate([*(times.taken[link] for link in links if part.rates.turns), np.zeros(0, np.int64)])
        order = np.argsort(turns, kind="stable")
        if (np.diff(when[order]) != 0)[np.diff(turns[order]) == 0].any() or (np.diff(when[order]) < 0).any():
            yield name, "beats are not taken in turn"


def _chain(network: Network) -> bool:
    """Whether queues are one behind the other: then none waits for what it holds up."""
    return all(len(part.entering) <= 1 and len(part.leaving) <= 1 for part in network.parts)


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
        self._turns = [
            r.turns[way.operand].tolist() if r.turns else [] for way, r in zip(ways, rates, strict=True) if r
        ]
        self._needs = [r.needs[way.operand].tolist() for way, r in zip(ways, rates, strict=True) if r]
        self._takes = [r.takes[way.operand].tolist() for way, r in zip(ways, rates, strict=True) if r]
        self._through = [part.rates is not None and not part.rates.latency.any() for part in network.parts]
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
            own = [self._turns[way] for way in entering]
            turn = min(turns[count] if count < len(turns) else NEVER for turns, count in zip(own, free, strict=True))
            free = [bisect_left(turns, turn) for turns in own]
        for way, count in zip(entering, free, strict=True):
            self._taken_up_to(way, count, moved)
        # Where a beat passes through in the same cycle, it is taken when it leaves.
        have = self._shown if self._through[n] else self.taken.__getitem__
        ready = min(bisect_right(self._needs[way], have(way)) for way in entering)
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
