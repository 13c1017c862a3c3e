"""The quantized network: frozen nodes, integer ranges, exact integer meaning."""

from hdlgen.ir.graph import ArrayNode, Graph, InputNode, Node, OperatorNode
from hdlgen.ir.lower import lower
from hdlgen.ir.rules import check

__all__ = ["ArrayNode", "Graph", "InputNode", "Node", "OperatorNode", "check", "lower"]
