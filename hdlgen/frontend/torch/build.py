"""`module_of`: a float `Source` as a PyTorch module that can be trained on."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from hdlgen.errors import Mistake, SpecError
from hdlgen.frontend.operators import (
    Add,
    AnyOperator,
    Average,
    Clip,
    Conv,
    Linear,
    MaxPool,
)
from hdlgen.frontend.source import Source
from hdlgen.spec.names import INPUT


def module_of(source: Source) -> nn.Module:
    """`source`, which `simplify` gave, with its weights: convolutions, linear layers, ReLU, pools and adds.

    Images float32[image, channel, row, column]. Raises SpecError with all that `compress` has no module for.
    """
    mistakes = [
        Mistake(n.where, f"is a {type(n.op).__name__.lower()}, which compression does not train", "import it instead")
        for n in source.nodes
        if _module(n.op) is None
    ]
    quantized = [n.where for n in source.nodes if isinstance(n.op, Conv | Linear) and n.op.grid is not None]
    mistakes += [Mistake(where, "is quantized already", "start with a float network") for where in quantized]
    if len(source.outputs) != 1:
        mistakes.append(Mistake("network", f"has {len(source.outputs)} results", "train a network with one"))
    if mistakes:
        raise SpecError.of(mistakes)
    return _Module(source)


class _Module(nn.Module):
    def __init__(self, source: Source) -> None:
        super().__init__()
        self._calls = [(node.name, node.inputs) for node in source.nodes]
        self._flatten = {
            node.name for node in source.nodes if isinstance(node.op, Linear) and not _flat(source, node.inputs[0])
        }
        self._output = source.outputs[0]
        for node in source.nodes:
            module = _module(node.op)
            assert module is not None, "refused before"
            self.add_module(node.name, module)

    def forward(self, images: Tensor) -> Tensor:
        """The result of `images`."""
        values = {INPUT: images}
        for name, inputs in self._calls:
            read = [values[n] for n in inputs]
            if name in self._flatten:
                read = [torch.flatten(read[0], 1)]
            values[name] = read[0] + read[1] if len(read) == 2 else self.get_submodule(name)(*read)
        return values[self._output]


def _flat(source: Source, name: str) -> bool:
    """Whether node `name` gives what PyTorch sees as vectors: behind a linear layer, before anything else."""
    while name != INPUT:
        node = source[name]
        if isinstance(node.op, Linear):
            return True
        if not isinstance(node.op, Clip | Add):
            return False
        name = node.inputs[0]
    return False


def _module(op: AnyOperator) -> nn.Module | None:
    """What computes `op`; None if there is none."""
    match op:
        case Conv():
            out, per_group, *kernel = op.weight.shape
            top, left, bottom, right = op.padding
            if (top, left) != (bottom, right):
                return None
            conv = nn.Conv2d(
                per_group * op.groups, out, (kernel[0], kernel[1]), op.stride, (top, left), op.dilation, op.groups
            )
            return _filled(conv, op)
        case Linear():
            return _filled(nn.Linear(op.weight.shape[1], op.weight.shape[0]), op)
        case Clip(lo=0.0):
            return nn.ReLU() if op.hi == float("inf") else nn.Hardtanh(0.0, op.hi)
        case MaxPool() | Average():
            if op.kernel is None:
                return nn.AdaptiveAvgPool2d(1) if isinstance(op, Average) else None
            if op.padding[:2] != op.padding[2:]:
                return None
            pool = nn.MaxPool2d if isinstance(op, MaxPool) else nn.AvgPool2d
            return pool(_side(op.kernel), _side(op.stride), _side(op.padding[:2]))
        case Add():
            return nn.Identity()  # two values, added where they are called
        case _:
            return None


def _side(both: tuple[int, int]) -> int | tuple[int, int]:
    """n where both are n."""
    return both[0] if both[0] == both[1] else both


def _filled(module: nn.Conv2d | nn.Linear, op: Conv | Linear) -> nn.Module:
    """`module` with the weights of `op`."""
    module.weight.data = torch.from_numpy(op.weight.astype("float32"))
    assert module.bias is not None, "made with one"
    module.bias.data = torch.from_numpy(op.bias.astype("float32"))
    return module
