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

from hdlgen.frontend.onnx.reader import Reading, reading
from hdlgen.frontend.operators import Real
from hdlgen.frontend.original import Original

STANDARD = ("", "ai.onnx")
"""Domains of operators that ONNX Runtime knows; networks with others are QONNX's."""


def original(path: Path, name: str) -> Original:
    """The network in file `path`, called `name`. Raises SpecError with all that cannot be taken."""
    read = reading(path)
    source = replace(read.source, name=name)
    plain = all(node.domain in STANDARD for node in onnx.load(path, load_external_data=False).graph.node)
    package, shown = ("onnxruntime", "ONNX Runtime") if plain else ("qonnx", "QONNX")
    if importlib.util.find_spec(package) is None:
        return Original(source, f"{package} is not installed: pip install {package}", None)
    tool = f"{shown} {importlib.metadata.version(package)}"
    return Original(source, tool, _Run(read, (_runtime if plain else _qonnx)(path, read)))


class _Run:
    """The results of a file, of images in its own arrangement.

    start  gives the tensors of the outputs for the tensor of the input
    """

    def __init__(self, read: Reading, start: Callable[[NDArray[Any]], list[NDArray[Any]]]) -> None:
        self._read, self._start = read, start

    def __call__(self, images: Real) -> list[Real]:
        found: list[list[Real]] = [[] for _ in self._read.outputs]
        for part in self._read.batches(images):
            for of, output, tensor in zip(
                found, self._read.outputs, self._start(self._read.input.tensor(part)), strict=True
            ):
                of.append(output.images(tensor, len(part)))
        return [np.concatenate(parts) for parts in found]


def _runtime(path: Path, read: Reading) -> Callable[[NDArray[Any]], list[NDArray[Any]]]:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    names = [output.name for output in read.outputs]
    return lambda images: list(session.run(names, {read.input.name: images}))


def _qonnx(path: Path, read: Reading) -> Callable[[NDArray[Any]], list[NDArray[Any]]]:
    from qonnx.core.modelwrapper import ModelWrapper
    from qonnx.core.onnx_exec import execute_onnx
    from qonnx.transformation.infer_shapes import InferShapes

    model = ModelWrapper(str(path)).transform(InferShapes())

    def run(images: NDArray[Any]) -> list[NDArray[Any]]:
        found = execute_onnx(model, {read.input.name: images})
        return [found[output.name] for output in read.outputs]

    return run
