"""`Remaining`: channels and taps that are left while a network is made smaller, and what they are worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen.compress.cost import Cost, Ints, Work
from hdlgen.compress.structure import Keep

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Layer:
    """A layer with weights, as it is before anything is removed.

    channels  filters or neurons
    taps      bool[tap]: rows of the weight matrix that have a weight; at least one
    work      that an image has it do
    reads     group whose channels it reads, n taps each: i·n .. i·n + n − 1 of channel i; "" if none of them can go
    writes    group that its channels are; layers that write the same one lose a channel together. "" if they must stay
    """

    channels: int
    taps: Bools
    work: Work
    reads: str
    writes: str

    @property
    def rows(self) -> int:
        """Taps that have a weight."""
        return int(np.count_nonzero(self.taps))


class Remaining:
    """What is left of a network; all of it at first.

    layers  by name
    scores  float64[channel, tap], ≥ 0, by layer: importance of each weight
    cost    of a layer

    taps            bool[tap] by layer
    channels        bool[channel] by group
    writers         layers by group, as are `readers`
    tap_scores      float64[tap] by layer: sums over the channels that are left; of taps that are gone, meaningless
    channel_scores  float64[channel] by layer: sums over the taps that are left; of channels that are gone, meaningless
    """

    def __init__(self, layers: Mapping[str, Layer], scores: Mapping[str, Floats], cost: Cost) -> None:
        self.layers = layers
        self.taps = {n: m.taps.copy() for n, m in layers.items()}
        self.channels = {m.writes: np.ones(m.channels, np.bool_) for m in layers.values() if m.writes}
        self.writers = {g: [n for n, m in layers.items() if m.writes == g] for g in self.channels}
        self.readers = {g: [n for n, m in layers.items() if m.reads == g] for g in self.channels}
        for name, layer in layers.items():
            assert scores[name].shape == (layer.channels, len(layer.taps)), f"{name}: scores {scores[name].shape}"
            assert not layer.writes or len(self.channels[layer.writes]) == layer.channels, f"{name}: {layer.writes}"
            assert not layer.reads or len(layer.taps) % len(self.channels[layer.reads]) == 0, f"{name}: {layer.reads}"
        self.tap_scores = {n: s.sum(axis=0) for n, s in scores.items()}
        self.channel_scores = {n: s @ layers[n].taps.astype(np.float64) for n, s in scores.items()}
        self._scores = scores
        self._cost = cost

    @property
    def cost(self) -> float:
        """Of the network."""
        return sum(self.layer_cost(n) for n in self.layers)

    def layer_cost(self, name: str) -> float:
        """Of a layer as it is now."""
        return float(self.cost_of(name, np.int64(self.rows(name)), np.int64(self.columns(name))))

    def cost_of(self, name: str, rows: Ints | np.int64, columns: Ints | np.int64) -> Floats:
        """Of a layer, if it had so many taps and channels; they broadcast."""
        return self._cost.of(np.asarray(rows), np.asarray(columns), self.layers[name].work)

    def rows(self, name: str) -> int:
        """Taps of a layer that are left."""
        return int(np.count_nonzero(self.taps[name]))

    def columns(self, name: str) -> int:
        """Channels of a layer that are left."""
        layer = self.layers[name]
        return int(np.count_nonzero(self.channels[layer.writes])) if layer.writes else layer.channels

    def fed(self, name: str) -> Bools:
        """bool[tap]: of the layer's taps at first, those whose channel is left."""
        layer = self.layers[name]
        if not layer.reads:
            return layer.taps
        channels = self.channels[layer.reads]
        return layer.taps & channels.repeat(len(layer.taps) // len(channels))

    def by_channel(self, name: str, per_tap: NDArray[np.generic]) -> Floats:
        """float64[channel that layer `name` reads]: sums of `per_tap` [tap] over the taps that are left."""
        size = len(self.channels[self.layers[name].reads])
        summed: Floats = (per_tap * self.taps[name]).reshape(size, -1).sum(axis=1, dtype=np.float64)
        return summed

    def counts(self) -> dict[str, Keep]:
        """What is left of each layer."""
        return {n: Keep(self.columns(n), self.rows(n)) for n in self.layers}

    def remove_taps(self, name: str, gone: Ints) -> None:
        """Removes taps of a layer, none of them gone before."""
        self.taps[name][gone] = False
        self.channel_scores[name] -= self._scores[name][:, gone].sum(axis=1)
        np.maximum(self.channel_scores[name], 0, out=self.channel_scores[name])  # differences round

    def remove_channels(self, group: str, gone: Ints) -> Sequence[str]:
        """Removes channels, none of them gone before, and the taps that they feed. Returns the layers that shrank."""
        self.channels[group][gone] = False
        for name in self.writers[group]:
            self.tap_scores[name] -= self._scores[name][gone].sum(axis=0)
            np.maximum(self.tap_scores[name], 0, out=self.tap_scores[name])
        for name in self.readers[group]:
            self.remove_taps(name, np.flatnonzero(self.taps[name] & ~self.fed(name)))
        return [*self.writers[group], *self.readers[group]]
