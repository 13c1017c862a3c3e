"""When every beat of a few images moves, if everything happens as early as it can: queues and their forks included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.mapping.rates import Rates

SWEEPS = 400
"""So many passes over all stages must do; times that still grow then are those of a deadlock, or nearly of one."""
NEVER = np.iinfo(np.int64).min // 4


@dataclass(frozen=True, eq=False)
class Link:
    """A queue: `operand` of stage number `target` reads stage number `source`, −1 for the image; `depth` 0 for none."""

    source: int
    target: int
    operand: int
    depth: int


class Simulation:
    """Stages behind those that they read, and the links between them.

    rates  of each stage
    """

    def __init__(self, rates: Sequence[Rates], links: Sequence[Link], image_beats: int, images: int) -> None:
        self.rates, self.links, self.images = rates, links, images
        self.out_of: dict[int, list[int]] = {}
        self.into: list[list[int]] = [[] for _ in rates]
        for n, link in enumerate(links):
            self.out_of.setdefault(link.source, []).append(n)
            self.into[link.target].append(n)
        self.image_beats = image_beats
        self.needs = [[self._repeated(n, b) for n, b in zip(r.needs, r.beats, strict=True)] for r in rates]
        self.room = [[self._room(t, b, len(r.pace)) for t, b in zip(r.takes, r.beats, strict=True)] for r in rates]
        self.pace = [np.cumsum(np.tile(r.pace, images)) for r in rates]
        self.latency = [np.tile(r.latency, images) for r in rates]

    def _repeated(self, needs: Ints, beats: int) -> Ints:
        return np.concatenate([needs + n * beats for n in range(self.images)])

    def _room(self, takes: Ints, beats: int, out_beats: int) -> Ints:
        """int64[beat]: results that must have left before it can enter."""
        whole = np.concatenate([takes[:-1] + n * beats for n in range(self.images)] + [takes[-1:] + (self.images - 1) * beats])
        return np.searchsorted(np.maximum.accumulate(whole), np.arange(beats * self.images), side="right")

    def run(self, depths: Sequence[int], limit: int) -> Ints | None:
        """When each image's last beat leaves the last stage; None if some time would be after `limit`.

        depths  of the links
        """
        stages = range(len(self.rates))
        total = {-1: self.image_beats * self.images} | {s: len(self.pace[s]) for s in stages}
        entered = [np.full(total[link.source], NEVER) for link in self.links]  # the queue
        taken = [np.full(total[link.source], NEVER) for link in self.links]  # by the target
        left = {s: np.full(n, NEVER) for s, n in total.items()}
        one = {s: np.arange(n) for s, n in total.items()}
        for _ in range(SWEEPS):
            before = [t.copy() for t in (*taken, *left.values())]
            for s in (-1, *stages):
                if s == -1:
                    offered = one[-1].copy()
                else:
                    offered = np.zeros(total[s], np.int64)
                    for link, needs in zip(self.into[s], self.needs[s], strict=True):
                        given = taken[link]
                        offered = np.maximum(offered, np.where(needs > 0, given[needs - 1], NEVER) + self.latency[s])
                    offered = np.maximum.accumulate(offered - self.pace[s]) + self.pace[s]
                offered[1:] = np.maximum(offered[1:], left[s][:-1] + 1)
                offered = np.maximum.accumulate(offered - one[s]) + one[s]
                readers = self.out_of.get(s, [])
                gone = offered
                for n in readers:
                    link, depth = self.links[n], depths[n]
                    enters = offered.copy()
                    if depth:
                        enters[depth:] = np.maximum(enters[depth:], taken[n][:-depth] + 1)
                        enters = np.maximum.accumulate(enters - one[s]) + one[s]
                    entered[n] = enters
                    ready = enters + 1 if depth else enters
                    room = self.room[link.target][link.operand]
                    t = left[link.target]
                    ready = np.maximum(ready, np.where(room > 0, t[np.minimum(room, len(t)) - 1], NEVER))
                    taken[n] = np.maximum(taken[n], np.maximum.accumulate(ready - one[s]) + one[s])
                    gone = np.maximum(gone, enters if depth else taken[n])
                left[s] = np.maximum(left[s], gone)
            for s in stages:
                if self.rates[s].together:
                    both = np.maximum.reduce([taken[n] for n in self.into[s]])
                    for n in self.into[s]:
                        taken[n] = both
            if all((a == b).all() for a, b in zip(before, (*taken, *left.values()), strict=True)):
                last = left[len(self.rates) - 1]
                each = len(last) // self.images
                return last[each - 1 :: each]
            if max(int(t[-1]) for t in left.values()) > limit:
                return None
        return None
