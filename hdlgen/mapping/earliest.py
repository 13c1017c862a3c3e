"""`Earliest`: whether a Plan's accelerator keeps its pace with the queues that it has.

Times are looked for at which every beat of an image is taken, offered and leaves, such that the next image's are
`period` cycles later, by the rules of `Rates` and of queues. Each time is the largest, or the smallest, of others plus
constants. So if there are such times, the accelerator, which moves every beat as soon as it can, is not slower: what
happens earlier makes nothing later. And nothing can deadlock, whatever pauses source and sink make: which beat waits
for which does not depend on when they come.

The earliest such times are found from the image forwards, by raising them until nothing is violated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.mapping.parts import Part
from hdlgen.mapping.plan import IMAGE
from hdlgen.mapping.rates import Rates
from hdlgen.mapping.timetable import Link, Times
from hdlgen.mapping.window_times import LONG_AGO, WindowTimes, earlier, in_turn, spaced

ROUNDS = 400
"""A part whose times still rise when they have so often rises for ever, or nearly so."""


@dataclass(eq=False)
class _Rules:
    """What of a part does not depend on times.

    after    of each operand int64[beat]: the result that must have left before it is taken, and how much later it can
             be, images before included
    windows  of a window buffer with row memories
    """

    rates: Rates
    after: list[tuple[Ints, Ints]]
    windows: WindowTimes | None


class Earliest:
    """The times of the beats of all `parts`, which are behind those that they read.

    beats   of the image, which come evenly over the period
    depths  of the queues, by target and operand; 0 for none
    """

    def __init__(
        self, parts: Mapping[str, Part], beats: int, period: int, depths: Mapping[tuple[str, int], int]
    ) -> None:
        self.period, self.depths = period, dict(depths)
        self.order = [IMAGE, *parts]
        self.place = {name: n for n, name in enumerate(self.order)}
        links = [
            Link(source, name, k, queue)
            for name, part in parts.items()
            for k, (source, queue) in enumerate(zip(part.sources, part.queues, strict=True))
        ]
        self.into = {name: [link for link in links if link.target == name] for name in self.order}
        self.out_of = {name: [link for link in links if link.source == name] for name in self.order}
        self.evenly = np.arange(beats) * period // beats
        self.rules = {name: self._rules(part.rates) for name, part in parts.items()}
        self.times = Times()
        for name in self.order:
            ago = np.full(parts[name].rates.count if name != IMAGE else beats, LONG_AGO)
            self.times.offered[name] = self.times.gone[name] = ago
            for link in self.out_of[name]:
                self.times.entered[link] = self.times.taken[link] = ago
        for name, rules in self.rules.items():
            if rules.windows:
                self.times.read[name] = np.full(rules.windows.rows, LONG_AGO)

    def settle(self) -> bool:
        """Raises times until nothing is violated; whether that ends.

        Of the earliest times that violate nothing, some beat of the image has that at which it comes by itself: else
        all could be earlier. So once none has, there are no such times.
        """
        return self._settle(range(len(self.order)))

    def keeps_pace(self, queue: tuple[str, int], depth: int) -> bool:
        """Whether times are found if that queue, which is deeper, has this depth; if so, they and it are kept."""
        before, deep = self.times, self.depths[queue]
        self.times, self.depths[queue] = before.copy(), depth
        (link,) = (link for links in self.into.values() for link in links if link.queue == queue)
        if self._settle([self.place[link.source]], link):
            return True
        self.times, self.depths[queue] = before, deep
        return False

    def _settle(self, places: range | list[int], shallow: Link | None = None) -> bool:
        before = self.times.taken[shallow] if shallow else self.evenly
        rises, waiting = dict.fromkeys(self.order, 0), set(places)
        step = -1
        while waiting:
            step = -step  # forwards and backwards in turn: that is how lateness travels
            for place in range(len(self.order))[::step]:
                if place not in waiting:
                    continue
                waiting.remove(place)
                name = self.order[place]
                moved = self._step(name)
                rises[name] += bool(moved)
                if rises[name] > ROUNDS or name in moved or (self.times.gone[IMAGE] > self.evenly).all():
                    return False
                if shallow and shallow.source in moved and (self.times.taken[shallow] > before).all():
                    return False
                waiting |= {self.place[other] for other in moved}
        return True

    def _rules(self, rates: Rates) -> _Rules:
        after = []
        for takes, beats in zip(rates.takes, rates.beats, strict=True):
            images = int(takes.max()) // beats + 1  # by which beats can be taken before results leave
            several = np.concatenate([takes[:-1] + n * beats for n in range(-images, 2)])
            left = np.searchsorted(np.maximum.accumulate(several), np.arange(beats), side="right")
            image, result = np.divmod(left - images * rates.count - 1, rates.count)
            after.append((result, image * self.period + rates.room))
        return _Rules(rates, after, WindowTimes(rates.windows, self.period) if rates.windows else None)

    def _step(self, name: str) -> set[str]:
        """All that a part does with what it is given now; returns which parts it may make do more.

        Itself if it does not come to an end.
        """
        times, moved = self.times, set[str]()
        gap, lag = (self.rules[name].rates.gap, self.rules[name].rates.lag) if name != IMAGE else (1, 1)
        for _ in range(ROUNDS):
            again, read = False, times.read.get(name)
            for link, taken in zip(self.into[name], self._taken(name), strict=True):
                if (taken > times.taken[link]).any():
                    times.taken[link] = taken
                    moved.add(link.source)
            gone = offered = times.offered[name] = self._offered(name)
            for link in self.out_of[name]:
                depth, taken = self._depth(link), times.taken[link]
                entered = offered
                if depth:
                    room = earlier(taken, depth, self.period) + (depth > 1)
                    entered = spaced(np.maximum(offered, room), self.period)
                if (entered > times.entered[link]).any():
                    times.entered[link] = entered
                    moved.add(link.target)
                gone = np.maximum(gone, entered if depth else taken)
            gone = np.maximum(gone, times.gone[name])
            if lag > 1:
                assert isinstance(gap, int), "copies are alike"
                gone = in_turn(gone, self.period, gap, lag)
            gone = spaced(gone, self.period, 1 if lag > 1 else gap)
            if (gone > times.gone[name]).any():
                times.gone[name] = gone
                again = True
            if read is not None and (times.read[name] > read).any():
                again = True
            if not again:
                return moved
        return moved | {name}

    def _depth(self, link: Link) -> int:
        return self.depths[link.queue] if link.queue else 0

    def _taken(self, name: str) -> list[Ints]:
        """When a part takes the beats of each operand."""
        if name == IMAGE:
            return []
        rules, times = self.rules[name], self.times
        rates, found = rules.rates, []
        for link, after in zip(self.into[name], rules.after, strict=True):
            ready = times.entered[link] + (self._depth(link) > 0)
            room = rules.windows.room(times.read[name]) if rules.windows else times.gone[name][after[0]] + after[1]
            found.append(np.maximum(np.maximum(ready, room), times.taken[link]))
        if not rates.turns:
            return [spaced(taken, self.period) for taken in found]
        together = np.full(max(int(turn[-1]) for turn in rates.turns) + 1, LONG_AGO)
        for turn, taken in zip(rates.turns, found, strict=True):
            together[turn] = np.maximum(together[turn], taken)
        together = spaced(together, self.period)
        return [together[turn] for turn in rates.turns]

    def _offered(self, name: str) -> Ints:
        """When the beats of a part are offered."""
        times = self.times
        before = earlier(times.gone[name], 1, self.period)
        if name == IMAGE:
            return np.maximum(self.evenly, before + 1)
        rules = self.rules[name]
        if rules.windows:
            (link,) = self.into[name]
            offered, read = rules.windows(times.taken[link], times.gone[name])
            times.read[name] = np.maximum(read, times.read[name])
            return offered
        rates = rules.rates
        offered = before + (rates.gap if rates.lag == 1 else 1)
        if rates.lag > 1:
            offered = np.maximum(offered, earlier(times.gone[name], rates.lag, self.period) + rates.gap)
        for link, needs in zip(self.into[name], rates.needs, strict=True):
            ready = times.taken[link][needs - 1] + rates.latency
            offered = np.maximum(offered, np.where(needs > 0, ready, LONG_AGO))
        return offered


def shortest(parts: Mapping[str, Part], beats: int, period: int, depths: Mapping[tuple[str, int], int]) -> Earliest:
    """The times at the shortest period, from `period` on, for which there are some; arguments are `Earliest`'s."""
    low, step = period - 1, 1  # there are none at `low`, or it is too short
    while True:
        times = Earliest(parts, beats, period, depths)
        if times.settle():
            break
        low, period, step = period, period + step, 2 * step
    while period - low > 1:
        middle = (low + period) // 2
        other = Earliest(parts, beats, middle, depths)
        if other.settle():
            times, period = other, middle
        else:
            low = middle
    return times
