"""`original`: a PyTorch module as a Source, and as PyTorch computes it."""

from __future__ import annotations

import copy

import numpy as np
import torch
from torch import nn
from torch.export import ExportedProgram

from hdlgen.arith import Shape
from hdlgen.frontend.operators import Real
from hdlgen.frontend.original import Original, channels_last
from hdlgen.frontend.source import Source
from hdlgen.frontend.torch.reader import BATCH, exported, read


def original(module: nn.Module, in_shape: Shape, name: str) -> Original:
    """`module` on images of `in_shape` (rows, columns, channels). Raises SpecError with all that cannot be taken."""
    program = exported(module, in_shape)
    source = read(program, in_shape, name)
    return Original(source, f"PyTorch {torch.__version__}", _Run(program, source))


class _Run:
    """The results of `source`, of the exported program from which it was read."""

    def __init__(self, program: ExportedProgram, source: Source) -> None:
        self._shapes = [source.shapes[name] for name in source.outputs]
        self._module = copy.deepcopy(program.graph_module)
        nodes = {node.name: node for node in self._module.graph.nodes}
        end = next(node for node in nodes.values() if node.op == "output")
        end.args = (tuple(nodes[label] for label in source.labels),)
        self._module.graph.eliminate_dead_code()
        self._module.recompile()
        tensors = {**program.state_dict, **program.constants}
        specs = program.graph_signature.input_specs
        self._inputs = [None if spec.target is None else tensors[spec.target] for spec in specs]

    def __call__(self, images: Real) -> list[Real]:
        # A copy: strides of axes of 1 that are not the usual ones let PyTorch 2.13 compute something else.
        first_channels = np.array(images.transpose(0, 3, 1, 2), np.float32, order="C", copy=True)
        found: list[list[Real]] = []
        with torch.no_grad():
            for first in range(0, len(images), BATCH):
                part = torch.from_numpy(first_channels[first : first + BATCH])
                more = BATCH - len(part)  # it was exported for so many
                filled = torch.cat([part, part[:1].expand(more, *part.shape[1:])]) if more else part
                results = self._module(*(filled if tensor is None else tensor for tensor in self._inputs))
                found.append([y[: len(part)].numpy() for y in results])
        whole = [np.concatenate(parts) for parts in zip(*found, strict=True)]
        return [channels_last(y, shape) for y, shape in zip(whole, self._shapes, strict=True)]
