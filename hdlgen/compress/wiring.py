"""`Wiring`: which layers share their channels, because adds join what they give, and which read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hdlgen.compress.network import Add, Network, Weighted, weighted
from hdlgen.spec.names import INPUT


@dataclass(frozen=True)
class Wiring:
    """Groups of channels that are kept or removed together. A group has the name of its first layer, or INPUT.

    writes  by layer: the group of its outputs; layers whose outputs meet in an add have one
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
    """The wiring of `network`."""
    order = [INPUT, *weighted(network)]
    group = {INPUT: INPUT}  # of each node's value
    source = {}  # of each layer
    for name, module, reads in network.nodes:
        if isinstance(module, Weighted):
            group[name] = name
            (source[name],) = reads
        elif isinstance(module, Add):
            stays, goes = sorted((group[r] for r in reads), key=order.index)
            group = {n: stays if g == goes else g for n, g in group.items()} | {name: stays}
        else:
            group[name] = group[reads[0]]
    return Wiring(
        {n: group[n] for n in source},
        {n: group[read] for n, read in source.items()},
        frozenset({group[INPUT], group[network.nodes[-1].name]}),
    )


def coupled(network: Network) -> tuple[tuple[str, ...], ...]:
    """Layers that keep the same channels, two or more: their outputs meet in adds."""
    return tuple(layers for layers in wiring(network).groups.values() if len(layers) > 1)


def inputs(network: Network) -> dict[str, int]:
    """Channels that each layer with weights reads; behind a flatten, each of them feeds several taps side by side."""
    layers, wires = weighted(network), wiring(network)
    counts = {g: len(layers[members[0]].weight) for g, members in wires.groups.items()}
    return {n: counts.get(wires.reads[n], m.weight.shape[1]) for n, m in layers.items()}
