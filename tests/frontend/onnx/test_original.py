"""Files that are legal and unusual, taken from the command line's point of view: the tool that computes them."""

from pathlib import Path

import numpy as np
import onnx

from hdlgen.frontend.onnx.original import original
from tests.frontend.onnx.graphs import graph, node, random

WEIGHTS = {"w": random(3, 2, 1, 1)}
CONV = [node("Conv", "x w", "y")]


def opened(model, folder: Path):
    path = folder / "net.onnx"
    onnx.save(model, path)
    return original(path, "net")


def test_any_number_of_images_is_computed_by_a_graph_that_takes_seven(tmp_path: Path):
    found = opened(graph(CONV, [7, 2, 4, 5], WEIGHTS), tmp_path)
    images = np.random.default_rng(0).random((16, 4, 5, 2), np.float32)
    for count in (1, 6, 7, 16):
        (y,) = found.run(images[:count])
        assert y.shape == (count, 4, 5, 3)
        np.testing.assert_allclose(y, found.source.run(images[:count])[found.source.outputs[0]], 1e-4)


def test_a_file_that_its_tool_does_not_compute_is_read_all_the_same(tmp_path: Path):
    twice = graph(
        [node("Conv", "x w", "c"), node("Conv", "c v", "y")], ["N", 2, 4, 5], WEIGHTS | {"v": random(3, 3, 1, 1)}
    )
    for made in twice.graph.node:
        made.name = "same"
    found = opened(twice, tmp_path)
    assert found.run is None
    assert "ONNX Runtime" in found.tool
    assert "does not compute it: [ONNXRuntimeError] : 1 : FAIL" in found.tool
    assert [n.name for n in found.source.nodes] == ["same", "same_2"]


def test_names_are_short_and_no_part_of_a_layer(tmp_path: Path):
    nodes = [node("ConvTranspose", "x w", "a", strides=[2, 2]), node("Conv", "a v", "b"), node("Conv", "b v", "y")]
    for made, name in zip(nodes, ("up", "up_pixels", f"/{'a' * 70}/Conv"), strict=True):
        made.name = name
    constants = {"w": random(2, 3, 2, 2), "v": random(3, 3, 1, 1)}
    found = opened(graph(nodes, ["N", 2, 4, 5], constants), tmp_path)
    assert [n.name for n in found.source.nodes] == ["up", "up_pixels_layer", "a" * 56]
