import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hdlgen import __version__, ir, nets, spec
from hdlgen.arith import Average, Int, Requant, SumPool, Window, mean
from hdlgen.errors import HdlgenError
from hdlgen.frontend.onnx import writer
from hdlgen.frontend.onnx.writer import model
from hdlgen.ir.graph import ArrayNode, Graph, InputNode, OperatorNode
from hdlgen.nets import mnist
from tests.cosim import random_graphs, random_networks
from tests.cosim.random_networks import images
from tests.frontend.onnx.runtime import assert_equal, run

EXAMPLES = Path(__file__).parents[3] / "examples"
SMALL = ("densenet_block", "inception_block", "mobilenetv3_block", "unet")
CHAINS, GRAPHS, IMAGES = range(12), range(24), 20


def read(net):
    return ir.lower(spec.load(net))


@pytest.mark.parametrize("name", [name for name in nets.names() if name.startswith("lenet")])
def test_bundled_networks_on_their_images(name):
    x, _ = mnist.bundled_images()
    assert_equal(read(name), x[..., None].astype(np.int64))


@pytest.mark.parametrize("name", nets.names())
def test_bundled_networks_on_random_images(name):
    graph = read(name)
    assert_equal(graph, images(graph, IMAGES, 1))


@pytest.mark.parametrize("name", SMALL)
def test_examples(name):
    graph = read(EXAMPLES / f"{name}.yaml")
    assert_equal(graph, images(graph, 3, 2))


def random_graph(generate, seed, directory):
    network = generate(random.Random(seed))
    graph = read(network.write(directory))
    return graph, images(graph, IMAGES, network.seed)


@pytest.mark.parametrize("seed", CHAINS)
def test_random_chains(seed, tmp_path):
    assert_equal(*random_graph(random_networks.generate, seed, tmp_path))


@pytest.mark.parametrize("seed", GRAPHS)
def test_random_graphs(seed, tmp_path):
    assert_equal(*random_graph(random_graphs.generate, seed, tmp_path))


@pytest.mark.parametrize("seed", [0, 3, 5, 7])
def test_the_executor_of_onnx_itself_gives_the_same(seed, tmp_path):
    """It is written for its clearness and shares no code with ONNX Runtime."""
    assert_equal(*random_graph(random_graphs.generate, seed, tmp_path), reference=True)


def test_the_random_graphs_have_everything(tmp_path):
    graphs = [random_graph(random_graphs.generate, seed, tmp_path)[0] for seed in GRAPHS]
    operators = {type(n.op).__name__ for g in graphs for n in g.nodes if isinstance(n, OperatorNode)}
    assert operators == {"MaxPool", "Average", "Add", "Concat", "Scale", "Upsample", "Interleave", "ArgMax"}
    arrays = [n for g in graphs for n in g.arrays]
    windows = [n.window for n in arrays]
    assert {n.in_type.signed for n in arrays} == {g.input.out.signed for g in graphs} == {True, False}
    assert any(w.stride[0] != w.stride[1] for w in windows)
    assert any(w.dilation != (1, 1) for w in windows)
    assert any(len(set(w.padding)) > 1 and n.in_type.signed for w, n in zip(windows, arrays, strict=True))
    assert any(n.table for n in arrays)
    assert any(n.grouped for n in arrays)
    assert any(min(n.requant.multiplier) < 0 for n in arrays)
    assert any(n.requant.shift == 0 for n in arrays)
    assert any(len(g.ends) > 1 for g in graphs)
    joins = [n.op for g in graphs for n in g.nodes if isinstance(n, OperatorNode)]
    assert {bool(getattr(op, "requants", ())) for op in joins if type(op).__name__ == "Concat"} == {True, False}


def test_what_the_file_says_of_itself():
    made = model(read("lenet_q4"))
    assert (made.ir_version, [(o.domain, o.version) for o in made.opset_import]) == (7, [("", 13)])
    assert {p.key: p.value for p in made.metadata_props} == {"name": "lenet_q4", "hdlgen": __version__}
    assert {node.domain for node in made.graph.node} == {""}
    assert [info.name for info in made.graph.input] == ["input"]
    assert [info.name for info in made.graph.output] == ["fc2"]
    said = {i.name: i.doc_string for i in [*made.graph.input, *made.graph.value_info, *made.graph.output]}
    assert said == {
        "input": "uint8: 0..255",
        "conv1": "uint4: 0..15",
        "pool1": "uint4: 0..15",
        "conv2": "uint4: 0..15",
        "pool2": "uint4: 0..15",
        "fc1": "uint4: 0..15",
        "fc2": "int8: -128..127",
    }
    sizes = [d.dim_param or d.dim_value for d in made.graph.input[0].type.tensor_type.shape.dim]
    assert sizes == ["N", 1, 28, 28]


def test_the_same_bytes_every_time():
    code = (
        "import sys; from hdlgen import ir, spec; from hdlgen.frontend.onnx.writer import model\n"
        "made = model(ir.lower(spec.load('lenet_q4')))\n"
        "sys.stdout.buffer.write(made.SerializeToString(deterministic=True))"
    )
    here = model(read("lenet_q4")).SerializeToString(deterministic=True)
    for seed in "12":
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, check=True)
        assert done.stdout == here


def test_no_constant_is_unused(tmp_path):
    for seed in GRAPHS:
        graph = model(random_graph(random_graphs.generate, seed, tmp_path)[0]).graph
        read_by_nodes = {name for node in graph.node for name in node.input}
        assert [c.name for c in graph.initializer if c.name not in read_by_nodes] == []


def test_an_output_may_be_read_by_others_and_outputs_keep_their_order():
    image, one = InputNode("input", (1, 1, 1), Int(4)), Requant((1,), (1,), 0, 0, 15)
    first, second = (
        ArrayNode(name, (source,), Window(1, 1, 1, (1, 1)), Int(4), np.ones((1, 1), np.int8), 2, one, None, Int(4))
        for name, source in (("first", "input"), ("second", "first"))
    )
    made = model(Graph("net", (image, first, second), ("second", "first")))
    got = run(made, np.array([5, 9]).reshape(2, 1, 1, 1))
    assert {name: y.ravel().tolist() for name, y in got.items()} == {"second": [7, 11], "first": [6, 10]}
    assert list(got) == ["second", "first"]


def wide_sums(taps, side):
    """A layer with so many taps of the largest products, and the average of a square."""
    image = InputNode("input", (1, 1, taps), Int(8))
    weights = np.full((taps, 1), 127, np.int8)
    layer = ArrayNode("fc", ("input",), Window(1, 1, taps, (1, 1)), Int(8), weights, 8, Requant((1,), (0,), 0, 0, 1),
                      None, Int(8))  # fmt: skip
    pool = SumPool(side, side, 1, (side, side))
    plane = InputNode("plane", (side, side, 1), Int(8))
    return image, layer, OperatorNode.of("pool", Average(pool, mean(side * side, Int(8), 1, Int(8))), [plane], Int(8))


def test_sums_beyond_int32_are_refused_all_at_once():
    image, layer, pool = wide_sums(66_312, 4096)
    with pytest.raises(HdlgenError) as refused:
        model(Graph("net", (image, layer, pool)))
    assert str(refused.value) == (
        "fc: its sums reach 2,147,514,120, and ONNX's ConvInteger adds in int32, up to 2,147,483,647\n"
        "    fix: make it smaller, or give what enters it fewer bits\n"
        "pool: its sums reach 4,278,190,080, and ONNX's ConvInteger adds in int32, up to 2,147,483,647\n"
        "    fix: make it smaller, or give what enters it fewer bits"
    )


def test_sums_up_to_the_end_of_int32_are_exact():
    image, layer, _ = wide_sums(66_311, 2)
    largest = 66_311 * 255 * 127  # 2,147,481,735
    graph = Graph("net", (image, replace(layer, requant=Requant((-1,), (largest + 5,), 0, 0, 255))))
    assert run(model(graph), np.full((1, 1, 1, 66_311), 255))["fc"].item() == 5


def test_a_file_of_two_gibibytes_is_refused(monkeypatch):
    monkeypatch.setattr(writer, "CONSTANT_BYTES", 20_000)
    with pytest.raises(HdlgenError, match=r"lenet_q4: has [\d,]+ bytes of constants, and an ONNX file holds 20,000"):
        model(read("lenet_q4"))
