"""How many kernels of each layer stay, so that the network fits a budget and little importance is lost.

Kernels are removed in groups: those between one input channel and the channels of a word, which mapping converts
together. What is left of a group has a row for each of its taps in every segment of the word, so that a word with few
groups needs few segments if it may have segments of its own (`mapping.clusters`). A word of one channel has single
kernels for groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from hdlgen.compress.cost import Arrays, Ints, Work
from hdlgen.compress.remaining import Bools, Floats
from hdlgen.compress.runs import Place, Run, at_once, losses_of
from hdlgen.compress.structure import Keep, KernelGroups


@dataclass(frozen=True, eq=False)
class KernelLayer:
    """A layer as it is before kernels are removed.

    live    bool[channel, tap]: weights that are left
    inputs  that have a kernel each, of taps side by side; of a linear layer each tap is one
    work    that an image has it do
    """

    live: Bools
    inputs: int
    work: Work

    def by_group(self, word: int, values: NDArray[np.generic]) -> Floats:
        """float64[word, input]: sums of `values` [channel, tap] over the kernels of a group."""
        channels = len(self.live)
        kernels = np.asarray(values, np.float64).reshape(channels, self.inputs, -1).sum(axis=2)
        return np.add.reduceat(kernels, np.arange(0, channels, word), axis=0)

    def rows(self, word: int) -> Ints:
        """int64[word, input]: rows that a group needs, its taps that have a weight."""
        firsts = np.arange(0, len(self.live), word)
        rows: Ints = np.logical_or.reduceat(self.live, firsts, axis=0).reshape(len(firsts), self.inputs, -1).sum(axis=2)
        return rows


class KernelCost(Protocol):
    """A cost of words; that of a network is the sum over them."""

    @property
    def name(self) -> str:
        """For the user: the key of a recipe's `budget`."""

    @property
    def unit(self) -> str:
        """For the user: what is counted."""

    @property
    def word(self) -> int:
        """Channels of a word."""

    def of(self, weights: Floats, rows: Floats, channels: int, work: Work) -> Floats:
        """Of a word of `channels` with so many weights, in so many rows; float64, both of one shape."""


@dataclass(frozen=True)
class KernelMultiplications:
    """positions · weights: of an image, with zeros that quantization makes in a kernel and with padding included."""

    word: int
    name = unit = "multiplications"

    def of(self, weights: Floats, rows: Floats, channels: int, work: Work) -> Floats:
        """Multiplications of an image."""
        return work.positions * weights


@dataclass(frozen=True)
class KernelConversions:
    """drives · ceil(rows / rows of a tile) · conversions of a word: of an image, if every word has its own segments."""

    arrays: Arrays
    name = unit = "conversions"

    @property
    def word(self) -> int:
        """Channels of a word."""
        return self.arrays.lanes.word

    def of(self, weights: Floats, rows: Floats, channels: int, work: Work) -> Floats:
        """Conversions of an image."""
        segments = np.ceil(rows / self.arrays.hardware.rows)
        return work.drives * segments * self.arrays.lanes.groups(0, channels)


@dataclass(frozen=True, eq=False)
class Items:
    """What may go of a layer, the least important for its cost first. Those of a word are in the order of importance.

    words   int64[item]: of which word
    groups  int64[item]: as many of its groups
    losses  float64[item]: importance of these
    saves   float64[item]: of cost
    stays   importance of what may not go: a group of each word
    """

    words: Ints
    groups: Ints
    losses: Floats
    saves: Floats
    stays: float

    @classmethod
    def of(cls, layer: KernelLayer, scores: Floats, cost: KernelCost) -> Items:
        """Of `layer` with so important weights, float64[channel, tap]."""
        channels = len(layer.live)
        weights, rows = layer.by_group(cost.word, layer.live), layer.rows(cost.word)
        worth = layer.by_group(cost.word, scores * layer.live)
        found: list[tuple[NDArray[np.generic], ...]] = []
        stays = 0.0
        for word in range(len(weights)):
            (there,) = weights[word].nonzero()
            order = there[worth[word][there].argsort(kind="stable")][:-1]
            stays += float(worth[word].sum() - worth[word][order].sum())
            own = min(cost.word, channels - word * cost.word)
            left = [of[word].sum() - np.append(0, of[word][order].cumsum()) for of in (weights, rows)]
            costs = cost.of(left[0], left[1], own, layer.work)
            ends = 1 + np.flatnonzero(np.diff(costs) < 0)  # groups that are gone when something is saved
            losses = np.diff(np.append(0, worth[word][order].cumsum())[np.append(0, ends)])
            saves = -np.diff(costs[np.append(0, ends)])
            rates = np.maximum.accumulate(losses / saves)
            found.append((rates, np.full(len(ends), word), np.diff(np.append(0, ends)), losses, saves))
        rates, words, groups, lost, saved = (np.concatenate(part) for part in zip(*found, strict=True))
        order = rates.argsort(kind="stable")
        return cls(words[order], groups[order], lost[order].astype(np.float64), saved[order].astype(np.float64), stays)


class RemainingKernels:
    """Kernels that are left of a network while it is made smaller; all of them at first. As `budget.Left` has it."""

    def __init__(self, layers: Mapping[str, KernelLayer], scores: Mapping[str, Floats], cost: KernelCost) -> None:
        self._layers = layers
        self._word = cost.word
        self._items = {n: Items.of(m, scores[n], cost) for n, m in layers.items()}
        self._gone = dict.fromkeys(layers, 0)
        self._whole = kernels_total(layers, cost)

    @property
    def cost(self) -> float:
        """Of the network."""
        return self._whole - sum(float(i.saves[: self._gone[n]].sum()) for n, i in self._items.items())

    @property
    def smallest(self) -> float:
        """The cost if each word kept one group."""
        return self._whole - sum(float(i.saves.sum()) for i in self._items.values())

    def runs(self, changed: Iterable[str]) -> Iterable[tuple[Place, Run]]:
        """What may go next of layers `changed`."""
        for name in changed:
            items, gone = self._items[name], self._gone[name]
            order = np.arange(len(items.losses) - gone)
            losses = losses_of(np.append(items.losses[gone:], items.stays), order)
            place: Place = ("kernels", name)
            yield place, Run(place, order, losses, items.saves[gone:].cumsum(), at_once(len(order), len(items.losses)))

    def remove(self, place: Place, gone: Ints) -> Sequence[str]:
        """Removes the next `gone`, and returns the layers that shrank."""
        self._gone[place[1]] += len(gone)
        return [place[1]]

    def counts(self) -> dict[str, Keep]:
        """What is left of each layer."""
        return {n: self._keep(n, layer) for n, layer in self._layers.items()}

    def _keep(self, name: str, layer: KernelLayer) -> Keep:
        items, gone = self._items[name], self._gone[name]
        left = np.count_nonzero(layer.by_group(self._word, layer.live), axis=1)
        np.subtract.at(left, items.words[:gone], items.groups[:gone])
        taps = int(np.count_nonzero(layer.live.any(axis=0)))
        return Keep(len(layer.live), taps, groups=KernelGroups(self._word, tuple(left.tolist())))


def kernels_total(layers: Mapping[str, KernelLayer], cost: KernelCost) -> float:
    """The cost of a network."""
    total = 0.0
    for layer in layers.values():
        weights = layer.by_group(cost.word, layer.live).sum(axis=1)
        rows = layer.rows(cost.word).sum(axis=1).astype(np.float64)
        for word, (w, r) in enumerate(zip(weights, rows, strict=True)):
            own = min(cost.word, len(layer.live) - word * cost.word)
            total += float(cost.of(w, r, own, layer.work))
    return total
