"""The quantized network: frozen nodes, integer ranges, exact integer meaning."""

from hdlgen.ir.graph import AddNode, ArrayNode, AvgPoolNode, Graph, InputNode, MaxPoolNode, Node
from hdlgen.ir.lower import lower
from hdlgen.ir.rules import check

__all__ = ["AddNode", "ArrayNode", "AvgPoolNode", "Graph", "InputNode", "MaxPoolNode", "Node", "check", "lower"]
