"""What a PyTorch module computes, as nodes: symbolic execution of its forward."""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from torch import fx, nn

from hdlgen.errors import Mistake, SpecError
from hdlgen.frontend.torch.network import Add, Node, Scale
from hdlgen.spec.names import INPUT

KNOWN = (
    nn.Conv2d, nn.Linear, nn.BatchNorm2d, nn.BatchNorm1d, nn.ReLU, nn.ReLU6, nn.Hardtanh, nn.MaxPool2d, nn.AvgPool2d,
    nn.AdaptiveAvgPool2d, nn.Flatten, nn.Dropout, nn.Dropout2d, nn.LogSoftmax, nn.Identity, nn.ConvTranspose2d,
    nn.Hardsigmoid, nn.Sigmoid, Add, Scale,
)  # fmt: skip
"""Modules that hdlgen knows; of exactly these classes, as a derived one may compute something else."""
RELU = {torch.relu, torch.relu_, F.relu, F.relu_, "relu", "relu_"}
ADD = {operator.add, operator.iadd, torch.add, "add", "add_"}
MULTIPLY = {operator.mul, operator.imul, torch.mul, "mul", "mul_"}
SIGMOID = {torch.sigmoid, F.sigmoid, "sigmoid"}
POOL = ("kernel_size", "stride", "padding")
BY_MODULE: dict[Any, tuple[type[nn.Module], tuple[str, ...]]] = {
    **dict.fromkeys((F.relu6,), (nn.ReLU6, ("inplace",))),
    **dict.fromkeys((F.hardtanh, F.hardtanh_), (nn.Hardtanh, ("min_val", "max_val", "inplace"))),
    **dict.fromkeys((F.max_pool2d, torch.max_pool2d), (nn.MaxPool2d, (*POOL, "dilation", "ceil_mode"))),
    F.avg_pool2d: (nn.AvgPool2d, (*POOL, "ceil_mode", "count_include_pad", "divisor_override")),
    F.adaptive_avg_pool2d: (nn.AdaptiveAvgPool2d, ("output_size",)),
    F.hardsigmoid: (nn.Hardsigmoid, ("inplace",)),
    F.dropout: (nn.Dropout, ("p", "training", "inplace")),
    F.dropout2d: (nn.Dropout2d, ("p", "training", "inplace")),
    F.log_softmax: (nn.LogSoftmax, ("dim",)),
}
"""Functions that a module stands for, and their arguments behind the first."""
WITHOUT_EFFECT = ("inplace", "training", "_stacklevel")
"""Arguments that change nothing here: dropout is for training, whatever the function is told."""
FLATTEN = {torch.flatten, "flatten"}
INSTEAD = {
    **dict.fromkeys(("view", "reshape", "size", "getattr", "squeeze"), "flatten with torch.flatten(x, 1)"),
    **dict.fromkeys(
        ("cat", "concat", "stack"),
        "join branches with a + b: a convolution of joined parts is the sum of convolutions of each",
    ),
    "mean": "use the module nn.AdaptiveAvgPool2d(1)",
    "softmax": "give the logits: training and the largest of them need no softmax",
}
"""What to write for functions that often stand for something known."""


class Unknown(nn.Module):
    """Stands for what cannot be translated."""


@dataclass
class Traced:
    """A module's forward, as far as it could be translated.

    nodes     in the order of execution; identities are left out
    paths     by node: where the module is, as in layer1.0.conv1; of a function, where it is called
    output    name of the node that is given
    mistakes  what could not be translated
    """

    nodes: list[Node] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    output: str = INPUT
    mistakes: list[Mistake] = field(default_factory=list)


class _Tracer(fx.Tracer):
    def is_leaf_module(self, m: nn.Module, module_qualified_name: str) -> bool:
        return type(m) in KNOWN or super().is_leaf_module(m, module_qualified_name)


def trace(module: nn.Module) -> Traced:
    """The nodes of `module`. Raises SpecError if its forward cannot be executed symbolically."""
    try:
        graph = _Tracer().trace(module)
    except (ValueError, TypeError, RuntimeError, NameError) as error:  # of forwards that look at what is no value yet
        raise SpecError(
            "network",
            f"its forward cannot be traced: {str(error).partition('. ')[0]}",
            fix="call the module's own layers, and the same for every image: no `if`, `len` or loop that depends on x",
        ) from error
    traced = Traced()
    used = _used(graph)
    at: dict[fx.Node, str] = {}  # our name of each value
    for node in graph.nodes:
        if node.op == "placeholder":
            if at:
                traced.mistakes.append(Mistake("network", f"its forward takes {node.target} too", "take images alone"))
            at[node] = INPUT
        elif node.op == "output":
            traced.output = _output(node.args[0], at, traced)
        elif node in used:
            _add(node, module, at, traced)
    return traced


def _used(graph: fx.Graph) -> set[fx.Node]:
    """The nodes on which the output depends."""
    used: set[fx.Node] = set()
    for node in reversed(graph.nodes):
        if node in used or node.op == "output":
            used.update(node.all_input_nodes)
    return used


def _output(value: Any, at: dict[fx.Node, str], traced: Traced) -> str:
    if isinstance(value, fx.Node):
        return at[value]
    traced.mistakes.append(Mistake("network", "its forward gives no single tensor", "give the logits alone"))
    return INPUT


def _add(node: fx.Node, root: nn.Module, at: dict[fx.Node, str], traced: Traced) -> None:
    """Translates one call."""
    read = [a for a in (*node.args, *node.kwargs.values()) if isinstance(a, fx.Node)]
    if node.op == "call_module":
        path, called = str(node.target), root.get_submodule(str(node.target))
        if isinstance(called, nn.Identity):
            at[node] = at[read[0]]
            return
        if called in (n.module for n in traced.nodes):
            if called.state_dict():
                what, fix = "is called more than once", "make a layer for each call: hardware has its weights in place"
                traced.mistakes.append(Mistake(path, what, fix))
            called = nn.ReLU() if isinstance(called, nn.ReLU) else called
    else:
        scope = list(node.meta.get("nn_module_stack") or ())
        path = ".".join([*scope[-1:], _name(node.target)])
        called = _function(node)
        if isinstance(called, Unknown):
            instead = INSTEAD.get(_name(node.target), "use convolutions, linear layers, ReLU, pools, flatten and a + b")
            traced.mistakes.append(Mistake(path, "has no hardware", instead))
    if isinstance(called, nn.ReLU):
        called = nn.ReLU()  # in place it would change what others may read
    elif isinstance(called, nn.Hardtanh):
        called = nn.Hardtanh(called.min_val, called.max_val)  # as above
    base = name = name_of(path)
    count = 0
    while name == INPUT or name in traced.paths:
        count += 1
        name = f"{base}_{count}"
    at[node] = name
    traced.paths[name] = path
    traced.nodes.append(Node(name, called, tuple(at[r] for r in read)))


def name_of(path: str) -> str:
    """The layer's name; those of a `Sequential` without names begin with a number, which no name does."""
    name = path.replace(".", "_")
    return f"layer{name}" if name[:1].isdigit() else name


def _name(target: Any) -> str:
    if target is F.max_pool2d:
        return "max_pool2d"  # its own __name__ is that of a decorator
    return target if isinstance(target, str) else str(target.__name__)


def _function(node: fx.Node) -> nn.Module:
    """The module for a function, a method or an operator."""
    args, target = node.args, node.target
    tensors = sum(isinstance(a, fx.Node) for a in args)
    more = {k: v for k, v in node.kwargs.items() if k != "inplace"}
    if target in BY_MODULE and tensors == 1:
        kind, names = BY_MODULE[target]
        given = dict(zip(names, [a for a in args if not isinstance(a, fx.Node)], strict=False)) | node.kwargs
        try:
            return kind(**{k: v for k, v in given.items() if k not in (*WITHOUT_EFFECT, "input") and v is not None})
        except TypeError:  # of arguments that the module has not
            return Unknown()
    if target in RELU and tensors == 1 and not more:
        return nn.ReLU()
    if target in ADD and len(args) == tensors == 2 and not more:
        return Add()
    if target in MULTIPLY and len(args) == tensors == 2 and not more:
        return Scale()
    if target in SIGMOID and tensors == 1 and not more:
        return nn.Sigmoid()
    if target in FLATTEN and tensors == 1:
        given = dict(zip(("start_dim", "end_dim"), args[1:], strict=False)) | more
        return nn.Flatten(given.get("start_dim", 0), given.get("end_dim", -1))  # type: ignore[arg-type]
    return Unknown()
