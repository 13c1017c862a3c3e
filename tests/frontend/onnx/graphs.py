"""Small ONNX graphs, and what ONNX Runtime and qonnx make of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from hdlgen.errors import Mistake, SpecError
from hdlgen.frontend.onnx.reader import Reading, reading

onnxruntime.set_default_logger_severity(4)
QONNX = "qonnx.custom_op.general"


def node(operator: str, inputs: str, output: str, *, domain: str = "", **attributes: Any) -> NodeProto:
    """`inputs` and outputs are names with blanks between; a dot is an input that is left out."""
    names = ["" if name == "." else name for name in inputs.split()]
    return helper.make_node(
        operator, names, output.split(), name=f"the_{output.split()[0]}", domain=domain, **attributes
    )


def graph(
    nodes: Sequence[NodeProto],
    shape: Sequence[int | str],
    constants: Mapping[str, Any] | None = None,
    *,
    opset: int = 17,
    kind: int = TensorProto.FLOAT,
    outputs: Mapping[str, int] | None = None,
    versions: Mapping[str, int] | None = None,
) -> ModelProto:
    """A graph from `x`, of `shape`, to `y`, or to `outputs` of these types.

    Constants that are floats become float32.
    """
    tensors = []
    for name, value in (constants or {}).items():
        array = np.asarray(value)
        tensors.append(numpy_helper.from_array(array.astype(np.float32) if array.dtype == np.float64 else array, name))
    made = helper.make_graph(
        nodes,
        "graph",
        [helper.make_tensor_value_info("x", kind, shape)],
        [helper.make_tensor_value_info(name, to, None) for name, to in (outputs or {"y": TensorProto.FLOAT}).items()],
        tensors,
    )
    sets = [helper.make_opsetid("", opset), *(helper.make_opsetid(*item) for item in (versions or {}).items())]
    return helper.make_model(made, opset_imports=sets, ir_version=8 if opset < 20 else 10)


def as_read(model: ModelProto | Path, folder: Path) -> Reading:
    """The graph, through a file."""
    if isinstance(model, Path):
        return reading(model)
    path = folder / "net.onnx"
    path.write_bytes(model.SerializeToString())
    return reading(path)


def images_for(read: Reading, count: int = 3, seed: int = 0) -> np.ndarray:
    """Random float32 images, of both signs; whole ones where the graph takes integers."""
    draw = np.random.default_rng(seed)
    shape = (read.input.batch or count, *read.source.in_shape)
    if np.dtype(read.input.kind).kind in "iu":
        kind = np.iinfo(read.input.kind)
        return draw.integers(kind.min, kind.max + 1, shape).astype(np.float32)
    return draw.normal(0, 2, shape).astype(np.float32)


def onnx_runtime(model: ModelProto | Path, read: Reading, images: np.ndarray) -> list[np.ndarray]:
    """Its outputs, as images."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    data = str(model) if isinstance(model, Path) else model.SerializeToString()
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    results = session.run([out.name for out in read.outputs], {read.input.name: read.input.tensor(images)})
    return [out.images(result, len(images)) for out, result in zip(read.outputs, results, strict=True)]


def own(read: Reading, images: np.ndarray, kind: type = np.float32) -> list[np.ndarray]:
    """The outputs of what was read; with the Softmax that it leaves out."""
    found = read.source.run(images.astype(kind))
    results = []
    for out, name in zip(read.outputs, read.source.outputs, strict=True):
        y = found[name].astype(np.float64)
        if out.behind:
            y = y - y.max(axis=3, keepdims=True)
            y = y - np.log(np.exp(y).sum(axis=3, keepdims=True))
            y = np.exp(y) if out.behind == "Softmax" else y
        results.append(y)
    return results


def same(model: ModelProto | Path, folder: Path, *, tolerance: float = 1e-5) -> Reading:
    """What is read of it, which gives ONNX Runtime's numbers."""
    read = as_read(model, folder)
    images = images_for(read)
    for found, wanted in zip(own(read, images), onnx_runtime(model, read, images), strict=True):
        assert found.shape == wanted.shape
        np.testing.assert_allclose(found, wanted, rtol=tolerance, atol=tolerance * max(np.abs(wanted).max(), 1e-3))
    return read


def as_qonnx(model: ModelProto, read: Reading, images: np.ndarray) -> list[np.ndarray]:
    """What qonnx's executor makes of it, as images."""
    from qonnx.core.modelwrapper import ModelWrapper
    from qonnx.core.onnx_exec import execute_onnx
    from qonnx.transformation.infer_shapes import InferShapes

    wrapped = ModelWrapper(model).transform(InferShapes())
    results: list[list[np.ndarray]] = [[] for _ in read.outputs]
    for part in read.batches(images):
        found = execute_onnx(wrapped, {read.input.name: read.input.tensor(part)})
        for out, result in zip(read.outputs, results, strict=True):
            result.append(out.images(found[out.name], len(part)))
    return [np.concatenate(result) for result in results]


def mistakes_of(model: ModelProto | bytes | Path, folder: Path) -> tuple[Mistake, ...]:
    """All that is said of a file that is refused."""
    path = model if isinstance(model, Path) else folder / "bad.onnx"
    if not isinstance(model, Path):
        path.write_bytes(model if isinstance(model, bytes) else model.SerializeToString())
    with pytest.raises(SpecError) as caught:
        reading(path)
    assert all(mistake.file == str(path) for mistake in caught.value.mistakes)
    return caught.value.mistakes


def said(model: ModelProto | bytes | Path, folder: Path) -> list[str]:
    """The same, as `where: what`."""
    return [f"{mistake.where}: {mistake.what}" for mistake in mistakes_of(model, folder)]


def random(*shape: int, seed: int = 1) -> np.ndarray:
    """float32 weights."""
    return np.random.default_rng(seed).normal(0, 0.5, shape).astype(np.float32)
