"""Sources with other nodes: layers for tables, quantizers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from hdlgen.frontend.names import free_name
from hdlgen.frontend.operators import Conv, Quant, Weighted
from hdlgen.frontend.quantize.place import without_table
from hdlgen.frontend.source import Node, Source

TABLE_BITS = 2
"""Of the weights of a layer that is there for its table: they are 1 and 0."""


def with_tables(source: Source) -> Source:
    """`source` with a layer in front of each function that has none to be a table of; it gives what it reads."""
    bare = without_table(source)
    nodes: list[Node] = []
    names = [node.name for node in source.nodes]
    for node in source.nodes:
        if node.name in bare:
            channels = source.shapes[node.inputs[0]][2]
            name = free_name(f"{node.name}_table", names)
            names.append(name)
            same = Conv(np.ones((channels, 1, 1, 1)), np.zeros(channels), groups=channels)
            nodes.append(Node(name, same, node.inputs, node.where))
            node = replace(node, inputs=(name,))
        nodes.append(node)
    return replace(source, nodes=tuple(nodes))


def inserted(source: Source, quantizers: Mapping[str, Quant], weights: Mapping[str, Weighted]) -> Source:
    """`source` with quantizers behind nodes, by name, and other operators in place of some."""
    nodes: list[Node] = []
    behind: dict[str, str] = {}
    names = [node.name for node in source.nodes]
    for node in source.nodes:
        inputs = tuple(behind.get(name, name) for name in node.inputs)
        nodes.append(replace(node, inputs=inputs, op=weights.get(node.name, node.op)))
        if quantizer := quantizers.get(node.name):
            behind[node.name] = free_name(f"{node.name}_quantized", names)
            names.append(behind[node.name])
            nodes.append(Node(behind[node.name], quantizer, (node.name,), node.where))
    return replace(source, nodes=tuple(nodes), outputs=tuple(behind.get(name, name) for name in source.outputs))
