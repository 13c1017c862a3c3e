"""Passes: a graph in, a new graph of the same meaning out."""

from hdlgen.ir.graph import Graph
from hdlgen.ir.passes.constant_channels import remove_constant_channels
from hdlgen.ir.passes.unused_channels import remove_unused_channels
from hdlgen.ir.rules import check

__all__ = ["remove_constant_channels", "remove_unused_channels", "simplify"]


def simplify(graph: Graph) -> Graph:
    """`graph` after all passes, repeated until nothing changes; the graph is checked after each."""
    while True:
        before = graph
        for step in (remove_constant_channels, remove_unused_channels):
            graph = step(graph)
            check(graph)
        if graph is before:
            return graph
