"""What computes ONNX models that is not ours: ONNX Runtime, and the executor that comes with onnx."""

from dataclasses import replace

import numpy as np
import onnx
import onnxruntime
from onnx.reference import ReferenceEvaluator

from hdlgen.frontend.onnx.writer import model
from hdlgen.ir.graph import InputNode
from hdlgen.reference import exact


def run(made, images, *, reference=False):
    """Results [image, row, column, channel] by name, of `images` of that form; the model is checked before."""
    onnx.checker.check_model(made, full_check=True)
    if reference:
        session = ReferenceEvaluator(made)
    else:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(made.SerializeToString(), options, providers=["CPUExecutionProvider"])
    (entering,) = made.graph.input
    kind = onnx.helper.tensor_dtype_to_np_dtype(entering.type.tensor_type.elem_type)
    results = session.run(None, {entering.name: images.transpose(0, 3, 1, 2).astype(kind)})
    return {info.name: y.transpose(0, 2, 3, 1) for info, y in zip(made.graph.output, results, strict=True)}


def of_all_nodes(graph):
    """The same, with the results of all nodes as outputs."""
    return replace(graph, outputs=tuple(node.name for node in graph.nodes if not isinstance(node, InputNode)))


def assert_equal(graph, images, *, reference=False):
    """The results of every layer are those of the exact executor, alone and with those of all others."""
    expected = exact.run(graph, images)
    for which in (graph, of_all_nodes(graph)):
        got = run(model(which), images, reference=reference)
        assert tuple(got) == which.ends
        for name, y in got.items():
            np.testing.assert_array_equal(y, expected[name], err_msg=name)
            assert y.dtype == np.int64
