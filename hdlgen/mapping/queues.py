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
from bisect import bisect_right
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
            edges = plan.into(name) if part.queued else ()
            for operand, source in enumerate(part.sources):
                edge = edges[operand] if edges else None
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
        self._joined = [way.operand in r.joined for way, r in zip(ways, rates, strict=True) if r]
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
        ready = NEVER
        for way in entering:
            have = self._shown(way)
            if not self._joined[way]:
                have = min(have, self._takes[way][self.left[n]])
                self._taken_up_to(way, have, moved)
                have = self.taken[way]
            ready = min(ready, bisect_right(self._needs[way], have))
        if ready > offered[n]:
            offered[n] = ready
            for way in entering:
                if self._joined[way]:
                    self._taken_up_to(way, self._needs[way][ready - 1], moved)
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


def slows(network: Network, period: int) -> list[Way]:
    """The queues that are full when the accelerator cannot begin an image every `period` cycles; none if it can.

    Those in front of stages that join ways come first, then what is nearest to the image.
    """
    return _Timetable(network, period).search()


class _Timetable:
    """Latest times, of the beats of an image. Those of the next image are `period` later.

    offers  of each part, when a beat is offered first
    enters  of each way, when its queue or its target takes a beat
    taken   of each way, when its target takes a beat
    """

    def __init__(self, network: Network, period: int) -> None:
        self._network, self._period = network, period
        self._offers = [np.full(part.beats, NEVER) for part in network.parts]
        self._taken = {way: np.full(network.parts[way.source].beats, NEVER) for way in network.ways}
        self._enters = {way: np.full(network.parts[way.source].beats, NEVER) for way in network.ways}
        last = network.parts[-1].beats
        self._start = np.arange(last) * period // last
        self._waits = [_Waits.of(part.rates, period) if part.rates else None for part in network.parts]

    def search(self) -> list[Way]:
        """Finds the latest timetable. If there is none, returns the queues that were too full in the last round."""
        parts = self._network.parts
        dirty = [True for _ in parts]
        for rounds in itertools.count(1):
            if not any(dirty):
                return []
            full: list[Way] = []
            for n in reversed(range(len(parts))):
                if dirty[n]:
                    dirty[n] = False
                    full += self._hasten(n, dirty)
            if rounds == MOST_ROUNDS or (self._offers[-1] < self._start).all():
                break
        return sorted(full, key=lambda way: (len(parts[way.target].entering) == 1, way.source))

    def _at(self, times: Ints, beats: _Beats) -> Ints:
        """When `beats` are."""
        return np.asarray(times[beats.beat] + beats.later, np.int64)

    def _later(self, times: Ints, beats: int) -> Ints:
        """When each beat's `beats`-th next one is."""
        images, beats = divmod(beats, len(times))
        later = np.concatenate([times[beats:], times[:beats] + self._period])
        return np.asarray(later + images * self._period if images else later, np.int64)

    def _paced(self, times: Ints, pace: int) -> Ints:
        """`times`, but each at least `pace` before the next."""
        steps = pace * np.arange(len(times))
        slack = np.minimum.accumulate((times - steps)[::-1])[::-1]
        # Those of the next image follow; of those behind it, none is nearer.
        slack = np.minimum(slack, slack[0] + self._period - pace * len(times))
        return np.asarray(slack + steps, np.int64)

    def _hasten(self, n: int, dirty: list[bool]) -> Iterator[Way]:
        """Puts earlier what part `n` does too late; yields queues that make their target take a beat earlier."""
        part, waits = self._network.parts[n], self._waits[n]
        held = self._held(n)
        by = [np.minimum(self._enters[way], self._taken[way] - (way.depth > 0)) for way in part.leaving]
        if held is not None:
            by = [np.minimum(times, held) for times in by]
        offers = self._offers[n]
        for times in by:
            offers = np.minimum(offers, times)
        if held is not None and not by:  # they leave
            offers = np.minimum(np.minimum(offers, held), self._start)
        offers = self._paced(offers, 1)
        if waits and waits.pace > 1:
            firsts = offers.reshape(waits.pixels, -1)
            firsts[:, 0] = self._paced(firsts[:, 0].copy(), waits.pace)
            offers = self._paced(firsts.ravel(), 1)
        moved = bool((offers < self._offers[n]).any())
        self._offers[n] = offers
        free = self._later(offers, 1) - 1  # by when all branches have a beat: then the next one is offered
        for way, times in zip(part.leaving, by, strict=True):
            self._enters[way] = enters = np.minimum(times, free)
            room = self._later(enters, way.depth) - (way.depth > 1) if way.depth else enters
            if (room < self._taken[way]).any():
                self._taken[way] = np.minimum(room, self._taken[way])
                dirty[way.target] = True
                if way.depth:
                    yield way
        if waits and self._take(n, waits, moved, dirty):
            held = self._held(n)
            if not part.leaving or any((held < self._enters[way]).any() for way in part.leaving):
                dirty[n] = True

    def _held(self, n: int) -> Ints | None:
        """By when each result has left, so that the beats that it keeps out can be taken; None without operands."""
        part, waits = self._network.parts[n], self._waits[n]
        if not waits:
            return None
        ways = zip(part.entering, waits.kept_out, strict=True)
        return np.asarray(np.minimum.reduce([self._at(self._taken[way], beats) for way, beats in ways]), np.int64)

    def _take(self, n: int, waits: _Waits, moved: bool, dirty: list[bool]) -> bool:
        """Puts earlier what part `n` takes too late; returns whether there was anything.

        moved  whether its results are offered earlier than before
        """
        entering = self._network.parts[n].entering
        before = [self._taken[way] for way in entering]
        times = list(before)
        ready = self._paced(self._offers[n] - waits.latency, 0) if moved else None
        for k, first in enumerate(waits.first):
            if ready is not None:
                times[k] = np.minimum(times[k], self._at(ready, first))
            times[k] = self._paced(times[k], 1)
        while len(waits.joined) > 1:
            together = np.full(len(waits.latency), NEVER)
            for k in waits.joined:
                together[waits.has[k]] = np.minimum(together[waits.has[k]], times[k][waits.fresh[k]])
            again = False
            for k in waits.joined:
                if (together[waits.has[k]] < times[k][waits.fresh[k]]).any():
                    again = True
                    times[k] = times[k].copy()
                    times[k][waits.fresh[k]] = np.minimum(times[k][waits.fresh[k]], together[waits.has[k]])
                    times[k] = self._paced(times[k], 1)
            if not again:
                break
        lowered = False
        for way, now, then in zip(entering, times, before, strict=True):
            if (now < then).any():
                self._taken[way], lowered = now, True
                dirty[way.source] = True
        return lowered


@dataclass(frozen=True, eq=False)
class _Beats:
    """Of beats of any image: which ones of it they are, and how much later it is."""

    beat: Ints
    later: Ints

    @classmethod
    def of(cls, beats: Ints, count: int, period: int) -> _Beats:
        """`count` to an image."""
        image, beat = np.divmod(beats, count)
        return cls(beat, image * period)


@dataclass(frozen=True, eq=False)
class _Waits:
    """What of a part waits for what; `joined`, `latency`, `pixels` and `pace` are those of its rates.

    first     of each operand, for each of its beats the result that needs it first
    kept_out  of each operand, for each result the beat that cannot be taken before it has left
    has       of each operand bool[result]: whether it needs a beat that no result before it does
    fresh     of each operand int64[such results]: the first such beat
    """

    joined: tuple[int, ...]
    latency: Ints
    pixels: int
    pace: int
    first: list[_Beats]
    kept_out: list[_Beats]
    has: list[NDArray[np.bool_]]
    fresh: list[Ints]

    @classmethod
    def of(cls, rates: Rates, period: int) -> _Waits:
        """Of a part with `rates`."""
        first, kept_out, has, fresh = [], [], [], []
        image, result = np.divmod(np.arange(rates.count) + rates.under_way, rates.count)
        for beats, needs, takes in zip(rates.beats, rates.needs, rates.takes, strict=True):
            first.append(_Beats.of(np.searchsorted(needs, np.arange(beats), side="right"), rates.count, period))
            kept_out.append(_Beats.of(image * beats + takes[result], beats, period))
            before = np.append(0, needs[:-1])
            has.append(needs > before)
            fresh.append(before[has[-1]])
        return cls(rates.joined, rates.latency, rates.pixels, rates.pace, first, kept_out, has, fresh)
