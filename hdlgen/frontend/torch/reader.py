"""`read`: what a PyTorch module computes, through `torch.export`."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import warnings

import torch
import torch.ao.quantization.fx._decomposed  # registers the operators of quantized modules
from torch import fx, nn
from torch.export import ExportedProgram

from hdlgen.arith import Shape
from hdlgen.errors import Mistake, SpecError
from hdlgen.frontend.builder import Builder, UnknownError
from hdlgen.frontend.source import Source
from hdlgen.frontend.torch.call import Call, Constant, Stream
from hdlgen.frontend.torch.operators import GRIDS, INSTEAD, OPERATORS
from hdlgen.spec.names import INPUT

NAMED = ("conv2d", "conv_transpose2d", "linear")
"""Operators that take their module's name, whatever else that module does."""
BATCH = 16
"""Images of the example that a module is exported with: shapes that begin with so many are of a batch."""


def exported(module: nn.Module, in_shape: Shape) -> ExportedProgram:
    """`module` in inference, as operators on images [BATCH, channel, row, column]. Raises SpecError if it cannot be."""
    rows, columns, channels = in_shape
    logging.disable()  # of how it is exported; why it cannot be is told below
    try:
        with torch.no_grad(), warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")  # of how PyTorch will compute it, not what
            return torch.export.export(module.eval(), (torch.zeros(BATCH, channels, rows, columns),))
    except Exception as error:  # whatever the module's own code raises
        text = str(error).strip().partition("\n")[0]
        if line := re.search(r'The following call raised this error:\n *File "(.*)", line (\d+)', str(error)):
            text += f" ({line[1]}:{line[2]})"
        raise SpecError(
            "network",
            f"its forward cannot be exported for images of {channels}×{rows}×{columns}: {text}",
            fix="give a module that takes such images, and whose forward is the same for all of them",
        ) from error
    finally:
        logging.disable(logging.NOTSET)


def read(program: ExportedProgram, in_shape: Shape, name: str) -> Source:
    """What `exported` gives, of images of `in_shape` (rows, columns, channels), as a Source called `name`.

    Its labels are the names of the nodes of `program.graph`. Raises SpecError with all that cannot be taken.
    """
    builder = Builder(name, in_shape)
    tensors = {**program.state_dict, **program.constants}
    held = {s.arg.name: tensors[s.target] for s in program.graph_signature.input_specs if s.target is not None}
    values: dict[fx.Node, object] = {}
    results: list[fx.Node] = []
    for node in program.graph.nodes:
        if node.op == "placeholder":
            if node.name not in held and Stream(INPUT) in values.values():
                builder.mistakes.append(Mistake("network", f"its forward takes {node.name} too", "take images alone"))
            values[node] = Constant(held[node.name]) if node.name in held else Stream(INPUT)
        elif node.op == "output":
            results = [n for n in node.args[0] if isinstance(n, fx.Node)]
        elif all(n in values for n in node.all_input_nodes):  # else behind a mistake
            path, called = _place(node)
            try:
                values[node] = _value(Call(node, path, called, values, builder))
            except UnknownError as unknown:
                builder.mistakes.append(Mistake(path, unknown.what, unknown.fix))
    names, labels = [], []
    for node in results:
        value = values.get(node)
        if isinstance(value, Stream) and not value.padding:
            names.append(value.name)
            labels.append(value.label or node.name)
        elif value:
            builder.mistakes.append(Mistake("network", "gives what is no result of a layer", "give what a layer gives"))
    return builder.source(tuple(names), tuple(labels))


def _place(node: fx.Node) -> tuple[str, str]:
    """Where a call is, for its author, and what its layer is called."""
    stack = list((node.meta.get("nn_module_stack") or {}).values())
    path, kind = stack[-1] if stack else ("", "")
    path = str(path)
    if path and (str(kind).startswith("torch.nn.modules") or _kind(node) in NAMED):
        return path, path
    place, kind = (".".join(filter(None, [path, str(word).rstrip("_")])) for word in (node.name, _kind(node)))
    return place, kind


def _kind(node: fx.Node) -> str:
    """Name of what is called, without namespace and overload."""
    return str(node.target).removeprefix("aten.").partition(".")[0]


def _value(call: Call) -> object:
    """What a call gives; nothing, if it but checks."""
    if call.kind == "_assert_tensor_metadata":  # in front of every cast
        return None
    if call.constant_alone and call.kind not in GRIDS:
        return call.computed()
    read = OPERATORS.get(call.kind)
    if read is None:
        fix = INSTEAD.get(
            call.kind, "use convolutions, linear layers, pools, activations, a + b, x·gate, cat, upsampling"
        )
        raise UnknownError(f"has a {call.kind}, for which there is no hardware", fix)
    value = read(call)
    if unseen := ", ".join(call.unseen()):
        raise UnknownError(f"has a {call.kind} with {unseen}, for which there is no hardware", "leave that out")
    return value
