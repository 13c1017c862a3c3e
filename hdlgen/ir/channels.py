"""`Classes`: channels that are there for one another: they stay together or go together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.arith.operator import Mask


class Passage(NamedTuple):
    """How channels of one image become part of another's.

    source, target  names of the images
    into            int64[channel of the source]: the channel of the target that each becomes part of
    """

    source: str
    target: str
    into: Ints


@dataclass(frozen=True)
class Classes:
    """Every channel of every image in a network, by class.

    A channel is of one class with those that it becomes part of (`Passage`). So channel c of one end of a residual
    connection goes only with channel c of the other, and a channel behind a concat with the one in front of it.

    of     class of each channel, int64[channel] by image
    fixed  bool[class]: those that stay
    """

    of: Mapping[str, Ints]
    fixed: Mask

    @classmethod
    def find(cls, channels: Mapping[str, int], passages: Collection[Passage], held: Iterable[str]) -> Classes:
        """The classes of images with so many channels; those of the images `held` are fixed."""
        first = dict(zip(channels, np.cumsum([0, *channels.values()]).tolist(), strict=False))
        none = np.zeros(0, np.int64)
        a = np.concatenate([none, *(first[p.source] + np.arange(len(p.into)) for p in passages)])
        b = np.concatenate([none, *(first[p.target] + p.into for p in passages)])
        of_channel = np.arange(sum(channels.values()))  # the least channel that is known to be of the same class
        while True:
            least, known = np.minimum(of_channel[a], of_channel[b]), of_channel.copy()
            np.minimum.at(known, a, least)
            np.minimum.at(known, b, least)
            known = known[known]
            if np.array_equal(known, of_channel):
                break
            of_channel = known
        roots, numbers = np.unique(of_channel, return_inverse=True)
        of = {name: numbers[start : start + channels[name]] for name, start in first.items()}
        fixed = np.zeros(len(roots), np.bool_)
        for name in held:
            fixed[of[name]] = True
        return cls(of, fixed)

    def everywhere(self, held: Mapping[str, Mask]) -> Mask:
        """bool[class]: those all of whose channels in the images `held` are True there."""
        every: Mask = np.ones(len(self.fixed), np.bool_)
        for name, mask in held.items():
            every[self.of[name][~mask]] = False
        return every

    def leaving(self, gone: Mask) -> Mask:
        """Of the classes `gone` bool[class] those that may: fixed ones stay, and a channel of each image at least."""
        leaving = gone & ~self.fixed
        for of in self.of.values():
            if leaving[of].all():
                leaving[of[0]] = False
        return leaving
