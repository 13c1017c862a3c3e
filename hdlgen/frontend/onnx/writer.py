"""`model`: the integer network as an ONNX model, in standard operators alone."""

from __future__ import annotations

from onnx import ModelProto, TensorProto, ValueInfoProto, helper

from hdlgen import __version__
from hdlgen.arith import Average
from hdlgen.errors import HdlgenError, Mistake
from hdlgen.frontend.onnx.builder import Builder
from hdlgen.frontend.onnx.layers import add_layer
from hdlgen.ir.graph import ArrayNode, Graph, InputNode, Node, OperatorNode
from hdlgen.spec.weights import peak

OPSET = 13
"""Of the operators: the oldest of which all take the types that are needed. Tools since 2021 read it."""
IR_VERSION = 7
"""Of the file: the oldest that has opset 13."""
SUM_BITS = 31
"""|sums| < 2^31: ConvInteger gives int32."""
CONSTANT_BYTES = (1 << 31) - (1 << 24)
"""Of all constants: a message of protobuf is below 2 GiB, and what is left is more than nodes and names take."""


def model(graph: Graph) -> ModelProto:
    """The model that computes `graph`; the same model for the same graph.

    The input is uint8[N, C, H, W], or int8 where the network's is signed, of the name of the graph's input node. Each
    node's result is a tensor int64[N, C, H, W] of the node's name; those of `graph.ends` are the model's outputs, in
    their order. N is any number of images. The types of their elements stand in the `doc_string` of each.

    Raises HdlgenError with every layer whose sums are beyond int32, and if the model would have 2 GiB.
    """
    most = (1 << SUM_BITS) - 1
    mistakes = [
        Mistake(node.name, f"its sums reach {largest:,}, and ONNX's ConvInteger adds in int32, up to {most:,}",
                "make it smaller, or give what enters it fewer bits")
        for node in graph.nodes if (largest := _largest_sum(node)) > most
    ]  # fmt: skip
    if mistakes:
        raise HdlgenError.of(mistakes)
    b = Builder(graph.input.name)
    for node in graph.nodes:
        if not isinstance(node, InputNode):
            add_layer(b, node)
    constants = list(b.constants.values())
    size = sum(len(constant.raw_data) for constant in constants)
    if size > CONSTANT_BYTES:
        what = f"has {size:,} bytes of constants, and an ONNX file holds {CONSTANT_BYTES:,}"
        raise HdlgenError(graph.name, what, fix="export a smaller network")
    kind = TensorProto.INT8 if graph.input.out.signed else TensorProto.UINT8
    inner = [_info(n) for n in graph.nodes if not isinstance(n, InputNode) and n.name not in graph.ends]
    made = helper.make_model(
        helper.make_graph(
            b.nodes,
            graph.name,
            [_info(graph.input, kind)],
            [_info(graph[name]) for name in graph.ends],
            constants,
            value_info=inner,
        ),
        ir_version=IR_VERSION,
        opset_imports=[helper.make_opsetid("", OPSET)],
        producer_name="hdlgen",
        producer_version=__version__,
    )
    helper.set_model_props(made, {"name": graph.name, "hdlgen": __version__})
    return made


def _info(node: Node, kind: int = TensorProto.INT64) -> ValueInfoProto:
    """What the model says of the tensor of `node`."""
    (rows, columns, channels), out = node.shape, node.out
    return helper.make_tensor_value_info(node.name, kind, ["N", channels, rows, columns], f"{out}: {out.lo}..{out.hi}")


def _largest_sum(node: Node) -> int:
    """Bound of |sums| that `node` makes in int32."""
    if isinstance(node, ArrayNode):
        return max(peak(node.weights, [1] * node.channels, [0] * node.channels, 0, node.in_type))
    if isinstance(node, OperatorNode) and isinstance(node.op, Average):
        kind = node.operands[0].type
        return node.op.pool.elements * max(-kind.lo, kind.hi)
    return 0
