"""`Source`: a network as somebody else wrote it. What PyTorch modules and ONNX files are read into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hdlgen.arith import Shape
from hdlgen.errors import HdlgenError, Mistake, SpecError
from hdlgen.frontend.operators import AnyOperator, Real
from hdlgen.spec.names import INPUT

BATCH = 64
"""Images that `values` computes at a time."""


@dataclass(frozen=True, eq=False)
class Node:
    """An operator and what it reads.

    name    unique; an identifier, from which the layer takes its name
    inputs  names of nodes in front of it, or INPUT
    where   the node as its author knows it: of ONNX its name and operator, of PyTorch the module's path
    """

    name: str
    op: AnyOperator
    inputs: tuple[str, ...]
    where: str


@dataclass(frozen=True, eq=False)
class Source:
    """Nodes, each behind those that it reads, on images of `in_shape`.

    name     of the network
    outputs  the nodes, or INPUT, whose values are the network's results, in this order
    labels   of each output, what its author calls it
    """

    name: str
    in_shape: Shape
    nodes: tuple[Node, ...]
    outputs: tuple[str, ...]
    labels: tuple[str, ...]

    def __post_init__(self) -> None:
        assert len(self._by_name) == len(self.nodes), "names are unique"

    def __getitem__(self, name: str) -> Node:
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Node]:
        return {node.name: node for node in self.nodes}

    @cached_property
    def readers(self) -> dict[str, tuple[Node, ...]]:
        """The nodes that read each node, and INPUT."""
        found: dict[str, list[Node]] = {name: [] for name in (INPUT, *self._by_name)}
        for node in self.nodes:
            for name in dict.fromkeys(node.inputs):
                found[name].append(node)
        return {name: tuple(nodes) for name, nodes in found.items()}

    @cached_property
    def shapes(self) -> dict[str, Shape]:
        """Of every node's result, and of INPUT. Raises SpecError with every node that cannot read what enters it."""
        found: dict[str, Shape] = {INPUT: self.in_shape}
        mistakes = []
        for node in self.nodes:
            if not all(name in found for name in node.inputs):
                continue  # behind a mistake
            try:
                found[node.name] = node.op.shape(*(found[name] for name in node.inputs))
            except HdlgenError as error:
                mistakes += [Mistake(node.where, f"{m.where}: {m.what}", m.fix) for m in error.mistakes]
        if mistakes:
            raise SpecError.of(mistakes)
        return found

    def values(self, images: Real) -> Iterator[tuple[str, Real]]:
        """Every node's result for `images` [image, row, column, channel], in order; forgotten when it was read."""
        held: dict[str, Real] = {INPUT: images}
        unread = {name: len(nodes) for name, nodes in self.readers.items()}
        for node in self.nodes:
            held[node.name] = node.op.apply(*(held[name] for name in node.inputs))
            for name in dict.fromkeys(node.inputs):
                unread[name] -= 1
                if not unread[name]:
                    del held[name]
            yield node.name, held[node.name]
            if not unread[node.name]:
                del held[node.name]

    def run(self, images: Real, names: Sequence[str] = ()) -> dict[str, Real]:
        """The results for `images` of the nodes `names`; of the outputs if there are none. BATCH images at a time."""
        wanted = tuple(names) or self.outputs
        found: dict[str, list[Real]] = {name: [] for name in wanted}
        for first in range(0, len(images), BATCH):
            part = images[first : first + BATCH]
            for name, value in ((INPUT, part), *self.values(part)) if INPUT in wanted else self.values(part):
                if name in found:
                    found[name].append(value)
        return {name: np.concatenate(values) for name, values in found.items()}
