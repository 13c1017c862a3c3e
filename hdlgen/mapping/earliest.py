"""`Earliest`: whether a Plan's accelerator keeps its pace with the queues that it has.

Times are looked for at which every beat of an image can leave its stage and its queue, such that the next image's are
`period` cycles later: not before what it needs is there, a beat a cycle, no sooner than the stage can, and only into
queues with room. If there are such times, the accelerator, which moves every beat as soon as it can, is not slower: all
times are maxima of other times plus constants, so whatever happens earlier makes nothing later. And nothing can
deadlock, whatever pauses source and sink make: which beat waits for which does not depend on when they come.

The earliest such times are found from the image forwards, by raising them until nothing is violated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.mapping.rates import Part

ROUNDS = 30
"""A stage whose times still rise when they have so often rises for ever, or nearly so."""
LONG_AGO = np.iinfo(np.int64).min // 4


@dataclass(eq=False)
class _Queue:
    """A queue, or a link without one, from `source` to `operand` of `target`: stages, or what changes lanes.

    depth     beats that it holds; 0 for none
    entered   int64[beat]: when each enters it, or would
    taken     int64[beat]: when the target takes it
    """

    source: str
    target: str
    operand: int
    depth: int
    entered: Ints
    taken: Ints


class Earliest:
    """The times of the beats of what lies behind one stage, or behind the image; at first long ago.

    parts   behind those that they read; all that they read is among them, or `entry`
    entry   what gives the first of them its beats, evenly over the period
    beats   of an image that it gives, in so many `pixels` whose beats follow one another
    depths  of the queues, by target and operand
    """

    def __init__(
        self,
        parts: Mapping[str, Part],
        entry: str,
        beats: int,
        pixels: int,
        period: int,
        depths: Mapping[tuple[str, int], int],
    ) -> None:
        self.entry, self.period = entry, period
        self.rates = {name: part.rates for name, part in parts.items()}
        self.gone = {name: np.full(r.count, LONG_AGO) for name, r in self.rates.items()}
        self.gone[entry] = np.full(beats, LONG_AGO)
        self.there = dict(self.gone)  # when each result is offered
        pixel, beat = np.divmod(np.arange(beats), beats // pixels)
        self.evenly = pixel * period // pixels + beat
        self.queues = []
        for target, part in parts.items():
            for operand, source in enumerate(part.sources):
                depth = depths[target, operand] if part.queued else 0
                ago = np.full(len(self.gone[source]), LONG_AGO)
                self.queues.append(_Queue(source, target, operand, depth, ago, ago))
        self.into = {name: [q for q in self.queues if q.target == name] for name in self.rates}
        self.out_of = {name: [q for q in self.queues if q.source == name] for name in self.gone}

    def keeps_pace(self, depths: Mapping[tuple[str, int], int]) -> bool:
        """Whether there are times with queues of these depths, by target and operand, for the others as they are.

        The depths stay if there are, else times and depths are as before. None may be more than it is.
        """
        before = [(q, q.depth, q.entered, q.taken) for q in self.queues], dict(self.gone), dict(self.there)
        for queue in self.queues:
            depth = depths.get((queue.target, queue.operand), queue.depth)
            assert depth <= queue.depth, "times would have to be lowered"
            queue.depth = depth
        if self.settle() is None:
            return True
        for queue, depth, entered, taken in before[0]:
            queue.depth, queue.entered, queue.taken = depth, entered, taken
        _, self.gone, self.there = before
        return False

    def settle(self) -> _Queue | None:
        """Raises times until nothing is violated; else a queue on which they rise for ever.

        Of the earliest times that violate nothing, some beat of the entry has that at which it comes by itself: else
        all could be earlier. So once none has, there are no such times.
        """
        order = [self.entry, *self.rates]
        place = {name: n for n, name in enumerate(order)}
        times = dict.fromkeys(order, 0)
        waiting = list(place.values())  # a heap: what is nearest to the image settles first
        while waiting:
            name = order[heappop(waiting)]
            if not self._leave(name):
                continue
            times[name] += 1
            if times[name] > ROUNDS or (name == self.entry and (self.gone[name] > self.evenly).all()):
                break
            others = {q.target for q in self.out_of[name]} | {q.source for q in self.into.get(name, ())} | {name}
            for n in {place[other] for other in others} - set(waiting):
                heappush(waiting, n)
        else:
            return None
        # Everything in front of the one that is too shallow waits, too.
        # Where none is full, a stage is held up that has no queue behind it, or is slower than the period.
        return ([queue for queue in self.queues if self._full(queue)] or self.queues)[-1]

    def _full(self, queue: _Queue) -> bool:
        """Whether a beat of an image enters `queue` only in the cycle behind that in which it has room for it."""
        return bool(queue.depth) and bool((queue.entered == self._earlier(queue.taken, queue.depth) + 1).any())

    def _earlier(self, times: Ints, beats: int) -> Ints:
        """The times of the beats so many before, images before included."""
        return self._at(times, np.arange(len(times)) - beats)

    def _one_by_one(self, times: Ints, pace: int = 1) -> Ints:
        """`times`, each at least `pace` after the one before, the image before included."""
        count = len(times)
        total = pace * np.arange(2 * count)
        both = np.concatenate([times - self.period, times]) - total
        return np.asarray((np.maximum.accumulate(both) + total)[count:], np.int64)

    def _leave(self, name: str) -> bool:
        """When the beats of a node can leave, and enter the queues behind it; whether any is later now.

        A stage takes some beats only when results have left: both are raised in turn, as long as either is.
        """
        later = False
        for _ in range(ROUNDS):
            moved, offered = False, self._offered(name)
            gone = offered
            for queue in self.out_of[name]:
                entered = offered
                if queue.depth:
                    entered = self._one_by_one(np.maximum(offered, self._earlier(queue.taken, queue.depth) + 1))
                queue.entered = entered
                moved |= self._take(queue)
                gone = np.maximum(gone, entered if queue.depth else queue.taken)
            gone = self._one_by_one(gone)
            moved |= bool((gone > self.gone[name]).any())
            self.gone[name] = np.maximum(gone, self.gone[name])
            later |= moved
            if not moved or not sum(self._take(queue) for queue in self.into.get(name, ())):
                break
        return later

    def _take(self, queue: _Queue) -> bool:
        """When the target takes the beats of `queue`; whether any is later now."""
        taken = self._taken(queue, queue.entered)
        later = bool((taken > queue.taken).any())
        queue.taken = np.maximum(taken, queue.taken)
        return later

    def _offered(self, name: str) -> Ints:
        """When the beats of a stage are there, if what it has been given stays as it is."""
        behind = self._earlier(self.gone[name], 1) + 1
        if name == self.entry:
            return self._one_by_one(np.maximum(self.evenly, behind))
        rates = self.rates[name]
        times = behind
        for queue in self.into[name]:
            needs = rates.needs[queue.operand]
            times = np.maximum(times, np.where(needs > 0, queue.taken[needs - 1] + rates.latency, LONG_AGO))
        times = times.reshape(rates.pixels, -1).copy()
        times[:, 0] = self._one_by_one(times[:, 0], rates.pace)
        self.there[name] = self._one_by_one(times.ravel())
        return self.there[name]

    def _taken(self, queue: _Queue, entered: Ints) -> Ints:
        """When the target takes the beats of `queue`, which enter it at the times `entered`."""
        rates, k = self.rates[queue.target], queue.operand
        beats, count = len(entered), rates.count
        ready = entered + 1 if queue.depth else entered
        if k in rates.joined:
            # With the beats of the other operands for the first result that needs it, and behind the results before.
            first = np.searchsorted(rates.needs[k], np.arange(beats), side="right")
            for other in self.into[queue.target]:
                needs = rates.needs[other.operand][first]
                there = other.entered[needs - 1] + (1 if other.depth else 0)
                ready = np.maximum(ready, np.where(needs > 0, there, LONG_AGO))
            room = first
        else:
            takes = rates.takes[k]
            ahead = int(takes.max()) // beats + 1  # images by which it can take beats before results leave
            several = np.concatenate([takes[:-1] + n * beats for n in range(-ahead, 2)])
            room = np.searchsorted(np.maximum.accumulate(several), np.arange(beats), side="right") - ahead * count
        return self._one_by_one(self._let_in(queue.target, room - 1, ready))

    def _let_in(self, name: str, last: Ints, ready: Ints) -> Ints:
        """When a stage takes beats that are `ready` and for which it has room once its results up to `last` are gone.

        Or sooner: a stage ends in registers, as many as there are results `under_way` and one. In a steady flow a
        result enters them when those before it, as far apart as the stage is fast, are still in them. But while the
        last one waits they all stand still, and there is room in them that nothing fills: so those must have gone that
        have in a steady flow.
        """
        rates, registers = self.rates[name], self.rates[name].under_way + 1
        each = rates.count // rates.pixels
        times, gone = ready, np.full(last.shape, False)
        if registers > 1 and not rates.joined and (rates.latency > registers).all():
            times = np.maximum(times, self._at(self.there[name], last + 1) - registers)  # in front of which it was
        for before in range(registers):
            pixels = (last + 1) // each - (last - before) // each
            apart = pixels * (max(rates.pace, each) - each) + before + 1
            due = ~gone & (apart >= registers)
            times = np.where(due, np.maximum(times, self._at(self.gone[name], last - before)), times)
            gone |= due
        return np.asarray(times, np.int64)

    def _at(self, times: Ints, index: Ints) -> Ints:
        """The times of beats that are counted from an image's first; below 0 of images before."""
        image, rest = np.divmod(index, len(times))
        return np.asarray(times[rest] + image * self.period, np.int64)
