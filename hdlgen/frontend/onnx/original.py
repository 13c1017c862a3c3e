"""`original`: an ONNX file as a Source, and as ONNX Runtime, or QONNX's own executor, computes it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

from hdlgen.frontend.onnx.reader import Arranged, Reading, reading
from hdlgen.frontend.operators import Real
from hdlgen.frontend.original import Original

Start = Callable[[NDArray[Any]], list[NDArray[Any]]]
"""Gives the tensors of the outputs for that of the input."""
STANDARD = ("", "ai.onnx")
"""Domains of operators that ONNX Runtime knows; networks with others are QONNX's."""


def original(path: Path, name: str) -> Original:
    """The network in file `path`, called `name`. Raises SpecError with all that cannot be taken."""
    read = reading(path)
    source = replace(read.source, name=name)
    model = onnx.load(path)
    plain = all(node.domain in STANDARD for node in model.graph.node)
    package, shown = ("onnxruntime", "ONNX Runtime") if plain else ("qonnx", "QONNX")
    if importlib.util.find_spec(package) is None:
        return Original(source, f"{package} is not installed: pip install {package}", None)
    tool = f"{shown} {importlib.metadata.version(package)}"
    names = [_compared(model.graph, output) for output in read.outputs]
    model.graph.output.extend(
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)
        for name in dict.fromkeys(names)
        if name not in {output.name for output in model.graph.output}
    )
    try:
        run = _Run(read, (_runtime if plain else _qonnx)(model, read.input.name, names))
        run(np.zeros((1, *source.in_shape), np.float32))
        return Original(source, tool, run)
    except Exception as error:  # of a tool that is not ours, and that may not know what we read
        text = str(error).strip().partition("\n")[0]
        return Original(source, f"{tool} does not compute it: {text or type(error).__name__}", None)


def _compared(graph: onnx.GraphProto, output: Arranged) -> str:
    """The tensor that a result of the Source is: the output itself, or what the Softmax in front of it reads."""
    made = {name: node for node in graph.node for name in node.output}
    name, behind = output.name, bool(output.behind)
    while behind:
        node = made[name]
        name, behind = node.input[0], node.op_type != output.behind
    return str(name)


class _Run:
    """The results of a file, of images in its own arrangement.

    start  gives the tensors of the outputs for the tensor of the input
    """

    def __init__(self, read: Reading, start: Start) -> None:
        self._read, self._start = read, start

    def __call__(self, images: Real) -> list[Real]:
        found: list[list[Real]] = [[] for _ in self._read.outputs]
        for part in self._read.batches(images):
            for of, output, tensor in zip(
                found, self._read.outputs, self._start(self._read.input.tensor(part)), strict=True
            ):
                of.append(output.images(tensor, len(part)))
        return [np.concatenate(parts)[: len(images)] for parts in found]


def _runtime(model: onnx.ModelProto, entry: str, names: list[str]) -> Start:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    # The operators one by one, as they are written: fused integer ones saturate at 16 bits on some processors.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return lambda images: list(session.run(names, {entry: images}))


def _qonnx(model: onnx.ModelProto, entry: str, names: list[str]) -> Start:
    from qonnx.core.modelwrapper import ModelWrapper
    from qonnx.core.onnx_exec import execute_onnx
    from qonnx.transformation.infer_shapes import InferShapes

    wrapped = ModelWrapper(model).transform(InferShapes())

    def run(images: NDArray[Any]) -> list[NDArray[Any]]:
        found = execute_onnx(wrapped, {entry: images})
        return [found[name] for name in names]

    return run
