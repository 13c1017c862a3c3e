"""Which channels of a network are kept or removed together, and which layers read and write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from hdlgen.frontend.torch.network import Network, Weighted, weighted
from hdlgen.ir.channels import Classes, Passage
from hdlgen.spec.names import INPUT


def classes_of(network: Network) -> Classes:
    """The channels of the images and of each node's value that stay or go together; images and outputs stay.

    Behind a flatten they are still those in front of it; each of them feeds several taps side by side.
    """
    channels = {INPUT: _image_channels(network)}
    passages = []
    for name, module, reads in network.nodes:
        if isinstance(module, Weighted):
            channels[name] = len(module.weight)
        else:
            channels[name] = channels[reads[0]]
            passages += [Passage(read, name, np.arange(channels[name])) for read in reads]
    return Classes.find(channels, passages, [INPUT, network.nodes[-1].name])


def _image_channels(network: Network) -> int:
    """Channels of the images. Those that linear layers alone read are vectors of as many."""
    of_images, counts = {INPUT}, []
    for name, module, reads in network.nodes:
        if of_images.intersection(reads):
            if isinstance(module, Weighted):
                counts.append(module.weight.shape[1])
            else:
                of_images.add(name)
    return min(counts, default=1)  # a linear layer behind a flatten reads each of them several times


@dataclass(frozen=True)
class Wiring:
    """Groups of channels that are kept or removed together. A group has the name of its first layer, or INPUT.

    writes  by layer: the group of its outputs; layers whose outputs meet in an add or a scale have one
    reads   by layer: the group that it reads
    fixed   groups that lose no channel: the images' and the outputs'
    """

    writes: Mapping[str, str]
    reads: Mapping[str, str]
    fixed: frozenset[str]

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The layers that write each group, first to last; without a group that is the images alone."""
        return {g: tuple(n for n, own in self.writes.items() if own == g) for g in dict.fromkeys(self.writes.values())}

    def readers(self, group: str) -> tuple[str, ...]:
        """The layers that read `group`, first to last."""
        return tuple(n for n, read in self.reads.items() if read == group)


def wiring(network: Network) -> Wiring:
    """The wiring of `network`: adds and scales alone join values, so that channels of one layer are in one group."""
    classes = classes_of(network)
    layers = weighted(network)
    names: dict[int, str] = {}  # of each group, by the class of its first channel
    for name in (INPUT, *layers):
        names.setdefault(int(classes.of[name][0]), name)
    groups = {name: names[int(of[0])] for name, of in classes.of.items()}
    return Wiring(
        {n: groups[n] for n in layers},
        {name: groups[reads[0]] for name, module, reads in network.nodes if isinstance(module, Weighted)},
        frozenset({groups[INPUT], groups[network.nodes[-1].name]}),
    )


def inputs(network: Network) -> dict[str, int]:
    """Channels that each layer with weights reads; behind a flatten, each of them feeds several taps side by side."""
    classes = classes_of(network)
    return {name: len(classes.of[reads[0]]) for name, module, reads in network.nodes if isinstance(module, Weighted)}
