"""`Run`: what could be removed next from a network, the least important first; what is lost by it and what it saves."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from hdlgen.compress.cost import Ints
from hdlgen.compress.remaining import Bools, Floats, Layer, Remaining

AT_ONCE = 0.01
"""Share of a layer's channels or taps that goes at least: with it VGG-16 takes seconds. Our choice."""
ALL = 1 - 1e-15
"""A share of importance that is as good as all of it, and leaves a logarithm."""

Unit = Literal["channels", "taps"]
"""What is removed of a network one by one."""

Place = tuple[Literal["taps", "channels", "kernels"], str]
"""Taps of a layer, channels of a group, or kernels of a layer."""


@dataclass(frozen=True, eq=False)
class Run:
    """What could go of one place: first `order[0]`, then `order[1]` ...

    order    int64[n] of channels or taps, or of `kernels.Items`
    losses   float64[n]: what is lost when so many + 1 are gone; never less for more
    savings  float64[n]: of cost, likewise
    fewest   that go at once
    """

    place: Place
    order: Ints
    losses: Floats
    savings: Floats
    fewest: int

    @property
    def saves(self) -> float:
        """What is saved when all of them go."""
        return float(self.savings[-1]) if len(self.savings) else 0.0

    @cached_property
    def best(self) -> int:
        """How many to remove for the least rate, `fewest` or more."""
        return self.fewest + int(self._rates[self.fewest - 1 :].argmin())

    @property
    def rate(self) -> float:
        """Loss for each unit of cost when the best many go."""
        return float(self._rates[self.best - 1])

    def until(self, excess: float) -> int:
        """How many to remove to save at least `excess`, which is no more than all of them save."""
        return int(np.searchsorted(self.savings, excess)) + 1

    @cached_property
    def _rates(self) -> Floats:
        return np.divide(self.losses, self.savings, out=np.full(len(self.losses), math.inf), where=self.savings > 0)


def places(layers: Mapping[str, Layer], changed: Iterable[str], units: Collection[Unit]) -> list[Place]:
    """Places of `units` whose run depends on one of the layers `changed`, each once."""
    found: dict[Place, None] = {}
    for name in changed:
        found["taps", name] = None
        found.update((("channels", group), None) for group in (layers[name].reads, layers[name].writes) if group)
    return [place for place in found if place[0] in units]


def remove(left: Remaining, place: Place, gone: Ints) -> Iterable[str]:
    """Removes it, and returns the layers that shrank."""
    kind, name = place
    if kind == "channels":
        return left.remove_channels(name, gone)
    left.remove_taps(name, gone)
    return [name]


def run_of(left: Remaining, place: Place, least: int, factor: float) -> Run:
    """What may go of `place`. least, factor: as of `budget.allocate`."""
    return (_taps if place[0] == "taps" else _channels)(left, place, least, factor)


def _taps(left: Remaining, place: Place, least: int, factor: float) -> Run:
    """Taps of a layer."""
    name = place[1]
    there = np.flatnonzero(left.taps[name])
    scores = left.tap_scores[name][there]
    stay = max(least, math.ceil(np.count_nonzero(left.fed(name)) / factor))
    order = scores.argsort(kind="stable")[: max(0, len(there) - stay)]
    rows = len(there) - np.arange(1, len(order) + 1)
    savings = left.layer_cost(name) - left.cost_of(name, rows, np.int64(left.columns(name)))
    return Run(place, there[order], losses_of(scores, order), savings, at_once(len(order), len(there)))


def _channels(left: Remaining, place: Place, least: int, factor: float) -> Run:
    """Channels of a group, with the taps that they feed.

    Without either its weights or those that read it a channel is nothing: the smaller loss of both is that of the
    channel. The order is that of importance for each weight that goes with it.
    """
    group = place[1]
    there = np.flatnonzero(left.channels[group])
    writers, readers = left.writers[group], left.readers[group]
    fed = {n: left.by_channel(n, left.taps[n])[there] for n in readers}
    made = [left.channel_scores[n][there] for n in writers]
    read = [left.by_channel(n, left.tap_scores[n])[there] for n in readers]
    weights = sum(left.rows(n) for n in writers) + sum(fed[n] * left.columns(n) for n in readers)
    worth = np.minimum(sum(map(_shares, made)), sum(map(_shares, read)))
    order = (worth / weights).argsort(kind="stable")
    order = order[~_needed(left, group, least)[there][order]]
    order = order[: max(0, len(there) - max(least, math.ceil(len(left.channels[group]) / factor)))]
    losses = np.minimum(sum(losses_of(s, order) for s in made), sum(losses_of(s, order) for s in read))
    savings = np.zeros(len(order))
    for name in dict.fromkeys([*writers, *readers]):
        fewer_rows = fed[name][order].cumsum().astype(np.int64) if name in readers else 0
        fewer_columns = np.arange(1, len(order) + 1) if name in writers else 0
        rows, columns = left.rows(name) - fewer_rows, left.columns(name) - fewer_columns
        savings += left.layer_cost(name) - left.cost_of(name, np.asarray(rows), np.asarray(columns))
    return Run(place, there[order], losses, savings, at_once(len(order), len(there)))


def _needed(left: Remaining, group: str, least: int) -> Bools:
    """bool[channel]: those that feed the `least` most important taps of a layer; without them it might keep none."""
    needed = np.zeros(len(left.channels[group]), np.bool_)
    for name in left.readers[group]:
        there = np.flatnonzero(left.taps[name])
        best = there[left.tap_scores[name][there].argsort(kind="stable")[-least:]]
        needed[best // (len(left.taps[name]) // len(needed))] = True
    return needed


def at_once(count: int, there: int) -> int:
    """How many of `there` go at once at least, where no more than `count` may."""
    return max(1, min(count, math.ceil(AT_ONCE * there)))


def _shares(scores: Floats) -> Floats:
    """`scores` as shares of their sum; all 0 if that is 0."""
    whole = float(scores.sum())
    return scores / whole if whole else scores


def losses_of(scores: Floats, order: Ints) -> Floats:
    """−ln of the share of `scores` that stays when so many + 1 of `order` are gone."""
    losses: Floats = -np.log1p(-np.minimum(_shares(scores)[order].cumsum(), ALL))
    return losses
