"""What a node is called: in messages, and as a node of the `Source`."""

from __future__ import annotations

import re

from onnx import NodeProto

_SCOPES = "pkg.torch.onnx.name_scopes"
"""Where PyTorch's exporter says where a node comes from: the paths of the modules around it, and its name."""
_OPERATOR = re.compile(r"[A-Z]\w*")
_QUANTIZER = re.compile(r"[./](act|weight|bias|input|output)_quant\b.*")
"""The parts of a quantized module of Brevitas."""


def where(node: NodeProto) -> str:
    """For messages: its operator and its name, or what it makes if it has none; and its module, if that is known."""
    module = _module(node)
    return f'{node.op_type} "{_name(node)}"' + (f" of {module}" if module else "")


def wish(node: NodeProto) -> str:
    """The path of the module that it comes from, if that is known; else its name."""
    name = re.sub(r"(_output_\d+)?_QuantizeLinear$", "", _module(node) or _name(node).removeprefix("node_"))
    parts = [part for part in _QUANTIZER.sub("", name).split("/") if part]
    if len(parts) > 1 and _OPERATOR.fullmatch(parts[-1]):  # /layer1/layer1.0/conv1/Conv
        parts.pop()
    inner = [part for part, after in zip(parts, [*parts[1:], ""], strict=True) if not after.startswith(f"{part}.")]
    return "/".join(inner) or node.op_type


def _name(node: NodeProto) -> str:
    return node.name or next((name for name in node.output if name), "")


def _module(node: NodeProto) -> str:
    for entry in node.metadata_props:
        if entry.key == _SCOPES:
            scopes = re.findall(r"'([^']*)'", entry.value)
            return _QUANTIZER.sub("", scopes[-2]) if len(scopes) > 1 else ""
    return ""
